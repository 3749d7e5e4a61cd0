"""The sentence about the last backup, in docs/assets/shared/backup-reminder.js."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.support.scripts import load_assets


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(timezone_id="America/New_York")
    page = context.new_page()
    load_assets(page, "shared/backup-reminder")
    yield page
    context.close()


@pytest.mark.parametrize(
    ("saved", "now", "sentence"),
    [
        ("", "2026-11-28T12:00", "You haven't saved a backup yet."),
        ("2026-11-28T13:00:00Z", "2026-11-28T23:59", "You saved a backup today."),
        # After midnight in London, it's still the day before in New York.
        ("2026-11-28T02:00:00Z", "2026-11-28T12:00", "You last saved a backup on Nov 27."),
        ("2026-11-03T15:00:00Z", "2026-11-28T12:00", "You last saved a backup on Nov 3."),
        ("2025-11-28T15:00:00Z", "2026-11-28T12:00", "You last saved a backup on Nov 28, 2025."),
    ],
)
def test_it_says_when_the_last_one_was_saved(page: Page, saved: str, now: str, sentence: str) -> None:
    assert page.evaluate("([saved, now]) => Guide.backupReminder.sentence(saved, new Date(now))", [saved, now]) == sentence
