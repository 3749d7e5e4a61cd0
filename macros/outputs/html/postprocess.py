"""The last step of a build: goes over every page of the site.

Each page gets a content security policy that names the theme's own scripts by their hashes, and the full address of each
link for paper. What only a server's header can say goes into a file for hosts that read one. A site isn't published if it has HTML
that isn't on the list in checks/allowed_html.py, a script no template has, a request to another host, leftover template text, a dead
link, a duplicate id, or a page without exactly one h1. Nor is it published if its pages lack a change that this step or
overrides/main.html makes to the theme's HTML. All problems are reported at once. What has passed is then made smaller.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from macros.checks.pages.links import is_place
from macros.diagnostics import Diagnostic, InvalidGuideError, Place
from macros.outputs.html.built_page import BuiltPage, read_page
from macros.outputs.html.http_headers import IN_HEADER_AND_PAGE, headers_file, path_of
from macros.outputs.html.inline_code import inline_code
from macros.outputs.html.site_files import file_diagnostics
from macros.outputs.html.small_files import JoinedScripts, small_page

LEFTOVER = re.compile(r"\{\{|\{%|\{#|<!--/?guide-block-->|Macro Rendering Error|Macro Syntax Error|wzxhzdk|UndefinedError")
CSP_META = '<meta http-equiv="Content-Security-Policy" content="{}">'

MANY_PAGES = 5
"""If this many other pages or more have the same diagnostic, it's reported once."""


def postprocess_site(site: Path, site_url: str, *, smaller: bool = True) -> int:
    """Check a built site and finish its pages.

    Args:
        site: The folder of the built site.
        site_url: The address it will be served at.
        smaller: Whether to join the scripts of each page, and make pages, scripts and style sheets smaller.

    Returns:
        The number of pages.

    Raises:
        InvalidGuideError: With everything that must not be published; in that case nothing is written.
    """
    sources = {path: path.read_text("utf-8") for path in sorted(site.rglob("*.html"))}
    pages = {path: read_page(path.relative_to(site).as_posix(), text) for path, text in sources.items()}
    malformed = [diagnostic for page in pages.values() for diagnostic in page.refused if diagnostic.code == "S512"]
    if malformed:
        # The rest of such a page wasn't read, so ids and much else would seem to be missing.
        raise InvalidGuideError(_once(malformed))
    diagnostics = list(file_diagnostics(site))
    for path, page in pages.items():
        name = path.relative_to(site).as_posix()
        diagnostics += _page_diagnostics(name, page)
        diagnostics += _theme_diagnostics(name, page)
        diagnostics += _dead_links(site, site_url, path, pages)
    if not pages:
        diagnostics.append(Diagnostic(Place(str(site)), "S501", "there are no pages to finish", expected="a built site"))
    if diagnostics:
        raise InvalidGuideError(_once(diagnostics))
    scripts = JoinedScripts(site)
    for path, text in sources.items():
        finished = _finished(text, pages[path], urljoin(site_url, path.relative_to(site).as_posix()))
        path.write_text(scripts.join(small_page(finished)) if smaller else finished, "utf-8")
    if smaller:
        scripts.write()
    (site / "_headers").write_text(headers_file(path_of(site_url)), "utf-8")
    return len(pages)


def _once(diagnostics: list[Diagnostic]) -> Iterator[Diagnostic]:
    """Each diagnostic, but only once if many pages have it: a change in the theme would otherwise be reported for every page."""
    by_sentence: dict[str, list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        by_sentence.setdefault(diagnostic.sentence(), []).append(diagnostic)
    for same in by_sentence.values():
        more = len({diagnostic.place.file for diagnostic in same}) - 1
        yield from [replace(same[0], what=f"{same[0].what} (and on {more} more pages)")] if more >= MANY_PAGES else same


def _page_diagnostics(name: str, page: BuiltPage) -> list[Diagnostic]:
    diagnostics = [
        Diagnostic(Place(name, line), "S503", "leftover template or error text", _around(text), "finished text")
        for text, line in page.texts
        if LEFTOVER.search(text)
    ]
    if page.headings != 1:
        diagnostics.append(Diagnostic(Place(name), "S506", "the page must have one h1", str(page.headings), "1"))
    return [*page.refused, *diagnostics]


def _theme_diagnostics(name: str, page: BuiltPage) -> Iterator[Diagnostic]:
    """What this step or overrides/main.html should have changed in the theme's HTML, but couldn't find."""
    description, shared = page.meta.get("description"), page.meta.get("og:description")
    present = {
        '<meta charset="utf-8"> before every script and style, so the policy comes before what it applies to': page.charset_end is not None
        and page.charset_end <= (page.first_ruled or page.charset_end),
        "the whole description in <meta name=description>, as in og:description": description == shared,
        "<article> around the text, where links get their address": page.articles > 0,
        '<dialog id="guide-search"> after the header': page.own_search,
        "no form of the theme's search, for which every page would load its index": not page.theme_search,
        "the theme's style sheets in the layer material": any("layer(material)" in style for style in page.styles)
        and not any("assets/stylesheets/" in address for address, _ in page.loaded),
    }
    for expected, found in present.items():
        if not found:
            yield Diagnostic(Place(name), "S509", "the theme's HTML has changed, so one of our changes to it is missing", expected=expected)


def _around(text: str) -> str:
    """The leftover in a text, with some of the text around it."""
    match = LEFTOVER.search(text)
    return text[max(match.start() - 20, 0) : match.end() + 60] if match else text


def _dead_links(site: Path, site_url: str, path: Path, pages: dict[Path, BuiltPage]) -> Iterator[Diagnostic]:
    """Links within the site whose file or anchor doesn't exist, and scripts no template has."""
    page, name = pages[path], path.relative_to(site).as_posix()
    own = urljoin(site_url or "https://site.invalid/", name)
    for address, line in [*page.links, *page.loaded, *page.script_files]:
        relative = _path_in_site(own, path_of(site_url), address)
        if relative is None:
            continue
        target = site / relative
        if relative == "" or relative.endswith("/"):
            target = target / "index.html"
        fragment = urlsplit(address).fragment
        anchor = unquote(fragment) if is_place(fragment) else ""
        if (address, line) in page.script_files and relative not in inline_code().files:
            yield Diagnostic(Place(name, line), "S511", "no template has this script", address, "the theme's own and the tools' only")
        elif relative == OUTSIDE or not target.is_file():
            yield Diagnostic(Place(name, line), "S507", "this link leads nowhere", address, "a page or file of the site")
        elif anchor and target.suffix == ".html" and anchor not in pages[target].ids:
            yield Diagnostic(Place(name, line), "S508", "this anchor doesn't exist", address, "an id on that page")


OUTSIDE = ".."
"""Stands for anything on the site's host that isn't part of the site."""


def _path_in_site(own: str, root: str, address: str) -> str | None:
    """The path on the site that an address leads to.

    Args:
        own: The full address of the page it's on.
        root: Where the site is on its host, from `/` to `/`.
        address: The address as written.

    Returns:
        The decoded path; OUTSIDE for an address without a host that leaves the site, which would be different for each copy; None
        for anything elsewhere, including an address that names another site on the same host.
    """
    absolute, host = urlsplit(urljoin(own, address)), urlsplit(own)
    if (absolute.scheme, absolute.netloc) != (host.scheme, host.netloc):
        return None
    if not absolute.path.startswith(root):
        return None if urlsplit(address).netloc else OUTSIDE
    return unquote(absolute.path.removeprefix(root))


def _finished(text: str, page: BuiltPage, url: str) -> str:
    """The page with its policy, ahead of anything the policy applies to, and for paper the address next to the first link to it.

    `url` is the page's own. Style sheets print what's in data-address. On this site it's only the path, because each printed page has the
    rest at its foot, and a sentence is easier to read around something short. Everything is added at offsets the parser found.
    """
    if page.charset_end is None:  # _theme_diagnostics has refused such a page.
        raise ValueError(f"{url} has no place for a policy")
    additions = [(page.charset_end, CSP_META.format(_policy(page)))]
    own, shown_before = urlsplit(url), set[str]()
    for address, end in page.article_links:
        target = urlsplit(urljoin(url, address))
        if target.scheme in ("http", "https"):
            whole = target.geturl().partition("://")[2].removesuffix("index.html")
            shown = whole.removeprefix(own.netloc) if target.netloc == own.netloc else whole
            if shown in shown_before:
                continue
            shown_before.add(shown)
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
            *IN_HEADER_AND_PAGE,
            # No text becomes HTML or a script; the one policy, in load-later.js, is for the addresses of this site's own scripts.
            "require-trusted-types-for 'script'",
            "trusted-types default",
        ]
    )


def _hash(code: str) -> str:
    """The source expression for inline code, in the form of https://www.w3.org/TR/CSP3/#grammardef-hash-source."""
    return "'sha256-" + base64.b64encode(hashlib.sha256(code.encode()).digest()).decode() + "'"
