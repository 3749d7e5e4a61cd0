"""Bad edits that contributors make: each gets the line, the reason and the fix; fixing as reported makes the guide sound."""

from __future__ import annotations

import shutil
import sys
import time
from pathlib import Path

import pytest

from tests.fixtures.bad_edits import EDITS, Edit
from tests.support.commands import run
from tests.support.guides import ROOT, SMALL, edit, problems_in

MOST_PROBLEMS_OF_ONE_MISTAKE = 5
"""As many places of the smallest guide name one question."""


def make(root: Path, case: Edit) -> None:
    """Make the bad edit."""
    if case.moved is None:
        edit(root, case.file, case.old, case.new)
    else:
        (root / case.moved).parent.mkdir(exist_ok=True)
        (root / case.file).rename(root / case.moved)


def fix(root: Path, case: Edit) -> None:
    """Do what the answer asks for."""
    if case.moved is not None:
        (root / case.moved).rename(root / case.file)
    else:
        good = case.old if case.fixed is None else case.fixed
        (root / case.file).write_text((SMALL / case.file).read_text("utf-8").replace(case.old, good), "utf-8")


@pytest.mark.parametrize("case", EDITS, ids=[case.did for case in EDITS])
def test_a_bad_edit_gets_the_line_the_reason_and_the_fix_and_fixing_makes_it_sound(small: Path, case: Edit) -> None:
    make(small, case)
    reported = problems_in(small)
    assert 1 <= len(reported) <= MOST_PROBLEMS_OF_ONE_MISTAKE, reported
    place = (case.reported_in or case.moved or case.file, case.reported[1])
    diagnostic = next(
        (diagnostic for diagnostic in reported if diagnostic.code == case.reported[0] and diagnostic.place[:2] == place), None
    )
    assert diagnostic is not None, [str(diagnostic) for diagnostic in reported]
    for words in case.holds:
        assert words in diagnostic.sentence()
    fix(small, case)
    assert problems_in(small) == []


def test_there_are_fifty_and_none_is_there_twice() -> None:
    assert len(EDITS) >= 50
    assert len({case.did for case in EDITS}) == len(EDITS)


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the whole guide's data and pages."""
    root = tmp_path_factory.mktemp("edited") / "guide"
    for folder in ("data", "docs"):
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("downloads", "assets"))
    shutil.copy(ROOT / "mkdocs.yml", root)
    return root


@pytest.mark.long
@pytest.mark.parametrize(
    ("file", "old", "new", "begins"),
    [
        ("data/vocabulary.yml", "id: learn-field", "id: learn-feild", "there is no goal of that name, here and in "),
        ("data/questions/pay.yml", "  - id: q-pay-02", "    id: q-pay-02", "this key is here twice; got 'id'"),
        ("data/messages/email.yml", "messages:\n", "mesages:\n", "unknown key; got 'mesages'"),
    ],
)
def test_in_the_whole_guide_too_one_mistake_is_reported_a_few_times_and_soon(
    dataset: Path, file: str, old: str, new: str, begins: str, record_property
) -> None:
    before = (dataset / file).read_text("utf-8")
    edit(dataset, file, old, new)
    start = time.perf_counter()
    done = run(sys.executable, "-m", "macros", "check", cwd=dataset)
    record_property("measured", f"{file}, {new.strip()!r}: the answer after {time.perf_counter() - start:.2f} s")
    (dataset / file).write_text(before, "utf-8")
    assert done.returncode == 1
    *reported, number, _ = done.stderr.splitlines()
    assert len(reported) <= MOST_PROBLEMS_OF_ONE_MISTAKE, done.stderr[:3000]
    assert number == f"{len(reported)} problem{'s' if len(reported) > 1 else ''} found, so nothing was built."
    assert any(f": {begins}" in diagnostic for diagnostic in reported), reported
