"""Search on the built site, as a reader uses it."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from macros.outputs.context import SiteIndex
from tests.support.scripts import define_pages

DIALOG, FIELD, HEARD = "#guide-search", "#guide-search-field", "#guide-search-heard"
OPTIONS, RESULTS = "#guide-search-list > [role=option]", "#guide-search-list > a"
TEXT_SCRIPTS = "**/search/texts/*.js"


def open_search(page: Page) -> Locator:
    """Open search with a key. Returns its field, which has the focus."""
    page.wait_for_load_state()  # The key does nothing before the script is there.
    page.keyboard.press("/")
    field = page.locator(FIELD)
    expect(field).to_be_focused()
    return field


def close_search(page: Page) -> None:
    """Close search with a key, and wait until the focus has left it."""
    page.keyboard.press("Escape")
    expect(page.locator(DIALOG)).to_be_hidden()
    expect(page.locator(FIELD)).not_to_be_focused()


def search(page: Page, words: str) -> list[str]:
    """What search gives for the words: the addresses of the results, best first."""
    open_search(page).fill(words)
    expect(page.locator(RESULTS).first).to_be_visible()
    links: list[str] = page.locator(RESULTS).evaluate_all("links => links.map(link => link.href)")
    return links


def active(page: Page) -> Locator:
    """The option that the arrow keys have led to."""
    return page.locator(f"{OPTIONS}[aria-selected=true]")


def in_view(page: Page) -> int:
    """How many results are wholly on the screen."""
    define_pages(page)
    return int(page.evaluate("resultsInView()"))


def count_heard(page: Page) -> int:
    """How many results a screen reader has read aloud."""
    expect(page.locator(HEARD)).to_have_text(re.compile(r"\d+ results?"))
    return int(re.findall(r"(\d+) results?", page.locator(HEARD).inner_text())[0])


def sought(site_index: SiteIndex) -> dict[str, tuple[str, str]]:
    """One item of each kind that search must find: the words, and the end of its address."""
    dataset = site_index.dataset
    question = next(dataset.questions())
    message = next(dataset.messages())
    answer = next(dataset.answers())
    checklist = dataset.checklists["c-prepare"]
    return {
        "question": (question.text, question.id),
        "message": (message.title, message.id),
        "answer": (answer.question, answer.id),
        "other way of asking": (answer.other_ways[0], answer.id),
        "checklist": (site_index.page_titles[site_index.page_by_id[checklist.id]], "prepare/checklist/"),
    }
