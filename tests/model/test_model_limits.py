"""Every limit that a model sets holds: what is at the limit passes, what is one beyond it fails, at that very key.

The limits are read from the marks on the fields, so a new field is tried as soon as it is there. That a limit has not changed by
mistake is what tests/reference/test_json_schema.py compares.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

import pytest
from annotated_types import Ge, Le, MaxLen, MinLen
from pydantic import AfterValidator, BeforeValidator, ValidationError
from pydantic.fields import FieldInfo

from macros.model.base import LONGEST_ID, LONGEST_REFERENCE, Form, Model, Ref, Text
from macros.model.registry import COPY_SETTINGS_FILE, FILE_TYPES, HIDE_FILE

MOST_DIGITS = 15
"""Of a number without a limit of its own."""
BY_VALIDATOR = {
    "_https": lambda length: "https://a.example/".ljust(length, "a"),
    "_folder": lambda length: f"https://a.example/{'a' * (length - 19)}/",
    "_address": lambda length: "@a.example".rjust(length, "a"),
    "_when": None,
    "_month": None,
}
"""A text of a given length that a validator takes; None where its form is shorter than the limit."""
SHORTEST = {"_https": 18, "_folder": 19, "_address": 11}
FIXED = {"_when": "same day", "_month": "2026-11-23", "_iso_date": "2026-11-23"}


class Shape(NamedTuple):
    """A type without its marks, and its marks."""

    bare: Any
    marks: tuple[Any, ...]

    @property
    def validators(self) -> list[str]:
        return [mark.func.__name__ for mark in self.marks if isinstance(mark, (AfterValidator, BeforeValidator))]


def shape_of(annotation: Any, marks: tuple[Any, ...] = ()) -> Shape:
    """What a type is inside its marks and choices; the first choice where there are several."""
    if get_origin(annotation) is Annotated:
        inner, *more = get_args(annotation)
        more = [mark for one in more for mark in (one.metadata if isinstance(one, FieldInfo) else [one])]
        return shape_of(inner, (*more, *marks))
    if get_origin(annotation) in (Union, UnionType):
        return shape_of(next(choice for choice in get_args(annotation) if choice is not NoneType), marks)
    return Shape(annotation, marks)


def text_of(shape: Shape, length: int) -> str | None:
    """A text of a length that the validators take; None where there is none."""
    made: str | None = "a" * length
    for name in shape.validators:
        if name in BY_VALIDATOR:
            make = BY_VALIDATOR[name]
            made = make(length) if make else None
    return made


def sample(shape: Shape, number: int = 0) -> Any:
    """The plainest valid value of a type."""
    bare, marks = shape
    for name in shape.validators:
        if name in FIXED:
            return FIXED[name]
    for mark in marks:
        if isinstance(mark, Form):
            return mark.like
    if bare is int:
        return str(next((mark.ge for mark in marks if isinstance(mark, Ge)), 1))
    if bare is date:
        return FIXED["_iso_date"]
    if get_origin(bare) is Literal:
        return get_args(bare)[0]
    if get_origin(bare) is list:
        least = next((mark.min_length for mark in marks if isinstance(mark, MinLen)), 0)
        return [sample(shape_of(get_args(bare)[0])) for _ in range(least)]
    if get_origin(bare) is dict:
        return {}
    if isinstance(bare, type) and issubclass(bare, Model):
        return {
            name: sample(shape_of(info.annotation, tuple(info.metadata))) for name, info in bare.model_fields.items() if info.is_required()
        }
    return text_of(shape, max([1, *(SHORTEST.get(name, 1) for name in shape.validators)]))


class Limit(NamedTuple):
    """A value at a limit and one beyond it."""

    name: str
    at: Any
    beyond: Any


def padded(mark: Form, length: int) -> str | None:
    """The example of a form, made as long as this; None where the form sets its own length."""
    more = length - len(mark.like)
    tries = (mark.like[:at] + "a" * more + mark.like[at:] for at in range(len(mark.like) + 1))
    return next((text for text in tries if re.fullmatch(mark.pattern, text)), None)


def limits(shape: Shape) -> Iterator[Limit]:
    """Every limit of a type, and of what is in it."""
    bare, marks = shape
    inner = shape_of(get_args(bare)[-1]) if get_origin(bare) in (list, dict) else None
    for mark in marks:
        if isinstance(mark, Text) and (text := text_of(shape, mark.most)):
            yield Limit("characters", text, text_of(shape, mark.most + 1))
        if isinstance(mark, Text) and mark.most_words:
            yield Limit("words", "a " * mark.most_words, "a " * (mark.most_words + 1))
        if isinstance(mark, Text) and not shape.validators:
            yield Limit("some text", "a", "")
        if isinstance(mark, Ref):
            yield Limit("reference", "a" * LONGEST_REFERENCE, "a" * (LONGEST_REFERENCE + 1))
        if isinstance(mark, Form):
            yield Limit("form", mark.like, f"{mark.like}!")
            if text := padded(mark, LONGEST_ID):
                yield Limit("length of the form", text, padded(mark, LONGEST_ID + 1))
        if isinstance(mark, Ge):
            yield Limit("least", str(mark.ge), str(mark.ge - 1))
        if isinstance(mark, Le):
            yield Limit("most", str(mark.le), str(mark.le + 1))
        if inner is not None and isinstance(mark, MinLen):
            yield Limit("fewest", [sample(inner)] * mark.min_length, [sample(inner)] * (mark.min_length - 1))
        if inner is not None and isinstance(mark, MaxLen):
            yield Limit("most entries", [sample(inner)] * mark.max_length, [sample(inner)] * (mark.max_length + 1))
    if bare is int and not any(isinstance(mark, Le) for mark in marks):
        yield Limit("digits", "9" * MOST_DIGITS, "9" * (MOST_DIGITS + 1))
    if get_origin(bare) is Literal:
        yield Limit("words", get_args(bare)[-1], f"{get_args(bare)[-1]}x")
    if inner is not None and not (isinstance(inner.bare, type) and issubclass(inner.bare, Model)):
        wrap: Any = (lambda value: {get_args(get_args(bare)[0])[0]: value}) if get_origin(bare) is dict else None
        least = max([1, *(mark.min_length for mark in marks if isinstance(mark, MinLen))])
        for limit in limits(inner):
            one = wrap or (lambda value, least=least: [value] * least)
            yield Limit(f"{limit.name} of each", one(limit.at), one(limit.beyond))


def models_in(found: type[Model], seen: dict[type[Model], None]) -> None:
    """A model and all models in its fields."""
    if found in seen:
        return
    seen[found] = None
    waiting = [info.annotation for info in found.model_fields.values()]
    while waiting:
        annotation = waiting.pop()
        waiting += get_args(annotation)
        if isinstance(annotation, type) and issubclass(annotation, Model):
            models_in(annotation, seen)


MODELS: dict[type[Model], None] = {}
for file_type in (*FILE_TYPES, HIDE_FILE, COPY_SETTINGS_FILE):
    models_in(file_type.model, MODELS)

CASES = [
    pytest.param(found, name, limit, id=f"{found.__name__}.{name}: {limit.name}")
    for found in MODELS
    for name, info in found.model_fields.items()
    if name != "was"  # It holds former ids, whose form is that of the id.
    for limit in limits(shape_of(info.annotation, tuple(info.metadata)))
]


def test_every_limited_field_has_a_case() -> None:
    """A mark of another sort would be a limit that no one tries."""
    known = (Text, Form, Ref, Ge, Le, MinLen, MaxLen, AfterValidator, BeforeValidator)
    marks = {type(mark) for found in MODELS for info in found.model_fields.values() for mark in info.metadata}
    assert {mark.__name__ for mark in marks if mark not in known} <= {"Lines", "Dated", "WithJsonSchema"}
    tried = {(param.values[0], param.values[1]) for param in CASES}
    untried = [f"{found.__name__}.{name}" for found in MODELS for name in found.model_fields if (found, name) not in tried]
    assert [name for name in untried if not UNLIMITED.search(name)] == []


UNLIMITED = re.compile(r"\.(when|as_of|checked|id|was)$|^\w+\.(variants|talk|theme|extra|colors|contact|screen|sent)$")
"""Forms that say all there is, tried with the rule M208; and keys that hold a model, whose own fields are tried."""


@pytest.mark.parametrize("found", MODELS)
def test_the_plainest_sample_is_valid(found: type[Model]) -> None:
    found.model_validate(sample(Shape(found, ())))


@pytest.mark.parametrize(("found", "name", "limit"), CASES)
def test_what_is_at_a_limit_passes_and_what_is_beyond_fails(found: type[Model], name: str, limit: Limit) -> None:
    raw = sample(Shape(found, ()))
    found.model_validate({**raw, name: limit.at})
    with pytest.raises(ValidationError) as refused:
        found.model_validate({**raw, name: limit.beyond})
    assert {error["loc"][0] for error in refused.value.errors()} == {name}
