"""Finds words that two files share. An image is fresh only once, and a fact in two places gets corrected in only one of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from macros import model
from macros.checks.prose import Passage, data_texts, page_passages
from macros.diagnostics import Place
from macros.loading.dataset import Dataset

RUN_WORDS = 8
"""How many identical words in a row in two files are no longer an accident."""
WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)*|[{}]")
"""A word, or a brace. The gaps in messages are alike on purpose, so a run never includes one."""
WHOLE_LINK = re.compile(r"\[[^\]\n]*\]\([^)\n]*\)")
"""A link, which uses the words of the place it leads to."""
HELP_FOR_CONTRIBUTORS = "docs/more/contribute/"
"""Pages that repeat the same steps, because no one reads more than one of them."""

Run = tuple[str, ...]


class SharedWords(NamedTuple):
    """Words in a row that another file has too, with their place."""

    place: Place
    words: str
    other: str


def repeated_runs(root: Path, dataset: Dataset, repeats: Iterable[model.Repeat]) -> Iterator[SharedWords]:
    """Finds words in a row that are in another file too.

    Args:
        root: The project's folder.
        dataset: The guide's data.
        repeats: The words that several files may share.

    Yields:
        Each run in the second file, at its first word.
    """
    allowed = {run for repeat in repeats for _, run in _runs(repeat.words)}
    first: dict[Run, str] = {}
    for passage in _passages(root, dataset):
        runs = [(begin, run, first.setdefault(run, passage.file)) for begin, run in _runs(passage.text)]
        repeated = [
            (index, begin, run, other) for index, (begin, run, other) in enumerate(runs) if other != passage.file and run not in allowed
        ]
        for _, group in groupby(enumerate(repeated), lambda numbered: numbered[1][0] - numbered[0]):
            stretch = [found for _, found in group]
            _, begin, run, other = stretch[0]
            words = [*run, *(more[-1] for _, _, more, _ in stretch[1:])]
            yield SharedWords(passage.place(begin), " ".join(words), other)


def _passages(root: Path, dataset: Dataset) -> Iterator[Passage]:
    for passage in page_passages(root, leave_out=WHOLE_LINK):
        if not passage.file.startswith(HELP_FOR_CONTRIBUTORS):
            yield passage
    yield from data_texts(root, dataset, leave_out=(model.FactFile, model.SourceFile))


def _runs(text: str) -> Iterator[tuple[int, Run]]:
    """Each run of words in a text, with the index where it begins."""
    found = [(match.start(), match[0]) for match in WORD.finditer(model.folded(text))]
    starts, words = [start for start, _ in found], [word for _, word in found]
    for start, run in zip(starts, zip(*(words[offset:] for offset in range(RUN_WORDS)), strict=False), strict=False):
        if "{" not in run and "}" not in run:
            yield start, run
