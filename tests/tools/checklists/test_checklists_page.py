"""The checklists and "Your data" in a real browser: ticks stay, dates come, and everything can be taken along or deleted."""

from __future__ import annotations

import io
import json
from datetime import date, timedelta
from pathlib import Path

import icalendar
import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from pypdf import PdfReader

from tests.support.reader import BLOCK_STORAGE, DESKTOP, FILL_STORAGE, PHONE, axe_violations, copied, open_context, squeeze

LIST, OVERVIEW, DATA = "prepare/checklist/", "more/checklists/", "more/your-data/"
FIRST, SECOND = "i-prepare-01", "i-prepare-02"
SOON = (date.today() + timedelta(days=10)).isoformat()


def box(page: Page, item: str) -> Locator:
    return page.locator(f"input[name={item}]")


def says(page: Page) -> Locator:
    return page.locator(".guide-status")


def progress(page: Page) -> Locator:
    return page.locator(".guide-progress").first


def tick(page: Page, address: str, *items: str) -> None:
    page.goto(address + LIST)
    for item in items:
        box(page, item).check()


def set_date(page: Page, address: str, **values: str) -> None:
    page.goto(address + OVERVIEW)
    for name, value in values.items():
        control = page.locator(f"#guide-{name}")
        if name in ("mode", "audience"):
            control.select_option(value)
        else:
            control.fill(value)
            control.blur()


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
    kept = json.loads(page.evaluate("localStorage.getItem('guide.ticks')"))
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
    expect(says(page)).to_contain_text("The ticks of this list are gone (2).")
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
        edge, paper = page.evaluate(
            "() => [getComputedStyle(document.querySelector('input[name=i-prepare-05]')).borderTopColor, getComputedStyle(document.body).backgroundColor]"
        )
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
    page.wait_for_function("navigator.clipboard.readText().then((text) => text.startsWith('## '))")
    assert f"- [x] {site_index.dataset.records[SECOND].text}" in copied(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download for a spreadsheet").click()
    assert download.value.suggested_filename == "prepare.csv"
    assert len(Path(download.value.path()).read_text("utf-8-sig").splitlines()) == 1 + len(site_index.dataset.checklists["c-prepare"].items)


def test_a_link_brings_ticks_that_the_reader_may_take(page: Page, browser: Browser, address: str) -> None:
    tick(page, address, FIRST, SECOND)
    page.get_by_role("button", name="Copy a link with my ticks").click()
    expect(says(page)).to_contain_text("is copied")
    link = copied(page)
    assert link == f"{address}{LIST}#ticks=prepare-01,prepare-02"
    context, watch = open_context(browser, address, viewport=PHONE)
    other = context.new_page()
    tick(other, address, "i-prepare-09")
    other.goto("about:blank")
    other.goto(link)
    expect(says(other)).to_contain_text("The link brings 2 of 22 ticks.")
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
    other.get_by_role("button", name="Put them in place of mine").click()
    expect(box(other, "i-prepare-09")).not_to_be_checked()
    assert not any("ticks=" in request for request in watch.requests), "what is behind # stays in the browser"
    context.close()
    assert watch.wrong == []


def test_an_odd_link_changes_nothing(page: Page, address: str) -> None:
    tick(page, address, FIRST)
    for end in ("", "zebra", "%E0%A4%A", "<b>,prepare-99", "__proto__,constructor", "x," * 9999):
        page.goto("about:blank")
        page.goto(f"{address}{LIST}#ticks={end}")
        expect(says(page)).to_have_text("The link has no ticks for this list.")
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
    page.get_by_role("button", name="Print without my ticks").click()
    expect(html).to_have_count(1)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(html).to_have_count(0)
    page.get_by_role("button", name="Print", exact=True).click()
    expect(html).to_have_count(0)


def test_printing_without_ticks_draws_nothing_on_the_page_itself(page: Page, address: str) -> None:
    tick(page, address, FIRST)
    page.evaluate("window.print = () => {}")
    page.get_by_role("button", name="Print without my ticks").click()
    expect(page.locator("html.print-without-ticks")).to_have_count(1)
    page.emulate_media(media="print")
    height, border = page.evaluate(
        "(({ height, borderBottomWidth }) => [height, borderBottomWidth])(getComputedStyle(document.documentElement))"
    )
    assert border == "0px"
    assert float(height.removesuffix("px")) > 500, "the root is as tall as what stands in it"


def test_a_full_storage_says_so_and_the_list_works(page: Page, address: str) -> None:
    page.goto(address + LIST)
    page.evaluate(FILL_STORAGE)
    box(page, FIRST).check()
    expect(says(page)).to_contain_text("storage is full, so nothing was saved. What you tick or enter stays until you close this page.")
    box(page, SECOND).check()
    expect(box(page, FIRST)).to_be_checked()
    expect(progress(page)).to_contain_text("2 of ")


def test_a_blocked_storage_says_so_and_the_list_works(browser: Browser, address: str) -> None:
    context, watch = open_context(browser, address, viewport=PHONE)
    context.add_init_script(BLOCK_STORAGE)
    page = context.new_page()
    page.goto(address + LIST)
    watch.wrong.clear()  # Material's own palette complains where it cannot keep its choice.
    box(page, FIRST).check()
    expect(says(page)).to_contain_text("does not let the guide keep anything")
    box(page, SECOND).check()
    expect(progress(page)).to_contain_text("2 of ")
    page.goto(address + DATA)
    watch.wrong.clear()
    expect(page.locator("#guide-kept")).to_contain_text("Nothing.")
    context.close()
    assert watch.wrong == []


def test_rubbish_in_storage_does_no_harm(page: Page, address: str) -> None:
    page.goto(address + LIST)
    for rubbish in ("{", "null", "[]", '{"ticks": 7}', '{"ticks": []}', '{"ticks": {"i-prepare-02": {"a": 1}, "x": 7}}'):
        page.evaluate(
            "text => { localStorage.clear(); localStorage.setItem('guide.ticks', text); localStorage.setItem('guide.talk', text); }",
            rubbish,
        )
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
    expect(page.get_by_text("JavaScript is off here")).to_be_visible()
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
    page.get_by_role("button", name="Forget the dates").click()
    expect(page.locator("#guide-day")).to_have_value("")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#guide-day")).to_have_value(SOON)


def test_the_next_thing_can_be_done_from_the_overview(page: Page, address: str, site_index) -> None:
    page.goto(address + OVERVIEW)
    first, second = site_index.dataset.records["i-need-01"].text, site_index.dataset.records["i-need-02"].text
    expect(page.locator(".guide-next")).to_contain_text(first)
    page.get_by_role("button", name=f"Done: {first}").click()
    expect(page.locator(".guide-next")).to_contain_text(second)
    expect(page.locator("#guide-done")).to_be_focused()
    expect(page.locator("[data-list=c-what-you-need] .guide-progress")).to_contain_text("1 of")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".guide-next")).to_contain_text(first)


def test_reminders_are_downloaded_and_counted_up(page: Page, address: str) -> None:
    page.goto(address + OVERVIEW)
    page.get_by_role("button", name="Download reminders").click()
    expect(says(page)).to_contain_text("Set the day of your talk")
    expect(page.locator("#guide-day")).to_be_focused()
    set_date(page, address, day=SOON, time="15:00", mode="phone")
    for number in range(2):
        with page.expect_download() as download:
            page.get_by_role("button", name="Download reminders").click()
        assert download.value.suggested_filename == "information-interview.ics"
        read = icalendar.Calendar.from_ical(Path(download.value.path()).read_bytes())
        events = read.walk("VEVENT")
        assert f"{len(events) - 1} reminders" in (says(page).text_content() or "")
        assert {int(event["SEQUENCE"]) for event in events} == {number}
        assert any(address in str(event["DESCRIPTION"]) for event in events), "links lead to this copy of the guide"


def test_a_day_that_is_long_past_is_told_kindly(page: Page, address: str) -> None:
    set_date(page, address, day="2020-02-03")
    page.get_by_role("button", name="Download reminders").click()
    expect(says(page)).to_contain_text("lies in the past or is done")


def test_an_impossible_length_is_told_and_the_rest_is_kept(page: Page, address: str) -> None:
    set_date(page, address, day=SOON, minutes="9999")
    expect(says(page)).to_contain_text("not possible")
    page.reload()
    expect(page.locator("#guide-minutes")).to_have_value("30")
    expect(page.locator("#guide-day")).to_have_value(SOON)


# Your data --------------------------------------------------------------------------------------------------


@pytest.fixture
def filled(page: Page, address: str) -> Page:
    """A browser with a plan, a request, ticks and a date in it."""
    tick(page, address, FIRST, SECOND)
    set_date(page, address, day=SOON, time="15:00")
    page.evaluate("""() => {
      const named = (name, content) => JSON.stringify({ version: 1, names: { [name]: { saved: "2026-11-20T10:00:00Z", content } } });
      localStorage.setItem("guide.plans", named("My plan", { v: 1 }));
      localStorage.setItem("guide.requests", named("To Dana", { answers: { their_name: "Dana" } }));
    }""")
    page.goto(address + DATA)
    return page


def kept(page: Page) -> dict[str, str]:
    return page.evaluate("Object.fromEntries(Object.entries(localStorage).filter(([key]) => key.startsWith('guide.')))")


def exported(page: Page) -> str:
    with page.expect_download() as download:
        page.get_by_role("button", name="Save it all in a file").click()
    return Path(download.value.path()).read_text("utf-8")


def read_in(page: Page, text: str | bytes) -> None:
    data = text.encode() if isinstance(text, str) else text
    page.locator("#guide-file").set_input_files({"name": "mine.json", "mimeType": "application/json", "buffer": data})


def test_what_is_stored_is_listed_and_deleted_and_brought_back(filled: Page) -> None:
    stored = filled.locator("#guide-stored")
    for words in ("Plans (1 plan", "Requests (1 request", "Ticks (2 ticks", "The talk's dates"):
        expect(stored).to_contain_text(words)
    before = kept(filled)
    filled.get_by_role("button", name="Delete Ticks").click()
    expect(stored).not_to_contain_text("Ticks")
    filled.get_by_role("button", name="Bring it back").click()
    assert kept(filled) == before
    filled.get_by_role("button", name="Delete everything").click()
    assert kept(filled) == {}
    expect(stored).to_contain_text("Nothing.")
    filled.get_by_role("button", name="Bring it back").click()
    assert kept(filled) == before


def test_a_file_carries_everything_to_another_browser(filled: Page, browser: Browser, address: str) -> None:
    text, before = exported(filled), kept(filled)
    assert json.loads(text)["version"] == 1
    context, watch = open_context(browser, address, viewport=PHONE)
    other = context.new_page()
    other.goto(address + DATA)
    read_in(other, text)
    expect(says(other)).to_contain_text("The file holds 1 plan, 1 request, 2 ticks, the dates of a talk.")
    other.get_by_role("button", name="Put it in place of what is here").click()
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
    filled.get_by_role("button", name="Add it to what is here").click()
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
    filled.get_by_role("button", name="Put it in place of what is here").click()
    assert list(kept(filled)) == ["guide.ticks"]
    filled.get_by_role("button", name="Undo").click()
    assert kept(filled) == before


GOOD = {"format": "information-interview-guide", "version": 1, "exported": "2026-11-20T10:00:00Z"}
NOT_OURS = "not a file that the guide has saved, or it is damaged. Nothing was changed."
REFUSED = {
    "empty": ("", NOT_OURS),
    "no json": ("{", NOT_OURS),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), NOT_OURS),
    "another program's": ('{"version": 1, "kept": {}}', NOT_OURS),
    "a list": ("[]", NOT_OURS),
    "null": ("null", NOT_OURS),
    "newer": (json.dumps({**GOOD, "version": 2, "kept": {"guide.ticks": {"ticks": {}}}}), "comes from a newer version"),
    "no version": (json.dumps({**GOOD, "version": "1", "kept": {}}), "comes from a newer version"),
    "nothing in it": (json.dumps({**GOOD, "kept": {}}), "holds nothing"),
    "kept is a list": (json.dumps({**GOOD, "kept": []}), "holds nothing"),
    "unknown parts": (json.dumps({**GOOD, "kept": {"evil": 1, "constructor": {}}}), "holds nothing that this guide knows"),
    "damaged ticks": (json.dumps({**GOOD, "kept": {"guide.ticks": {"ticks": {"i-a-01": 7}}}}), "A part of this file is damaged (Ticks)"),
    "odd tick": (json.dumps({**GOOD, "kept": {"guide.ticks": {"ticks": {"<img src=x>": "2026-01-01"}}}}), "damaged (Ticks)"),
    "damaged plans": (json.dumps({**GOOD, "kept": {"guide.plans": {"names": {"a": None}}}}), "damaged (Plans)"),
    "too many": (json.dumps({**GOOD, "kept": {"guide.ticks": {"ticks": {f"i-{n}": "" for n in range(5001)}}}}), "damaged (Ticks)"),
    "one good, one bad": (json.dumps({**GOOD, "kept": {"guide.ticks": {"ticks": {}}, "guide.talk": []}}), "damaged (The talk's dates)"),
    "20 MB": (b" " * 20_000_000, "larger than any that the guide writes (5 MB at most). Nothing was changed."),
}


def test_a_file_that_is_not_right_is_refused_whole(filled: Page) -> None:
    before = kept(filled)
    for name, (text, expected) in REFUSED.items():
        read_in(filled, text)
        expect(says(filled), name).to_contain_text(expected)
        assert kept(filled) == before, name
        assert filled.locator(".guide-status button").count() == 0, name
        read_in(filled, json.dumps({**GOOD, "kept": {"guide.ticks": {"ticks": {}}}}))
        filled.get_by_role("button", name="Leave it").click()
        expect(says(filled)).to_have_text("Nothing was changed.")


def test_hostile_names_in_a_file_stay_text(filled: Page) -> None:
    name = "<img src=x onerror=alert(1)>"
    names = {name: {"saved": "2026-11-20", "content": {"v": 1}}, "__proto__": {"saved": "x", "content": {"polluted": True}}}
    text = json.dumps({**GOOD, "kept": {"guide.requests": {"version": 1, "names": names}}})
    read_in(filled, text)
    filled.get_by_role("button", name="Add it to what is here").click()
    assert name in json.loads(kept(filled)["guide.requests"])["names"]
    assert filled.evaluate("({}).polluted === undefined && ({}).content === undefined")
    filled.goto(filled.url.replace(DATA, "ask/compose/"))
    expect(filled.locator("#guide-saved")).to_contain_text(name)
    assert filled.locator("#guide-saved img").count() == 0


def test_a_file_that_does_not_fit_changes_nothing(filled: Page) -> None:
    big = {**GOOD, "kept": {"guide.requests": {"version": 1, "names": {"Long": {"saved": "x", "content": {"text": "y" * 100_000}}}}}}
    filled.evaluate(FILL_STORAGE)
    before = kept(filled)
    read_in(filled, json.dumps(big))
    filled.get_by_role("button", name="Put it in place of what is here").click()
    expect(says(filled)).to_contain_text("What was here before is unchanged.")
    assert kept(filled) == before


# Both ------------------------------------------------------------------------------------------------------


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
    assert axe_violations(page) == []
    page.goto(address + DATA)
    read_in(page, json.dumps({**GOOD, "kept": {"guide.ticks": {"version": 1, "ticks": {}}}}))
    expect(says(page)).to_contain_text("The file holds 0 ticks.")
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
    page.get_by_role("link", name="Set the day of your talk").click()
    page.locator("#guide-day").fill(SOON)
    page.locator("#guide-day").blur()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download reminders").click()
    assert b"file:" not in Path(download.value.path()).read_bytes()
    page.get_by_role("link", name="Take it to another device").click()
    expect(page.locator("#guide-stored")).to_contain_text("Ticks")
    context.close()
    assert watch.wrong == []
