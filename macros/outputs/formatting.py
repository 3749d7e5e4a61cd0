"""Dates, numbers and text the way readers see them."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from typing import Any

from macros import model
from macros.loading.dataset import Dataset

LABELS = {
    "priority": {"must": "Do ask", "good": "Good to ask", "extra": "If there's time"},
    "sensitivity": {"low": "Easy to ask", "medium": "Needs some care", "high": "Sensitive"},
    "mark": {"good": "Good", "weak": "Weak", "rescue": "The rescue"},
    "compared": {"agree": "They agree", "differ": "They differ"},
    "tone": {"text": "As written", "softener": "Softer", **{tone: tone.capitalize() for tone in model.Variants.model_fields}},
}
"""What readers see for values that no vocabulary has, by key; `tone` says which wording is shown, `compared` what two texts do."""
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]


def written_date(as_of: str) -> str:
    """`2026-11` as `November 2026`, `2026-11-23` as `November 23, 2026`."""
    year, *rest = as_of.split("-")
    if not rest:
        return year
    month = MONTHS[int(rest[0]) - 1]
    return f"{month} {int(rest[1])}, {year}" if rest[1:] else f"{month} {year}"


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a plain text, split at blank lines."""
    return [part.strip() for part in text.split("\n\n") if part.strip()]


def gaps(text: str, dataset: Dataset) -> list[tuple[str, model.Placeholder | None]]:
    """A piece of a message cut at its placeholders: plain text, or a gap to fill in."""
    pieces: list[tuple[str, model.Placeholder | None]] = []
    for index, piece in enumerate(model.PLACEHOLDER.split(text)):
        if index % 2:
            pieces.append((piece, dataset.placeholders[piece]))
        elif piece:
            pieces.append((piece, None))
    return pieces


def with_examples(text: str, dataset: Dataset) -> str:
    """A piece of a message as someone might send it, with an example in each of its gaps."""
    return "".join(placeholder.example if placeholder else piece for piece, placeholder in gaps(text, dataset))


def filled_parts(message: model.Message, dataset: Dataset) -> list[tuple[str, str]]:
    """A first message as someone might send it: its pieces with their gaps filled in, each with what it does, or "" if it has no mark."""
    return [
        (
            with_examples(span.text, dataset).strip(),
            dataset.vocabulary.parts[int(span.mark) - 1].label if span.mark.isdigit() else "",
        )
        for span in model.spans(message.text)
        if span.text.strip()
    ]


def menu(dataset: Dataset, vocabulary: str) -> list[tuple[str, str]]:
    """The ids and labels of a vocabulary's terms."""
    return [(term.id, term.label) for term in getattr(dataset.vocabulary, vocabulary)]


def wrapped(text: str, width: int) -> list[str]:
    """A text cut into lines of at most `width` characters, for drawings, which don't wrap text on their own."""
    return textwrap.wrap(text, width)


def faq_data(answers: Sequence[model.Answer]) -> dict[str, Any]:
    """Readers' questions in the form of https://schema.org/FAQPage."""
    entries = [
        {"@type": "Question", "name": answer.question, "acceptedAnswer": {"@type": "Answer", "text": answer.answer.strip()}}
        for answer in answers
    ]
    return {"@context": "https://schema.org", "@type": "FAQPage", "mainEntity": entries}


def first_sentence(text: str) -> str:
    """The first sentence of an answer, which sums it up."""
    return re.split(r"(?<=[.!?])\s", text.strip(), maxsplit=1)[0]


def first_letter_up(text: str) -> str:
    """The text with a capital letter at its beginning and everything after it unchanged."""
    return text[:1].upper() + text[1:]
