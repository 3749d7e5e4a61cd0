"""What it costs whoever builds the site: the check, the sheets, the whole build and an edit in `make serve`."""

from __future__ import annotations

import os
import re
import shutil
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.measure import Cost, Table, cost_of, medians
from tests.bench.plain import write_plain
from tests.fixtures.unreadable_yaml import TROUBLE
from tests.support.commands import MKDOCS
from tests.support.guides import NOTE, ROOT, copy_project
from tests.support.preview import Preview

RUNS = 5
MACROS = (sys.executable, "-m", "macros")
LIBRARIES = "import yaml, jinja2, pydantic"


def bench_check(table: Table, folder: Path) -> None:
    """The check, and the slowest of the files that YAML parsers choke on."""
    check, start = medians([lambda: cost_of(*MACROS, "check"), lambda: cost_of(sys.executable, "-c", LIBRARIES)], RUNS)
    table.aim("make check", check.seconds, 0.6, "CPU s")
    table.aim("  against loading its libraries alone", check.seconds / start.seconds, None, "times")
    root = Path(shutil.copytree(ROOT / "tests/fixtures/small", folder / "trouble"))
    [sound] = medians([lambda: cost_of(*MACROS, "check", cwd=root)], RUNS)
    costs = {}
    for name, content in TROUBLE.items():
        (root / NOTE).write_bytes(content if isinstance(content, bytes) else content.encode())
        costs[name] = cost_of(*MACROS, "check", cwd=root, status=1).seconds
    slowest = max(costs, key=lambda name: costs[name])
    table.limit(f"the slowest bad file ({slowest}), against a sound one", costs[slowest] / sound.seconds, 2)


def bench_site(table: Table, folder: Path) -> None:
    """The whole build, from nothing and again, and the sheets alone."""
    root = copy_project(folder / "site")
    parts = {"sheets": lambda: macros(root, "downloads"), "site": lambda: macros(root, "site")}
    sheets = parts["sheets"]()
    table.aim("sheets from nothing", sheets.seconds, 4, "CPU s")
    table.aim("  memory", sheets.megabytes, 300, "MB")
    empty(root)
    first = parts["site"]()
    [again] = medians([parts["site"]], 3)
    table.aim("make site from nothing, without the installation", first.seconds, None, "CPU s")
    table.aim("  memory", first.megabytes, None, "MB")
    table.aim("make site again, with nothing changed", again.seconds, None, "CPU s")
    table.limit("  against from nothing", again.seconds / first.seconds, 1 / 3)


def macros(root: Path, *command: str) -> Cost:
    """Run a command of the generator in a copy of the guide, with the copy's own code."""
    return cost_of(*MACROS, *command, cwd=root, PYTHONPATH=str(root))


def empty(root: Path) -> None:
    """Remove everything that was made in a copy of the guide."""
    for name in (".build", "site", "docs/downloads", "out"):
        shutil.rmtree(root / name, ignore_errors=True)


def building(root: Path, kept: bool = False) -> Callable[[], Cost]:
    """A build by MkDocs alone of a copy of the guide. `kept`: with what an earlier build of the same guide has kept."""

    def build() -> Cost:
        shutil.rmtree(root / "out", ignore_errors=True)
        if not kept:
            shutil.rmtree(root / ".build", ignore_errors=True)
        return cost_of(*MKDOCS, "build", "--site-dir", root / "out", cwd=root, PYTHONPATH=str(root))

    return build


def bench_plain(table: Table, folder: Path) -> None:
    """The guide against the same pages written out as plain Markdown, without macros."""
    ours, plain = copy_project(folder / "ours"), copy_project(folder / "plain")
    building(ours)()
    write_plain(ours / "out", plain)
    warm, theirs, cold = medians([building(ours, kept=True), building(plain), building(ours)], RUNS)
    table.aim("the same pages as plain Markdown, built by MkDocs", theirs.seconds, None, "CPU s")
    table.limit("mkdocs build from nothing, against that", cold.seconds / theirs.seconds, 0.9)
    table.limit("mkdocs build with nothing changed, against that", warm.seconds / theirs.seconds, 0.6)


EDITS = {
    "a question": ("data/questions/pay.yml", re.compile(r"(?m)(^    text: .*?)( \(turn \d+\))?$"), "prepare/questions/pay/"),
    "a chapter": ("docs/find/alumni.md", re.compile(r"(?m)(^# .*?)( \(turn \d+\))?$"), "find/alumni/"),
    "a style": ("docs/assets/styles/guide.css", re.compile(r"(?s)\A(.*?)(/\* \(turn \d+\) \*/)?\Z"), "assets/styles/guide.css"),
    "a template": ("macros/outputs/html/templates/glossary.html", re.compile(r"(?s)\A(.*?)(<p>\(turn \d+\)</p>)?\Z"), "more/glossary/"),
}
"""For each kind of edit: the file, what in it is followed by the number of the turn, and the page that shows it."""
WRITTEN = {"a style": "/* (turn {}) */", "a template": "<p>(turn {})</p>"}


def bench_edits(table: Table, folder: Path) -> None:
    """How long a running preview computes until an edit shows."""
    if not Path("/proc/self/stat").is_file():
        print("  Edits in make serve aren't measured here: there's no /proc.")
        return
    root = copy_project(folder / "preview")
    with previewing(root) as preview:
        for what, (name, place, page) in EDITS.items():
            costs = [edit_cost(preview, root / name, place, WRITTEN.get(what, " (turn {})"), turn, page) for turn in range(1, 5)]
            # The first of each kind may load what the next ones have.
            table.aim(f"an edit of {what} in make serve", statistics.median(costs[1:]), 1, "CPU s")


@contextmanager
def previewing(root: Path) -> Iterator[Preview]:
    """A preview of a copy of the guide, with the copy's own code."""
    os.environ["PYTHONPATH"] = str(root)
    try:
        preview = Preview(root, patience_seconds=60)
        try:
            yield preview
        finally:
            preview.stop()
    finally:
        del os.environ["PYTHONPATH"]


def edit_cost(preview: Preview, path: Path, place: re.Pattern[str], words: str, turn: int, page: str) -> float:
    """The CPU seconds of a preview from an edit until it shows and the preview rests."""
    before = computing_seconds(preview.process.pid)
    text = path.read_text("utf-8")
    said = words.format(turn)
    path.write_text(place.sub(lambda match: f"{match[1]}{said}", text, count=1), "utf-8")
    preview.wait(lambda: said.strip() in preview.page(page))
    return _at_rest(preview.process.pid) - before


REST_SECONDS = 0.5
MOST_AT_REST_SECONDS = 0.1
"""What a preview computes in that time while it only looks whether a file has changed."""


def _at_rest(pid: int) -> float:
    """The CPU seconds of a preview once it does nothing but look for changes."""
    last = 0.0
    while (now := computing_seconds(pid)) - last > MOST_AT_REST_SECONDS:
        last = now
        time.sleep(REST_SECONDS)
    return now


def computing_seconds(pid: int) -> float:
    """How long a running process has been computing; see proc_pid_stat(5)."""
    fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
