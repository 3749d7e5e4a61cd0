"""The ranking of search, in docs/assets/search/, run in an empty page on a small index that macros/outputs/search_index.py makes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from markdown.extensions.toc import slugify
from playwright.sync_api import Browser, Page

from macros.outputs.search_index import folded_words, search_index
from tests.support.scripts import define, load_assets
from tests.support.search_sample import ENTRIES, PLAN


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    load_assets(page, "search/stem", "search/search-words", "search/search-core")
    define(page, Path(__file__).with_name("search-core.js"))
    page.evaluate("createSearch", search_index(ENTRIES, PLAN)[0])
    yield page
    page.close()


@pytest.fixture(scope="module")
def find(page: Page) -> Callable[..., dict[str, Any]]:
    return lambda query, **choice: page.evaluate("found", {"query": query, "choice": choice})


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("what to wear", "talk/#what-to-wear"),
        ("wear", "talk/#what-to-wear"),
        ("who pays", "talk/#who-pays-for-the-coffee"),
        # The beginning of the last word, and one mistake in a word of five letters or more.
        ("cof", "talk/#who-pays-for-the-coffee"),
        ("cofee pays", "talk/#who-pays-for-the-coffee"),
        ("remidner", "ask/#a-ask-01"),
        ("weer", ""),
        # Other forms of a word.
        ("raise", "questions/#q-pay-02"),
        ("beginners", "questions/#q-pay-01"),
        # Accents in either Unicode form, apostrophes and hyphens.
        ("re\u0301sume\u0301", "ask/"),
        ("r\u00e9sum\u00e9", "ask/"),
        ("they didnt answer", "ask/#a-ask-01"),
        ("didn\u2019t answer", "ask/#a-ask-01"),
        ("followup", "ask/#follow-up"),
        ("follow up", "ask/#follow-up"),
        ("thankyou", "questions/#q-pay-01"),
        # Words that mean the same, British spelling, words of readers, and other names.
        ("cv", "ask/"),
        ("apologise", "ask/#a-ask-01"),
        ("colour", "talk/"),
        ("dress code", "talk/#what-to-wear"),
        ("silence", "ask/#a-ask-01"),
        ("nurse", "fields/nursing/"),
        ("rn", "fields/nursing/"),
        # The subject of the whole guide weighs next to nothing.
        ("informational interview what to wear", "talk/#what-to-wear"),
        ("interview nursing", "fields/nursing/"),
    ],
)
def test_the_right_place_comes_first(find, query: str, first: str) -> None:
    assert next(iter(find(query)["urls"]), "") == first


def test_a_page_is_listed_once_with_the_rest_of_it_below(find) -> None:
    found = find("ask resume answer wear")
    pages = [url.partition("#")[0] for url in found["urls"]]
    assert len(pages) == len(set(pages))
    assert any(len(more) > 0 for more in found["more"])
    assert found["total"] == len(found["urls"]) + sum(map(len, found["more"])) == sum(found["counts"].values())


def test_one_kind_can_be_chosen_and_the_counts_stay(find) -> None:
    every, chosen = find("ask pays raises"), find("ask pays raises", kind="question")
    assert {"Chapter", "Question"} <= {*every["labels"]}
    assert chosen["urls"]
    assert set(chosen["labels"]) <= {"Question", "Questions"}
    assert chosen["counts"] == every["counts"]
    assert len(find("ask pays raises", most=1)["urls"]) == 1


def test_a_page_of_a_kind_is_called_by_its_name_in_the_plural(find) -> None:
    assert find("pay")["labels"][0] == "Questions"
    assert find("beginner")["labels"][0] == "Question"


def test_words_that_nothing_has_are_named(find) -> None:
    found = find("zzyzxqvwkj")
    assert (found["urls"], found["total"], found["unknown"]) == ([], 0, ["zzyzxqvwkj"])
    assert find("zzyzxqvwkj coffee")["unknown"] == ["zzyzxqvwkj"]
    assert find("")["urls"] == find("?!")["urls"] == []
    assert "coffee" in find("coffexx")["nearest"]


def test_words_that_say_little_are_looked_for_if_there_are_no_others(find) -> None:
    assert find("what to do")["urls"]


def test_a_mistyped_word_is_said(find) -> None:
    assert find("remidner now")["corrected"] == [["remidner", "reminder"]]
    assert find("reminder now")["corrected"] == []


def test_only_words_the_reader_typed_are_marked(page: Page) -> None:
    text = "Your résumé: they read resumes, a CV, or didn't."
    assert page.evaluate("marksIn", {"query": "resume", "text": text}) == ["résumé", "resumes"]
    # "cv" stands for "resume" too, which the reader hasn't typed.
    assert page.evaluate("marksIn", {"query": "cv", "text": text}) == ["CV"]
    assert page.evaluate("marksIn", {"query": "they didnt", "text": "They didn\u2019t."}) == ["didn\u2019t"]
    assert page.evaluate("marksIn", {"query": "remidner", "text": "A reminder"}) == ["reminder"]


def test_an_excerpt_shows_the_words_in_about_160_characters(page: Page) -> None:
    text = "First comes this. " * 30 + "Then wear scrubs and drink coffee. " + "Last comes that. " * 30
    excerpt = page.evaluate("excerptOf", {"query": "coffee scrubs", "text": text})
    assert "wear scrubs and drink coffee" in excerpt
    assert 120 <= len(excerpt) <= 162
    assert excerpt.endswith("\u2026")
    assert page.evaluate("excerptOf", {"query": "coffee", "text": "Short."}) == "Short."
    assert len(page.evaluate("excerptOf", {"query": "coffee", "text": "x" * 1000})) <= 162
    # Someone who reads only the excerpt sees where the words at the very end are.
    assert "coffee" in page.evaluate("excerptOf", {"query": "coffee", "text": "one two three " * 40 + "coffee."})


def test_a_phrase_in_quotes_must_be_there_as_it_is(find, page: Page) -> None:
    assert find('"send one reminder"')["urls"] == ["ask/#a-ask-01"]
    assert find("\u201csend one reminder\u201d")["urls"] == ["ask/#a-ask-01"]
    assert find('"reminder coffee"')["urls"] == []
    text = ENTRIES[2].text
    assert page.evaluate("holdsIn", {"query": '"one reminder"', "text": text})
    assert not page.evaluate("holdsIn", {"query": '"reminder one"', "text": text})
    assert page.evaluate("holdsIn", {"query": '"didn\u2019t answer"', "text": text})


@pytest.mark.parametrize(
    "query",
    [
        "__proto__",
        "constructor toString",
        "a" * 5000,
        "wear " * 2000,
        '"',
        '""',
        '"wear',
        "\\",
        "(.*)+",
        "<script>",
        "\u0000",
        "👩‍⚕️",
        "你好",
        "ß ﬁ",
    ],
)
def test_nothing_a_reader_types_breaks_it(find, query: str) -> None:
    began = time.process_time()
    assert isinstance(find(query)["urls"], list)
    assert time.process_time() - began < 5


def test_both_languages_divide_texts_into_the_same_words(page: Page) -> None:
    texts = [
        *(entry.text for entry in ENTRIES),
        "Don\u2019t re-do \u00c9COLE e\u0301cole \ufb01rst 20-minute self\u2010employed l'\u0153uvre",
        "a_b c--d -e- f- 1\u00bd x\u00b2 na\u00efve \u0130stanbul \u00df",
        "\u4f60\u597d \u0939\u093f\u0928\u094d\u0926\u0940",
        "\u0627\u0644\u0639\u064e\u0631\u064e\u0628\u0650\u064a\u0629 \u03a9mega O\u2019Neill`s \u02bcokina",
    ]
    assert page.evaluate("wordsOf", texts) == [folded_words(text) for text in texts]


def test_both_languages_make_the_same_anchor_of_a_title(page: Page) -> None:
    titles = [
        "What to wear",
        '"Only 5% of people send a thank-you"',
        "R\u00e9sum\u00e9s & more",
        "1. If they\u2019re late",
        "A -- B",
        "C++: a_b",
    ]
    assert page.evaluate("slugsOf", titles) == [slugify(title, "-") for title in titles]


def test_words_lose_their_endings_as_in_porters_paper(page: Page) -> None:
    stems = {
        "caresses": "caress", "ponies": "poni", "ties": "ti", "cats": "cat", "feed": "feed", "agreed": "agre", "plastered": "plaster",
        "motoring": "motor", "sing": "sing", "conflated": "conflat", "troubled": "troubl", "sized": "size", "hopping": "hop",
        "falling": "fall", "hissing": "hiss", "filing": "file", "happy": "happi", "sky": "sky", "relational": "relat",
        "conditional": "condit", "rational": "ration", "digitizer": "digit", "vietnamization": "vietnam", "feudalism": "feudal",
        "hopefulness": "hope", "triplicate": "triplic", "formative": "form", "electrical": "electr", "goodness": "good",
        "revival": "reviv", "allowance": "allow", "inference": "infer", "airliner": "airlin", "adjustable": "adjust",
        "replacement": "replac", "adjustment": "adjust", "adoption": "adopt", "communism": "commun", "effective": "effect",
        "bowdlerize": "bowdler", "probate": "probat", "rate": "rate", "cease": "ceas", "controlling": "control", "roll": "roll",
    }  # fmt: skip
    assert dict(zip(stems, page.evaluate("stemsOf", list(stems)), strict=True)) == stems
