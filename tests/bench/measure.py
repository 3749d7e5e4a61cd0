"""What a program costs, in CPU seconds and memory, and the table of what was measured.

CPU seconds are those the program and all it started were computing, which other programs on the machine change little. They still
differ from one machine to the next; a ratio of two in one run hardly does. So `make bench` fails for ratios and bytes, and only says how
far CPU seconds and memory are from what's wanted.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from tests.support.guides import ROOT

MAXRSS_BYTES = 1 if sys.platform == "darwin" else 1024
"""The unit of ru_maxrss; see getrusage(2)."""


class Cost(NamedTuple):
    """What a program cost: CPU seconds, and the most memory one of its processes had, in megabytes."""

    seconds: float
    megabytes: float


def cost_of(*command: str | Path, cwd: Path = ROOT, status: int = 0, **environment: str) -> Cost:
    """Run a program and measure it.

    Args:
        command: The program and its arguments.
        cwd: The folder it runs in.
        status: The exit status it must have.
        environment: More variables of its environment.

    Returns:
        What it and everything it started cost.

    Raises:
        AssertionError: If its exit status is another one. The message has what it said.
    """
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment}
    with subprocess.Popen(
        [str(part) for part in command], cwd=cwd, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout
        said = process.stdout.read()
        _, ended, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(ended)
    assert process.returncode == status, said
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss * MAXRSS_BYTES / 1e6)


def medians(measures: Sequence[Callable[[], Cost]], runs: int) -> list[Cost]:
    """The median cost of each measure. They take turns, so that a busy moment of the machine meets all."""
    rounds = [[measure() for measure in measures] for _ in range(runs)]
    return [Cost(*(statistics.median(values) for values in zip(*column, strict=True))) for column in zip(*rounds, strict=True)]


@dataclass
class Table:
    """What was measured so far.

    Attributes:
        too_much: What is beyond a limit, for which the command fails.
    """

    too_much: list[str] = field(default_factory=list)

    def limit(self, what: str, value: float, most: float, unit: str = "") -> None:
        """Add something that doesn't depend on the machine, and must not be more than a limit."""
        is_kept = value <= most
        self._tell(what, value, unit, f"at most {_number(most)}{'' if is_kept else '  <- too much'}")
        if not is_kept:
            self.too_much.append(what)

    def aim(self, what: str, value: float, most: float | None, unit: str) -> None:
        """Add something that depends on the machine, and what is wanted of it, if anything is."""
        self._tell(what, value, unit, f"wanted: {_number(most)}" if most is not None else "")

    @staticmethod
    def heading(text: str) -> None:
        print(f"\n{text}", flush=True)

    @staticmethod
    def _tell(what: str, value: float, unit: str, rest: str) -> None:
        print(f"  {what:<74}{_number(value):>9} {unit:<6} {rest}".rstrip(), flush=True)


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 or float(value).is_integer() else f"{value:.2f}"
