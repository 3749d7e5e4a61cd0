"""Rendering: whatever text stands in data, it stays text."""

from __future__ import annotations

import io
import json
import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml
from pypdf import PdfReader

from macros import model
from macros.checks import runner
from macros.checks.rule import RULES
from macros.outputs.context import RenderContext
from macros.outputs.html import page_index
from macros.outputs.html.page_index import open_site
from macros.outputs.html.renderer import render
from macros.outputs.open_data import write_exports
from macros.outputs.pdf.catalog import printed_files
from macros.outputs.pdf.sheets import printed_pdf, sheet_contents
from macros.settings import Settings
from macros.yaml_io import error_hints
from tests.support.commands import build
from tests.support.guides import SHEET, SMALL, edit, let_pasted_marks_pass, problems_of
from tests.support.text import squeeze

HARMLESS = "Zebra"
HOSTILE = {
    "script": "<script>alert(1)</script>",
    "attribute": '"><img src=x onerror=alert(1)>',
    "single quotes": "' onmouseover='alert(1)",
    "address": "javascript:alert(1)",
    "markdown link": "[a](javascript:b) ![c](//d.example)",
    "jinja": "{{ 7*7 }}",
    "jinja block": "{% raw %}{% endraw %}{# x #}",
    "attribute list": "x {: onclick=alert(1) #owned .x }",
    "closing tags": "</script></style></p></section><h1>",
    "block marks": "<!--/guide-block--><b>x</b>",
    "stash marks": "wzxhzdk:0 klzzwxh:0000 &lt;b&gt; &amp;",
    "emphasis": "*a* _b_ `c` ~~d~~ # e",
    "typst": '#eval("1") $x$ \\ @ref <label> #x',
}
STRUCTURAL = {
    "id", "was", "topic", "sector", "instead",
    "stage", "goals", "audiences", "persons", "modes", "priority", "minutes", "research_first", "look_up",
    "sensitivity", "related", "sources", "channel", "relationship", "step", "page", "when", "see", "value", "as_of", "status", "source",
    "url", "strength", "checked", "year", "name", "parts", "subject_limit", "text_limit", "start", "end", "least_words", "most_words",
    "most_characters", "skip", "sheets", "after", "questions", "mode", "person", "audience", "lengths", "usual", "spare_percent",
    "relationships", "channels", "reply_words", "situation", "check", "part", "measure", "forms", "ways", "paragraphs",
    "role", "optional", "tone", "about",
    "includes", "people", "drop", "typed", "means", "kind", "found", "unless", "starter", "essentials", "from_minutes", "timed",
    "prepare", "least_asked", "most_asked", "spread", "for_reader", "only_if", "unless_persons", "unless_sectors", "sectors",
    "sender_field", "recipient_field", "known_from", "common", "ordinary", "field", "from_field", "to_field", "messages", "support",
    "british", "american", "types", "folders",
    "week", "event", "example", "certainty", "minute", "who", "mark", "question", "quiet_after", "referred",
}  # fmt: skip
"""Keys whose values are ids, words of a vocabulary, numbers, dates or addresses: the model refuses anything else there.

The phrases that advice looks for may each stand only once, and no page shows them.
"""


PAGES = ("index.html", "lists/index.html", "sheet/index.html", "world/index.html")
"""Those that show data."""


def leaves(data: object, path: tuple = ()) -> Iterator[tuple]:
    """The paths of all texts in plain data."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from leaves(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from leaves(value, (*path, index))
    else:
        yield path


def put(data: object, path: tuple, text: str) -> None:
    for step in path[:-1]:
        data = data[step]
    data[path[-1]] = text


def get(data: object, path: tuple) -> object:
    for step in path:
        data = data[step]
    return data


def is_free(path: tuple, when_is_text: bool) -> bool:
    """Whether a writer may put any text there."""
    key = next(step for step in reversed(path) if isinstance(step, str))
    if key == "when":
        return when_is_text and len(path) == 1
    if path[0] in ("channels", "modes", "forms") and key == "subject":
        return False
    if path[0] == "acts":
        return key == "text"
    if path[0] == "subject":
        return False
    return key not in STRUCTURAL


def fill(root: Path, text: str) -> tuple[int, list[str]]:
    """Put `text` into every free text of the guide under `root`; returns how many took it, and which keys refused it."""
    taken, refused = 0, []
    for path in sorted((root / "data").rglob("*.yml")):
        original = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
        data = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
        free = [leaf for leaf in leaves(original) if is_free(leaf, "checklists" in path.parts) and not str(get(original, leaf)).isdigit()]

        def takes(group: list[tuple], words: str, path=path, original=original, data=data) -> bool:
            for leaf in group:
                put(data, leaf, _value(leaf, str(get(original, leaf)), words))
            _write(path, data)
            return not any(diagnostic.startswith(f"data/{path.relative_to(root / 'data').as_posix()}:") for diagnostic in problems_of(root))

        if takes(free, text):
            taken += len(free)
            continue
        # Some texts of this file may not hold these words: one by one shows which.
        assert takes(free, HARMLESS)
        for leaf in free:
            if takes([leaf], text):
                taken += 1
            else:
                refused.append(str(leaf[-1] if isinstance(leaf[-1], str) else leaf[-2]))
                takes([leaf], HARMLESS)
    return taken, refused


def _value(leaf: tuple, before: str, text: str) -> str:
    """The text, or, where a kind demands marks or a length, the text behind what stood there."""
    kept = leaf[-1] == "answer" or (leaf[-1] in ("text", "before", "after") and "[" in before)
    return f"{before.rstrip()} {text}" if kept else text


def _write(path: Path, data: object) -> None:
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, default_style='"', width=10_000), "utf-8")


class Shape(HTMLParser):
    """The tags of a page with the names of their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple] = []
        self.text = ""
        self.values: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.tags.append((tag, *sorted(name for name, _ in attrs)))
        self.values += [
            f"{name}={value}"
            for name, value in attrs
            if name in ("href", "src") and not str(value).startswith(("..", ".", "#", "https://", "assets", "lists", "sheet", "index"))
        ]

    def handle_endtag(self, tag: str) -> None:
        self.tags.append(("/", tag))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module", autouse=True)
def nothing_is_refused_as_pasted() -> Iterator[None]:
    """The check refuses HTML and Markdown in data. Here it does not, so that rendering alone must keep text from being more than text."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(error_hints, "PASTED_MARKUP", ())
        # Many texts that are the same and no question are refused for what they say; see also LENIENT in tests/support/guides.py.
        for code in ("R317", "R337", "R338"):
            patch.delitem(RULES, code)
        for name in ("each_once", "searched_words", "meant_words"):
            patch.setattr(runner, name, lambda *_: iter(()))
        for name in ("check_glyphs", "pasted_examples"):
            patch.setattr(page_index, name, lambda *_: iter(()))
        yield


def built_pages(root: Path, site: Path) -> dict[str, Shape]:
    let_pasted_marks_pass(root)
    (root / "docs/downloads").mkdir(exist_ok=True)
    built = build(root, site)
    assert built.returncode == 0, built.stdout + built.stderr
    return {name: Shape((site / name).read_text("utf-8")) for name in PAGES}


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> tuple[int, dict[str, Shape]]:
    """The smallest guide with a harmless word in every free text."""
    folder = tmp_path_factory.mktemp("harmless")
    root = Path(shutil.copytree(SMALL, folder / "small"))
    taken, refused = fill(root, HARMLESS)
    assert refused == []
    return taken, built_pages(root, folder / "site")


REFUSE_BRACES_AND_BRACKETS = {"text", "subject", "before", "after"}
AS_IN_THE_MESSAGE = {"filled", "filled_subject", "words"}
"""What has to agree with the text of a message, so that it's refused where the message refuses the text."""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory):
    """The smallest guide with a hostile text in every field, made once for each: its folder, and what fill() said."""
    made: dict[str, tuple[Path, int, list[str]]] = {}

    def fill_with(name: str) -> tuple[Path, int, list[str]]:
        if name not in made:
            root = Path(shutil.copytree(SMALL, tmp_path_factory.mktemp("hostile") / "small"))
            made[name] = (root, *fill(root, HOSTILE[name]))
        return made[name]

    return fill_with


@pytest.mark.long
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_in_every_field_of_every_kind_comes_out_inert(tmp_path: Path, harmless: tuple, filled, name: str) -> None:
    text = HOSTILE[name]
    root, taken, refused = filled(name)
    # Messages take only their own braces and brackets; everything else takes any text.
    assert set(refused) <= (REFUSE_BRACES_AND_BRACKETS | AS_IN_THE_MESSAGE if re.search(r"[{}\[\]]", text) else set()), refused
    assert taken + len(refused) == harmless[0]
    pages = built_pages(root, tmp_path / "site")
    for page, shape in pages.items():
        assert shape.tags == harmless[1][page].tags, f"{text} changed the elements of {page}"
        assert shape.values == harmless[1][page].values
        assert "49" not in shape.text
    shown = sum(shape.text.count(text) for shape in pages.values())
    assert shown >= 60, "the text is shown as it is written"


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_stays_text_on_paper_and_in_exports(tmp_path: Path, filled, name: str) -> None:
    text = HOSTILE[name]
    root = filled(name)[0]
    site_index, _ = open_site(root)
    context = RenderContext(site_index, Settings(site_name=text, site_url="https://small.example/"), "")
    for content in sheet_contents(context):
        pdf = PdfReader(io.BytesIO(printed_pdf(context, content, printed_files(content.name)[0])))
        printed = squeeze("".join(page.extract_text() for page in pdf.pages))
        assert squeeze(text) in printed, printed
    write_exports(site_index, Settings(), root, tmp_path)
    assert json.loads((tmp_path / "guide.json").read_text("utf-8"))["checklists"][0]["title"] == text


def test_every_item_has_a_heading_with_its_id_a_link_to_itself_and_an_edit_link(small: Path) -> None:
    site_index, _ = open_site(small)
    context = RenderContext(site_index, Settings(repo="https://host.example/guide"), "")
    html = render("questions.html", context, file=site_index.dataset.topics["pay"], level=2)
    assert '<h2 id="q-pay-02">How do raises come about here?' in html
    assert 'href="#q-pay-02"' in html
    assert '<span id="q-pay-00"></span>' in html, "an old id still leads here"
    assert 'href="https://host.example/guide/blob/main/data/questions/pay.yml#L35"' in html


def test_a_worksheet_shows_its_example_below_it_in_the_same_lines_and_cells(small: Path) -> None:
    edit(small, SHEET, "lines: 2}", "lines: 2, filled: [[To see who decides.]]}")
    site_index, _ = open_site(small)
    context = RenderContext(site_index, Settings(repo="https://host.example/guide"), "sheet/")
    html = render("worksheet.html", context, sheet=site_index.dataset.worksheets["w-plan"])
    empty, heading, example = html.partition('<h2 id="w-plan-filled">Filled in: an example')
    assert heading and "To see who decides." not in empty and "Twenty an hour." not in empty
    assert '<div class="guide-lines"><div><em>To see who decides.</em></div><div></div></div>' in example
    assert '<th scope="row">Pay</th> <td><small class="guide-of">Twenty an hour.</small> <em>Twenty an hour.</em></td>' in example
    assert "Sam, before a call with a baker." in example
    assert empty.count("<li>I thanked them.</li>") == example.count("<li>I thanked them.</li>") == 1
    assert "downloads/w-plan-filled-letter.pdf" in example
    assert empty.count("<section>") == example.count("<section>") == 4


def test_slides_are_listed_by_step_with_what_the_instructor_says(small: Path) -> None:
    site_index, _ = open_site(small)
    context = RenderContext(site_index, Settings(repo="https://host.example/guide"), "pack/")
    html = render("slides.html", context, file=site_index.dataset.one(model.SlideFile))
    ids = re.findall(r'<h([23]) id="([a-z0-9-]+)"', html)
    assert ids == [("2", "slides-1"), ("3", "l-begin-01"), ("3", "l-begin-02"), ("2", "slides-2"), ("3", "l-end-01")]
    assert html.count("can be skipped") == 2, "in the intro, and at the slide itself"
    assert "Tell them in your words." in html.partition("<details>")[2]
    assert "downloads/p-slides.pdf" in html and "downloads/p-slides-instructor-letter.pdf" in html
    assert "https://host.example/guide/blob/main/data/slides.yml#L7" in html
