"""Rules that Python and the scripts both follow: the two give the same for any value, not only for today's data."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from macros import model
from macros.loading.dataset import Dataset
from macros.outputs.formatting import written_date
from macros.outputs.html.tool_data.planner import planner_data
from macros.outputs.open_data import _cell
from macros.outputs.timetable import stage_times
from tests.support.guides import ROOT

SCRIPTS = ("shared/text-format", "shared/links", "planner/planner-core", "composer/english", "composer/composer-core")
PRINTABLE = st.characters(exclude_categories=["Cs", "Cc", "Cf", "Co", "Cn"])
"""What a writer or a reader may type; the check refuses control characters in data."""
WORDS = st.sampled_from(["_", "___", "-", "it's", "a_b", "3", "²", "…", "don’t", "é", "中文", "(x)"]) | st.text(PRINTABLE, max_size=8)
SENTENCES = st.lists(st.tuples(WORDS, st.sampled_from([" ", "\n", "\t", "  ", "\xa0"])).map("".join), max_size=8).map("".join)
CELL_STARTS = [f"{space}{sign}" for space in ("", " ", "\u00a0", "\u200b", "\u3000", "\ufeff") for sign in [*"=+-@＝＋－＠\t\r\n '\"", ""]]
CELLS = st.tuples(st.sampled_from(CELL_STARTS), st.text(PRINTABLE, max_size=8)).map("".join)
SEVERAL = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def page(browser: Browser, site_index) -> Iterator[Page]:
    """A page with the cores of the tools, the Planner's data as `data` and its opened bank as `bank`."""
    page = browser.new_page()
    for script in SCRIPTS:
        page.add_script_tag(path=ROOT / f"docs/assets/{script}.js")
    page.add_script_tag(path=Path(__file__).with_name("rules.js"))
    page.evaluate("openBank", planner_data(site_index.dataset, lambda target: f"#{target}"))
    yield page
    page.close()


def with_spare(dataset: Dataset, percent: int) -> Dataset:
    """The dataset with another share of a conversation kept for follow-up questions."""
    talk = dataset.vocabulary.talk.model_copy(update={"spare_percent": percent})
    return Dataset(dataset.vocabulary.model_copy(update={"talk": talk}), dataset.contents)


def test_prepared_minutes(page: Page, site_index) -> None:
    """All shares and lengths that the model allows."""
    for percent in range(51):
        dataset = with_spare(site_index.dataset, percent)
        assert page.evaluate("preparedMinutes", percent) == [dataset.prepared_minutes(minutes) for minutes in range(5, 121)], percent


def test_which_length_of_a_plan_counts(page: Page, site_index) -> None:
    dataset = site_index.dataset
    modes = [mode.id for mode in dataset.vocabulary.modes]
    lengths = dataset.plans.lengths
    expected = [[lengths.index(dataset.plan_length(minutes, mode)) for minutes in range(5, 121)] for mode in modes]
    assert page.evaluate("planLengths", modes) == expected


def test_what_a_question_presumes_holds(page: Page, site_index) -> None:
    """For everyone, and with each circumstance said."""
    vocabulary = site_index.dataset.vocabulary
    persons, audiences, sectors = (
        ["", *(term.id for term in terms)] for terms in (vocabulary.persons, vocabulary.audiences, vocabulary.sectors)
    )
    cases = [([], *chosen) for chosen in product(persons, audiences, sectors)] + [
        ([one.id], "", "", "") for one in vocabulary.circumstances
    ]
    expected = [[one.id for one in vocabulary.circumstances if one.holds(*case)] for case in cases]
    assert page.evaluate("circumstancesThatHold", cases) == expected
    assert len({tuple(names) for names in expected}) > len(vocabulary.circumstances)


@pytest.mark.long
@SEVERAL
@given(st.lists(SENTENCES, min_size=20, max_size=20))
def test_how_many_words_a_text_has(page: Page, texts: list[str]) -> None:
    assert page.evaluate("countWords", texts) == [model.words(text) for text in texts]


@SEVERAL
@given(st.lists(CELLS, min_size=20, max_size=20))
def test_what_a_spreadsheet_would_run_is_text(page: Page, texts: list[str]) -> None:
    rows = csv.reader(io.StringIO(page.evaluate("csvColumn", texts).removeprefix("\ufeff"), newline=""))
    assert [cell for (cell,) in rows] == [_cell(text) for text in texts]


@SEVERAL
@given(st.dates(date(1990, 1, 1), date(2120, 12, 31)))
def test_a_date_as_readers_see_it(page: Page, day: date) -> None:
    assert page.evaluate("longDate", day.isoformat()) == written_date(day.isoformat())


@SEVERAL
@given(st.data())
def test_the_clock_of_a_running_order(page: Page, site_index, data: st.DataObject) -> None:
    questions = {question.id: question for file in site_index.dataset.topics.values() for question in file.questions}
    names = data.draw(st.lists(st.sampled_from(sorted(questions)), min_size=1, max_size=20, unique=True))
    total = sum(questions[name].minutes for name in names)
    # A plan may be longer than its time; a running order never is, since R319 refuses it.
    minutes = data.draw(st.integers(max(5, total), 120))
    order = model.RunningOrder.model_construct(id="r-any", questions=names, minutes=minutes)
    expected = [[stage.id, start, end] for stage, start, end, _ in stage_times(site_index.dataset, order)]
    entries = [{"id": name, "stage": questions[name].stage} for name in names]
    assert page.evaluate("stageTimes", json.dumps({"minutes": minutes, "entries": entries})) == expected
