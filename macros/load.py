"""YAML to model, remembering the line and column of every key and value.

The files are read as events, not through PyYAML's constructors: every scalar stays text (the model
judges types), duplicate keys are seen, and anchors, aliases, tags and deep nesting, which a list of
questions never needs, are refused before they can cost memory or time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path, PurePath
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import yaml
from pydantic import ValidationError

from macros import model
from macros.faults import Fault, Faults, Place, listed, nearest, relative

LARGEST_FILE_BYTES = 2_000_000
"""A thousand questions are about 1.5 MB; anything over this is not a list that people edit."""
DEEPEST_NESTING = 8
MOST_KEYS = 100
"""No kind has half as many."""
MOST_FAULTS_OF_A_FILE = 200
"""A file with more is not a list with slips in it, but something else."""

CSafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's parser is several times as fast; the pure one, where a platform lacks it, is a little stricter."""

HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")
"""Control characters and those that reorder or hide text: nobody can review what they cannot see."""


@dataclass(frozen=True)
class Kind:
    """A kind of data file: where it lives, its type, and the list of records in it, if it is one."""

    pattern: str
    model: type[model.Model]
    records: str | None = None


KINDS = (
    Kind("vocabulary.yml", model.Vocabulary),
    Kind("placeholders.yml", model.PlaceholderFile, "placeholders"),
    Kind("platforms.yml", model.FactFile, "facts"),
    Kind("sources.yml", model.SourceFile, "sources"),
    Kind("glossary.yml", model.GlossaryFile, "terms"),
    Kind("composer.yml", model.Composer),
    Kind("checks.yml", model.CheckFile, "checks"),
    Kind("running-orders.yml", model.RunningOrderFile, "orders"),
    Kind("questions/avoid.yml", model.AvoidFile, "avoid"),
    Kind("questions/sectors/*.yml", model.SectorFile, "questions"),
    Kind("questions/*.yml", model.QuestionFile, "questions"),
    Kind("messages/replies.yml", model.ReplyFile, "replies"),
    Kind("messages/keep-in-touch.yml", model.ReplyFile, "replies"),
    Kind("messages/mistakes.yml", model.MistakeFile, "mistakes"),
    Kind("messages/*.yml", model.MessageFile, "messages"),
    Kind("checklists/*.yml", model.Checklist, "items"),
    Kind("worksheets/*.yml", model.Worksheet),
    Kind("workshop.yml", model.Workshop),
    Kind("search.yml", model.SearchWords),
    Kind("answers/*.yml", model.AnswerFile, "answers"),
)


@dataclass
class DataFile:
    """One file as it was read: `raw` is its plain data, `content` its valid part as a model."""

    name: str
    kind: Kind
    raw: dict[str, Any]
    places: dict[tuple, tuple[int, int]]
    keys: dict[tuple, tuple[int, int]]
    content: model.Model | None = None

    def at(self, *path: str | int) -> Place:
        """The place of a value, or of the nearest thing around it."""
        return model.Origin(self.name, (), self.places).at(*path)

    def key_at(self, *path: str | int) -> Place:
        """The place of a key."""
        return Place(self.name, *self.keys[path]) if path in self.keys else self.at(*path)


@dataclass
class Loaded:
    """All of data/ as far as it could be read, and what was wrong with the rest."""

    files: list[DataFile] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def unread(self) -> set[str]:
        """The files that are missing or can't be read; what they would hold is not known, and so not missed."""
        return {fault.place.file for fault in self.faults} - {file.name for file in self.files}


def load(root: Path) -> Loaded:
    """Read every file under `root`/data. Faults are gathered, never raised."""
    loaded = Loaded()
    for path in sorted((root / "data").rglob("*")):
        if path.is_dir() or path.name.startswith("."):
            continue
        name = relative(path, root)
        inner = path.relative_to(root / "data")
        kind = kind_of(inner)
        if kind is None:
            expected = "a name that ends in .yml in a folder that has a kind: " + ", ".join(k.pattern for k in KINDS)
            loaded.faults.append(Fault(Place(name), "Y101", "this file is of no known kind", path.name, expected))
            continue
        try:
            loaded.files.append(_read(path, name, kind, loaded.faults))
        except _Unreadable as unreadable:
            loaded.faults.extend(unreadable.faults)
    loaded.faults += [
        Fault(Place(f"data/{kind.pattern}"), "Y102", "this file is missing", expected="a file of this name")
        for kind in KINDS
        if "*" not in kind.pattern and not (root / "data" / kind.pattern).is_file()
    ]
    return loaded


def kind_of(inner: PurePath) -> Kind | None:
    """The kind of a data file, by its path inside data/; None for a file of no known kind."""
    return next((kind for kind in KINDS if inner.match(kind.pattern) and len(inner.parts) == kind.pattern.count("/") + 1), None)


def plain_data(text: str, name: str) -> dict[str, Any]:
    """What a file of that name would hold with this text, as the check reads it. Raises Faults when it can't be read."""
    try:
        _search(text, name)
        data, _, _, faults = _Composer(name).compose(text)
    except _Unreadable as unreadable:
        raise Faults(unreadable.faults) from None
    if faults or not isinstance(data, dict):
        raise Faults(faults or [Fault(Place(name), "Y103", "the file must hold keys with values")])
    return data


# Reading a file ---------------------------------------------------------------------------------


class _Unreadable(Exception):
    """The file cannot be read as plain YAML; nothing in it can be judged further."""

    def __init__(self, *faults: Fault) -> None:
        self.faults = faults


def _read(path: Path, name: str, kind: Kind, faults: list[Fault]) -> DataFile:
    source = _decoded(path, name)
    data, places, keys, duplicates = _Composer(name).compose(source)
    faults += duplicates
    if not isinstance(data, dict):
        what = "the file is empty" if data is None else "the file must hold keys with values"
        keys_wanted = ", ".join(f"{key}:" for key in kind.model.model_fields if kind.model.model_fields[key].is_required())
        raise _Unreadable(*duplicates, Fault(Place(name), "Y103", what, expected=f"the keys {keys_wanted}"))
    file = DataFile(name, kind, data, places, keys)
    validate(file, faults)
    return file


def _decoded(path: Path, name: str) -> str:
    """The file's text, or every reason why it is not plain UTF-8 text."""
    size = path.stat().st_size
    if size > LARGEST_FILE_BYTES:
        expected = f"at most {LARGEST_FILE_BYTES:,} bytes; split the list into several files"
        raise _Unreadable(Fault(Place(name), "Y104", "the file is too large", f"{size:,} bytes", expected))
    raw = path.read_bytes()
    if raw.startswith(b"\xef\xbb\xbf"):
        raise _Unreadable(
            Fault(Place(name), "Y105", "the file begins with a byte order mark", expected="UTF-8 without BOM; save it so in your editor")
        )
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace")
        got = f"byte 0x{raw[error.start]:02x}"
        raise _Unreadable(Fault(_place(name, before), "Y106", "the file is not UTF-8", got, "text saved as UTF-8")) from None
    if "\r" in text:
        place = _place(name, text[: text.index("\r")])
        raise _Unreadable(
            Fault(place, "Y107", "the line ends as on Windows (CRLF)", expected="Unix line ends (LF); set them in your editor")
        )
    _search(text, name)
    return text


def _search(text: str, name: str) -> None:
    """Refuse characters that nobody can see, and tabs in the indent."""
    faults = [_hidden(_place(name, text[: match.start()]), match[0]) for match in HIDDEN.finditer(text)][:10]
    faults += [
        Fault(Place(name, number, line.index("\t") + 1), "Y109", "a tab in the indent", expected="spaces, two for each level")
        for number, line in enumerate(text.split("\n"), 1)
        if "\t" in line and re.match(r"[ -]*\t", line)
    ]
    if faults:
        raise _Unreadable(*faults)


def _place(name: str, before: str) -> Place:
    """The place that comes right after the text `before`."""
    return Place(name, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)


def _hidden(place: Place, character: str) -> Fault:
    got = f"U+{ord(character):04X}"
    return Fault(place, "Y108", "a control or invisible character", got, "characters that can be seen; delete it")


def _place_of(event: yaml.Event) -> tuple[int, int]:
    """The line and column at which an event begins, from 1."""
    return event.start_mark.line + 1, event.start_mark.column + 1


class _Composer:
    """Builds plain data from YAML events, with the place of every key and value.

    It keeps its own stack, so that nesting can't exhaust Python's, and stops at the first thing
    that data files never hold.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.places: dict[tuple, tuple[int, int]] = {}
        self.keys: dict[tuple, tuple[int, int]] = {}
        self.faults: list[Fault] = []

    def compose(self, source: str) -> tuple[Any, dict, dict, list[Fault]]:
        """The document's data, the places of values and of keys, and the duplicate keys."""
        root: list[Any] = []
        try:
            self._build(CSafeLoader(source), root)
        except yaml.YAMLError as error:
            raise _Unreadable(*self.faults, self._not_yaml(error)) from None
        except (ValueError, RecursionError, IndexError, AttributeError, TypeError, MemoryError) as error:
            raise _Unreadable(*self.faults, Fault(Place(self.name), "Y110", "this is not YAML that can be read", str(error))) from None
        return (root[0] if root else None), self.places, self.keys, self.faults

    def _build(self, parser: yaml.Loader, root: list[Any]) -> None:
        stack: list[_Level] = [_Level(root, None)]
        documents = 0
        while (event := parser.get_event()) is not None:
            kind = type(event)
            if kind is yaml.ScalarEvent or kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                mark = event.start_mark
                self._add(stack, event, (mark.line + 1, mark.column + 1))
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                stack.pop()
            elif kind is yaml.AliasEvent:
                self._refuse(_place_of(event), f"an alias (*{event.anchor})", "the text itself; if it begins with *, put it in quotes")
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self._refuse(_place_of(event), "a second document (---)", "one document a file")

    def _check_plain(self, event: yaml.NodeEvent, place: tuple[int, int]) -> None:
        if event.anchor is not None:
            self._refuse(place, f"an anchor (&{event.anchor})", "plain text; if it begins with &, put it in quotes")
        if event.tag is not None and event.tag != "!":
            self._refuse(place, f"a tag ({event.tag})", "plain text; if it begins with !, put it in quotes")

    def _add(self, stack: list[_Level], event: yaml.NodeEvent, place: tuple[int, int]) -> None:
        level, is_text = stack[-1], type(event) is yaml.ScalarEvent
        if event.anchor is not None or event.tag is not None:
            self._check_plain(event, place)
        # The file's own text has been searched; only an escape in double quotes can bring in more.
        if is_text and event.style == '"' and (match := HIDDEN.search(event.value)):
            raise _Unreadable(*self.faults, _hidden(Place(self.name, *place), match[0]))
        if type(level.container) is dict and level.key is None:
            self._start_key(level, event, place)
            return
        path = level.next_path()
        self.places[path] = place
        if is_text:
            level.put(event.value)
            return
        if len(stack) > DEEPEST_NESTING:
            self._refuse(place, f"nesting deeper than {DEEPEST_NESTING} levels", "lists and keys as in the other files")
        value: dict | list = {} if type(event) is yaml.MappingStartEvent else []
        level.put(value)
        stack.append(_Level(value, path))

    def _start_key(self, level: _Level, event: yaml.NodeEvent, place: tuple[int, int]) -> None:
        if not isinstance(event, yaml.ScalarEvent):
            self._refuse(place, "a list or map where a key should be", 'a key such as "text:"; text with braces needs quotes')
        key = event.value
        if key in level.container:
            first = self.keys[*level.path, key][0]
            fault = Fault(Place(self.name, *place), "Y112", "this key stands twice", key, f"each key once (first on line {first})")
            self.faults.append(fault)
        if len(level.container) >= MOST_KEYS:
            self._refuse(place, f"more than {MOST_KEYS} keys in one place", "a list, with a dash before each entry")
        level.key = key
        self.keys.setdefault((*level.path, key), place)

    def _refuse(self, place: tuple[int, int], what: str, expected: str) -> None:
        raise _Unreadable(*self.faults, Fault(Place(self.name, *place), "Y111", f"data files do not use {what}", expected=expected))

    def _not_yaml(self, error: yaml.YAMLError) -> Fault:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        place = Place(self.name, mark.line + 1, mark.column + 1) if mark else Place(self.name)
        problem = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
        expected = next((mend for sign, mend in _MENDS if sign in problem), "keys and values as in the other files")
        return Fault(place, "Y110", f"this is not YAML: {problem}", expected=expected)


_MENDS = (
    ("mapping values are not allowed", 'quotes around text that holds a colon and a space: "one: two"'),
    ("could not find expected ':'", 'a colon after the key, as in "text: ..."'),
    ("did not find expected key", "the same indent as the keys around it, and quotes closed"),
    ("did not find expected '-'", "the same indent as the other entries of the list"),
    ("block sequence entries are not allowed", "a list on the lines below its key"),
    ("cannot start any token", "quotes around text that begins with % @ ` or a tab"),
    ("unexpected end of stream", "the quotes closed"),
)
"""What a writer most likely meant, for the parser's commonest complaints."""


@dataclass
class _Level:
    """A list or map that is being filled."""

    container: list | dict
    path: tuple | None
    """None for what holds the document itself."""
    key: str | None = None

    def next_path(self) -> tuple:
        step = self.key if isinstance(self.container, dict) else len(self.container)
        return () if self.path is None else (*self.path, step)

    def put(self, value: Any) -> None:
        if isinstance(self.container, dict):
            self.container[self.key] = value
            self.key = None
        else:
            self.container.append(value)


# Judging a file's shape -------------------------------------------------------------------------


def validate(file: DataFile, faults: list[Fault]) -> None:
    """Fill in `file.content` with what is valid; faulty records are left out and reported."""
    kept = dict(enumerate(_records(file)))
    try:
        content = file.kind.model.model_validate(file.raw)
    except ValidationError as error:
        errors = error.errors(include_url=False)
        faults += [_shape_fault(file, details) for details in errors[:MOST_FAULTS_OF_A_FILE]]
        if len(errors) > MOST_FAULTS_OF_A_FILE:
            rest = f"{len(errors) - MOST_FAULTS_OF_A_FILE:,} more faults in this file"
            faults.append(Fault(Place(file.name), "Y113", rest, expected="a file like the others of its folder; mend these first"))
        faulty = {details["loc"][1] for details in errors if details["loc"][0] == file.kind.records and len(details["loc"]) > 1}
        if any(details["loc"][0] != file.kind.records or len(details["loc"]) == 1 for details in errors):
            return
        kept = {index: record for index, record in kept.items() if index not in faulty}
        try:
            content = file.kind.model.model_validate({**file.raw, file.kind.records: list(kept.values())})
        except ValidationError:
            return
    file.content = content
    if isinstance(content, model.Record):
        content.came_from(model.Origin(file.name, (), file.places))
    if file.kind.records:
        for index, record in zip(kept, getattr(content, file.kind.records), strict=True):
            if isinstance(record, model.Record):
                record.came_from(model.Origin(file.name, (file.kind.records, index), file.places))


def _records(file: DataFile) -> list:
    records = file.raw.get(file.kind.records) if file.kind.records else None
    return records if isinstance(records, list) else []


def _shape_fault(file: DataFile, details: dict[str, Any]) -> Fault:
    """Pydantic's error, told as ours."""
    path, kind, context = details["loc"], details["type"], details.get("ctx", {})
    place, got = file.at(*path), details["input"]
    shown = None if isinstance(got, (dict, list)) else str(got)
    key = str(path[-1])
    match kind:
        case "extra_forbidden":
            allowed = list(_model_at(file.kind.model, path[:-1]).model_fields)
            return Fault(file.key_at(*path), "M201", "unknown key", key, listed(allowed), nearest(key, allowed))
        case "missing":
            return Fault(file.at(*path[:-1]), "M202", f"the key {key} is missing", expected=f"a line {key}: ...")
        case "string_too_short":
            return Fault(place, "M204", f"{_named(path)} is empty", expected="some text, or leave the key out if it is optional")
        case "string_too_long":
            return Fault(place, "M205", f"{_named(path)} is too long", f"{len(got)} characters", f"at most {context['max_length']}")
        case "too_many_words":
            return Fault(place, "M205", f"{_named(path)} is too long", f"{context['count']} words", f"at most {context['most']}")
        case "too_long":
            return Fault(
                place, "M205", f"{_named(path)} has too many entries", str(context["actual_length"]), f"at most {context['max_length']}"
            )
        case "too_short":
            return Fault(
                place, "M206", f"{_named(path)} has too few entries", str(context["actual_length"]), f"at least {context['min_length']}"
            )
        case "literal_error":
            allowed = re.findall(r"'([^']*)'", context["expected"])
            return Fault(
                place, "M207", f"{_named(path)} is not one of the allowed words", shown, listed(allowed), nearest(str(got), allowed)
            )
        case "form" | "whole_number" | "https_url" | "iso_date" | "as_of" | "when" | "marks" | "no_marks" | "braces":
            return Fault(place, "M208", f"{_named(path)} has the wrong form", shown, details["msg"])
        case "greater_than_equal" | "less_than_equal":
            return Fault(place, "M209", f"{_named(path)} is out of range", shown, details["msg"].removeprefix("Input should be "))
        case "string_type" | "list_type" | "dict_type" | "model_type":
            wanted = {"s": "text", "l": "a list, each entry behind a dash", "d": "keys with values", "m": "keys with values"}[kind[0]]
            found = {dict: "keys with values", list: "a list"}.get(type(got), shown)
            return Fault(place, "M203", f"{_named(path)} is of the wrong kind", found, wanted)
    return Fault(place, "M203", f"{_named(path)} cannot be used", shown, details["msg"])


def _named(path: tuple) -> str:
    """The key that a fault is about, as the writer knows it."""
    names = [step for step in path if isinstance(step, str)]
    return names[-1] if names else "this"


def _model_at(kind: type[model.Model], path: tuple) -> type[model.Model]:
    """The type of the map at that path of a file."""
    for step in path:
        if isinstance(step, str) and step in kind.model_fields:
            shape = shape_of(kind.model_fields[step].annotation)
            kind = shape if isinstance(shape, type) else kind
    return kind


# Where text refers to something -----------------------------------------------------------------


@cache
def shape_of(annotation: Any) -> type[model.Model] | model.Ref | None:
    """What matters in a type for finding references: the model or the reference mark inside it."""
    if isinstance(annotation, type) and issubclass(annotation, model.Model):
        return annotation
    if get_origin(annotation) is Annotated:
        inner, *marks = get_args(annotation)
        return next((mark for mark in marks if isinstance(mark, model.Ref)), None) or shape_of(inner)
    if get_origin(annotation) in (list, Union, UnionType):
        return next(filter(None, map(shape_of, get_args(annotation))), None)
    return None


@cache
def _referring(kind: type[model.Model]) -> list[tuple[str, type[model.Model] | model.Ref]]:
    found = []
    for name, info in kind.model_fields.items():
        shape = next((mark for mark in info.metadata if isinstance(mark, model.Ref)), None) or shape_of(info.annotation)
        if shape is not None:
            found.append((name, shape))
    return found


def references(kind: type[model.Model], raw: Any, path: tuple = ()) -> Iterator[tuple[tuple, str, str]]:
    """Every reference in plain data of that type: its path, the kind of thing it names, and the name.

    It goes over plain data, so that a record with some other fault is looked at too.
    """
    if not isinstance(raw, dict):
        return
    for name, shape in _referring(kind):
        value = raw.get(name)
        for step, one in enumerate(value) if isinstance(value, list) else [(None, value)]:
            here = (*path, name) if step is None else (*path, name, step)
            if isinstance(shape, model.Ref):
                if isinstance(one, str) and one:
                    yield here, shape.kind, one
            else:
                yield from references(shape, one, here)
