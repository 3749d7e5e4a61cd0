"""Zip archives that are the same whenever and wherever they're made."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable


def zip_of(files: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip archive without the time it was made.

    Args:
        files: The names and contents of its files, in their order.
    """
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in files:
            file = zipfile.ZipInfo(name)  # Its date is the first one a zip can have.
            file.create_system = 3  # Unix: only then do its permissions count.
            file.external_attr = 0o644 << 16
            archive.writestr(file, content, zipfile.ZIP_DEFLATED)
    return written.getvalue()
