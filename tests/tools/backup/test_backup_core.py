"""The file of "Your data": what may come in, what may go out, and what may be overwritten. Run in a browser, on a site of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from tests.support.backup_files import ANY_TEXT, BACKUP_SCRIPTS, file_with
from tests.support.damaged_states import SOUND
from tests.support.scripts import define, open_site

GOOD, ODD = {"saved": "2026-11-20", "content": {"v": 1}}, {"saved": "2026-11-20"}


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    open_site(page, "/a/", *BACKUP_SCRIPTS)
    define(page, Path(__file__).with_name("backup-core.js"))
    yield page
    page.close()


LEAVES = st.none() | st.booleans() | st.integers(-(2**31), 2**31) | ANY_TEXT
JSON = st.recursive(LEAVES, lambda inner: st.lists(inner) | st.dictionaries(ANY_TEXT, inner), max_leaves=8)
ITEMS = st.dictionaries(ANY_TEXT, st.fixed_dictionaries({"saved": ANY_TEXT, "content": st.dictionaries(ANY_TEXT, JSON)}), max_size=6)
TICKS = st.dictionaries(st.from_regex(r"\A[a-z0-9-]{1,60}\Z"), st.from_regex(r"\A[0-9-]{0,10}\Z"), max_size=8)
ANSWERS = st.dictionaries(st.from_regex(r"\A[a-z_]{1,60}\Z"), ANY_TEXT.filter(bool), max_size=4)
STATES = st.fixed_dictionaries(
    {},
    optional={
        "plans": st.fixed_dictionaries({"version": st.just(1), "names": ITEMS.filter(bool)}),
        "requests": st.fixed_dictionaries({"version": st.just(1), "names": ITEMS.filter(bool)}),
        "profile": st.fixed_dictionaries({"version": st.just(1), "answers": ANSWERS.filter(bool)}),
        "ticks": st.fixed_dictionaries({"version": st.just(1), "ticks": TICKS.filter(bool)}),
        "meeting": st.just(SOUND["meeting"]),
    },
)


@seed(17)
@settings(max_examples=100, deadline=None)
@given(STATES)
def test_what_is_saved_in_a_file_comes_back(page: Page, state: dict[str, Any]) -> None:
    assert json.loads(page.evaluate("roundTrip", json.dumps(state))) == state


@pytest.mark.long
@seed(17)
@settings(max_examples=60, deadline=None)
@given(STATES, STATES)
def test_adding_a_file_takes_nothing_away(page: Page, mine: dict[str, Any], theirs: dict[str, Any]) -> None:
    text = page.evaluate("addTo", {"mine": json.dumps(mine), "theirs": json.dumps(theirs)})
    if not text:
        return
    after = json.loads(text)
    for name, inner in (("plans", "names"), ("requests", "names"), ("profile", "answers"), ("ticks", "ticks")):
        for key, value in mine.get(name, {inner: {}})[inner].items():
            assert after[name][inner][key] == value
    contents = [json.dumps(item["content"], sort_keys=True) for item in after.get("plans", {"names": {}})["names"].values()]
    added = [json.dumps(item["content"], sort_keys=True) for item in theirs.get("plans", {"names": {}})["names"].values()]
    assert set(added) <= set(contents)


def test_one_damaged_entry_is_named_and_loses_nothing(page: Page) -> None:
    mine = {"plans": {"names": {"good": GOOD, "odd": ODD}}, "ticks": {"ticks": {"i-a-01": "2026-11-20", "I A": 7}}, "requests": "{"}
    page.evaluate("storeAll", mine)
    written = page.evaluate("toFile()")
    assert written["held"] == ["1 plan", "1 checked item"]
    assert written["left"] == ["1 plan (“odd”)", "Messages", "1 checked item (“I A”)"]
    expected = {"guide.plans": {"names": {"good": GOOD}}, "guide.ticks": {"ticks": {"i-a-01": "2026-11-20"}}}
    assert json.loads(written["text"])["kept"] == expected
    text = file_with(plans={"names": {"new": {**GOOD, "content": {"v": 2}}}})
    added = page.evaluate("readIn", {"text": text, "replace": False})
    assert added["plans"]["names"] == {"good": GOOD, "odd": ODD, "new": {**GOOD, "content": {"v": 2}}}
    replaced = page.evaluate("readIn", {"text": text, "replace": True})
    assert replaced["plans"]["names"] == {"new": {**GOOD, "content": {"v": 2}}}
    assert replaced["/a/guide.plans.unreadable"] == added["plans"], "what cannot be read is set aside, with all that stood around it"
    assert page.evaluate("localStorage.getItem('/a/guide.requests.unreadable')") == "{"


def test_two_thousand_plans_are_added_saved_and_read_in_again(page: Page, record_property) -> None:
    result = page.evaluate("addTwice", 1000)
    assert result["names"] == 2000
    record_property("measured", f"1,000 plans added to 1,000 in {result['milliseconds']:.0f} ms")
    assert result["file"]["held"] == ["2,000 plans"]
    assert result["file"]["left"] == []
    again = page.evaluate("readIn", {"text": file_with(plans={"names": {"third": GOOD}}), "replace": False})
    assert len(again["plans"]["names"]) == 2001
    back = page.evaluate("readIn", {"text": result["file"]["text"], "replace": True})
    assert len(back["plans"]["names"]) == 2000


def test_plans_are_compared_once_each(page: Page) -> None:
    """Counted, not timed: how often a plan is made a text while so many are added to so many."""
    script = """count => {
      const { stringify } = JSON; let calls = 0;
      JSON.stringify = (...of) => { calls += 1; return stringify(...of); };
      addTwice(count); JSON.stringify = stringify; return calls; }"""
    few, many = page.evaluate(script, 20), page.evaluate(script, 200)
    assert many < 11 * few


def test_an_empty_browser_has_nothing_to_save(page: Page) -> None:
    page.evaluate("storeAll", {})
    assert page.evaluate("toFile()") == {"text": "", "held": [], "left": []}
    page.evaluate("storeAll", {"plans": "{"})
    assert page.evaluate("toFile()") == {"text": "", "held": [], "left": ["Plans"]}


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_file_that_a_program_stored_anew_is_read(page: Page, mark: str) -> None:
    page.evaluate("storeAll", {})
    text = mark + json.dumps(json.loads(file_with(ticks={"ticks": {"i-a-01": "2026-11-20"}})), indent=4).replace("\n", "\r\n")
    assert page.evaluate("readIn", {"text": text, "replace": False}) == {"ticks": {"ticks": {"i-a-01": "2026-11-20"}}}
