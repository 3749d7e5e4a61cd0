"""The page "Compare your conversations" in a real browser, on a phone and on a laptop, and what it prints."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from pypdf import PdfReader

from tests.support.browser import BLOCK_STORAGE, DESKTOP, PHONE, axe_violations, copied, open_context
from tests.support.compared_people import ASKED, KATE, OMAR, VICTOR, person
from tests.support.scripts import define, define_pages, fill_storage
from tests.support.text import squeeze

COMPARE = "interviews/compare/"
KEYS = ("who", "keeps", "wears", "hours", "way-in", "advice", "appealed", "put-off")
HOSTILE = '<img src=x onerror="document.title=1"> "\' {{ x }}'


@pytest.fixture(scope="module")
def grid(site_index) -> Any:
    dataset = site_index.dataset
    return dataset.worksheets[dataset.interviews.grid]


@pytest.fixture(scope="module")
def five(grid) -> list[dict]:
    """The five people of the worksheet's own example, as someone would write them down here."""
    rows = grid.sections[0].filled
    names = ["Omar Reyes", "Kate Brandt", "Victor Hale", "Ms. Marisol Reyes", "Ann Okafor"]
    return [
        person(
            name,
            "thanked",
            role="paralegal",
            employer=f"Firm {number}",
            answers={key: row[number] for key, row in zip(KEYS, rows, strict=True)},
            on={"asked": f"2026-10-0{number + 1}", "met": f"2026-10-1{number}", "thanked": f"2026-10-2{number}"},
            scores={"Free evenings": number + 1},
            minutes=20,
        )
        for number, name in enumerate(names)
    ]


@pytest.fixture
def laptop(browser: Browser, address: str) -> Iterator[Page]:
    context, watch = open_context(browser, address, viewport=DESKTOP, permissions=["clipboard-read", "clipboard-write"])
    yield context.new_page()
    context.close()
    assert watch.wrong == []


def open_with(page: Page, address: str, people: list[dict], **settings: Any) -> None:
    page.goto(address + COMPARE)
    define(page, Path(__file__).with_name("compare-page.js"))
    assert page.evaluate("storePeople", {"people": people, "settings": settings}) == ""
    page.reload()
    define(page, Path(__file__).with_name("compare-page.js"))


def tool(page: Page) -> Locator:
    return page.locator("#guide-compare")


def says(page: Page) -> Locator:
    return page.locator(".guide-status")


def said(page: Page, topic: str, number: int) -> Locator:
    return page.locator(f"#guide-said-{topic}-p{number}")


def stored(page: Page) -> dict:
    return page.evaluate("peopleStored()")


def pdf(page: Page, path: Path, paper: str) -> PdfReader:
    page.pdf(path=path, format=paper, prefer_css_page_size=True)
    return PdfReader(path)


def text_of(reader: PdfReader) -> str:
    return squeeze(" ".join(page.extract_text() for page in reader.pages))


# From no one to five ------------------------------------------------------------------------------------------


def test_a_page_without_anyone_to_compare_says_what_to_do(page: Page, address: str) -> None:
    page.goto(address + COMPARE)
    expect(tool(page)).to_contain_text("No one is on your list yet.")
    expect(tool(page)).to_contain_text("You haven't asked anyone yet, so there's nothing to count.")
    open_with(page, address, [person("Dana", "asked")])
    expect(tool(page)).to_contain_text("You haven't talked with anyone on your list yet.")
    open_with(page, address, [OMAR])
    expect(tool(page)).to_contain_text("One conversation tells you about one person.")
    expect(page.locator("#guide-print-grid")).to_have_count(0)
    open_with(page, address, [OMAR, KATE])
    expect(tool(page)).to_contain_text("Two show you where they differ. With 3 or more,")
    expect(page.locator("#guide-print-grid")).to_be_visible()


def test_made_up_people_can_be_looked_at_and_do_not_count(page: Page, address: str) -> None:
    open_with(page, address, [person("Person A", sample=True), person("Person B", sample=True)])
    expect(tool(page)).to_contain_text("The made-up people on your list don't count.")
    expect(said(page, "who", 1)).to_be_visible()
    page.locator("#guide-card-keeps summary").click()
    expect(page.locator("#guide-brief-keeps")).to_have_text("0 of 2")
    said(page, "keeps", 0).fill("the team")
    expect(page.locator("#guide-brief-keeps")).to_have_text("1 of 2")


def test_at_most_five_are_side_by_side(page: Page, address: str, five: list[dict]) -> None:
    open_with(page, address, [*five, KATE])
    chips = page.locator("#guide-compare input[id^=guide-with-]")
    expect(chips).to_have_count(6)
    assert [chip.is_checked() for chip in chips.all()] == [True] * 5 + [False]
    expect(chips.last).to_be_disabled()
    expect(tool(page)).to_contain_text("To add someone, take someone out first.")
    chips.nth(1).focus()
    page.keyboard.press("Space")
    expect(chips.nth(1)).not_to_be_checked()
    expect(chips.nth(1)).to_be_focused()
    chips.last.check()
    page.reload()
    assert [chip.is_checked() for chip in chips.all()] == [True, False, True, True, True, True]
    for number in (2, 3, 4, 5):
        chips.nth(number).uncheck()
    expect(tool(page)).to_contain_text("Choose at least two people to see them side by side.")
    chips.first.click()
    expect(says(page)).to_contain_text("Someone has to stay.")
    expect(chips.first).to_be_checked()


# Side by side -------------------------------------------------------------------------------------------------


def test_answers_stay_and_signals_follow(laptop: Page, address: str) -> None:
    open_with(laptop, address, [OMAR, KATE, VICTOR])
    assert laptop.locator(".guide-compare-grid thead th").first.inner_text() == "Topic"
    expect(laptop.locator("#guide-signal-advice")).to_have_text("Only one said this: Omar.")
    expect(laptop.locator("#guide-marks-advice")).to_be_hidden()
    said(laptop, "advice", 1).fill("Job first!")
    expect(laptop.locator("#guide-signal-advice")).to_have_text("2 of 3 answered. Omar and Kate used the same words.")
    laptop.locator("#guide-agree-advice").check()
    expect(laptop.locator("#guide-marked-agree")).to_contain_text("What they'd do in my place: job first (Omar and Kate)")
    laptop.locator("#guide-differ-wears").check()
    expect(laptop.locator("#guide-marked-differ")).to_contain_text("custody fights (S) (Victor)")
    laptop.locator("#guide-own-believe").fill("50/50")
    laptop.reload()
    define(laptop, Path(__file__).with_name("compare-page.js"))
    expect(said(laptop, "advice", 1)).to_have_value("Job first!")
    expect(laptop.locator("#guide-differ-wears")).to_be_checked()
    expect(laptop.locator("#guide-own-believe")).to_have_value("50/50")
    assert stored(laptop)["p1"]["answers"]["advice"] == "Job first!"
    said(laptop, "advice", 1).fill("")
    expect(laptop.locator("#guide-agree-advice")).to_be_hidden()
    expect(laptop.locator("#guide-marked-agree")).to_be_empty()


def test_the_rest_of_a_conversation_is_side_by_side_too(laptop: Page, address: str) -> None:
    waiting = person("Priya Shah", "to-ask", role="paralegal", employer="City")
    open_with(laptop, address, [OMAR, KATE, VICTOR, waiting])
    words = " ".join(tool(laptop).inner_text().split())
    print(words)
    for expected in (
        "What does a typical day look like? 2 of 3 were asked this. Phones until ten. Asked. Nothing written down. Not asked",
        "Trials change the hours S",
        "Only one person has told you about these, so ask someone else, too: Hours, pay and job security What they'd do in my place",
        "Someone who has done it for 10 years or more. They've seen it change.",
        "Priya Shah, paralegal, City (another workplace)",
        "Ruth Kline, head of records (from Omar)",
        "Of the 3 people you asked, all answered.",
        "With so few, one more answer changes this a lot.",
    ):
        assert expected in words, expected
    link = tool(laptop).get_by_role("link", name="Priya Shah")
    assert str(link.get_attribute("href")).endswith("#person=p3")


def test_two_tabs_do_not_overwrite_each_other(context: BrowserContext, page: Page, address: str) -> None:
    open_with(page, address, [OMAR, KATE])
    other = context.new_page()
    other.goto(address + COMPARE)
    define(other, Path(__file__).with_name("compare-page.js"))
    page.locator("#guide-card-hours summary").click()
    said(page, "hours", 1).press_sequentially("9 to ")
    other.evaluate("Guide.interviewStore.update('p1', (one) => ({ ...one, employer: 'Elsewhere' }))")
    expect(tool(page)).to_contain_text("Elsewhere")
    said(page, "hours", 1).press_sequentially("5")
    said(page, "hours", 1).blur()
    # What one tab stores reaches the other a moment later.
    other.wait_for_function("peopleStored().p1.answers.hours === '9 to 5'")
    assert stored(other)["p1"]["employer"] == "Elsewhere"


def test_initials_stand_for_names_everywhere(page: Page, address: str) -> None:
    people = [{**OMAR, "name": "Omar Reyes"}, {**KATE, "name": "Olga Ruiz"}]
    open_with(page, address, people, initials=True)
    words = tool(page).inner_text()
    assert "O. R." in words and "O. R. (2)" in words
    assert not {"Omar", "Reyes", "Olga", "Ruiz", "Kline"} & set(words.replace(".", " ").split())
    expect(page.locator("#guide-record-initials")).to_be_checked()


# Criteria -----------------------------------------------------------------------------------------------------


def test_criteria_are_added_scored_renamed_and_removed_with_undo(laptop: Page, address: str) -> None:
    open_with(laptop, address, [OMAR, KATE])
    laptop.locator("#guide-criterion").fill("Free evenings")
    laptop.keyboard.press("Enter")
    expect(laptop.locator("#guide-criterion")).to_be_focused()
    laptop.locator("#guide-criterion").fill("free evenings.")
    laptop.keyboard.press("Enter")
    expect(says(laptop)).to_contain_text("“free evenings.” is already on your list.")
    laptop.locator("#guide-score-0-p1").select_option("4")
    laptop.get_by_role("button", name="Rename Free evenings").click()
    laptop.locator("#guide-new-name").fill("Evenings at home")
    laptop.keyboard.press("Enter")
    expect(says(laptop)).to_contain_text("It's called “Evenings at home” now.")
    assert stored(laptop)["p1"]["scores"] == {"Evenings at home": 4}
    says(laptop).get_by_role("button", name="Undo").click()
    assert stored(laptop)["p1"]["scores"] == {"Free evenings": 4}
    laptop.get_by_role("button", name="Add Pay that covers my rent").click()
    laptop.get_by_role("button", name="Remove Free evenings").click()
    expect(says(laptop)).to_contain_text("Removed “Free evenings.”")
    assert stored(laptop)["p1"]["scores"] == {}
    says(laptop).get_by_role("button", name="Undo").click()
    expect(laptop.locator("#guide-score-0-p1")).to_have_value("4")
    expect(laptop.locator("#guide-score-1-p1")).to_have_value("0")
    expect(tool(laptop)).to_contain_text("A score isn't a decision")


# Paper --------------------------------------------------------------------------------------------------------


def test_the_grid_has_the_sections_this_page_asks_for(grid) -> None:
    assert len([section for section in grid.sections if section.lines]) == 3


@pytest.mark.parametrize("paper", ["Letter", "A4"])
def test_five_people_fit_one_page_turned_sideways(laptop: Page, address: str, five: list[dict], grid, tmp_path: Path, paper: str) -> None:
    choices = {"people": [f"p{number}" for number in range(5)], "marks": {"way-in": ["agree"], "advice": ["differ"]}, "texts": {}}
    open_with(laptop, address, five, criteria=["Free evenings"], compare=choices)
    reader = pdf(laptop, tmp_path / "grid.pdf", paper)
    assert len(reader.pages) == 1
    box = reader.pages[0].mediabox
    assert box.width > box.height
    words = text_of(reader)
    for section in grid.sections:
        for label in [section.heading, *section.rows] if isinstance(section.rows, list) else [section.heading]:
            assert squeeze(label) in words or label == grid.sections[0].heading, label
    for one in five:
        assert squeeze(one["name"]) in words
        for answer in one["answers"].values():
            assert squeeze(answer) in words, answer
    assert squeeze("What they'd do in my place: job first (Omar Reyes);") in words
    assert squeeze("Free evenings (1-5) 1 2 3 4 5") in words
    size = float(laptop.locator(".guide-compare-sheet").evaluate("sheet => parseFloat(sheet.style.fontSize)"))
    assert size >= 8


def test_long_answers_go_on_on_a_second_page_and_none_is_cut(laptop: Page, address: str, five: list[dict], tmp_path: Path) -> None:
    long = " ".join(f"word{number}" for number in range(120))
    people = [{**one, "answers": {key: f"{long} end{key}{number}" for key in KEYS}} for number, one in enumerate(five)]
    open_with(laptop, address, people)
    reader = pdf(laptop, tmp_path / "grid.pdf", "Letter")
    assert len(reader.pages) > 1
    words = text_of(reader)
    assert all(squeeze(f"end{key}{number}") in words for key in KEYS for number in range(5))
    assert float(laptop.locator(".guide-compare-sheet").evaluate("sheet => parseFloat(sheet.style.fontSize)")) == 7.5


def test_the_record_prints_copies_and_downloads_what_the_reader_chose(laptop: Page, address: str, tmp_path: Path) -> None:
    open_with(laptop, address, ASKED)
    expect(laptop.locator("#guide-record-summary")).to_have_text(
        "15 activities. Asked: 8 · Reminded: 1 · Said yes: 2 · Talked: 3 · Thanked: 1 · Planned minutes: 50."
    )
    laptop.evaluate("printQuietly()")
    laptop.locator("#guide-record-numbers").check()
    laptop.locator("#guide-print-record").click()
    reader = pdf(laptop, tmp_path / "record.pdf", "Letter")
    words = text_of(reader)
    print(words)
    assert reader.pages[0].mediabox.height > reader.pages[0].mediabox.width
    for expected in (
        "activity record Date What Person",
        "Oct 12, 2026 Talked Omar Paralegal",
        "Of the 8 people you asked, 5 answered.",
        "Signature",
    ):
        assert squeeze(expected) in words, expected
    assert "Comparisongrid" not in words and "Twiceayear" not in words
    laptop.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(laptop.locator("html.print-record")).to_have_count(0)

    laptop.locator("#guide-from").fill("2026-10-12")
    laptop.locator("#guide-to").fill("2026-10-13")
    laptop.locator("#guide-record-initials").check()
    laptop.locator("#guide-own-name").fill("Sam Keller")
    laptop.get_by_role("button", name="Copy the record as text").click()
    expect(says(laptop)).to_contain_text("The record is copied.")
    assert copied(laptop).splitlines()[:4] == [
        "Informational interviews: activity record, Sam Keller",
        "Oct 12, 2026 to Oct 13, 2026",
        "",
        "Oct 12, 2026: Talked · O., Paralegal, Injury firm · By video · 30 minutes planned",
    ]
    with laptop.expect_download() as download:
        laptop.locator("#guide-record-csv").click()
    rows = list(csv.DictReader(io.StringIO(Path(download.value.path()).read_text("utf-8-sig"))))
    assert [(row["Date"], row["What"], row["Person"]) for row in rows] == [("2026-10-12", "Talked", "O."), ("2026-10-13", "Thanked", "O.")]
    laptop.locator("#guide-to").fill("2026-10-01")
    expect(laptop.locator("#guide-record-summary")).to_contain_text("The first day is after the last one")
    laptop.get_by_role("button", name="Print the record").click()
    expect(says(laptop)).to_contain_text("There's nothing in the record for these days.")


def test_the_comparison_is_copied_as_text(page: Page, address: str) -> None:
    open_with(page, address, [OMAR, KATE])
    page.locator("#guide-copy-grid").click()
    expect(says(page)).to_contain_text("The comparison is copied. It names the people,")
    assert "How they got in\n- Omar: Front desk.\n- Kate: front desk\n" in copied(page).replace("\r\n", "\n")


# Odd input, full storage and everyone's access ----------------------------------------------------------------


def test_text_of_readers_is_only_text(page: Page, address: str) -> None:
    odd = {**OMAR, "name": HOSTILE, "role": HOSTILE, "employer": HOSTILE, "answers": dict.fromkeys(KEYS, HOSTILE)}
    odd["learned"] = [{"id": "l1", "kind": "quote", "text": HOSTILE, "sure": "heard"}]
    odd["named"] = [{"id": "n1", "what": "person", "text": HOSTILE + "2", "note": HOSTILE, "person": ""}]
    open_with(page, address, [odd, {**odd, "status": "met"}, KATE], criteria=[HOSTILE, "__proto__"])
    define_pages(page)
    page.evaluate("unfoldAll()")
    assert page.locator("#guide-compare img").count() == 0
    expect(tool(page)).to_contain_text(HOSTILE)
    page.locator("#guide-criterion").fill("<b>bold</b>")
    page.keyboard.press("Enter")
    expect(says(page)).to_contain_text("Added “<b>bold</b>.”")
    assert page.title().startswith("Compare your conversations")


ODD = [7, [], {"people": "p1", "marks": [["a"]], "texts": {"believe": 3}}, {"people": ["gone", 4], "marks": {"__proto__": 1}}]


def test_odd_choices_do_not_stop_the_page(page: Page, address: str) -> None:
    for number, odd in enumerate(ODD):
        open_with(page, address, [OMAR, KATE], compare=odd)
        page.locator("#guide-own-believe").fill(f"Still here {number}")
        page.locator("#guide-own-believe").blur()
        page.reload()
        expect(page.locator("#guide-own-believe")).to_have_value(f"Still here {number}")


def test_nothing_typed_is_lost_if_nothing_can_be_stored(page: Page, browser: Browser, address: str) -> None:
    open_with(page, address, [OMAR, KATE])
    fill_storage(page)
    page.locator("#guide-own-believe").fill("x" * 500)
    page.locator("#guide-own-believe").blur()
    expect(says(page)).to_contain_text(
        "This browser's storage is full, so nothing was saved. What you enter stays until you close this page."
    )
    page.locator("#guide-with-p0").focus()
    expect(page.locator("#guide-own-believe")).to_have_value("x" * 500)
    blocked, watch = open_context(browser, address, viewport=PHONE)
    blocked.add_init_script(path=BLOCK_STORAGE)
    other = blocked.new_page()
    other.goto(address + COMPARE)
    expect(tool(other)).to_contain_text("No one is on your list yet.")
    blocked.close()
    assert watch.wrong == []


@pytest.mark.parametrize(("viewport", "scheme"), [(PHONE, "light"), (DESKTOP, "dark")], ids=["phone", "laptop"])
def test_everyone_can_use_it(browser: Browser, address: str, five: list[dict], viewport: dict, scheme: str) -> None:
    context, watch = open_context(browser, address, viewport=viewport, color_scheme=scheme)
    page = context.new_page()
    open_with(
        page,
        address,
        [{**OMAR, "name": "Omar Reyes"}, *five[1:], *ASKED[3:]],
        criteria=["Free evenings"],
        compare={"marks": {"way-in": ["agree"]}},
    )
    define_pages(page)
    page.evaluate("unfoldAll()")
    assert not page.evaluate("isTooWide()")
    assert axe_violations(page) == []
    pressable = "#guide-compare :is(button, select, textarea, input:not([type=checkbox]), .guide-chip, summary)"
    assert min(page.locator(pressable).evaluate_all("leastSizes")) >= (44 if viewport == PHONE else 24)
    context.close()
    assert watch.wrong == []


def test_five_hundred_people_are_quick(page: Page, address: str, five: list[dict], record_property) -> None:
    many = [{**one, "name": f"{one['name']} {number}"} for number in range(100) for one in five]
    open_with(page, address, many)
    began = perf_counter()
    page.reload()
    expect(page.locator("#guide-print-grid")).to_be_visible()
    record_property("measured", f"the comparison with {len(many)} people is there after {perf_counter() - began:.2f} s")
    expect(page.locator("#guide-with option")).to_have_count(1 + len(many) - 12)
    page.locator("#guide-compare .guide-chips input:checked").first.click()
    page.locator("#guide-with").select_option("p3")
    expect(page.locator("#guide-with-p3")).to_be_checked()
