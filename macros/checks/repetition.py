"""Words that two files share. An image is fresh once, and a fact that stands in two places is corrected in one of them."""

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
"""How many words in a row, the same in two files, are no accident."""
WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)*|[{}]")
"""A word, or a brace: the gaps of messages are alike on purpose, so that no run goes over one."""
WHOLE_LINK = re.compile(r"\[[^\]\n]*\]\([^)\n]*\)")
"""A link says what it leads to in the words of that place."""
HELP_FOR_CONTRIBUTORS = "docs/more/contribute/"
"""Pages that each give the same steps, since no one reads more than one of them."""

Run = tuple[str, ...]


class SharedWords(NamedTuple):
    """Words in a row at a place that another file has too."""

    place: Place
    words: str
    other: str


def repeated_runs(root: Path, dataset: Dataset, repeats: Iterable[model.Repeat]) -> Iterator[SharedWords]:
    """Where a file has words in a row that another has too.

    Args:
        root: The project's folder.
        dataset: The guide's data.
        repeats: What may be said in the same words in several places.

    Yields:
        Each stretch in the second file, at its first word.
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
    """Each run of words in a text, with the index at which it begins."""
    found = [(match.start(), match[0]) for match in WORD.finditer(model.folded(text))]
    starts, words = [start for start, _ in found], [word for _, word in found]
    for start, run in zip(starts, zip(*(words[offset:] for offset in range(RUN_WORDS)), strict=False), strict=False):
        if "{" not in run and "}" not in run:
            yield start, run
