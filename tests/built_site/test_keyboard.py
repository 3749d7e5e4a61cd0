"""The keyboard alone: focus is never lost, never hidden, and results of actions are seen and heard where they happen."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import DESKTOP, PHONE, open_context
from tests.support.checklist_page import SOON
from tests.support.scripts import define

READER = Path(__file__).parents[1] / "support/reader.js"
ZOOMED = {"width": 320, "height": 256}
"""A window of 1280 x 1024 pixels at 400 %."""
SIZES = pytest.mark.parametrize("size", [DESKTOP, PHONE, ZOOMED], ids=["desktop", "phone", "zoomed"])

TOOLS = {
    "prepare/planner/": "#guide-planner",
    "ask/compose/": "#guide-composer",
    "prepare/checklist/": "#c-prepare",
    "more/checklists/": "#guide-way",
    "prepare/questions/filter/": "article",
    "more/your-data/": "#guide-kept",
    "interviews/": "#guide-interviews",
    "interviews/who-first/": "#guide-who-first",
    "interviews/during/": "#guide-live",
    "interviews/compare/": "#guide-compare",
    "interviews/in-and-out/": "#guide-exchange",
}
MAX_CONTROLS = 150
"""More than any tool has: a walk that finds no end has found a fault."""


def open_page(browser: Browser, address: str, path: str, size: dict) -> Page:
    context, _ = open_context(browser, address, viewport=size, reduced_motion="reduce", permissions=["clipboard-read", "clipboard-write"])
    context.add_init_script("window.print = () => dispatchEvent(new Event('afterprint'))")
    page = context.new_page()
    page.goto(address + "prepare/checklist/")
    page.locator("article input").first.check()
    page.goto(address + path)
    define(page, READER)
    return page


def settle(page: Page) -> None:
    """Wait until the browser has drawn what a script has changed."""
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


@pytest.mark.long
@SIZES
@pytest.mark.parametrize("path", TOOLS)
def test_each_control_of_each_tool_answers_in_view_and_keeps_the_focus(browser: Browser, address: str, path: str, size: dict) -> None:
    page = open_page(browser, address, path, size)
    wrong = []
    for _ in range(MAX_CONTROLS):
        control = page.evaluate("nextControl", TOOLS[path])
        if control is None:
            break
        page.keyboard.press(control["key"])
        settle(page)
        wrong += [f"{control['name']}: {one}" for one in page.evaluate("wrongAfterAct()")]
    else:
        wrong.append("there is no end of controls")
    page.context.close()
    assert wrong == []


LEAST_ON_A_PHONE, LEAST = 44, 24
"""The least height of what can be pressed, in pixels: the first is Apple's and Google's advice, the second WCAG 2.2's rule (2.5.8)."""

STOPS = 45
"""How many stops of the Tab key are looked at in each direction."""


def make_plan(page: Page) -> None:
    page.get_by_role("button", name="Make a plan").click()
    page.locator("li[data-entry] [data-action=menu]").nth(1).click()
    page.locator("li[data-entry] [data-action=remove]").nth(1).click()


def copy_message(page: Page) -> None:
    page.locator("#guide-copy").click()


def set_date(page: Page) -> None:
    page.locator("#guide-day").fill(SOON)
    page.locator("#guide-day").blur()


def add_someone(page: Page) -> None:
    page.get_by_label("Name", exact=True).first.fill("Dana Whitfield")
    page.get_by_role("button", name="Add", exact=True).first.click()


def unfold_facets(page: Page) -> None:
    for summary in page.locator(".guide-facet summary").all():
        summary.click()
    page.locator(".guide-chip input").first.check()


WALKS = {
    "": None,
    "start/": None,
    "find/public-sources/": None,
    "prepare/questions/pay/": None,
    "ask/messages/": None,
    "prepare/planner/": make_plan,
    "ask/compose/": copy_message,
    "more/checklists/": set_date,
    "prepare/questions/filter/": unfold_facets,
    "interviews/": add_someone,
}
"""Pages of each kind, and what a reader has done there before they go through it."""
VISITS = [(path, size) for path, act in WALKS.items() for size in (("desktop", "phone", "zoomed") if act else ("zoomed",))]
"""What only is read has the same few things that can hide a stop at every size: the smallest window shows them all."""
SIZE_OF = {"desktop": DESKTOP, "phone": PHONE, "zoomed": ZOOMED}


def hidden_stops(page: Page, key: str) -> list[str]:
    """The stops of the Tab key of which less than half is seen."""
    hidden = []
    for _ in range(STOPS):
        page.keyboard.press(key)
        page.evaluate("new Promise(requestAnimationFrame)")
        stop = page.evaluate("tabStop()")
        if stop and stop["seen"] < 0.5:
            hidden.append(f"{key}: {stop['name']} at {stop['top']}, {stop['seen']:.0%} seen")
    return hidden


@pytest.mark.long
@pytest.mark.parametrize(("path", "size"), VISITS)
def test_what_has_the_focus_is_seen(browser: Browser, address: str, path: str, size: str) -> None:
    """From the top and back again, then from the end of the page, and in a tool from where the reader has done something."""
    page = open_page(browser, address, path, SIZE_OF[size])
    hidden = []
    if act := WALKS[path]:
        act(page)
        settle(page)
        hidden += hidden_stops(page, "Tab") + hidden_stops(page, "Shift+Tab")
        page.reload()
        define(page, READER)
    hidden += hidden_stops(page, "Tab") + hidden_stops(page, "Shift+Tab")
    page.context.close()
    assert hidden == []


def focused(page: Page) -> str:
    """The class of what has the focus, and its text."""
    return str(page.evaluate("`${document.activeElement.className} ${document.activeElement.textContent.trim()}`"))


@pytest.mark.parametrize("size", [PHONE, ZOOMED], ids=["phone", "zoomed"])
def test_the_menu_is_opened_gone_through_and_closed_by_keyboard(browser: Browser, address: str, size: dict) -> None:
    page = open_page(browser, address, "prepare/questions/pay/", size)
    menu = page.get_by_role("button", name="Menu")
    expect(menu).to_have_attribute("aria-expanded", "false")
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        assert not page.evaluate("document.querySelector('.md-sidebar--primary').contains(document.activeElement)"), (
            "the closed menu has no stops"
        )
    menu.focus()
    page.keyboard.press("Enter")
    expect(menu).to_have_attribute("aria-expanded", "true")
    assert "Question bank" in focused(page), "the focus goes into the menu, to the level that is shown"
    page.wait_for_timeout(400)  # The theme slides the menu in.
    assert hidden_stops_of_menu(page) == []

    page.locator(".md-sidebar--primary button.md-nav__title", has_text="Question bank").focus()
    page.keyboard.press("Enter")
    assert "Prepare" in focused(page), "one level up"
    page.keyboard.press("Escape")
    expect(menu).to_have_attribute("aria-expanded", "false")
    expect(menu).to_be_focused()
    page.context.close()


def hidden_stops_of_menu(page: Page) -> list[str]:
    """The stops in the open menu of which less than half is seen; the menu closes behind its last one."""
    hidden = []
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        page.evaluate("new Promise(requestAnimationFrame)")
        if not page.evaluate("document.querySelector('#__drawer').checked"):
            menu = page.get_by_role("button", name="Menu")
            menu.press("Enter")
            return hidden
        stop = page.evaluate("tabStop()")
        if stop["seen"] < 0.5:
            hidden.append(stop["name"])
    return [*hidden, "the menu has no end"]


@pytest.mark.long
@pytest.mark.parametrize(("size", "least"), [(PHONE, LEAST_ON_A_PHONE), (DESKTOP, LEAST)], ids=["phone", "desktop"])
def test_what_can_be_pressed_is_large_enough(browser: Browser, address: str, size: dict, least: int) -> None:
    small = []
    for path, act in {**WALKS, "prepare/checklist/": None, "more/your-data/": None}.items():
        page = open_page(browser, address, path, size)
        if act:
            act(page)
        small += [f"{path}: {one}" for one in page.evaluate("smallTargets", least)]
        page.context.close()
    assert small == []


def test_a_message_goes_when_the_reader_goes_on_unless_it_offers_something(page: Page, address: str) -> None:
    page.goto(address + "more/checklists/")
    set_date(page)
    bar, heard = page.locator("#guide-status"), page.locator("article [role=status]")
    expect(bar).to_contain_text("Every item")
    expect(heard).to_contain_text("Every item")
    page.locator("h1").click()
    expect(bar).to_be_hidden()
    page.locator("#guide-forget").click()
    expect(heard).to_have_text("Dates cleared. Your check marks are still here. Undo")
    page.locator("h1").click()
    expect(bar).to_be_visible()
    bar.get_by_role("button", name="Close this message").press("Escape")
    expect(bar).to_be_hidden()


def test_ticking_a_box_is_heard(page: Page, address: str) -> None:
    page.goto(address + "prepare/checklist/")
    page.locator("article input").first.check()
    expect(page.locator("article [role=status]")).to_contain_text("1 of ")
    expect(page.locator("#guide-status")).to_be_hidden()


def test_a_message_does_not_take_a_press_away(page: Page, address: str) -> None:
    """Pressing a button leaves the field before it, which may bring a message, or take one away, while the button is held down."""
    page.goto(address + "more/checklists/")
    page.locator("#guide-day").fill(SOON)
    with page.expect_download():
        page.locator("#guide-calendar").click()
    expect(page.locator("#guide-status")).to_contain_text("The file has")

    page.goto(address + "prepare/planner/")
    page.get_by_role("button", name="Make a plan").click()
    page.locator("#guide-name").fill("Mine")
    page.locator("#guide-save").click()
    expect(page.locator(".guide-in-place")).to_contain_text("Saved in this browser")
