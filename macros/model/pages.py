"""What stands between the lines --- at the beginning of a page."""

from typing import Annotated, Literal

from pydantic import Field

from macros.model.base import Day, Form, Model, Text

LEAST_DESCRIPTION, MOST_DESCRIPTION = 40, 160
"""In characters. Search engines cut longer ones off, and shorter ones say little more than the title."""


class PageSearch(Model):
    """How search treats a page."""

    exclude: Literal["true", "false"] | None = Field(None, description="Whether search leaves the page out.")
    boost: Annotated[str, Form(r"\d+(\.\d+)?", "0.5")] | None = Field(
        None, description="How much more, or less, the page counts than others."
    )


class FrontMatter(Model):
    """The front matter of a page."""

    description: Annotated[str, Text(1000)] = Field(
        description=f"What the page gives a reader, in {LEAST_DESCRIPTION} to {MOST_DESCRIPTION} characters, for search engines."
    )
    title: Annotated[str, Text(90)] | None = Field(None, description="The page's title in the navigation, where its heading is too long.")
    hide: list[Literal["navigation", "toc", "path", "footer"]] = Field(
        default_factory=list, description="What of the theme the page does without."
    )
    reviewed: Day | None = Field(
        None, description="The day someone last read all of the page and checked that it's right, such as 2026-11-23."
    )
    reviewed_by: Annotated[str, Text(120)] | None = Field(
        None, description="Who that was, by name and role, if they agreed to be named. Otherwise it's the project's editors."
    )
    search: PageSearch | None = Field(None, description="How search treats the page.")
