"""A data file with one fault, whichever file it is, ends the check with diagnostics: the fault itself, and not what follows from it."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest

from macros.diagnostics import Diagnostic
from tests.support.faults import FAULTS, KEY, make_fault, read_each_text_once, restore
from tests.support.guides import EXAMPLE, FIND, ROOT, SETTINGS, SMALL, problems_in, write

FILES = sorted(path.relative_to(SMALL).as_posix() for path in (SMALL / "data").rglob("*.yml"))
GUIDE_FILES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "data").rglob("*.yml"))
WHOLE_SWEEP = os.environ.get("SWEEP") == "whole"
"""Every fault in every file of the guide takes minutes; otherwise every other file has one of them, in turn."""

CUT = "cut in half"
LOCAL = {
    "local/questions/pay.yml": "questions:\n  - id: q-pay-01\n    ask_when: At the end.\n",
    "local/answers/find.yml": "answers:\n  - id: a-find-01\n    see: [index.md]\n",
    "local/hide.yml": "hide: [m-note-01]\n",
    "mkdocs.local.yml": SETTINGS,
}
"""Files of a copy of the smallest guide."""


def names(file: str) -> tuple[str, ...]:
    """What a diagnostic says that is about a file: its path, or what a file of that name holds."""
    return file, file.replace("local/", "data/")


def is_about(diagnostic: Diagnostic, file: str) -> bool:
    return diagnostic.place.file in names(file) or any(name in str(diagnostic) for name in names(file))


def problems_about(root: Path, file: str, fault: str) -> list[Diagnostic]:
    """What the check says, all of which must be about the file."""
    reported = problems_in(root)
    assert [str(diagnostic) for diagnostic in reported if not is_about(diagnostic, file)] == [], (file, fault)
    return reported


def sweep(root: Path, file: str, faults: Iterable[str]) -> set[str]:
    """Make each fault in a file; returns those with which the guide is still sound."""
    text = (root / file).read_text("utf-8")
    sound = set()
    for fault in faults:
        make_fault(root / file, fault)
        try:
            # Of a file that was cut between two entries, only those who miss the others know.
            if not (problems_in(root) if fault == CUT else problems_about(root, file, fault)):
                sound.add(fault)
        finally:
            restore(root / file, text)
    return sound


NO_FAULT = {
    # These change nothing in a file that has no such list, id or entries of its own.
    "the dash of every entry forgotten", "the dash of the first entry forgotten", "words in place of its first entry",
    "a list in place of its first id", "keys in place of former ids",
}  # fmt: skip


@pytest.mark.parametrize("file", FILES)
def test_every_fault_of_a_file_is_reported_and_nothing_else(small: Path, file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    read_each_text_once(monkeypatch.setattr)
    assert sweep(small, file, FAULTS) <= {*NO_FAULT, CUT}


@pytest.mark.parametrize("file", LOCAL)
def test_every_fault_of_a_copys_file_is_reported(small: Path, file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    read_each_text_once(monkeypatch.setattr)
    for name, text in LOCAL.items():
        write(small, name, text)
    if file != "local/hide.yml":
        (small / "local/hide.yml").unlink()
    # A copy may leave out any of its files, and begin with one in which nothing but comments stands.
    allowed = {*NO_FAULT, "missing", "emptied", "the line of its first key deleted", CUT}
    assert sweep(small, file, FAULTS) <= allowed


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the guide's data and pages, with what a copy lays over them."""
    root = tmp_path_factory.mktemp("faulty") / "guide"
    for folder in ("data", "docs"):
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("downloads", "assets"))
    shutil.copy(ROOT / "mkdocs.yml", root)
    return root


@pytest.mark.long
def test_faults_in_the_guide_are_reported(guide: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read_each_text_once(monkeypatch.setattr)
    for index, file in enumerate(GUIDE_FILES if WHOLE_SWEEP else GUIDE_FILES[::2]):
        faults = FAULTS if WHOLE_SWEEP else (FAULTS[index % len(FAULTS)],)
        assert sweep(guide, file, faults) <= {*NO_FAULT, CUT}


@pytest.mark.long
def test_faults_in_the_files_of_the_example_of_a_copy_are_reported(guide: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read_each_text_once(monkeypatch.setattr)
    shutil.copytree(EXAMPLE, guide, dirs_exist_ok=True)
    files = sorted(path.relative_to(EXAMPLE).as_posix() for path in EXAMPLE.rglob("*.yml"))
    for index, file in enumerate(files):
        for fault in FAULTS if WHOLE_SWEEP else (FAULTS[index * 2],):
            text = (guide / file).read_text("utf-8")
            make_fault(guide / file, fault)
            problems_in(guide)
            restore(guide / file, text)


# One key ----------------------------------------------------------------------------------------


def _keys(text: str) -> list[re.Match[str]]:
    return list(KEY.finditer(text))


def _faulty(text: str, key: re.Match[str], fault: str) -> str:
    """The text with one of the file's keys misspelled, emptied, or gone with all that it holds."""
    end = next((other.start() for other in _keys(text) if other.start() > key.start()), len(text))
    name, whole = key[1], text[key.start() : end]
    return {
        "misspelled": text[: key.start()] + "x" + text[key.start() :],
        "emptied": text.replace(whole, f"{name}:\n"),
        "missing": text.replace(whole, ""),
    }[fault]


@pytest.mark.parametrize("fault", ["misspelled", "emptied", "missing"])
@pytest.mark.parametrize("file", FILES)
def test_a_fault_in_a_key_is_reported_without_what_follows_from_it(
    small: Path, file: str, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_each_text_once(monkeypatch.setattr)
    text = (small / file).read_text("utf-8")
    for key in _keys(text):
        (small / file).write_text(_faulty(text, key, fault), "utf-8")
        problems_about(small, file, f"{key[1]} {fault}")


def test_the_file_of_a_topic_that_is_missing_is_reported_alone(small: Path) -> None:
    (small / "data/questions/pay.yml").unlink()
    [diagnostic] = problems_in(small)
    assert (diagnostic.code, diagnostic.place.file) == ("Y102", "data/questions/pay.yml")
    assert "data/vocabulary.yml:3" in diagnostic.what


def test_what_is_wrong_in_a_file_by_itself_comes_first(small: Path) -> None:
    write(small, FIND, (small / FIND).read_text("utf-8").replace("index.md", "nowhere.md"))
    text = (small / "data/workshop.yml").read_text("utf-8")
    write(small, "data/workshop.yml", text.replace("title:", "titel:", 1))
    assert [diagnostic.code for diagnostic in problems_in(small)] == ["M201", "R302"]
