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
