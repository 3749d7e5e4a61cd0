"""The copy for use from a folder."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Browser, expect

from macros.settings import OFFLINE_WORKER
from tests.support.browser import DESKTOP, open_context
from tests.support.site_search import RESULTS, search, sought


def test_the_offline_copy_works_from_a_folder(browser: Browser, offline: Path, site_index) -> None:
    address = offline.as_uri() + "/"
    context, watch = open_context(browser, address, viewport=DESKTOP)
    page = context.new_page()
    page.goto(address + "index.html")
    page.get_by_role("link", name="I'm new to this").click()
    expect(page.locator("h1")).to_contain_text("What is an informational interview?")
    words, end = sought(site_index)["answer"]
    found = search(page, re.sub(r"[^\w\s']", " ", words))
    assert any(re.search(rf"#{end}$", link) for link in found[:5]), found[:5]
    assert all(link.startswith(address) for link in found)
    expect(page.locator(f"{RESULTS} mark").first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(found[0])
    page.goto(address + "ask/messages/email.html")
    page.get_by_role("link", name="Use this example").first.click()
    expect(page.locator("#guide-text")).to_have_value(re.compile(r"\[their first name\]"))
    context.close()
    assert watch.wrong == []


def test_the_copy_in_a_folder_offers_no_other_copy_and_has_no_worker(offline: Path) -> None:
    assert not (offline / OFFLINE_WORKER).exists()
    page = (offline / "more/your-data.html").read_text("utf-8")
    assert "guide-kept" in page
    assert not re.search("guide-offline|keep-offline|offline-page", page)
