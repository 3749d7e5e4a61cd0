"""Rules for mkdocs.yml: it has the settings the guide needs, and a navigation with every page once."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from macros.diagnostics import Diagnostic, Place, nearest
from macros.loading.pages import PAGES_FOLDER, PageSet, nearest_page
from macros.loading.site_config import SiteConfig
from macros.settings import CONFIG, OWN_FOLDER

NEEDED_SETTINGS: dict[tuple[str, ...], str] = {
    ("site_name",): "the name of the site",
    ("site_url",): "the address the site will have, with a slash at the end",
    ("extra", "repo"): "the repository the edit links lead to",
    ("extra", "branch"): "the branch that is published",
}
"""The settings the generator reads, each with its meaning."""
NEEDED_NAMES = {
    "plugins": ("search", "macros"),
    "markdown_extensions": ("macros.engine.raw_html_blocks", "attr_list", "admonition"),
}
"""Without these, pages would show marks and macro calls as plain text."""


def check_settings(config: SiteConfig) -> Iterator[Diagnostic]:
    """P443: mkdocs.yml has the settings the guide needs."""
    if not config.is_read:
        return
    for path, what in NEEDED_SETTINGS.items():
        if not isinstance(config.value(*path), str) or not config.value(*path).strip():
            around = config.value(*path[:-1])
            # A key that is almost the missing one is most likely a misspelling of it.
            near = nearest(path[-1], around) if isinstance(around, dict) and path[-1] not in around else None
            place = config.key_place(*path[:-1], near) if near else config.place(*path)
            key = ": ".join(path)
            expected = f"a line {key}: with {what}"
            yield Diagnostic(place, "P443", f"the setting {key} is missing", near, expected, path[-1] if near else None)
    for key, names in NEEDED_NAMES.items():
        found = config.names_in(key)
        for name in names:
            if name not in found:
                near = nearest(name, found - set(names))
                expected = f"{name} under {key}:"
                what = "something the pages need is missing here"
                yield Diagnostic(config.place(key), "P443", what, near, expected, name if near else None)


def check_nav(pages: PageSet, config: SiteConfig) -> Iterator[Diagnostic]:
    """P440 to P442: the navigation lists every page once, and nothing that doesn't exist."""
    nav = config.nav()
    if nav is None:
        return
    lines: dict[str, int] = {}
    for target, place in nav:
        if urlsplit(target).scheme:
            continue
        if target not in pages.paths:
            near = nearest_page(target, pages.paths)
            yield Diagnostic(place, "P441", "this page doesn't exist", target, f"the path of a page in {PAGES_FOLDER}/", near)
        elif target in lines:
            expected = f"each page once; it is already on line {lines[target]}"
            yield Diagnostic(place, "P442", "this page is in the navigation twice", target, expected)
        lines.setdefault(target, place.line)
    for path in sorted(pages.paths - lines.keys()):
        if path.startswith(f"{OWN_FOLDER}/"):
            continue  # The pages of a copy get their places in its own settings.
        expected = f"a line - {path} under nav: in {CONFIG}, where readers would look for it"
        yield Diagnostic(
            Place(f"{PAGES_FOLDER}/{path}"), "P440", "readers can't find this page, because it isn't in the navigation", expected=expected
        )
