"""The command line."""

from __future__ import annotations

import sys
from pathlib import Path

from macros.diagnostics import Diagnostic, Place
from tests.support.commands import run
from tests.support.guides import NOTE, edit


def test_the_check_tells_and_exits_with_1(small: Path) -> None:
    edit(small, NOTE, "[1 Hello", "[2 Hello")
    told = run(sys.executable, "-m", "macros", "check", cwd=small)
    assert told.returncode == 1
    diagnostic, number, explained = told.stderr.splitlines()
    assert diagnostic == f"{NOTE}:9:11: the message lacks part 1; expected [1 Connection] [R309]"
    assert number == "1 problem found; nothing was built."
    assert explained.endswith('-m macros explain R309; or the page "What the check says" of the guide.')
    assert "::error" not in told.stderr


def test_on_github_faults_are_annotations_too(small: Path) -> None:
    edit(small, NOTE, "[1 Hello", "[2 Hello")
    told = run(sys.executable, "-m", "macros", "check", cwd=small, GITHUB_ACTIONS="true")
    assert f"\n::error file={NOTE},line=9,col=11,title=R309::the message lacks part 1; expected [1 Connection] [R309]\n" in told.stderr


def test_an_annotation_cannot_be_broken_out_of() -> None:
    diagnostic = Diagnostic(Place("a,b:c\n::error::x", 1, 1), "Y1", "100%\r\n::warning::y")
    assert "\n" not in diagnostic.annotation()
    assert diagnostic.annotation().startswith("::error file=a%2Cb%3Ac%0A%3A%3Aerror%3A%3Ax,line=1,col=1,title=Y1::")
