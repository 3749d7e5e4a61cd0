"""An entry while someone is writing it: the guide it is for, the file it goes into, and its values so far."""

from __future__ import annotations

import copy
import re
import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from macros import model
from macros.diagnostics import InvalidGuideError, relative_name
from macros.loading.dataset import Dataset, build_dataset
from macros.loading.loader import LoadResult, load
from macros.reference.entry_commands import TargetFile, command_line, entry_docs, target_files, value_at
from macros.reference.fields import EntryDoc, EntryField, answered_fields
from macros.settings import as_typed_here
from macros.yaml_io.writer import WIDTH, plain_characters

TEXT_WIDTH = WIDTH - 6
"""The width of a text of several lines, which is indented in its file."""


@dataclass(frozen=True)
class OpenGuide:
    """The guide under `root`, as far as it could be read."""

    root: Path
    loaded: LoadResult
    dataset: Dataset

    @cached_property
    def pages(self) -> list[str]:
        """The paths of the pages in docs/."""
        docs = self.root / "docs"
        return sorted(relative_name(path, docs) for path in docs.rglob("*.md"))


def open_guide(root: Path) -> OpenGuide:
    """Read the guide. Raises InvalidGuideError if there is no vocabulary, because everything else depends on it."""
    loaded = load(root)
    dataset = build_dataset(loaded)
    if dataset is None:
        raise InvalidGuideError(loaded.diagnostics)
    return OpenGuide(root, loaded, dataset)


@dataclass
class EntryDraft:
    """An entry of the kind `command` adds.

    Attributes:
        guide: The guide it is for.
        command: The word after `new`.
        target: The file it goes into; None until it is known.
        data: Its values so far, as plain data.
        done: The names of the keys that don't have to be asked for anymore.
        unfinished: The name of the key whose value has been only partly typed; "" if there is none.
    """

    guide: OpenGuide
    command: str
    target: TargetFile | None = None
    data: dict[str, Any] = field(default_factory=dict)
    done: set[str] = field(default_factory=set)
    unfinished: str = ""

    @property
    def doc(self) -> EntryDoc:
        return self.target.doc if self.target else entry_docs(self.command)[0]

    @property
    def entry_model(self) -> type[model.Model]:
        return self.doc.model

    @cached_property
    def targets(self) -> list[TargetFile]:
        """The files it can go into."""
        return target_files(self.command, self.guide.dataset)

    @cached_property
    def fields(self) -> list[EntryField]:
        """Its keys in the model's order, with the id last, because an id can be suggested by then."""
        return sorted(answered_fields(self.entry_model, self.guide.dataset), key=lambda field: field.path == ("id",))

    def needs(self, field: EntryField) -> bool:
        """Whether the key can't be left out: the entry always has it, or it has another key that can't be there without it."""
        return field.needed or (field.with_others and field != self._first_of_group(field) and self._has_group(field))

    def missing(self, field: EntryField) -> bool:
        """Whether the key has no value and can't be left out as the entry is now. A suggested id isn't missing."""
        needed = field.needed and field.path != ("id",)
        return field.name not in self.done and (needed or (field.with_others and self._has_group(field)))

    def left_out(self, field: EntryField) -> bool:
        """Whether the key goes with another one that isn't there, so that nothing has to be asked about it."""
        first = self._first_of_group(field)
        return first is not None and field != first and not self._has_group(field)

    def _has_group(self, field: EntryField) -> bool:
        """Whether the entry has any of the keys inside the same key."""
        return bool(value_at(self.data, replace(field, path=field.path[:-1])))

    def _first_of_group(self, field: EntryField) -> EntryField | None:
        """Of the keys inside the same key, the first that none of the others can be without: leaving it out leaves out all of them."""
        return next((other for other in self.fields if other.with_others and other.path[:-1] == field.path[:-1]), None)

    def value(self, field: EntryField) -> Any:
        """The value of a key; None if there is none yet."""
        return value_at(self.data, field)

    def put(self, field: EntryField, value: Any) -> None:
        """Set the value of a key; None removes it."""
        put(self.data, field, value)

    def put_part(self, field: EntryField, value: Any) -> None:
        """Set the part of a value that has been typed so far."""
        self.put(field, value)
        self.unfinished = field.name

    def finish(self, field: EntryField, value: Any) -> None:
        """Set the value of a key, so it doesn't have to be asked for anymore; None removes it."""
        self.put(field, value)
        self.done.add(field.name)
        self.unfinished = ""
        if field == self._first_of_group(field):
            group = [other for other in self.fields if other.path[:-1] == field.path[:-1]]
            if value is None:
                self.data.pop(field.path[0], None)
                self.done |= {other.name for other in group}
            else:
                self.done -= {other.name for other in group if self.value(other) is None}

    def with_value(self, field: EntryField, value: Any) -> EntryDraft:
        """The same entry with another value."""
        other = replace(self, data=copy.deepcopy(self.data))
        other.put(field, value)
        return other

    def command_line(self) -> str:
        """The command that gives all of it at once, without questions."""
        return as_typed_here(command_line(self.doc, self.target, self.data, self.guide.dataset))


def put(data: dict[str, Any], field: EntryField, value: Any) -> None:
    """Set the value of a key in plain data; None removes it."""
    *outer, last = field.path
    if value is None:
        inner = value_at(data, replace(field, path=field.path[:-1])) if outer else data
        if inner:
            inner.pop(last, None)
        return
    for step in outer:
        data = data.setdefault(step, {})
    data[last] = value


def clean(field: EntryField, value: str | Sequence[str]) -> Any:
    """A value the way it is written: with plain quotes and spaces, no empty entries in a list, and an allowed word for its label."""
    if not isinstance(value, str):
        texts = [part for text in value for part in (text.split(",") if field.is_words else [text])]
        return [_allowed_word(field, text) for part in texts if (text := _on_one_line(part))]
    if not field.lines:
        return _allowed_word(field, _on_one_line(value))
    lines = [line.rstrip() for line in re.sub(r"\r\n?", "\n", plain_characters(value)).split("\n")]
    text = "\n".join(lines).strip("\n")
    if not field.wraps:
        return text
    paragraphs = (" ".join(part.split()) for part in re.split(r"\n{2,}", text))
    return "\n\n".join(textwrap.fill(part, TEXT_WIDTH, break_long_words=False, break_on_hyphens=False) for part in paragraphs)


def _on_one_line(text: str) -> str:
    return " ".join(plain_characters(text).split())


def _allowed_word(field: EntryField, text: str) -> str:
    """The allowed word with this spelling or this label, ignoring capitals. Any other text stays the same."""
    names = {name.lower(): word for word, label in field.words for name in (label, word) if name}
    return names.get(text.lower(), text)


def place_in_order(entry: model.Model, others: Sequence[Any]) -> int:
    """Where an entry goes in its list.

    Args:
        entry: The new entry.
        others: The entries of the list, as plain data.

    Returns:
        Its index, from 0. An item of a checklist goes before the first item that is due later, and so do a part of a story, a turn of
        a transcript and a slide. A sentence for the Composer goes before the first sentence that would always be used instead of it.
        Everything else goes at the end.
    """
    comes_before = COMES_BEFORE.get(type(entry))
    found = (index for index, other in enumerate(others) if comes_before and isinstance(other, Mapping) and comes_before(entry, other))
    return next(found, len(others))


def _is_due_before(item: Any, other: Mapping[str, Any]) -> bool:
    when = other.get("when")
    own, due = model.due(item.when), model.due(when) if isinstance(when, str) and model.WHEN.fullmatch(when) else None
    return bool(own and due and due.origin == own.origin and due.order > own.order)


def _is_shadowed_by(sentence: Any, other: Mapping[str, Any]) -> bool:
    """Whether another sentence for the same part fits everywhere this one does."""
    conditions = ((getattr(sentence, key), other.get(key) or ()) for key in ("forms", "relationships", "ways"))
    return str(sentence.part) == str(other.get("part")) and all(not theirs or (own and {*own} <= {*theirs}) for own, theirs in conditions)


def _is_earlier(key: str) -> Callable[[Any, Mapping[str, Any]], bool]:
    """Whether an entry has a smaller number under a key than another one."""

    def is_earlier(entry: Any, other: Mapping[str, Any]) -> bool:
        number = str(other.get(key))
        return number.isdecimal() and int(getattr(entry, key)) < int(number)

    return is_earlier


COMES_BEFORE: dict[type[model.Model], Callable[[Any, Mapping[str, Any]], bool]] = {
    model.Item: _is_due_before,
    model.Sentence: _is_shadowed_by,
    model.StoryPart: _is_earlier("week"),
    model.Turn: _is_earlier("minute"),
    model.Slide: _is_earlier("step"),
}
"""For each kind of entry whose place in its list matters, whether it goes before another one."""
