"""Validates a file's plain data with its model, and reports what Pydantic finds in plain words, with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from macros import model
from macros.diagnostics import Diagnostic, KeyPath, Place, nearest, nearest_name, one_of
from macros.loading.data_file import DataFile
from macros.loading.local_ids import NAMING_KEYS, is_local_id, local_id
from macros.model.references import model_at, model_in
from macros.model.registry import FILE_TYPES, FileType

MOST_DIAGNOSTICS_PER_FILE = 200
"""A file with more problems isn't a list with mistakes in it, but something completely different."""


def validate(file: DataFile) -> list[Diagnostic]:
    """Validate a file, and fill in its content with everything valid.

    Args:
        file: The file. Its content becomes a model without the invalid records, unless something outside the records is invalid.

    Returns:
        The problems with the rest.
    """
    diagnostics: list[Diagnostic] = []
    valid = dict(enumerate(file.records))
    try:
        content = file.file_type.model.model_validate(file.raw)
    except ValidationError as error:
        errors = [*error.errors(include_url=False)]
        errors += _behind_limits(file, errors)
        found = _model_diagnostics(file, errors)
        diagnostics += found[:MOST_DIAGNOSTICS_PER_FILE]
        if len(found) > MOST_DIAGNOSTICS_PER_FILE:
            rest = f"{len(found) - MOST_DIAGNOSTICS_PER_FILE:,} more problems in this file"
            diagnostics.append(
                Diagnostic(Place(file.name), "Y113", rest, expected="a file like the others in its folder; fix the ones above first")
            )
        faulty = {details["loc"][1] for details in errors if details["loc"][0] == file.file_type.list_key and len(details["loc"]) > 1}
        if any(details["loc"][0] != file.file_type.list_key or len(details["loc"]) == 1 for details in errors):
            return diagnostics
        valid = {index: record for index, record in valid.items() if index not in faulty}
        try:
            content = file.file_type.model.model_validate({**file.raw, file.file_type.list_key: list(valid.values())})
        except ValidationError:
            return diagnostics
    file.content = content
    if isinstance(content, model.Placed):
        content.set_origin(model.Origin(file.name, (), file.tree.places))
    if file.file_type.list_key:
        for index, record in zip(valid, getattr(content, file.file_type.list_key), strict=True):
            if isinstance(record, model.Placed):
                record.set_origin(model.Origin(file.name, (file.file_type.list_key, index), file.tree.places))
    return diagnostics


def unknown_names(file: DataFile) -> frozenset[str]:
    """The kinds of names the file may define more of than could be read.

    Args:
        file: The file, valid or not.

    Returns:
        The targets of references (see FileType.defines) whose list is missing, or has an entry without its id or name.
    """
    file_type, raw = file.file_type, file.raw
    if file_type.model is model.Vocabulary:
        lists = {name: model_in(info.annotation) for name, info in model.Vocabulary.model_fields.items()}
        terms = {name: term for name, term in lists.items() if isinstance(term, type) and issubclass(term, model.Term)}
        return frozenset(name for name, term in terms.items() if not _all_named(raw.get(name), term))
    by_id = file_type.named_after and not file_type.vocabulary
    if by_id and not _is_name(raw.get(file_type.named_after)):
        return file_type.defines
    if file_type.record_model and not _all_named(raw.get(file_type.list_key), file_type.record_model):
        return file_type.defines
    return frozenset()


def _all_named(records: Any, record_model: type[model.Model]) -> bool:
    keys = {"id", "name"} & record_model.model_fields.keys()
    return isinstance(records, list) and all(
        isinstance(record, dict) and all(_is_name(record.get(key)) for key in keys) for record in records
    )


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def misnamed(file: DataFile) -> frozenset[str]:
    """The kinds of names that have the wrong form in the file, so that references to the entry don't find it.

    Args:
        file: The file, valid or not.

    Returns:
        The targets of references (see FileType.defines).
    """
    fields = file.file_type.record_model.model_fields if file.file_type.record_model else {}
    forms = {key: mark for key in ("id", "name") if key in fields for mark in fields[key].metadata if isinstance(mark, model.Form)}
    names = ((str(record.get(key)).strip(), form) for record in file.records if isinstance(record, dict) for key, form in forms.items())
    return file.file_type.defines if any(not re.fullmatch(form.pattern, name) for name, form in names) else frozenset()


def _behind_limits(file: DataFile, errors: list[ErrorDetails]) -> Iterator[ErrorDetails]:
    """The problems in entries of lists that are too long, which Pydantic doesn't look at."""
    for details in errors:
        path = _path_in(file.raw, details)
        if details["type"] == "too_long" and path and isinstance(path[-1], str):
            field = model_at(file.file_type.model, path[:-1]).model_fields[path[-1]]
            try:
                # The limit of a list is in the metadata of its field, not in its type.
                TypeAdapter[Any](field.annotation or Any).validate_python(details["input"])
            except ValidationError as error:
                for inner in error.errors(include_url=False):
                    inner["loc"] = (*details["loc"], *inner["loc"])
                    yield inner


def _model_diagnostics(file: DataFile, errors: list[ErrorDetails]) -> list[Diagnostic]:
    """Pydantic's errors as diagnostics: one for each mistake."""
    diagnostics: dict[KeyPath, Diagnostic] = {}
    entries = file.records
    misplaced = {
        index: better
        for index, entry in enumerate(entries)
        if (better := better_file_type(entry, file.file_type, _record_model)) is not None
    }
    missing = {details["loc"] for details in errors if details["type"] == "missing"}
    for details in errors:
        path = _path_in(file.raw, details)
        entry = path[1] if len(path) > 1 and path[0] == file.file_type.list_key else None
        if isinstance(entry, int) and entry in misplaced:
            place, got = file.at(*path[:2]), ", ".join(entries[entry])
            diagnostics[path[:2]] = Diagnostic(
                place, "M210", "the keys of this entry belong to another kind of entry", got, where_it_belongs(misplaced[entry])
            )
            continue
        diagnostic = _model_diagnostic(file, details, path)
        near = diagnostic.nearest
        if details["type"] == "extra_forbidden" and near is not None and (*path[:-1], near) in missing:
            # The missing key is the one that is misspelled here.
            diagnostics[*path[:-1], near] = diagnostic
        elif path in diagnostics and diagnostics[path].code != diagnostic.code:
            # A value that can be one of two types is reported once, with both.
            diagnostics[path] = replace(diagnostics[path], expected=f"{diagnostics[path].expected}; or {diagnostic.expected}")
        else:
            diagnostics.setdefault(path, diagnostic)
    return list(diagnostics.values())


def _path_in(raw: Any, details: ErrorDetails) -> KeyPath:
    """Where in the plain data an error is. Pydantic's path also names the alternatives of a type, which a writer doesn't know about."""
    path: list[str | int] = []
    for step in details["loc"]:
        if step in raw if isinstance(raw, dict) else isinstance(raw, list) and isinstance(step, int):
            raw = raw[step]
            path.append(step)
    return (*path, details["loc"][-1]) if details["type"] == "missing" else tuple(path)


def _record_model(file_type: FileType) -> type[model.Model] | None:
    return file_type.record_model


def better_file_type(raw: Any, file_type: FileType, model_of: Callable[[FileType], type[model.Model] | None]) -> FileType | None:
    """The type of file an entry, or the content of a whole file, belongs in.

    Args:
        raw: Its plain data.
        file_type: The type of the file it is in.
        model_of: Gives the model to compare it with for a type of file: the model of the file, or of its records.

    Returns:
        Another type, if most of its keys don't fit its own type but fit that one; None otherwise.
    """

    def fit(other: FileType) -> int:
        other_model = model_of(other)
        if other_model is None:
            return -len(raw)
        known = other_model.model_fields.keys()
        needed = {name for name, info in other_model.model_fields.items() if info.is_required()}
        return len(raw.keys() & known) - len(raw.keys() - known) - len(needed - raw.keys())

    if not isinstance(raw, dict) or fit(file_type) >= 0:
        return None
    best = max(FILE_TYPES, key=fit)
    return best if fit(best) > 0 else None


def where_it_belongs(file_type: FileType) -> str:
    """What is expected of an entry or a file whose keys belong to another type: a place in that type's file."""
    return f"to find it in data/{file_type.patterns[0]}"


def _model_diagnostic(file: DataFile, details: ErrorDetails, path: KeyPath) -> Diagnostic:
    """One of Pydantic's errors as a diagnostic. `path` is where it is in the plain data."""
    error_type, context = details["type"], details.get("ctx", {})
    place, got, name = file.at(*path), details["input"], _named(path)
    shown = None if isinstance(got, (dict, list)) else str(got)
    key = str(path[-1]) if path else ""
    if details["loc"][-1] == "[key]":
        return Diagnostic(file.key_at(*path), "M201", "unknown key", key, one_of(re.findall(r"'([^']*)'", context["expected"])))
    if isinstance(got, str) and not got.strip() and error_type != "extra_forbidden":
        wanted = _EXPECTED.get(error_type, "some text")
        return Diagnostic(place, "M204", f"{name} is empty", expected=f"{wanted}, or no such line if it's optional")
    match error_type:
        case "extra_forbidden":
            allowed = list(model_at(file.file_type.model, path[:-1]).model_fields)
            expected = "a number without a comma, such as 1900" if key.isdigit() else one_of(allowed)
            there = file.value_at(path[:-1])
            # A key that is already there was hardly meant a second time.
            absent = [name for name in allowed if name not in there] if isinstance(there, dict) else allowed
            near = nearest(key, absent) or nearest(key, allowed) or nearest_name(key, allowed)
            return Diagnostic(file.key_at(*path), "M201", "unknown key", key, expected, near)
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
            return Diagnostic(place, "M207", f"{name} isn't one of the allowed words", shown, one_of(allowed), nearest(str(got), allowed))
        case "form":
            like = context["like"]
            own = local_id(like) if key in NAMING_KEYS and is_local_id(str(got)) else like
            return Diagnostic(place, "M208", f"{name} has the wrong form", shown, details["msg"].replace(like, own))
        case "whole_number" | "https_url" | "folder" | "email" | "iso_date" | "as_of" | "when" | "marks" | "no_marks" | "braces":
            return Diagnostic(place, "M208", f"{name} has the wrong form", shown, details["msg"])
        case "greater_than_equal" | "less_than_equal":
            return Diagnostic(place, "M209", f"{name} is out of range", shown, details["msg"].removeprefix("Input should be "))
    found = KEYS if isinstance(got, dict) else "a list" if isinstance(got, list) else shown
    if found == "a list" and _EXPECTED.get(error_type) == KEYS and path and isinstance(path[-1], int):
        return Diagnostic(place, "M203", f"{name} is of the wrong kind", found, f"{KEYS}, after a single dash")
    return Diagnostic(place, "M203", f"{name} is of the wrong kind", found, _EXPECTED.get(error_type, details["msg"]))


KEYS = "keys with values"
_EXPECTED = {
    "string_type": "text",
    "int_type": "a whole number in digits",
    "whole_number": "a whole number in digits",
    "list_type": "a list: each entry on its own line, after a dash and a space; or all in brackets, [one, two]",
    "dict_type": KEYS,
    "model_type": KEYS,
}
"""What should be there, by the type of Pydantic's error."""


def _named(path: KeyPath) -> str:
    """What a diagnostic is about, in the writer's terms: a key, or an entry of a list."""
    names = [step for step in path if isinstance(step, str)]
    if not names:
        return "this"
    return f"entry {path[-1] + 1} of {names[-1]}" if isinstance(path[-1], int) else names[-1]
