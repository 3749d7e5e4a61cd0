"""Reads the macro calls in a Markdown page, with their places."""

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
"""Reads what stands in braces; it renders nothing."""


@dataclass(frozen=True)
class MacroCall:
    """A call of a macro in a page; `page` is the page's path in docs/."""

    place: Place
    page: str
    name: str
    args: tuple[Any, ...]
    kwargs: dict[str, Any]


BRACES = re.compile(
    rf"(?P<call>\{{\{{.*?\}}\}})|(?P<other>\{{[{{%#].*)|\{{?[ \t]*\b(?:{'|'.join(MACROS)})\([^()\n]*\)[ \t]*\}}\}}?", re.DOTALL
)
"""A call in a page, the beginning of anything else that Jinja would read, or a call with too few braces, which a reader would see."""


def scan_calls(page: str, text: str) -> Iterator[MacroCall | Diagnostic]:
    """Read the macro calls of a page.

    Args:
        page: The page's path in docs/.
        text: Its Markdown.

    Yields:
        In the order of the page, each call, or what is wrong with it. Anything else in Jinja's braces is an error.
    """
    start = 0
    while match := BRACES.search(text, start):
        piece, start = match[0], match.end()
        place = Place(f"docs/{page}", text.count("\n", 0, match.start()) + 1, match.start() - text.rfind("\n", 0, match.start()))
        if match["other"] and not piece.startswith("{{"):
            expected = f"{_example_call(piece)}; a heading's id is written {{: #id }}"
            yield Diagnostic(place, "P401", "these braces are not a call of a macro", one_line(piece, 40), expected)
            return
        if not match["call"] or "{{" in piece[2:]:
            # The call's end is missing: what comes after may be another call, which is read next.
            start = text.find("{{", match.start() + 2) if "{{" in piece[2:] else match.end()
            shown = piece.split("\n", 1)[0]
            yield Diagnostic(place, "P401", "a call begins with two braces and ends with two", shown, _example_call(shown))
            continue
        yield _parse_call(page, piece, place)


def _example_call(piece: str) -> str:
    """A call as it is written: of the macro that the piece names, or nearly names, or of any."""
    word = re.search(r"[a-z_]+", piece)
    name = nearest(word[0], MACROS) if word else None
    call = format_call(name, name_parameters(MACROS[name])) if name else 'questions("pay")'
    return f"a call such as {{{{ {call} }}}}"


def _parse_call(page: str, piece: str, place: Place) -> MacroCall | Diagnostic:
    """The one call in `{{ ... }}`, or what is wrong with it."""
    try:
        [output] = JINJA.parse(piece).find_all(nodes.Output)
        [expression] = output.nodes
    except TemplateSyntaxError as error:
        if (straight := "".join(error_hints.STRAIGHT_QUOTES.get(sign, sign) for sign in piece)) != piece:
            return Diagnostic(place, "P401", "the quotes of this call are curly", piece, f"straight ones: {straight}")
        what = f"the brackets or quotes of this call are not right ({error.message})"
        return Diagnostic(place, "P401", what, piece, _example_call(piece))
    if not (isinstance(expression, nodes.Call) and isinstance(expression.node, nodes.Name)):
        return Diagnostic(place, "P402", "this is not a call of a macro", piece, _example_call(piece))
    name = expression.node.name
    try:
        if expression.dyn_args or expression.dyn_kwargs:
            raise nodes.Impossible
        args = tuple(argument.as_const() for argument in expression.args)
        kwargs = {keyword.key: keyword.value.as_const() for keyword in expression.kwargs}
    except nodes.Impossible:
        quoted = re.sub(r"\(\s*([^\"'()]+?)\s*\)", r'("\1")', piece)
        return Diagnostic(place, "P403", f"an argument of {name}() is not plain text", piece, f"text in quotes, as in {quoted}")
    return MacroCall(place, page, name, args, kwargs)
