"""The checklists in a real browser: ticks stay, dates come, and a list can be printed, copied and downloaded."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import icalendar
import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from pypdf import PdfReader

from tests.support.browser import BLOCK_STORAGE, DESKTOP, PHONE, axe_violations, copied, open_context
from tests.support.checklist_page import DATA, FIRST, LIST, OVERVIEW, SAVED, SECOND, SOON, box, read_in, says, set_date, tick
from tests.support.scripts import define_pages, fill_storage, store, wait_until
from tests.support.text import squeeze


def progress(page: Page) -> Locator:
    return page.locator(".guide-progress").first


# One list ---------------------------------------------------------------------------------------------------


def test_ticks_stay_and_are_counted(page: Page, address: str, site_index) -> None:
    count = sum(not item.audiences for item in site_index.dataset.checklists["c-prepare"].items)
    page.goto(address + LIST)
    expect(progress(page)).to_contain_text(f"0 of {count} done. Next: {site_index.dataset.records[FIRST].text}")
    page.get_by_label(site_index.dataset.records[FIRST].text).check()
    expect(progress(page)).to_contain_text(f"1 of {count} done. Next: {site_index.dataset.records[SECOND].text}")
    page.reload()
    expect(box(page, FIRST)).to_be_checked()
    expect(box(page, SECOND)).not_to_be_checked()
    box(page, FIRST).uncheck()
    page.reload()
    expect(box(page, FIRST)).not_to_be_checked()
    kept = json.loads(page.evaluate("localStorage.getItem('/guide.ticks')"))
    assert kept == {"version": 1, "ticks": {}}


def test_an_item_on_two_lists_is_ticked_on_both(page: Page, address: str) -> None:
    page.goto(address + "talk/day-by-phone/")
    box(page, "i-inperson-04").check()
    page.goto(address + "talk/day-in-person/")
    expect(box(page, "i-inperson-04")).to_be_checked()


def test_clearing_a_list_leaves_the_others_and_can_be_undone(page: Page, address: str) -> None:
    page.goto(address + "follow-up/after/")
    box(page, "i-after-01").check()
    tick(page, address, FIRST, SECOND)
    page.get_by_role("button", name="Clear this list").click()
    expect(says(page)).to_contain_text("Cleared the check marks on this list (2).")
    expect(box(page, FIRST)).not_to_be_checked()
    page.get_by_role("button", name="Undo").click()
    expect(box(page, FIRST)).to_be_checked()
    expect(box(page, SECOND)).to_be_checked()
    page.goto(address + "follow-up/after/")
    expect(box(page, "i-after-01")).to_be_checked()


def test_the_keyboard_is_enough_and_the_box_is_seen(page: Page, address: str) -> None:
    page.goto(address + LIST)
    box(page, FIRST).focus()
    page.keyboard.press("Space")
    expect(box(page, FIRST)).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(box(page, SECOND)).to_be_checked()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        define_pages(page)
        edge, paper = page.evaluate("edgeAndPaper", "input[name=i-prepare-05]")
        assert contrast(edge, paper) >= 3, (scheme, edge, paper)


def contrast(one: str, other: str) -> float:
    """The contrast of two colors as WCAG 2.2 reckons it."""

    def luminance(color: str) -> float:
        parts = [int(part) / 255 for part in color[color.index("(") + 1 : -1].split(",")[:3]]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_two_tabs_share_their_ticks(context: BrowserContext, page: Page, address: str) -> None:
    page.goto(address + LIST)
    other = context.new_page()
    other.goto(address + LIST)
    box(page, FIRST).check()
    expect(box(other, FIRST)).to_be_checked()
    box(other, SECOND).check()
    expect(box(page, SECOND)).to_be_checked()


def test_a_list_is_copied_as_text_and_markdown_and_downloaded(page: Page, address: str, site_index) -> None:
    tick(page, address, SECOND)
    page.get_by_role("button", name="Copy as text").click()
    expect(says(page)).to_contain_text("is copied")
    text = copied(page)
    assert f"[x] {site_index.dataset.records[SECOND].text}" in text
    assert f"[ ] {site_index.dataset.records[FIRST].text} (5 days before)" in text
    page.get_by_role("button", name="Copy as Markdown").click()
    wait_until(page, "navigator.clipboard.readText().then((text) => text.startsWith('## '))")
    assert f"- [x] {site_index.dataset.records[SECOND].text}" in copied(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download for a spreadsheet").click()
    assert download.value.suggested_filename == "prepare.csv"
    assert len(Path(download.value.path()).read_text("utf-8-sig").splitlines()) == 1 + len(site_index.dataset.checklists["c-prepare"].items)


def test_a_link_brings_ticks_that_the_reader_may_take(page: Page, browser: Browser, address: str) -> None:
    tick(page, address, FIRST, SECOND)
    page.get_by_role("button", name="Copy a link with my check marks").click()
    expect(says(page)).to_contain_text("is copied")
    link = copied(page)
    assert link == f"{address}{LIST}#ticks=prepare-01.prepare-02"
    context, watch = open_context(browser, address, viewport=PHONE)
    other = context.new_page()
    tick(other, address, "i-prepare-09")
    other.goto("about:blank")
    other.goto(link)
    expect(says(other)).to_contain_text("The link has 2 of 22 items checked off.")
    expect(box(other, FIRST)).not_to_be_checked()
    assert other.url == address + LIST
    other.get_by_role("button", name="Add them to mine").click()
    for item in (FIRST, SECOND, "i-prepare-09"):
        expect(box(other, item)).to_be_checked()
    other.get_by_role("button", name="Undo").click()
    expect(box(other, FIRST)).not_to_be_checked()
    expect(box(other, "i-prepare-09")).to_be_checked()
    other.goto("about:blank")
    other.goto(link)
    other.get_by_role("button", name="Replace mine").click()
    expect(box(other, "i-prepare-09")).not_to_be_checked()
    assert not any("ticks=" in request for request in watch.requests), "what is behind # stays in the browser"
    context.close()
    assert watch.wrong == []


def test_an_odd_link_changes_nothing(page: Page, address: str) -> None:
    tick(page, address, FIRST)
    for end in ("", "zebra", "%E0%A4%A", "<b>,prepare-99", "__proto__,constructor", "x," * 9999):
        page.goto("about:blank")
        page.goto(f"{address}{LIST}#ticks={end}")
        expect(says(page)).to_contain_text("The link has nothing checked off on this list.")
        assert "#ticks=" in page.url, "the link can still be looked at"
        expect(box(page, FIRST)).to_be_checked()


@pytest.mark.long
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_dated_list_prints_on_one_page_with_its_ticks_or_without(page: Page, address: str, paper: str) -> None:
    set_date(page, address, day=SOON, time="15:00")
    tick(page, address, FIRST)
    page.evaluate("window.print = () => {}")

    def printed() -> PdfReader:
        return PdfReader(io.BytesIO(page.pdf(format=paper, print_background=False)))

    with_ticks = printed()
    assert len(with_ticks.pages) == 1
    assert "Due" in with_ticks.pages[0].extract_text()
    assert "done.Next:" not in squeeze(with_ticks.pages[0].extract_text())
    # What the button does while it prints, held still.
    page.evaluate("document.documentElement.classList.add('print-without-ticks')")
    without = printed()
    assert len(without.pages) == 1
    assert "Due" not in without.pages[0].extract_text()
    drawn = [len(one.pages[0].get_contents().get_data()) for one in (with_ticks, without)]
    assert drawn[0] > drawn[1], "the tick is drawn, not a background"


def test_the_buttons_print_with_and_without_ticks(page: Page, address: str) -> None:
    """A print() that returns before it prints, as on phones: the page stays as it is to be printed until `afterprint`."""
    tick(page, address, FIRST)
    page.evaluate("window.print = () => {}")
    html = page.locator("html.print-without-ticks")
    page.get_by_role("button", name="Print without check marks").click()
    expect(html).to_have_count(1)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(html).to_have_count(0)
    page.get_by_role("button", name="Print", exact=True).click()
    expect(html).to_have_count(0)


def test_printing_without_ticks_draws_nothing_on_the_page_itself(page: Page, address: str) -> None:
    tick(page, address, FIRST)
    page.evaluate("window.print = () => {}")
    page.get_by_role("button", name="Print without check marks").click()
    expect(page.locator("html.print-without-ticks")).to_have_count(1)
    page.emulate_media(media="print")
    define_pages(page)
    height, border = page.evaluate("heightAndBorder")
    assert border == "0px"
    assert float(height.removesuffix("px")) > 500, "the root is as tall as what stands in it"


def test_a_full_storage_says_so_and_the_list_works(page: Page, address: str) -> None:
    page.goto(address + LIST)
    fill_storage(page)
    box(page, FIRST).check()
    expect(says(page)).to_contain_text(
        "storage is full, so nothing was saved. What you check off or enter stays until you close this page."
    )
    box(page, SECOND).check()
    expect(box(page, FIRST)).to_be_checked()
    expect(progress(page)).to_contain_text("2 of ")


def test_a_blocked_storage_says_so_and_the_list_works(browser: Browser, address: str) -> None:
    context, watch = open_context(browser, address, viewport=PHONE)
    context.add_init_script(path=BLOCK_STORAGE)
    page = context.new_page()
    page.goto(address + LIST)
    box(page, FIRST).check()
    expect(says(page)).to_contain_text("doesn't let the guide save anything")
    box(page, SECOND).check()
    expect(progress(page)).to_contain_text("2 of ")
    page.goto(address + DATA)
    expect(page.locator("#guide-kept")).to_contain_text("Nothing.")
    context.close()
    assert watch.wrong == []


def test_rubbish_in_storage_does_no_harm(page: Page, address: str) -> None:
    page.goto(address + LIST)
    for rubbish in ("{", "null", "[]", '{"ticks": 7}', '{"ticks": []}', '{"ticks": {"i-prepare-02": {"a": 1}, "x": 7}}'):
        page.evaluate("localStorage.clear()")
        store(page, {"guide.ticks": rubbish, "guide.talk": rubbish})
        page.reload()
        box(page, FIRST).check()
        page.reload()
        expect(box(page, FIRST)).to_be_checked()
        page.goto(address + OVERVIEW)
        expect(page.locator("#guide-minutes")).to_have_value("30")
        page.goto(address + LIST)


def test_without_script_the_lists_read_and_print(browser: Browser, address: str, site_index) -> None:
    context, watch = open_context(browser, address, viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    for checklist in site_index.dataset.checklists.values():
        page.goto(address + site_index.page_by_id[checklist.id].removesuffix(".md") + "/")
        assert page.locator(".guide-ticks > li").count() == len(site_index.dataset.items_of(checklist))
    box(page, site_index.dataset.items_of(checklist)[0].id).check()
    page.goto(address + OVERVIEW)
    assert page.locator(".guide-lists a").count() == len(site_index.dataset.checklists)
    page.goto(address + DATA)
    expect(page.get_by_text("haven't stored anything")).to_be_visible()
    context.close()
    assert watch.wrong == []


# All lists --------------------------------------------------------------------------------------------------


def test_a_date_once_set_dates_every_list(page: Page, address: str, site_index) -> None:
    set_date(page, address, day=SOON, time="15:00")
    expect(says(page)).to_contain_text(", 3:00 PM, in this device's time zone.")
    page.locator("#guide-mode").select_option("phone")
    expect(says(page)).to_have_text("Saved.")
    expect(page.locator("[data-list=c-day-by-video]")).to_contain_text("For another way to meet")
    page.reload()
    expect(page.locator("#guide-day")).to_have_value(SOON)
    expect(page.locator("#guide-time")).to_have_value("15:00")
    page.goto(address + "talk/day-by-phone/")
    expect(page.locator(".guide-due").first).to_contain_text(", 1:00 PM.")
    page.goto(address + LIST)
    assert page.locator(".guide-due").count() == len(site_index.dataset.checklists["c-prepare"].items)
    page.goto(address + OVERVIEW)
    page.get_by_role("button", name="Clear the dates").click()
    expect(page.locator("#guide-day")).to_have_value("")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#guide-day")).to_have_value(SOON)


def test_the_next_thing_can_be_done_from_the_overview(page: Page, address: str, site_index) -> None:
    page.goto(address + OVERVIEW)
    first, second = (item.text for item in site_index.dataset.short_list()[:2])
    expect(page.locator(".guide-next")).to_contain_text(first)
    page.get_by_role("button", name=f"Mark as done: {first}").click()
    expect(page.locator(".guide-next")).to_contain_text(second)
    expect(page.locator("#guide-done")).to_be_focused()
    expect(page.locator("#guide-short-progress")).to_contain_text("1 of 12 done.")
    expect(page.locator("#guide-short").get_by_label(first)).to_be_checked()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".guide-next")).to_contain_text(first)


def test_reminders_are_downloaded_and_counted_up(page: Page, address: str) -> None:
    page.goto(address + OVERVIEW)
    page.get_by_role("button", name="Download for my calendar").click()
    expect(says(page)).to_contain_text("First set the date of your conversation")
    expect(page.locator("#guide-day")).to_be_focused()
    set_date(page, address, day=SOON, time="15:00", mode="phone")
    for number in range(2):
        with page.expect_download() as download:
            page.get_by_role("button", name="Download for my calendar").click()
        assert download.value.suggested_filename == "informational-interview.ics"
        read = icalendar.Calendar.from_ical(Path(download.value.path()).read_bytes())
        events = read.walk("VEVENT")
        assert f"{len(events) - 1} reminders" in (says(page).text_content() or "")
        assert {int(event["SEQUENCE"]) for event in events} == {number}
        assert any(address in str(event["DESCRIPTION"]) for event in events), "links lead to this copy of the guide"


# A person ---------------------------------------------------------------------------------------------------

DAY = "2026-12-03"
NOW = "2026-11-28T12:00:00"
DANA = "p0123456789ab"
OMAR = "pba9876543210"
PEOPLE = {
    DANA: {
        **{"id": DANA, "added": "2026-11-20", "name": "Dana Whitfield", "call": "Dana", "status": "agreed", "minutes": 15, "mode": "phone"},
        **{"on": {"asked": "2026-11-20", "agreed": "2026-11-25"}, "day": DAY, "time": "16:00", "place": "555-0134"},
    },
    OMAR: {"id": OMAR, "added": "2026-11-20", "name": "Omar Reyes", "status": "to-ask", "minutes": 30},
}
OLD_STATE = {
    "guide.talk": '{"version":1,"id":"2c1w5k3f6t1a","day":"2026-12-03","time":"16:00","minutes":20,"mode":"phone","audience":"college",'
    '"asked":"2026-11-20","sequence":1}',
    "guide.ticks": '{"version":1,"ticks":{"i-before-04":"2026-11-19","i-before-13":"2026-11-20","i-old-01":"2026-11-20"}}',
}
"""What the guide stored before readers could name anyone, to the letter."""


def open_with(page: Page, address: str, path: str, state: dict[str, str]) -> None:
    page.clock.set_fixed_time(NOW)
    page.goto(address + LIST)
    store(page, state)
    page.goto("about:blank")
    page.goto(address + path)


def open_for_dana(page: Page, address: str, path: str) -> None:
    open_with(page, address, f"{path}#person={DANA}", {"guide.interviews": json.dumps({"version": 1, "people": PEOPLE})})


def person(page: Page, name: str) -> dict:
    people = json.loads(page.evaluate("localStorage.getItem('/guide.interviews')"))["people"]
    return next(one for one in people.values() if one["name"] == name)


def shared_ticks(page: Page) -> list[str]:
    return list(json.loads(page.evaluate("localStorage.getItem('/guide.ticks')") or '{"ticks": {}}')["ticks"])


def choose(page: Page, name: str) -> None:
    page.get_by_role("button", name="who this is for").click()
    page.get_by_label("Who is this for?").select_option(label=name)


def test_ticks_are_kept_for_each_person_and_what_is_done_once_for_all(page: Page, address: str, site_index) -> None:
    open_for_dana(page, address, "ask/before-you-ask/")
    assert "person" not in page.url, "the address can be shared"
    expect(page.locator("#guide-for-line")).to_contain_text("Dana")
    expect(progress(page)).to_contain_text("You're past this list")
    box(page, "i-before-13").check()
    box(page, "i-before-20").check()
    assert list(person(page, "Dana Whitfield")["ticks"]) == ["i-before-13"]
    assert shared_ticks(page) == ["i-before-20"]
    choose(page, "Omar Reyes")
    expect(box(page, "i-before-13")).not_to_be_checked()
    expect(box(page, "i-before-20")).to_be_checked()
    choose(page, "No one in particular")
    expect(box(page, "i-before-13")).not_to_be_checked()
    box(page, "i-before-14").check()
    assert (list(person(page, "Dana Whitfield")["ticks"]), shared_ticks(page)) == (["i-before-13"], ["i-before-20", "i-before-14"])
    choose(page, "Dana Whitfield")
    page.get_by_role("button", name="Copy a link with my check marks").click()
    assert copied(page) == f"{address}ask/before-you-ask/#ticks=before-20.before-13"


def test_undo_after_choosing_someone_else_changes_no_one(page: Page, address: str) -> None:
    open_for_dana(page, address, LIST)
    box(page, FIRST).check()
    page.get_by_role("button", name="Clear this list").click()
    choose(page, "Omar Reyes")
    box(page, "i-prepare-05").check()
    page.get_by_role("button", name="Undo").click()
    expect(says(page)).to_contain_text("This page is for someone else now.")
    assert list(person(page, "Omar Reyes")["ticks"]) == ["i-prepare-05"]


def test_the_dates_are_the_persons(page: Page, address: str) -> None:
    open_for_dana(page, address, OVERVIEW)
    expected = {"day": DAY, "time": "16:00", "minutes": "15", "mode": "phone", "place": "555-0134", "asked": "2026-11-20"}
    for name, value in expected.items():
        expect(page.locator(f"#guide-{name}")).to_have_value(value)
    expect(page.locator(".guide-next")).to_contain_text("Choose ten questions from the question bank Sun, Nov 29.")
    page.locator("#guide-day").fill("2026-12-10")
    page.locator("#guide-place").fill("Elm Café")
    page.locator("#guide-place").blur()
    expect(says(page)).to_have_text("Saved.")
    found = person(page, "Dana Whitfield")
    assert (found["day"], found["place"], found["status"]) == ("2026-12-10", "Elm Café", "agreed")
    assert page.evaluate("localStorage.getItem('/guide.talk')") is None
    choose(page, "Omar Reyes")
    expect(page.locator("#guide-day")).to_have_value("")
    page.locator("#guide-day").fill("2026-12-11")
    page.locator("#guide-day").blur()
    assert (person(page, "Omar Reyes")["status"], person(page, "Dana Whitfield")["day"]) == ("agreed", "2026-12-10")


def test_a_calendar_for_each_person_counts_by_itself(page: Page, address: str) -> None:
    open_for_dana(page, address, OVERVIEW)
    found = []
    for choice in ("The meeting, the day before, and the thank-you", "Just the meeting"):
        page.get_by_label(choice).check()
        with page.expect_download() as download:
            page.get_by_role("button", name="Download for my calendar").click()
        found.append(icalendar.Calendar.from_ical(Path(download.value.path()).read_bytes()).walk("VEVENT"))
    assert [len(events) for events in found] == [3, 1]
    expect(says(page)).to_contain_text("The file has the meeting. Open it")
    [talk] = found[1]
    assert (str(talk["SUMMARY"]), str(talk["LOCATION"])) == ("Informational interview with Dana Whitfield", "555-0134")
    assert f"Your plan: {address}prepare/planner/#person={DANA}" in talk["DESCRIPTION"]
    assert f"What to do on the day: {address}talk/day-by-phone/#person={DANA}" in talk["DESCRIPTION"]
    assert [int(event["SEQUENCE"]) for event in (found[0][0], talk)] == [0, 1]
    assert person(page, "Dana Whitfield")["sequence"] == 2


def test_a_list_prints_whose_it_is(page: Page, address: str) -> None:
    open_for_dana(page, address, "talk/minute-by-minute/")
    page.emulate_media(media="print")
    expect(page.locator(".guide-printed-for")).to_have_text("For: Dana Whitfield, Thu, Dec 3, 4:00 PM")
    expect(page.locator(".guide-printed-for")).to_be_visible()
    expect(page.locator("#guide-for-line button")).not_to_be_visible()
    expect(page.locator("#guide-minutes-note")).to_have_text("Minute by minute, for your 15 minutes")
    page.evaluate("document.documentElement.classList.add('print-without-ticks')")
    expect(page.locator(".guide-printed-for")).not_to_be_visible()


def test_a_date_from_before_gets_a_name(page: Page, address: str) -> None:
    open_with(page, address, OVERVIEW, OLD_STATE)
    page.get_by_role("button", name="Save the name").click()
    expect(says(page)).to_contain_text("First enter a name.")
    page.get_by_label("Who is this conversation with?").fill("  Dana Whitfield ")
    page.keyboard.press("Enter")
    expect(says(page)).to_contain_text(
        "Saved with Dana Whitfield, with the date and your check marks. If this meeting is already in your calendar"
    )
    expect(page.locator("#guide-for-line")).to_contain_text("Dana Whitfield")
    expect(page.locator(".guide-owner")).not_to_be_visible()
    expect(page.locator("#guide-time")).to_have_value("16:00")
    found = person(page, "Dana Whitfield")
    assert {name: found[name] for name in ("status", "day", "time", "minutes", "mode", "audience", "on")} == {
        **{"status": "agreed", "day": DAY, "time": "16:00", "minutes": 20, "mode": "phone", "audience": "college"},
        "on": {"asked": "2026-11-20", "agreed": "2026-11-28"},
    }
    assert found["ticks"] == {"i-before-13": "2026-11-20", "i-old-01": "2026-11-20"}
    assert shared_ticks(page) == ["i-before-04"]
    assert page.evaluate("localStorage.getItem('/guide.talk')") is None
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".guide-owner")).to_be_visible()
    assert json.loads(page.evaluate("localStorage.getItem('/guide.interviews')"))["people"] == {}
    assert sorted(shared_ticks(page)) == ["i-before-04", "i-before-13", "i-old-01"]
    before = json.loads(OLD_STATE["guide.talk"])
    after = json.loads(page.evaluate("localStorage.getItem('/guide.talk')"))
    assert {name: after[name] for name in before} == before
    expect(page.locator("#guide-day")).to_have_value(DAY)


def test_no_one_is_asked_for_a_name_without_a_date_or_with_people(page: Page, address: str) -> None:
    open_with(page, address, OVERVIEW, {"guide.ticks": OLD_STATE["guide.ticks"]})
    expect(page.locator(".guide-next")).to_contain_text("Choose who to ask first")
    expect(page.locator(".guide-owner")).not_to_be_visible()
    expect(page.locator("#guide-for-line")).not_to_be_visible()
    open_with(page, address, OVERVIEW, {**OLD_STATE, "guide.interviews": json.dumps({"version": 1, "people": PEOPLE})})
    expect(page.locator("#guide-for-line")).to_contain_text("no one in particular")
    expect(page.locator(".guide-owner")).not_to_be_visible()


def test_what_the_reader_is_past_is_checked_off_at_once(page: Page, address: str) -> None:
    open_for_dana(page, address, OVERVIEW)
    page.get_by_role("button", name="Check off what you're past (5)").click()
    expect(says(page)).to_contain_text("Checked off 5 things you're past.")
    expect(page.locator("#guide-short-progress")).to_have_text("5 of 12 done.")
    expect(page.locator("#guide-behind")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#guide-short-progress")).to_contain_text("0 of 12 done.")


def test_all_lists_are_there_on_request_and_times_are_as_in_the_field(page: Page, address: str, site_index) -> None:
    open_for_dana(page, address, OVERVIEW)
    expect(page.locator(".guide-lists").first).not_to_be_visible()
    page.get_by_text("Show all the lists").click()
    for checklist in site_index.dataset.checklists.values():
        expect(page.locator(f"[data-list={checklist.id}]")).to_be_visible()
    assert page.locator("#guide-short input").count() == 12
    shown = page.locator("article").inner_text()
    assert "4:01 PM" in shown
    assert not re.search(r"\b1[3-9]:\d\d|\b0\d:\d\d", shown), "no time is written in two ways"


def test_a_day_that_is_long_past_is_reported_kindly(page: Page, address: str) -> None:
    set_date(page, address, day="2020-02-03")
    page.get_by_role("button", name="Download for my calendar").click()
    expect(says(page)).to_contain_text("done or in the past")


def test_an_impossible_length_is_reported_and_the_rest_is_kept(page: Page, address: str) -> None:
    set_date(page, address, day=SOON, minutes="9999")
    expect(says(page)).to_contain_text("doesn't exist")
    page.reload()
    expect(page.locator("#guide-minutes")).to_have_value("30")
    expect(page.locator("#guide-day")).to_have_value(SOON)


@pytest.mark.long
@pytest.mark.parametrize(
    ("size", "scheme"), [(PHONE, "light"), (DESKTOP, "dark"), ({"width": 320, "height": 500}, "light")], ids=["phone", "desktop", "zoomed"]
)
def test_the_tools_are_accessible_with_something_in_them(browser: Browser, address: str, size: dict, scheme: str) -> None:
    context, watch = open_context(browser, address, viewport=size, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    set_date(page, address, day=SOON, time="15:00", mode="phone", audience="veteran")
    assert axe_violations(page) == []
    tick(page, address, FIRST)
    page.get_by_role("button", name="Clear this list").click()
    page.get_by_role("button", name="Close this message").click()
    page.evaluate("scrollTo(0, 0)")  # What lies half under the header or a message counts as too small.
    assert axe_violations(page) == []
    page.goto(address + DATA)
    read_in(page, json.dumps({**SAVED, "kept": {"guide.ticks": {"version": 1, "ticks": {}}}}))
    expect(says(page)).to_contain_text("The file has 0 checked items.")
    assert axe_violations(page) == []
    for path in (OVERVIEW, LIST, DATA):
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    context.close()
    assert watch.wrong == []


def test_the_lists_work_from_a_folder(browser: Browser, offline: Path) -> None:
    context, watch = open_context(browser, offline.as_uri(), viewport=PHONE)
    page = context.new_page()
    page.goto(f"{offline.as_uri()}/prepare/checklist.html")
    box(page, FIRST).check()
    page.reload()
    expect(box(page, FIRST)).to_be_checked()
    page.get_by_role("link", name="Set your date").click()
    page.locator("#guide-day").fill(SOON)
    page.locator("#guide-day").blur()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download for my calendar").click()
    assert b"file:" not in Path(download.value.path()).read_bytes()
    page.get_by_role("link", name="Take it to another device").click()
    expect(page.locator("#guide-stored")).to_contain_text("Checked items")
    context.close()
    assert watch.wrong == []
