"""How many questions to prepare is said in data/plans.yml, and wherever else it is said in words, it is the same."""

from __future__ import annotations

import re

import pytest

from macros.loading.dataset import Dataset
from macros.model.numbers import NUMBER_WORDS, number_in_words
from tests.support.guides import ROOT

NUMBER = "|".join(NUMBER_WORDS[2:])
EXPECT = re.compile(rf"\b(?:expect|get through|get to|will ask|expect to use) ({NUMBER}) to ({NUMBER})\b", re.IGNORECASE)
PREPARE = re.compile(
    rf"\b(?:bring|prepare|choose|write|need) (?:about )?({NUMBER})(?= questions|,? and? ?expect|, one thing)", re.IGNORECASE
)
WRITTEN = re.compile(rf"\bsend ({NUMBER}) to ({NUMBER})\b", re.IGNORECASE)


def texts() -> dict[str, str]:
    """The text of each page and of each data file, with single spaces."""
    paths = [*(ROOT / "docs").rglob("*.md"), *(ROOT / "data").rglob("*.yml")]
    return {
        path.relative_to(ROOT).as_posix(): re.sub(r"\s+", " ", path.read_text("utf-8")) for path in paths if "contribute" not in path.parts
    }


def stated(pattern: re.Pattern[str]) -> set[tuple[str, ...]]:
    return {tuple(word.lower() for word in match.groups()) for text in texts().values() for match in pattern.finditer(text)}


@pytest.fixture
def dataset(site_index) -> Dataset:
    return site_index.dataset


def test_texts_agree_with_the_rule(dataset: Dataset) -> None:
    usual, written = (dataset.plan_length(dataset.vocabulary.talk.usual, mode) for mode in (None, "written"))
    assert stated(EXPECT) == {(number_in_words(usual.least_asked), number_in_words(usual.most_asked))}
    to_send = {(number_in_words(count),) for count in range(written.least_asked, written.most_asked + 1)}
    assert stated(PREPARE) - to_send == {(number_in_words(usual.prepare),)}
    assert stated(WRITTEN) == {(number_in_words(written.least_asked), number_in_words(written.most_asked))}


def test_the_starter_questions_are_as_many_as_to_prepare(dataset: Dataset) -> None:
    order = dataset.orders[dataset.plans.starter]
    assert len(order.questions) == dataset.plan_length(order.minutes, order.mode).prepare
