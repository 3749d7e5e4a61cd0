"""Ids and references: each id is unique, everything that is referred to exists, and a file is named after its content."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from macros import model
from macros.diagnostics import Diagnostic, KeyPath, Place, nearest_name, one_of
from macros.loading.data_file import DataFile
from macros.loading.loader import LoadResult
from macros.model.references import reference_name, references_in
from macros.model.registry import FILE_TYPES

VOCABULARIES = tuple(model.Vocabulary.model_fields)
REFERENCES = tuple(dict.fromkeys(file_type.reference for file_type in FILE_TYPES if file_type.reference))
"""The targets of references that are records."""


def _identified(file: DataFile) -> Iterator[tuple[KeyPath, str, str]]:
    """The path, the namespace and the id of everything that has an id in the file."""
    raw = file.raw
    if file.file_type.model is model.Vocabulary:
        for name in VOCABULARIES:
            terms = raw.get(name)
            for index, term in enumerate(terms if isinstance(terms, list) else []):
                if isinstance(term, dict) and isinstance(term.get("id"), str):
                    yield (name, index, "id"), name, term["id"]
        return
    paths: list[tuple[KeyPath, Any]] = [
        ((), raw),
        *(((file.file_type.list_key, index), record) for index, record in enumerate(file.records)),
    ]
    for path, record in paths:
        if not isinstance(record, dict):
            continue
        for key, namespace in (("id", "id"), ("name", "placeholder")):
            if isinstance(record.get(key), str):
                yield (*path, key), namespace, record[key]
        for index, old in enumerate(record["was"] if isinstance(record.get("was"), list) else []):
            if isinstance(old, str):
                yield (*path, "was", index), "id", old


def all_ids(loaded: LoadResult) -> set[str]:
    """Every id that is taken.

    Args:
        loaded: All files, valid or not.

    Returns:
        The ids of records, and every topic, channel and step that has a file or that a file is named after.
    """
    names = {name for file in loaded.files for _, namespace, name in _identified(file) if namespace not in VOCABULARIES}
    names |= {str(file.raw.get(file.file_type.named_after)) for file in loaded.files if file.file_type.named_after}
    return names | {name for file in loaded.files if (name := file.expected_key)}


def unique_ids(loaded: LoadResult) -> Iterator[Diagnostic]:
    """R301: no id is used twice, not even one that an entry used to have."""
    seen: dict[tuple[str, str], Place] = {}
    taken = {name for file in loaded.files for _, _, name in _identified(file)}
    for file in loaded.files:
        for path, namespace, name in _identified(file):
            first = seen.setdefault((namespace, name), file.at(*path))
            if first != file.at(*path):
                expected = (
                    f"an id of its own; the other entry with this id is at {first.file}:{first.line}, so delete one if they are the same"
                )
                yield Diagnostic(file.at(*path), "R301", "this id is already taken", name, expected, free_id(name, taken))


def free_id(like: str, names: Iterable[str]) -> str | None:
    """The next free id.

    Args:
        like: An id with the same beginning, such as q-pay-01.
        names: All ids, present and past.

    Returns:
        An id such as q-pay-07; None if `like` doesn't end in a number.
    """
    match = re.fullmatch(r"(.*-)(\d+)", like)
    if not match:
        return None
    used = {int(name[len(match[1]) :]) for name in names if re.fullmatch(re.escape(match[1]) + r"\d{1,6}", name)}
    return f"{match[1]}{max(used, default=0) + 1:0{len(match[2])}d}"


MOST_PLACES, MOST_PLACES_OF_A_WORD = 20, 3
"""How many places are reported for an unknown name. An id has to be replaced at each of them. A renamed word of the vocabulary is in
hundreds of places, and it's best to rename it back."""


def known_references(loaded: LoadResult, pages: set[str]) -> Iterator[Diagnostic]:
    """R302: everything that is referred to exists.

    Args:
        loaded: All files, valid or not.
        pages: The paths of the Markdown pages in docs/.
    """
    known: dict[str, set[str]] = {name: set() for name in (*VOCABULARIES, *REFERENCES)}
    known |= {"page": pages, "target": set(pages)}
    for file in loaded.files:
        for path, namespace, name in _identified(file):
            if namespace in VOCABULARIES:
                known[namespace].add(name)
            elif namespace == "id" and "was" not in path:
                known["target"].add(name)
                if file.file_type.reference and path[0] == file.file_type.list_key:
                    known[file.file_type.reference].add(name)
    unknown: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for file in loaded.files:
        for path, target, name in references_in(file.file_type.model, file.raw):
            if name not in known[target]:
                unknown[target, name].append(file.at(*path))
    for (target, name), places in unknown.items():
        allowed = sorted(known[target])
        what = f"there is no {reference_name(target).what} of that name"
        expected = one_of(allowed) if target in VOCABULARIES else reference_name(target).existing
        most = MOST_PLACES_OF_A_WORD if target in VOCABULARIES else MOST_PLACES
        for place in places[:most]:
            more = f", here and in {len(places) - 1} more places" if len(places) > most else ""
            yield Diagnostic(place, "R302", what + more, name, expected, nearest_name(name, allowed), frozenset({target}))


def file_names(loaded: LoadResult) -> Iterator[Diagnostic]:
    """R303: a file is named after its content. If something is wrong with the id itself, only that is reported."""
    reported = {diagnostic.place for diagnostic in loaded.diagnostics}
    for file in loaded.files:
        key, expected = file.file_type.named_after, file.expected_key
        if key and isinstance(got := file.raw.get(key), str) and got != expected and file.at(key) not in reported:
            yield Diagnostic(file.at(key), "R303", f"the {key} in this file doesn't match the file's name", got, expected)
