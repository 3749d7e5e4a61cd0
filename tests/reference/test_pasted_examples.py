"""A template that is added as it is, with nothing new but its id, is reported for every sort of entry."""

from __future__ import annotations

from typing import Any

import pytest

from macros.loading.data_file import DataFile
from macros.loading.loader import LoadResult
from macros.reference.fields import ENTRY_DOCS, EntryDoc, raw_examples
from macros.reference.pasted_examples import FEWEST_TEXTS, pasted_examples
from macros.yaml_io.parser import Tree


def reported(entry: EntryDoc, raw: dict[str, Any]) -> list[str | None]:
    """The texts that are reported of a file with one entry."""
    file = DataFile("data/x.yml", entry.file_type, Tree({entry.list_key: [raw]}))
    return [diagnostic.got for diagnostic in pasted_examples(LoadResult([file]))]


def long_texts(raw: Any) -> list[str]:
    if isinstance(raw, str):
        return [" ".join(raw.split())] if len(raw.split()) > 2 else []
    return [text for value in (raw if isinstance(raw, list) else raw.values()) for text in long_texts(value)]


CASES = [(entry, example) for entry in ENTRY_DOCS for example in raw_examples(entry.model)]


@pytest.mark.parametrize(("entry", "example"), CASES, ids=[f"{entry.name}-{number}" for number, (entry, _) in enumerate(CASES)])
def test_a_template_with_another_id_is_reported_key_by_key(entry: EntryDoc, example: dict[str, Any]) -> None:
    texts = long_texts(example)
    got = reported(entry, {**example, **({"id": "x-other-01"} if "id" in example else {})})
    assert got == (texts if len(texts) >= FEWEST_TEXTS else [])


def test_one_text_is_the_same_by_chance() -> None:
    [entry] = [entry for entry in ENTRY_DOCS if entry.name == "item"]
    [example, *_] = raw_examples(entry.model)
    assert reported(entry, {"text": "Charge the phone", "why": "It dies.", "when": example["when"]}) == []
