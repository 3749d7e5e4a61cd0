"""Every fix that a diagnostic proposes is applied by a program: the check is never worse for it, and what it was about is gone."""

from __future__ import annotations

import contextlib
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from macros.authoring.formatter import fix_files, meaning_of
from macros.diagnostics import Diagnostic, InvalidGuideError, Place
from macros.loading.loader import load
from macros.model.references import references_in
from macros.yaml_io.parser import parse_yaml
from tests.fixtures.bad_edits import EDITS, Edit
from tests.support.guides import SMALL, edit, problems_in

IN_DATA = [case for case in EDITS if case.moved is None and case.file.startswith("data/")]


def make(root: Path, case: Edit) -> None:
    if case.moved is None:
        edit(root, case.file, case.old, case.new)
    else:
        (root / case.moved).parent.mkdir(exist_ok=True)
        (root / case.file).rename(root / case.moved)


def _replace(root: Path, place: Place, old: str, new: str) -> None:
    """Write `new` for `old` at a place, or after it on its line."""
    lines = (root / place.file).read_text("utf-8").split("\n")
    line = lines[place.line - 1]
    at = line.index(old, place.column - 1) if old in line[place.column - 1 :] else line.index(old)
    lines[place.line - 1] = line[:at] + new + line[at + len(old) :]
    (root / place.file).write_text("\n".join(lines), "utf-8")


def apply(root: Path, diagnostic: Diagnostic) -> bool:
    """Do what a diagnostic proposes, literally. Returns whether it proposes something that a program can do."""
    expected, place = diagnostic.expected or "", diagnostic.place
    if diagnostic.code == "Y101" and diagnostic.nearest:
        (root / diagnostic.nearest).parent.mkdir(parents=True, exist_ok=True)
        (root / place.file).rename(root / diagnostic.nearest)
    elif diagnostic.nearest and diagnostic.got:
        _replace(root, place, diagnostic.got, diagnostic.nearest)
    elif match := re.search(r"quotes around the whole text: (.*)", expected):
        lines = (root / place.file).read_text("utf-8").split("\n")
        indent = re.match(r" *", lines[place.line - 1])
        assert indent is not None
        lines[place.line - 1] = indent[0] + match[1]
        (root / place.file).write_text("\n".join(lines), "utf-8")
    elif (match := re.search(r"quotes around it: (.*)", expected)) and diagnostic.got:
        _replace(root, place, diagnostic.got, match[1])
    elif match := re.search(r"a space after it: ((\w+): .*)", expected):
        _replace(root, place._replace(column=1), match[1].replace(": ", ":", 1), match[1])
    else:
        return False
    return True


def assert_no_worse(root: Path, before: list[Diagnostic], fixed: Diagnostic) -> None:
    after = problems_in(root)
    assert fixed not in after
    assert len(after) <= len(before), [str(diagnostic) for diagnostic in after]


@pytest.mark.long
def test_applying_what_a_diagnostic_proposes_leaves_the_check_no_worse(tmp_path: Path) -> None:
    applied = 0
    for number, case in enumerate(EDITS):
        root = Path(shutil.copytree(SMALL, tmp_path / str(number)))
        make(root, case)
        before = problems_in(root)
        for diagnostic in before:
            if apply(root, diagnostic):
                applied += 1
                assert_no_worse(root, before, diagnostic)
                break
    assert applied >= 25


@pytest.mark.parametrize("case", IN_DATA, ids=[case.did for case in IN_DATA])
def test_make_fix_leaves_the_check_no_worse_and_means_what_the_diagnostic_asks_for(small: Path, case: Edit) -> None:
    make(small, case)
    before = problems_in(small)
    with contextlib.suppress(InvalidGuideError):  # What only a person can fix.
        fix_files(small, [Path(case.file)], say=lambda line: None)
    after = problems_in(small)
    assert len(after) <= len(before), [str(diagnostic) for diagnostic in after]
    if not after:
        asked = (SMALL / case.file).read_text("utf-8").replace(case.old, case.old if case.fixed is None else case.fixed)
        fixed = (small / case.file).read_text("utf-8")
        assert meaning_of(parse_yaml(fixed, case.file)) == meaning_of(parse_yaml(asked, case.file))


# Typing mistakes ----------------------------------------------------------------------------------


def transposed(word: str) -> Iterator[str]:
    """The word with two letters transposed, where that makes another one."""
    for at in range(len(word) - 1):
        if word[at].isalpha() and word[at + 1].isalpha() and word[at] != word[at + 1]:
            yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]


@pytest.mark.long
def test_a_misspelled_key_is_known_by_what_is_near_and_writing_that_makes_it_sound(small: Path) -> None:
    tried: set[tuple[str, str]] = set()
    for file in load(small).files:
        text = (small / file.name).read_text("utf-8")
        for path, place in file.tree.keys.items():
            key = str(path[-1])
            # The keys of notes: are numbers of parts, and of one letter nothing is left to transpose.
            wrong = next(iter(list(transposed(key))[-1:]), None)
            if wrong is None or (file.file_type.name, key) in tried:
                continue
            tried.add((file.file_type.name, key))
            _replace(small, place, f"{key}:", f"{wrong}:")
            before = problems_in(small)
            found = [one for one in before if one.got == wrong and one.nearest == key]
            assert found, (file.name, wrong, [str(one) for one in before])
            assert apply(small, found[0])
            assert (small / file.name).read_text("utf-8") == text
    assert len(tried) > 100
    assert problems_in(small) == []


def test_a_misspelled_name_is_known_by_what_is_near(small: Path) -> None:
    """Every reference of the smallest guide that is long enough, each once."""
    tried: set[tuple[str, str]] = set()
    for file in load(small).files:
        text = (small / file.name).read_text("utf-8")
        for path, target, name in references_in(file.file_type.model, file.raw):
            wrong = next(transposed(name.removesuffix(".md")[::-1]), None)
            if wrong is None or (target, name) in tried:
                continue
            tried.add((target, name))
            wrong = wrong[::-1] + (".md" if name.endswith(".md") else "")
            _replace(small, file.at(*path), name, wrong)
            before = problems_in(small)
            found = [one for one in before if one.got == wrong and one.code == "R302"]
            assert [one.nearest for one in found] == [name], (file.name, wrong, [str(one) for one in before])
            assert apply(small, found[0])
            assert (small / file.name).read_text("utf-8") == text
    assert len(tried) > 20


def test_another_number_is_no_typing_mistake(small: Path) -> None:
    """A question that is gone is not replaced by one that means something else."""
    edit(small, "data/questions/pay.yml", "id: q-pay-01", "id: q-pay-71")
    found = [one for one in problems_in(small) if one.code == "R302"]
    references = [name for file in load(SMALL).files for _, _, name in references_in(file.file_type.model, file.raw)]
    assert len(found) == references.count("q-pay-01")
    assert {one.nearest for one in found} == {None}
