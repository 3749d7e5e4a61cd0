"""The built site in a real browser: accessible, private, searchable, printable, and readable without script."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.reader import ALIKE, AXE_RULES, DESKTOP, PHONE, PROSE, open_context, run_axe

FIRST_VISIT_BYTES, FIRST_VISIT_REQUESTS = 100_000, 11
"""One of the requests is for the style of paper, which comes when the page stands and holds nothing up."""


SHOW_ALL = """
const items = [...document.querySelectorAll(".guide-item")];
for (const item of items.slice(4)) item.remove();
for (const group of [...document.querySelectorAll("#guide-bank > section")].slice(2)) group.remove();
for (const item of items) item.style.contentVisibility = "visible";
for (const details of document.querySelectorAll("details")) details.open = true;
"""
"""Makes ready for axe: what folds away is unfolded, and four items and two groups of a page are kept, since all come from one
template and their ids, links and headings are the seal's business. Axe measures where things stand, which a
browser only estimates for what it has not drawn yet."""


def violations(page: Page, scheme: str) -> list[dict]:
    """What axe finds. Between the palettes only colors differ, so the dark one is looked at for contrast alone."""
    return run_axe(page, AXE_RULES if scheme == "light" else ["color-contrast"])


# On every page -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("size", "scheme"), [(PHONE, "light"), (DESKTOP, "light"), (DESKTOP, "dark")], ids=["phone", "desktop", "dark"])
def test_every_page_is_accessible_quiet_and_private(browser: Browser, address: str, all_pages: list[str], size: dict, scheme: str) -> None:
    context, watch = open_context(browser, address, viewport=size, color_scheme=scheme, reduced_motion="reduce")
    page, diagnostics = context.new_page(), []
    for path in all_pages:
        page.goto(address + path)
        page.evaluate(SHOW_ALL)
        skipped = ALIKE.match(path) or (size is DESKTOP and PROSE.match(path))
        for violation in [] if skipped else violations(page, scheme):
            nodes = [node["target"] for node in violation["nodes"]]
            diagnostics.append(f"{path}: {violation['id']} {violation['help']} x{len(nodes)} {nodes[:3]}")
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            diagnostics.append(f"{path}: wider than the window")
    context.close()
    assert diagnostics == []
    assert watch.wrong == []


def test_nothing_is_wider_than_a_small_window_at_double_zoom(browser: Browser, address: str, all_pages: list[str]) -> None:
    """A window of 640 pixels at 200 % and one of 1280 at 400 % are both 320 pixels wide (WCAG 1.4.10)."""
    context, _ = open_context(browser, address, viewport={"width": 320, "height": 400})
    page = context.new_page()
    wide = []
    for path in all_pages:
        page.goto(address + path)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(path)
    context.close()
    assert wide == []


# The first visit -------------------------------------------------------------------------------------


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
    assert "search/index.json" not in files

    page.locator("label.md-header__button[for=__search]").click()
    page.locator(".md-search__input").press_sequentially("salary")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    assert f"{address}search/index.json" in watch.requests
    context.close()
    assert watch.wrong == []


# Search -----------------------------------------------------------------------------------------------


def search(page: Page, words: str) -> list[str]:
    """What search gives for the words: the addresses of the results, best first."""
    page.keyboard.press("/")
    field = page.locator(".md-search__input")
    field.fill(words[:-1])
    # Material searches when a key is let go, so that only the last one does.
    field.press_sequentially(words[-1])
    expect(page.locator(".md-search-result__meta")).to_contain_text("matching document")
    expect(page.locator(".md-search-result__item a").first).to_be_attached()
    return page.locator(".md-search-result__item a").evaluate_all("links => links.map(link => link.href)")


def sought(site_index) -> dict[str, tuple[str, str]]:
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


@pytest.mark.parametrize("kind", ["question", "message", "answer", "other way of asking", "checklist"])
def test_search_finds_each_kind(browser: Browser, address: str, site_index, kind: str) -> None:
    words, end = sought(site_index)[kind]
    context, watch = open_context(browser, address, viewport=DESKTOP)
    page = context.new_page()
    page.goto(address)
    found = search(page, re.sub(r"[^\w\s']", " ", words))
    context.close()
    assert any(link.split("?")[0].endswith(end) or re.search(rf"#{end}$", link) for link in found[:5]), found[:5]
    assert watch.wrong == []


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


# Keyboard only -----------------------------------------------------------------------------------------


def focused(page: Page, script: str) -> object:
    return page.evaluate(f"(() => {{ const e = document.activeElement; return {script}; }})()")


def test_the_keyboard_is_enough(browser: Browser, address: str) -> None:
    context, watch = open_context(browser, address, viewport=DESKTOP)
    page = context.new_page()
    page.goto(address + "prepare/questions/pay/")
    page.keyboard.press("Tab")
    assert focused(page, "e.textContent.trim()") == "Skip to content"
    page.keyboard.press("Enter")
    assert page.url.endswith("#pay-and-benefits")
    page.wait_for_timeout(300)  # Material closes its dialogs an eighth of a second after the address changes.
    page.locator("summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("details").first.get_attribute("open") is not None
    page.keyboard.press("/")
    page.keyboard.type("thank")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    page.wait_for_timeout(500)  # Each letter typed draws the results anew; the last has been by now.
    page.keyboard.press("ArrowDown")
    assert focused(page, "e.className").find("md-search-result__link") >= 0
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"\?h="))

    page.goto(address + "prepare/checklist/")
    box = page.locator("input[name=i-prepare-01]")
    box.focus()
    page.keyboard.press("Space")
    expect(box).to_be_checked()
    outline = box.evaluate("e => getComputedStyle(e).outlineStyle")
    assert outline == "solid", "focus is seen"
    context.close()
    assert watch.wrong == []


def test_the_palette_can_be_switched_and_stays(browser: Browser, address: str) -> None:
    context, watch = open_context(browser, address, viewport=DESKTOP, color_scheme="light")
    page = context.new_page()
    page.goto(address)
    page.get_by_title("Switch to dark colors").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.goto(address + "find/")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    context.close()
    assert watch.wrong == []


# Without script -----------------------------------------------------------------------------------------


def test_the_guide_reads_without_script(browser: Browser, address: str) -> None:
    context, watch = open_context(browser, address, viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "prepare/questions/closing/")
    expect(page.locator("#q-closing-01")).to_be_visible()
    summary = page.locator("summary").first
    summary.click()
    expect(page.locator("details dt").first).to_be_visible()
    page.locator("label.md-header__button[for=__drawer]").click()
    expect(page.locator(".md-nav--primary").first).to_be_visible()
    page.goto(address + "prepare/checklist/")
    page.locator("input[name=i-prepare-01]").check()
    context.close()
    assert watch.wrong == []


# Links that were shared --------------------------------------------------------------------------------


def test_a_link_to_an_item_shows_it(browser: Browser, address: str, site_index) -> None:
    last = site_index.dataset.topics["closing"].questions[-1]
    context, _ = open_context(browser, address, viewport=PHONE)
    page = context.new_page()
    page.goto(f"{address}prepare/questions/closing/#{last.id}")
    expect(page.locator(f"#{last.id}")).to_be_in_viewport()
    context.close()


# The copy for use from a folder ------------------------------------------------------------------------------


def test_the_offline_copy_works_from_a_folder(browser: Browser, offline: Path, site_index) -> None:
    address = offline.as_uri() + "/"
    context, watch = open_context(browser, address, viewport=DESKTOP)
    page = context.new_page()
    page.goto(address + "index.html")
    page.get_by_role("link", name="I'm new to this").click()
    expect(page.locator("h1")).to_contain_text("What is an information interview?")
    words, end = sought(site_index)["answer"]
    found = search(page, re.sub(r"[^\w\s']", " ", words))
    assert any(re.search(rf"#{end}$", link) for link in found[:5]), found[:5]
    assert all(link.startswith(address) for link in found)
    context.close()
    assert watch.wrong == []


def test_the_offline_index_is_whole(offline: Path) -> None:
    index = (offline / "search/search_index.js").read_text("utf-8")
    assert json.loads(index.removeprefix("var __index = "))["docs"]
