"""A Markdown extension that gives each table in a chapter a caption, and its header cells their scope.

A screen reader lists the tables on a page by their captions, and Markdown has no way to write one. The heading above a table
says what it's about, so the caption repeats that heading for screen readers only.

It runs after emphasis, links (priority 20) and attributes in curly brackets (8) are read, and before headings get their permalinks (5).
"""

from __future__ import annotations

import copy
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}


class _Captions(Treeprocessor):
    def run(self, root: Element) -> None:
        heading = None
        for element in list(root.iter()):
            if element.tag in HEADINGS:
                heading = element
            elif element.tag == "table" and heading is not None:
                element.insert(0, _caption(heading))
            elif element.tag == "th":
                element.set("scope", "col")


def _caption(heading: Element) -> Element:
    caption = copy.deepcopy(heading)
    caption.tag, caption.tail = "caption", "\n"
    caption.attrib = {"class": "guide-hidden", "data-search-exclude": ""}
    return caption


class TableCaptions(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Markdown's.
        md.treeprocessors.register(_Captions(md), "guide_table_captions", 7)
