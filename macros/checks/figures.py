"""Keeps figures and studies that data/ has from being typed again: when the one in data/ is corrected, a second copy would stay wrong."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from macros import model
from macros.checks.prose import page_words, texts_of
from macros.diagnostics import Diagnostic, Place
from macros.loading.dataset import Dataset
from macros.loading.loader import LoadResult
from macros.model.numbers import number_in_words, written_number

KEPT_IN = (model.FactFile, model.SourceFile)
"""The files where figures and studies belong."""
ANY_WORD = re.compile(r"\w+")
BETWEEN = r"(?:[\s-]+\w+){0,2}?[\s-]+"
"""What can come between a figure and what it counts, as in "200 free characters"."""


def figures_by_hand(loaded: LoadResult, dataset: Dataset, pages: Mapping[str, str]) -> Iterator[Diagnostic]:
    """R373: a figure from data/platforms.yml, or a study from data/sources.yml with its year, is typed into a text.

    Args:
        loaded: All files.
        dataset: Their content.
        pages: The text of the Markdown pages, by their paths in docs/.
    """
    wanted = _by_first_word(dataset)
    for place, text, is_page in chain(_pages(pages), _data(loaded)):
        found: dict[int, Diagnostic] = {}
        for by_hand in {pattern: None for word in ANY_WORD.findall(text.lower()) for pattern in wanted.get(word, ())}:
            for match in by_hand.pattern.finditer(text):
                expected = by_hand.macro if is_page else "a sentence without it, which points to the page that has it"
                at = Place.after(place.file, text[: match.start()]) if is_page else place
                found.setdefault(
                    match.start(), Diagnostic(at, "R373", f"{by_hand.file} already has this, and it may change there", match[0], expected)
                )
        yield from found.values()


class ByHand(NamedTuple):
    """What must not be typed: a pattern for it, the macro to call instead, and the file that has it."""

    pattern: re.Pattern[str]
    macro: str
    file: str


def _by_first_word(dataset: Dataset) -> dict[str, list[ByHand]]:
    """What must not be typed, under a word of it. Few texts have one of these words, so few patterns are tried on a text."""
    found: defaultdict[str, list[ByHand]] = defaultdict(list)
    for fact in dataset.facts.values():
        by_hand = ByHand(_figure(fact), f'{{{{ platform("{fact.id}") }}}}', "data/platforms.yml")
        for word in {ANY_WORD.findall(form.lower())[0] for form in _forms(fact)}:
            found[word].append(by_hand)
    for source in dataset.sources.values():
        found[str(source.year)].append(ByHand(_study(source), f'{{{{ cite("{source.id}") }}}}', "data/sources.yml"))
    return found


def _forms(fact: model.Fact) -> set[str]:
    """The ways to write a figure, in digits and in words."""
    return {str(fact.value), written_number(fact.value), number_in_words(fact.value)}


def _figure(fact: model.Fact) -> re.Pattern[str]:
    """What writes a figure with what it counts: the value in digits or in words, and the noun of its unit."""
    forms = "|".join(re.escape(form) for form in _forms(fact))
    noun, _, period = fact.unit.partition(" a ")
    noun = re.escape(noun.split()[-1].removesuffix("s"))
    rate = rf"s?\s+(?:a|per|each|every)\s+{re.escape(period)}" if period else "s?"
    return re.compile(rf"(?<![\w.,])(?:{forms}){BETWEEN}{noun}{rate}\b", re.IGNORECASE)


def _study(source: model.Source) -> re.Pattern[str]:
    """What names a study by hand: its authors and its year."""
    return re.compile(rf"\b{re.escape(source.short)}[\s,(]+{source.year}\b")


def _pages(pages: Mapping[str, str]) -> Iterator[tuple[Place, str, bool]]:
    for name, text in pages.items():
        yield Place(f"docs/{name}"), page_words(text), True


def _data(loaded: LoadResult) -> Iterator[tuple[Place, str, bool]]:
    for file in loaded.files:
        if not isinstance(file.content, KEPT_IN):
            for path, text in texts_of(file.raw, file.file_type.not_prose):
                yield file.at(*path), text, False
