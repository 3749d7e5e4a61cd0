"""Advice on what could be better but isn't wrong: text that is hard to read, words that have a better one, words two files share, sources
and pages no one has checked recently, and entries a copy of the guide repeats.

Advice never fails a check. The words and the better ones are in data/wording.yml.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path

from macros.checks.prose import CHAPTER_WORDS, Passage, all_page_words, data_texts, lix, page_passages, project_texts, sentences
from macros.checks.repetition import repeated_runs
from macros.diagnostics import Place, annotation, one_line, relative_name
from macros.loading.dataset import Dataset
from macros.loading.local_ids import LOCAL_FOLDER
from macros.loading.pages import read_pages
from macros.model.base import words
from macros.model.pages import FrontMatter
from macros.model.registry import file_type_at
from macros.yaml_io.parser import read_yaml

HARD_LIX = 40
"""Newspapers are at about 45, and children's books at about 25."""
LONGEST_SENTENCE = 30
"""In words."""
STALE_MONTHS = 18
"""How long after its last check a source should be looked at again."""


@dataclass(frozen=True)
class Advice:
    """One thing that could be better.

    Args:
        place: Where it is.
        topic: readability, repetition, stale, repeated, or the `kind` of its words in data/wording.yml.
        found: The words it is about.
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
        """The advice as an annotation on a pull request that doesn't mark anything as failed."""
        return annotation("notice", self.place, self.topic, self.sentence())


def readability(root: Path) -> str:
    """One sentence on how much running text the chapters have, and how hard it is to read."""
    texts = [page.text for page in page_passages(root) if words(page.text) > CHAPTER_WORDS]
    marks = sorted(map(lix, texts))
    if not marks:
        return "Chapters: none."
    total = sum(map(words, texts))
    return (
        f"Chapters: {len(texts)} with {total:,} words; LIX {marks[0]:.0f} to {marks[-1]:.0f}, in the middle {marks[len(marks) // 2]:.0f}."
    )


def advice(root: Path, dataset: Dataset, today: date) -> list[Advice]:
    """All advice on the guide.

    Args:
        root: The project's folder.
        dataset: Its data.
        today: The day of the check, which decides whether a source or a page is stale.

    Returns:
        The advice, in the order of files and lines.
    """
    found = [*_stale_sources(dataset, today), *_stale_pages(root, today), *_repeated_entries(root), *_repeated_words(root, dataset)]
    for passage in chain(all_page_words(root), data_texts(root, dataset), project_texts(root)):
        found += _weak_words(passage, dataset)
    for passage in chain(page_passages(root), data_texts(root, dataset)):
        found += _hard_reading(passage)
    return sorted(found, key=lambda advice: (advice.place, advice.topic, advice.found))


def _repeated_words(root: Path, dataset: Dataset) -> Iterator[Advice]:
    for repeat in repeated_runs(root, dataset, dataset.repeats):
        better = "other words or another example, or a link to the other place"
        yield Advice(repeat.place, "repetition", repeat.words, better, f"{repeat.other} has the same words")


def _weak_words(passage: Passage, dataset: Dataset) -> Iterator[Advice]:
    """Words that have a better one, except words in quotation marks, which a text is about and doesn't use."""
    for match, entry in dataset.weak_words(passage.text):
        before, after = passage.text[: match.start()][-1:], passage.text[match.end() :][:1]
        if not (before and after and before in '"\u201c' and after in '"\u201d'):
            found = passage.text[match.start() : match.end()]
            yield Advice(passage.place(match.start()), entry.kind, found, entry.better, entry.why)


def _hard_reading(passage: Passage) -> Iterator[Advice]:
    """Long sentences, and texts that are hard to read as a whole."""
    length = len(passage.text.split())
    if length <= LONGEST_SENTENCE:
        return  # Most texts are so short that there is nothing to measure.
    for start, sentence in sentences(passage.text):
        if (count := words(sentence)) > LONGEST_SENTENCE:
            why = f"it has {count} words; up to {LONGEST_SENTENCE} are easy to follow"
            yield Advice(passage.place(start), "readability", _beginning(sentence), "two sentences, or a list", why)
    if length > CHAPTER_WORDS and (measure := lix(passage.text)) > HARD_LIX:
        start, sentence = sentences(passage.text)[0]
        why = f"the text is hard to read: its LIX is {measure:.0f}, and it should be below {HARD_LIX}"
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
    """Entries a copy has in local/ although they are the same in data/, or whole files without a list of entries."""
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
            why = "a copied entry won't change when the guide's own gets better"
            yield Advice(place, "repeated", found, "only what you change or add", why)
