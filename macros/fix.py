"""Mends what needs no judgment: the order of keys, wrapping, quotes, pasted characters, line ends, and the heads of data files.

What a file says never changes, but for the characters that are mended; a file in which it would is left as it was.
"""

from __future__ import annotations

import difflib
import os
import re
import shutil
import stat
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path, PurePath
from typing import Any

from macros import overlay
from macros.entries import entry_for, optional_keys, template
from macros.faults import Fault, Faults, Place, relative
from macros.guide import Guide, assemble
from macros.kinds import HIDING, KINDS, Kind, kind_of
from macros.load import load
from macros.schema import first_line
from macros.slips import STRAIGHT
from macros.style import comments_of, in_style, straight
from macros.yaml_text import LARGEST_FILE_BYTES, plain_data

DATA_FOLDERS: dict[str, Sequence[Kind]] = {"data": KINDS, overlay.FOLDER: (*KINDS, HIDING)}
"""The guide's own data, and what a copy of the guide lays over it, with the kinds of file in each."""


def fix(root: Path, files: Iterable[Path] = (), check: bool = False, say: Callable[[str], object] = print) -> bool:
    """Mend the given files, or all in data/ and docs/, and show what changed; returns whether all is in order now.

    `check`: leave the files as they are. Raises Faults, after the rest is mended, when there is what only a person can mend.
    """
    guide = assemble(load(root))
    faults: list[Fault] = []
    changed, left = 0, 0
    for path in [(root / file).absolute() for file in files] or _all_files(root):
        name = relative(path, root)
        try:
            before = _text(path)
            after = mended(name, before, guide, faults)
            if after == before:
                continue
            if not check:
                write_whole(path, after)
            changed += 1
            say(difference(name, before, after))
        except UnicodeDecodeError as error:
            faults.append(Fault(Place(name), "Y106", "the file is not UTF-8", str(error), "text saved as UTF-8"))
        except (OSError, Unmendable) as error:
            left += 1
            say(f"{name}: left as it is: {getattr(error, 'strerror', None) or error}.")
    what = f"{changed} file{'s' if changed != 1 else ''}"
    say((f"{what} would be mended." if check else f"{what} mended.") if changed else "Nothing to mend.")
    if faults:
        raise Faults(faults)
    return not left and not (check and changed)


class Unmendable(Exception):
    """A file that must stay as it is."""


def _all_files(root: Path) -> Iterator[Path]:
    for folder in DATA_FOLDERS:
        yield from sorted(path for path in (root / folder).rglob("*.yml") if not path.name.startswith("."))
    yield from sorted((root / "docs").rglob("*.md"))


def _text(path: Path) -> str:
    """A file's text, with its line ends as they are. Raises OSError, Unmendable, or UnicodeDecodeError for what is no text."""
    if path.stat().st_size > LARGEST_FILE_BYTES:
        raise Unmendable(f"it has more than {LARGEST_FILE_BYTES:,} bytes")
    return path.read_bytes().decode("utf-8")


def write_whole(path: Path, text: str) -> None:
    """Write a file in one go: whatever happens, it holds either what it held or all of the text. Raises OSError."""
    path = path.resolve()
    if not path.stat().st_mode & stat.S_IWUSR:
        raise PermissionError("it is read-only")
    handle, fresh = tempfile.mkstemp(dir=path.parent, prefix=".fresh-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8"))
        shutil.copymode(path, fresh)
        os.replace(fresh, path)
    except BaseException:
        os.unlink(fresh)
        raise


def difference(name: str, before: str, after: str) -> str:
    """What changes in a file, as a unified diff."""
    lines = difflib.unified_diff(before.split("\n"), after.split("\n"), name, name, lineterm="", n=1)
    return "\n".join("".join(sign if sign.isprintable() else f"<U+{ord(sign):04X}>" for sign in line) for line in lines)


def mended(name: str, text: str, guide: Guide | None, faults: list[Fault]) -> str:
    """The text of a file as it should be. What only a person can mend is added to `faults`; raises Unmendable."""
    folder, _, inner = name.partition("/")
    if name.endswith(".md"):
        return _whole_lines(text, page=True)
    kind = kind_of(PurePath(inner), DATA_FOLDERS.get(folder, ()))
    if kind is None:
        faults.append(Fault(Place(name), "Y101", "this file is of no known kind", expected="a file in data/, or a page in docs/"))
        return text
    fresh = _characters(name, text)
    try:
        # A copy changes entries key by key, so that a whole entry at the head of its file, and a schema, would mislead.
        styled = _in_style(name, inner, kind, fresh, guide if folder != overlay.FOLDER else None)
    except Faults as error:
        faults += error.faults
        styled = fresh
    except ValueError as error:
        raise Unmendable(str(error)) from None
    before = text if _is_readable(name, text) else fresh
    if styled != before and _is_readable(name, before) and not _same(name, before, styled):
        raise Unmendable("mending it would change what it says or lose a comment, so mend it by hand")
    return styled


# Text -------------------------------------------------------------------------------------------


def _whole_lines(text: str, page: bool = False) -> str:
    """The text without a byte order mark, with plain line ends, no space at the ends of lines and one line end at the very end.

    Two spaces at the end of a line mean a line break on a `page`, and stay.
    """
    lines = _unix(text.removeprefix("\ufeff")).rstrip().split("\n")
    ends = ("  " if page and re.search(r"\S {2,}$", line) else "" for line in lines)
    return "\n".join(line.rstrip(" \t") + end for line, end in zip(lines, ends, strict=True)) + "\n" if text else text


def _unix(text: str) -> str:
    return re.sub(r"\r\n?", "\n", text)


def _characters(name: str, text: str) -> str:
    """The text with whole lines, plain spaces, and spaces for tabs in the indent and straight quotes, if it can be read only so."""
    plain = straight_but_quotes(_whole_lines(text))
    spaced = re.sub(r"^[ -]*\t[ \t-]*", lambda match: match[0].replace("\t", "  "), plain, flags=re.MULTILINE)
    return next((fresh for fresh in (plain, spaced, straight(plain), straight(spaced)) if _is_readable(name, fresh)), plain)


QUOTES = "".join(STRAIGHT)


def straight_but_quotes(text: str) -> str:
    """The text with plain spaces and hyphens. Curly quotes stay, since straight ones may need other quotes around them."""
    return "".join(part if part in QUOTES else straight(part) for part in re.split(f"([{QUOTES}])", text) if part)


def _is_readable(name: str, text: str) -> bool:
    try:
        return bool(plain_data(text, name))
    except Faults:
        return False


# Style ------------------------------------------------------------------------------------------


def _in_style(name: str, inner: str, kind: Kind, text: str, guide: Guide | None) -> str:
    """A readable file in the guide's own style. Raises Faults when it is none, or would not say the same."""
    before = plain_data(text, name)
    fresh = in_style(text, kind.model)
    return fresh if guide is None else with_head(fresh, inner, kind, before, guide)


def _same(name: str, before: str, after: str) -> bool:
    """Whether a file still says what it said, with all of its comments."""
    if not _is_readable(name, after) or said(plain_data(before, name)) != said(plain_data(after, name)):
        return False
    lost = Counter(map(straight, comments_of(without_head(_unix(before))))) - Counter(comments_of(without_head(after)))
    return all(line.startswith(SCHEMA) for line in lost)


def said(data: Any) -> Any:
    """What plain data says, whatever characters it is written with."""
    if isinstance(data, dict):
        return {key: said(value) for key, value in data.items()}
    if isinstance(data, list):
        return [said(value) for value in data]
    return "\n".join(line.rstrip() for line in straight(data).split("\n")).strip("\n")


# Heads ------------------------------------------------------------------------------------------

SITE_FOLDER = "more/contribute"
SCHEMA = "# yaml-language-server:"
END = "# This template is made by: make fix"
HEAD = re.compile(rf"^#\n# To add .*?^{re.escape(END)}\n", re.MULTILINE | re.DOTALL)


def without_head(text: str) -> str:
    """A data file's text without its template."""
    return HEAD.sub("", text, count=1)


def with_head(text: str, inner: str, kind: Kind, data: dict[str, Any], guide: Guide) -> str:
    """A data file's text with its schema's name in the first line, and its template below the comments that it begins with."""
    lines = without_head(text).split("\n")
    if lines[0].startswith(SCHEMA):
        lines.pop(0)
    lines.insert(0, first_line(inner, kind))
    own = next(index for index, line in enumerate(lines) if not line.startswith("#"))
    return "\n".join([*lines[:own], *_head(kind, data, guide), *lines[own:]])


def _head(kind: Kind, data: dict[str, Any], guide: Guide) -> list[str]:
    entry = entry_for(kind.model)
    optional = optional_keys(entry, guide, data)
    more = f"More: {SITE_FOLDER}/{entry.page}/ on the site" + (f", or let yourself be asked: {entry.command}" if entry.command else "")
    return [
        "#",
        f'# To add {entry.what}, copy these lines to the end of {entry.key}:, take the first "# " off each, and change the words.',
        *([f"# {entry.then}"] if entry.then else []),
        f"# {more}",
        "#",
        *(f"# {line}".rstrip() for line in template(entry, guide, data)),
        *([f"# Optional keys: {', '.join(optional)}"] if optional else []),
        END,
    ]
