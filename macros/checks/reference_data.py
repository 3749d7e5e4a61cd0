"""Rules for answers and for data/wording.yml."""

from __future__ import annotations

from collections.abc import Iterator

from macros import model
from macros.checks.rule import rule
from macros.diagnostics import Diagnostic, Place, one_of
from macros.loading.dataset import Dataset

SHORTEST_ANSWER_WORDS = 60


@rule("R316")
def answer_length(dataset: Dataset) -> Iterator[Diagnostic]:
    for answer in dataset.answers():
        if model.words(answer.answer) < SHORTEST_ANSWER_WORDS:
            count = f"{model.words(answer.answer)} words"
            yield Diagnostic(
                answer.origin.at("answer"), "R316", "the answer is too short to help", count, f"at least {SHORTEST_ANSWER_WORDS}"
            )


@rule("R326")
def phrase_once(dataset: Dataset) -> Iterator[Diagnostic]:
    seen: dict[str, Place] = {}
    for entry in dataset.wording:
        for key in ("found", "unless"):
            for index, phrase in enumerate(getattr(entry, key)):
                place = entry.origin.at(key, index)
                first = seen.setdefault(model.as_phrase(phrase), place)
                if first != place:
                    yield Diagnostic(
                        place, "R326", "this phrase stands twice", phrase, f"each once; it is already at {first.file}:{first.line}"
                    )


@rule("R327")
def better_is_better(dataset: Dataset) -> Iterator[Diagnostic]:
    for entry in dataset.wording:
        for match, other in dataset.weak_words(entry.better):
            what = "what to write instead is itself advised against"
            yield Diagnostic(entry.origin.at("better"), "R327", what, match[0], f"something like: {other.better}")


@rule("R328")
def exception_of_something(dataset: Dataset) -> Iterator[Diagnostic]:
    for entry in (entry for entry in dataset.wording if entry.unless):
        excepted = model.any_of(entry.found)
        for index, phrase in enumerate(entry.unless):
            if not excepted.search(model.folded(phrase)):
                what = "this has none of the words that it is an exception to"
                yield Diagnostic(entry.origin.at("unless", index), "R328", what, phrase, f"a longer phrase with {one_of(entry.found)}")
