"""The gallery names pages that exist, its pictures look the same each time, and README.md begins with one of them."""

from __future__ import annotations

import io
import re

from PIL import Image, ImageChops
from playwright.sync_api import Browser

from tests.support.gallery import (
    MY_INTERVIEWS,
    README_MOST_BYTES,
    README_PICTURE,
    README_WIDTHS,
    SCREENS,
    Screen,
    first_pages,
    index_page,
    make_plan,
    picture_names,
    take,
)
from tests.support.guides import ROOT

MOST_SHADES = 4
"""By how much rounded corners may differ, of 255: the browser doesn't always draw them in the same pieces."""


def test_every_screen_is_a_page_of_its_own_name(all_pages: list[str]) -> None:
    assert {screen.page for screen in SCREENS} <= set(all_pages)
    assert len({screen.file_name for screen in SCREENS}) == len(SCREENS)


def test_the_index_shows_every_picture_and_names_it() -> None:
    index = index_page((Screen("R&D", "x/"), MY_INTERVIEWS))
    expected = [name for screen in (Screen("R&D", "x/"), MY_INTERVIEWS) for name, _, _ in picture_names(screen)]
    assert re.findall('<img src="([^"]+)"', index) == expected
    assert 'alt="R&amp;D, 390 pixels wide, light palette"' in index
    assert {"r-d-390-light.png", "my-interviews-1280-dark.png"} < set(expected)


def test_the_index_shows_the_paper_that_there_is(site_index, settings) -> None:
    papers = dict(first_pages(site_index, settings, ("w-notes", "p-pocket", "no-such-sheet"), 20))
    assert set(papers) == {"w-notes", "p-pocket"}
    assert {picture(page).size for page in papers.values()} == {(165, 234), (234, 165)}
    assert '<img src="w-notes.png" alt="The first page of w-notes">' in index_page((MY_INTERVIEWS,), papers)
    assert "Paper" not in index_page((MY_INTERVIEWS,))


def picture(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("RGB")


def most_difference(one: Image.Image, other: Image.Image) -> int:
    return max(shade for _, shade in ImageChops.difference(one, other).getextrema())


def test_a_picture_has_its_width_its_palette_and_always_looks_the_same(browser: Browser, address: str) -> None:
    light, dark, again = (picture(take(browser, address, MY_INTERVIEWS, 390, palette, 500)) for palette in ("light", "dark", "dark"))
    assert light.size == dark.size == (390, 500)
    assert most_difference(dark, again) <= MOST_SHADES
    assert sum(light.getpixel((5, 300))) > 600 > 150 > sum(dark.getpixel((5, 300)))


def test_a_picture_begins_at_the_top_of_the_page_whatever_was_done_there(browser: Browser, address: str) -> None:
    [planner] = [screen for screen in SCREENS if screen.begin is make_plan]
    with_plan, untouched = (picture(take(browser, address, one, 390, "light", 100)) for one in (planner, Screen("Form", planner.page)))
    assert most_difference(with_plan, untouched) <= MOST_SHADES


def test_the_readme_opens_with_a_small_picture_that_is_described() -> None:
    opening = re.match(r"# .+\n\n!\[(.+)\]\((\S+)\)\n\n", (ROOT / "README.md").read_text("utf-8"))
    assert opening, "README.md doesn't begin with its title and a picture"
    description, path = opening.groups()
    assert len(description.split()) > 10
    assert path == f".github/{README_PICTURE}"
    assert (ROOT / path).stat().st_size <= README_MOST_BYTES
    assert picture((ROOT / path).read_bytes()).width > sum(README_WIDTHS)
