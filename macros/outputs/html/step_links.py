"""What the theme's templates know about the steps: overrides/partials/ shows them on every page of a step."""

from __future__ import annotations

from typing import TypedDict

from macros.outputs.context import SiteIndex, url_of
from macros.settings import Settings


class PageLink(TypedDict):
    """A page, with its address relative to the site's root."""

    title: str
    url: str


class StepLinks(TypedDict):
    """A step, the page its tab opens, and what readers use in it."""

    number: int
    label: str
    note: str
    url: str
    tools: list[PageLink]


def step_links(site_index: SiteIndex, settings: Settings) -> list[StepLinks]:
    """The steps in their order, ready for JSON.

    Args:
        site_index: The guide's data, and where it is on the site.
        settings: Whether a page is served as a folder or as a file.
    """

    def address(page: str) -> str:
        return url_of(page, settings.directory_urls)

    return [
        StepLinks(
            number=number,
            label=step.label,
            note=step.note,
            url=address(step.page),
            tools=[PageLink(title=site_index.page_titles[page], url=address(page)) for page in step.tools],
        )
        for number, step in enumerate(site_index.dataset.vocabulary.steps, 1)
    ]
