"""Writes the guide's data as JSON and CSV, for anyone to use."""

from __future__ import annotations

import csv
import json
import re
import shutil
from pathlib import Path
from typing import Any, assert_never

from macros import model
from macros.loading.dataset import Dataset, files_in, records_in
from macros.model.registry import FILE_TYPES, FileType, Storage
from macros.settings import ASSETS, PUBLISHED_ASSETS

QUESTION_COLUMNS = ("id", "topic", "text", "stage", "priority", "minutes", "sensitivity", "softener", "purpose")
FORMULA = re.compile("[\t\r\n]|[ \u00a0\u200b\u3000\ufeff]*[-=+@\uff1d\uff0b\uff0d\uff20]")
"""What a spreadsheet may run as a formula begins like this; docs/assets/shared/text-format.js has the same."""


def write_exports(dataset: Dataset, root: Path, folder: Path) -> list[Path]:
    """Write guide.json (everything), questions.csv and search-words.json (for search), and copy the pictures of a copy of the guide.

    Args:
        dataset: The guide's data.
        root: The project's folder, with a copy's own pictures in local/assets.
        folder: Where the files go; made where it is missing.

    Returns:
        The files.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = [folder / "guide.json", folder / "questions.csv", folder / "search-words.json"]
    written[2].write_text(json.dumps(_search_words(dataset), separators=(",", ":")) + "\n", "utf-8")
    written[0].write_text(json.dumps(_everything(dataset), ensure_ascii=False, indent=1) + "\n", "utf-8")
    with written[1].open("w", encoding="utf-8-sig", newline="") as file:
        # The byte order mark is for spreadsheets, which take a CSV without one for another encoding.
        rows = csv.writer(file)
        rows.writerow(QUESTION_COLUMNS)
        for question in dataset.questions():
            values = {**question.model_dump(mode="json"), "topic": dataset.topic_of(question)}
            rows.writerow([_cell(values[column]) for column in QUESTION_COLUMNS])
    return [*written, *_copy_assets(root, folder)]


def _copy_assets(root: Path, folder: Path) -> list[Path]:
    target = folder / Path(PUBLISHED_ASSETS).name
    shutil.rmtree(target, ignore_errors=True)
    if (root / ASSETS).is_dir():
        shutil.copytree(root / ASSETS, target)
    return [path for path in target.rglob("*") if path.is_file()]


def _search_words(dataset: Dataset) -> dict[str, Any]:
    """What assets/search/lazy-search-worker.js makes of a reader's words: `drop` and, by the word typed, what is `same`."""
    same = {typed: group.means for group in dataset.search.same for typed in group.typed}
    return {"drop": dataset.search.drop, "same": same}


def _everything(dataset: Dataset) -> dict[str, Any]:
    """All data as plain values, by the names of the registry."""
    return {file_type.name: _exported(file_type, dataset.contents[file_type.name]) for file_type in FILE_TYPES}


def _exported(file_type: FileType, content: Any) -> Any:
    match file_type.storage:
        case Storage.ONE:
            return _plain(content)
        case Storage.FILES:
            return [_plain(file) for file in files_in(file_type, content)]
        case Storage.RECORDS:
            return [_plain(record) for record in records_in(file_type, content)]
        case _:
            assert_never(file_type.storage)


def _plain(one: model.Model) -> dict[str, Any]:
    return one.model_dump(mode="json", exclude_defaults=True)


def _cell(value: object) -> object:
    """Text that a spreadsheet would run as a formula gets an apostrophe before it.

    See https://owasp.org/www-community/attacks/CSV_Injection
    """
    return f"'{value}" if isinstance(value, str) and FORMULA.match(value) else value
