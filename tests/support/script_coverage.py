"""Which lines and functions of docs/assets/ the tests run in a browser, by Chromium's own counts.

Playwright for Python has no coverage of its own, so each page gets a session of the browser's protocol:
https://chromedevtools.github.io/devtools-protocol/tot/Profiler/
"""

from __future__ import annotations

import functools
import json
import operator
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, CDPSession, Error, Locator, Page

ASSETS = Path(__file__).parents[2] / "docs" / "assets"
FOLDER_VARIABLE = "SCRIPT_COVERAGE"
"""Names the folder for the counts in the environment; without it nothing is recorded, and tests pay nothing."""

Span = tuple[int, int]
"""Where a piece of a script starts and ends, in UTF-16 code units, which is how JavaScript counts."""


def units_run(functions: list[dict[str, Any]], length: int) -> bytes:
    """A 1 for each code unit that ran, else a 0.

    Args:
        functions: what V8 reports of one script; its ranges nest, and an inner count holds within an outer one.
        length: of the script, in code units.
    """
    units = bytearray(length)
    ranges = [found for function in functions for found in function["ranges"]]
    for found in sorted(ranges, key=lambda found: (found["startOffset"], -found["endOffset"])):
        start, end = min(found["startOffset"], length), min(found["endOffset"], length)
        units[start:end] = bytes([found["count"] > 0]) * (end - start)
    return bytes(units)


def code_lines(source: str) -> dict[int, Span]:
    """The lines of a script that hold code, by number from 1, each without the spaces around it.

    A line of nothing but a comment is none, as comments are written here: `//`, or `/*` at the start of a line.
    """
    lines = source.split("\n")
    starts = accumulate((_units(line) + 1 for line in lines), initial=0)
    found: dict[int, Span] = {}
    in_comment = False
    for number, (line, start) in enumerate(zip(lines, starts, strict=False), 1):
        code = line.strip()
        in_comment = in_comment or code.startswith("/*")
        if code and not in_comment and not code.startswith("//"):
            first = start + _units(line) - _units(line.lstrip())
            found[number] = (first, first + _units(code))
        in_comment = in_comment and "*/" not in code
    return found


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@dataclass
class ScriptCoverage:
    """What ran of one script, over any number of pages."""

    source: str
    units: bytes = b""
    functions: dict[tuple[int, int, str], bool] = field(default_factory=dict)
    """Start, end and name of each function that was compiled, and whether it ran."""

    def __post_init__(self) -> None:
        self.units = self.units or bytes(_units(self.source))

    def add(self, functions: list[dict[str, Any]]) -> None:
        """Add what V8 reports of one load of the script."""
        self.units = bytes(map(operator.or_, self.units, units_run(functions, len(self.units))))
        for function in functions:
            whole = function["ranges"][0]
            key = (whole["startOffset"], whole["endOffset"], function["functionName"])
            # The first entry is the script itself, which is no function.
            if whole["startOffset"] > 0 or whole["endOffset"] < len(self.units):
                self.functions[key] = self.functions.get(key, False) or whole["count"] > 0

    def merge(self, other: ScriptCoverage) -> None:
        """Add what another process saw of the same script."""
        self.units = bytes(map(operator.or_, self.units, other.units))
        for key, ran in other.functions.items():
            self.functions[key] = self.functions.get(key, False) or ran

    def lines_run(self) -> dict[int, bool]:
        """For each line of code, by number from 1, whether all of it ran."""
        return {number: all(self.units[start:end]) for number, (start, end) in code_lines(self.source).items()}

    def never_run(self) -> list[str]:
        """The functions that never ran, in order; one without a name by its line."""
        if not any(self.units):
            return ["all: no page loads it, and a worker is not counted"]
        before = self.source.encode("utf-16-le")
        return [
            name or f"line {before[: start * 2].decode('utf-16-le').count(chr(10)) + 1}"
            for (start, _, name), ran in sorted(self.functions.items())
            if not ran
        ]


class Recorder:
    """Starts the counts on each page and collects them, by the script's path under docs/assets/."""

    def __init__(self) -> None:
        self.scripts: dict[str, ScriptCoverage] = {}
        self.sessions: dict[Page, CDPSession] = {}

    def start(self, page: Page) -> None:
        """Begin to count on a page."""
        session = page.context.new_cdp_session(page)
        session.send("Profiler.enable")
        session.send("Profiler.startPreciseCoverage", {"callCount": True, "detailed": True})
        self.sessions[page] = session

    def take(self, page: Page) -> None:
        """Collect what ran on a page since the last time; nothing is left of one that is gone."""
        if page not in self.sessions:
            return
        with suppress(Error):
            for script in self.sessions[page].send("Profiler.takePreciseCoverage")["result"]:
                self._add(script["url"].partition("?")[0].rpartition("/assets/")[2], script["functions"])

    def take_all(self, context: BrowserContext) -> None:
        """Collect what ran on all pages of a context."""
        for page in context.pages:
            self.take(page)

    def _add(self, name: str, functions: list[dict[str, Any]]) -> None:
        # Scripts of the theme and of the tests have no such file.
        if name.endswith(".js") and (ASSETS / name).is_file():
            if name not in self.scripts:
                self.scripts[name] = ScriptCoverage((ASSETS / name).read_text("utf-8"))
            self.scripts[name].add(functions)


@contextmanager
def recording(folder: Path) -> Iterator[None]:
    """Record every page that is opened meanwhile, and write a file into `folder`, one for each process.

    A document takes its counts with it, and Chromium answers no more once it begins to leave. They are therefore taken before each
    step of a test that may lead elsewhere; what runs between a click on a link and the next page is not counted.
    """
    recorder = Recorder()
    with pytest.MonkeyPatch.context() as patch:
        for owner in (Browser, BrowserContext):
            patch.setattr(owner, "new_page", _then(owner.new_page, recorder.start))
        for leave in ("goto", "reload", "go_back", "go_forward", "click", "close"):
            patch.setattr(Page, leave, _first(recorder.take, getattr(Page, leave)))
        patch.setattr(Locator, "click", _first(lambda locator: recorder.take(locator.page), Locator.click))
        patch.setattr(BrowserContext, "close", _first(recorder.take_all, BrowserContext.close))
        yield
    write(recorder.scripts, folder / f"scripts-{os.getpid()}.json")


def _then(function: Callable[..., Page], also: Callable[[Page], None]) -> Callable[..., Page]:
    @functools.wraps(function)
    def both(*arguments: Any, **options: Any) -> Page:
        page = function(*arguments, **options)
        also(page)
        return page

    return both


def _first(before: Callable[[Any], None], function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def both(owner: Any, *arguments: Any, **options: Any) -> Any:
        before(owner)
        return function(owner, *arguments, **options)

    return both


def write(scripts: dict[str, ScriptCoverage], path: Path) -> None:
    """Write what one process saw."""
    seen = {
        name: {"units": script.units.hex(), "functions": [[*key, ran] for key, ran in script.functions.items()]}
        for name, script in scripts.items()
    }
    path.write_text(json.dumps(seen), "utf-8")


def read(folder: Path) -> dict[str, ScriptCoverage]:
    """All scripts of the guide by their path under docs/assets/, with what all processes saw of them."""
    paths = {path.relative_to(ASSETS).as_posix(): path for path in sorted(ASSETS.rglob("*.js"))}
    scripts = {name: ScriptCoverage(path.read_text("utf-8")) for name, path in paths.items()}
    for file in folder.glob("scripts-*.json"):
        for name, seen in json.loads(file.read_text("utf-8")).items():
            if name not in scripts:
                continue  # A script that the tests bring along.
            functions = {(start, end, name): ran for start, end, name, ran in seen["functions"]}
            scripts[name].merge(ScriptCoverage(scripts[name].source, bytes.fromhex(seen["units"]), functions))
    return scripts
