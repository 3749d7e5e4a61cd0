"""What's between the --- lines at the top of a page."""

from typing import Annotated, Literal

from pydantic import Field

from macros.model.base import LONGEST_ID, Day, Model, Text

LEAST_DESCRIPTION, MOST_DESCRIPTION = 40, 160
"""In characters. Search engines cut off longer ones, and shorter ones say little more than the title."""


class PageSearch(Model):
    """How search treats a page."""

    exclude: Literal["true", "false"] | None = Field(None, description="Whether search leaves out the page.")


class AlsoAsked(Model):
    """How readers ask for something on a page, in words that it doesn't use itself."""

    place: Annotated[str, Text(LONGEST_ID)] | None = Field(
        None, description="The id of a heading or an entry on the page. Without it, the words are for the page as a whole."
    )
    words: list[Annotated[str, Text(90)]] = Field(
        min_length=1, max_length=20, description="What a reader would type to find it, each in a line of its own."
    )


class FrontMatter(Model):
    """The front matter of a page."""

    description: Annotated[str, Text(1000)] = Field(
        description=f"What readers get from the page, in {LEAST_DESCRIPTION} to {MOST_DESCRIPTION} characters, for search engines."
    )
    title: Annotated[str, Text(90)] | None = Field(None, description="The page's title in the navigation, if its heading is too long.")
    hide: list[Literal["navigation", "toc", "path", "footer"]] = Field(
        default_factory=list, description="Parts of the theme the page leaves out."
    )
    reviewed: Day | None = Field(
        None, description="The day someone last read all of the page and checked that it's right, such as 2026-11-23."
    )
    reviewed_by: Annotated[str, Text(120)] | None = Field(
        None, description="Who that was, by name and role, if they agreed to be named. Otherwise it's the project's editors."
    )
    search: PageSearch | None = Field(None, description="How search treats the page.")
    also_asked: list[AlsoAsked] = Field(
        default_factory=list, max_length=60, description="How readers ask for what's on the page. Search reads it, and pages don't show it."
    )
