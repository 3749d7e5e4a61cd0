"""The macros that authors call in pages: look up, render, return.

A macro here is a plain function from the guide and what the author wrote to what was found; its
docstring is its manual. pages.py renders what is found, and engine.py hands it to the page.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import product
from typing import Annotated, Any, get_type_hints

from macros import codes, model, rules
from macros.entries import ENTRIES, keys_of, template
from macros.faults import listed, nearest
from macros.guide import Guide
from macros.headers import SERVERS
from macros.kinds import shape_of


class Misused(Exception):
    """A macro was called in a way that it does not know."""

    def __init__(self, what: str, got: str | None = None, expected: str | None = None, near: str | None = None) -> None:
        self.what, self.got, self.expected, self.nearest = what, got, expected, near
        super().__init__("; ".join(filter(None, (what, got and f"got {got!r}", expected and f"expected {expected}"))))


class UnknownMacro(Misused):
    """There is no macro of that name."""


class UnknownName(Misused):
    """A macro was asked for something that is not in the data."""


@dataclass(frozen=True)
class Found:
    """What a macro found: the template that shows it, and the records that have their home there.

    `cites` are the sources that a reader is sent to.
    """

    template: str
    context: Mapping[str, Any]
    homes: Iterable[model.Record] = ()
    cites: list[str] = field(default_factory=list)


MACROS: dict[str, Callable[..., Found]] = {}


def macro(function: Callable[..., Found]) -> Callable[..., Found]:
    """Make a function known to page authors, under its own name."""
    MACROS[function.__name__] = function
    return function


def _pick(entries: Mapping[str, Any], name: str, kind: str, error: type[Misused] = UnknownName) -> Any:
    if name not in entries:
        raise error(f"there is no {kind} of that name", name, listed(entries), nearest(str(name), entries))
    return entries[name]


# What may stand in the brackets -----------------------------------------------------------------


@dataclass(frozen=True)
class Names:
    """A word in a macro's brackets that must be one of the names of a `kind`; `known` gives them, each with what readers see."""

    kind: str
    known: Callable[[Guide], Mapping[str, str]]


def _terms(vocabulary: str, names_of: Callable[[Guide], Iterable[str]]) -> Callable[[Guide], Mapping[str, str]]:
    return lambda guide: {name: guide.term(vocabulary, name).label for name in names_of(guide)}


TOPIC = Names("topic", _terms("topics", lambda guide: guide.topics))
SECTOR = Names("sector", _terms("sectors", lambda guide: guide.sectors))
CHANNEL = Names("channel", _terms("channels", lambda guide: guide.channels))
STEP = Names("step", _terms("steps", lambda guide: guide.steps))
SITUATION = Names("situation", lambda guide: {term.id: term.label for term in guide.vocabulary.situations})
ORDER = Names("running order", lambda guide: {order.id: order.title for order in guide.orders.values()})
CHECKLIST = Names("checklist", lambda guide: {checklist.id: checklist.title for checklist in guide.checklists.values()})
WORKSHEET = Names("worksheet", lambda guide: {sheet.id: sheet.title for sheet in guide.worksheets.values()})
FACT = Names("fact in data/platforms.yml", lambda guide: {fact.id: fact.label for fact in guide.facts.values()})
SOURCE = Names("source", lambda guide: {source.id: f"{source.short}, {source.year}" for source in guide.sources.values()})
TERM = Names("term in data/glossary.yml", lambda guide: {term.id: term.term for term in guide.glossary.values()})
ENTRY = Names("kind of entry", lambda guide: {entry.name: f"{entry.what}, in {entry.key}:" for entry in ENTRIES})
SERVER = Names("server", lambda guide: {"headers": "a host that reads a file _headers", "nginx": "nginx", "apache": "Apache"})
DIAGRAM = Names("diagram", lambda guide: {"way": "the way in steps", "minutes": "a talk of thirty minutes", "circles": "who knows whom"})


# The macros -------------------------------------------------------------------------------------


@macro
def questions(guide: Guide, topic: Annotated[str, TOPIC]) -> Found:
    """The questions of a topic, each with how to use it. Give a topic a page of its own, and write the page's one heading yourself."""
    file = guide.topics[topic]
    return Found("questions.html", {"file": file, "level": 2}, file.questions)


@macro
def sector(guide: Guide, name: Annotated[str, SECTOR]) -> Found:
    """The questions of a field of work, under a heading that you write."""
    file = guide.sectors[name]
    return Found("questions.html", {"file": file, "level": 3}, file.questions)


@macro
def avoid(guide: Guide) -> Found:
    """The questions not to ask, each with the reason and a better wording."""
    return Found("avoid.html", {}, guide.avoid)


@macro
def topic_list(guide: Guide) -> Found:
    """The topics of the question bank, each with what it is about and how many questions it has."""
    return Found("topic_list.html", {})


@macro
def question_filter(guide: Guide) -> Found:
    """All questions on one page, to narrow down by what the reader wants to learn, who they meet and so on."""
    groups = [("topics", name, file) for name, file in guide.topics.items()]
    groups += [("sectors", name, file) for name, file in guide.sectors.items()]
    return Found("question_filter.html", {"groups": groups})


@macro
def planner(guide: Guide) -> Found:
    """The tool that plans a conversation. Give it a page of its own, since the plan prints alone."""
    return Found("planner.html", {})


@macro
def running_order(guide: Guide, name: Annotated[str, ORDER]) -> Found:
    """A running order: questions in an order that makes a whole talk. It brings its own heading."""
    found = guide.orders[name]
    return Found("running_order.html", {"order": found}, [found])


@macro
def running_order_cards(guide: Guide, name: Annotated[str, ORDER]) -> Found:
    """A running order as cards, each with what to ask next, on a page of its own."""
    found = guide.orders[name]
    return Found("running_order_cards.html", {"order": found}, [found])


@macro
def messages(guide: Guide, channel: Annotated[str, CHANNEL]) -> Found:
    """The first messages of a channel, with their parts marked. Give a channel a page of its own, and write its one heading yourself."""
    file = guide.channels[channel]
    return Found("messages.html", {"file": file, "channel": guide.term("channels", channel)}, file.messages)


@macro
def replies(guide: Guide, situation: Annotated[str, SITUATION]) -> Found:
    """The messages for a situation, such as a thank-you or an answer to a no, under a heading that you write."""
    found = guide.replies_in(situation)
    return Found("replies.html", {"situation": guide.term("situations", situation), "replies": found}, found)


@macro
def composer(guide: Guide) -> Found:
    """The tool that writes a request with the reader. Give it a page of its own."""
    return Found("composer.html", {})


@macro
def channel_table(guide: Guide) -> Found:
    """Which channel to choose: when to use each, what it costs the other side, and its limit."""
    return Found("channel_table.html", {})


@macro
def message_matrix(guide: Guide) -> Found:
    """The first messages by channel and by how the sender knows the other, as a table of links."""
    return Found("message_matrix.html", {})


@macro
def message_parts(guide: Guide) -> Found:
    """The seven parts of a request, as a numbered list."""
    return Found("parts.html", {})


@macro
def minute_plan(guide: Guide) -> Found:
    """The stages of a talk of thirty minutes, as a table."""
    return Found("minute_plan.html", {})


@macro
def diagram(guide: Guide, name: Annotated[str, DIAGRAM]) -> Found:
    """A drawing, with its text for those who cannot see it."""
    return Found(f"diagram_{name}.html", {})


@macro
def mistakes(guide: Guide) -> Found:
    """All mistakes in messages, each with its weak words struck and the mended message beside it."""
    return Found("mistakes.html", {}, guide.mistakes)


@macro
def checklist(guide: Guide, name: Annotated[str, CHECKLIST]) -> Found:
    """A whole checklist, with boxes to tick. Give each a page of its own, so that it prints alone."""
    found = guide.checklists[name]
    return Found("checklist.html", {"list": found}, [found, *found.items])


@macro
def checklists(guide: Guide) -> Found:
    """All checklists with the reader's dates, progress and next thing to do, on a page of its own."""
    return Found("checklists.html", {})


@macro
def your_data(guide: Guide) -> Found:
    """What the tools have stored in the reader's browser, to take along or delete, on a page of its own."""
    return Found("your_data.html", {})


@macro
def workshop(guide: Guide) -> Found:
    """The workshop for advisers, on a page of its own."""
    return Found("workshop.html", {"workshop": guide.workshop}, [guide.workshop])


@macro
def worksheet(guide: Guide, name: Annotated[str, WORKSHEET]) -> Found:
    """A worksheet to write on. Give each a page of its own, so that it prints alone."""
    found = guide.worksheets[name]
    return Found("worksheet.html", {"sheet": found}, [found])


@macro
def answers(guide: Guide, step: Annotated[str, STEP]) -> Found:
    """The readers' questions of a step of the way, with their answers, under a heading that you write."""
    file = guide.steps[step]
    return Found("answers.html", {"file": file}, file.answers)


@macro
def answer_index(guide: Guide) -> Found:
    """A list of all readers' questions, by step, that leads to the answers."""
    return Found("answer_index.html", {})


@macro
def platform(guide: Guide, fact: Annotated[str, FACT]) -> Found:
    """A figure or limit of a platform with its date, inside a sentence. Write no such figure by hand: this one is kept in one place."""
    found = guide.facts[fact]
    return Found("platform.html", {"fact": found}, cites=[found.source])


@macro
def platform_table(guide: Guide) -> Found:
    """All figures and limits of platforms, as a table with dates and sources."""
    return Found("platform_table.html", {}, guide.facts.values())


@macro
def cite(guide: Guide, source: Annotated[str, SOURCE]) -> Found:
    """A citation in brackets, before the full stop of the sentence that it supports. It leads to the page of sources."""
    return Found("cite.html", {"source": guide.sources[source]}, cites=[source])


@macro
def term(guide: Guide, name: Annotated[str, TERM], text: str = "") -> Found:
    """A word that leads to the glossary. Without words of your own it shows the term itself; with them, those."""
    found = guide.glossary[name]
    return Found("term.html", {"term": found, "text": text or found.term})


@macro
def glossary(guide: Guide) -> Found:
    """The whole glossary."""
    return Found("glossary.html", {}, guide.glossary.values())


@macro
def sources(guide: Guide) -> Found:
    """All sources, with what each shows, what it does not, and where it is cited."""
    return Found("sources.html", {}, guide.sources.values())


@macro
def printables(guide: Guide) -> Found:
    """A table of all sheets to download."""
    return Found("printables.html", {})


@macro
def near_you(guide: Guide) -> Found:
    """What helps near the readers of a copy of this guide, from its settings; nothing where there is none."""
    return Found("near_you.html", {})


@macro
def server_headers(guide: Guide, server: Annotated[str, SERVER]) -> Found:
    """The headers that a web server should send with the site, as lines for its configuration."""
    return Found("server_headers.html", {"write": SERVERS[server]})


@macro
def copy_settings(guide: Guide) -> Found:
    """All settings that a copy of the guide may have in mkdocs.local.yml, as a table."""
    return Found("copy_settings.html", {"rows": list(_settings_rows(model.CopySettings))})


def _settings_rows(kind: type[model.Model], prefix: str = "") -> Iterator[tuple[str, bool, str]]:
    """The name of each setting, whether it is needed where what holds it is there, and what it is."""
    for name, field_of in kind.model_fields.items():
        yield prefix + name, field_of.is_required(), field_of.description
        inner = shape_of(field_of.annotation)
        if isinstance(inner, type):
            yield from _settings_rows(inner, f"{prefix}{name}: ")


@macro
def fault_list(guide: Guide) -> Found:
    """What the check says: every code with what must hold, why, and an example on both sides. It brings its own headings."""
    return Found("fault_list.html", {"groups": codes.GROUPS, "entries": explained().values()})


@macro
def macro_manual(guide: Guide) -> Found:
    """This manual: every macro, as it is written, what it shows, and what may stand in its brackets. It brings its own headings."""
    return Found("macro_manual.html", {"manual": [_manual(guide, name, function) for name, function in MACROS.items()]})


def explained() -> dict[str, codes.Entry]:
    """What every code of a fault means."""
    return codes.entries({**codes.TEXTS, **rules.TEXTS})


@dataclass(frozen=True)
class Manual:
    """A macro as its manual shows it: each way to call it, what it shows, and for each word in the brackets what it may be.

    `known` is None where any words may stand, and `optional` tells a word that may be left out.
    """

    name: str
    calls: list[str]
    shows: str
    words: list[tuple[str, str, Mapping[str, str] | None, bool]]


def _manual(guide: Guide, name: str, function: Callable[..., Found]) -> Manual:
    words, examples, calls = [], [], []
    for word, parameter in list(inspect.signature(function).parameters.items())[1:]:
        names, optional = words_of(function)[word], parameter.default is not inspect.Parameter.empty
        known = names.known(guide) if names else None
        words.append((word, names.kind if names else "words of your own", known, optional))
        if optional:
            calls.append(written(name, examples))
        examples.append(next(iter(known), word) if known is not None else "your own words")
    return Manual(name, [*calls, written(name, examples)], " ".join((inspect.getdoc(function) or "").split()), words)


@macro
def entry_form(guide: Guide, name: Annotated[str, ENTRY]) -> Found:
    """What to write for an entry: a table of its keys, and an example to copy."""
    entry = next(entry for entry in ENTRIES if entry.name == name)
    return Found("entry_form.html", {"entry": entry, "keys": keys_of(entry.model, guide), "example": partial(template, entry, guide)})


def look_up(guide: Guide, name: str, args: Iterable[Any], kwargs: Mapping[str, Any]) -> Found:
    """Call a macro by name. Raises Misused for an unknown name, argument or value."""
    function = _pick(MACROS, name, "macro", UnknownMacro)
    signature = inspect.signature(function)
    parameters = [parameter for parameter in signature.parameters if parameter != "guide"]
    for given in kwargs:
        if given not in parameters:
            raise Misused(f"{name}() has no argument of that name", given, listed(parameters), nearest(given, parameters))
    try:
        bound = signature.bind(guide, *args, **kwargs)
    except TypeError as error:
        raise Misused(f"{name}() is called in the wrong way: {error}", expected=written(name, parameters)) from None
    for parameter, value in list(bound.arguments.items())[1:]:
        if not isinstance(value, str):
            raise Misused(f"the {parameter} of {name}() is not text", repr(value), "text in quotes")
        if (names := words_of(function)[parameter]) is not None:
            _pick(names.known(guide), value, names.kind)
    return function(*bound.args, **bound.kwargs)


@cache
def words_of(function: Callable[..., Found]) -> Mapping[str, Names | None]:
    """The words in a macro's brackets, in order: for each, what names it takes, or None where any words may stand."""
    hints = get_type_hints(function, include_extras=True)
    marks = {name: getattr(hints[name], "__metadata__", ()) for name in inspect.signature(function).parameters if name != "guide"}
    return {name: next((mark for mark in found if isinstance(mark, Names)), None) for name, found in marks.items()}


def written(name: str, words: Iterable[str]) -> str:
    """A call as an author writes it, without its braces."""
    quoted = ", ".join(f'"{word}"' for word in words)
    return f"{name}({quoted})"


def calls(guide: Guide) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every call that the data allows, as a macro's name and the words that it cannot do without."""
    for name, function in MACROS.items():
        parameters = inspect.signature(function).parameters
        needed = [names for word, names in words_of(function).items() if parameters[word].default is inspect.Parameter.empty]
        for words in product(*(names.known(guide) if names else () for names in needed)):
            yield name, words


def call_that_shows(guide: Guide, record: model.Record) -> str | None:
    """The call that gives a record its home, as an author writes it."""
    found = ((name, words) for name, words in calls(guide) if any(home is record for home in MACROS[name](guide, *words).homes))
    return next((written(name, words) for name, words in found), None)
