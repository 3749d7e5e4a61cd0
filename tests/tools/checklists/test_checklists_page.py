"""The checklists in a real browser: ticks stay, dates come, and a list can be printed, copied and downloaded."""

from __future__ import annotations

import io
import json
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
    expect(page.get_by_text("JavaScript is turned off here")).to_be_visible()
    context.close()
    assert watch.wrong == []


# All lists --------------------------------------------------------------------------------------------------


def test_a_date_once_set_dates_every_list(page: Page, address: str, site_index) -> None:
    set_date(page, address, day=SOON, time="15:00", mode="phone")
    expect(says(page)).to_contain_text("in this device's time zone")
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
