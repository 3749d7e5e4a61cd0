"""Writes data files in the guide's style: order of keys, quotes, wrapping. Comments stay where they belong.

ruamel.yaml reads and writes YAML with its comments. Nothing else uses it, because some of what is needed here is only half public.
Both new entries and formatted files are written here, so they look alike.
"""

from __future__ import annotations

import io
import re
import textwrap
from itertools import accumulate
from typing import Any, TypeGuard

import yaml
from pydantic.fields import FieldInfo
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq, TaggedScalar
from ruamel.yaml.constructor import RoundTripConstructor
from ruamel.yaml.emitter import Emitter
from ruamel.yaml.error import YAMLError
from ruamel.yaml.scalarstring import FoldedScalarString, LiteralScalarString, PlainScalarString

from macros import model
from macros.model.references import holds_words, lines_in, model_in
from macros.yaml_io.error_hints import STRAIGHT_QUOTES
from macros.yaml_io.parser import CSafeLoader

WIDTH = 120
"""The column where long texts are wrapped."""
LONGEST_WORDS = 98
"""If a list of words is longer, with its commas, each word is on its own line instead of in brackets."""

CHARACTERS = str.maketrans(
    {
        **STRAIGHT_QUOTES,
        **dict.fromkeys("\u00a0\u2007\u202f", " "),
        "\u2011": "-",
        **dict.fromkeys("\u00ad\u200b\u200e\u200f\u2060\ufeff", None),
    }
)
"""What word processors and websites leave in pasted text: curly quotes, spaces and hyphens that don't break, and characters
without width."""


def plain_characters(text: str) -> str:
    """The text with plain quotes, spaces and hyphens, and without characters that have no width."""
    return text.translate(CHARACTERS)


# Reading and writing ----------------------------------------------------------------------------


class _Constructor(RoundTripConstructor):
    """Keeps values that aren't text to YAML, such as numbers and dates, the way they are written."""


for _tag in ("bool", "float", "int", "null", "timestamp"):
    _Constructor.add_constructor(f"tag:yaml.org,2002:{_tag}", lambda _, node: TaggedScalar(node.value, tag=node.ctag))


class _Emitter(Emitter):
    """Chooses quotes the way the guide's style does."""

    def choose_scalar_style(self) -> str:
        """Double quotes if quotes are needed, unless the text itself has some."""
        style, text = super().choose_scalar_style(), self.event.value
        # Between brackets, these mean something to some parsers, and the check refuses what not all of them can read (Y121).
        style = "'" if not style and self.flow_level and re.search(r"^:|\?", text) else style
        return '"' if style == "'" and '"' not in text else style


def _yaml() -> YAML:
    tool = YAML()
    tool.Constructor, tool.Emitter = _Constructor, _Emitter
    tool.indent(mapping=2, sequence=4, offset=2)
    tool.width = 1_000_000  # Only _text() decides where something is wrapped.
    return tool


def load_round_trip(text: str) -> Any:
    """Read a file with its comments.

    Args:
        text: The text of the file.

    Returns:
        Its keys and lists, as ruamel.yaml's own types.

    Raises:
        ValueError: For text the check's parser can read but ruamel.yaml can't.
    """
    try:
        return _yaml().load(text)
    except YAMLError as error:
        what = str(error).partition("\n")[0]
        raise ValueError(f"it is written in a way that can't be reformatted (YAML says: {what})") from None


def dump_lines(data: Any) -> list[str]:
    """Write data as YAML.

    Args:
        data: A list, or keys with values, the way load_round_trip and styled_entries return them.

    Returns:
        The lines, without line breaks.
    """
    stream = io.StringIO()
    _yaml().dump(data, stream)
    return stream.getvalue().rstrip("\n").split("\n")


def comments_of(text: str) -> list[str]:
    """All comments of a file.

    Args:
        text: The text of the file, which the check can read.

    Returns:
        The comments with their #, in order. They are between the file's tokens, or next to the mark of a text of several lines.
    """
    found, end = [], 0
    for token in yaml.scan(text, Loader=CSafeLoader):
        found += re.findall("#.*", text[end : token.start_mark.index])
        end = token.end_mark.index
        if getattr(token, "style", None) in ("|", ">"):
            found += re.findall("#.*", text[token.start_mark.index : end].partition("\n")[0])
    return [comment.rstrip() for comment in found]


# Putting in order -------------------------------------------------------------------------------


def format_yaml(text: str, file_model: type[model.Model]) -> str:
    """Format a file in the guide's own style, with its keys in the order of their model, at every level, and plain characters.

    Args:
        text: The text of the file.
        file_model: The model of the file.

    Returns:
        The new text.

    Raises:
        ValueError: See load_round_trip.
    """
    data, lines = load_round_trip(text), text.rstrip("\n").split("\n")
    ordered = [*lines[: data.lc.line], *_ordered(lines, data, file_model, data.lc.line, len(lines))]
    if ordered != lines:
        data = load_round_trip("\n".join([*ordered, ""]))
    _lay_out(data, file_model)
    return "\n".join(dump_lines(data)) + "\n"


def insert_entry(text: str, key: str, index: int, entry: dict[str, Any], entry_model: type[model.Model]) -> tuple[str, int]:
    """Add an entry to a list of a file. Nothing else changes.

    Args:
        text: The text of the file.
        key: The key of the list.
        index: Where the entry goes, from 0.
        entry: Its plain data.
        entry_model: Its model.

    Returns:
        The new text, and the line, from 1, the entry begins on.

    Raises:
        ValueError: If the list is in brackets, so there is no line to put the entry on; see also load_round_trip.
    """
    lines = text.removesuffix("\n").split("\n")
    root = load_round_trip(text)
    entries = root[key]
    if not _is_block(entries):
        raise ValueError(f"the list {key}: is in brackets, so first give each entry its own line and a dash")
    dash = entries.lc.col
    after = [root.lc.key(name)[0] for name in list(root)[list(root).index(key) + 1 :]]
    end = entries.lc.item(index)[0] if index < len(entries) else min(after, default=len(lines))
    at = _top(lines, end, dash)
    lines[at:at] = [" " * dash + line[2:] if line else "" for line in dump_lines(styled_entries([entry], entry_model))]
    return "\n".join(lines) + "\n", at + 1


def _ordered(lines: list[str], data: Any, data_model: object, start: int, end: int) -> list[str]:
    """The lines from `start` up to `end`, which contain `data`, with its keys in order, each with the comments above it."""
    if not _is_block(data):
        return lines[start:end]
    places = [data.lc.key(name) if isinstance(data, dict) else data.lc.item(name) for name in _names(data)]
    tops = [start, *(_top(lines, *place) for place in places[1:]), end]
    pieces = {}
    for name, (line, _), top, following in zip(_names(data), places, tops, tops[1:], strict=False):
        # A key has its own line, but a key after a dash is ordered with the rest of the entry.
        below = line + 1 if isinstance(data, dict) else line
        rest = _ordered(lines, data[name], _inside(data, name, data_model), below, following)
        pieces[name] = lines[top:line], lines[line:below], rest
    first, column = places[0]
    # The dash of an entry, if there is one, goes before whichever key comes first.
    before, found = lines[first][:column], []
    for name in _order(data, data_model):
        above, key_line, rest = pieces[name]
        found += [*above, *(before + line[column:] for line in key_line), *rest]
        before = " " * column
    return found


def _top(lines: list[str], line: int, column: int) -> int:
    """The first line of the value that begins there, with the comments and empty lines above it, except comments on something deeper."""
    while re.match(rf" {{0,{column}}}(#|-?$)", lines[line - 1]):
        line -= 1
    return line


def _is_block(data: Any) -> TypeGuard[CommentedMap | CommentedSeq]:
    """Whether it is keys or a list, on their own lines."""
    return isinstance(data, (CommentedMap, CommentedSeq)) and bool(data) and not data.fa.flow_style()


def _names(data: dict[Any, Any] | list[Any]) -> list[Any]:
    """The keys of the values, or their numbers in a list."""
    return list(data) if isinstance(data, dict) else list(range(len(data)))


def _order(data: dict[Any, Any] | list[Any], data_model: object) -> list[Any]:
    """The same in order: keys in the order of their model, and unknown keys last."""
    fields = _fields(data_model) if isinstance(data, dict) else {}
    return [*(name for name in fields if name in data), *(name for name in _names(data) if name not in fields)]


def _fields(data_model: object) -> dict[Any, FieldInfo]:
    return data_model.model_fields if isinstance(data_model, type) and issubclass(data_model, model.Model) else {}


def _inside(data: dict[Any, Any] | list[Any], name: Any, data_model: object) -> object:
    """The model of a value: for an entry, the model of its list, and otherwise the model of the key; None if it has none."""
    field = _fields(data_model).get(name)
    return data_model if isinstance(data, list) else field and model_in(field.annotation)


# Laying out -------------------------------------------------------------------------------------


def styled_entries(entries: list[dict[str, Any]], entry_model: type[model.Model]) -> Any:
    """Entries in the guide's style, ready for dump_lines, to be written into the list under a key.

    Args:
        entries: Their plain data.
        entry_model: Their model.
    """
    found = _with_brackets(entries, entry_model)
    _lay_out(found, entry_model, indent=2)
    return found


def _with_brackets(data: Any, data_model: object, field: FieldInfo | None = None) -> Any:
    """The same with lists of words in brackets, and lines kept as lines. `field` is the field of a model it is the value of."""
    if isinstance(data, dict):
        fields = _fields(data_model)
        values = {name: _with_brackets(value, _inside(data, name, data_model), fields.get(name)) for name, value in data.items()}
        # A key that is a number has no quotes.
        return CommentedMap({int(name) if name.isdigit() else name: value for name, value in values.items()})
    if isinstance(data, (list, tuple)):
        found = CommentedSeq([_with_brackets(entry, data_model) for entry in data])
        if field and holds_words(field.annotation) and len(", ".join(data)) <= LONGEST_WORDS:
            found.fa.set_flow_style()
        return found
    if field and lines_in(field):
        return LiteralScalarString(data.rstrip("\n") + "\n")
    return data


def _lay_out(data: Any, data_model: object, indent: int = 0) -> None:
    """Give each text the form that suits it, and put keys in brackets in order."""
    in_brackets = data.fa.flow_style()
    for name in _order(data, data_model):
        value = data[name]
        if in_brackets and isinstance(data, CommentedMap):
            data.move_to_end(name)
        if isinstance(value, (dict, list)):
            _lay_out(value, _inside(data, name, data_model), indent + 2)
        elif isinstance(value, str):
            start = indent + 2 + (len(str(name)) if isinstance(data, dict) else 0)
            _put(data, name, PlainScalarString(plain_characters(value)) if in_brackets else _text(value, WIDTH - start, WIDTH - indent - 2))


def _text(value: str, room: int, width: int) -> Any:
    """A text the way it is written: on its own lines, on one line of at most `room` characters, or wrapped at a `width`.

    It is one of ruamel.yaml's own types of str, which have no type for a type checker.
    """
    text = plain_characters(value)
    if ("\n" in text or isinstance(value, LiteralScalarString)) and _can_stand_as_lines(text):
        return LiteralScalarString(text)
    if not _can_be_folded(text) or (len(text) <= room and not isinstance(value, FoldedScalarString)):
        # A plain scalar gets quotes if it needs them. A mere str would be written the way the value it replaces was.
        return PlainScalarString(text)
    folded = FoldedScalarString(text)
    lines = textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
    folded.fold_pos = [end - 1 for end in accumulate(len(line) + 1 for line in lines[:-1])]
    return folded


BLOCK = (LiteralScalarString, FoldedScalarString)


def _put(data: Any, name: Any, text: str) -> None:
    """Replace a text with another one, and keep the comments after it. If there is no place for them, nothing changes."""
    comments, after = data.ca.items.get(name), 2 if isinstance(data, dict) else 0
    if comments and isinstance(data[name], BLOCK) != isinstance(text, BLOCK):
        # The comments next to a one-line text and below it are one token. With lines of text between them, they are two.
        token = comments[after]
        beside, _, below = token.value.partition("\n") if token else ("", "", "")
        if isinstance(data[name], BLOCK) or (beside and isinstance(data, list)):
            return
        if token:
            token.value, token.column = below, 0
            comments[after : after + 2] = [token if below else None, [f"  {beside}"] if beside else None]
    data[name] = text


def _can_stand_as_lines(text: str) -> bool:
    """Whether YAML reads exactly the same text back after a |."""
    body = text.removesuffix("\n")
    return bool(body.strip()) and not body.startswith((" ", "\n")) and not body.endswith("\n") and not re.search(r"[ \t]$", body, re.M)


def _can_be_folded(text: str) -> bool:
    """Whether YAML reads exactly the same text back after a >, wherever its lines end."""
    return " " in text and " ".join(text.split()) == text
