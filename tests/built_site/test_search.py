"""Readers find what they look for: the searches in tests/fixtures/, typed into the built site in a browser.

queries.tsv has searches that the guide has answers for in nearly these words, queries-2.tsv everyday searches in other words,
strangers.tsv what people who hadn't read the guide typed, and asked.tsv whole questions that readers asked. Words of the guide are never
written to suit a line of queries-2.tsv or strangers.tsv, or these would measure nothing. Each line has the words as a reader types them,
and the places that are right: a page (`find/`), a page's heading (`start/#an-example`), an item (`a-find-01`) or the beginning of items'
ids (`q-health-*`).
"""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Collection
from pathlib import Path
from string import ascii_lowercase

import pytest
from playwright.sync_api import Browser

from tests.support.browser import DESKTOP, open_context
from tests.support.guides import ROOT
from tests.support.scripts import define_pages
from tests.support.site_search import FIELD, search, sought

AIMS = {"queries.tsv": (40, 0.85, 0.97), "queries-2.tsv": (60, 0.6, 0.8), "strangers.tsv": (228, 0.6, 0.85), "asked.tsv": (34, 0.6, 0.85)}
"""For each file, how many searches it has at least, and how many of them have to show a right place first, and among the first three."""
LEFT_WITH_A_MISTAKE = 0.85
"""What has to be left of that if each search has one typing mistake."""


def queries(name: str) -> list[tuple[str, list[str]]]:
    with (ROOT / "tests" / "fixtures" / name).open(encoding="utf-8", newline="") as file:
        return [(row["query"], row["right"].split()) for row in csv.DictReader(file, delimiter="\t")]


def is_right(link: str, right: list[str]) -> bool:
    page, _, anchor = link.partition("#")
    return any(
        page == place
        if place.endswith("/")
        else link == place
        if "#" in place
        else anchor.startswith(place[:-1])
        if place.endswith("*")
        else anchor == place
        for place in right
    )


@pytest.fixture(scope="module")
def searching(browser: Browser, address: str):
    """A function that types words into the search field and gives the links that are shown, best first."""
    context, watch = open_context(browser, address, viewport=DESKTOP)
    page = context.new_page()
    page.goto(address)
    define_pages(page)
    # The first search loads the index. From then on, the results of what is typed are there at once.
    search(page, "salary")

    def search_again(words: str) -> list[str]:
        page.locator(FIELD).fill(words)
        return page.evaluate("visibleResults")

    yield search_again
    context.close()
    assert watch.wrong == []


@pytest.mark.parametrize("name", AIMS)
def test_readers_searches_find_the_right_place(searching, record_property, name: str) -> None:
    asked = queries(name)
    least, first_aim, three_aim = AIMS[name]
    assert len(asked) >= least
    ranks = {words: rank_of(searching(words), right) for words, right in asked}
    first, three = shares(ranks.values())
    chance = random.Random(22)
    mistyped = [rank_of(searching(with_mistake(words, chance)), right) for words, right in asked]
    first_mistyped, three_mistyped = shares(mistyped)
    missed = [words for words, rank in ranks.items() if not 0 < rank <= 3]
    measured = f"first {first:.3f}, first three {three:.3f}; with a mistake {first_mistyped:.3f}, {three_mistyped:.3f}"
    record_property("measured", f"search, {name}: {measured}; missed: {missed}")
    assert first >= first_aim, (measured, missed)
    assert three >= three_aim, (measured, missed)
    assert first_mistyped >= LEFT_WITH_A_MISTAKE * first, measured
    assert three_mistyped >= LEFT_WITH_A_MISTAKE * three, measured


def rank_of(links: list[str], right: list[str]) -> int:
    """The rank of the first right place, counting from 1; 0 if none is right."""
    return next((rank for rank, link in enumerate(links, 1) if is_right(link, right)), 0)


def shares(ranks: Collection[int]) -> tuple[float, float]:
    """How many of the ranks are 1, and how many are among the first three, as shares."""
    return sum(rank == 1 for rank in ranks) / len(ranks), sum(0 < rank <= 3 for rank in ranks) / len(ranks)


def with_mistake(words: str, chance: random.Random) -> str:
    """The words with one mistake in a word of five letters or more: a letter left out, doubled, changed, or swapped with the next one."""
    long = [match for match in re.finditer(r"[a-z]{5,}", words)]
    if not long:
        return words
    match = chance.choice(long)
    word, at = match[0], chance.randrange(1, len(match[0]) - 1)
    wrong = chance.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + chance.choice(ascii_lowercase) + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        ]
    )
    return words[: match.start()] + wrong + words[match.end() :]


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("infomational interveiw quesitons", ["a-prepare-04", "prepare/questions/", "start/", "prepare/questions/starter-ten/"]),
        ("cv needed", ["a-ask-14", "a-ask-03", "ask/"]),
        ("personalised invites linkdin", ["a-find-06", "find/linkedin/#mind-the-limits"]),
        ("receptoinist wont put me through", ["a-ask-10", "ask/messages/gatekeeper/"]),
        ("recpetionost", ["a-ask-10", "ask/messages/gatekeeper/"]),
        ("recomendation thank you card", ["a-follow-up-04", "follow-up/messages/"]),
        ("chatgpt write my message", ["more/using-ai/"]),
        ("delete my data", ["more/your-data/"]),
        ("OB OG visit", ["more/around-the-world/"]),
    ],
)
def test_misspellings_and_other_names_are_understood(searching, typed: str, right: list[str]) -> None:
    assert any(is_right(link, right) for link in searching(typed)[:5]), searching(typed)[:6]


def test_a_word_that_is_like_no_other_is_not_corrected(searching) -> None:
    assert searching("zzyzxqvwkj") == []


def test_the_right_places_exist(site: Path) -> None:
    """A line whose place was renamed would count as a miss for ever."""
    ids = {path.parent.relative_to(site).as_posix() + "/": path.read_text("utf-8") for path in site.rglob("index.html")}
    whole = "".join(ids.values())
    for words, right in (row for name in AIMS for row in queries(name)):
        for place in right:
            page, _, anchor = place.partition("#")
            found = (page in ids and (not anchor or f'id="{anchor}"' in ids[page])) if "/" in place else f'id="{place.rstrip("*")}' in whole
            assert found, f"{words}: {place}"


@pytest.mark.parametrize("kind", ["question", "message", "answer", "other way of asking", "checklist"])
def test_search_finds_each_kind(browser: Browser, address: str, site_index, kind: str) -> None:
    words, end = sought(site_index)[kind]
    context, watch = open_context(browser, address, viewport=DESKTOP)
    page = context.new_page()
    page.goto(address)
    found = search(page, re.sub(r"[^\w\s']", " ", words))
    context.close()
    assert any(link.split("?")[0].endswith(end) or re.search(rf"#{end}$", link) for link in found[:5]), found[:5]
    assert watch.wrong == []
