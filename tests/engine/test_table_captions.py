"""Tables of a chapter are named after the heading above them."""

from __future__ import annotations

from markdown import Markdown


def render(text: str) -> str:
    return Markdown(extensions=["tables", "toc", "attr_list", "macros.engine.table_captions:TableCaptions"]).convert(text)


TABLE = "| When | What |\n|---|---|\n| Monday | Call |\n"


def test_a_table_has_its_heading_as_caption_and_its_head_cells_a_scope() -> None:
    html = render(f"# Page\n\n## What *to* do & when {{#todo}}\n\n{TABLE}\n\n## Later\n\n{TABLE}")
    assert '<caption class="guide-hidden" data-search-exclude="">What <em>to</em> do &amp; when</caption>' in html
    assert ">Later</caption>" in html
    assert html.count('<th scope="col">') == 4
    assert html.count('id="todo"') == 1


def test_a_table_under_no_heading_stays_as_it_is() -> None:
    assert "<caption" not in render(TABLE)
