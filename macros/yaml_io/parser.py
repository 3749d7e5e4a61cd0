"""Turns the text of a YAML file into plain data, and remembers the line and column of every key and value.

The files are read as events, not through PyYAML's constructors. Every scalar stays text (the model
checks types), duplicate keys are noticed, and anchors, aliases, tags and deep nesting, which a list of
questions never needs, are refused before they can use up memory or time.

`yaml.compose` would give the same data in fewer lines, but with libyaml it crashes the whole process (a segmentation
fault) on 100,000 open brackets, because it calls itself for each level. A list of events has no levels.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any, NoReturn, Protocol

import yaml

from macros.diagnostics import Diagnostic, InvalidGuideError, KeyPath, Place
from macros.yaml_io import error_hints

LARGEST_FILE_BYTES = 2_000_000
"""A thousand questions are about 1.5 MB. Anything larger isn't a list people edit."""
DEEPEST_NESTING = 8
BLOCK_STYLES = ("|", ">")
MOST_KEYS = 200
"""No model has a quarter as many. The docs of all codes are the largest map."""
UNIX_LINE_ENDS = "Unix line endings (LF), which `make fix` writes; if Git made these, clone again with git clone -c core.autocrlf=false"

CSafeLoader: type[yaml.SafeLoader | yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's parser is several times as fast. The pure Python one, for platforms without it, is a little stricter."""

HIDDEN = re.compile(
    "[\xa0\xad\u2000-\u200a\u202f\u205f\u3000\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
"""Control characters, unusual spaces, and characters that reorder or hide text. No one can review what they can't see."""


@dataclass
class Tree:
    """Plain data with the place of each value and each key, by its path."""

    data: Any
    places: dict[KeyPath, Place] = field(default_factory=dict)
    keys: dict[KeyPath, Place] = field(default_factory=dict)


_NodeEvent = yaml.ScalarEvent | yaml.MappingStartEvent | yaml.SequenceStartEvent
"""An event that begins a value or a key."""


class _EventSource(Protocol):
    """The part of PyYAML's loaders that is used."""

    def get_event(self) -> yaml.Event | None:
        """The next event; None after the last one."""


class UnreadableFileError(Exception):
    """The file can't be read as plain YAML, so nothing else in it can be checked."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        self.diagnostics = diagnostics


def read_yaml(path: Path, name: str, text: str | None = None) -> tuple[Tree | None, list[Diagnostic]]:
    """Read a data file.

    Args:
        path: Where the file is.
        name: The name of the file in diagnostics.
        text: Text to read in place of the file's own.

    Returns:
        Its plain data, or None if it can't be read as plain YAML, and the problems in its text.
    """
    try:
        source = _decoded(path, name, text)
    except UnreadableFileError as unreadable:
        return None, list(unreadable.diagnostics)
    return read_tree(name, source, error_hints.pasted_markup(name, source))


def read_tree(name: str, text: str, pasted: Sequence[Diagnostic] = ()) -> tuple[Tree | None, list[Diagnostic]]:
    """Read text as plain YAML.

    Args:
        name: The name of the file in diagnostics.
        text: The text.
        pasted: The problems with marks that don't belong in plain text.

    Returns:
        The same as read_yaml().
    """
    try:
        tree, duplicates = _Composer(name).compose(text)
    except UnreadableFileError as unreadable:
        # Pasted marks are most likely the reason the file can't be read, so only they are reported.
        return None, list(pasted or unreadable.diagnostics)
    return tree, [*pasted, *duplicates]


def parse_yaml(text: str, name: str) -> dict[str, Any]:
    """Read the text of a data file the way the check does.

    Args:
        text: The text of the file, as it is or as it would be.
        name: The name of the file in diagnostics.

    Returns:
        Its plain data.

    Raises:
        InvalidGuideError: If it can't be read, or has no keys with values.
    """
    try:
        _search(text, name)
        tree, diagnostics = _Composer(name).compose(text)
    except UnreadableFileError as unreadable:
        raise InvalidGuideError(unreadable.diagnostics) from None
    if diagnostics or not isinstance(tree.data, dict):
        raise InvalidGuideError(diagnostics or [Diagnostic(Place(name), "Y103", "the file has no keys with values")])
    return tree.data


def _decoded(path: Path, name: str, override: str | None) -> str:
    """The file's text, or the text to read in its place. Raises UnreadableFileError with every reason it isn't plain UTF-8 text."""
    raw = _bytes(path, name) if override is None else override.encode("utf-8")
    if override is None and len(raw) > LARGEST_FILE_BYTES:
        raise _too_large(name, path.stat().st_size)
    text = decode(raw, name)
    _search(text, name)
    return text


def read_text(path: Path, name: str) -> str:
    """The text of a file.

    Args:
        path: Where the file is.
        name: The name of the file in the diagnostic.

    Raises:
        UnreadableFileError: If it is too large, or isn't UTF-8 text with Unix line endings.
        OSError: If it can't be read at all.
    """
    if (size := path.stat().st_size) > LARGEST_FILE_BYTES:
        raise _too_large(name, size)
    return decode(path.read_bytes(), name)


def _too_large(name: str, size: int) -> UnreadableFileError:
    expected = f"at most {LARGEST_FILE_BYTES:,} bytes, so split it into several files"
    return UnreadableFileError(Diagnostic(Place(name), "Y104", "the file is too large", f"{size:,} bytes", expected))


def decode(raw: bytes, name: str) -> str:
    """The text in the bytes of a file. Raises UnreadableFileError, as read_text() does."""
    if len(raw) > LARGEST_FILE_BYTES:
        raise _too_large(name, len(raw))
    if raw.startswith(b"\xef\xbb\xbf"):
        raise UnreadableFileError(
            Diagnostic(
                Place(name),
                "Y105",
                "the file begins with a byte order mark",
                expected="UTF-8 without BOM, which your editor can choose when it saves",
            )
        )
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace")
        got = f"byte 0x{raw[error.start]:02x}"
        raise UnreadableFileError(
            Diagnostic(Place.after(name, before), "Y106", "the file isn't saved as UTF-8", got, "text saved as UTF-8")
        ) from None
    if "\r" in text:
        place = Place.after(name, text[: text.index("\r")])
        raise UnreadableFileError(Diagnostic(place, "Y107", "the line ends the way it does on Windows (CRLF)", expected=UNIX_LINE_ENDS))
    return text


def _bytes(path: Path, name: str) -> bytes:
    """The file's bytes, or enough of them to show that it is too large. Raises UnreadableFileError."""
    try:
        if path.exists() and not path.is_file():
            # A pipe would never end.
            what, expected = "this isn't a file", "a text file with this name"
            raise UnreadableFileError(Diagnostic(Place(name), "Y119", what, "a folder" if path.is_dir() else None, expected))
        with path.open("rb") as file:
            return file.read(LARGEST_FILE_BYTES + 1)
    except OSError as error:
        expected = "the file this link leads to" if path.is_symlink() else "a file you have permission to read"
        raise UnreadableFileError(
            Diagnostic(Place(name), "Y119", "the file can't be read", error.strerror or str(error), expected)
        ) from None


def _search(text: str, name: str) -> None:
    """Refuse Git's marks, invisible characters, and tabs in the indent."""
    if (diagnostic := error_hints.merge_conflict(name, text)) is not None:
        raise UnreadableFileError(diagnostic)
    diagnostics = hidden_characters(name, text)
    diagnostics += [
        Diagnostic(
            Place(name, number, line.index("\t") + 1), "Y109", "the line is indented with a tab", expected="spaces, two for each level"
        )
        for number, line in enumerate(text.split("\n"), 1)
        if "\t" in line and re.match(r"[ -]*\t", line)
    ]
    if diagnostics:
        raise UnreadableFileError(*diagnostics)


def hidden_characters(name: str, text: str) -> list[Diagnostic]:
    """The first ten invisible characters of a text.

    Args:
        name: The name of the file in the diagnostics.
        text: Its text.
    """
    return [_hidden(Place.after(name, text[: match.start()]), match[0]) for match in islice(HIDDEN.finditer(text), 10)]


def _hidden(place: Place, character: str) -> Diagnostic:
    got = f"U+{ord(character):04X} {unicodedata.name(character, '').lower()}".rstrip()
    fix = "an ordinary space in its place" if unicodedata.category(character) == "Zs" else "visible characters only, so delete it"
    return Diagnostic(place, "Y108", "there is an invisible character here", got, fix)


def _place_of(event: yaml.Event) -> tuple[int, int]:
    """The line and column where an event begins, from 1."""
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


class _Composer:
    """Builds plain data from YAML events, with the place of every key and value.

    It keeps its own stack, so that nesting can't exhaust Python's, and stops at the first thing
    that isn't allowed in data files. One composer reads one file.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.tree = Tree(None)
        self.diagnostics: list[Diagnostic] = []
        self.hashes: dict[int, str] = {}
        """The lines with a space and a # after other text, which may have cut a text off. Hardly any file has one."""
        self.lines: list[str] = []

    def compose(self, source: str) -> tuple[Tree, list[Diagnostic]]:
        """The document's data with the places of values and keys, and a diagnostic for each duplicate key and each text cut off.

        Raises UnreadableFileError.
        """
        root: list[Any] = []
        self.lines = source.split("\n")
        if " #" in source:
            self.hashes = {row: line for row, line in enumerate(self.lines) if re.search(r"\S +#", line)}
        try:
            self._build(CSafeLoader(source), root)
        except yaml.YAMLError as error:
            raise UnreadableFileError(*self.diagnostics, error_hints.explain_yaml_error(self.name, source, error)) from None
        except (ValueError, RecursionError, IndexError, AttributeError, TypeError, MemoryError) as error:
            raise UnreadableFileError(
                *self.diagnostics, Diagnostic(Place(self.name), "Y110", "this YAML can't be read", str(error))
            ) from None
        self.tree.data = root[0] if root else None
        return self.tree, self.diagnostics

    def _build(self, source: _EventSource, root: list[Any]) -> None:
        stack: list[_Level] = [_Level(root, None)]
        documents = 0
        while (event := source.get_event()) is not None:
            if isinstance(event, (yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent)):
                self._add(stack, event, _place_of(event))
            elif isinstance(event, yaml.CollectionEndEvent):
                stack.pop()
            elif isinstance(event, yaml.AliasEvent):
                self._refuse(_place_of(event), f"an alias (*{event.anchor})", "the text itself, in quotes if it begins with *")
            elif isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._refuse(_place_of(event), "a second document (---)", "one document per file")

    def _check_plain(self, event: _NodeEvent, place: tuple[int, int]) -> None:
        """Refuse anchors and tags."""
        if event.anchor is not None:
            self._refuse(place, f"an anchor (&{event.anchor})", "plain text, in quotes if it begins with &")
        if event.tag is not None:
            self._refuse(place, f"a tag ({event.tag})", "plain text, in quotes if it begins with !")

    def _add(self, stack: list[_Level], event: _NodeEvent, place: tuple[int, int]) -> None:
        """Add a key or a value to the innermost level, and a new level if a list or map begins."""
        level = stack[-1]
        if event.anchor is not None or event.tag is not None:
            self._check_plain(event, place)
        # The file's own text has been searched. Only an escape in double quotes can add more.
        if isinstance(event, yaml.ScalarEvent) and event.style == '"' and (match := HIDDEN.search(event.value)):
            raise UnreadableFileError(*self.diagnostics, _hidden(Place(self.name, *place), match[0]))
        if isinstance(event, yaml.ScalarEvent) and (level.flow or event.style in BLOCK_STYLES):
            self._check_read_alike(event, place, level.flow)
        if isinstance(level.container, dict) and level.key is None:
            self._start_key(level, level.container, event, place)
            return
        path = level.next_path()
        self.tree.places[path] = Place(self.name, *place)
        if isinstance(event, yaml.ScalarEvent):
            if self.hashes and not event.style and event.end_mark:
                row, column = event.end_mark.line, event.end_mark.column
                if not event.value and level.flow and isinstance(level.container, dict):
                    # Between braces, the next event may be several lines below.
                    key = self.tree.keys[path]
                    row, column = key.line - 1, self.lines[key.line - 1].find(":", key.column) + 1
                if row in self.hashes:
                    self._check_cut_off(row, column, level.flow)
            level.put(event.value)
            return
        if len(stack) > DEEPEST_NESTING:
            self._refuse(place, f"nesting deeper than {DEEPEST_NESTING} levels", "lists and keys like those in the other files")
        value: dict[str, Any] | list[Any] = {} if isinstance(event, yaml.MappingStartEvent) else []
        level.put(value)
        stack.append(_Level(value, path, bool(event.flow_style)))

    def _start_key(self, level: _Level, container: dict[str, Any], event: _NodeEvent, place: tuple[int, int]) -> None:
        """Use the event as the key of the next value. `container` is the map of the level."""
        if not isinstance(event, yaml.ScalarEvent):
            self._refuse(place, "a list or map where a key should be", 'a key such as "text:", and quotes around a text with braces')
        level.key = key = event.value
        if not key:
            self._refuse(place, "an empty key", 'a key such as "text:", and quotes around a text that is a single mark, such as ?')
        if key in container:
            first = self.tree.keys[level.next_path()].line
            diagnostic = Diagnostic(
                Place(self.name, *place), "Y112", "this key is here twice", key, f"each key once (it is already on line {first})"
            )
            if key == next(iter(container)) and level.path and isinstance(level.path[-1], int):
                # Two entries run together. Each key of the second one would be reported, and the first one's values are lost.
                more = f"{diagnostic.expected}; or, if a new entry begins here, a dash before its first key: - {key}: ..."
                raise UnreadableFileError(*self.diagnostics, replace(diagnostic, expected=more))
            self.diagnostics.append(diagnostic)
        if len(container) >= MOST_KEYS:
            self._refuse(place, f"more than {MOST_KEYS} keys in one place", "a list, with a dash before each entry")
        self.tree.keys.setdefault(level.next_path(), Place(self.name, *place))

    def _check_read_alike(self, event: yaml.ScalarEvent, place: tuple[int, int], in_brackets: bool) -> None:
        """Y121: report YAML that libyaml reads but other parsers don't, such as PyYAML's own, ruamel.yaml, and those in editors."""
        if in_brackets and not event.style and "?" in event.value:
            what, expected = "a text between brackets needs quotes if it has a question mark", error_hints.quoted_scalar(event.value)
            self.diagnostics.append(Diagnostic(Place(self.name, *place), "Y121", what, event.value, f"quotes around it: {expected}"))
        elif event.style in BLOCK_STYLES and event.value.startswith("\n"):
            what, expected = "a text of several lines can't begin with an empty line", "its first line right below its key"
            self.diagnostics.append(Diagnostic(Place(self.name, *place), "Y121", what, expected=expected))
        elif event.style in BLOCK_STYLES and re.match(r"[|>][-+\d]*#", self.lines[place[0] - 1][place[1] - 1 :]):
            what, expected = f"there is no space between {event.style} and #", "a space before the #"
            self.diagnostics.append(Diagnostic(Place(self.name, *place), "Y121", what, expected=expected))

    def _check_cut_off(self, row: int, end: int, in_brackets: bool) -> None:
        """Report where YAML read the rest of a text, which ends in that row and column (from 0), as a comment."""
        line = self.hashes[row]
        if lost := error_hints.text_lost_to_comment(line[end:]):
            place = Place(self.name, row + 1, end + 1)
            expected = error_hints.quotes_around_color(lost) if in_brackets else error_hints.in_quotes(line)
            self.diagnostics.append(Diagnostic(place, "Y118", "YAML reads this as a comment, and the text ends before it", lost, expected))

    def _refuse(self, place: tuple[int, int], what: str, expected: str) -> NoReturn:
        raise UnreadableFileError(
            *self.diagnostics, Diagnostic(Place(self.name, *place), "Y111", f"data files can't have {what}", expected=expected)
        )


@dataclass
class _Level:
    """A list or map that is being filled."""

    container: list[Any] | dict[str, Any]
    path: KeyPath | None
    """None for the level that contains the document itself."""
    flow: bool = False
    """Whether it is between brackets or braces."""
    key: str | None = None
    """In a map, the key of the next value."""

    def next_path(self) -> KeyPath:
        """The path of the next value."""
        step = len(self.container) if isinstance(self.container, list) else self.key
        return () if self.path is None or step is None else (*self.path, step)

    def put(self, value: Any) -> None:
        """Add the next value."""
        if isinstance(self.container, list):
            self.container.append(value)
        elif self.key is not None:
            self.container[self.key] = value
            self.key = None
