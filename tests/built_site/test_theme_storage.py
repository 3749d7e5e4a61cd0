"""Search and the theme work whatever the browser has stored, and where it stores nothing."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import BLOCK_STORAGE, DESKTOP, open_context
from tests.support.scripts import store
from tests.support.site_search import search

SOUND = {"index": 1, "color": {"media": "(prefers-color-scheme: dark)", "scheme": "slate", "primary": "custom", "accent": "custom"}}
ODD = [
    "garbage",
    "{}",
    '{"color":{}}',
    "1",
    "null",
    "[]",
    '"x"',
    '{"index":"1","color":{"scheme":"slate"}}',
    '{"index":0,"color":{"a b":"x"}}',
    '{"index":0,"color":{"scheme":{"toString":1}}}',
    '{"index":0.5,"color":null}',
    '{"index":99,"color":{"scheme":"slate"}}',
]
"""Texts that are stored in place of the theme's choice of colors."""


@pytest.mark.parametrize("palette", ["garbage", '{"color":{}}', '{"index":0,"color":{"a b":"x"}}'])
def test_search_works_with_an_odd_palette(page: Page, address: str, palette: str) -> None:
    page.goto(address + "404.html")
    store(page, {".__palette": palette})
    page.goto(address)
    assert search(page, "salary")


def test_no_odd_palette_stops_the_theme(page: Page, address: str) -> None:
    """The fixture's browser fails the test for any error on a page; a theme that has started stores a palette of its own."""
    page.goto(address + "404.html")
    for palette in ODD:
        store(page, {".__palette": palette})
        page.reload()
        stored = page.evaluate("JSON.parse(localStorage.getItem('/.__palette'))")
        assert stored["color"].keys() == SOUND["color"].keys(), palette


def test_a_sound_palette_is_kept(page: Page, address: str) -> None:
    page.goto(address + "404.html")
    store(page, {".__palette": json.dumps(SOUND)})
    page.reload()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_search_works_with_blocked_storage(browser: Browser, address: str) -> None:
    context, watch = open_context(browser, address, viewport=DESKTOP)
    context.add_init_script(path=BLOCK_STORAGE)
    page = context.new_page()
    page.goto(address)
    assert search(page, "salary")
    context.close()
    assert watch.wrong == []
