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
from macros.checks.messages import message_length, parts_of_a_message
from macros.loading.dataset import Dataset
from macros.model.references import holds_words, model_in, reference_name
from macros.model.registry import FILE_TYPES, EntryType, FileType
from macros.yaml_io.parser import parse_yaml

EXAMPLES_FILE = Path(__file__).with_name("examples.yml")


PROGRAM = ".venv/bin/python -m macros"
"""The commands, with the Python that make has set up."""

COMMANDS = tuple(dict.fromkeys(file_type.entry.command for file_type in FILE_TYPES if file_type.entry and file_type.entry.command))
"""What `python -m macros new` asks for."""


@dataclass(frozen=True, kw_only=True)
class EntryDoc(EntryType):
    """What people add to a type of file, with that type."""

    file_type: FileType

    @property
    def command_line(self) -> str:
        """The command that asks for it; empty where there is none."""
        return f"{PROGRAM} new {self.command}" if self.command else ""

    @cached_property
    def model(self) -> type[model.Model]:
        """What an entry of the list is."""
        found = model_in(self.file_type.model.model_fields[self.list_key].annotation)
        assert isinstance(found, type)
        return found


ENTRY_DOCS = tuple(EntryDoc(**vars(file_type.entry), file_type=file_type) for file_type in FILE_TYPES if file_type.entry)


def entry_doc_of(file_type: FileType) -> EntryDoc | None:
    """What people add to a type of file, if they do."""
    return next((doc for doc in ENTRY_DOCS if doc.file_type.model is file_type.model), None)


@cache
def _examples() -> dict[str, Any]:
    return parse_yaml(EXAMPLES_FILE.read_text("utf-8"), EXAMPLES_FILE.name)


def examples_of(kind: type[model.Model]) -> list[model.Model]:
    """The examples of a kind of entry; none for a kind that people do not add."""
    return [kind.model_validate(example) for example in _examples().get(kind.__name__, [])]


# The keys ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class EntryField:
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


def fields_of(kind: type[model.Model], dataset: Dataset) -> list[EntryField]:
    """The keys of a kind of entry, in the model's order. The ids that it had before are not among them."""
    schema = kind.model_json_schema()
    return list(_keys(schema, schema.get("$defs", {}), kind, dataset, ()))


def _keys(part: dict, inner: dict, kind: type[model.Model], dataset: Dataset, path: tuple[str, ...]) -> Iterator[EntryField]:
    for name, detail in part["properties"].items():
        if name == "was":
            continue
        one, what, info = _resolved(detail, inner), detail.get("description", ""), kind.model_fields[name]
        if "properties" in one:
            yield from _keys(one, inner, model_in(info.annotation), dataset, (*path, name))
        elif "propertyNames" in one:
            for key in one["propertyNames"]["enum"]:
                yield EntryField((*path, name, key), False, f"{what.rstrip('.')}: number {key}.", _limit(one["additionalProperties"]))
        else:
            many = one["type"] == "array"
            entry = _resolved(one["items"], inner) if many else one
            names = entry.get(model.REF_KEY, "")
            terms = [(term.id, term.label) for term in getattr(dataset.vocabulary, names, ())] if names else ()
            words = tuple(terms or ((word, "") for word in entry.get("enum", ())))
            limits = [_count(one) if many else "", reference_name(names).form if names and not words else "" if words else _limit(entry)]
            lines = next((mark for mark in info.metadata if isinstance(mark, model.Lines)), None)
            yield EntryField(
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


def entry_template(entry: EntryDoc, dataset: Dataset, file: dict[str, Any] | None = None) -> list[str]:
    """The lines of an example to copy and change, with notes on its keys. `file`: the plain data of the file that it is for."""
    # What writes YAML is needed for this alone, so that the check does without.
    from macros.yaml_io.writer import WIDTH, dump_lines, styled_entries

    file = file or {}
    example = example_for(entry, dataset, file)
    if "id" in example:
        example["id"] = re.sub(r"-\d{2,3}$", f"-{FREE_NUMBER}", _like_the_others(example["id"], file.get(entry.list_key)))
    notes = {key.name: _note(key) for key in fields_of(entry.model, dataset)}
    # In a file, each line stands behind "# ".
    return [_noted(line, notes, WIDTH - 2) for line in dump_lines(styled_entries([example], entry.model))]


def _noted(line: str, notes: dict[str, str], width: int) -> str:
    """A line with the note on its key behind it, if it begins with a key and there is room."""
    key = re.match(r" {2}[- ] (\w+):", line)
    noted = f"{line}  # {notes[key[1]]}" if key and key[1] in notes else line
    return noted if len(noted) <= width else line


def optional_keys(entry: EntryDoc, dataset: Dataset, file: dict[str, Any] | None = None) -> list[str]:
    """The names of the keys that an entry need not have and its template does not show."""
    shown = set(example_for(entry, dataset, file or {}))
    if entry.model is model.Message and _channel(dataset, file or {}).subject == "no":
        shown.add("subject")
    names = dict.fromkeys(key.path[0] for key in fields_of(entry.model, dataset) if not key.needed)
    return [name for name in names if name not in shown]


def _note(key: EntryField) -> str:
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


def _channel(dataset: Dataset, file: dict[str, Any]) -> model.Channel:
    """The channel of a file of messages, or the first of all."""
    channels = dataset.vocabulary.channels
    return next((channel for channel in channels if channel.id == file.get("channel")), channels[0])


def example_for(entry: EntryDoc, dataset: Dataset, file: dict[str, Any]) -> dict[str, Any]:
    """The example that fits a file, as plain data: a message's parts and length depend on the channel."""
    examples = examples_of(entry.model)
    example = examples[entry.example]
    if entry.model is model.Message:
        channel = _channel(dataset, file)
        fits = (
            message
            for message in examples
            if message.relationship in channel.relationships and _keeps_to_the_channel(message, channel, dataset)
        )
        example = next(fits, example)
    data = example.model_dump(exclude_unset=True)
    if entry.model is model.Message and channel.subject != "yes":
        data.pop("subject", None)
    return data


def _keeps_to_the_channel(message: model.Message, channel: model.Channel, dataset: Dataset) -> bool:
    message.came_from(model.Origin("", (), {}))
    alone = model.MessageFile(channel=channel.id, intro="Alone.", messages=[message])
    only_it = replace(dataset, contents={**dataset.contents, "messages": {channel.id: alone}})
    return not any(True for check in (parts_of_a_message, message_length) for _ in check(only_it))
