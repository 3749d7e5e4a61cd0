"""Model to HTML, through templates/pages/*.html. Knows nothing of MkDocs.

All templates are autoescaped, so that data stays text. What a macro returns is marked as a finished
block (see blocks.py), so that Markdown does not read it again.
"""

from __future__ import annotations

import posixpath
import re
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined

from macros import model, printed
from macros.composer import composer_data
from macros.guide import Guide
from macros.headers import path_of
from macros.planner import clock, planner_data
from macros.printed import files_of
from macros.settings import Settings
from macros.way import timed, way_data

TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates" / "pages"),
    autoescape=True,
    # Compiled templates are kept in the user's temporary folder, as Python keeps compiled modules.
    bytecode_cache=FileSystemBytecodeCache(),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
PRIORITIES = {"must": "Do ask", "good": "Good to ask", "extra": "If there is time"}
SENSITIVITIES = {"low": "Easy to ask", "medium": "With some care", "high": "Sensitive"}
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]


@dataclass
class Book:
    """The guide and its pages: where each item has its home, which page cites which source, and which first calls which macro.

    `printed`: how many pages each printed file has, by its name, where it has been made; see sheets.py.
    """

    guide: Guide
    titles: dict[str, str] = field(default_factory=dict)
    homes: dict[str, str] = field(default_factory=dict)
    cited: dict[str, list[str]] = field(default_factory=dict)
    calling: dict[str, str] = field(default_factory=dict)
    printed: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class View:
    """What a template sees of the world: the book, the settings, and the page that it stands on."""

    book: Book
    settings: Settings
    page_url: str

    @property
    def guide(self) -> Guide:
        return self.book.guide

    @property
    def places(self) -> dict:
        """What the checklists' tools must know of the site: its name and address, and the pages that they lead to."""
        site = {"name": self.settings.site_name, "url": self.settings.site_url}
        return {"site": site, "overview": self.tool("checklists"), "yourData": self.tool("your_data")}

    def pack(self, name: str) -> printed.Pack | None:
        """The pack of that id, where it is one."""
        return next((pack for pack in printed.PACKS if pack.id == name), None)

    def href(self, target: str) -> str:
        """The address of a page (`find/index.md`), an item (`q-pay-01`) or a file (`downloads/x.pdf`), relative to this page."""
        page, anchor = (target, "") if target.endswith(".md") else (self.book.homes.get(target), f"#{target}")
        url = target if page is None else url_of(page, self.settings.directory_urls)
        if page is not None and url == self.page_url and anchor:
            return anchor
        return relative_url(url, self.page_url) + (anchor if page is not None else "")

    def page_of(self, record: model.Record) -> str:
        """The address of the page where a record has its home."""
        return self.href(self.book.homes[record.id])

    def tool(self, macro: str) -> str:
        """The address of the page with a tool, such as "planner"; "" where no page calls that macro."""
        return self.href(self.book.calling[macro]) if macro in self.book.calling else ""

    def group_href(self, file: model.QuestionFile | model.SectorFile) -> str:
        """Where the questions of a topic or a field begin: its page, or its first question on a page of many."""
        return self.page_of(file.questions[0]) if isinstance(file, model.QuestionFile) else self.href(file.questions[0].id)

    def group_of(self, file: model.QuestionFile | model.SectorFile) -> str:
        """The topic or field of a file of questions."""
        return self.guide.topic_of(file.questions[0])

    def title(self, target: str) -> str:
        """What a link to a page or an item says."""
        return self.book.titles.get(target) or name_of(self.records[target])

    @property
    def records(self) -> Mapping[str, model.Record]:
        return self.book.guide.records

    def edit(self, record: model.Record) -> str:
        """The address of the record's very line in the repository."""
        place = record.origin.at("id")
        return f"{self.settings.repo}/blob/{self.settings.branch}/{place.file}#L{place.line}"

    def suggest(self, form: str, item: str, page: str) -> str:
        """The address of an issue form, such as "correction", with the item's id and the address of its page filled in."""
        filled_in = urlencode({"template": f"{form}.yml", "item": item, "page": self.settings.site_url + page})
        return f"{self.settings.repo}/issues/new?{filled_in}"

    def suggest_change(self, record: model.Record) -> str:
        """Where somebody says what should be different about a record."""
        return self.suggest("correction", record.id, self.page_url)

    def label(self, vocabulary: str, term: str) -> str:
        return self.guide.term(vocabulary, term).label

    def note(self, vocabulary: str, term: str) -> str:
        return self.guide.term(vocabulary, term).note

    def labels(self, vocabulary: str, terms: Sequence[str]) -> str:
        """The terms' labels as one phrase."""
        return ", ".join(self.label(vocabulary, term) for term in terms)


def render(template: str, view: View, **context: object) -> str:
    """Fill in one template; returns HTML."""
    return TEMPLATES.get_template(template).render(view=view, **context).strip()


def name_of(record: model.Record) -> str:
    """What a record is called where it is linked to."""
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
    return record.title


def url_of(page: str, directory_urls: bool) -> str:
    """The address of a Markdown page on the site, as MkDocs gives it."""
    stem = page.removesuffix(".md")
    if not directory_urls:
        return f"{stem}.html"
    return "" if stem == "index" else stem.removesuffix("index") if stem.endswith("/index") else f"{stem}/"


def relative_url(target: str, page_url: str) -> str:
    """The address of `target` as seen from a page; both are relative to the site's root."""
    here = posixpath.dirname(page_url)
    path = posixpath.relpath(target or ".", here or ".")
    return path + "/" if target.endswith("/") or not target else path


# What templates call ----------------------------------------------------------------------------


def written_date(as_of: str) -> str:
    """`2026-11` as `November 2026`, `2026-11-23` as `November 23, 2026`."""
    year, *rest = as_of.split("-")
    if not rest:
        return year
    month = MONTHS[int(rest[0]) - 1]
    return f"{month} {int(rest[1])}, {year}" if rest[1:] else f"{month} {year}"


def written_number(value: int) -> str:
    """`1200000000` as `1.2 billion`, `1900` as `1,900`."""
    for size, name in ((10**9, "billion"), (10**6, "million")):
        if value >= size and value % (size // 1000) == 0:
            return f"{value / size:.3f}".rstrip("0").rstrip(".") + f" {name}"
    return f"{value:,}"


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a plain text, which blank lines separate."""
    return [part.strip() for part in text.split("\n\n") if part.strip()]


def gaps(text: str, guide: Guide) -> list[tuple[str, model.Placeholder | None]]:
    """A stretch of a message cut at its placeholders: plain text, or a gap to fill in."""
    pieces: list[tuple[str, model.Placeholder | None]] = []
    for index, piece in enumerate(model.PLACEHOLDER.split(text)):
        if index % 2:
            pieces.append((piece, guide.placeholders[piece]))
        elif piece:
            pieces.append((piece, None))
    return pieces


TEMPLATES.filters |= {"written_date": written_date, "written_number": written_number, "paragraphs": paragraphs}


def menu(guide: Guide, vocabulary: str) -> list[tuple[str, str]]:
    """The ids and labels of a vocabulary's terms."""
    return [(term.id, term.label) for term in getattr(guide.vocabulary, vocabulary)]


def wrapped(text: str, width: int) -> list[str]:
    """A text cut into lines of at most `width` characters, for drawings, which do not wrap by themselves."""
    return textwrap.wrap(text, width)


def faq_data(answers: Sequence[model.Answer]) -> dict:
    """Readers' questions as https://schema.org/FAQPage has them."""
    entries = [
        {"@type": "Question", "name": answer.question, "acceptedAnswer": {"@type": "Answer", "text": answer.answer.strip()}}
        for answer in answers
    ]
    return {"@context": "https://schema.org", "@type": "FAQPage", "mainEntity": entries}


def first_sentence(text: str) -> str:
    """Where an answer says it in short."""
    return re.split(r"(?<=[.!?])\s", text.strip(), maxsplit=1)[0]


TEMPLATES.globals |= {
    "faq_data": faq_data,
    "first_sentence": first_sentence,
    "wrapped": wrapped,
    "spans": model.spans,
    "gaps": gaps,
    "menu": menu,
    "clock": clock,
    "composer_data": composer_data,
    "files_of": files_of,
    "path_of": path_of,
    "planner_data": planner_data,
    "printed": printed,
    "timed": timed,
    "way_data": way_data,
    "PRIORITIES": PRIORITIES,
    "SENSITIVITIES": SENSITIVITIES,
}
