"""Where everything is on the site, and how templates see it."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, cast
from urllib.parse import urlencode

from macros import model
from macros.loading.dataset import Dataset
from macros.settings import Settings


@dataclass
class SiteIndex:
    """The data, and where everything is on the site. A page is a path in docs/, such as `find/index.md`.

    Attributes:
        dataset: The guide's data.
        page_titles: The title of every page.
        page_by_id: The page that shows a record, by the record's id and each of its former ids.
        page_by_macro: The first page that calls a macro, by the macro's name.
        pages_by_template: The pages that show a template, by its file name; a page may be there twice.
        citations: The pages and the ids of the records that cite a source, by the source's id.
        page_counts: How many pages each PDF has, by file name; empty until the sheets have been made.
        page_descriptions: What search engines show below the title of a page, by the page.
        also_asked: How readers ask for what is on a page, by the page.
    """

    dataset: Dataset
    page_titles: dict[str, str] = field(default_factory=dict)
    page_by_id: dict[str, str] = field(default_factory=dict)
    page_by_macro: dict[str, str] = field(default_factory=dict)
    pages_by_template: dict[str, list[str]] = field(default_factory=dict)
    citations: dict[str, list[str]] = field(default_factory=dict)
    page_counts: dict[str, int] = field(default_factory=dict)
    page_descriptions: dict[str, str] = field(default_factory=dict)
    also_asked: dict[str, list[model.AlsoAsked]] = field(default_factory=dict)


@dataclass(frozen=True)
class RenderContext:
    """What a template sees: the site's index, the settings, and the page it's on.

    Attributes:
        site_index: The data, and where everything is on the site.
        settings: What the site decides for itself.
        page_url: The address of the page, relative to the site.
    """

    site_index: SiteIndex
    settings: Settings
    page_url: str

    @property
    def dataset(self) -> Dataset:
        """The guide's data."""
        return self.site_index.dataset

    @property
    def places(self) -> dict[str, Any]:
        """What the checklists need to know about the site: its name and address, and the pages they link to."""
        site = {"name": self.settings.site_name, "url": self.settings.site_url}
        return {"site": site, "overview": self.tool("checklists"), "your_data": self.tool("your_data")}

    def href(self, target: str) -> str:
        """The address of something on the site, relative to this page.

        Args:
            target: A page (`find/index.md`), an id (`q-pay-01`) or a file (`downloads/x.pdf`).
        """
        page, anchor = (target, "") if target.endswith(".md") else (self.site_index.page_by_id.get(target), f"#{target}")
        url = target if page is None else url_of(page, self.settings.directory_urls)
        if page is not None and url == self.page_url and anchor:
            return anchor
        return relative_url(url, self.page_url) + (anchor if page is not None else "")

    def page_of(self, record: model.Record) -> str:
        """The address of the page that shows a record."""
        return self.href(self.site_index.page_by_id[record.id])

    def tool(self, macro: str) -> str:
        """The address of the page with a tool, such as "planner"; "" if no page calls that macro."""
        return self.href(self.site_index.page_by_macro[macro]) if macro in self.site_index.page_by_macro else ""

    def group_href(self, file: model.QuestionFile | model.SectorFile) -> str:
        """Where the questions on a topic or a field begin: its page, or its first question on a page with several."""
        return self.page_of(file.questions[0]) if isinstance(file, model.QuestionFile) else self.href(file.questions[0].id)

    def group_of(self, file: model.QuestionFile | model.SectorFile) -> str:
        """The topic or field a file of questions is about."""
        return self.dataset.topic_of(file.questions[0])

    def title(self, target: str) -> str:
        """The text of a link to a page or an item."""
        return self.site_index.page_titles.get(target) or title_of(self.records[target])

    @property
    def records(self) -> Mapping[str, model.Record]:
        """Everything pages show, by id."""
        return self.site_index.dataset.records

    def edit(self, record: model.Record) -> str:
        """The address of the record's exact line in the repository."""
        place = record.origin.at("id")
        return f"{self.settings.repo}/blob/{self.settings.branch}/{place.file}#L{place.line}"

    def suggest(self, form: str, item: str, page: str) -> str:
        """The address of an issue form with its first fields filled in.

        Args:
            form: The form's name, such as "correction".
            item: The id of the item it's about.
            page: The address of the item's page, relative to the site.
        """
        filled_in = urlencode({"template": f"{form}.yml", "item": item, "page": self.settings.site_url + page})
        return f"{self.settings.repo}/issues/new?{filled_in}"

    def suggest_change(self, record: model.Record) -> str:
        """The address of the form for suggesting a change to a record."""
        return self.suggest("correction", record.id, self.page_url)

    def label(self, vocabulary: str, term: str) -> str:
        """What readers see for a term of a vocabulary."""
        return self.dataset.term(vocabulary, term).label

    def note(self, vocabulary: str, term: str) -> str:
        """The note that explains a term of a vocabulary."""
        return self.dataset.term(vocabulary, term).note

    def labels(self, vocabulary: str, terms: Sequence[str]) -> str:
        """The terms' labels as one phrase."""
        return ", ".join(self.label(vocabulary, term) for term in terms)


class _Titled(Protocol):
    """A record with a title, which all the others have."""

    title: str


def title_of(record: model.Record) -> str:
    """What a link to a record calls it."""
    match record:
        case model.Question() | model.Avoided():
            return record.text
        case model.Answer():
            return record.question
        case model.GlossaryTerm():
            return record.term
        case model.Fact():
            return record.label
        case model.Item():
            return record.text
    return cast(_Titled, record).title


def url_of(page: str, directory_urls: bool) -> str:
    """The address MkDocs gives a Markdown page on the site.

    Args:
        page: The page's path in docs/, such as `find/index.md`.
        directory_urls: Whether a page is served as a folder (`find/`) or as a file (`find/index.html`).

    Returns:
        The address, relative to the site's root; "" for the home page.
    """
    stem = page.removesuffix(".md")
    if not directory_urls:
        return f"{stem}.html"
    return "" if stem == "index" else stem.removesuffix("index") if stem.endswith("/index") else f"{stem}/"


def relative_url(target: str, page_url: str) -> str:
    """The address of `target` as seen from a page.

    Args:
        target: An address, relative to the site's root.
        page_url: The page's address, relative to the site's root.

    Returns:
        The address, relative to the page.
    """
    here = posixpath.dirname(page_url)
    path = posixpath.relpath(target or ".", here or ".")
    return path + "/" if target.endswith("/") or not target else path
