"""One truth for every way of building: what the check says of pages, MkDocs and Zensical say too, and neither builds a site."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.fixtures.page_faults import EXTRA, FAULTS, GOOD
from tests.support.commands import build, run
from tests.support.guides import ROOT, problems_of, write

BY_NAME = {fault.did: fault for fault in FAULTS}
SAMPLE = ["linked to a page that moved", "misspelled what a macro writes", "wrote a colon in the description", "did not indent a box"]


@pytest.mark.parametrize("did", SAMPLE)
def test_a_plain_build_says_what_the_check_says(small: Path, did: str) -> None:
    write(small, EXTRA, BY_NAME[did].page)
    expected = problems_of(small)
    failed = build(small, small / "site")
    assert failed.returncode == 1
    assert [line for line in failed.stderr.splitlines() if line.startswith(("docs/", "mkdocs.yml"))] == expected
    assert "Traceback" not in failed.stderr
    assert not (small / "site").exists()


def test_a_page_outside_the_navigation_stops_a_plain_build(small: Path) -> None:
    pages = sorted(path.name for path in (small / "docs").glob("*.md"))
    (small / "mkdocs.yml").write_text((small / "mkdocs.yml").read_text("utf-8") + f"nav: [{', '.join(pages)}]\n", "utf-8")
    assert build(small, small / "site").returncode == 0
    write(small, EXTRA, GOOD)
    failed = build(small, small / "other")
    assert (failed.returncode, "docs/extra.md:1:1: readers can't find this page" in failed.stderr) == (1, True)


def test_a_picture_that_goes_away_makes_what_was_rendered_stale(small: Path) -> None:
    write(small, EXTRA, GOOD + "\n![A shop](shop.png)\n")
    (small / "docs/shop.png").write_bytes(b"")
    assert build(small, small / "site").returncode == 0
    (small / "docs/shop.png").unlink()
    failed = build(small, small / "site")
    assert (failed.returncode, "docs/extra.md:8:1: this picture or file doesn't exist" in failed.stderr) == (1, True)


def test_without_the_settings_that_the_guide_needs_a_plain_build_says_so(small: Path) -> None:
    config = small / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("repo: https://example.org/small, ", ""), "utf-8")
    failed = build(small, small / "site")
    assert (failed.returncode, "mkdocs.yml:5:8: the setting extra: repo is missing" in failed.stderr) == (1, True)
    assert "Traceback" not in failed.stderr


def test_zensical_says_it_too(small: Path) -> None:
    pytest.importorskip("zensical", reason="Zensical is optional and is not installed: pip install -r requirements-zensical.txt")
    write(small, EXTRA, BY_NAME[SAMPLE[0]].page)
    [expected] = problems_of(small)
    failed = run(Path(sys.executable).parent / "zensical", "build", "--strict", cwd=small, PYTHONPATH=str(ROOT))
    assert failed.returncode != 0
    assert expected in failed.stdout + failed.stderr
