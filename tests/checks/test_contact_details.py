"""What looks like someone's phone number or address in a message, and what does not; and the words that search can find."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.guides import NOTE, SEARCH, code_of, edit, problems_of

SOMEONES = [
    "937 555 2368",
    "(937) 555-2368",
    "937.555.2368",
    "+1 937 555 2368",
    "9375552368",
    "555-2368",
    "+44 20 7946 1234",
    "+49 30 901820",
    "+49 30 90182",
    "dana@bakery.com",
    "dana.baker@mail.bakery.co.uk",
    "https://bakery.shop/us",
    "www.bakery.shop",
    "bakery.org",
    "notexample.com",
]
NO_ONES = [
    "937 555 0142",
    "(937) 555-0142",
    "+1 937 555 0100",
    "555-0199",
    "+44 1632 960983",
    "dana@example.com",
    "dana@bakery.example",
    "dana@mail.example.org",
    "https://example.net/us",
    "www.bakery.example",
    "{your_phone}",
    "on 2026-11-23 10:30",
    "from 2019 to 2023",
    "2019-2023",
    "room 1204",
    "order 1234 5678",
    "for 250 000 people",
    "at 10:30 or 11:30",
    "the U.S. or the U.K.",
    "Node.js and so on",
    "at the end.Then",
]


@pytest.fixture
def roomy(small: Path) -> Path:
    """The smallest guide, with a placeholder for a phone number."""
    placeholder = "  - {name: your_phone, label: Your number, hint: As you say it, example: 937 555 0142, long: [937 555 0142]}\n"
    with (small / "data/placeholders.yml").open("a", encoding="utf-8") as file:
        file.write(placeholder)
    return small


@pytest.mark.parametrize("text", SOMEONES)
def test_what_someone_may_have_is_refused(roomy: Path, text: str) -> None:
    edit(roomy, NOTE, "I liked your bread.", f"I liked your bread, {text}")
    assert [code_of(problem) for problem in problems_of(roomy)] == ["R338"]


@pytest.mark.parametrize("text", NO_ONES)
def test_what_no_one_has_passes(roomy: Path, text: str) -> None:
    edit(roomy, NOTE, "I liked your bread.", f"I liked your bread, {text}")
    assert problems_of(roomy) == []


@pytest.mark.parametrize(("word", "used"), [("bread", True), ("brea", False), ("red", True), ("loaf", False), ("everything", True)])
def test_a_word_that_search_puts_in_must_stand_in_the_guide_as_it_is(small: Path, word: str, used: bool) -> None:
    """In data or in a page, in any case, and as a whole word; in data/search.yml itself it does not count."""
    edit(small, SEARCH, "means: [bread]", f"means: [{word}]")
    assert [code_of(problem) for problem in problems_of(small)] == ([] if used else ["R335"])
