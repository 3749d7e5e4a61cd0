"""Postprocessing refuses each thing that must not be published, and says where it is."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path

import pytest

from tests.support.built_page import GOOD, reported


def test_a_good_page_gets_a_policy_that_names_its_scripts(built_folder: Path) -> None:
    assert reported(built_folder) == []
    page = (built_folder / "index.html").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(b"go()").digest()).decode()
    policy = re.search(r'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="([^"]+)">', page)[1]
    assert f"script-src 'self' 'sha256-{digest}';" in policy
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert policy.count("sha256-") == 2, "one script, one style sheet: a block of data is neither"


@pytest.mark.parametrize("written", ["<meta charset='utf-8'>", "<META CHARSET=UTF-8>", '<meta charset="utf-8" />'])
def test_the_policy_comes_right_after_the_charset_however_that_is_written(built_folder: Path, written: str) -> None:
    (built_folder / "index.html").write_text(GOOD.replace('<meta charset="utf-8">', written), "utf-8")
    assert reported(built_folder) == []
    assert f'{written}<meta http-equiv="Content-Security-Policy"' in (built_folder / "index.html").read_text("utf-8")


def test_links_that_lead_away_get_their_address_for_paper(built_folder: Path) -> None:
    (built_folder / "index.html").write_text(
        GOOD.replace("<article>", "<a href='./'>out of the article</a><article>\n\u00e9 <a href='a.css'>x</a>"), "utf-8"
    )
    assert reported(built_folder) == []
    page = (built_folder / "index.html").read_text("utf-8")
    assert re.findall(r"<a [^>]*data-address[^>]*>", page) == [
        "<a href='a.css' data-address=\"guide.example/a.css\">",
        '<a href="./" data-address="guide.example/">',
        '<a href="https://other.example/x" data-address="other.example/x">',
    ]


def test_an_offline_copy_keeps_its_index_and_needs_no_worker(built_folder: Path) -> None:
    (built_folder / "search/search_index.js").write_text("", "utf-8")
    (built_folder / "index.html").write_text(
        GOOD.replace("assets/search/lazy-search-worker.js", "assets/javascripts/workers/x.js"), "utf-8"
    )
    assert reported(built_folder) == []
    assert not (built_folder / "search/index.json").exists()


def test_the_search_index_is_held_back(built_folder: Path) -> None:
    assert reported(built_folder) == []
    assert json.loads((built_folder / "search/search_index.json").read_text("utf-8"))["docs"] == []
    assert json.loads((built_folder / "search/index.json").read_text("utf-8")) == [{"location": ""}]


MISSING = "the theme's HTML has changed, so that a change of ours is missing; expected"
BAD = {
    "S502": (
        '<link rel="stylesheet" href="a.css">',
        '<link rel="stylesheet" href="https://cdn.example/a.css">',
        "this asks another host; got 'https://cdn.example/a.css'",
    ),
    "S502 srcset": (
        "<a href=",
        '<img alt="" srcset="a.css 1x, //cdn.example/b 2x"><a href=',
        "this asks another host; got '//cdn.example/b'",
    ),
    "S503": ("<code>{{ shown }}</code>", "<p>{{ left }}</p>", "leftover template or error text; got '{{ left }}'"),
    "S503 error": ("<code>{{ shown }}</code>", "<p>Macro Rendering Error</p>", "leftover template or error text"),
    "S504": ('<a href="#top">', '<p id="top"></p><a href="#top">', "this id stands twice on the page; got 'top'"),
    "S505": ('<a href="./">', '<a href="./" onclick="x()">', "script in an attribute; got 'onclick=x()'"),
    "S505 address": ('<a href="./">', '<a href="javascript:x()">', "script in an attribute; got 'href=javascript:x()'"),
    "S506": ("<h1 id", "<h2 id", "the page must have one h1; got '0'"),
    "S507": ('<a href="./">', '<a href="gone/">', "this link leads nowhere; got 'gone/'"),
    "S507 own host": ('<a href="./">', '<a href="https://guide.example/gone.pdf">', "this link leads nowhere"),
    "S508": ('<a href="#top">', '<a href="#tap">', "this anchor does not exist; got '#tap'"),
    "S509 charset": (
        '<meta charset="utf-8">',
        '<meta http-equiv="content-type" content="text/html; charset=utf-8">',
        f'{MISSING} <meta charset="utf-8">',
    ),
    "S509 article": ("article>", "section>", f"{MISSING} <article>"),
    "S509 dialog": ('role="dialog" aria-label="Search"', 'role="dialog"', f'{MISSING} role="dialog" aria-label="Search"'),
    "S509 worker": (
        "assets/search/lazy-search-worker.js",
        "assets/javascripts/workers/x.js",
        f"{MISSING} assets/search/lazy-search-worker.js",
    ),
    "S509 styles": ('<style>@import "a.css" layer(material);</style>', "", f"{MISSING} the theme's style sheets in the layer"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_page_is_refused_and_nothing_is_written(built_folder: Path, name: str) -> None:
    old, new, sentence = BAD[name]
    assert GOOD.count(old) >= 1
    bad = GOOD.replace(old, new) if name == "S509 article" else GOOD.replace(old, new, 1)
    (built_folder / "index.html").write_text(bad, "utf-8")
    diagnostics = reported(built_folder)
    assert len(diagnostics) == 1, diagnostics
    assert re.match(rf"index\.html:\d+:1: {re.escape(sentence)}", diagnostics[0]), diagnostics[0]
    assert diagnostics[0].endswith(f" [{name[:4]}]")
    assert (built_folder / "index.html").read_text("utf-8") == bad


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    assert reported(tmp_path)[0].endswith("there are no pages to finish; expected a built site [S501]")
