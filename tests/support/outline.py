"""The headings and code of a page."""

from __future__ import annotations

from html.parser import HTMLParser


class Outline(HTMLParser):
    """The headings of a page with their levels and ids, and the texts of its code."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.headings: list[tuple[str, str | None, str]] = []
        self.codes: list[str] = []
        self.strong: list[str] = []
        self.into: list[str] | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("h2", "h3"):
            self.headings.append((tag, dict(attrs).get("id"), ""))
        self.into = {"code": self.codes, "strong": self.strong}.get(tag, self.into)
        if tag in ("code", "strong") and self.into is not None:
            self.into.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("code", "strong"):
            self.into = None

    def handle_data(self, data: str) -> None:
        if self.into is not None:
            self.into[-1] += data
