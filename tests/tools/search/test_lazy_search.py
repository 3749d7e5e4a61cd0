"""The search index comes when it is needed, and again when it could not be had."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from tests.support.browser import DESKTOP, open_context


def test_search_that_cannot_load_its_index_says_so_and_tries_again(browser: Browser, address: str) -> None:
    context, _ = open_context(browser, address, viewport=DESKTOP)
    context.route("**/search/index.json", lambda route: route.abort())
    page = context.new_page()
    page.goto(address)
    page.keyboard.press("/")
    page.locator(".md-search__input").press_sequentially("salary")
    expect(page.locator(".md-search-result__meta")).to_contain_text("No matching documents")
    context.unroute("**/search/index.json")
    page.locator(".md-search__input").press_sequentially(" range")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    context.close()
