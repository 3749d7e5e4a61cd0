"""YAML to model, remembering the line and column of every key and value.

The files are read as events, not through PyYAML's constructors: every scalar stays text (the model
judges types), duplicate keys are seen, and anchors, aliases, tags and deep nesting, which a list of
questions never needs, are refused before they can cost memory or time.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path, PurePath
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import yaml
from annotated_types import MinLen
from pydantic import ValidationError
from pydantic.fields import FieldInfo

from macros import model, overlay, slips
from macros.faults import Fault, Faults, Place, listed, nearest, relative
from macros.overlay import Tree
from macros.settings import COPY_CONFIG, judge_copy

LARGEST_FILE_BYTES = 2_000_000
"""A thousand questions are about 1.5 MB; anything over this is not a list that people edit."""
DEEPEST_NESTING = 8
MOST_KEYS = 100
"""No kind has half as many."""
MOST_FAULTS_OF_A_FILE = 200
"""A file with more is not a list with slips in it, but something else."""

CSafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's parser is several times as fast; the pure one, where a platform lacks it, is a little stricter."""

HIDDEN = re.compile(
    "[\xa0\xad\u2000-\u200a\u202f\u205f\u3000\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
"""Control characters, spaces that are none of the keyboard's, and what reorders or hides text: nobody can review what they cannot see."""


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
    Kind("wording.yml", model.WordingFile, "wording"),
)
HIDING = Kind("hide.yml", model.HideFile)
"""A kind that only local/ has."""


@dataclass
class DataFile:
    """One file as it was read, with what a copy lays over it: `tree` is its plain data, `content` its valid part as a model."""

    name: str
    kind: Kind
    tree: Tree
    content: model.Model | None = None

    @property
    def raw(self) -> dict[str, Any]:
        """The file's plain data."""
        return self.tree.data

    def at(self, *path: str | int) -> Place:
        """The place of a value, or of the nearest thing around it."""
        return model.Origin(self.name, (), self.tree.places).at(*path)

    def key_at(self, *path: str | int) -> Place:
        """The place of a key."""
        return self.tree.keys[path] if path in self.tree.keys else self.at(*path)


@dataclass
class Loaded:
    """All of data/ as far as it could be read, and what was wrong with the rest."""

    files: list[DataFile] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def unread(self) -> set[str]:
        """The files that are missing, or can't be read whole; what they would hold is not known, and so not missed."""
        faulty = {fault.place.file for fault in self.faults}
        return faulty - {file.name for file in self.files if file.name in faulty and _names_all(file)}


def load(root: Path) -> Loaded:
    """Read every file under `root`/data, and what the copy's own local/ lays over them. Faults are gathered, never raised."""
    loaded = Loaded(files=_read_folder(root, "data", KINDS, faults := []), faults=faults)
    loaded.faults += [
        Fault(Place(f"data/{kind.pattern}"), "Y102", "this file is missing", expected="a file of this name")
        for kind in KINDS
        if "*" not in kind.pattern and not (root / "data" / kind.pattern).is_file()
    ]
    _lay_copy_over(root, loaded)
    for file in loaded.files:
        validate(file, loaded.faults)
    return loaded


def _read_folder(root: Path, folder: str, kinds: Sequence[Kind], faults: list[Fault]) -> list[DataFile]:
    """Every data file in a folder, not judged yet."""
    files = []
    for path in sorted((root / folder).rglob("*")):
        inner = path.relative_to(root / folder)
        if path.is_dir() or path.name.startswith(".") or (folder == overlay.FOLDER and inner.parts[0] in overlay.NOT_DATA):
            continue
        name = relative(path, root)
        kind = _kind_among(kinds, inner)
        if kind is None:
            near = _likely_name(folder, inner)
            expected = "a name that ends in .yml" + ("" if near else ", such as one of " + ", ".join(k.pattern for k in kinds))
            faults.append(Fault(Place(name), "Y101", "this file is of no known kind", path.name, expected, near))
            continue
        files += _read(path, name, kind, faults)
    return files


# A copy's own data ------------------------------------------------------------------------------


def _lay_copy_over(root: Path, loaded: Loaded) -> None:
    """Lay local/ over what was read from data/, take out what the copy hides, and judge the copy's settings."""
    if (root / COPY_CONFIG).is_file():
        for file in _read(root / COPY_CONFIG, COPY_CONFIG, Kind(COPY_CONFIG, model.CopySettings), loaded.faults):
            validate(file, loaded.faults)
            loaded.faults += judge_copy(root, file.content, file.at) if file.content else []
    own = _read_folder(root, overlay.FOLDER, (*KINDS, HIDING), loaded.faults)
    loaded.faults += [fault for file in loaded.files for fault in overlay.reserved(file.tree)]
    below = {file.name.partition("/")[2]: file for file in loaded.files}
    for file in own:
        base = below.get(file.name.partition("/")[2])
        if file.kind is HIDING:
            continue
        strangers = dict(overlay.unknown(base.tree if base else Tree({}), file.tree))
        loaded.faults += strangers.values()
        file.tree = overlay.without(file.tree, set(strangers))
        if base:
            base.tree = overlay.laid_over(base.tree, file.tree)
        else:
            loaded.files.append(file)
    for file in own:
        if file.kind is HIDING:
            validate(file, loaded.faults)
            _hide(root, file, loaded)


def _hide(root: Path, hiding: DataFile, loaded: Loaded) -> None:
    """Take the entries that local/hide.yml names out of the data, and out of every list that leads to them."""
    wanted = hiding.content.hide if isinstance(hiding.content, model.HideFile) else []
    found = {name: (file, path) for file in loaded.files for name, path in _hideable(file)}
    hidden: dict[str, int] = {}
    for index, name in enumerate(wanted):
        if name not in found:
            expected = "the id of a question, a message, a checklist item or an answer"
            place = hiding.at("hide", index)
            loaded.faults.append(Fault(place, "L603", "there is nothing of that name to hide", name, expected, nearest(name, found)))
        else:
            file, path = found[name]
            hidden[file.raw[path[0]][path[1]]["id"]] = index
    needed = _linked_from_pages(root, hidden) if hidden else {}
    for file in loaded.files:
        dropped = {path for name, path in _hideable(file) if name in hidden}
        if dropped and len(_records(file)) - len(dropped) < _least(file.kind.model.model_fields[file.kind.records]):
            needed |= {
                name: f"{file.name} would be left with too few" for name, path in _hideable(file) if path in dropped and name in hidden
            }
        for path, _, name in references(file.kind.model, file.raw):
            if name not in hidden or path[:2] in dropped:
                continue
            if _may_go(file, path, hidden):
                dropped.add(path)
            else:
                needed.setdefault(name, f"{file.at(*path).file}:{file.at(*path).line} leads to it")
        if dropped:
            file.tree = overlay.without(file.tree, dropped)
    for name, why in needed.items():
        expected = "an entry that nothing needs; or change it in local/ instead"
        loaded.faults.append(Fault(hiding.at("hide", hidden[name]), "L604", f"this cannot be hidden, since {why}", name, expected))


HIDEABLE = (model.QuestionFile, model.SectorFile, model.AvoidFile, model.MessageFile, model.ReplyFile, model.MistakeFile)
HIDEABLE += (model.Checklist, model.AnswerFile)
"""The kinds of file whose entries may be hidden: pages show all others by name."""


def _hideable(file: DataFile) -> Iterator[tuple[str, tuple]]:
    """The ids of a file's entries, present and former, each with the entry's path."""
    if file.kind.model in HIDEABLE:
        for index, record in enumerate(_records(file)):
            for name in overlay.names_of(record):
                yield name, (file.kind.records, index)


def _may_go(file: DataFile, path: tuple, hidden: Container[str]) -> bool:
    """Whether a reference may be left out: one of enough in a list, or a key that is not required."""
    holder = file.raw
    for step in path[:-1]:
        holder = holder[step]
    if isinstance(path[-1], int):
        return sum(name not in hidden for name in holder) >= _least(_model_at(file.kind.model, path[:-2]).model_fields[path[-2]])
    return not _model_at(file.kind.model, path[:-1]).model_fields[path[-1]].is_required()


def _least(entries: FieldInfo) -> int:
    """How many entries a list must have."""
    return next((mark.min_length for mark in entries.metadata if isinstance(mark, MinLen)), 0)


def _linked_from_pages(root: Path, names: Container[str]) -> dict[str, str]:
    """Which of the names a chapter links to, each with a clause that says where."""
    found: dict[str, str] = {}
    for path in sorted((root / "docs").rglob("*.md")):
        for number, line in enumerate(path.read_text("utf-8", "replace").split("\n"), 1):
            for name in re.findall(r"\.md#([a-z0-9-]+)", line):
                if name in names:
                    found.setdefault(name, f"{relative(path, root)}:{number} leads to it")
    return found


def _likely_name(folder: str, inner: Path) -> str | None:
    """The name that a file of no known kind should most likely have; `inner` is its path below `folder`."""
    stem, inside = inner.name.split(".")[0], inner.parent.name
    known = {path.parent.name: path.parent for path in map(Path, (kind.pattern for kind in KINDS)) if path.parent.name}
    near = nearest(inside, known) if inside else nearest(stem, [kind.pattern.removesuffix(".yml") for kind in KINDS])
    if near is None:
        return None
    return f"{folder}/{(known[near] / stem).as_posix() if inside else near}.yml"


def kind_of(inner: PurePath) -> Kind | None:
    """The kind of a data file, by its path inside data/; None for a file of no known kind."""
    return _kind_among(KINDS, inner)


def _kind_among(kinds: Sequence[Kind], inner: PurePath) -> Kind | None:
    return next((kind for kind in kinds if inner.match(kind.pattern) and len(inner.parts) == kind.pattern.count("/") + 1), None)


def plain_data(text: str, name: str) -> dict[str, Any]:
    """What a file of that name would hold with this text, as the check reads it. Raises Faults when it can't be read."""
    try:
        _search(text, name)
        tree, faults = _Composer(name).compose(text)
    except _Unreadable as unreadable:
        raise Faults(unreadable.faults) from None
    if faults or not isinstance(tree.data, dict):
        raise Faults(faults or [Fault(Place(name), "Y103", "the file must hold keys with values")])
    return tree.data


# Reading a file ---------------------------------------------------------------------------------


class _Unreadable(Exception):
    """The file cannot be read as plain YAML; nothing in it can be judged further."""

    def __init__(self, *faults: Fault) -> None:
        self.faults = faults


def _read(path: Path, name: str, kind: Kind, faults: list[Fault]) -> list[DataFile]:
    """The file, not judged yet; nothing, and faults, when it can't be read."""
    try:
        return [DataFile(name, kind, _tree(path, name, kind, faults))]
    except _Unreadable as unreadable:
        faults += unreadable.faults
        return []


def _tree(path: Path, name: str, kind: Kind, faults: list[Fault]) -> Tree:
    """The plain data of a file of that kind."""
    source = _decoded(path, name)
    pasted = slips.pasted(name, source)
    try:
        tree, duplicates = _Composer(name).compose(source)
    except _Unreadable as unreadable:
        # What was pasted is most likely why the file cannot be read, so it is told alone.
        raise _Unreadable(*(pasted or unreadable.faults)) from None
    faults += [*pasted, *duplicates]
    if not isinstance(tree.data, dict):
        what = "the file is empty" if tree.data is None else "the file must hold keys with values"
        keys_wanted = ", ".join(f"{key}:" for key in kind.model.model_fields if kind.model.model_fields[key].is_required())
        raise _Unreadable(*duplicates, Fault(Place(name), "Y103", what, expected=f"the keys {keys_wanted}"))
    if (home := _home(tree.data, kind, lambda kind: kind.model)) is not None:
        what = "this file's keys are those of another kind of file"
        raise _Unreadable(Fault(Place(name), "M210", what, ", ".join(tree.data), _at_home(home)))
    return tree


def _decoded(path: Path, name: str) -> str:
    """The file's text, or every reason why it is not plain UTF-8 text."""
    size = path.stat().st_size
    if size > LARGEST_FILE_BYTES:
        expected = f"at most {LARGEST_FILE_BYTES:,} bytes; split the list into several files"
        raise _Unreadable(Fault(Place(name), "Y104", "the file is too large", f"{size:,} bytes", expected))
    raw = path.read_bytes()
    if raw.startswith(b"\xef\xbb\xbf"):
        raise _Unreadable(
            Fault(
                Place(name),
                "Y105",
                "the file begins with a byte order mark",
                expected="UTF-8 without BOM; choose that where your editor saves",
            )
        )
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace")
        got = f"byte 0x{raw[error.start]:02x}"
        raise _Unreadable(Fault(Place.after(name, before), "Y106", "the file is not UTF-8", got, "text saved as UTF-8")) from None
    if "\r" in text:
        place = Place.after(name, text[: text.index("\r")])
        raise _Unreadable(
            Fault(place, "Y107", "the line ends as on Windows (CRLF)", expected="Unix line ends (LF); set them in your editor")
        )
    _search(text, name)
    return text


def _search(text: str, name: str) -> None:
    """Refuse marks of Git, characters that nobody can see, and tabs in the indent."""
    if (fault := slips.conflict(name, text)) is not None:
        raise _Unreadable(fault)
    faults = [_hidden(Place.after(name, text[: match.start()]), match[0]) for match in HIDDEN.finditer(text)][:10]
    faults += [
        Fault(Place(name, number, line.index("\t") + 1), "Y109", "a tab in the indent", expected="spaces, two for each level")
        for number, line in enumerate(text.split("\n"), 1)
        if "\t" in line and re.match(r"[ -]*\t", line)
    ]
    if faults:
        raise _Unreadable(*faults)


def _hidden(place: Place, character: str) -> Fault:
    got = f"U+{ord(character):04X} {unicodedata.name(character, '').lower()}".rstrip()
    mend = "an ordinary space in its place" if unicodedata.category(character) == "Zs" else "characters that can be seen; delete it"
    return Fault(place, "Y108", "a control or invisible character", got, mend)


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
        self.tree = Tree(None)
        self.faults: list[Fault] = []
        self.hashes: dict[int, str] = {}
        """The lines with a space and a # after other text, which may have cut a text off; hardly any file has one."""

    def compose(self, source: str) -> tuple[Tree, list[Fault]]:
        """The document's data with the places of values and keys, and the duplicate keys."""
        root: list[Any] = []
        if " #" in source:
            self.hashes = {row: line for row, line in enumerate(source.split("\n")) if re.search(r"\S +#", line)}
        try:
            self._build(CSafeLoader(source), root)
        except yaml.YAMLError as error:
            raise _Unreadable(*self.faults, slips.not_yaml(self.name, source, error)) from None
        except (ValueError, RecursionError, IndexError, AttributeError, TypeError, MemoryError) as error:
            raise _Unreadable(*self.faults, Fault(Place(self.name), "Y110", "this is not YAML that can be read", str(error))) from None
        self.tree.data = root[0] if root else None
        return self.tree, self.faults

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
        self.tree.places[path] = Place(self.name, *place)
        if is_text:
            if self.hashes and not event.style and event.end_mark.line in self.hashes:
                self._check_cut_off(event)
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
            first = self.tree.keys[*level.path, key].line
            fault = Fault(Place(self.name, *place), "Y112", "this key stands twice", key, f"each key once (first on line {first})")
            if key == next(iter(level.container)) and level.path and isinstance(level.path[-1], int):
                # Two entries run together; each key of the second would be told, and what the first held is lost.
                more = f"{fault.expected}; if a new entry begins here, a dash before its first key: - {key}: ..."
                raise _Unreadable(*self.faults, replace(fault, expected=more))
            self.faults.append(fault)
        if len(level.container) >= MOST_KEYS:
            self._refuse(place, f"more than {MOST_KEYS} keys in one place", "a list, with a dash before each entry")
        level.key = key
        self.tree.keys.setdefault((*level.path, key), Place(self.name, *place))

    def _check_cut_off(self, event: yaml.ScalarEvent) -> None:
        """A fault where YAML took the rest of a text for a comment."""
        line, end = self.hashes[event.end_mark.line], event.end_mark.column
        if lost := slips.cut_off(line[end:]):
            place, expected = Place(self.name, event.end_mark.line + 1, end + 1), slips.in_quotes(line)
            self.faults.append(Fault(place, "Y118", "YAML takes this for a comment, and the text ends before it", lost, expected))

    def _refuse(self, place: tuple[int, int], what: str, expected: str) -> None:
        raise _Unreadable(*self.faults, Fault(Place(self.name, *place), "Y111", f"data files do not use {what}", expected=expected))


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
        told = _shape_faults(file, errors)
        faults += told[:MOST_FAULTS_OF_A_FILE]
        if len(told) > MOST_FAULTS_OF_A_FILE:
            rest = f"{len(told) - MOST_FAULTS_OF_A_FILE:,} more faults in this file"
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
    if isinstance(content, model.Placed):
        content.came_from(model.Origin(file.name, (), file.tree.places))
    if file.kind.records:
        for index, record in zip(kept, getattr(content, file.kind.records), strict=True):
            if isinstance(record, model.Placed):
                record.came_from(model.Origin(file.name, (file.kind.records, index), file.tree.places))


def _names_all(file: DataFile) -> bool:
    """Whether the file has its list of records, and each of them its id or name, so that all that it holds is known by name."""
    records = file.raw.get(file.kind.records) if file.kind.records else []
    keys = {"id", "name"} & _record_model(file.kind).model_fields.keys() if file.kind.records else set()
    return isinstance(records, list) and all(isinstance(record, dict) and keys <= record.keys() for record in records)


def _records(file: DataFile) -> list:
    records = file.raw.get(file.kind.records) if file.kind.records else None
    return records if isinstance(records, list) else []


def _shape_faults(file: DataFile, errors: list[dict[str, Any]]) -> list[Fault]:
    """Pydantic's errors, told as ours: one for each slip."""
    faults: dict[tuple, Fault] = {}
    entries = _records(file)
    strays = {index: home for index, entry in enumerate(entries) if (home := _home(entry, file.kind, _record_model)) is not None}
    missing = {details["loc"] for details in errors if details["type"] == "missing"}
    for details in errors:
        path = _path_in(file.raw, details)
        entry = path[1] if len(path) > 1 and path[0] == file.kind.records else None
        if entry in strays:
            place, got = file.at(*path[:2]), ", ".join(entries[entry])
            faults[path[:2]] = Fault(place, "M210", "this entry's keys are those of another kind", got, _at_home(strays[entry]))
            continue
        fault = _shape_fault(file, details, path)
        if details["type"] == "extra_forbidden" and (*path[:-1], near := fault.nearest) in missing:
            # The key that is missing is the one that is misspelt here.
            faults[*path[:-1], near] = fault
        elif path in faults and faults[path].code != fault.code:
            # A value that may be of two kinds is told once, with both.
            faults[path] = replace(faults[path], expected=f"{faults[path].expected}; or {fault.expected}")
        else:
            faults.setdefault(path, fault)
    return list(faults.values())


def _path_in(raw: Any, details: dict[str, Any]) -> tuple:
    """Where in the plain data an error is. Pydantic names the alternatives of a type in its path too, which a writer does not know."""
    path = []
    for step in details["loc"]:
        if (isinstance(raw, dict) and step in raw) or (isinstance(raw, list) and isinstance(step, int)):
            raw = raw[step]
            path.append(step)
    return (*path, details["loc"][-1]) if details["type"] == "missing" else tuple(path)


def _record_model(kind: Kind) -> type[model.Model] | None:
    """The type of the entries in a kind of file."""
    return shape_of(kind.model.model_fields[kind.records].annotation) if kind.records else None


def _home(raw: Any, kind: Kind, model_of: Callable[[Kind], type[model.Model] | None]) -> Kind | None:
    """The kind of file where an entry with these keys belongs, when most of them do not fit its own and fit there."""

    def fit(other: Kind) -> int:
        shape = model_of(other)
        if shape is None:
            return -len(raw)
        needed = {name for name, info in shape.model_fields.items() if info.is_required()}
        return len(raw.keys() & shape.model_fields.keys()) - len(raw.keys() - shape.model_fields.keys()) - len(needed - raw.keys())

    if not isinstance(raw, dict) or fit(kind) >= 0:
        return None
    best = max(KINDS, key=fit)
    return best if fit(best) > 0 else None


def _at_home(kind: Kind) -> str:
    """Where a stray belongs."""
    return f"it in data/{kind.pattern}"


def _shape_fault(file: DataFile, details: dict[str, Any], path: tuple) -> Fault:
    """One of Pydantic's errors, told as ours. `path` is where it is in the plain data."""
    kind, context = details["type"], details.get("ctx", {})
    place, got, name = file.at(*path), details["input"], _named(path)
    shown = None if isinstance(got, (dict, list)) else str(got)
    key = str(path[-1]) if path else ""
    if details["loc"][-1] == "[key]":
        return Fault(file.key_at(*path), "M201", "unknown key", key, listed(re.findall(r"'([^']*)'", context["expected"])))
    if isinstance(got, str) and not got.strip() and kind != "extra_forbidden":
        wanted = _WANTED.get(kind, "some text")
        return Fault(place, "M204", f"{name} is empty", expected=f"{wanted}; or no such line, if it may be left out")
    match kind:
        case "extra_forbidden":
            allowed = list(_model_at(file.kind.model, path[:-1]).model_fields)
            expected = "a number without a comma, such as 1900" if key.isdigit() else listed(allowed)
            return Fault(file.key_at(*path), "M201", "unknown key", key, expected, nearest(key, allowed))
        case "missing":
            return Fault(file.at(*path[:-1]), "M202", f"the key {key} is missing", expected=f"a line {key}: ...")
        case "string_too_long":
            return Fault(place, "M205", f"{name} is too long", f"{len(got)} characters", f"at most {context['max_length']}")
        case "too_many_words":
            return Fault(place, "M205", f"{name} is too long", f"{context['count']} words", f"at most {context['most']}")
        case "too_long":
            return Fault(place, "M205", f"{name} has too many entries", str(context["actual_length"]), f"at most {context['max_length']}")
        case "too_short":
            return Fault(place, "M206", f"{name} has too few entries", str(context["actual_length"]), f"at least {context['min_length']}")
        case "literal_error":
            allowed = re.findall(r"'([^']*)'", context["expected"])
            return Fault(place, "M207", f"{name} is not one of the allowed words", shown, listed(allowed), nearest(str(got), allowed))
        case "form":
            return Fault(place, "M208", f"{name} has the wrong form", shown, f"lower case without spaces, in the form of {context['like']}")
        case "whole_number" | "https_url" | "folder" | "email" | "iso_date" | "as_of" | "when" | "marks" | "no_marks" | "braces":
            return Fault(place, "M208", f"{name} has the wrong form", shown, details["msg"])
        case "greater_than_equal" | "less_than_equal":
            return Fault(place, "M209", f"{name} is out of range", shown, details["msg"].removeprefix("Input should be "))
    found = {dict: "keys with values", list: "a list"}.get(type(got), shown)
    if found == "a list" and _WANTED.get(kind) == KEYS and path and isinstance(path[-1], int):
        return Fault(place, "M203", f"{name} is of the wrong kind", found, f"{KEYS}, behind one dash")
    return Fault(place, "M203", f"{name} is of the wrong kind", found, _WANTED.get(kind, details["msg"]))


KEYS = "keys with values"
_WANTED = {
    "string_type": "text",
    "int_type": "a whole number in digits",
    "whole_number": "a whole number in digits",
    "list_type": "a list: each entry on a line of its own, behind a dash and a space; or all in brackets, [one, two]",
    "dict_type": KEYS,
    "model_type": KEYS,
}
"""What should stand there, for errors that tell that something else does."""


def _named(path: tuple) -> str:
    """What a fault is about, as the writer knows it: a key, or an entry of a list."""
    names = [step for step in path if isinstance(step, str)]
    if not names:
        return "this"
    return f"entry {path[-1] + 1} of {names[-1]}" if isinstance(path[-1], int) else names[-1]


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
