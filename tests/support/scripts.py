"""Scripts in a browser: the guide's own, and those that tests run to ask them something."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, Route

from tests.support.guides import ROOT

HERE = Path(__file__).parent
HOST = "https://guide.example"
"""A host that no request reaches: open_site() answers for it."""
EXCHANGE_SCRIPTS = (
    "shared/text-format", "shared/links", "shared/csv", "checklists/schedule", "checklists/icalendar", "interviews/interviews-core",
    "exchange/cells", "exchange/columns", "exchange/exchange-core", "exchange/vcard",
)  # fmt: skip
"""What reads and writes tables of people."""
STORING_SCRIPTS = (
    "shared/text-format", "shared/dom", "shared/links", "shared/announce", "shared/storage", "shared/saved-items", "shared/backup-reminder",
    "checklists/schedule", "interviews/interviews-core", "checklists/icalendar", "checklists/list-export", "planner/planner-core",
    "composer/english", "composer/composer-core", "live/live-core", "backup/backup-core",
)  # fmt: skip
"""What stores something, and reads it again."""


def load_assets(page: Page, *names: str) -> None:
    """Run scripts of docs/assets/, such as "planner/planner-core", in an empty page."""
    for name in names:
        page.add_script_tag(path=ROOT / f"docs/assets/{name}.js")


def wait_until(page: Page, expression: str) -> None:
    """Wait until an expression is true in a page, or a promise of it; it is asked 100 times.

    Playwright's own wait_for_function reads the expression in the page itself from the second time on, which the page's policy forbids.
    """
    for _ in range(100):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"this is not true in the page: {expression}")


def define(page: Page, path: Path) -> None:
    """Define the functions of a script in a page, for `page.evaluate("name", value)`, whatever the page's policy says of scripts.

    Another page, or the same one loaded again, knows them no more. The script has to begin with a comment: Playwright takes a text that
    begins with a function for that function alone.
    """
    page.evaluate(path.read_text("utf-8"))


def define_pages(page: Page) -> None:
    """Define the functions of pages.js."""
    define(page, HERE / "pages.js")


def fill_storage(page: Page) -> None:
    """Leave no room in the storage of a page for a single character more."""
    define_pages(page)
    page.evaluate("fillStorage")


def store(page: Page, local: dict[str, str], session: dict[str, str] | None = None) -> None:
    """Put texts into the storage of a page of the site, by their keys without the site's folder."""
    define_pages(page)
    page.evaluate("store", {"local": local, "session": session or {}})


def open_site(page: Page, folder: str, *names: str) -> None:
    """Open a page with scripts of docs/assets/ on a site of its own, in a folder of HOST such as "/a/", with the storage of that host."""
    tags = "".join(f'<script src="{HOST}{folder}assets/{name}.js"></script>' for name in names)

    def answer(route: Route) -> None:
        _, is_asset, name = route.request.url.partition("/assets/")
        if is_asset:
            route.fulfill(path=ROOT / "docs/assets" / name)
        else:
            route.fulfill(content_type="text/html", body=f'<!doctype html><meta charset="utf-8"><title>x</title><body>{tags}</body>')

    page.unroute_all()
    page.route(f"{HOST}/**", answer)
    page.goto(f"{HOST}{folder}page/")
