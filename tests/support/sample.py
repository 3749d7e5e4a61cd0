"""Which cases of its tests `make test` runs. `make test-all` runs them all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

MOST_CASES = 3
"""How many cases of one test run at most."""

Item = TypeVar("Item", bound=Hashable)


def sampled(items: Iterable[Item], cases_of: Callable[[Item], Hashable]) -> set[Item]:
    """Choose some cases of each test that has many, the same ones each time.

    Args:
        items: The cases of all tests.
        cases_of: The test a case is of.

    Returns:
        All cases of a test that has few; of another, its first, its last, and others at equal distances.
    """
    tests: dict[Hashable, list[Item]] = defaultdict(list)
    for item in items:
        tests[cases_of(item)].append(item)
    return {case for cases in tests.values() for case in spread(cases)}


def spread(cases: list[Item], most: int = MOST_CASES) -> list[Item]:
    """At most so many of a list, at equal distances, with its first and its last."""
    if len(cases) <= most:
        return cases
    return [cases[round(number * (len(cases) - 1) / (most - 1))] for number in range(most)]
