"""The last step of a build: goes over every page of the site.

Each page gets a content security policy that names the theme's own scripts by their hashes, and the whole address of each
link for paper; what only a server's header can say goes into a file for those hosts that read one. A site with HTML that is not on
the list in checks/allowed_html.py, a script that no template brings, a request to another host, leftover template text, a dead link,
a doubled id or no single h1 is not published, nor one whose pages lack what this step or overrides/main.html changes in the theme's
HTML: all of it is reported at once.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from macros.checks.allowed_html import (
    AROUND_ARTICLE,
    IN_ARTICLE,
    IN_DRAWING,
    RELATIONS,
    AllowedHtml,
    is_allowed_address,
)
from macros.checks.html_reader import Token, read_html
from macros.diagnostics import Diagnostic, InvalidGuideError, Place
from macros.outputs.html.http_headers import headers_file, path_of
from macros.outputs.html.inline_code import inline_code
from macros.outputs.html.site_files import file_diagnostics

DATA_TYPES = ("application/json", "application/ld+json")
"""Scripts of these types hold data, which no browser runs."""
LEFTOVER = re.compile(r"\{\{|\{%|\{#|<!--/?guide-block-->|Macro Rendering Error|Macro Syntax Error|wzxhzdk|UndefinedError")
CSP_META = '<meta http-equiv="Content-Security-Policy" content="{}">'
SEARCH_INDEX = "search/search_index.json"
LAZY_SEARCH_WORKER = "assets/search/lazy-search-worker.js"
"""Loads the search index when a reader turns to search; see overrides/main.html."""


MANY_PAGES = 5
"""From this number of other pages on, the same diagnostic is reported once."""


@dataclass
class _Page:
    """What matters of a page here. A line counts from 1; an offset counts characters from the beginning of the text.

    Attributes:
        refused: What may not stand on the page.
        ids: The line of each id.
        headings: How many h1 there are.
        links: The address of each link, with its line.
        article_links: The same of links in the article that lead away from the page, with the offset of their tag's end.
        script_files: The address of each script file, with its line.
        loaded: Each other address that a browser fetches by itself, with its line.
        scripts: The text of each inline script that a browser runs.
        styles: The text of each inline style sheet.
        texts: Each text outside of code, with its line.
        meta: What the page says about itself in its head, by name.
        config: What the theme's scripts read of the page.
        charset_end: The offset after the tag that names the encoding; None where there is none.
        first_ruled: The offset of the first thing that a policy rules; None where there is none.
        articles: How many articles there are.
        named_search: Whether the search dialog has its name.
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
    config: str = ""
    charset_end: int | None = None
    first_ruled: int | None = None
    articles: int = 0
    named_search: bool = False


class _Reader:
    """Reads a page once, notes what this step must know, and what may not stand there."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.page = _Page()
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
            self._refuse(token, "S512", "this is not well-formed HTML", token.text, "tags, and no comments; a sign < in a text is &lt;")
        elif token.kind != "doctype" and not self.code:
            self.page.texts.append((html.unescape(token.text), self._line(token)))

    def _read_start(self, token: Token) -> None:
        page, values = self.page, dict(token.attributes)
        self.opened = values
        self._check(token, values)
        self._note_id(token, values.get("id"))
        page.headings += token.name == "h1"
        page.named_search |= values.get("role") == "dialog" and values.get("aria-label") == "Search"
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
        """Refuse a tag, and any of its attributes, that are not on the list for this place."""
        allowed = self._allowed(token)
        if token.name not in allowed.tags:
            self._refuse(token, "S510", "this tag may not stand here", f"<{token.name}>", EXPECTED)
            return
        for attribute, value in token.attributes:
            if attribute.startswith("on") or attribute == "style":
                self._refuse(token, "S505", "code in an attribute", f"{attribute}={value}", "scripts and styles in files")
            elif not allowed.has(token.name, attribute):
                self._refuse(token, "S510", f"<{token.name}> may not have this attribute here", attribute, EXPECTED)
        loaded = _is_loaded(token, values)
        for attribute, address in _addresses(values):
            if is_allowed_address(address, loaded):
                self._note_address(token, address, values)
            elif loaded and (urlsplit(address).netloc or address.startswith("//")):
                self._refuse(token, "S502", "this asks another host", address, "files of this site only")
            else:
                got = f"{attribute}={address}"
                self._refuse(token, "S505", "code in an address", got, "https://, http://, mailto:, tel: or an address in this site")
        if token.name == "link" and not set((values.get("rel") or "?").split()) <= RELATIONS["names"] | RELATIONS["loads"]:
            known = sorted(RELATIONS["names"] | RELATIONS["loads"])
            self._refuse(token, "S510", "a <link> may not have this relation", values.get("rel"), f"one of {', '.join(known)}")

    def _allowed(self, token: Token) -> AllowedHtml:
        if token.name == "svg":
            return IN_DRAWING if not self.in_drawing else AllowedHtml({}, frozenset())
        if self.in_drawing:
            return IN_DRAWING
        return IN_ARTICLE if self.article_depth else AROUND_ARTICLE

    def _read_code(self, token: Token) -> None:
        """Note a script or style, unless no template brings it."""
        page, opened = self.page, self.opened
        if self.in_drawing:
            return  # Its tag is refused already.
        source, script_type = opened.get("src"), opened.get("type")
        if token.name == "script" and source is None and script_type in DATA_TYPES:
            if opened.get("id") == "__config":
                page.config += token.text
        elif token.name == "script" and source is not None and script_type is None and not token.text:
            pass  # Which file it is, _linked looks up.
        elif script_type is not None or source is not None or not inline_code().allows(token.name, token.text):
            self._refuse(token, "S511", f"no template brings this {token.name}", token.text or script_type, "the theme's own only")
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
            self._refuse(token, "S504", "this id stands twice on the page", name, "each id once")
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


EXPECTED = "what is listed in macros/checks/allowed_html.py, where a template's own HTML is added"


def _addresses(values: dict[str, str | None]) -> Iterator[tuple[str, str]]:
    """The attributes of a tag that hold an address; of what is allowed, no others do."""
    yield from ((name, values[name] or "") for name in ("href", "src") if name in values)


def _is_loaded(token: Token, values: dict[str, str | None]) -> bool:
    """Whether a browser fetches what a tag names by itself."""
    return token.name != "a" and not (token.name == "link" and set((values.get("rel") or "").split()) <= RELATIONS["names"])


def postprocess_site(site: Path, site_url: str) -> int:
    """Check a built site and finish its pages.

    Args:
        site: The folder of the built site.
        site_url: The address at which it will be served.

    Returns:
        The number of pages.

    Raises:
        InvalidGuideError: With everything that must not be published; nothing is written then.
    """
    sources = {path: path.read_text("utf-8") for path in sorted(site.rglob("*.html"))}
    pages = {path: _Reader(path.relative_to(site).as_posix(), text).page for path, text in sources.items()}
    # A copy for use from a folder reads its index from disk, whole.
    lazy_search = not (site / "search" / "search_index.js").exists()
    malformed = [diagnostic for page in pages.values() for diagnostic in page.refused if diagnostic.code == "S512"]
    if malformed:
        # The rest of such a page was not read, so that ids and much else would seem to be missing.
        raise InvalidGuideError(_once(malformed))
    diagnostics = list(file_diagnostics(site))
    for path, page in pages.items():
        name = path.relative_to(site).as_posix()
        diagnostics += _page_diagnostics(name, page)
        diagnostics += _theme_diagnostics(name, page, lazy_search)
        diagnostics += _dead_links(site, site_url, path, pages)
    if lazy_search and pages:
        diagnostics += _search_diagnostics(site)
    if not pages:
        diagnostics.append(Diagnostic(Place(str(site)), "S501", "there are no pages to finish", expected="a built site"))
    if diagnostics:
        raise InvalidGuideError(_once(diagnostics))
    for path, text in sources.items():
        path.write_text(_finished(text, pages[path], urljoin(site_url, path.relative_to(site).as_posix())), "utf-8")
    if lazy_search:
        _split_search_index(site)
    (site / "_headers").write_text(headers_file(path_of(site_url)), "utf-8")
    return len(pages)


def _once(diagnostics: list[Diagnostic]) -> Iterator[Diagnostic]:
    """Each diagnostic, but what is the same on many pages once: a change of the theme would be reported on all of them."""
    by_sentence: dict[str, list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        by_sentence.setdefault(diagnostic.sentence(), []).append(diagnostic)
    for same in by_sentence.values():
        more = len({diagnostic.place.file for diagnostic in same}) - 1
        yield from [replace(same[0], what=f"{same[0].what} (the same on {more} more pages)")] if more >= MANY_PAGES else same


def _page_diagnostics(name: str, page: _Page) -> list[Diagnostic]:
    diagnostics = [
        Diagnostic(Place(name, line), "S503", "leftover template or error text", _around(text), "finished text")
        for text, line in page.texts
        if LEFTOVER.search(text)
    ]
    if page.headings != 1:
        diagnostics.append(Diagnostic(Place(name), "S506", "the page must have one h1", str(page.headings), "1"))
    return [*page.refused, *diagnostics]


def _theme_diagnostics(name: str, page: _Page, lazy_search: bool) -> Iterator[Diagnostic]:
    """What this step or overrides/main.html should have found in the theme's HTML to change, and did not."""
    description, shared = page.meta.get("description"), page.meta.get("og:description")
    present = {
        '<meta charset="utf-8"> before every script and style, so that the policy comes before what it rules': page.charset_end is not None
        and page.charset_end <= (page.first_ruled or page.charset_end),
        "the whole description in <meta name=description>, as in og:description": description == shared,
        "<article> around the text, in which links get their address": page.articles > 0,
        'role="dialog" aria-label="Search" on the search dialog': page.named_search,
        f"{LAZY_SEARCH_WORKER} as the worker for search": not lazy_search or LAZY_SEARCH_WORKER in page.config,
        "the theme's style sheets in the layer material": any("layer(material)" in style for style in page.styles)
        and not any("assets/stylesheets/" in address for address, _ in page.loaded),
    }
    for expected, found in present.items():
        if not found:
            yield Diagnostic(Place(name), "S509", "the theme's HTML has changed, so that a change of ours is missing", expected=expected)


def _around(text: str) -> str:
    """The leftover in a text, with some of what is around it."""
    match = LEFTOVER.search(text)
    return text[max(match.start() - 20, 0) : match.end() + 60] if match else text


def _dead_links(site: Path, site_url: str, path: Path, pages: dict[Path, _Page]) -> Iterator[Diagnostic]:
    """Links within the site whose file or anchor does not exist, and scripts that no template brings."""
    page, name = pages[path], path.relative_to(site).as_posix()
    own = urljoin(site_url or "https://site.invalid/", name)
    for address, line in [*page.links, *page.loaded, *page.script_files]:
        relative = _path_in_site(own, path_of(site_url), address)
        if relative is None:
            continue
        target = site / relative
        if relative == "" or relative.endswith("/"):
            target = target / "index.html"
        anchor = unquote(urlsplit(address).fragment)
        if (address, line) in page.script_files and relative not in inline_code().files:
            yield Diagnostic(Place(name, line), "S511", "no template brings this script", address, "the theme's own and the tools' only")
        elif relative == OUTSIDE or not target.is_file():
            yield Diagnostic(Place(name, line), "S507", "this link leads nowhere", address, "a page or file of the site")
        elif anchor and target.suffix == ".html" and anchor not in pages[target].ids:
            yield Diagnostic(Place(name, line), "S508", "this anchor does not exist", address, "an id on that page")


OUTSIDE = ".."
"""Stands for whatever is not in the site, but on its host."""


def _path_in_site(own: str, root: str, address: str) -> str | None:
    """The path in the site to which an address leads.

    Args:
        own: The whole address of the page that holds it.
        root: Where the site is on its host, from `/` to `/`.
        address: It, as it is written.

    Returns:
        The path, decoded; OUTSIDE for an address without a host that leaves the site, which is another on each copy; None for
        what is elsewhere, an address with a host that names another site on the same one among it.
    """
    absolute, host = urlsplit(urljoin(own, address)), urlsplit(own)
    if (absolute.scheme, absolute.netloc) != (host.scheme, host.netloc):
        return None
    if not absolute.path.startswith(root):
        return None if urlsplit(address).netloc else OUTSIDE
    return unquote(absolute.path.removeprefix(root))


def _search_diagnostics(site: Path) -> Iterator[Diagnostic]:
    """What keeps the search index from being held back until a reader searches."""
    path = site / SEARCH_INDEX
    try:
        found = isinstance(json.loads(path.read_text("utf-8"))["docs"], list)
    except (OSError, ValueError, KeyError, TypeError):
        found = False
    if not found:
        expected = 'a list of entries under "docs", which pages fetch when a reader searches'
        yield Diagnostic(
            Place(SEARCH_INDEX), "S509", "the search index has changed, so that a change of ours is missing", expected=expected
        )


def _finished(text: str, page: _Page, url: str) -> str:
    """The page with its policy, before anything that the policy rules, and the whole address beside each link: paper can't be clicked.

    `url` is the page's own. Style sheets print what is in data-address. Whatever is added goes to an offset that the parser found.
    """
    if page.charset_end is None:  # _theme_diagnostics has refused such a page.
        raise ValueError(f"{url} has no place for a policy")
    additions = [(page.charset_end, CSP_META.format(_policy(page)))]
    for address, end in page.article_links:
        target = urlsplit(urljoin(url, address))
        if target.scheme in ("http", "https"):
            shown = target.geturl().partition("://")[2].removesuffix("index.html")
            additions.append((end - 1, f' data-address="{html.escape(shown)}"'))
    pieces, start = [], 0
    for offset, addition in sorted(additions):
        pieces += [text[start:offset], addition]
        start = offset
    return "".join([*pieces, text[start:]])


def _policy(page: _Page) -> str:
    """The content security policy of a page; see https://www.w3.org/TR/CSP3/"""
    scripts = " ".join(sorted({_hash(script) for script in page.scripts}))
    styles = " ".join(sorted({_hash(style) for style in page.styles}))
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src 'self' {scripts}".strip(),
            f"style-src 'self' {styles}".strip(),
            "img-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self'",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
        ]
    )


def _hash(code: str) -> str:
    """The source expression for inline code, as https://www.w3.org/TR/CSP3/#grammardef-hash-source has it."""
    return "'sha256-" + base64.b64encode(hashlib.sha256(code.encode()).digest()).decode() + "'"


def _split_search_index(site: Path) -> None:
    """Give pages an empty index, and put the entries where assets/search/lazy-search-worker.js fetches them."""
    path = site / SEARCH_INDEX
    index = json.loads(path.read_text("utf-8"))
    if index["docs"]:
        (site / "search" / "index.json").write_text(json.dumps(index["docs"], ensure_ascii=False, separators=(",", ":")), "utf-8")
        path.write_text(json.dumps({**index, "docs": []}, separators=(",", ":")), "utf-8")
