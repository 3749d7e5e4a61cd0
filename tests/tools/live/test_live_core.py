"""The clock, the questions and the notes of a conversation, in docs/assets/live/live-core.js, run in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.support.scripts import define, load_assets

LENGTHS = [5, 10, 15, 20, 30, 45, 120]


@pytest.fixture(scope="module")
def core(browser: Browser, site_index) -> Iterator[Page]:
    """An empty page with the script, in a US time zone."""
    page = browser.new_context(timezone_id="America/Chicago").new_page()
    load_assets(page, "shared/text-format", "shared/links", "checklists/schedule", "interviews/interviews-core", "live/live-core")
    define(page, Path(__file__).with_name("live-core.js"))
    page.evaluate("openStages", [stage.model_dump(mode="json") for stage in site_index.dataset.vocabulary.stages])
    yield page
    page.context.close()


# The clock ----------------------------------------------------------------------------------------------------


def test_stages_follow_each_other_in_conversations_of_any_length(core: Page, site_index) -> None:
    order = [stage.id for stage in site_index.dataset.vocabulary.stages]
    for minutes, found in core.evaluate("stagesByMinute", LENGTHS).items():
        assert [order.index(stage) for stage in found] == sorted(order.index(stage) for stage in found), minutes
        assert found[-3:] == [order[-1]] * 3, "after the end, it's still the last stage"
        if int(minutes) >= 10:
            assert set(found) == set(order), f"each stage has its turn in {minutes} minutes"


def test_stages_have_their_share_of_the_time(core: Page) -> None:
    assert core.evaluate("scaled", 30) == [[0, 3], [3, 9], [9, 20], [20, 26], [26, 30]]
    assert core.evaluate("scaled", 10) == [[0, 1], [1, 3], [3, 7], [7, 9], [9, 10]]
    assert core.evaluate("scaled", 45) == [[0, 5], [5, 14], [14, 30], [30, 39], [39, 45]]


@pytest.mark.parametrize(
    ("minutes", "seconds", "expected"),
    [
        (30, -90, (0, 30, 0, False, False)),
        (30, 0, (0, 30, 0, False, False)),
        (30, 59, (0, 30, 0, False, False)),
        (30, 60, (1, 29, 0, False, False)),
        (30, 24 * 60 + 59, (24, 6, 0, False, False)),
        (30, 25 * 60, (25, 5, 0, True, False)),
        (30, 29 * 60 + 59, (29, 1, 0, True, False)),
        (30, 30 * 60, (30, 0, 0, False, True)),
        (30, 33 * 60, (33, 0, 3, False, True)),
        (10, 6 * 60, (6, 4, 0, False, False)),
        (10, 7 * 60, (7, 3, 0, True, False)),
        (5, 4 * 60, (4, 1, 0, True, False)),
    ],
)
def test_the_clock_counts_whole_minutes(core: Page, minutes: int, seconds: int, expected: tuple) -> None:
    clock = core.evaluate("clockAfter", {"minutes": minutes, "seconds": seconds})
    assert (clock["gone"], clock["left"], clock["over"], clock["isClosing"], clock["isOver"]) == expected
    assert clock["end"] == f"2026-12-03T21:{minutes:02}:00.000Z"


def test_the_clock_reads_as_a_sentence(core: Page) -> None:
    read = {minute: core.evaluate("readOutAfter", {"minutes": 30, "seconds": minute * 60}) for minute in (0, 1, 12, 30, 31, 40)}
    assert read == {
        0: "0 minutes gone. 30 left. Stop at 3:30 PM.",
        1: "1 minute gone. 29 left. Stop at 3:30 PM.",
        12: "12 minutes gone. 18 left. Stop at 3:30 PM.",
        30: "30 minutes gone. Your time is up. You said you'd stop at 3:30 PM.",
        31: "31 minutes gone. 1 minute over. You said you'd stop at 3:30 PM.",
        40: "40 minutes gone. 10 minutes over. You said you'd stop at 3:30 PM.",
    }


def test_a_conversation_that_no_one_ended_is_over_some_day(core: Page) -> None:
    began = "2026-12-03T21:00:00Z"
    for now, expected in (("2026-12-03T21:40:00Z", True), ("2026-12-04T00:30:00Z", True), ("2026-12-04T00:31:00Z", False)):
        assert core.evaluate("isUnderWay", {"began": began, "minutes": 30, "now": now}) is expected, now
    assert not core.evaluate("isUnderWay", {"began": "", "minutes": 30, "now": began})


# The questions --------------------------------------------------------------------------------------------------


def test_what_was_skipped_comes_back_at_the_end(core: Page) -> None:
    assert core.evaluate("course", {"keys": ["a", "b", "c"], "steps": ["ask", "ask", "ask"]}) == ["a", "b", "c", ""]
    assert core.evaluate("course", {"keys": ["a", "b", "c"], "steps": ["later", "ask", "ask", "ask"]}) == ["a", "b", "c", "a", ""]
    assert core.evaluate("course", {"keys": ["a", "b"], "steps": ["later", "later", "later"]}) == ["a", "b", "a", "b"]
    assert core.evaluate("course", {"keys": ["a"], "steps": ["later", "later"]}) == ["a", "a", "a"], "the only one left stays"
    assert core.evaluate("course", {"keys": ["a", "b", "c"], "steps": ["ask", "ask", "back", "ask"]}) == ["a", "b", "c", "b", "c"]
    assert core.evaluate("course", {"keys": [], "steps": ["later"]}) == ["", ""]


def entry(key: str, stage: str, **more: Any) -> dict[str, Any]:
    return {"id": key, "stage": stage, "text": f"{key}?", **more}


def test_a_plan_is_read_in_the_order_of_the_stages_with_the_readers_words(core: Page) -> None:
    plan = {
        "version": 1,
        "choices": {},
        "entries": [
            entry("q-1", "open"),
            {"text": "Mine?", "stage": "explore", "minutes": 2},
            entry("q-2", "close", words="How do I get in?"),
            entry("q-3", "story", added=True),
            {"text": "Mine, too?", "stage": "gone", "minutes": 2},
            entry("q-1", "open"),
            {"id": "q-no-words", "stage": "open"},
            7,
        ],
    }
    read = core.evaluate("read", plan)
    assert [(one["key"], one["text"]) for one in read] == [
        ("q-1", "q-1?"), ("q-3", "q-3?"), ("own-1", "Mine?"), ("own-2", "Mine, too?"), ("q-2", "How do I get in?"),
    ]  # fmt: skip
    assert [one["text"] for one in core.evaluate("readAgain", plan)] == [one["text"] for one in read]


@pytest.mark.parametrize("odd", [None, 7, "plan", [], {}, {"entries": 7}, {"entries": [None, [], {"text": 7}, {"words": " "}]}])
def test_what_is_no_plan_has_no_questions(core: Page, odd: Any) -> None:
    assert core.evaluate("read", odd) == []


def test_a_ready_made_plan_fits_the_length(core: Page) -> None:
    found = {minutes: core.evaluate("fitting", {"lengths": [30, 10, 45, 20], "minutes": minutes}) for minutes in (5, 10, 19, 30, 44, 120)}
    assert found == {5: 10, 10: 10, 19: 10, 30: 30, 44: 30, 120: 45}
    assert core.evaluate("fitting", {"lengths": [], "minutes": 30}) is None


# Notes --------------------------------------------------------------------------------------------------------------


def test_a_note_stays_with_its_question_and_its_first_minute(core: Page) -> None:
    assert core.evaluate("notesAfter", [["write", "a", 3, "N"], ["write", "b", 4, "Other"], ["write", "a", 9, "Night shifts"]]) == [
        {"key": "a", "question": "Question a?", "text": "Night shifts", "minute": 3, "marked": False},
        {"key": "b", "question": "Question b?", "text": "Other", "minute": 4, "marked": False},
    ]
    assert core.evaluate("notesAfter", [["write", "a", 3, "N"], ["write", "a", 4, " "]]) == [], "an empty note is none"
    assert core.evaluate("notesAfter", [["write", "", 2, "Ana called"]])[0]["question"] == ""
    assert len(core.evaluate("notesAfter", [["write", "a", 3, "x" * 10_000]])[0]["text"]) == 4000


def test_a_moment_is_marked_once_a_minute_beside_the_note(core: Page) -> None:
    steps = [["write", "a", 3, "N"], ["mark", "a", 3], ["mark", "a", 3], ["mark", "a", 4], ["mark", "", 4]]
    assert [(one["key"], one["minute"], one["marked"]) for one in core.evaluate("notesAfter", steps)] == [
        ("a", 3, False), ("a", 3, True), ("a", 4, True), ("", 4, True),
    ]  # fmt: skip
    assert len(core.evaluate("notesAfter", [*steps, ["unmark", "a", 3]])) == 3
    assert len(core.evaluate("notesAfter", [*steps, ["unmark", "a", 9]])) == 4


LIVE = {
    "asked": {"a": 1, "c": 8},
    "notes": [
        {"key": "c", "question": "Question c?", "text": "Month-end close\nwears people out", "minute": 9, "marked": False},
        {"key": "a", "question": "Question a?", "text": "", "minute": 2, "marked": True},
        {"key": "gone", "question": "An older question?", "text": "Yes", "minute": 12, "marked": False},
        {"key": "", "question": "", "text": "Ana called", "minute": 20, "marked": False},
    ],
}


def test_the_notes_read_as_text(core: Page) -> None:
    assert core.evaluate("asText", {"keys": ["a", "b", "c"], "live": LIVE, "title": "Notes from a conversation with Dana"}) == (
        "NOTES FROM A CONVERSATION WITH DANA\n"
        "Asked 2 of 3 questions.\n"
        "\n"
        "Question a? (asked in minute 1)\n"
        "    Minute 2: ★ marked\n"
        "\n"
        "Question c? (asked in minute 8)\n"
        "    Minute 9: Month-end close\n"
        "      wears people out\n"
        "\n"
        "An older question?\n"
        "    Minute 12: Yes\n"
        "\n"
        "Other notes\n"
        "    Minute 20: Ana called\n"
        "\n"
        "Not asked\n"
        "- Question b?\n"
    )
    assert core.evaluate("asText", {"keys": [], "live": {}, "title": "Notes"}) == "NOTES\n"


def test_the_summary_counts_and_loses_nothing(core: Page) -> None:
    found = core.evaluate("summaryOf", {"keys": ["a", "b", "c"], "live": LIVE})
    assert (found["asked"], found["all"], [one["key"] for one in found["open"]]) == (2, 3, ["b"])
    assert sum(len(group["notes"]) for group in found["groups"]) == len(LIVE["notes"])


# Rehearsal ------------------------------------------------------------------------------------------------------------


def test_another_card_is_always_another_one(core: Page) -> None:
    for numbers in ([0.1, 0.5, 0.9], [0.9, 0.5, 0.1], [0, 0, 0]):
        found = core.evaluate("drawn", {"ids": ["a", "b", "c"], "numbers": numbers})
        assert found[-1] == "a"
        assert sorted(found) == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("stored", "is_complete"),
    [
        ({"version": 1, "live": {"began": "2026-12-03T21:00:00Z", "consent": False, "asked": {}, "notes": []}}, True),
        ({"version": 1, "minutes": 30, "plan": {"entries": [{"id": "q-pay-01"}]}}, False),
        ({"version": 1, "plan": {}, "live": {"began": 1}}, False),
        ({"version": 1, "person": 5, "live": {"began": "2026-12-03T21:00:00Z", "consent": False, "asked": {}, "notes": []}}, False),
    ],
    ids=["a conversation", "none that has begun", "a damaged one", "a damaged part"],
)
def test_whatever_is_not_a_whole_conversation_is_set_aside_before_another_begins(core: Page, stored: dict, is_complete: bool) -> None:
    lengths = {"least": 5, "most": 120, "usual": 30}
    found = core.evaluate("([stored, lengths]) => Guide.live.readSession(stored, lengths)", [stored, lengths])
    assert found["isComplete"] is is_complete
