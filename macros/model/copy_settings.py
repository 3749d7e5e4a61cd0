"""What a copy of the guide can hide and set for itself."""

from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    Field,
)

from macros.model.base import LONGEST_REFERENCE, Form, HttpsUrl, Line, Model, Text, _address, _folder
from macros.model.vocabulary import YesNo


class HideFile(Model):
    """local/hide.yml"""

    hide: list[Annotated[str, Text(60)]] = Field(min_length=1, description="The ids of entries in data/ that your copy does not show.")


Color = Annotated[str, Form(r"#[0-9a-f]{6}", "#17403c", looks="# and six characters, each 0 to 9 or a to f in lower case")]
MailAddress = Annotated[str, Text(120), AfterValidator(_address)]


class Colors(Model):
    """A copy's own color, for each palette."""

    light: Color = Field(description="The color of the header and of links on a light page, as # and six digits.")
    dark: Color = Field(description="The color of links on a dark page.")


class Contact(Model):
    """Who readers of a copy can turn to, shown at the bottom of each page."""

    name: Annotated[str, Text(60)] = Field(description="The office or person, by the name readers use.")
    url: HttpsUrl | None = Field(None, description="A page about it.")
    email: MailAddress | None = Field(None, description="Its email address.")
    note: Line | None = Field(None, description="Where and when to find it, in one line.")


class Resource(Model):
    """Something near a copy's readers that helps them."""

    title: Annotated[str, Text(90)] = Field(description="What it is called.")
    url: HttpsUrl = Field(description="Its page.")
    note: Line = Field(description="What it does for a reader, in one line.")


class CopyPage(Model):
    """A copy's own page, with its place in the navigation: after another page, or in its own tab."""

    page: Annotated[str, Text(LONGEST_REFERENCE)] = Field(description="The page: local/ and the name of its file in docs/local/.")
    after: Annotated[str, Text(LONGEST_REFERENCE)] | None = Field(
        None, description="The page it follows, as a path in docs/, such as start/why.md. Give this or a tab."
    )
    tab: Annotated[str, Text(30)] | None = Field(
        None, description="The name of your own tab, which comes last. Pages with the same tab go there together."
    )


Language = Literal["en", "en-US", "en-GB", "en-IE", "en-CA", "en-AU", "en-NZ", "en-ZA", "en-IN"]
"""The guide's text is in English. A copy can say which kind."""


class CopyTheme(Model):
    """The theme settings of a copy."""

    language: Language | None = Field(
        None, description="The kind of English your copy is in, such as en-GB, for screen readers and browsers."
    )
    logo: Annotated[str, Text(120)] | None = Field(None, description="local/ and the name of a picture in docs/local/.")
    favicon: Annotated[str, Text(120)] | None = Field(None, description="The same, for the small picture in the browser tab.")


class CopyExtra(Model):
    """What a copy sets of its own."""

    pages: list[CopyPage] = Field(default_factory=list, max_length=50, description="Your own pages, with their place in the navigation.")
    repo: HttpsUrl | None = Field(None, description="Your repository, where the edit links go.")
    branch: Annotated[str, Text(60)] | None = Field(None, description="The branch that gets published.")
    colors: Colors | None = Field(None, description="Your colors.")
    contact: Contact | None = Field(None, description="Who your readers can turn to.")
    security: MailAddress | None = Field(None, description="An email address for security problems that could harm readers.")
    conduct: MailAddress | None = Field(None, description="An email address for complaints about how someone behaves.")
    offline_copy: YesNo = Field("yes", description='Whether readers can keep the guide in their browser; see the page "Publish it".')
    resources: list[Resource] = Field(default_factory=list, max_length=20, description="Help near your readers, shown on the home page.")


class CopySettings(Model):
    """mkdocs.local.yml"""

    INHERIT: Literal["mkdocs.yml"] = Field(description="Always mkdocs.yml. Everything else comes from there.")
    site_name: Annotated[str, Text(60)] = Field(description="The name of your copy.")
    site_url: Annotated[HttpsUrl, AfterValidator(_folder)] = Field(description="The address it will have, with a slash at the end.")
    site_description: Line | None = Field(None, description="What it is, in one sentence.")
    copyright: Line | None = Field(None, description="The line at the bottom of each page. It has to name the license too: CC BY 4.0.")
    theme: CopyTheme | None = Field(None, description="Your logo and language.")
    extra: CopyExtra | None = Field(None, description="Your pages, repository, colors, contact and local resources.")
