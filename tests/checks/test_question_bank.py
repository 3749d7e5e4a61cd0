"""The question bank: how alike two questions may be, and what each topic has to have."""

from __future__ import annotations

import calendar
import itertools
import re

import pytest
from rapidfuzz import fuzz

from macros.checks.questions import CLOSED, MOST_LIKENESS, comparable

# Why 80: a second wording of the same question is above it, another question on the same subject below.
SAME = [
    ("What do you like most about your job?", "What do you like best about your job?"),
    ("Which tasks take up most of your hours in a normal week?", "In a normal week, which tasks take up most of your time?"),
    ("How did you find your way into this work?", "How did you first find your way into this kind of work?"),
    ("What would you do differently if you trained again?", "If you trained again, what would you do differently?"),
    ("When people leave here, what is usually the reason?", "What is usually the reason when people leave here?"),
]
DIFFERENT = [
    ("What do you like most about your job?", "What do you find hardest about your job?"),
    ("Which tasks take up most of your hours in a normal week?", "Which tasks do you put off in a normal week?"),
    ("How did you find your way into this work?", "How did you find out that this work would suit you?"),
    ("When people leave here, what is usually the reason?", "When people leave here, where do they usually go?"),
    ("What does this work do to a person's body after ten years?", "What are people in this work expected to pay for themselves?"),
]


def likeness(one: str, other: str) -> float:
    return fuzz.ratio(comparable(one), comparable(other))


@pytest.mark.parametrize(("one", "other"), SAME)
def test_a_second_wording_is_too_alike(one: str, other: str) -> None:
    assert likeness(one, other) >= MOST_LIKENESS


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_another_question_on_the_same_subject_is_not(one: str, other: str) -> None:
    assert likeness(one, other) < MOST_LIKENESS


def test_what_is_compared_is_the_measure_that_the_library_names() -> None:
    for one, other in SAME + DIFFERENT:
        plain = [re.sub(r"\W+", " ", text.lower()) for text in (one, other)]
        assert likeness(one, other) == pytest.approx(fuzz.token_sort_ratio(*plain))


def test_no_help_on_a_question_is_used_for_another(site_index) -> None:
    """Each probe, each moment to ask and each next step belongs to its own question."""
    seen: dict[str, str] = {}
    twice = []
    for question in site_index.dataset.questions():
        for text in (*question.probes, question.ask_when, question.avoid_when, question.next_action, question.purpose):
            if (first := seen.setdefault(text.lower(), question.id)) != question.id:
                twice.append(f"{question.id} and {first}: {text}")
    assert twice == []


def test_a_topic_begins_its_questions_in_many_ways(site_index) -> None:
    """Read one after the other, they must not sound like a form."""
    for name, file in site_index.dataset.topics.items():
        beginnings = [question.text.split()[0].lower() for question in file.questions]
        most = max(beginnings.count(word) for word in beginnings)
        assert most <= max(len(beginnings) * 0.45, 3), f"{name}: {most} of {len(beginnings)} begin alike"


def test_every_topic_has_something_that_must_be_asked_and_not_too_much(site_index) -> None:
    for name, file in site_index.dataset.topics.items():
        must = sum(question.priority == "must" for question in file.questions)
        assert 1 <= must <= len(file.questions) / 3, f"{name}: {must} of {len(file.questions)}"


def test_nobody_is_invented(site_index) -> None:
    """No texts with a name in them: a capital inside a sentence is I, a language, a country or a known word."""
    known = {"I", "I'd", "I'll", "I'm", "I've", "LinkedIn", "English", "Christmas", "PhD", "IEPs", *calendar.day_name, *calendar.month_name}
    odd = {
        word
        for question in site_index.dataset.questions()
        for text in (question.text, question.softener or "", *question.probes)
        for sentence in re.split(r"(?<=[.!?:\"])\s+", text)
        for word in itertools.islice(re.findall(r"[A-Za-z']+", sentence), 1, None)
        if word[0].isupper() and word not in known and not word.isupper()
    }
    assert odd == set()


AUXILIARIES = [
    "is",
    "are",
    "was",
    "were",
    "am",
    "do",
    "does",
    "did",
    "have",
    "has",
    "had",
    "can",
    "could",
    "will",
    "would",
    "should",
    "may",
    "might",
    "must",
]


@pytest.mark.parametrize("word", AUXILIARIES)
def test_a_question_that_begins_with_an_auxiliary_is_closed_unless_it_goes_on_to_ask_more(word: str) -> None:
    assert CLOSED.match(f"{word.capitalize()} people start young?")
    assert not CLOSED.match(f"{word.capitalize()} people start young, or later?")
    assert not CLOSED.match(f"{word.capitalize()}x people start young?")
