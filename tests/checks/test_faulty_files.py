"""A data file with one mistake, whichever file it is, ends the check with diagnostics, never with a traceback."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.guides import SMALL, problems_of

FILES = sorted(path.relative_to(SMALL).as_posix() for path in (SMALL / "data").rglob("*.yml"))


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("mistake", ["misspelled", "emptied", "missing"])
def test_a_faulty_file_is_reported(small: Path, file: str, mistake: str) -> None:
    path = small / file
    if mistake == "missing":
        path.unlink()
    else:
        text = path.read_text("utf-8")
        path.write_text("" if mistake == "emptied" else re.sub(r"^([a-z_]+):", r"x\1:", text, count=1, flags=re.MULTILINE), "utf-8")
    reported = problems_of(small)
    # A missing file that a topic has is no problem of its own yet; what it held is missed elsewhere.
    assert reported
    if mistake != "missing":
        assert any(diagnostic.startswith(f"{file}:") for diagnostic in reported), reported
