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
LAST_OF_32_BITS = 2**31 - 1
YEARS = {
    "1970": DAY,
    "2038, as 32 bits end": LAST_OF_32_BITS - 2,
    "2038, after that": LAST_OF_32_BITS + DAY,
    "2107, as zip's dates end": 137 * 366 * DAY,
}


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
    for name, seconds in YEARS.items():
        root = copy_small_guide(folder / f"clock {name}")
        environment = {"PYTHONPATH": str(OTHER_CLOCK), "CLOCK": str(seconds)}
        check = run(*MACROS, "check", cwd=root, **environment)
        if check.returncode:
            about_clock = [] if "clock" in check.stderr else [f"it doesn't say that the clock is wrong: {told(check)}"]
            lines = check.stderr.count("[R332]\n")
            site = run(*SITE_COMMAND, cwd=root, **environment)
            problems = [*not_plain(check, 1), *not_plain(site, 1), *about_clock, *([f"{lines} lines for one fault"] if lines > 1 else [])]
            yield judged(f"the clock, {name}", problems, told(check))
        else:
            yield judged(f"the clock, {name}", [*_both(root, **environment), *unlike(_everything(root), expected)], "files are equal")
        root = copy_small_guide(folder / f"files {name}")
        set_times(root, seconds)
        yield judged(f"all files, {name}", [*_both(root), *unlike(_everything(root), expected)], "files are equal")
