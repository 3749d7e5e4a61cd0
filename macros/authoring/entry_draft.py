"""An entry while it is being written: the guide that it is for, the file that it goes into, and its values so far."""

from __future__ import annotations

import copy
import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from macros import model
from macros.diagnostics import InvalidGuideError, relative_name
from macros.loading.dataset import Dataset, build_dataset
from macros.loading.loader import LoadResult, load
from macros.reference.entry_commands import TargetFile, command_line, entry_docs, target_files, value_at
from macros.reference.fields import EntryDoc, EntryField, fields_of
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
    """Read the guide. Raises InvalidGuideError when there is no vocabulary, on which all else depends."""
    loaded = load(root)
    dataset = build_dataset(loaded)
    if dataset is None:
        raise InvalidGuideError(loaded.diagnostics)
    return OpenGuide(root, loaded, dataset)


@dataclass
class EntryDraft:
    """An entry of what `command` adds. `target` is None, and `data` has no id, until they are known."""

    guide: OpenGuide
    command: str
    target: TargetFile | None = None
    data: dict[str, Any] = field(default_factory=dict)

    @property
    def doc(self) -> EntryDoc:
        return self.target.doc if self.target else entry_docs(self.command)[0]

    @property
    def entry_model(self) -> type[model.Model]:
        return self.doc.model

    @cached_property
    def targets(self) -> list[TargetFile]:
        """The files that it can go into."""
        return target_files(self.command, self.guide.dataset)

    @cached_property
    def fields(self) -> list[EntryField]:
        """Its keys, in the model's order, and the id last, since it can be proposed then."""
        return sorted(fields_of(self.entry_model, self.guide.dataset), key=lambda field: field.path == ("id",))

    def value(self, field: EntryField) -> Any:
        """The value of a key; None where there is none yet."""
        return value_at(self.data, field)

    def put(self, field: EntryField, value: Any) -> None:
        """Set the value of a key; None removes it."""
        put(self.data, field, value)

    def with_value(self, field: EntryField, value: Any) -> EntryDraft:
        """The same entry with another value."""
        other = replace(self, data=copy.deepcopy(self.data))
        other.put(field, value)
        return other

    def command_line(self) -> str:
        """The command that would give all of it without being asked."""
        return command_line(self.doc, self.target, self.data, self.guide.dataset)


def put(data: dict[str, Any], field: EntryField, value: Any) -> None:
    """Set the value of a key in plain data; None removes it."""
    *outer, last = field.path
    for step in outer:
        data = data.setdefault(step, {})
    data[last] = value
    if value is None:
        del data[last]


def clean(field: EntryField, value: str | Sequence[str]) -> Any:
    """A value as it is written: with plain quotes and spaces, and a list without empty entries."""
    if not isinstance(value, str):
        texts = [part for text in value for part in (text.split(",") if field.is_words else [text])]
        return [text for part in texts if (text := _on_one_line(part))]
    if not field.lines:
        return _on_one_line(value)
    lines = [line.rstrip() for line in re.sub(r"\r\n?", "\n", plain_characters(value)).split("\n")]
    text = "\n".join(lines).strip("\n")
    if not field.wraps:
        return text
    paragraphs = (" ".join(part.split()) for part in re.split(r"\n{2,}", text))
    return "\n\n".join(textwrap.fill(part, TEXT_WIDTH, break_long_words=False, break_on_hyphens=False) for part in paragraphs)


def _on_one_line(text: str) -> str:
    return " ".join(plain_characters(text).split())


def place_in_order(entry: model.Model, whens: Sequence[object]) -> int:
    """Where an entry goes in its list: an item of a checklist before the first that is due later, all else at the end.

    Args:
        entry: The new entry.
        whens: When each entry of the list is due, as it is written; anything else where it is never due.

    Returns:
        Its index, from 0.
    """
    own = model.due(entry.when) if isinstance(entry, model.Item) else None
    for index, when in enumerate(whens if own else ()):
        due = model.due(when) if isinstance(when, str) and model.WHEN.fullmatch(when) else None
        if own and due and due.origin == own.origin and due.order > own.order:
            return index
    return len(whens)
