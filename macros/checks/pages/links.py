"""What must hold of links: each leads somewhere, on every copy of the guide. What addresses there may be at all, raw_html.py says."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping, Set
from typing import NamedTuple
from urllib.parse import SplitResult, unquote, urlsplit

from macros.diagnostics import Diagnostic, Place, nearest
from macros.loading.markdown import Link
from macros.loading.pages import PAGES_FOLDER, MarkdownPage, PageSet, nearest_page
from macros.loading.site_config import SiteConfig
from macros.settings import DOWNLOADS

FETCHED = ("src", "srcset", "poster", "data", "background")
"""Attributes of any tag whose address a browser fetches by itself."""


def check_links(page: MarkdownPage, pages: PageSet, config: SiteConfig) -> Iterator[Diagnostic]:
    """P430, P432 and P434: every link leads to something in docs/, from wherever the site is served.

    Args:
        page: The page.
        pages: All pages and other files.
        config: mkdocs.yml, which has the site's own address.
    """
    known = pages.paths | pages.files
    for link in page.markdown.links:
        if link.name:
            yield Diagnostic(
                link.place, "P430", "no line gives this link its address", link.name, f"[words](page.md), or a line [{link.name}]: page.md"
            )
            continue
        yield from _check_link(page, link, known, config)
    for tag in page.markdown.tags:
        for key, value in tag.attributes.items():
            if key in FETCHED or (key == "href" and tag.name not in ("a", "area")):
                yield from _check_fetched(tag.place, value)
            elif key == "href" and not value.startswith("#") and not _leads_away(split_address(value)):
                expected = f"a link in Markdown, which becomes right wherever the site is served: [words]({value})"
                yield Diagnostic(tag.place, "P434", "a link in HTML is not followed when pages are built", value, expected)


def split_address(address: str) -> SplitResult | None:
    """The parts of an address; None where it is none."""
    try:
        return urlsplit(address)
    except ValueError:
        return None


def _leads_away(parts: SplitResult | None) -> bool:
    return parts is not None and bool(parts.scheme or parts.netloc)


def _check_fetched(place: Place, value: str) -> Iterator[Diagnostic]:
    """What is wrong with an address in HTML that a browser fetches."""
    for address in (part.split()[0] for part in value.split(",") if part.split()):
        parts = split_address(address)
        if not _leads_away(parts):
            what = "a file named in HTML is not found when pages are built"
            yield Diagnostic(place, "P434", what, address, f"![what it shows]({address})")


def _check_link(page: MarkdownPage, link: Link, known: Set[str], config: SiteConfig) -> Iterator[Diagnostic]:
    target, parts = link.target, split_address(link.target)
    site = config.value("site_url")
    if parts is None or not target:
        yield Diagnostic(link.place, "P430", "this link has no address", target or None, "a page such as ../find/index.md, or https://...")
    elif isinstance(site, str) and urlsplit(site).netloc and target.startswith(site):
        yield _absolute(page, link, target.removeprefix(site.rstrip("/")), known)
    elif target.startswith("/") and not _leads_away(parts):
        yield _absolute(page, link, target, known)
    elif not _leads_away(parts) and parts.path and (path := path_from(page.path, parts.path)) not in known:
        what = "there is no such picture or file" if link.is_image else "this link leads nowhere"
        fragment = f"#{parts.fragment}" if parts.fragment else ""
        near = nearest_page(path, {name for name in known if not link.is_image or not name.endswith(".md")})
        expected = f"the path of a {'picture' if link.is_image else 'page or file'}, as seen from {page.name}, with its ending"
        if path.startswith(f"{DOWNLOADS}/"):
            what, expected = (
                "a plain build of the site may not have this file yet",
                "a macro that links to downloads, such as {{ printables() }}",
            )
        yield Diagnostic(link.place, "P430", what, target, expected, near and relative_path(near, page.path) + fragment)


def _absolute(page: MarkdownPage, link: Link, target: str, known: Set[str]) -> Diagnostic:
    """P432: a link that is right only where the site is served now."""
    parts = split_address(target)
    path, fragment = (unquote(parts.path), parts.fragment) if parts else (target, "")
    near = nearest_page(path.strip("/") or "index", set(known))
    shown = relative_path(near, page.path) + (f"#{fragment}" if fragment else "") if near else None
    expected = f"the path of the page's file, as seen from {page.name}"
    return Diagnostic(link.place, "P432", "this link breaks where the site has another address", link.target, expected, shown)


def path_from(page: str, written: str) -> str:
    """The path in docs/ to which a path leads that is written in a page."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(written)))


def relative_path(path: str, page: str) -> str:
    """How a page writes the path of a file in docs/."""
    return posixpath.relpath(path, posixpath.dirname(page) or ".")


# Anchors ----------------------------------------------------------------------------------------


class Anchor(NamedTuple):
    """A place on a page that a link leads to: the page's path, and the id there."""

    page: str
    id: str
    written: str
    place: Place


def check_anchors(pages: PageSet, macro_ids: Callable[[str], Set[str] | None], page_by_id: Mapping[str, str]) -> Iterator[Diagnostic]:
    """P424 and P431: every id stands once on its page, and a link to a place on a page finds it.

    Args:
        pages: All pages.
        macro_ids: Gives the ids that macros write on a page, by its path; None where they can't be known, because something else is wrong.
        page_by_id: The page that shows a record, by the record's id.
    """
    own: dict[str, dict[str, Place]] = {}
    for path, page in pages.pages.items():
        own[path] = {name: heading.place for name, heading in page.markdown.heading_ids()}
        places: dict[str, Place] = {}
        for name, place in page.markdown.ids:
            if name in places or page_by_id.get(name) == path:
                expected = "each id once" + (
                    f"; it is on line {places[name].line} already" if name in places else "; a macro on this page has it"
                )
                yield Diagnostic(place, "P424", "this id stands twice on the page", name, expected)
            places.setdefault(name, place)
        own[path] |= places
    for anchor in _anchors(pages):
        if anchor.id in own[anchor.page] or page_by_id.get(anchor.id) == anchor.page:
            continue
        found = macro_ids(anchor.page)
        if found is None or anchor.id in found:
            continue
        ids = sorted(own[anchor.page].keys() | found)
        near, where = nearest(anchor.id, ids), page_by_id.get(anchor.id)
        here = anchor.place.file.removeprefix(f"{PAGES_FOLDER}/")
        meant = f"{relative_path(where, here)}#{anchor.id}" if where else f"{anchor.written.partition('#')[0]}#{near}" if near else None
        expected = f"the id of a heading or an entry on {PAGES_FOLDER}/{anchor.page}"
        yield Diagnostic(anchor.place, "P431", "this page has no such place", anchor.written, expected, meant)


def _anchors(pages: PageSet) -> Iterator[Anchor]:
    """The places on pages that links lead to; those on pages that could not be read are left out."""
    for path, page in pages.pages.items():
        links = [(link.target, link.place) for link in page.markdown.links]
        links += [(href, tag.place) for tag in page.markdown.tags if (href := tag.attributes.get("href", "")).startswith("#")]
        for written, place in links:
            parts = split_address(written)
            if parts is None or not parts.fragment or _leads_away(parts) or written.startswith("/"):
                continue
            target = path_from(path, parts.path) if parts.path else path
            if target in pages.pages:
                yield Anchor(target, unquote(parts.fragment), written, place)
