"""What goes wrong because something is hidden is reported where it is hidden."""

from __future__ import annotations

from collections.abc import Collection

from macros.checks.hiding import blame_hiding
from macros.diagnostics import Diagnostic, Place
from macros.loading.data_file import DataFile
from macros.model.copy_settings import HideFile
from macros.model.registry import HIDE_FILE
from macros.yaml_io.parser import Tree

HIDING = DataFile("local/hide.yml", HIDE_FILE, Tree({"hide": ["a", "b", "c"]}), HideFile(hide=["a", "b", "c"]))
HIDING.tree.places |= {("hide",): Place(HIDING.name, 1, 7), **{("hide", at): Place(HIDING.name, 1, 8 + 3 * at) for at in range(3)}}


def problem(line: int) -> Diagnostic:
    return Diagnostic(Place("data/orders.yml", line, 5), "R319", f"problem {line}")


def problems(hidden: Collection[str]) -> set[Diagnostic]:
    """Line 1 is wrong anyway, 2 and 3 without `a`, 4 without `b`, 5 only without `b` and `c` together."""
    lines = {1} | ({2, 3} if "a" in hidden else set()) | ({4} if "b" in hidden else set()) | ({5} if {"b", "c"} <= set(hidden) else set())
    return {problem(line) for line in lines}


def test_each_hidden_entry_is_blamed_for_what_follows_from_it() -> None:
    found = blame_hiding(HIDING, problems(("a", "b", "c")), problems)
    assert {(diagnostic.code, diagnostic.place.file, diagnostic.place.column, diagnostic.got) for diagnostic in found} == {
        ("R319", "data/orders.yml", 5, None),
        ("L604", "local/hide.yml", 8, "a"),
        ("L604", "local/hide.yml", 11, "b"),
        ("L604", "local/hide.yml", 7, None),
    }
    [of_a] = [str(diagnostic) for diagnostic in found if diagnostic.got == "a"]
    assert "data/orders.yml:2: problem 2 (and 1 more problem)" in of_a


def test_what_is_wrong_anyway_stays_as_it_is() -> None:
    assert blame_hiding(HIDING, problems(()), problems) == [problem(1)]
