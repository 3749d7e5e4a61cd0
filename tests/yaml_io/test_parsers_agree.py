"""Whatever the check reads, other parsers of YAML read, and find the same texts in it: editors and linters use those."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode as RuamelMapping
from ruamel.yaml.nodes import ScalarNode as RuamelScalar

from macros.diagnostics import InvalidGuideError
from macros.yaml_io import parser
from macros.yaml_io.parser import parse_yaml
from tests.support.guides import SMALL

FRAMES = (
    "k: {}\n", "k: [{}]\n", "k: [a, {}, b]\n", "k: {{a: {}}}\n", "k: {{{}: b}}\n", "k: {{a: b, {}}}\n", "l:\n  - {}\n", "k: \"{}\"\n",
    "k: '{}'\n", "k: |\n  {}\n", "k: >-\n  {}\n", "k: |{}\n  b\n", "l:\n  - {}\n  - b\n", "{}: x\n", "k:\n  {}\n", "k: a\n  {}\nj: b\n",
)  # fmt: skip
"""Where a text may stand in a file."""

PIECES = (
    "a", "c d", "?", ":", ": ", " :", ",", "#", " #", "-", "- ", '"', "'", "[", "]", "{", "}", "&", "*", "!", "|", ">", "%", "@", "`",
    "~", "=", "<<", "...", "---", "x?", "?x", "x:y", "://", "\\", "é", "0", "\n  ", "\n", "no", "12:30", "2026-11-27", "1e3",
)  # fmt: skip


def texts(node: Any) -> Any:
    """What a node of PyYAML or ruamel.yaml holds, all of it text."""
    if node is None:
        return None
    if isinstance(node, (yaml.ScalarNode, RuamelScalar)):
        # ruamel.yaml marks where a folded text was wrapped.
        return node.value.replace("\a", "")
    if isinstance(node, (yaml.MappingNode, RuamelMapping)):
        return {texts(key): texts(value) for key, value in node.value}
    return [texts(entry) for entry in node.value]


def assert_all_read_alike(text: str) -> None:
    try:
        data = parse_yaml(text, "test.yml")
    except InvalidGuideError:
        return
    assert texts(yaml.compose(text, Loader=yaml.SafeLoader)) == data
    assert texts(YAML().compose(text)) == data


@settings(max_examples=300, deadline=None, derandomize=True)
@given(frame=st.sampled_from(FRAMES), pieces=st.lists(st.sampled_from(PIECES), min_size=1, max_size=5))
@example(frame="k: [{}]\n", pieces=["c d", "?"])
@example(frame="k: {{{}: b}}\n", pieces=["x?"])
@example(frame="k: |{}\n  b\n", pieces=["#"])
@example(frame="k: |\n  {}\n", pieces=["\n  ", " ", "a"])
@example(frame="k: [a, {}, b]\n", pieces=["!"])
@example(frame="k: [{}]\n", pieces=["?", ":"])
def test_what_the_check_reads_other_parsers_read_alike(frame: str, pieces: list[str]) -> None:
    assert_all_read_alike(frame.format("".join(pieces)))


@pytest.mark.parametrize("file", sorted(path.relative_to(SMALL).as_posix() for path in (SMALL / "data").rglob("*.yml")))
def test_a_file_of_the_smallest_guide_is_read_alike(file: str) -> None:
    text = (SMALL / file).read_text("utf-8")
    assert texts(yaml.compose(text, Loader=yaml.SafeLoader)) == parse_yaml(text, file)
    assert texts(YAML().compose(text)) == parse_yaml(text, file)


@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        ("trips: [Could you do me a favor?]\n", 1, 'quotes around it: "Could you do me a favor?"'),
        ("goals:\n  {pay?: x}\n", 2, 'quotes around it: "pay?"'),
        ("intro: |#\n  Short.\n", 1, "a space before the #"),
        ("intro: |\n\n  Short.\n", 1, "its first line right below its key"),
    ],
)
def test_what_not_every_parser_reads_is_reported_with_its_fix(text: str, line: int, expected: str) -> None:
    with pytest.raises(InvalidGuideError) as raised:
        parse_yaml(text, "test.yml")
    [diagnostic] = raised.value.diagnostics
    assert (diagnostic.code, diagnostic.place.line, diagnostic.expected) == ("Y121", line, expected)


def test_without_libyaml_the_same_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some platforms have PyYAML without it."""
    monkeypatch.setattr(parser, "CSafeLoader", yaml.SafeLoader)
    for text in ("trips: [Why?]\n", "intro: |#\n  Short.\n", "k: !\n"):
        with pytest.raises(InvalidGuideError):
            parse_yaml(text, "test.yml")
