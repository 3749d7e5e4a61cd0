"""The kinds of data file: where each lives, what it holds, and what in it refers to something else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import PurePath
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import StringConstraints

from macros import model
from macros.faults import Place
from macros.settings import COPY_CONFIG
from macros.yaml_text import Tree


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
SETTINGS = Kind(COPY_CONFIG, model.CopySettings)
"""The settings of a copy of the guide, which stand beside mkdocs.yml."""


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


def records_of(file: DataFile) -> list:
    """The plain data of the entries in a file's list; none where it has no list."""
    records = file.raw.get(file.kind.records) if file.kind.records else None
    return records if isinstance(records, list) else []


def kind_of(inner: PurePath, kinds: Sequence[Kind] = KINDS) -> Kind | None:
    """The kind of a data file, by its path inside its folder; None for a file of no known kind."""
    return next((kind for kind in kinds if inner.match(kind.pattern) and len(inner.parts) == kind.pattern.count("/") + 1), None)


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


LONGEST_WORD = 60


def holds_words(annotation: Any) -> bool:
    """Whether a list is one of words, which stand in brackets on one line, rather than of sentences: by its type."""
    marks = [mark for entry in get_args(annotation) for mark in getattr(entry, "__metadata__", ())]
    longest = max((mark.max_length or 0 for mark in marks if isinstance(mark, StringConstraints)), default=0)
    names = shape_of(annotation)
    return isinstance(names, model.Ref) or (names is None and longest <= LONGEST_WORD)


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


def model_at(kind: type[model.Model], path: tuple) -> type[model.Model]:
    """The type of the map at that path of a file."""
    for step in path:
        if isinstance(step, str) and step in kind.model_fields:
            shape = shape_of(kind.model_fields[step].annotation)
            kind = shape if isinstance(shape, type) else kind
    return kind
