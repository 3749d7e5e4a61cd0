"""Titles and descriptions are plain text: those of pages in their front matter, those in the navigation, and the site's own.

Templates print them on every page, in its head and in its navigation. They are escaped there, so that quotes come out right; a tag or
an entity is refused here, since it would be shown as it is typed.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from macros.checks.allowed_html import is_allowed_address
from macros.checks.page_html import FRONT_MATTER
from macros.diagnostics import Diagnostic, KeyPath, Place, nearest, one_of
from macros.yaml_io.parser import Tree, read_yaml

PAGE_KEYS = ("title", "description", "hide", "search")
"""What a page's front matter may hold. The theme knows more keys, some of which replace the page's template or print HTML."""
BARE_KEY = re.compile(r" {0,3}[A-Za-z0-9_-]+:")
"""A first line that MkDocs takes for front matter, though no line of hyphens stands before it."""
PLAIN = "plain text, without < and >, and an & as it is"


def check_front_matter(page: str, text: str) -> Iterator[Diagnostic]:
    """What is wrong with the front matter of a page.

    Args:
        page: The page's path in docs/.
        text: Its Markdown, with its front matter.
    """
    file = f"docs/{page}"
    match = FRONT_MATTER.match(text.removeprefix("\ufeff"))
    if match is None:
        if BARE_KEY.match(text.removeprefix("\ufeff")):
            expected = "front matter between two lines of ---, or the page's heading first"
            yield Diagnostic(Place(file), "P439", "the first line would be read as front matter", text.split("\n", 1)[0], expected)
        return
    # The lines of hyphens are left empty, so that the others keep their numbers.
    lines = match[0].rstrip("\n").split("\n")
    tree, diagnostics = read_yaml(Path(file), file, "\n".join(["", *lines[1:-1], ""]))
    if tree is None:
        yield from diagnostics
        return
    data = tree.data if isinstance(tree.data, dict) else {}
    for key, value in data.items():
        if key not in PAGE_KEYS:
            place = tree.keys.get((key,), Place(file))
            yield Diagnostic(place, "P439", "front matter does not have this key", key, one_of(PAGE_KEYS), nearest(key, PAGE_KEYS))
        elif key in ("title", "description"):
            yield from _not_plain(tree.places.get((key,), Place(file)), "P436", f"a page's {key} is not plain text", value)


def check_site_texts(file: str, tree: Tree) -> Iterator[Diagnostic]:
    """What is wrong with the site's name and description, and with the titles and links of its navigation.

    Args:
        file: What diagnostics call the settings, such as mkdocs.yml.
        tree: Their plain data.
    """
    data = tree.data if isinstance(tree.data, dict) else {}
    for key in ("site_name", "site_description"):
        if key in data:
            yield from _not_plain(tree.places.get((key,), Place(file)), "P438", f"{key} is not plain text", data[key])
    yield from _navigation(tree, data.get("nav"), ("nav",))


def _navigation(tree: Tree, part: Any, path: KeyPath) -> Iterator[Diagnostic]:
    """What is wrong with a part of the navigation: a list, a title with what it stands for, or a page or link."""
    if isinstance(part, list):
        for index, item in enumerate(part):
            yield from _navigation(tree, item, (*path, index))
    elif isinstance(part, dict):
        for title, target in part.items():
            place = tree.keys.get((*path, title)) or tree.places[path]
            yield from _not_plain(place, "P437", "a title in the navigation is not plain text", title)
            yield from _navigation(tree, target, (*path, title))
    elif isinstance(part, str) and not is_allowed_address(part, loaded=False):
        yield Diagnostic(tree.places[path], "P437", "this is not an address that a link may have", part, "a page in docs/, or https://")


def _not_plain(place: Place, code: str, what: str, value: Any) -> Iterator[Diagnostic]:
    if not isinstance(value, str):
        yield Diagnostic(place, code, what, expected=PLAIN)
    elif re.search("[<>]", value) or html.unescape(value) != value:
        yield Diagnostic(place, code, what, value, PLAIN)
