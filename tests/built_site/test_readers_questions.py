"""Readers' questions at the end of a chapter: folded, opened by a link or a button, printed as they are on the screen."""

from __future__ import annotations

import io

from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.support.text import squeeze

CHAPTER, ANSWER = "ask/", "a-ask-02"
OPEN = "details.guide-answer[open]"


def test_answers_are_folded_below_the_next_step(page: Page, address: str) -> None:
    page.goto(address + CHAPTER)
    headings = page.locator(".md-content h2").all_inner_texts()
    assert [heading.strip("¶ \n") for heading in headings][-2:] == ["Your next step", "Readers ask"]
    expect(page.locator("details.guide-answer").first).to_be_visible()
    expect(page.locator(OPEN)).to_have_count(0)
    summary = page.locator("details.guide-answer summary").nth(1)
    summary.click()
    expect(page.locator(OPEN)).to_have_count(1)
    summary.press("Enter")
    expect(page.locator(OPEN)).to_have_count(0)


def test_a_link_opens_its_answer_and_no_other(page: Page, address: str) -> None:
    page.goto(f"{address}{CHAPTER}#{ANSWER}")
    expect(page.locator(OPEN)).to_have_count(1)
    expect(page.locator(f"{OPEN} #{ANSWER}")).to_have_count(1)
    expect(page.locator(OPEN).locator("summary")).to_be_in_viewport()
    page.evaluate("location.hash = '#a-ask-03'")
    expect(page.locator(f"{OPEN} #a-ask-03")).to_have_count(1)
    for hash in ("#gone", "#%E0%A4%A", "#"):
        page.goto(f"{address}{CHAPTER}{hash}")
        expect(page.locator("#guide-open-answers")).to_be_visible()


def test_one_button_opens_and_closes_all(page: Page, address: str) -> None:
    page.goto(address + CHAPTER)
    count = page.locator("details.guide-answer").count()
    page.get_by_role("button", name="Open all answers").click()
    expect(page.locator(OPEN)).to_have_count(count)
    page.locator("details.guide-answer summary").first.click()
    page.get_by_role("button", name="Open all answers").click()
    page.get_by_role("button", name="Close all answers").click()
    expect(page.locator(OPEN)).to_have_count(0)


def test_what_is_open_is_printed(page: Page, address: str) -> None:
    page.goto(f"{address}{CHAPTER}#{ANSWER}")
    shown = page.locator(f"{OPEN} p:visible").first.inner_text()[:60]
    hidden = page.locator("details.guide-answer:not([open]) p").first.text_content() or ""
    expect(page.locator(OPEN)).to_have_count(1)
    paper = squeeze("".join(one.extract_text() for one in PdfReader(io.BytesIO(page.pdf())).pages))
    assert squeeze(shown) in paper
    assert squeeze(hidden[:60]) not in paper


def test_without_scripts_answers_open_by_themselves(browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + CHAPTER)
    expect(page.locator("#guide-open-answers")).to_be_hidden()
    page.locator("details.guide-answer summary").first.click()
    expect(page.locator(OPEN)).to_have_count(1)
    context.close()
