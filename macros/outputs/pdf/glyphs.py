"""Which characters the fonts of the printed sheets have, so the check can refuse what Typst would refuse, on the line where it was written.

The characters of the fonts in fonts.py are in glyph_ranges.py, which tests/support/glyph_ranges.py writes. A character that one font
lacks is drawn by another, whichever is first.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from macros.diagnostics import Diagnostic, Place
from macros.loading.data_file import texts_in
from macros.loading.dataset import Dataset
from macros.loading.loader import LoadResult
from macros.model import Placed, SlideFile
from macros.outputs.pdf.catalog import STARTER, card_questions, packs
from macros.outputs.pdf.fonts import FONTS
from macros.outputs.pdf.glyph_ranges import RANGES
from macros.settings import CONFIG

LETTERS = "Latin, Greek, Cyrillic, Hebrew, Arabic, Armenian or Georgian"
"""The scripts that can be printed; we looked at each in a PDF for its direction and joined letters."""
SITE_SETTINGS = ("site_name", "site_url")
"""What a site says about itself on every sheet."""
PACK_WORDS = {
    "topics": ("label",),
    "sectors": ("label",),
    "stages": ("label", "note"),
    "parts": ("label", "note"),
    "channels": ("label",),
    "steps": ("label", "note"),
}
"""What the packs print from the vocabulary."""
ASKED_IN_PART = 3
"""How many of readers' questions about a step the workbook prints."""
PATTERN_KEYS, QUESTION_KEYS = ("title", "subject", "text"), ("text", "softener", "purpose", "probes")
"""What the workbook prints from a first message, and what packs print from a question."""


def unprintable(text: str) -> str | None:
    """The first character in a text that no font of the sheets can draw.

    Args:
        text: Any text.

    Returns:
        A character, with any marks on it; None if all of it can be drawn.
    """
    if text.isascii() and text.isprintable():
        return None
    for cluster in _clusters(unicodedata.normalize("NFC", text)):
        if not any(all(_has(font, character) for character in cluster) for font in FONTS):
            return cluster
    return None


def _clusters(text: str) -> Iterator[str]:
    """Each character of a text with the marks on it, which one font has to draw together. Line breaks don't count."""
    start = 0
    for index in range(1, len(text) + 1):
        if index == len(text) or not unicodedata.category(text[index]).startswith("M"):
            if not text[start:index].isspace() or text[start] not in "\n\t":
                yield text[start:index]
            start = index


@cache
def _has(font: str, character: str) -> bool:
    number = ord(character)
    return any(start <= number <= end for start, end in _ranges(font))


@cache
def _ranges(font: str) -> list[tuple[int, int]]:
    """The first and the last number of each range of a font's characters."""
    return [(int(start, 16), int(end, 16)) for start, end in re.findall(r"(\w+)-(\w+)", RANGES[font])]


def check_glyphs(root: Path, loaded: LoadResult, dataset: Dataset) -> Iterator[Diagnostic]:
    """R340: every text that's printed can be drawn.

    Args:
        root: The project's folder.
        loaded: All files, and the settings of a copy.
        dataset: Their valid content.
    """
    for place, text in (*printed_settings(root, loaded), *printed_texts(dataset)):
        if found := unprintable(text):
            named = ", ".join(f"U+{ord(character):04X} {unicodedata.name(character, 'no name').lower()}" for character in found[:3])
            what = "this character is in no font of the printed sheets"
            expected = f"letters of {LETTERS}, and no emoji"
            yield Diagnostic(place, "R340", what, f"{found[:3]} ({named})", expected)


def printed_settings(root: Path, loaded: LoadResult) -> Iterator[tuple[Place, str]]:
    """What sheets print from the settings, with its place: from a copy's own settings, if it has any."""
    if loaded.copy_settings is not None:
        for key in SITE_SETTINGS:
            if isinstance(text := loaded.copy_settings.raw.get(key), str):
                yield loaded.copy_settings.at(key), text
        return
    # The guide's own settings are YAML with tags, which data files can't have. These two settings are plain lines.
    settings = root / CONFIG
    for number, line in enumerate(settings.read_text("utf-8", "replace").split("\n") if settings.is_file() else (), 1):
        if match := re.match(rf"({'|'.join(SITE_SETTINGS)}):\s*(.*)", line):
            yield Place(CONFIG, number, match.start(2) + 1), match[2]


def printed_texts(dataset: Dataset) -> Iterator[tuple[Place, str]]:
    """Every text in the data that's printed, with its place.

    That's everything in files of a printed type, and what packs add. outputs/pdf/sheets.py puts it together, and a test compares them.
    """
    for file in dataset.files:
        if file.file_type.sheet or file.file_type.model is SlideFile:
            yield from ((file.at(*path), text) for path, text in texts_in(file.raw))
        elif file.content is dataset.vocabulary:
            words = {"audiences": ("label",), "steps": ("label",), **(PACK_WORDS if packs_use_words(dataset) else {})}
            for name, keys in words.items():
                for index, term in enumerate(getattr(dataset.vocabulary, name)):
                    yield from ((file.at(name, index, key), getattr(term, key)) for key in keys)
    if packs_use_words(dataset):
        order = dataset.orders[STARTER]
        yield from _keys(order, ("title", "intro"))
        for question in card_questions(dataset):
            yield from _keys(question, QUESTION_KEYS)
        for answers in dataset.steps.values():
            for answer in answers.answers[:ASKED_IN_PART]:
                yield from _keys(answer, ("question",))
        for channel in dataset.channels.values():
            yield from _keys(channel.messages[0], PATTERN_KEYS)
        for placeholder in dataset.placeholders.values():
            yield from _keys(placeholder, ("label",))


def packs_use_words(dataset: Dataset) -> bool:
    """Whether any pack prints more than sheets."""
    return any(pack.needs for pack in packs(dataset))


def _keys(record: Placed, keys: tuple[str, ...]) -> Iterator[tuple[Place, str]]:
    """The texts under some keys of a record."""
    for key in keys:
        value = getattr(record, key)
        for path, text in texts_in(value, (key,)):
            yield record.origin.at(*path), text
