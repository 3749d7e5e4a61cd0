"""What more data cost: whoever builds the site, and a reader of its pages."""

from __future__ import annotations

import copy
import gzip
import math
import shutil
import string
from pathlib import Path
from random import Random

import yaml

from tests.bench.builds import building, empty, macros
from tests.bench.measure import Table
from tests.support.guides import ROOT, copy_project
from tests.support.page_weight import weight_of

SIZES = (1, 10, 100)
READ_BY_READERS = ("prepare/planner", "prepare/questions/filter", "ask/compose", "find/alumni", "")
"""Pages that all items of a kind could make heavier: three tools, a chapter and the home page."""
MOST_GROWTH = 1.1
"""How many times as heavy such a page may be with ten times the items. A few more menus and links are fine, all items aren't."""


def bench_growth(table: Table, folder: Path) -> None:
    """Builds with 1, 10 and 100 times the items, on the same pages; and with 10 times, what a reader loads."""
    roots = {size: multiplied(folder, size) for size in SIZES}
    costs = {}
    for size, (root, count) in roots.items():
        costs[size] = building(root)()
        table.aim(f"mkdocs build with {count:,} items", costs[size].seconds, None, "CPU s")
    for few, many in ((1, 10), (10, 100)):
        ratio = costs[many].seconds / costs[few].seconds
        exponent = math.log(ratio) / math.log(roots[many][1] / roots[few][1])
        table.limit(f"  growth from {roots[few][1]:,} to {roots[many][1]:,}: exponent", exponent, 1)
    table.aim("  memory with 100 times the items", costs[100].megabytes, 600, "MB")
    sites = {size: published(roots[size][0]) for size in (1, 10)}
    for page in READ_BY_READERS:
        few, many = (weight_of(site, site / page / "index.html").total for site in sites.values())
        table.limit(f"  weight of /{page} with 10 times the items", many / few, MOST_GROWTH, "times")
    index = len(gzip.compress((sites[10] / "search/index.js").read_bytes(), 9)) / 1000
    table.aim("  index of search with 10 times the items", index, None, "kB")


def published(root: Path) -> Path:
    """The site as it's published, with the sheets of the guide itself: pages link to them, but load none."""
    empty(root)
    shutil.copytree(ROOT / "docs/downloads", root / "docs/downloads")
    building(root)()
    macros(root, "postprocess", "out")
    return root / "out"


def multiplied(folder: Path, times: int) -> tuple[Path, int]:
    """A copy of the guide with so many times its questions, messages and answers, and their number; the pages stay the same."""
    root = copy_project(folder / f"x{times}")
    # The size of one file is limited for people's sake, and here no one reads it.
    parser = root / "macros/yaml_io/parser.py"
    parser.write_text(parser.read_text("utf-8").replace("LARGEST_FILE_BYTES = 2_000_000", "LARGEST_FILE_BYTES = 200_000_000"), "utf-8")
    return root, multiply(root, times)


CONSONANTS = "bcdfghjkmnpqrvwxz"
"""Letters that make no word by chance that a rule is about."""
MAIN_TEXT = {"questions": "text", "messages": "title", "answers": "question"}
"""The field in which each of a list differs from all others. The check refuses two that are alike."""


def multiply(root: Path, times: int) -> int:
    """Give every topic, channel and group of answers so many times its items.

    Args:
        root: The guide.
        times: How many times; 1 changes nothing but the way the files are written.

    Returns:
        The number of items.
    """
    count = 0
    for key, main_text in MAIN_TEXT.items():
        for path in (root / "data" / key).glob("*.yml"):
            data = yaml.load(path.read_text("utf-8"), Loader=yaml.CBaseLoader)
            if key not in data:
                continue
            originals = data[key]
            data[key] = [renamed(item, main_text, turn) for turn in range(times) for item in originals]
            count += len(data[key])
            path.write_text(yaml.dump(data, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True), "utf-8")
    return count


def renamed(item: dict, main_text: str, turn: int) -> dict:
    """A copy of an item under an id of its own and in other words; deep, since YAML would write what is shared as an alias."""
    copied = copy.deepcopy(item)
    if turn:
        start, number = item["id"].rsplit("-", 1)
        copied["id"] = f"{start}-n{turn}-{number}"
        if main_text in item:
            copied[main_text] = respelled(item[main_text], turn)
        # Each file may have a few of these.
        copied |= {"priority": "good"} if item.get("priority") == "must" else {}
    return copied


def respelled(text: str, turn: int) -> str:
    """A text in words that no other text has: each small letter is another one, which differs from place to place."""
    change = Random(f"{turn} {text}")
    return "".join(change.choice(CONSONANTS) if char in string.ascii_lowercase else char for char in text)
