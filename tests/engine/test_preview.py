"""A live preview follows edits and survives mistakes."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.commands import MKDOCS, run
from tests.support.guides import NOTE, PAGE, ROOT, edit
from tests.support.preview import Preview


@pytest.fixture
def preview(small: Path) -> Iterator[Preview]:
    edit(small, "mkdocs.yml", "strict: true", "strict: true\nwatch: [data]")
    running = Preview(small)
    yield running
    running.stop()


def test_a_preview_follows_edits_tells_problems_and_keeps_the_last_good_data(small: Path, preview: Preview) -> None:
    edit(small, NOTE, "I liked your bread.", "I liked your rolls.")
    preview.wait(lambda: "I liked your rolls." in preview.page())

    edit(small, NOTE, "[1 Hello", "[2 Hello")
    preview.wait(lambda: f"{NOTE}:9:11: the message is missing part 1" in preview.said())
    assert "I liked your rolls." in preview.page()

    edit(small, NOTE, "[2 Hello", "[1 Good morning")
    preview.wait(lambda: "Good morning" in preview.page())
    assert "MkDocs has no counter of warnings" not in preview.said()


def test_a_preview_tells_a_wrong_call_in_a_page_and_goes_on(small: Path, preview: Preview) -> None:
    edit(small, PAGE, '{{ questions("pay") }}', '{{ questions("pey") }}')
    preview.wait(lambda: f"{PAGE}:7:1: there is no topic of that name; got 'pey'; expected one of pay, closing; did" in preview.said())
    preview.wait(lambda: "this call is wrong" in preview.page())

    edit(small, PAGE, '{{ questions("pey") }}', '{{ questons("pay") }}')
    preview.wait(lambda: "there is no macro of that name; got 'questons'" in preview.said())
    preview.wait(lambda: "Macro" in preview.page())

    edit(small, PAGE, '{{ questons("pay") }}', '{{ questions("pay") }}')
    preview.wait(lambda: 'id="q-pay-01"' in preview.page())


def test_a_preview_that_starts_with_problems_tells_them_and_ends(small: Path) -> None:
    edit(small, NOTE, "[1 Hello", "[2 Hello")
    done = run(*MKDOCS, "serve", "--dev-addr", "127.0.0.1:0", cwd=small)
    assert done.returncode == 1
    assert f"{NOTE}:9:11: the message is missing part 1; expected [1 Connection] [R309]" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_preview_takes_up_edited_code(small: Path, tmp_path: Path) -> None:
    """A copy of the package stands beside the guide, so that the code can be edited under a running preview."""
    shutil.copytree(ROOT / "macros", small / "macros", ignore=shutil.ignore_patterns("__pycache__"))
    config = small / "mkdocs.yml"
    config.write_text(
        config.read_text("utf-8").replace("modules: [macros]", "module_name: macros").replace("strict: true", "watch: [data, macros]", 1),
        "utf-8",
    )
    os.environ["PYTHONPATH"] = str(small)
    try:
        running = Preview(small)
    finally:
        del os.environ["PYTHONPATH"]
    try:
        assert "November 2026" in running.page()
        edit(small, "macros/outputs/formatting.py", '"November"', '"Blotmonath"')
        running.wait(lambda: "Blotmonath 2026" in running.page())
    finally:
        running.stop()
