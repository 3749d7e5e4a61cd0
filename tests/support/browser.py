"""A reader in a browser, who is reported of everything that a page must not do."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, cast

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


ALIKE = re.compile(
    r"prepare/questions/(?!pay|filter|by-field|avoid|starter|running)\w|ask/messages/(?!email|mistakes)\w|more/contribute/[acqrs]"
    r"|fields/(?!software)\w|stories/(?!engineer)\w|talk/transcripts/(?!rescued)\w"
)
"""Pages of one template, such as topics of questions, channels of messages, fields, stories and forms of entries: one of each is enough
where a look takes long."""

PROSE = re.compile(r"for-you/\w|talk/[gpv]|talk/in-|find/[afor]|more/([em]|if|using)")
"""Chapters of nothing but text: what a phone shows of each is looked at, and of some the rest."""


class Watch:
    """Everything that a page must not do: complain, break its policy, or ask another host."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.wrong: list[str] = []
        self.requests: list[str] = []
        context.on("console", lambda message: self.wrong.append(message.text) if message.type in ("error", "warning") else None)
        context.on("weberror", lambda error: self.wrong.append(str(error.error)))
        # A request that is under way when the reader goes on is ended by the browser: that is no problem.
        context.on(
            "requestfailed", lambda request: self.wrong.append(f"failed: {request.url}") if request.failure != "net::ERR_ABORTED" else None
        )
        context.on("request", lambda request: self._request(request.url, address))
        context.add_init_script(path=Path(__file__).with_name("report-policy.js"))

    def _request(self, url: str, address: str) -> None:
        self.requests.append(url)
        if not url.startswith((address, "data:", "blob:", "file:")):
            self.wrong.append(f"another host: {url}")


def open_context(browser: Browser, address: str, **options: Any) -> tuple[BrowserContext, Watch]:
    context = browser.new_context(**options)
    context.set_default_timeout(10_000)
    return context, Watch(context, address)


def run_axe(page: Page, rules: list[str]) -> list[dict[str, Any]]:
    """What axe finds on a page as it stands.

    It does not read style sheets beforehand, which only an experimental rule needs: it would write imported ones into the page, and the
    page's policy forbids that.
    """
    found = Axe().run(page, options={"runOnly": rules, "resultTypes": ["violations"], "preload": False})
    return cast(list[dict[str, Any]], found.response["violations"])


def axe_violations(page: Page) -> list[str]:
    """What axe finds on a page as it stands, one line for each rule."""
    return [f"{one['id']}: {[node['target'] for node in one['nodes']][:3]}" for one in run_axe(page, AXE_RULES)]


BLOCK_STORAGE = Path(__file__).with_name("block-storage.js")


def copied(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))
