"""The macros authors call in pages: look up, render, return.

A macro here is a plain function that turns the dataset and what the author wrote into a MacroResult. Its docstring is its
manual. page_index.py renders the results, and engine/plugin.py hands them to the pages.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import product
from typing import Annotated, Any, NamedTuple, TypeVar, get_type_hints

from macros import model
from macros.diagnostics import nearest, nearest_name, one_of
from macros.loading.dataset import Dataset
from macros.model.references import model_in
from macros.model.registry import FILE_TYPES, FileType, file_type_of
from macros.outputs.html.http_headers import SERVERS
from macros.outputs.open_data import DATA_FILES, question_columns
from macros.outputs.summary import count_of
from macros.reference.attacks import WAYS_IN, attacks
from macros.reference.commands import COMMAND_DOCS
from macros.reference.entry_commands import entry_command
from macros.reference.fields import COMMANDS, ENTRY_DOCS, entry_template, fields_of
from macros.reference.own_ids import OWN_IDS
from macros.reference.rule_docs import CODE_GROUPS, rule_docs


class MacroCallError(Exception):
    """A macro was called the wrong way.

    Attributes:
        what: What is wrong.
        got: What was written.
        expected: What it should have been.
        nearest: The allowed word closest to it.
    """

    def __init__(self, what: str, got: str | None = None, expected: str | None = None, near: str | None = None) -> None:
        self.what, self.got, self.expected, self.nearest = what, got, expected, near
        super().__init__("; ".join(filter(None, (what, got and f"got {got!r}", expected and f"expected {expected}"))))


class UnknownMacroError(MacroCallError):
    """There's no macro with that name."""


class UnknownNameError(MacroCallError):
    """A macro was asked for something that isn't in the data.

    Attributes:
        missing: The type of file it would be in, if each has its own file and none has a similar name; otherwise None.
    """

    missing: FileType | None = None


@dataclass(frozen=True)
class MacroResult:
    """What a macro found.

    Attributes:
        template: The page template that shows it.
        values: The template's variables.
        records: The records the template shows in full. Each can be shown only once, and links lead there.
        cites: The ids of the sources it cites.
    """

    template: str
    values: Mapping[str, Any]
    records: Iterable[model.Record] = ()
    cites: list[str] = field(default_factory=list)


MACROS: dict[str, Callable[..., MacroResult]] = {}
"""Every macro by name, in the order of the manual."""
Entry = TypeVar("Entry")


def macro(function: Callable[..., MacroResult]) -> Callable[..., MacroResult]:
    """Make a function available to page authors under its own name."""
    MACROS[function.__name__] = function
    return function


def _pick(entries: Mapping[str, Entry], name: str, noun: str, error: type[MacroCallError] = UnknownNameError) -> Entry:
    if name not in entries:
        raise error(f"there is no {noun} of that name", name, one_of(entries) if entries else None, nearest_name(str(name), entries))
    return entries[name]


def _missing_file(error: UnknownNameError, names: NameParameter) -> UnknownNameError:
    """The same error, naming the file that may be missing: one that only a page and other entries refer to."""
    if names.file_model is None or error.nearest is not None or error.got is None:
        return error
    file_type = file_type_of(names.file_model)
    [pattern] = file_type.patterns
    file = f"data/{pattern.replace('*', error.got.removeprefix(file_type.prefix))}"
    expected = f"the file {file}, which is missing" + (f"; or {error.expected}" if error.expected else "")
    more = UnknownNameError(error.what, error.got, expected)
    more.missing = file_type
    return more


# What can be in the parentheses ----------------------------------------------------------------


@dataclass(frozen=True)
class NameParameter:
    """What a word in a macro's parentheses must name.

    Attributes:
        noun: What such a name is called in messages.
        known: Returns all the names, each with what readers see.
        file_model: The model of the file that's named after it, if no vocabulary lists the files; otherwise None.
    """

    noun: str
    known: Callable[[Dataset], Mapping[str, str]]
    file_model: type[model.Model] | None = None


def _terms(vocabulary: str, names_of: Callable[[Dataset], Iterable[str]]) -> Callable[[Dataset], Mapping[str, str]]:
    return lambda dataset: {name: dataset.term(vocabulary, name).label for name in names_of(dataset)}


TOPIC = NameParameter("topic", _terms("topics", lambda dataset: dataset.topics))
SECTOR = NameParameter("sector", _terms("sectors", lambda dataset: dataset.sectors))
CHANNEL = NameParameter("channel", _terms("channels", lambda dataset: dataset.channels))
STEP = NameParameter("step", _terms("steps", lambda dataset: dataset.steps))
SITUATION = NameParameter("situation", lambda dataset: {term.id: term.label for term in dataset.vocabulary.situations})
MODE = NameParameter("way to meet", lambda dataset: {mode.id: mode.label for mode in dataset.vocabulary.modes})
ORDER = NameParameter("ready-made plan", lambda dataset: {order.id: order.title for order in dataset.orders.values()})
CHECKLIST = NameParameter(
    "checklist", lambda dataset: {checklist.id: checklist.title for checklist in dataset.checklists.values()}, model.Checklist
)
WORKSHEET = NameParameter("worksheet", lambda dataset: {sheet.id: sheet.title for sheet in dataset.worksheets.values()}, model.Worksheet)
FIELD = NameParameter(
    "field", lambda dataset: {name: guide.talk_to for name, guide in dataset.files_of(model.FieldGuide).items()}, model.FieldGuide
)
STORY = NameParameter("story", lambda dataset: {name: story.title for name, story in dataset.files_of(model.Story).items()}, model.Story)
TRANSCRIPT = NameParameter(
    "transcript", lambda dataset: {name: found.title for name, found in dataset.files_of(model.Transcript).items()}, model.Transcript
)
GLOSSED = NameParameter("message with a gloss", lambda dataset: {one.id: one.title for one in dataset.messages() if one.gloss})
EXPLAINED = NameParameter("message with notes", lambda dataset: {one.id: one.title for one in dataset.messages() if one.notes})
LIMITED = NameParameter(
    "message for a channel with a limit",
    lambda dataset: {
        one.id: one.title
        for name, file in dataset.channels.items()
        if dataset.channel(name).text_limit in dataset.facts
        for one in file.messages
    },
)
FACT = NameParameter("fact in data/platforms.yml", lambda dataset: {fact.id: fact.label for fact in dataset.facts.values()})
SOURCE = NameParameter("source", lambda dataset: {source.id: f"{source.short}, {source.year}" for source in dataset.sources.values()})
SHORT_MESSAGE = NameParameter(
    "first message with at most four marked parts",
    lambda dataset: {
        one.id: one.title for one in dataset.messages() if 1 <= len([span for span in model.spans(one.text) if span.mark]) <= 4
    },
)
COUNTED = NameParameter(
    "count",
    lambda dataset: {
        "questions": "the questions of all topics and fields",
        "messages": "the first messages",
        "channels": "the ways to send a first message",
        "checklists": "the checklists",
        "stories": "the stories",
        "fields": "the fields with their own page",
    },
)
TERM = NameParameter("term in data/glossary.yml", lambda dataset: {term.id: term.term for term in dataset.glossary.values()})
ENTRY = NameParameter("kind of entry", lambda dataset: {entry.name: f"{entry.noun}, in {entry.list_key}:" for entry in ENTRY_DOCS})
SERVER = NameParameter("server", lambda dataset: {"headers": "a host that reads a _headers file", "nginx": "nginx", "apache": "Apache"})
WAY_IN = NameParameter("way in", lambda dataset: WAYS_IN)
DIAGRAM = NameParameter(
    "diagram",
    lambda dataset: {
        "way": "the seven steps",
        "minutes": "a 30-minute conversation",
        "circles": "who knows who",
        "linkedin": "who sees and can message who on LinkedIn",
        "year": "following up for a year",
        "words": "the first and last two minutes",
    },
)


# The macros -------------------------------------------------------------------------------------


@macro
def questions(dataset: Dataset, topic: Annotated[str, TOPIC]) -> MacroResult:
    """The questions on a topic, each with how to use it. Give each topic its own page, and write the page's one heading yourself."""
    file = dataset.topics[topic]
    return MacroResult("questions.html", {"file": file, "level": 2}, file.questions)


@macro
def sector(dataset: Dataset, name: Annotated[str, SECTOR]) -> MacroResult:
    """The questions about a field of work, under a heading you write."""
    file = dataset.sectors[name]
    return MacroResult("questions.html", {"file": file, "level": 3}, file.questions)


@macro
def questions_by_field(dataset: Dataset) -> MacroResult:
    """The questions of all fields as lists of links, under a heading for each field."""
    return MacroResult("questions_by_field.html", {})


@macro
def avoid(dataset: Dataset) -> MacroResult:
    """The questions not to ask, each with the reason and better wording."""
    return MacroResult("avoid.html", {}, dataset.avoid)


@macro
def topic_list(dataset: Dataset) -> MacroResult:
    """The topics of the question bank, each with what it's about and how many questions it has."""
    return MacroResult("topic_list.html", {})


MOST_BEFORE_FILTERING = 5
"""How many questions of a topic the page with the filter has before a reader uses it. All of them would be most of what it loads."""


@macro
def question_filter(dataset: Dataset) -> MacroResult:
    """All the questions, to narrow down by what the reader wants to learn, who they're meeting and so on."""
    groups: list[tuple[str, str, model.QuestionFile | model.SectorFile]] = [("topics", name, file) for name, file in dataset.topics.items()]
    groups += [("sectors", name, file) for name, file in dataset.sectors.items()]
    return MacroResult("question_filter.html", {"groups": groups, "most": MOST_BEFORE_FILTERING})


@macro
def planner(dataset: Dataset) -> MacroResult:
    """The tool that plans a conversation. Give it its own page, since the plan prints by itself."""
    return MacroResult("planner.html", {})


@macro
def questions_to_prepare(dataset: Dataset, mode: Annotated[str, MODE] = "") -> MacroResult:
    """How many questions to prepare for a conversation of the usual length, in words, inside a sentence. Don't write it by hand."""
    length = dataset.plan_length(dataset.vocabulary.talk.usual, mode or None)
    return MacroResult("number.html", {"numbers": [length.prepare]})


@macro
def questions_to_expect(dataset: Dataset, mode: Annotated[str, MODE] = "") -> MacroResult:
    """How many of them people get to, from the fewest to the most, in words, inside a sentence. Don't write those numbers by hand."""
    length = dataset.plan_length(dataset.vocabulary.talk.usual, mode or None)
    return MacroResult("number.html", {"numbers": [length.least_asked, length.most_asked]})


@macro
def plan_rules(dataset: Dataset) -> MacroResult:
    """What every plan has, and how many questions, by the length of the conversation, as two tables."""
    return MacroResult("plan_rules.html", {})


@macro
def running_order(dataset: Dataset, name: Annotated[str, ORDER]) -> MacroResult:
    """A ready-made plan: questions in an order that makes a whole conversation. It has its own heading."""
    found = dataset.orders[name]
    return MacroResult("running_order.html", {"order": found}, [found])


@macro
def running_order_cards(dataset: Dataset, name: Annotated[str, ORDER]) -> MacroResult:
    """A ready-made plan as cards, each with what to ask next, on its own page."""
    found = dataset.orders[name]
    return MacroResult("running_order_cards.html", {"order": found}, [found])


@macro
def messages(dataset: Dataset, channel: Annotated[str, CHANNEL]) -> MacroResult:
    """The first messages for a channel, with their parts marked. Give each channel its own page, and write its one heading yourself."""
    file = dataset.channels[channel]
    return MacroResult("messages.html", {"file": file, "channel": dataset.term("channels", channel)}, file.messages)


@macro
def replies(dataset: Dataset, situation: Annotated[str, SITUATION]) -> MacroResult:
    """The messages for a situation, such as a thank-you or an answer to a no, under a heading you write."""
    found = dataset.replies_in(situation)
    return MacroResult("replies.html", {"situation": dataset.term("situations", situation), "replies": found}, found)


@macro
def composer(dataset: Dataset) -> MacroResult:
    """The tool that helps the reader write a message. Give it its own page."""
    return MacroResult("composer.html", {})


@macro
def channel_table(dataset: Dataset) -> MacroResult:
    """Which channel to choose: when to use each one, what it costs the other person, and its limit."""
    return MacroResult("channel_table.html", {})


@macro
def message_matrix(dataset: Dataset) -> MacroResult:
    """The first messages by channel and by how the sender knows the other person, as a table of links."""
    return MacroResult("message_matrix.html", {})


@macro
def messages_by_field(dataset: Dataset) -> MacroResult:
    """The first messages by the field of the person who gets them, as lists of links that fold."""
    return MacroResult("messages_by_field.html", {})


def _first_message(dataset: Dataset, name: str) -> model.Message:
    return next(message for message in dataset.messages() if message.id == name)


@macro
def message_parts(dataset: Dataset, name: Annotated[str, EXPLAINED]) -> MacroResult:
    """A first message as someone might send it, with each of its parts numbered, and beside it what the part is and why it's there."""
    return MacroResult("parts.html", {"message": _first_message(dataset, name)})


@macro
def on_a_phone(dataset: Dataset, name: Annotated[str, LIMITED], longer: Annotated[str, EXPLAINED]) -> MacroResult:
    """A short message on a phone, counted, and beside it a longer one that is cut off at the channel's limit."""
    message = _first_message(dataset, name)
    limit = dataset.facts[dataset.channel(dataset.channel_of(message)).text_limit or ""]
    return MacroResult("on_a_phone.html", {"messages": [message, _first_message(dataset, longer)], "limit": limit})


@macro
def minute_plan(dataset: Dataset) -> MacroResult:
    """The stages of a 30-minute conversation, as a table."""
    return MacroResult("minute_plan.html", {})


@macro
def diagram(dataset: Dataset, name: Annotated[str, DIAGRAM]) -> MacroResult:
    """A drawing, with text for people who can't see it."""
    return MacroResult(f"diagram_{name}.html", {})


@macro
def mistakes(dataset: Dataset) -> MacroResult:
    """All the mistakes in messages, each with its weak words crossed out and the fixed message next to it."""
    return MacroResult("mistakes.html", {}, dataset.mistakes)


@macro
def checklist(dataset: Dataset, name: Annotated[str, CHECKLIST]) -> MacroResult:
    """A whole checklist, with boxes to check. Give each one its own page, so it prints by itself."""
    found = dataset.checklists[name]
    return MacroResult("checklist.html", {"list": found}, [found, *found.items])


@macro
def checklists(dataset: Dataset) -> MacroResult:
    """All the checklists with the reader's dates, progress and next thing to do, on their own page."""
    return MacroResult("checklists.html", {})


@macro
def my_interviews(dataset: Dataset) -> MacroResult:
    """The people a reader keeps track of, and what comes next with each, on their own page."""
    return MacroResult("my_interviews.html", {})


@macro
def today_line(dataset: Dataset) -> MacroResult:
    """A line that says what's due today with the reader's own people, if anything is, with a link to the page of my_interviews()."""
    return MacroResult("today_line.html", {})


@macro
def who_first(dataset: Dataset) -> MacroResult:
    """The tool that helps readers choose who to ask first, on its own page."""
    return MacroResult("who_first.html", {})


@macro
def during(dataset: Dataset) -> MacroResult:
    """The screen for the conversation itself, and for rehearsing it, on its own page."""
    return MacroResult("during.html", {})


@macro
def compare_interviews(dataset: Dataset) -> MacroResult:
    """What several people told the reader, side by side, and the reader's own numbers, on their own page."""
    return MacroResult("compare_interviews.html", {})


@macro
def interviews_in_and_out(dataset: Dataset) -> MacroResult:
    """Bringing people in from a spreadsheet, and taking them out, on its own page."""
    return MacroResult("interviews_in_and_out.html", {})


@macro
def your_data(dataset: Dataset) -> MacroResult:
    """What the tools have stored in the reader's browser, to move to another device or delete, on its own page."""
    return MacroResult("your_data.html", {})


@macro
def keep_offline(dataset: Dataset) -> MacroResult:
    """The choice to keep the guide in this browser for times without a connection, with its heading, on the page of your_data()."""
    return MacroResult("keep_offline.html", {})


@macro
def workshop(dataset: Dataset) -> MacroResult:
    """The workshop for advisers, on its own page."""
    return MacroResult("workshop.html", {"workshop": dataset.workshop, "slides": dataset.one(model.SlideFile)}, [dataset.workshop])


@macro
def worksheet(dataset: Dataset, name: Annotated[str, WORKSHEET]) -> MacroResult:
    """A worksheet to write on. Give each one its own page, so it prints by itself."""
    found = dataset.worksheets[name]
    return MacroResult("worksheet.html", {"sheet": found}, [found])


@macro
def field_guide(dataset: Dataset, name: Annotated[str, FIELD]) -> MacroResult:
    """A field of work: who to ask, where to find them, a message, questions, and what to know first. Give each field its own page."""
    found = dataset.files_of(model.FieldGuide)[name]
    return MacroResult("field_guide.html", {"guide": found}, [found])


@macro
def field_table(dataset: Dataset) -> MacroResult:
    """All the fields with their own page, as a table."""
    return MacroResult("field_table.html", {})


@macro
def field_menu(dataset: Dataset) -> MacroResult:
    """All the fields with their own page, as the end of the sentence "I want to talk to ..."."""
    return MacroResult("field_menu.html", {})


@macro
def message_picture(dataset: Dataset, name: Annotated[str, SHORT_MESSAGE]) -> MacroResult:
    """A picture of a short first message, each part with what it does, that leads to the Composer."""
    return MacroResult("home_message.html", {"message": next(message for message in dataset.messages() if message.id == name)})


@macro
def plan_picture(dataset: Dataset, name: Annotated[str, ORDER]) -> MacroResult:
    """A picture of a ready-made plan, with its minutes and questions, that leads to the Planner."""
    return MacroResult("home_plan.html", {"order": dataset.orders[name]})


@macro
def checklist_picture(dataset: Dataset, name: Annotated[str, CHECKLIST]) -> MacroResult:
    """A picture of the beginning of a checklist, with some boxes checked, that leads to the page of checklists()."""
    return MacroResult("home_checklist.html", {"list": dataset.checklists[name]})


@macro
def step_line(dataset: Dataset) -> MacroResult:
    """The seven steps as a line of numbered circles, each with a link to its step."""
    return MacroResult("home_steps.html", {})


@macro
def how_many(dataset: Dataset, what: Annotated[str, COUNTED]) -> MacroResult:
    """How many of something the guide has, as a figure, inside a sentence. Don't write it by hand."""
    counts = {
        "questions": sum(len(file.questions) for file in dataset.topics.values())
        + sum(len(file.questions) for file in dataset.sectors.values()),
        "messages": len(list(dataset.messages())),
        "channels": len(dataset.channels),
        "checklists": len(dataset.checklists),
        "stories": len(dataset.files_of(model.Story)),
        "fields": len(dataset.field_guides()),
    }
    return MacroResult("how_many.html", {"number": counts[what]})


@macro
def story(dataset: Dataset, name: Annotated[str, STORY]) -> MacroResult:
    """A story, from a first idea to a decision, with a picture of its course. Give each story its own page."""
    found = dataset.files_of(model.Story)[name]
    return MacroResult("story.html", {"story": found}, [found])


@macro
def story_list(dataset: Dataset) -> MacroResult:
    """All the stories, each with who it's about and a picture of its course."""
    return MacroResult("story_list.html", {})


@macro
def transcript(dataset: Dataset, name: Annotated[str, TRANSCRIPT]) -> MacroResult:
    """A whole conversation, with notes in the margin. Give each transcript its own page."""
    found = dataset.files_of(model.Transcript)[name]
    return MacroResult("transcript.html", {"transcript": found}, [found])


@macro
def glossed_message(dataset: Dataset, name: Annotated[str, GLOSSED]) -> MacroResult:
    """A first message, with what its words mean to someone new to the language beside it."""
    return MacroResult("glossed_message.html", {"message": _first_message(dataset, name)})


@macro
def templates(dataset: Dataset) -> MacroResult:
    """The messages with blanks, by channel, each with the blanks filled in next to it."""
    found = dataset.records_of(model.Template)
    return MacroResult("templates.html", {}, found.values())


@macro
def slides(dataset: Dataset) -> MacroResult:
    """The slides for a group, by step of the workshop, each with what the instructor says."""
    found = dataset.one(model.SlideFile)
    return MacroResult("slides.html", {"file": found}, [found, *found.slides])


@macro
def answers(dataset: Dataset, step: Annotated[str, STEP]) -> MacroResult:
    """Readers' questions about a step, with their answers, under a heading you write."""
    file = dataset.steps[step]
    return MacroResult("answers.html", {"file": file}, file.answers)


@macro
def answer_index(dataset: Dataset) -> MacroResult:
    """A list of all the readers' questions, by step, that links to the answers."""
    return MacroResult("answer_index.html", {})


@macro
def platform(dataset: Dataset, fact: Annotated[str, FACT]) -> MacroResult:
    """A figure or limit of a platform with its date, inside a sentence. Don't write it by hand: this keeps it in one place."""
    found = dataset.facts[fact]
    return MacroResult("platform.html", {"fact": found}, cites=[found.source])


@macro
def platform_table(dataset: Dataset) -> MacroResult:
    """All the figures and limits of platforms, as a table with dates and sources."""
    return MacroResult("platform_table.html", {}, dataset.facts.values())


@macro
def cite(dataset: Dataset, source: Annotated[str, SOURCE]) -> MacroResult:
    """A citation in parentheses, before the period of the sentence it supports. It links to the page of sources."""
    return MacroResult("cite.html", {"source": dataset.sources[source]}, cites=[source])


@macro
def term(dataset: Dataset, name: Annotated[str, TERM], text: str = "") -> MacroResult:
    """A word that links to the glossary. It shows the term itself, or your own words if you give some."""
    found = dataset.glossary[name]
    return MacroResult("term.html", {"term": found, "text": text or found.term})


@macro
def glossary(dataset: Dataset) -> MacroResult:
    """The whole glossary."""
    return MacroResult("glossary.html", {}, dataset.glossary.values())


@macro
def sources(dataset: Dataset) -> MacroResult:
    """All the sources, with what each one shows, what it doesn't show, and where it's cited."""
    return MacroResult("sources.html", {}, dataset.sources.values())


@macro
def printables(dataset: Dataset) -> MacroResult:
    """A table of all the sheets to download."""
    return MacroResult("printables.html", {})


@macro
def near_you(dataset: Dataset) -> MacroResult:
    """Help near the readers of a copy of this guide, from its settings; nothing if there isn't any."""
    return MacroResult("near_you.html", {})


@macro
def private_addresses(dataset: Dataset) -> MacroResult:
    """Where to write about anything that must not be public, from the settings; nothing if they name no address."""
    return MacroResult("private_addresses.html", {})


@macro
def server_headers(dataset: Dataset, server: Annotated[str, SERVER]) -> MacroResult:
    """The headers that a web server should send with the site, as lines for its configuration."""
    return MacroResult("server_headers.html", {"write": SERVERS[server]})


@macro
def security_tests(dataset: Dataset, way_in: Annotated[str, WAY_IN]) -> MacroResult:
    """What someone could try to break on purpose in one way, what stops it, and the test of it, as a table."""
    return MacroResult("security_tests.html", {"way_in": WAYS_IN[way_in], "attacks": attacks()[way_in]})


@macro
def copy_settings(dataset: Dataset) -> MacroResult:
    """All the settings a copy of the guide can have in mkdocs.local.yml, as a table."""
    return MacroResult("copy_settings.html", {"rows": list(_settings_rows(model.CopySettings))})


def _settings_rows(settings_model: type[model.Model], prefix: str = "") -> Iterator[tuple[str, bool, str]]:
    """The name of each setting, whether it's required if the group it belongs to is there, and what it is."""
    for name, info in settings_model.model_fields.items():
        yield prefix + name, info.is_required(), info.description or ""
        inner = model_in(info.annotation)
        if isinstance(inner, type):
            yield from _settings_rows(inner, f"{prefix}{name}: ")


@macro
def own_ids(dataset: Dataset) -> MacroResult:
    """What the id of each kind of entry in a copy of the guide looks like, with its file, as a table."""
    return MacroResult("own_ids.html", {"rows": OWN_IDS})


@macro
def diagnostic_docs(dataset: Dataset) -> MacroResult:
    """What the check reports: every code with its rule, the reason, a bad example and a good one. It has its own headings."""
    return MacroResult("diagnostic_docs.html", {"groups": CODE_GROUPS, "entries": rule_docs().values()})


@macro
def command_list(dataset: Dataset) -> MacroResult:
    """The commands of `python -m macros`: what each one does, and its arguments and options. It has its own headings."""
    return MacroResult("command_list.html", {"commands": [*COMMAND_DOCS, *(entry_command(name, dataset) for name in COMMANDS)]})


@macro
def design_colors(dataset: Dataset) -> MacroResult:
    """The colors of the site in both palettes, with their contrasts, as a table made from the style sheet."""
    return MacroResult("design_colors.html", {})


@macro
def design_sizes(dataset: Dataset) -> MacroResult:
    """The sizes of type, the distances and the corners of the site, as a table made from the style sheet."""
    return MacroResult("design_sizes.html", {})


@macro
def design_components(dataset: Dataset) -> MacroResult:
    """The parts pages are made of, each with its classes and when to use it. It has its own headings."""
    return MacroResult("design_components.html", {})


@macro
def data_files(dataset: Dataset) -> MacroResult:
    """Links to the open data, each with a description."""
    return MacroResult("data_files.html", {"files": DATA_FILES})


@macro
def data_kinds(dataset: Dataset) -> MacroResult:
    """What's in guide.json under each key, and how many there are, as a table."""
    return MacroResult("data_kinds.html", {"kinds": [(file_type, count_of(dataset, file_type)) for file_type in FILE_TYPES]})


@macro
def data_columns(dataset: Dataset) -> MacroResult:
    """The columns of questions.csv, as a table."""
    return MacroResult("data_columns.html", {"columns": question_columns()})


@macro
def macro_manual(dataset: Dataset) -> MacroResult:
    """This manual: how to write every macro, what it shows, and what can go in its parentheses. It has its own headings."""
    return MacroResult("macro_manual.html", {"manual": [_manual(dataset, name, function) for name, function in MACROS.items()]})


class ManualParameter(NamedTuple):
    """A word in the parentheses, as the manual shows it; `known` is None if any words are allowed."""

    name: str
    noun: str
    known: Mapping[str, str] | None
    optional: bool


class MacroManual(NamedTuple):
    """A macro as the manual shows it: its name, each way to call it, what it shows, and the words in its parentheses."""

    name: str
    calls: list[str]
    shows: str
    parameters: list[ManualParameter]


def _manual(dataset: Dataset, name: str, function: Callable[..., MacroResult]) -> MacroManual:
    parameters: list[ManualParameter] = []
    examples: list[str] = []
    calls: list[str] = []
    for word, parameter in list(inspect.signature(function).parameters.items())[1:]:
        names, optional = name_parameters(function)[word], parameter.default is not inspect.Parameter.empty
        known = names.known(dataset) if names else None
        parameters.append(ManualParameter(word, names.noun if names else "words of your own", known, optional))
        if optional:
            calls.append(format_call(name, examples))
        examples.append(next(iter(known), word) if known is not None else "your own words")
    # Under python -OO there are no docstrings. The check doesn't need them, and the build refuses to run (see engine/plugin.py).
    shows = " ".join((inspect.getdoc(function) or "").split())
    return MacroManual(name, [*calls, format_call(name, examples)], shows, parameters)


@macro
def entry_form(dataset: Dataset, name: Annotated[str, ENTRY]) -> MacroResult:
    """What to write for an entry: a table of its keys, and an example to copy."""
    entry = next(entry for entry in ENTRY_DOCS if entry.name == name)
    return MacroResult(
        "entry_form.html", {"entry": entry, "keys": fields_of(entry.model, dataset), "example": partial(entry_template, entry, dataset)}
    )


def call_macro(dataset: Dataset, name: str, args: Iterable[str], kwargs: Mapping[str, str]) -> MacroResult:
    """Call a macro.

    Args:
        dataset: The guide's data.
        name: The macro's name.
        args: The words in its parentheses.
        kwargs: The words written with their names.

    Raises:
        MacroCallError: For an unknown macro, argument or value.
    """
    function = _pick(MACROS, name, "macro", UnknownMacroError)
    signature = inspect.signature(function)
    parameters = [parameter for parameter in signature.parameters if parameter != "dataset"]
    for given in kwargs:
        if given not in parameters:
            raise MacroCallError(f"{name}() has no argument of that name", given, one_of(parameters), nearest(given, parameters))
    try:
        bound = signature.bind(dataset, *args, **kwargs)
    except TypeError as error:
        raise MacroCallError(f"{name}() is called in the wrong way: {error}", expected=format_call(name, parameters)) from None
    for parameter, value in list(bound.arguments.items())[1:]:
        if (names := name_parameters(function)[parameter]) is not None:
            try:
                _pick(names.known(dataset), value, names.noun)
            except UnknownNameError as error:
                raise _missing_file(error, names) from None
    return function(*bound.args, **bound.kwargs)


@cache
def name_parameters(function: Callable[..., MacroResult]) -> Mapping[str, NameParameter | None]:
    """The words in a macro's parentheses, in order: for each, what it must name, or None if any words are allowed."""
    hints = get_type_hints(function, include_extras=True)
    marks = {name: getattr(hints[name], "__metadata__", ()) for name in inspect.signature(function).parameters if name != "dataset"}
    return {name: next((mark for mark in found if isinstance(mark, NameParameter)), None) for name, found in marks.items()}


def format_call(name: str, words: Iterable[str]) -> str:
    """A call as an author writes it, without its braces."""
    quoted = ", ".join(f'"{word}"' for word in words)
    return f"{name}({quoted})"


def possible_calls(dataset: Dataset) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every call the data allows, as a macro's name and its required words."""
    for name, function in MACROS.items():
        parameters = inspect.signature(function).parameters
        needed = [names for word, names in name_parameters(function).items() if parameters[word].default is inspect.Parameter.empty]
        for words in product(*(names.known(dataset) if names else () for names in needed)):
            yield name, words


def call_that_shows(dataset: Dataset, record: model.Record) -> str | None:
    """The call that shows a record in full, as an author writes it; None if no call does."""
    found = (
        (name, words) for name, words in possible_calls(dataset) if any(shown is record for shown in MACROS[name](dataset, *words).records)
    )
    return next((format_call(name, words) for name, words in found), None)
