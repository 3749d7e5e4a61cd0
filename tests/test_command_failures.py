"""Every command ends in plain words and an exit status, wherever it is run, whatever is broken, and whatever the console can show."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from macros import site_builder
from macros.cli import cli
from macros.reference.fields import PROGRAM
from tests.support.commands import run
from tests.support.guides import NOTE, PAY, SMALL, edit, write

COMMANDS = {
    "check": ["check"],
    "fix": ["fix", "--check"],
    "fix a file that is not there": ["fix", "data/nowhere.yml"],
    "fix a folder": ["fix", "data"],
    "new": ["new", "question", "--topic", "pay"],
    "changes since a folder": ["changes", str(SMALL)],
    "changes since nothing": ["changes", "nowhere"],
    "explain": ["explain", "R304"],
    "explain nothing": ["explain", "R999"],
    "sheets": ["sheets", "taken/folder"],
    "open-data": ["open-data", "taken/folder"],
    "postprocess nothing": ["postprocess", "nowhere"],
    "postprocess pages": ["postprocess", "docs"],
    "schema": ["schema", "taken/folder"],
    "schema into a file": ["schema", "taken"],
    "an option too many": ["check", "--all"],
    "an argument missing": ["sheets"],
}


def _delete_data(root: Path) -> None:
    shutil.rmtree(root / "data")


def _empty(root: Path) -> None:
    for path in root.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()


SITUATIONS: dict[str, Callable[[Path], object]] = {
    "a sound guide": lambda root: None,
    "a broken data file": lambda root: write(root, PAY, "topic: [x\n"),
    "no vocabulary": lambda root: (root / "data/vocabulary.yml").unlink(),
    "broken settings": lambda root: write(root, "mkdocs.yml", "site_name: [x\n"),
    "no settings": lambda root: (root / "mkdocs.yml").unlink(),
    "no data": _delete_data,
    "an empty folder": _empty,
}
GOOD = {("explain", situation) for situation in SITUATIONS} | {("check", "a sound guide")}
"""The commands that find nothing wrong; what others find depends on what each of them reads."""


@pytest.mark.parametrize("situation", SITUATIONS)
def test_a_command_ends_in_plain_words(small: Path, situation: str) -> None:
    SITUATIONS[situation](small)
    write(small, "taken", "A file where a folder would be made.\n")
    for name, words in COMMANDS.items():
        with contextlib.chdir(small):
            result = CliRunner().invoke(cli, words, prog_name=PROGRAM)
        assert result.exception is None or isinstance(result.exception, SystemExit), (name, result.exception)
        assert result.exit_code in (0, 1, 2), name
        assert result.output.strip(), name
        if (name, situation) in GOOD:
            assert result.exit_code == 0, (name, result.output)


@pytest.mark.parametrize("words", [["check"], ["fix"], ["changes", "HEAD"], ["sheets", "out"], ["open-data", "out"], ["new", "question"]])
def test_in_another_folder_a_command_names_the_projects(small: Path, words: list[str]) -> None:
    with contextlib.chdir(small / "docs"):
        result = CliRunner().invoke(cli, words, prog_name=PROGRAM)
    assert result.exit_code == 1
    assert result.stderr.startswith("data/:1:1: this folder has no data/")
    assert f"the project's folder, which is {small}; run the command there [Y120]" in result.stderr


def test_what_cannot_be_written_is_said_in_one_line(small: Path) -> None:
    write(small, "taken", "")
    with contextlib.chdir(small):
        result = CliRunner().invoke(cli, ["open-data", "taken/folder"], prog_name=PROGRAM)
    assert (result.exit_code, result.stderr) == (1, "Error: taken/folder: Not a directory.\n")


@pytest.mark.parametrize(
    ("number", "remedy"),
    [(errno.ENOSPC, "free up space on this disk"), (errno.EACCES, "give yourself permission to read and write there")],
)
def test_an_error_of_the_disk_says_what_to_do(small: Path, monkeypatch: pytest.MonkeyPatch, number: int, remedy: str) -> None:
    def full(*_: object) -> None:
        raise OSError(number, os.strerror(number), "overrides/logo.svg", None, "site")

    monkeypatch.setattr(site_builder, "build_site", full)
    with contextlib.chdir(small):
        result = CliRunner().invoke(cli, ["site"], prog_name=PROGRAM)
    assert result.exit_code == 1
    assert result.stderr == f"Error: site: {os.strerror(number)}; {remedy}, then run this again.\n"


def test_settings_that_cannot_be_read_are_reported_at_their_line(small: Path) -> None:
    write(small, "mkdocs.yml", "site_name: x\nextra: [\n")
    with contextlib.chdir(small):
        result = CliRunner().invoke(cli, ["postprocess", "site"], prog_name=PROGRAM)
    assert result.exit_code == 1
    assert result.stderr.startswith("mkdocs.yml:3:1: MkDocs can't read the settings; got ")
    assert "[M211]\n" in result.stderr


CONSOLES = {
    "ascii": {"PYTHONIOENCODING": "ascii"},
    "Western Windows": {"PYTHONIOENCODING": "cp1252"},
    "old Windows": {"PYTHONIOENCODING": "cp437"},
    "UTF-16": {"PYTHONIOENCODING": "utf-16"},
    "no locale": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": ""},
}


@pytest.mark.parametrize("console", CONSOLES)
def test_a_console_that_lacks_a_character_gets_its_number(small: Path, console: str) -> None:
    edit(small, PAY, "Others listen.", "It’s early in 王.")
    env = {**os.environ, **CONSOLES[console]}
    done = subprocess.run([sys.executable, "-m", "macros", "fix", "--check", PAY], cwd=small, env=env, capture_output=True, check=False)
    said = done.stdout.decode("utf-16" if console == "UTF-16" else "latin-1")
    assert (done.returncode, done.stderr) == (1, b"")
    assert "1 file would be fixed." in said
    assert ("王" if console == "UTF-16" else r"\u738b") in said


def test_a_closed_or_full_output_ends_no_command_in_a_traceback(small: Path) -> None:
    for shell_line, status in (("check >&-", 0), ("check >/dev/full", 1), ("fix --check | head -1", 0)):
        done = run("sh", "-c", f'"{sys.executable}" -m macros {shell_line}', cwd=small)
        assert "Traceback" not in done.stderr, done.stderr
        assert "Exception" not in done.stderr, done.stderr
        assert done.returncode == status, (shell_line, done.stderr)


def test_ctrl_c_while_the_program_loads_ends_in_no_traceback(small: Path, tmp_path: Path) -> None:
    write(tmp_path, "pressed/click.py", "raise KeyboardInterrupt\n")
    done = run(sys.executable, "-m", "macros", "check", cwd=small, PYTHONPATH=str(tmp_path / "pressed"))
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "Aborted!\n")


def test_schemas_are_not_written_without_their_texts(tmp_path: Path) -> None:
    """`python -OO` leaves out the docstrings that are in them."""
    for command in ("schema", "open-data"):
        done = run(sys.executable, "-OO", "-m", "macros", command, tmp_path / "out", cwd=SMALL)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr == "Error: The schemas are made from docstrings, which python -OO leaves out. Run this without -OO.\n"
        assert not (tmp_path / "out").exists()


def test_a_message_with_a_broken_part_is_reported_on_every_console(small: Path) -> None:
    edit(small, NOTE, "title: A note", "title: [王")
    done = run(sys.executable, "-m", "macros", "check", cwd=small, PYTHONIOENCODING="ascii")
    assert done.returncode == 1
    assert done.stderr.startswith(f"{NOTE}:")
