"""Judges the shape of a file's plain data by its model, and tells what is wrong in our words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from macros import model
from macros.faults import Fault, Place, listed, nearest
from macros.kinds import KINDS, DataFile, Kind, model_at, records_of, shape_of

MOST_FAULTS_OF_A_FILE = 200
"""A file with more is not a list with slips in it, but something else."""


def validate(file: DataFile, faults: list[Fault]) -> None:
    """Fill in `file.content` with what is valid; faulty records are left out and reported."""
    kept = dict(enumerate(records_of(file)))
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


def names_all(file: DataFile) -> bool:
    """Whether the file has its list of records, and each of them its id or name, so that all that it holds is known by name."""
    records = file.raw.get(file.kind.records) if file.kind.records else []
    keys = {"id", "name"} & _record_model(file.kind).model_fields.keys() if file.kind.records else set()
    return isinstance(records, list) and all(isinstance(record, dict) and keys <= record.keys() for record in records)


def _shape_faults(file: DataFile, errors: list[dict[str, Any]]) -> list[Fault]:
    """Pydantic's errors, told as ours: one for each slip."""
    faults: dict[tuple, Fault] = {}
    entries = records_of(file)
    strays = {index: home for index, entry in enumerate(entries) if (home := home_of(entry, file.kind, _record_model)) is not None}
    missing = {details["loc"] for details in errors if details["type"] == "missing"}
    for details in errors:
        path = _path_in(file.raw, details)
        entry = path[1] if len(path) > 1 and path[0] == file.kind.records else None
        if entry in strays:
            place, got = file.at(*path[:2]), ", ".join(entries[entry])
            faults[path[:2]] = Fault(place, "M210", "this entry's keys are those of another kind", got, at_home(strays[entry]))
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


def home_of(raw: Any, kind: Kind, model_of: Callable[[Kind], type[model.Model] | None]) -> Kind | None:
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


def at_home(kind: Kind) -> str:
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
            allowed = list(model_at(file.kind.model, path[:-1]).model_fields)
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
