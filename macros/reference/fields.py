"""What people add to the guide, read from the model: its keys, what to write for each, and a template to copy.

The tops of data files, the pages about contributing and `python -m macros new` all get this from the model and examples.yml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any, TypeVar, cast

from annotated_types import MaxLen

from macros import model
from macros.checks.messages import message_length, parts_of_a_message
from macros.loading.dataset import Dataset
from macros.model.references import holds_words, lines_in, model_in, reference_name
from macros.model.registry import FILE_TYPES, EntryType, FileType
from macros.settings import PROGRAM
from macros.yaml_io.parser import parse_yaml

EntryModel = TypeVar("EntryModel", bound=model.Model)
Schema = dict[str, Any]
"""A JSON Schema, or a part of one."""

EXAMPLES_FILE = Path(__file__).with_name("examples.yml")

COMMANDS = tuple(dict.fromkeys(file_type.entry.command_name for file_type in FILE_TYPES if file_type.entry))
"""What `python -m macros new` can add: everything people add to a type of file."""


@dataclass(frozen=True, kw_only=True)
class EntryDoc(EntryType):
    """What people add to a type of file, with that type."""

    file_type: FileType

    @property
    def command_line(self) -> str:
        """The command that asks for it."""
        return f"{PROGRAM} new {self.command_name}"

    @cached_property
    def model(self) -> type[model.Model]:
        """The model of an entry of the list."""
        found = model_in(self.file_type.model.model_fields[self.list_key].annotation)
        assert isinstance(found, type)
        return found

    def most_in(self, file: Mapping[str, Any]) -> int | None:
        """The number of entries the list of a file has, if it can't have more; None if it can.

        Args:
            file: The plain data of the file.
        """
        marks = self.file_type.model.model_fields[self.list_key].metadata
        most = next((mark.max_length for mark in marks if isinstance(mark, MaxLen)), None)
        entries = file.get(self.list_key)
        return most if most is not None and isinstance(entries, list) and len(entries) >= most else None


ENTRY_DOCS = tuple(EntryDoc(**vars(file_type.entry), file_type=file_type) for file_type in FILE_TYPES if file_type.entry)


def entry_doc_of(file_type: FileType) -> EntryDoc | None:
    """What people add to a type of file; None if they add nothing."""
    return next((doc for doc in ENTRY_DOCS if doc.file_type.model is file_type.model), None)


@cache
def _examples() -> dict[str, Any]:
    """The contents of examples.yml. The file is part of the program, so it is read only once."""
    return parse_yaml(EXAMPLES_FILE.read_text("utf-8"), EXAMPLES_FILE.name)


def raw_examples(entry_model: type[model.Model]) -> list[dict[str, Any]]:
    """The plain data of a model's examples in examples.yml; none for a model people add no entries of."""
    return cast(list[dict[str, Any]], _examples().get(entry_model.__name__, []))


def examples_of(entry_model: type[EntryModel]) -> list[EntryModel]:
    """The examples in examples.yml.

    Args:
        entry_model: The model of an entry.

    Returns:
        Its examples as models; none for a model people add no entries of.
    """
    return [entry_model.model_validate(example) for example in raw_examples(entry_model)]


# The keys ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class EntryField:
    """A key of an entry.

    Args:
        path: The keys that lead to it; one, except for keys inside keys.
        needed: Whether every entry must have it.
        what: What to write, as a sentence.
        limit: How much there may be, as a phrase; "" if there is no limit.
        many: Whether it is a list.
        is_words: Whether that is a list of words, written on one line with commas between them.
        lines: Whether its empty lines count; see model.Lines.
        wraps: Whether its lines may be wrapped at the width of the file; see model.Lines.
        names: The target of a reference, as in model.Ref; "" for a text of its own.
        words: The allowed words, each with its meaning; none if any text is allowed.
        with_others: Whether it has to be there when another key inside the same key is, such as the text of a message.
        by_hand: Whether it's a list whose entries have keys or lists of their own, or one of those keys. Only the file can hold it.
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
    with_others: bool = False
    by_hand: bool = False

    @property
    def name(self) -> str:
        """The key the way messages name it, such as `variants plain`."""
        return " ".join(self.path)


def fields_of(entry_model: type[model.Model], dataset: Dataset) -> list[EntryField]:
    """The keys of the entries of a model.

    Args:
        entry_model: The model.
        dataset: The data, whose vocabulary has the allowed words.

    Returns:
        Every key, in the order of the model, except `was`, the ids an entry had before.
    """
    schema = _schema_of(entry_model)
    return list(_keys(schema, schema.get("$defs", {}), entry_model, dataset, ()))


@cache
def _schema_of(entry_model: type[model.Model]) -> Schema:
    """The schema of a model, which takes longer to make than all the rest, and is only read here."""
    return entry_model.model_json_schema()


def answered_fields(entry_model: type[model.Model], dataset: Dataset) -> list[EntryField]:
    """The keys that can be given as an answer or an option. The arguments are the same as for fields_of."""
    return [field for field in fields_of(entry_model, dataset) if not field.by_hand]


def fields_by_hand(entry_model: type[model.Model], dataset: Dataset) -> list[EntryField]:
    """The keys that can only be written in the file, without the keys inside them. The arguments are the same as for fields_of."""
    return [field for field in fields_of(entry_model, dataset) if field.by_hand and not field.path[1:]]


def _keys(schema: Schema, defs: Schema, keys_model: type[model.Model], dataset: Dataset, path: tuple[str, ...]) -> Iterator[EntryField]:
    """The keys in a schema of the model `keys_model`, with the definitions it refers to."""
    for name, detail in schema["properties"].items():
        if name == "was":
            continue
        value, what, info = _resolved(detail, defs), detail.get("description", ""), keys_model.model_fields[name]
        inner_model = model_in(info.annotation)
        if "properties" in value and isinstance(inner_model, type):
            first, *others = _keys(value, defs, inner_model, dataset, (*path, name))
            # Whoever is asked for the first of some keys that belong together wants to know what they are about.
            yield replace(first, what=f"{what} {first.what}") if first.with_others else first
            yield from others
        elif "propertyNames" in value:
            for key in value["propertyNames"]["enum"]:
                yield EntryField((*path, name, key), False, f"{what.rstrip('.')}: number {key}.", _limit(value["additionalProperties"]))
        else:
            many = value["type"] == "array"
            entry = _resolved(value["items"], defs) if many else value
            names = entry.get(model.REF_KEY, "")
            terms = [(term.id, term.label) for term in getattr(dataset.vocabulary, names, ())] if names else ()
            words = tuple(terms or ((word, "") for word in entry.get("enum", ())))
            limits = [_count(value) if many else "", reference_name(names).form if names and not words else "" if words else _limit(entry)]
            lines = lines_in(info)
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
                with_others=bool(path) and info.is_required(),
                by_hand=many and ("properties" in entry or entry.get("type") == "array"),
            )
            if "properties" in entry and isinstance(inner_model, type):
                yield from (replace(key, by_hand=True) for key in _keys(entry, defs, inner_model, dataset, (*path, name)))


def _resolved(schema: Schema, defs: Schema) -> Schema:
    """The schema of a key's value, if the key is there."""
    if "anyOf" in schema:
        schema = next(choice for choice in schema["anyOf"] if choice.get("type") != "null")
    return cast(Schema, defs[schema["$ref"].rpartition("/")[2]]) if "$ref" in schema else schema


def _limit(schema: Schema) -> str:
    """How long a text, or how large a number, can be."""
    if schema.get("format") == "date":
        return "a date such as 2026-11-23"
    if schema.get("type") == "integer":
        return f"{schema['ge']} to {schema['le']}" if "le" in schema else "a whole number"
    if "maxLength" not in schema:
        return ""
    words = f" and {schema[model.WORDS_KEY]} words" if model.WORDS_KEY in schema else ""
    return f"at most {schema['maxLength']} characters{words}"


def _count(schema: Schema) -> str:
    """How many entries a list may have."""
    least, most = schema.get("minItems"), schema.get("maxItems")
    return f"{least} to {most}" if least and most else f"at least {least}" if least else f"at most {most}" if most else "any number"


# The template -----------------------------------------------------------------------------------

LONGEST_LIST_OF_WORDS = 60
"""In characters. Longer lists of allowed words aren't shown in a note."""
FREE_NUMBER = "NN"
"""Takes the place of the number in the id of a template, so that the check reports it if someone forgets to replace it."""


def entry_template(entry: EntryDoc, dataset: Dataset, file: dict[str, Any] | None = None) -> list[str]:
    """An example to copy and change, with notes on its keys.

    Args:
        entry: What it is an example of.
        dataset: The data.
        file: The plain data of the file it is for; None for any file of its type.

    Returns:
        Its lines.
    """
    # Only this function needs the YAML writer, so the check runs without loading it.
    from macros.yaml_io.writer import WIDTH, dump_lines, styled_entries

    file = file or {}
    example = example_for(entry, dataset, file)
    if "id" in example:
        example["id"] = re.sub(r"-\d{2,3}$", f"-{FREE_NUMBER}", _like_the_others(example["id"], file.get(entry.list_key)))
    notes = {key.name: _note(key) for key in fields_of(entry.model, dataset)}
    # In a file, each line comes after "# ".
    return [_noted(line, notes, WIDTH - 2) for line in dump_lines(styled_entries([example], entry.model))]


def _noted(line: str, notes: dict[str, str], width: int) -> str:
    """A line followed by the note on its key, if it begins with a key and both fit the width."""
    key = re.match(r" {2}[- ] (\w+):", line)
    noted = f"{line}  # {notes[key[1]]}" if key and key[1] in notes else line
    return noted if len(noted) <= width else line


def optional_keys(entry: EntryDoc, dataset: Dataset, file: dict[str, Any] | None = None) -> list[str]:
    """The names of optional keys that the template doesn't show. The arguments are the same as for entry_template."""
    shown = set(example_for(entry, dataset, file or {}))
    if entry.model is model.Message and _channel(dataset, file or {}).subject == "no":
        shown.add("subject")
    names = dict.fromkeys(key.path[0] for key in fields_of(entry.model, dataset) if not key.needed)
    return [name for name in names if name not in shown]


def _note(key: EntryField) -> str:
    """What a template says about a key: its allowed words if there are only a few, or what to write."""
    words, note = ", ".join(word for word, _ in key.words), key.what.rstrip(".")
    if words and key.names:
        note += f" ({key.names}: in data/vocabulary.yml)"
    if 0 < len(words) <= LONGEST_LIST_OF_WORDS and not key.what.startswith(f"{key.words[0][0]}:"):
        note = words
    return note if key.needed else f"Optional. {note}"


def _like_the_others(name: str, records: Any) -> str:
    """The id with the words all other ids of its file share, if there are any."""
    ids = [str(record.get("id")) for record in records if isinstance(record, dict)] if isinstance(records, list) else []
    common = {re.sub(r"\d+$", "", other) for other in ids}
    return f"{common.pop()}01" if len(common) == 1 and re.search(r"\d$", name) else name


def _channel(dataset: Dataset, file: dict[str, Any]) -> model.Channel:
    """The channel of a file of messages, or the first channel of all."""
    channels = dataset.vocabulary.channels
    return next((channel for channel in channels if channel.id == file.get("channel")), channels[0])


def example_for(entry: EntryDoc, dataset: Dataset, file: dict[str, Any]) -> dict[str, Any]:
    """The example that fits a file.

    Args:
        entry: What it is an example of.
        dataset: The data.
        file: The plain data of the file. A message's parts and length depend on its channel.

    Returns:
        The plain data of the example.
    """
    if entry.model is model.Message:
        return _message_for(_channel(dataset, file), dataset, entry.example)
    return examples_of(entry.model)[entry.example].model_dump(exclude_unset=True)


def _message_for(channel: model.Channel, dataset: Dataset, default: int) -> dict[str, Any]:
    """The first example of a message that fits the channel, or the one at the index `default`."""
    examples = examples_of(model.Message)
    fitting = (message for message in examples if _fits_channel(message, channel, dataset))
    data = next(fitting, examples[default]).model_dump(exclude_unset=True)
    if channel.subject != "yes":
        data.pop("subject", None)
    return data


def _fits_channel(message: model.Message, channel: model.Channel, dataset: Dataset) -> bool:
    """Whether an example has the parts and the length the channel asks for, and is for one of its relationships."""
    if message.relationship not in channel.relationships:
        return False
    message.set_origin(model.Origin("", (), {}))
    alone = model.MessageFile(channel=channel.id, intro="Alone.", messages=[message])
    only_it = replace(dataset, contents={**dataset.contents, "messages": {channel.id: alone}})
    return not [*parts_of_a_message(only_it), *message_length(only_it)]
