"""What differs between two states of the guide: for whoever reviews a change, and for the comment on a pull request.

Data files are compared as they were read, before they are judged, so that a fault in one place leaves the rest comparable. All text
that comes from data stands in code spans, of which Markdown makes nothing: no mention, no link, no picture, no HTML.
"""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from macros import model
from macros.diagnostics import Diagnostic, InvalidGuideError, Place, one_line
from macros.loading.data_file import DataFile
from macros.loading.loader import LoadResult, load
from macros.model.references import model_in
from macros.outputs.context import RenderContext, SiteIndex
from macros.outputs.html.page_index import open_site
from macros.outputs.pdf.catalog import DOWNLOADS, printed_files
from macros.outputs.pdf.sheets import sheet_contents
from macros.settings import Settings

MOST_CHANGES = 50
"""With more changes than these, only their numbers are told."""
MOST_LINES = 40
"""How many warnings, and how many files, are told at most."""
TITLES = ("question", "title", "text", "label", "term")
"""The keys by which people know an entry, the first that it has."""
NOT_THERE = ("Y101", "Y102")
"""The faults of a file that holds no entries, rather than entries that can't be read."""
SHEET_SOURCES = ("macros/templates/sheets", "macros/sheets.py")
"""What makes the printed sheets out of data: when it changes, any sheet may."""


class EntryState(NamedTuple):
    """Something in data/ as it was read: an entry of a list, or a file with what it holds besides such lists.

    `kind` is the key of the list, or "" for a file; `permanent`: whether links and saved ticks depend on its id.
    """

    kind: str
    id: str
    file: str
    raw: dict[str, Any]
    permanent: bool

    @property
    def names(self) -> list[str]:
        """The id, and those that it had before."""
        former = self.raw.get("was")
        return [self.id, *(name for name in (former if isinstance(former, list) else []) if isinstance(name, str))]


class EntryChange(NamedTuple):
    """What happened to an entry; `before` is what it was, where it is known, and `keys` are those with another value."""

    verb: str
    entry: EntryState
    before: EntryState | None = None
    keys: tuple[str, ...] = ()


@dataclass
class Changes:
    """All changes, in the order of files and kinds; the ids that vanished; the files that can't be read on one side or the other.

    `sheets` are the ids of the printed sheets that change, or None where faults keep the guide from being printed.
    """

    found: list[EntryChange] = field(default_factory=list)
    vanished: list[tuple[str, EntryState]] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)
    sheets: list[str] | None = field(default_factory=list)


def changes_since(root: Path, base: str, settings: Settings) -> Changes:
    """What differs between the guide under `root` and the one at `base`, a git revision or a folder.

    Of a branch that has gone on meanwhile, the commit counts where the two parted. Raises Faults when there is no such base.
    """
    with _state_at(root, base) as before:
        changes = compare(load(before), load(root))
        changes.sheets = _changed_sheets(before, root, settings)
    return changes


def copy_sheets(root: Path, names: list[str], folder: Path) -> list[Path]:
    """Copy the PDFs of the sheets of these ids from docs/downloads to `folder`; returns the copies. Raises Faults when one is missing."""
    files = [root / "docs" / DOWNLOADS / file.name for name in names for file in printed_files(name)]
    missing = [file for file in files if not file.is_file()]
    if missing:
        what, expected = "this sheet has not been made", "the files that `make sheets` writes; run it first"
        raise InvalidGuideError(Diagnostic(Place(f"docs/{DOWNLOADS}/{file.name}"), "C602", what, expected=expected) for file in missing)
    folder.mkdir(parents=True, exist_ok=True)
    return [Path(shutil.copy2(file, folder)) for file in files]


# The two states -----------------------------------------------------------------------------------


@contextmanager
def _state_at(root: Path, base: str) -> Iterator[Path]:
    """A folder with the guide as it was at `base`."""
    if (root / base / "data").is_dir():
        yield root / base
        return
    commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{base}^{{commit}}").decode().strip()
    if not commit:
        expected = "a branch, tag or commit of this repository, such as origin/main, or a folder that holds data/"
        raise InvalidGuideError([Diagnostic(Place(base), "C601", "there is nothing of that name to compare with", base, expected)])
    # A shallow clone may not hold the commit where the two parted; then the base itself is compared.
    parted = _git(root, "merge-base", commit, "HEAD").decode().strip() or commit
    with TemporaryDirectory() as folder:
        zipfile.ZipFile(io.BytesIO(_git(root, "archive", "--format=zip", parted))).extractall(folder)
        yield Path(folder)


def _git(root: Path, *arguments: str) -> bytes:
    """What git says; nothing when it can't do it, or where there is no git."""
    try:
        return subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=False).stdout
    except FileNotFoundError:
        return b""


def _changed_sheets(before: Path, root: Path, settings: Settings) -> list[str] | None:
    """The ids of the sheets and packs that print otherwise than before."""
    now, then = _printed(root, settings), _printed(before, settings)
    if now is None:
        return None
    same_makers = _makers(before) == _makers(root)
    return [name for name in now if then is None or not same_makers or then.get(name) != now[name]]


def _printed(root: Path, settings: Settings) -> dict[str, str] | None:
    """What is printed on each sheet, as text; None where faults keep the guide from being printed."""
    try:
        site_index: SiteIndex = open_site(root)[0]
    except InvalidGuideError:
        return None
    return {name: json.dumps([template, data]) for name, template, data in sheet_contents(RenderContext(site_index, settings, ""))}


def _makers(root: Path) -> dict[str, bytes]:
    paths = [path for maker in SHEET_SOURCES for path in (root / maker, *(root / maker).rglob("*"))]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths if path.is_file()}


# Comparing ----------------------------------------------------------------------------------------


def compare(before: LoadResult, after: LoadResult) -> Changes:
    """What differs between two states of data/."""
    unreadable = _unreadable(before) | _unreadable(after)
    old, new = _entries(before, unreadable), _entries(after, unreadable)
    successors = {name: entry for entry in new.values() for name in entry.names[1:]}
    renamed = {key: successors[entry.id] for key, entry in old.items() if key not in new and entry.id in successors}
    found = []
    for key, entry in old.items():
        if key in new:
            found += _difference(entry, new[key])
        elif key in renamed:
            found.append(EntryChange("renamed", renamed[key], entry, _keys(entry.raw, renamed[key].raw)))
        elif entry.id:
            found.append(EntryChange("removed", entry))
    taken = {(entry.kind, entry.id) for entry in renamed.values()}
    found += [EntryChange("added", entry) for key, entry in new.items() if key not in old and key not in taken and entry.id]
    kept = {name for entry in new.values() for name in entry.names}
    vanished = [(name, entry) for entry in old.values() if entry.permanent for name in entry.names if name not in kept]
    return Changes(sorted(found, key=lambda change: (change.entry.file, change.entry.kind)), vanished, sorted(unreadable))


def _unreadable(loaded: LoadResult) -> set[str]:
    return loaded.unread - {diagnostic.place.file for diagnostic in loaded.diagnostics if diagnostic.code in NOT_THERE}


def _entries(loaded: LoadResult, left_out: set[str]) -> dict[tuple[str, str], EntryState]:
    """Everything that can be compared, by kind and id; a file without an id counts under its name."""
    found = {}
    for file in loaded.files:
        if file.name not in left_out:
            for entry in _entries_of(file):
                found[entry.kind, entry.id or entry.file] = entry
    return found


def _entries_of(file: DataFile) -> Iterator[EntryState]:
    own = dict(file.raw)
    for key, info in file.file_type.model.model_fields.items():
        listed = [entry for entry in _list(file.raw.get(key)) if _id(entry)]
        if listed:
            shape = model_in(info.annotation)
            permanent = isinstance(shape, type) and issubclass(shape, model.Record)
            yield from (EntryState(key, _id(entry), file.name, entry, permanent) for entry in listed)
            # Of the list itself only the order is left to compare; the tuple marks it.
            own[key] = tuple(_id(entry) for entry in listed)
    yield EntryState("", _id(own), file.name, own, issubclass(file.file_type.model, model.Record))


def _list(value: Any) -> list:
    return value if isinstance(value, list) else []


def _id(raw: Any) -> str:
    """An entry's id, or a placeholder's name; "" where it has neither."""
    name = (raw.get("id") or raw.get("name")) if isinstance(raw, dict) else None
    return name if isinstance(name, str) else ""


def _difference(before: EntryState, after: EntryState) -> list[EntryChange]:
    keys = _keys(before.raw, after.raw)
    if before.file != after.file:
        return [EntryChange("moved", after, before, keys)]
    return [EntryChange("changed", after, before, keys)] if keys else []


def _keys(before: dict[str, Any], after: dict[str, Any]) -> tuple[str, ...]:
    return tuple(key for key in {**before, **after} if _differs(before.get(key), after.get(key)))


def _differs(before: Any, after: Any) -> bool:
    if isinstance(before, tuple) and isinstance(after, tuple):
        return [name for name in before if name in after] != [name for name in after if name in before]
    return before != after and not isinstance(before, tuple) and not isinstance(after, tuple)


# Telling ------------------------------------------------------------------------------------------


def markdown(changes: Changes) -> str:
    """The changes in short Markdown, at most a screen or two of it."""
    parts = [f"**{_counted(changes.found)}**" if changes.found else "No entry of the data changes."]
    if changes.vanished:
        parts.append("**These ids vanish. Links, saved ticks and printed codes that hold them would lead nowhere.**")
        parts.append(_bullets([_warning(name, entry) for name, entry in changes.vanished]))
    if changes.unreadable:
        parts.append(f"Left out, since they can't be read before or after: {_codes(changes.unreadable)}.")
    groups = [(place, list(group)) for place, group in groupby(changes.found, lambda change: (change.entry.file, change.entry.kind))]
    parts.append(_bullets([_group(*place, group, len(changes.found) <= MOST_CHANGES) for place, group in groups]))
    parts.append(_sheets(changes.sheets))
    return "\n\n".join(part for part in parts if part)


def _warning(name: str, entry: EntryState) -> str:
    return (
        f"{_code(name)}, once in {_code(entry.file)}. If it only has a new id, or something else takes its place: "
        f"write {_code(f'was: [{name}]')} there."
    )


def _group(file: str, kind: str, group: list[EntryChange], in_full: bool) -> str:
    place = f"{_code(file)}, {kind.replace('_', ' ')}" if kind else _code(file)
    if not in_full:
        return f"{place}: {_counted(group)}"
    return "\n".join([f"{place}:", *(f"    - {_told(change)}" for change in group)])


def _told(change: EntryChange) -> str:
    """A change on one line, such as: changed `q-pay-01` (`probes`): `How is pay set here?`"""
    entry, before = change.entry, change.before
    parts = [change.verb, _code(entry.id) if entry.id else "its own keys"]
    if change.verb == "renamed":
        parts[1:] = [_code(before.id), "to", _code(entry.id)]
    if change.verb == "moved":
        parts += ["from", _code(before.file)]
    if change.keys:
        parts.append(f"({_codes(change.keys)})")
    title = next((entry.raw[key] for key in TITLES if isinstance(entry.raw.get(key), str)), "")
    return " ".join(parts) + (f": {_code(title)}" if title.strip() else "")


def _sheets(names: list[str] | None) -> str:
    if names is None:
        return "Which printed sheets change can be told when the check finds no fault."
    return f"**Printed sheets that change:** {_codes(names)}." if names else "No printed sheet changes."


def _counted(changes: list[EntryChange]) -> str:
    return ", ".join(f"{count} {verb}" for verb, count in sorted(Counter(change.verb for change in changes).items())) + "."


def _bullets(lines: list[str]) -> str:
    rest = [f"and {len(lines) - MOST_LINES} more"] if len(lines) > MOST_LINES else []
    return "\n".join(f"- {line}" for line in [*lines[:MOST_LINES], *rest])


def _codes(texts: list[str] | tuple[str, ...]) -> str:
    rest = [f"and {len(texts) - MOST_LINES} more"] if len(texts) > MOST_LINES else []
    return ", ".join([*map(_code, texts[:MOST_LINES]), *rest])


def _code(text: str) -> str:
    """Text from data as a code span, on one line; a backtick would end it."""
    return f"`{one_line(text, 100).replace('`', chr(39)) or ' '}`"
