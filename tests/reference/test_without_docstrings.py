"""No command that people use reads a docstring for data: Python leaves them out under -OO."""

from __future__ import annotations

import sys

import pytest

from tests.support.commands import run
from tests.support.guides import ROOT


@pytest.mark.parametrize("command", [["--help"], ["check"], ["explain"], ["explain", "R304"]], ids=" ".join)
def test_a_command_says_the_same_without_docstrings(command: list[str]) -> None:
    usual, without = (run(sys.executable, *option, "-m", "macros", *command, cwd=ROOT) for option in ([], ["-OO"]))
    assert (without.returncode, without.stdout, without.stderr) == (0, usual.stdout, usual.stderr)
    assert usual.stdout
