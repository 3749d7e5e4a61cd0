"""The registry of data files: one row for each type of file, with everything the rest of the program needs to know about it.

The loader, dataset, overlay, checks, schemas, open data, sheets, the summary of the check and the commands for contributors read
these rows. Nothing else lists the types of file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import PurePath

from macros import model
from macros.model.base import Model
from macros.model.references import model_in
from macros.settings import COPY_CONFIG


class Storage(Enum):
    """How the Dataset holds what's in files of a type."""

    ONE = "the one file, as it is"
    FILES = "each file, by its key"
    RECORDS = "the records of all files together, by their key"


@dataclass(frozen=True)
class EntryType:
    """What people add to a list of a file.

    Args:
        name: What the pages for contributors call it, such as "question"; no two have the same.
        noun: What a sentence calls one, such as "a question".
        list_key: The key of the list it's added to.
        page: The page in docs/more/contribute/ that explains it.
        then: What else to do when adding it, as a sentence.
        example: Which of its model's examples in reference/examples.yml is shown, counting from 0.
        command: What `new` calls it, if that isn't its name because it's the same thing as another, in files of another type.
        flag: The flag of `new` that names the file, such as "topic"; "" if there's only one file.
    """

    name: str
    noun: str
    list_key: str
    page: str
    then: str = ""
    example: int = 0
    command: str = ""
    flag: str = ""

    @property
    def command_name(self) -> str:
        """What `new` calls it."""
        return self.command or self.name


@dataclass(frozen=True)
class FileType:
    """A type of data file.

    Args:
        name: Its name in the Dataset and in the open data; no two have the same.
        label: What the summary of the check calls its records, or its files if it has none.
        patterns: Its paths below data/, with * for any name.
        model: What a file of this type contains.
        storage: How the Dataset holds it.
        key: The key whose value tells its files (or records) apart. A file is named after it.
        prefix: What the value of that key has in front of the file's name.
        vocabulary: The vocabulary those values come from, in its order.
        list_key: The key of its list of records; "" if it has none.
        reference: What a `Ref` in a model calls one of its records; "" if nothing refers to one.
        hideable: Whether a copy of the guide can hide its records. Pages show the records of all other types by name.
        on_pages: Whether a page shows each of its records, under its id.
        sheet: Whether it's printed on its own page, by a template in outputs/pdf/templates/.
        not_prose: The keys whose text gets no suggestions: weak on purpose, typed by readers, or not ours to write.
        also_asked: The key of the ways in which readers ask for a record, or for a file that is a record itself; "" if it has none.
        other_names: The key of its other names; "" if it has none.
        entry: What people add to it; None if only the model's own authors do.
    """

    name: str
    label: str
    patterns: tuple[str, ...]
    model: type[Model]
    storage: Storage = Storage.ONE
    key: str = "id"
    prefix: str = ""
    vocabulary: str = ""
    list_key: str = ""
    reference: str = ""
    hideable: bool = False
    on_pages: bool = True
    sheet: bool = False
    not_prose: frozenset[str] = frozenset()
    also_asked: str = ""
    other_names: str = ""
    entry: EntryType | None = None

    @property
    def record_model(self) -> type[Model] | None:
        """The model of a record in its list; None if it has no list."""
        if not self.list_key:
            return None
        record = model_in(self.model.model_fields[self.list_key].annotation)
        return record if isinstance(record, type) else None

    @property
    def named_after(self) -> str:
        """The key a file is named after; "" if its name is fixed."""
        return self.key if self.storage is Storage.FILES else ""

    @property
    def defines(self) -> frozenset[str]:
        """The kinds of names its files define: the targets of references in models (see model.Ref)."""
        if self.model is model.Vocabulary:
            return frozenset(model.Vocabulary.model_fields)
        return frozenset(filter(None, (self.reference, "target" if self.on_pages else "")))

    @property
    def fixed_names(self) -> list[str]:
        """The paths below data/ of the files every guide has."""
        return [pattern for pattern in self.patterns if "*" not in pattern]


FILE_TYPES = (
    FileType(
        "questions",
        "questions by topic",
        ("questions/*.yml",),
        model.QuestionFile,
        Storage.FILES,
        key="topic",
        vocabulary="topics",
        list_key="questions",
        reference="question",
        hideable=True,
        not_prose=frozenset({"synonyms"}),
        also_asked="synonyms",
        entry=EntryType("question", "a question", "questions", "question", flag="topic"),
    ),
    FileType(
        "sectors",
        "questions by field",
        ("questions/sectors/*.yml",),
        model.SectorFile,
        Storage.FILES,
        key="sector",
        vocabulary="sectors",
        list_key="questions",
        reference="question",
        hideable=True,
        not_prose=frozenset({"synonyms"}),
        also_asked="synonyms",
        entry=EntryType("sector", "a question", "questions", "question", example=1, command="question", flag="sector"),
    ),
    FileType(
        "avoid",
        "questions to avoid",
        ("questions/avoid.yml",),
        model.AvoidFile,
        Storage.RECORDS,
        list_key="avoid",
        hideable=True,
        not_prose=frozenset({"text"}),
        entry=EntryType("avoid", "a question not to ask", "avoid", "question"),
    ),
    FileType(
        "running_orders",
        "ready-made plans",
        ("running-orders.yml",),
        model.RunningOrderFile,
        Storage.RECORDS,
        list_key="orders",
        reference="order",
        entry=EntryType("order", "a ready-made plan", "orders", "question", "A page has to call running_order() with its id."),
    ),
    FileType(
        "plans",
        "essentials of plans",
        ("plans.yml",),
        model.PlanRules,
        list_key="essentials",
        reference="essential",
        on_pages=False,
        entry=EntryType("essential", "an essential of plans", "essentials", "question", "The lengths it is for have to name it."),
    ),
    FileType(
        "messages",
        "first messages",
        ("messages/*.yml",),
        model.MessageFile,
        Storage.FILES,
        key="channel",
        vocabulary="channels",
        list_key="messages",
        reference="message",
        hideable=True,
        entry=EntryType("message", "a message", "messages", "message", flag="channel"),
    ),
    FileType(
        "replies",
        "replies and messages to keep in touch",
        ("messages/replies.yml", "messages/keep-in-touch.yml"),
        model.ReplyFile,
        Storage.RECORDS,
        list_key="replies",
        reference="message",
        hideable=True,
        not_prose=frozenset({"they_say"}),
        entry=EntryType("reply", "a reply or later message", "replies", "message", flag="file"),
    ),
    FileType(
        "templates",
        "messages with blanks",
        ("messages/templates.yml",),
        model.TemplateFile,
        Storage.RECORDS,
        list_key="templates",
        hideable=True,
        entry=EntryType("template", "a message with blanks", "templates", "message"),
    ),
    FileType(
        "mistakes",
        "mistakes",
        ("messages/mistakes.yml",),
        model.MistakeFile,
        Storage.RECORDS,
        list_key="mistakes",
        hideable=True,
        not_prose=frozenset({"before"}),
        entry=EntryType("mistake", "a mistake", "mistakes", "message"),
    ),
    FileType(
        "checks",
        "checks",
        ("checks.yml",),
        model.CheckFile,
        Storage.RECORDS,
        list_key="checks",
        reference="check",
        on_pages=False,
        not_prose=frozenset({"phrases", "needs", "trips", "passes"}),
        entry=EntryType("check", "a check of messages", "checks", "message"),
    ),
    FileType(
        "placeholders",
        "placeholders",
        ("placeholders.yml",),
        model.PlaceholderFile,
        Storage.RECORDS,
        key="name",
        list_key="placeholders",
        not_prose=frozenset({"long"}),
        entry=EntryType("placeholder", "a gap for messages", "placeholders", "message"),
    ),
    FileType(
        "composer",
        "composers",
        ("composer.yml",),
        model.Composer,
        entry=EntryType(
            "line", "a sentence for the Composer", "lines", "message", "It goes above the more general sentences for its part."
        ),
    ),
    FileType(
        "interviews",
        "interview guides",
        ("interviews.yml",),
        model.InterviewGuide,
        on_pages=False,
        entry=EntryType("card", "a role card for rehearsing", "role_cards", "checklist"),
    ),
    FileType(
        "checklists",
        "items of checklists",
        ("checklists/*.yml",),
        model.Checklist,
        Storage.FILES,
        prefix="c-",
        list_key="items",
        reference="item",
        hideable=True,
        sheet=True,
        entry=EntryType(
            "item", "an item", "items", "checklist", "Put it where it belongs: items are in the order they are due.", flag="checklist"
        ),
    ),
    FileType(
        "worksheets",
        "worksheets",
        ("worksheets/*.yml",),
        model.Worksheet,
        Storage.FILES,
        prefix="w-",
        sheet=True,
        entry=EntryType("section", "a section of a worksheet", "sections", "checklist", flag="worksheet"),
    ),
    FileType(
        "workshop",
        "workshops",
        ("workshop.yml",),
        model.Workshop,
        sheet=True,
        entry=EntryType(
            "step", "a step of the workshop", "steps", "checklist", "The minutes of all the steps have to add up to the whole workshop."
        ),
    ),
    FileType(
        "slides",
        "slides",
        ("slides.yml",),
        model.SlideFile,
        list_key="slides",
        entry=EntryType("slide", "a slide", "slides", "checklist", "Its minutes are part of the step of the workshop it belongs to."),
    ),
    FileType(
        "fields",
        "guides to fields",
        ("fields/*.yml",),
        model.FieldGuide,
        Storage.FILES,
        prefix="f-",
        not_prose=frozenset({"other_names"}),
        other_names="other_names",
        entry=EntryType("person", "a kind of person to ask", "people", "field", flag="field"),
    ),
    FileType(
        "stories",
        "stories",
        ("stories/*.yml",),
        model.Story,
        Storage.FILES,
        prefix="s-",
        entry=EntryType(
            "part", "a part of a story", "parts", "story", "Put it where it belongs: parts are in the order of weeks.", flag="story"
        ),
    ),
    FileType(
        "transcripts",
        "transcripts",
        ("transcripts/*.yml",),
        model.Transcript,
        Storage.FILES,
        prefix="t-",
        entry=EntryType(
            "turn",
            "a turn of a transcript",
            "turns",
            "story",
            "Put it where it belongs: turns are in the order of minutes.",
            flag="transcript",
        ),
    ),
    FileType(
        "answers",
        "answers",
        ("answers/*.yml",),
        model.AnswerFile,
        Storage.FILES,
        key="step",
        vocabulary="steps",
        list_key="answers",
        hideable=True,
        not_prose=frozenset({"other_ways"}),
        also_asked="other_ways",
        entry=EntryType("answer", "a question with its answer", "answers", "answer", flag="step"),
    ),
    FileType(
        "sources",
        "sources",
        ("sources.yml",),
        model.SourceFile,
        Storage.RECORDS,
        list_key="sources",
        reference="source",
        not_prose=frozenset({"authors", "short", "title", "where"}),
        entry=EntryType("source", "a source", "sources", "source", "Something has to cite it."),
    ),
    FileType(
        "facts",
        "facts",
        ("platforms.yml",),
        model.FactFile,
        Storage.RECORDS,
        list_key="facts",
        reference="fact",
        entry=EntryType("fact", "a figure or limit of a platform", "facts", "source"),
    ),
    FileType(
        "glossary",
        "glossary terms",
        ("glossary.yml",),
        model.GlossaryFile,
        Storage.RECORDS,
        list_key="terms",
        not_prose=frozenset({"term", "other_names"}),
        other_names="other_names",
        entry=EntryType("glossary", "a term for the glossary", "terms", "source"),
    ),
    FileType(
        "vocabulary",
        "vocabularies",
        ("vocabulary.yml",),
        model.Vocabulary,
        entry=EntryType(
            "term", "a word of the vocabulary", "public_sources", "style", "It can go into any other list in this file instead."
        ),
    ),
    FileType(
        "search",
        "search words",
        ("search.yml",),
        model.SearchWords,
        not_prose=frozenset({"drop", "subject", "same", "spellings"}),
        entry=EntryType("words", "words that mean the same", "same", "style"),
    ),
    FileType(
        "wording",
        "words with better alternatives",
        ("wording.yml",),
        model.WordingFile,
        Storage.RECORDS,
        key="",
        list_key="wording",
        not_prose=frozenset({"wording"}),
        entry=EntryType("wording", "words with a better alternative", "wording", "style"),
    ),
)
"""In the order pages and messages list them. ARCHITECTURE.md explains how to add one."""

HIDE_FILE = FileType("hide", "hidden entries", ("hide.yml",), model.HideFile)
"""A type of file that only local/ has."""

COPY_SETTINGS_FILE = FileType("copy_settings", "settings", (COPY_CONFIG,), model.CopySettings)
"""The settings of a copy of the guide, in a file next to mkdocs.yml."""

FRONT_MATTER = FileType("front_matter", "front matter", (), model.FrontMatter, not_prose=frozenset({"also_asked"}))
"""The top of a page, which isn't a file of its own."""


def file_type_at(inner: PurePath, file_types: Sequence[FileType] = FILE_TYPES) -> FileType | None:
    """The type of a data file.

    Args:
        inner: The file's path inside data/ or local/.
        file_types: The types the folder can have.

    Returns:
        Its type; None for a file of no known type.
    """
    found = [(file_type, pattern) for file_type, pattern in patterns_of(file_types) if matches(inner, pattern)]
    # A fixed name, such as questions/avoid.yml, isn't one of the files questions/*.yml means.
    return min(found, key=lambda row: "*" in row[1])[0] if found else None


def patterns_of(file_types: Sequence[FileType]) -> Iterator[tuple[FileType, str]]:
    """Each pattern of each type, with the type."""
    return ((file_type, pattern) for file_type in file_types for pattern in file_type.patterns)


def matches(inner: PurePath, pattern: str) -> bool:
    """Whether a file matches a pattern.

    Args:
        inner: The file's path inside data/ or local/.
        pattern: One of FileType.patterns.
    """
    return inner.match(pattern) and len(inner.parts) == pattern.count("/") + 1


@cache
def file_type_of(file_model: type[Model]) -> FileType:
    """The type of the files that contain a model.

    Raises:
        LookupError: For a model no file contains.
    """
    for file_type in FILE_TYPES:
        if file_type.model is file_model:
            return file_type
    raise LookupError(f"no type of file contains a {file_model.__name__}: add a row to FILE_TYPES in macros/model/registry.py")


@cache
def file_type_of_records(record_model: type[Model]) -> FileType:
    """The type of the files whose records are stored together, by the model of a record.

    Raises:
        LookupError: For a model that isn't such a record.
    """
    for file_type in FILE_TYPES:
        if file_type.storage is Storage.RECORDS and file_type.record_model is record_model:
            return file_type
    raise LookupError(f"no type of file contains records that are a {record_model.__name__}: see FILE_TYPES in macros/model/registry.py")
