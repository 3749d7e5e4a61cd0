"""Commands as tests run them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.support.guides import ROOT

MKDOCS = (sys.executable, "-m", "mkdocs")
"""As a module: the script of that name does not run in a folder with a quotation mark in its name."""


def run(*command: str | Path, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command and return what it said; never raises for its exit status."""
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment}
    env = {name: value for name, value in env.items() if value != ""}
    return subprocess.run([str(part) for part in command], cwd=cwd, env=env, capture_output=True, text=True, check=False)


def build(root: Path, site: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """`mkdocs build` of the guide under `root` into `site`.

    Never with --quiet: MkDocs then counts no warnings, and strict is strict no more.
    """
    return run(*MKDOCS, "build", "--site-dir", site, *options, cwd=root)
