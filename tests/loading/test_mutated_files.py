"""Whatever becomes of the data's lines, keys and values, the check ends in diagnostics."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.faults import read_each_text_once, restore
from tests.support.guides import SMALL, problems_in

FILES = sorted(path.relative_to(SMALL).as_posix() for path in (SMALL / "data").rglob("*.yml"))
TEXTS: tuple[Any, ...] = ("", "x", "q-pay-01", "0", "-1", "2026-11-27")
VALUES = (*TEXTS, [], ["x"], [["x"]], [{}], {}, {"id": "x"}, {"sources": ["x"]}, [{"was": {"a": "b"}}])
"""What may stand in place of any value."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path_factory.mktemp("mutated") / "small"))


@pytest.fixture(autouse=True)
def fast(monkeypatch: pytest.MonkeyPatch) -> None:
    read_each_text_once(monkeypatch.setattr)


def paths(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path of every value in plain data."""
    steps = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [path, *(inner for step, value in steps for inner in paths(value, (*path, step)))]


def mutated(data: Any, path: tuple[Any, ...], value: Any) -> Any:
    """Plain data with another value at a path."""
    if not path:
        return value
    changed = dict(data) if isinstance(data, dict) else list(data)
    changed[path[0]] = mutated(data[path[0]], path[1:], value)
    return changed


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(draw=st.data())
def test_any_value_in_place_of_any_other(root: Path, draw: st.DataObject) -> None:
    file = draw.draw(st.sampled_from(FILES))
    text = (root / file).read_text("utf-8")
    data = yaml.load(text, Loader=yaml.CBaseLoader)
    for _ in range(draw.draw(st.integers(1, 2))):
        data = mutated(data, draw.draw(st.sampled_from(paths(data))), draw.draw(st.sampled_from(VALUES)))
    (root / file).write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), "utf-8")
    try:
        problems_in(root)
    finally:
        restore(root / file, text)


@settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(draw=st.data())
def test_lines_deleted_doubled_moved_or_indented(root: Path, draw: st.DataObject) -> None:
    file = draw.draw(st.sampled_from(FILES))
    text = (root / file).read_text("utf-8")
    lines = text.split("\n")
    for _ in range(draw.draw(st.integers(1, 4))):
        at = draw.draw(st.integers(0, len(lines) - 1))
        match draw.draw(st.sampled_from(("delete", "double", "move", "indent", "outdent"))):
            case "delete":
                lines.pop(at)
            case "double":
                lines.insert(at, lines[at])
            case "move":
                lines.insert(draw.draw(st.integers(0, len(lines) - 1)), lines.pop(at))
            case "indent":
                lines[at] = f"  {lines[at]}"
            case "outdent":
                lines[at] = lines[at].removeprefix("  ")
        lines = lines or [""]
    (root / file).write_text("\n".join(lines), "utf-8")
    try:
        problems_in(root)
    finally:
        restore(root / file, text)
