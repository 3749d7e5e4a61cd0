"""Keeps the answers someone has typed, so that `new` can continue with them after an interruption.

They are saved after each answer, because a terminal closes without warning. The file is in .build/, only its owner can read it, and it
is deleted once the entry is in the guide.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from macros.authoring.entry_checks import value_diagnostics
from macros.authoring.entry_draft import EntryDraft, clean
from macros.reference.entry_commands import option_name


class SavedDraft(BaseModel):
    """What is saved of an EntryDraft. `file` is the name of its file, and `values` are under the names of their options."""

    model_config = ConfigDict(extra="forbid")

    file: str
    values: dict[str, str | list[str]]
    done: set[str]
    unfinished: str


def draft_name(command: str) -> str:
    """The path of a command's saved draft, below the project's folder."""
    return f".build/new-{command}.json"


def save_draft(draft: EntryDraft) -> bool:
    """Save the draft. Returns whether that was possible."""
    path = draft.guide.root / draft_name(draft.command)
    values = {option_name(field): value for field in draft.fields if (value := draft.value(field)) is not None}
    saved = SavedDraft(
        file=draft.target.file.name if draft.target else "", values=values, done=draft.done, unfinished=draft.unfinished
    ).model_dump_json()
    try:
        path.parent.mkdir(exist_ok=True)
        handle, new_file = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(saved)
        os.replace(new_file, path)
    except OSError:
        return False
    return True


def load_draft(root: Path, command: str) -> SavedDraft | None:
    """The saved draft of a command; None if there is none that can be read."""
    try:
        saved = SavedDraft.model_validate_json((root / draft_name(command)).read_bytes())
    except (OSError, ValidationError):
        return None
    return saved if saved.file or saved.values else None


def restore_draft(draft: EntryDraft, saved: SavedDraft) -> None:
    """Give a draft the saved values, except those set by options. A value that is no longer valid is asked for again."""
    draft.target = draft.target or next((target for target in draft.targets if target.file.name == saved.file), None)
    for field in draft.fields:
        value = saved.values.get(option_name(field))
        if field.name in draft.done:
            continue
        if value is not None and isinstance(value, list) == field.many:
            value = value if field.name == saved.unfinished else clean(field, value)
            wrong = value_diagnostics(draft, field, value)
            if wrong and field.path == ("id",):
                continue  # The id has been taken in the meantime, and another one can be suggested.
            draft.put(field, value)
            if not wrong and field.name in saved.done:
                draft.done.add(field.name)
        elif field.name in saved.done and not field.needed:
            draft.done.add(field.name)
    draft.unfinished = saved.unfinished if saved.unfinished not in draft.done else ""


def remove_draft(root: Path, command: str) -> None:
    """Remove the saved draft of a command, if there is one."""
    with contextlib.suppress(OSError):
        (root / draft_name(command)).unlink()
