"""Rules that go over all files by their models: each thing once in its list, nothing that leads to itself, no date to come."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from macros import model
from macros.checks.rule import rule
from macros.diagnostics import Diagnostic, KeyPath
from macros.loading.data_file import DataFile
from macros.loading.dataset import Dataset
from macros.loading.loader import LoadResult
from macros.loading.local_ids import NAMING_KEYS
from macros.loading.overlay import names_of
from macros.model.references import dates_in, references_in

TOLD_APART_BY = {"fields": "name", "parts": "id", "forms": "id", "links": "relationship", "abouts": "audience"}
"""The lists of data/composer.yml whose entries are told apart by a key. R301 compares the ids and names of all other files."""


def each_once(loaded: LoadResult) -> Iterator[Diagnostic]:
    """R329: a list has each thing once, whether it is an id, a text or an entry with nothing new but its id.

    Args:
        loaded: All files; what is in one that is no data file of its type is not compared.
    """
    for file in loaded.files:
        if file.content is None or file.file_type.model is model.WordingFile:
            continue  # R326 compares the phrases of data/wording.yml, over the whole file.
        for path, entries in _lists(file.raw):
            seen: dict[str, int] = {}
            for index, entry in enumerate(entries):
                if (same := _what_it_is(file, path, entry)) is None:
                    continue
                first = seen.setdefault(same, index)
                if first != index:
                    got = entry if isinstance(entry, str) else next((str(entry[key]) for key in NAMING_KEYS if key in entry), same)
                    expected = f"each once; it is already at {_short_place(file, (*path, first))}"
                    yield Diagnostic(file.at(*path, index), "R329", f"this stands twice in {_list_name(path)}", got, expected)


def _lists(raw: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, list[Any]]]:
    """Every list in plain data, with its path."""
    if isinstance(raw, list):
        yield path, raw
    if isinstance(raw, (list, dict)):
        for key, value in enumerate(raw) if isinstance(raw, list) else raw.items():
            yield from _lists(value, (*path, key))


def _what_it_is(file: DataFile, path: KeyPath, entry: Any) -> str | None:
    """What makes an entry of a list the same as another; None where nothing does."""
    if isinstance(entry, str):
        if path == (file.file_type.list_key,):
            return None  # A record is missing here, which is reported as that.
        return " ".join(entry.split()).casefold()
    if not isinstance(entry, dict):
        return None
    key = TOLD_APART_BY.get(str(path[-1])) if file.file_type.model is model.Composer else None
    if key is not None:
        return str(entry[key]) if key in entry else None
    rest = {name: value for name, value in entry.items() if name not in (*NAMING_KEYS, "was")}
    return json.dumps(rest, sort_keys=True) if rest else None


def _list_name(path: KeyPath) -> str:
    return next((str(step) for step in reversed(path) if isinstance(step, str)), "this list")


def _short_place(file: DataFile, path: KeyPath) -> str:
    place = file.at(*path)
    return f"{place.file}:{place.line}"


def leads_elsewhere(loaded: LoadResult) -> Iterator[Diagnostic]:
    """R330: no entry refers to itself.

    Args:
        loaded: All files, valid or not.
    """
    for file in loaded.files:
        for path, _, name in references_in(file.file_type.model, file.raw):
            in_record = len(path) > 1 and path[0] == file.file_type.list_key
            if name in names_of(file.value_at(path[:2]) if in_record else file.raw):
                yield Diagnostic(file.at(*path), "R330", "this entry leads to itself", name, "another entry, or none")


def dates_so_far(loaded: LoadResult, today: date) -> Iterator[Diagnostic]:
    """R332: whatever has been seen or checked was not seen in the future.

    Args:
        loaded: All files, valid or not.
        today: The day of the check, in UTC. It may be a day later already where the writer is.
    """
    latest = today + timedelta(days=1)
    for file in loaded.files:
        for path, first_day in dates_in(file.file_type.model, file.raw):
            if first_day > latest:
                yield Diagnostic(
                    file.at(*path),
                    "R332",
                    "this is in the future",
                    str(file.value_at(path)),
                    f"{latest} at the latest, when this was checked",
                )


@rule("R331")
def after_something_earlier(dataset: Dataset) -> Iterator[Diagnostic]:
    questions = {question.id: question for question in dataset.questions()}
    stages = {stage.id: index for index, stage in enumerate(dataset.vocabulary.stages)}
    reported: set[str] = set()
    for question in questions.values():
        chain = [question.id]
        while (before := questions[chain[-1]].after) in questions and before not in chain:
            chain.append(str(before))
        # Of a circle that this question only leads into, one of its own questions is reported.
        if before == question.id and len(chain) > 1 and question.id not in reported:
            reported |= set(chain)
            what = "each of these questions waits for the other, so that none is ever asked"
            yield Diagnostic(question.origin.at("after"), "R331", what, ", ".join(chain), "one of them without after:")
        elif (first := questions.get(question.after or "")) and _stage(stages, first) > _stage(stages, question):
            expected = f"a question of the stage {question.stage} or of an earlier one"
            yield Diagnostic(question.origin.at("after"), "R331", "this question comes only in a later stage", first.id, expected)


def _stage(stages: dict[str, int], question: model.Question) -> int:
    return stages.get(question.stage, 0)
