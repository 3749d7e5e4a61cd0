"""The list on the page "My interviews", in list-core.js: its orders, what it shows of each person, and how a change is undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from macros.outputs.context import RenderContext
from macros.outputs.html.tool_data.interviews import interviews_data
from tests.support.scripts import define, load_assets

NOW, TODAY = "2026-11-30T10:00:00", "2026-11-30"
PEOPLE = [
    {"name": "ben", "status": "asked", "on": {"asked": "2026-11-10"}, "history": [{"on": "2026-11-10"}]},
    {
        "name": "Ana",
        "status": "agreed",
        "on": {"agreed": "2026-11-29"},
        "day": "2026-12-03",
        "time": "16:00",
        "history": [{"on": "2026-11-29"}],
    },
    {"name": "Cleo", "status": "closed", "outcome": "no", "on": {}, "history": []},
    {"name": "Dan 10", "status": "to-ask", "on": {}, "day": "2026-12-01", "history": []},
    {"name": "Dan 9", "status": "thanked", "on": {"thanked": "2026-11-20"}, "history": [{"on": "2026-11-20"}]},
]


@pytest.fixture(scope="module")
def core(browser: Browser, site_index, settings) -> Iterator[Page]:
    """An empty page with the core, in New York."""
    page = browser.new_context(timezone_id="America/New_York").new_page()
    load_assets(page, "shared/text-format", "shared/links", "checklists/schedule", "interviews/interviews-core", "interviews/list-core")
    define(page, Path(__file__).with_name("list-core.js"))
    page.evaluate("openList", interviews_data(RenderContext(site_index, settings, "interviews/")))
    yield page
    page.context.close()


def test_the_list_can_be_in_each_order_both_ways(core: Page) -> None:
    """Those with nothing to sort by are last either way, and those with nothing to do last of all; 9 comes before 10."""
    found = core.evaluate("orders", {"given": PEOPLE, "now": NOW})
    print(found)
    assert found["name"] == [["Ana", "ben", "Cleo", "Dan 9", "Dan 10"], ["Dan 10", "Dan 9", "Cleo", "ben", "Ana"]]
    assert found["status"] == [["Dan 10", "ben", "Ana", "Dan 9", "Cleo"], ["Cleo", "Dan 9", "Ana", "ben", "Dan 10"]]
    assert found["meeting"] == [["Dan 10", "Ana", "ben", "Dan 9", "Cleo"], ["Ana", "Dan 10", "ben", "Dan 9", "Cleo"]]
    assert found["touched"] == [["Dan 10", "Cleo", "ben", "Dan 9", "Ana"], ["Ana", "Dan 9", "ben", "Dan 10", "Cleo"]]
    assert found["next"] == [["ben", "Ana", "Dan 9", "Dan 10", "Cleo"], ["Ana", "ben", "Dan 9", "Dan 10", "Cleo"]]


def test_every_status_has_one_column(core: Page, site_index) -> None:
    columns = core.evaluate("columns")
    print([column["label"] for column in columns])
    assert [status for column in columns for status in column["statuses"]] == [one.id for one in site_index.dataset.interviews.statuses]
    assert columns[1]["label"] == "Asked, Reminded"


def test_initials_hide_every_name(core: Page) -> None:
    given = [
        {"name": "Dana Whitfield", "call": "Dana", "role": "nurse", "employer": "Clinic", "status": "met", "referrer": "Omar Chen",
         "ticks": {"i-after-01": TODAY, "i-after-06": TODAY}},
        {"name": "", "call": "Boo"},
        {"name": "אבי כהן"},
    ]  # fmt: skip
    shown = core.evaluate("entryTexts", {"given": given, "now": NOW, "initials": True})
    print(shown)
    assert not [word for word in ("Dana", "Whitfield", "Omar", "Chen", "Boo", "אבי") if word in str(shown)]
    assert shown[0][:2] == ["D. W.", "nurse, Clinic"]
    assert shown[0][3] == "Tell O. C. you talked with D. W., and thank them, too"
    plain = core.evaluate("entryTexts", {"given": given, "now": NOW, "initials": False})
    assert plain[0][3] == "Tell Omar Chen you talked with Dana, and thank them, too"


def test_a_very_long_text_is_cut(core: Page) -> None:
    [[name, work, _, act, _]] = core.evaluate(
        "entryTexts", {"given": [{"name": "x" * 10_000, "role": "y" * 10_000}], "now": NOW, "initials": False}
    )
    assert (name, work) == ("x" * 100 + "…", "y" * 100 + "…")
    assert act == f"Write to {'x' * 100}…"


def test_what_the_page_says_when_nothing_is_due(core: Page) -> None:
    def says(text: str, day: str) -> str:
        return core.evaluate("nothingDue", {"act": {"text": text, "day": day}, "today": TODAY})

    assert says("Send Dana the one reminder", "2026-12-03") == "Nothing is due today. Next: send Dana the one reminder, Thu, Dec 3."
    assert says("Thank Dana", "2026-12-01") == "Nothing is due today. Next: thank Dana, tomorrow."
    assert says("Write to Dana", "") == "Nothing is due today."
    assert core.evaluate("nothingDue", {"act": None, "today": TODAY}) == "Nothing is due today."


def test_names_in_a_sentence(core: Page) -> None:
    assert [core.evaluate("nameSome", list(names)) for names in ("A", "AB", "ABC", "ABCD", "ABCDEF")] == [
        "A", "A and B", "A, B and C", "A, B and 2 more", "A, B and 4 more",
    ]  # fmt: skip


def test_what_differs_is_compared(core: Page) -> None:
    one = {"name": "Dana W", "email": "d@x.example", "role": "nurse", "notes": "Met at the fair", "day": "2099-12-03", "time": "16:00"}
    other = {"name": "Dana W", "email": "", "role": "head nurse", "notes": "Met at the fair"}
    assert core.evaluate("differences", [one, other]) == [
        "Role: nurse / head nurse",
        "Email: d@x.example / ",
        "Conversation: Thu, Dec 3, 2099, 4:00 PM / ",
    ]
    assert core.evaluate("differences", [one, one]) == []


def test_undo_leaves_what_another_tab_has_changed(core: Page) -> None:
    before = {"status": "asked", "on": {"asked": "1"}, "notes": "a", "role": "b"}
    after = {**before, "status": "agreed", "on": {"asked": "1", "agreed": "2"}, "role": "c"}
    now = {**after, "notes": "from another tab", "role": "d"}
    assert core.evaluate("revert", {"current": now, "before": before, "after": after}) == {
        "status": "asked", "on": {"asked": "1"}, "notes": "from another tab", "role": "d",
    }  # fmt: skip


def test_others_lead_to_the_person_who_stays(core: Page) -> None:
    named = [{"id": "n1", "person": "p7"}, {"id": "n2", "person": "p3"}]
    assert core.evaluate("pointedElsewhere", {"referredBy": "p7", "named": named}) == [True, False, "p8", ["p8", "p3"]]
    assert core.evaluate("pointedElsewhere", {"named": named[1:]}) == [False, False, "", ["p3"]]
