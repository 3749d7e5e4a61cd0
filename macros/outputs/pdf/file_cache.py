"""Keeps what's printed, so a build makes only what has changed.

A kept file is named after a digest of everything it's made from. It begins with a digest of its own content, so one that is cut off or
edited is made again. A file is complete before it gets its name, and nothing lists them all. So a build that is killed leaves nothing
that the next one could get wrong.
"""

from __future__ import annotations

import hashlib
import os
import sys
import zlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

from macros.outputs.digests import digest_of
from macros.outputs.pdf.fonts import FONT_PACKAGE

PRINTED_BY = Path(__file__).parent
"""The folder with the templates and with the code that prints."""
OTHER_MODULES = (PRINTED_BY.parent / "word.py", PRINTED_BY.parent / "archive.py")
"""What else makes files that are kept."""
PRINTED_WITH = ("typst", FONT_PACKAGE, "segno", "python-docx", "lxml")
"""The packages whose versions may change what's printed. Typst's includes its fonts."""
DIGEST_LENGTH = hashlib.sha256().digest_size


class FileCache:
    """The files kept from earlier builds.

    Args:
        folder: Where they are; it's created if it's missing. None keeps nothing, so everything is made.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._made_by = made_by() if folder else b""
        self._used: set[str] = set()

    def get(self, made_from: Iterable[str | bytes], make: Callable[[], bytes]) -> bytes:
        """A file as it was kept, or a new one, which is kept if that's possible.

        Args:
            made_from: Everything the file is made from, besides code, templates and libraries.
            make: Makes the file. What it raises is passed on, and nothing is kept.
        """
        if self._folder is None:
            return make()
        path = self._folder / digest_of([self._made_by, *made_from]).hex()
        self._used.add(path.name)
        content = _kept(path)
        if content is None:
            content = make()
            _keep(path, content)
        return content

    def remove_unused(self) -> None:
        """Remove everything that no one has asked for since this object was made, such as the files of a sheet that was renamed."""
        if self._folder is not None and self._folder.is_dir():
            for path in self._folder.iterdir():
                if path.name not in self._used:
                    with suppress(OSError):
                        path.unlink()


def made_by() -> bytes:
    """A digest of what makes the files: the code and the templates that print, and the versions of the libraries and of Python."""
    files = sorted(path for path in PRINTED_BY.rglob("*") if path.suffix in (".py", ".typ"))
    code = [part for path in (*files, *OTHER_MODULES) for part in (path.name, path.read_bytes())]
    return digest_of([*code, *map(version, PRINTED_WITH), sys.version, zlib.ZLIB_RUNTIME_VERSION])


def _kept(path: Path) -> bytes | None:
    """The content of a kept file; None if it's missing or isn't what was written."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    content = data[DIGEST_LENGTH:]
    return content if hashlib.sha256(content).digest() == data[:DIGEST_LENGTH] else None


def _keep(path: Path, content: bytes) -> None:
    """Write a kept file. If that fails, for example on a full disk, the next build makes it again."""
    new = path.with_suffix(f".{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        new.write_bytes(hashlib.sha256(content).digest() + content)
        new.replace(path)
    except OSError:
        with suppress(OSError):
            new.unlink()
