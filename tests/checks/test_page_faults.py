"""Mistakes in pages: each is reported at its line and column, alone, with the fix; and once that is done, all is sound."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fixtures.page_faults import EXTRA, FAULTS, GOOD, HEAD, PageFault
from tests.support.guides import problems_of, write


@pytest.fixture
def pages(small: Path) -> Path:
    """The smallest guide with a picture and two more pages."""
    (small / "docs/assets").mkdir()
    (small / "docs/assets/shop.png").write_bytes(b"")
    for page, title in (("index", "Inside"), ("other", "Other")):
        write(small, f"docs/sub/{page}.md", HEAD.replace("Extra", title) + "## There\n")
    return small


def test_the_pages_around_are_sound(pages: Path) -> None:
    write(pages, EXTRA, GOOD)
    assert problems_of(pages) == []


def test_a_link_may_make_choices_in_a_tool(pages: Path) -> None:
    write(pages, EXTRA, HEAD + "[Plan it](sheet.md#goal=test-fit&minutes=20)\n")
    assert problems_of(pages) == []


@pytest.mark.parametrize("fault", FAULTS, ids=[fault.did for fault in FAULTS])
def test_a_mistake_is_reported_at_its_place_with_its_fix(pages: Path, fault: PageFault) -> None:
    write(pages, EXTRA, fault.page)
    [reported] = problems_of(pages)
    file = "docs/lists.md" if fault.code == "P414" else EXTRA
    assert reported.startswith(f"{file}:{fault.place}: "), reported
    assert reported.endswith(f" [{fault.code}]"), reported
    for words in fault.holds:
        assert words in reported, reported


@pytest.mark.parametrize("fault", FAULTS, ids=[fault.did for fault in FAULTS])
def test_what_is_fixed_as_told_is_sound(pages: Path, fault: PageFault) -> None:
    write(pages, EXTRA, fault.fixed_page)
    assert problems_of(pages) == []
