"""What the engine needs: a cache that any change makes stale, and a preview that goes on through warnings."""

from __future__ import annotations

import logging
import shutil
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from mkdocs.config import load_config
from mkdocs.utils import CountHandler

from macros.engine import plugin
from macros.settings import Settings
from tests.support.commands import run
from tests.support.guides import ROOT


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the package, which the digest takes for the real one."""
    copied = Path(shutil.copytree(ROOT / "macros", tmp_path / "macros", ignore=shutil.ignore_patterns("__pycache__")))
    monkeypatch.setattr(plugin, "PACKAGE", copied)
    return copied


@pytest.mark.parametrize(
    "file",
    [
        "diagnostics.py",
        "outputs/html/tool_data/planner.py",
        "reference/rule_docs.yml",
        "outputs/html/templates/planner.html",
        "checks/new.py",
    ],
)
def test_the_cache_depends_on_every_file_of_the_package(small: Path, package: Path, file: str) -> None:
    before = plugin._digest(small, Settings())
    assert plugin._digest(small, Settings()) == before
    with (package / file).open("a", encoding="utf-8") as opened:
        opened.write("\n")
    assert plugin._digest(small, Settings()) != before


def test_the_cache_depends_on_the_versions_of_python_and_of_the_libraries(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = plugin._digest(small, Settings())
    (small / "requirements.txt").write_text("jinja2==4\n")
    locked = plugin._digest(small, Settings())
    monkeypatch.setattr(plugin.sys, "version", "4.0")
    assert len({before, locked, plugin._digest(small, Settings())}) == 3


def environment(small: Path) -> SimpleNamespace:
    return SimpleNamespace(conf=load_config(str(small / "mkdocs.yml")), config={"on_error_fail": True})


def test_a_preview_is_not_stopped_by_the_counter_of_warnings(small: Path, caplog: pytest.LogCaptureFixture) -> None:
    env, counter, log = environment(small), CountHandler(), logging.getLogger("mkdocs")
    log.addHandler(counter)
    plugin._go_on_through_errors(env)
    assert counter not in log.handlers
    assert env.config == {"on_error_fail": False}
    assert caplog.text == ""


def test_a_preview_says_so_when_there_is_no_counter_to_take_away(small: Path, caplog: pytest.LogCaptureFixture) -> None:
    plugin._go_on_through_errors(environment(small))
    assert "MkDocs has no counter of warnings to turn off" in caplog.text


def test_without_docstrings_a_build_says_what_it_lacks(small: Path, tmp_path: Path) -> None:
    """The commands do without them; see tests/test_cli.py."""
    built = run(sys.executable, "-OO", "-m", "mkdocs", "build", "--site-dir", tmp_path / "site", cwd=small)
    assert built.returncode == 1
    assert built.stderr.strip().endswith("made from their docstrings, which python -OO leaves out. Build the site without -OO.")
