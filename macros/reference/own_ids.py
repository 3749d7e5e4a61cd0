"""The form of every id a copy of the guide gives to its own entries, read from the models and the registry."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from macros import model
from macros.loading.local_ids import LOCAL_FOLDER, NAMING_KEYS, id_form, local_id
from macros.model.references import model_in
from macros.model.registry import FILE_TYPES, FileType, Storage
from macros.reference.fields import ENTRY_DOCS


class OwnId(NamedTuple):
    """One row of the table.

    Args:
        what: What gets such an id, such as "a question".
        key: The key for it: id, or name.
        id: An example.
        files: The files in local/ where it can be used.
    """

    what: str
    key: str
    id: str
    files: tuple[str, ...]


def _own_ids() -> Iterator[OwnId]:
    """Each form once, with all of its files."""
    rows: dict[tuple[str, str], OwnId] = {}
    for row in _each_id():
        before = rows.setdefault((row.key, row.id), row)
        rows[row.key, row.id] = before._replace(files=tuple(dict.fromkeys([*before.files, *row.files])))
    yield from rows.values()


def _each_id() -> Iterator[OwnId]:
    for file_type in FILE_TYPES:
        for path, found in _models(file_type.model, ()):
            is_file = found is file_type.model
            if is_file and file_type.storage is Storage.ONE:
                continue  # There is one such file, and a copy can't add another.
            for key in NAMING_KEYS:
                if form := id_form(file_type, (*path, key)):
                    own = local_id(form.like)
                    yield OwnId(_noun(file_type, found), key, own, tuple(_files(file_type, own if is_file else "")))


def _models(file_model: type[model.Model], path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], type[model.Model]]]:
    """A model and every model inside it, each with the keys that lead to it."""
    yield path, file_model
    for name, info in file_model.model_fields.items():
        inner = model_in(info.annotation)
        if isinstance(inner, type):
            yield from _models(inner, (*path, name))


def _noun(file_type: FileType, found: type[model.Model]) -> str:
    """What to call an entry of the model: the noun used for adding one, or the model's own name."""
    entries = (doc.noun for doc in ENTRY_DOCS if doc.file_type is file_type and doc.model is found)
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in found.__name__)
    return next(entries, f"a{words}")


def _files(file_type: FileType, named_after: str) -> Iterator[str]:
    """The files of a type in local/, or only the one named after an id, if an id is given."""
    for pattern in file_type.patterns:
        stem = named_after.removeprefix(file_type.prefix)
        yield f"{LOCAL_FOLDER}/{pattern.replace('*', stem) if stem else pattern}"


OWN_IDS = tuple(_own_ids())
"""In the order of the registry."""
