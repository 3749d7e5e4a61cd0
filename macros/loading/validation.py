"""Judges the shape of a file's plain data by its model, and tells what is wrong in our words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from macros import model
from macros.diagnostics import Diagnostic, Place, nearest, one_of
from macros.loading.data_file import DataFile
from macros.model.references import model_at
from macros.model.registry import FILE_TYPES, FileType

MOST_DIAGNOSTICS_PER_FILE = 200
"""A file with more is not a list with slips in it, but something else."""


def validate(file: DataFile) -> list[Diagnostic]:
    """Fill in `file.content` with what is valid, without faulty records.

    Returns:
        What is wrong with the rest.
    """
    diagnostics: list[Diagnostic] = []
    kept = dict(enumerate(file.records))
    try:
        content = file.file_type.model.model_validate(file.raw)
    except ValidationError as error:
        errors = error.errors(include_url=False)
        told = _model_diagnostics(file, errors)
        diagnostics += told[:MOST_DIAGNOSTICS_PER_FILE]
        if len(told) > MOST_DIAGNOSTICS_PER_FILE:
            rest = f"{len(told) - MOST_DIAGNOSTICS_PER_FILE:,} more faults in this file"
            diagnostics.append(
                Diagnostic(Place(file.name), "Y113", rest, expected="a file like the others of its folder; mend these first")
            )
        faulty = {details["loc"][1] for details in errors if details["loc"][0] == file.file_type.list_key and len(details["loc"]) > 1}
        if any(details["loc"][0] != file.file_type.list_key or len(details["loc"]) == 1 for details in errors):
            return diagnostics
        kept = {index: record for index, record in kept.items() if index not in faulty}
        try:
            content = file.file_type.model.model_validate({**file.raw, file.file_type.list_key: list(kept.values())})
        except ValidationError:
            return diagnostics
    file.content = content
    if isinstance(content, model.Placed):
        content.came_from(model.Origin(file.name, (), file.tree.places))
    if file.file_type.list_key:
        for index, record in zip(kept, getattr(content, file.file_type.list_key), strict=True):
            if isinstance(record, model.Placed):
                record.came_from(model.Origin(file.name, (file.file_type.list_key, index), file.tree.places))
    return diagnostics


def has_all_names(file: DataFile) -> bool:
    """Whether the file has its list of records, and each of them its id or name, so that all that it holds is known by name."""
    records = file.raw.get(file.file_type.list_key) if file.file_type.list_key else []
    record_model = file.file_type.record_model
    keys = {"id", "name"} & record_model.model_fields.keys() if record_model else set()
    return isinstance(records, list) and all(isinstance(record, dict) and keys <= record.keys() for record in records)


def _model_diagnostics(file: DataFile, errors: list[dict[str, Any]]) -> list[Diagnostic]:
    """Pydantic's errors, told as ours: one for each slip."""
    diagnostics: dict[tuple, Diagnostic] = {}
    entries = file.records
    strays = {
        index: home for index, entry in enumerate(entries) if (home := better_file_type(entry, file.file_type, _record_model)) is not None
    }
    missing = {details["loc"] for details in errors if details["type"] == "missing"}
    for details in errors:
        path = _path_in(file.raw, details)
        entry = path[1] if len(path) > 1 and path[0] == file.file_type.list_key else None
        if entry in strays:
            place, got = file.at(*path[:2]), ", ".join(entries[entry])
            diagnostics[path[:2]] = Diagnostic(
                place, "M210", "this entry's keys are those of another kind", got, where_it_belongs(strays[entry])
            )
            continue
        diagnostic = _model_diagnostic(file, details, path)
        if details["type"] == "extra_forbidden" and (*path[:-1], near := diagnostic.nearest) in missing:
            # The key that is missing is the one that is misspelt here.
            diagnostics[*path[:-1], near] = diagnostic
        elif path in diagnostics and diagnostics[path].code != diagnostic.code:
            # A value that may be of two kinds is told once, with both.
            diagnostics[path] = replace(diagnostics[path], expected=f"{diagnostics[path].expected}; or {diagnostic.expected}")
        else:
            diagnostics.setdefault(path, diagnostic)
    return list(diagnostics.values())


def _path_in(raw: Any, details: dict[str, Any]) -> tuple:
    """Where in the plain data an error is. Pydantic names the alternatives of a type in its path too, which a writer does not know."""
    path = []
    for step in details["loc"]:
        if (isinstance(raw, dict) and step in raw) or (isinstance(raw, list) and isinstance(step, int)):
            raw = raw[step]
            path.append(step)
    return (*path, details["loc"][-1]) if details["type"] == "missing" else tuple(path)


def _record_model(file_type: FileType) -> type[model.Model] | None:
    return file_type.record_model


def better_file_type(raw: Any, file_type: FileType, model_of: Callable[[FileType], type[model.Model] | None]) -> FileType | None:
    """The kind of file where an entry with these keys belongs, when most of them do not fit its own and fit there."""

    def fit(other: FileType) -> int:
        shape = model_of(other)
        if shape is None:
            return -len(raw)
        needed = {name for name, info in shape.model_fields.items() if info.is_required()}
        return len(raw.keys() & shape.model_fields.keys()) - len(raw.keys() - shape.model_fields.keys()) - len(needed - raw.keys())

    if not isinstance(raw, dict) or fit(file_type) >= 0:
        return None
    best = max(FILE_TYPES, key=fit)
    return best if fit(best) > 0 else None


def where_it_belongs(file_type: FileType) -> str:
    """Where a stray belongs."""
    return f"it in data/{file_type.patterns[0]}"


def _model_diagnostic(file: DataFile, details: dict[str, Any], path: tuple) -> Diagnostic:
    """One of Pydantic's errors, told as ours. `path` is where it is in the plain data."""
    kind, context = details["type"], details.get("ctx", {})
    place, got, name = file.at(*path), details["input"], _named(path)
    shown = None if isinstance(got, (dict, list)) else str(got)
    key = str(path[-1]) if path else ""
    if details["loc"][-1] == "[key]":
        return Diagnostic(file.key_at(*path), "M201", "unknown key", key, one_of(re.findall(r"'([^']*)'", context["expected"])))
    if isinstance(got, str) and not got.strip() and kind != "extra_forbidden":
        wanted = _EXPECTED.get(kind, "some text")
        return Diagnostic(place, "M204", f"{name} is empty", expected=f"{wanted}; or no such line, if it may be left out")
    match kind:
        case "extra_forbidden":
            allowed = list(model_at(file.file_type.model, path[:-1]).model_fields)
            expected = "a number without a comma, such as 1900" if key.isdigit() else one_of(allowed)
            return Diagnostic(file.key_at(*path), "M201", "unknown key", key, expected, nearest(key, allowed))
        case "missing":
            return Diagnostic(file.at(*path[:-1]), "M202", f"the key {key} is missing", expected=f"a line {key}: ...")
        case "string_too_long":
            return Diagnostic(place, "M205", f"{name} is too long", f"{len(got)} characters", f"at most {context['max_length']}")
        case "too_many_words":
            return Diagnostic(place, "M205", f"{name} is too long", f"{context['count']} words", f"at most {context['most']}")
        case "too_long":
            return Diagnostic(
                place, "M205", f"{name} has too many entries", str(context["actual_length"]), f"at most {context['max_length']}"
            )
        case "too_short":
            return Diagnostic(
                place, "M206", f"{name} has too few entries", str(context["actual_length"]), f"at least {context['min_length']}"
            )
        case "literal_error":
            allowed = re.findall(r"'([^']*)'", context["expected"])
            return Diagnostic(place, "M207", f"{name} is not one of the allowed words", shown, one_of(allowed), nearest(str(got), allowed))
        case "form":
            return Diagnostic(
                place, "M208", f"{name} has the wrong form", shown, f"lower case without spaces, in the form of {context['like']}"
            )
        case "whole_number" | "https_url" | "folder" | "email" | "iso_date" | "as_of" | "when" | "marks" | "no_marks" | "braces":
            return Diagnostic(place, "M208", f"{name} has the wrong form", shown, details["msg"])
        case "greater_than_equal" | "less_than_equal":
            return Diagnostic(place, "M209", f"{name} is out of range", shown, details["msg"].removeprefix("Input should be "))
    found = {dict: "keys with values", list: "a list"}.get(type(got), shown)
    if found == "a list" and _EXPECTED.get(kind) == KEYS and path and isinstance(path[-1], int):
        return Diagnostic(place, "M203", f"{name} is of the wrong kind", found, f"{KEYS}, behind one dash")
    return Diagnostic(place, "M203", f"{name} is of the wrong kind", found, _EXPECTED.get(kind, details["msg"]))


KEYS = "keys with values"
_EXPECTED = {
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
