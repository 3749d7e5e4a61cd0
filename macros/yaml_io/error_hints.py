"""Hints about mistakes in a file's text: marks that were pasted with it, and what a writer most likely meant when YAML gives up.

YAML's own errors are about tokens and indicators. Here each one is reported in plain words first, at the line
of the mistake, with the corrected line if that can be known. The parser's own words come after that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

import yaml

from macros.diagnostics import Diagnostic, Place, one_line

MOST_OF_A_SORT = 10
"""How many of one sort are reported in a file. A file that was pasted from elsewhere has hundreds."""


# What was pasted --------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Pasted:
    """A sort of marks that don't belong in plain text. Only a text with one of the `signs` is searched, which is very fast."""

    code: str
    signs: str | tuple[str, ...]
    pattern: re.Pattern[str]
    what: str
    expected: str


STRAIGHT_QUOTES = {**dict.fromkeys("“”„‟", '"'), **dict.fromkeys("‘’‚‛", "'")}
"""The curly quotes, each with the straight one that belongs in its place."""

CURLY_QUOTES = _Pasted(
    "Y114",
    tuple(STRAIGHT_QUOTES),
    re.compile(f"[{''.join(STRAIGHT_QUOTES)}]"),
    "curly quotes",
    "straight ones, \" or ', which make fix puts in their place",
)

PASTED_MARKUP = (
    CURLY_QUOTES,
    _Pasted(
        "Y115",
        ("<", "&"),
        re.compile(
            r"</?[A-Za-z][^<>\n]*>|<!--|&(?:#\w+|nbsp|amp|lt|gt|quot|apos|[lr][sd]quo|[nm]dash|hellip|bull|shy|\w(?:acute|grave|uml|circ));"
        ),
        "HTML in a text",
        "plain words, without tags such as <b> and codes such as &nbsp;; a gap in a message looks like {their_first_name}",
    ),
    _Pasted(
        "Y116",
        ("**", "](", "`", "__"),
        re.compile(r"\*\*\S[^*\n]*\*\*|!?\[[^\]\n]*\]\([^)\n]*\)|`[^`\n]+`|__[^\s_][^_\n]*__"),
        "Markdown in a text",
        "plain words, without ** or ` around them; links go under see: or sources:",
    ),
)


def pasted_markup(name: str, text: str) -> list[Diagnostic]:
    """Marks that don't belong in plain text: the first of each sort on each line. Comments can contain anything.

    Args:
        name: The name of the file in diagnostics.
        text: The text of the file.
    """
    diagnostics = []
    for sort in PASTED_MARKUP:
        if any(sign in text for sign in sort.signs):
            lines = ("" if line.lstrip().startswith("#") else line for line in text.split("\n"))
            diagnostics += _first_on_each_line(sort, name, lines)
    return diagnostics


def curly_quotes(name: str, lines: Iterable[str]) -> list[Diagnostic]:
    """The first curly quote on each line.

    Args:
        name: The name of the file in diagnostics.
        lines: All of its lines. Lines that shouldn't be searched are empty.
    """
    return _first_on_each_line(CURLY_QUOTES, name, lines)


def _first_on_each_line(sort: _Pasted, name: str, lines: Iterable[str]) -> list[Diagnostic]:
    found = ((number, match) for number, line in enumerate(lines, 1) if (match := sort.pattern.search(line)))
    return [
        Diagnostic(Place(name, number, match.start() + 1), sort.code, sort.what, match[0], sort.expected)
        for number, match in islice(found, MOST_OF_A_SORT)
    ]


CONFLICT = re.compile(r"^(?:[<>|]{7}(?: .*)?|={7})$", re.MULTILINE)


def merge_conflict(name: str, text: str) -> Diagnostic | None:
    """The problem with a file Git couldn't merge, with both versions between marks.

    Args:
        name: The name of the file in the diagnostic.
        text: The text of the file.

    Returns:
        One diagnostic at the first mark; None if there are no marks.
    """
    if not any(sign in text and re.search(f"^{sign} ", text, re.MULTILINE) for sign in ("<<<<<<<", ">>>>>>>")):
        return None
    lines = [text.count("\n", 0, match.start()) + 1 for match in CONFLICT.finditer(text)]
    numbers = one_line(", ".join(map(str, lines)), 60)
    what = f"Git left two versions of these lines here, because it couldn't merge them; its marks are on lines {numbers}"
    expected = "one version; delete the lines of the other one, and the lines that begin with <<<<<<<, ======= or >>>>>>>"
    return Diagnostic(Place(name, lines[0]), "Y117", what, expected=expected)


def text_lost_to_comment(rest: str) -> str | None:
    """The words a text without quotes loses, because YAML reads everything after a space and a # as a comment.

    Args:
        rest: What comes after the text on its line.

    Returns:
        The words; None for a comment that was meant as one, with two spaces before the # and one after it.
    """
    lost = re.match(r"\s+#", rest) and not re.match(r"\s{2,}# ", rest)
    return rest.strip() if lost else None


# Where YAML gives up ----------------------------------------------------------------------------


class Hint(NamedTuple):
    """What a writer most likely did: the line, counted from 0, what is wrong there, and how to fix it.

    The column is counted from 0. If it is None, the parser's column or the line's first word is used.
    """

    row: int
    what: str
    expected: str
    column: int | None = None


@dataclass(frozen=True)
class _Stop:
    """Where the parser stopped, and what it had begun. Rows and columns are counted from 0."""

    lines: list[str]
    problem: str
    row: int
    column: int
    context: str
    begun_row: int
    begun_column: int

    @property
    def line(self) -> str:
        return self.text(self.row)

    def text(self, row: int) -> str:
        return self.lines[row] if 0 <= row < len(self.lines) else ""

    def above(self, row: int) -> int:
        """The nearest row above that isn't empty or a comment, or -1."""
        return next(
            (above for above in range(row - 1, -1, -1) if self.text(above).strip() and not self.text(above).lstrip().startswith("#")), -1
        )


def explain_yaml_error(name: str, text: str, error: yaml.YAMLError) -> Diagnostic:
    """The problem with a file YAML can't read.

    Args:
        name: The name of the file in the diagnostic.
        text: The text of the file.
        error: The error PyYAML raised.

    Returns:
        One diagnostic: the first hint that fits, followed by PyYAML's own words.
    """
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        return Diagnostic(Place(name), "Y110", f"this isn't YAML: {problem}", expected="keys and values like those in the other files")
    begun = getattr(error, "context_mark", None) or mark
    context = getattr(error, "context", None) or ""
    stop = _Stop(text.split("\n"), problem, mark.line, mark.column, context, begun.line, begun.column)
    hint = next(filter(None, (heuristic(stop) for heuristic in _HEURISTICS)))
    column = hint.column
    if column is None:
        column = stop.column if hint.row == stop.row else _depth(stop.text(hint.row))
    return Diagnostic(Place(name, hint.row + 1, column + 1), "Y110", f"{hint.what} (YAML says: {problem})", expected=hint.expected)


KEY = re.compile(r"(?P<lead>\s*(?:- +)*)(?P<key>[a-z_0-9]+):(?= |$)")
"""A line that begins with a key, or with a dash and a key."""
VALUE = re.compile(r"(?P<lead>\s*(?:- +)*(?:[a-z_0-9]+: +)?)(?P<value>\S.*)")
"""A line's value, after its key or its dash."""

PART = re.compile(r"\[[1-7x] ")
"""The beginning of a message whose parts are marked."""


def in_quotes(line: str) -> str:
    """What is expected if a value needs quotes: the line the way it should be written, if that can be known.

    Args:
        line: The line in the file.
    """
    match = VALUE.fullmatch(line.rstrip())
    if match is None or (match["value"][0] in "[{" and not PART.match(match["value"]) and match["value"][-1] in "]}"):
        return 'quotes around each text with one of , : # [ ] { } in it, as in "one: two"'
    value = match["value"]
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1]
    return f"quotes around the whole text: {match['lead'].strip()} {quoted_scalar(value)}".replace("  ", " ")


def quotes_around_color(rest: str) -> str:
    """What is expected if a value between brackets begins with #, the way a color does.

    Args:
        rest: The rest of its line.
    """
    value = re.split(r"[,}\]]", rest)[0].strip()
    return f"quotes around it: {quoted_scalar(value)}"


def quoted_scalar(text: str) -> str:
    """A text of one line in quotes: in double quotes, unless the text itself has some."""
    if '"' in text and "'" not in text:
        return f"'{text}'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _open_quote(stop: _Stop) -> Hint | None:
    """A quote that is opened but not closed swallows the lines below it, up to the next quote."""
    for row in range(min(stop.row, len(stop.lines) - 1), -1, -1):
        match = re.match(r"\s*(?:- +)*(?:[a-z_0-9]+: +)?(?P<quote>[\"'])(?P<rest>.*)", stop.text(row))
        if match and match["quote"] not in match["rest"]:
            below = next((text for text in stop.lines[row + 1 :] if text.strip()), "")
            if not below or KEY.match(below) or _is_entry(below):
                return Hint(
                    row, f"the quote that opens here is never closed: {match['quote']}", f"another {match['quote']} at the end of the text"
                )
    return None


def _quote_inside(stop: _Stop) -> Hint | None:
    """A quote ends the text too early: `'don't'`, `"a "b" c"`, `"Yes" is an answer`."""
    match = re.match(r"\s*(?:- +)*(?:[a-z_0-9]+: +)?(?P<quote>[\"'])(?:(?!(?P=quote)).)*(?P=quote)(?=\s*[^\s,\]}#:])", stop.line)
    if match and stop.column >= match.end("quote"):
        return Hint(stop.row, f"a {match['quote']} inside the text ends it too early", in_quotes(stop.line))
    return None


def _two_dashes(stop: _Stop) -> Hint | None:
    """An extra dash makes a list inside the list."""
    if re.match(r"\s*- +- ", stop.text(stop.begun_row)):
        return Hint(stop.begun_row, "there are two dashes before this entry", "one dash")
    return None


def _colon_inside(stop: _Stop) -> Hint | None:
    """A colon and a space inside a text without quotes, or a key that isn't lined up with the others."""
    if "mapping values are not allowed" not in stop.problem:
        return None
    above = stop.above(stop.row)
    if (hint := _no_space(stop, above)) is not None:
        return hint
    if not KEY.fullmatch(stop.line[: stop.column + 1]):
        return Hint(stop.row, "a text with a colon and a space in it needs quotes", in_quotes(stop.line))
    if re.match(r"\s*[a-z_0-9]+( [^:]*)?$", stop.text(above)) and _depth(stop.text(above)) == _depth(stop.line):
        return Hint(above, "this line has no colon after its key", "a colon and a space after the key, as in text: ...")
    return _key_indent(stop) or _beside(stop, above)


def _beside(stop: _Stop, above: int) -> Hint:
    """Two keys of one entry that aren't lined up."""
    deep, other = _depth(stop.line), _depth(stop.text(above))
    what = f"this line is indented by {_spaces(deep)}, and the line above it by {_spaces(other)}"
    return Hint(stop.row, what, "all keys of an entry lined up exactly under each other")


def _no_colon(stop: _Stop) -> Hint | None:
    """A line that is neither a key, nor an entry, nor the rest of a text."""
    if "could not find expected ':'" not in stop.problem:
        return None
    row = stop.begun_row
    above = stop.text(stop.above(row)).rstrip()
    if (hint := _no_space(stop, row)) is not None:
        return hint
    if re.search(r"[:-] +[|>][+-]?$", above):
        return Hint(
            row,
            "this text isn't indented below its key",
            f"each line of the text indented by {_spaces(_depth(above) + 2)}, more than its key",
        )
    if _is_entry(above) and not KEY.match(above):
        return Hint(row, "this line has no dash, but the line above it is an entry of a list", "a dash and a space before the entry")
    expected = "a colon and a space after the key; or, if it continues the text above, an indent larger than the key's"
    return Hint(row, "this line has no colon after its key", expected)


def _no_space(stop: _Stop, row: int) -> Hint | None:
    """Without a space after the colon, a key and its value become one word."""
    match = re.match(r"\s*(?:- +)*([a-z_0-9]+):([^\s:/].*)", stop.text(row))
    return match and Hint(row, "there is no space after the colon", f"a space after it: {match[1]}: {match[2]}")


def _no_dash(stop: _Stop) -> Hint | None:
    """Something that looks like the dash of an entry, but isn't: a dash without a space, or a long one made by a word processor."""
    for row in (stop.row, stop.begun_row):
        if re.match(r"\s*-[^\s-]", stop.text(row)):
            return Hint(row, "there is no space after the dash", "a dash and a space before the entry")
        if match := re.match(r"\s*([–—•·*]) ", stop.text(row)):
            return Hint(row, f"an entry begins with a plain dash, not with {match[1]}", "- and a space before the entry")
    return None


def _brackets(stop: _Stop) -> Hint | None:
    """A bracket or brace that isn't closed, or that contains a text that needs quotes."""
    if "expected ',' or" not in stop.problem:
        return None
    begun = VALUE.match(stop.text(stop.begun_row))
    if begun and PART.match(begun["value"]):
        return Hint(stop.begun_row, "a text without quotes can't begin with [", in_quotes(stop.text(stop.begun_row)))
    closing = "]" if "or ']'" in stop.problem else "}"
    expected = f"a comma between entries, {closing} at the end, and quotes around each text with one of , : # [ ] {{ }} in it"
    return Hint(stop.begun_row, f"the list that opens here has no {closing} at its end, or contains a text that needs quotes", expected)


def _first_character(stop: _Stop) -> Hint | None:
    """A text without quotes that begins with a character with a meaning in YAML."""
    signs = ("cannot start any token", "expected node content", "expected alphabetic", "mapping keys are not allowed", "expected URI")
    if not any(sign in stop.problem for sign in signs):
        return None
    match = VALUE.fullmatch(stop.line.rstrip())
    first = match["value"][0] if match else stop.line[stop.column : stop.column + 1]
    return Hint(stop.row, f"a text without quotes can't begin with {first}", in_quotes(stop.line))


def _bracket_first(stop: _Stop) -> Hint | None:
    """A text without quotes that begins with a word in brackets."""
    match = VALUE.match(stop.line)
    if match and re.match(r"\[[^\]]*\] *[^\s,#]|\{[^}]*\} *[^\s,#]", match["value"]):
        return Hint(stop.row, f"a text without quotes can't begin with {match['value'][0]}", in_quotes(stop.line))
    return None


def _hash_in_brackets(stop: _Stop) -> Hint | None:
    """A value between brackets or braces that begins with #, such as a color. YAML reads it, and the closing mark, as a comment."""
    if not re.search("node content|expected ',' or", stop.problem):
        return None
    for row in range(min(stop.row, len(stop.lines) - 1), -1, -1):
        if match := re.match(r"(?P<before>[^#\"']*[\[{,:] *)(?P<value>#[^\s,\]}][^,\]}]*)", stop.text(row)):
            what = f"YAML reads {match['value']} and the rest of its line as a comment"
            return Hint(row, what, quotes_around_color(match["value"]), match.end("before"))
        if re.search(r"[\[{][^\]}]*$", stop.text(row)):
            return None  # The bracket that isn't closed is here.
    return None


def _above_keys(stop: _Stop) -> Hint | None:
    """An entry above the first key of the file, such as a template that was filled in at the top."""
    first = next((row for row, line in enumerate(stop.lines) if line.strip() and not line.lstrip().startswith("#")), None)
    if first is None or not _is_entry(stop.text(first)) or not re.match(r"[a-z_0-9]+:(?= |$)", stop.line):
        return None
    return Hint(first, "this entry is above the keys of the file", "the entry at the end of the file's list, below the others")


def _list_beside_key(stop: _Stop) -> Hint | None:
    """A dash on the line of the key."""
    if "sequence entries are not allowed" not in stop.problem:
        return None
    expected = "each entry on its own line below the key, after a dash and a space; or all in brackets: [one, two]"
    return Hint(stop.row, "a list can't begin on the same line as its key", expected)


def _block_text(stop: _Stop) -> Hint | None:
    """Words after the mark that begins a text of several lines."""
    if "block scalar" not in stop.context or "comment or line break" not in stop.problem:
        return None
    return Hint(stop.row, "a text can't begin on the same line as its | or >", "the text on the lines below, indented more than its key")


def _backslash(stop: _Stop) -> Hint | None:
    """A backslash in double quotes has a meaning in YAML."""
    if "escape character" not in stop.problem:
        return None
    return Hint(stop.row, "a backslash doesn't work in double quotes", "no backslash, or ' instead of the double quotes")


def _entry_indent(stop: _Stop) -> Hint | None:
    """An entry that isn't lined up with those above it that begin with the same key, or with the others without a key."""
    if not _is_entry(stop.line):
        return None
    key = KEY.match(stop.line)
    entries = ((row, KEY.match(stop.text(row))) for row in range(stop.row - 1, -1, -1) if _is_entry(stop.text(row)))
    above = next((row for row, begun in entries if (begun and begun["key"]) == (key and key["key"])), None)
    return None if above is None else _misplaced(stop.row, _depth(stop.line), above, _depth(stop.text(above)))


def _key_indent(stop: _Stop) -> Hint | None:
    """A key that isn't lined up with the one above it. If it is lined up with the one before that, the one in between is wrong."""
    keys = {row: key for row in range(stop.row, -1, -1) if (key := KEY.match(stop.text(row)))}
    if stop.row not in keys or len(keys) < 2 or _is_entry(stop.line):
        return None
    name = keys[stop.row]["key"]
    if any(_is_entry(stop.text(row)) and match["key"] == name for row, match in keys.items()):
        return Hint(stop.row, "a new entry begins here, but it has no dash", f"a dash and a space before its first key: - {name}: ...")
    depths = {row: len(match["lead"]) for row, match in keys.items()}
    row, above, *before = depths
    if before and depths[before[0]] == depths[row]:
        row, above = above, before[0]
    return _misplaced(row, depths[row], above, depths[above])


def _misplaced(row: int, depth: int, above: int, fitting: int) -> Hint | None:
    """A line whose indent is different from the line above it belongs with."""
    if depth == fitting:
        return None
    what = f"this line is indented by {_spaces(depth)}, which doesn't match any line above it"
    return Hint(row, what, f"{_spaces(fitting)} before it, as on line {above + 1}")


def _dash_before_key(stop: _Stop) -> Hint | None:
    """A dash in the middle of an entry."""
    if _is_entry(stop.line) and KEY.match(stop.text(stop.above(stop.row))):
        return Hint(stop.row, "there is a dash in the middle of an entry", "a dash only before the first key of each entry")
    return None


def _anything(stop: _Stop) -> Hint:
    """Only the parser's own words."""
    return Hint(
        stop.row,
        "this isn't YAML",
        "keys and values like those in the other files, with the same indent, closed quotes and a dash before each entry",
    )


def _is_entry(line: str) -> bool:
    return line.lstrip().startswith("- ")


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())


def _spaces(count: int) -> str:
    return f"{count} space{'s' if count != 1 else ''}"


_HEURISTICS: tuple[Callable[[_Stop], Hint | None], ...] = (
    _block_text,
    _backslash,
    _quote_inside,
    _open_quote,
    _two_dashes,
    _above_keys,
    _hash_in_brackets,
    _no_dash,
    _colon_inside,
    _no_colon,
    _first_character,
    _bracket_first,
    _list_beside_key,
    _brackets,
    _entry_indent,
    _key_indent,
    _dash_before_key,
    _anything,
)
"""From the surest sign to no sign at all. The first one that fits is reported."""
