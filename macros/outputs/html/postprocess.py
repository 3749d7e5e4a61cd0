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
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from macros.diagnostics import Diagnostic, InvalidGuideError, Place
from macros.outputs.html.built_page import BuiltPage, read_page
from macros.outputs.html.http_headers import headers_file, path_of
from macros.outputs.html.inline_code import inline_code
from macros.outputs.html.site_files import file_diagnostics

LEFTOVER = re.compile(r"\{\{|\{%|\{#|<!--/?guide-block-->|Macro Rendering Error|Macro Syntax Error|wzxhzdk|UndefinedError")
CSP_META = '<meta http-equiv="Content-Security-Policy" content="{}">'
SEARCH_INDEX = "search/search_index.json"
LAZY_SEARCH_WORKER = "assets/search/lazy-search-worker.js"
"""Loads the search index when a reader turns to search; see overrides/main.html."""


MANY_PAGES = 5
"""From this number of other pages on, the same diagnostic is reported once."""


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
    pages = {path: read_page(path.relative_to(site).as_posix(), text) for path, text in sources.items()}
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


def _page_diagnostics(name: str, page: BuiltPage) -> list[Diagnostic]:
    diagnostics = [
        Diagnostic(Place(name, line), "S503", "leftover template or error text", _around(text), "finished text")
        for text, line in page.texts
        if LEFTOVER.search(text)
    ]
    if page.headings != 1:
        diagnostics.append(Diagnostic(Place(name), "S506", "the page must have one h1", str(page.headings), "1"))
    return [*page.refused, *diagnostics]


def _theme_diagnostics(name: str, page: BuiltPage, lazy_search: bool) -> Iterator[Diagnostic]:
    """What this step or overrides/main.html should have found in the theme's HTML to change, and did not."""
    description, shared = page.meta.get("description"), page.meta.get("og:description")
    present = {
        '<meta charset="utf-8"> before every script and style, so that the policy comes before what it rules': page.charset_end is not None
        and page.charset_end <= (page.first_ruled or page.charset_end),
        "the whole description in <meta name=description>, as in og:description": description == shared,
        "<article> around the text, in which links get their address": page.articles > 0,
        'role="dialog" aria-label="Search" on the search dialog': page.named_search,
        'role="status" on the line that says how much search found': page.announced_search,
        "no tabindex on the list of search results, which is a Tab stop while it is closed": not page.stray_stop,
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


def _dead_links(site: Path, site_url: str, path: Path, pages: dict[Path, BuiltPage]) -> Iterator[Diagnostic]:
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


def _finished(text: str, page: BuiltPage, url: str) -> str:
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


def _policy(page: BuiltPage) -> str:
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
