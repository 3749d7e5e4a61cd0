"""Planning the conversation with a person on the reader's list."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.support.browser import axe_violations, copied
from tests.support.samples import open_planner, usual
from tests.support.scripts import define, fill_storage, load_assets, store

PLANNER = "prepare/planner/"
DANA = {
    "id": "pdana", "added": "2026-03-01", "name": "Dana Whitfield", "call": "Dana", "role": "nurse informaticist",
    "employer": "Mercy Hospital, Inc.", "field": "health", "relationship": "alum",
    "status": "agreed", "on": {"agreed": "2026-03-10"}, "day": "2026-03-19", "time": "16:00",
    "minutes": 20, "mode": "phone", "phone": "937 555 0142", "goal": "test-fit", "audience": "college",
}  # fmt: skip
LUIS = {"id": "pluis", "added": "2026-03-01", "name": "Luis de la Cruz", "status": "to-ask"}


# The core -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def core(browser: Browser) -> Iterator[Page]:
    """An empty page with the Planner's core and what it knows of people."""
    page = browser.new_context(timezone_id="America/New_York").new_page()
    load_assets(page, "shared/text-format", "shared/links", "checklists/schedule", "interviews/interviews-core")
    data = open_planner(page)
    load_assets(page, "planner/planner-person")
    define(page, Path(__file__).with_name("planner-person.js"))
    page.evaluate("openUsual", usual(data))
    yield page
    page.context.close()


def test_what_is_known_of_the_person_is_chosen(core: Page) -> None:
    chosen = core.evaluate("chosenFor", {"fields": DANA})
    assert {name: chosen[name] for name in ("goal", "audience", "mode", "field", "minutes", "person")} == {
        "goal": "test-fit", "audience": "college", "mode": "phone", "field": "health", "minutes": 20, "person": "alum",
    }  # fmt: skip
    assert core.evaluate("chosenFor", {"fields": LUIS}) == core.evaluate("bank.usual"), "nothing known changes nothing"
    assert core.evaluate("chosenFor", {"fields": {**DANA, "minutes": 481, "mode": "pigeon"}})["minutes"] == core.evaluate(
        "bank.usual.minutes"
    )


def test_a_stored_plan_opens_with_what_the_record_says_now(core: Page) -> None:
    later = {"mode": "video", "minutes": 30}
    read = core.evaluate("plannedAndRead", {"fields": DANA, "later": later})
    choices = read["plan"]["choices"]
    assert (choices["mode"], choices["minutes"], choices["goal"]) == ("video", 30, "test-fit")
    assert read["plan"]["entries"]
    assert read["isComplete"]


HEADS = [
    (DANA, "With Dana Whitfield, nurse informaticist, Mercy Hospital, Inc. · Thu, Mar 19, 4:00 PM, until 4:20 PM · 937 555 0142"),
    (
        {**DANA, "time": "", "role": "", "place": "https://zoom.us/j/1"},
        "With Dana Whitfield, Mercy Hospital, Inc. · Thu, Mar 19 · https://zoom.us/j/1 · 937 555 0142",
    ),
    (
        {**DANA, "day": "", "time": "", "place": "937 555 0142"},
        "With Dana Whitfield, nurse informaticist, Mercy Hospital, Inc. · 937 555 0142",
    ),
    ({"name": "", "call": "Ms. Alvarez", "day": "2026-03-19", "time": "23:50"}, "With Ms. Alvarez · Thu, Mar 19, 11:50 PM, until 12:10 AM"),
    ({"name": ""}, ""),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "line"), HEADS)
def test_who_when_and_where_are_on_one_line(core: Page, fields: dict[str, Any], line: str) -> None:
    print(core.evaluate("lineFor", {"fields": fields, "minutes": 20}))
    assert core.evaluate("lineFor", {"fields": fields, "minutes": 20}) == line


def test_a_copy_says_who_it_is_with_below_its_title(core: Page) -> None:
    text, markdown = core.evaluate("copiesFor", {"fields": DANA})
    print(text[:300], markdown[:300], sep="\n")
    assert text.split("\n")[:2] == ["PLAN FOR AN INFORMATIONAL INTERVIEW", HEADS[0][1]]
    assert markdown.split("\n")[:3] == ["# Plan for an informational interview", HEADS[0][1], ""]


# The page -----------------------------------------------------------------------------------------------------


def open_tool(page: Page, address: str, path: str, *people: dict[str, Any]) -> None:
    page.clock.set_fixed_time("2026-03-17T12:00:00")
    page.goto(address + "404.html")
    store(page, {"guide.interviews": json.dumps({"version": 1, "people": {one["id"]: one for one in people}})})
    page.goto(address + path)


def person(page: Page, ident: str) -> dict[str, Any]:
    return json.loads(page.evaluate("localStorage.getItem('/guide.interviews')"))["people"][ident]


def entries(page: Page) -> list[str]:
    return page.locator("li[data-entry] .guide-entry-words").all_inner_texts()


def choose(page: Page, ident: str) -> None:
    page.locator("#guide-for-line").get_by_role("button").click()
    page.locator("#guide-for-line").get_by_role("combobox").select_option(ident)


def result(page: Page) -> Locator:
    return page.locator(".guide-in-place")


def test_the_plan_is_kept_with_the_person_and_printed_with_name_date_and_number(page: Page, address: str) -> None:
    open_tool(page, address, PLANNER + "#person=pdana", DANA, LUIS)
    assert page.url == address + PLANNER
    expect(page.locator("#guide-for-line")).to_contain_text("For: Dana Whitfield, Thu, Mar 19, 4:00 PM")
    chosen = {name: page.locator(f"#guide-{name}").input_value() for name in ("goal", "person", "audience", "mode", "minutes", "field")}
    assert chosen == {"goal": "test-fit", "person": "alum", "audience": "college", "mode": "phone", "minutes": "20", "field": "health"}
    page.get_by_role("button", name="Make a plan").click()
    made = entries(page)
    sheet = page.locator("#guide-sheet .guide-blanks").text_content() or ""
    print(sheet)
    for words in ("Dana Whitfield, nurse informaticist, Mercy Hospital, Inc.", "Thu, Mar 19, 4:00 PM", "4:20 PM", "937 555 0142"):
        assert words in sheet
    expect(page.locator("#guide-sheet .guide-blank")).to_have_count(0)
    page.get_by_role("button", name="Copy as text").click()
    expect(result(page)).to_contain_text("is copied")
    assert copied(page).split("\n")[1].startswith("With Dana Whitfield, nurse informaticist")
    page.get_by_role("button", name="Copy a link", exact=True).click()
    expect(result(page)).to_contain_text("is copied")
    link = copied(page)
    assert "pdana" not in link
    assert page.evaluate("sessionStorage.getItem('/guide.plan.draft')") is None
    assert axe_violations(page) == []
    page.reload()
    assert entries(page) == made
    store(page, {}, {"guide.for": "{}"})
    page.goto("about:blank")
    page.goto(link)
    assert entries(page) == made
    assert "Dana" not in (page.locator("article").text_content() or "").replace("For: Dana", "")


def test_what_is_chosen_here_goes_back_to_the_person(page: Page, address: str) -> None:
    open_tool(page, address, PLANNER + "#person=pluis", DANA, LUIS)
    page.select_option("#guide-mode", "video")
    page.select_option("#guide-goal", "change-career")
    stored = person(page, "pluis")
    assert (stored["mode"], stored["goal"]) == ("video", "change-career")
    assert (stored["audience"], stored["field"]) == ("", ""), "what the reader hasn't chosen isn't claimed"
    page.get_by_role("button", name="Make a plan").click()
    assert person(page, "pluis")["minutes"] == int(page.locator("#guide-minutes").input_value())
    page.select_option("#guide-order", index=1)
    assert person(page, "pluis")["mode"] == "video", "a ready-made plan is for this conversation"
    expect(page.locator("#guide-mode")).to_have_value("video")
    expect(page.locator("#guide-sheet .guide-blank")).to_have_text(["Date and time", "I'll stop at", "Place, link or number"])


def test_nothing_of_one_plan_is_left_for_another(page: Page, address: str) -> None:
    open_tool(page, address, PLANNER, DANA, LUIS)
    page.get_by_role("button", name="Make a plan").click()
    own = entries(page)
    choose(page, "pdana")
    expect(page.locator("#guide-plan")).to_be_hidden()
    expect(page.locator("#guide-goal")).to_have_value("test-fit")
    page.get_by_role("button", name="Make a plan").click()
    danas = entries(page)
    assert danas != own
    choose(page, "pluis")
    expect(page.locator("#guide-plan")).to_be_hidden()
    expect(page.locator("#guide-goal")).not_to_have_value("test-fit")
    page.get_by_role("button", name="Make a plan").click()
    expect(page.locator("#guide-undo")).to_have_attribute("aria-disabled", "true")
    choose(page, "pdana")
    assert entries(page) == danas
    choose(page, "")
    assert entries(page) == own
    expect(page.locator("#guide-sheet .guide-blank")).to_have_count(3)


def test_a_link_that_names_a_kind_of_person_is_no_link_to_someone(page: Page, address: str) -> None:
    open_tool(page, address, PLANNER + "#person=practitioner&goal=test-fit", DANA)
    expect(page.locator("#guide-person")).to_have_value("practitioner")
    expect(page.locator("#guide-for-line")).to_contain_text("no one in particular")
    page.goto(address + "404.html")
    page.goto(address + PLANNER + "#person=pgone")
    expect(result(page)).to_contain_text("The person in this link isn't saved in this browser.")


def test_a_question_of_the_bank_goes_into_the_plan_for_the_person(page: Page, address: str, site_index) -> None:
    question = site_index.dataset.records["q-pay-02"]
    open_tool(page, address, PLANNER + "#person=pluis", DANA, {**LUIS, "mode": "video", "notes": "met at the fair"})
    page.goto(address + "prepare/questions/pay/")
    page.locator("button[data-add=q-pay-02]").click()
    expect(result(page)).to_contain_text("Added to your plan for Luis de la Cruz.")
    stored = person(page, "pluis")
    assert (stored["notes"], [entry["id"] for entry in stored["plan"]["entries"]]) == ("met at the fair", ["q-pay-02"])
    result(page).get_by_role("link", name="Open the plan").click()
    expect(page.locator("li[data-entry]")).to_have_count(1)
    expect(page.locator("li[data-entry]")).to_contain_text(question.text)
    expect(page.locator("#guide-mode")).to_have_value("video")
    assert person(page, "pluis")["mode"] == "video"
    page.go_back()
    page.locator("button[data-add=q-pay-03]").click()
    page.go_back()
    page.go_forward()
    page.goto(address + PLANNER)
    expect(page.locator("li[data-entry]")).to_have_count(2)
    store(page, {"guide.interviews": json.dumps({"version": 1, "initials": True, "people": {"pluis": person(page, "pluis")}})})
    page.goto(address + "prepare/questions/pay/")
    page.locator("button[data-add=q-pay-01]").click()
    expect(result(page)).to_contain_text("Added to the plan for the person you chose.")


def test_two_tabs_show_the_same_plan(page: Page, context: BrowserContext, address: str) -> None:
    open_tool(page, address, PLANNER + "#person=pdana", DANA, LUIS)
    other = context.new_page()
    other.goto(address + PLANNER + "#person=pdana")
    page.get_by_role("button", name="Make a plan").click()
    expect(other.locator("li[data-entry]")).to_have_count(len(entries(page)))
    other.get_by_role("button", name="Another plan").click()
    changed = entries(other)
    expect(page.locator("li[data-entry] .guide-entry-words").last).to_have_text(changed[-1])
    assert entries(page) == changed


def test_a_full_storage_says_so_and_the_plan_stays(page: Page, address: str) -> None:
    open_tool(page, address, PLANNER + "#person=pdana", DANA)
    fill_storage(page)
    page.get_by_role("button", name="Make a plan").click()
    expect(page.locator("#guide-planner")).to_contain_text("storage is full, so nothing was saved")
    assert re.search(r"\S", "".join(entries(page)))
