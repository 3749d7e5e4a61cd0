"""What is fuzzed, and how much of it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from random import Random
from typing import NamedTuple

from playwright.sync_api import Browser

from tests.fuzz.browser_cases import draw_backup, draw_link, draw_state, draw_table, openers
from tests.fuzz.documents import draw_data, draw_page, open_guide
from tests.fuzz.runner import Case, InProcess, Judge

SEED = 1


class Count(NamedTuple):
    """How many cases of a kind `make fuzz` and `make test` judge."""

    whole: int
    in_tests: int


COUNTS = {
    "data": Count(100_000, 150),
    "pages": Count(10_000, 50),
    "links": Count(10_000, 200),
    "backups": Count(10_000, 200),
    "states": Count(10_000, 100),
    "tables": Count(5_000, 100),
}
"""By the name of the kind."""
DRAW: dict[str, Callable[[Random], Case]] = {
    "data": draw_data, "pages": draw_page, "links": draw_link, "backups": draw_backup, "states": draw_state, "tables": draw_table,
}  # fmt: skip
"""What makes a case, by the name of the kind."""
IN_PROCESS = ("data", "pages")
"""The kinds that need no browser."""


def open_judge(kind: str, browser: Browser | None) -> AbstractContextManager[Judge]:
    """Prepare what is needed to judge cases.

    Args:
        kind: Their kind.
        browser: For kinds that aren't in IN_PROCESS.
    """
    if browser is None:
        return InProcess(open_guide)
    return openers(browser)[kind]()
