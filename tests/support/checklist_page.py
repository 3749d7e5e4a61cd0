"""The checklists and the page of the reader's own data, as a reader uses them."""

from __future__ import annotations

from datetime import date, timedelta

from playwright.sync_api import Locator, Page

LIST = "prepare/checklist/"
OVERVIEW = "more/checklists/"
DATA = "more/your-data/"
FIRST = "i-prepare-01"
SECOND = "i-prepare-02"
SOON = (date.today() + timedelta(days=10)).isoformat()


def box(page: Page, item: str) -> Locator:
    return page.locator(f"input[name={item}]")


def says(page: Page) -> Locator:
    return page.locator(".guide-status")


def tick(page: Page, address: str, *items: str) -> None:
    page.goto(address + LIST)
    for item in items:
        box(page, item).check()


def set_date(page: Page, address: str, **values: str) -> None:
    page.goto(address + OVERVIEW)
    for name, value in values.items():
        control = page.locator(f"#guide-{name}")
        if name in ("mode", "audience"):
            control.select_option(value)
        else:
            control.fill(value)
            control.blur()


def read_in(page: Page, text: str | bytes) -> None:
    data = text.encode() if isinstance(text, str) else text
    page.locator("#guide-file").set_input_files({"name": "mine.json", "mimeType": "application/json", "buffer": data})


SAVED = {"format": "information-interview-guide", "version": 1, "exported": "2026-11-20T10:00:00Z"}
