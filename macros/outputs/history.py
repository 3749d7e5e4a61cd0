"""When the guide's files last changed, according to Git. Without Git, or without a history, it makes no claim."""

from __future__ import annotations

import os
import subprocess
from datetime import date
from pathlib import Path

_DATE_MARK = "\0"
"""Starts a line with a date in the output of git log; no file name contains it."""


def revision_date(root: Path) -> date | None:
    """The day of the last commit, by its author's calendar; None if it isn't known.

    Args:
        root: The project's folder.
    """
    text = _git(root, "log", "-1", "--format=%cs")
    return date.fromisoformat(text.strip()) if text and text.strip() else None


def revision(root: Path) -> str:
    """What tells one history from another: its last commit, and whether it was cut off; "" if there's none.

    Args:
        root: The project's folder.
    """
    return _git(root, "rev-parse", "HEAD", "--is-shallow-repository") or ""


def last_changes(root: Path) -> dict[str, date]:
    """The day of the last commit that changed each file; empty if the history is missing or was cut off.

    In a clone without the whole history, every file would seem to have changed in its oldest commit.

    Args:
        root: The project's folder.

    Returns:
        The days by the files' paths below `root`, with forward slashes.
    """
    if (_git(root, "rev-parse", "--is-shallow-repository") or "").strip() != "false":
        return {}
    found: dict[str, date] = {}
    day = date.min
    names = _git(root, "-c", "core.quotePath=false", "log", "--format=%x00%cs", "--name-only", "--no-renames", "--relative", "-m")
    for line in (names or "").splitlines():
        if line.startswith(_DATE_MARK):
            day = date.fromisoformat(line.removeprefix(_DATE_MARK))
        elif line:
            found.setdefault(line, day)
    return found


def _git(root: Path, *arguments: str) -> str | None:
    """What Git prints; None if there's no Git, or `root` isn't the top of a repository."""
    # A project unpacked inside another repository has no history of its own.
    environment = {**os.environ, "GIT_CEILING_DIRECTORIES": str(root.resolve().parent)}
    try:
        done = subprocess.run(["git", *arguments], cwd=root, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None
