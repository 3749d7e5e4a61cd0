"""Files with what a reader has stored, as the page "Your data" saves them."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import strategies as st

BACKUP_SCRIPTS = (
    "shared/text-format", "shared/dom", "shared/links", "shared/announce", "shared/storage", "shared/saved-items", "checklists/schedule",
    "backup/backup-core",
)  # fmt: skip
"""What a file is read and written with."""

ANY_TEXT = st.text(max_size=30) | st.sampled_from(["__proto__", "constructor", "toString", "1", "", "half \ud83d", "Plan (2)", "a\nb"])
"""Texts that names and answers may have, those of every object in JavaScript among them."""


def file_with(**kept: Any) -> str:
    """The text of a file with these values, by their keys without "guide."."""
    return json.dumps(
        {"format": "information-interview-guide", "version": 1, "kept": {f"guide.{name}": value for name, value in kept.items()}}
    )
