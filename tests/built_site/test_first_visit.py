"""What a first visit costs its reader."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.support.browser import PHONE, Watch, open_context
from tests.support.page_weight import weight_of
from tests.support.site_search import FIELD, RESULTS

FIRST_VISIT_BYTES, FIRST_VISIT_REQUESTS = 100_000, 10
HOME_BYTES, HOME_REQUESTS = 90_000, 12


def files_asked_for(watch: Watch, address: str) -> set[str]:
    """The files of the site a page has fetched, each as its address, relative to the site."""
    return {url.removeprefix(address).split("?")[0].split("#")[0] for url in watch.requests if url.startswith(address)}


def bytes_of(site: Path, files: set[str]) -> int:
    """How many bytes those files are, each compressed the way a server sends it."""
    return sum(len(gzip.compress((site / (file if Path(file).suffix else file + "index.html")).read_bytes(), 9)) for file in files)


def test_a_first_visit_is_small_and_leaves_the_search_index_alone(browser: Browser, address: str, site: Path) -> None:
    context, watch = open_context(browser, address, viewport=PHONE)
    page = context.new_page()
    page.goto(address + "start/")
    page.wait_for_load_state("networkidle")
    files = files_asked_for(watch, address)
    assert len(watch.requests) <= FIRST_VISIT_REQUESTS, watch.requests
    size = bytes_of(site, files)
    print(f"first visit: {size} bytes gzip in {len(watch.requests)} requests")
    assert size <= FIRST_VISIT_BYTES
    assert not [file for file in files if file.startswith("search/")]

    page.get_by_role("button", name="Search").click()
    page.locator(FIELD).press_sequentially("salary")
    expect(page.locator(RESULTS).first).to_be_visible()
    assert f"{address}search/index.js" in watch.requests
    context.close()
    assert watch.wrong == []


def test_a_first_visit_to_the_home_page_is_smaller(browser: Browser, address: str, site: Path) -> None:
    context, watch = open_context(browser, address, viewport=PHONE)
    page = context.new_page()
    page.goto(address)
    page.wait_for_load_state("networkidle")
    size = bytes_of(site, files_asked_for(watch, address))
    print(f"first visit to the home page: {size} bytes gzip in {len(watch.requests)} requests")
    assert len(watch.requests) <= HOME_REQUESTS, watch.requests
    assert size <= HOME_BYTES
    context.close()
    assert watch.wrong == []


@pytest.mark.parametrize("path", ["start/", "prepare/planner/", "more/your-data/"])
def test_what_is_read_from_a_page_is_what_a_browser_loads(browser: Browser, address: str, site: Path, path: str) -> None:
    """The figures of tests/support/page_weight.py, which looks at every page. A browser without a window asks for no icons."""
    context, watch = open_context(browser, address, viewport=PHONE)
    page = context.new_page()
    page.goto(address + path)
    page.wait_for_load_state("networkidle")
    read = {file for file, kind in weight_of(site, site / path / "index.html").files.items() if kind != "icon"}
    assert {file if Path(file).suffix else f"{file}index.html" for file in files_asked_for(watch, address)} == read
    context.close()


@pytest.mark.parametrize(
    ("width", "height", "seen"),
    [
        (1280, 800, ["h1", ".guide-doors a >> nth=-1", ".guide-picture-message", ".guide-picture-plan", ".guide-picture-list"]),
        (390, 844, ["h1", ".guide-lead", ".guide-picture-message", ".guide-doors a >> nth=0"]),
    ],
)
def test_the_first_screen_of_the_home_page_shows_what_it_is_and_where_to_go(
    browser: Browser, address: str, width: int, height: int, seen: list[str]
) -> None:
    context, watch = open_context(browser, address, viewport={"width": width, "height": height})
    page = context.new_page()
    page.goto(address)
    boxes = {name: page.locator(name).bounding_box() for name in seen}
    assert {name: box for name, box in boxes.items() if box is None or box["y"] + box["height"] > height} == {}
    context.close()
    assert watch.wrong == []
