"""A fresh clone needs nothing but Python and make, and a mistake leaves the last site."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.commands import run
from tests.support.guides import ROOT, edit


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone of what is committed, with what is not committed laid over it, in a folder whose name shells and pip stumble over."""
    folder = tmp_path_factory.mktemp("clone") / """it's a "guide" for $5 & more"""
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(folder)], check=True)
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for name in listed.stdout.splitlines():
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
        else:
            (folder / name).unlink(missing_ok=True)
    return folder


def make(folder: Path, *targets: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """`make` as a person types it, with no trace of the virtual environment that runs these tests."""
    path = os.pathsep.join(part for part in os.environ["PATH"].split(os.pathsep) if ".venv" not in part)
    return run(
        "make",
        *targets,
        f"PYTHON={sys._base_executable}",
        cwd=folder,
        PATH=path,
        VIRTUAL_ENV="",
        PYTHONPATH="",
        MAKEFLAGS="",
        **environment,
    )


@pytest.mark.long
def test_make_site_works_from_a_fresh_clone_and_installs_once(clone: Path) -> None:
    first = make(clone, "site")
    assert first.returncode == 0, first.stdout[-3000:] + first.stderr[-3000:]
    assert (clone / "site/index.html").is_file()
    assert (clone / "site/downloads/c-prepare-letter.pdf").is_file()
    assert "Installing" in first.stdout
    again = make(clone, "site")
    assert again.returncode == 0
    assert "Installing" not in again.stdout
    dirty = run("git", "status", "--porcelain", "--ignored=no", cwd=clone).stdout
    assert set(re.findall(r"^\?\? (.*)$", dirty, re.MULTILINE)) <= {"x"} | set(untracked()), "only ignored files were made"


def untracked() -> list[str]:
    """What is new in the working tree and not committed yet; it stands in the clone too."""
    status = run("git", "status", "--porcelain", "--untracked-files=normal").stdout
    return re.findall(r"^\?\? (.*)$", status, re.MULTILINE)


def test_make_site_with_a_problem_leaves_the_last_site(clone: Path) -> None:
    assert (clone / "site/index.html").is_file() or make(clone, "site").returncode == 0
    before = {path: path.stat().st_mtime_ns for path in (clone / "site").rglob("*")}
    edit(clone, "data/vocabulary.yml", "id: learn-field", "id: learn-feld")
    failed = make(clone, "site")
    edit(clone, "data/vocabulary.yml", "id: learn-feld", "id: learn-field")
    assert failed.returncode != 0
    assert re.search("there is no goal of that name.*; got 'learn-field'", failed.stderr)
    assert {path: path.stat().st_mtime_ns for path in (clone / "site").rglob("*")} == before


def test_an_old_python_is_reported(clone: Path, tmp_path: Path) -> None:
    old = tmp_path / "python3"
    old.write_text('#!/bin/sh\nif [ "$1" = -c ]; then echo "This needs Python 3.11 or newer" >&2; exit 1; fi\n')
    old.chmod(0o755)
    bare = shutil.copytree(clone, tmp_path / "bare", ignore=shutil.ignore_patterns(".venv", ".git", "site"))
    done = run("make", "check", f"PYTHON={old}", cwd=bare, MAKEFLAGS="")
    assert done.returncode != 0
    assert "This needs Python 3.11 or newer" in done.stderr
    assert not (bare / ".venv").exists()
