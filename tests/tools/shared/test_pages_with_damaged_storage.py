"""The pages of the tools with something odd in storage, in a browser: each starts, goes on, and loses nothing.

A few dozen of the states that test_stored_values.py goes through, without the pages.
"""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.support.checklist_page import DATA, FIRST, LIST, OVERVIEW, box
from tests.support.damaged_states import KEYS, SOUND, damaged_states
from tests.support.scripts import define_pages, store

PLANNER, COMPOSER, DURING = "prepare/planner/", "ask/compose/", "interviews/during/"
PAGES = {
    "plans": PLANNER, "planDraft": PLANNER, "requests": COMPOSER, "profile": COMPOSER, "requestDraft": COMPOSER, "ticks": LIST,
    "meeting": OVERVIEW, "liveDraft": DURING,
}  # fmt: skip
REPORTED = {"guide.talk": {"day": ["2026-12-01"], "time": ["10:00"], "asked": ["2026-11-01"]}}
SAMPLE = [(name, [text for one, text in damaged_states() if one == name][::41]) for name in PAGES]
"""For each name every 41st of its states."""


def everything(page: Page) -> list[str]:
    return page.evaluate("[...Object.values(localStorage), ...Object.values(sessionStorage)]")


def is_in(page: Page, name: str, text: str) -> bool:
    """Whether all parts of a text that a tool can read are still stored; what is in a part, test_stored_values.py looks at."""
    texts = page.evaluate("key => [localStorage.getItem(key), sessionStorage.getItem(key)]", f"/{KEYS[name]}")
    now = next(json.loads(one) for one in texts if one)
    inner = {"plans": "names", "requests": "names", "profile": "answers", "ticks": "ticks"}.get(name)
    before = json.loads(text)
    return before.keys() <= now.keys() and (inner is None or before[inner].items() <= now[inner].items())


def use(page: Page, name: str) -> None:
    """Do on a page what makes its tool store something."""
    if name in ("plans", "planDraft"):
        page.get_by_role("button", name="Make a plan").click()
        page.locator("#guide-name").fill("New")
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.locator("#guide-saved")).to_contain_text("New")
    elif name in ("requests", "requestDraft"):
        page.locator("#guide-answer-their_name").fill("Rosa")
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.locator("#guide-saved")).to_contain_text("Rosa")
    elif name == "profile":
        page.locator("#guide-answer-contact").fill("937 555 0142")
    elif name == "liveDraft":
        begin, mark = (page.get_by_role("button", name=text) for text in ("Begin the conversation", "Mark this moment"))
        expect(begin.or_(mark)).to_be_visible()
        if begin.is_visible():
            begin.click()
        mark.click()
        expect(page.locator("#guide-live-panel")).to_contain_text("Marked minute")
    elif name == "ticks":
        box(page, FIRST).check()
        expect(page.locator(".guide-progress").first).to_contain_text(" done. Next: ")
    else:
        page.locator("#guide-time").fill("11:00")
        page.locator("#guide-time").blur()
        expect(page.locator("#guide-time")).to_have_value("11:00")


@pytest.mark.long
@pytest.mark.parametrize(("name", "texts"), SAMPLE, ids=[name for name, _ in SAMPLE])
def test_a_page_starts_and_loses_nothing(page: Page, address: str, name: str, texts: list[str]) -> None:
    """The fixture's browser fails the test for any error on a page."""
    assert len(texts) >= 3
    for text in texts:
        page.goto(address + "404.html")
        page.evaluate("localStorage.clear(); sessionStorage.clear()")
        is_draft = name.endswith("Draft")
        store(page, {} if is_draft else {KEYS[name]: text}, {KEYS[name]: text} if is_draft else {})
        page.goto(address + PAGES[name])
        use(page, name)
        # Set aside as it was, or still in its place beside what the tool has added.
        assert text in everything(page) or is_in(page, name, text), text[:200]
        page.goto(address + DATA)
        expect(page.locator("#guide-stored li").first).to_be_visible()


def test_dates_in_lists_do_not_stop_the_checklists(page: Page, address: str) -> None:
    page.goto(address + "404.html")
    store(page, {key: json.dumps(value) for key, value in REPORTED.items()})
    for path in (LIST, OVERVIEW):
        page.goto(address + path)
        expect(page.locator(".guide-progress").first).to_contain_text("0 of ")
    page.goto(address + DATA)
    expect(page.locator("#guide-stored")).to_contain_text("Meeting dates: set aside because it couldn't be read")


# A page that the reader goes back to --------------------------------------------------------------------------

BACK = "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))"
"""What a browser does that shows a page again as it was. Under test it keeps none."""


def test_a_page_that_is_shown_again_shows_what_was_stored_meanwhile(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + LIST)
    # Stored in the same tab, as by a page that the reader went back from: no event tells of it.
    store(page, {KEYS["ticks"]: json.dumps({"version": 1, "ticks": {FIRST: "2026-11-20"}})})
    expect(box(page, FIRST)).not_to_be_checked()
    page.evaluate(BACK)
    expect(box(page, FIRST)).to_be_checked()

    page.goto(address + OVERVIEW)
    store(page, {KEYS["meeting"]: json.dumps(SOUND["meeting"])})
    page.evaluate(BACK)
    expect(page.locator("#guide-day")).to_have_value("2026-12-01")

    page.goto(address + PLANNER)
    store(page, {KEYS["plans"]: json.dumps(SOUND["plans"])}, {KEYS["planDraft"]: json.dumps(SOUND["planDraft"])})
    page.evaluate(BACK)
    expect(page.locator("#guide-saved")).to_contain_text("Other")
    expect(page.locator("#guide-plan")).to_contain_text("Why?")

    page.goto(address + COMPOSER)
    store(page, {KEYS["requests"]: json.dumps(SOUND["requests"])}, {KEYS["requestDraft"]: json.dumps(SOUND["requestDraft"])})
    page.evaluate(BACK)
    expect(page.locator("#guide-saved")).to_contain_text("To Dana")
    expect(page.locator("#guide-text")).to_have_value("Dear Dana")

    page.goto(address + DATA)
    define_pages(page)
    page.evaluate("localStorage.clear(); sessionStorage.clear()")
    page.evaluate(BACK)
    expect(page.locator("#guide-stored")).to_contain_text("Nothing.")


def test_a_message_stays_where_nothing_can_be_stored(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + COMPOSER)
    page.locator("#guide-answer-their_name").fill("Rosa")
    page.evaluate("sessionStorage.clear()")
    page.evaluate(BACK)
    expect(page.locator("#guide-answer-their_name")).to_have_value("Rosa")
