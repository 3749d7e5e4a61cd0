"""What the site costs a reader: what a first visit loads, and how long the browser is busy when they search."""

from __future__ import annotations

import gzip
import re
import statistics
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.bench.growth import published
from tests.bench.measure import Table
from tests.support import find_browser
from tests.support.guides import copy_project
from tests.support.page_weight import weights
from tests.support.server import serving

MOST_KB, MOST_KB_OF_A_TOOL, MOST_FILES = 90, 120, 12
"""What a first visit may load: compressed, in kilobytes of 1,000 bytes, and the number of requests."""
TOOL = re.compile(r'class="guide-tool\b')
LATER = re.compile(r'loading="lazy"')
SEARCHES = ("thank you note", "nurse questions", "they didnt reply", "who pays for coffee")
MOST_INDEX_KB = 160


def bench_reader(table: Table, folder: Path) -> None:
    """What a first visit to each page loads, and a search."""
    site = published(copy_project(folder / "reader"))
    pages, tools, too_heavy, too_many = [], [], [], []
    for weight in weights(site):
        html = (site / weight.page / "index.html").read_text("utf-8")
        # Pictures that wait until a reader scrolls to them aren't part of a first visit.
        kb = (weight.total - (weight.size["image"] if LATER.search(html) else 0)) / 1000
        is_tool = bool(TOOL.search(html))
        (tools if is_tool else pages).append(kb)
        if kb > (MOST_KB_OF_A_TOOL if is_tool else MOST_KB):
            too_heavy.append(f"{weight.page} ({kb:.0f} kB)")
        files = [kind for kind in weight.files.values() if kind != "image" or not LATER.search(html)]
        if len(files) > MOST_FILES:
            too_many.append(weight.page)
    table.aim("a first visit to the median page", statistics.median(pages), MOST_KB, "kB")
    table.aim("a first visit to the median page with a tool", statistics.median(tools), MOST_KB_OF_A_TOOL, "kB")
    table.limit(f"pages over {MOST_KB} kB, or {MOST_KB_OF_A_TOOL} with a tool", len(too_heavy), 0)
    if too_heavy:
        print(f"    {', '.join(too_heavy)}")
    table.limit(f"pages that load more than {MOST_FILES} files", len(too_many), 0)
    table.limit("the index of search", len(gzip.compress((site / "search/index.js").read_bytes(), 9)) / 1000, MOST_INDEX_KB, "kB")
    _bench_search(table, site)


def _bench_search(table: Table, site: Path) -> None:
    """How long a browser is busy until the first result and with each letter more."""
    # Before Playwright starts, since this looks with a Playwright of its own.
    browser_path = find_browser.find()
    with serving(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        firsts, letters = [], []
        for words in SEARCHES:
            page = browser.new_page()
            page.goto(address)
            busy = busy_time(page)
            page.keyboard.press("/")
            page.keyboard.insert_text(words[:3])
            page.locator("#guide-search-list > a").first.wait_for()
            firsts.append(busy())
            for letter in words[3:]:
                page.keyboard.press(letter if letter != " " else "Space")
                page.wait_for_timeout(150)
                letters.append(busy())
            page.close()
        browser.close()
    table.aim("first result of a search: the browser is busy", statistics.median(firsts), 500, "CPU ms")
    table.aim("each further letter: the browser is busy", statistics.median(letters), 30, "CPU ms")


def busy_time(page: Page) -> Callable[[], float]:
    """A function that gives how long the page's browser has worked since the last call, in milliseconds of its main thread."""
    session = page.context.new_cdp_session(page)
    # In CPU time of its thread, which other programs on the machine do not change.
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    last = 0.0

    def since_last() -> float:
        nonlocal last
        metrics = session.send("Performance.getMetrics")["metrics"]
        now = next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration") * 1000
        last, before = now, last
        return now - before

    since_last()
    return since_last
