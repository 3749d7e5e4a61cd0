"""Digests of what something is made from, which tell whether it would come out the same."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path


def digest_of(parts: Iterable[str | bytes]) -> bytes:
    """A digest that also depends on where each part ends.

    Args:
        parts: Texts or bytes.
    """
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(b"%d\0" % len(data))
        digest.update(data)
    return digest.digest()


def named_contents(folder: Path, files: Iterable[Path]) -> Iterator[bytes]:
    """The path of each file below a folder and its content, one after the other, for a digest.

    Args:
        folder: The folder.
        files: Files below it. What isn't a file is left out, and one that can't be read has no content.
    """
    for path in sorted(path for path in files if path.is_file()):
        # A path may be something other than UTF-8.
        yield os.fsencode(path.relative_to(folder).as_posix())
        yield content_of(path)


def content_of(path: Path) -> bytes:
    """The content of a file; empty if it can't be read.

    Args:
        path: The file.
    """
    try:
        return path.read_bytes()
    except OSError:
        return b""
