"""Rules for the Markdown pages and the navigation.

A rule for pages is a function in PAGE_RULES. It gets a page and mkdocs.yml, and yields diagnostics.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from macros.checks.pages.dialect import check_lists, check_marks
from macros.checks.pages.links import check_links
from macros.checks.pages.nav import check_nav, check_settings
from macros.checks.pages.plain_text import check_front_matter
from macros.checks.pages.raw_html import check_raw_html
from macros.checks.pages.structure import check_boxes, check_code, check_description, check_headings, check_review, check_titles
from macros.diagnostics import Diagnostic
from macros.loading.pages import MarkdownPage, PageSet
from macros.loading.site_config import SiteConfig

MOST_OF_A_RULE = 50
"""How many problems with one rule are reported for a page. A page pasted from elsewhere can have thousands."""
PAGE_RULES: tuple[Callable[[MarkdownPage, SiteConfig], Iterator[Diagnostic]], ...] = (
    check_description,
    check_review,
    check_headings,
    check_code,
    check_boxes,
    check_marks,
    check_lists,
    check_raw_html,
)
"""The rules for each page by itself."""


def check_pages(pages: PageSet, config: SiteConfig) -> list[Diagnostic]:
    """All problems with the pages and the navigation, except those with macro calls and links to places on pages.

    Args:
        pages: The pages the way they were read.
        config: mkdocs.yml the way it was read.
    """
    diagnostics = [*pages.diagnostics, *config.diagnostics, *check_settings(config)]
    if config.is_read:
        diagnostics += check_nav(pages, config)
    known = {diagnostic.place[:2] for diagnostic in pages.diagnostics}
    for page in pages.pages.values():
        # HTML in front matter already has a diagnostic, as it does in data.
        diagnostics += (found for found in check_front_matter(page) if found.place[:2] not in known)
        if not page.text.strip():
            continue  # The page is empty, which has its own diagnostic.
        for rule in PAGE_RULES:
            diagnostics += islice(rule(page, config), MOST_OF_A_RULE)
        diagnostics += islice(check_links(page, pages, config), MOST_OF_A_RULE)
    return [*diagnostics, *check_titles(pages.pages.values())]
