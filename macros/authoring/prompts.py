"""Adds an entry by asking questions at a terminal. Each answer is checked right away, and none is lost if the terminal is closed."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Sequence
from typing import Any

import click

from macros.authoring.answers import optional_fields_named, read_answer
from macros.authoring.entry_checks import keys_named, rule_diagnostics
from macros.authoring.entry_draft import EntryDraft, OpenGuide
from macros.authoring.saved_draft import draft_name, load_draft, remove_draft, restore_draft, save_draft
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
from macros.diagnostics import SHOWN_CHARACTERS, nearest, one_line
from macros.reference.entry_commands import TargetFile, describe, is_required, written_by_hand
from macros.reference.fields import EntryField
from macros.settings import as_typed_here

SHOWN_ANSWERS = 3
"""How many answers of a saved draft are shown, to help the person remember it."""


def add_entry(guide: OpenGuide, command: str, dry_run: bool, **given: Any) -> None:
    """Add an entry to the guide. At a terminal, the person is asked for everything the options leave out.

    Raises:
        NothingWrittenError: With the reason, and where to find the answers so far.
    """
    draft = draft_from(guide, command, given)
    asking = at_terminal()
    try:
        if asking and (draft.target is None or missing_fields(draft)):
            _ask_for_the_rest(draft)
        require_complete(draft)
        _add(draft, dry_run, asking)
    except (click.Abort, KeyboardInterrupt):
        raise NothingWrittenError("", "Nothing was written.", *_where_the_answers_are(draft)) from None


def at_terminal() -> bool:
    """Whether there is someone to ask."""
    return sys.stdin.isatty()


def _where_the_answers_are(draft: EntryDraft) -> list[str]:
    """How to continue with the answers so far. They are in a file or, if it can't be written, in a command."""
    if not (draft.target or draft.data):
        return []
    if save_draft(draft):
        go_on = as_typed_here(draft.doc.command_line)
        return [f"Your answers are saved in {draft_name(draft.command)}. To continue where you stopped: {go_on}"]
    return ["Here are your answers so far, as a command:", draft.command_line()]


def _add(draft: EntryDraft, dry_run: bool, asking: bool) -> None:
    """Check the guide with the entry in it, ask again for anything that is wrong, and write it."""
    target = draft.target
    assert target is not None, "a complete entry has its file"
    if "id" in draft.entry_model.model_fields and "id" not in draft.data:
        draft.data["id"] = propose_id(draft, target)
    while (insertion := insert(draft, target)).problems:
        _show_problems(draft, insertion, asking)
        asked: set[EntryField] = set()
        because, broken = dict(_necessary(draft)), bool(rule_diagnostics(draft))
        for field in insertion.fields:
            if field not in asked and not draft.left_out(field):
                asked |= _ask(draft, field, because.get(field))
            if broken and not rule_diagnostics(draft):
                break  # One of several keys that could fix the problem has fixed it.
    if dry_run:
        click.echo(diff(insertion))
        click.echo("Nothing was written.")
        return
    write(draft.guide.root, insertion)
    remove_draft(draft.guide.root, draft.command)
    click.echo(f"\nAdded {draft.data.get('id') or draft.data.get('name') or draft.doc.noun} at {insertion.name}:{insertion.line}")
    for sentence in written_by_hand(draft.doc, draft.guide.dataset):
        click.echo(f"{sentence}.")
    for diagnostic in insertion.still_to_do:
        click.echo(f"Still to do: {diagnostic.what}; expected {diagnostic.expected}")
    click.echo("Next: make serve shows it in the guide. Then commit the file and open a pull request, as CONTRIBUTING.md explains.")


def _show_problems(draft: EntryDraft, insertion: Insertion, asking: bool) -> None:
    """Show what is wrong. Raises NothingWrittenError if no answer can fix it."""
    problems = list(map(str, insertion.problems))
    if not (asking and insertion.fields):
        fix = "Nothing was written. The line numbers are for the file with the entry in it. You can fix this command and run it again:"
        raise NothingWrittenError(*problems, fix, draft.command_line())
    click.echo("\n".join(["", *problems]))


# Asking -----------------------------------------------------------------------------------------


def _ask_for_the_rest(draft: EntryDraft) -> None:
    """Ask for everything the entry has no value for yet: first what is required, then the rest, then the id."""
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401 - with it, arrow keys work in answers.
    click.echo(f"You're adding {draft.doc.noun}. You can stop at any time with Ctrl-C. Your answers are saved, and you can continue later.")
    _offer_saved_draft(draft)
    if draft.target is None:
        draft.target = _ask_target(draft)
    for field, because in _necessary(draft):
        if because and field.name not in draft.done:
            _ask(draft, field, because)
    for field in missing_fields(draft):
        if field.name not in draft.done:  # If another answer made it necessary, it has been asked for already.
            _ask(draft, field)
    optional = [field for field in draft.fields if not is_required(field) and field.name not in draft.done]
    if any(field.path != ("id",) for field in optional):
        click.echo("\nThe rest is optional. Press Enter to leave something out.")
    for field in optional:
        if field.path == ("id",) and draft.value(field) is None:
            draft.put(field, propose_id(draft, draft.target))
        if field.name not in draft.done:
            _ask(draft, field)


def _necessary(draft: EntryDraft) -> list[tuple[EntryField, EntryField | None]]:
    """The optional keys the entry is missing, each with the key whose answer makes it necessary, if a single one does."""
    found = []
    for diagnostic in rule_diagnostics(draft):
        for field in draft.fields:
            if field.path[0] in keys_named(diagnostic) and not field.needed and draft.value(field) is None:
                given = (other for other in draft.fields if other.name in draft.done)
                reasons = (other for other in given if diagnostic not in rule_diagnostics(draft.with_value(other, None)))
                found.append((field, next(reasons, None)))
    return found


def _offer_saved_draft(draft: EntryDraft) -> None:
    """Ask whether to continue with what was saved when the command was interrupted, if anything was."""
    saved = load_draft(draft.guide.root, draft.command)
    if saved is None:
        return
    click.echo("\nYou started one earlier and didn't finish it:")
    begun = [saved.file, *(value if isinstance(value, str) else ", ".join(value) for value in saved.values.values())]
    for line in begun[:SHOWN_ANSWERS]:
        click.echo(f"  {one_line(line, SHOWN_CHARACTERS)}")
    if len(begun) > SHOWN_ANSWERS:
        click.echo(f"  and {len(begun) - SHOWN_ANSWERS} more answers")
    if click.confirm("Continue with it? If you say no, it will be deleted.", default=True):
        restore_draft(draft, saved)
    else:
        remove_draft(draft.guide.root, draft.command)


def _ask_target(draft: EntryDraft) -> TargetFile:
    targets = {target.name: target for target in draft.targets}
    by_label = {label.lower(): target.name for target in draft.targets for label in (target.label, *target.names)}
    click.echo("\nWhich file does it go into?")
    _show_words([(target.name, target.label) for target in draft.targets])

    def chosen(answer: str) -> TargetFile:
        name = by_label.get(answer.strip().lower(), answer.strip())
        if name not in targets:
            near = nearest(name, targets)
            raise click.UsageError(f"there is no file of that name; got {name!r}" + (f"; did you mean {near!r}?" if near else "."))
        if targets[name].full:
            raise click.UsageError(f"{targets[name].full}.")
        return targets[name]

    target: TargetFile = click.prompt("file", default="", show_default=False, value_proc=chosen)
    draft.target = target
    save_draft(draft)
    return target


def _show_words(words: Sequence[tuple[str, str]]) -> None:
    """Show the words to choose from, each with its meaning."""
    width = max((len(word) for word, _ in words), default=0)
    for word, label in words:
        click.echo(f"  {word:<{width}}  {label}")


def _ask(draft: EntryDraft, field: EntryField, because: EntryField | None = None) -> set[EntryField]:
    """Ask for a key until its value is valid, then for the optional keys it makes necessary, or for another value.

    Args:
        draft: The entry.
        field: The key.
        because: The key whose answer makes this one necessary, if there is one.

    Returns:
        All keys that were asked for.
    """
    has_labels = any(label for _, label in field.words)
    needs = [diagnostic for diagnostic in rule_diagnostics(draft) if field.path[0] in keys_named(diagnostic)]
    needed = draft.needs(field)
    click.echo(f"\n{field.name}{'' if needed or needs else ' (optional)'}: {describe(field, with_words=not has_labels)}")
    _show_words(field.words if has_labels else ())
    for diagnostic in needs:
        click.echo(f"  Note: {diagnostic.what}.")
    if draft.unfinished == field.name:
        click.echo("  This is how far you got. You can continue from here.")
    elif draft.value(field) is not None:
        click.echo("  Press Enter to keep what is there." + ("" if needed else " Type a dash (-) to remove it."))
    draft.done.discard(field.name)
    draft.finish(field, read_answer(draft, field, because))
    save_draft(draft)
    necessary = [other for other in draft.fields if other.path[:-1] == field.path[:-1] != () and draft.missing(other)]
    necessary += [other for diagnostic in rule_diagnostics(draft) for other in optional_fields_named(draft, field, diagnostic)]
    asked = {field}.union(*(_ask(draft, other, field) for other in necessary))
    declined = any(draft.value(other) is None for other in necessary)
    return asked | _ask(draft, field, because) if declined else asked
