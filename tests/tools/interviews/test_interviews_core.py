"""The people a reader keeps track of, in interviews-core.js: what comes next and when, by the guide's own rules."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from macros.outputs.context import RenderContext
from macros.outputs.html.tool_data.interviews import interviews_data
from tests.support.damaged_states import SOUND
from tests.support.scripts import define, load_assets


@pytest.fixture(scope="module")
def core(browser: Browser, site_index, settings) -> Iterator[Page]:
    """An empty page with the core, in New York."""
    page = browser.new_context(timezone_id="America/New_York").new_page()
    load_assets(page, "shared/text-format", "shared/links", "checklists/schedule", "interviews/interviews-core")
    define(page, Path(__file__).with_name("interviews-core.js"))
    page.evaluate("openInterviews", interviews_data(RenderContext(site_index, settings, "interviews/")))
    yield page
    page.context.close()


def acts(core: Page, now: str, **fields: Any) -> list[str]:
    return [line.rpartition(" | ")[0] for line in core.evaluate("actsAt", {"fields": fields, "now": now})]


def test_a_whole_course_from_the_first_message_to_staying_in_touch(core: Page) -> None:
    steps = [
        {"now": "2026-03-02T12:00:00"},
        {"now": "2026-03-05T12:00:00", "set": {}},
        {"now": "2026-03-10T12:00:00"},
        {"now": "2026-03-12T12:00:00", "status": "agreed"},
        {"now": "2026-03-12T12:00:00", "set": {"day": "2026-03-19", "time": "16:00", "mode": "phone", "minutes": 20}},
        {"now": "2026-03-15T12:00:00"},
        {"now": "2026-03-18T12:00:00"},
        {"now": "2026-03-19T12:00:00", "set": {}},
        {"now": "2026-03-19T19:00:00"},
        {"now": "2026-03-19T19:05:00"},
        {"now": "2026-03-20T09:00:00"},
        {"now": "2026-04-02T09:00:00"},
        {"now": "2026-05-15T09:00:00"},
        {"now": "2026-06-15T09:00:00", "set": {}},
        {"now": "2026-08-15T09:00:00", "set": {}},
    ]
    course = core.evaluate("courseOf", steps)
    print("\n".join([*course["told"], *course["history"]]))
    assert course["told"] == [
        "2026-03-02 to-ask: Write to Dana ()",
        "  done: asked",
        "2026-03-05 asked: Send Dana the one reminder (Tue, Mar 10)",
        "2026-03-10 asked: Send Dana the one reminder (Today)",
        "  done: reminded",
        "2026-03-12 agreed: Agree on a day and time with Dana (Tomorrow)",
        "2026-03-12 agreed: Plan your questions for Dana (Sun, Mar 15)",
        "2026-03-15 agreed: Plan your questions for Dana (Today)",
        "  done: agreed",
        "2026-03-18 agreed: Confirm the time and place with Dana (Today)",
        "  done: agreed",
        "2026-03-19 agreed: Talk with Dana (Today, 4:00 PM)",
        "2026-03-19 agreed: Did you talk with Dana? Say how it went (Today, 4:00 PM)",
        "  done: met",
        "2026-03-19 met: Write down what Dana told you (Today, 5:20 PM)",
        "  done: met",
        "2026-03-20 met: Thank Dana (Today, 4:20 PM)",
        "  done: thanked",
        "2026-04-02 thanked: Tell Dana how their advice turned out (Due yesterday)",
        "  done: reported",
        "2026-05-15 reported: Send Dana something related to their work (Due yesterday)",
        "  done: in-touch",
        "2026-06-15 in-touch: Look for news to share with Dana (Fri, Aug 14)",
        "2026-08-15 in-touch: Look for news to share with Dana (Due yesterday)",
    ]


def test_it_stops_by_itself_after_the_one_reminder(core: Page) -> None:
    fields = {"status": "reminded", "on": {"asked": "2026-03-02", "reminded": "2026-03-10"}}
    assert acts(core, "2026-03-12T12:00:00", **fields) == []
    assert core.evaluate("standingAt", {"fields": fields, "now": "2026-03-18"}) == {"status": "reminded", "outcome": "", "isQuiet": False}
    assert core.evaluate("standingAt", {"fields": fields, "now": "2026-03-19"}) == {
        "status": "closed",
        "outcome": "silence",
        "isQuiet": True,
    }
    assert acts(core, "2026-03-19T12:00:00", **fields) == []
    late = {"status": "reminded", "on": {"asked": "2026-03-02", "reminded": "2026-04-20"}}
    assert core.evaluate("standingAt", {"fields": late, "now": "2026-04-21"})["isQuiet"] is False, "they get a week to answer"


def test_promises_referrers_and_suggestions_come_up(core: Page) -> None:
    fields = {
        "status": "met", "on": {"met": "2026-03-19"}, "day": "2026-03-19", "time": "16:00", "minutes": 20, "referrer": "Omar",
        "ticks": {"i-after-01": "2026-03-19"},
        "promises": [
            {"id": "o1", "text": "the sign-in sheet", "by": "2026-03-22", "done": "", "whose": "mine"},
            {"id": "o2", "text": "the name of a clinic", "by": "2026-03-21", "done": "", "whose": "theirs"},
            {"id": "o3", "text": "a link", "by": "2026-03-20", "done": "2026-03-20", "whose": "mine"},
        ],
        "named": [{"id": "n1", "what": "person", "text": "Kate", "note": "", "person": ""}], "again": "2026-04-01",
    }  # fmt: skip
    assert acts(core, "2026-03-20T12:00:00", **fields) == [
        "Thank Dana | Today, 4:20 PM",
        "Tell Omar you talked with Dana, and thank them, too | Today, 4:20 PM",
        "Do what you promised Dana: the sign-in sheet | Sun, Mar 22",
        "Write to one of the people Dana named | Thu, Mar 26",
        "Write to Dana again | Wed, Apr 1",
    ]


def test_every_act_leads_to_its_tool_about_this_person(core: Page, site_index, settings) -> None:
    data = interviews_data(RenderContext(site_index, settings, "interviews/"))
    ahead = {"status": "agreed", "on": {"agreed": "2026-03-12"}, "day": "2026-03-19", "time": "16:00"}
    found = {line.rpartition(" | ")[2] for fields in (
        {}, {"status": "asked", "on": {"asked": "2026-03-02"}}, ahead, {"status": "met", "on": {"met": "2026-03-19"}, "referrer": "Omar"},
    ) for line in core.evaluate("actsAt", {"fields": fields, "now": "2026-03-14T12:00:00"})}  # fmt: skip
    assert found == {
        "../ask/compose/#person=p1", "../ask/compose/#person=p1&form=nudge", "../prepare/planner/#person=p1",
        "../prepare/checklist/#person=p1", "during/#person=p1", "./#person=p1", "../ask/compose/#person=p1&form=thank-you",
        "../ask/compose/#person=p1&form=thank-referrer",
    }, data["pages"]  # fmt: skip


def test_what_is_stored_for_the_home_page_is_right_on_later_days(core: Page) -> None:
    ahead = {"status": "agreed", "on": {"agreed": "2026-03-12"}, "day": "2026-03-19", "time": "16:00", "again": "2026-05-01"}
    assert core.evaluate("linesFor", {"fields": ahead, "now": "2026-03-14T12:00:00"}) == [
        "2026-03-15 2026-03-19: Plan your questions for Dana",
        "2026-03-18 2026-03-19: Confirm the time and place with Dana",
        "2026-03-19 2026-03-19: Talk with Dana",
        "2026-03-20 : Did you talk with Dana? Say how it went",
        "2026-05-01 : Write to Dana again",
    ]


def test_every_status_has_something_to_do_or_is_at_rest(core: Page, site_index) -> None:
    resting = {"reminded", "closed"}
    for status in [one.id for one in site_index.dataset.interviews.statuses]:
        found = acts(core, "2026-03-20T12:00:00", status=status, on={status: "2026-03-19"}, history=[])
        assert bool(found) != (status in resting), (status, found)


def test_what_was_stored_is_read_back_as_it_was(core: Page) -> None:
    stored = SOUND["interviews"]["people"]["p1"]
    read = core.evaluate("readBack", stored)
    assert read["isComplete"]
    assert {name: read["person"][name] for name in stored} == stored
    assert core.evaluate("readBack", {"id": "p1"})["isComplete"], "a record of an earlier version lacks some names"
    for odd in ({**stored, "status": "gone"}, {**stored, "history": [7]}, {**stored, "forget": "soon"}, {**stored, "near": 9}):
        assert not core.evaluate("readBack", odd)["isComplete"], odd
    assert core.evaluate("readBack", {**stored, "id": "<b>"}) == {"person": None, "isComplete": False}


def test_merging_loses_nothing_and_doubles_nothing(core: Page) -> None:
    note = {"on": "2026-03-02", "what": "note", "text": "Met at the fair", "status": ""}
    one = {"email": "d@example.com", "status": "asked", "on": {"asked": "2026-03-02"}, "history": [note], "notes": "Likes email"}
    other = {
        "phone": "555 0142", "employer": "a clinic", "status": "agreed", "on": {"agreed": "2026-03-05"}, "notes": "Works nights",
        "day": "2026-03-19", "history": [note, {"on": "2026-03-01", "what": "news", "text": "New job", "status": ""}],
    }  # fmt: skip
    merged = core.evaluate("mergeOf", {"one": one, "other": other})
    assert (merged["id"], merged["email"], merged["phone"], merged["employer"], merged["day"]) == (
        "p1",
        "d@example.com",
        "555 0142",
        "a clinic",
        "2026-03-19",
    )
    assert (merged["status"], merged["on"]) == ("agreed", {"asked": "2026-03-02", "agreed": "2026-03-05"})
    assert merged["notes"] == "Likes email\n\nWorks nights"
    assert [entry["text"] for entry in merged["history"]] == ["New job", "Met at the fair"]


def test_merging_keeps_what_is_there_twice_and_tells_whose_promise_it_is(core: Page) -> None:
    promise = {"id": "o1", "text": "Send the link", "by": "", "done": "", "whose": "mine"}
    kate = {"id": "n1", "what": "person", "text": "Kate", "note": "at the lab", "person": ""}
    one = {
        "promises": [promise, {**promise, "id": "o2", "done": "2026-03-02"}],
        "named": [kate, {**kate, "id": "n2", "note": "at the desk"}],
    }
    other = {"promises": [{**promise, "id": "o3", "whose": "theirs"}], "named": [{**kate, "id": "n3"}]}
    merged = core.evaluate("mergeOf", {"one": one, "other": other})
    assert sorted(entry["id"] for entry in merged["promises"]) == ["o1", "o2", "o3"]
    assert sorted(entry["id"] for entry in merged["named"]) == ["n1", "n2"]


def test_who_is_probably_the_same(core: Page) -> None:
    people = [
        {"name": "Dana Whitfield", "employer": "Mercy Clinic"}, {"name": "dana  whitfield", "employer": ""},
        {"name": "Dana Whitfield", "employer": "Elm School"},
        {"name": "José Ruiz", "email": "j@example.com"}, {"name": "J. Ruiz", "email": "J@example.com"}, {"name": ""}, {"name": ""},
    ]  # fmt: skip
    assert core.evaluate("pairsIn", people) == [["p0", "p1"], ["p3", "p4"]]


def test_the_sample_has_something_to_show_and_can_be_stored(core: Page) -> None:
    sample = core.evaluate("samplePeople", "2026-03-10")
    print(json.dumps(sample, indent=1))
    assert [one["complete"] for one in sample] == [True, True, True]
    assert all(one["acts"] for one in sample)


def test_a_due_day_reads_right_inside_a_sentence(core: Page) -> None:
    days = ["2026-03-09", "2026-03-10", "2026-03-11", "2026-03-05", "2026-03-12", ""]
    assert core.evaluate("dueInside", {"days": days, "today": "2026-03-10"}) == [
        "due yesterday", "today", "tomorrow", "due Thu, Mar 5", "Thu, Mar 12", "",
    ]  # fmt: skip


def test_someone_without_a_name_goes_by_their_email(core: Page) -> None:
    assert acts(core, "2026-03-10T12:00:00", name="", call="", email="x@example.org") == ["Write to x@example.org | "]


def test_initials_say_no_name(core: Page) -> None:
    names = ["Dana Whitfield", "dana", "Maria-Fernanda Castellanos de la Cruz", "Ёлка Ivanova", "  ", "😀", "(Kate)"]
    assert core.evaluate("namesOf", names) == ["D. W.", "D.", "M. C. D. L. C.", "Ё. I.", "S.", "?", "?"]
