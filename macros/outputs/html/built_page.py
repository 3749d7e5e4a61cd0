"""Reads a page the engine has built, for what the last step of a build needs to know, and for what isn't allowed there."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from macros.checks.allowed_html import AROUND_ARTICLE, IN_ARTICLE, IN_DRAWING, RELATIONS, AllowedHtml, is_allowed_address
from macros.checks.html_reader import Token, read_html
from macros.diagnostics import Diagnostic, Place, one_of
from macros.outputs.html.inline_code import inline_code

DATA_TYPES = ("application/json", "application/ld+json")
"""Scripts of these types hold data, which browsers don't run."""
LISTED = "what macros/checks/allowed_html.py lists; HTML a template needs is added there"


@dataclass
class BuiltPage:
    """What matters about a page here. Lines count from 1; offsets count characters from the start of the text.

    Attributes:
        refused: What isn't allowed on the page.
        ids: The line of each id.
        headings: How many h1 headings there are.
        links: The address of each link, with its line.
        article_links: The same for links in the article that lead away from the page, with the offset where their tag ends.
        script_files: The address of each script file, with its line.
        loaded: Each other address a browser fetches on its own, with its line.
        scripts: The text of each inline script a browser runs.
        styles: The text of each inline style sheet.
        texts: Each text outside code, with its line.
        meta: What the page's head says about it, by name.
        charset_end: The offset after the tag that names the encoding; None if there isn't one.
        first_ruled: The offset of the first thing a policy applies to; None if there isn't any.
        articles: How many articles there are.
        own_search: Whether the guide's own search is there.
        theme_search: Whether the theme's search is there.
    """

    refused: list[Diagnostic] = field(default_factory=list)
    ids: dict[str, int] = field(default_factory=dict)
    headings: int = 0
    links: list[tuple[str, int]] = field(default_factory=list)
    article_links: list[tuple[str, int]] = field(default_factory=list)
    script_files: list[tuple[str, int]] = field(default_factory=list)
    loaded: list[tuple[str, int]] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)
    texts: list[tuple[str, int]] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)
    charset_end: int | None = None
    first_ruled: int | None = None
    articles: int = 0
    own_search: bool = False
    theme_search: bool = False


def read_page(name: str, text: str) -> BuiltPage:
    """Read a page once.

    Args:
        name: Its path in the site.
        text: Its HTML.

    Returns:
        What matters about it. If it's malformed, nothing after that point is read.
    """
    return _Reader(name, text).page


class _Reader:
    """Reads a page once, and notes what this step needs to know and what isn't allowed there."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.page = BuiltPage()
        self.code: list[str] = []
        self.opened: dict[str, str | None] = {}
        self.article_depth = 0
        self.in_drawing = False
        self.line_offsets = [0, *(match.end() for match in re.finditer("\n", text))]
        for token in read_html(text):
            self._read(token)

    def _read(self, token: Token) -> None:
        if token.kind == "start":
            self._read_start(token)
        elif token.kind == "end":
            self._read_end(token)
        elif token.kind == "content" and token.name in ("script", "style"):
            self._read_code(token)
        elif token.kind == "malformed":
            self._refuse(token, "S512", "this isn't well-formed HTML", token.text, "tags, and no comments; a < in text is written &lt;")
        elif token.kind != "doctype" and not self.code:
            self.page.texts.append((html.unescape(token.text), self._line(token)))

    def _read_start(self, token: Token) -> None:
        page, values = self.page, dict(token.attributes)
        self.opened = values
        self._check(token, values)
        self._note_id(token, values.get("id"))
        page.headings += token.name == "h1"
        page.own_search |= token.name == "dialog" and values.get("id") == "guide-search"
        page.theme_search |= token.name == "form" and values.get("name") == "search"
        if token.name == "meta":
            if "charset" in values and page.charset_end is None:
                page.charset_end = token.end
            page.meta[values.get("name") or values.get("property") or ""] = values.get("content") or ""
        if token.name in ("script", "style", "link", "img") and page.first_ruled is None:
            page.first_ruled = token.start
        if token.name == "article":
            page.articles += 1
            self.article_depth += 1
        if token.name == "svg":
            self.in_drawing = True
        if token.name in ("script", "style", "code", "pre"):
            self.code.append(token.name)

    def _check(self, token: Token, values: dict[str, str | None]) -> None:
        """Refuse a tag, or any of its attributes, that isn't on the list for this place."""
        allowed = self._allowed(token)
        if token.name not in allowed.tags:
            self._refuse(token, "S510", "this tag isn't allowed here", f"<{token.name}>", LISTED)
            return
        for attribute, value in token.attributes:
            if attribute.startswith("on") or attribute == "style":
                self._refuse(token, "S505", "code in an attribute", f"{attribute}={value}", "scripts and styles in files")
            elif not allowed.has(token.name, attribute):
                self._refuse(token, "S510", f"<{token.name}> can't have this attribute here", attribute, LISTED)
        loaded = _is_loaded(token, values)
        for attribute, address in _addresses(values):
            if is_allowed_address(address, loaded):
                self._note_address(token, address, values)
            elif loaded and (urlsplit(address).netloc or address.startswith("//")):
                self._refuse(token, "S502", "this loads something from another host", address, "files of this site only")
            else:
                got = f"{attribute}={address}"
                self._refuse(token, "S505", "code in an address", got, "https://, http://, mailto:, tel: or an address on this site")
        if token.name == "link" and not set((values.get("rel") or "?").split()) <= RELATIONS["names"] | RELATIONS["loads"]:
            known = sorted(RELATIONS["names"] | RELATIONS["loads"])
            self._refuse(token, "S510", "a <link> can't have this relation", values.get("rel"), one_of(known))

    def _allowed(self, token: Token) -> AllowedHtml:
        if token.name == "svg":
            return IN_DRAWING if not self.in_drawing else AllowedHtml({}, frozenset())
        if self.in_drawing:
            return IN_DRAWING
        return IN_ARTICLE if self.article_depth else AROUND_ARTICLE

    def _read_code(self, token: Token) -> None:
        """Note a script or style, or refuse it if no template has it."""
        page, opened = self.page, self.opened
        if self.in_drawing:
            return  # Its tag has been refused already.
        source, script_type = opened.get("src"), opened.get("type")
        if token.name == "script" and source is None and script_type in DATA_TYPES:
            pass  # Nothing runs it.
        elif token.name == "script" and source is not None and script_type is None and not token.text:
            pass  # postprocess.py checks which file it is.
        elif script_type is not None or source is not None or not inline_code().allows(token.name, token.text):
            self._refuse(token, "S511", f"no template has this {token.name}", token.text or script_type, "the theme's own only")
        else:
            (page.scripts if token.name == "script" else page.styles).append(token.text)

    def _note_address(self, token: Token, address: str, values: dict[str, str | None]) -> None:
        page, line = self.page, self._line(token)
        if token.name == "a":
            page.links.append((address, line))
            if self.article_depth and address and not address.startswith("#") and values.get("class") != "headerlink":
                page.article_links.append((address, token.end))
        elif token.name == "script":
            page.script_files.append((address, line))
        elif _is_loaded(token, values):
            page.loaded.append((address, line))

    def _note_id(self, token: Token, name: str | None) -> None:
        if name is None:
            return
        if name in self.page.ids:
            self._refuse(token, "S504", "this id is on the page twice", name, "each id only once")
        self.page.ids[name] = self._line(token)

    def _read_end(self, token: Token) -> None:
        if self.code and self.code[-1] == token.name:
            self.code.pop()
        if token.name == "article":
            self.article_depth -= 1
        if token.name == "svg":
            self.in_drawing = False

    def _refuse(self, token: Token, code: str, what: str, got: str | None, expected: str) -> None:
        self.page.refused.append(Diagnostic(Place(self.name, self._line(token)), code, what, got, expected))

    def _line(self, token: Token) -> int:
        return bisect_right(self.line_offsets, token.start)


def _addresses(values: dict[str, str | None]) -> Iterator[tuple[str, str]]:
    """The attributes of a tag that hold an address. Nothing else that's allowed does."""
    yield from ((name, values[name] or "") for name in ("href", "src") if name in values)


def _is_loaded(token: Token, values: dict[str, str | None]) -> bool:
    """Whether a browser fetches what a tag names without being asked to."""
    return token.name != "a" and not (token.name == "link" and set((values.get("rel") or "").split()) <= RELATIONS["names"])
