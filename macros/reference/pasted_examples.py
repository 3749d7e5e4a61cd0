"""Finds entries where someone added the template of a data file, or the example of a form, without changing it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from macros.diagnostics import Diagnostic, KeyPath
from macros.loading.data_file import texts_in
from macros.loading.loader import LoadResult
from macros.reference.fields import entry_doc_of, raw_examples

FEWEST_WORDS, FEWEST_TEXTS = 3, 2
"""Shorter texts, and single ones, can be the same by chance: two items are due "1 day before", two sources have one author."""


def pasted_examples(loaded: LoadResult) -> Iterator[Diagnostic]:
    """R339: no entry has the texts of an example.

    Args:
        loaded: All files, valid or not.
    """
    for file in loaded.files:
        entry = entry_doc_of(file.file_type)
        entries = file.raw.get(entry.list_key) if entry else None
        if entry is None or not isinstance(entries, list):
            continue
        examples = [{text for _, text in _long_texts(example)} for example in raw_examples(entry.model)]
        for index, raw in enumerate(entries):
            texts = list(_long_texts(raw, (entry.list_key, index)))
            pasted = max(([found for found in texts if found[1] in example] for example in examples), key=len, default=[])
            for path, text in pasted if len(pasted) >= FEWEST_TEXTS else ():
                what = "this is the text of the template, which only shows how to write an entry"
                yield Diagnostic(file.at(*path), "R339", what, text, "words of your own")


def _long_texts(raw: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """Every text of several words in plain data, with its path. Line breaks become spaces."""
    return ((at, " ".join(text.split())) for at, text in texts_in(raw, path) if len(text.split()) >= FEWEST_WORDS)
