"""Reads the answer to one question at a terminal, and asks again until it can stand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field
from typing import Any

import click

from macros.authoring.entry_checks import keys_named, rule_diagnostics, value_diagnostics
from macros.authoring.entry_draft import EntryDraft, clean
from macros.diagnostics import Diagnostic
from macros.reference.fields import EntryField

TOO_FEW = "M206"
"""The code of a list that is too short."""
REMOVE = "-"
"""The answer that removes a value."""
END_OF_TEXT = "."
"""A line with nothing else ends a text of several lines."""


def optional_fields_named(draft: EntryDraft, field: EntryField, diagnostic: Diagnostic) -> list[EntryField]:
    """The optional keys other than `field` that a diagnostic asks for."""
    names = keys_named(diagnostic) - {field.path[0]}
    return [other for other in draft.fields if other.path[0] in names and not other.needed]


@dataclass
class _Checker:
    """Checks answers for a key.

    An answer that only another key could make right may be given again, to keep it: a closed question, say, needs a purpose that
    begins with "Checks".
    """

    draft: EntryDraft
    field: EntryField
    refused: list[Any] = dataclass_field(default_factory=list)

    def check(self, value: str | list[str]) -> Any:
        """The value as it is saved, None for no value. Raises click.UsageError when it can't stand."""
        field = self.field
        if not value:
            if field.needed:
                raise click.UsageError("an answer is needed here")
            self._refuse(None, self._rule_problems(None))
            return None
        self.check_alone(value)
        self._refuse(value, self._rule_problems(value))
        return value

    def check_alone(self, value: str | list[str], *, whole: bool = True) -> None:
        """Raises click.UsageError when the model does not allow the value. A list that is not `whole` may be too short."""
        found = value_diagnostics(self.draft, self.field, value)
        self._refuse(value, [diagnostic for diagnostic in found if whole or diagnostic.code != TOO_FEW])

    def _rule_problems(self, value: Any) -> list[Diagnostic]:
        """What the rules have against the value: not what was wrong without it, nor what an optional key asked for next puts right."""
        before = rule_diagnostics(self.draft.with_value(self.field, None))
        after = rule_diagnostics(self.draft.with_value(self.field, value))
        return [
            diagnostic
            for diagnostic in after
            if self.field.path[0] in keys_named(diagnostic)
            or (diagnostic not in before and not optional_fields_named(self.draft, self.field, diagnostic))
        ]

    def _refuse(self, value: Any, problems: list[Diagnostic]) -> None:
        others = {field.path[0] for field in self.draft.fields} - {self.field.path[0]}
        elsewhere = all(others & keys_named(problem) for problem in problems)
        if not problems or (elsewhere and value in self.refused):
            return
        self.refused.append(value)
        # The words that are allowed are on the screen already.
        sentences = [(replace(problem, expected=None) if self.field.words else problem).sentence() for problem in problems]
        if elsewhere:
            sentences.append("Give the same answer again to keep it.")
        elif value is not None and not self.field.needed and not self._rule_problems(None):
            sentences.append("Enter leaves it out.")
        raise click.UsageError("\n  ".join(sentences))


def read_answer(draft: EntryDraft, field: EntryField) -> Any:
    """Ask for the value of a key, in the way that suits it, until it can stand; None for no value. Raises click.Abort."""
    checker = _Checker(draft, field)
    if field.lines:
        return _read_text(draft, field, checker)
    if field.many and not field.is_words:
        return _read_list(draft, field, checker)
    current = draft.value(field) or ""
    return click.prompt(
        f"{field.name}{', several with commas' if field.is_words else ''}",
        default=",".join(current) if field.many else current,
        show_default=bool(current),
        value_proc=lambda answer: checker.check("" if answer == REMOVE else clean(field, [answer] if field.many else answer)),
    )


def _read_list(draft: EntryDraft, field: EntryField, checker: _Checker) -> list[str] | None:
    """The entries of a list, each checked at once. What is typed is saved in the draft at once, so that Ctrl-C does not lose it."""
    click.echo("  One on each line; an empty line ends.")
    current, entries = draft.value(field), list[str]()

    def check_line(answer: str) -> str:
        entry: str = clean(field, answer)
        if entry:
            checker.check_alone([*entries, entry], whole=False)
        else:
            checker.check(entries or current or [])
        return entry

    while entry := click.prompt(f"{field.name} {len(entries) + 1}", default="", show_default=False, value_proc=check_line):
        entries.append(entry)
        draft.put(field, entries)
    return entries or current


def _read_text(draft: EntryDraft, field: EntryField, checker: _Checker) -> Any:
    """A text of several lines. What is typed is saved in the draft at once, so that Ctrl-C does not lose it."""
    click.echo(f"  Line by line; a line with only a period ({END_OF_TEXT}) ends.")
    current = draft.value(field)
    while True:
        lines = list[str]()
        while (line := click.prompt("", prompt_suffix="> ", default="", show_default=False)) != END_OF_TEXT:
            lines.append(line)
            draft.put(field, "\n".join(lines))
        try:
            return checker.check(clean(field, "\n".join(lines)) or current or "")
        except click.UsageError as error:
            click.echo(f"Error: {error.message}")
