"""How fast the generator is, as ratios in one run: make bench

Absolute seconds are those of the machine that ran it; the ratios, taken side by side in one run,
are what is compared from one machine or version to the next.
"""

from __future__ import annotations

import copy
import gzip
import math
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from html import unescape
from pathlib import Path

import yaml
from markdownify import MarkdownConverter
from playwright.sync_api import Page, sync_playwright

from tests.fixtures.unreadable_yaml import TROUBLE
from tests.support import find_browser
from tests.support.commands import MKDOCS, run
from tests.support.guides import NOTE, ROOT, copy_project
from tests.support.preview import Preview
from tests.support.server import serving

RUNS = 5
SIZES = (1, 10, 100)


def seconds(command: Callable[[], subprocess.CompletedProcess], runs: int = RUNS) -> float:
    """The median time of a command that must succeed, in seconds."""
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        done = command()
        times.append(time.perf_counter() - started)
        assert done.returncode == 0, done.stdout + done.stderr
    return statistics.median(times)


def tell(what: str, value: str, limit: str) -> None:
    print(f"{what:<72}{value:>12}   {limit}", flush=True)


def building(root: Path, kept: bool = False) -> Callable[[], subprocess.CompletedProcess]:
    """A cold build of the guide under `root`, in a process of its own, into a folder that is not there.

    `kept`: with what an earlier build of the very same guide has kept; else that is removed first.
    """

    def build() -> subprocess.CompletedProcess:
        shutil.rmtree(root / "out", ignore_errors=True)
        if not kept:
            shutil.rmtree(root / ".build", ignore_errors=True)
        return run(*MKDOCS, "build", "--site-dir", root / "out", cwd=root, PYTHONPATH=str(root))

    return build


def bench_check() -> None:
    check = seconds(lambda: run(sys.executable, "-m", "macros", "check"))
    start = seconds(lambda: run(sys.executable, "-c", "import yaml, jinja2, pydantic"))
    tell("make check, against importing its libraries alone", f"{check / start:.2f}", f"({check:.2f} s, at most 1 s)")


def bench_plain(folder: Path) -> None:
    """The guide against the same pages written out as plain Markdown, without macros."""
    ours, plain = copy_project(folder / "ours"), copy_project(folder / "plain")
    assert building(ours)().returncode == 0
    write_plain(ours / "out", plain)
    # One after the other, so that a busy moment of the machine meets all.
    builds = (building(ours, kept=True), building(plain), building(ours))
    rounds = [[seconds(build, 1) for build in builds] for _ in range(RUNS)]
    mine, theirs, nothing_kept = (statistics.median(column) for column in zip(*rounds, strict=True))
    said = f"({mine:.2f} s to {theirs:.2f} s, at most 1.00)"
    tell("cold build of the guide, against the same pages as plain Markdown", f"{mine / theirs:.2f}", said)
    tell("the same, with nothing kept from an earlier build", f"{nothing_kept / theirs:.2f}", f"({nothing_kept:.2f} s)")


class SamePage(MarkdownConverter):
    """HTML to Markdown that keeps what a reader sees: what folds away still folds away (md_in_html)."""

    def convert_details(self, el, text, parent_tags):
        return f'\n\n<details markdown="1">\n{text.strip()}\n\n</details>\n\n'

    def convert_summary(self, el, text, parent_tags):
        return f"\n\n<summary>{text.strip()}</summary>\n\n"


def write_plain(built: Path, plain: Path) -> None:
    """Replace the pages under `plain` by what was built, written as Markdown.

    Headings keep their ids, lists of terms stay such (def_list), and what folds away still does: the same page.
    """
    config = yaml.load((plain / "mkdocs.yml").read_text("utf-8"), Loader=yaml.BaseLoader)
    del config["plugins"]["macros"]
    config["markdown_extensions"][config["markdown_extensions"].index("macros.engine.raw_html_blocks")] = "def_list"
    config["strict"] = False
    config["validation"] = {"anchors": "ignore", "unrecognized_links": "ignore", "not_found": "ignore", "absolute_links": "ignore"}
    config["theme"]["font"] = False
    config["extra"]["generator"] = False
    (plain / "mkdocs.yml").write_text(
        yaml.safe_dump(config, sort_keys=False).replace("'false'", "false").replace("'true'", "true"), "utf-8"
    )
    for page in (plain / "docs").rglob("*.md"):
        name = re.sub(r"(index)?\.md$", "", page.relative_to(plain / "docs").as_posix())
        html = (built / name / "index.html").read_text("utf-8")
        article = re.search(r'<article class="md-content__inner md-typeset">(.*?)<aside class="guide-suggest"', html, re.DOTALL)[1]
        article = re.sub(r'<a class="headerlink".*?</a>', "", article)
        article = re.sub(r'<h([1-6]) id="([^"]+)">(.*?)</h\1>', r"<h\1>\3 {: #\2 }</h\1>", article, flags=re.DOTALL)
        head = page.read_text("utf-8").split("---\n")[1]
        text = unescape(SamePage(heading_style="ATX").convert(article))
        page.write_text(f"---\n{head}---\n\n{text}\n", "utf-8")


def multiply(root: Path, times: int) -> int:
    """Give every topic, channel and step so many times its items; the pages stay the same. Returns the number of items."""
    count = 0
    for pattern, key in (("questions/*.yml", "questions"), ("messages/*.yml", "messages"), ("answers/*.yml", "answers")):
        for path in (root / "data").glob(pattern):
            data = yaml.load(path.read_text("utf-8"), Loader=yaml.CBaseLoader)
            if key not in data:
                continue
            originals = data[key]
            data[key] = [renamed(item, turn) for turn in range(times) for item in originals]
            count += len(data[key])
            path.write_text(yaml.dump(data, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True), "utf-8")
    return count


def renamed(item: dict, turn: int) -> dict:
    """A copy of an item under an id of its own; deep, since YAML would write what is shared as an alias."""
    copied = copy.deepcopy(item)
    if turn:
        start, number = item["id"].rsplit("-", 1)
        copied["id"] = f"{start}-n{turn}-{number}"
    return copied


def bench_size(folder: Path) -> None:
    """Build time against the number of items, on the same pages."""
    times, counts = [], []
    for size in SIZES:
        root = copy_project(folder / f"x{size}")
        # The size of one file is limited for people's sake; a bench has no such reader.
        reader = root / "macros/yaml_io/parser.py"
        reader.write_text(reader.read_text("utf-8").replace("LARGEST_FILE_BYTES = 2_000_000", "LARGEST_FILE_BYTES = 200_000_000"), "utf-8")
        counts.append(multiply(root, size))
        times.append(seconds(building(root), 1 if size == SIZES[-1] else 3))
    for before, after in ((0, 1), (1, 2)):
        exponent = math.log(times[after] / times[before]) / math.log(counts[after] / counts[before])
        tell(
            f"build time from {counts[before]} to {counts[after]} items: exponent",
            f"{exponent:.2f}",
            f"({times[before]:.2f} s to {times[after]:.2f} s, at most 1.10)",
        )


def bench_preview(folder: Path) -> None:
    """How soon an edit of data shows in a running preview, against a whole build."""
    root = copy_project(folder / "preview")
    build = seconds(building(root), 3)
    os.environ["PYTHONPATH"] = str(root)
    running = Preview(root)
    try:
        path = root / "data/glossary.yml"
        waits = []
        for turn in range(RUNS):
            text = path.read_text("utf-8")
            path.write_text(re.sub(r"(^    term: .*?)( \(turn \d\))?$", rf"\1 (turn {turn})", text, count=1, flags=re.MULTILINE), "utf-8")
            started = time.perf_counter()
            running.wait(lambda turn=turn: f"(turn {turn})" in running.page("more/glossary/"))
            waits.append(time.perf_counter() - started)
    finally:
        running.stop()
        del os.environ["PYTHONPATH"]
    wait = statistics.median(waits)
    tell("an edit shows in make serve, against a cold build", f"{wait / build:.2f}", f"({wait:.2f} s, at most 2 s)")


def bench_search(folder: Path) -> None:
    """What search costs a reader: what is loaded, and how long the browser is busy until the first result and with each letter."""
    root = copy_project(folder / "search")
    assert building(root)().returncode == 0
    index = root / "out/search/index.js"
    tell("search index, compressed", f"{len(gzip.compress(index.read_bytes(), 9)):,} B", "(at most 160,000)")
    chromium = find_browser.find()
    with serving(root / "out") as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        firsts, letters = [], []
        for words in SEARCHES:
            page = browser.new_page()
            page.goto(address)
            busy = busy_time(page)
            page.keyboard.press("/")
            page.keyboard.insert_text(words[:3])
            page.locator("#guide-search-list > a").first.wait_for()
            firsts.append(busy())
            for letter in words[3:]:
                page.keyboard.press(letter if letter != " " else "Space")
                page.wait_for_timeout(150)
                letters.append(busy())
            page.close()
        browser.close()
    tell("first result of a search: the browser is busy", f"{statistics.median(firsts):.0f} ms", "(at most 500 ms)")
    said = f"(at most 30 ms; the longest {max(letters):.0f} ms)"
    tell("each further letter: the browser is busy", f"{statistics.median(letters):.0f} ms", said)


SEARCHES = ("thank you note", "nurse questions", "they didnt reply", "who pays for coffee")


def busy_time(page: Page) -> Callable[[], float]:
    """A function that gives how long the page's browser has worked since the last call, in milliseconds of its main thread."""
    session = page.context.new_cdp_session(page)
    # In CPU time of its thread, which other programs on the machine do not change.
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    last = 0.0

    def since_last() -> float:
        nonlocal last
        metrics = session.send("Performance.getMetrics")["metrics"]
        now = next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration") * 1000
        last, before = now, last
        return now - before

    since_last()
    return since_last


def bench_trouble(folder: Path) -> None:
    """The slowest of the files that YAML parsers choke on, against a sound guide."""
    root = Path(shutil.copytree(ROOT / "tests/fixtures/small", folder / "trouble"))
    sound = seconds(lambda: run(sys.executable, "-m", "macros", "check", cwd=root))
    slowest, name = 0.0, ""
    for name_of_trouble, content in TROUBLE.items():
        (root / NOTE).write_bytes(content if isinstance(content, bytes) else content.encode())
        started = time.perf_counter()
        assert run(sys.executable, "-m", "macros", "check", cwd=root).returncode == 1
        if (took := time.perf_counter() - started) > slowest:
            slowest, name = took, name_of_trouble
    tell(f"the slowest bad file ({name}), against a sound one", f"{slowest / sound:.2f}", f"({slowest:.2f} s, at most 2 s)")


def main() -> None:
    """Run all, in a folder that is removed afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        bench_check()
        bench_plain(Path(folder))
        bench_search(Path(folder))
        bench_preview(Path(folder))
        bench_trouble(Path(folder))
        bench_size(Path(folder))


if __name__ == "__main__":
    main()
