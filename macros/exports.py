"""Model to JSON and CSV: the guide's data, for anyone to use."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

from macros.guide import Guide
from macros.settings import ASSETS, PUBLISHED_ASSETS

QUESTION_COLUMNS = ("id", "topic", "text", "stage", "priority", "minutes", "sensitivity", "softener", "purpose")


def write_exports(guide: Guide, root: Path, folder: Path) -> list[Path]:
    """Write guide.json (everything), questions.csv and search-words.json (for search) into `folder`; returns the files.

    A copy's own pictures, from local/assets under `root`, go along.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = [folder / "guide.json", folder / "questions.csv", folder / "search-words.json"]
    written[2].write_text(json.dumps(_search_words(guide), separators=(",", ":")) + "\n", "utf-8")
    written[0].write_text(json.dumps(_everything(guide), ensure_ascii=False, indent=1) + "\n", "utf-8")
    with written[1].open("w", encoding="utf-8-sig", newline="") as file:
        # The byte order mark is for spreadsheets, which take a CSV without one for another encoding.
        rows = csv.writer(file)
        rows.writerow(QUESTION_COLUMNS)
        for topic, entries in (*guide.topics.items(), *guide.sectors.items()):
            for question in entries.questions:
                values = {**question.model_dump(mode="json"), "topic": topic}
                rows.writerow([_cell(values[column]) for column in QUESTION_COLUMNS])
    return [*written, *_copy_assets(root, folder)]


def _copy_assets(root: Path, folder: Path) -> list[Path]:
    target = folder / Path(PUBLISHED_ASSETS).name
    shutil.rmtree(target, ignore_errors=True)
    if (root / ASSETS).is_dir():
        shutil.copytree(root / ASSETS, target)
    return [path for path in target.rglob("*") if path.is_file()]


def _search_words(guide: Guide) -> dict:
    """What assets/search/lazy-search-worker.js makes of a reader's words: `drop` and, by the word typed, what is `same`."""
    same = {typed: group.means for group in guide.search.same for typed in group.typed}
    return {"drop": guide.search.drop, "same": same}


def _everything(guide: Guide) -> dict:
    kinds = {
        "vocabulary": guide.vocabulary,
        "questions": list(guide.topics.values()),
        "sectors": list(guide.sectors.values()),
        "avoid": guide.avoid,
        "running_orders": list(guide.orders.values()),
        "messages": list(guide.channels.values()),
        "replies": guide.replies,
        "mistakes": guide.mistakes,
        "checks": guide.checks,
        "checklists": list(guide.checklists.values()),
        "worksheets": list(guide.worksheets.values()),
        "answers": list(guide.steps.values()),
        "facts": list(guide.facts.values()),
        "sources": list(guide.sources.values()),
        "glossary": list(guide.glossary.values()),
        "placeholders": list(guide.placeholders.values()),
    }
    return {name: _plain(value) for name, value in kinds.items()}


def _plain(value):
    if isinstance(value, list):
        return [_plain(entry) for entry in value]
    return value.model_dump(mode="json", exclude_defaults=True)


def _cell(value: object) -> object:
    """Text that a spreadsheet would run as a formula gets an apostrophe before it.

    See https://owasp.org/www-community/attacks/CSV_Injection
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value
