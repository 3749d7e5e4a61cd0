"""Search as readers use it: by keyboard, by thumb and by ear, from a link, without a connection, and when there's nothing to find."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.support.browser import DESKTOP, PHONE, axe_violations, open_context
from tests.support.scripts import define_pages, wait_until
from tests.support.site_search import (
    DIALOG,
    FIELD,
    HEARD,
    OPTIONS,
    RESULTS,
    TEXT_SCRIPTS,
    active,
    close_search,
    count_heard,
    in_view,
    open_search,
    search,
)

LAPTOP = {"width": 1280, "height": 800}
PAGE = "start/"
UNKNOWN = "zzyzxqvwkj"
PRESSED = f"{DIALOG} [aria-pressed=true]"


@pytest.fixture
def laptop(browser: Browser, address: str) -> Iterator[Page]:
    """A page on a laptop, whose browser must not complain or ask another host."""
    context, watch = open_context(browser, address, viewport=LAPTOP)
    page = context.new_page()
    page.goto(address + PAGE)
    yield page
    context.close()
    assert watch.wrong == []


def requests_for(page: Page) -> list[str]:
    """What this page has loaded for search, the theme's or the guide's own."""
    script = "performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname).filter((path) => path.includes('search'))"
    return [path.removeprefix("/") for path in page.evaluate(script)]


def test_nothing_is_loaded_until_a_reader_turns_to_search(laptop: Page) -> None:
    laptop.wait_for_load_state("networkidle")
    assert requests_for(laptop) == []
    search(laptop, "salary")
    close_search(laptop)
    search(laptop, "resume")
    loaded = requests_for(laptop)
    assert loaded.count("search/index.js") == 1
    assert not any("search_index" in path or "worker" in path for path in loaded)


def test_arrow_keys_go_through_the_list_and_enter_opens_a_result(laptop: Page) -> None:
    links = search(laptop, "thank")
    field = laptop.locator(FIELD)
    expect(field).to_have_attribute("aria-expanded", "true")
    assert field.get_attribute("aria-activedescendant") is None
    count = laptop.locator(OPTIONS).count()
    for key, place in [("ArrowDown", 0), ("ArrowDown", 1), ("ArrowUp", 0), ("ArrowUp", None), ("ArrowUp", count - 1), ("ArrowDown", None)]:
        laptop.keyboard.press(key)
        expect(field).to_be_focused()
        expect(active(laptop)).to_have_count(0 if place is None else 1)
        if place is not None:
            option = laptop.locator(OPTIONS).nth(place)
            expect(option).to_have_attribute("aria-selected", "true")
            assert field.get_attribute("aria-activedescendant") == option.get_attribute("id")
            expect(option).to_be_in_viewport(ratio=0.99)
    laptop.keyboard.press("Home")
    assert field.evaluate("field => field.selectionStart") == 0, "Home and End stay in the text"
    laptop.keyboard.press("ArrowDown")
    while active(laptop).get_attribute("href") != links[1]:
        laptop.keyboard.press("ArrowDown")
    laptop.keyboard.press("Enter")
    laptop.wait_for_url(links[1])
    laptop.go_back()
    expect(field).to_have_value("thank")
    expect(laptop.locator(RESULTS).first).to_have_attribute("href", links[0])


def test_enter_opens_the_first_result_and_with_ctrl_a_new_tab(laptop: Page) -> None:
    links = search(laptop, "thank")
    with laptop.context.expect_page() as opened:
        laptop.keyboard.press("Control+Enter")
    assert opened.value.url == links[0]
    expect(laptop.locator(DIALOG)).to_be_visible()
    laptop.keyboard.press("Enter")
    laptop.wait_for_url(links[0])


def test_a_result_on_the_page_itself_closes_search(laptop: Page, address: str) -> None:
    links = search(laptop, "informational interview example")
    here = next(link for link in links if link.startswith(f"{address}{PAGE}#"))
    laptop.locator(f'{RESULTS}[href="{here}"]').click()
    laptop.wait_for_url(here)
    expect(laptop.locator(DIALOG)).to_be_hidden()


def test_escape_gives_the_focus_back(laptop: Page, address: str) -> None:
    link = laptop.locator("article p a").first
    link.focus()
    search(laptop, "salary")
    close_search(laptop)
    expect(link).to_be_focused()
    laptop.goto(f"{address}find/#search=salary")
    expect(laptop.locator(RESULTS).first).to_be_visible()
    close_search(laptop)
    expect(laptop.locator("#guide-search-open")).to_be_focused()
    expect(laptop.locator(DIALOG)).to_be_hidden()


def test_what_is_found_is_shown_and_read_aloud(laptop: Page) -> None:
    search(laptop, "salary")
    count = count_heard(laptop)
    expect(laptop.locator(".guide-search-count")).to_contain_text(f"{count} result")
    laptop.locator(FIELD).fill(UNKNOWN)
    expect(laptop.locator(HEARD)).to_have_text(f"No results for {UNKNOWN}")
    expect(laptop.locator("#guide-search-end")).to_contain_text(f"Nothing here has “{UNKNOWN}”.")
    laptop.locator(FIELD).fill("salarry")
    expect(laptop.locator(HEARD)).to_contain_text("Showing results for salary")
    expect(laptop.locator(".guide-search-count")).to_contain_text("Showing results for salary")


def test_words_that_are_pasted_or_dictated_count(laptop: Page) -> None:
    open_search(laptop)
    laptop.keyboard.insert_text("thank you email")
    expect(laptop.locator(RESULTS).first).to_be_visible()


def test_the_address_holds_the_search_until_it_is_closed(laptop: Page, address: str) -> None:
    laptop.goto(f"{address}{PAGE}?x=1#search=salary&kind=question")
    expect(laptop.locator(RESULTS).first).to_be_visible()
    expect(laptop.locator(PRESSED)).to_contain_text("Question")
    laptop.locator(FIELD).fill("salary & range")
    laptop.wait_for_url(f"{address}{PAGE}?x=1#search=salary+%26+range&kind=question")
    laptop.get_by_role("button", name="Close").click()
    laptop.wait_for_url(f"{address}{PAGE}?x=1")
    laptop.goto(f"{address}{PAGE}?x=1#an-example")
    open_search(laptop).fill("salary & range")
    laptop.wait_for_url(f"{address}{PAGE}?x=1#search=salary+%26+range")
    close_search(laptop)
    laptop.wait_for_url(f"{address}{PAGE}?x=1#an-example")
    # A link to a search that is pasted into the address of the same page.
    laptop.evaluate("location.hash = '#search=voicemail'")
    expect(laptop.locator(FIELD)).to_have_value("voicemail")


def test_no_server_is_told_what_a_reader_searches_for(laptop: Page, address: str) -> None:
    told: list[str] = []
    laptop.on("request", lambda request: told.append(request.url + (request.headers.get("referer") or "")))
    search(laptop, "voicemail")
    laptop.wait_for_url("**#search=voicemail")
    with laptop.expect_navigation():
        laptop.keyboard.press("Enter")
    laptop.go_back()
    expect(laptop.locator(FIELD)).to_have_value("voicemail")
    laptop.reload()
    expect(laptop.locator(RESULTS).first).to_be_visible()
    assert told
    assert not any("voicemail" in text.split("#")[0].replace("/voicemail/", "") for text in told)


def test_a_search_in_the_address_of_a_tool_is_not_a_choice_of_the_tool(laptop: Page, address: str) -> None:
    for page in ("prepare/planner/", "prepare/questions/filter/", "ask/compose/"):
        laptop.goto(f"{address}{page}#search=voicemail&kind=message")
        expect(laptop.locator(RESULTS).first).to_be_visible()
        assert "couldn't be read" not in laptop.content()


def test_enter_on_a_phone_puts_the_keyboard_away(browser: Browser, address: str) -> None:
    context, watch = open_context(browser, address, viewport=PHONE, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(address + PAGE)
    search(page, "salary")
    page.keyboard.press("Enter")
    expect(page.locator(FIELD)).not_to_be_focused()
    assert page.url.split("#")[0] == address + PAGE
    page.locator(RESULTS).first.tap()
    expect(page.locator(DIALOG)).to_be_hidden()
    context.close()
    assert watch.wrong == []


def test_a_filter_shows_one_kind(laptop: Page) -> None:
    search(laptop, "salary")
    buttons = laptop.get_by_role("group", name="Show").get_by_role("button")
    names = buttons.all_inner_texts()
    counts = [int(name.rsplit(" ", 1)[1]) for name in names]
    assert names[0].startswith("All ") and counts[0] == sum(counts[1:]) and min(counts) > 0
    chosen = buttons.nth(1)
    kind = chosen.inner_text()
    chosen.focus()
    laptop.keyboard.press("Enter")
    expect(laptop.locator(PRESSED)).to_have_text(kind)
    expect(laptop.locator(PRESSED)).to_be_focused()
    assert len(set(laptop.locator(".guide-search-kind").all_inner_texts())) == 1
    expect(laptop.locator(HEARD)).to_contain_text(f"{counts[1]} result")
    laptop.keyboard.press("n")
    laptop.keyboard.press("p")
    laptop.wait_for_timeout(300)
    assert "/start/#search" in laptop.url, "the theme's keys for the next page do nothing here"
    buttons.first.click()
    assert laptop.locator(PRESSED).inner_text() == names[0]


def test_more_from_a_page_comes_where_it_is_asked_for(laptop: Page) -> None:
    search(laptop, "salary")
    more = laptop.locator(f"{OPTIONS}:not(a)").first
    count = int(re.fullmatch(r"(\d+) more from this page", more.inner_text())[1])
    before = laptop.locator(RESULTS).count()
    for _ in range(laptop.locator(OPTIONS).count()):
        laptop.keyboard.press("ArrowDown")
        if not active(laptop).get_attribute("href"):
            break
    above = active(laptop).evaluate("option => new URL(option.previousElementSibling.href).pathname")
    laptop.keyboard.press("Enter")
    expect(laptop.locator(RESULTS)).to_have_count(before + count)
    assert active(laptop).evaluate("option => new URL(option.href).pathname") == above
    expect(laptop.locator(FIELD)).to_be_focused()


def test_without_a_connection_search_says_so_and_tries_again(browser: Browser, address: str) -> None:
    context, _ = open_context(browser, address, viewport=PHONE)
    context.route("**/search/index.js", lambda route: route.abort())
    page = context.new_page()
    page.goto(address + PAGE)
    page.get_by_role("button", name="Search").click()
    page.keyboard.type("salary")
    expect(page.locator("#guide-search-end")).to_contain_text("Search didn't load. You may be offline.")
    expect(page.locator(HEARD)).to_contain_text("Search didn't load.")
    context.unroute("**/search/index.js")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(RESULTS).first).to_be_visible()
    expect(page.locator(FIELD)).to_be_focused()
    context.close()


def test_nothing_found_leads_on(laptop: Page, address: str) -> None:
    open_search(laptop).fill("sallaryx")
    laptop.locator(FIELD).fill(UNKNOWN)
    end = laptop.locator("#guide-search-end")
    expect(end.get_by_role("link", name="all readers' questions")).to_have_attribute("href", f"{address}more/answers/")
    assert end.get_by_role("link", name="ask us").get_attribute("href").endswith(f"&question={UNKNOWN}")
    expect(laptop.locator(FIELD)).to_have_attribute("aria-expanded", "false")
    laptop.locator(FIELD).fill("zzsalary")
    near = laptop.locator(".guide-search-near button").first
    if near.count():
        words = near.inner_text()
        near.click()
        expect(laptop.locator(FIELD)).to_have_value(words)
        expect(laptop.locator(RESULTS).first).to_be_visible()
        expect(laptop.locator(FIELD)).to_be_focused()


def test_a_phrase_in_quotes_is_found_word_for_word(laptop: Page) -> None:
    assert search(laptop, "range salary")
    laptop.locator(FIELD).fill('"range salary"')
    expect(laptop.locator(RESULTS)).to_have_count(0)
    expect(laptop.locator("#guide-search-end")).to_contain_text("Nothing here has")
    laptop.locator(FIELD).fill("\u201csalary range\u201d")
    expect(laptop.locator(RESULTS).first).to_be_visible()


def test_typed_markup_is_text(laptop: Page) -> None:
    open_search(laptop).fill("<b>salary</b><img src=x onerror=alert(1)>")
    expect(laptop.locator(HEARD)).not_to_be_empty()
    assert laptop.locator(f"{DIALOG} img, {DIALOG} b").count() == 0


def test_hostile_text_in_the_index_is_only_text(laptop: Page) -> None:
    markup = "<img src=x onerror=alert(1)>"

    def answer(route: Route, change: Callable[[Any], Any]) -> None:
        """Answer with the site's own file, with the last value that it hands over changed."""
        call, _, values = route.fetch().text().partition("(")
        *before, last = json.loads(f"[{values.rstrip().removesuffix(';').removesuffix(')')}]")
        route.fulfill(body=f"{call}({json.dumps([*before, change(last)])[1:-1]});", content_type="text/javascript")

    def with_titles(index: dict[str, Any]) -> dict[str, Any]:
        return {**index, "pages": [[address, f"{markup} {title}"] for address, title in index["pages"]]}

    laptop.route("**/search/index.js", lambda route: answer(route, with_titles))
    laptop.route(TEXT_SCRIPTS, lambda route: answer(route, lambda texts: [f"{markup} {text}" for text in texts]))
    assert search(laptop, "salary")
    expect(laptop.locator(f"{RESULTS} .guide-search-about mark").first).to_be_visible()
    assert markup in laptop.locator(DIALOG).inner_text()
    assert laptop.locator(f"{DIALOG} img").count() == 0


def test_texts_come_without_moving_anything_and_can_be_missing(browser: Browser, address: str) -> None:
    heights = []
    for is_cut_off in (True, False):
        context, _ = open_context(browser, address, viewport=PHONE)
        if is_cut_off:
            context.route(TEXT_SCRIPTS, lambda route: route.abort())
        page = context.new_page()
        page.goto(address + PAGE)
        search(page, "salary")
        if not is_cut_off:
            expect(page.locator(f"{RESULTS} .guide-search-about mark").first).to_be_visible()
        page.wait_for_load_state("networkidle")
        heights.append(page.locator(RESULTS).evaluate_all("links => links.slice(0, 5).map(({ offsetHeight }) => offsetHeight)"))
        context.close()
    assert heights[0] == heights[1]


@pytest.mark.parametrize(("size", "least"), [(PHONE, 5), (LAPTOP, 8)], ids=["phone", "laptop"])
def test_enough_results_are_in_view(browser: Browser, address: str, size: dict, least: int, record_property) -> None:
    context, _ = open_context(browser, address, viewport=size)
    page = context.new_page()
    page.goto(address + PAGE)
    seen = {}
    for words in ("salary", "thank you email", "linkedin", "nervous", "nurse", "what to ask"):
        search(page, words)
        seen[words] = in_view(page)
        close_search(page)
    context.close()
    record_property("measured", f"results in view at {size['width']}x{size['height']}: {seen}")
    assert sorted(seen.values())[len(seen) // 2] >= least, seen


@pytest.mark.long
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP, {"width": 320, "height": 256}], ids=["phone", "desktop", "zoomed"])
def test_open_search_is_accessible_and_large_enough(browser: Browser, address: str, size: dict, scheme: str) -> None:
    context, watch = open_context(browser, address, viewport=size, color_scheme=scheme)
    page = context.new_page()
    page.goto(address + PAGE)
    define_pages(page)
    found = []
    for words in ("", "salary", UNKNOWN):
        open_search(page).fill(words)
        wait_until(
            page,
            "document.querySelector('#guide-search-list').childElementCount > 0" if words == "salary" else "Guide.searchPage !== undefined",
        )
        found += axe_violations(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        sizes = page.locator(f"{DIALOG} :is(button, [role=option], #guide-search-end a)").evaluate_all("leastSizes")
        assert min(sizes) >= 24
        if size is PHONE:
            assert min(page.locator(f"{DIALOG} button").evaluate_all("leastSizes")) >= 44
        close_search(page)
    context.close()
    assert found == []
    assert watch.wrong == []


def test_letters_typed_in_a_field_do_not_open_search(laptop: Page, address: str) -> None:
    laptop.goto(address + "ask/compose/")
    laptop.locator("textarea").first.focus()
    laptop.keyboard.type("first/fs")
    expect(laptop.locator(DIALOG)).to_be_hidden()
    for key in ("/", "s", "f"):
        laptop.evaluate("document.activeElement.blur()")
        laptop.keyboard.press(f"Control+{key}" if key == "s" else f"Alt+{key}")
        expect(laptop.locator(DIALOG)).to_be_hidden()
        laptop.keyboard.press(key)
        expect(laptop.locator(FIELD)).to_be_focused()
        expect(laptop.locator(FIELD)).to_have_value("")
        close_search(laptop)


def test_page_not_found_searches_for_the_words_of_the_address(browser: Browser, address: str, site: Path) -> None:
    context, watch = open_context(browser, address, viewport=PHONE)
    page = context.new_page()
    missing = f"{address}prepare/salary-questions%E0.html"
    page.route(missing, lambda route: route.fulfill(path=site / "404.html", content_type="text/html"))
    page.goto(missing)
    links = page.locator("#guide-not-found a")
    expect(links.first).to_be_visible()
    assert 0 < links.count() <= 5
    assert any("salar" in text.lower() or "pay" in text.lower() for text in links.all_inner_texts())
    expect(page.locator(DIALOG)).to_be_hidden()
    expect(page.locator("#guide-not-found .guide-search-about mark").first).to_be_visible()
    assert axe_violations(page) == []
    page.goto(f"{address}404.html")
    expect(page.locator("#guide-not-found")).to_contain_text("You can start again from here:")
    expect(page.get_by_role("link", name="Get started")).not_to_have_count(0)
    page.route(f"{address}qqqqzzzz/", lambda route: route.fulfill(path=site / "404.html", content_type="text/html"))
    page.goto(f"{address}qqqqzzzz/")
    page.wait_for_function("document.querySelector('script[src$=\"search/index.js\"]') && Guide.search")
    expect(page.locator("#guide-not-found li").first).to_have_text("Home")
    context.close()
    assert watch.wrong == []


def test_without_script_there_is_no_dead_button(browser: Browser, address: str) -> None:
    context, _ = open_context(browser, address, viewport=DESKTOP, java_script_enabled=False)
    page = context.new_page()
    page.goto(address + PAGE)
    expect(page.locator("#guide-search-open")).to_be_hidden()
    expect(page.locator(DIALOG)).to_be_hidden()
    context.close()
