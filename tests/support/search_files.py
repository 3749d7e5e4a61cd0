"""What search loads on the built site: the index, and the texts of each page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from markdown.extensions.toc import slugify

from macros.outputs.search_index import INDEX_SCRIPT, SAME_AS_TITLE, TEXTS_FOLDER


def called_with(script: Path) -> list[Any]:
    """What a script calls its function with, which is JSON."""
    found: list[Any] = json.loads("[" + script.read_text("utf-8").partition("(")[2].removesuffix(");\n") + "]")
    return found


def search_index_of(site: Path) -> dict[str, Any]:
    """The index."""
    [index] = called_with(site / INDEX_SCRIPT)
    return dict(index)


def indexed_places(site: Path) -> list[tuple[str, str, str]]:
    """The address of the page, the anchor and the title of each place."""
    index = search_index_of(site)
    titled = [(*place[:2], place[2] or index["pages"][place[0]][1]) for place in index["places"]]
    return [(index["pages"][page][0], slugify(title, "-") if anchor == SAME_AS_TITLE else anchor, title) for page, anchor, title in titled]


def indexed_texts(site: Path) -> dict[str, str]:
    """The title and the text of each place, by its address."""
    found = {}
    texts = {number: iter(called_with(site / TEXTS_FOLDER / f"{number}.js")[1]) for number, _ in enumerate(search_index_of(site)["pages"])}
    numbers = [place[0] for place in search_index_of(site)["places"]]
    for number, (page, anchor, title) in zip(numbers, indexed_places(site), strict=True):
        found[f"{page}#{anchor}" if anchor else page] = f"{title} {next(texts[number])}"
    return found
