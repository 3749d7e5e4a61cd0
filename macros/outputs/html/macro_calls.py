"""Reads the macro calls in a Markdown page, with their places. Nothing is evaluated: a call is a name and texts in quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from macros.diagnostics import Diagnostic, Place, nearest, one_line
from macros.loading.markdown import place_finder
from macros.loading.pages import PAGES_FOLDER
from macros.outputs.html.macros import MACROS, format_call, name_parameters
from macros.yaml_io import error_hints


@dataclass(frozen=True)
class MacroCall:
    """A call of a macro in a page; `page` is the page's path in docs/."""

    place: Place
    page: str
    name: str
    args: tuple[str, ...]
    kwargs: dict[str, str]


BRACES = re.compile(rf"\{{[{{%#]|\b(?:{'|'.join(MACROS)})\([^()\n]*\)[ \t]*\}}")
"""Where Jinja would begin to read, and a call that ends with a brace but begins with fewer than two, which a reader would see."""
CALL_HEAD = re.compile(r"\{\{[-+]?\s*(?P<name>[A-Za-z_]\w*)\s*\(")
TEXT_ARGUMENT = re.compile(r"\s*(?:(?P<key>[A-Za-z_]\w*)\s*=\s*)?(?:\"(?P<double>[^\"\\]*)\"|'(?P<single>[^'\\]*)')\s*(?P<end>[,)])")
CALL_END = re.compile(r"\s*[-+]?\}\}")
LONGEST_CALL = 400
"""In characters; what does not end by then was not meant as a call, and the words behind it are text."""


def scan_calls(page: str, text: str) -> Iterator[MacroCall | Diagnostic]:
    """Read the macro calls of a page.

    Args:
        page: The page's path in docs/.
        text: Its Markdown.

    Yields:
        In the order of the page, each call, or what is wrong with it. Anything else in Jinja's braces is an error.
    """
    start, place_of = 0, place_finder(f"{PAGES_FOLDER}/{page}", text)
    while match := BRACES.search(text, start):
        begin, start = match.start(), match.end()
        if match[0] in ("{%", "{#"):
            piece = text[begin : begin + LONGEST_CALL]
            expected = f"{_example_call(piece)}; a heading's id is written {{: #id }}"
            yield Diagnostic(place_of(begin), "P401", "these braces are not a call of a macro", one_line(piece, 40), expected)
            return
        piece = text[begin : begin + LONGEST_CALL]
        end = piece.find("}}") + 2
        if match[0] != "{{":
            before = text[max(0, begin - LONGEST_CALL) : begin].rstrip(" \t")
            begin = begin - 1 if before.endswith("{") else begin
            start += text.startswith("}", start)
            yield _braces_missing(place_of(begin), text[begin:start])
        elif end < 2 or "{{" in piece[2:end]:
            # The call's end is missing: what comes after may be another call, which is read next.
            yield _braces_missing(place_of(begin), piece.split("\n", 1)[0])
        else:
            # Braces may stand in the texts of a call.
            whole = _read_arguments(piece)[1]
            end = whole.end() if whole else end
            start = begin + end
            yield _read_call(page, piece[:end], place_of(begin))


def _braces_missing(place: Place, shown: str) -> Diagnostic:
    return Diagnostic(place, "P401", "a call begins with two braces and ends with two", shown, _example_call(shown))


@dataclass
class _Arguments:
    """What was read between the brackets of a call: texts, those with a name, and the first name that stands there twice."""

    args: list[str] = field(default_factory=list)
    kwargs: dict[str, str] = field(default_factory=dict)
    twice: str = ""
    misplaced: bool = False


def _read_arguments(piece: str) -> tuple[_Arguments, re.Match[str] | None]:
    """What stands in the brackets of a call, and its end; None where anything but texts in quotes is there."""
    found = _Arguments()
    head = CALL_HEAD.match(piece)
    if not head:
        return found, None
    at = head.end()
    if empty := re.compile(r"\s*\)").match(piece, at):
        return found, CALL_END.match(piece, empty.end())
    while argument := TEXT_ARGUMENT.match(piece, at):
        value = argument["double"] if argument["double"] is not None else argument["single"]
        if argument["key"] is None:
            found.misplaced |= bool(found.kwargs)
            found.args.append(value)
        else:
            found.twice = found.twice or (argument["key"] if argument["key"] in found.kwargs else "")
            found.kwargs[argument["key"]] = value
        at = argument.end()
        if argument["end"] == ")":
            return found, CALL_END.match(piece, at)
        if last := re.compile(r"\s*\)").match(piece, at):  # A comma after the last text is allowed.
            return found, CALL_END.match(piece, last.end())
    return found, None


def _read_call(page: str, piece: str, place: Place) -> MacroCall | Diagnostic:
    """The one call in `{{ ... }}`, or what is wrong with it."""
    arguments, end = _read_arguments(piece)
    head = CALL_HEAD.match(piece)
    if end and head:
        if arguments.twice or arguments.misplaced:
            what = (
                f"{arguments.twice}= stands twice in this call" if arguments.twice else "a text without a name comes after one with a name"
            )
            return Diagnostic(place, "P403", what, piece, _example_call(piece))
        return MacroCall(place, page, head["name"], tuple(arguments.args), arguments.kwargs)
    if (straight := "".join(error_hints.STRAIGHT_QUOTES.get(sign, sign) for sign in piece)) != piece:
        return Diagnostic(place, "P401", "the quotes of this call are curly", piece, f"straight ones: {straight}")
    if (unclosed := _unclosed(piece)) is not None:
        return Diagnostic(place, "P401", f"the brackets or quotes of this call are not right ({unclosed})", piece, _example_call(piece))
    if not head or not re.search(r"\)\s*[-+]?\}\}$", piece):
        return Diagnostic(place, "P402", "this is not a call of a macro", piece, _example_call(piece))
    quoted = re.sub(r"\(\s*([\w-]+)\s*\)", r'("\1")', piece)
    expected = f"text in quotes, as in {quoted}" if quoted != piece else f"text in quotes alone; {_example_call(piece)}"
    return Diagnostic(place, "P403", f"an argument of {head['name']}() is not plain text", piece, expected)


def _unclosed(piece: str) -> str | None:
    """What is not closed in a call, or closed and not opened; None where brackets and quotes are in order."""
    depth = 0
    for match in re.finditer(r"\"[^\"]*(?:\"|$)|'[^']*(?:'|$)|[()\[\]]", piece):
        if match[0][0] in "\"'":
            if len(match[0]) == 1 or match[0][-1] != match[0][0]:
                return f"{match[0][0]} opens and does not close"
        else:
            depth += 1 if match[0] in "([" else -1
            if depth < 0:
                return f"{match[0]} closes what is not open"
    return "( opens and does not close" if depth else None


def _example_call(piece: str) -> str:
    """A call as it is written: of the macro that the piece names, or nearly names, or of any."""
    word = re.search(r"[a-z_]+", piece[:LONGEST_CALL])
    name = nearest(word[0], MACROS) if word else None
    call = format_call(name, name_parameters(MACROS[name])) if name else 'questions("pay")'
    return f"a call such as {{{{ {call} }}}}"
