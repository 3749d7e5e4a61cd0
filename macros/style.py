"""The style in which data files are written: order of keys, quotes, wrapping. Comments stay where they belong.

A file is read into nodes, each with the comments above it and beside it, put in order, and written again. Both an entry that
somebody adds and a file that is mended are written here, so that they look alike.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, get_args

import yaml
from pydantic import StringConstraints

from macros import model
from macros.kinds import shape_of
from macros.yaml_text import HIDDEN, CSafeLoader

WIDTH = 120
"""The column at which long texts are wrapped."""

CHARACTERS = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f", '"'),
        **dict.fromkeys("\u00a0\u2007\u202f", " "),
        "\u2011": "-",
        **dict.fromkeys("\u00ad\u200b\u200e\u200f\u2060\ufeff", None),
    }
)
"""What word processors and websites leave in a text that is pasted: curly quotes, spaces and hyphens that do not break, and
characters of no width."""


def straight(text: str) -> str:
    """The text with plain quotes, spaces and hyphens, without characters of no width."""
    return text.translate(CHARACTERS)


@dataclass
class Node:
    """Text, a list, or keys with values, and the comments that belong to it.

    `style` is how it stands in its file: plain "", or one of YAML's signs ' " | > for text; "[" for a list or keys in brackets.
    The comment `beside` begins with the space before its sign.
    """

    value: str | list[Node] | dict[str, Node]
    style: str = ""
    above: list[str] = field(default_factory=list)
    beside: str = ""

    @property
    def is_block(self) -> bool:
        """Whether it stands on lines of its own, an entry or key on each."""
        return not isinstance(self.value, str) and bool(self.value) and self.style != "["


# Reading ----------------------------------------------------------------------------------------


def read(text: str) -> tuple[Node, list[str]]:
    """A file that the check can read as nodes, and the comments below the last of them. Empty lines count as comments."""
    reader = _Reader(text)
    root = reader.value(yaml.compose(text, Loader=CSafeLoader), line=-1)
    return root, [comment.text for comment in reader.comments]


def comments_of(text: str) -> list[str]:
    """All comments of a file that the check can read, without the space around them."""
    return [comment.text.strip() for comment in _Reader(text).comments if comment.text]


def last_line(node: yaml.Node, lines: list[str]) -> int:
    """The last line, counted from 0, on which anything of a node stands."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return last_line(last[1] if isinstance(last, tuple) else last, lines)
    end = node.end_mark.line
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        # The parser ends such a text where the next thing begins.
        end = min(end, len(lines)) - 1
        while end > node.start_mark.line and not lines[end].strip(" "):
            end -= 1
    return end


COMMENT = re.compile(r"(?:^|\s+)#.*")


@dataclass
class _Comment:
    """A comment, or an empty line, on a line counted from 0; `whole` when nothing else stands on it."""

    line: int
    text: str
    whole: bool


class _Reader:
    """Gives each node the comments that were met before it."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.taken: dict[int, float] = {}
        self._take(yaml.compose(text, Loader=CSafeLoader))
        self.comments = list(self._find())

    def _take(self, node: yaml.Node) -> None:
        """Note up to which column each line holds text, in which a # begins no comment."""
        if not isinstance(node, yaml.ScalarNode):
            for child in node.value:
                for part in child if isinstance(child, tuple) else (child,):
                    self._take(part)
            return
        start, end = node.start_mark, last_line(node, self.lines)
        whole = float("inf")
        if node.style in ("|", ">"):
            self.taken[start.line] = start.column + 1
            self.taken |= dict.fromkeys(range(start.line + 1, end + 1), whole)
        else:
            self.taken |= dict.fromkeys(range(start.line, end), whole)
            self.taken[end] = node.end_mark.column

    def _find(self) -> Iterator[_Comment]:
        for number, line in enumerate(self.lines[:-1] if self.lines[-1] == "" else self.lines):
            start = self.taken.get(number, 0)
            if not line.strip(" ") and start == 0:
                yield _Comment(number, "", True)
            elif start < len(line) and (match := COMMENT.search(line, int(start))):
                whole = not line[: match.start()].strip()
                yield _Comment(number, line.rstrip() if whole else match[0].rstrip(), whole)

    def _until(self, line: int) -> list[_Comment]:
        """Take off the comments up to and including a line."""
        count = sum(comment.line <= line for comment in self.comments)
        taken, self.comments = self.comments[:count], self.comments[count:]
        return taken

    def value(self, node: yaml.Node, line: int, column: int = 0) -> Node:
        """A node that belongs to a key or dash on that line."""
        above = [comment.text for comment in self._until(line - 1)]
        if isinstance(node, yaml.ScalarNode) or node.flow_style or not node.value:
            inside = self._until(last_line(node, self.lines))
            beside = inside.pop().text if inside and not inside[-1].whole else ""
            above += [" " * column + comment.text.strip() for comment in inside]
            return replace(self._leaf(node), above=above, beside=beside)
        beside = "" if node.start_mark.line == line else "".join(comment.text for comment in self._until(line))
        if isinstance(node, yaml.MappingNode):
            marks = ((key.value, value, key.start_mark) for key, value in node.value)
            found = {key: self.value(value, mark.line, mark.column) for key, value, mark in marks}
        else:
            found = [self.value(entry, entry.start_mark.line, entry.start_mark.column) for entry in node.value]
        return Node(found, "", above, beside)

    def _leaf(self, node: yaml.Node) -> Node:
        """Text, or what stands in brackets, without comments."""
        if isinstance(node, yaml.ScalarNode):
            return Node(node.value, node.style or "")
        if isinstance(node, yaml.MappingNode):
            return Node({key.value: self._leaf(value) for key, value in node.value}, "[")
        return Node([self._leaf(entry) for entry in node.value], "[")


def inserted(text: str, key: str, index: int, node: Node) -> tuple[str, int]:
    """The text of a file with one entry more in the list under a key of its own, and the line, from 1, on which it begins.

    Nothing else changes. Raises ValueError when the list stands in brackets, where there is no line to put it.
    """
    lines = text.removesuffix("\n").split("\n")
    root = yaml.compose(text, Loader=CSafeLoader)
    entries = next(value for name, value in root.value if name.value == key)
    if entries.flow_style or not entries.value:
        raise ValueError(f"the list {key}: stands in brackets; give each entry a line and a dash")
    at = last_line(entries, lines) + 1
    if index < len(entries.value):
        at = entries.value[index].start_mark.line
        while lines[at - 1].lstrip().startswith("#"):
            at -= 1
    lines[at:at] = write(Node([node]), entries.start_mark.column)
    return "\n".join(lines) + "\n", at + 1


# Putting in order -------------------------------------------------------------------------------


def ordered(node: Node, kind: object) -> Node:
    """The same with the keys in the order of their model, at every level, and with plain characters; unknown keys come last."""
    if isinstance(node.value, str):
        return replace(node, value=straight(node.value))
    fields = kind.model_fields if isinstance(kind, type) and issubclass(kind, model.Model) else {}
    if isinstance(node.value, list):
        return replace(node, value=[ordered(entry, kind) for entry in node.value])
    keys = [*(key for key in fields if key in node.value), *(key for key in node.value if key not in fields)]
    shapes = {key: shape_of(info.annotation) for key, info in fields.items()}
    return replace(node, value={key: ordered(node.value[key], shapes.get(key)) for key in keys})


def node_of(data: Any, kind: object = None, written: Any = None) -> Node:
    """Plain data as nodes in the style of the guide. `kind` is its model, and `written` the field of a model that it is the value of."""
    if isinstance(data, dict):
        fields = kind.model_fields if isinstance(kind, type) and issubclass(kind, model.Model) else {}
        shapes = {key: shape_of(info.annotation) for key, info in fields.items()}
        return Node({str(key): node_of(value, shapes.get(key), fields.get(key)) for key, value in data.items()})
    if isinstance(data, (list, tuple)):
        node = Node([node_of(entry, kind) for entry in data], "[")
        fits = written is not None and holds_words(written.annotation) and len(_in_brackets(node)) <= WIDTH - 20
        return node if fits or not data else replace(node, style="")
    if isinstance(data, (int, date)):
        return Node(str(data))
    if written is not None and any(isinstance(mark, model.Lines) for mark in written.metadata):
        return Node(data.rstrip("\n") + "\n", "|")
    return Node(data, '"' if TYPED.fullmatch(data) else "")


LONGEST_WORD = 60


def holds_words(annotation: Any) -> bool:
    """Whether a list is one of words, which stand in brackets on one line, rather than of sentences: by its type."""
    marks = [mark for entry in get_args(annotation) for mark in getattr(entry, "__metadata__", ())]
    longest = max((mark.max_length or 0 for mark in marks if isinstance(mark, StringConstraints)), default=0)
    names = shape_of(annotation)
    return isinstance(names, model.Ref) or (names is None and longest <= LONGEST_WORD)


# Writing ----------------------------------------------------------------------------------------


def write(node: Node, indent: int = 0) -> list[str]:
    """The lines of a list, or of keys with values, that stand at that indent."""
    pad, lines = " " * indent, []
    if isinstance(node.value, dict):
        for key, child in node.value.items():
            lines += [*child.above, *_after(f"{pad}{_scalar(key)}:", child, indent + 2)]
        return lines
    for child in node.value:
        lines += child.above
        if child.is_block:
            first, *rest = write(child, indent + 2)
            lines += [f"{pad}- {first.lstrip()}", *rest]
        else:
            lines += _after(f"{pad}-", child, indent + 2)
    return lines


def _after(start: str, node: Node, indent: int) -> list[str]:
    """The lines of a value, the first of which begins with its key or dash."""
    if node.is_block:
        return [start + node.beside, *write(node, indent)]
    if not isinstance(node.value, str):
        return [f"{start} {_in_brackets(node)}{node.beside}"]
    text, pad = node.value, " " * indent
    if _can_stand_as_lines(text) and (node.style == "|" or "\n" in text):
        body = text.removesuffix("\n").split("\n")
        return [f"{start} |{'' if text.endswith(chr(10)) else '-'}{node.beside}", *(pad + line if line else "" for line in body)]
    line = start if text == "" and not node.style else f"{start} {_scalar(text, quoted=_keeps_quotes(node))}"
    if _can_be_folded(text) and (node.style == ">" or len(line) > WIDTH):
        body = textwrap.wrap(text, WIDTH - indent, break_long_words=False, break_on_hyphens=False)
        return [f"{start} >-{node.beside}", *(pad + line for line in body)]
    return [line + node.beside]


def _can_stand_as_lines(text: str) -> bool:
    """Whether YAML reads the text back from behind a | as it is."""
    body = text.removesuffix("\n")
    return bool(body.strip()) and not body.startswith((" ", "\n")) and not body.endswith("\n") and not re.search(r"[ \t]$", body, re.M)


def _can_be_folded(text: str) -> bool:
    """Whether YAML reads the text back from behind a > wherever its lines end."""
    return " " in text and " ".join(text.split()) == text


def _in_brackets(node: Node) -> str:
    if isinstance(node.value, str):
        return _scalar(node.value, quoted=_keeps_quotes(node), brackets=True)
    if isinstance(node.value, list):
        return "[" + ", ".join(map(_in_brackets, node.value)) + "]"
    return "{" + ", ".join(f"{_scalar(key, brackets=True)}: {_in_brackets(child)}" for key, child in node.value.items()) + "}"


TYPED = re.compile(
    r"~|null|Null|NULL|true|True|TRUE|false|False|FALSE|[-+]?(\d[\d_]*)?\.?\d*([eE][-+]?\d+)?|0[xob][\da-fA-F]+|[-+]?\.(inf|Inf|INF|nan|NaN|NAN)"
)
"""What an editor takes for a number, a yes or no, or nothing, where it stands without quotes."""

PLAIN = re.compile(r"(?![-?:](?:\s|$)|[,\[\]{}#&*!|>'\"%@`\s])(?:(?!: |:$| #)[^\n\t])*(?<![\s:])")
PLAIN_IN_BRACKETS = re.compile(r"(?![-?:]|[#&*!|>'\"%@`\s])(?:(?!: |:$| #)[^\n\t,\[\]{}])*(?<![\s:])")
"""Text that YAML reads as it is without quotes; see https://yaml.org/spec/1.2.2/#733-plain-style"""


def _keeps_quotes(node: Node) -> bool:
    """Whether a text that stands in quotes needs them, so that editors take it for text."""
    return node.style in ("'", '"') and TYPED.fullmatch(node.value) is not None


def _scalar(text: str, quoted: bool = False, brackets: bool = False) -> str:
    """A text on one line: plain where that can be read, else in double quotes, which are written in YAML as in JSON."""
    if not quoted and text and not HIDDEN.search(text) and (PLAIN_IN_BRACKETS if brackets else PLAIN).fullmatch(text):
        return text
    return json.dumps(text, ensure_ascii=False)
