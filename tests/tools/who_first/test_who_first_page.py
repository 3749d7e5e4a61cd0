"""The page "Who first?" on the built site: answers make an order, and LinkedIn's file is searched without being kept."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.support.checklist_page import says
from tests.support.connections import CONNECTIONS
from tests.support.scripts import store

PAGE = "interviews/who-first/"
EVIL = "<img src=x onerror=alert(1)>"


@pytest.fixture
def opened(page: Page, address: str) -> Page:
    page.clock.set_fixed_time("2026-11-30T10:00:00")
    page.goto(address + PAGE)
    return page


def stored(page: Page) -> dict[str, dict[str, Any]]:
    """Everyone who is stored, by name."""
    text = page.evaluate("Guide.storage.readText(Guide.storage.keyOf('interviews'))")
    return {person["name"]: person for person in json.loads(text)["people"].values()} if text else {}


def add(page: Page, name: str) -> None:
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Name", exact=True).press("Enter")


def test_answers_make_an_order(opened: Page) -> None:
    expect(opened.locator("#guide-order")).to_have_text("Add the first person who comes to mind. You can rate them right away.")
    add(opened, "Kate Wood")
    expect(says(opened)).to_contain_text("Kate Wood is on your list.")
    expect(opened.get_by_label("How close are you? Kate Wood")).to_be_focused()
    add(opened, EVIL)
    opened.get_by_label("How close are you? Kate Wood").select_option("We've never met")
    opened.get_by_label(f"How close are you? {EVIL}").select_option("I know them")
    opened.get_by_label(f"How much do they know about the work? {EVIL}").focus()
    opened.get_by_label(f"How much do they know about the work? {EVIL}").select_option("They do it now")
    expect(opened.locator(".guide-next")).to_have_text(f"Start with {EVIL}: you know them, and they do the work now.")
    expect(opened.get_by_label(f"How much do they know about the work? {EVIL}")).to_be_focused()
    rows = opened.locator("#guide-order ol > li")
    expect(rows).to_have_text([f"{EVIL} (not fully rated) Write to them: {EVIL}", "Kate Wood (not fully rated) Write to them: Kate Wood"])
    person = stored(opened)[EVIL]
    assert (person["near"], person["knows"], person["reach"], person["status"]) == (3, 3, 0, "to-ask")
    links = rows.first.locator("a")
    targets = [links.nth(place).evaluate("link => link.href") for place in range(2)]
    assert [target.split("/", 3)[3] for target in targets] == [f"interviews/#person={person['id']}", f"ask/compose/#person={person['id']}"]
    assert opened.locator("#guide-who-first img").count() == 0
    people = {
        one["id"]: {**one, "status": "asked", "on": {"asked": "2026-11-29"}} if one["name"] == EVIL else one
        for one in stored(opened).values()
    }
    store(opened, {"guide.interviews": json.dumps({"version": 1, "people": people})})
    opened.reload()
    expect(opened.locator("#guide-order")).to_contain_text("1 person you've already asked isn't in this list.")
    assert "<img" not in opened.locator("#guide-ratings").inner_text()
    add(opened, "Ann Ray")
    opened.get_by_role("button", name="Undo").click()
    expect(says(opened)).to_have_text("Ann Ray is off your list again.")
    assert "Ann Ray" not in stored(opened)


def test_linkedins_file_is_searched_and_only_the_picked_are_kept(opened: Page) -> None:
    file = {"name": "Connections.csv", "mimeType": "text/csv", "buffer": CONNECTIONS.encode()}
    opened.locator("#guide-connections").set_input_files({**file, "buffer": b"a,b,c\n"})
    expect(says(opened)).to_contain_text("This isn't LinkedIn's Connections.csv")
    opened.locator("#guide-connections").set_input_files(file)
    expect(says(opened)).to_have_text("The file has 5 connections. None of them is stored. Now type an employer, a title, or both.")
    expect(opened.get_by_label("Employer")).to_be_focused()
    opened.get_by_label("Employer").press("Enter")
    expect(says(opened)).to_have_text("First type an employer, a title, or both.")
    opened.get_by_label("Employer").fill("Mercyhurst")
    opened.get_by_label("Employer").press("Enter")
    expect(opened.locator("#guide-found")).to_contain_text(
        "No one in the file has “Mercyhurst” as their employer. Did you mean one of these?"
    )
    opened.get_by_role("button", name="Mercyhurst University").click()
    expect(opened.locator("#guide-found")).to_contain_text("You know 1 person there")
    opened.get_by_label("Employer").fill("mercy")
    opened.get_by_label("Words in their title").fill("nurse")
    opened.get_by_role("button", name="Find people I know").click()
    opened.get_by_role("button", name="Add to my people").nth(1).click()
    expect(says(opened)).to_have_text("First check the people you want on your list.")
    opened.get_by_role("checkbox", name="Kate Wood").check()
    assert stored(opened) == {}
    opened.locator("#guide-add-picked").click()
    expect(says(opened)).to_contain_text("Kate Wood is on your list. Nothing else from the file is kept.")
    kate = stored(opened)["Kate Wood"]
    assert (kate["role"], kate["employer"], kate["profile"]) == (
        "Registered Nurse (ICU)",
        "Mercy, Inc.",
        "https://www.linkedin.com/in/katewood",
    )
    expect(opened.locator("#guide-found")).to_contain_text("(already on your list)")
    assert not [
        text
        for text in opened.evaluate("[...Object.values(localStorage), ...Object.values(sessionStorage)]")
        if "Dana" in text or "Fox" in text
    ]
    opened.get_by_role("button", name="Undo").click()
    assert stored(opened) == {}
