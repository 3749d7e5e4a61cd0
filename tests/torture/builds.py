"""Builds that are killed, that run side by side, and that must make the same."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.support.commands import MKDOCS, run
from tests.support.guides import NOTE, copy_project, edit
from tests.support.small_site import SITE_COMMAND, copy_small_guide
from tests.torture import Case, fault, judged
from tests.torture.guides import MACROS, OFFLINE_ZIP, built_small_guide, forget_made, made_in, no_next_build, not_plain, told, unlike

MOMENTS = 50
SEED = 24
FULL_BUILD_AFTER = 10
"""After so many kills in a row, a build is left to end."""
EDITIONS = ("I liked your bread.", "I liked your rolls.")
ENVIRONMENTS = (
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "", "PYTHONHASHSEED": "1"},
    {"TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8", "LANG": "de_DE.UTF-8", "PYTHONHASHSEED": "2"},
)


@fault(
    f"A build is ended by SIGKILL, SIGTERM or SIGINT at {MOMENTS} random moments.",
    "site/ and docs/downloads/ are whole, old or new; the next build works; no lock stays; no traceback on Ctrl-C.",
)
def killed(folder: Path) -> Iterator[Case]:
    root, chance = built_small_guide(folder / "guide"), random.Random(SEED)
    before = made_in(root)
    edit(root, NOTE, *EDITIONS)
    started = time.monotonic()
    assert run(*SITE_COMMAND, cwd=root).returncode == 0
    seconds = time.monotonic() - started
    editions = [made_in(root), before]
    problems: defaultdict[signal.Signals, list[str]] = defaultdict(list)
    said: defaultdict[signal.Signals, set[str]] = defaultdict(set)
    counts: Counter[signal.Signals] = Counter()
    for number in range(MOMENTS):
        edit(root, NOTE, EDITIONS[(number + 1) % 2], EDITIONS[number % 2])
        which = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)[number % 3]
        moment = chance.uniform(0, seconds)
        with subprocess.Popen(SITE_COMMAND, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
            time.sleep(moment)
            process.send_signal(which)
            stdout, stderr = process.communicate()
        done = subprocess.CompletedProcess([], process.returncode, stdout, stderr)
        counts[which] += done.returncode != 0
        if "Traceback" in done.stderr:
            problems[which].append(f"a traceback at {moment:.1f} s: {told(done)}")
        if which == signal.SIGINT and done.returncode:
            said[which].add(told(done))
        for place in ("site/", "docs/downloads/"):
            found = {name: content for name, content in made_in(root).items() if name.startswith(place)}
            if found not in [{name: text for name, text in edition.items() if name.startswith(place)} for edition in editions]:
                problems[which].append(f"{place} is neither the old one nor the new one after {moment:.1f} s")
        if number % FULL_BUILD_AFTER == FULL_BUILD_AFTER - 1:
            problems[which] += no_next_build(root, editions[(number + 1) % 2])
    for which in (signal.SIGKILL, signal.SIGTERM, signal.SIGINT):
        seen = f"{counts[which]} builds ended early" + (f"; told: {' and '.join(sorted(said[which]))}" if said[which] else "")
        yield judged(which.name, problems[which], seen)


@fault("Several builds run in one folder at once.", "All of them end well, the later ones say they wait, and what they make is whole.")
def side_by_side(folder: Path) -> Iterator[Case]:
    root = built_small_guide(folder / "guide")
    expected = made_in(root)
    commands = [SITE_COMMAND, SITE_COMMAND, (*MACROS, "site", "--offline"), (*MACROS, "downloads")]
    forget_made(root)
    done = _at_once(root, commands)
    waited = sum("Another build is running in this folder" in one.stderr for one in done)
    problems = [problem for one in done for problem in not_plain(one, 0)]
    problems += [] if waited else ["none of them says it waits"]
    yield judged(
        "2 sites, a copy to use offline and downloads", [*problems, *unlike(made_in(root), expected)], f"{waited} of 4 said they wait"
    )
    forget_made(root)
    done = _at_once(root, [SITE_COMMAND, (*MKDOCS, "build", "--site-dir", str(folder / "elsewhere"))])
    problems = [problem for one in done for problem in not_plain(one, 0, 1)]
    yield judged("a site and a plain mkdocs build", [*problems, *unlike(made_in(root), expected)], "; ".join(map(told, done)))


def _at_once(root: Path, commands: list[tuple[str, ...]]) -> list[subprocess.CompletedProcess[str]]:
    """Start the commands together, and wait for all."""
    running = [subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for command in commands]
    ended = [(process, *process.communicate()) for process in running]
    return [subprocess.CompletedProcess(process.args, process.returncode, stdout, stderr) for process, stdout, stderr in ended]


TWO_FOLDERS = "is built in two folders, at two times, with other file times, time zone, locale and hash seed."
EQUAL = "The site, the downloads and the offline copy are equal byte for byte."


@fault(f"The smallest guide {TWO_FOLDERS}", EQUAL)
def equal(folder: Path) -> Iterator[Case]:
    yield _twice(folder, copy_small_guide)


@fault(f"The whole guide {TWO_FOLDERS}", EQUAL)
def equal_whole_guide(folder: Path) -> Iterator[Case]:
    yield _twice(folder, copy_project)


def _twice(folder: Path, copy: Callable[[Path], Path]) -> Case:
    """Whether two builds make the same."""
    made = []
    for name, environment, age_seconds in zip(("one", "another folder"), ENVIRONMENTS, (0, 400 * 24 * 3600), strict=True):
        root = copy(folder / name)
        set_times(root, time.time() - age_seconds)
        for options in ([], ["--offline"]):
            done = run(*SITE_COMMAND, *options, cwd=root, **environment)
            assert done.returncode == 0, done.stderr
        made.append({**made_in(root), OFFLINE_ZIP: (root / OFFLINE_ZIP).read_bytes()})
    return judged("two builds", unlike(made[1], made[0]), f"{len(made[0])} files are equal")


def set_times(root: Path, seconds: float) -> None:
    """Give all files and folders below `root` one time, in seconds since 1970."""
    for path in [root, *root.rglob("*")]:
        os.utime(path, (seconds, seconds), follow_symlinks=False)
