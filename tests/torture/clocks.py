"""Clocks and files of other years."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.support.commands import run
from tests.support.small_site import SITE_COMMAND, copy_small_guide
from tests.torture import Case, fault, judged
from tests.torture.builds import set_times
from tests.torture.guides import MACROS, OFFLINE_ZIP, Files, made_in, not_plain, told, unlike

OTHER_CLOCK = Path(__file__).parent / "other_clock"
"""With this on its path, Python has another clock: that of the variable CLOCK, in seconds since 1970."""
DAY = 24 * 3600
WRONG_CLOCK = DAY
"""1970, as with an empty battery."""
LATER = {"2038, from the last second of 32 bits": 2**31 - 2, "2100": 130 * 366 * DAY}
"""In seconds since 1970. MkDocs itself writes times of 32 bits without a sign, which end in 2106."""


def _both(root: Path, **environment: str) -> Iterator[str]:
    """What is wrong with a build of the site and of the offline copy."""
    for options in ([], ["--offline"]):
        yield from not_plain(run(*SITE_COMMAND, *options, cwd=root, **environment), 0)


def _everything(root: Path) -> Files:
    archive = root / OFFLINE_ZIP
    return {**made_in(root), OFFLINE_ZIP: archive.read_bytes() if archive.is_file() else b""}


@fault(
    "The clock, or the time of every file, is of 1970, 2038 or later.",
    "The same files, byte for byte, or one plain sentence about the clock.",
)
def clocks(folder: Path) -> Iterator[Case]:
    usual = copy_small_guide(folder / "guide")
    assert not list(_both(usual))
    expected = _everything(usual)
    root = copy_small_guide(folder / "1970")
    clock = _clock(WRONG_CLOCK)
    done = [run(*MACROS, command, cwd=root, **clock) for command in ("check", "site")]
    problems = [problem for one in done for problem in not_plain(one, 1)]
    problems += [f"it isn't said once that the clock is wrong: {told(one)}" for one in done if one.stderr.count("the clock") != 1]
    yield judged("the clock, 1970", problems, told(done[0]))
    set_times(root, WRONG_CLOCK)
    yield judged("all files, 1970", [*_both(root), *unlike(_everything(root), expected)], "files are equal")
    for name, seconds in LATER.items():
        root = copy_small_guide(folder / name)
        set_times(root, seconds)
        yield judged(f"both, {name}", [*_both(root, **_clock(seconds)), *unlike(_everything(root), expected)], "files are equal")


def _clock(seconds: float) -> dict[str, str]:
    """The environment of a command with another clock."""
    return {"PYTHONPATH": str(OTHER_CLOCK), "CLOCK": str(seconds)}
