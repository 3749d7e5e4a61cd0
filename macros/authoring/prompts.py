"""Adds an entry by asking for it at a terminal: each answer is checked at once, and none is lost."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Sequence
from typing import Any

import click

from macros.authoring.answers import REMOVE, optional_fields_named, read_answer
from macros.authoring.entry_checks import keys_named, rule_diagnostics
from macros.authoring.entry_draft import EntryDraft, OpenGuide
from macros.authoring.scaffold import (
    Insertion,
    NothingWrittenError,
    diff,
    draft_from,
    insert,
    missing_fields,
    propose_id,
    require_complete,
    write,
)
from macros.diagnostics import nearest
from macros.reference.entry_commands import TargetFile, describe
from macros.reference.fields import EntryField


def add_entry(guide: OpenGuide, command: str, dry_run: bool, **given: Any) -> None:
    """Add an entry to the guide. What options leave out is asked for, where there is a terminal.

    Raises:
        NothingWrittenError: With the reason, and the answers so far as a command.
    """
    draft = draft_from(guide, command, given)
    asking = at_terminal()
    try:
        if asking and (draft.target is None or missing_fields(draft)):
            _ask_for_the_rest(draft)
        require_complete(draft)
        _add(draft, dry_run, asking)
    except (click.Abort, KeyboardInterrupt):
        raise NothingWrittenError("", "Nothing was written.", *_as_command(draft)) from None


def at_terminal() -> bool:
    """Whether there is someone to ask."""
    return sys.stdin.isatty()


def _as_command(draft: EntryDraft) -> list[str]:
    """The answers so far, so that they are not lost."""
    return ["Your answers so far, as a command:", draft.command_line()] if draft.target or draft.data else []


def _add(draft: EntryDraft, dry_run: bool, asking: bool) -> None:
    """Check the guide with the entry in it, ask again for what is wrong, and write it."""
    target = draft.target
    assert target is not None, "a complete entry has its file"
    draft.data.setdefault("id", propose_id(draft, target))
    while (insertion := insert(draft, target)).problems:
        _show_problems(draft, insertion, asking)
        asked: set[EntryField] = set()
        for field in insertion.fields:
            if field not in asked:
                asked |= _ask(draft, field)
    if dry_run:
        click.echo(diff(insertion))
        click.echo("Nothing was written.")
        return
    write(draft.guide.root, insertion)
    click.echo(f"\nAdded {draft.data['id']} at {insertion.name}:{insertion.line}")
    for diagnostic in insertion.still_to_do:
        click.echo(f"Still to do: {diagnostic.what}; expected {diagnostic.expected}")
    click.echo("Next: make serve shows it in the guide. Then commit the file and open a pull request; CONTRIBUTING.md says how.")


def _show_problems(draft: EntryDraft, insertion: Insertion, asking: bool) -> None:
    """Show what is wrong. Raises NothingWrittenError where no answer can fix it."""
    problems = list(map(str, insertion.problems))
    if not (asking and insertion.fields):
        fix = "The line numbers are those of the file with the entry. Nothing was written. Fix this command:"
        raise NothingWrittenError(*problems, fix, draft.command_line())
    click.echo("\n".join(["", *problems]))


# Asking -----------------------------------------------------------------------------------------


def _ask_for_the_rest(draft: EntryDraft) -> None:
    """Ask for all that the entry has no value for yet: first what is required, then the rest, then the id."""
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401 - with it, arrow keys work in answers.
    click.echo(f"You are adding {draft.doc.noun}. Ctrl-C stops: nothing is written then, and your answers are shown as a command.")
    if draft.target is None:
        draft.target = _ask_target(draft)
    for field in missing_fields(draft):
        _ask(draft, field)
    click.echo("\nThe rest is optional. Press Enter to leave it out.")
    *others, id_field = draft.fields
    for field in others:
        if draft.value(field) is None:
            _ask(draft, field)
    if draft.value(id_field) is None:
        draft.put(id_field, propose_id(draft, draft.target))
        _ask(draft, id_field)


def _ask_target(draft: EntryDraft) -> TargetFile:
    targets = {target.name: target for target in draft.targets}
    click.echo("\nWhich file does it go into?")
    _show_words([(target.name, target.label) for target in draft.targets])

    def chosen(answer: str) -> TargetFile:
        name = answer.strip()
        if name not in targets:
            near = nearest(name, targets)
            raise click.UsageError("it must be one of these names" + (f"; did you mean {near!r}?" if near else ""))
        return targets[name]

    return click.prompt("file", default="", show_default=False, value_proc=chosen)


def _show_words(words: Sequence[tuple[str, str]]) -> None:
    """Show the words that may be chosen, each with what it means."""
    width = max((len(word) for word, _ in words), default=0)
    for word, label in words:
        click.echo(f"  {word:<{width}}  {label}")


def _ask(draft: EntryDraft, field: EntryField) -> set[EntryField]:
    """Ask for a key until its value can stand, then for the optional keys that it makes necessary. Returns all that were asked for."""
    has_labels = any(label for _, label in field.words)
    needs = [diagnostic for diagnostic in rule_diagnostics(draft) if field.path[0] in keys_named(diagnostic)]
    click.echo(f"\n{field.name}{'' if field.needed or needs else ' (optional)'}: {describe(field, with_words=not has_labels)}")
    _show_words(field.words if has_labels else ())
    for diagnostic in needs:
        click.echo(f"  Note: {diagnostic.what}.")
    if draft.value(field) is not None:
        click.echo("  Enter keeps what is there." + ("" if field.needed else f" {REMOVE} removes it."))
    draft.put(field, read_answer(draft, field))
    necessary = [other for diagnostic in rule_diagnostics(draft) for other in optional_fields_named(draft, field, diagnostic)]
    return {field}.union(*(_ask(draft, other) for other in necessary))
