"""The filter over the question bank in a real browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.support.browser import PHONE, axe_violations, open_context
from tests.support.question_filter import FILTER, IDS, chip, said, shown, turn_to
from tests.support.scripts import define, define_pages


def suiting(site_index, **wanted: str) -> set[str]:
    """What the filter must show for one choice in each of some facets."""
    keys = {"goal": "goals", "person": "persons", "audience": "audiences", "mode": "modes"}

    def fits(question) -> bool:
        for facet, value in wanted.items():
            if facet in keys:
                named = getattr(question, keys[facet])
                if value not in named and (named or facet == "goal"):
                    return False
            elif facet == "topic":
                if site_index.dataset.topic_of(question) != value:
                    return False
            elif getattr(question, facet) != value:
                return False
        return True

    return {question.id for question in site_index.dataset.questions() if fits(question)}


def test_the_filter_begins_with_all_questions(page: Page, address: str, site_index) -> None:
    page.goto(address + FILTER)
    everything = {question.id for question in site_index.dataset.questions()}
    assert shown(page) == everything
    assert said(page) == f"All {len(everything)} questions."
    expect(page.get_by_role("button", name="Clear all")).to_be_hidden()


@pytest.mark.parametrize(
    "wanted",
    [
        {"goal": "choose-training"},
        {"person": "manager"},
        {"audience": "veteran", "mode": "written"},
        {"topic": "health"},
        {"stage": "story", "priority": "good"},
        {"sensitivity": "high", "topic": "pay"},
        {"goal": "test-fit", "person": "peer", "audience": "college", "mode": "phone", "stage": "explore", "sensitivity": "low"},
    ],
    ids="+".join,
)
def test_each_facet_narrows_to_what_fits(page: Page, address: str, site_index, wanted: dict) -> None:
    page.goto(address + FILTER)
    for facet, value in wanted.items():
        box = chip(page, facet, value)
        reported = box.locator("xpath=..").locator(".guide-count").text_content()
        box.check()
        assert said(page).startswith(f"{reported} "), "the chip tells what it gives"
    expected = suiting(site_index, **wanted)
    assert expected
    assert shown(page) == expected


def test_several_values_of_a_facet_add_up_and_clear_clears(page: Page, address: str, site_index) -> None:
    page.goto(address + FILTER)
    for topic in ("pay", "law", "growth"):
        chip(page, "topic", topic).check()
    assert shown(page) == suiting(site_index, topic="pay") | suiting(site_index, topic="law") | suiting(site_index, topic="growth")
    page.get_by_role("button", name="Clear all").click()
    assert len(shown(page)) == len(list(site_index.dataset.questions()))
    assert page.url == address + FILTER
    expect(page.locator("#guide-found")).to_be_focused()


def test_beside_what_is_chosen_a_facet_still_counts_what_its_other_values_would_give(page: Page, address: str, site_index) -> None:
    page.goto(address + FILTER)
    chip(page, "topic", "pay").check()
    for topic in ("pay", "law"):
        count = chip(page, "topic", topic).locator("xpath=..").locator(".guide-count").text_content()
        assert count == str(len(suiting(site_index, topic=topic))), topic


@pytest.mark.long
def test_words_are_found_in_questions_and_their_synonyms_without_regard_to_accents(page: Page, address: str, site_index) -> None:
    page.goto(address + FILTER)
    page.locator("#guide-words").press_sequentially("SÁLARY")
    expect(page.locator("#guide-found")).to_contain_text(" of ")
    assert "q-pay-01" in shown(page)
    for question in site_index.dataset.questions():
        if question.id in shown(page):
            assert "salary" in " ".join((question.text, question.purpose, *question.synonyms)).lower(), question.id


def test_the_address_keeps_the_choice_and_back_goes_back(page: Page, context: BrowserContext, address: str) -> None:
    page.goto(address + FILTER)
    chip(page, "audience", "returner").check()
    chip(page, "mode", "phone").check()
    both, link = shown(page), page.url
    assert link.startswith(address + FILTER + "#")
    page.go_back()
    expect(chip(page, "mode", "phone")).not_to_be_checked()
    expect(chip(page, "audience", "returner")).to_be_checked()
    page.go_forward()
    assert shown(page) == both
    other = context.new_page()
    other.goto(link)
    assert shown(other) == both


@pytest.mark.long
def test_every_value_of_every_facet_works_by_a_link(page: Page, address: str, site_index) -> None:
    page.goto(address + FILTER)
    chips = page.locator(".guide-facet input").evaluate_all("boxes => boxes.map(({ name, value }) => [name, value])")
    assert len({facet for facet, _ in chips}) == 8
    for facet, value in chips:
        page.evaluate("hash => { location.hash = hash }", f"{facet}={value}")
        expect(page.locator(f".guide-facet [name={facet}][value={value}]")).to_be_checked()
        assert shown(page) == suiting(site_index, **{facet: value}), (facet, value)
    expect(page.locator(".guide-facet input:checked")).to_have_count(1)
    for link in ("topic=pay.law&mode=phone", "topic=pay&topic=law&mode=phone&mode=phone"):
        page.goto(address + FILTER + "#" + link)
        page.reload()
        assert shown(page) == suiting(site_index, topic="pay", mode="phone") | suiting(site_index, topic="law", mode="phone")


def test_a_facet_can_have_any_number_of_values(page: Page, address: str, site_index) -> None:
    """As if there were many more topics than questions have."""
    vocabulary = site_index.dataset.vocabulary
    more = "".join(
        f'<label><input type="checkbox" name="topic" value="more-{number}"> <b data-label>More</b> <b class="guide-count"></b></label>'
        for number in range(40)
    )
    first = re.compile(rf'(<label[^>]*>\s*<input[^>]*name="?topic"?[^>]*value="?{vocabulary.sectors[0].id}"?[\s>])')

    def answer(route: Route) -> None:
        response = route.fetch()
        body, count = first.subn(lambda found: more + found[1], response.text())
        assert count == 1
        route.fulfill(response=response, body=body)

    page.route(address + FILTER, answer)
    page.goto(address + FILTER)
    for topic in (*vocabulary.topics, *vocabulary.sectors):
        page.evaluate("hash => { location.hash = hash }", f"topic={topic.id}")
        expect(page.locator(f".guide-facet [name=topic][value={topic.id}]")).to_be_checked()
        assert shown(page) == suiting(site_index, topic=topic.id), topic.id


def test_an_odd_address_shows_what_it_can(page: Page, address: str, site_index) -> None:
    for odd in ("#goal=%E0%A4%A", "#audience=<b>+x&y=1", "#constructor=1&__proto__=2", "#" + "goal=" * 5000, "#goal"):
        page.goto(address + FILTER + odd)
        page.reload()
        assert len(shown(page)) == len(list(site_index.dataset.questions())), odd


def test_what_is_written_for_the_reader_stands_first(page: Page, address: str, site_index) -> None:
    page.goto(address + FILTER)
    turn_to(page)
    order = page.locator("#guide-bank > section").first.locator("a").all_text_contents()
    chip(page, "audience", "veteran").check()
    special = page.locator("#guide-special li > a").evaluate_all(IDS)
    assert special == [question.id for question in site_index.dataset.questions() if "veteran" in question.audiences]
    chip(page, "audience", "veteran").uncheck()
    expect(page.locator("#guide-special")).to_be_hidden()
    assert page.locator("#guide-bank > section").first.locator("a").all_text_contents() == order


def test_an_empty_result_says_kindly_which_filter_to_drop(page: Page, address: str) -> None:
    page.goto(address + FILTER)
    chip(page, "topic", "closing").check()
    chip(page, "sensitivity", "low").check()
    page.locator("#guide-words").fill("zebra")
    none = page.locator("#guide-none")
    expect(none).to_contain_text("No question fits all of that")
    ways = none.get_by_role("button").all_text_contents()
    assert 1 <= len(ways) <= 3
    assert any("the words “zebra”" in way for way in ways)
    reported = re.search(r"\((\d+)\)$", ways[0])[1]
    none.get_by_role("button").first.click()
    assert said(page).startswith(f"{reported} ")
    assert shown(page)
    expect(none).to_be_hidden()
    page.get_by_role("button", name="Clear all").click()
    page.locator("#guide-words").fill("zebra zebra")
    expect(none.get_by_role("button")).to_contain_text("zebra")


@pytest.mark.long
def test_the_filter_works_by_keyboard_and_tells_a_screen_reader(page: Page, address: str) -> None:
    page.goto(address + FILTER)
    page.locator("#guide-words").focus()
    expect(page.locator("#guide-filter[data-ready]")).to_be_attached()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert " of " in said(page)
    expect(page.locator("article [role=status]")).to_have_text(said(page))
    assert page.locator(".guide-facet").first.get_attribute("open") is not None
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        define_pages(page)
        page.evaluate("unfoldAll")
        assert axe_violations(page) == []


def test_without_script_the_filter_page_leads_to_every_question(browser: Browser, address: str, site_index) -> None:
    context, watch = open_context(browser, address, viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(address + FILTER)
    expect(page.locator("#guide-filter")).to_be_hidden()
    first = page.locator(".guide-bank > li:visible > a").evaluate_all(IDS)
    groups = [*site_index.dataset.topics.values(), *site_index.dataset.sectors.values()]
    for group in groups:
        listed = [question.id for question in group.questions if question.id in first]
        assert listed == [question.id for question in group.questions][: len(listed)]
        if len(listed) < len(group.questions):
            expect(page.get_by_role("link", name=re.compile(f"^All {len(group.questions)} questions")).first).to_be_visible()
    assert len(first) >= 5 * len(groups) / 2
    page.goto(address + "prepare/planner/")
    expect(page.get_by_text("This tool needs JavaScript")).to_be_visible()
    page.goto(address + "prepare/questions/running-orders/")
    expect(page.locator("#r-30 ~ ul a").first).to_be_visible()
    context.close()
    assert watch.wrong == []


@pytest.mark.parametrize("act", ["choose", "type", "press Enter"])
def test_what_a_reader_does_before_the_questions_have_come_counts(page: Page, address: str, site_index, act: str) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.goto(address + FILTER)
    page.route("**/assets/joined/*.js", hold)
    if act == "choose":
        page.locator(".guide-facet[data-facet=topic] summary").click()
        page.locator(".guide-facet input[value=pay]").check()
        expected = suiting(site_index, topic="pay")
    else:
        page.locator("#guide-words").fill("zebra")
        if act == "press Enter":
            page.locator("#guide-words").press("Enter")
        expected = set()
    assert page.url.startswith(address + FILTER), "the form isn't sent"
    [route] = held
    route.continue_()
    assert shown(page) == expected
    assert f"{len(expected)} of " in said(page)


def test_when_the_questions_do_not_come_a_reader_can_try_again(browser: Browser, address: str) -> None:
    context, _ = open_context(browser, address, viewport=PHONE)
    page = context.new_page()
    page.goto(address + FILTER)
    page.route("**/assets/joined/*.js", lambda route: route.abort())
    page.locator("#guide-words").focus()
    expect(page.get_by_role("alert")).to_have_text("The questions didn't load. You may be offline.")
    page.unroute_all()
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("#guide-filter[data-ready]")).to_be_attached()
    expect(page.get_by_role("alert")).to_be_hidden()
    context.close()


@pytest.mark.long
def test_filtering_time_is_reported(browser: Browser, address: str, record_property) -> None:
    """Measured with layout; the aims are 50 ms, and 200 ms with the processor slowed four times."""
    context, _ = open_context(browser, address, viewport=PHONE)
    page = context.new_page()
    page.goto(address + FILTER)
    turn_to(page)
    define(page, Path(__file__).with_name("question-filter.js"))
    for slower, aim in ((1, 50), (4, 200)):
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
        times = page.evaluate("filterTimes")
        assert len(times) == 40
        middle, worst = times[20], times[-1]
        record_property("measured", f"filtering, processor slowed {slower}x: {middle:.0f} ms (worst {worst:.0f} ms), aim {aim} ms")
    context.close()
