"""What a diagnostic is, and how it is reported: in the same sentence in the terminal, on a pull request and when MkDocs builds.

Causes come before consequences. A diagnostic that holds only if something else is known says so in `depends_on`: "there is no
question of that name" depends on all questions. Whoever has read the guide knows what is not (LoadResult.unknown): the names and
content of a file that is missing or faulty. What depends on that may be a mere consequence, and without_consequences() leaves it
out; it is reported in the next run if it is still true. What is left is sorted: first what is wrong in a file by itself.

What finds a problem yields a Diagnostic, or returns a list of them, and goes on. The exceptions:

    Exception
      InvalidGuideError       Everything that is wrong, at once: the one exception that leaves the layers below outputs. Raised by
                              outputs/html/page_index, outputs/html/postprocess, outputs/pdf/sheets, yaml_io/parser (parse_yaml) and
                              the commands in authoring; caught by cli and engine/plugin, which report it.
      UnreadableFileError     A file that is no plain YAML. Raised and caught inside yaml_io/parser, so that reading stops at once.
      ValueError              From yaml_io/writer, for a file that cannot be put in style; caught by authoring.
      UnreadContentError      From the dataset, for the one file of a type that could not be read; caught by outputs/html/page_index.
      LookupError             For a model that the registry does not have; a mistake in the program.
"""

from __future__ import annotations

import difflib
import os
import re
import sys
from collections.abc import Iterable, Set
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Protocol, TextIO

from rapidfuzz.distance import OSA

from macros.settings import PROGRAM, as_typed_here

SHOWN_CHARACTERS = 80
"""How much of a bad value is shown: enough to find it, too little to flood the terminal."""

EXPLAIN_COMMAND = as_typed_here(f"{PROGRAM} explain")
"""The command that explains a code."""


FILE_CODES = "YM"
"""The groups of codes about a file by itself: its text, and the form of its entries."""

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
        """The place in a file right after some of its text.

        Args:
            file: What diagnostics call the file.
            before: All of its text before the place.
        """
        return cls(file, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)


@dataclass(frozen=True)
class Diagnostic:
    """One thing that is wrong, where it is, and how to fix it.

    Args:
        place: Where it is.
        code: The code of the rule that it breaks, such as R304.
        what: What is wrong.
        got: What is there.
        expected: What should be there.
        nearest: The allowed word that is most like what is there.
        depends_on: What must be known for it to be true: kinds of names (the targets of model.Ref), or files by their paths inside
            data/. Where one of them is not, it is left out; see above.
    """

    place: Place
    code: str
    what: str
    got: str | None = None
    expected: str | None = None
    nearest: str | None = None
    depends_on: frozenset[str] = frozenset()

    def sentence(self) -> str:
        """The diagnostic without its place, on one line, with its code at the end."""
        clauses = [one_line(self.what, 400)]
        if self.got is not None:
            clauses.append(f"got {quoted(self.got)}")
        if self.expected is not None:
            clauses.append(f"expected {one_line(self.expected, 600)}")
        if self.nearest is not None:
            clauses.append(f"did you mean {quoted(self.nearest)}?")
        return f"{'; '.join(clauses)} [{self.code}]"

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence()}"

    def annotation(self) -> str:
        """The diagnostic as an annotation on a pull request."""
        return annotation("error", self.place, self.code, self.sentence())


class Reportable(Protocol):
    """What can be reported: a diagnostic, or a piece of advice. As text it is one line, with its place."""

    def annotation(self) -> str:
        """The same as a workflow command of GitHub Actions."""


class InvalidGuideError(Exception):
    """Everything that is wrong, so that it can be reported at once: each once, what is wrong in a file by itself first, then by place."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = sorted(
            set(diagnostics), key=lambda one: (one.code[0] not in FILE_CODES, one.place, one.code, one.what, one.got or "")
        )
        super().__init__("\n".join(map(str, self.diagnostics)))


def without_consequences(diagnostics: Iterable[Diagnostic], unknown: Set[str]) -> list[Diagnostic]:
    """The diagnostics that are true whatever is not known.

    Args:
        diagnostics: What was found.
        unknown: The kinds of names, and the files, that are not known in full; see Diagnostic.depends_on.
    """
    return [diagnostic for diagnostic in diagnostics if not diagnostic.depends_on & unknown]


def report(diagnostics: list[Diagnostic], stream: TextIO | None = None) -> None:
    """Write all diagnostics, then their number and where their codes are explained.

    Args:
        diagnostics: At least one.
        stream: Where they are written; standard error where it is None.
    """
    stream = stream or sys.stderr
    print_all(diagnostics, stream)
    print(f"{len(diagnostics)} problem{'s' if len(diagnostics) != 1 else ''} found; nothing was built.", file=stream)
    print(
        f'What a code in brackets means: {EXPLAIN_COMMAND} {diagnostics[0].code}; or the page "What the check says" of the guide.',
        file=stream,
    )


def print_all(found: Iterable[Reportable], stream: TextIO) -> None:
    """Write each on a line of its own; on GitHub Actions as an annotation too.

    Args:
        found: Diagnostics or advice, in the order in which they are written.
        stream: Where they are written.
    """
    for reportable in found:
        print(reportable, file=stream)
        if os.environ.get("GITHUB_ACTIONS") == "true":
            print(reportable.annotation(), file=stream)


def annotation(level: str, place: Place, title: str, text: str) -> str:
    """A workflow command of GitHub Actions, which shows the text on its line of the pull request.

    Args:
        level: error, warning or notice.
        place: The file and line.
        title: The heading of the annotation.
        text: Its text.

    Returns:
        The command, escaped as in https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    data = _percent(text, "%\r\n")
    file, title = (_percent(value, "%\r\n:,") for value in (place.file, title))
    return f"::{level} file={file},line={place.line},col={place.column},title={title}::{data}"


def nearest(word: str, allowed: Iterable[str]) -> str | None:
    """The allowed word that was most likely meant.

    Args:
        word: What is there instead.
        allowed: The allowed words.

    Returns:
        The most similar one by difflib's ratio, at least 0.6; None where none is near.
    """
    close = difflib.get_close_matches(word[:SHOWN_CHARACTERS], list(allowed), n=1, cutoff=0.6)
    return close[0] if close else None


MOST_CHANGED_LETTERS = 2


def nearest_name(name: str, allowed: Iterable[str]) -> str | None:
    """The existing id or page that was most likely meant, where another one would mean something else.

    Args:
        name: What is there instead.
        allowed: What exists.

    Returns:
        The one that a typing mistake makes of it: at most two letters, or one in a short name, are wrong, missing, doubled or
        transposed. Numbers are the same, since q-pay-16 is no misspelled q-pay-01. None where there is none, or where two are as near.
    """
    word, numbers = name[:SHOWN_CHARACTERS], re.findall(r"\d+", name)
    most = MOST_CHANGED_LETTERS if len(word) > 5 else 1
    changes = {other: OSA.distance(word, other, score_cutoff=most) for other in allowed if re.findall(r"\d+", other) == numbers}
    least = min(changes.values(), default=most + 1)
    best = [other for other, count in changes.items() if count == least]
    return best[0] if least <= most and len(best) == 1 else None


def one_of(words: Iterable[str], most: int = 40) -> str:
    """What is expected where only some words are allowed: `one of a, b, c`. It begins a clause, so nothing says "one of" before it.

    Args:
        words: The allowed words, in the order in which they are listed.
        most: How many are listed; dots stand for the others.
    """
    words = list(words)
    tail = ", ..." if len(words) > most else ""
    return "one of " + ", ".join(words[:most]) + tail


def quoted(text: object) -> str:
    """The text in quotes on one line, cut short; characters that a terminal obeys are spelled out."""
    return repr(one_line(str(text), SHOWN_CHARACTERS))


def one_line(text: str, most: int) -> str:
    """The text with its white space folded, cut short; characters that a terminal obeys are spelled out.

    Args:
        text: Any text.
        most: How many characters it has at most, with the dots of what is cut.
    """
    folded = " ".join(text[: most * 4].split())
    folded = "".join(character if character.isprintable() else repr(character)[1:-1] for character in folded)
    return folded if len(folded) <= most else folded[: most - 3] + "..."


def relative_name(path: Path, root: Path) -> str:
    """The path as diagnostics name it: relative to the project, with forward slashes."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


def _percent(text: str, characters: str) -> str:
    """Percent-encode the given characters; the percent sign comes first in `characters`."""
    for character in characters:
        text = text.replace(character, f"%{ord(character):02X}")
    return text
