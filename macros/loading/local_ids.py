"""The ids a copy of the guide uses for its own entries. Each has a word in it that no id in data/ ever has."""

from __future__ import annotations

import re

from macros import model
from macros.diagnostics import KeyPath
from macros.model.references import model_at
from macros.model.registry import FileType

LOCAL_FOLDER = "local"
"""The folder with a copy's own data. The same word is in its ids."""
NAMING_KEYS = ("id", "name")
"""The keys that tell one entry of a list from another."""


def is_local_id(name: str) -> bool:
    """Whether an id belongs to a copy: it has the word `local` in it, which no id in data/ ever has."""
    return LOCAL_FOLDER in re.split(r"[-_]", name)


def local_id(like: str, form: model.Form | None = None) -> str:
    """The id for an entry of a copy's own, with the word `local` after the letter at the beginning, or at the front.

    Args:
        like: The id someone gave it, or an example of the ids of its kind, such as q-pay-01.
        form: The form such an id must have, if that is known.

    Returns:
        An id such as q-local-pay-01, c-local-campus or local-campus. If an id made from `like` doesn't have the right form, the
        id is made from the example in the form.
    """
    letter, _, rest = like.partition("-")
    made = f"{letter}-{LOCAL_FOLDER}-{rest}" if len(letter) == 1 and rest else LOCAL_FOLDER + ("_" if "_" in like else "-") + like
    return made if form is None or re.fullmatch(form.pattern, made) else local_id(form.like)


def id_form(file_type: FileType, path: KeyPath) -> model.Form | None:
    """The form of the id at a path in a file of a type; None for a key that isn't an id."""
    info = model_at(file_type.model, path[:-1]).model_fields.get(str(path[-1]))
    return next((mark for mark in info.metadata if isinstance(mark, model.Form)), None) if info else None
