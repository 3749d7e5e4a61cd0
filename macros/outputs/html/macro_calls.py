"""Reads the macro calls in a Markdown page, with their places. Nothing is evaluated: a call is a name and text in quotes."""

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
    """A macro call in a page; `page` is the page's path in docs/."""

    place: Place
    page: str
    name: str
    args: tuple[str, ...]
    kwargs: dict[str, str]


BRACES = re.compile(rf"\{{[{{%#]|\b(?:{'|'.join(MACROS)})\([^()\n]*\)[ \t]*\}}")
"""Where Jinja would start reading, and a call that ends with a brace but starts with fewer than two, which readers would see as text."""
CALL_HEAD = re.compile(r"\{\{[-+]?\s*(?P<name>[A-Za-z_]\w*)\s*\(")
TEXT_ARGUMENT = re.compile(r"\s*(?:(?P<key>[A-Za-z_]\w*)\s*=\s*)?(?:\"(?P<double>[^\"\\]*)\"|'(?P<single>[^'\\]*)')\s*(?P<end>[,)])")
CALL_END = re.compile(r"\s*[-+]?\}\}")
LONGEST_CALL = 400
"""In characters. Anything that hasn't ended by then wasn't meant as a call, and the words after it are text."""


def scan_calls(page: str, text: str) -> Iterator[MacroCall | Diagnostic]:
    """Read the macro calls of a page.

    Args:
        page: The page's path in docs/.
        text: Its Markdown.

    Yields:
        Each call in page order, or what's wrong with it. Anything else in Jinja's braces is an error.
    """
    start, place_of = 0, place_finder(f"{PAGES_FOLDER}/{page}", text)
    while match := BRACES.search(text, start):
        begin, start = match.start(), match.end()
        if match[0] in ("{%", "{#"):
            piece = text[begin : begin + LONGEST_CALL]
            expected = f"{_example_call(piece)}; a heading's id is written {{: #id }}"
            yield Diagnostic(place_of(begin), "P401", "these braces aren't a macro call", one_line(piece, 40), expected)
            return
        piece = text[begin : begin + LONGEST_CALL]
        end = piece.find("}}") + 2
        if match[0] != "{{":
            before = text[max(0, begin - LONGEST_CALL) : begin].rstrip(" \t")
            begin = begin - 1 if before.endswith("{") else begin
            start += text.startswith("}", start)
            yield _braces_missing(place_of(begin), text[begin:start])
        elif end < 2 or "{{" in piece[2:end]:
            # The end of the call is missing. What follows may be another call, which is read next.
            yield _braces_missing(place_of(begin), piece.split("\n", 1)[0])
        else:
            # The text in a call may contain braces.
            whole = _read_arguments(piece)[1]
            end = whole.end() if whole else end
            start = begin + end
            yield _read_call(page, piece[:end], place_of(begin))


def _braces_missing(place: Place, shown: str) -> Diagnostic:
    return Diagnostic(place, "P401", "a call begins with two braces and ends with two", shown, _example_call(shown))


@dataclass
class _Arguments:
    """What was read inside the parentheses of a call: arguments, named arguments, and the first name used twice."""

    args: list[str] = field(default_factory=list)
    kwargs: dict[str, str] = field(default_factory=dict)
    twice: str = ""
    misplaced: bool = False


def _read_arguments(piece: str) -> tuple[_Arguments, re.Match[str] | None]:
    """What's inside the parentheses of a call, and its end; None if there's anything but text in quotes."""
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
    """The one call in `{{ ... }}`, or what's wrong with it."""
    arguments, end = _read_arguments(piece)
    head = CALL_HEAD.match(piece)
    if end and head:
        if arguments.twice or arguments.misplaced:
            what = (
                f"{arguments.twice}= is in this call twice" if arguments.twice else "an argument without a name comes after one with a name"
            )
            return Diagnostic(place, "P403", what, piece, _example_call(piece))
        return MacroCall(place, page, head["name"], tuple(arguments.args), arguments.kwargs)
    if (straight := "".join(error_hints.STRAIGHT_QUOTES.get(sign, sign) for sign in piece)) != piece:
        return Diagnostic(place, "P401", "the quotes in this call are curly", piece, f"straight ones: {straight}")
    if (unclosed := _unclosed(piece)) is not None:
        return Diagnostic(place, "P401", f"the brackets or quotes in this call don't match ({unclosed})", piece, _example_call(piece))
    if not head or not re.search(r"\)\s*[-+]?\}\}$", piece):
        return Diagnostic(place, "P402", "this isn't a macro call", piece, _example_call(piece))
    quoted = re.sub(r"\(\s*([\w-]+)\s*\)", r'("\1")', piece)
    expected = f"text in quotes, as in {quoted}" if quoted != piece else f"text in quotes alone; {_example_call(piece)}"
    return Diagnostic(place, "P403", f"an argument of {head['name']}() isn't plain text", piece, expected)


def _unclosed(piece: str) -> str | None:
    """What isn't closed in a call, or closed but never opened; None if brackets and quotes match."""
    depth = 0
    for match in re.finditer(r"\"[^\"]*(?:\"|$)|'[^']*(?:'|$)|[()\[\]]", piece):
        if match[0][0] in "\"'":
            if len(match[0]) == 1 or match[0][-1] != match[0][0]:
                return f"{match[0][0]} opens and doesn't close"
        else:
            depth += 1 if match[0] in "([" else -1
            if depth < 0:
                return f"{match[0]} closes, but nothing was opened"
    return "( opens and doesn't close" if depth else None


def _example_call(piece: str) -> str:
    """An example call: to the macro the piece names or almost names, or to any macro."""
    word = re.search(r"[a-z_]+", piece[:LONGEST_CALL])
    name = nearest(word[0], MACROS) if word else None
    call = format_call(name, name_parameters(MACROS[name])) if name else 'questions("pay")'
    return f"a call such as {{{{ {call} }}}}"
