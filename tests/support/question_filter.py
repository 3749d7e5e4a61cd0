"""The question filter, as a reader uses it."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

FILTER = "prepare/questions/filter/"


def turn_to(page: Page) -> None:
    """Move the mouse over the filter, which then loads all questions, and wait for them."""
    page.locator("#guide-filter").dispatch_event("pointerover")
    expect(page.locator("#guide-filter[data-ready]")).to_be_attached()


def chip(page: Page, facet: str, value: str) -> Locator:
    """The chip of a facet's value, unfolded."""
    turn_to(page)
    box = page.locator(f".guide-facet[data-facet={facet}]")
    if box.get_attribute("open") is None:
        box.locator("summary").click()
    return box.locator(f"input[value={value}]")


IDS = "links => links.map(link => link.hash.slice(1))"


def shown(page: Page) -> set[str]:
    """The ids of the questions that are shown."""
    turn_to(page)
    links = page.locator(".guide-bank > li:not([hidden]) > a").evaluate_all(IDS)
    assert len(set(links)) == len(links)
    return set(links)


def said(page: Page) -> str:
    return page.locator("#guide-found").text_content() or ""
