"""What could be better but is not wrong: hard reading, and sources that nobody has looked at for long. It never fails a check."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from macros.guide import Guide
from macros.model import words

HARD_LIX = 40
"""Newspapers are about 45, books for children about 25."""
LONGEST_SENTENCE = 38
STALE_MONTHS = 18
NOT_PROSE = re.compile(
    r"\A---\n(?s:.*?)\n---\n|\{\{[^}]*\}\}|^(?:\||#+ |!!!)[^\n]*$|\{:?[^}\n]*\}|\]\([^)\n]*\)|<[^>\n]*>|[*>`_\[\]]", re.MULTILINE
)


def reading(root: Path) -> str:
    """One sentence on how much running text the chapters have, and how hard it is to read."""
    pages = [text for text in (prose(path.read_text("utf-8")) for path in (root / "docs").rglob("*.md")) if words(text) > 100]
    marks = sorted(lix(text) for text in pages)
    if not marks:
        return "Chapters: none."
    total = sum(words(text) for text in pages)
    return (
        f"Chapters: {len(pages)} with {total:,} words; LIX {marks[0]:.0f} to {marks[-1]:.0f}, in the middle {marks[len(marks) // 2]:.0f}."
    )


def advice(root: Path, guide: Guide, today: date) -> list[str]:
    """Sentences of advice on the chapters in docs/ under `root` and on the sources."""
    return [*_hard_reading(root), *_stale_sources(guide, today)]


def lix(text: str) -> float:
    """How hard a text is to read: words in a sentence, and words of more than six letters in a hundred.

    See C. H. Bjornsson's measure, https://en.wikipedia.org/wiki/Lix_(readability_test)
    """
    tokens = re.findall(r"[^\W\d_]+", text)
    if not tokens:
        return 0.0
    long = sum(len(token) > 6 for token in tokens)
    return len(tokens) / max(len(sentences(text)), 1) + 100 * long / len(tokens)


def sentences(text: str) -> list[str]:
    """The sentences of a text; a line that begins a list, and an empty line, end one too."""
    return [part for part in re.split(r"(?<=[.!?:])[\"')]*\s+|\n\s*\n|\n\s*(?:[-\d]\S*)\s", text) if re.search(r"\w", part)]


def prose(page: str) -> str:
    """The running text of a Markdown page, without headings, tables, macros and marks."""
    return NOT_PROSE.sub(" ", page)


def _hard_reading(root: Path) -> list[str]:
    found = []
    for path in sorted((root / "docs").rglob("*.md")):
        text = prose(path.read_text("utf-8"))
        name = path.relative_to(root).as_posix()
        if words(text) > 100 and lix(text) > HARD_LIX:
            found.append(f"{name}: hard to read (LIX {lix(text):.0f}, aim below {HARD_LIX}): shorter sentences, plainer words")
        for sentence in sentences(text):
            if words(sentence) > LONGEST_SENTENCE:
                found.append(f"{name}: a sentence of {words(sentence)} words: {' '.join(sentence.split()[:8])} ...")
    return found


def _stale_sources(guide: Guide, today: date) -> list[str]:
    return [
        f"{source.origin.file}: {source.id} was last checked on {source.checked}, over {STALE_MONTHS} months ago"
        for source in guide.sources.values()
        if (today.year - source.checked.year) * 12 + today.month - source.checked.month > STALE_MONTHS
    ]
