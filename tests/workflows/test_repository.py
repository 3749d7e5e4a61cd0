"""What is committed, and what is not."""

from __future__ import annotations

import re
import subprocess

from tests.support.guides import ROOT


def test_nothing_generated_is_committed() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert not re.search(r"(^|/)(site|\.venv|__pycache__|downloads|\.build)/", listed)


def test_no_lock_file_names_a_host() -> None:
    for path in ROOT.glob("requirements*.txt"):
        text = path.read_text("utf-8")
        assert "--hash=sha256:" in text
        assert not re.search(r"https?://|^--", text, re.MULTILINE), path.name
