"""Titles and descriptions are plain text, in the front matter of pages, in the navigation and in the site's settings.

Templates print them on every page, in its head and in its navigation. They are escaped there, so quotes come out right, but a tag or
an entity would show up exactly as it was typed, so it is refused here.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

from macros.checks.allowed_html import is_allowed_address
from macros.checks.pages.structure import content_place
from macros.diagnostics import Diagnostic, KeyPath, Place
from macros.loading.pages import MarkdownPage
from macros.yaml_io.parser import Tree

PLAIN = "plain text, without < and >, and with a plain & instead of &amp;"


def check_front_matter(page: MarkdownPage) -> Iterator[Diagnostic]:
    """P454: the title and description of a page are plain text."""
    data = page.front_matter.raw if page.front_matter else {}
    for key in ("title", "description"):
        if isinstance(value := data.get(key), str):
            yield from _not_plain(content_place(page, key), "P454", f"the page's {key} isn't plain text", value)


def check_site_texts(file: str, tree: Tree) -> Iterator[Diagnostic]:
    """The problems with the site's name and description, and with the titles and links of its navigation.

    Args:
        file: The name of the settings in diagnostics, such as mkdocs.yml.
        tree: Their plain data.
    """
    data = tree.data if isinstance(tree.data, dict) else {}
    for key in ("site_name", "site_description"):
        if key in data:
            yield from _not_plain(tree.places.get((key,), Place(file)), "P456", f"{key} isn't plain text", data[key])
    yield from _navigation(tree, data.get("nav"), ("nav",))


def _navigation(tree: Tree, part: Any, path: KeyPath) -> Iterator[Diagnostic]:
    """The problems with a part of the navigation: a list, a title with its pages or its link, or a page or link."""
    if isinstance(part, list):
        for index, item in enumerate(part):
            yield from _navigation(tree, item, (*path, index))
    elif isinstance(part, dict):
        for title, target in part.items():
            place = tree.keys.get((*path, title)) or tree.places[path]
            yield from _not_plain(place, "P455", "a title in the navigation isn't plain text", title)
            yield from _navigation(tree, target, (*path, title))
    elif isinstance(part, str) and not is_allowed_address(part, loaded=False):
        yield Diagnostic(
            tree.places[path],
            "P455",
            "this address isn't allowed in a link",
            part,
            "a page in docs/, or an address that begins with https://",
        )


def _not_plain(place: Place, code: str, what: str, value: Any) -> Iterator[Diagnostic]:
    if not isinstance(value, str):
        yield Diagnostic(place, code, what, expected=PLAIN)
    elif re.search("[<>]", value) or html.unescape(value) != value:
        yield Diagnostic(place, code, what, value, PLAIN)
