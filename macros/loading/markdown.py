"""Reads a page's Markdown: its lines, headings, links, tags and ids, each with its place.

Python-Markdown, which makes the pages, doesn't keep track of line numbers. A library that does (markdown-it-py) reads lists, fences
and tables the way GitHub does, which is exactly the difference the checks have to find, and importing it takes longer than all of this.
Here every page is read once, in time that grows with its length. Everything that isn't Markdown (code, comments, macro calls)
is blanked out first, character by character, so that every other character keeps its line and column.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

from macros.diagnostics import Place

FILLER = "\x1a"
"""Replaces each character of inline code and of macro calls. No page has it, because the check refuses control characters."""
TAB_WIDTH = 4
"""How far Python-Markdown wants the text of a list item, or of a box, to be indented."""

FENCE = re.compile(r"(?P<indent> *)(?P<marks>`{3,}|~{3,})(?P<info>[^`]*)")
FENCE_INFO = re.compile(r" *(?:\{.*\}|\.?[\w#.+-]*) *(?:hl_lines=(?:\"[^\"]*\"|'[^']*') *)?")
"""What Python-Markdown accepts after the marks of a fence. With anything else, it doesn't see a fence."""
NOT_MARKDOWN = re.compile(r"\{\{|<!--|<(?P<raw>pre|script|style|textarea)\b|(?P<ticks>(?<!\\)`+)", re.IGNORECASE)
BLANK_LINE = re.compile(r"\n[ \t]*(?=\n)")
ITEM = re.compile(r"(?P<marker>[-*+]|\d+\.) +")
BOX = re.compile(r"(?:!!!|\?\?\?)")
"""The beginning of an admonition, or of something another extension would make one."""
HEADING = re.compile(r"(?:> ?)*(?P<marks>#{1,6})(?P<text>.*)")
UNDERLINE = re.compile(r"(?:=+|-+) *$")
ATTRIBUTES = re.compile(r"\{:?(?P<inside>[^{}\n]*)\}")
"""A list of attributes, the way the extension attr_list reads it."""
TAG = re.compile(r"</?(?P<name>[a-zA-Z][a-zA-Z0-9-]*)(?P<inside>(?:\s[^<>]*)?)>")
ATTRIBUTE = re.compile(r"(?<![\w:-])(?P<key>[\w:-]+)\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s\"'>]+))")
AUTOLINK = re.compile(r"<[a-zA-Z][a-zA-Z0-9+.-]*:[^<>\s]*>")
BRACKET = re.compile(r"\\.|!?\[|\](?P<next>[(\[])?|\n[ \t]*(?=\n)", re.DOTALL)
DESTINATION = re.compile(r"\((?P<inside>(?:[^()\n]|\([^()\n]*\))*)\)")
ADDRESS = re.compile(rf"(?<=\]){DESTINATION.pattern}")
DEFINITION = re.compile(r"^ {0,3}\[(?P<name>[^\[\]\n]+)\]: *(?P<target>\S+).*$", re.MULTILINE)
"""A line that gives a named link its address."""


class Kind(Enum):
    """How Python-Markdown reads a line."""

    BLANK = "nothing"
    CODE = "code"
    HEADING = "a heading"
    ITEM = "the first line of a list item"
    BOX = "the first line of an admonition"
    TEXT = "anything else"


@dataclass
class MarkdownLine:
    """A line of a page.

    Attributes:
        place: Where it begins.
        text: The line, blanked out as described above.
        prose: The same without the addresses of links and without tags.
        kind: What it is.
        rest: Its text without the indent that belongs to the list items and boxes around it.
        index: Which line of its block it is, from 0. Empty lines are between blocks.
        joined: It looks like a list item, but it continues a paragraph, which makes it text.
        shallow: It is indented far enough to belong to the list item above for GitHub, but not for Python-Markdown.
        leaves_box: It continues a paragraph in a box, but isn't indented, so it isn't in the box.
    """

    place: Place
    text: str
    prose: str = ""
    kind: Kind = Kind.BLANK
    rest: str = ""
    index: int = 0
    joined: bool = False
    shallow: bool = False
    leaves_box: bool = False


class Heading(NamedTuple):
    """A heading: its level from 1 to 6, its words, its place, the id the page gives it, and whether it contains a macro call."""

    level: int
    text: str
    place: Place
    id: str
    has_call: bool


class Link(NamedTuple):
    """A link or an image: the address as written, and the place of the link. `name` is for a link whose address is elsewhere."""

    target: str
    place: Place
    is_image: bool = False
    name: str = ""


class Tag(NamedTuple):
    """An HTML start tag in a page."""

    name: str
    attributes: dict[str, str]
    place: Place


class Fence(NamedTuple):
    """A line that opens, or seems to open, a block of code: the words after its marks, whether it is indented, and whether it is closed."""

    place: Place
    marks: str
    info: str
    is_indented: bool
    is_closed: bool


@dataclass
class Markdown:
    """The content of a page. `ids` are the ids set in the page itself, except those made from the words of its headings.

    `unclosed` are comments and raw elements without an end, each by its opening.
    """

    lines: list[MarkdownLine] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)
    fences: list[Fence] = field(default_factory=list)
    ids: list[tuple[str, Place]] = field(default_factory=list)
    unclosed: list[tuple[str, Place]] = field(default_factory=list)

    def heading_ids(self) -> Iterator[tuple[str, Heading]]:
        """The id of each heading, the way Python-Markdown's toc makes it; none for one with a macro call, whose words aren't known."""
        from markdown.extensions.toc import slugify, unique

        used = {name for name, _ in self.ids}
        last: dict[str, str] = {}  # For equal headings, the search for a free id starts at the last one, not at the first.
        for heading in self.headings:
            if heading.id:
                yield heading.id, heading
            elif not heading.has_call:
                slug = slugify(heading.text, "-")
                last[slug] = unique(last.get(slug, slug), used)
                yield last[slug], heading


def read_markdown(name: str, text: str, first_line: int = 0) -> Markdown:
    """Read the Markdown of a page.

    Args:
        name: The name of the page in places.
        text: The whole page.
        first_line: The index of the first line after the front matter.
    """
    found = Markdown()
    source = text.split("\n")
    lines = [""] * first_line + source[first_line:]
    code = _blank_fences(found, name, lines)
    blanked = _blank_spans(found, name, "\n".join(lines))
    lines = blanked.split("\n")
    found.lines = [MarkdownLine(Place(name, number), line) for number, line in enumerate(lines, 1)]
    _classify(found.lines, code)
    # An indented block of code may show fences.
    found.fences = [fence for fence in found.fences if not fence.is_indented or found.lines[fence.place.line - 1].kind is not Kind.CODE]
    markdown = "\n".join("" if line.kind is Kind.CODE else line.text for line in found.lines)
    place_of = place_finder(name, markdown)
    found.tags = list(_tags(markdown, place_of))
    found.links = list(_links(markdown, place_of))
    for line, prose in zip(found.lines, _without_addresses(markdown).split("\n"), strict=True):
        line.prose = prose
    found.headings = list(_headings(found.lines, source))
    found.ids = [*_ids(markdown, place_of), *_tag_ids(found.tags)]
    return found


def place_finder(name: str, text: str) -> Callable[[int], Place]:
    """Makes a function that gives the place of a character in a text.

    Args:
        name: The name of the file in places.
        text: The whole text.

    Returns:
        A function from the index of a character to its place. It is fast no matter how long the text is.
    """
    starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def place_of(offset: int) -> Place:
        line = bisect_right(starts, offset)
        return Place(name, line, offset - starts[line - 1] + 1)

    return place_of


# What isn't Markdown ----------------------------------------------------------------------------


def _blank_fences(found: Markdown, name: str, lines: list[str]) -> set[int]:
    """Blank out all blocks of code between fences, and record each; returns the indexes of their lines.

    After a fence without an end, it isn't clear what is code, so the rest of the page is blanked out: one mistake, one diagnostic.
    """
    code: set[int] = set()
    index = 0
    while index < len(lines):
        match = FENCE.fullmatch(lines[index])
        if not match:
            index += 1
            continue
        is_closing = re.compile(f" *{re.escape(match['marks'])} *" if match["indent"] else f"{re.escape(match['marks'])} *").fullmatch
        end = next((at for at in range(index + 1, len(lines)) if is_closing(lines[at])), None)
        place = Place(name, index + 1, len(match["indent"]) + 1)
        found.fences.append(Fence(place, match["marks"], match["info"].strip(), bool(match["indent"]), end is not None))
        stop = len(lines) if end is None else end + 1
        if not match["indent"]:
            code |= set(range(index, stop))
        for at in range(index, stop):
            lines[at] = "" if at in code else _fill(lines[at])
        index = stop
    return code


def _fill(text: str) -> str:
    return re.sub(r"\S", FILLER, text)


def _blank_spans(found: Markdown, name: str, text: str) -> str:
    """Blank out comments and raw elements, and fill inline code and macro calls."""
    breaks = [match.start() for match in BLANK_LINE.finditer(text)]
    ticks: dict[tuple[int, int], list[int]] = {}
    for run in NOT_MARKDOWN.finditer(text):
        if run["ticks"]:
            ticks.setdefault((bisect_right(breaks, run.start()), len(run["ticks"])), []).append(run.start())
    place_of = place_finder(name, text)
    pieces: list[str] = []
    start = 0
    missing: set[str] = set()
    while match := NOT_MARKDOWN.search(text, start):
        opened = match[0].lower()
        if match["ticks"]:
            runs = ticks[bisect_right(breaks, match.start()), len(opened)]
            at = bisect_right(runs, match.start())
            end = runs[at] + len(opened) if at < len(runs) else -1
        elif opened in missing:
            end = -1
        else:
            closing = "}}" if opened == "{{" else "-->" if opened == "<!--" else f"</{match['raw'].lower()}>"
            closed = text.find(closing, match.end())
            end = -1 if closed < 0 else closed + len(closing)
            if closed < 0:
                missing.add(opened)
                if opened != "{{":
                    found.unclosed.append((opened, place_of(match.start())))
        pieces.append(text[start : match.start()])
        if end < 0:
            pieces.append(match[0])
            start = match.end()
            continue
        span = text[match.start() : end]
        pieces.append(_fill(span) if match["ticks"] or opened == "{{" else re.sub(r"[^\n]", " ", span))
        start = end
    return "".join([*pieces, text[start:]])


# Lines ------------------------------------------------------------------------------------------


class _Container(NamedTuple):
    """A list item or a box whose text is indented: the spaces before it and the width of its mark, which GitHub uses."""

    is_item: bool
    spaces: int
    width: int


class _Block:
    """What is known about the block a line belongs to."""

    def __init__(self) -> None:
        self.containers: list[_Container] = []
        self.lines = 0
        self.first = Kind.BLANK
        self.before = Kind.BLANK

    def begin(self) -> None:
        self.lines, self.first = 0, Kind.BLANK


def _classify(lines: list[MarkdownLine], code: set[int]) -> None:
    """Determine what each line is. `code` has the indexes of the lines between fences."""
    block = _Block()
    for index, line in enumerate(lines):
        if index in code:
            line.kind = Kind.CODE
            block.containers.clear()
            block.begin()
        elif not line.text.strip():
            block.begin()
        else:
            _classify_line(line, block)
            block.lines += 1
            if block.first is Kind.BLANK:
                block.first = line.kind
        block.before = line.kind
        if line.kind is Kind.HEADING:
            block.begin()


def _classify_line(line: MarkdownLine, block: _Block) -> None:
    text = line.text.expandtabs(TAB_WIDTH)
    indent = len(text) - len(text.lstrip(" "))
    level = min(indent // TAB_WIDTH, len(block.containers))
    if block.before is Kind.BOX and level == len(block.containers):
        block.begin()
    begins = block.lines == 0
    line.rest = text[level * TAB_WIDTH :]
    spaces = indent - level * TAB_WIDTH
    around = block.containers[level] if level < len(block.containers) else None
    if around and around.is_item and spaces - around.spaces >= around.width and (begins or ITEM.match(line.rest.lstrip(" "))):
        line.shallow = True
    elif around and not around.is_item and not begins and block.before is not Kind.BOX:
        line.leaves_box = True
        block.begin()
        begins = True
    line.index = block.lines
    if spaces >= TAB_WIDTH and (begins or block.before is Kind.CODE):
        line.kind = Kind.CODE
        del block.containers[level:]
        return
    item = ITEM.match(line.rest.lstrip(" "))
    if item and (begins or block.first is Kind.ITEM):
        line.kind = Kind.ITEM
        line.index = 0
        block.containers[level:] = [_Container(True, spaces, len(item[0]))]
        return
    if item and block.first is Kind.TEXT:
        line.joined = item["marker"] in ("-", "*", "+", "1.")
    if BOX.match(line.rest):
        line.kind = Kind.BOX
        block.containers[level:] = [_Container(False, spaces, TAB_WIDTH)]
        return
    if begins and level < len(block.containers):
        del block.containers[level:]
    line.kind = Kind.HEADING if HEADING.match(line.rest) else Kind.TEXT


# Headings, links, tags and ids ------------------------------------------------------------------


def _headings(lines: list[MarkdownLine], source: list[str]) -> Iterator[Heading]:
    """All headings. `source` has the original lines of the page, because code in a heading belongs to its words."""
    for before, line in pairwise([MarkdownLine(Place(""), ""), *lines]):
        if line.kind is Kind.HEADING or (line.kind is Kind.ITEM and "#" in line.rest):
            text = source[line.place.line - 1]
            lead = re.match(r"[ \t]*(?:(?:[-*+]|\d+\.) +)?" if line.kind is Kind.ITEM else r"[ \t]*", text)
            begin = lead.end() if lead else 0
            if match := HEADING.match(text[begin:]):
                yield _heading(len(match["marks"]), match["text"].rstrip("# "), line.place._replace(column=begin + 1))
        elif line.kind is Kind.TEXT and line.index == 1 and UNDERLINE.match(line.rest) and before.kind is Kind.TEXT:
            level = 1 if line.rest[0] == "=" else 2
            yield _heading(level, source[before.place.line - 1], before.place)


def _heading(level: int, text: str, place: Place) -> Heading:
    attributes = [match for match in ATTRIBUTES.finditer(text) if not text[match.end() :].strip()]
    given = re.search(r"(?:^|\s)#([^\s{}]+)", attributes[0]["inside"]) if attributes and text[: attributes[0].start()].strip() else None
    words = text[: attributes[0].start()] if attributes else text
    return Heading(level, plain_text(words), place, given[1] if given else "", "{{" in words)


def plain_text(markdown: str) -> str:
    """The words of a line of Markdown, the way a reader sees them."""
    text = re.sub(r"!?\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])?", r"\1", markdown)
    text = re.sub(r"<[^<>]*>|(?<!\\)[*`]|(?<![\w\\])_+|(?<!\\)_+(?!\w)|\\(?=[^\w\s])", "", text)
    return " ".join(html.unescape(text).split())


def _links(markdown: str, place_of: Callable[[int], Place]) -> Iterator[Link]:
    """All links and images whose address is in the page, and those whose name has no address."""
    definitions = {}
    for match in DEFINITION.finditer(markdown):
        if not match["name"].startswith("^"):
            definitions[match["name"].lower()] = match
            yield Link(match["target"].strip("<>"), place_of(match.start() + len(match[0]) - len(match[0].lstrip())))
    # Each open bracket, and where its link begins. For the second pair of brackets of a link, that is where the first pair begins.
    opened: list[tuple[int, re.Match[str]]] = []
    for match in BRACKET.finditer(markdown):
        if match[0].endswith("[") and not match["next"]:
            opened.append((match.start(), match))
        elif match[0].startswith("\n"):
            opened.clear()
        elif match[0].startswith("]") and opened:
            start, begin = opened.pop()
            place, is_image = place_of(start), markdown[start] == "!"
            if match["next"] == "(":
                if destination := DESTINATION.match(markdown, match.end() - 1):
                    yield Link(_address(destination["inside"].strip()), place, is_image)
            elif match["next"] == "[":
                opened.append((start, match))
            elif begin["next"] == "[":
                name = markdown[begin.end() : match.start()]
                if name and "\n" not in name and name.lower() not in definitions:
                    yield Link("", place, is_image, name)


def _address(inside: str) -> str:
    """The address in the parentheses of a link, which may be followed by a title."""
    if inside.startswith("<"):
        return inside[1:].partition(">")[0]
    if inside[-1:] in ('"', "'") and (quote := inside.find(inside[-1])) < len(inside) - 1:
        inside = inside[:quote].rstrip()
    return inside


def _without_addresses(markdown: str) -> str:
    """The text without the addresses of links, tags and addresses in angle brackets."""
    for pattern in (DEFINITION, ADDRESS, TAG, AUTOLINK):
        markdown = pattern.sub(lambda match: _fill(match[0]), markdown)
    return markdown


def _tags(markdown: str, place_of: Callable[[int], Place]) -> Iterator[Tag]:
    for match in TAG.finditer(markdown):
        if match[0].startswith("</"):
            continue
        found = ATTRIBUTE.finditer(match["inside"])
        attributes = {one["key"].lower(): html.unescape(one["double"] or one["single"] or one["bare"] or "") for one in found}
        yield Tag(match["name"].lower(), attributes, place_of(match.start()))


def _ids(markdown: str, place_of: Callable[[int], Place]) -> Iterator[tuple[str, Place]]:
    """The ids in lists of attributes."""
    for match in ATTRIBUTES.finditer(markdown):
        for one in re.finditer(r"(?:^|\s)#([^\s]+)", match["inside"]):
            yield one[1], place_of(match.start("inside") + one.start(1))


def _tag_ids(tags: list[Tag]) -> Iterator[tuple[str, Place]]:
    for tag in tags:
        name = tag.attributes.get("id") or (tag.attributes.get("name") if tag.name == "a" else None)
        if name:
            yield name, tag.place
