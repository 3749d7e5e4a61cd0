"""Advice is given and fails nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from macros.advice import advice, lix, prose, reading, sentences
from macros.model import words
from macros.pages import open_book
from tests.conftest import ROOT


def test_hard_text_is_harder_than_plain_text() -> None:
    plain = "You ask. They tell you. Then you go home and think."
    hard = "Organizational representatives frequently characterize informational conversations as considerably advantageous undertakings."
    assert lix(plain) < 20 < 60 < lix(hard)
    assert lix("") == 0


def test_only_running_text_is_judged() -> None:
    head = "---\ndescription: x\n---\n\n# Heading\n\n"
    page = head + 'One [link](a/b.md) *here*. Two {{ cite("y") }}.\n\n| a | b |\n|---|---|\n\n- Item one\n- Item two\n'
    assert [" ".join(sentence.split()) for sentence in sentences(prose(page))] == ["One link here .", "Two .", "- Item one", "Item two"]


def test_the_guide_has_prose_to_judge() -> None:
    pages = [prose(path.read_text("utf-8")) for path in (ROOT / "docs").rglob("*.md")]
    assert sum(words(page) for page in pages) > 20_000
    assert max(lix(page) for page in pages) > 20
    assert reading(ROOT).startswith("Chapters: ")


def test_a_guide_without_chapters_says_so(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    assert reading(tmp_path) == "Chapters: none."


def test_hard_pages_and_long_sentences_are_named(small: Path) -> None:
    book, _ = open_book(small)
    assert advice(small, book.guide, date(2026, 11, 23)) == []
    (small / "docs/index.md").write_text("# Hard\n\n" + "Considerable institutional complications " * 30 + ".\n", "utf-8")
    told = advice(small, book.guide, date(2026, 11, 23))
    assert any("docs/index.md: a sentence of 90 words" in sentence for sentence in told)


def test_a_source_that_nobody_looked_at_for_long_is_named(small: Path) -> None:
    book, _ = open_book(small)
    [source] = book.guide.sources.values()
    later = date(source.checked.year + 2, source.checked.month, 1)
    assert [sentence for sentence in advice(small, book.guide, later) if source.id in sentence]
