"""Checks on a copy's own settings and pages: its colors are readable, its pictures exist, and its pages have a place."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from macros import model
from macros.diagnostics import Diagnostic, Place, nearest
from macros.loading.data_file import DataFile
from macros.loading.navigation import own_pages, site_nav
from macros.settings import COPY_CONFIG, OWN_FOLDER, pages_in

LEAST_CONTRAST = 4.5
"""The lowest contrast of text and background in https://www.w3.org/TR/WCAG22/#contrast-minimum."""


PAGE_COLORS = {"light": ("#fdfbf6", "#f4efe2", "#fffefb"), "dark": ("#101a19", "#182725", "#1b2b29")}
"""The backgrounds of text in each palette of a copy: the page, a quiet area, an object.

docs/assets/styles/guide.css has the same, and a test compares them.
"""


def check_copy_settings(root: Path, file: DataFile) -> Iterator[Diagnostic]:
    """The problems in the settings of a copy.

    Args:
        root: The project's folder, which contains the copy's pictures.
        file: The settings the way they were loaded. If they aren't valid, nothing is checked.
    """
    settings = file.content
    if not isinstance(settings, model.CopySettings):
        return
    colors = settings.extra.colors if settings.extra else None
    for palette, backgrounds in PAGE_COLORS.items() if colors else ():
        color = getattr(colors, palette)
        contrast = min(contrast_of(color, background) for background in backgrounds)
        if contrast < LEAST_CONTRAST:
            what = f"this color is hard to read on a {palette} page"
            direction = "darker" if palette == "light" else "lighter"
            expected = f"a contrast of at least {LEAST_CONTRAST}, so a {direction} color"
            yield Diagnostic(file.at("extra", "colors", palette), "L605", what, f"{color}, a contrast of {contrast:.1f}", expected)
    for key in ("logo", "favicon"):
        path = getattr(settings.theme, key) if settings.theme else None
        if path is None:
            continue
        if not path.startswith(f"{OWN_FOLDER}/") or not (root / "docs" / path).is_file():
            expected = f"{OWN_FOLDER}/ followed by the name of a file in docs/{OWN_FOLDER}/"
            yield Diagnostic(file.at("theme", key), "L606", f"this {key} doesn't exist in docs/{OWN_FOLDER}/", path, expected)


def check_own_pages(root: Path, file: DataFile | None, pages: Collection[str]) -> Iterator[Diagnostic]:
    """The problems with a copy's own pages and their places in the navigation.

    Args:
        root: The project's folder.
        file: The settings of the copy; None if it has none.
        pages: The paths of all Markdown pages in docs/.
    """
    if file is not None and not isinstance(file.content, model.CopySettings):
        return
    existing = [page for page in pages if page.startswith(f"{OWN_FOLDER}/")]
    named = own_pages(file)
    nav = site_nav(root, file)
    shown = set(pages if nav is None else pages_in(nav))
    for index, own in enumerate(named if file else ()):
        assert file is not None
        place = file.at("extra", "pages", index, "page")
        if own.page not in existing:
            expected = f"{OWN_FOLDER}/ followed by the name of a Markdown file in docs/{OWN_FOLDER}/"
            yield Diagnostic(place, "L608", "you have no page with this name", own.page, expected, nearest(own.page, existing))
        if any(other.page == own.page for other in named[:index]):
            yield Diagnostic(place, "L611", "this page already has a place", own.page, "each page once")
        elif bool(own.after) == bool(own.tab):
            got = "both" if own.after else "neither"
            expected = "either a line after: ... with the page it follows, or a line tab: ... with the name of a tab of your own"
            yield Diagnostic(place, "L611", "a page needs exactly one place in the navigation", got, expected)
        elif own.after and own.page not in shown:
            place = file.at("extra", "pages", index, "after")
            expected = "the path in docs/ of a page in the navigation, such as start/why.md"
            yield Diagnostic(place, "L610", "this page isn't in the navigation", own.after, expected, nearest(own.after, shown))
    for page in sorted(set(existing) - {own.page for own in named}):
        expected = f"an entry page: {page} under extra: pages: in {COPY_CONFIG}, with after: or tab:"
        yield Diagnostic(Place(f"docs/{page}"), "L609", "this page of your own has no place in the navigation", page, expected)


def contrast_of(one: str, other: str) -> float:
    """The contrast between two colors.

    Args:
        one: A color such as `#17403c`.
        other: Another color.

    Returns:
        From 1 to 21, as https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio defines it.
    """
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: str) -> float:
    channels = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
