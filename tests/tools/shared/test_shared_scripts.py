"""What the reader's tools share, docs/assets/shared/, run in a browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Error, Page

from tests.support.guides import ROOT


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A page with a form, a block of data and the shared scripts that touch no storage."""
    page = browser.new_page()
    page.set_content('<form id="choices"><b class="name">x</b></form><script type="application/json" id="data">{"a": 1}</script>')
    for script in ("text-format", "dom"):
        page.add_script_tag(path=ROOT / f"docs/assets/shared/{script}.js")
    yield page
    page.close()


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("Guide.dom.required('plan')", "This page has no element #plan."),
        ("Guide.dom.required('choices', HTMLInputElement)", "The element #choices of this page is not a HTMLInputElement."),
        ("Guide.dom.find(document, '.due')", "This page has no element .due."),
        ("Guide.dom.readData('bank')", "This page has no element #bank."),
    ],
)
def test_an_element_that_is_missing_is_named(page: Page, code: str, message: str) -> None:
    with pytest.raises(Error, match=message):
        page.evaluate(code)


def test_elements_and_data_are_found(page: Page) -> None:
    assert page.evaluate("Guide.dom.required('choices', HTMLFormElement).id") == "choices"
    assert page.evaluate("Guide.dom.find(document, '.name').textContent") == "x"
    assert page.evaluate("Guide.dom.readData('data')") == {"a": 1}


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("a_b {: #id }", "a\\_b \\{: \\#id \\}"),
        ("<i> [x](y) `z` *|~", "\\<i\\> \\[x\\](y) \\`z\\` \\*\\|\\~"),
        ("two\n  lines", "two lines"),
    ],
)
def test_markdown_shows_text_as_it_is(page: Page, text: str, escaped: str) -> None:
    assert page.evaluate("text => Guide.textFormat.escapeMarkdown(text)", text) == escaped


def test_only_objects_are_objects(page: Page) -> None:
    assert page.evaluate("[{}, { a: 1 }, [], null, 'text', 1, undefined].map(Guide.textFormat.isObject)") == [True, True] + [False] * 5


def test_text_that_is_not_json_is_nothing(page: Page) -> None:
    parsed = """['{"a": 1}', '{', '', null].map((text) => Guide.textFormat.parseJson(text) ?? 'nothing')"""
    assert page.evaluate(parsed) == [{"a": 1}, "nothing", "nothing", "nothing"]


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("prepare.csv", "prepare.csv"),
        ('a/b\\c:d*e?f"g<h>i|j.txt', "a-b-c-d-e-f-g-h-i-j.txt"),
        ("con.csv", "con-.csv"),
        ("LPT1", "LPT1-"),
        ("console.csv", "console.csv"),
        ("ends in dots. .", "ends in dots"),
        ("line\nbreak\x00", "line-break-"),
        ("\ud83d.txt", "-.txt"),
        ("Für 王芳 🦜.ics", "Für 王芳 🦜.ics"),
        ("...", "file"),
        ("x" * 500, "x" * 100),
    ],
)
def test_a_files_name_is_safe_on_every_system(page: Page, name: str, safe: str) -> None:
    assert page.evaluate("name => Guide.textFormat.fileName(name)", name) == safe


@pytest.mark.parametrize("half", ["\ud83d", "\ude00", "a\ud83d", "\ude00\ud83d", "\ud83d\ud83d\ude00"])
def test_half_an_emoji_never_stops_an_address(page: Page, half: str) -> None:
    assert "%EF%BF%BD" in page.evaluate("text => Guide.textFormat.percentEncode(text)", half)


FAMILY, FLAG, ACCENT = "👩🏽‍🌾", "🇩🇪", "e\u0301"


@pytest.mark.parametrize(
    ("text", "most", "kept"),
    [
        ("abc", 3, "abc"),
        ("abcd", 3, "abc"),
        ("a" * 199 + "😀z", 200, "a" * 199),
        ("a" * 198 + "😀z", 200, "a" * 198 + "😀"),
        (f"a{FAMILY}b", 5, "a"),
        (f"{FLAG}{FLAG}", 5, FLAG),
        (f"ab{ACCENT}c", 3, "ab"),
        ("\ud83d\ud83dx", 1, "\ud83d"),
        (FAMILY, 2, ""),
        ("x", 0, ""),
    ],
)
def test_a_text_is_cut_between_characters(page: Page, text: str, most: int, kept: str) -> None:
    assert page.evaluate("([text, most]) => Guide.textFormat.cut(text, most)", [text, most]) == kept
    without_segmenter = """([text, most]) => {
      const { Segmenter } = Intl; delete Intl.Segmenter;
      const cut = Guide.textFormat.cut(text, most);
      Intl.Segmenter = Segmenter;
      return cut.isWellFormed() || !text.isWellFormed(); }"""
    assert page.evaluate(without_segmenter, [text, most])


FORMULAS = ["=1", "+1", "-1", "@x", " =1+1", "\n=1+1", "\t=1", "\r", "＝1+1", "＋1", "－1", "＠x", "\u3000＝1", "\u00a0=1", "\ufeff=1"]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_spreadsheet_runs_no_cell(page: Page, text: str) -> None:
    assert page.evaluate("text => Guide.textFormat.csv([[text]])", text) == f'\ufeff"\'{text}"\r\n'


@pytest.mark.parametrize("text", ["a=1", "a-b", " a", "1", "", "(=1)", "−"])
def test_other_cells_stay_as_they_are(page: Page, text: str) -> None:
    assert page.evaluate("text => Guide.textFormat.csv([[text]])", text) == f'\ufeff"{text}"\r\n'


def test_a_download_lives_for_minutes_and_not_forever(browser: Browser) -> None:
    page = browser.new_page()
    page.clock.install()
    for script in ("text-format", "dom"):
        page.add_script_tag(path=ROOT / f"docs/assets/shared/{script}.js")
    page.evaluate("window.ended = []; URL.revokeObjectURL = (url) => ended.push(url); 0")
    with page.expect_download():
        page.evaluate("Guide.dom.download('a.txt', 'text/plain', 'x')")
    page.clock.run_for(60_000)
    assert page.evaluate("[ended.length, document.querySelectorAll('a[download]').length]") == [0, 1]
    page.clock.run_for(5 * 60_000)
    assert page.evaluate("[ended.length, document.querySelectorAll('a[download]').length]") == [1, 0]
    page.evaluate("HTMLElement.prototype.click = () => {}; for (let n = 0; n < 30; n += 1) Guide.dom.download('a.txt', 'text/plain', 'x')")
    assert page.evaluate("[ended.length, document.querySelectorAll('a[download]').length]") == [21, 10]
    page.close()
