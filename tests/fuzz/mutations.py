"""What can happen to a text or a value on its way: each function damages one at random, always the same way for the same numbers."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

TRAPS = (
    "yes", "no", "null", "~", "12:30", "0x1F", "1e999", "-.inf", ".nan", "2024-13-45", "=", "<<: *a", "&a b", "*a", "!!int x",
    "!!python/object/apply:os.system [true]", "!tag", "|", ">-", "? x", "- - -", "[", "]", "{", "}", "{a: b", "[a, b", '"', "'", '"\\q"',
    "# x", "%YAML 1.1", "---", "...", "@a", "`a`", ": x", "x:", "<<<<<<< HEAD", "=======", "\t",
)  # fmt: skip
"""Texts YAML, Markdown or a table may take for something else."""
MARKS = (
    "\0", "\x07", "\x1b", "\x7f", "\x85", "\xa0", "\xad", "\u200b", "\u200f", "\u2028", "\u202e", "\ufeff", "\ufffd", "\ufffe", "\ud800",
    "\U0001f469\u200d\u2695\ufe0f", "e\u0301", "\u0633", "\u201c", "\u201d", "\u2019", "\u2011", "\u2014", "\r", "\r\n", "\v", "\f",
    "\uff1d",
)  # fmt: skip
"""Characters no one sees, that change what is around them, or that some programs can't store."""
WORDS = (
    "", " ", "x", "q-pay-01", "pay", "net-help", "0", "-1", "9" * 400, "1" * 5000, "0.1", "2026-11-27", "9999-12-31", "__proto__",
    "constructor",
    "x" * 5000, "a b " * 500, "<script>x</script>", "[a](javascript:x)", "{{ x }}", "{% raw %}", "https://example.org/", "\\", "../../x",
)  # fmt: skip
"""What may be in place of any text."""
VALUES: tuple[Any, ...] = (
    *WORDS, *TRAPS[:10], *MARKS, None, True, False, 0, -1, 0.5, 1e308, 10**40, [], {}, [[]], [{}], ["x"], [None], {"x": "y"}, {"id": "x"},
    {"sources": ["x"]}, {"toString": 1, "valueOf": 1}, {"__proto__": {"x": 1}}, {"constructor": 1, "hasOwnProperty": 1}, ["2026-12-01"],
)  # fmt: skip
"""What may be in place of any value."""
DEEPEST = 3000


def _line(random: Random, lines: list[str]) -> int:
    return random.randrange(len(lines))


def _delete(random: Random, lines: list[str]) -> None:
    at = _line(random, lines)
    del lines[at : at + random.choice((1, 1, 1, 2, 5))]


def _repeat(random: Random, lines: list[str]) -> None:
    at = _line(random, lines)
    lines[at:at] = lines[at : at + random.choice((1, 1, 3))] * random.choice((1, 1, 1, 40))


def _move(random: Random, lines: list[str]) -> None:
    moved = lines.pop(_line(random, lines))
    lines.insert(random.randrange(len(lines) + 1), moved)


def _indent(random: Random, lines: list[str]) -> None:
    start, indent = _line(random, lines), random.choice((" ", "  ", "    ", "\t"))
    for at in range(start, min(len(lines), start + random.choice((1, 1, 4)))):
        lines[at] = indent + lines[at]


def _outdent(random: Random, lines: list[str]) -> None:
    at = _line(random, lines)
    lines[at] = lines[at][random.choice((1, 2, 4)) :]


def _cut(random: Random, lines: list[str]) -> None:
    at = _line(random, lines)
    lines[at] = lines[at][: random.randrange(len(lines[at]) + 1)]
    if random.random() < 0.3:
        del lines[at + 1 :]


def _undash(random: Random, lines: list[str]) -> None:
    at = _line(random, lines)
    lines[at] = lines[at].replace("- ", random.choice(("  ", "-", "* ", "+ ")), 1)


def _value(random: Random, lines: list[str]) -> None:
    at = _line(random, lines)
    key, colon, value = lines[at].partition(": ")
    new = random.choice((*TRAPS, *WORDS, "[" + value + "]", "{a: " + value + "}", f'"{value}"', value * 3))
    lines[at] = key + colon + new if colon else lines[at] + new


def _key(random: Random, lines: list[str]) -> None:
    at = _line(random, lines)
    key, colon, value = lines[at].partition(":")
    lines[at] = random.choice((key + "x", key[:-1], key.upper(), f"{key}: {key.strip(' -')}", random.choice(TRAPS))) + colon + value


def _insert(random: Random, lines: list[str]) -> None:
    at = _line(random, lines)
    place = random.randrange(len(lines[at]) + 1)
    lines[at] = lines[at][:place] + random.choice((*TRAPS, *MARKS)) + lines[at][place:]


def _nest(random: Random, lines: list[str]) -> None:
    at, depth = _line(random, lines), random.choice((5, 60, DEEPEST))
    key, colon, value = lines[at].partition(": ")
    opened, closed = random.choice((("[", "]"), ("{a: ", "}"), ("- ", ""), ("> ", ""), ("(", ")"), ('{"a":', "}")))
    lines[at] = key + colon + opened * depth + value + closed * depth


def _other(random: Random, lines: list[str]) -> None:
    """A line in place of another one, as when a line was pasted in the wrong place."""
    lines[_line(random, lines)] = lines[_line(random, lines)]


def _swap(random: Random, lines: list[str]) -> None:
    """Two characters the other way around."""
    at = _line(random, lines)
    place = random.randrange(len(lines[at]) + 1)
    lines[at] = lines[at][:place] + lines[at][place : place + 2][::-1] + lines[at][place + 2 :]


LINE_MUTATIONS: Sequence[Callable[[Random, list[str]], None]] = (
    _delete, _repeat, _move, _indent, _outdent, _cut, _undash, _value, _value, _key, _insert, _nest, _other, _swap,
)  # fmt: skip


def mutated_text(random: Random, text: str, most: int = 3) -> str:
    """A text with some lines damaged.

    Args:
        random: What to draw from.
        text: The text.
        most: How often it's damaged at most.
    """
    lines = text.split("\n")
    for _ in range(random.randint(1, most)):
        random.choice(LINE_MUTATIONS)(random, lines)
        lines = lines or [""]
    ends = random.choice(("\n",) * 18 + ("\r\n", "\r"))
    return ("\ufeff" if random.random() < 0.02 else "") + ends.join(lines)


def _paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path of every part of a value."""
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(inner for step, part in parts for inner in _paths(part, (*path, step)))]


def _changed(random: Random, value: Any, path: tuple[Any, ...], others: Sequence[Any]) -> Any:
    """A value with the part at a path replaced, removed, repeated or renamed."""
    if len(path) > 1:
        copy = dict(value) if isinstance(value, dict) else list(value)
        copy[path[0]] = _changed(random, value[path[0]], path[1:], others)
        return copy
    new = random.choice(others)
    if not path:
        return new
    [step] = path
    how = random.choice(("replace", "replace", "replace", "remove", "repeat", "wrap"))
    if isinstance(value, dict):
        names = {"repeat": random.choice((f"{step}x", "__proto__", "constructor", "", "a" * 300, "half \ud83d"))}
        kept = {name: part for name, part in value.items() if name != step or how in ("replace", "wrap", "repeat")}
        inner = [value[step]] if how == "wrap" else value[step] if how == "repeat" else new
        return kept if how == "remove" else {**kept, names.get(how, step): inner}
    before, after = value[:step], value[step + 1 :]
    return {
        "replace": [*before, new, *after], "remove": [*before, *after], "repeat": [*before, *[value[step]] * random.choice((2, 60)),
        *after],
        "wrap": [*before, [value[step]], *after],
    }[how]  # fmt: skip


def mutated_value(random: Random, value: Any, most: int = 3) -> Any:
    """A value of JSON with some of its parts replaced, removed, repeated or renamed.

    Args:
        random: What to draw from.
        value: The value, which isn't changed.
        most: How often it's damaged at most.
    """
    for _ in range(random.randint(1, most)):
        paths = _paths(value)
        parts = [part for part in (_at(value, path) for path in random.choices(paths, k=3))]
        value = _changed(random, value, random.choice(paths), (*VALUES, *parts))
    return value


def _at(value: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        value = value[step]
    return value


def mutated_json(random: Random, value: Any) -> str:
    """A JSON text of a damaged value; sometimes the text itself is damaged, too."""
    text = json.dumps(mutated_value(random, value), ensure_ascii=random.random() < 0.5)
    return mutated_text(random, text, 1) if random.random() < 0.1 else text
