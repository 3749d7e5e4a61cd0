"""People in the file of "Your data": they go out and come back, two lists become one, and an older file has none. Run in a browser."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, seed, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from tests.support.backup_files import ANY_TEXT, BACKUP_SCRIPTS, file_with
from tests.support.damaged_states import SOUND
from tests.support.scripts import define, open_site


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    open_site(
        page, "/a/", *[name for name in BACKUP_SCRIPTS if name != "backup/backup-core"], "interviews/interviews-core", "backup/backup-core"
    )
    define(page, Path(__file__).with_name("backup-core.js"))
    yield page
    page.close()


NOTE = st.fixed_dictionaries(
    {"on": st.just("2026-11-02"), "what": st.just("note"), "text": st.from_regex(r"\A[a-z=\n]{1,9}\Z"), "status": st.just("")}
)
FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "name": ANY_TEXT, "role": ANY_TEXT, "notes": ANY_TEXT, "near": st.integers(0, 3), "minutes": st.integers(1, 480),
        "status": st.sampled_from(["to-ask", "asked", "met"]), "on": st.just({"asked": "2026-11-02"}),
        "history": st.lists(NOTE, max_size=3, unique_by=lambda entry: entry["text"]),
        "answers": st.dictionaries(st.sampled_from("abc"), ANY_TEXT, max_size=2),
        "from a newer version": ANY_TEXT,
    },
)  # fmt: skip
PEOPLE = st.dictionaries(st.sampled_from(["p1", "p2", "p3", "p4"]), FIELDS, min_size=1, max_size=4).map(
    lambda people: {"version": 1, "people": {id_: {"id": id_, **fields} for id_, fields in people.items()}, "initials": True}
)


@seed(17)
@settings(max_examples=60, deadline=None, phases=[Phase.generate])
@given(PEOPLE)
def test_people_come_back_as_they_were(page: Page, people: dict[str, Any]) -> None:
    assert json.loads(page.evaluate("roundTrip", json.dumps({"interviews": people}))) == {"interviews": people}


@seed(17)
@settings(max_examples=60, deadline=None, phases=[Phase.generate])
@given(PEOPLE, PEOPLE)
def test_two_lists_become_one_and_nothing_here_is_lost(page: Page, mine: dict[str, Any], theirs: dict[str, Any]) -> None:
    states = {"mine": json.dumps({"interviews": mine}), "theirs": json.dumps({"interviews": theirs})}
    once = json.loads(page.evaluate("addTo", states))
    people = once["interviews"]["people"]
    assert people.keys() == mine["people"].keys() | theirs["people"].keys()
    for id_, person in mine["people"].items():
        for name, value in person.items():
            if name in ("name", "role", "minutes", "from a newer version") and value:
                assert people[id_][name] == value
        assert person.get("notes", "") in people[id_].get("notes", "")
        assert all(entry in people[id_]["history"] for entry in person.get("history", []))
    for id_, person in theirs["people"].items():
        assert person.get("notes", "") in people[id_].get("notes", "")
        assert all(entry in people[id_]["history"] for entry in person.get("history", []))
    again = page.evaluate("addTo", {**states, "mine": json.dumps(once)})
    for id_, person in json.loads(again)["interviews"]["people"].items():
        assert {name: person[name] for name in people[id_]} == people[id_], "the same file a second time changes nothing"


def test_an_older_file_has_no_people_and_leaves_those_here(page: Page) -> None:
    page.evaluate("storeAll", {"interviews": SOUND["interviews"]})
    older = file_with(ticks={"version": 1, "ticks": {"i-a-01": "2026-11-20"}}, plans={"version": 1, "names": {}})
    after = page.evaluate("readIn", {"text": older, "replace": False})
    assert after["interviews"] == SOUND["interviews"]
    assert after["ticks"] == {"version": 1, "ticks": {"i-a-01": "2026-11-20"}}


def test_someone_who_cannot_be_read_stays_untouched(page: Page) -> None:
    odd = {"id": "p1", "name": 7, "history": "none"}
    page.evaluate("storeAll", {"interviews": {"people": {"p1": odd, "p2": {"id": "p2", "name": "Dana"}}}})
    written = page.evaluate("toFile()")
    assert written["held"] == ["1 person"]
    assert written["left"] == ["1 person (“p1”)"]
    text = file_with(interviews={"people": {"p1": {"id": "p1", "name": "Kate"}, "p3": {"id": "p3", "name": "Ann"}}})
    after = page.evaluate("readIn", {"text": text, "replace": False})["interviews"]["people"]
    assert after["p1"] == odd
    assert after["p3"]["name"] == "Ann"


def test_a_damaged_person_in_a_file_is_named(page: Page) -> None:
    page.evaluate("storeAll", {})
    text = file_with(interviews={"people": {"p1": {"id": "p2", "name": "Kate"}}})
    assert (
        page.evaluate("readIn", {"text": text, "replace": False})
        == "Part of this file is damaged (My interviews: “p1”). Nothing was changed."
    )
