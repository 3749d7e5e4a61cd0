"""The texts people read, with the place of every word: chapters, data, and texts in the rest of the project."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from macros.diagnostics import KeyPath, Place, relative_name
from macros.loading.data_file import DataFile
from macros.loading.dataset import Dataset
from macros.loading.pages import page_texts
from macros.model.base import Model

CHAPTER_WORDS = 60
"""How many words of running text make a page a chapter. In fewer, a few long words alone make a high LIX."""
NOT_WORDS = r"^also_asked:\n(?:(?: |- ).*\n)+|^ *```(?s:.*?)^ *```|`[^`\n]*`|\{\{[^}]*\}\}|\{:?[^}\n]*\}|\]\([^)\n]*\)|<[^>\n]*>|[*>`_\[\]]"
"""The parts of a Markdown page that aren't its own words: how readers ask, code, macro calls, attributes, addresses, tags and marks."""
NOT_PROSE = r"\A---\n(?s:.*?)\n---\n|^(?:\||#+ |!!!)[^\n]*$"
"""The parts with words but no running text: front matter, headings and tables."""
PROJECT_TEXTS = (
    "*.md",
    "Makefile",
    ".github/**/*.md",
    ".github/**/*.yml",
    "local/README.md",
    "docs/assets/**/*.js",
    "macros/**/*.py",
    "macros/**/*.html",
    "macros/**/*.typ",
    "macros/reference/*.yml",
    "overrides/**/*.html",
)
"""The other files with texts people read: what scripts, templates and commands say, and what developers read."""
SENTENCE_END = re.compile(r"(?<=[.!?:])[\"')]*,?\s+|\n\s*\n|\n\s*(?:[-\d]\S*)\s|\Z")
PART_MARKS = re.compile(r"\[[1-7x] |\]")


WORDS_OF_READERS = ("docs/assets/composer/english.js", "docs/assets/exchange/cells.js", "docs/assets/exchange/columns.js")
"""Files with lists of words readers type, which no one should improve."""


class Passage(NamedTuple):
    """A text readers see, its file, and a function that gives the place of a character by its index."""

    file: str
    text: str
    place: Callable[[int], Place]


def lix(text: str) -> float:
    """How hard a text is to read.

    Args:
        text: Running text.

    Returns:
        The words per sentence, plus the percentage of words with more than six letters: C. H. Bjornsson's measure,
        https://en.wikipedia.org/wiki/Lix_(readability_test)
    """
    tokens = re.findall(r"[^\W\d_]+", text)
    if not tokens:
        return 0.0
    long = sum(len(token) > 6 for token in tokens)
    return len(tokens) / max(len(sentences(text)), 1) + 100 * long / len(tokens)


def sentences(text: str) -> list[tuple[int, str]]:
    """Cut a text into sentences. An empty line, or a line that begins a list, also ends a sentence.

    Args:
        text: Running text.

    Returns:
        For each sentence, the index where it begins, and its text.
    """
    found, start = [], 0
    for end in SENTENCE_END.finditer(text):
        if first := re.search(r"\w", text[start : end.start()]):
            found.append((start + first.start(), text[start + first.start() : end.start()]))
        start = end.end()
    return found


def prose(page: str) -> str:
    """The running text of a Markdown page.

    Args:
        page: The Markdown.

    Returns:
        The same with blanks for headings, tables, code, macro calls and marks, so that every other character keeps its place.
    """
    return re.sub(f"{NOT_PROSE}|{NOT_WORDS}", _blanks, page, flags=re.MULTILINE)


def _blanks(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


# What is read -----------------------------------------------------------------------------------


def page_passages(root: Path, leave_out: re.Pattern[str] | None = None) -> Iterator[Passage]:
    """The running text of each chapter.

    Args:
        root: The project's folder.
        leave_out: The parts that are replaced by blanks.
    """
    for name, page in page_texts(root):
        yield Passage(name, prose(leave_out.sub(_blanks, page) if leave_out else page), partial(_place_in_page, name, page))


def page_words(page: str) -> str:
    """All words of a Markdown page, including those in headings, tables and the description.

    Args:
        page: The Markdown.

    Returns:
        The same with blanks for code, macro calls and marks, so that every other character keeps its place.
    """
    return re.sub(NOT_WORDS, _blanks, page, flags=re.MULTILINE)


def all_page_words(root: Path) -> Iterator[Passage]:
    """All words of each chapter."""
    for name, page in page_texts(root):
        yield Passage(name, page_words(page), partial(_place_in_page, name, page))


def project_texts(root: Path) -> Iterator[Passage]:
    """The files outside data/ and the pages that have words for people."""
    found = {path for pattern in PROJECT_TEXTS for path in root.glob(pattern)}
    for path in sorted(found - {root / name for name in WORDS_OF_READERS}):
        text = path.read_text("utf-8")
        name = relative_name(path, root)
        yield Passage(name, text, partial(_place_in_page, name, text))


def _place_in_page(name: str, page: str, offset: int) -> Place:
    return Place.after(name, page[:offset])


def data_texts(root: Path, dataset: Dataset, leave_out: tuple[type[Model], ...] = ()) -> Iterator[Passage]:
    """Each text in data/ that readers see.

    Args:
        root: The project's folder.
        dataset: The guide's data.
        leave_out: The models of files that are left out.
    """
    for file in dataset.files:
        if isinstance(file.content, leave_out):
            continue
        for path, text in texts_of(file.raw, file.file_type.not_prose):
            yield Passage(file.name, PART_MARKS.sub(_blanks, text), partial(_place_in, root, file, path, text))


def texts_of(raw: Any, left_out: Collection[str], path: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """Every text of more than one word in plain data; ids, addresses and the words of a vocabulary are of one.

    Args:
        raw: The plain data.
        left_out: The keys whose texts are left out.
        path: Where the data is in its file.

    Yields:
        The path of each text, and the text.
    """
    if isinstance(raw, str):
        if " " in raw:
            yield path, raw
        return
    for key, value in enumerate(raw) if isinstance(raw, list) else raw.items():
        if key not in left_out:
            yield from texts_of(value, left_out, (*path, key))


def _place_in(root: Path, file: DataFile, path: KeyPath, text: str, offset: int) -> Place:
    """The place of the word that begins at `offset` of a value.

    YAML folds lines and has quotes and indents, so this counts how often the word comes earlier in the value.
    """
    value_at = file.at(*path)
    source = (root / value_at.file).read_text("utf-8")
    begin = sum(len(line) + 1 for line in source.split("\n")[: value_at.line - 1]) + value_at.column - 1
    first = re.match(r"\w+", text[offset:])
    word = re.compile(re.escape(first[0] if first else text[offset : offset + 1]))
    times = len(word.findall(text[:offset]))
    starts = [match.start() for match in word.finditer(source, begin)]
    return Place.after(value_at.file, source[: starts[times]]) if times < len(starts) else value_at
