"""Try the main paths in every engine that's installed: python -m tests.browsers

Names of engines and paths, or the beginnings of such, choose some of them, as in: python -m tests.browsers firefox "My interviews"

It takes the built site in site/ and the copy that opens from a folder in .build/, and prints a table at the end. The exit status is 1 if a
path fails, and if there's no engine at all.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import traceback
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from macros.site_builder import OFFLINE_COPY, SITE, WORK_FOLDER
from tests.browsers.engines import ENGINES, Engine, started
from tests.browsers.paths import PATHS, MainPath
from tests.browsers.reader import Reader
from tests.support.guides import ROOT
from tests.support.host import Host, hosting

REPORT = Path(__file__).with_name("report.js")
LEFT_OUT = (".pdf", ".zip", ".docx")
"""What no path opens."""

NEVER_TRIED = (
    "any engine: fingers, the phones' own browsers, and what is only in a browser's own console, such as a warning about a style",
    "WebKit: Safari itself, which has this engine with its own rules for storage and printing",
)
"""What no machine can try with Debian's packages."""


@dataclass
class Result:
    """What came of one engine."""

    name: str
    version: str = ""
    passed: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    not_tried: list[str] = field(default_factory=list)


def watched_copy(site: Path, folder: Path) -> Path:
    """Copy a built site, so that each page writes down what it must not do."""
    shutil.copytree(site, folder, ignore=lambda _, names: {name for name in names if name.endswith(LEFT_OUT)})
    shutil.copy(REPORT, folder)
    for page in folder.rglob("*.html"):
        up = "../" * (len(page.relative_to(folder).parts) - 1)
        html = page.read_text("utf-8")
        page.write_text(html.replace("<head>", f'<head><script src="{up}{REPORT.name}"></script>', 1), "utf-8")
    return folder


def try_engine(engine: Engine, paths: list[MainPath], site: Path, offline: Path) -> Result:
    """Try paths in one engine, each with a site of its own that nothing is stored of.

    Args:
        engine: The engine.
        paths: The paths.
        site: The watched copy of the site.
        offline: That of the copy that opens from a folder.
    """
    result = Result(engine.name)
    programs = engine.find()
    if programs is None:
        result.not_tried.append(engine.missing())
        return result
    for is_blocked in (False, True):
        chosen = [one for one in paths if one.is_storage_blocked is is_blocked]
        if not chosen:
            continue
        try:
            with started(engine, programs, is_blocked) as (driver, downloads):
                result.version = driver.capabilities["browserVersion"]
                for one in chosen:
                    opened = nullcontext(Host(offline, f"{offline.as_uri()}/")) if one.is_from_folder else hosting(site)
                    with opened as host:
                        _follow(one, Reader(driver, host, downloads, engine.cannot), result)
        except Exception as error:  # Whatever its driver or its connection raises: the other engines are tried all the same.
            result.failed.append("starting and ending it")
            traceback.print_exception(error)
    return result


def _follow(path: MainPath, reader: Reader, result: Result) -> None:
    print(f"{result.name}: {path.name} ... ", end="", flush=True)
    try:
        path.follow(reader)
        if wrong := reader.wrong():
            raise AssertionError("\n".join(wrong))
    except Exception as error:  # Whatever it is, the other paths are tried all the same.
        result.failed.append(path.name)
        print("failed")
        traceback.print_exception(error)
    else:
        result.passed.append(path.name)
        print("ok")
    result.not_tried += reader.not_tried


def table(results: list[Result], count: int) -> str:
    """What was tried, an engine a line, and below it what was not."""
    lines = [f"{'engine':10} {'version':16} {'passed':>8}  failed"]
    for one in results:
        lines.append(f"{one.name:10} {one.version or '-':16} {f'{len(one.passed)} of {count}':>8}  {', '.join(one.failed) or '-'}")
    not_tried = [f"  {one.name}: {what}" for one in results for what in one.not_tried]
    lines += ["", "Not tried:", *not_tried, *(f"  {what}" for what in NEVER_TRIED)]
    return "\n".join(lines)


def _begins(name: str, words: list[str]) -> bool:
    return name.lower().startswith(tuple(word.lower() for word in words))


def main(words: list[str]) -> int:
    """Try what's chosen, or everything; returns the exit status."""
    sites = (ROOT / SITE, ROOT / WORK_FOLDER / "offline" / OFFLINE_COPY)
    for folder in sites:
        if not (folder / "index.html").is_file():
            print(f"There's no built site in {folder}. Run make site and make offline first.", file=sys.stderr)
            return 1

    if unknown := [word for word in words if not any(_begins(one.name, [word]) for one in (*ENGINES, *PATHS))]:
        print(f"No engine and no path begins with {' or '.join(unknown)}.", file=sys.stderr)
        return 1
    engines = [one for one in ENGINES if _begins(one.name, words)] or ENGINES
    paths = [one for one in PATHS if _begins(one.name, words)] or PATHS
    with tempfile.TemporaryDirectory(prefix="guide-sites-") as folder:
        site, offline = (watched_copy(one, Path(folder) / str(number)) for number, one in enumerate(sites))
        results = [try_engine(engine, paths, site, offline) for engine in engines]
    print(f"\n{table(results, len(paths))}")
    return int(any(one.failed for one in results) or not any(one.passed for one in results))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
