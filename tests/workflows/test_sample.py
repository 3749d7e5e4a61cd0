"""Which cases `make test` runs."""

from __future__ import annotations

from tests.support.sample import MOST_CASES, sampled, spread


def test_a_test_with_few_cases_has_all_and_one_with_many_has_its_first_and_its_last() -> None:
    cases = [("few", number) for number in range(MOST_CASES)] + [("many", number) for number in range(20)]
    chosen = sampled(cases, cases_of=lambda case: case[0])
    assert {case for case in chosen if case[0] == "few"} == set(cases[:MOST_CASES])
    many = sorted(number for name, number in chosen if name == "many")
    assert (len(many), many[0], many[-1]) == (MOST_CASES, 0, 19)


def test_others_are_at_equal_distances() -> None:
    assert spread(list(range(101)), 5) == [0, 25, 50, 75, 100]
    assert spread([1], 3) == [1]
