"""What a first visit costs its reader."""

from __future__ import annotations

import gzip
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.support.browser import PHONE, open_context
from tests.support.site_search import FIELD, RESULTS

FIRST_VISIT_BYTES, FIRST_VISIT_REQUESTS = 100_000, 11


def test_a_first_visit_is_small_and_leaves_the_search_index_alone(browser: Browser, address: str, site: Path) -> None:
    context, watch = open_context(browser, address, viewport=PHONE)
    page = context.new_page()
    page.goto(address + "start/")
    page.wait_for_load_state("networkidle")
    files = {url.removeprefix(address).split("?")[0].split("#")[0] for url in watch.requests if url.startswith(address)}
    assert len(watch.requests) <= FIRST_VISIT_REQUESTS, watch.requests
    size = sum(len(gzip.compress((site / (file if Path(file).suffix else file + "index.html")).read_bytes(), 9)) for file in files)
    print(f"first visit: {size} bytes gzip in {len(watch.requests)} requests")
    assert size <= FIRST_VISIT_BYTES
    assert not [file for file in files if file.startswith("search/")]

    page.get_by_role("button", name="Search").click()
    page.locator(FIELD).press_sequentially("salary")
    expect(page.locator(RESULTS).first).to_be_visible()
    assert f"{address}search/index.js" in watch.requests
    context.close()
    assert watch.wrong == []
