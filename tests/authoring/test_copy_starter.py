"""`make copy`: the first files of a copy pass the check, whatever it is called, and nothing is overwritten."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from macros.authoring.copy_starter import UnusableNameError, write_starter
from macros.settings import COPY_CONFIG
from macros.yaml_io.parser import parse_yaml
from tests.support.commands import run
from tests.support.guides import PAGE_HEAD, ROOT, copy_project, problems_of, write

GOOD_NAMES = [
    "Career conversations at our college",
    "O'Brien's \"talks\" # 1: yes, no",
    "Gespräche für Österreich",
    "two\nlines",
    "-n --help",
    "{name} %s \\u0041 \\n $HOME $(HOME)",
    "yes",
    "12:30",
    "x" * 60,
]
BAD_NAMES = {
    "": "Give your copy a name",
    " \n\t": "Give your copy",
    "x" * 61: "at most 60",
    "<b>Us</b>": "without tags",
    "a\u202eb": "U+202E",
}


@pytest.mark.parametrize("name", GOOD_NAMES)
def test_a_copy_may_have_any_name_and_begins_sound(small: Path, name: str) -> None:
    (small / "local").mkdir()
    found = write_starter(small, name)
    assert COPY_CONFIG in found.written
    assert found.kept == []
    assert parse_yaml((small / COPY_CONFIG).read_text("utf-8"), COPY_CONFIG)["site_name"] == " ".join(name.split())
    assert problems_of(small) == []


@pytest.mark.parametrize("name", BAD_NAMES)
def test_a_name_that_the_check_would_refuse_is_refused_in_one_sentence_before_anything_is_written(small: Path, name: str) -> None:
    before = sorted(small.rglob("*"))
    with pytest.raises(UnusableNameError) as refused:
        write_starter(small, name)
    assert BAD_NAMES[name] in str(refused.value)
    assert "\n" not in str(refused.value)
    assert sorted(small.rglob("*")) == before


def test_nothing_that_exists_is_overwritten(small: Path) -> None:
    write(small, COPY_CONFIG, "mine\n")
    write(small, "local/hide.yml", "mine\n")
    found = write_starter(small, "Ours")
    assert found.kept == [COPY_CONFIG, "local/hide.yml"]
    assert (small / COPY_CONFIG).read_text("utf-8") == (small / "local/hide.yml").read_text("utf-8") == "mine\n"
    before = {path: path.read_bytes() for path in small.rglob("*") if path.is_file()}
    assert write_starter(small, "Ours").written == []
    assert {path: path.read_bytes() for path in small.rglob("*") if path.is_file()} == before


def without_number_signs(text: str) -> str:
    """A file of the starter with its examples: sentences stay comments, and lines that are YAML are taken in."""
    return re.sub(r"(?m)^( *)# (?=(?:  )*(?:- )?\w+: |(?:  )*(?:- )?\w+:$)", r"\1", text)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The guide with the starter of a copy in it."""
    root = copy_project(tmp_path_factory.mktemp("copy") / "guide")
    write_starter(root, "Ours")
    return root


@pytest.mark.long
def test_its_examples_pass_the_check_when_they_are_taken_in(project: Path) -> None:
    assert problems_of(project) == []
    for file in (COPY_CONFIG, "local/hide.yml", "local/questions/pay.yml", "local/checklists/local-campus.yml"):
        text = (project / file).read_text("utf-8")
        assert without_number_signs(text) != text
        write(project, file, without_number_signs(text))
    settings = (project / COPY_CONFIG).read_text("utf-8")
    assert "\n  pages:\n    - page: local/career-office.md\n      after: " in settings
    assert "\n  language: en-GB\n" in settings
    write(project, "docs/local/career-office.md", PAGE_HEAD + '# Our office\n\n{{ checklist("c-local-campus") }}\n')
    assert problems_of(project) == []


@pytest.mark.long
def test_what_hiding_upsets_is_reported_where_it_is_hidden(project: Path) -> None:
    before = (project / "local/hide.yml").read_text("utf-8")
    write(project, "local/hide.yml", "hide: [q-pay-16, q-opening-01]\n")
    told = [line for line in problems_of(project) if "L604" in line and "links to it" not in line]
    write(project, "local/hide.yml", before)
    [line] = told
    assert line.startswith("local/hide.yml:1:18: ")
    assert "a problem at data/plans.yml:" in line


@pytest.mark.long
def test_later_versions_of_the_guide_merge_without_a_conflict(tmp_path: Path) -> None:
    def git(*words: str) -> str:
        identity = ["-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false"]
        return subprocess.run(["git", *identity, *words], cwd=root, check=True, capture_output=True, text=True).stdout

    root = copy_project(tmp_path / "guide")
    git("init", "--quiet", "--initial-branch", "guide")
    git("add", "--all")
    git("commit", "--quiet", "--message", "The guide")
    git("switch", "--quiet", "--create", "ours")
    write_starter(root, "Ours")
    write(root, "docs/local/office.md", PAGE_HEAD + "# Our office\n")
    git("add", "--all")
    git("commit", "--quiet", "--message", "Our copy")
    changed = git("diff", "--name-only", "guide").split()
    assert changed, "the copy has files of its own"
    assert not [name for name in changed if (ROOT / name).exists()], "no file of the guide is changed"
    git("switch", "--quiet", "guide")
    for name in git("ls-files", "*.md", "*.yml").split():
        with (root / name).open("a", encoding="utf-8") as file:
            file.write("\n")
    git("commit", "--quiet", "--all", "--message", "A later version, with a change in every file")
    git("switch", "--quiet", "ours")
    git("merge", "--quiet", "--no-edit", "guide")
    assert git("status", "--porcelain") == ""


def test_make_hands_the_name_over_as_it_is(tmp_path: Path) -> None:
    """Make and the shell have signs of their own, such as $, quotes and backquotes."""
    (tmp_path / ".venv/bin").mkdir(parents=True)
    (tmp_path / "Makefile").write_text((ROOT / "Makefile").read_text("utf-8").replace("\n.venv/.site:", "\n.venv/.unused:"), "utf-8")
    (tmp_path / ".venv/.site").touch()
    fake = tmp_path / ".venv/bin/python"
    # A first line with the path of Python would not work in a folder with a space in its name.
    fake.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "import sys; print(ascii(sys.argv[1:]))" "$@"\n', "utf-8")
    os.chmod(fake, 0o755)
    name = "O'Brien's \"talks\" # 1: $HOME $(HOME) `id` \\ 100% é;|&"
    done = run("make", "--silent", "copy", f"NAME={name}", cwd=tmp_path)
    assert done.stdout == f"{['-m', 'macros', 'copy', '--', name]!a}\n", done.stderr
