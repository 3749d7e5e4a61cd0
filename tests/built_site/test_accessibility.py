"""The built site in a real browser: accessible, private, and usable by keyboard alone, in any palette, and without script."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, expect

from tests.support.browser import DESKTOP, PHONE, open_context
from tests.support.site_search import RESULTS, active


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
    page.locator(".guide-item summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator(".guide-item details").first.get_attribute("open") is not None
    page.keyboard.press("/")
    page.keyboard.type("thank")
    expect(page.locator(RESULTS).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    first = active(page).get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(first)

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


def test_the_guide_reads_without_script(browser: Browser, address: str) -> None:
    context, watch = open_context(browser, address, viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "prepare/questions/closing/")
    expect(page.locator("#q-closing-01")).to_be_visible()
    summary = page.locator(".guide-item summary").first
    summary.click()
    expect(page.locator(".guide-item details dt").first).to_be_visible()
    page.locator("label.md-header__button[for=__drawer]").click()
    expect(page.locator(".md-nav--primary").first).to_be_visible()
    page.goto(address + "prepare/checklist/")
    page.locator("input[name=i-prepare-01]").check()
    context.close()
    assert watch.wrong == []


def test_a_link_to_an_item_shows_it(browser: Browser, address: str, site_index) -> None:
    last = site_index.dataset.topics["closing"].questions[-1]
    context, _ = open_context(browser, address, viewport=PHONE)
    page = context.new_page()
    page.goto(f"{address}prepare/questions/closing/#{last.id}")
    expect(page.locator(f"#{last.id}")).to_be_in_viewport()
    context.close()
