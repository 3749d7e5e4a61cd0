"""Draws cases of a kind, has each judged, and makes small what it finds."""

from __future__ import annotations

import multiprocessing
import signal
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from random import Random
from typing import NamedTuple, Protocol

MOST_CPU_SECONDS = 2.0
"""What a case may take. A case is stopped when it has taken twice as much."""
MOST_SHRINKING = 300
"""How many smaller cases are tried to make a find small."""
MOST_FINDS = 5


class Case(NamedTuple):
    """Something the guide is given to read: `subject` says what it's given as, such as the name of a file."""

    subject: str
    text: str


class Verdict(NamedTuple):
    """What became of a case. It's a find if `outcome` is one of FINDS; then `detail` says what happened."""

    outcome: str
    detail: str = ""
    cpu_seconds: float = 0.0


OUTCOMES = ("sound", "reported", "refused")
"""Accepted as it is; accepted or not, with what is wrong reported; refused as a whole."""
FINDS = ("exception", "slow", "lost")


class Judge(Protocol):
    """Gives a case to the guide. Exceptions are finds."""

    def __call__(self, case: Case) -> Verdict: ...


@dataclass
class Result:
    """What a run of a kind came to: how many cases had which outcome, the finds by the number of the case, and the slowest case."""

    outcomes: Counter[str] = field(default_factory=Counter)
    cpu_seconds: float = 0.0
    slowest: float = 0.0
    finds: dict[int, tuple[Case, Verdict]] = field(default_factory=dict)


def run(draw: Callable[[Random], Case], judge: Judge, seed: int, numbers: range) -> Result:
    """Judge the cases with these numbers. After MOST_FINDS different finds it ends, because more would hardly tell more.

    Args:
        draw: Makes a case from random numbers. Each case has its own, so it can be made again without the ones before it.
        judge: Says what becomes of it.
        seed: Of the random numbers.
        numbers: The numbers of the cases.
    """
    result = Result()
    known: set[str] = set()
    for number in numbers:
        case = draw(Random(f"{seed} {number}"))
        verdict = _timed(judge(case))
        if verdict.outcome == "slow":
            # A machine that is busy with something else may make a case look slow, but hardly twice.
            verdict = _timed(judge(case))
        result.outcomes[verdict.outcome] += 1
        result.cpu_seconds += verdict.cpu_seconds
        result.slowest = max(result.slowest, verdict.cpu_seconds)
        if verdict.outcome in FINDS and (mark := _mark(verdict)) not in known:
            known.add(mark)
            result.finds[number] = shrunk(case, verdict, judge)
            if len(known) == MOST_FINDS:
                break
    return result


def _timed(verdict: Verdict) -> Verdict:
    """The verdict, with "slow" as its outcome if it took too long."""
    if verdict.outcome in FINDS or verdict.cpu_seconds <= MOST_CPU_SECONDS:
        return verdict
    return Verdict("slow", f"{verdict.cpu_seconds:.1f} CPU seconds", verdict.cpu_seconds)


def _mark(verdict: Verdict) -> str:
    """What two finds with the same cause have in common: in a traceback, the last place."""
    places = [line.strip() for line in verdict.detail.splitlines() if line.strip().startswith(("File ", "at "))]
    return f"{verdict.outcome} {(places or [verdict.detail[:60]])[-1]}" if verdict.outcome != "lost" else f"lost {verdict.detail[:40]}"


def shrunk(case: Case, verdict: Verdict, judge: Judge) -> tuple[Case, Verdict]:
    """A smaller case with the same find, by delta debugging: of its lines, and if it's only a few, of its characters."""
    mark, budget = _mark(verdict), iter(range(MOST_SHRINKING if verdict.outcome != "slow" else 20))
    for split in (lambda text: text.splitlines(keepends=True), list):
        pieces = split(case.text)
        size = len(pieces) // 2
        while size and any(True for _ in budget):
            for smaller in _without(pieces, size):
                if next(budget, None) is None:
                    break
                found = _timed(judge(Case(case.subject, "".join(smaller))))
                if found.outcome == verdict.outcome and (_mark(found) == mark or verdict.outcome == "slow"):
                    pieces, verdict = smaller, found
                    break
            else:
                size //= 2
                continue
            size = min(size, len(pieces) // 2)
        case = Case(case.subject, "".join(pieces))
    return case, verdict


def _without(pieces: list[str], size: int) -> Iterator[list[str]]:
    """The pieces without each stretch of so many."""
    return (pieces[:at] + pieces[at + size :] for at in range(0, len(pieces), size))


# In a process of its own --------------------------------------------------------------------------


class InProcess:
    """A judge that works in a process of its own. The system ends it when a case takes too long, even inside a library written in C.

    Args:
        open_judge: A function of a module, which is called in that process.
    """

    def __init__(self, open_judge: Callable[[], AbstractContextManager[Judge]]) -> None:
        self._open = open_judge
        self._start()

    def __enter__(self) -> InProcess:
        return self

    def __exit__(self, *_: object) -> None:
        self._here.close()
        self._process.join()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._here, there = context.Pipe()
        self._process = context.Process(target=serve, args=(there, self._open), daemon=True)
        self._process.start()
        there.close()

    def __call__(self, case: Case) -> Verdict:
        self._here.send(case)
        try:
            return Verdict(*self._here.recv())
        except EOFError:
            self._process.join()
            status = self._process.exitcode
            self._start()
            return Verdict("slow", f"stopped after {2 * MOST_CPU_SECONDS:g} CPU seconds (exit status {status})", 2 * MOST_CPU_SECONDS)


def serve(connection: Connection, open_judge: Callable[[], AbstractContextManager[Judge]]) -> None:
    """Judge the cases that come through a connection, until it's closed."""
    with open_judge() as judge, suppress(EOFError):
        while True:
            case = connection.recv()
            begun = time.process_time()
            # When this has passed, in CPU time, its signal ends the process.
            signal.setitimer(signal.ITIMER_PROF, 2 * MOST_CPU_SECONDS)
            try:
                verdict = judge(case)
            except Exception:
                verdict = Verdict("exception", traceback.format_exc())
            signal.setitimer(signal.ITIMER_PROF, 0)
            connection.send(tuple(verdict._replace(cpu_seconds=time.process_time() - begun)))
