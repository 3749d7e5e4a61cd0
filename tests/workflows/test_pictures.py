"""Components and sheets look as they do in their pictures, where the browser and the fonts are those the pictures were made with."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Browser

from tests.support.gallery import HOME, shown
from tests.support.pictures import (
    COMPONENTS,
    MADE_WITH,
    MOST_BYTES,
    MOST_SHADES,
    PICTURES,
    SHEETS,
    STEP,
    Component,
    compare,
    made_with,
    picture_path,
    recorded,
    save,
    sheet_pictures,
    take_component,
    what_differs,
)

MADE = recorded()


@pytest.fixture(scope="module")
def comparable(browser: Browser, address: str) -> None:
    """Skips the test where the browser or the fonts draw differently anyway."""
    with shown(browser, address, HOME, 1280, "light") as page:
        if reason := what_differs(MADE, made_with(page)):
            pytest.skip(f"Not compared: {reason}. make pictures makes them with what is here.")


@pytest.mark.long
@pytest.mark.usefixtures("comparable")
@pytest.mark.parametrize("component", COMPONENTS, ids=lambda component: component.name)
def test_a_component_looks_as_it_did(browser: Browser, address: str, component: Component) -> None:
    wrong = compare(component.name, take_component(browser, address, component), picture_path(component.name))
    assert not wrong, wrong


def test_sheets_look_as_they_did(site_index, settings) -> None:
    wrong = [found for name, new in sheet_pictures(site_index, settings) if (found := compare(name, new, picture_path(name)))]
    assert not wrong, "\n".join(wrong)


def test_every_picture_is_small_and_compared() -> None:
    names = [*(component.name for component in COMPONENTS), *SHEETS]
    assert len(set(names)) == len(names)
    assert sorted(path.name for path in PICTURES.iterdir()) == sorted([*(f"{name}.png" for name in names), MADE_WITH])
    assert [path.name for path in PICTURES.glob("*.png") if path.stat().st_size > MOST_BYTES] == []


@cache
def card() -> Image.Image:
    """Something like a component: a box with a hairline and three words."""
    picture = Image.new("RGB", (300, 400), "#f8f5ee")
    draw = ImageDraw.Draw(picture)
    draw.line((0, 40, 300, 40), "#ccc4b4")
    for word in range(3):
        draw.rectangle((20 + 80 * word, 100, 80 + 80 * word, 112), "#1d2826")
    return picture


def changed(what: str) -> Image.Image:
    """The same with one deliberate change."""
    picture = card().copy()
    draw = ImageDraw.Draw(picture)
    match what:
        case "a hairline is gone":
            draw.line((0, 40, 300, 40), "#f8f5ee")
        case "a word is one pixel lower":
            draw.rectangle((20, 100, 80, 112), "#f8f5ee")
            draw.rectangle((20, 101, 80, 113), "#1d2826")
        case "the paper is darker":
            picture = picture.point(lambda shade: max(0, shade - MOST_SHADES - STEP))
        case "a corner is a few shades darker":
            draw.rectangle((0, 0, 30, 30), (248 - STEP // 2, 245 - STEP // 2, 238))
        case "a dozen pixels are black":
            draw.line((0, 0, 11, 0), "#000")
    return picture


@pytest.mark.parametrize("what", ["a hairline is gone", "a word is one pixel lower", "the paper is darker"])
def test_a_change_is_reported_with_a_picture_of_what_differs(tmp_path: Path, what: str) -> None:
    save(card(), tmp_path / "kept.png")
    wrong = compare("card", changed(what), tmp_path / "kept.png", tmp_path / "new")
    assert "card looks different: " in wrong
    assert str(tmp_path / "new" / "card.png") in wrong
    assert "make pictures" in wrong
    shown_new, red = (Image.open(tmp_path / "new" / name).convert("RGB") for name in ("card.png", "card-differs.png"))
    assert shown_new.size == red.size == card().size
    assert any(color[0] > 240 and color[1:] == (0, 0) for _, color in red.getcolors(1 << 20))


@pytest.mark.parametrize("what", ["nothing", "a corner is a few shades darker", "a dozen pixels are black"])
def test_less_than_an_eye_sees_is_no_change(tmp_path: Path, what: str) -> None:
    save(card(), tmp_path / "kept.png")
    assert compare("card", changed(what), tmp_path / "kept.png", tmp_path / "new") == ""
    assert not (tmp_path / "new").exists()


def test_another_size_and_a_missing_picture_are_reported(tmp_path: Path) -> None:
    save(card().crop((0, 0, 300, 390)), tmp_path / "kept.png")
    assert "card is 300 by 400 pixels, and was 300 by 390." in compare("card", card(), tmp_path / "kept.png", tmp_path / "new")
    assert "card has no picture to compare with." in compare("card", card(), tmp_path / "none.png", tmp_path / "new")
    assert (tmp_path / "new" / "card.png").is_file()


def test_what_is_different_here_is_named() -> None:
    there = {"browser": "Chromium 156.0", "fonts": ["DejaVu Sans 2.370"]}
    assert what_differs(there, there) == ""
    assert what_differs(there, {**there, "browser": "Chromium 157.0"}) == "the pictures' browser is Chromium 156.0, here Chromium 157.0"
    assert what_differs(there, {**there, "fonts": ["Inter 4.1", "Roboto 3.0"]}) == (
        "the pictures' fonts are DejaVu Sans 2.370, here Inter 4.1, Roboto 3.0"
    )
