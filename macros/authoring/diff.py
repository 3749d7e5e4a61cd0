"""What differs between two states of the guide: for those who review a change, and for the comment on a pull request.

Data files are compared as they were read, before they are checked, so that an error in one place leaves the rest comparable. All
text that comes from data is in code spans, of which Markdown makes nothing: no mention, no link, no picture, no HTML.
"""

from __future__ import annotations

import io
import json
import shutil
import subprocess
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
"""With more changes than these, only their numbers are reported."""
MOST_LINES = 40
"""How many warnings, and how many files, are reported at most."""
MOST_CODE_FILES = 5
"""How many files of the code that makes sheets are reported at most."""
TITLES = ("question", "title", "text", "label", "term")
"""The keys by which people know an entry, the first that it has."""
NOT_THERE = ("Y101", "Y102")
"""The codes for a file that holds no entries, rather than entries that can't be read."""
SHEET_CODE = ("macros/**/*.py", "macros/**/*.yml", "macros/**/*.typ", "docs/assets/**/*.svg", "requirements.txt")
"""Everything that can make printed sheets out of data.

The whole package rather than a list of modules: such a list must follow every move and every import, and one name too few
makes the report say that no sheet changes when one does.
"""


class EntryState(NamedTuple):
    """Something in data/ as it was read: an entry of a list, or a file with what it holds besides such lists.

    Attributes:
        list_key: The key of the list; "" for a file.
        id: The entry's id; "" where it has none.
        file: The file that it is in.
        raw: Its keys and values, as plain data.
        permanent: Whether links and saved ticks depend on its id.
    """

    list_key: str
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
    """All that differs.

    Attributes:
        found: The changes of entries, in the order of files and lists.
        vanished: Ids on which links depend and which are gone, each with its entry as it was.
        unreadable: The files that can't be read on one side or the other.
        sheets: The ids of the printed sheets that change, or may change; None where errors keep the guide from being printed.
        sheets_removed: The ids of those that are no longer made.
        sheet_code: The files of SHEET_CODE that change. With any of them, every sheet may change.
    """

    found: list[EntryChange] = field(default_factory=list)
    vanished: list[tuple[str, EntryState]] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)
    sheets: list[str] | None = field(default_factory=list)
    sheets_removed: list[str] = field(default_factory=list)
    sheet_code: list[str] = field(default_factory=list)


def changes_since(root: Path, base: str, settings_at: Callable[[Path], Settings]) -> Changes:
    """What differs between two states of the guide.

    Args:
        root: The project's folder, with the guide as it is now.
        base: A git revision, or a folder with another state of the guide. Of a branch that has gone on meanwhile, the commit
            counts where the two parted.
        settings_at: Reads the settings of the guide in a folder.

    Raises:
        InvalidGuideError: When there is no such base.
    """
    with _state_at(root, base) as before:
        changes = compare(load(before), load(root))
        changes.sheet_code = _changed_sheet_code(before, root)
        now = _sheet_texts(root, settings_at(root))
        then = _sheet_texts_before(before, root, settings_at)
    if now is None:
        changes.sheets = None
    else:
        changes.sheets = [name for name, text in now.items() if changes.sheet_code or then is None or then.get(name) != text]
        changes.sheets_removed = [name for name in then or () if name not in now]
    return changes


def copy_sheets(root: Path, names: list[str], folder: Path) -> list[Path]:
    """Copy the PDFs of sheets from docs/downloads.

    Args:
        root: The project's folder.
        names: The ids of the sheets.
        folder: Where the copies go; made where it is missing.

    Returns:
        The copies.

    Raises:
        InvalidGuideError: When a PDF is missing.
    """
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
    """What git prints; nothing when it fails, or where there is no git."""
    try:
        return subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=False).stdout
    except FileNotFoundError:
        return b""


def _sheet_texts(root: Path, settings: Settings) -> dict[str, str] | None:
    """What is printed on each sheet, as text, by its id; None where errors keep the guide from being printed."""
    try:
        site_index, _ = open_site(root)
    except InvalidGuideError:
        return None
    contents = sheet_contents(RenderContext(site_index, settings, ""))
    return {content.name: json.dumps([settings.site_name, content.template, content.data]) for content in contents}


def _sheet_texts_before(before: Path, root: Path, settings_at: Callable[[Path], Settings]) -> dict[str, str] | None:
    """The same of the state before, with the settings that it had; a folder that holds only data has none of its own."""
    try:
        return _sheet_texts(before, settings_at(before if config_file(before).is_file() else root))
    except MkDocsException:
        return None


def _changed_sheet_code(before: Path, root: Path) -> list[str]:
    then, now = _sheet_code(before), _sheet_code(root)
    return sorted(name for name in then.keys() | now.keys() if then.get(name) != now.get(name))


def _sheet_code(root: Path) -> dict[str, bytes]:
    paths = (path for pattern in SHEET_CODE for path in root.glob(pattern))
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths if path.is_file()}


# Comparing ----------------------------------------------------------------------------------------


def compare(before: LoadResult, after: LoadResult) -> Changes:
    """What differs between two states of data/; of printed sheets it says nothing."""
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
    """Everything that can be compared, by list and id; a file without an id counts under its name."""
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
            # Of the list itself only the order is left to compare; the tuple marks it.
            own[key] = tuple(_id(entry) for entry in listed)
    yield EntryState("", _id(own), file.name, own, issubclass(file.file_type.model, model.Record))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _id(raw: Any) -> str:
    """An entry's id, or a placeholder's name; "" where it has neither."""
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
    """The changes in short Markdown, at most a screen or two of it."""
    parts = [f"**{_counted(changes.found)}**" if changes.found else "No entry of the data changes."]
    if changes.vanished:
        parts.append("**These ids vanish. Links, saved ticks and printed codes that hold them would lead nowhere.**")
        parts.append(_bullets([_warning(name, entry) for name, entry in changes.vanished]))
    if changes.unreadable:
        parts.append(f"Left out, since they can't be read before or after: {_codes(changes.unreadable)}.")
    groups = [(place, list(group)) for place, group in groupby(changes.found, lambda change: (change.entry.file, change.entry.list_key))]
    parts.append(_bullets([_group(*place, group, len(changes.found) <= MOST_CHANGES) for place, group in groups]))
    parts.append(_sheets(changes))
    return "\n\n".join(part for part in parts if part)


def _warning(name: str, entry: EntryState) -> str:
    return (
        f"{_code(name)}, once in {_code(entry.file)}. If it only has a new id, or something else takes its place: "
        f"write {_code(f'was: [{name}]')} there."
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
        parts.append("Which printed sheets change can be reported when the check finds no problems.")
    elif names:
        parts.append(f"**Printed sheets that {'may ' if code else ''}change:** {_codes(names)}.")
    if changes.sheets_removed:
        parts.append(f"**Printed sheets that are no longer made:** {_codes(changes.sheets_removed)}.")
    return "\n\n".join(parts) or "No printed sheet changes."


def _counted(changes: list[EntryChange]) -> str:
    return ", ".join(f"{count} {verb}" for verb, count in sorted(Counter(change.verb for change in changes).items())) + "."


def _bullets(lines: list[str]) -> str:
    rest = [f"and {len(lines) - MOST_LINES} more"] if len(lines) > MOST_LINES else []
    return "\n".join(f"- {line}" for line in [*lines[:MOST_LINES], *rest])


def _codes(texts: Sequence[str], most: int = MOST_LINES) -> str:
    rest = [f"and {len(texts) - most} more"] if len(texts) > most else []
    return ", ".join([*map(_code, texts[:most]), *rest])


def _code(text: str) -> str:
    """Text from data as a code span, on one line; a backtick would end it."""
    return f"`{one_line(text, 100).replace('`', chr(39)) or ' '}`"
