"""Every link and anchor within the built site leads somewhere."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.support.commands import run

CHOICES = "#[a-z]+="
"""Choices for a tool, such as planner/#field=nursing, which are no place on its page."""


def lychee(site: Path) -> subprocess.CompletedProcess[str]:
    """Check every link within the built site; asks no other host."""
    command = shutil.which("lychee", path=str(Path(sys.executable).parent))
    options = ("--offline", "--include-fragments", "--no-progress", "--index-files", "index.html", "--exclude", CHOICES)
    return run(command, *options, "--root-dir", site, site)


def test_links_and_anchors_are_alive(site: Path) -> None:
    done = lychee(site)
    assert done.returncode == 0, done.stdout[-3000:]
    assert re.search(r"[1-9]\d+ (Total|OK)", done.stdout), done.stdout


def test_the_link_check_can_fail(site: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(site, tmp_path / "site")
    page = copy / "index.html"
    page.write_text(page.read_text("utf-8").replace('href="start/"', 'href="stort/"'), "utf-8")
    assert lychee(copy).returncode == 2
    page.write_text(page.read_text("utf-8").replace('href="stort/"', 'href="start/#gone"'), "utf-8")
    assert lychee(copy).returncode == 2
