"""Small pictures of components, which a test compares with those in tests/fixtures/pictures/: python -m tests.support.pictures

It takes the built site in site/ and makes all pictures anew, with `made-with.json`, which has the browser and the fonts they were made
with. With others, letters come out differently, so pages are compared only where these are the same. Sheets are drawn by Typst with its
own fonts, the same everywhere. A component is a line of COMPONENTS, and a sheet one of SHEETS.
"""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from mkdocs.config import load_config
from PIL import Image, ImageChops
from playwright.sync_api import Browser, FloatRect, Page, sync_playwright

from macros.outputs.context import SiteIndex
from macros.outputs.html.page_index import open_site
from macros.settings import Settings, settings_of
from macros.site_builder import SITE, WORK_FOLDER
from tests.support.find_browser import find
from tests.support.gallery import HOME, SCREENS, Screen, first_pages, shown
from tests.support.guides import ROOT
from tests.support.server import serving

PICTURES = ROOT / "tests" / "fixtures" / "pictures"
MADE_WITH = "made-with.json"
NEW_PICTURES = ROOT / WORK_FOLDER / "pictures"
"""Where a comparison that fails writes the new picture, and one that shows in red what differs."""

STEP = 12
"""Shades are rounded to multiples of this, of 255, so that a picture has few enough colors for a palette and is a third of the size."""
MOST_SHADES = 10
"""By how much a pixel may differ, of 255: rounding takes up to 6 shades, and the same browser draws rounded corners and slanted lines up
to 4 shades differently each time."""
MOST_SHARE = 0.001
"""How many of a picture's pixels may differ by more. Both palettes of a component are 400 pixels high, so a
hairline across one of them is more than twice that, and so is a word that has moved by a pixel. An unchanged component has none."""
MOST_BYTES = 24_000
"""How large a picture may be, since everyone who clones the project gets all that ever were."""
SHEET_DPI = 32

FONTS_OF = ("h1", ".md-content p", ".md-content strong", ".md-tabs__link", "kbd")
"""Elements of the home page that together have all fonts of the guide."""


@dataclass(frozen=True)
class Component:
    """What a picture shows: the first element of a page that a selector finds, in both palettes, one below the other.

    `width` is that of the window and `most_height` how much of the element is in the picture, both in pixels.
    """

    name: str
    screen: Screen
    selector: str
    width: int = 390
    most_height: int = 200


def _screen(name: str) -> Screen:
    return next(screen for screen in SCREENS if screen.name == name)


COMPONENTS = (
    Component("chapter-opening", _screen("Chapter"), ".md-content .admonition"),
    Component("drawing", _screen("Chapter"), ".guide-diagram svg"),
    Component("table", Screen("For a class", "for-you/class-assignment/"), ".md-content table", 768, 150),
    Component("chips", HOME, ".guide-menu"),
    Component("message", Screen("Messages", "ask/messages/email/"), ".guide-message"),
    Component("question", _screen("Questions"), ".guide-item"),
    Component("form-field", _screen("Composer"), ".guide-field:has(input)"),
    Component("buttons", _screen("Planner"), ".guide-actions"),
    Component("checklist-items", _screen("Checklist"), ".guide-ticks"),
    Component("header", _screen("Field"), ".md-header", 1280),
)
"""The components, from a chapter's to the tools'."""
SHEETS = ("w-notes", "c-prepare", "p-pocket")
"""The sheets and packs whose first page is compared."""


def made_with(page: Page) -> dict[str, Any]:
    """The browser and the fonts that it draws the guide with, as `made-with.json` has them.

    Args:
        page: The home page, opened.
    """
    browser = page.context.browser
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    families: set[str] = set()
    for selector in FONTS_OF:
        node = session.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
        if node:
            used = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
            families |= {font["familyName"] for font in used}
    return {"browser": f"Chromium {browser.version if browser else ''}", "fonts": [_font(family) for family in sorted(families)]}


def _font(family: str) -> str:
    """A font's name with its version, where fontconfig is there to ask."""
    if not shutil.which("fc-match"):
        return f"{family}, version unknown"
    done = subprocess.run(["fc-match", "--format=%{fontversion}", family], capture_output=True, text=True, check=True)
    # A fixed-point number, as fonts have it.
    return f"{family} {int(done.stdout or 0) / 65536:.3f}"


def what_differs(recorded: dict[str, Any], here: dict[str, Any]) -> str:
    """Why pages can't be compared here, in words; empty if they can."""
    return "; ".join(
        f"the pictures' {name} {'is' if name == 'browser' else 'are'} {_listed(recorded[name])}, here {_listed(here[name])}"
        for name in recorded
        if recorded[name] != here[name]
    )


def _listed(value: str | list[str]) -> str:
    return value if isinstance(value, str) else ", ".join(value)


def take_component(browser: Browser, address: str, component: Component) -> Image.Image:
    """Take a picture of a component: the light palette's above the dark one's.

    Raises:
        LookupError: If the page doesn't have it.
    """
    halves = []
    for palette in ("light", "dark"):
        with shown(browser, address, component.screen, component.width, palette) as page:
            found = page.locator(component.selector).locator("visible=true").first
            box = found.bounding_box() if found.count() else None
            if box is None:
                raise LookupError(f"The page {component.screen.page!r} has nothing that matches {component.selector!r}.")
            # Whole pixels: half ones would be drawn differently from one place of the page to another.
            x, y = int(box["x"]), int(box["y"])
            clip: FloatRect = {"x": x, "y": y, "width": int(box["width"]), "height": min(int(box["height"]), component.most_height)}
            halves.append(_opened(page.screenshot(full_page=True, clip=clip, animations="disabled")))
    both = Image.new("RGB", (max(half.width for half in halves), sum(half.height for half in halves)))
    both.paste(halves[0], (0, 0))
    both.paste(halves[1], (0, halves[0].height))
    return both


def sheet_pictures(site_index: SiteIndex, settings: Settings) -> Iterator[tuple[str, Image.Image]]:
    """Yield the first page of each of SHEETS, with its name."""
    for name, page in first_pages(site_index, settings, SHEETS, SHEET_DPI):
        yield name, _opened(page)


def _opened(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def picture_path(name: str) -> Path:
    """Where the picture of a component or sheet is kept."""
    return PICTURES / f"{name}.png"


def save(picture: Image.Image, path: Path) -> None:
    """Write a picture as a small PNG, with its shades rounded to STEP."""
    path.parent.mkdir(parents=True, exist_ok=True)
    few = picture.point(lambda shade: min(255, (shade + STEP // 2) // STEP * STEP))
    colors = few.getcolors(256)
    # With 256 colors or fewer, a palette loses nothing.
    (few.quantize(len(colors), dither=Image.Dither.NONE) if colors else few).save(path, "PNG", optimize=True)


def differing(kept: Image.Image, new: Image.Image) -> Image.Image:
    """A picture in black and white that is white where two pictures of one size differ by more than MOST_SHADES."""
    bands = ImageChops.difference(kept, new).split()
    most = ImageChops.lighter(ImageChops.lighter(bands[0], bands[1]), bands[2])
    return most.point(lambda shades: 255 if shades > MOST_SHADES else 0)


def compare(name: str, new: Image.Image, kept_path: Path, folder: Path = NEW_PICTURES) -> str:
    """Compare a picture with the one that is kept.

    Args:
        name: Of the component or sheet.
        new: The picture made now.
        kept_path: The one to compare with.
        folder: Where to write what differs.

    Returns:
        What is wrong, in words; empty if nothing is.
    """
    if not kept_path.is_file():
        save(new, folder / f"{name}.png")
        return f"{name} has no picture to compare with. See {folder / name}.png, then run make pictures."
    kept = Image.open(kept_path).convert("RGB")
    if kept.size != new.size:
        save(new, folder / f"{name}.png")
        return f"{name} is {new.width} by {new.height} pixels, and was {kept.width} by {kept.height}. See {folder / name}.png."
    difference = differing(kept, new)
    share = difference.histogram()[255] / (new.width * new.height)
    if share <= MOST_SHARE:
        return ""
    save(new, folder / f"{name}.png")
    red = Image.composite(Image.new("RGB", new.size, "red"), Image.blend(new, Image.new("RGB", new.size, "white"), 0.7), difference)
    save(red, folder / f"{name}-differs.png")
    return (
        f"{name} looks different: {share:.2%} of its pixels differ, and {MOST_SHARE:.2%} may. See {folder / name}.png, and in red what "
        f"differs in {name}-differs.png. If you meant to change it, run make pictures."
    )


def main(site: Path) -> int:
    """Make all pictures anew; returns the exit status.

    Args:
        site: The built site.
    """
    if not (site / "index.html").is_file():
        print(f"There is no built site in {site}. Run make site first.", file=sys.stderr)
        return 1
    browser_path = find()
    pictures: dict[str, Image.Image] = {}
    with sync_playwright() as playwright, serving(site) as address:
        browser = playwright.chromium.launch(executable_path=browser_path)
        with shown(browser, address, HOME, 1280, "light") as page:
            machine = made_with(page)
        for component in COMPONENTS:
            pictures[component.name] = take_component(browser, address, component)
        browser.close()
    settings = settings_of(load_config(str(ROOT / "mkdocs.yml")))
    pictures |= sheet_pictures(open_site(ROOT)[0], settings)
    shutil.rmtree(PICTURES, ignore_errors=True)
    for name, picture in pictures.items():
        save(picture, picture_path(name))
    (PICTURES / MADE_WITH).write_text(json.dumps(machine, indent=2) + "\n", "utf-8")
    print(f"{len(pictures)} pictures are in {PICTURES.relative_to(ROOT)}/. See what changed with git diff.")
    return 0


def recorded() -> dict[str, Any]:
    """What the pictures that are kept were made with."""
    return cast(dict[str, Any], json.loads((PICTURES / MADE_WITH).read_text("utf-8")))


if __name__ == "__main__":
    sys.exit(main(ROOT / SITE))
