"""What of a Markdown text GitHub would make more of than plain words."""

from __future__ import annotations

import re

FENCE = re.compile(r"^(`{3,})[a-z]*\n.*?\n\1`*$", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
"""Code, as https://spec.commonmark.org/0.31.2/#fenced-code-blocks and #code-spans have it."""


def live_text(markdown: str) -> str:
    """What stands outside of code and is more than plain words, which is what could become a mention, a link, a picture or HTML."""
    paragraphs = FENCE.sub("", markdown).split("\n\n")
    left = "\n".join(SPAN.sub("", paragraph) for paragraph in paragraphs)
    return "".join(re.findall(r"www\.|GH-|[^A-Za-z0-9\s.,:'()*-]", left, re.IGNORECASE))
