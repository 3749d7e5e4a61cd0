"""Every list, reference and date of the data is under the rules for its sort, whichever file it is in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from macros.checks.lists import after_something_earlier, dates_so_far, each_once, leads_elsewhere
from macros.diagnostics import KeyPath
from macros.loading.data_file import DataFile
from macros.loading.dataset import build_dataset
from macros.loading.loader import LoadResult, load
from macros.model import WordingFile
from macros.model.references import dates_in, references_in
from macros.model.registry import FILE_TYPES
from tests.support.guides import ROOT, SMALL

TODAY = date(2026, 11, 27)


def lists_in(raw: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, list[Any]]]:
    if isinstance(raw, list):
        yield path, raw
    for key, value in enumerate(raw) if isinstance(raw, list) else raw.items() if isinstance(raw, dict) else ():
        yield from lists_in(value, (*path, key))


def files() -> list[DataFile]:
    return load(SMALL).files


def case(file: DataFile, path: KeyPath) -> Any:
    return pytest.param(file.name, path, id=f"{file.name}:{'.'.join(map(str, path))}")


def changed(name: str) -> tuple[LoadResult, DataFile]:
    """The smallest guide, to be changed where it is loaded, and one of its files."""
    loaded = load(SMALL)
    return loaded, next(file for file in loaded.files if file.name == name)


LISTS = [
    case(file, path)
    for file in files()
    if file.file_type.model is not WordingFile
    for path, entries in lists_in(file.raw)
    if not isinstance(entries[0], list)
]


def test_a_list_of_each_type_of_file_is_tried() -> None:
    without_lists = {"wording"}
    assert {file.file_type.name for file in files() if file.name in {param.values[0] for param in LISTS}} == {
        file_type.name for file_type in FILE_TYPES
    } - without_lists


@pytest.mark.parametrize(("name", "path"), LISTS)
def test_what_stands_twice_in_a_list_is_reported_where_it_stands_again(name: str, path: KeyPath) -> None:
    loaded, file = changed(name)
    entries = file.value_at(path)
    assert list(each_once(loaded)) == []
    again = (
        entries[0]
        if not isinstance(entries[0], dict)
        else {**entries[0], **({"id": "another"} if file.file_type.model.__name__ != "Composer" else {})}
    )
    entries.append(again.upper() if isinstance(again, str) else again)
    assert [diagnostic.code for diagnostic in each_once(loaded)] == ["R329"]


REFERENCES = [
    case(file, path)
    for file in files()
    for path, target, _ in references_in(file.file_type.model, file.raw)
    if target in ("target", "question", "item", "check", "source", "fact") and len(path) > 1 and path[0] == file.file_type.list_key
]


@pytest.mark.parametrize(("name", "path"), REFERENCES)
def test_an_entry_that_leads_to_itself_is_reported(name: str, path: KeyPath) -> None:
    loaded, file = changed(name)
    assert list(leads_elsewhere(loaded)) == []
    file.value_at(path[:-1])[path[-1]] = file.value_at(path[:2])["id"]
    [diagnostic] = leads_elsewhere(loaded)
    assert (diagnostic.code, diagnostic.place) == ("R330", file.at(*path))


DATES = [case(file, path) for file in files() for path, _ in dates_in(file.file_type.model, file.raw)]


def test_all_dates_are_found() -> None:
    assert sorted(param.id for param in DATES) == [
        "data/platforms.yml:facts.0.as_of",
        "data/platforms.yml:facts.1.as_of",
        "data/sources.yml:sources.0.checked",
        "data/sources.yml:sources.0.year",
    ]


@pytest.mark.parametrize("form", ["%Y-%m-%d", "%Y-%m", "%Y"])
@pytest.mark.parametrize(("name", "path"), DATES)
def test_a_date_may_be_tomorrow_but_no_later(name: str, path: KeyPath, form: str) -> None:
    loaded, file = changed(name)
    at, key = file.value_at(path[:-1]), path[-1]
    first = {"%Y-%m-%d": date(2027, 2, 3), "%Y-%m": date(2027, 2, 1), "%Y": date(2027, 1, 1)}[form]
    at[key] = first.strftime(form)
    assert list(dates_so_far(loaded, first - timedelta(days=1))) == []
    [diagnostic] = [found for found in dates_so_far(loaded, first - timedelta(days=2)) if found.place == file.at(*path)]
    assert (diagnostic.code, diagnostic.got) == ("R332", at[key])
    assert diagnostic.expected == f"the day this was checked, {first - timedelta(days=1)} or earlier"


def test_a_clock_before_the_guide_was_written_is_reported_once() -> None:
    [diagnostic] = dates_so_far(load(ROOT), date(1970, 1, 2))
    assert (diagnostic.code, diagnostic.got) == ("R332", "1970-01-02")
    assert "this computer's clock is wrong" in diagnostic.what


def test_no_date_of_the_guide_itself_is_in_the_future() -> None:
    assert list(dates_so_far(load(ROOT), TODAY)) == []


@pytest.mark.parametrize(
    ("after", "reported"),
    [
        ({"q-pay-02": "q-closing-01"}, ["q-pay-02, q-closing-01"]),
        # The first leads into the circle of the others, and is in none itself.
        ({"q-pay-01": "q-pay-02", "q-pay-02": "q-closing-01"}, ["q-pay-02, q-closing-01"]),
        ({"q-pay-01": "q-closing-01", "q-pay-02": "q-pay-01"}, ["q-pay-01, q-closing-01, q-pay-02"]),
        ({"q-pay-01": "q-pay-02", "q-health-01": "q-pay-01"}, []),
    ],
)
def test_each_circle_of_questions_is_reported_once(small: Path, after: dict[str, str], reported: list[str]) -> None:
    """q-closing-01 comes after q-pay-02 already."""
    dataset = build_dataset(load(small))
    assert dataset is not None
    for file in dataset.question_files.values():
        for index, question in enumerate(file.questions):
            if question.id in after:
                file.questions[index] = question.model_copy(update={"after": after[question.id]})
                file.questions[index].set_origin(question.origin)
    assert [diagnostic.got for diagnostic in after_something_earlier(dataset)] == reported
