"""Reads the answer to one question at a terminal, and asks again until the answer is valid."""

from __future__ import annotations

from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field
from typing import Any

import click

from macros.authoring.entry_checks import keys_named, rule_diagnostics, value_diagnostics
from macros.authoring.entry_draft import EntryDraft, clean
from macros.authoring.saved_draft import save_draft
from macros.diagnostics import Diagnostic
from macros.reference.fields import EntryField

TOO_FEW = "M206"
"""The code for a list that is too short."""
LEAVE_OUT = ("-", "n", "no", "none", "skip")
"""Answers that mean an optional key is left out, unless they are among its allowed words."""
END_OF_TEXT = "."
"""A line with nothing else ends a text of several lines."""


def optional_fields_named(draft: EntryDraft, field: EntryField, diagnostic: Diagnostic) -> list[EntryField]:
    """The optional keys a diagnostic asks for, other than `field`."""
    names = keys_named(diagnostic) - {field.path[0]}
    return [other for other in draft.fields if other.path[0] in names and not other.needed]


@dataclass
class _Checker:
    """Checks answers for a key.

    If only another key could make an answer right, giving the same answer again keeps it. A yes-or-no question, for example, needs a
    purpose that begins with "Checks". The same goes for an empty answer that is needed `because` of another one: the other answer is
    then asked for again.
    """

    draft: EntryDraft
    field: EntryField
    because: EntryField | None
    refused: list[Any] = dataclass_field(default_factory=list)

    def check(self, value: str | list[str]) -> Any:
        """The value the way it is saved, None for no value. Raises click.UsageError if it isn't valid."""
        field = self.field
        if not value:
            if self.draft.needs(field):
                raise click.UsageError("this one needs an answer.")
            self._refuse(None, self._rule_problems(None))
            return None
        self.check_alone(value)
        self._refuse(value, self._rule_problems(value))
        return value

    def check_alone(self, value: str | list[str], *, whole: bool = True) -> None:
        """Raises click.UsageError if the model doesn't allow the value. A list that isn't `whole` yet may be too short."""
        found = value_diagnostics(self.draft, self.field, value)
        self._refuse(value, [diagnostic for diagnostic in found if whole or diagnostic.code != TOO_FEW])

    def _rule_problems(self, value: Any) -> list[Diagnostic]:
        """What the rules report because of the value, except what an optional key that is asked for next can fix."""
        before = rule_diagnostics(self.draft.with_value(self.field, None))
        after = rule_diagnostics(self.draft.with_value(self.field, value))
        return [
            diagnostic
            for diagnostic in after
            if self.field.path[0] in keys_named(diagnostic)
            or (diagnostic not in before and not optional_fields_named(self.draft, self.field, diagnostic))
        ]

    def _depends_on_another(self, problem: Diagnostic) -> bool:
        """Whether another key could fix it: one the problem names, or, if it names this key, the key that makes this one necessary."""
        others = {field.path[0] for field in self.draft.fields} - {self.field.path[0]}
        return bool(others & keys_named(problem)) or (self.field.needed and self.field.path[0] in keys_named(problem))

    def _refuse(self, value: Any, problems: list[Diagnostic]) -> None:
        if not problems or (self.because and value is None and None in self.refused):
            return
        elsewhere = all(map(self._depends_on_another, problems))
        if elsewhere and value in self.refused:
            return
        self.refused.append(value)
        # The allowed words, and the key that is expected, are on the screen already.
        known = [bool(self.field.words) or self.field.path[0] in keys_named(problem) for problem in problems]
        sentences = [
            _without_code(replace(problem, expected=None) if drop else problem) for problem, drop in zip(problems, known, strict=True)
        ]
        if self.because and value is None:
            sentences.append(f"Or leave it empty again to change {self.because.name} instead.")
        elif elsewhere:
            sentences.append("If it's right the way it is, give the same answer again.")
        elif value is not None and not self.field.needed and not self._rule_problems(None):
            sentences.append("Press Enter to leave it out.")
        raise click.UsageError("\n  ".join(sentences))


def _without_code(problem: Diagnostic) -> str:
    """What is wrong with an answer, as a sentence. The code would add nothing to what is on the screen."""
    sentence = problem.sentence().removesuffix(f" [{problem.code}]")
    return sentence if sentence.endswith((".", "?")) else f"{sentence}."


def read_answer(draft: EntryDraft, field: EntryField, because: EntryField | None = None) -> Any:
    """Ask for the value of a key, in the way that suits it, until the value is valid.

    Args:
        draft: The entry.
        field: The key.
        because: The key whose answer makes this one necessary, if there is one.

    Returns:
        The value; None for no value.

    Raises:
        click.Abort: If the person stops.
    """
    checker = _Checker(draft, field, because)
    if field.lines:
        return _read_text(draft, field, checker)
    if field.many and not field.is_words:
        return _read_list(draft, field, checker)
    current = draft.value(field) or ""
    return click.prompt(
        f"{field.name}{', separated by commas' if field.is_words else ''}",
        default=",".join(current) if field.many else current,
        show_default=bool(current),
        value_proc=lambda answer: checker.check(
            "" if _is_left_out(draft, field, answer) else clean(field, [answer] if field.many else answer)
        ),
    )


def _is_left_out(draft: EntryDraft, field: EntryField, answer: str) -> bool:
    """Whether an answer means that an optional key is left out."""
    return not draft.needs(field) and answer.strip().lower() in LEAVE_OUT and answer.strip().lower() not in dict(field.words)


def _read_list(draft: EntryDraft, field: EntryField, checker: _Checker) -> list[str] | None:
    """The entries of a list. Each is checked and saved right away, so that an interruption doesn't lose it."""
    click.echo("  Type one per line. An empty line ends the list.")
    current = draft.value(field)
    entries: list[str] = list(current) if draft.unfinished == field.name else []
    for entry in entries:
        click.echo(f"  {entry}")

    def check_line(answer: str) -> str:
        entry: str = "" if _is_left_out(draft, field, answer) else clean(field, answer)
        if entry:
            checker.check_alone([*entries, entry], whole=False)
        else:
            checker.check(entries or current or [])
        return entry

    while entry := click.prompt(f"{field.name} {len(entries) + 1}", default="", show_default=False, value_proc=check_line):
        entries.append(entry)
        draft.put_part(field, entries)
        save_draft(draft)
    return entries or current


def _read_text(draft: EntryDraft, field: EntryField, checker: _Checker) -> Any:
    """A text of several lines. Each is saved right away, so that an interruption doesn't lose it."""
    click.echo(f"  Type as many lines as you like. A line with only a period ({END_OF_TEXT}) ends the text.")
    current = draft.value(field)
    lines: list[str] = current.split("\n") if draft.unfinished == field.name else []
    while True:
        for line in lines:
            click.echo(f"> {line}")
        while (line := click.prompt("", prompt_suffix="> ", default="", show_default=False)) != END_OF_TEXT:
            lines.append(line)
            draft.put_part(field, "\n".join(lines))
            save_draft(draft)
        try:
            return checker.check(clean(field, "\n".join(lines)) or current or "")
        except click.UsageError as error:
            click.echo(f"Error: {error.message}\n  Please type the whole text again.")
            lines = []
