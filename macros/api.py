"""The macros that authors call in pages: look up, render, return.

A macro here is a plain function from the guide and what the author wrote to what was found; its
docstring is its manual. pages.py renders what is found, and engine.py hands it to the page.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from macros import model
from macros.entries import ENTRIES, keys_of, template
from macros.faults import listed, nearest
from macros.guide import Guide


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


@macro
def questions(guide: Guide, topic: str) -> Found:
    """The questions of a topic, such as `questions("pay")`, on a page of its own whose one heading you write."""
    file = _pick(guide.topics, topic, "topic")
    return Found("questions.html", {"file": file, "level": 2}, file.questions)


@macro
def sector(guide: Guide, name: str) -> Found:
    """The questions of a field, such as `sector("health")`, under a heading that you write."""
    file = _pick(guide.sectors, name, "sector")
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
def running_order(guide: Guide, name: str) -> Found:
    """A running order, such as `running_order("r-30")`, with a heading of its own."""
    found = _pick(guide.orders, name, "running order")
    return Found("running_order.html", {"order": found}, [found])


@macro
def running_order_cards(guide: Guide, name: str) -> Found:
    """A running order as cards with what to ask next, such as `running_order_cards("r-starter-ten")`, on a page of its own."""
    found = _pick(guide.orders, name, "running order")
    return Found("running_order_cards.html", {"order": found}, [found])


@macro
def messages(guide: Guide, channel: str) -> Found:
    """The first messages of a channel, such as `messages("email")`, on a page of its own whose one heading you write."""
    file = _pick(guide.channels, channel, "channel")
    return Found("messages.html", {"file": file, "channel": guide.term("channels", channel)}, file.messages)


@macro
def replies(guide: Guide, situation: str) -> Found:
    """The messages for a situation, such as `replies("send-resume")`, under a heading that you write."""
    situations = {term.id: term for term in guide.vocabulary.situations}
    term = _pick(situations, situation, "situation")
    found = guide.replies_in(situation)
    return Found("replies.html", {"situation": term, "replies": found}, found)


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


DIAGRAMS = ("way", "minutes", "circles")


@macro
def diagram(guide: Guide, name: str) -> Found:
    """A drawing, such as `diagram("way")`: the way in steps, the talk in "minutes", or the "circles" of who knows whom."""
    _pick(dict.fromkeys(DIAGRAMS), name, "diagram")
    return Found(f"diagram_{name}.html", {})


@macro
def mistakes(guide: Guide) -> Found:
    """All mistakes in messages, each with its weak words struck and the mended message beside it."""
    return Found("mistakes.html", {}, guide.mistakes)


@macro
def checklist(guide: Guide, name: str) -> Found:
    """A whole checklist, such as `checklist("c-prepare")`. Give each a page of its own, so that it prints alone."""
    found = _pick(guide.checklists, name, "checklist")
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
def worksheet(guide: Guide, name: str) -> Found:
    """A worksheet to write on, such as `worksheet("w-plan")`. Give each a page of its own, so that it prints alone."""
    found = _pick(guide.worksheets, name, "worksheet")
    return Found("worksheet.html", {"sheet": found}, [found])


@macro
def answers(guide: Guide, step: str) -> Found:
    """The readers' questions of a step of the way, such as `answers("find")`, under a heading that you write."""
    file = _pick(guide.steps, step, "step")
    return Found("answers.html", {"file": file}, file.answers)


@macro
def answer_index(guide: Guide) -> Found:
    """A list of all readers' questions, by step, that leads to the answers."""
    return Found("answer_index.html", {})


@macro
def platform(guide: Guide, fact: str) -> Found:
    """A figure or limit of a platform with its date, such as `platform("linkedin-note-free")`, inside a sentence."""
    found = _pick(guide.facts, fact, "fact in data/platforms.yml")
    return Found("platform.html", {"fact": found}, cites=[found.source])


@macro
def platform_table(guide: Guide) -> Found:
    """All figures and limits of platforms, as a table with dates and sources."""
    return Found("platform_table.html", {}, guide.facts.values())


@macro
def cite(guide: Guide, source: str) -> Found:
    """A citation in brackets, such as `cite("granovetter-1973")`, before the full stop of the sentence that it supports."""
    return Found("cite.html", {"source": _pick(guide.sources, source, "source")}, cites=[source])


@macro
def term(guide: Guide, name: str, text: str = "") -> Found:
    """A word that leads to the glossary, such as `term("g-cold")` or `term("g-cold", "cold messages")`."""
    found = _pick(guide.glossary, name, "term in data/glossary.yml")
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
def entry_form(guide: Guide, name: str) -> Found:
    """What to write for an entry, such as `entry_form("question")`: a table of its keys, and an example to copy."""
    entry = _pick({entry.name: entry for entry in ENTRIES}, name, "kind of entry")
    return Found("entry_form.html", {"entry": entry, "keys": keys_of(entry.model, guide), "lines": template(entry, guide)})


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
        example = ", ".join(f'"{parameter}"' for parameter in parameters)
        raise Misused(f"{name}() is called in the wrong way: {error}", expected=f"{name}({example})") from None
    for parameter, value in list(bound.arguments.items())[1:]:
        if not isinstance(value, str):
            raise Misused(f"the {parameter} of {name}() is not text", repr(value), "text in quotes")
    return function(*bound.args, **bound.kwargs)
