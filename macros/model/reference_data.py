"""Answers to readers, facts, sources, the glossary, search words and wording."""

import re
from collections.abc import Iterable
from string import ascii_lowercase, ascii_uppercase
from typing import Annotated, Literal

from pydantic import (
    Field,
)

from macros.model.base import AsOf, Dated, Day, Form, HttpsUrl, Lines, Model, Placed, Record, Ref, Sources, Text, Whole, identifier

SearchWord = Annotated[str, Form(r"[a-z0-9]+(-[a-z0-9]+)*", "resume")]


class SameWords(Model):
    """Words readers type, and the words in the guide they mean."""

    typed: list[SearchWord] = Field(min_length=1, max_length=12, description="Words readers type that the guide does not use.")
    means: list[SearchWord] = Field(min_length=1, max_length=6, description="The guide's words for the same thing.")


class Spelling(Model):
    """A word that is spelled in two ways."""

    british: SearchWord = Field(description="How it's spelled in the United Kingdom.")
    american: SearchWord = Field(description="How the guide spells it.")


class SearchKind(Model):
    """A kind of thing that search finds, which readers can choose."""

    id: Annotated[str, Form(r"[a-z]+", "question")]
    label: Annotated[str, Text(60)] = Field(description="What a result of this kind is called.")
    many: Annotated[str, Text(60)] = Field(description="What several of them are called.")
    weight: Annotated[Whole, Field(ge=10, le=400)] = Field(description="How much a result of this kind counts, in percent.")
    types: list[Annotated[str, Text(40)]] = Field(
        default_factory=list,
        max_length=12,
        description="The types of data files whose entries are of this kind, by their names in the registry.",
    )
    folders: list[Annotated[str, Text(60)]] = Field(
        default_factory=list, max_length=6, description="The folders in docs/ whose pages are of this kind."
    )


class SearchWords(Model):
    """data/search.yml"""

    drop: list[SearchWord] = Field(min_length=1, description="Words that say nothing about what someone is looking for.")
    subject: list[SearchWord] = Field(
        min_length=1, max_length=20, description="Words for what the whole guide is about, which tell no page from another."
    )
    same: list[SameWords] = Field(min_length=1, description="Words that mean the same.")
    spellings: list[Spelling] = Field(default_factory=list, max_length=200, description="Words with a British and an American spelling.")
    kinds: list[SearchKind] = Field(
        min_length=1, max_length=12, description="The kinds of results, in the order readers see them. One has no types: all other pages."
    )


class Answer(Record):
    """A reader's question and the straight answer to it."""

    id: Annotated[str, identifier("a", "a-find-01")]
    question: Annotated[str, Text(140)] = Field(description="The question as a reader would ask it.")
    other_ways: list[Annotated[str, Text(140)]] = Field(
        min_length=2, max_length=12, description="How other people would type it into a search box."
    )
    answer: Annotated[str, Text(1400, most_words=150), Lines(wraps=True)] = Field(
        description="The straight answer first, then the reason and an example."
    )
    see: list[Annotated[str, Ref("target")]] = Field(min_length=1, max_length=3, description="Pages or items to read next.")
    sources: Sources


class AnswerFile(Model):
    """data/answers/<step>.yml"""

    step: Annotated[str, Ref("steps")] = Field(description="The step. The file is named after it.")
    answers: list[Answer] = Field(min_length=1, description="The questions and answers, in the order the page shows them.")


class Fact(Record):
    """A figure or limit of a platform, with its date and where it was seen."""

    id: Annotated[str, Form(r"(?!guide-)[a-z]+(-[a-z0-9]+)+", "linkedin-note-free")]
    platform: Annotated[str, Text(40)] = Field(description="Whose figure or limit it is.")
    label: Annotated[str, Text(140)] = Field(description="What is counted or limited.")
    value: Whole = Field(description="The figure, in digits only.")
    unit: Annotated[str, Text(60)] = Field(description="What the figure counts.")
    as_of: AsOf = Field(description="When it was true: a year, a month or a date.")
    status: Literal["seen", "reported"] = Field(description="seen: read in the source itself; reported: read in what others say about it.")
    source: Annotated[str, Ref("source")] = Field(description="The id of the source that says it.")
    note: Annotated[str, Text(240)] | None = Field(None, description="What else a reader needs to know about it.")


class FactFile(Model):
    """data/platforms.yml"""

    facts: list[Fact] = Field(min_length=1, description="The figures and limits, in the order the page shows them.")


class Source(Record):
    """Something the guide cites."""

    id: Annotated[str, Form(r"(?!guide-)[a-z0-9]+(-[a-z0-9]+)*", "granovetter-1973")]
    authors: Annotated[str, Text(200)] = Field(description="Who wrote it, in full.")
    short: Annotated[str, Text(60)] = Field(description="The authors as a citation names them, such as Rajkumar and others.")
    year: Annotated[Whole, Field(ge=1900, le=2100), Dated()] = Field(description="When it came out, or when it was read if it has no date.")
    title: Annotated[str, Text(240)] = Field(description="What it is called.")
    where: Annotated[str, Text(200)] = Field(description="Where it came out: the journal with its pages, the publisher or the website.")
    url: HttpsUrl = Field(description="The address, preferably a permanent one such as a DOI.")
    about: Annotated[str, Text(400)] = Field(description="What it studied, and what it found, in your own words.")
    strength: Literal["strong", "moderate", "weak", "reference"] = Field(
        description="How strong the evidence is; reference is for pages to look things up, not studies."
    )
    not_shown: Annotated[str, Text(300)] = Field(description="What it does not show, and who it leaves out.")
    status: Literal["seen", "summary", "reported"] = Field(
        description="seen: you read it yourself; summary: only its summary; reported: you know it from what others say about it."
    )
    checked: Day = Field(description="The day someone last looked, such as 2026-11-23.")


class SourceFile(Model):
    """data/sources.yml"""

    sources: list[Source] = Field(min_length=1, description="All the sources.")


class GlossaryTerm(Record):
    """A term people in the field use, in plain words."""

    id: Annotated[str, Form(r"g(-[a-z0-9]+)+", "g-cold")]
    term: Annotated[str, Text(60)] = Field(description="The term, as the guide writes it.")
    other_names: list[Annotated[str, Text(60)]] = Field(default_factory=list, description="Other words for the same thing.")
    meaning: Annotated[str, Text(500)] = Field(description="What it means, in plain words.")
    see: list[Annotated[str, Ref("target")]] = Field(default_factory=list, max_length=3, description="Pages or items with more on it.")


class GlossaryFile(Model):
    """data/glossary.yml"""

    terms: list[GlossaryTerm] = Field(min_length=1, description="The terms, in the order the page shows them.")


class WeakWords(Placed):
    """Words that have a better alternative. The check gives advice on them but never refuses them."""

    kind: Literal["wordy", "jargon", "inclusive", "idiom"] = Field(description="What kind of problem it is.")
    found: list[Annotated[str, Text(60)]] = Field(
        min_length=1, max_length=20, description="Every form of it. Matches whole words, in upper or lower case."
    )
    better: Annotated[str, Text(100)] = Field(description="What to write instead, or what to do.")
    why: Annotated[str, Text(120)] = Field(description="The reason, in one short sentence.")
    unless: list[Annotated[str, Text(60)]] = Field(
        default_factory=list, max_length=10, description="Longer phrases that contain it and are fine."
    )


class Repeat(Model):
    """Words that several files have on purpose."""

    words: Annotated[str, Text(200)] = Field(description="The words, at least eight.")
    why: Annotated[str, Text(120)] = Field(description="Why they stay the same everywhere, in one short sentence.")


class WordingFile(Model):
    """data/wording.yml"""

    repeats: list[Repeat] = Field(default_factory=list, max_length=20, description="Words that may come back in several files.")
    wording: list[WeakWords] = Field(min_length=1, description="The words, grouped by kind.")


_FOLDED = str.maketrans(ascii_uppercase + "\u2019", ascii_lowercase + "'")


def folded(text: str) -> str:
    """The text in lower case with straight apostrophes. Every character keeps its index."""
    return text.translate(_FOLDED)


def as_phrase(text: str) -> str:
    """The text in the form used to compare phrases: folded, with one space between words."""
    return " ".join(folded(text).split())


def any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds any of some phrases in a folded text.

    Args:
        phrases: Words or phrases, in any case.

    Returns:
        It matches whole words, longest phrase first, however the words are spaced. Phrases that start alike share a branch, which
        makes it many times faster.
    """
    branches: dict[str, list[str]] = {}
    for phrase in sorted(set(map(as_phrase, phrases)), key=len, reverse=True):
        first, *others = phrase.split()
        branches.setdefault(first[0], []).append(r"\s+".join(map(re.escape, [first[1:], *others])))
    inside = "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in branches.items())
    return re.compile(rf"(?<![\w-])(?:{inside})(?![\w-])")
