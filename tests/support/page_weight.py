"""What a first visit to each page of a built site loads, read from its HTML: `python -m tests.support.page_weight [FOLDER]`.

It needs no browser, so it can look at every page. Pictures that wait until a reader scrolls count too, so it's the most a visit can load.
"""

from __future__ import annotations

import gzip
import re
import sys
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

KINDS = ("HTML", "script", "style", "image", "icon")
RELATIONS = {"stylesheet": "style", "icon": "icon", "manifest": "icon"}
"""What browsers load of the files that a <link> names."""
IMPORT = re.compile(r'@import "([^"]+)"')


class Weight(NamedTuple):
    """What a page loads.

    Args:
        page: Its address, relative to the site.
        files: The path of each file it loads, on the site, with its kind; the page itself is the first.
        size: How many bytes those are, compressed the way a server sends them, by kind.
        data: How many bytes of the page are data of its tools, compressed by themselves.
    """

    page: str
    files: dict[str, str]
    size: dict[str, int]
    data: int

    @property
    def total(self) -> int:
        return sum(self.size.values())


class _Loaded(HTMLParser):
    """The addresses that a page loads, each with its kind, and the data of its tools."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.addresses: list[tuple[str, str]] = []
        self.data = ""
        self._inside = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._inside = "data" if given.get("type") == "application/json" else tag
        if tag in ("script", "img") and "src" in given:
            self.addresses.append((given["src"], "script" if tag == "script" else "image"))
        elif tag == "link" and given.get("rel") in RELATIONS:
            self.addresses.append((given["href"], RELATIONS[given["rel"]]))

    def handle_data(self, data: str) -> None:
        if self._inside == "data":
            self.data += data
        elif self._inside == "style":
            self.addresses += [(address, "style") for address in IMPORT.findall(data)]

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""


def compressed(content: bytes) -> int:
    """How many bytes a server sends for a content."""
    return len(gzip.compress(content, 9))


@cache
def _size_of(path: Path) -> int:
    return compressed(path.read_bytes())


def weight_of(site: Path, page: Path) -> Weight:
    """What a page of a site loads. Raises FileNotFoundError if a file that it names isn't there."""
    loaded = _Loaded(page.read_text("utf-8"))
    files = {page.relative_to(site).as_posix(): "HTML"}
    for address, kind in loaded.addresses:
        if not address.startswith("data:"):
            path = (site if address.startswith("/") else page.parent) / address.lstrip("/").split("?")[0]
            files[path.resolve().relative_to(site.resolve()).as_posix()] = kind
    size = {kind: sum(_size_of(site / file) for file, its in files.items() if its == kind) for kind in KINDS}
    return Weight(page.parent.relative_to(site).as_posix(), files, size, compressed(loaded.data.encode()) if loaded.data else 0)


def weights(site: Path) -> Iterator[Weight]:
    """What each page of a site loads, the heaviest first."""
    yield from sorted((weight_of(site, page) for page in site.rglob("index.html")), key=lambda weight: -weight.total)


def main(site: Path) -> None:
    """Print a table of all pages, in bytes."""
    print(f"{'total':>7} {'files':>5} " + " ".join(f"{kind:>7}" for kind in KINDS) + f" {'data':>7} {'scripts':>7}  page")
    for weight in weights(site):
        sizes = " ".join(f"{weight.size[kind]:7}" for kind in KINDS)
        scripts = list(weight.files.values()).count("script")
        print(f"{weight.total:7} {len(weight.files):5} {sizes} {weight.data:7} {scripts:7}  {weight.page}")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "site"))
