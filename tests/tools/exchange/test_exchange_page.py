"""The page "Bring people in, take them out" on the built site: what a table would do is shown first, then stored, and can be undone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.support.checklist_page import says
from tests.support.scripts import fill_storage, store

PAGE = "interviews/in-and-out/"
KEY = "guide.interviews"
NOW = "2026-11-30T10:00:00"
TRACKER = (
    "Contact,Company,Title,E-mail,Status,Date Contacted,Town\n"
    "Kate Wood,Mercy Health,Nurse,kate@x.org,No response,3/4/2026,Dayton\n"
    "Dana Lee,City School,Teacher,,scheduled,soon,\n"
    "<img src=x onerror=alert(1)>,,,,,,\n"
)


@pytest.fixture
def opened(page: Page, address: str) -> Page:
    page.clock.set_fixed_time(NOW)
    page.goto(address + PAGE)
    return page


def choose(page: Page, text: str | bytes, name: str = "contacts.csv") -> None:
    data = text.encode() if isinstance(text, str) else text
    page.locator("#guide-table-file").set_input_files({"name": name, "mimeType": "text/csv", "buffer": data})


def stored(page: Page) -> dict[str, dict[str, Any]]:
    """Everyone who is stored, by name."""
    text = page.evaluate("Guide.storage.readText(Guide.storage.keyOf('interviews'))")
    return {person["name"]: person for person in json.loads(text)["people"].values()} if text else {}


def saved(page: Page, button: str) -> str:
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    return Path(download.value.path()).read_bytes().decode()


def test_a_table_is_shown_then_stored_then_taken_back(opened: Page) -> None:
    choose(opened, TRACKER)
    expect(says(opened)).to_contain_text("New people: 3. Nothing is stored yet.")
    assert stored(opened) == {}
    expect(opened.locator("#guide-preview-title")).to_be_focused()
    preview = opened.locator("#guide-preview")
    expect(preview).to_contain_text("Kate Wood, Nurse, Mercy Health, No answer, kate@x.org")
    expect(preview.get_by_role("row", name="3 Date Contacted soon")).to_contain_text(
        "It isn't a date the guide can read, so it goes into the notes."
    )
    assert preview.locator("img").count() == 0
    preview.get_by_role("checkbox", name="<img src=x").uncheck()
    opened.get_by_role("button", name="Add 2 people", exact=True).click()
    expect(says(opened)).to_contain_text("Added 2 people.")
    people = stored(opened)
    assert people.keys() == {"Kate Wood", "Dana Lee"}
    assert (people["Kate Wood"]["status"], people["Kate Wood"]["outcome"], people["Kate Wood"]["on"]) == (
        "closed",
        "silence",
        {"asked": "2026-03-04"},
    )
    assert people["Kate Wood"]["notes"] == "Town: Dayton"
    assert people["Dana Lee"]["notes"] == "Date Contacted: soon"
    choose(opened, TRACKER)
    expect(says(opened)).to_contain_text("New people: 1. The same as here: 2.")
    opened.get_by_role("button", name="Cancel").click()
    expect(says(opened)).to_have_text("Nothing was changed.")
    choose(opened, "Name,Company,Title,E-mail\nKate Wood,Mercy Health,Charge nurse,kate@x.org\nAnn Ray,,,\n")
    expect(preview.get_by_role("group", name="Kate Wood")).to_contain_text("Role: Nurse becomes Charge nurse")
    opened.get_by_role("button", name="Add 1 person and change 1").click()
    expect(says(opened)).to_contain_text("Added 1 person and changed 1 person.")
    assert stored(opened)["Kate Wood"]["role"] == "Charge nurse"
    opened.get_by_role("button", name="Undo").click()
    expect(says(opened)).to_have_text("It's back the way it was.")
    assert stored(opened) == people


def test_the_reader_says_what_columns_are(opened: Page) -> None:
    choose(opened, "Who,When,Through\nKate Wood,3/4/2026,Sam\n")
    expect(opened.locator("#guide-date-order")).to_have_value("month")
    opened.get_by_text("What each column is", exact=True).click()
    opened.get_by_label("What “When” is").select_option("Date: Asked")
    opened.get_by_label("What “Through” is").select_option("Suggested by")
    opened.get_by_label("In this file, 3/4 means").select_option("April 3")
    opened.get_by_role("button", name="Add 1 person").click()
    kate = stored(opened)["Kate Wood"]
    assert (kate["on"], kate["referrer"], kate["notes"], kate["status"]) == ({"asked": "2026-04-03"}, "Sam", "", "asked")
    choose(opened, "Bob Ray,bob@x.org\n")
    opened.get_by_label("The first row has the names of the columns").check()
    expect(says(opened)).to_have_text("There's no one in this table.")
    opened.get_by_label("The first row has the names of the columns").uncheck()
    opened.get_by_role("button", name="Add 1 person").click()
    assert stored(opened)["Bob Ray"]["email"] == "bob@x.org"
    opened.get_by_text("Or paste rows").click()
    opened.get_by_label("Rows, with the names").fill("Name\tRole\nEve Day\tClerk\n")
    opened.get_by_role("button", name="Read these rows").click()
    opened.get_by_role("button", name="Add 1 person").click()
    assert stored(opened)["Eve Day"]["role"] == "Clerk"


def test_everyone_goes_out_and_comes_back_in_an_empty_browser(opened: Page) -> None:
    choose(opened, TRACKER)
    opened.get_by_role("button", name="Add 3 people").click()
    before = stored(opened)
    table = saved(opened, "Download for a spreadsheet")
    expect(says(opened)).to_contain_text("3 people. The file is in your downloads.")
    contacts = saved(opened, "Download as contacts")
    assert "FN:Kate Wood\r\n" in contacts
    assert "Dayton" not in contacts
    opened.evaluate("localStorage.clear()")
    opened.reload()
    opened.get_by_role("button", name="Download as contacts").click()
    expect(says(opened)).to_have_text("There's no one here to put into a file yet.")
    choose(opened, table)
    expect(says(opened)).to_contain_text("New people: 3.")
    opened.get_by_role("button", name="Add 3 people").click()
    assert stored(opened) == before


def test_what_is_no_table_is_refused_in_plain_words(opened: Page) -> None:
    for data, words in (
        (b"PK\x03\x04\x00", "This is a whole workbook, not a CSV file."),
        (b"\x00\x01\x02", "This isn't a CSV file."),
        (b"", "There's nothing in it. Nothing was changed."),
        (b"\n\n,,\n", "There's nothing in it. Nothing was changed."),
        (b"Name,Role\n", "There's no one in this table."),
    ):
        choose(opened, data)
        expect(says(opened)).to_contain_text(words)
    assert stored(opened) == {}


def test_undo_leaves_what_was_changed_since(opened: Page) -> None:
    choose(opened, TRACKER)
    opened.get_by_role("button", name="Add 3 people").click()
    people = stored(opened)
    changed = {**people["Dana Lee"], "role": "Principal"}
    everyone = {person["id"]: person for person in [*people.values(), changed]}
    store(opened, {KEY: json.dumps({"version": 1, "people": everyone})})
    opened.get_by_role("button", name="Undo").click()
    expect(says(opened)).to_have_text("It's back the way it was, except for 1 person you've changed since.")
    assert stored(opened) == {"Dana Lee": changed}


def test_a_full_browser_says_so_and_keeps_what_is_there(opened: Page) -> None:
    choose(opened, TRACKER)
    opened.get_by_role("button", name="Add 3 people").click()
    fill_storage(opened)
    before = stored(opened)
    choose(opened, "Name\nAnn Ray\n")
    opened.get_by_role("button", name="Add 1 person").click()
    expect(says(opened)).to_contain_text("This browser's storage is full, so nothing was saved.")
    assert stored(opened) == before
