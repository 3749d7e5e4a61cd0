"""One person from the first idea to the decision, through all the tools, as a reader goes: on a phone, a laptop, and by keyboard alone."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.support.browser import DESKTOP, PHONE, open_context

LIST = "interviews/"
MOST_TABS = 400
ZONE = "America/New_York"

Press = Callable[[Locator], None]
"""Presses a button, or follows a link."""


def click(control: Locator) -> None:
    control.click()


def by_keyboard(control: Locator) -> None:
    """Go to a control with the Tab key alone, forward, and press Enter, or Space for a box."""
    page = control.page
    expect(control).to_be_visible()
    for _ in range(MOST_TABS):
        if control.evaluate("(one) => one === document.activeElement"):
            break
        page.keyboard.press("Tab")
    else:
        raise AssertionError(f"the Tab key doesn't lead to {control}")
    page.keyboard.press("Enter")


def stored(page: Page) -> dict[str, Any]:
    return json.loads(page.evaluate("localStorage.getItem('/guide.interviews')"))["people"]


def named(page: Page, name: str) -> dict[str, Any]:
    [found] = [person for person in stored(page).values() if person["name"] == name]
    return found


def at(page: Page, instant: str) -> None:
    """Set the clock to a time in New York, in the summer."""
    page.clock.set_fixed_time(f"{instant}-04:00")


def today(page: Page, address: str) -> Locator:
    page.goto(address + LIST)
    return page.locator("#guide-people")


def button(scope: Page | Locator, name: str) -> Locator:
    return scope.get_by_role("button", name=name, exact=True).first


def mark_as_sent(page: Page, press: Press) -> None:
    press(page.locator("#guide-copy"))
    press(page.get_by_role("button", name=re.compile("^Mark as sent")).first)


@pytest.mark.long
@pytest.mark.parametrize(
    ("viewport", "press"), [(PHONE, click), (DESKTOP, click), (DESKTOP, by_keyboard)], ids=["phone", "laptop", "keyboard"]
)
def test_from_the_first_idea_to_the_decision(browser: Browser, address: str, viewport: dict[str, int], press: Press) -> None:
    context, watch = open_context(browser, address, viewport=viewport, timezone_id=ZONE, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    told: list[str] = []

    # Find: someone is added.
    at(page, "2026-06-01T12:00:00")
    people = today(page, address)
    page.get_by_label("Name", exact=True).first.fill("Kate Moreno")
    page.get_by_label(re.compile("^What they do")).first.fill("charge nurse")
    page.get_by_label(re.compile("^Where")).first.fill("a regional hospital")
    press(button(people, "Add"))
    expect(people).to_contain_text("Write to Kate Moreno")

    # Ask: the Composer knows her, and her status follows what is sent.
    press(people.get_by_role("link", name="Write to Kate Moreno").first)
    expect(page.locator(".guide-for-person")).to_contain_text("For: Kate Moreno")
    text = page.locator("#guide-text")
    expect(text).to_have_value(re.compile("Kate"))
    mark_as_sent(page, press)
    assert named(page, "Kate Moreno")["status"] == "asked"
    told.append(page.locator("#guide-letter").inner_text())
    expect(page.locator("#guide-letter")).to_contain_text("Tue, Jun 9")

    # Remind: once, and on the day the guide says. The home page says so, too.
    at(page, "2026-06-09T09:00:00")
    page.goto(address)
    expect(page.locator("#guide-today-line")).to_contain_text("Today: send Kate Moreno the one reminder")
    press(page.locator("#guide-today-line").get_by_role("link", name="My interviews"))
    press(page.locator("#guide-people").get_by_role("link", name="Send Kate Moreno the one reminder").first)
    expect(text).to_have_value(re.compile("June 1|last Monday"))
    told.append(text.input_value())
    mark_as_sent(page, press)
    assert named(page, "Kate Moreno")["status"] == "reminded"

    # She says yes: a day, a time, a way.
    at(page, "2026-06-10T09:00:00")
    press(today(page, address).get_by_role("link", name="Kate Moreno", exact=True).first)
    view = page.locator("#guide-person")
    press(view.locator("summary", has_text="Change the status"))
    view.get_by_label("Status", exact=True).select_option("agreed")
    press(button(view, "Change the status"))
    expect(view).to_contain_text("Agree on a day and time")
    press(view.get_by_role("button", name=re.compile("^Set the day")).first)
    view.get_by_label("Day", exact=True).fill("2026-06-18")
    view.get_by_label("Time", exact=True).fill("16:00")
    view.get_by_label("How you talk").select_option("phone")
    view.get_by_label("How you talk").blur()
    assert (named(page, "Kate Moreno")["day"], named(page, "Kate Moreno")["mode"]) == ("2026-06-18", "phone")

    # Prepare: the plan is for her, and prints with her name and the time.
    at(page, "2026-06-14T09:00:00")
    press(today(page, address).get_by_role("link", name="Plan your questions for Kate Moreno").first)
    expect(page.locator(".guide-for-person")).to_contain_text("For: Kate Moreno, Thu, Jun 18, 4:00 PM")
    press(button(page, "Make a plan"))
    expect(page.locator("#guide-sheet")).to_contain_text("Kate Moreno")
    expect(page.locator("#guide-sheet")).to_contain_text("4:00 PM")
    assert named(page, "Kate Moreno")["plan"]["entries"]

    # Talk: asked, noted, marked; then it's over.
    at(page, "2026-06-18T16:00:00")
    press(today(page, address).get_by_role("link", name="Talk with Kate Moreno").first)
    press(button(page, "Begin the conversation"))
    press(button(page, "They said yes"))
    question = page.locator(".guide-live-words").inner_text()
    at(page, "2026-06-18T16:04:00")
    page.locator("#guide-live-note").fill("Nights are quieter than people think")
    press(page.get_by_role("button", name=re.compile("^Asked")).first)
    expect(page.locator(".guide-live-words")).not_to_have_text(question)
    at(page, "2026-06-18T16:20:00")
    press(page.get_by_role("button", name=re.compile("^End the conversation")).first)
    kate = named(page, "Kate Moreno")
    assert kate["status"] == "met"
    assert [note["text"] for note in kate["live"]["notes"]] == ["Nights are quieter than people think"]

    # Notes, and whom she named: one press makes it someone to ask.
    at(page, "2026-06-18T17:00:00")
    page.goto(f"{address}{LIST}#person={kate['id']}")
    press(button(view, "Add something you heard"))
    view.get_by_label("What they told you").fill("The first year is asking for help fast.")
    press(view.get_by_role("button", name=re.compile("^Save")).first)
    press(button(view, "Add a person or resource they named"))
    view.get_by_label("Name", exact=True).first.fill("Ann Lopez")
    press(view.get_by_role("button", name=re.compile("^Save")).first)
    press(view.get_by_role("button", name="Add Ann Lopez as someone to ask"))
    ann = named(page, "Ann Lopez")
    assert (ann["referredBy"], ann["referrer"], ann["status"]) == (kate["id"], "Kate Moreno", "to-ask")

    # Thank.
    at(page, "2026-06-19T10:00:00")
    press(today(page, address).get_by_role("link", name="Thank Kate Moreno").first)
    expect(text).to_have_value(re.compile("Thank you"))
    told.append(text.input_value())
    mark_as_sent(page, press)
    assert named(page, "Kate Moreno")["status"] == "thanked"

    # Compare, once others have been met, and decide.
    others = {
        f"p{name.lower()}": {**named(page, "Kate Moreno"), "id": f"p{name.lower()}", "name": name, "live": {**kate["live"], "notes": []}}
        for name in ("Omar", "Priya")
    }
    page.evaluate(
        "(others) => { const kept = JSON.parse(localStorage.getItem('/guide.interviews')); Object.assign(kept.people, others);"
        " localStorage.setItem('/guide.interviews', JSON.stringify(kept)); }",
        others,
    )
    page.goto(address + "interviews/compare/")
    compare = page.locator("#guide-compare")
    expect(compare).to_contain_text("Kate Moreno")
    expect(compare).to_contain_text("Nights are quieter than people think")
    print("\n---\n".join(told))
    context.close()
    assert watch.wrong == []
