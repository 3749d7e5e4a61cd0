"""What people add to the guide, told from the model: its keys, what to write for each, and a template to copy.

The heads of data files, the pages on contributing and `python -m macros new` all say what the model and examples.yml say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from macros import model
from macros.guide import Guide
from macros.kinds import holds_words, shape_of
from macros.rules import message_length, parts_of_a_message
from macros.yaml_text import plain_data

EXAMPLES = Path(__file__).with_name("examples.yml")


@dataclass(frozen=True)
class Entry:
    """Something that people add to a list: `key` in a kind of `file`. `page` explains it, and `then` says what else it takes."""

    name: str
    what: str
    file: type[model.Model]
    key: str
    page: str
    then: str = ""
    example: int = 0

    @property
    def command(self) -> str:
        """The command that asks for it; empty where there is none."""
        name = "question" if self.name == "sector" else self.name
        return f"{PROGRAM} new {name}" if name in COMMANDS else ""

    @cached_property
    def model(self) -> type[model.Model]:
        """What an entry of the list is."""
        return shape_of(self.file.model_fields[self.key].annotation)


PROGRAM = ".venv/bin/python -m macros"
"""The commands, with the Python that make has set up."""

COMMANDS = ("question", "message", "item", "answer", "source")
"""What `python -m macros new` asks for."""

ENTRIES = (
    Entry("question", "a question", model.QuestionFile, "questions", "question"),
    Entry("sector", "a question", model.SectorFile, "questions", "question", example=1),
    Entry("avoid", "a question not to ask", model.AvoidFile, "avoid", "question"),
    Entry("order", "a running order", model.RunningOrderFile, "orders", "question", "A page must call running_order() with its id."),
    Entry("message", "a message", model.MessageFile, "messages", "message"),
    Entry("reply", "a message", model.ReplyFile, "replies", "message"),
    Entry("mistake", "a mistake", model.MistakeFile, "mistakes", "message"),
    Entry("check", "a check", model.CheckFile, "checks", "message"),
    Entry("placeholder", "a gap for messages", model.PlaceholderFile, "placeholders", "message"),
    Entry("line", "a sentence", model.Composer, "lines", "message", "It goes above the more general ones of its part."),
    Entry("item", "an item", model.Checklist, "items", "checklist", "It goes where it belongs in the order of time."),
    Entry("section", "a section", model.Worksheet, "sections", "checklist"),
    Entry("step", "a step", model.Workshop, "steps", "checklist", "The minutes of all steps must fill the workshop."),
    Entry("answer", "a question with its answer", model.AnswerFile, "answers", "answer"),
    Entry("source", "a source", model.SourceFile, "sources", "source", "Something must cite it."),
    Entry("fact", "a figure or limit", model.FactFile, "facts", "source"),
    Entry("glossary", "a word", model.GlossaryFile, "terms", "source"),
    Entry("term", "a word", model.Vocabulary, "public_sources", "style", "It may go into any list of this file instead."),
    Entry("words", "words that mean the same", model.SearchWords, "same", "style"),
    Entry("wording", "words that have a better one", model.WordingFile, "wording", "style"),
)


def entry_for(file: type[model.Model]) -> Entry | None:
    """What people add to a kind of file, if they do."""
    return next((entry for entry in ENTRIES if entry.file is file), None)


@cache
def _examples() -> dict[str, Any]:
    return plain_data(EXAMPLES.read_text("utf-8"), EXAMPLES.name)


def examples_of(kind: type[model.Model]) -> list[model.Model]:
    """The examples of a kind of entry; none for a kind that people do not add."""
    return [kind.model_validate(example) for example in _examples().get(kind.__name__, [])]


# The keys ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Key:
    """A key of an entry. `path` leads to it through keys inside keys; `words` are those allowed, each with what it means.

    `limit` says how much there may be, and `names` of what kind of thing it must be the id. `lines` and `wraps`: see model.Lines.
    `many`: it is a list, and where it `is_words`, one of words, which stand on one line with commas between them.
    """

    path: tuple[str, ...]
    needed: bool
    what: str
    limit: str
    many: bool = False
    is_words: bool = False
    lines: bool = False
    wraps: bool = False
    names: str = ""
    words: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        """The key as it is told, such as `variants plain`."""
        return " ".join(self.path)


NAMED = {
    "question": "the id of a question",
    "source": "the id of a source",
    "item": "the id of an item",
    "check": "the id of a check",
    "fact": "the id of a figure or limit",
    "page": "a page, such as find/index.md",
    "target": "an id, or a page such as find/index.md",
}
"""What stands in a text that names something."""


def keys_of(kind: type[model.Model], guide: Guide) -> list[Key]:
    """The keys of a kind of entry, in the model's order. The ids that it had before are not among them."""
    schema = kind.model_json_schema()
    return list(_keys(schema, schema.get("$defs", {}), kind, guide, ()))


def _keys(part: dict, inner: dict, kind: type[model.Model], guide: Guide, path: tuple[str, ...]) -> Iterator[Key]:
    for name, detail in part["properties"].items():
        if name == "was":
            continue
        one, what, info = _resolved(detail, inner), detail.get("description", ""), kind.model_fields[name]
        if "properties" in one:
            yield from _keys(one, inner, shape_of(info.annotation), guide, (*path, name))
        elif "propertyNames" in one:
            for key in one["propertyNames"]["enum"]:
                yield Key((*path, name, key), False, f"{what.rstrip('.')}: number {key}.", _limit(one["additionalProperties"]))
        else:
            many = one["type"] == "array"
            entry = _resolved(one["items"], inner) if many else one
            names = entry.get(model.REF_KEY, "")
            terms = [(term.id, term.label) for term in getattr(guide.vocabulary, names, ())] if names else ()
            words = tuple(terms or ((word, "") for word in entry.get("enum", ())))
            limits = [_count(one) if many else "", NAMED.get(names, "") if names else "" if words else _limit(entry)]
            lines = next((mark for mark in info.metadata if isinstance(mark, model.Lines)), None)
            yield Key(
                (*path, name),
                needed=not path and info.is_required(),
                what=what,
                limit=", each ".join(filter(None, limits)),
                many=many,
                is_words=many and holds_words(info.annotation),
                lines=lines is not None,
                wraps=lines is not None and lines.wraps,
                names=names,
                words=words,
            )


def _resolved(part: dict, inner: dict) -> dict:
    """The schema of what a key holds when it is there."""
    if "anyOf" in part:
        part = next(choice for choice in part["anyOf"] if choice.get("type") != "null")
    return inner[part["$ref"].rpartition("/")[2]] if "$ref" in part else part


def _limit(part: dict) -> str:
    """How long a text, or how large a number, may be."""
    if part.get("format") == "date":
        return "a date such as 2026-11-23"
    if part.get("type") == "integer":
        return f"{part['ge']} to {part['le']}" if "le" in part else "a whole number"
    limits = [f"{part['maxLength']} characters" if "maxLength" in part else "", f"{part.get(model.WORDS_KEY)} words"]
    return "at most " + " and ".join(filter(None, limits if model.WORDS_KEY in part else limits[:1])) if "maxLength" in part else ""


def _count(part: dict) -> str:
    """How many entries a list may have."""
    least, most = part.get("minItems"), part.get("maxItems")
    return f"{least} to {most}" if least and most else f"at least {least}" if least else f"at most {most}" if most else "any number"


# The template -----------------------------------------------------------------------------------

LONGEST_LIST_OF_WORDS = 60
FREE_NUMBER = "NN"
"""Stands in a template for the number of its id, so that one who forgets it is told."""


def template(entry: Entry, guide: Guide, file: dict[str, Any] | None = None) -> list[str]:
    """The lines of an example to copy and change, with notes on its keys. `file`: the plain data of the file that it is for."""
    # What writes YAML is needed for this alone, so that the check does without.
    from macros.style import WIDTH, laid_out, write

    file = file or {}
    example = example_for(entry, guide, file)
    if "id" in example:
        example["id"] = re.sub(r"-\d{2,3}$", f"-{FREE_NUMBER}", _like_the_others(example["id"], file.get(entry.key)))
    notes = {key.name: _note(key) for key in keys_of(entry.model, guide)}
    # In a file, each line stands behind "# ".
    return [_noted(line, notes, WIDTH - 2) for line in write(laid_out([example], entry.model))]


def _noted(line: str, notes: dict[str, str], width: int) -> str:
    """A line with the note on its key behind it, if it begins with a key and there is room."""
    key = re.match(r" {2}[- ] (\w+):", line)
    noted = f"{line}  # {notes[key[1]]}" if key and key[1] in notes else line
    return noted if len(noted) <= width else line


def optional_keys(entry: Entry, guide: Guide, file: dict[str, Any] | None = None) -> list[str]:
    """The names of the keys that an entry need not have and its template does not show."""
    shown = set(example_for(entry, guide, file or {}))
    if entry.model is model.Message and _channel(guide, file or {}).subject == "no":
        shown.add("subject")
    names = dict.fromkeys(key.path[0] for key in keys_of(entry.model, guide) if not key.needed)
    return [name for name in names if name not in shown]


def _note(key: Key) -> str:
    words, said = ", ".join(word for word, _ in key.words), key.what.rstrip(".")
    if words and key.names:
        said += f" ({key.names}: in data/vocabulary.yml)"
    if 0 < len(words) <= LONGEST_LIST_OF_WORDS and not key.what.startswith(f"{key.words[0][0]}:"):
        said = words
    return said if key.needed else f"Optional. {said}"


def _like_the_others(name: str, records: Any) -> str:
    """The id with the words that all others of its file have, where they have them in common."""
    ids = [str(record.get("id")) for record in records if isinstance(record, dict)] if isinstance(records, list) else []
    common = {re.sub(r"\d+$", "", other) for other in ids}
    return f"{common.pop()}01" if len(common) == 1 and re.search(r"\d$", name) else name


def _channel(guide: Guide, file: dict[str, Any]) -> model.Channel:
    """The channel of a file of messages, or the first of all."""
    channels = guide.vocabulary.channels
    return next((channel for channel in channels if channel.id == file.get("channel")), channels[0])


def example_for(entry: Entry, guide: Guide, file: dict[str, Any]) -> dict[str, Any]:
    """The example that fits a file, as plain data: a message's parts and length depend on the channel."""
    examples = examples_of(entry.model)
    example = examples[entry.example]
    if entry.model is model.Message:
        channel = _channel(guide, file)
        fits = (
            message
            for message in examples
            if message.relationship in channel.relationships and _keeps_to_the_channel(message, channel, guide)
        )
        example = next(fits, example)
    data = example.model_dump(exclude_unset=True)
    if entry.model is model.Message and channel.subject != "yes":
        data.pop("subject", None)
    return data


def _keeps_to_the_channel(message: model.Message, channel: model.Channel, guide: Guide) -> bool:
    message.came_from(model.Origin("", (), {}))
    alone = replace(guide, channels={channel.id: model.MessageFile(channel=channel.id, intro="Alone.", messages=[message])})
    return not any(True for judge in (parts_of_a_message, message_length) for _ in judge(alone))
