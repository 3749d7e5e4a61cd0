"""Addresses of pages, and from one to another."""

from __future__ import annotations

import pytest

from macros.outputs.context import relative_url, url_of


@pytest.mark.parametrize(
    ("page", "directories", "url"),
    [
        ("index.md", True, ""),
        ("find/index.md", True, "find/"),
        ("start/why.md", True, "start/why/"),
        ("index.md", False, "index.html"),
        ("find/index.md", False, "find/index.html"),
        ("start/why.md", False, "start/why.html"),
    ],
)
def test_the_url_of_a_page(page: str, directories: bool, url: str) -> None:
    assert url_of(page, directories) == url


@pytest.mark.parametrize(
    ("target", "here", "url"),
    [
        ("find/", "start/why/", "../../find/"),
        ("", "start/why/", "../../"),
        ("", "", "./"),
        ("find/", "", "find/"),
        ("downloads/a.pdf", "ask/", "../downloads/a.pdf"),
        ("find/index.html", "start/why.html", "../find/index.html"),
        ("index.html", "index.html", "index.html"),
    ],
)
def test_addresses_are_relative_to_the_page(target: str, here: str, url: str) -> None:
    assert relative_url(target, here) == url
