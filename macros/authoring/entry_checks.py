"""Checks an entry while someone is writing it: each value by the model, and the entry so far by the rules.

The whole guide is checked again before anything is written. These checks report a problem while the person can still change the answer.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from macros import model
from macros.authoring.entry_draft import EntryDraft, OpenGuide, place_in_order, put
from macros.checks.references import VOCABULARIES, all_ids, free_id
from macros.checks.rule import RULES
from macros.diagnostics import Diagnostic, KeyPath, Place, nearest, one_of
from macros.loading.data_file import DataFile
from macros.loading.dataset import build_dataset
from macros.loading.loader import LoadResult
from macros.loading.validation import validate
from macros.model.references import reference_name, references_in
from macros.model.registry import FileType
from macros.reference.fields import EntryField, example_for
from macros.yaml_io.parser import HIDDEN, Tree

MISSING = "M202"
"""The code for a key that isn't there."""
DRAFT = Place("")
"""The place of a problem in an entry that isn't in a file yet."""


def value_diagnostics(draft: EntryDraft, field: EntryField, value: str | list[str]) -> list[Diagnostic]:
    """What is wrong with a value by itself: what the model reports, and names in it that don't exist."""
    if any(HIDDEN.search(text) or re.search("[\ud800-\udfff]", text) for text in ([value] if isinstance(value, str) else value)):
        what = "it contains an invisible character"
        return [Diagnostic(DRAFT, "Y108", what, expected="text you typed yourself instead of pasting it")]
    # The value is put into an example that is otherwise valid.
    raw = _example(draft)
    put(raw, field, copy.copy(value))
    found = list(_unknown_names(draft.guide, draft.entry_model, field, raw))
    taken = all_ids(draft.guide.loaded)
    if field.path == ("id",) and isinstance(value, str) and value in taken:
        free = free_id(value, taken)
        expected = "an id of its own" + (f", such as {free}" if free else "")
        found.append(Diagnostic(DRAFT, "R301", "this id is already taken", value, expected))
    # What the keys next to it still lack is asked for later.
    wrong = [diagnostic for diagnostic in validate(_draft_file(draft, raw)) if not (field.path[1:] and diagnostic.code == MISSING)]
    return [*wrong, *found]


def _unknown_names(guide: OpenGuide, entry_model: type[model.Model], field: EntryField, raw: dict[str, Any]) -> Iterator[Diagnostic]:
    for path, target, name in references_in(entry_model, raw):
        known = _known_names(guide, target)
        if path[0] == field.path[0] and name not in known:
            expected = one_of(known) if field.words else reference_name(target).existing
            yield Diagnostic(DRAFT, "R302", f"there is no {reference_name(target).what} of that name", name, expected, nearest(name, known))


def _known_names(guide: OpenGuide, target: str) -> list[str]:
    """The names a reference to such a target can use."""
    if target == "target":
        return [*guide.dataset.records, *guide.pages]
    if target in VOCABULARIES:
        return [term.id for term in getattr(guide.dataset.vocabulary, target)]
    files = (file for file in guide.loaded.files if file.file_type.reference == target)
    return [str(record.get("id")) for file in files for record in file.records if isinstance(record, dict)]


def rule_diagnostics(draft: EntryDraft) -> set[Diagnostic]:
    """What the rules report about the entry so far, as if it were in its file, at its place.

    A required key without a value gets the value of an example. What the rules report about that value is left out.
    """
    if draft.target is None or draft.target.file.content is None:
        return set()
    required = {key: value for key, value in _example(draft).items() if draft.entry_model.model_fields[key].is_required()}
    alone = _draft_file(draft, {**required, **draft.data})
    if validate(alone):
        return set()  # A value isn't valid by itself, and is reported already.
    assert alone.content is not None, "a valid file has content"
    content, list_key = draft.target.file.content, draft.doc.list_key
    entries = list(getattr(content, list_key))
    entries.insert(place_in_order(alone.content, [entry.model_dump(exclude_unset=True) for entry in entries]), alone.content)
    changed = replace(draft.target.file, content=content.model_copy(update={list_key: entries}))
    dataset = build_dataset(LoadResult([changed if file is draft.target.file else file for file in draft.guide.loaded.files]))
    assert dataset is not None, "the vocabulary was there when the guide was opened"
    not_given = {place for path, place in alone.tree.places.items() if path[0] not in draft.data}
    found = (diagnostic for rule in RULES.values() for diagnostic in rule(dataset))
    return {diagnostic for diagnostic in found if diagnostic.place.file == DRAFT.file and diagnostic.place not in not_given}


def keys_named(diagnostic: Diagnostic) -> set[str]:
    """The keys a diagnostic asks for. The text in `expected` has such a key with its colon, as in `a line softener: ...`."""
    return set(re.findall(r"\b([a-z_]+):", diagnostic.expected or ""))


def _draft_file(draft: EntryDraft, raw: dict[str, Any]) -> DataFile:
    """An entry as if it were a file of its own, with a line for each of its keys that is the same whatever else it has."""
    lines = {name: number for number, name in enumerate(draft.entry_model.model_fields, start=2)}
    places: dict[KeyPath, Place] = {(name,): Place(DRAFT.file, lines[name]) for name in raw if name in lines}
    return DataFile(DRAFT.file, FileType("entry", "entries", (), draft.entry_model), Tree(_as_text(raw), places))


def _example(draft: EntryDraft) -> dict[str, Any]:
    return example_for(draft.doc, draft.guide.dataset, draft.target.file.raw if draft.target else {})


def _as_text(value: Any) -> Any:
    """Plain data the way the loader gives it: all text."""
    if isinstance(value, dict):
        return {key: _as_text(inner) for key, inner in value.items()}
    return [_as_text(inner) for inner in value] if isinstance(value, list) else str(value)
