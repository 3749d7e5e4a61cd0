"""Reads HTML with a grammar so strict that every browser has to read it in the same way.

Browsers try to make sense of any text, and what one parser reads as a comment may be a script to another. This parser never guesses.
If the text isn't clearly well formed, it is reported as malformed, and the caller refuses it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

SPACE = r"[ \t\n\f\r]"
_ATTRIBUTE = rf"{SPACE}++[a-zA-Z][a-zA-Z0-9:_-]*+(?:{SPACE}*+={SPACE}*+(?:\"[^\"<]*+\"|'[^'<]*+'|[^ \t\n\f\r\"'=<>`]++))?+"
_TAG = re.compile(rf"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]*+)(?P<attributes>(?:{_ATTRIBUTE})*+){SPACE}*+/?>")
NAME_AND_VALUE = re.compile(rf"{SPACE}+([a-zA-Z0-9:_-]+)(?:{SPACE}*={SPACE}*(\"[^\"]*\"|'[^']*'|[^ \t\n\f\r\"'=<>`]+))?")
DOCTYPE = re.compile(r"<!doctype html>", re.IGNORECASE)
CLOSED_BY_NAME = ("script", "style", "textarea", "title")
"""Elements whose content is text up to their end tag, no matter what it looks like."""
MISREAD = re.compile(r"<!--|<script", re.IGNORECASE)
"""Text that, inside a script, changes where the script ends."""


@dataclass(frozen=True)
class Token:
    """A piece of HTML.

    Args:
        kind: "start" and "end" are tags, and "content" is the content of an element in CLOSED_BY_NAME.
        start: The offset of its first character.
        end: The offset after its last.
        text: The text the way it is written.
        name: The tag's name in lower case or, for "content", the name of its element.
        attributes: The attributes of a start tag, in order and in lower case, each with its decoded value or None.
    """

    kind: Literal["start", "end", "text", "content", "doctype", "malformed"]
    start: int
    end: int
    text: str
    name: str = ""
    attributes: tuple[tuple[str, str | None], ...] = ()


def tag_at(text: str, start: int) -> Token:
    """The tag that begins at an offset.

    Args:
        text: Any text.
        start: The offset of a `<`.

    Returns:
        A start or end tag, or a malformed token up to the end of the line.
    """
    match = _TAG.match(text, start)
    if match is None or (match["end"] and match["attributes"]):
        return _malformed(text, start)
    if match["end"]:
        return Token("end", start, match.end(), match[0], match["name"].lower())
    attributes = tuple(
        (attribute[1].lower(), None if attribute[2] is None else html.unescape(_unquoted(attribute[2])))
        for attribute in NAME_AND_VALUE.finditer(match["attributes"])
    )
    if len({name for name, _ in attributes}) < len(attributes):
        # Of two, browsers use the first, and other parsers use the last.
        return _malformed(text, start)
    return Token("start", start, match.end(), match[0], match["name"].lower(), attributes)


def read_html(text: str) -> Iterator[Token]:
    """Read a page.

    Args:
        text: Its HTML.

    Yields:
        Its tokens, in order. A malformed token is the last one.
    """
    position = 0
    while position < len(text):
        opening = text.find("<", position)
        if opening != position:
            position, start = (len(text) if opening < 0 else opening), position
            yield Token("text", start, position, text[start:position])
            continue
        doctype = DOCTYPE.match(text, opening)
        token = Token("doctype", opening, doctype.end(), doctype[0]) if doctype else tag_at(text, opening)
        yield token
        position = token.end
        if token.kind == "start" and token.name in CLOSED_BY_NAME:
            content = _content(text, token)
            yield content
            token, position = content, content.end
        if token.kind == "malformed":
            return


def _content(text: str, opened: Token) -> Token:
    """The content of an element up to its end tag, or a malformed token if another parser could see a different end."""
    closing = re.compile(rf"</{opened.name}{SPACE}*>", re.IGNORECASE).search(text, opened.end)
    content = text[opened.end : closing.start()] if closing else ""
    misread = MISREAD.search(content) if opened.name == "script" else "<" in content
    if closing is None or misread:
        return _malformed(text, opened.start)
    return Token("content", opened.end, closing.start(), content, opened.name)


def _unquoted(value: str) -> str:
    return value[1:-1] if value[0] in "\"'" else value


def _malformed(text: str, start: int) -> Token:
    line_end = text.find("\n", start)
    end = len(text) if line_end < 0 else line_end
    return Token("malformed", start, end, text[start:end])
