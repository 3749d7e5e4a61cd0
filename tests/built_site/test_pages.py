"""The pages of the built site, as files."""

from __future__ import annotations

import json
import re
from collections import Counter
from html import unescape
from pathlib import Path

from macros.outputs.context import url_of
from tests.support.commands import build
from tests.support.guides import ROOT, let_pasted_marks_pass

SHOWN_TITLE, MOST_TITLE = 65, 70
"""How many characters of a title search engines show, and how many a page's own may have, since a little may be cut off."""


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def test_every_page_has_a_policy_a_description_and_sharing_data(site: Path) -> None:
    for page in pages(site):
        html = page.read_text("utf-8")
        assert html.index("Content-Security-Policy") < html.index("<script"), page
        assert re.search(r'<meta name="description" content="[^"]{40,}', html), page
        assert '<meta property="og:title" content="' in html, page


def test_the_theme_s_style_sheet_is_in_the_first_layer(site: Path) -> None:
    """overrides/main.html words the theme's links anew, and can't say so itself when they come in another form."""
    (sheet,) = (site / "assets/stylesheets").iterdir()
    for page in pages(site):
        html = page.read_text("utf-8")
        layered = re.findall(r'<style>@import "([^"]+)" layer\(material\);</style>', html)
        assert [Path(name).name for name in layered] == [sheet.name], page
        assert all((page.parent / name).resolve().is_file() for name in layered if page.name != "404.html"), page
        assert not re.search(r'<link[^>]+href="[^"]*assets/stylesheets/', html), page
        assert html.index("layer(material)") < html.index("assets/styles/guide.css"), page


def test_a_tool_s_style_is_in_the_head_of_the_pages_that_have_the_tool(site: Path) -> None:
    styles = {path.stem for path in (ROOT / "docs/assets").glob("*/*.css") if path.parent.name == path.stem}
    tools = set()
    for page in pages(site):
        html = page.read_text("utf-8")
        named = set(re.findall(r'data-tool="([^"]+)"', html))
        head = html.partition("</head>")[0]
        assert set(re.findall(r'<link rel="stylesheet" href="[^"]*assets/([\w-]+)/\1\.css"', head)) == named, page
        tools |= named
    assert tools | {"search"} == styles, "search loads its style when a reader opens it"


def test_sitemap_and_robots_name_the_pages(site: Path, settings) -> None:
    sitemap = (site / "sitemap.xml").read_text("utf-8")
    assert f"<loc>{settings.site_url}prepare/questions/</loc>" in sitemap
    assert f"Sitemap: {settings.site_url}sitemap.xml" in (site / "robots.txt").read_text("utf-8")


def test_what_browsers_and_phones_show_of_the_site_is_there(site: Path) -> None:
    for page in pages(site):
        head = page.read_text("utf-8").partition("</head>")[0]
        for rel in ("apple-touch-icon", "manifest", "icon"):
            [address] = re.findall(rf'<link rel="{rel}" href="([^"]+)"', head)
            assert page.name == "404.html" or (page.parent / address).resolve().is_file(), page
        assert re.search(r'<meta name="theme-color" content="#[0-9a-f]{6}">', head), page


def test_no_page_has_a_browser_fetch_another_page(site: Path) -> None:
    """Firefox does so for what a page says is next, and the page's policy refuses it. No other browser here does."""
    for page in pages(site):
        head = page.read_text("utf-8").partition("</head>")[0]
        assert not re.search(r'<link [^>]*rel="(next|prefetch|prerender|preload)"', head), page


def test_no_two_pages_have_one_title_or_one_description(site: Path) -> None:
    heads = {page: page.read_text("utf-8").partition("</head>")[0] for page in pages(site) if page.name != "404.html"}
    for pattern in (r"<title>(.*?)</title>", r'<meta name="description" content="([^"]*)"'):
        found = [re.search(pattern, head)[1] for head in heads.values()]
        assert [text for text, count in Counter(found).items() if count > 1] == []


def test_titles_fit_where_search_engines_show_them(site: Path, settings) -> None:
    titles = [unescape(re.search(r"<title>(.*?)</title>", page.read_text("utf-8"))[1]) for page in pages(site)]
    assert [title for title in titles if len(title) > MOST_TITLE] == []
    assert [title for title in titles if title.endswith(settings.site_name) and len(title) > SHOWN_TITLE] == []
    assert f"Who first? - {settings.site_name}" in titles, "the name of the guide follows where there's room"


def test_chapters_say_who_published_them_and_when_they_were_reviewed(site: Path, settings) -> None:
    [chapter] = [one for one in linked_data(site / "find/linkedin/index.html") if one["@type"] == "Article"]
    assert chapter["author"] == chapter["publisher"] == {"@type": "Organization", "name": settings.site_name, "url": settings.site_url}
    assert (site / chapter["image"].removeprefix(settings.site_url)).is_file()
    [reviewed] = re.findall(r"^reviewed: (\S+)$", (ROOT / "docs/find/linkedin.md").read_text("utf-8"), re.MULTILINE)
    assert chapter["dateModified"] == reviewed


def test_only_the_home_page_is_shared_as_a_site(site: Path) -> None:
    shared = {page: re.search(r'<meta property="og:type" content="(\w+)">', page.read_text("utf-8"))[1] for page in pages(site)}
    assert [page for page, kind in shared.items() if kind == "website"] == [site / "index.html"]
    assert set(shared.values()) == {"website", "article"}


def test_the_home_page_is_reported_to_search_engines_as_the_site(site: Path, settings) -> None:
    [one] = linked_data(site / "index.html")
    assert (one["@type"], one["name"], one["url"]) == ("WebSite", settings.site_name, settings.site_url)
    assert (site / one["image"].removeprefix(settings.site_url)).is_file()


def test_a_missing_page_leads_on(site: Path) -> None:
    html = (site / "404.html").read_text("utf-8")
    assert "Page not found" in html
    assert html.count('<li><a class="guide-start-again" href="/') >= 7


def test_every_page_asks_for_questions_and_changes(site: Path) -> None:
    for page in pages(site):
        if page.name != "404.html":
            html = page.read_text("utf-8")
            assert ">Ask a question</a>" in html, page
            assert ">Suggest a change</a>" in html, page


def linked_data(page: Path) -> list[dict]:
    """What a page tells search engines, as https://schema.org has it."""
    return [
        json.loads(text) for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.read_text("utf-8"), re.DOTALL)
    ]


def test_chapters_and_readers_questions_are_reported_to_search_engines(site: Path, site_index, settings) -> None:
    for step, file in site_index.dataset.steps.items():
        page = site_index.page_by_id[file.answers[0].id]
        reported = {one["@type"]: one for one in linked_data(site / url_of(page, directory_urls=True) / "index.html")}
        assert reported["Article"]["headline"] == site_index.page_titles[page], step
        assert reported["Article"]["url"].startswith(settings.site_url)
        questions = reported["FAQPage"]["mainEntity"]
        assert [one["name"] for one in questions] == [answer.question for answer in file.answers]
        assert [one["acceptedAnswer"]["text"] for one in questions] == [answer.answer.strip() for answer in file.answers]


def test_data_for_search_engines_cannot_become_script(small: Path, tmp_path: Path) -> None:
    path = small / "data/answers/find.yml"
    path.write_text(path.read_text("utf-8").replace("So here are", "</script><script>alert(1)</script> So here are", 1), "utf-8")
    let_pasted_marks_pass(small)
    assert build(small, tmp_path / "site").returncode == 0
    pages = [page for page in (tmp_path / "site").rglob("*.html") if "alert(1)" in page.read_text("utf-8")]
    assert pages
    for page in pages:
        assert "<script>alert" not in page.read_text("utf-8")
        assert any("<script>alert(1)" in json.dumps(one) for one in linked_data(page) if one["@type"] == "FAQPage")
