"""The page "Security" names tests that exist, for every way in."""

from __future__ import annotations

import ast
import re

import pytest

from macros.reference.attacks import WAYS_IN, Attack, attacks
from tests.support.guides import ROOT

ALL = [attack for found in attacks().values() for attack in found]


@pytest.mark.parametrize("attack", ALL, ids=[attack.tries for attack in ALL])
def test_the_test_of_an_attack_exists(attack: Attack) -> None:
    path = ROOT / attack.test_file
    assert attack.test_file.startswith("tests/")
    assert path.is_file()
    functions = {node.name for node in ast.parse(path.read_text("utf-8")).body if isinstance(node, ast.FunctionDef)}
    assert attack.test_function in functions
    assert attack.test_function.startswith("test_"), "otherwise pytest wouldn't run it"


def test_the_page_shows_every_way_in_once() -> None:
    page = (ROOT / "docs/more/contribute/safety.md").read_text("utf-8")
    assert sorted(re.findall(r'\{\{ security_tests\("([a-z-]+)"\) \}\}', page)) == sorted(WAYS_IN)


def test_no_attack_is_told_twice() -> None:
    assert len({attack.tries for attack in ALL}) == len(ALL)
