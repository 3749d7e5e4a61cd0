"""What must hold of a page as a whole: its description, its title, its headings, and that what opens also closes."""

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
"""The types of boxes that the theme has a color and a sign for."""
BOX_PLACES = ("inline", "end")
BOX_EXAMPLE = '!!! tip "Its title", and below it the text, indented by 4 spaces'


def check_description(page: MarkdownPage, config: SiteConfig) -> Iterator[Diagnostic]:
    """P413: the description is long enough to say something, and short enough to be shown whole."""
    content = page.front_matter and page.front_matter.content
    if isinstance(content, model.FrontMatter):
        length = len(content.description)
        if not model.LEAST_DESCRIPTION <= length <= model.MOST_DESCRIPTION:
            what = "the description is too " + ("short" if length < model.LEAST_DESCRIPTION else "long")
            expected = f"{model.LEAST_DESCRIPTION} to {model.MOST_DESCRIPTION} characters, since search engines show no more"
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
    """P414: no two pages have one title."""
    first: dict[str, MarkdownPage] = {}
    for page in pages:
        heading = next((heading for heading in page.markdown.headings if heading.level == 1), None)
        if heading is None:
            continue
        other = first.setdefault(heading.text.casefold(), page)
        if other is not page:
            expected = f"a title that no other page has; {other.name} has this one"
            yield Diagnostic(heading.place, "P414", "two pages have one title", heading.text, expected)


def check_headings(page: MarkdownPage, config: SiteConfig) -> Iterator[Diagnostic]:
    """P415, P416 and P423: one heading of the first level, which comes first; no level is left out; a heading looks like one."""
    source = page.text.split("\n")
    # A line such as #1 is reported as that alone.
    headings = [
        heading for heading in page.markdown.headings if not GLUED_HEADING.match(source[heading.place.line - 1][heading.place.column - 1 :])
    ]
    tops = [heading.place for heading in headings if heading.level == 1] + [tag.place for tag in page.markdown.tags if tag.name == "h1"]
    if not tops:
        line = next((line for line in page.markdown.lines if line.kind is not Kind.BLANK), None)
        expected = "a line with one # and the title, before all other text"
        yield Diagnostic(line.place if line else Place(page.name), "P415", "the page has no title", expected=expected)
    for place in sorted(tops)[1:]:
        first = sorted(tops)[0].line
        yield Diagnostic(place, "P415", "a page has one title", expected=f"## for a heading inside the page; its title is on line {first}")
    if tops and headings and headings[0].place < tops[0]:
        yield Diagnostic(headings[0].place, "P415", "a heading comes before the title", headings[0].text, "the line with one # first")
    for above, heading in pairwise(headings):
        # A macro between the two may have brought the level that seems to be left out.
        if heading.level > above.level + 1 and not any("{{" in line for line in source[above.place.line : heading.place.line - 1]):
            marks = "#" * (above.level + 1)
            what = f"a level is left out between this heading and the one on line {above.place.line}"
            yield Diagnostic(heading.place, "P416", what, "#" * heading.level, f"{marks} here")
    for line in page.markdown.lines:
        if line.kind is Kind.HEADING and (match := GLUED_HEADING.match(line.rest)):
            what = "a line that begins with # is a heading here"
            expected = f"a space if it is one: {match[1]} {match[2]}; if not, a backslash before it: \\{match[0]}"
            yield Diagnostic(line.place, "P423", what, match[0], expected)
        elif line.kind is Kind.TEXT and re.match(r" {1,3}#{1,6}\s", line.rest):
            yield Diagnostic(line.place, "P423", "spaces before # keep this from being a heading", line.rest, line.rest.strip())


def check_code(page: MarkdownPage, config: SiteConfig) -> Iterator[Diagnostic]:
    """P417 and P418: what opens is closed, in the way that is understood here."""
    for fence in page.markdown.fences:
        if fence.is_indented:
            expected = f"{fence.marks} at the beginning of the line; inside a list, code without it, indented by 8 spaces"
            yield Diagnostic(
                fence.place, "P417", "an indented fence does not begin a block of code here", fence.marks + fence.info, expected
            )
        elif not FENCE_INFO.fullmatch(fence.info):
            expected = f"{fence.marks} and no more than the name of a language, such as {fence.marks}text"
            yield Diagnostic(fence.place, "P417", "with these words this fence does not begin a block of code", fence.info, expected)
        elif not fence.is_closed:
            expected = f"a line {fence.marks} where the code ends, as long as this one and not indented"
            yield Diagnostic(fence.place, "P417", "the block of code that begins here does not end", fence.marks + fence.info, expected)
    for opened, place in page.markdown.unclosed:
        if opened != "<!--":  # No comment may be in a page at all.
            yield Diagnostic(place, "P418", "what opens here does not close", opened, f"</{opened[1:]}> where it ends")


def check_boxes(page: MarkdownPage, config: SiteConfig) -> Iterator[Diagnostic]:
    """P419: the boxes beside the text are written as they are understood here."""
    below: MarkdownLine | None = None
    for line in reversed(page.markdown.lines):
        if line.leaves_box:
            expected = "4 spaces before it; or an empty line above"
            yield Diagnostic(line.place, "P419", "this line falls out of the box above", line.rest, expected)
        elif line.kind is Kind.TEXT and re.match(r" {1,3}(?:!!!|\?\?\?)", line.rest):
            yield Diagnostic(line.place, "P419", "spaces before a box keep it from being one", line.rest, line.rest.strip())
        elif line.kind is Kind.BOX and not error_hints.CURLY_QUOTES.pattern.search(line.text):
            yield from _check_box(line, below, config)
        below = line if line.text.strip() else below


def _check_box(line: MarkdownLine, below: MarkdownLine | None, config: SiteConfig) -> Iterator[Diagnostic]:
    """What is wrong with a box; `below` is the next line that is not empty."""
    match = BOX_LINE.fullmatch(line.rest)
    if line.rest.startswith("?") and "pymdownx.details" not in config.names_in("markdown_extensions"):
        yield Diagnostic(line.place, "P419", "boxes that fold do not work here", line.rest, BOX_EXAMPLE)
    elif not match:
        yield Diagnostic(line.place, "P419", "this is not how a box begins", line.rest, BOX_EXAMPLE)
    elif match["type"] not in BOX_TYPES:
        expected, near = one_of(BOX_TYPES), nearest(match["type"], BOX_TYPES)
        yield Diagnostic(line.place, "P419", "there is no such type of box", match["type"], expected, near)
    elif not set(match["more"].split()) <= set(BOX_PLACES):
        title = match["more"].strip()
        yield Diagnostic(line.place, "P419", "the title of a box needs quotes", title, f'!!! {match["type"]} "{title}"')
    elif below is None or _indent(below) < _indent(line) + TAB_WIDTH:
        place = below.place if below else line.place
        what = f"the text of the box on line {line.place.line} is not indented"
        yield Diagnostic(place, "P419", what, below.text.strip() if below else None, f"{TAB_WIDTH} spaces before each line of its text")


def _indent(line: MarkdownLine) -> int:
    text = line.text.expandtabs(TAB_WIDTH)
    return len(text) - len(text.lstrip(" "))
