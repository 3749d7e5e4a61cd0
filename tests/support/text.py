"""Text, compared."""

from __future__ import annotations

import re
import unicodedata

STRAIGHT = {0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"'}


def squeeze(text: str) -> str:
    """Text as paper and data have it in common: without spaces, hyphens and ligatures, its quotes straight."""
    return re.sub(r"[\s\u200b\u00ad-]", "", unicodedata.normalize("NFKC", text).translate(STRAIGHT))
