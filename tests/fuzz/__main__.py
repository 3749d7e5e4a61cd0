"""Give the guide random damage to read: python -m tests.fuzz [KIND ...] [--seed N] [--count N] [--first N]

Each case is drawn from a seed and its number, so that a find can be judged again alone. A find is an exception, more than two seconds of
CPU time, or something lost: an import that takes away what was there, a file that comes back different, a fix that changes the meaning.
"""

from __future__ import annotations

import argparse
import sys
from contextlib import ExitStack

from playwright.sync_api import Browser, sync_playwright

from tests.fuzz.kinds import COUNTS, DRAW, IN_PROCESS, SEED, open_judge
from tests.fuzz.runner import FINDS, OUTCOMES, Case, Result, Verdict, run
from tests.support.find_browser import find

COLUMNS = "{:<8} {:>8} " + "{:>9} " * len(OUTCOMES) + "{:>6} {:>12} {:>8}"
MOST_SHOWN = 3000
"""Characters of a case, and of what happened."""


def main(arguments: list[str]) -> int:
    """Run the kinds that are named, or all; returns the exit status.

    Args:
        arguments: The words of the command line.
    """
    parser = argparse.ArgumentParser("python -m tests.fuzz", description=(__doc__ or "").split("\n\n")[1])
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=f"one of {', '.join(COUNTS)}; all of them by default")
    parser.add_argument("--seed", type=int, default=SEED, help="of the random numbers (default: %(default)s)")
    parser.add_argument("--count", type=int, help="how many cases of each kind (default: as many as a full run has)")
    parser.add_argument("--first", type=int, default=0, help="the number of the first case (default: 0)")
    options = parser.parse_args(arguments)
    if unknown := [kind for kind in options.kinds if kind not in COUNTS]:
        parser.error(f"there is no kind {', '.join(unknown)}; there are {', '.join(COUNTS)}")
    kinds = options.kinds or [*COUNTS]
    print(COLUMNS.format("kind", "cases", *OUTCOMES, "finds", "CPU seconds", "slowest"), flush=True)
    is_sound = True
    with ExitStack() as stack:
        browser = None if {*kinds} <= {*IN_PROCESS} else _launch(stack)
        for kind in kinds:
            count = COUNTS[kind].whole if options.count is None else options.count
            with open_judge(kind, None if kind in IN_PROCESS else browser) as judge:
                result = run(DRAW[kind], judge, options.seed, range(options.first, options.first + count))
            _show(kind, options.seed, result)
            is_sound = is_sound and not result.finds
    return 0 if is_sound else 1


def _launch(stack: ExitStack) -> Browser:
    path = find()
    playwright = stack.enter_context(sync_playwright())
    browser = playwright.chromium.launch(executable_path=path)
    stack.callback(browser.close)
    return browser


def _show(kind: str, seed: int, result: Result) -> None:
    """Print the line of a kind, and below it what was found."""
    counts = [f"{result.outcomes[outcome]:,}" for outcome in OUTCOMES]
    finds = sum(result.outcomes[outcome] for outcome in FINDS)
    figures = (f"{result.cpu_seconds:,.0f}", f"{result.slowest:.2f} s")
    print(COLUMNS.format(kind, f"{result.outcomes.total():,}", *counts, finds, *figures), flush=True)
    for number, find_ in result.finds.items():
        _show_find(kind, seed, number, *find_)


def _show_find(kind: str, seed: int, number: int, case: Case, verdict: Verdict) -> None:
    print(f"\n{verdict.outcome}: {case.subject[:MOST_SHOWN]}\n{case.text[:MOST_SHOWN]!r}\n{verdict.detail[-MOST_SHOWN:]}")
    print(f"To see it again: python -m tests.fuzz {kind} --seed {seed} --first {number} --count 1\n", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
