"""The HTML of the built site, where a validator would find fault: names that lead nowhere, attributes in the wrong place."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

NAMING = (
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
    "aria-owns",
    "aria-details",
    "aria-activedescendant",
    "for",
    "list",
    "headers",
    "form",
)
"""Attributes that name other elements of the page by their ids."""
WITHOUT_AUTOCOMPLETE = {"checkbox", "radio", "file", "submit", "image", "reset", "button"}
"""Kinds of input for which HTML has no autocomplete."""
THEME_TOGGLES = {"__drawer", "__search"}
"""The theme's own, which have one."""


class _Reader(HTMLParser):
    """Notes what the tests below ask about a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.page = page
        self.ids: set[str] = set()
        self.named: list[tuple[str, str]] = []
        self.wrong: list[str] = []
        self.tables: list[dict[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.ids.add(values.get("id", ""))
        self.named += [(f"{tag} {name}", one) for name in NAMING if name in values for one in values[name].split()]
        self._check_autocomplete(tag, values)
        if tag == "table":
            self.tables.append({"caption": False})
        elif tag == "caption":
            self.tables[-1]["caption"] = True
        elif tag == "th" and values.get("scope") not in ("col", "row", "colgroup", "rowgroup"):
            self.wrong.append(f"{self.page}: a head cell in line {self.getpos()[0]} does not say what it is the head of")

    def _check_autocomplete(self, tag: str, values: dict[str, str]) -> None:
        if "autocomplete" not in values or values.get("id") in THEME_TOGGLES:
            return
        if tag not in ("form", "input", "select", "textarea") or (tag == "input" and values.get("type") in WITHOUT_AUTOCOMPLETE):
            self.wrong.append(f"{self.page}: autocomplete on {tag} {values.get('type', '')} in line {self.getpos()[0]}")

    def handle_endtag(self, tag: str) -> None:
        if tag == "table" and not self.tables[-1]["caption"]:
            self.wrong.append(f"{self.page}: the table that ends in line {self.getpos()[0]} has no caption")


def read(site: Path) -> list[_Reader]:
    readers = []
    for path in sorted(site.rglob("*.html")):
        reader = _Reader(path.relative_to(site).as_posix())
        reader.feed(path.read_text("utf-8"))
        reader.close()
        readers.append(reader)
    return readers


def test_what_names_another_element_names_one_of_the_page(site: Path) -> None:
    dead = [f"{reader.page}: {what} names {name}" for reader in read(site) for what, name in reader.named if name not in reader.ids]
    assert dead == []


def test_tables_have_captions_and_attributes_stand_where_html_has_them(site: Path) -> None:
    readers = read(site)
    assert sum(len(reader.tables) for reader in readers) > 30
    assert [one for reader in readers for one in reader.wrong] == []
