"""The seal refuses each thing that must not be published, and says where it is."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path

import pytest

from macros.diagnostics import InvalidGuideError
from macros.outputs.html.postprocess import postprocess_site

GOOD = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>x</title>
<link rel="canonical" href="https://guide.example/"><link rel="stylesheet" href="a.css"><script>go()</script></head>
<body><h1 id="top">x</h1><a href="#top">up</a><a href="./">home</a><a href="https://other.example/x">out</a>
<code>{{ shown }}</code><script id="__config" type="application/json">{"a": 1}</script></body></html>"""
URL = "https://guide.example/"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "index.html").write_text(GOOD, "utf-8")
    (tmp_path / "a.css").write_text("", "utf-8")
    (tmp_path / "search").mkdir()
    (tmp_path / "search" / "search_index.json").write_text('{"config": {"lang": ["en"]}, "docs": [{"location": ""}]}', "utf-8")
    return tmp_path


def told(folder: Path) -> list[str]:
    try:
        postprocess_site(folder, URL)
    except InvalidGuideError as error:
        return [str(diagnostic) for diagnostic in error.diagnostics]
    return []


def test_a_good_page_gets_a_policy_that_names_its_scripts(folder: Path) -> None:
    assert told(folder) == []
    page = (folder / "index.html").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(b"go()").digest()).decode()
    policy = re.search(r'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="([^"]+)">', page)[1]
    assert f"script-src 'self' 'sha256-{digest}';" in policy
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert policy.count("sha256-") == 1, "a block of data is no script"


def test_the_search_index_is_held_back(folder: Path) -> None:
    assert told(folder) == []
    assert json.loads((folder / "search/search_index.json").read_text("utf-8"))["docs"] == []
    assert json.loads((folder / "search/index.json").read_text("utf-8")) == [{"location": ""}]


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
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_page_is_refused_and_nothing_is_written(folder: Path, name: str) -> None:
    old, new, sentence = BAD[name]
    assert GOOD.count(old) >= 1
    bad = GOOD.replace(old, new, 1)
    (folder / "index.html").write_text(bad, "utf-8")
    diagnostics = told(folder)
    assert len(diagnostics) == 1, diagnostics
    assert re.match(rf"index\.html:\d+:1: {re.escape(sentence)}", diagnostics[0]), diagnostics[0]
    assert diagnostics[0].endswith(f" [{name[:4]}]")
    assert (folder / "index.html").read_text("utf-8") == bad


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    assert told(tmp_path)[0].endswith("there are no pages to seal; expected a built site [S501]")
