"""Rules for answers, for the checks of messages, and for the words of search and wording."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from macros import model
from macros.checks.rule import rule
from macros.diagnostics import Diagnostic, Place, nearest, one_of
from macros.loading.data_file import texts_in
from macros.loading.dataset import Dataset
from macros.loading.loader import LoadResult
from macros.loading.local_ids import LOCAL_FOLDER
from macros.model.registry import FILE_TYPES, HIDE_FILE

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
                        place,
                        "R326",
                        "this phrase is in the file twice",
                        phrase,
                        f"each phrase once; it is already at {first.file}:{first.line}",
                    )


@rule("R327")
def better_is_better(dataset: Dataset) -> Iterator[Diagnostic]:
    for entry in dataset.wording:
        for match, other in dataset.weak_words(entry.better):
            what = "the check advises against this wording too"
            yield Diagnostic(entry.origin.at("better"), "R327", what, match[0], f"something like: {other.better}")


@rule("R328")
def exception_of_something(dataset: Dataset) -> Iterator[Diagnostic]:
    for entry in (entry for entry in dataset.wording if entry.unless):
        excepted = model.any_of(entry.found)
        for index, phrase in enumerate(entry.unless):
            if not excepted.search(model.folded(phrase)):
                what = "this has none of the words it should be an exception to"
                yield Diagnostic(entry.origin.at("unless", index), "R328", what, phrase, f"a longer phrase with {one_of(entry.found)}")


@rule("R333")
def check_can_trip(dataset: Dataset) -> Iterator[Diagnostic]:
    for check in dataset.checks:
        if not (check.phrases or check.needs or check.measure):
            what, expected = "nothing can trigger this check", "a line phrases: ..., needs: ... or measure: ..."
            yield Diagnostic(check.origin.at("id"), "R333", what, check.id, expected)


@rule("R334")
def enough_examples(dataset: Dataset) -> Iterator[Diagnostic]:
    for check in dataset.checks:
        for key in () if check.measure in model.DRAFT_MEASURES else ("trips", "passes"):
            if (count := len(getattr(check, key))) < model.LEAST_EXAMPLES:
                what, expected = "there are too few examples of what this check does", f"at least {model.LEAST_EXAMPLES}"
                yield Diagnostic(check.origin.at(key), "R334", what, f"{count} under {key}", expected)


def meant_words(root: Path, loaded: LoadResult, dataset: Dataset, pages: Iterable[str]) -> Iterator[Diagnostic]:
    """R335: search replaces words readers type with words the guide uses.

    Args:
        root: The project's folder. A copy that hides entries may have lost a word the guide uses, so nothing is reported there.
        loaded: All files, each of them valid, because the content of an invalid one isn't known.
        dataset: Their content.
        pages: The text of the Markdown pages in docs/.
    """
    found = dataset.find(model.SearchWords)
    if found is None or any((root / LOCAL_FOLDER / name).is_file() for name in HIDE_FILE.patterns):
        return
    [file] = [file for file in loaded.files if file.content is found]
    text = "\n".join([*pages, *(text for other in loaded.files if other is not file for _, text in texts_in(other.raw))]).lower()
    for index, words in enumerate(found.same):
        for number, word in enumerate(words.means):
            # A pattern that begins with the word itself is found many times as fast.
            if not re.search(rf"{word}(?<![a-z0-9]{word})(?![a-z0-9])", text):
                what = "no page and no entry uses this word, so a search for it finds nothing"
                yield Diagnostic(file.at("same", index, "means", number), "R335", what, word, "a word the guide uses")


def searched_words(loaded: LoadResult) -> Iterator[Diagnostic]:
    """R336: search looks for every word it replaces, and no two lines share a typed word.

    Args:
        loaded: All files, valid or not.
    """
    for file in loaded.files:
        if not isinstance(file.content, model.SearchWords):
            continue
        seen: dict[str, Place] = {}
        for index, words in enumerate(file.content.same):
            for key in ("typed", "means"):
                for number, word in enumerate(getattr(words, key)):
                    place = file.at("same", index, key, number)
                    if word in (*file.content.drop, *file.content.subject):
                        what, expected = (
                            "search ignores this word, so it would replace nothing",
                            "a word that isn't under drop: or subject:",
                        )
                        yield Diagnostic(place, "R336", what, word, expected)
                    elif key == "typed" and (first := seen.setdefault(word, place)).line != place.line:
                        expected = f"everything it means in one line; it is already at {first.file}:{first.line}"
                        yield Diagnostic(place, "R336", "two lines have this typed word, and search uses only the last one", word, expected)


def kinds_of_results(loaded: LoadResult, pages: Collection[str]) -> Iterator[Diagnostic]:
    """R388: every type of file and every folder under kinds: exists and has one kind, and one kind is left for all other pages.

    Args:
        loaded: All files, valid or not.
        pages: The paths of all pages in docs/.
    """
    known = [file_type.name for file_type in FILE_TYPES]
    for file in loaded.files:
        if not isinstance(file.content, model.SearchWords):
            continue
        seen: dict[str, str] = {}
        for index, kind in enumerate(file.content.kinds):
            for key, names in (("types", kind.types), ("folders", kind.folders)):
                for number, name in enumerate(names):
                    place = file.at("kinds", index, key, number)
                    if key == "types" and name not in known:
                        what, expected = "there is no type of data file of that name", one_of(known)
                        yield Diagnostic(place, "R388", what, name, expected, nearest(name, known))
                    elif key == "folders" and not (name.endswith("/") and any(page.startswith(name) for page in pages)):
                        yield Diagnostic(place, "R388", "no page is in this folder of docs/", name, "a folder, as in fields/")
                    elif name in seen:
                        yield Diagnostic(place, "R388", "this has two kinds", name, f"it once; it is already in the kind {seen[name]}")
                    seen.setdefault(name, kind.id)
        others = [index for index, kind in enumerate(file.content.kinds) if not kind.types and not kind.folders]
        if len(others) != 1:
            place = file.at("kinds", *others[1:2])
            yield Diagnostic(place, "R388", "all other pages need one kind", str(len(others)), "one kind without types: and folders:")
