"""What a copy of the guide may hide and set for itself."""

from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    Field,
)

from macros.model.base import LONGEST_REFERENCE, Form, HttpsUrl, Line, Model, Text, _address, _folder


class HideFile(Model):
    """local/hide.yml"""

    hide: list[Annotated[str, Text(60)]] = Field(min_length=1, description="Ids of entries in data/ that this copy does not show.")


Color = Annotated[str, Form(r"#[0-9a-f]{6}", "#17403c", looks="# and six of the digits 0 to 9 and a to f, in lower case")]
MailAddress = Annotated[str, Text(120), AfterValidator(_address)]


class Colors(Model):
    """A copy's own color, for each palette."""

    light: Color = Field(description="The color of the header and of links on a light page, as # and six digits.")
    dark: Color = Field(description="The color of links on a dark page.")


class Contact(Model):
    """Who readers of a copy can turn to; it stands at the foot of each page."""

    name: Annotated[str, Text(60)] = Field(description="The office or person, as readers call it.")
    url: HttpsUrl | None = Field(None, description="A page about it.")
    email: MailAddress | None = Field(None, description="Its address for mail.")
    note: Line | None = Field(None, description="Where and when it can be found, in one line.")


class Resource(Model):
    """Something near the readers of a copy that helps them."""

    title: Annotated[str, Text(90)] = Field(description="What it is called.")
    url: HttpsUrl = Field(description="Its page.")
    note: Line = Field(description="What it does for a reader, in one line.")


class CopyPage(Model):
    """A page of a copy's own, with its place in the navigation: after another page, or in a tab of its own."""

    page: Annotated[str, Text(LONGEST_REFERENCE)] = Field(description="The page: local/ and the name of its file in docs/local/.")
    after: Annotated[str, Text(LONGEST_REFERENCE)] | None = Field(
        None, description="The page that it follows, as a path in docs/, such as start/why.md. You give this or a tab."
    )
    tab: Annotated[str, Text(30)] | None = Field(
        None, description="The name of a tab of your own, which comes last; pages with the same tab stand in it together."
    )


Language = Literal["en", "en-US", "en-GB", "en-IE", "en-CA", "en-AU", "en-NZ", "en-ZA", "en-IN"]
"""The guide's text is English; a copy may say which."""


class CopyTheme(Model):
    """What a copy sets of the theme."""

    language: Language | None = Field(
        None, description="The kind of English that your copy is in, which screen readers and browsers are told, such as en-GB."
    )
    logo: Annotated[str, Text(120)] | None = Field(None, description="local/ and the name of a picture in docs/local/.")
    favicon: Annotated[str, Text(120)] | None = Field(None, description="The same, for the small picture in the browser's tab.")


class CopyExtra(Model):
    """What a copy sets of its own."""

    pages: list[CopyPage] = Field(default_factory=list, max_length=50, description="Your own pages, with their place in the navigation.")
    repo: HttpsUrl | None = Field(None, description="Your repository, where the edit links lead.")
    branch: Annotated[str, Text(60)] | None = Field(None, description="Its branch that is published.")
    colors: Colors | None = Field(None, description="Your colors.")
    contact: Contact | None = Field(None, description="Who your readers can turn to.")
    security: MailAddress | None = Field(None, description="Where to write about a weakness that could harm readers, by email.")
    conduct: MailAddress | None = Field(None, description="Where to write about how someone behaves, by email.")
    resources: list[Resource] = Field(default_factory=list, max_length=20, description="What helps near them; shown on the first page.")


class CopySettings(Model):
    """mkdocs.local.yml"""

    INHERIT: Literal["mkdocs.yml"] = Field(description="Always mkdocs.yml: all else comes from there.")
    site_name: Annotated[str, Text(60)] = Field(description="The name of your copy.")
    site_url: Annotated[HttpsUrl, AfterValidator(_folder)] = Field(description="The address where it will stand, with a slash at its end.")
    site_description: Line | None = Field(None, description="What it is, in one sentence.")
    copyright: Line | None = Field(None, description="The line at the foot of each page, which names the license too: CC BY 4.0.")
    theme: CopyTheme | None = Field(None, description="Your logo and language.")
    extra: CopyExtra | None = Field(None, description="Your pages, repository, colors, contact and local resources.")
