"""What belongs in the copy of the guide that a browser keeps, and what the reader sees of it, in docs/assets/offline/offline-core.js."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.support.guides import ROOT
from tests.support.scripts import load_assets

SITE = "https://guide.example/a/"
MARK = '<p class="guide-saved-copy" data-root="{}" hidden></p>'
SAVED = "2026-11-28T12:00:00.000Z"


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(timezone_id="America/New_York")
    page = context.new_page()
    load_assets(page, "offline/offline-core")
    yield page
    context.close()


def call(page: Page, function: str, *arguments: Any) -> Any:
    return page.evaluate(f"arguments => Guide.offline.{function}(...arguments)", list(arguments))


def test_each_site_of_a_host_has_its_own_cache(page: Page) -> None:
    names = [call(page, "cacheName", f"https://guide.example{path}") for path in ("/", "/a/", "/a/b/", "/guide.offline/")]
    assert names == ["/guide.offline", "/a/guide.offline", "/a/b/guide.offline", "/guide.offline/guide.offline"]


def test_the_worker_that_removes_everything_names_the_same_cache(page: Page) -> None:
    worker = (ROOT / "docs/offline-worker.js").read_text("utf-8")
    assert call(page, "cacheName", SITE).removeprefix("/a/") == "guide.offline"
    assert "`${new URL(site).pathname}guide.offline`" in worker


@pytest.mark.parametrize("end", ["", "?x=1", "#a", "?x=1#a", "#a?b", "?a?b"])
def test_what_comes_after_a_question_mark_or_a_number_sign_is_ignored(page: Page, end: str) -> None:
    assert call(page, "keyOf", f"{SITE}prepare/{end}") == f"{SITE}prepare/"


@pytest.mark.parametrize(
    ("path", "is_file"),
    [
        ("assets/styles/guide.css", True),
        ("assets/search/search-core.js?x", True),
        ("search/texts/0.js", True),
        ("downloads/c-prepare-a4.pdf", True),
        ("local/logo.svg", True),
        ("downloads/all-sheets.zip", False),
        ("downloads/", False),
        ("livereload/1/2", False),
        ("other-site/assets/a.css", False),
        ("offline-worker.js", False),
        ("../b/assets/styles/guide.css", False),
    ],
)
def test_files_are_those_of_the_site_s_own_folders(page: Page, path: str, is_file: bool) -> None:
    assert call(page, "isFile", page.evaluate("([path, site]) => new URL(path, site).href", [path, SITE]), SITE) == is_file


@pytest.mark.parametrize(
    ("html", "address", "is_page"),
    [
        (MARK.format("."), SITE, True),
        (MARK.format("../.."), f"{SITE}prepare/planner/", True),
        (MARK.format("../.."), f"{SITE}prepare/planner/?x=/y/z#/y", True),
        (MARK.format(".."), f"{SITE}404/", True),
        # Another site in a folder of this one, "Page not found", a page of the host or of a network, and text about the mark.
        (MARK.format("."), f"{SITE}b/", False),
        ('<h1 id="not-found">Page not found</h1>', f"{SITE}gone/", False),
        ("<h1>404</h1>", f"{SITE}gone/", False),
        ("<h1>Welcome to our hotel</h1>", SITE, False),
        (MARK.format(".").replace("<", "&lt;"), SITE, False),
        ("", SITE, False),
    ],
)
def test_a_page_is_known_by_its_body(page: Page, html: str, address: str, is_page: bool) -> None:
    assert call(page, "isPage", html, address, SITE) == is_page


def test_a_page_s_parts_are_its_scripts_styles_and_pictures(page: Page) -> None:
    html = """<link rel="stylesheet" href="../assets/styles/guide.css">
    <style>@import "../assets/stylesheets/main.1.min.css" layer(x);</style>
    <link href="../downloads/site.webmanifest" rel="manifest"><script src="../assets/shared/dom.js"></script>
    <img alt="" src="../local/a.png">
    <a href="../downloads/x.pdf">PDF</a><a href="../find/">Find</a><a href="https://other.example/a.png">x</a><a href="mailto:a@b.c">m</a>
    <link rel="icon" href="data:image/svg+xml,x.svg"><script src="/b/assets/x.js"></script>
    <script src="../assets/shared/dom.js"></script>"""
    assert [one.removeprefix(SITE) for one in call(page, "partsOf", html, f"{SITE}x/", SITE)] == [
        "assets/styles/guide.css",
        "assets/stylesheets/main.1.min.css",
        "downloads/site.webmanifest",
        "assets/shared/dom.js",
        "local/a.png",
    ]


def test_search_s_texts_are_one_for_each_page_of_the_index(page: Page) -> None:
    index = 'Guide.search.receive({"pages": [["", "Home (now)"], ["find/", "Find"]], "places": []});\n'
    assert call(page, "textsOf", index, SITE) == [f"{SITE}search/texts/0.js", f"{SITE}search/texts/1.js"]


@pytest.mark.parametrize("opener", ["search/search-open", "planner/add-to-plan-open"])
def test_what_is_loaded_later_is_in_every_copy(page: Page, opener: str) -> None:
    """Scripts that a page names are its parts; those that a script loads are named by no page."""
    text = (ROOT / f"docs/assets/{opener}.js").read_text("utf-8")
    [modules] = re.findall(r"MODULES = \[(.*)\];", text)
    names = [f"assets/{name}.js" for name in re.findall(r'"([^"]+)"', modules)] + re.findall(r'"(search/index\.js|assets/[\w/.-]+)"', text)
    assert len(names) > 6
    assert set(names) <= set(page.evaluate("Guide.offline.ALWAYS"))


def test_a_saved_page_says_so_and_is_otherwise_the_same(page: Page) -> None:
    html = f"<article>{MARK.format('.')}<h1>x</h1></article>"
    assert call(page, "withNote", html, SAVED) == '<article><p class="guide-saved-copy">Saved copy of Nov 28, 2026</p><h1>x</h1></article>'
    assert call(page, "withNote", "<h1>x</h1>", SAVED) == "<h1>x</h1>"


def test_the_page_for_what_is_not_saved_names_what_is(page: Page) -> None:
    pages = [{"address": f"{SITE}a&b/", "title": "R&amp;D &quot;jobs&quot;", "saved": SAVED, "size": 1}]
    html = call(page, "missingPage", SITE, pages)
    assert '<li><a href="https://guide.example/a/a&amp;b/">R&amp;D &quot;jobs&quot;</a></li>' in html
    assert '<link rel="stylesheet" href="https://guide.example/a/assets/offline/not-saved.css">' in html
    assert "<script" not in html and "<style" not in html


@pytest.mark.parametrize(
    ("days", "size", "text"),
    [
        (["2026-11-28"], 30_000, "Saved copy of Nov 28, 2026. 1 page, 0.1 MB."),
        (["2026-12-03", "2026-11-28", "2027-01-02"], 4_123_456, "Saved copy of Nov 28, 2026. 3 pages, 4.1 MB."),
        (["2026-11-28"] * 1234, 12_000_000, "Saved copy of Nov 28, 2026. 1,234 pages, 12.0 MB."),
    ],
)
def test_the_summary_has_the_day_of_the_oldest_page(page: Page, days: list[str], size: int, text: str) -> None:
    pages = [{"address": SITE, "title": "", "saved": f"{day}T12:00:00.000Z", "size": 1} for day in days]
    assert call(page, "summary", pages, size) == text


def test_what_every_copy_has_is_on_the_site(page: Page, site: Path) -> None:
    always = page.evaluate("Guide.offline.ALWAYS")
    assert len(always) > 8
    assert all((site / path).is_file() for path in always)
