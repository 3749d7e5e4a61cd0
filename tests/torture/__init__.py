"""What the guide does when everything around it goes wrong: make torture

Each fault is a function in a module of this package. It does the harm to copies of the guide and yields what it saw, case by case.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple


class Case(NamedTuple):
    """One thing that was done, and what was seen.

    Args:
        done: What was done, in a few words.
        held: Whether everything held that must; None if it couldn't be tried here.
        seen: What didn't hold, or else what the person at the keyboard was told.
    """

    done: str
    held: bool | None
    seen: str


class Fault(NamedTuple):
    """A kind of harm.

    Args:
        done: What is done, in a sentence.
        must_hold: What must hold all the same.
        run: Does it in a new folder.
    """

    done: str
    must_hold: str
    run: Callable[[Path], Iterator[Case]]


Function = Callable[[Path], Iterator[Case]]
FAULTS: dict[str, Fault] = {}
"""By their names, in the order they're declared."""


def fault(done: str, must_hold: str) -> Callable[[Function], Function]:
    """Declare the function that does a kind of harm. Its name, with hyphens, is the fault's."""

    def add(function: Function) -> Function:
        FAULTS[function.__name__.replace("_", "-")] = Fault(done, must_hold, function)
        return function

    return add


def judged(done: str, problems: Iterable[str], seen: str) -> Case:
    """A case that held unless there are problems, which are then what was seen."""
    found = "; ".join(problems)
    return Case(done, not found, found or seen)


LONGEST = 240
"""Of what was told, in characters."""
VERDICTS = {True: "held", False: "DID NOT HOLD", None: "not tried"}


def run_faults(names: Iterable[str], folder: Path, tell: Callable[[str], None] = print) -> bool:
    """Run some faults, and show a table of each as its cases end.

    Args:
        names: The names of the faults.
        folder: Where they make their copies, which are removed again.
        tell: Gets each line.

    Returns:
        Whether everything held.
    """
    all_held = True
    for name in names:
        fault = FAULTS[name]
        tell(f"\n{name}: {fault.done}\n  must hold: {fault.must_hold}")
        work = folder / name
        work.mkdir()
        for case in _cases(fault, work):
            all_held &= case.held is not False
            tell(f"  {VERDICTS[case.held]:<14}{case.done:<46}  {case.seen}")
        shutil.rmtree(work, ignore_errors=True)
    tell("\nEverything held." if all_held else "\nNot everything held.")
    return all_held


def _cases(fault: Fault, work: Path) -> Iterator[Case]:
    """The cases of a fault, and one more if the function that does it fails."""
    try:
        yield from fault.run(work)
    except Exception as error:
        yield Case("this fault's own code", False, f"{type(error).__name__}: {' '.join(str(error).split())[-LONGEST:]}")
