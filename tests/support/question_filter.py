"""The question filter, as a reader uses it."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

FILTER = "prepare/questions/filter/"
UNROLL = "for (const node of document.querySelectorAll('#guide-bank > section')) node.style.contentVisibility = 'visible'"
"""A browser only estimates where things stand that it has not drawn yet, and axe measures."""


def chip(page: Page, facet: str, value: str) -> Locator:
    """The chip of a facet's value, unfolded."""
    box = page.locator(f".guide-facet[data-facet={facet}]")
    if box.get_attribute("open") is None:
        box.locator("summary").click()
    return box.locator(f"input[value={value}]")


IDS = "links => links.map(link => link.hash.slice(1))"


def shown(page: Page) -> set[str]:
    """The ids of the questions that are shown."""
    links = page.locator(".guide-bank > li:not([hidden]) > a").evaluate_all(IDS)
    assert len(set(links)) == len(links)
    return set(links)


def said(page: Page) -> str:
    return page.locator("#guide-found").text_content() or ""
