"""The last step of a build: goes over every page of the site.

Each page gets a content security policy that names its own scripts by their hashes, and the whole address of each
link for paper; what only a server's header can say goes into a file for those hosts that read one. A site with a
request to another host, leftover template text, a dead link, a doubled id or no single h1 is not published, nor one
whose pages lack what this step or overrides/main.html changes in the theme's HTML: all of it is reported at once.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from macros.diagnostics import Diagnostic, InvalidGuideError, Place
from macros.outputs.html.http_headers import headers_file, path_of

LOADING = {
    "script": ["src"], "img": ["src", "srcset"], "link": ["href"], "iframe": ["src"], "source": ["src", "srcset"],
    "audio": ["src"], "video": ["src", "poster"], "object": ["data"], "embed": ["src"], "form": ["action"],
}  # fmt: skip
"""Attributes whose address a browser may fetch by itself."""
NOT_FETCHED = {"canonical", "prev", "next", "alternate"}
"""Relations of <link> that only name an address."""
DATA_TYPES = ("application/json", "application/ld+json")
"""Scripts of these types hold data, which no browser runs."""
LEFTOVER = re.compile(r"\{\{|\{%|\{#|<!--/?guide-block-->|Macro Rendering Error|Macro Syntax Error|wzxhzdk|UndefinedError")
CSP_META = '<meta http-equiv="Content-Security-Policy" content="{}">'
LAZY_SEARCH_WORKER = "assets/search/lazy-search-worker.js"
"""Loads the search index when a reader turns to search; see overrides/main.html."""


@dataclass
class _Page:
    """What matters of a page here. A line counts from 1; an offset counts characters from the beginning of the text.

    Attributes:
        ids: The line of each id.
        headings: How many h1 there are.
        links: The address of each link, with its line.
        article_links: The same of links in the article that lead away from the page, with the offset of their tag's end.
        loaded: Each address that a browser fetches by itself, with its line.
        scripts: The text of each inline script that a browser runs.
        styles: The text of each inline style sheet.
        inline: Each attribute that holds a script, with its line.
        text: Each text outside of code, with its line.
        doubled: Each id that was there before, with its line.
        config: What the theme's scripts read of the page.
        charset_end: The offset after the tag that names the encoding; None where there is none.
        articles: How many articles there are.
        named_search: Whether the search dialog has its name.
    """

    ids: dict[str, int] = field(default_factory=dict)
    headings: int = 0
    links: list[tuple[str, int]] = field(default_factory=list)
    article_links: list[tuple[str, int]] = field(default_factory=list)
    loaded: list[tuple[str, int]] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)
    inline: list[tuple[str, int]] = field(default_factory=list)
    text: list[tuple[str, int]] = field(default_factory=list)
    doubled: list[tuple[str, int]] = field(default_factory=list)
    config: str = ""
    charset_end: int | None = None
    articles: int = 0
    named_search: bool = False


class _Reader(HTMLParser):
    """Reads a page once and notes what this step must know."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.page = _Page()
        self.code: list[str] = []
        self.raw: list[str] | None = None
        self.in_config = False
        self.article_depth = 0
        self.line_offsets = [0, *(match.end() for match in re.finditer("\n", text))]
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        page, line, values = self.page, self.getpos()[0], dict(attrs)
        self._note_ids(tag, values, line)
        page.headings += tag == "h1"
        page.named_search |= values.get("role") == "dialog" and values.get("aria-label") == "Search"
        if tag == "meta" and "charset" in values and page.charset_end is None:
            page.charset_end = self._tag_end()
        if tag == "article":
            page.articles += 1
            self.article_depth += 1
        if tag == "a" and (address := values.get("href")) is not None:
            page.links.append((address, line))
            if self.article_depth and address and not address.startswith("#") and values.get("class") != "headerlink":
                page.article_links.append((address, self._tag_end()))
        names_only = tag == "link" and set((values.get("rel") or "").split()) <= NOT_FETCHED
        for attribute in [] if names_only else LOADING.get(tag, []):
            page.loaded += ((address, line) for address in _addresses(attribute, values.get(attribute)))
        for attribute, value in attrs:
            if attribute.startswith("on") or (value or "").strip().lower().startswith("javascript:"):
                page.inline.append((f"{attribute}={value}", line))
        if tag == "style":
            self.raw = page.styles
        if tag == "script":
            self.raw = page.scripts if "src" not in values and values.get("type") not in DATA_TYPES else None
            self.in_config = values.get("id") == "__config"
        if tag in ("script", "style", "code", "pre"):
            self.code.append(tag)

    def _note_ids(self, tag: str, values: Mapping[str, str | None], line: int) -> None:
        page = self.page
        if (name := values.get("id")) is not None:
            if name in page.ids:
                page.doubled.append((name, line))
            page.ids[name] = line
        if tag == "a" and (name := values.get("name")):
            page.ids.setdefault(name, line)

    def _tag_end(self) -> int:
        """The offset right after the start tag that is being read."""
        line, column = self.getpos()
        return self.line_offsets[line - 1] + column + len(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        if self.code and self.code[-1] == tag:
            self.code.pop()
        if tag in ("script", "style"):
            self.raw, self.in_config = None, False
        if tag == "article":
            self.article_depth -= 1

    def handle_data(self, data: str) -> None:
        if self.in_config:
            self.page.config += data
        elif self.raw is not None:
            self.raw.append(data)
        elif not self.code:
            self.page.text.append((data, self.getpos()[0]))


def _addresses(attribute: str, value: str | None) -> list[str]:
    if not value:
        return []
    return [part.split()[0] for part in value.split(",") if part.split()] if attribute == "srcset" else [value]


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
    pages = {path: _Reader(text).page for path, text in sources.items()}
    # A copy for use from a folder reads its index from disk, whole.
    lazy_search = not (site / "search" / "search_index.js").exists()
    diagnostics: list[Diagnostic] = []
    for path, page in pages.items():
        name = path.relative_to(site).as_posix()
        diagnostics += _page_diagnostics(name, page)
        diagnostics += _theme_diagnostics(name, page, lazy_search)
        diagnostics += _dead_links(site, site_url, path, pages)
    if not pages:
        diagnostics.append(Diagnostic(Place(str(site)), "S501", "there are no pages to finish", expected="a built site"))
    if diagnostics:
        raise InvalidGuideError(diagnostics)
    for path, text in sources.items():
        path.write_text(_finished(text, pages[path], urljoin(site_url, path.relative_to(site).as_posix())), "utf-8")
    if lazy_search:
        _split_search_index(site)
    (site / "_headers").write_text(headers_file(path_of(site_url)), "utf-8")
    return len(pages)


def _page_diagnostics(name: str, page: _Page) -> list[Diagnostic]:
    diagnostics = [
        Diagnostic(Place(name, line), "S502", "this asks another host", address, "files of this site only")
        for address, line in page.loaded
        if urlsplit(address).netloc or urlsplit(address).scheme not in ("", "data")
    ]
    diagnostics += [
        Diagnostic(Place(name, line), "S503", "leftover template or error text", _around(text), "finished text")
        for text, line in page.text
        if LEFTOVER.search(text)
    ]
    diagnostics += [
        Diagnostic(Place(name, line), "S504", "this id stands twice on the page", double, "each id once") for double, line in page.doubled
    ]
    diagnostics += [
        Diagnostic(Place(name, line), "S505", "script in an attribute", code, "no on... attributes and no javascript: addresses")
        for code, line in page.inline
    ]
    if page.headings != 1:
        diagnostics.append(Diagnostic(Place(name), "S506", "the page must have one h1", str(page.headings), "1"))
    return diagnostics


def _theme_diagnostics(name: str, page: _Page, lazy_search: bool) -> Iterator[Diagnostic]:
    """What this step or overrides/main.html should have found in the theme's HTML to change, and did not."""
    present = {
        '<meta charset="utf-8">, before the policy': page.charset_end is not None,
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


def _dead_links(site: Path, site_url: str, path: Path, pages: dict[Path, _Page]) -> list[Diagnostic]:
    """Links within the site whose file or anchor does not exist."""
    diagnostics = []
    name = path.relative_to(site).as_posix()
    own = urljoin(site_url or "https://site.invalid/", name)
    root = urljoin(own, urlsplit(site_url).path or "/")
    for address, line in [*pages[path].links, *pages[path].loaded]:
        absolute = urlsplit(urljoin(own, address))
        if not absolute.geturl().startswith(root) or absolute.scheme not in ("http", "https"):
            continue
        relative = unquote(absolute.geturl().split("#")[0].split("?")[0].removeprefix(root))
        target = site / relative
        if relative == "" or relative.endswith("/"):
            target = target / "index.html"
        anchor = unquote(absolute.fragment)
        if not target.is_file():
            diagnostics.append(Diagnostic(Place(name, line), "S507", "this link leads nowhere", address, "a page or file of the site"))
        elif anchor and target.suffix == ".html" and anchor not in pages[target].ids:
            diagnostics.append(Diagnostic(Place(name, line), "S508", "this anchor does not exist", address, "an id on that page"))
    return diagnostics


def _finished(text: str, page: _Page, url: str) -> str:
    """The page with its policy, before anything that the policy rules, and the whole address beside each link: paper can't be clicked.

    `url` is the page's own. Style sheets print what is in data-address. Whatever is added goes to an offset that the parser found.
    """
    additions = [(page.charset_end or 0, CSP_META.format(_policy(page)))]
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
    path = site / "search" / "search_index.json"
    index = json.loads(path.read_text("utf-8"))
    if index["docs"]:
        (site / "search" / "index.json").write_text(json.dumps(index["docs"], ensure_ascii=False, separators=(",", ":")), "utf-8")
        path.write_text(json.dumps({**index, "docs": []}, separators=(",", ":")), "utf-8")
