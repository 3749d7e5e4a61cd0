"""Rules for a page as a whole: its description, its title, its headings, and that everything that opens also closes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from macros import model
from macros.checks.prose import CHAPTER_WORDS, prose
from macros.diagnostics import Diagnostic, Place, nearest, one_of
from macros.loading.markdown import FENCE_INFO, TAB_WIDTH, Kind, MarkdownLine
from macros.loading.pages import MarkdownPage
from macros.loading.site_config import SiteConfig
from macros.model.base import words
from macros.yaml_io import error_hints

GLUED_HEADING = re.compile(r"(#{1,6})([^#\s].*)")
BOX_LINE = re.compile(r"(?:!!!|\?\?\?\+?) ?(?P<type>[\w-]+)(?P<more>(?: +[\w-]+)*)(?: +\"(?P<title>.*)\")? *")
BOX_TYPES = ("note", "abstract", "info", "tip", "success", "question", "warning", "failure", "danger", "bug", "example", "quote")
"""The types of boxes the theme has a color and an icon for."""
BOX_PLACES = ("inline", "end")
BOX_EXAMPLE = '!!! tip "Its title", with the text below it, indented by 4 spaces'


def check_description(page: MarkdownPage, config: SiteConfig) -> Iterator[Diagnostic]:
    """P413: the description is long enough to say something, and short enough to be shown in full."""
    content = page.front_matter and page.front_matter.content
    if isinstance(content, model.FrontMatter):
        length = len(content.description)
        if not model.LEAST_DESCRIPTION <= length <= model.MOST_DESCRIPTION:
            what = "the description is too " + ("short" if length < model.LEAST_DESCRIPTION else "long")
            expected = f"{model.LEAST_DESCRIPTION} to {model.MOST_DESCRIPTION} characters, because search engines show no more"
            yield Diagnostic(content_place(page, "description"), "P413", what, f"{length} characters", expected)


def check_review(page: MarkdownPage, config: SiteConfig) -> Iterator[Diagnostic]:
    """P457: a chapter says when it was last reviewed."""
    content = page.front_matter and page.front_matter.content
    if isinstance(content, model.FrontMatter) and content.reviewed is None and words(prose(page.text)) > CHAPTER_WORDS:
        what = "the page doesn't say when it was last reviewed"
        expected = "a line reviewed: with the day, such as reviewed: 2026-11-23, below the description"
        yield Diagnostic(content_place(page, "description"), "P457", what, expected=expected)


def content_place(page: MarkdownPage, key: str) -> Place:
    """The place of a value in the front matter of a page."""
    return page.front_matter.at(key) if page.front_matter else Place(page.name)


def check_titles(pages: Iterable[MarkdownPage]) -> Iterator[Diagnostic]:
    """P414: no two pages have the same title."""
    first: dict[str, MarkdownPage] = {}
    for page in pages:
        heading = next((heading for heading in page.markdown.headings if heading.level == 1), None)
        if heading is None:
            continue
        other = first.setdefault(heading.text.casefold(), page)
        if other is not page:
            expected = f"a title no other page has; {other.name} has this one"
            yield Diagnostic(heading.place, "P414", "two pages have the same title", heading.text, expected)


def check_headings(page: MarkdownPage, config: SiteConfig) -> Iterator[Diagnostic]:
    """P415, P416 and P423: there is one top-level heading, and it comes first; no level is skipped; a heading looks like one."""
    source = page.text.split("\n")
    # A line such as #1 is reported only as that.
    headings = [
        heading for heading in page.markdown.headings if not GLUED_HEADING.match(source[heading.place.line - 1][heading.place.column - 1 :])
    ]
    tops = [heading.place for heading in headings if heading.level == 1] + [tag.place for tag in page.markdown.tags if tag.name == "h1"]
    if not tops:
        line = next((line for line in page.markdown.lines if line.kind is not Kind.BLANK), None)
        expected = "a line with one # and the title, before any other text"
        yield Diagnostic(line.place if line else Place(page.name), "P415", "the page has no title", expected=expected)
    for place in sorted(tops)[1:]:
        first = sorted(tops)[0].line
        yield Diagnostic(
            place, "P415", "a page can have only one title", expected=f"## for a heading inside the page; its title is on line {first}"
        )
    if tops and headings and headings[0].place < tops[0]:
        yield Diagnostic(headings[0].place, "P415", "a heading comes before the title", headings[0].text, "the line with one # first")
    for above, heading in pairwise(headings):
        # A macro between the two may add the level that seems to be missing.
        if heading.level > above.level + 1 and not any("{{" in line for line in source[above.place.line : heading.place.line - 1]):
            marks = "#" * (above.level + 1)
            what = f"a level is missing between this heading and the one on line {above.place.line}"
            yield Diagnostic(heading.place, "P416", what, "#" * heading.level, f"{marks} here")
    for line in page.markdown.lines:
        if line.kind is Kind.HEADING and (match := GLUED_HEADING.match(line.rest)):
            what = "a line that begins with # becomes a heading"
            expected = f"a space if it is one: {match[1]} {match[2]}; if it isn't, a backslash in front of it: \\{match[0]}"
            yield Diagnostic(line.place, "P423", what, match[0], expected)
        elif line.kind is Kind.TEXT and re.match(r" {1,3}#{1,6}\s", line.rest):
            yield Diagnostic(line.place, "P423", "spaces before # keep this from being a heading", line.rest, line.rest.strip())


def check_code(page: MarkdownPage, config: SiteConfig) -> Iterator[Diagnostic]:
    """P417 and P418: everything that opens is closed, in a way this site understands."""
    for fence in page.markdown.fences:
        if fence.is_indented:
            expected = f"{fence.marks} at the beginning of the line; inside a list, leave out the marks and indent the code by 8 spaces"
            yield Diagnostic(fence.place, "P417", "indented marks don't begin a block of code here", fence.marks + fence.info, expected)
        elif not FENCE_INFO.fullmatch(fence.info):
            expected = f"{fence.marks} and at most the name of a language, such as {fence.marks}text"
            yield Diagnostic(fence.place, "P417", "with these words after the marks, no block of code begins", fence.info, expected)
        elif not fence.is_closed:
            expected = f"a line {fence.marks} where the code ends, with the same marks and not indented"
            yield Diagnostic(fence.place, "P417", "the block of code that begins here never ends", fence.marks + fence.info, expected)
    for opened, place in page.markdown.unclosed:
        if opened != "<!--":  # Comments aren't allowed in a page at all.
            yield Diagnostic(place, "P418", "this is opened, but never closed", opened, f"</{opened[1:]}> where it ends")


def check_boxes(page: MarkdownPage, config: SiteConfig) -> Iterator[Diagnostic]:
    """P419: boxes are written in a way this site understands."""
    below: MarkdownLine | None = None
    for line in reversed(page.markdown.lines):
        if line.leaves_box:
            expected = "4 spaces before it if it belongs to the box, or an empty line above it if it doesn't"
            yield Diagnostic(line.place, "P419", "this line ends up outside the box above", line.rest, expected)
        elif line.kind is Kind.TEXT and re.match(r" {1,3}(?:!!!|\?\?\?)", line.rest):
            yield Diagnostic(line.place, "P419", "spaces before the marks keep this from being a box", line.rest, line.rest.strip())
        elif line.kind is Kind.BOX and not error_hints.CURLY_QUOTES.pattern.search(line.text):
            yield from _check_box(line, below, config)
        below = line if line.text.strip() else below


def _check_box(line: MarkdownLine, below: MarkdownLine | None, config: SiteConfig) -> Iterator[Diagnostic]:
    """The problems with a box. `below` is the next line that isn't empty."""
    match = BOX_LINE.fullmatch(line.rest)
    if line.rest.startswith("?") and "pymdownx.details" not in config.names_in("markdown_extensions"):
        yield Diagnostic(line.place, "P419", "folding boxes don't work here", line.rest, BOX_EXAMPLE)
    elif not match:
        yield Diagnostic(line.place, "P419", "a box doesn't begin like this", line.rest, BOX_EXAMPLE)
    elif match["type"] not in BOX_TYPES:
        expected, near = one_of(BOX_TYPES), nearest(match["type"], BOX_TYPES)
        yield Diagnostic(line.place, "P419", "there is no such type of box", match["type"], expected, near)
    elif not set(match["more"].split()) <= set(BOX_PLACES):
        title = match["more"].strip()
        yield Diagnostic(line.place, "P419", "the title of a box needs quotes", title, f'!!! {match["type"]} "{title}"')
    elif below is None or _indent(below) < _indent(line) + TAB_WIDTH:
        place = below.place if below else line.place
        what = f"the text of the box on line {line.place.line} isn't indented"
        yield Diagnostic(place, "P419", what, below.text.strip() if below else None, f"{TAB_WIDTH} spaces before each line of its text")


def _indent(line: MarkdownLine) -> int:
    text = line.text.expandtabs(TAB_WIDTH)
    return len(text) - len(text.lstrip(" "))
