"""What a diagnostic is, and how it is reported: with the same sentence in the terminal, on a pull request and when MkDocs builds.

Causes come before consequences. A diagnostic that is true only if something else is known says so in `depends_on`. "There is no
question of that name", for example, depends on all questions. The loader knows what is unknown (LoadResult.unknown): the names
and the content of a file that is missing or faulty. A diagnostic that depends on those may be only a consequence, so
without_consequences() leaves it out, and it is reported in the next run if it is still true. The others are sorted, beginning with
problems inside a single file.

Code that finds a problem yields a Diagnostic, or returns a list of them, and continues. The exceptions:

    Exception
      InvalidGuideError       Everything that is wrong, at once. It's the only exception that leaves the layers below outputs. Raised by
                              outputs/html/page_index, outputs/html/postprocess, outputs/html/theme_styles, outputs/pdf/sheets,
                              yaml_io/parser (parse_yaml) and the commands in authoring. Caught by cli and engine/plugin, which report it.
      UnreadableFileError     A file isn't plain YAML. Raised and caught inside yaml_io/parser, so that reading stops right away.
      ValueError              From yaml_io/writer, for a file that can't be reformatted. Caught by authoring.
      UnreadContentError      From the dataset, for a type's only file, if it couldn't be read. Caught by outputs/html/page_index.
      LookupError             For a model the registry doesn't have, which is a mistake in the program.
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
"""How much of a bad value is shown: enough to find it, but not enough to flood the terminal."""

EXPLAIN_COMMAND = as_typed_here(f"{PROGRAM} explain")
"""The command that explains a code."""


FILE_CODES = "YM"
"""The groups of codes about a file by itself: its text, and the form of its entries."""

KeyPath = tuple[str | int, ...]
"""The keys and indexes that lead to a value in plain data."""


class Place(NamedTuple):
    """A place in a file. Lines and columns are counted from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"

    @classmethod
    def after(cls, file: str, before: str) -> Place:
        """The place in a file right after some of its text.

        Args:
            file: The name of the file in diagnostics.
            before: All of its text before the place.
        """
        return cls(file, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)


@dataclass(frozen=True)
class Diagnostic:
    """One problem, where it is, and how to fix it.

    Args:
        place: Where it is.
        code: The code of the rule it breaks, such as R304.
        what: What is wrong.
        got: What is there.
        expected: What should be there.
        nearest: The allowed word that is most like what is there.
        depends_on: What must be known for it to be true: kinds of names (the targets of model.Ref), or files by their paths inside
            data/. If one of them isn't known, the diagnostic is left out; see above.
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
    """Anything that can be reported: a diagnostic, or a piece of advice. As text, it is one line with its place."""

    def annotation(self) -> str:
        """The same as a workflow command for GitHub Actions."""


class InvalidGuideError(Exception):
    """All problems, to be reported together: each one once, problems inside a single file first, then by place."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = sorted(
            set(diagnostics), key=lambda one: (one.code[0] not in FILE_CODES, one.place, one.code, one.what, one.got or "")
        )
        super().__init__("\n".join(map(str, self.diagnostics)))


def without_consequences(diagnostics: Iterable[Diagnostic], unknown: Set[str]) -> list[Diagnostic]:
    """The diagnostics that are true no matter what isn't known.

    Args:
        diagnostics: What was found.
        unknown: The kinds of names, and the files, that aren't fully known; see Diagnostic.depends_on.
    """
    return [diagnostic for diagnostic in diagnostics if not diagnostic.depends_on & unknown]


def report(diagnostics: list[Diagnostic], stream: TextIO | None = None) -> None:
    """Write all diagnostics, then their number and where their codes are explained.

    Args:
        diagnostics: At least one.
        stream: Where they are written; standard error if it is None.
    """
    stream = stream or sys.stderr
    print_all(diagnostics, stream)
    print(f"{len(diagnostics)} problem{'s' if len(diagnostics) != 1 else ''} found, so nothing was built.", file=stream)
    print(
        f'To see what a code in brackets means: {EXPLAIN_COMMAND} {diagnostics[0].code} (or the guide\'s page "What the check says").',
        file=stream,
    )


def print_all(found: Iterable[Reportable], stream: TextIO) -> None:
    """Write each one on its own line, and on GitHub Actions also as an annotation.

    Args:
        found: Diagnostics or advice, in the order to write them.
        stream: Where they are written.
    """
    for reportable in found:
        print(reportable, file=stream)
        if os.environ.get("GITHUB_ACTIONS") == "true":
            print(reportable.annotation(), file=stream)


def annotation(level: str, place: Place, title: str, text: str) -> str:
    """A workflow command for GitHub Actions, which shows the text at its line of the pull request.

    Args:
        level: error, warning or notice.
        place: The file and line.
        title: The heading of the annotation.
        text: Its text.

    Returns:
        The command, escaped as described in https://docs.github.com/actions/reference/workflow-commands-for-github-actions
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
        The most similar one by difflib's ratio, which has to be at least 0.6; None if none is close.
    """
    close = difflib.get_close_matches(word[:SHOWN_CHARACTERS], list(allowed), n=1, cutoff=0.6)
    return close[0] if close else None


MOST_CHANGED_LETTERS = 2


def nearest_name(name: str, allowed: Iterable[str]) -> str | None:
    """The existing id or page that was most likely meant, for names where a similar one means something else.

    Args:
        name: What is there instead.
        allowed: What exists.

    Returns:
        The one that differs only by a typing mistake: at most two letters, or one in a short name, are wrong, missing, doubled or
        transposed. Numbers are the same, because q-pay-16 isn't a misspelled q-pay-01. None if there is none, or if two are equally close.
    """
    word, numbers = name[:SHOWN_CHARACTERS], re.findall(r"\d+", name)
    most = MOST_CHANGED_LETTERS if len(word) > 5 else 1
    changes = {other: OSA.distance(word, other, score_cutoff=most) for other in allowed if re.findall(r"\d+", other) == numbers}
    least = min(changes.values(), default=most + 1)
    best = [other for other, count in changes.items() if count == least]
    return best[0] if least <= most and len(best) == 1 else None


def one_of(words: Iterable[str], most: int = 40) -> str:
    """What is expected if only certain words are allowed: `one of a, b, c`. It begins a clause, so don't write "one of" before it.

    Args:
        words: The allowed words, in the order to list them.
        most: How many are listed. Dots take the place of the others.
    """
    words = list(words)
    tail = ", ..." if len(words) > most else ""
    return "one of " + ", ".join(words[:most]) + tail


def quoted(text: object) -> str:
    """The text in quotes on one line, cut short. Control characters are spelled out."""
    return repr(one_line(str(text), SHOWN_CHARACTERS))


def one_line(text: str, most: int) -> str:
    """The text with its white space folded, cut short. Control characters are spelled out.

    Args:
        text: Any text.
        most: The largest number of characters it can have, including the dots for what was cut.
    """
    folded = " ".join(text[: most * 4].split())
    folded = "".join(character if character.isprintable() else repr(character)[1:-1] for character in folded)
    return folded if len(folded) <= most else folded[: most - 3] + "..."


def relative_name(path: Path, root: Path) -> str:
    """The path the way diagnostics show it: relative to the project, with forward slashes."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


def _percent(text: str, characters: str) -> str:
    """Percent-encode the given characters. The percent sign has to come first in `characters`."""
    for character in characters:
        text = text.replace(character, f"%{ord(character):02X}")
    return text
