"""The last step of a build: go over every page of the site.

Each page gets a content security policy that names its own scripts by their hashes, and the whole address of each
link for paper; what only a server's header can say goes into a file for those hosts that read one. A site with a
request to another host, leftover template text, a dead link, a doubled id or no single h1 is not published: all
such faults are told at once.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
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
"""Relations of <link> that only tell an address."""
DATA_TYPES = ("application/json", "application/ld+json")
"""Scripts of these types hold data, which no browser runs."""
LEFTOVER = re.compile(r"\{\{|\{%|\{#|<!--/?guide-block-->|Macro Rendering Error|Macro Syntax Error|wzxhzdk|UndefinedError")
CSP_META = '<meta http-equiv="Content-Security-Policy" content="{}">'


@dataclass
class _Page:
    """What matters of a page for sealing it."""

    ids: dict[str, int] = field(default_factory=dict)
    headings: int = 0
    links: list[tuple[str, int]] = field(default_factory=list)
    loaded: list[tuple[str, int]] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)
    inline: list[tuple[str, int]] = field(default_factory=list)
    text: list[tuple[str, int]] = field(default_factory=list)
    doubled: list[tuple[str, int]] = field(default_factory=list)


class _Reader(HTMLParser):
    """Reads a page once and notes what the seal must know."""

    def __init__(self) -> None:
        super().__init__()
        self.page = _Page()
        self.inside: list[str] = []
        self.kept: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        page, line, values = self.page, self.getpos()[0], dict(attrs)
        if (name := values.get("id")) is not None:
            if name in page.ids:
                page.doubled.append((name, line))
            page.ids[name] = line
        if tag == "a" and (name := values.get("name")):
            page.ids.setdefault(name, line)
        page.headings += tag == "h1"
        if tag == "a" and values.get("href") is not None:
            page.links.append((values["href"], line))
        told_only = tag == "link" and set((values.get("rel") or "").split()) <= NOT_FETCHED
        for attribute in [] if told_only else LOADING.get(tag, []):
            for address in _addresses(attribute, values.get(attribute)):
                page.loaded.append((address, line))
        for attribute, value in attrs:
            if attribute.startswith("on") or (value or "").strip().lower().startswith("javascript:"):
                page.inline.append((f"{attribute}={value}", line))
        if tag == "style" or (tag == "script" and "src" not in values and values.get("type") not in DATA_TYPES):
            self.kept = tag
        if tag in ("script", "style", "code", "pre"):
            self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()
        if tag == self.kept:
            self.kept = None

    def handle_data(self, data: str) -> None:
        if self.kept:
            (self.page.scripts if self.kept == "script" else self.page.styles).append(data)
        elif not self.inside:
            self.page.text.append((data, self.getpos()[0]))


def _addresses(attribute: str, value: str | None) -> list[str]:
    if not value:
        return []
    return [part.split()[0] for part in value.split(",") if part.split()] if attribute == "srcset" else [value]


def postprocess_site(site: Path, site_url: str) -> int:
    """Seal the built site in the folder `site`, which will stand at `site_url`.

    Returns the number of pages. Raises Faults, and then leaves the site without its seal.
    """
    sources = {path: path.read_text("utf-8") for path in sorted(site.rglob("*.html"))}
    pages = {path: _read(text) for path, text in sources.items()}
    diagnostics: list[Diagnostic] = []
    for path, page in pages.items():
        name = path.relative_to(site).as_posix()
        diagnostics += _page_diagnostics(name, page)
        diagnostics += _dead_links(site, site_url, path, pages)
    if not pages:
        diagnostics.append(Diagnostic(Place(str(site)), "S501", "there are no pages to seal", expected="a built site"))
    if diagnostics:
        raise InvalidGuideError(diagnostics)
    for path, text in sources.items():
        path.write_text(_with_policy(_with_addresses(text, urljoin(site_url, path.relative_to(site).as_posix())), pages[path]), "utf-8")
    _split_search_index(site)
    (site / "_headers").write_text(headers_file(path_of(site_url)), "utf-8")
    return len(pages)


def _read(text: str) -> _Page:
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.page


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


def _around(text: str) -> str:
    match = LEFTOVER.search(text)
    return text[max(match.start() - 20, 0) : match.end() + 60]


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


def _with_policy(text: str, page: _Page) -> str:
    """The page with its content security policy, before anything that the policy rules."""
    scripts = " ".join(sorted({_hash(script) for script in page.scripts}))
    styles = " ".join(sorted({_hash(style) for style in page.styles}))
    policy = "; ".join(
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
    return re.sub(r"<meta charset=\"?utf-8\"?>", lambda match: match[0] + CSP_META.format(policy), text, count=1, flags=re.IGNORECASE)


ARTICLE = re.compile(r"<article.*?</article>", re.DOTALL)
LINK = re.compile(r'<a (?![^>]*class="headerlink")[^>]*?\bhref="([^"#][^"]*)"')


def _with_addresses(text: str, url: str) -> str:
    """The page with the whole address beside each link of its article that leads away from it: paper can't be clicked.

    `url` is the page's own. Style sheets print what is in data-address.
    """

    def link(match: re.Match) -> str:
        target = urlsplit(urljoin(url, html.unescape(match[1])))
        if target.scheme not in ("http", "https"):
            return match[0]
        address = target.geturl().partition("://")[2].removesuffix("index.html")
        return f'{match[0]} data-address="{html.escape(address)}"'

    return ARTICLE.sub(lambda article: LINK.sub(link, article[0]), text)


def _hash(code: str) -> str:
    """The source expression for inline code, as https://www.w3.org/TR/CSP3/#grammardef-hash-source has it."""
    return "'sha256-" + base64.b64encode(hashlib.sha256(code.encode()).digest()).decode() + "'"


def _split_search_index(site: Path) -> None:
    """Give pages an empty index, and keep the entries where assets/search/lazy-search-worker.js fetches them.

    A copy for use from a folder reads search_index.js instead, which stays whole.
    """
    path = site / "search" / "search_index.json"
    index = json.loads(path.read_text("utf-8"))
    if index["docs"] and not (site / "search" / "search_index.js").exists():
        (site / "search" / "index.json").write_text(json.dumps(index["docs"], ensure_ascii=False, separators=(",", ":")), "utf-8")
        path.write_text(json.dumps({**index, "docs": []}, separators=(",", ":")), "utf-8")
