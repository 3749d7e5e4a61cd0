"""What could be better but is not wrong: hard reading, words that have a better one, sources no one has checked recently, and what a
copy of the guide repeats.

It never fails a check. The words and their better ones are in data/wording.yml.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from macros.diagnostics import KeyPath, Place, annotation, one_line, relative_name
from macros.loading.data_file import DataFile
from macros.loading.dataset import Dataset
from macros.loading.local_ids import LOCAL_FOLDER
from macros.loading.pages import page_texts, read_pages
from macros.model.base import words
from macros.model.pages import FrontMatter
from macros.model.registry import file_type_at
from macros.yaml_io.parser import read_yaml

HARD_LIX = 40
"""Newspapers are about 45, books for children about 25."""
CHAPTER_WORDS = 60
"""How many words of running text make a page a chapter. In fewer, a few long words alone make a high LIX."""
LONGEST_SENTENCE = 30
"""In words."""
STALE_MONTHS = 18
"""How long after its last check a source is looked at again."""
NOT_WORDS = r"^ *```(?s:.*?)^ *```|`[^`\n]*`|\{\{[^}]*\}\}|\{:?[^}\n]*\}|\]\([^)\n]*\)|<[^>\n]*>|[*>`_\[\]]"
"""What is no word of a Markdown page: code, macro calls, attributes, addresses, tags and marks."""
NOT_PROSE = r"\A---\n(?s:.*?)\n---\n|^(?:\||#+ |!!!)[^\n]*$"
"""What has words but no running text: front matter, headings and tables."""
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
"""The files outside data/ and the pages with words that people read: what scripts, templates and commands say, and what developers read."""
SENTENCE_END = re.compile(r"(?<=[.!?:])[\"')]*,?\s+|\n\s*\n|\n\s*(?:[-\d]\S*)\s|\Z")
PART_MARKS = re.compile(r"\[[1-7x] |\]")


@dataclass(frozen=True)
class Advice:
    """One thing that could be better.

    Args:
        place: Where it is.
        topic: readability, stale, repeated, or the `kind` of its words in data/wording.yml.
        found: The words that it is about.
        better: What to write or do instead.
        why: The reason, as a clause.
    """

    place: Place
    topic: str
    found: str
    better: str
    why: str

    def sentence(self) -> str:
        """The advice without its place, on one line."""
        return f'{self.topic}: "{one_line(self.found, 80)}"; better: {one_line(self.better, 200)}; why: {one_line(self.why, 200)}'

    def __str__(self) -> str:
        return f"Advice: {self.place}: {self.sentence()}"

    def annotation(self) -> str:
        """The advice as an annotation on a pull request, which marks nothing as failed."""
        return annotation("notice", self.place, self.topic, self.sentence())


class Passage(NamedTuple):
    """A text that readers see, and what gives the place of a character of it by its index."""

    text: str
    place: Callable[[int], Place]


def readability(root: Path) -> str:
    """One sentence on how much running text the chapters have, and how hard it is to read."""
    texts = [page.text for page in _pages(root) if words(page.text) > CHAPTER_WORDS]
    marks = sorted(map(lix, texts))
    if not marks:
        return "Chapters: none."
    total = sum(map(words, texts))
    return (
        f"Chapters: {len(texts)} with {total:,} words; LIX {marks[0]:.0f} to {marks[-1]:.0f}, in the middle {marks[len(marks) // 2]:.0f}."
    )


def advice(root: Path, dataset: Dataset, today: date) -> list[Advice]:
    """All advice on the chapters, on the texts of data files and on the sources.

    Args:
        root: The project's folder.
        dataset: Its data.
        today: The day by which a source is stale.

    Returns:
        In the order of files and lines.
    """
    found = [*_stale_sources(dataset, today), *_stale_pages(root, today), *_repeated_entries(root)]
    for passage in chain(_page_words(root), _texts(root, dataset), _project_texts(root)):
        found += _weak_words(passage, dataset)
    for passage in chain(_pages(root), _texts(root, dataset)):
        found += _hard_reading(passage)
    return sorted(found, key=lambda advice: (advice.place, advice.topic, advice.found))


def lix(text: str) -> float:
    """How hard a text is to read.

    Args:
        text: Running text.

    Returns:
        Words in a sentence, plus the words in a hundred that have more than six letters: C. H. Bjornsson's measure,
        https://en.wikipedia.org/wiki/Lix_(readability_test)
    """
    tokens = re.findall(r"[^\W\d_]+", text)
    if not tokens:
        return 0.0
    long = sum(len(token) > 6 for token in tokens)
    return len(tokens) / max(len(sentences(text)), 1) + 100 * long / len(tokens)


def sentences(text: str) -> list[tuple[int, str]]:
    """Cut a text into sentences. A line that begins a list, and an empty line, end one too.

    Args:
        text: Running text.

    Returns:
        For each sentence, the index at which it begins, and its text.
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


def _pages(root: Path) -> Iterator[Passage]:
    """The running text of each chapter."""
    for name, page in page_texts(root):
        yield Passage(prose(page), partial(_place_in_page, name, page))


def page_words(page: str) -> str:
    """All words of a Markdown page, those of headings, tables and the description too.

    Args:
        page: The Markdown.

    Returns:
        The same with blanks for code, macro calls and marks, so that every other character keeps its place.
    """
    return re.sub(NOT_WORDS, _blanks, page, flags=re.MULTILINE)


def _page_words(root: Path) -> Iterator[Passage]:
    """All words of each chapter."""
    for name, page in page_texts(root):
        yield Passage(page_words(page), partial(_place_in_page, name, page))


def _project_texts(root: Path) -> Iterator[Passage]:
    """The files outside data/ and the pages that have words for people."""
    for path in sorted({path for pattern in PROJECT_TEXTS for path in root.glob(pattern)}):
        text = path.read_text("utf-8")
        yield Passage(text, partial(_place_in_page, relative_name(path, root), text))


def _place_in_page(name: str, page: str, offset: int) -> Place:
    return Place.after(name, page[:offset])


def _texts(root: Path, dataset: Dataset) -> Iterator[Passage]:
    """Each text in data/ that readers see."""
    for file in dataset.files:
        for path, text in texts_of(file.raw, file.file_type.not_prose):
            yield Passage(PART_MARKS.sub(_blanks, text), partial(_place_in, root, file, path, text))


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

    YAML folds lines and has quotes and indents, so it is found by counting how often that word stands in the value before.
    """
    value_at = file.at(*path)
    source = (root / value_at.file).read_text("utf-8")
    begin = sum(len(line) + 1 for line in source.split("\n")[: value_at.line - 1]) + value_at.column - 1
    first = re.match(r"\w+", text[offset:])
    word = re.compile(re.escape(first[0] if first else text[offset : offset + 1]))
    times = len(word.findall(text[:offset]))
    starts = [match.start() for match in word.finditer(source, begin)]
    return Place.after(value_at.file, source[: starts[times]]) if times < len(starts) else value_at


# What is found ----------------------------------------------------------------------------------


def _weak_words(passage: Passage, dataset: Dataset) -> Iterator[Advice]:
    """Words with a better one. Words in quotation marks of their own are talked about, not used."""
    for match, entry in dataset.weak_words(passage.text):
        before, after = passage.text[: match.start()][-1:], passage.text[match.end() :][:1]
        if not (before and after and before in '"\u201c' and after in '"\u201d'):
            found = passage.text[match.start() : match.end()]
            yield Advice(passage.place(match.start()), entry.kind, found, entry.better, entry.why)


def _hard_reading(passage: Passage) -> Iterator[Advice]:
    """Long sentences, and texts that are hard as a whole."""
    length = len(passage.text.split())
    if length <= LONGEST_SENTENCE:
        return  # Most texts are so short that nothing needs to be measured.
    for start, sentence in sentences(passage.text):
        if (count := words(sentence)) > LONGEST_SENTENCE:
            why = f"it has {count} words; up to {LONGEST_SENTENCE} are easy to follow"
            yield Advice(passage.place(start), "readability", _beginning(sentence), "two sentences, or a list", why)
    if length > CHAPTER_WORDS and (measure := lix(passage.text)) > HARD_LIX:
        start, sentence = sentences(passage.text)[0]
        why = f"the text is hard to read: its LIX is {measure:.0f}, aim below {HARD_LIX}"
        yield Advice(passage.place(start), "readability", _beginning(sentence), "shorter sentences and plainer words", why)


def _beginning(sentence: str) -> str:
    first = sentence.split()
    return " ".join(first[:6]) + (" ..." if len(first) > 6 else "")


def _is_stale(day: date, today: date) -> bool:
    return (today.year - day.year) * 12 + today.month - day.month > STALE_MONTHS


def _stale_pages(root: Path, today: date) -> Iterator[Advice]:
    """Chapters that were last reviewed too long ago."""
    for page in read_pages(root).pages.values():
        content = page.front_matter and page.front_matter.content
        if page.front_matter and isinstance(content, FrontMatter) and content.reviewed and _is_stale(content.reviewed, today):
            why = f"the page was last reviewed over {STALE_MONTHS} months ago"
            found = f"reviewed: {content.reviewed}"
            yield Advice(page.front_matter.at("reviewed"), "stale", found, "read the whole page, and write the new day here", why)


def _stale_sources(dataset: Dataset, today: date) -> Iterator[Advice]:
    """Sources that were last checked too long ago."""
    for source in dataset.sources.values():
        if _is_stale(source.checked, today):
            why = f"{source.id} was last checked over {STALE_MONTHS} months ago"
            place = source.origin.at("checked")
            yield Advice(place, "stale", f"checked: {source.checked}", "look at the source again, and write the new day here", why)


def _repeated_entries(root: Path) -> Iterator[Advice]:
    """What a copy has in local/ although data/ says the same: an entry, or the whole of a file that has no list of them."""
    for path in sorted((root / LOCAL_FOLDER).rglob("*.yml")):
        inner = path.relative_to(root / LOCAL_FOLDER)
        file_type, base = file_type_at(inner), root / "data" / inner
        if file_type is None or not base.is_file():
            continue
        (own, _), (upstream, _) = (read_yaml(file, relative_name(file, root)) for file in (path, base))
        if own is None or upstream is None or not isinstance(own.data, dict) or not isinstance(upstream.data, dict):
            continue
        key = file_type.list_key
        entries, others = (tree.data.get(key) or [] if key else [tree.data] for tree in (own, upstream))
        if same := [index for index, entry in enumerate(entries) if entry in others]:
            place = own.places.get((key, same[0])) or Place(relative_name(path, root))
            count = "1 entry is" if len(same) == 1 else f"{len(same)} entries are"
            found = f"{count} the same in {relative_name(base, root)}" if key else f"all of it is the same in {relative_name(base, root)}"
            why = "what is here stays as it is when the guide's own gets better"
            yield Advice(place, "repeated", found, "only what you change or add", why)
