"""Rules for HTML in a chapter, for attributes in braces, and for the addresses of links.

Only text that will certainly be shown as code is skipped. Everything Markdown could turn into a tag, an attribute or an address is
checked, so this sees at least as much as Markdown does. outputs/html/postprocess.py checks the finished page again.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from macros.checks.allowed_html import ID, IN_BRACES, IN_MARKDOWN, AllowedHtml, is_allowed_address
from macros.checks.html_reader import Token, tag_at
from macros.diagnostics import Diagnostic, Place, nearest
from macros.loading.pages import MarkdownPage
from macros.loading.site_config import SiteConfig

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FENCE = re.compile(r"^(?P<fence>~{3,}|`{3,})[^\n`]*\n(?P<code>.*?)(?<=\n)(?P=fence)[ ]*$", re.MULTILINE | re.DOTALL)
"""A block of code the way Markdown reads it here. It begins and ends at the beginning of a line, and its first line may have attributes."""
_RAW_LINE = re.compile(r"^ {0,3}<[a-zA-Z/!?]", re.MULTILINE)
"""After a line that begins with HTML, backquotes may be plain text."""
_CODE = re.compile(r"(?<![\\`])(`+)(?!`)((?:(?!\n[ \t]*\n).)+?)(?<!`)\1(?!`)", re.DOTALL)
_CALL = re.compile(r"\{\{.*?\}\}", re.DOTALL)
"""A macro call, which macro_calls.py checks."""

_MARKUP = re.compile(r"<(?=[a-zA-Z/!?])")
_AUTOLINK = re.compile(r"<(https?://[^\s<>\"']+|[^\s<>\"'@=/!?]+@[^\s<>\"'@=]+)>", re.IGNORECASE)
ATTRIBUTE_BRACES = re.compile(r"(?<!\{)\{(?![{%#]):?[ ]*(?=[^ \n}][^\n]*\})")
ATTRIBUTE_PART = re.compile(r"(?P<name>[^ =}]+)=(?:\"[^\n]*?\"|'[^\n]*?'|[^ =}\n]+)|(?P<word>[^ =}\n]+)| ")
"""A part of the text in braces, the way Python-Markdown's attr_list splits it."""
_DESTINATION = re.compile(r"\]\(([^\n]*(?:\n[^\n]+)?)")
_DEFINITION = re.compile(r"^ {0,3}\[(?P<label>[^\]\n]*)\]:[ ]*\n?[ ]*(?P<address>[^\n]+)", re.MULTILINE)
_IMAGE = re.compile(r"!\[(?:[^\[\]]|\[[^\[\]]*\])*\](?:\(|\[(?P<label>[^\]\n]*)\])")


class _Source(NamedTuple):
    """The page's name in diagnostics, its text, and the same text with spaces in place of its code."""

    file: str
    whole: str
    text: str

    def place(self, offset: int) -> Place:
        return Place.after(self.file, self.whole[:offset])


def check_raw_html(page: MarkdownPage, config: SiteConfig) -> Iterator[Diagnostic]:
    """P450 to P453: nothing in a page could run or load something, or isn't allowed on the finished page."""
    source = _Source(page.name, page.text, _without_code(page.text))
    yield from _tags(source)
    yield from _braces(source)
    yield from _addresses(source)


def _without_code(text: str) -> str:
    """The text with spaces in place of the front matter, macro calls, and everything that will certainly be shown as code."""
    text = _FRONT_MATTER.sub(lambda match: _blank(match[0]), text)
    text = _FENCE.sub(lambda match: text[match.start() : match.start("code")] + _blank(text[match.start("code") : match.end()]), text)
    text = _CALL.sub(lambda match: _blank(match[0]), text)
    raw = _RAW_LINE.search(text)
    end = raw.start() if raw else len(text)
    # A span over several lines stays, because Markdown may end it at a line that begins with HTML.
    return _CODE.sub(lambda match: match[0] if "\n" in match[0] else _blank(match[0]), text[:end]) + text[end:]


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


def _tags(source: _Source) -> Iterator[Diagnostic]:
    for match in _MARKUP.finditer(source.text):
        if _AUTOLINK.match(source.text, match.start()):
            continue
        tag = tag_at(source.text, match.start())
        place = source.place(match.start())
        if tag.kind == "malformed":
            if tag.text.startswith("<!--"):
                what, expected = "a comment would be published with the page", "no comment; notes to other writers go into the pull request"
            else:
                what, expected = "this isn't a complete tag", "a complete tag, or &lt; for a < that isn't part of one"
            yield Diagnostic(place, "P453", what, tag.text, expected)
        elif tag.name not in IN_MARKDOWN.tags:
            expected = f"Markdown, or a tag such as div, span or details; to show the tag itself, code: `{tag.text}`"
            yield Diagnostic(place, "P450", "this tag isn't allowed in a chapter", f"<{tag.name}>", expected)
        else:
            yield from _attributes(place, tag)


def _attributes(place: Place, tag: Token) -> Iterator[Diagnostic]:
    """The problems with the attributes of a tag that is allowed in a chapter."""
    for name, value in tag.attributes:
        if not IN_MARKDOWN.has(tag.name, name):
            known = sorted(IN_MARKDOWN.tags[tag.name] | IN_MARKDOWN.everywhere)
            expected = f"none, or {', '.join(known)}"
            yield Diagnostic(place, "P451", f"<{tag.name}> can't have this attribute in a chapter", name, expected, nearest(name, known))
        elif name == "id" and not ID.fullmatch(value or ""):
            yield _wrong_id(place, value or "")
        elif name in ("href", "src") and not is_allowed_address(value or "", loaded=name == "src"):
            yield _wrong_address(place, value or "", loaded=name == "src")


def _braces(source: _Source) -> Iterator[Diagnostic]:
    """Attributes in braces, which Markdown gives to the text before them."""
    for match in ATTRIBUTE_BRACES.finditer(source.text):
        position = match.end()
        while part := ATTRIBUTE_PART.match(source.text, position):
            yield from _part_of_braces(source.place(position), part, IN_BRACES)
            position = part.end()


def _part_of_braces(place: Place, part: re.Match[str], allowed: AllowedHtml) -> Iterator[Diagnostic]:
    name, word = part["name"], part["word"]
    if name is not None and name.lower() not in allowed.everywhere:
        expected = f"one of {', '.join(sorted(allowed.everywhere))}; to show braces as text, code: `{{ ... }}`"
        yield Diagnostic(place, "P451", "this attribute isn't allowed in braces", name, expected)
    elif name is not None and name.lower() == "id":
        value = part[0].partition("=")[2].strip("\"'")
        if not ID.fullmatch(value):
            yield _wrong_id(place, value)
    elif word is not None and word.startswith("#"):
        if not ID.fullmatch(word[1:]):
            yield _wrong_id(place, word[1:])
    elif word is not None and not word.startswith("."):
        expected = "#id or .class; to show braces as text, code: `{ ... }`"
        yield Diagnostic(place, "P451", "Markdown reads text in braces as attributes of the text before it", word, expected)


def _addresses(source: _Source) -> Iterator[Diagnostic]:
    """The addresses of links and pictures in Markdown."""
    images = list(_IMAGE.finditer(source.text))
    image_ends = {image.end() for image in images}
    image_labels = {image["label"].strip().lower() for image in images if image["label"]}
    for match in _DESTINATION.finditer(source.text):
        yield from _address(source, match.start(1), match[1], match.start(1) in image_ends)
    for match in _DEFINITION.finditer(source.text):
        yield from _address(source, match.start("address"), match["address"], match["label"].strip().lower() in image_labels)


def _address(source: _Source, offset: int, written: str, loaded: bool) -> Iterator[Diagnostic]:
    """The problems with the address of a link, of which `written` is at least the beginning.

    It is read the way a browser would read it: decoded, and without the white space and control characters a browser drops from a scheme.
    """
    decoded = html.unescape(written).lstrip(" <")
    beginning = re.match(r"[^()<>\"']*", "".join(character for character in decoded if character.isprintable() and character != " "))
    address = beginning[0] if beginning else ""
    if not is_allowed_address(address, loaded):
        yield _wrong_address(source.place(offset), written.split(")")[0], loaded)


def _wrong_id(place: Place, name: str) -> Diagnostic:
    return Diagnostic(place, "P451", "this id has the wrong form", name, "lower-case letters, digits and hyphens, such as what-to-wear")


def _wrong_address(place: Place, address: str, loaded: bool) -> Diagnostic:
    expected = "the path of a file on this site" if loaded else "a page on this site, or an address with https://, http://, mailto: or tel:"
    what = "a page can load only files on this site" if loaded else "this address isn't allowed in a link"
    return Diagnostic(place, "P452", what, address, expected)
