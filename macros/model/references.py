"""What a model's fields hold, read from their types: which are other models, and which name something else."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from types import UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from macros import model


@cache
def model_in(annotation: Any) -> type[model.Model] | model.Ref | None:
    """What matters in a type for finding references: the model or the reference mark inside it."""
    if isinstance(annotation, type) and issubclass(annotation, model.Model):
        return annotation
    if get_origin(annotation) is Annotated:
        inner, *marks = get_args(annotation)
        return next((mark for mark in marks if isinstance(mark, model.Ref)), None) or model_in(inner)
    if get_origin(annotation) in (list, Union, UnionType):
        return next(filter(None, map(model_in, get_args(annotation))), None)
    return None


LONGEST_WORD = 60


def holds_words(annotation: Any) -> bool:
    """Whether a list is one of words, which stand in brackets on one line, rather than of sentences: by its type."""
    marks = [mark for entry in get_args(annotation) for mark in getattr(entry, "__metadata__", ())]
    longest = max((mark.most for mark in marks if isinstance(mark, model.Text)), default=0)
    names = model_in(annotation)
    return isinstance(names, model.Ref) or (names is None and longest <= LONGEST_WORD)


@cache
def _referring_fields(model_type: type[model.Model]) -> list[tuple[str, type[model.Model] | model.Ref]]:
    found = []
    for name, info in model_type.model_fields.items():
        shape = next((mark for mark in info.metadata if isinstance(mark, model.Ref)), None) or model_in(info.annotation)
        if shape is not None:
            found.append((name, shape))
    return found


def references_in(model_type: type[model.Model], raw: Any, path: tuple = ()) -> Iterator[tuple[tuple, str, str]]:
    """Every reference in plain data of that type: its path, the kind of thing it names, and the name.

    It goes over plain data, so that a record with some other fault is looked at too.
    """
    if not isinstance(raw, dict):
        return
    for name, shape in _referring_fields(model_type):
        value = raw.get(name)
        for step, one in enumerate(value) if isinstance(value, list) else [(None, value)]:
            here = (*path, name) if step is None else (*path, name, step)
            if isinstance(shape, model.Ref):
                if isinstance(one, str) and one:
                    yield here, shape.target, one
            else:
                yield from references_in(shape, one, here)


def model_at(model_type: type[model.Model], path: tuple) -> type[model.Model]:
    """The model of the map at that path in a file that holds a `model_type`."""
    for step in path:
        if isinstance(step, str) and step in model_type.model_fields:
            inner = model_in(model_type.model_fields[step].annotation)
            model_type = inner if isinstance(inner, type) else model_type
    return model_type


# What references are called in messages -----------------------------------------------------------


class ReferenceName(NamedTuple):
    """How messages speak of one kind of reference.

    `what` is the thing itself, `form` what an id of it looks like, and `existing` what is expected where none is known.
    """

    what: str
    form: str
    existing: str


_REFERENCE_NAMES = {
    "page": ReferenceName("page", "a page, such as find/index.md", "the path of a page in docs/"),
    "target": ReferenceName("page or entry", "an id, or a page such as find/index.md", "the path of a page in docs/, or an id that exists"),
    "source": ReferenceName("source", "the id of a source", "an id in data/sources.yml; a new source needs an entry there"),
    "question": ReferenceName("question", "the id of a question", "the id of a question that exists; where an id has changed, its new one"),
    "item": ReferenceName("item", "the id of an item", "the id of an item of a checklist that exists"),
    "fact": ReferenceName("figure in data/platforms.yml", "the id of a figure or limit", "the id of a fact that exists"),
}


def reference_name(target: str) -> ReferenceName:
    """How messages speak of a reference to such a `target`: what a `ref(...)` in the model names, or a vocabulary."""
    one = target.replace("_", " ").rstrip("s")
    return _REFERENCE_NAMES.get(target) or ReferenceName(one, f"the id of a {one}", f"the id of a {one} that exists")
