""" "Your data" in a real browser: everything that the tools have stored is listed, and can be taken along, merged or deleted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import PHONE, open_context
from tests.support.checklist_page import DATA, FIRST, LIST, SAVED, SECOND, SOON, box, read_in, says, set_date, tick
from tests.support.scripts import define_pages, fill_storage, store


@pytest.fixture
def filled(page: Page, address: str) -> Page:
    """A browser with a plan, a request, ticks and a date in it."""
    tick(page, address, FIRST, SECOND)
    set_date(page, address, day=SOON, time="15:00")
    saved = {"My plan": ("guide.plans", {"v": 1}), "To Dana": ("guide.requests", {"answers": {"their_name": "Dana"}})}
    for name, (key, content) in saved.items():
        store(page, {key: json.dumps({"version": 1, "names": {name: {"saved": "2026-11-20T10:00:00Z", "content": content}}})})
    page.goto(address + DATA)
    return page


def kept(page: Page) -> dict[str, str]:
    define_pages(page)
    return page.evaluate("stored")


def exported(page: Page) -> str:
    with page.expect_download() as download:
        page.get_by_role("button", name="Save everything in a file").click()
    return Path(download.value.path()).read_text("utf-8")


def test_what_is_stored_is_listed_and_deleted_and_brought_back(filled: Page) -> None:
    stored = filled.locator("#guide-stored")
    for words in ("Plans (1 plan", "Messages (1 message", "Checked items (2 checked items", "Meeting dates"):
        expect(stored).to_contain_text(words)
    before = kept(filled)
    filled.get_by_role("button", name="Delete Checked items").click()
    expect(stored).not_to_contain_text("Checked items")
    filled.get_by_role("button", name="Restore").click()
    assert kept(filled) == before
    filled.get_by_role("button", name="Delete everything").click()
    assert kept(filled) == {}
    expect(stored).to_contain_text("Nothing.")
    filled.get_by_role("button", name="Restore").click()
    assert kept(filled) == before


def test_a_file_carries_everything_to_another_browser(filled: Page, browser: Browser, address: str) -> None:
    before, text = kept(filled), exported(filled)
    assert json.loads(text)["version"] == 1
    context, watch = open_context(browser, address, viewport=PHONE)
    other = context.new_page()
    other.goto(address + DATA)
    read_in(other, text)
    expect(says(other)).to_contain_text("The file has 1 plan, 1 message, 2 checked items, the meeting dates.")
    other.get_by_role("button", name="Replace what's here").click()
    assert {key: json.loads(value) for key, value in kept(other).items()} == {key: json.loads(value) for key, value in before.items()}
    other.goto(address + LIST)
    expect(box(other, FIRST)).to_be_checked()
    context.close()
    assert watch.wrong == []


def test_a_file_is_merged_and_the_merge_undone(filled: Page, address: str) -> None:
    text = exported(filled)
    theirs = json.loads(text)
    theirs["kept"]["guide.plans"]["names"]["My plan"]["content"] = {"v": 2}
    theirs["kept"]["guide.ticks"]["ticks"] = {"i-after-01": "2026-11-01"}
    theirs["kept"]["guide.talk"]["day"] = "2027-01-01"
    before = kept(filled)
    read_in(filled, json.dumps(theirs))
    filled.get_by_role("button", name="Add it to what's here").click()
    after = {key: json.loads(value) for key, value in kept(filled).items()}
    assert {name: one["content"] for name, one in after["guide.plans"]["names"].items()} == {"My plan": {"v": 1}, "My plan (2)": {"v": 2}}
    assert list(after["guide.requests"]["names"]) == ["To Dana"], "what is the same comes once"
    assert set(after["guide.ticks"]["ticks"]) == {FIRST, SECOND, "i-after-01"}
    assert after["guide.talk"]["day"] == SOON, "the dates that are here stay"
    filled.get_by_role("button", name="Undo").click()
    assert kept(filled) == before


def test_replacing_takes_away_what_the_file_does_not_have(filled: Page) -> None:
    before = kept(filled)
    file = {
        "format": "information-interview-guide",
        "version": 1,
        "kept": {"guide.ticks": {"version": 1, "ticks": {"i-after-02": "2026-11-01"}}},
    }
    read_in(filled, json.dumps(file))
    filled.get_by_role("button", name="Replace what's here").click()
    assert list(kept(filled)) == ["guide.ticks"]
    filled.get_by_role("button", name="Undo").click()
    assert kept(filled) == before


NOT_OURS = "isn't a file the guide saved, or it's damaged. Nothing was changed."
REFUSED = {
    "empty": ("", NOT_OURS),
    "no json": ("{", NOT_OURS),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), NOT_OURS),
    "another program's": ('{"version": 1, "kept": {}}', NOT_OURS),
    "a list": ("[]", NOT_OURS),
    "null": ("null", NOT_OURS),
    "newer": (json.dumps({**SAVED, "version": 2, "kept": {"guide.ticks": {"ticks": {}}}}), "comes from a newer version"),
    "no version": (json.dumps({**SAVED, "version": "1", "kept": {}}), "doesn't say which version"),
    "version 0": (json.dumps({**SAVED, "version": 0, "kept": {"guide.ticks": {"ticks": {}}}}), "doesn't say which version"),
    "version -5": (json.dumps({**SAVED, "version": -5, "kept": {"guide.ticks": {"ticks": {}}}}), "doesn't say which version"),
    "nothing in it": (json.dumps({**SAVED, "kept": {}}), "nothing in this file"),
    "kept is a list": (json.dumps({**SAVED, "kept": []}), "is empty"),
    "unknown parts": (json.dumps({**SAVED, "kept": {"evil": 1, "constructor": {}}}), "nothing in this file that this guide can use"),
    "damaged ticks": (
        json.dumps({**SAVED, "kept": {"guide.ticks": {"ticks": {"i-a-01": 7}}}}),
        "Part of this file is damaged (Checked items: “i-a-01”)",
    ),
    "odd tick": (json.dumps({**SAVED, "kept": {"guide.ticks": {"ticks": {"<img src=x>": "x"}}}}), "damaged (Checked items: “<img src=x>”)"),
    "damaged plans": (json.dumps({**SAVED, "kept": {"guide.plans": {"names": {"a": None}}}}), "damaged (Plans: “a”)"),
    "plans of a newer version": (json.dumps({**SAVED, "kept": {"guide.plans": {"version": 2, "names": {}}}}), "damaged (Plans)"),
    "a list for a day": (json.dumps({**SAVED, "kept": {"guide.talk": {"day": ["2026-12-01"]}}}), "damaged (Meeting dates)"),
    "an object for a day": (json.dumps({**SAVED, "kept": {"guide.talk": {"day": {"toString": 1}}}}), "damaged (Meeting dates)"),
    "one good, one bad": (
        json.dumps({**SAVED, "kept": {"guide.ticks": {"ticks": {}}, "guide.talk": []}}),
        "damaged (Meeting dates)",
    ),
}


def test_a_file_that_is_not_right_is_refused_whole(filled: Page) -> None:
    before = kept(filled)
    for name, (text, expected) in REFUSED.items():
        read_in(filled, text)
        expect(says(filled), name).to_contain_text(expected)
        assert kept(filled) == before, name
        assert filled.locator(".guide-status-actions button").count() == 0, name
        read_in(filled, json.dumps({**SAVED, "kept": {"guide.ticks": {"ticks": {}}}}))
        filled.get_by_role("button", name="Cancel").click()
        expect(says(filled)).to_have_text("Nothing was changed.")


CHOOSE = """size => {
  const transfer = new DataTransfer();
  transfer.items.add(new File([new Uint8Array(size)], "mine.json"));
  const input = document.getElementById("guide-file");
  input.files = transfer.files;
  input.dispatchEvent(new Event("change")); }"""
"""Chooses a file of so many bytes, as a reader does; from outside the browser it would take long."""


def test_a_file_that_is_too_large_is_refused_unread(filled: Page) -> None:
    before = kept(filled)
    filled.evaluate(CHOOSE, 16_000_001)
    expect(says(filled)).to_contain_text("too big to be one of the guide's (16 MB at most). Nothing was changed.")
    filled.evaluate(CHOOSE, 16_000_000)
    expect(says(filled)).to_contain_text("isn't a file the guide saved")
    assert kept(filled) == before


def test_hostile_names_in_a_file_stay_text(filled: Page) -> None:
    name = "<img src=x onerror=alert(1)>"
    names = {name: {"saved": "2026-11-20", "content": {"v": 1}}, "__proto__": {"saved": "x", "content": {"polluted": True}}}
    text = json.dumps({**SAVED, "kept": {"guide.requests": {"version": 1, "names": names}}})
    read_in(filled, text)
    filled.get_by_role("button", name="Add it to what's here").click()
    assert name in json.loads(kept(filled)["guide.requests"])["names"]
    assert filled.evaluate("({}).polluted === undefined && ({}).content === undefined")
    filled.goto(filled.url.replace(DATA, "ask/compose/"))
    expect(filled.locator("#guide-saved")).to_contain_text(name)
    assert filled.locator("#guide-saved img").count() == 0


def test_a_file_that_does_not_fit_changes_nothing(filled: Page) -> None:
    big = {**SAVED, "kept": {"guide.requests": {"version": 1, "names": {"Long": {"saved": "x", "content": {"text": "y" * 100_000}}}}}}
    fill_storage(filled)
    before = kept(filled)
    read_in(filled, json.dumps(big))
    filled.get_by_role("button", name="Replace what's here").click()
    expect(says(filled)).to_contain_text("What you had here is unchanged.")
    assert kept(filled) == before


def test_what_is_not_in_the_file_is_named(filled: Page) -> None:
    names = {"Good": {"saved": "2026-11-20", "content": {"v": 1}}, "odd": {"saved": 7}}
    store(filled, {"guide.plans": json.dumps({"names": names}), "guide.requests.unreadable": "{"})
    filled.reload()
    assert json.loads(exported(filled))["kept"]["guide.plans"] == {"names": {"Good": names["Good"]}}
    expect(says(filled)).to_contain_text("It has 1 plan, 1 message, 2 checked items, the meeting dates.")
    missing = "1 plan (“odd”); Messages: set aside because it couldn't be read."
    expect(says(filled)).to_contain_text(f"Left out of the file, but still in this browser: {missing}")
    expect(filled.locator("#guide-stored")).to_contain_text("Plans (1 plan, 1 that can't be read, ")


def test_an_empty_browser_writes_no_file(page: Page, address: str) -> None:
    page.goto(address + DATA)
    page.get_by_role("button", name="Save everything in a file").click()
    expect(says(page)).to_have_text("There's nothing here to save in a file.")


def test_undo_leaves_what_another_tab_has_saved_since(filled: Page) -> None:
    read_in(filled, json.dumps({**SAVED, "kept": {"guide.ticks": {"ticks": {"i-after-01": "2026-11-01"}}}}))
    filled.get_by_role("button", name="Add it to what's here").click()
    ticks = json.loads(kept(filled)["guide.ticks"])["ticks"]
    store(filled, {"guide.ticks": json.dumps({"version": 1, "ticks": {**ticks, "i-after-02": "2026-11-02"}})})
    filled.get_by_role("button", name="Undo").click()
    expect(says(filled)).to_contain_text("along with what you saved in another tab in the meantime.")
    assert {FIRST, SECOND, "i-after-02"} <= json.loads(kept(filled)["guide.ticks"])["ticks"].keys()


def test_replacing_sets_aside_what_cannot_be_read_and_can_be_undone(filled: Page) -> None:
    store(filled, {"guide.plans": '{"names":{"odd":7}}', "guide.requests": "{"})
    filled.reload()
    before = kept(filled)
    read_in(filled, json.dumps({**SAVED, "kept": {"guide.plans": {"names": {}}}}))
    filled.get_by_role("button", name="Replace what's here").click()
    expect(says(filled)).to_contain_text("It's in the list above.")
    assert kept(filled) == {
        "guide.plans": '{"names":{}}',
        "guide.plans.unreadable": '{"names":{"odd":7}}',
        "guide.requests.unreadable": "{",
    }
    filled.get_by_role("button", name="Undo").click()
    assert kept(filled) == before


def test_what_an_earlier_version_stored_beside_something_newer_can_be_added(filled: Page) -> None:
    filled.evaluate('localStorage.setItem(\'guide.ticks\', \'{"version":1,"ticks":{"i-after-01":"2026-11-01"}}\')')
    filled.reload()
    expect(filled.locator("#guide-stored")).to_contain_text("Checked items: from an earlier version of the guide")
    filled.get_by_role("button", name="Add it to what's here: Checked items").click()
    assert json.loads(kept(filled)["guide.ticks"])["ticks"].keys() == {FIRST, SECOND, "i-after-01"}
    assert filled.evaluate("localStorage.getItem('guide.ticks')") is None


def test_a_quiet_line_says_when_a_backup_was_last_saved(filled: Page, address: str) -> None:
    line = filled.locator("#guide-last-backup")
    expect(line).to_have_text("You haven't saved a backup yet.")
    # On an empty page, because the theme can't stop its timers once the clock is another.
    filled.goto("about:blank")
    filled.clock.set_fixed_time("2026-11-03T15:00:00Z")
    filled.goto(address + DATA)
    exported(filled)
    expect(line).to_have_text("You saved a backup today.")
    filled.clock.set_fixed_time("2026-11-28T15:00:00Z")
    filled.reload()
    expect(line).to_have_text("You last saved a backup on Nov 3.")
    assert "guide.backup" not in json.loads(exported(filled))["kept"], "it isn't part of a backup"
    filled.get_by_role("button", name="Delete everything").click()
    expect(line).to_be_hidden()


def test_without_anything_to_save_no_line_asks_for_a_backup(page: Page, address: str) -> None:
    page.goto(address + DATA)
    expect(page.locator("#guide-stored")).to_contain_text("Nothing.")
    expect(page.locator("#guide-last-backup")).to_be_hidden()
