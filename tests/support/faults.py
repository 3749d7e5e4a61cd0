"""What can be wrong with a data file as a whole, whatever it holds: each fault by its name, as a function that makes it."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

from macros.diagnostics import Diagnostic
from macros.loading import loader
from macros.yaml_io.parser import Tree, read_yaml

KEY = re.compile(r"^([A-Za-z_]+):", re.MULTILINE)
"""A key of the file itself."""


def _first_key(text: str, replaced_by: str) -> str:
    return KEY.sub(replaced_by, text, count=1)


def _without_first_line(text: str) -> str:
    return re.sub(r"^[A-Za-z_]+:.*\n", "", text, count=1, flags=re.MULTILINE)


def _list_for_map(text: str) -> str:
    return "".join(f"- {line}" if KEY.match(line) else f"  {line}" for line in text.splitlines(keepends=True))


TEXT_FAULTS: dict[str, Callable[[str], bytes]] = {
    "its first key misspelled": lambda text: _first_key(text, r"x\1:").encode(),
    "the line of its first key deleted": lambda text: _without_first_line(text).encode(),
    "emptied": lambda text: b"",
    "a list in place of its keys": lambda text: _list_for_map(text).encode(),
    "words alone": lambda text: b"just words\n",
    "the dash of every entry forgotten": lambda text: re.sub(r"^(  )- ", r"\1  ", text, flags=re.MULTILINE).encode(),
    "the dash of the first entry forgotten": lambda text: re.sub(r"^(  )- ", r"\1  ", text, count=1, flags=re.MULTILINE).encode(),
    "words in place of its first entry": lambda text: re.sub(r"^  - .*$", "  - words\n  - zz: 1", text, count=1, flags=re.M).encode(),
    "a list in place of its first id": lambda text: re.sub(
        r"^([^#\n]*\bid: )[^,\n]*", r"\1[a, {b: c}]", text, count=1, flags=re.M
    ).encode(),
    "keys in place of former ids": lambda text: re.sub(r"^(  - id: .*)$", "\\1\n    was: {a: b}", text, count=1, flags=re.M).encode(),
    "a byte order mark": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "Windows line ends": lambda text: text.replace("\n", "\r\n").encode(),
    "cut in half": lambda text: text.encode()[: len(text.encode()) // 2],
    "bytes that are no UTF-8": lambda text: text.encode() + b"\xff\xfe",
    "a NUL": lambda text: text[:20].encode() + b"\0" + text[20:].encode(),
    "deep brackets": lambda text: _first_key(text, r"\1: " + "[" * 5000 + "]" * 5000 + "\n#").encode(),
    "deep braces": lambda text: _first_key(text, r"\1: " + "{a: " * 50 + "x" + "}" * 50 + "\n#").encode(),
}
"""The bytes that a file has in place of its text."""


def _unreadable(path: Path) -> None:
    path.chmod(0)
    if os.access(path, os.R_OK):  # Root may read everything.
        path.unlink()
        path.mkdir()


def _to_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _to_dangling_link(path: Path) -> None:
    path.unlink()
    path.symlink_to("gone.yml")


FILE_FAULTS: dict[str, Callable[[Path], None]] = {
    "missing": Path.unlink,
    "unreadable": _unreadable,
    "a folder in its place": _to_folder,
    "a link that leads nowhere": _to_dangling_link,
}
"""What happens to a file as such."""

FAULTS = (*TEXT_FAULTS, *FILE_FAULTS)


def make_fault(path: Path, fault: str) -> None:
    """Make a file faulty."""
    if fault in FILE_FAULTS:
        FILE_FAULTS[fault](path)
    else:
        path.write_bytes(TEXT_FAULTS[fault](path.read_text("utf-8")))


def restore(path: Path, text: str) -> None:
    """Have a file hold its text again, whatever became of it."""
    if path.is_symlink() or path.is_file():
        path.unlink()
    elif path.is_dir():
        path.rmdir()
    path.write_text(text, "utf-8")


def read_each_text_once(replace: Callable[[object, str, object], None]) -> None:
    """Have the loader read a file again only if it has changed: a sweep loads a guide hundreds of times, of which one file has changed.

    Args:
        replace: pytest's monkeypatch.setattr.
    """
    known: dict[str, tuple[bytes, Tree | None, list[Diagnostic]]] = {}

    def read(path: Path, name: str, text: str | None = None) -> tuple[Tree | None, list[Diagnostic]]:
        if text is not None or not path.is_file():
            return read_yaml(path, name, text)
        content = path.read_bytes()
        if name not in known or known[name][0] != content:
            known[name] = content, *read_yaml(path, name)
        _, tree, diagnostics = known[name]
        return tree, [*diagnostics]

    replace(loader, "read_yaml", read)
