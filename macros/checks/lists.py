"""Rules for all files: nothing is in a list twice, nothing links to itself, and no date is in the future."""

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
"""The lists in data/composer.yml whose entries are told apart by a key. R301 compares the ids and names in all other files."""

FIRST_DAY = date(2026, 1, 1)
"""The guide is younger than this, so a clock that says an earlier day is wrong, and can't tell which dates are in the future."""


def each_once(loaded: LoadResult) -> Iterator[Diagnostic]:
    """R329: nothing is in a list twice, whether it is an id, a text or an entry with only a new id.

    Args:
        loaded: All files. The content of a file that isn't a valid file of its type isn't compared.
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
                    expected = f"each one once; it is already at {_short_place(file, (*path, first))}"
                    yield Diagnostic(file.at(*path, index), "R329", f"this is in {_list_name(path)} twice", got, expected)


def _lists(raw: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, list[Any]]]:
    """Every list in plain data, with its path."""
    if isinstance(raw, list):
        yield path, raw
    if isinstance(raw, (list, dict)):
        for key, value in enumerate(raw) if isinstance(raw, list) else raw.items():
            yield from _lists(value, (*path, key))


def _what_it_is(file: DataFile, path: KeyPath, entry: Any) -> str | None:
    """The part of a list entry that is compared with the others; None if it isn't compared."""
    if isinstance(entry, str):
        if path == (file.file_type.list_key,):
            return None  # There should be a record here, which is reported separately.
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
                yield Diagnostic(file.at(*path), "R330", "this entry links to itself", name, "another entry, or none")


def dates_so_far(loaded: LoadResult, today: date) -> Iterator[Diagnostic]:
    """R332: no date when something was seen or checked is in the future. If the clock is wrong, that alone is reported, once.

    Args:
        loaded: All files, valid or not.
        today: The day of the check, in UTC. It may already be the next day where the writer is.
    """
    latest = today + timedelta(days=1)
    for file in loaded.files:
        for path, first_day in dates_in(file.file_type.model, file.raw):
            if today < FIRST_DAY:
                what = "this computer's clock is wrong, so dates can't be checked"
                yield Diagnostic(file.at(*path), "R332", what, str(today), "today's date; set the clock, then run this again")
                return
            if first_day > latest:
                yield Diagnostic(
                    file.at(*path),
                    "R332",
                    "this is in the future",
                    str(file.value_at(path)),
                    f"the day this was checked, {latest} or earlier",
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
        # If this question only leads into a circle, one of the questions in the circle is reported.
        if before == question.id and len(chain) > 1 and question.id not in reported:
            reported |= set(chain)
            what = "these questions wait for each other, so none of them would ever be asked"
            yield Diagnostic(question.origin.at("after"), "R331", what, ", ".join(chain), "one of them without after:")
        elif (first := questions.get(question.after or "")) and _stage(stages, first) > _stage(stages, question):
            expected = f"a question from the stage {question.stage} or an earlier one"
            yield Diagnostic(question.origin.at("after"), "R331", "this question doesn't come until a later stage", first.id, expected)


def _stage(stages: dict[str, int], question: model.Question) -> int:
    return stages.get(question.stage, 0)
