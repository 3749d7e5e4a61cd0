"""The search index of the built site: a place for every item, small enough for a phone."""

from __future__ import annotations

import gzip
from pathlib import Path

from macros import model
from tests.support.search_files import called_with, indexed_places, search_index_of

MOST_BYTES = 160_000
"""Compressed, as hosts send it. A reader who turns to search waits for it."""
LONGEST_TEXTS = 16_000
"""Compressed, for the page with most text. Results show a line of it."""


def texts(site: Path) -> str:
    return "\n".join(path.read_text("utf-8") for path in (site / "search/texts").iterdir())


def test_every_item_is_a_search_result_of_its_own(site: Path, site_index) -> None:
    found = indexed_places(site)
    anchors = {anchor for _, anchor, _ in found}
    dataset = site_index.dataset
    for record in [
        *dataset.questions(),
        *dataset.avoid,
        *dataset.messages(),
        *dataset.mistakes,
        *dataset.records_of(model.Template).values(),
        *dataset.answers(),
        *dataset.sources.values(),
        *dataset.glossary.values(),
    ]:
        assert record.id in anchors, record.id
    pages = {page for page, anchor, _ in found if anchor == ""}
    for sheet in dataset.sheets():
        assert site_index.page_by_id[sheet.id].removesuffix(".md") + "/" in pages, sheet.id
    assert all(title.strip() for *_, title in found)


def test_the_index_is_small(site: Path) -> None:
    assert len(gzip.compress((site / "search/index.js").read_bytes(), 9)) <= MOST_BYTES
    for path in (site / "search/texts").iterdir():
        assert len(gzip.compress(path.read_bytes(), 9)) <= LONGEST_TEXTS, path.name


def test_there_are_texts_for_every_page_and_place(site: Path) -> None:
    index = search_index_of(site)
    for number, (address, _) in enumerate(index["pages"]):
        page, of_page = called_with(site / f"search/texts/{number}.js")
        assert page == number
        assert len(of_page) == sum(place[0] == number for place in index["places"]), address
    assert len(list((site / "search/texts").iterdir())) == len(index["pages"])


def test_texts_have_neither_links_to_edit_nor_words_for_search_alone(site: Path, site_index) -> None:
    text = texts(site)
    assert f"Edit this question: {next(site_index.dataset.questions()).id}" not in text
    answer = next(site_index.dataset.answers())
    assert answer.other_ways[0] not in text
    question = next(question for question in site_index.dataset.questions() if question.synonyms)
    assert "; ".join(question.synonyms) not in text


def test_the_engines_own_index_is_gone(site: Path) -> None:
    assert {path.name for path in (site / "search").iterdir()} == {"index.js", "texts"}
