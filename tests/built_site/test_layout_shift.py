"""What a reader has begun to read stays where it is: nothing moves when scripts have run."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route

from tests.support.browser import ALIKE, DESKTOP, PHONE, PROSE, open_context

MOST_SHIFT = 0.05
"""Half of what Google's Core Web Vitals call good."""
SCRIPTS_LATE_SECONDS = 0.25
"""Time enough for a browser to draw the page before its scripts have come, as over a slow line."""
SCRIPT = Path(__file__).with_name("layout-shift.js")


def send_late(route: Route) -> None:
    time.sleep(SCRIPTS_LATE_SECONDS)
    route.continue_()


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_nothing_moves_while_a_page_loads(browser: Browser, address: str, all_pages: list[str], size: dict) -> None:
    context, _ = open_context(browser, address, viewport=size)
    context.add_init_script(path=SCRIPT)
    context.route("**/*.js", send_late)
    page = context.new_page()
    moved = {}
    for path in all_pages:
        if ALIKE.match(path) or PROSE.match(path):
            continue
        page.goto(address + path)
        page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        shift, sources = page.evaluate("[layoutShift.sum, layoutShift.sources]")
        if shift > MOST_SHIFT:
            moved[path] = (round(shift, 3), sources)
    context.close()
    assert moved == {}
