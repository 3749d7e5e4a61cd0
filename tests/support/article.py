"""What a page says, whatever the theme adds around it."""

from __future__ import annotations

from html.parser import HTMLParser


class Article(HTMLParser):
    """The text of a page's <article> and the ids in it. What each theme adds around it is left out."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.depth = 0
        self.skipped: list[str] = []
        self.text = ""
        self.ids: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "article":
            self.depth += 1
        if not self.depth:
            return
        name = values.get("id") or ""
        if name and not name.startswith("__"):  # Those are the theme's own.
            self.ids.append(name)
        if tag in ("script", "style", "svg", "nav") or "headerlink" in (values.get("class") or ""):
            self.skipped.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "article":
            self.depth -= 1
        if self.skipped and tag == self.skipped[-1]:
            self.skipped.pop()

    def handle_data(self, data: str) -> None:
        if self.depth and not self.skipped:
            self.text += data
