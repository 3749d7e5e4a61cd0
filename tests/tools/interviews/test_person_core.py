"""What the page of one person says and changes, in person-core.js, run in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.support.scripts import define, load_assets

SCRIPTS = ("shared/text-format", "shared/links", "checklists/schedule", "interviews/interviews-core", "interviews/person-core")
NOON = "2026-03-10T12:00:00"


@pytest.fixture(scope="module")
def core(browser: Browser) -> Iterator[Page]:
    """An empty page with the core, in New York, in March 2026."""
    page = browser.new_context(timezone_id="America/New_York").new_page()
    page.clock.set_fixed_time("2026-03-10T16:00:00Z")
    load_assets(page, *SCRIPTS)
    define(page, Path(__file__).with_name("person-core.js"))
    yield page
    page.context.close()


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "Not asked yet."),
        ({"status": "asked", "on": {"asked": "2026-03-03"}, "channel": "email"}, "Asked Tue, Mar 3 (email). No answer yet."),
        (
            {"status": "asked", "on": {"asked": "2025-12-03"}, "channel": "linkedin"},
            "Asked Wed, Dec 3, 2025 (LinkedIn message). No answer yet.",
        ),
        ({"status": "asked", "channel": "inmail"}, "Asked (InMail). No answer yet."),
        ({"status": "asked", "channel": "constructor"}, "Asked. No answer yet."),
        (
            {"status": "reminded", "on": {"asked": "2026-03-03", "reminded": "2026-03-10"}},
            "Asked Tue, Mar 3, reminded Tue, Mar 10. No answer yet.",
        ),
        ({"status": "agreed", "on": {"agreed": "2026-03-09"}}, "They said yes on Mon, Mar 9. No day set yet."),
        (
            {"status": "agreed", "day": "2026-03-12", "time": "16:00", "mode": "phone"},
            "They said yes. You're talking Thu, Mar 12, 4:00 PM (by phone).",
        ),
        (
            {"status": "agreed", "day": "2026-03-10", "time": "11:00", "minutes": 30},
            "You had a conversation set for Tue, Mar 10, 11:00 AM.",
        ),
        ({"status": "met", "on": {"met": "2026-03-09"}}, "You talked on Mon, Mar 9. You haven't thanked them yet."),
        ({"status": "met", "day": "2026-03-08"}, "You talked on Sun, Mar 8. You haven't thanked them yet."),
        (
            {"status": "thanked", "on": {"met": "2026-03-09", "thanked": "2026-03-10"}},
            "You talked on Mon, Mar 9, and thanked them on Tue, Mar 10.",
        ),
        (
            {"status": "reported", "on": {"met": "2026-03-02", "reported": "2026-03-10"}},
            "You talked on Mon, Mar 2, and told them on Tue, Mar 10 how it turned out.",
        ),
        ({"status": "in-touch", "on": {"met": "2026-03-02"}}, "You're in touch. You talked on Mon, Mar 2."),
        ({"status": "in-touch"}, "You're in touch."),
        ({"status": "met"}, "You talked. You haven't thanked them yet."),
        ({"status": "closed", "outcome": "no", "on": {"closed": "2026-03-09"}}, "They said no on Mon, Mar 9."),
        ({"status": "closed", "outcome": "silence", "on": {"asked": "2026-03-03"}}, "Asked Tue, Mar 3. No answer."),
        ({"status": "closed", "outcome": "done"}, "Closed."),
    ],
)
def test_the_status_is_said_in_words(core: Page, fields: dict[str, Any], expected: str) -> None:
    assert core.evaluate("wordsAt", {"fields": fields, "now": NOON}) == expected


def test_silence_after_the_reminder_is_a_state_of_its_own(core: Page) -> None:
    fields = {"status": "reminded", "on": {"asked": "2026-02-03", "reminded": "2026-02-10"}, "channel": "email"}
    words = core.evaluate("wordsAt", {"fields": fields, "now": NOON, "isQuiet": True})
    assert words == "Asked Tue, Feb 3 (email), reminded Tue, Feb 10. No answer."


def test_undo_takes_back_one_change_and_leaves_the_others(core: Page) -> None:
    before = {"name": "Dana", "status": "asked", "on": {"asked": "1"}, "ticks": {}, "history": [{"text": "a"}, {"text": "b"}]}
    after = {**before, "status": "agreed", "on": {"asked": "1", "agreed": "2"}, "history": [{"text": "a"}, {"text": "b"}, {"text": "yes"}]}
    now = {**after, "name": "Dana W.", "on": {**after["on"], "met": "3"}, "history": [*after["history"], {"text": "note"}]}
    assert core.evaluate("takeBack", {"now": after, "before": before, "after": after}) == before
    assert core.evaluate("takeBack", {"now": now, "before": before, "after": after}) == {
        **before,
        "name": "Dana W.",
        "on": {"asked": "1", "met": "3"},
        "history": [{"text": "a"}, {"text": "b"}, {"text": "note"}],
    }
    deleted = {**before, "history": [{"text": "b"}]}
    back = core.evaluate("takeBack", {"now": {**deleted, "history": [{"text": "b"}, {"text": "c"}]}, "before": before, "after": deleted})
    assert back["history"] == [{"text": "a"}, {"text": "b"}, {"text": "c"}], "a deleted entry goes back to its place"
    assert core.evaluate("takeBack", {"now": before, "before": before, "after": deleted}) == before, "no entry comes back twice"


def test_entries_of_the_history_stay_in_the_order_of_their_days(core: Page) -> None:
    def entry(on: str, text: str, status: str = "") -> dict[str, str]:
        return {"on": on, "what": "status" if status else "note", "text": text, "status": status}

    asked, news = entry("2026-03-03", "asked", "asked"), entry("2026-03-05", "news")
    history = [asked, news]

    def days(before: dict | None, after: dict | None) -> list[str]:
        return core.evaluate("changeEntry", {"history": history, "before": before, "after": after})["days"]

    assert days(None, entry("2026-03-04", "past")) == ["2026-03-03 asked", "2026-03-04 past", "2026-03-05 news"]
    assert days(None, entry("2026-03-05", "same day")) == ["2026-03-03 asked", "2026-03-05 news", "2026-03-05 same day"]
    assert days(news, entry("2026-03-01", "corrected")) == ["2026-03-01 corrected", "2026-03-03 asked"]
    assert days(asked, None) == ["2026-03-05 news"]
    assert days(entry("2026-01-01", "gone"), None) == ["2026-03-03 asked", "2026-03-05 news"]
    assert days(entry("2026-01-01", "gone"), entry("2026-03-09", "kept")) == ["2026-03-03 asked", "2026-03-05 news", "2026-03-09 kept"]
    moved = {"history": history, "on": {"asked": "2026-03-03"}, "before": asked, "after": entry("2026-03-02", "asked", "asked")}
    assert core.evaluate("changeEntry", moved)["on"] == {"asked": "2026-03-02"}, "the day of the status is corrected, too"
    again = {**moved, "on": {"asked": "2026-03-08"}}
    assert core.evaluate("changeEntry", again)["on"] == {"asked": "2026-03-08"}, "they were asked again since"


def test_a_conversation_that_was_moved_needs_another_day(core: Page) -> None:
    fields = {"status": "agreed", "day": "2026-03-12", "time": "16:00"}
    assert core.evaluate("putOff", fields) == {"day": "", "time": "", "history": ["2026-03-12 note: It was moved."]}


def test_someone_they_named_is_known_as_far_as_they_said(core: Page) -> None:
    def known(text: str, note: str = "") -> list[str]:
        return core.evaluate("suggestedBy", {"text": text, "note": note})

    who = ["Dana Whitfield", "p1", "suggested"]
    assert known("Kate Moss") == ["Kate Moss", "", "", *who]
    assert known("Kate Moss, nurse at St. Mary's, Troy", "knows pediatrics") == [
        "Kate Moss",
        "nurse at St. Mary's, Troy",
        "knows pediatrics",
        *who,
    ]
    assert known("Kate (her old boss)") == ["Kate", "her old boss", "", *who]
    assert known(", nurse") == [", nurse", "nurse", "", *who]


def test_the_next_person_is_the_best_one_not_asked_yet(core: Page) -> None:
    def found(*people: dict[str, Any]) -> str | None:
        return core.evaluate("nextOf", list(people))

    assert found({"near": 3}) is None, "the person on the page isn't next"
    assert found({}, {"status": "asked", "near": 3}, {"near": 1}, {"near": 1, "reach": 2}) == "p3"
    assert found({}, {"added": "2026-03-02"}, {"added": "2026-03-01"}) == "p2"


def test_notes_are_under_their_questions(core: Page) -> None:
    notes = [("Why?", "a"), ("", "b"), ("Why?", "c"), ("How?", "d")]
    groups = core.evaluate("groupsOf", [{"question": question, "text": text} for question, text in notes])
    assert groups == [["Why?", "a", "c"], ["", "b"], ["How?", "d"]]


def test_only_real_addresses_become_links(core: Page) -> None:
    expected = {
        "": ["", "", ""],
        "linkedin.com/in/dana": ["https://linkedin.com/in/dana", "", ""],
        "https://example.edu/staff?id=7": ["https://example.edu/staff?id=7", "", ""],
        "http://example.edu": [None, "", ""],
        "javascript:alert(1)": [None, "", ""],
        "data:text/html,x": [None, "", ""],
        "https://": [None, "", ""],
        "https://localhost": [None, "", ""],
        "not a page": [None, "", ""],
        "dana@example.edu": [None, "mailto:dana@example.edu", ""],
        "dana@example.edu?bcc=x@y.example": [None, "", ""],
        "dana@@example": [None, "", ""],
        "(518) 555-0134": [None, "", "tel:5185550134"],
        "+1 518 555 0134 ext. 22": [None, "", "tel:+15185550134;ext=22"],
        "12": [None, "", ""],
    }
    found = dict(zip(expected, core.evaluate("addressesIn", list(expected)), strict=True))
    print(found)
    assert found == expected
