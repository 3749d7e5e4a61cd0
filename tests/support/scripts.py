"""Scripts in a browser: the guide's own, and those that tests run to ask them something."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

from tests.support.guides import ROOT

HERE = Path(__file__).parent


def load_assets(page: Page, *names: str) -> None:
    """Run scripts of docs/assets/, such as "planner/planner-core", in an empty page."""
    for name in names:
        page.add_script_tag(path=ROOT / f"docs/assets/{name}.js")


def define(page: Page, path: Path) -> None:
    """Define the functions of a script in a page, for `page.evaluate("name", value)`, whatever the page's policy says of scripts.

    Another page, or the same one loaded again, knows them no more. The script has to begin with a comment: Playwright takes a text that
    begins with a function for that function alone.
    """
    page.evaluate(path.read_text("utf-8"))


def storage_scripts(page: Page) -> None:
    """Define the functions of storage.js, which fill a browser's storage and write what tools have to read."""
    define(page, HERE / "storage.js")
