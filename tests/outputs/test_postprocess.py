"""The seal refuses each thing that must not be published, and says where it is."""

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
    assert policy.count("sha256-") == 1, "a block of data is no script"


def test_the_search_index_is_held_back(built_folder: Path) -> None:
    assert reported(built_folder) == []
    assert json.loads((built_folder / "search/search_index.json").read_text("utf-8"))["docs"] == []
    assert json.loads((built_folder / "search/index.json").read_text("utf-8")) == [{"location": ""}]


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
def test_a_bad_page_is_refused_and_nothing_is_written(built_folder: Path, name: str) -> None:
    old, new, sentence = BAD[name]
    assert GOOD.count(old) >= 1
    bad = GOOD.replace(old, new, 1)
    (built_folder / "index.html").write_text(bad, "utf-8")
    diagnostics = reported(built_folder)
    assert len(diagnostics) == 1, diagnostics
    assert re.match(rf"index\.html:\d+:1: {re.escape(sentence)}", diagnostics[0]), diagnostics[0]
    assert diagnostics[0].endswith(f" [{name[:4]}]")
    assert (built_folder / "index.html").read_text("utf-8") == bad


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    assert reported(tmp_path)[0].endswith("there are no pages to seal; expected a built site [S501]")
