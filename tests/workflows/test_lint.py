"""Code, words, YAML, workflows and forms keep to the style and form that the configuration says."""

from __future__ import annotations

import json
import subprocess

import pytest

from tests.support.guides import ROOT
from tests.support.lint import TOOLS, look


@pytest.mark.long
@pytest.mark.parametrize("tool", TOOLS)
def test_style(tool: str) -> None:
    done = look(tool)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_lock_of_the_linters_names_no_registry() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert all(package["integrity"].startswith("sha512-") for name, package in packages.items() if name)


def test_no_path_of_a_machine_is_committed() -> None:
    pattern = r"(^|[^[:alnum:]_.])/(work|root|home)/"
    found = subprocess.run(
        ["git", "grep", "-nE", pattern, "--", ".", ":!tests/workflows/test_lint.py", ":!Makefile"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.stdout == ""
