"""What macros put on a page is in its table of contents, among the headings of its own text."""

from __future__ import annotations

from typing import Any

from markdown import Markdown

from macros.engine.raw_html_blocks import raw_html_block

QUESTIONS = (
    '<article class="guide-item"><h2 id="q-1" class="guide-asked">What&#x27;s <em>this</em> &amp; that? '
    '<a class="headerlink" href="#q-1">&para;</a></h2><h3 id="detail">A detail</h3></article>'
    '<h2 id="dates" class="guide-needs-script">Your dates</h2><h2>No address</h2>'
)


def contents(text: str) -> list[tuple[str, str, list[Any]]]:
    extensions = ["macros.engine.raw_html_blocks", "toc", "attr_list", "macros.engine.block_headings:BlockHeadings"]
    markdown: Any = Markdown(extensions=extensions)
    markdown.convert(text)

    def names(tokens: list[Any]) -> list[tuple[str, str, list[Any]]]:
        return [(token["id"], token["name"], names(token["children"])) for token in tokens]

    return names(markdown.toc_tokens)


def test_entries_are_listed_where_they_stand() -> None:
    listed = contents(f"# Page\n\nFirst.\n\n## Before\n\n### Deeper\n\n{raw_html_block(QUESTIONS)}\n\n## After\n")
    below = [("before", "Before", [("deeper", "Deeper", [])]), ("q-1", "What&#x27;s this &amp; that?", []), ("after", "After", [])]
    assert listed == [("page", "Page", below)]


def test_a_page_without_entries_keeps_its_contents() -> None:
    assert contents("# Page\n\n## One\n\n### Two\n") == [("page", "Page", [("one", "One", [("two", "Two", [])])])]
