"""The commands keep their promises: a live preview that survives faults, and a fresh clone that needs nothing."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.checks.test_rules import NOTE, PAGE, edit
from tests.conftest import MKDOCS, ROOT, run

PATIENCE_SECONDS = 20
"""How long a test waits for what must come; how soon it comes is measured by `make bench`."""


class Preview:
    """A running `mkdocs serve` of a guide."""

    def __init__(self, root: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"127.0.0.1:{free.getsockname()[1]}"
        self.log = root.parent / "serve.log"
        with self.log.open("w") as log:
            command = [str(MKDOCS), "serve", "--dev-addr", self.address]
            self.process = subprocess.Popen(command, cwd=root, stdout=log, stderr=log, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
        self.wait(lambda: "Serving on" in self.said())

    def said(self) -> str:
        return self.log.read_text("utf-8")

    def page(self, path: str = "") -> str:
        with urllib.request.urlopen(f"http://{self.address}/{path}", timeout=PATIENCE_SECONDS) as answer:
            return answer.read().decode()

    def wait(self, condition) -> None:
        """Wait until something is so; fail when it does not come, or when the preview has ended."""
        end = time.monotonic() + PATIENCE_SECONDS
        while not condition():
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < end, self.said()
            time.sleep(0.05)

    def stop(self) -> None:
        # Not as Ctrl-C does: a shell's background job ignores that, and so would the preview.
        self.process.terminate()
        self.process.wait(PATIENCE_SECONDS)


@pytest.fixture
def preview(small: Path) -> Iterator[Preview]:
    edit(small, "mkdocs.yml", "strict: true", "strict: true\nwatch: [data]")
    running = Preview(small)
    yield running
    running.stop()


def test_a_preview_follows_edits_tells_faults_and_keeps_the_last_good_data(small: Path, preview: Preview) -> None:
    edit(small, NOTE, "I liked your bread.", "I liked your rolls.")
    preview.wait(lambda: "I liked your rolls." in preview.page())

    edit(small, NOTE, "[1 Hello", "[2 Hello")
    preview.wait(lambda: f"{NOTE}:9:11: the message lacks part 1" in preview.said())
    assert "I liked your rolls." in preview.page()

    edit(small, NOTE, "[2 Hello", "[1 Good morning")
    preview.wait(lambda: "Good morning" in preview.page())


def test_a_preview_tells_a_wrong_call_in_a_page_and_goes_on(small: Path, preview: Preview) -> None:
    edit(small, PAGE, '{{ questions("pay") }}', '{{ questions("pey") }}')
    preview.wait(lambda: f"{PAGE}:7:1: there is no topic of that name; got 'pey'; expected one of pay, closing; did" in preview.said())
    preview.wait(lambda: "this call is wrong" in preview.page())

    edit(small, PAGE, '{{ questions("pey") }}', '{{ questons("pay") }}')
    preview.wait(lambda: "there is no macro of that name; got 'questons'" in preview.said())
    preview.wait(lambda: "Macro" in preview.page())

    edit(small, PAGE, '{{ questons("pay") }}', '{{ questions("pay") }}')
    preview.wait(lambda: 'id="q-pay-01"' in preview.page())


def test_a_preview_that_starts_with_faults_tells_them_and_ends(small: Path) -> None:
    edit(small, NOTE, "[1 Hello", "[2 Hello")
    done = run(MKDOCS, "serve", "--dev-addr", "127.0.0.1:0", cwd=small)
    assert done.returncode == 1
    assert f"{NOTE}:9:11: the message lacks part 1; expected [1 Connection] [R309]" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_preview_takes_up_edited_code(small: Path, tmp_path: Path) -> None:
    """A copy of the package stands beside the guide, so that the code can be edited under a running preview."""
    shutil.copytree(ROOT / "macros", small / "macros", ignore=shutil.ignore_patterns("__pycache__"))
    config = small / "mkdocs.yml"
    config.write_text(
        config.read_text("utf-8").replace("modules: [macros]", "module_name: macros").replace("strict: true", "watch: [data, macros]", 1),
        "utf-8",
    )
    os.environ["PYTHONPATH"] = str(small)
    try:
        running = Preview(small)
    finally:
        del os.environ["PYTHONPATH"]
    try:
        assert "November 2026" in running.page()
        edit(small, "macros/render.py", '"November"', '"Blotmonath"')
        running.wait(lambda: "Blotmonath 2026" in running.page())
    finally:
        running.stop()


# A fresh clone ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone of what is committed, with what is not committed laid over it, and nothing else."""
    folder = tmp_path_factory.mktemp("clone") / "guide"
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


def test_make_site_with_a_fault_leaves_the_last_site(clone: Path) -> None:
    assert (clone / "site/index.html").is_file() or make(clone, "site").returncode == 0
    before = {path: path.stat().st_mtime_ns for path in (clone / "site").rglob("*")}
    edit(clone, "data/vocabulary.yml", "id: learn-field", "id: learn-feld")
    failed = make(clone, "site")
    edit(clone, "data/vocabulary.yml", "id: learn-feld", "id: learn-field")
    assert failed.returncode != 0
    assert re.search("there is no goal of that name.*; got 'learn-field'", failed.stderr)
    assert {path: path.stat().st_mtime_ns for path in (clone / "site").rglob("*")} == before


def test_an_old_python_is_told(clone: Path, tmp_path: Path) -> None:
    old = tmp_path / "python3"
    old.write_text('#!/bin/sh\nif [ "$1" = -c ]; then echo "This needs Python 3.11 or newer" >&2; exit 1; fi\n')
    old.chmod(0o755)
    bare = shutil.copytree(clone, tmp_path / "bare", ignore=shutil.ignore_patterns(".venv", ".git", "site"))
    done = run("make", "check", f"PYTHON={old}", cwd=bare, MAKEFLAGS="")
    assert done.returncode != 0
    assert "This needs Python 3.11 or newer" in done.stderr
    assert not (bare / ".venv").exists()


# The browser for the tests ------------------------------------------------------------------------------


def test_a_wrong_chrome_path_is_told() -> None:
    done = run(sys.executable, "-m", "tests.support.find_browser", CHROME_PATH="/nowhere/chrome")
    assert done.returncode == 1
    assert "CHROME_PATH is /nowhere/chrome, but there is no such file." in done.stdout


def test_a_chosen_browser_is_taken(tmp_path: Path) -> None:
    chosen = tmp_path / "chrome"
    chosen.touch()
    done = run(sys.executable, "-m", "tests.support.find_browser", CHROME_PATH=str(chosen))
    assert done.returncode == 0
    assert str(chosen) in done.stdout


def test_no_browser_at_all_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from tests.support import find_browser as browser

    monkeypatch.delenv("CHROME_PATH", raising=False)
    monkeypatch.setattr(browser, "find", lambda: None)
    monkeypatch.setattr(browser, "install", lambda: None)
    assert browser.main() == 1
    assert "Install Chromium or Chrome, or set CHROME_PATH" in capsys.readouterr().out
