"""A Markdown extension that lists the entries macros put on a page in the table of contents too.

To Markdown, what a macro returns is one piece of raw HTML (raw_html_blocks.py), so a page of twenty questions would have no contents.
Headings of the second level that have an id are listed, because those are the entries of a page; deeper ones are details of a part.

It runs after the table of contents is made (priority 5), which has the headings of the page's own text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.extensions.toc import nest_toc_tokens
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

AFTER_CONTENTS = 4
ENTRY_HEADING = re.compile(r'<h2\b(?![^>]*\bguide-needs-script\b)[^>]*\bid="([^"]+)"[^>]*>(.*?)</h2>', re.DOTALL)
HEADING_MARKUP = re.compile(r'<a class="headerlink".*?</a>|<[^>]*>', re.DOTALL)


class _Entries(Treeprocessor):
    def run(self, root: Element) -> None:
        own = {token["id"]: token for token in _flat(getattr(self.md, "toc_tokens", []))}
        found: list[Any] = []
        for element in root.iter():
            if token := own.get(element.get("id", "")):
                found.append(token)
            for match in HTML_PLACEHOLDER_RE.finditer(element.text or ""):
                found += _entries(str(self.md.htmlStash.rawHtmlBlocks[int(match[1])]))
        if len(found) > len(own):
            self.md.toc_tokens = nest_toc_tokens(found)  # type: ignore[attr-defined]


def _flat(tokens: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for token in tokens:
        yield token
        yield from _flat(token["children"])


def _entries(block: str) -> Iterator[dict[str, Any]]:
    """The tokens of the entries in a block, in the form of the extension toc."""
    for name, content in ENTRY_HEADING.findall(block):
        title = " ".join(HEADING_MARKUP.sub("", content).split())
        yield {"level": 2, "id": name, "name": title, "html": title, "data-toc-label": ""}


class BlockHeadings(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Markdown's.
        md.treeprocessors.register(_Entries(md), "guide_block_headings", AFTER_CONTENTS)
