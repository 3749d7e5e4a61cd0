"""The search index: an entry for every item."""

from __future__ import annotations

import json
import re
from pathlib import Path

from macros import model


def index(site: Path) -> list[dict]:
    return json.loads((site / "search/index.json").read_text("utf-8"))


def test_every_item_is_a_search_result_of_its_own(site: Path, site_index) -> None:
    found = {entry["location"].partition("#")[2]: entry for entry in index(site) if "#" in entry["location"]}
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
        assert record.id in found, record.id
        assert found[record.id]["title"].strip(), record.id
    whole_pages = {entry["location"]: entry for entry in index(site) if "#" not in entry["location"]}
    for sheet in dataset.sheets():
        page = site_index.page_by_id[sheet.id].removesuffix(".md") + "/"
        assert page in whole_pages, sheet.id
    assert all(entry["title"].strip() for entry in index(site))


def test_the_index_holds_what_readers_search_for_and_not_what_they_do_not(site: Path, site_index) -> None:
    texts = {entry["location"].partition("#")[2]: entry["text"] for entry in index(site)}
    question = next(question for question in site_index.dataset.questions() if question.synonyms)
    assert question.synonyms[0] in re.sub(r"<[^>]+>|&[a-z]+;", "", texts[question.id])
    assert not any("Edit this" in texts[name] for name in site_index.dataset.records if name in texts)
