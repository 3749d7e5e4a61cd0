"""Adding a question to a plan from the pages of the question bank."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.support.browser import PHONE, axe_violations, open_context
from tests.support.question_filter import FILTER, turn_to
from tests.support.scripts import define_pages, fill_storage, store

PLANNER = "prepare/planner/"
PLACES = {"prepare/questions/pay/": "q-pay-02", FILTER: "q-org-03", "prepare/questions/starter-ten/": "q-path-01"}


def adder(page: Page, question: str) -> Locator:
    return page.locator(f"button[data-add={question}]")


def result(page: Page) -> Locator:
    return page.locator(".guide-in-place")


@pytest.mark.parametrize("path", PLACES)
def test_a_question_is_added_to_the_saved_plan_and_taken_back(page: Page, address: str, path: str, site_index) -> None:
    question = site_index.dataset.records[PLACES[path]]
    page.goto(address + path)
    if path == FILTER:
        turn_to(page)
    button = adder(page, question.id)
    expect(button).to_have_accessible_name(re.compile(f"Add to my plan ?: {re.escape(question.text)}"))
    button.click()
    expect(result(page)).to_contain_text("Added to “My plan”, saved in this browser.")
    expect(result(page)).to_be_in_viewport(ratio=1)
    expect(page.locator("article [role=status]")).to_contain_text("Added to")
    expect(button).to_be_focused()
    result(page).get_by_role("button", name="Undo").click()
    expect(result(page)).to_contain_text("Removed from the plan")
    expect(button).to_be_focused()
    button.press("Enter")
    button.press("Enter")
    expect(result(page)).to_contain_text("It's already in “My plan”")
    result(page).get_by_role("link", name="Open the plan").click()
    expect(page.locator("li[data-entry]")).to_have_count(1)
    expect(page.locator("li[data-entry]")).to_contain_text(question.text)
    assert page.url == address + PLANNER


def test_the_plan_of_this_tab_comes_before_the_saved_one(page: Page, address: str, site_index) -> None:
    page.goto(address + PLANNER)
    page.get_by_role("button", name="Make a plan").click()
    expect(page.locator("li[data-entry]")).to_have_count(10)
    page.goto(address + "prepare/questions/network/")
    adder(page, "q-network-04").click()
    expect(result(page)).to_contain_text("Added to the plan you're working on.")
    result(page).get_by_role("link", name="Open the plan").click()
    expect(page.locator("li[data-entry]")).to_have_count(11)
    expect(page.locator("li[data-entry]").nth(9)).to_contain_text(site_index.dataset.records["q-network-04"].text)


def test_what_is_saved_under_that_name_is_never_lost(page: Page, address: str) -> None:
    page.goto(address + "404.html")
    kept = {"saved": "2026-11-01T00:00:00Z", "content": {"odd": [1]}}
    store(page, {"guide.plans": json.dumps({"version": 1, "names": {"My plan": kept}})})
    page.goto(address + "prepare/questions/pay/")
    adder(page, "q-pay-02").click()
    expect(result(page)).to_contain_text("Added to “My plan (2)”")
    stored = json.loads(page.evaluate("localStorage.getItem('/guide.plans')"))["names"]
    assert stored["My plan"] == kept
    assert [entry["id"] for entry in stored["My plan (2)"]["content"]["entries"]] == ["q-pay-02"]


def test_a_full_plan_and_a_full_storage_say_so(page: Page, address: str) -> None:
    page.goto(address + "404.html")
    entries = [{"text": "Why?", "stage": "open"}] * 60
    store(
        page,
        {
            "guide.plans": json.dumps(
                {"version": 1, "names": {"My plan": {"saved": "", "content": {"version": 1, "choices": {}, "entries": entries}}}}
            )
        },
    )
    page.goto(address + "prepare/questions/pay/")
    adder(page, "q-pay-02").click()
    expect(result(page)).to_contain_text("60 questions at most, and that's how many are in “My plan”")
    page.evaluate("localStorage.clear()")
    fill_storage(page)
    adder(page, "q-pay-02").click()
    expect(result(page)).to_contain_text("storage is full, so nothing was saved")


def test_the_buttons_are_not_there_without_script_and_the_pages_stay_accessible(
    browser: Browser, context: BrowserContext, address: str
) -> None:
    plain, watch = open_context(browser, address, viewport=PHONE, java_script_enabled=False)
    page = plain.new_page()
    page.goto(address + "prepare/questions/pay/")
    expect(adder(page, "q-pay-02")).to_be_hidden()
    plain.close()
    assert watch.wrong == []
    page = context.new_page()
    page.goto(address + "prepare/questions/pay/")
    adder(page, "q-pay-02").click()
    define_pages(page)
    page.evaluate("showSome")
    assert axe_violations(page) == []


def test_it_works_from_a_folder(browser: Browser, offline: Path) -> None:
    address = offline.as_uri() + "/"
    context, watch = open_context(browser, address, viewport=PHONE)
    page = context.new_page()
    page.goto(address + "prepare/questions/pay.html")
    adder(page, "q-pay-02").click()
    expect(result(page)).to_contain_text("Added to")
    result(page).get_by_role("link", name="Open the plan").click()
    expect(page.locator("li[data-entry]")).to_have_count(1)
    context.close()
    assert watch.wrong == []
