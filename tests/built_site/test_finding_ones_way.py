"""A reader who arrives in the middle sees where that is, what is on the page, and where to go on."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from macros.outputs.context import url_of
from macros.settings import Settings
from tests.support.browser import DESKTOP, PHONE, axe_violations, open_context

CRUMBS = re.compile(r'<nav class="guide-crumbs".*?</nav>', re.DOTALL)
STEPS = re.compile(r'<nav class="guide-steps".*?</nav>', re.DOTALL)
ONWARD = re.compile(r'<nav class="guide-onward".*?</nav>', re.DOTALL)
ON_THIS_PAGE = re.compile(r'<nav class="guide-contents".*?</nav>', re.DOTALL)
CURRENT = re.compile(r'<a href="([^"]*)" aria-current="step"><b>(\d)</b> <span>([^<]+)</span>')
EACH_KIND = ("ask/", "prepare/questions/fit/", "stories/nurse/", "more/")


def html_of(site: Path, page: str) -> str:
    return (site / url_of(page, directory_urls=True) / "index.html").read_text("utf-8")


def test_every_page_but_the_first_says_where_it_is_and_leads_on(site: Path, site_index) -> None:
    for page in site_index.page_titles:
        html = html_of(site, page)
        expected = 0 if page == "index.md" else 1
        for part in (CRUMBS, ONWARD):
            assert len(part.findall(html)) == expected, (page, part.pattern)
    assert not CRUMBS.search((site / "404.html").read_text("utf-8"))


def test_every_page_of_a_step_shows_the_steps_with_its_own(site: Path, site_index) -> None:
    steps = {step.page.partition("/")[0]: (str(number), step.label) for number, step in enumerate(site_index.dataset.vocabulary.steps, 1)}
    for page in site_index.page_titles:
        folder, html = page.partition("/")[0], html_of(site, page)
        if folder not in steps:
            assert not STEPS.search(html), page
            continue
        [strip] = STEPS.findall(html)
        assert re.findall(r"<b>(\d)</b> <span>([^<]+)</span>", strip) == list(steps.values()), page
        [(_, *current)] = CURRENT.findall(strip)
        assert tuple(current) == steps[folder], page
        assert html.index("guide-steps") < html.index("<h1"), page


def test_a_step_ends_with_its_tools_and_the_next_step(site: Path, site_index) -> None:
    [onward] = ONWARD.findall(html_of(site, "find/linkedin.md"))
    assert re.search(r'<a href="\.\./\.\./ask/"[^>]*><b>3</b> Ask</a>', onward)
    assert site_index.page_titles["find/contact-log.md"] in onward
    [last] = ONWARD.findall(html_of(site, "decide/thirty-days.md"))
    assert "Next step" not in last, "there is none after the last one"


def test_the_longest_lists_have_contents(site: Path, site_index) -> None:
    for page in ("ask/messages/email.md", "prepare/questions/fit.md"):
        html = html_of(site, page)
        entries = re.findall(r'<h2 id="([mq]-[^"]+)"', html)
        [listed] = ON_THIS_PAGE.findall(html)
        assert len(entries) > 15
        assert [name for name in entries if f'href="#{name}"' not in listed] == [], page
        assert html.index("</h1>") < html.index("guide-contents"), page


def test_search_engines_get_the_way_to_each_page(site: Path, settings: Settings) -> None:
    html = html_of(site, "ask/messages/email.md")
    data = [json.loads(text) for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)]
    [way] = [one["itemListElement"] for one in data if one["@type"] == "BreadcrumbList"]
    addresses = ["", "ask/", "ask/messages/", "ask/messages/email/"]
    assert [one["item"] for one in way] == [settings.site_url + address for address in addresses]
    assert [one["position"] for one in way] == [1, 2, 3, 4]


def test_what_stands_on_every_page_is_not_searched(site: Path) -> None:
    searched = "".join(path.read_text("utf-8") for path in (site / "search").rglob("*.js"))
    assert "LinkedIn" in searched
    for words in ("On this page", "Tools for step"):
        assert words not in searched, words


@pytest.mark.long
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_way_can_be_seen_and_heard(browser: Browser, address: str, size: dict, scheme: str) -> None:
    context, watch = open_context(browser, address, viewport=size, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    for path in EACH_KIND:
        page.goto(address + path)
        assert page.locator("h1").evaluate("title => title.getBoundingClientRect().bottom < innerHeight / 2"), path
        assert page.locator(".guide-crumbs").evaluate("way => way.offsetHeight <= 44"), f"{path}: one line"
        assert axe_violations(page) == [], path
    context.close()
    assert watch.wrong == []
