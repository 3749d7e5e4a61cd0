"""Makes what a page loads few files and small ones, once a site is checked.

A page of a tool names up to twenty scripts, one for each module of docs/assets/, and every one is a request. Those that follow one another
run one after the other anyway, so they become one file. Comments go, and the spaces of indented code and HTML.

A joined script has a digest of its content in its name, because servers let browsers keep it for a year (see http_headers.py). The modules
stay where they were, for the scripts that load one of them later, and for pages a browser has kept. They and the style sheets are made
smaller.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import tinycss2
import tree_sitter_javascript
from tree_sitter import Language, Node, Parser

from macros.outputs.html.http_headers import CACHED_FOLDERS, JOINED_SCRIPTS

MODULES = ("assets", "local")
"""The folders of the guide's own scripts and style sheets, and of a copy's."""
MODULE_ADDRESS = r'src="(?:[^"]*/)?assets/(?!javascripts/)[\w/-]+\.js"'
FOLLOWING = re.compile(rf"<script( defer|) {MODULE_ADDRESS}></script>(?:\s*<script\1 {MODULE_ADDRESS}></script>)*")
"""Scripts with nothing between them. The theme's are in the folder assets/javascripts/."""
SCRIPT_ADDRESS = re.compile(r'src="([^"]*)"')
LATER = re.compile(r'<script type="application/json" id="([\w-]+)" data-later>([^<]*)</script>')
"""Data of a tool that a page doesn't need at first. The script shared/dom.js loads it."""
AS_WRITTEN = re.compile(r"(<(pre|script|style|textarea)\b.*?</\2>)", re.DOTALL)
"""Where every space means something. Elsewhere line breaks stay, since some styles show them (`pre-line`), but no spaces around them."""
INDENTATION = re.compile(r"[ \t]*\n[ \t]*")
FOR_SEARCH = re.compile(r" data-search-exclude(?=[ >])")
"""What told the engine's search to leave something out."""
JAVASCRIPT = Language(tree_sitter_javascript.language())
VERBATIM = ("template_string", "string", "regex")
"""The kinds of JavaScript in which a space is content."""
NO_SPACE_BESIDE = b"{}()[],;:=?"
NO_LINE_AFTER = b"{([,;"
"""What is never the end of a statement without a semicolon."""


class JoinedScripts:
    """The joined scripts of a site.

    Attributes:
        site: The folder of the site.
        files: What to write: the content of each file, under its path on the site.
    """

    def __init__(self, site: Path) -> None:
        self.site = site
        self.files: dict[str, str] = {}
        self._small = cache(lambda path: small_script((site / path).read_text("utf-8")))

    def join(self, html: str) -> str:
        """A page with one script for each group of scripts that follow one another, and without the data it needs later.

        Args:
            html: The page, whose scripts are all there.

        Returns:
            The page. What it loads now is in `files`.
        """
        return LATER.sub(self._in_a_file, FOLLOWING.sub(self._joined, html))

    def _joined(self, group: re.Match[str]) -> str:
        addresses = SCRIPT_ADDRESS.findall(group[0])
        to_site = addresses[0].partition("assets/")[0]
        content = "\n".join(self._small(f"assets/{address.partition('assets/')[2]}") for address in addresses)
        return f'<script{group[1]} src="{to_site}{self._added(content)}"></script>'

    def _in_a_file(self, block: re.Match[str]) -> str:
        # It's a script, because a page opened from a folder may load nothing else.
        name = self._added(f'Guide.loadLater.fileData["{block[1]}"]={block[2]};')
        return f'<script type="application/json" id="{block[1]}" data-file="{name}"></script>'

    def _added(self, content: str) -> str:
        name = f"{JOINED_SCRIPTS}{hashlib.sha256(content.encode()).hexdigest()[:16]}.js"
        self.files[name] = content
        return name

    def write(self) -> None:
        """Write the joined scripts, and make the modules and style sheets smaller that a page still loads one by one."""
        for path in sorted(path for folder in MODULES for path in (self.site / folder).rglob("*") if path.suffix in (".css", ".js")):
            if path.relative_to(self.site).as_posix().startswith(CACHED_FOLDERS):
                continue
            text = path.read_text("utf-8")
            path.write_text(small_script(text) if path.suffix == ".js" else small_style(text), "utf-8")
        (self.site / JOINED_SCRIPTS).mkdir(parents=True, exist_ok=True)
        for name, content in self.files.items():
            (self.site / name).write_text(content, "utf-8")


def small_page(html: str) -> str:
    """A page without indentation, and without what only told the engine's search something.

    Args:
        html: The page.

    Returns:
        A page that looks the same.
    """
    pieces = AS_WRITTEN.split(html)
    # Each of those elements is followed by its name, the second group.
    outside, as_written = pieces[::3], [*pieces[1::3], ""]
    small = (FOR_SEARCH.sub("", INDENTATION.sub("\n", piece)) for piece in outside)
    return "".join(text for pair in zip(small, as_written, strict=True) for text in pair)


def small_script(script: str) -> str:
    """A script without comments and most of the spaces that mean nothing.

    Args:
        script: The script.

    Returns:
        The same script, ending with a semicolon, so that another can follow. A line break stays where it may end a statement, and a space
        between two operators or names. What the parser can't read, such as newer JavaScript in a copy's script, stays as it is.
    """
    source = script.encode()
    tree = Parser(JAVASCRIPT).parse(source)
    if tree.root_node.has_error:
        return f"{script}\n;"
    small = bytearray()
    end = 0
    for node in _tokens(tree.root_node):
        token = source[node.start_byte : node.end_byte]
        small += _between(bytes(small[-1:]), source[end : node.start_byte], token[:1]) + token
        end = node.end_byte
    return f"{small.decode().rstrip(';')};"


def _tokens(node: Node) -> Iterator[Node]:
    if node.child_count == 0 or node.type in VERBATIM:
        # A semicolon that was left out is an empty token.
        if node.type != "comment" and node.end_byte > node.start_byte:
            yield node
        return
    for child in node.children:
        yield from _tokens(child)


def _between(before: bytes, gap: bytes, after: bytes) -> bytes:
    """What stays of the spaces and comments between two tokens, of which one ends with `before` and the next begins with `after`."""
    if b"\n" in gap:
        return b"" if before in NO_LINE_AFTER else b"\n"
    return b" " if gap and before not in NO_SPACE_BESIDE and after not in NO_SPACE_BESIDE else b""


def small_style(sheet: str) -> str:
    """A style sheet without comments and indentation.

    Args:
        sheet: The style sheet.

    Returns:
        The same rules. A space stays one, since it means something before a selector such as `:is()`, and in `calc()`.
    """
    tokens = tinycss2.parse_component_value_list(sheet, skip_comments=True)
    _leave_single_spaces(tokens)
    return str(tinycss2.serialize(tokens)).strip()


def _leave_single_spaces(tokens: list[Any]) -> None:
    """Put one space in the place of each group of spaces, also inside blocks and functions."""
    pairs = pairwise([None, *tokens])
    tokens[:] = [token for before, token in pairs if not (before and before.type == token.type == "whitespace")]
    for token in tokens:
        if token.type == "whitespace":
            token.value = " "
        elif inside := getattr(token, "content", None) or getattr(token, "arguments", None):
            _leave_single_spaces(inside)
