"""What is reported as Markdown of other programs is really not understood here: Python-Markdown renders each form, as mkdocs.yml has it."""

from __future__ import annotations

import re

import pytest
import yaml
from markdown import Markdown

from macros.loading.markdown import read_markdown
from tests.fixtures.page_faults import DIALECT, EXTRA, STRUCTURE, PageFault
from tests.support.guides import ROOT, problems_of, write


@pytest.fixture(scope="module")
def site_markdown() -> Markdown:
    """Python-Markdown with the extensions of mkdocs.yml, and those that MkDocs always adds."""
    named = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))["markdown_extensions"]
    configs = {name: settings for entry in named if isinstance(entry, dict) for name, settings in entry.items()}
    return Markdown(extensions=[*configs, *(entry for entry in named if isinstance(entry, str)), "fenced_code"])


RAW = {
    "wrote an alert": "[!NOTE]",
    "wrote boxes to tick": "[x] two",
    "struck text through": "~~not~~",
    "wrote an emoji's name": ":smile:",
    "drew a diagram in text": "<code",
    "wrote a formula": "$$a^2$$",
    "ended a line with a backslash": "One\\",
    "wrote an address alone": " https://a.example/x,",
    "wrote an address without https": " www.a.example ",
    "began a list under a paragraph": "\n- a pen",
    "began a numbered list under a paragraph": "\n1. one",
    "began a list under a paragraph of a box": "\n- a pen",
    "numbered with brackets": "1) one",
    "began a table under a paragraph": "|---|---|",
    "did not close a fence": "```",
    "closed a fence with more marks": "````",
    "gave a fence a title": '<code>python title="x"',
    "indented a fence": "<code>text\ncode",
    "did not close an element": "<pre>",
    "wrote a box that folds": "??? note",
    "ended a box's head with a colon": "!!! tip:",
    "wrote a space before a box": "!!! tip",
    "wrote spaces before a heading": "<p>## Why",
}
"""What readers would see of each mistake."""
SHAPES = {
    "did not indent a box": r"</div>\s*<p>Text\.",
    "indented a box by two": r"</div>\s*<p>Text\.",
    "let a line fall out of a box": r"</div>\s*<p>two\.",
    "forgot the quotes of a box's title": r'class="admonition tip in ten minutes"',
    "began a line with a number sign": r"<h1[^>]*>1 in town",
    "nested a list by two spaces": r"<li>one</li>\s*<li>inner</li>",
    "nested a list by three spaces": r"<li>one</li>\s*<li>inner</li>",
    "went on with an entry by two spaces": r"</ul>\s*<p>More of it",
    "wrote a footnote": r'<a href="Really\.">\^1</a>',
}
"""What becomes of the others, as a pattern of the HTML."""
BY_NAME = {fault.did: fault for fault in (*STRUCTURE, *DIALECT)}


@pytest.mark.parametrize("did", RAW)
def test_readers_would_see_the_marks(site_markdown: Markdown, did: str) -> None:
    fault = BY_NAME[did]
    assert RAW[did] in site_markdown.reset().convert(fault.text)
    assert RAW[did] not in site_markdown.reset().convert(fault.fixed) or did in ("drew a diagram in text", "did not close an element")


@pytest.mark.parametrize("did", SHAPES)
def test_the_page_would_have_another_shape(site_markdown: Markdown, did: str) -> None:
    fault = BY_NAME[did]
    assert re.search(SHAPES[did], site_markdown.reset().convert(fault.text))
    assert not re.search(SHAPES[did], site_markdown.reset().convert(fault.fixed))


def test_every_form_is_tried() -> None:
    tried = {fault.did for fault in DIALECT if fault.code in ("P420", "P421", "P422")}
    tried |= {fault.did for fault in STRUCTURE if fault.code in ("P417", "P418")}
    assert tried <= RAW.keys() | SHAPES.keys()


# What is sound ----------------------------------------------------------------------------------

SOUND = {
    "an inner list by four spaces": ("- a\n    - b\n        - c\n- d\n", "<ul>\n<li>a<ul>\n<li>b<ul>"),
    "a list after a heading": ("## A\n- a\n- b\n", "<li>a</li>"),
    "a list indented by one space": (" - a\n - b\n", "<li>b</li>"),
    "a paragraph in an entry": ("1. a\n\n    more\n\n2. b\n", "<p>more</p>"),
    "an entry that goes on": ("- a\n  b\n- c\n", "<li>a\n  b</li>"),
    "a table after a heading": ("## A\n| a | b |\n|---|---|\n| 1 | 2 |\n", "<td>1</td>"),
    "a box in a list": ("- a\n\n    !!! tip\n        x\n", "admonition tip"),
    "a box of two paragraphs": ("!!! tip\n\n    one\n\n    two\n\nthree\n", "<p>two</p>\n</div>\n<p>three</p>"),
    "a fence of tildes": ("~~~text\n- [ ] ~~a~~ https://a.example :b:\n~~~\n", "<code"),
    "indented code": ("Text.\n\n    - [ ] ~~a~~ https://a.example [x](gone.md)\n", "<pre><code>"),
    "inline code": ("Write `- [ ] ~~a~~`, `https://a.example` or ``a ` [x](gone.md)``.\n", "<code>a ` [x](gone.md)</code>"),
    "a rule": ("Text.\n\n---\n\nText.\n", "<hr />"),
    "a heading with a line below": ("Under\n-----\n\nText.\n", "<h2"),
    "a time and colons": ("At 10:30:45, a:b:c and std::vector.\n", "a:b:c"),
    "a number in a sentence": ("It was in\n2024. Then more.\n", "2024. Then"),
    "brackets": ("[Your name] and [a] [b], and 3 < 4 > 2.\n", "[Your name]"),
    "a picture that is a link": ("[![A](index.png)](https://a.example)\n", "<img"),
}


@pytest.mark.parametrize("name", SOUND)
def test_what_is_understood_is_not_reported(site_markdown: Markdown, small, name: str) -> None:
    text, shown = SOUND[name]
    assert shown in site_markdown.reset().convert(text)
    fault = PageFault(name, text, "", "", (), "")
    (small / "docs/index.png").write_bytes(b"")
    write(small, EXTRA, fault.page)
    assert problems_of(small) == []


# Ids --------------------------------------------------------------------------------------------

HEADINGS = """# The *title* of `it_all`
## "Could you just write to me?" { #in-writing }
## Twice
## Twice
## In writing
## A [link](x.md) & <b>bold</b> &amp; über_all _em_ __strong__
## !
Under
-----
> ## Quoted

- ## Listed

### Trailing ###
<p id="raw">x</p>

para
{: #para }
"""


def test_headings_get_the_ids_that_python_markdown_gives_them(site_markdown: Markdown) -> None:
    html = site_markdown.reset().convert(HEADINGS)
    expected = re.findall(r'<h\d[^>]* id="([^"]*)"', html)
    read = read_markdown("docs/x.md", HEADINGS)
    assert [name for name, _ in read.heading_ids()] == expected
    assert {name for name, _ in read.ids} == {"in-writing", "raw", "para"}


def test_every_shipped_heading_gets_its_id(site_markdown: Markdown) -> None:
    for path in sorted((ROOT / "docs").rglob("*.md")):
        text = path.read_text("utf-8").split("---\n", 2)[2]
        html = site_markdown.reset().convert(text)
        assert [name for name, _ in read_markdown("x", text).heading_ids()] == re.findall(r'<h\d[^>]* id="([^"]*)"', html), path
