"""The setting that offers readers a saved copy, or takes back every one they have."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from macros.settings import COPY_CONFIG, OFFLINE_WORKER
from tests.support.commands import build
from tests.support.guides import PAGE_HEAD, ROOT, SETTINGS, edit, problems_of, write


@pytest.mark.long
@pytest.mark.parametrize(("setting", "task"), [("", "keep"), ("yes", "keep"), ("no", "remove"), ("'no'", "remove"), ("false", "remove")])
def test_it_decides_what_is_published_at_the_worker_s_address_and_whether_the_choice_is_there(small: Path, setting: str, task: str) -> None:
    shutil.copy(ROOT / "docs" / OFFLINE_WORKER, small / "docs")
    write(small, "docs/data.md", f"{PAGE_HEAD}# Your data\n\nIt stays here.\n\n{{{{ your_data() }}}}\n\n{{{{ keep_offline() }}}}\n")
    chosen = f", offline_copy: {setting}" if setting else ""
    edit(small, "mkdocs.yml", "branch: main}", f"branch: main{chosen}}}\nextra_templates: [{OFFLINE_WORKER}]")
    built = build(small, small / "site")
    assert built.returncode == 0, built.stdout + built.stderr
    worker = (small / "site" / OFFLINE_WORKER).read_text("utf-8")
    assert f'const TASK = "{task}";' in worker
    assert "{{" not in worker
    page = (small / "site/data/index.html").read_text("utf-8")
    assert bool(re.search("guide-offline|keep-offline|offline-page", page)) == (task == "keep")
    assert "guide-kept" in page


def test_a_copy_of_the_guide_can_set_it_and_a_mistake_is_reported(small: Path) -> None:
    for value, faults in (("no", 0), ("yes", 0), ("nope", 1)):
        write(small, COPY_CONFIG, f"{SETTINGS}extra:\n  offline_copy: {value}\n")
        assert len(problems_of(small)) == faults, value
