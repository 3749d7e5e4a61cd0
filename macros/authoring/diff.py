"""The differences between two versions of the guide, for reviewers, and for the comment on a pull request.

Data files are compared before they are checked, so that an error in one place doesn't keep the rest from being compared. All text
from the data is in code spans, so that Markdown doesn't turn it into a mention, a link, a picture or HTML.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from mkdocs.exceptions import MkDocsException

from macros import model
from macros.diagnostics import Diagnostic, InvalidGuideError, Place, one_line
from macros.loading.data_file import DataFile
from macros.loading.loader import LoadResult, load
from macros.model.references import model_in
from macros.outputs.context import RenderContext
from macros.outputs.html.page_index import open_site
from macros.outputs.pdf.catalog import printed_files
from macros.outputs.pdf.sheets import sheet_contents
from macros.settings import DOWNLOADS, Settings, config_file

MOST_CHANGES = 50
"""If there are more changes than this, only their numbers are reported."""
MOST_LINES = 40
"""The largest number of warnings, and of files, in a report."""
MOST_CODE_FILES = 5
"""The largest number of files with code for sheets in a report."""
TITLES = ("question", "title", "text", "label", "term", "talk_to")
"""The keys people know an entry by. The first one it has is used."""
NOT_THERE = ("Y101", "Y102")
"""The codes for a file that has no entries, as opposed to entries that can't be read."""
LIBRARIES = "requirements.txt"
"""The list of libraries that make sheets. Only those of one version are installed."""
SHEET_CODE = ("macros/**/*.py", "macros/**/*.yml", "macros/**/*.typ", "docs/assets/**/*.svg", LIBRARIES)
"""Everything that can make printed sheets out of data.

This is the whole package and not a list of modules, because such a list would have to keep up with every move and every import.
If it were missing one module, the report would say that no sheet changes when one does.
"""


class EntryState(NamedTuple):
    """Something in data/ before it is checked: an entry of a list, or a file with everything outside such lists.

    Attributes:
        list_key: The key of the list; "" for a file.
        id: The entry's id; "" if it has none.
        file: The file it is in.
        raw: Its keys and values, as plain data.
        permanent: Whether links and saved check marks depend on its id.
    """

    list_key: str
    id: str
    file: str
    raw: dict[str, Any]
    permanent: bool

    @property
    def names(self) -> list[str]:
        """The id, and the ids it had before."""
        former = self.raw.get("was")
        return [self.id, *(name for name in (former if isinstance(former, list) else []) if isinstance(name, str))]


class EntryChange(NamedTuple):
    """What happened to an entry. `before` is the entry before the change, if known, and `keys` are the keys with a new value."""

    verb: str
    entry: EntryState
    before: EntryState | None = None
    keys: tuple[str, ...] = ()


@dataclass
class Changes:
    """All differences.

    Attributes:
        found: The changes of entries, in the order of files and lists.
        vanished: Ids that are gone although links depend on them, each with its old entry.
        unreadable: The files that can't be read in one version or the other.
        sheets: The ids of the printed sheets that change, or may change; None if errors keep the guide from being printed.
        sheets_removed: The ids of the sheets that are no longer made.
        sheet_code: The files of SHEET_CODE that change, if their effect on the sheets couldn't be determined. Every sheet may change then.
    """

    found: list[EntryChange] = field(default_factory=list)
    vanished: list[tuple[str, EntryState]] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)
    sheets: list[str] | None = field(default_factory=list)
    sheets_removed: list[str] = field(default_factory=list)
    sheet_code: list[str] = field(default_factory=list)


def changes_since(root: Path, base: str, settings_at: Callable[[Path], Settings]) -> Changes:
    """The differences between two versions of the guide.

    Args:
        root: The project's folder, with the current version of the guide.
        base: A Git revision, or a folder with another version of the guide. If it is a branch with newer commits, the commit where
            the two branches parted is used.
        settings_at: Reads the settings of the guide in a folder.

    Raises:
        InvalidGuideError: If there is no such base.
    """
    with _state_at(root, base) as before:
        changes = compare(load(before), load(root))
        changes.sheet_code = _changed_sheet_code(before, root)
        now = _sheet_texts(root, settings_at(root))
        then = _sheet_texts_before(before, root, settings_at)
        differ = _printed_differently(before, root) if now and changes.sheet_code else None
    if now is None:
        changes.sheets = None
        return changes
    changes.sheets_removed = [name for name in then or () if name not in now]
    if differ is not None:
        changes.sheet_code = []
        changes.sheets = [name for name in now if any(file.name in differ for file in printed_files(name))]
    else:
        changes.sheets = [name for name, text in now.items() if changes.sheet_code or then is None or then.get(name) != text]
    return changes


def copy_sheets(root: Path, names: list[str], folder: Path) -> list[Path]:
    """Copy the PDFs of sheets from docs/downloads.

    Args:
        root: The project's folder.
        names: The ids of the sheets.
        folder: Where the copies go. It is made if it doesn't exist.

    Returns:
        The copies.

    Raises:
        InvalidGuideError: If a PDF is missing.
    """
    files = [root / "docs" / DOWNLOADS / file.name for name in names for file in printed_files(name)]
    missing = [file for file in files if not file.is_file()]
    if missing:
        what, expected = "this sheet hasn't been made yet", "the files that `make sheets` writes; run it first"
        raise InvalidGuideError(Diagnostic(Place(f"docs/{DOWNLOADS}/{file.name}"), "C602", what, expected=expected) for file in missing)
    folder.mkdir(parents=True, exist_ok=True)
    return [Path(shutil.copy2(file, folder)) for file in files]


# The two versions -----------------------------------------------------------------------------------


@contextmanager
def _state_at(root: Path, base: str) -> Iterator[Path]:
    """A folder with the guide as it was at `base`."""
    if (root / base / "data").is_dir():
        yield root / base
        return
    commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{base}^{{commit}}").decode().strip()
    if not commit:
        what, expected = _why_no_commit(root)
        raise InvalidGuideError([Diagnostic(Place(base), "C601", what, base, expected)])
    # A shallow clone may not have the commit where the two parted. Then the base itself is compared.
    parted = _git(root, "merge-base", commit, "HEAD").decode().strip() or commit
    with TemporaryDirectory() as folder:
        zipfile.ZipFile(io.BytesIO(_git(root, "archive", "--format=zip", parted))).extractall(folder)
        yield Path(folder)


def _why_no_commit(root: Path) -> tuple[str, str]:
    """Why Git doesn't know a commit, and what it would take."""
    if shutil.which("git") is None:
        return "Git isn't installed, so there is nothing to compare with", "Git, or a folder that contains data/"
    if not _git(root, "rev-parse", "--git-dir"):
        what = "Git finds no repository here that it can read, so there is nothing to compare with"
        return what, "a clone of the guide (git status says what is wrong with this folder), or a folder that contains data/"
    expected = "a branch, tag or commit of this repository, such as origin/main, or a folder that contains data/"
    if _git(root, "rev-parse", "--is-shallow-repository").strip() == b"true":
        expected += "; this clone has only the newest commits, and git fetch --unshallow gets the others"
    return "there is nothing of that name to compare with", expected


def _git(root: Path, *arguments: str) -> bytes:
    """What git prints; nothing if it fails, or if git isn't installed."""
    try:
        return subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=False).stdout
    except FileNotFoundError:
        return b""


def _sheet_texts(root: Path, settings: Settings) -> dict[str, str] | None:
    """What is printed on each sheet, as text, by its id; None if errors keep the guide from being printed."""
    try:
        site_index, _ = open_site(root)
    except InvalidGuideError:
        return None
    contents = sheet_contents(RenderContext(site_index, settings, ""))
    return {content.name: json.dumps([settings.site_name, content.template, content.data]) for content in contents}


def _sheet_texts_before(before: Path, root: Path, settings_at: Callable[[Path], Settings]) -> dict[str, str] | None:
    """The same for the older version, with its own settings. A folder with only data has no settings of its own."""
    try:
        return _sheet_texts(before, settings_at(before if config_file(before).is_file() else root))
    except MkDocsException:
        return None


def _printed_differently(before: Path, root: Path) -> set[str] | None:
    """The names of the PDFs that differ when each version is printed by its own code; None if that can't be determined."""
    if _sheet_code(before).get(LIBRARIES) != _sheet_code(root).get(LIBRARIES):
        return None
    then, now = _printed(before), _printed(root)
    return None if then is None or now is None else {name for name in now if now[name] != then.get(name)}


def _printed(folder: Path) -> dict[str, bytes] | None:
    """The PDFs of the guide in a folder, made by the generator in that folder; None if it has none that works."""
    if not (folder / "macros").is_dir():
        return None
    with TemporaryDirectory() as printed:
        command = [sys.executable, "-m", "macros", "sheets", printed]
        done = subprocess.run(command, cwd=folder, env={**os.environ, "PYTHONPATH": str(folder)}, capture_output=True, check=False)
        return None if done.returncode else {path.name: path.read_bytes() for path in Path(printed).glob("*.pdf")}


def _changed_sheet_code(before: Path, root: Path) -> list[str]:
    then, now = _sheet_code(before), _sheet_code(root)
    return sorted(name for name in then.keys() | now.keys() if then.get(name) != now.get(name))


def _sheet_code(root: Path) -> dict[str, bytes]:
    paths = (path for pattern in SHEET_CODE for path in root.glob(pattern))
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths if path.is_file()}


# Comparing ----------------------------------------------------------------------------------------


def compare(before: LoadResult, after: LoadResult) -> Changes:
    """The differences between two versions of data/, without the printed sheets."""
    unreadable = _unreadable(before) | _unreadable(after)
    old, new = _entries(before, unreadable), _entries(after, unreadable)
    successors = {name: entry for entry in new.values() for name in entry.names[1:]}
    renamed = {key: successors[entry.id] for key, entry in old.items() if key not in new and entry.id in successors}
    found = []
    for key, entry in old.items():
        if key in new:
            found += _difference(entry, new[key])
        elif key in renamed:
            found.append(EntryChange("renamed", renamed[key], entry, _changed_keys(entry.raw, renamed[key].raw)))
        elif entry.id:
            found.append(EntryChange("removed", entry))
    new_names = {(entry.list_key, entry.id) for entry in renamed.values()}
    found += [EntryChange("added", entry) for key, entry in new.items() if key not in old and key not in new_names and entry.id]
    present = {name for entry in new.values() for name in entry.names}
    vanished = [(name, entry) for entry in old.values() if entry.permanent for name in entry.names if name not in present]
    return Changes(sorted(found, key=lambda change: (change.entry.file, change.entry.list_key)), vanished, sorted(unreadable))


def _unreadable(loaded: LoadResult) -> set[str]:
    return loaded.unread - {diagnostic.place.file for diagnostic in loaded.diagnostics if diagnostic.code in NOT_THERE}


def _entries(loaded: LoadResult, left_out: set[str]) -> dict[tuple[str, str], EntryState]:
    """Everything that can be compared, by list and id. A file without an id is listed under its name."""
    found: dict[tuple[str, str], EntryState] = {}
    for file in loaded.files:
        if file.name not in left_out:
            for entry in _entries_of(file):
                found[entry.list_key, entry.id or entry.file] = entry
    return found


def _entries_of(file: DataFile) -> Iterator[EntryState]:
    own = dict(file.raw)
    for key, info in file.file_type.model.model_fields.items():
        listed = [entry for entry in _list(file.raw.get(key)) if _id(entry)]
        if listed:
            entry_model = model_in(info.annotation)
            permanent = isinstance(entry_model, type) and issubclass(entry_model, model.Record)
            yield from (EntryState(key, _id(entry), file.name, entry, permanent) for entry in listed)
            # Only the order of the list itself is left to compare. A tuple marks it.
            own[key] = tuple(_id(entry) for entry in listed)
    yield EntryState("", _id(own), file.name, own, issubclass(file.file_type.model, model.Record))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _id(raw: Any) -> str:
    """An entry's id, or a placeholder's name; "" if it has neither."""
    name = (raw.get("id") or raw.get("name")) if isinstance(raw, dict) else None
    return name if isinstance(name, str) else ""


def _difference(before: EntryState, after: EntryState) -> list[EntryChange]:
    keys = _changed_keys(before.raw, after.raw)
    if before.file != after.file:
        return [EntryChange("moved", after, before, keys)]
    return [EntryChange("changed", after, before, keys)] if keys else []


def _changed_keys(before: dict[str, Any], after: dict[str, Any]) -> tuple[str, ...]:
    return tuple(key for key in {**before, **after} if _differs(before.get(key), after.get(key)))


def _differs(before: Any, after: Any) -> bool:
    if isinstance(before, tuple) and isinstance(after, tuple):
        return [name for name in before if name in after] != [name for name in after if name in before]
    return before != after and not isinstance(before, tuple) and not isinstance(after, tuple)


# The report ---------------------------------------------------------------------------------------


def markdown(changes: Changes) -> str:
    """The changes as short Markdown, at most a screen or two."""
    parts = [f"**{_counted(changes.found)}**" if changes.found else "No entry in data/ changes."]
    if changes.vanished:
        parts.append("**These ids disappear. Links, saved check marks and printed codes that use them would no longer work.**")
        parts.append(_bullets([_warning(name, entry) for name, entry in changes.vanished]))
    if changes.unreadable:
        parts.append(f"Not compared, because they can't be read in one version or the other: {_codes(changes.unreadable)}.")
    groups = [(place, list(group)) for place, group in groupby(changes.found, lambda change: (change.entry.file, change.entry.list_key))]
    parts.append(_bullets([_group(*place, group, len(changes.found) <= MOST_CHANGES) for place, group in groups]))
    parts.append(_sheets(changes))
    return "\n\n".join(part for part in parts if part)


def _warning(name: str, entry: EntryState) -> str:
    return (
        f"{_code(name)}, which was in {_code(entry.file)}. If the entry has a new id, or another entry takes its place, "
        f"write {_code(f'was: [{name}]')} in that entry."
    )


def _group(file: str, list_key: str, group: list[EntryChange], in_full: bool) -> str:
    place = f"{_code(file)}, {list_key.replace('_', ' ')}" if list_key else _code(file)
    if not in_full:
        return f"{place}: {_counted(group)}"
    return "\n".join([f"{place}:", *(f"    - {_line(change)}" for change in group)])


def _line(change: EntryChange) -> str:
    """A change on one line, such as: changed `q-pay-01` (`probes`): `How is pay set here?`"""
    entry, before = change.entry, change.before
    parts = [change.verb, _code(entry.id) if entry.id else "its own keys"]
    if before and change.verb == "renamed":
        parts[1:] = [_code(before.id), "to", _code(entry.id)]
    if before and change.verb == "moved":
        parts += ["from", _code(before.file)]
    if change.keys:
        parts.append(f"({_codes(change.keys)})")
    title = next((entry.raw[key] for key in TITLES if isinstance(entry.raw.get(key), str)), "")
    return " ".join(parts) + (f": {_code(title)}" if title.strip() else "")


def _sheets(changes: Changes) -> str:
    code, names = changes.sheet_code, changes.sheets
    parts = []
    if code:
        shown = _codes(code, MOST_CODE_FILES)
        parts.append(f"**The code that makes the printed sheets changes, so any of them may look different:** {shown}.")
    if names is None:
        parts.append("You'll see which printed sheets change once the check finds no problems.")
    elif names:
        parts.append(f"**Printed sheets that {'may ' if code else ''}change:** {_codes(names)}.")
    if changes.sheets_removed:
        parts.append(f"**Printed sheets that are no longer made:** {_codes(changes.sheets_removed)}.")
    return "\n\n".join(parts) or "No printed sheets change."


def _counted(changes: list[EntryChange]) -> str:
    return ", ".join(f"{count} {verb}" for verb, count in sorted(Counter(change.verb for change in changes).items())) + "."


def _bullets(lines: list[str]) -> str:
    rest = [f"and {len(lines) - MOST_LINES} more"] if len(lines) > MOST_LINES else []
    return "\n".join(f"- {line}" for line in [*lines[:MOST_LINES], *rest])


def _codes(texts: Sequence[str], most: int = MOST_LINES) -> str:
    rest = [f"and {len(texts) - most} more"] if len(texts) > most else []
    return ", ".join([*map(_code, texts[:most]), *rest])


def _code(text: str) -> str:
    """Text from the data as a code span, on one line and without backticks, which would end it."""
    return f"`{one_line(text, 100).replace('`', chr(39)) or ' '}`"
