"""The browser for the tests is found, or what to do is said."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.support.commands import run


def test_a_wrong_chrome_path_is_reported() -> None:
    done = run(sys.executable, "-m", "tests.support.find_browser", CHROME_PATH="/nowhere/chrome")
    assert done.returncode == 1
    assert "CHROME_PATH is /nowhere/chrome, but there is no such file." in done.stdout


def test_a_chosen_browser_is_taken(tmp_path: Path) -> None:
    chosen = tmp_path / "chrome"
    chosen.touch()
    done = run(sys.executable, "-m", "tests.support.find_browser", CHROME_PATH=str(chosen))
    assert done.returncode == 0
    assert str(chosen) in done.stdout


def test_no_browser_at_all_is_reported(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from tests.support import find_browser as browser

    monkeypatch.delenv("CHROME_PATH", raising=False)
    monkeypatch.setattr(browser, "find", lambda: None)
    monkeypatch.setattr(browser, "install", lambda: None)
    assert browser.main() == 1
    assert "Install Chromium or Chrome, or set CHROME_PATH" in capsys.readouterr().out
