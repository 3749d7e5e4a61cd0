"""What a fault in the guide's data or pages is, and how it is told.

A fault is always told in the same sentence: in the terminal, as an annotation on a pull request
and when MkDocs builds.
"""

from __future__ import annotations

import difflib
import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Protocol, TextIO

SHOWN_CHARACTERS = 80
"""How much of a bad value is shown: enough to find it, too little to flood the terminal."""

EXPLAIN_COMMAND = ".venv/bin/python -m macros explain"
"""The command that explains a code, with the Python that make has set up."""


KeyPath = tuple[str | int, ...]
"""The keys and indexes that lead to a value in plain data."""


class Place(NamedTuple):
    """A place in a file; line and column count from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"

    @classmethod
    def after(cls, file: str, before: str) -> Place:
        """The place in a file that comes right after the text `before`."""
        return cls(file, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)


@dataclass(frozen=True)
class Diagnostic:
    """One thing that is wrong, where it is, and how to mend it.

    `what` says what is wrong, `got` what stands there, `expected` what should, and `nearest`
    the allowed word that is most like it.
    """

    place: Place
    code: str
    what: str
    got: str | None = None
    expected: str | None = None
    nearest: str | None = None

    def sentence(self) -> str:
        """The fault without its place, on one line, with its code at the end."""
        parts = [one_line(self.what, 400)]
        if self.got is not None:
            parts.append(f"got {quoted(self.got)}")
        if self.expected is not None:
            parts.append(f"expected {one_line(self.expected, 600)}")
        if self.nearest is not None:
            parts.append(f"did you mean {quoted(self.nearest)}?")
        return f"{'; '.join(parts)} [{self.code}]"

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence()}"

    def annotation(self) -> str:
        """The fault as an annotation on a pull request."""
        return annotation("error", self.place, self.code, self.sentence())


class Reportable(Protocol):
    """What can be told: a fault, or a piece of advice. As text it is one line, with its place."""

    def annotation(self) -> str:
        """The same as a workflow command."""


class InvalidGuideError(Exception):
    """Everything that is wrong, so that it can be told at once."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = sorted(set(diagnostics), key=lambda diagnostic: (diagnostic.place, diagnostic.code, diagnostic.what))
        super().__init__("\n".join(map(str, self.diagnostics)))


def report(diagnostics: list[Diagnostic], stream: TextIO | None = None) -> None:
    """Tell the faults on `stream` (standard error), then their number and where their codes are explained."""
    stream = stream or sys.stderr
    print_all(diagnostics, stream)
    print(f"{len(diagnostics)} fault{'s' if len(diagnostics) != 1 else ''} found; nothing was built.", file=stream)
    print(
        f'What a code in brackets means: {EXPLAIN_COMMAND} {diagnostics[0].code}; or the page "What the check says" of the guide.',
        file=stream,
    )


def print_all(found: Iterable[Reportable], stream: TextIO) -> None:
    """Write each on a line of its own to `stream`; on GitHub Actions as an annotation too."""
    for one in found:
        print(one, file=stream)
        if os.environ.get("GITHUB_ACTIONS") == "true":
            print(one.annotation(), file=stream)


def annotation(level: str, place: Place, title: str, text: str) -> str:
    """A GitHub workflow command, which shows the text on its line of the pull request; `level` is error, warning or notice.

    Escaping as in https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    data = _percent(text, "%\r\n")
    file, title = (_percent(part, "%\r\n:,") for part in (place.file, title))
    return f"::{level} file={file},line={place.line},col={place.column},title={title}::{data}"


def nearest(word: str, allowed: Iterable[str]) -> str | None:
    """The allowed word most like `word`, or None when none is near."""
    close = difflib.get_close_matches(word[:SHOWN_CHARACTERS], list(allowed), n=1, cutoff=0.6)
    return close[0] if close else None


def one_of(words: Iterable[str], most: int = 40) -> str:
    """`one of a, b, c`, cut short when there are very many."""
    words = list(words)
    tail = ", ..." if len(words) > most else ""
    return "one of " + ", ".join(words[:most]) + tail


def quoted(text: object) -> str:
    """The text in quotes on one line, cut short; characters that a terminal obeys are spelled out."""
    return repr(one_line(str(text), SHOWN_CHARACTERS))


def one_line(text: str, most: int) -> str:
    """The text with its white space folded, cut to `most` characters."""
    folded = " ".join(text[: most * 4].split())
    folded = "".join(character if character.isprintable() else repr(character)[1:-1] for character in folded)
    return folded if len(folded) <= most else folded[: most - 3] + "..."


def relative_name(path: Path, root: Path) -> str:
    """The path as it is told: relative to the project, with forward slashes."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


def _percent(text: str, characters: str) -> str:
    """Percent-encode the given characters; the percent sign comes first in `characters`."""
    for character in characters:
        text = text.replace(character, f"%{ord(character):02X}")
    return text
