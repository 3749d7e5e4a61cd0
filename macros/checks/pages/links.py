"""Rules for links: each one leads somewhere, on every copy of the guide. raw_html.py checks which addresses are allowed at all."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Container, Iterator, Mapping, Set
from typing import NamedTuple
from urllib.parse import SplitResult, unquote, urlsplit

from macros.diagnostics import Diagnostic, Place, nearest
from macros.loading.markdown import Link
from macros.loading.pages import PAGES_FOLDER, MarkdownPage, PageSet, nearest_page
from macros.loading.site_config import SiteConfig
from macros.model.pages import FrontMatter
from macros.settings import DOWNLOADS

FETCHED = ("src", "srcset", "poster", "data", "background")
"""Attributes of any tag whose address a browser fetches without a click."""


def check_links(page: MarkdownPage, pages: PageSet, config: SiteConfig) -> Iterator[Diagnostic]:
    """P430, P432 and P434: every link leads to something in docs/, wherever the site is published.

    Args:
        page: The page.
        pages: All pages and other files.
        config: mkdocs.yml, which has the site's own address.
    """
    known = pages.paths | pages.files
    for link in page.markdown.links:
        if link.name:
            yield Diagnostic(
                link.place, "P430", "this link has no address", link.name, f"[words](page.md), or a line [{link.name}]: page.md"
            )
            continue
        yield from _check_link(page, link, known, config)
    for tag in page.markdown.tags:
        for key, value in tag.attributes.items():
            if key in FETCHED or (key == "href" and tag.name not in ("a", "area")):
                yield from _check_fetched(tag.place, value)
            elif key == "href" and not value.startswith("#") and not _leads_away(split_address(value)):
                expected = f"a link in Markdown, which works wherever the site is published: [words]({value})"
                yield Diagnostic(tag.place, "P434", "a link in HTML isn't adjusted when pages are built", value, expected)


def split_address(address: str) -> SplitResult | None:
    """The parts of an address; None if it isn't one."""
    try:
        return urlsplit(address)
    except ValueError:
        return None


def _leads_away(parts: SplitResult | None) -> bool:
    return parts is not None and bool(parts.scheme or parts.netloc)


def _check_fetched(place: Place, value: str) -> Iterator[Diagnostic]:
    """The problems with an address in HTML that a browser fetches."""
    for address in (part.split()[0] for part in value.split(",") if part.split()):
        parts = split_address(address)
        if not _leads_away(parts):
            what = "a file named in HTML isn't found when pages are built"
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
        what = "this picture or file doesn't exist" if link.is_image else "this link leads nowhere"
        fragment = f"#{parts.fragment}" if parts.fragment else ""
        near = nearest_page(path, {name for name in known if not link.is_image or not name.endswith(".md")})
        expected = f"the path of a {'picture' if link.is_image else 'page or file'}, as seen from {page.name}, with its extension"
        if path.startswith(f"{DOWNLOADS}/"):
            what, expected = (
                "a plain build of the site may not have this file yet",
                "a macro that links to downloads, such as {{ printables() }}",
            )
        yield Diagnostic(link.place, "P430", what, target, expected, near and relative_path(near, page.path) + fragment)


def _absolute(page: MarkdownPage, link: Link, target: str, known: Set[str]) -> Diagnostic:
    """P432: a link that works only at the site's current address."""
    parts = split_address(target)
    path, fragment = (unquote(parts.path), parts.fragment) if parts else (target, "")
    near = nearest_page(path.strip("/") or "index", set(known))
    shown = relative_path(near, page.path) + (f"#{fragment}" if fragment else "") if near else None
    expected = f"the path of the page's file, as seen from {page.name}"
    return Diagnostic(link.place, "P432", "this link breaks if the site has another address", link.target, expected, shown)


def path_from(page: str, written: str) -> str:
    """The path in docs/ that a path written in a page leads to."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(written)))


def relative_path(path: str, page: str) -> str:
    """The path of a file in docs/ the way a page writes it."""
    return posixpath.relpath(path, posixpath.dirname(page) or ".")


# Anchors ----------------------------------------------------------------------------------------


class Anchor(NamedTuple):
    """A place on a page that a link leads to: the page's path, and the id there."""

    page: str
    id: str
    written: str
    place: Place


def check_anchors(pages: PageSet, macro_ids: Callable[[str], Set[str] | None], page_by_id: Mapping[str, str]) -> Iterator[Diagnostic]:
    """P424 and P431: every id is on its page only once, and a link to a place on a page finds it.

    Args:
        pages: All pages.
        macro_ids: Gives the ids macros write on a page, by its path; None if something else is wrong and they can't be known.
        page_by_id: The page that shows a record, by the record's id.
    """
    own: dict[str, dict[str, Place]] = {}
    for path, page in pages.pages.items():
        own[path] = {name: heading.place for name, heading in page.markdown.heading_ids()}
        places: dict[str, Place] = {}
        for name, place in page.markdown.ids:
            if name in places or page_by_id.get(name) == path:
                expected = "each id once" + (
                    f"; it is already on line {places[name].line}" if name in places else "; a macro on this page already has it"
                )
                yield Diagnostic(place, "P424", "this id is on the page twice", name, expected)
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
        yield Diagnostic(anchor.place, "P431", "the page has no such place", anchor.written, expected, meant)


def check_asked_places(
    pages: PageSet, macro_ids: Callable[[str], Set[str] | None], page_by_id: Mapping[str, str], hidden: Container[str]
) -> Iterator[Diagnostic]:
    """P458: the words of readers in the front matter of a page are for a place on it.

    Args:
        pages: All pages.
        macro_ids: As for check_anchors.
        page_by_id: As for check_anchors.
        hidden: The ids of entries that a copy hides. Its pages may still have words for them.
    """
    for path, page in pages.pages.items():
        content = page.front_matter and page.front_matter.content
        if page.front_matter is None or not isinstance(content, FrontMatter):
            continue
        own = {name for name, _ in [*page.markdown.heading_ids(), *page.markdown.ids]}
        for index, asked in enumerate(content.also_asked):
            if asked.place is None or asked.place in own or asked.place in hidden or page_by_id.get(asked.place) == path:
                continue
            found = macro_ids(path)
            if found is None or asked.place in found:
                continue
            where = page_by_id.get(asked.place)
            expected = (
                f"the id of a heading or an entry on this page; {asked.place} is on {PAGES_FOLDER}/{where}"
                if where
                else ("the id of a heading or an entry on this page")
            )
            near = None if where else nearest(asked.place, sorted(own | found))
            place = page.front_matter.at("also_asked", index, "place")
            yield Diagnostic(
                place, "P458", "search would never use these words, because the page has no such place", asked.place, expected, near
            )


def is_place(fragment: str) -> bool:
    """Whether what comes after "#" in a link is a place on a page.

    Args:
        fragment: What comes after "#", as written.

    Returns:
        False if there's nothing, or if it's choices for the tool on that page, such as `goal=test-fit&minutes=20`. The tool names any
        it doesn't know.
    """
    return bool(fragment) and "=" not in fragment


def _anchors(pages: PageSet) -> Iterator[Anchor]:
    """The places on pages that links lead to, except those on pages that couldn't be read."""
    for path, page in pages.pages.items():
        links = [(link.target, link.place) for link in page.markdown.links]
        links += [(href, tag.place) for tag in page.markdown.tags if (href := tag.attributes.get("href", "")).startswith("#")]
        for written, place in links:
            parts = split_address(written)
            if parts is None or not is_place(parts.fragment) or _leads_away(parts) or written.startswith("/"):
                continue
            target = path_from(path, parts.path) if parts.path else path
            if target in pages.pages:
                yield Anchor(target, unquote(parts.fragment), written, place)
