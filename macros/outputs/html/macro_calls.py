"""The macro calls in a Markdown page, read with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, nodes

from macros.diagnostics import Diagnostic, Place, nearest, one_line
from macros.outputs.html.macros import MACROS, format_call, name_parameters
from macros.yaml_io import error_hints

JINJA = Environment()


@dataclass(frozen=True)
class MacroCall:
    """A call of a macro in a page."""

    place: Place
    page: str
    name: str
    args: tuple[Any, ...]
    kwargs: dict[str, Any]


BRACES = re.compile(
    rf"(?P<call>\{{\{{.*?\}}\}})|(?P<other>\{{[{{%#].*)|\{{?[ \t]*\b(?:{'|'.join(MACROS)})\([^()\n]*\)[ \t]*\}}\}}?", re.DOTALL
)
"""A call in a page, the beginning of anything else that Jinja would read, or a call with too few braces, which a reader would see."""


def scan_calls(page: str, text: str, diagnostics: list[Diagnostic]) -> Iterator[MacroCall]:
    """The macro calls of a page, in order. Anything else in Jinja's braces is a fault."""
    start = 0
    while match := BRACES.search(text, start):
        piece, start = match[0], match.end()
        place = Place(f"docs/{page}", text.count("\n", 0, match.start()) + 1, match.start() - text.rfind("\n", 0, match.start()))
        if match["other"] and not piece.startswith("{{"):
            expected = f"{_example_call(piece)}; a heading's id is written {{: #id }}"
            diagnostics.append(Diagnostic(place, "P401", "these braces are not a call of a macro", one_line(piece, 40), expected))
            return
        if not match["call"] or "{{" in piece[2:]:
            # The call's end is missing: what comes after may be another call, which is read next.
            start = text.find("{{", match.start() + 2) if "{{" in piece[2:] else match.end()
            shown = piece.split("\n", 1)[0]
            diagnostics.append(Diagnostic(place, "P401", "a call begins with two braces and ends with two", shown, _example_call(shown)))
            continue
        yield from _parse_call(page, piece, place, diagnostics)


def _example_call(piece: str) -> str:
    """A call as it is written: of the macro that the piece names, or nearly names, or of any."""
    word = re.search(r"[a-z_]+", piece)
    name = nearest(word[0], MACROS) if word else None
    call = format_call(name, name_parameters(MACROS[name])) if name else 'questions("pay")'
    return f"a call such as {{{{ {call} }}}}"


def _parse_call(page: str, piece: str, place: Place, diagnostics: list[Diagnostic]) -> Iterator[MacroCall]:
    """The one call in `{{ ... }}`, or a fault."""
    try:
        [output] = JINJA.parse(piece).body[0].nodes
    except TemplateSyntaxError as error:
        if (straight := piece.translate(str.maketrans(error_hints.STRAIGHT_QUOTES))) != piece:
            diagnostics.append(Diagnostic(place, "P401", "the quotes of this call are curly", piece, f"straight ones: {straight}"))
        else:
            what = f"the brackets or quotes of this call are not right ({error.message})"
            diagnostics.append(Diagnostic(place, "P401", what, piece, _example_call(piece)))
        return
    if not (isinstance(output, nodes.Call) and isinstance(output.node, nodes.Name)):
        diagnostics.append(Diagnostic(place, "P402", "this is not a call of a macro", piece, _example_call(piece)))
        return
    name = output.node.name
    try:
        if output.dyn_args or output.dyn_kwargs:
            raise nodes.Impossible
        args = tuple(argument.as_const() for argument in output.args)
        kwargs = {keyword.key: keyword.value.as_const() for keyword in output.kwargs}
    except nodes.Impossible:
        quoted = re.sub(r"\(\s*([^\"'()]+?)\s*\)", r'("\1")', piece)
        diagnostics.append(
            Diagnostic(place, "P403", f"an argument of {name}() is not plain text", piece, f"text in quotes, as in {quoted}")
        )
        return
    yield MacroCall(place, page, name, args, kwargs)
