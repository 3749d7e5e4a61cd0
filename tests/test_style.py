"""Code, words and YAML keep to the style that the configuration says."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, run

TOOLS = {
    "ruff": ["check", "."],
    "codespell": ["docs", "data", "macros", "README.md", "CONTRIBUTING.md"],
    "yamllint": ["--strict", "data", "tests/small", "mkdocs.yml", "mkdocs.offline.yml", ".github"],
}


@pytest.mark.parametrize("tool", TOOLS)
def test_style(tool: str) -> None:
    command = shutil.which(tool, path=str(Path(sys.executable).parent))
    done = run(command, *TOOLS[tool])
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_path_of_a_machine_is_committed() -> None:
    pattern = r"(^|[^[:alnum:]_.])/(work|root|home)/"
    found = subprocess.run(
        ["git", "grep", "-nE", pattern, "--", ".", ":!tests/test_style.py", ":!tests/test_site.py", ":!Makefile"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.stdout == ""
