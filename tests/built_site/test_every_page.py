"""Every page of the built site, visited once on a phone and once on a laptop: what it does while it loads, and what it is then."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, Route
from pypdf import PdfReader

from macros.settings import Settings
from tests.support.browser import ALIKE, AXE_RULES, DESKTOP, PHONE, PROSE, open_context, run_axe
from tests.support.scripts import define_pages
from tests.support.text import squeeze

MOST_SHIFT = 0.05
"""Half of what Google's Core Web Vitals call good."""
MOST_SCREENS = 6
"""How far a reader on a phone scrolls through a chapter, at most."""
SCRIPTS_LATE_SECONDS = 0.1
"""Time enough for a browser to draw the page before its scripts have come, as over a slow line."""
SHIFT_SCRIPT = Path(__file__).with_name("layout-shift.js")
ZOOMED = {"width": 320, "height": 400}
"""A window of 640 pixels at 200 % and one of 1280 at 400 % are both 320 pixels wide (WCAG 1.4.10)."""

CHROME = (
    "Ask a questionSuggest a change",
    "Skip to content",
    "Back to top",
    "Search finds every chapter",
    "Suggest a change Edit this",
    "Copy as text",
)
NOTHING_ON_PAPER = ("ask/compose/", "404.html")
"""The composer prints a script once there is one; a page that does not exist has nothing to say."""


def test_every_page_on_a_phone(browser: Browser, address: str, some_pages: list[str]) -> None:
    """Nothing moves while it loads, axe finds nothing, and nothing is wider than the window, zoomed to 400 % as well."""
    context, watch = open_context(browser, address, viewport=PHONE, color_scheme="light", reduced_motion="reduce")
    page, wrong = _page_with_late_scripts(context.new_page()), []
    for path in some_pages:
        page.set_viewport_size(PHONE)
        page.goto(address + path)
        if not ALIKE.match(path) and not PROSE.match(path):
            wrong += [f"{path}: {one}" for one in _shift(page)]
        if not NO_CHAPTERS.match(path):
            wrong += [f"{path}: {one}" for one in _too_long(page)]
        define_pages(page)
        page.evaluate("showSome")
        if not ALIKE.match(path):
            wrong += [f"{path}: {one}" for one in _axe(page, AXE_RULES)]
        wrong += [f"{path}: {one}" for one in _too_wide(page)]
        page.set_viewport_size(ZOOMED)
        wrong += [f"{path}, zoomed: {one}" for one in _too_wide(page)]
    context.close()
    assert wrong == []
    assert watch.wrong == []


def test_every_page_on_a_laptop(browser: Browser, address: str, some_pages: list[str], settings: Settings) -> None:
    """The same, in the dark palette too, and what comes out of the printer: in turn on A4 and on Letter."""
    context, watch = open_context(browser, address, viewport=DESKTOP, color_scheme="light", reduced_motion="reduce")
    page, wrong = _page_with_late_scripts(context.new_page()), []
    for number, path in enumerate(some_pages):
        page.emulate_media(color_scheme="light")
        page.goto(address + path)
        wrong += [f"{path}: {one}" for one in _too_wide(page)]
        if ALIKE.match(path):
            continue
        if not PROSE.match(path):
            wrong += [f"{path}: {one}" for one in _shift(page)]
        page.emulate_media(color_scheme="dark")
        if path not in NOTHING_ON_PAPER:
            wrong += [f"{path}: {one}" for one in _wrong_on_paper(page, path, ("A4", "Letter")[number % 2], settings)]
        if not PROSE.match(path):
            define_pages(page)
            page.evaluate("showSome")
            # Between the palettes only colors differ, so the dark one is looked at for contrast alone.
            wrong += [f"{path}, dark: {one}" for one in _axe(page, ["color-contrast"])]
            page.emulate_media(color_scheme="light")
            wrong += [f"{path}: {one}" for one in _axe(page, AXE_RULES)]
    context.close()
    assert wrong == []
    assert watch.wrong == []


def _page_with_late_scripts(page: Page) -> Page:
    drawn = ""

    def send_late(route: Route) -> None:
        # All scripts of a page wait behind its first one.
        nonlocal drawn
        if drawn != (drawn := route.request.frame.url):
            time.sleep(SCRIPTS_LATE_SECONDS)
        route.continue_()

    page.add_init_script(path=SHIFT_SCRIPT)
    page.route("**/*.js", send_late)
    return page


def _shift(page: Page) -> Iterator[str]:
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    shift, sources = page.evaluate("[layoutShift.sum, layoutShift.sources]")
    if shift > MOST_SHIFT:
        yield f"moves by {shift:.3f} while it loads: {sources}"


def _axe(page: Page, rules: list[str]) -> Iterator[str]:
    for violation in run_axe(page, rules):
        nodes = [node["target"] for node in violation["nodes"]]
        yield f"{violation['id']} {violation['help']} x{len(nodes)} {nodes[:3]}"


CHAPTER_END = """() => {
  const headings = [...document.querySelectorAll(".md-content h2")];
  const named = (name) => headings.find((heading) => heading.textContent.startsWith(name));
  if (!named("Your next step")) return 0;
  const after = named("Readers ask") || named("The sheet") || named("English requests");
  return scrollY + (after || document.querySelector(".guide-onward")).getBoundingClientRect().top;
}"""
"""Where a chapter ends, in pixels from the top: before what comes after its last step, such as the readers' questions or a sheet to
print. 0 on a page that is no chapter."""
NO_CHAPTERS = re.compile(r"(fields|talk/transcripts)/\w|stories/|ask/messages/templates/")
"""Whole stories, whole conversations and everything about a field: readers come to stay, or to look something up."""


def _too_long(page: Page) -> Iterator[str]:
    if (screens := page.evaluate(CHAPTER_END) / PHONE["height"]) > MOST_SCREENS:
        yield f"{screens:.1f} screens long"


def _too_wide(page: Page) -> Iterator[str]:
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        yield "wider than the window"


def _wrong_on_paper(page: Page, path: str, paper: str, settings: Settings) -> Iterator[str]:
    """A printed page is a clean document: whole, black on white, and it says where it comes from."""
    printed = PdfReader(io.BytesIO(page.pdf(format=paper, print_background=False)))
    texts = [squeeze(sheet.extract_text()) for sheet in printed.pages]
    address = squeeze(settings.site_url.removeprefix("https://"))
    foot = re.compile(rf"Page\d+of{len(texts)}$|{re.escape(squeeze(settings.site_name))},{re.escape(address)}")
    yield from (f"page {at} is blank" for at, text in enumerate(texts, 1) if len(foot.sub("", text)) < 60)
    yield from (f"{chrome} is printed" for chrome in CHROME if any(squeeze(chrome) in text for text in texts))
    if squeeze(address + path.removesuffix("/")) not in texts[0]:
        yield "its address is not at the foot"
    colors = {color for sheet in printed.pages for color in re.findall(rb"[\d. ]+ rg\b", sheet.get_contents().get_data())[:1]}
    if any(float(part) > 0.6 for color in colors for part in color.split()[:3]):
        yield f"light type on white paper, {colors}"
