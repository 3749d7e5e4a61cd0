"""Builds an entry from the values it is given, and adds it to its file.

The whole guide is checked with the entry before a byte is written, and only the entry's own lines are added.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from macros import model
from macros.authoring.entry_checks import keys_named, value_diagnostics
from macros.authoring.entry_draft import EntryDraft, OpenGuide, clean, place_in_order
from macros.authoring.formatter import meaning_of, unified_diff, write_atomically
from macros.checks.references import all_ids, free_id
from macros.diagnostics import Diagnostic, InvalidGuideError, nearest, one_of
from macros.outputs.html.page_index import open_site
from macros.reference.entry_commands import TargetFile, describe, flag_of, how_often, option_name, target_flags
from macros.reference.fields import EntryField
from macros.settings import as_typed_here
from macros.yaml_io.parser import parse_yaml, read_yaml
from macros.yaml_io.writer import insert_entry

STILL_TO_DO = ("P407", "P408", "R325", "R354")
"""Problems a new entry may have. They are fixed later, when it is shown, cited or named elsewhere, or other entries get fewer minutes."""


NUMBERED = re.compile(r"-\d{2,3}$")
"""The end of a numbered id."""
MOST_WORDS = 4
"""The most words an id made of words can have."""


class NothingWrittenError(click.ClickException):
    """No entry was added. The sentences say why, one per line."""

    def __init__(self, *sentences: str) -> None:
        super().__init__("\n".join(sentences))

    def show(self, file: Any = None) -> None:
        click.echo(self.message, file=file, err=True)


# From flags -------------------------------------------------------------------------------------


def draft_from(guide: OpenGuide, command: str, given: Mapping[str, Any]) -> EntryDraft:
    """The entry with everything the options give.

    Raises:
        NothingWrittenError: With everything that is wrong in them, at once.
    """
    draft = EntryDraft(guide, command)
    problems = list(_target_problems(draft, given))
    draft.target = next((target for target in draft.targets if _is_chosen(target, given)), None)
    for field in draft.fields:
        if given[option_name(field)] not in (None, ()):
            value = clean(field, given[option_name(field)])
            draft.finish(field, value)
            problems += [f"{flag_of(field)}: {diagnostic.sentence()}" for diagnostic in value_diagnostics(draft, field, value)]
    if problems:
        raise NothingWrittenError(*problems, *_more_help(draft))
    return draft


def _is_chosen(target: TargetFile, given: Mapping[str, Any]) -> bool:
    return not target.doc.flag or given[target.doc.flag] in target.names


def _target_problems(draft: EntryDraft, given: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with the choice of the file."""
    chosen = {flag: given[flag] for flag in target_flags(draft.command) if given[flag] is not None}
    if not draft.targets:
        yield f"there is no file {draft.doc.noun} could go into, or none that can be read"
    if len(chosen) > 1:
        yield f"{' and '.join(f'--{flag}' for flag in chosen)}: it can go into only one file, so use one of these"
    for flag, name in chosen.items():
        names = [target.name for target in draft.targets if target.doc.flag == flag]
        if not any(_is_chosen(target, {**given, flag: name}) for target in draft.targets if target.doc.flag == flag):
            near = nearest(name, names)
            yield f"--{flag}: there is no {flag} of that name; got {name!r}; expected {one_of(names)}" + (
                f"; did you mean {near!r}?" if near else ""
            )
    chosen_target = next((target for target in draft.targets if _is_chosen(target, given)), None)
    if chosen_target is not None and chosen_target.full:
        yield chosen_target.full


def missing_fields(draft: EntryDraft) -> list[EntryField]:
    """The keys that can't be left out and don't have a value yet."""
    return [field for field in draft.fields if draft.missing(field)]


def require_complete(draft: EntryDraft) -> None:
    """Raises NothingWrittenError with everything that is missing."""
    missing = [f"{flag_of(field)} is missing: {describe(field)}{how_often(field)}" for field in missing_fields(draft)]
    if draft.target is None:
        flags = " or ".join(f"--{flag}" for flag in target_flags(draft.command))
        names = one_of(target.name for target in draft.targets).capitalize()
        missing.insert(0, f"{flags} is missing: The file it goes into. {names}.")
    if missing:
        raise NothingWrittenError(*missing, *_more_help(draft))


def _more_help(draft: EntryDraft) -> Iterator[str]:
    yield "Nothing was written."
    yield as_typed_here(f"For more help: {draft.doc.command_line} --help")


# The id -----------------------------------------------------------------------------------------


def propose_id(draft: EntryDraft, target: TargetFile) -> str:
    """An id no entry has or had: the next number in its file or for its channel, or the authors and the year of a source."""
    taken = all_ids(draft.guide.loaded)
    if draft.entry_model is model.Source:
        return _source_id(draft.data, taken)
    records = target.file.raw.get(draft.doc.list_key)
    written = [str(record.get("id")) for record in (records if isinstance(records, list) else ()) if isinstance(record, dict)]
    if len(list(filter(NUMBERED.search, written))) * 2 < len(written):
        return _worded_id(draft.data, written, taken)
    like = next(filter(NUMBERED.search, written), f"{draft.command[0]}-{target.name}-01")
    if draft.entry_model is model.Template:
        # The templates of all channels are in one file.
        like = f"{like[0]}-{draft.data['channel']}-01"
    proposed = free_id(like, taken)
    assert proposed is not None, "such an id ends in a number"
    return proposed


def _worded_id(data: Mapping[str, Any], written: list[str], taken: set[str]) -> str:
    """An id made of words: the prefix all others have, and the first words of the entry's name."""
    prefixes = {match[0] for name in written if (match := re.match(r"[a-z]-", name))}
    name = " ".join(data[key] for key in ("platform", "title", "term", "label") if key in data)
    words = re.findall(r"[a-z]+", _ascii(name))[:MOST_WORDS]
    return _free(f"{prefixes.pop() if len(prefixes) == 1 else ''}{'-'.join(words)}", taken | set(written))


def _source_id(data: Mapping[str, Any], taken: set[str]) -> str:
    short = re.sub(r"\b(and|others|the|of)\b", " ", _ascii(data["short"]))
    return _free("-".join([*re.findall(r"[a-z0-9]+", short)[:3], data["year"]]), taken)


def _ascii(text: str) -> str:
    """The text in lower case, without accents."""
    return unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()


def _free(stem: str, taken: set[str]) -> str:
    """The id, with a letter added if it is taken."""
    return next(name for name in (stem, *(f"{stem}-{letter}" for letter in "bcdefghijklmnopqrstuvwxyz")) if name not in taken)


# Adding -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Insertion:
    """A file with the entry in it, and what the check then reports.

    Args:
        name: The file's path below the project's folder.
        before: Its text now.
        after: Its text with the entry.
        line: The line the entry begins on, from 1.
        fields: The keys to ask for, so that the problems get fixed.
        problems: The problems the entry would cause.
        still_to_do: The problems that can be fixed later.
    """

    name: str
    before: str
    after: str
    line: int
    fields: list[EntryField]
    problems: list[Diagnostic]
    still_to_do: list[Diagnostic]


def insert(draft: EntryDraft, target: TargetFile) -> Insertion:
    """The file with the entry in it, checked but not written. Raises NothingWrittenError if the entry can't be added."""
    root, name = draft.guide.root, target.file.name
    before = (root / name).read_text("utf-8")
    # In a copy, the loaded data isn't only the content of this file.
    records = parse_yaml(before, name)[draft.doc.list_key]
    data = {key: value for key, value in draft.data.items() if value}
    for record in records:
        if isinstance(record, dict) and meaning_of({**record, "id": ""}) == meaning_of({**data, "id": ""}):
            known = f", as {record['id']}" if "id" in record else ""
            raise NothingWrittenError(f"{name} already has this entry{known}.", "Nothing was written.")
    entry = draft.entry_model.model_validate(data)
    index = place_in_order(entry, records)
    try:
        after, line = insert_entry(before, draft.doc.list_key, index, entry.model_dump(exclude_unset=True), draft.entry_model)
    except ValueError as error:
        raise NothingWrittenError(f"{name}: {error}.", "Nothing was written.") from None
    found = _new_among(_diagnostics_of(root, {name: after}), root)
    problems = [one for one in found if one.code not in STILL_TO_DO]
    fields = _fields_to_fix(draft, problems, root / name, name, after, index)
    return Insertion(name, before, after, line, fields, problems, [one for one in found if one.code in STILL_TO_DO])


def write(root: Path, insertion: Insertion) -> None:
    """Write the file. Raises NothingWrittenError if that fails, and then the file hasn't changed."""
    try:
        write_atomically(root / insertion.name, insertion.after)
    except OSError as error:
        raise NothingWrittenError(f"{insertion.name} can't be written: {error.strerror or error}.", "Nothing was written.") from None


def diff(insertion: Insertion) -> str:
    """The changes that writing the file would make."""
    return unified_diff(insertion.name, insertion.before, insertion.after)


def _fields_to_fix(draft: EntryDraft, problems: list[Diagnostic], path: Path, name: str, text: str, index: int) -> list[EntryField]:
    """The missing keys the problems name. If none are missing, the keys a problem names, or whose value it is about."""
    tree, _ = read_yaml(path, name, text)
    entry = (draft.doc.list_key, index)
    places = {place: inner[2] for inner, place in tree.places.items() if inner[:2] == entry and len(inner) > 2} if tree else {}
    named = set[str]().union(*map(keys_named, problems))
    missing = [field for field in draft.fields if field.path[0] in named - draft.data.keys()]
    keys = named | {places.get(problem.place) for problem in problems}
    return missing or [field for field in draft.fields if field.path[0] in keys]


def _diagnostics_of(root: Path, overrides: Mapping[str, str]) -> list[Diagnostic]:
    try:
        open_site(root, overrides)
    except InvalidGuideError as error:
        return error.diagnostics
    return []


def _new_among(found: list[Diagnostic], root: Path) -> list[Diagnostic]:
    """The problems that weren't there without the entry."""
    if not found:
        return []
    # Lines may have moved, so problems are compared by their text.
    known = {(one.place.file, one.code, one.what, one.got) for one in _diagnostics_of(root, {})}
    return [one for one in found if (one.place.file, one.code, one.what, one.got) not in known]
