"""Pictures of the site's main screens at three widths in both palettes, and of paper, on one page: python -m tests.support.gallery

It takes the built site in site/ and writes .build/gallery/, with index.html to open in a browser. A screen is a line of SCREENS.
"""

from __future__ import annotations

import base64
import io
import json
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

from mkdocs.config import load_config
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from macros.outputs.context import RenderContext, SiteIndex
from macros.outputs.html.page_index import open_site
from macros.outputs.pdf.catalog import printed_files
from macros.outputs.pdf.sheets import first_page_picture, sheet_contents
from macros.settings import Settings, settings_of
from macros.site_builder import SITE, WORK_FOLDER
from tests.support.browser import open_context
from tests.support.damaged_states import KEYS
from tests.support.find_browser import find
from tests.support.guides import ROOT
from tests.support.person_samples import NOW, TYPED
from tests.support.scripts import store, wait_until
from tests.support.server import serving

WIDTHS, PALETTES = (390, 768, 1280), ("light", "dark")
WINDOW_HEIGHT, MOST_HEIGHT = 844, 2532
"""In pixels: how high the window is, and how much of a page is in its picture, which is three windows."""
README_PICTURE, README_MOST_BYTES = "readme.png", 100_000
"""The picture at the top of README.md and in .github/, and how large it may be."""
COLORS = (128, 64, 48, 32, 24, 16)
"""How many colors it can have, from the best."""
README_WIDTHS, README_HEIGHT = (1240, 390), 740
"""The sizes of its two screens, a laptop's and a phone's, in pixels."""
SETTLE = """async () => {
  scrollTo({ top: 0, behavior: "instant" });
  for (const image of document.images) image.loading = "eager";
  await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
  for (const _ of "12") await new Promise(requestAnimationFrame);
}"""
"""Goes back to the top, and loads what the browser would only load when the reader comes near it."""
SHOWN_HEIGHT = "document.querySelector('dialog[open]') ? innerHeight : document.documentElement.scrollHeight"
"""A dialog covers the window, and the page below it is no part of the picture."""

PEOPLE: list[dict[str, Any]] = [
    {
        "name": "Dana Whitfield", "call": "Dana", "role": "nurse", "employer": "Northside Clinic", "field": "health",
        "relationship": "alum", "status": "asked", "on": {"asked": "2026-03-06"},
    },
    {
        "name": "Omar Chen", "role": "data analyst", "employer": "a regional bank", "field": "data", "status": "agreed",
        "on": {"asked": "2026-03-05", "agreed": "2026-03-11"}, "mode": "video", "day": "2026-03-19", "time": "16:00", "minutes": 20,
    },
]  # fmt: skip
"""A reminder to the first is due, and the second has agreed to a day this week."""
INTERVIEWS = {
    "version": 1,
    "people": {f"p{number}": {"id": f"p{number}", "added": "2026-03-02", **fields} for number, fields in enumerate(PEOPLE)},
}
MESSAGE = {
    "form": "email", "relationship": "read-heard-work", "way": "phone", "minutes": 20,
    "answers": {**TYPED, "their_name": "Dana Whitfield", "link": "talk on sepsis alerts", "field": "health informatics"},
}  # fmt: skip
MEETING = {"version": 1, "day": "2026-03-19", "time": "16:00", "minutes": 20, "mode": "video", "asked": "2026-03-05"}
TICKS = {"version": 1, "ticks": {f"i-prepare-0{number}": "2026-03-16" for number in (1, 2, 3)}}


def make_plan(page: Page) -> None:
    """Make a plan of what the Planner's form has chosen."""
    page.get_by_role("button", name="Make a plan", exact=True).click()
    page.locator("#guide-plan h2").wait_for()


def wait_for_results(page: Page) -> None:
    """Wait until search shows what it found."""
    wait_until(page, "document.querySelector('#guide-search-list').childElementCount > 0")


@dataclass(frozen=True)
class Screen:
    """What a picture shows.

    `part` is the end of the address, from "#". `lasting` and `drafts` are what the browser has stored by then, by the names of
    shared/storage.js. `begin` is what is done on the page first.
    """

    name: str
    page: str
    part: str = ""
    lasting: dict[str, Any] = field(default_factory=dict)
    drafts: dict[str, Any] = field(default_factory=dict)
    begin: Callable[[Page], None] | None = None

    @property
    def file_name(self) -> str:
        """What the names of its pictures begin with."""
        return re.sub(r"\W+", "-", self.name.lower())


HOME = Screen("Home", "")
MY_INTERVIEWS = Screen("My interviews", "interviews/", lasting={"interviews": INTERVIEWS})
SCREENS = (
    HOME,
    Screen("Chapter", "find/linkedin/"),
    Screen("Field", "fields/nursing/"),
    Screen("Story", "stories/nurse/"),
    Screen("Transcript", "talk/transcripts/good/"),
    Screen("Questions", "prepare/questions/pay/"),
    Screen("Question filter", "prepare/questions/filter/"),
    Screen("Planner", "prepare/planner/", "#goal=test-fit&person=practitioner&minutes=20&field=health", begin=make_plan),
    Screen("Composer", "ask/compose/", drafts={"requestDraft": MESSAGE}),
    Screen("Checklist", "prepare/checklist/", lasting={"ticks": TICKS, "meeting": MEETING}),
    MY_INTERVIEWS,
    Screen("Printables", "more/printables/"),
    Screen("Search", "", "#search=thank+you+note", begin=wait_for_results),
)
"""The screens, in the order in which index.html shows them."""
PAPER, PAPER_DPI = ("w-notes", "c-prepare", "p-workbook", "p-pocket", "p-cards"), 60
"""The sheets and packs whose first page it shows below them. A pack that a guide doesn't have is left out."""


@contextmanager
def shown(browser: Browser, address: str, screen: Screen, width: int, palette: str) -> Iterator[Page]:
    """Open a screen that looks the same each time: the clock stands still, and nothing moves.

    Args:
        browser: The browser to open it in, with nothing stored in it.
        address: Where the site is served, ending in a slash.
        screen: What to show.
        width: Of the window, in pixels.
        palette: "light" or "dark".

    Yields:
        The page, with everything loaded that is on it.
    """
    context, _ = open_context(
        browser, address, viewport={"width": width, "height": WINDOW_HEIGHT}, color_scheme=palette, reduced_motion="reduce",
        locale="en-US", timezone_id="America/New_York",
    )  # fmt: skip
    page = context.new_page()
    page.clock.set_fixed_time(NOW)
    if screen.lasting or screen.drafts:
        page.goto(address + "404.html")
        store(page, _by_key(screen.lasting), _by_key(screen.drafts))
    page.goto(address + screen.page + screen.part)
    if screen.begin:
        screen.begin(page)
    page.evaluate(SETTLE)
    yield page
    context.close()


def take(browser: Browser, address: str, screen: Screen, width: int, palette: str, most_height: int = MOST_HEIGHT) -> bytes:
    """Take a picture of a screen. A few pixels of rounded corners may differ by a shade or two each time.

    Args:
        browser: As for shown(), like the next four.
        address: Where the site is served.
        screen: What to show.
        width: Of the window, in pixels.
        palette: "light" or "dark".
        most_height: How much of the page the picture has, in pixels.

    Returns:
        The picture as PNG.
    """
    with shown(browser, address, screen, width, palette) as page:
        height = min(page.evaluate(SHOWN_HEIGHT), most_height)
        # A bar that stays at the foot of the window goes to the foot of the picture. In the middle, it would cover what readers can see.
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate(SETTLE)
        return page.screenshot(animations="disabled")


def _by_key(values: dict[str, Any]) -> dict[str, str]:
    return {KEYS[name]: json.dumps(value) for name, value in values.items()}


def first_pages(site_index: SiteIndex, settings: Settings, names: tuple[str, ...], dpi: int) -> Iterator[tuple[str, bytes]]:
    """Yield the first page of each of some sheets and packs as PNG, with its name, if the guide has it."""
    context = RenderContext(site_index, settings, "")
    for content in sheet_contents(context):
        if content.name in names:
            yield content.name, first_page_picture(context, content, printed_files(content.name)[0], dpi)


def picture_names(screen: Screen) -> Iterator[tuple[str, int, str]]:
    """The file name, width and palette of each picture of a screen."""
    for width in WIDTHS:
        for palette in PALETTES:
            yield f"{screen.file_name}-{width}-{palette}.png", width, palette


def index_page(screens: tuple[Screen, ...], papers: Iterable[str] = ()) -> str:
    """The page that shows the pictures of each screen in a row, all on one scale, and then the paper.

    Args:
        screens: What there are pictures of.
        papers: The names of sheets and packs there are pictures of.

    Returns:
        Its HTML, which asks for no other file but the pictures beside it.
    """
    columns = " ".join(f"{width}fr" for width in WIDTHS for _ in PALETTES)
    links = " · ".join(f'<a href="#{screen.file_name}">{escape(screen.name)}</a>' for screen in screens)
    rows = "".join(_row(screen) for screen in screens)
    pages = "".join(f'<a href="{name}.png"><img src="{name}.png" alt="The first page of {name}"></a>\n' for name in papers)
    paper = f'<h2>Paper</h2>\n<div class="paper">\n{pages}</div>\n' if pages else ""
    return f"""<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Gallery</title>
<style>
body {{ margin: 1rem; background: #777; color: #fff; font: 16px system-ui, sans-serif }}
a {{ color: inherit }}
nav {{ position: sticky; top: 0; padding: .5rem 0; background: inherit }}
section {{ display: grid; grid-template-columns: {columns}; gap: .5rem; align-items: start; scroll-margin-top: 3rem }}
h2 {{ grid-column: 1 / -1; margin: 2rem 0 0 }}
figure {{ margin: 0 }}
img {{ display: block; width: 100% }}
.paper {{ display: flex; flex-wrap: wrap; gap: 1rem }}
.paper img {{ width: auto }}
</style>
<h1>Gallery</h1>
<nav>{links}</nav>
{rows}{paper}</html>
"""


def _row(screen: Screen) -> str:
    figures = "".join(
        f'<figure><figcaption>{width} px, {palette}</figcaption><a href="{name}"><img src="{name}" '
        f'alt="{escape(screen.name)}, {width} pixels wide, {palette} palette"></a></figure>\n'
        for name, width, palette in picture_names(screen)
    )
    return f'<section id="{screen.file_name}"><h2>{escape(screen.name)}</h2>\n{figures}</section>\n'


def readme_picture(browser: Browser, address: str) -> bytes:
    """Draw the picture at the top of README.md: one screen on a laptop and one on a phone, each in its own pixels.

    Returns:
        The picture as PNG, in as many colors as README_MOST_BYTES lets it have.

    Raises:
        ValueError: If it's too large even in few colors.
    """
    pictures = [
        take(browser, address, screen, width, "light", README_HEIGHT)
        for screen, width in zip((HOME, MY_INTERVIEWS), README_WIDTHS, strict=True)
    ]
    images = "".join(f'<img src="data:image/png;base64,{base64.b64encode(picture).decode()}">' for picture in pictures)
    page = browser.new_page(viewport={"width": 2 * sum(README_WIDTHS), "height": README_HEIGHT})
    page.set_content(
        f"""<style>body {{ display: inline-flex; gap: 24px; margin: 0; padding: 24px; background: #d9dedd }}
        img {{ border: 2px solid #55605f; border-radius: 16px }}</style>{images}"""
    )
    drawn = page.locator("body").screenshot()
    page.close()
    for colors in COLORS:
        small = io.BytesIO()
        # Octrees keep the accent, which takes up so little room that other methods drop it.
        reduced = Image.open(io.BytesIO(drawn)).convert("RGB").quantize(colors, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        reduced.save(small, "PNG", optimize=True)
        if small.tell() <= README_MOST_BYTES:
            return small.getvalue()
    raise ValueError(
        f"The picture for README.md has {small.tell():,} bytes in {COLORS[-1]} colors. Show less of the screens: README_HEIGHT."
    )


def main(site: Path, folder: Path) -> int:
    """Take all pictures; returns the exit status.

    Args:
        site: The built site.
        folder: Where to write them. What was there before is removed.
    """
    if not (site / "index.html").is_file():
        print(f"There is no built site in {site}. Run make site first.", file=sys.stderr)
        return 1
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    browser_path = find()
    with sync_playwright() as playwright, serving(site) as address:
        browser = playwright.chromium.launch(executable_path=browser_path)
        for screen in SCREENS:
            for name, width, palette in picture_names(screen):
                (folder / name).write_bytes(take(browser, address, screen, width, palette))
        (folder / README_PICTURE).write_bytes(readme_picture(browser, address))
        browser.close()
    settings = settings_of(load_config(str(ROOT / "mkdocs.yml")))
    papers = dict(first_pages(open_site(ROOT)[0], settings, PAPER, PAPER_DPI))
    for name, picture in papers.items():
        (folder / f"{name}.png").write_bytes(picture)
    (folder / "index.html").write_text(index_page(SCREENS, papers), "utf-8")
    print(f"The gallery is ready: {folder / 'index.html'}")
    return 0


if __name__ == "__main__":
    sys.exit(main(ROOT / SITE, ROOT / WORK_FOLDER / "gallery"))
