"""Finds Markdown that other programs know, such as GitHub's preview, but that this site would show exactly as it was typed.

Marks supported by an extension in mkdocs.yml aren't reported. tests/checks/test_page_dialect.py tries each with Python-Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from macros.diagnostics import Diagnostic
from macros.loading.markdown import FILLER, Kind
from macros.loading.pages import MarkdownPage
from macros.loading.site_config import SiteConfig
from macros.yaml_io import error_hints


@dataclass(frozen=True)
class _Mark:
    """A mark other programs know, and the extension this site would need for it."""

    pattern: re.Pattern[str]
    what: str
    expected: str
    extension: str = ""


MARKS = (
    _Mark(
        re.compile(r"> *\[!\w+\]"),
        "GitHub's alerts are plain quotations here",
        '!!! note "Its title", with the text below it, indented by 4 spaces',
        "pymdownx.blocks.alert",
    ),
    _Mark(
        re.compile(r"^ *(?:[-*+]|\d+\.) +\[[ xX]\] "),
        "check boxes show up as brackets here",
        "a list without [ ]; a list to check off is a checklist in data/checklists/",
        "pymdownx.tasklist",
    ),
    _Mark(
        re.compile(r"(?<!~)~~(?=[^\s~])[^~]+~~(?!~)"),
        "text can't be crossed out with ~~ here",
        "the text without ~~, or <del> and </del>",
        "pymdownx.tilde",
    ),
    _Mark(
        re.compile(r"\[\^[^\[\]\s]+\]"),
        "footnotes don't work here",
        'the words in the text itself, or {{ cite("...") }} for a source',
        "footnotes",
    ),
    _Mark(
        re.compile(r"(?<![\w:/]):[a-z][a-z0-9_+-]*:(?![\w:])"),
        "names of emoji show up exactly as they were typed",
        "words, or the emoji itself",
        "pymdownx.emoji",
    ),
    _Mark(
        re.compile(r"\$\$[^$]+\$\$|^ *\$\$ *$"), "formulas show up exactly as they were typed", "words, or `code`", "pymdownx.arithmatex"
    ),
    _Mark(
        re.compile(r"(?<!\\)\\$"),
        "a backslash at the end of a line shows up on the page",
        "two spaces instead, for a new line, or an empty line, for a new paragraph",
        "pymdownx.escapeall",
    ),
)
BARE_ADDRESS = re.compile(rf"(?<![\[\w/.])(?:https?://|www\.)[^\s<>{FILLER}]+")


def check_marks(page: MarkdownPage, config: SiteConfig) -> Iterator[Diagnostic]:
    """P420, P421 and Y114: there are no marks that readers would see."""
    extensions = config.names_in("markdown_extensions")
    marks = [mark for mark in MARKS if mark.extension not in extensions]
    for line in page.markdown.lines:
        if line.kind in (Kind.BLANK, Kind.CODE):
            continue
        for mark in marks:
            if match := mark.pattern.search(line.prose):
                place = line.place._replace(column=match.start() + len(match[0]) - len(match[0].lstrip()) + 1)
                yield Diagnostic(place, "P420", mark.what, match[0].strip(), mark.expected)
        if "pymdownx.magiclink" not in extensions and (match := BARE_ADDRESS.search(line.prose)):
            address = match[0].rstrip(".,;:!?\"')*_")
            place = line.place._replace(column=match.start() + 1)
            whole = address if "://" in address else f"https://{address}"
            yield Diagnostic(place, "P421", "an address by itself isn't a link here", address, f"[what it is]({whole}), or <{whole}>")
    if "pymdownx.superfences" not in extensions:
        for fence in page.markdown.fences:
            if fence.info == "mermaid" and not fence.is_indented:
                yield Diagnostic(
                    fence.place, "P420", "a diagram in text shows up as code here", fence.info, "a picture, or a list in words"
                )
    yield from error_hints.curly_quotes(page.name, ("" if line.kind is Kind.CODE else line.text for line in page.markdown.lines))


def check_lists(page: MarkdownPage, config: SiteConfig) -> Iterator[Diagnostic]:
    """P422: lists and tables are written so that Python-Markdown recognizes them."""
    lines = page.markdown.lines
    for index, line in enumerate(lines):
        shown = line.rest.strip().split(FILLER)[0]
        if line.joined and not (lines[index - 1].joined or lines[index - 1].kind is Kind.ITEM):
            yield Diagnostic(line.place, "P422", "this list runs into the paragraph above it", shown, "an empty line before its first item")
        elif line.shallow:
            column = len(line.text) - len(line.text.lstrip()) + 1
            what = "this isn't indented far enough to belong to the list item above"
            expected = "4 spaces more than the item has, or the same number for an item of the same list"
            yield Diagnostic(line.place._replace(column=column), "P422", what, shown, expected)
        elif line.kind is Kind.TEXT and line.index == 0 and re.match(r"\d{1,9}\) ", line.rest):
            yield Diagnostic(
                line.place, "P422", "a number with a parenthesis doesn't start a list here", shown, "a period after the number: 1."
            )
        elif line.kind is Kind.TEXT and line.index > 1 and _is_ruler(line.rest) and "|" in lines[index - 1].rest:
            yield Diagnostic(
                lines[index - 1].place, "P422", "this table runs into the paragraph above it", expected="an empty line before it"
            )


def _is_ruler(text: str) -> bool:
    """Whether a line is the one below the header of a table."""
    return "|" in text and "-" in text and set(text) <= set("|-: ")
