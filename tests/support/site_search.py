"""The search box of the built site."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from macros.outputs.context import SiteIndex


def search(page: Page, words: str) -> list[str]:
    """What search gives for the words: the addresses of the results, best first."""
    page.keyboard.press("/")
    field = page.locator(".md-search__input")
    field.fill(words[:-1])
    # Material searches when a key is let go, so that only the last one does.
    field.press_sequentially(words[-1])
    expect(page.locator(".md-search-result__meta")).to_contain_text("matching document")
    expect(page.locator(".md-search-result__item a").first).to_be_attached()
    links: list[str] = page.locator(".md-search-result__item a").evaluate_all("links => links.map(link => link.href)")
    return links


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
