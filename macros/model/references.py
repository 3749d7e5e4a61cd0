"""What a model's fields contain, read from their types: which are other models, and which refer to something else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from functools import cache
from types import UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from macros import model
from macros.diagnostics import KeyPath


def model_in(annotation: Any) -> type[model.Model] | model.Ref | None:
    """What a type leads to, through lists, choices and markers.

    Args:
        annotation: The type of a model's field.

    Returns:
        The model or the reference inside it; None if it has neither.
    """
    if isinstance(annotation, type) and issubclass(annotation, model.Model):
        return annotation
    if get_origin(annotation) is Annotated:
        inner, *marks = get_args(annotation)
        return _ref_in(marks) or model_in(inner)
    if get_origin(annotation) in (list, Union, UnionType):
        return next((found for inner in get_args(annotation) if (found := model_in(inner)) is not None), None)
    return None


def _ref_in(marks: Iterable[object]) -> model.Ref | None:
    return next((mark for mark in marks if isinstance(mark, model.Ref)), None)


def lines_in(field: FieldInfo) -> model.Lines | None:
    """How the lines of a field's text count; None if they don't. An optional text has its marks one level further in."""
    choices = get_args(field.annotation) if get_origin(field.annotation) in (Union, UnionType) else ()
    marks = [*field.metadata, *(mark for choice in choices for mark in getattr(choice, "__metadata__", ()))]
    return next((mark for mark in marks if isinstance(mark, model.Lines)), None)


LONGEST_WORD = 60
"""In characters. A text that can be longer is a sentence."""


def holds_words(annotation: Any) -> bool:
    """Whether a list is made of words, which go in brackets on one line, rather than of sentences.

    Args:
        annotation: The type of the list.
    """
    marks = [mark for entry in get_args(annotation) for mark in getattr(entry, "__metadata__", ())]
    longest = max((mark.most for mark in marks if isinstance(mark, model.Text)), default=0)
    inner = model_in(annotation)
    return isinstance(inner, model.Ref) or (inner is None and longest <= LONGEST_WORD)


@cache
def _referring_fields(model_type: type[model.Model]) -> list[tuple[str, type[model.Model] | model.Ref]]:
    """The fields of a model that refer to something or contain other models, each with its model. Each model is read once."""
    fields = ((name, _ref_in(info.metadata) or model_in(info.annotation)) for name, info in model_type.model_fields.items())
    return [(name, inner) for name, inner in fields if inner is not None]


def references_in(model_type: type[model.Model], raw: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, str, str]]:
    """Every reference in plain data. Searching plain data means a record with some other mistake is checked too.

    Args:
        model_type: The model of the data.
        raw: The plain data.
        path: Where it is in its file.

    Yields:
        The path of the reference, its target (see model.Ref), and the name written there.
    """
    if not isinstance(raw, dict):
        return
    for name, inner in _referring_fields(model_type):
        value = raw.get(name)
        entries = (
            [((*path, name, index), entry) for index, entry in enumerate(value)] if isinstance(value, list) else [((*path, name), value)]
        )
        for entry_path, entry in entries:
            if not isinstance(inner, model.Ref):
                yield from references_in(inner, entry, entry_path)
            elif isinstance(entry, str) and entry:
                yield entry_path, inner.target, entry


def dates_in(model_type: type[model.Model], raw: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, date]]:
    """Every date in plain data; see model.Dated.

    Args:
        model_type: The model of the data.
        raw: The plain data.
        path: Where it is in its file.

    Yields:
        The path of the date, and the date, or the first day of a year or month. Anything that isn't a date is left out.
    """
    if not isinstance(raw, dict):
        return
    for name, inner in _dated_fields(model_type):
        value = raw.get(name)
        if inner is None and isinstance(value, str):
            with suppress(ValueError):
                yield (*path, name), model.first_day(value)
        elif inner is not None and isinstance(value, list):
            for index, entry in enumerate(value):
                yield from dates_in(inner, entry, (*path, name, index))
        elif inner is not None:
            yield from dates_in(inner, value, (*path, name))


@cache
def _dated_fields(model_type: type[model.Model]) -> list[tuple[str, type[model.Model] | None]]:
    """The fields of a model that are dates, each with None, and the fields that contain models with dates, each with its model."""
    found: list[tuple[str, type[model.Model] | None]] = []
    for name, info in model_type.model_fields.items():
        inner = model_in(info.annotation)
        if any(isinstance(mark, model.Dated) for mark in info.metadata):
            found.append((name, None))
        elif isinstance(inner, type) and _dated_fields(inner):
            found.append((name, inner))
    return found


def model_at(model_type: type[model.Model], path: KeyPath) -> type[model.Model]:
    """The model of the keys at a path in plain data.

    Args:
        model_type: The model of the data.
        path: The path of a value that has keys.
    """
    for step in path:
        if isinstance(step, str) and step in model_type.model_fields:
            inner = model_in(model_type.model_fields[step].annotation)
            model_type = inner if isinstance(inner, type) else model_type
    return model_type


# What references are called in messages -----------------------------------------------------------


class ReferenceName(NamedTuple):
    """What messages call a reference.

    Args:
        what: What it refers to.
        form: What its text looks like.
        existing: What's expected if nothing with that name is known.
    """

    what: str
    form: str
    existing: str


_REFERENCE_NAMES = {
    "page": ReferenceName("page", "a page, such as find/index.md", "the path of a page in docs/"),
    "target": ReferenceName("page or entry", "an id, or a page such as find/index.md", "the path of a page in docs/, or an id that exists"),
    "source": ReferenceName("source", "the id of a source", "an id in data/sources.yml; a new source needs an entry there"),
    "question": ReferenceName("question", "the id of a question", "the id of a question that exists; where an id has changed, its new one"),
    "message": ReferenceName(
        "message", "the id of a message", "the id of a message or reply that exists; where an id has changed, its new one"
    ),
    "item": ReferenceName("item", "the id of an item", "the id of an item of a checklist that exists"),
    "order": ReferenceName("ready-made plan", "the id of a ready-made plan", "the id of a ready-made plan that exists"),
    "essential": ReferenceName("essential", "the id of an essential", "the id of an essential in data/plans.yml"),
    "fact": ReferenceName("figure in data/platforms.yml", "the id of a figure or limit", "the id of a fact that exists"),
}


def reference_name(target: str) -> ReferenceName:
    """What messages call a reference.

    Args:
        target: What it refers to; see model.Ref.
    """
    noun = target.replace("_", " ").rstrip("s")
    return _REFERENCE_NAMES.get(target) or ReferenceName(noun, f"the id of a {noun}", f"the id of a {noun} that exists")
