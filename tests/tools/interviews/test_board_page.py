"""The page "My interviews" in a browser: what's due, the table and the board, and the line on the home page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from pypdf import PdfReader

from tests.support.browser import BLOCK_STORAGE, DESKTOP, PHONE, axe_violations, open_context
from tests.support.scripts import define, define_pages, fill_storage, store
from tests.support.text import squeeze

PAGE = "interviews/"
NOW, TODAY = "2026-11-30T10:00:00", "2026-11-30"
FIRST = ("Dana", "Omar", "Kate", "Luis", "Mei", "Priya", "Sam", "Ngozi", "Ivan", "Rosa")
LAST = ("Whitfield", "Chen", "Alvarez", "Okafor", "Smith", "Novak", "Jones", "Patel", "Kim", "Garcia")
STATUSES = ("to-ask", "asked", "reminded", "agreed", "met", "thanked", "reported", "in-touch", "closed")
SHIFT_SCRIPT = Path(__file__).parents[2] / "built_site" / "layout-shift.js"

DANA = {
    "name": "Dana Whitfield", "call": "Dana", "role": "nurse", "employer": "Northside Clinic", "status": "asked",
    "on": {"asked": "2026-11-19"},
}  # fmt: skip
"""Her reminder was due on Nov 27, six business days after Nov 19."""
OMAR = {
    "name": "Omar Chen", "role": "data analyst", "field": "data", "status": "agreed", "on": {"agreed": "2026-11-28"}, "day": "2026-12-03",
    "time": "16:00",
}  # fmt: skip
KATE = {"name": "Kate Novak", "status": "to-ask"}


def stored(*people: dict[str, Any], **settings: Any) -> dict[str, str]:
    """What this browser has of people; their ids are p0, p1 and so on."""
    full = [{"id": f"p{number}", "added": "2026-11-01", **fields} for number, fields in enumerate(people)]
    return {"guide.interviews": json.dumps({"version": 1, "people": {one["id"]: one for one in full}, **settings})}


def many(count: int) -> list[dict[str, Any]]:
    found = []
    for number in range(count):
        status, day = STATUSES[number % 9], f"2026-11-{1 + number % 28:02}"
        found.append({
            "name": f"{FIRST[number % 10]} {LAST[number // 10 % 10]} {number // 100 or ''}".strip(), "role": "nurse",
            "employer": f"Clinic {number % 7}", "status": status, "outcome": "no" if status == "closed" else "",
            "on": {"asked": day, status: day} if number % 9 else {},
            "day": f"2026-12-{1 + number % 20:02}" if status == "agreed" else "", "time": "16:00" if status == "agreed" else "",
            "history": [{"on": day, "what": "status", "text": "", "status": status}],
        })  # fmt: skip
    return found


def open_with(page: Page, address: str, *people: dict[str, Any], fixed: bool = True, **settings: Any) -> None:
    """The page on a certain day, in a browser that has these people."""
    page.goto(address + "404.html")
    store(page, stored(*people, **settings))
    if fixed:
        page.clock.set_fixed_time(NOW)
    page.goto(address + PAGE)


def kept(page: Page) -> dict[str, Any]:
    """What the browser has now."""
    return json.loads(page.evaluate("localStorage.getItem('/guide.interviews')") or '{"people": {}}')


def one_line(text: str) -> str:
    return " ".join(text.split())


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def says(page: Page) -> Locator:
    return page.locator(".guide-status")


def names(page: Page) -> list[str]:
    return page.locator(".guide-people-table tbody th a").all_inner_texts()


def text_of(page: Page) -> str:
    return one_line(page.locator("#guide-people").inner_text())


@contextmanager
def laptop(browser: Browser, address: str, **options: Any) -> Iterator[Page]:
    context, watch = open_context(browser, address, viewport=DESKTOP, **options)
    yield context.new_page()
    context.close()
    assert watch.wrong == []


def too_wide(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


# The first visit ---------------------------------------------------------------------------------------------


def test_someone_is_added_with_the_keyboard_alone(page: Page, address: str) -> None:
    page.clock.set_fixed_time(NOW)
    page.goto(address + PAGE)
    print(text_of(page))
    expect(page.locator("#everyone")).to_be_hidden()
    expect(page.get_by_role("link", name="Bring in a spreadsheet")).to_have_attribute("href", "in-and-out/")
    page.locator("#guide-new-name").focus()
    page.keyboard.press("Enter")
    expect(says(page)).to_contain_text("Enter a name first.")
    page.keyboard.type(" Dana Whitfield ")
    page.keyboard.press("Enter")
    expect(says(page)).to_contain_text("Dana Whitfield is on your list.")
    expect(page.locator("#guide-new-name")).to_be_focused()
    expect(page.locator("#guide-new-name")).to_have_value("")
    page.keyboard.type("Omar Chen")
    page.keyboard.press("Tab")
    page.keyboard.type("data analyst")
    page.keyboard.press("Tab")
    page.keyboard.type("County office")
    page.keyboard.press("Enter")
    assert names(page) == ["Dana Whitfield", "Omar Chen"]
    print(text_of(page))
    assert "Write to Dana Whitfield" in text_of(page)
    people = kept(page)["people"].values()
    assert [(one["name"], one["role"], one["employer"], one["status"], one["added"]) for one in people] == [
        ("Dana Whitfield", "", "", "to-ask", TODAY), ("Omar Chen", "data analyst", "County office", "to-ask", TODAY),
    ]  # fmt: skip


def test_the_sample_comes_and_goes_in_one_go(page: Page, address: str, site_index) -> None:
    page.clock.set_fixed_time(NOW)
    page.goto(address + PAGE)
    press(page, "Look around with a sample")
    sample = [one.name for one in site_index.dataset.interviews.sample]
    assert sorted(names(page)) == sorted(sample)
    expect(page.locator(".guide-count")).to_have_text(f"A sample of {len(sample)}.")
    expect(page.locator(".guide-people-table .guide-tag")).to_have_count(len(sample))
    assert kept(page)["agenda"] == [], "a sample isn't due on the home page"
    page.get_by_text("Add someone", exact=True).click()
    page.locator("#guide-new-name").fill("Dana")
    page.locator("#guide-new-name").press("Enter")
    expect(page.locator(".guide-count")).to_have_text(f"1 person, and a sample of {len(sample)}.")
    press(page, "Remove the sample")
    assert names(page) == ["Dana"]
    press(page, "Undo")
    assert len(names(page)) == len(sample) + 1
    press(page, "Remove the sample")
    page.reload()
    assert names(page) == ["Dana"]


def test_without_script_the_page_says_what_to_use(browser: Browser, address: str) -> None:
    context, _ = open_context(browser, address, viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(address + PAGE)
    expect(page.locator(".guide-without-script")).to_contain_text("contact log")
    expect(page.locator("#guide-people")).to_be_hidden()
    page.goto(address)
    expect(page.locator("#guide-today-line")).to_be_hidden()
    context.close()


# Today ---------------------------------------------------------------------------------------------------------


def test_what_is_due_comes_first_and_leads_to_its_tool(page: Page, address: str) -> None:
    open_with(page, address, KATE, OMAR, DANA)
    rows = [one_line(text) for text in page.locator(".guide-today-list > li").all_inner_texts()]
    print("\n".join(rows))
    assert rows[0].startswith("Send Dana the one reminder Due Fri, Nov 27 Dana Whitfield nurse, Northside Clinic Done")
    links = page.locator(".guide-today-act a")
    assert links.first.get_attribute("href") == "../ask/compose/#person=p2&form=nudge"
    assert [link.get_attribute("href") for link in links.all()][-1] == "../ask/compose/#person=p0", "what has no date comes last"
    press(page, "Done: Send Dana the one reminder")
    expect(says(page)).to_contain_text("Done: Send Dana the one reminder.")
    expect(says(page)).to_be_focused()
    assert (kept(page)["people"]["p2"]["status"], kept(page)["people"]["p2"]["on"]["reminded"]) == ("reminded", TODAY)
    assert "Send Dana" not in text_of(page)
    press(page, "Undo")
    assert (kept(page)["people"]["p2"]["status"], kept(page)["people"]["p2"]["on"]) == ("asked", {"asked": "2026-11-19"})
    assert "Send Dana the one reminder" in text_of(page)


def test_five_are_shown_until_the_reader_wants_all(page: Page, address: str) -> None:
    open_with(page, address, *[{**DANA, "name": f"Dana {number}"} for number in range(8)])
    expect(page.locator(".guide-today-list > li")).to_have_count(5)
    press(page, "Show all 8")
    expect(page.locator(".guide-today-list > li")).to_have_count(8)


def test_the_page_says_when_nothing_is_due(page: Page, address: str) -> None:
    open_with(page, address, {**DANA, "on": {"asked": "2026-11-27"}})
    expect(page.locator("#guide-today > p").first).to_have_text("Nothing is due today. Next: send Dana the one reminder, Mon, Dec 7.")
    open_with(page, address, {**DANA, "status": "closed", "outcome": "no"})
    expect(page.locator("#guide-today")).to_have_text("TodayNothing is due today.")


# The table -----------------------------------------------------------------------------------------------------


def test_the_table_is_sorted_filtered_and_grows(browser: Browser, address: str) -> None:
    with laptop(browser, address) as page:
        open_with(page, address, *many(120), {**OMAR, "name": "Zoë Ångström", "notes": "Met her at the job fair"})
        expect(page.locator(".guide-count")).to_have_text("121 people.")
        expect(page.locator(".guide-people-table tbody tr")).to_have_count(50)
        head = page.locator(".guide-people-table thead th", has_text="Name")
        expect(head).to_have_attribute("aria-sort", "none")
        press(page, "Name")
        expect(head).to_have_attribute("aria-sort", "ascending")
        assert names(page)[0] == "Dana Alvarez"
        expect(page.get_by_role("button", name="Name", exact=True)).to_be_focused()
        page.keyboard.press("Enter")
        expect(head).to_have_attribute("aria-sort", "descending")
        assert names(page)[0] == "Zoë Ångström"
        press(page, "Show 50 more")
        expect(page.locator(".guide-people-table tbody tr")).to_have_count(100)
        expect(page.locator(".guide-people-table tbody tr").nth(50).locator("th a")).to_be_focused()
        press(page, "Show 21 more")
        expect(page.get_by_role("button", name=re.compile(r"Show \d+ more"))).to_have_count(0)

        page.locator("#guide-find").fill("angstrom")
        assert names(page) == ["Zoë Ångström"], "without its accents"
        expect(page.locator(".guide-count")).to_have_text("1 of 121 people.")
        expect(page.locator("main p[role=status]")).to_have_text("1 of 121 people.")
        page.locator("#guide-find").fill("fair met")
        assert names(page) == ["Zoë Ångström"]
        page.locator("#guide-find").fill("no one like this")
        expect(page.locator(".guide-count")).to_have_text("0 of 121 people.")
        page.locator("#guide-find").fill("")
        page.locator("#guide-by-status").select_option("agreed")
        expect(page.locator(".guide-count")).to_have_text("14 of 121 people.")
        page.locator("#guide-by-field").select_option("data")
        assert names(page) == ["Zoë Ångström"]


def test_rows_are_cards_on_a_phone(page: Page, address: str) -> None:
    open_with(page, address, DANA, OMAR, {**KATE, "name": "K" * 3000})
    assert not too_wide(page)
    print(page.locator(".guide-people-table").inner_text())
    row = page.locator(".guide-people-table tbody tr", has_text="Omar Chen")
    assert row.evaluate("e => getComputedStyle(e).display") == "block"
    expect(page.get_by_role("row").filter(has_text="Omar Chen")).to_have_count(1)
    define_pages(page)
    sizes = page.locator(".guide-tool :is(button, a, select, label.guide-chip, input:not([type=checkbox]), summary)").evaluate_all(
        "leastSizes"
    )
    assert min(sizes) >= 24


def test_deleting_can_be_undone(page: Page, address: str) -> None:
    open_with(page, address, DANA, OMAR)
    before = kept(page)["people"]["p0"]
    press(page, "Delete: Dana Whitfield")
    expect(says(page)).to_contain_text("Dana Whitfield is deleted.")
    assert names(page) == ["Omar Chen"]
    press(page, "Undo")
    assert kept(page)["people"]["p0"].items() >= before.items()
    assert len(names(page)) == 2


def test_the_list_is_printed_as_a_table_of_all(browser: Browser, address: str, tmp_path: Path) -> None:
    with laptop(browser, address) as page:
        open_with(page, address, *many(120), view="board")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        page.pdf(path=tmp_path / "list.pdf", format="Letter")
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        text = squeeze(" ".join(one.extract_text() for one in PdfReader(tmp_path / "list.pdf").pages))
        print(text[:600])
        assert "Conversation" in text
        for number in (0, 60, 119):
            assert squeeze(many(120)[number]["name"]) in text
        assert "Addsomeone" not in text
        assert "Delete" not in text
        expect(page.locator("#guide-board")).to_be_visible()
        expect(page.locator(".guide-people-table")).to_be_hidden()


# The board -----------------------------------------------------------------------------------------------------


def test_a_card_is_moved_by_keyboard_and_back(browser: Browser, address: str) -> None:
    with laptop(browser, address) as page:
        open_with(page, address, DANA, OMAR)
        press(page, "Board")
        page.reload()
        expect(page.get_by_role("button", name="Board")).to_have_attribute("aria-pressed", "true")
        column = page.locator(".guide-board-column")
        expect(column.nth(1)).to_contain_text("Dana Whitfield")
        page.get_by_role("button", name="Move: Dana Whitfield").focus()
        page.keyboard.press("Enter")
        group = page.get_by_role("group", name="Move Dana Whitfield to")
        print(group.get_by_role("button").all_inner_texts())
        expect(group.get_by_role("button").first).to_be_focused()
        assert "Asked" not in group.get_by_role("button").all_inner_texts(), "where she is"
        page.keyboard.press("Escape")
        expect(group).to_have_count(0)
        expect(page.get_by_role("button", name="Move: Dana Whitfield")).to_be_focused()
        page.keyboard.press("Enter")
        group.get_by_role("button", name="Said yes").press("Enter")
        expect(says(page)).to_contain_text("Dana Whitfield: Said yes.")
        expect(column.nth(2)).to_contain_text("Dana Whitfield")
        assert kept(page)["people"]["p0"]["on"]["agreed"] == TODAY
        press(page, "Undo")
        expect(column.nth(1)).to_contain_text("Dana Whitfield")
        press(page, "Move: Dana Whitfield")
        press(page, "Closed: no answer")
        assert (kept(page)["people"]["p0"]["status"], kept(page)["people"]["p0"]["outcome"]) == ("closed", "silence")
        expect(column.nth(5)).to_contain_text("Closed: no answer")


def test_a_card_is_dragged_with_the_mouse(browser: Browser, address: str) -> None:
    with laptop(browser, address) as page:
        open_with(page, address, DANA, view="board")
        define(page, Path(__file__).with_name("board-page.js"))
        page.evaluate("dragCard", {"from": 1, "to": 3})
        expect(says(page)).to_contain_text("Dana Whitfield: Talked.")
        assert kept(page)["people"]["p0"]["status"] == "met"
        page.evaluate("dragCard", {"from": 3, "to": 3})
        assert kept(page)["people"]["p0"]["status"] == "met"


def test_a_phone_shows_one_column_at_a_time(page: Page, address: str) -> None:
    open_with(page, address, *many(90), view="board")
    expect(page.locator(".guide-board-column:visible")).to_have_count(1)
    page.locator("#guide-column").select_option(label="Talked, Thanked (20)")
    expect(page.locator(".guide-board-column:visible h3")).to_have_text("Talked, Thanked (20)")
    page.locator(".guide-board-column:visible").get_by_role("button", name="Move").first.click()
    assert not too_wide(page)
    page.locator(".guide-board-column:visible").get_by_role("button", name="To ask").click()
    expect(page.locator(".guide-board-column:visible h3")).to_have_text("Talked, Thanked (19)")


# Two records of one person ---------------------------------------------------------------------------------------

TWICE = [
    {**DANA, "notes": "From the fair"},
    {
        **OMAR, "referrer": "Dana", "referredBy": "p2",
        "named": [{"id": "n1", "what": "person", "text": "Dana", "note": "", "person": "p2"}],
    },
    {
        **DANA, "role": "head nurse", "email": "dana@clinic.example", "notes": "", "status": "agreed",
        "on": {"asked": "2026-11-20", "agreed": "2026-11-25"},
    },
]  # fmt: skip


def test_two_records_are_merged_and_parted_again(page: Page, address: str) -> None:
    open_with(page, address, *TWICE)
    notice = page.locator(".guide-notice")
    expect(notice).to_contain_text("Dana Whitfield may be here twice.")
    press(page, "Compare and merge")
    print(notice.inner_text())
    expect(notice.get_by_role("row", name="Role")).to_have_text("Rolenursehead nurse")
    press(page, "Merge, and use the second")
    expect(notice).to_have_count(0)
    people = kept(page)["people"]
    assert list(people) == ["p1", "p2"]
    assert (people["p2"]["role"], people["p2"]["notes"], people["p2"]["status"]) == ("head nurse", "From the fair", "agreed")
    press(page, "Undo")
    assert {name: one["role"] for name, one in kept(page)["people"].items()} == {"p0": "nurse", "p1": "data analyst", "p2": "head nurse"}
    press(page, "Compare and merge")
    press(page, "Merge, and use the second")  # The first record is behind the second one now, since it was put back.
    people = kept(page)["people"]
    assert (people["p0"]["role"], people["p0"]["email"]) == ("nurse", "dana@clinic.example")
    assert (people["p1"]["referredBy"], people["p1"]["named"][0]["person"]) == ("p0", "p0"), "who led to the other one"
    press(page, "Undo")
    people = kept(page)["people"]
    assert (people["p1"]["referredBy"], people["p1"]["named"][0]["person"], people["p0"]["email"]) == ("p2", "p2", "")


def test_two_different_people_stay_apart(page: Page, address: str) -> None:
    open_with(page, address, *TWICE)
    press(page, "They're different people")
    expect(page.locator(".guide-notice")).to_have_count(0)
    page.reload()
    expect(page.locator(".guide-people-table tbody tr")).to_have_count(3)
    expect(page.locator(".guide-notice")).to_have_count(0)


# Forgetting, and who else may see the screen ------------------------------------------------------------------------


def test_who_is_to_be_forgotten_is_deleted_with_a_word_and_a_way_back(page: Page, address: str) -> None:
    open_with(page, address, {**DANA, "forget": "2026-11-29"}, {**OMAR, "forget": TODAY}, {**KATE, "forget": "2026-12-01"})
    expect(page.locator(".guide-notice")).to_contain_text("Deleted today, as you had set: Dana Whitfield and Omar Chen.")
    assert list(kept(page)["people"]) == ["p2"]
    press(page, "Undo: bring back Dana Whitfield and Omar Chen")
    expect(says(page)).to_contain_text("Dana Whitfield and Omar Chen are back, with no day to be deleted on.")
    assert {one["name"]: one["forget"] for one in kept(page)["people"].values()} == {
        "Kate Novak": "2026-12-01",
        "Dana Whitfield": "",
        "Omar Chen": "",
    }
    page.reload()
    expect(page.locator(".guide-notice")).to_have_count(0)


@pytest.mark.parametrize("view", ["table", "board"])
def test_initials_are_all_that_others_see(browser: Browser, address: str, view: str) -> None:
    with laptop(browser, address) as page:
        forgotten = {**KATE, "name": "Ivy Underwood", "forget": "2026-11-01"}
        open_with(page, address, *TWICE, forgotten, view=view)
        page.get_by_label("Show initials only").check()
        press(page, "Compare and merge")
        html = page.locator("#guide-interviews").evaluate("e => e.outerHTML")
        print(text_of(page))
        assert "D. W." in html
        for word in ("Dana W", "Whitfield", "Omar", "Chen", "Underwood"):
            assert word not in html.replace("dana@clinic.example", "")
        page.reload()
        expect(page.get_by_label("Show initials only")).to_be_checked()
        page.goto(address)
        expect(page.locator("#guide-today-line")).to_have_text(
            "Today: agree on a day and time with D. W., and 2 more things. My interviews"
        )


# Storage ----------------------------------------------------------------------------------------------------------


def test_two_tabs_do_not_overwrite_one_another(context: BrowserContext, address: str) -> None:
    page, other = context.new_page(), context.new_page()
    open_with(page, address, DANA, OMAR)
    other.clock.set_fixed_time(NOW)
    other.goto(address + PAGE)
    press(page, "Done: Send Dana the one reminder")
    expect(other.locator(".guide-people-table tbody tr", has_text="Dana")).to_contain_text("Reminded")
    other.get_by_text("Add someone", exact=True).click()
    other.locator("#guide-new-name").fill("Kate Novak")
    other.locator("#guide-new-name").press("Enter")
    expect(page.locator(".guide-count")).to_have_text("3 people.")
    changed = kept(other)
    changed["people"]["p0"]["notes"] = "Noted in the other tab"
    other.evaluate("text => localStorage.setItem('/guide.interviews', text)", json.dumps(changed))
    press(page, "Undo")
    people = kept(page)["people"]
    assert (people["p0"]["status"], people["p0"]["notes"], len(people)) == ("asked", "Noted in the other tab", 3)
    other.evaluate("text => localStorage.setItem('/guide.interviews', text)", json.dumps({"version": 1, "people": {"p1": people["p1"]}}))
    expect(page.locator(".guide-count")).to_have_text("1 person.")


def test_blocked_and_full_storage_are_said_and_nothing_is_lost(browser: Browser, address: str) -> None:
    context, watch = open_context(browser, address, viewport=PHONE)
    page = context.new_page()
    context.add_init_script(path=BLOCK_STORAGE)
    page.goto(address + PAGE)
    expect(page.locator(".guide-notice")).to_have_text("This browser doesn't let the guide save anything, so nothing was saved.")
    page.locator("#guide-new-name").fill("Dana")
    page.locator("#guide-new-name").press("Enter")
    print(says(page).inner_text())
    expect(says(page)).to_contain_text("What you enter stays until you close this page.")
    assert names(page) == ["Dana"]
    page.goto(address)
    expect(page.locator("#guide-today-line")).to_be_hidden()
    context.close()
    assert watch.wrong == []

    context, watch = open_context(browser, address, viewport=PHONE)
    page = context.new_page()
    open_with(page, address, DANA)
    fill_storage(page)
    press(page, "Delete: Dana Whitfield")
    press(page, "Undo")
    page.locator("#guide-new-name").fill("O" * 200)
    page.locator("#guide-new-name").press("Enter")
    expect(says(page)).to_contain_text(
        "This browser's storage is full, so nothing was saved. What you enter stays until you close this page."
    )
    expect(page.locator(".guide-notice")).to_contain_text("storage is full")
    assert len(names(page)) == 2
    context.close()
    assert watch.wrong == []


@pytest.mark.parametrize(
    "text", ["{", '{"version": 2, "people": {}}', '{"version": 1, "people": {"p1": 7}}'], ids=["damaged", "newer", "a part"]
)
def test_what_cannot_be_read_is_set_aside_and_can_be_downloaded(page: Page, address: str, text: str) -> None:
    page.goto(address + "404.html")
    store(page, {"guide.interviews": text})
    for _ in range(2):
        page.goto(address + PAGE)
        expect(page.locator(".guide-notice")).to_contain_text("Something saved here couldn't be read. It was set aside, not deleted")
        with page.expect_download() as download:
            press(page, "Download what couldn't be read")
        assert download.value.path().read_text("utf-8") == text
    page.locator("#guide-new-name").fill("Dana")
    page.locator("#guide-new-name").press("Enter")
    assert names(page) == ["Dana"]
    page.reload()
    assert names(page) == ["Dana"]


# Hostile and odd text ----------------------------------------------------------------------------------------------

HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "\u202eevil\u202c",
    "דנה כהן",
    "x" * 10_000,
    "${1}{{ 7*7 }}",
    "'\"><script>alert(1)</script>",
    "$&",
]


def test_hostile_text_is_only_text(page: Page, address: str) -> None:
    """The fixture's browser fails the test for any error, request or refused script."""
    people = [{**DANA, "name": text, "call": "", "role": text, "employer": text, "notes": text, "referrer": text} for text in HOSTILE]
    open_with(page, address, *people, *people[:1])
    assert page.locator("#guide-people img, #guide-people script").count() == 0
    assert not too_wide(page)
    press(page, "Compare and merge")
    page.locator("#guide-today button").last.click()
    for view in ("Board", "Table"):
        press(page, view)
        assert not too_wide(page)
        assert page.locator("#guide-people").get_by_text(HOSTILE[0], exact=True).count() > 0
    page.locator(".guide-people-delete").nth(3).click()
    expect(says(page)).to_contain_text("is deleted.")
    page.goto(address)
    print(page.locator("#guide-today-line").inner_text())
    expect(page.locator("#guide-today-line img")).to_have_count(0)
    assert not too_wide(page)


# One person, and back -----------------------------------------------------------------------------------------------


def test_a_record_opens_and_the_way_back_leads_to_its_row(page: Page, address: str) -> None:
    open_with(page, address, *many(30))
    link = page.locator(".guide-people-table tbody th a").nth(20)
    name = link.inner_text()
    link.click()
    expect(page.locator("#guide-people")).to_be_hidden()
    expect(page.locator("#guide-person")).to_be_visible()
    page.go_back()
    expect(page.locator("#guide-person")).to_be_hidden()
    expect(page.locator(".guide-people-table").get_by_role("link", name=name, exact=True)).to_be_focused()
    expect(page.locator(".guide-people-table").get_by_role("link", name=name, exact=True)).to_be_in_viewport()


# For everyone ---------------------------------------------------------------------------------------------------------


@pytest.mark.long
@pytest.mark.parametrize("size", ["phone", "laptop"])
def test_every_state_is_accessible(browser: Browser, address: str, size: str) -> None:
    options = {"viewport": PHONE} if size == "phone" else {"viewport": DESKTOP, "color_scheme": "dark"}
    context, watch = open_context(browser, address, reduced_motion="reduce", **options)
    page, wrong = context.new_page(), []

    def look(state: str) -> None:
        page.evaluate("scrollTo(0, 0)")  # What the header covers isn't looked at rightly.
        wrong.extend(f"{state}: {one}" for one in axe_violations(page))
        assert not too_wide(page), state

    page.goto(address + PAGE)
    look("empty")
    press(page, "Look around with a sample")
    look("sample")
    open_with(page, address, *TWICE, {**KATE, "forget": "2026-11-01"}, *many(60))
    press(page, "Compare and merge")
    look("merge")
    press(page, "Board")
    page.get_by_role("button", name="Move").first.click()
    look("board")
    page.goto(address)
    expect(page.locator("#guide-today-line")).to_be_visible()
    look("home")
    context.close()
    assert wrong == []
    assert watch.wrong == []


def test_five_hundred_people_stay_quick(browser: Browser, address: str, record_property) -> None:
    """A hundred times as many people take less than a hundred times as long, since only some rows are drawn."""
    times = {}
    for count in (5, 500):
        context, _ = open_context(browser, address, viewport=PHONE)
        page = context.new_page()
        open_with(page, address, *many(count), fixed=False)
        define(page, Path(__file__).with_name("board-page.js"))
        times[count] = page.evaluate("measureList")
        context.close()
    for what, few in times[5].items():
        ratio = times[500][what] / max(few, 1.0)
        record_property(
            "measured", f"My interviews, {what}: {times[500][what]:.1f} ms with 500 people, {few:.1f} ms with 5 ({ratio:.1f} times)"
        )
        assert ratio < 100, what


# The home page ----------------------------------------------------------------------------------------------------------


def home_line(page: Page, address: str, *people: dict[str, Any]) -> str:
    """What the home page says, once the people have been stored by their page."""
    open_with(page, address, *people, KATE)
    press(page, "Delete: Kate Novak")
    page.goto(address)
    line = page.locator("#guide-today-line")
    return one_line(line.inner_text()) if line.is_visible() else ""


def test_the_home_page_says_what_is_due_and_nothing_moves(page: Page, address: str) -> None:
    page.clock.set_fixed_time(NOW)
    page.goto(address)
    expect(page.locator("#guide-today-line")).to_be_hidden()
    assert home_line(page, address, {**DANA, "on": {"asked": "2026-11-27"}}) == "", "nothing is due"
    assert home_line(page, address, DANA) == "Today: send Dana the one reminder. My interviews"
    assert (
        home_line(page, address, DANA, {**DANA, "name": "Omar", "call": ""})
        == "Today: send Dana the one reminder, and 1 more thing. My interviews"
    )
    page.add_init_script(path=SHIFT_SCRIPT)
    line = home_line(page, address, *[DANA] * 3)
    assert line == "Today: send Dana the one reminder, and 2 more things. My interviews"
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.evaluate("layoutShift.sum") <= 0.02, page.evaluate("layoutShift.sources")
    page.get_by_role("link", name="My interviews", exact=True).last.click()
    expect(page).to_have_url(address + PAGE)
