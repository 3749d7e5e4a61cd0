"""A Markdown extension that keeps our finished HTML as it is.

Macros return finished, escaped HTML. Markdown would read it a second time, slowly, and
braces or asterisks in a text would turn into attributes and emphasis. So a macro wraps
what it returns in two comments, and this extension moves everything between them into Markdown's own
stash for raw HTML, in one piece.

It runs after white space is normalized (priority 30) and before anything reads the text as HTML
(MkDocs at 21.5, Markdown at 20); seen with Markdown 3.11 on MkDocs 1.6 and Zensical 0.0.73.
"""

from __future__ import annotations

import re

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor

BEGIN, END = "<!--guide-block-->", "<!--/guide-block-->"
PRIORITY = 25


def raw_html_block(html: str) -> str:
    """Mark finished HTML so it reaches the page as it is.

    Args:
        html: Escaped HTML that's valid where a paragraph is.

    Returns:
        The HTML between two comments, for the Markdown of a page.
    """
    return f"{BEGIN}{html}{END}"


class _Stash(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        if BEGIN not in text:
            return lines
        pattern = re.compile(f"{BEGIN}(.*?){END}", re.DOTALL)
        return pattern.sub(lambda match: self.md.htmlStash.store(match[1]), text).split("\n")


class Blocks(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Markdown's.
        md.preprocessors.register(_Stash(md), "guide_blocks", PRIORITY)


def makeExtension(**configs: object) -> Blocks:  # noqa: N802 - the name is Markdown's.
    """What Markdown calls because mkdocs.yml names this module."""
    return Blocks(**configs)
