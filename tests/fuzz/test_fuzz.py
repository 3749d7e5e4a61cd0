"""A small run of each kind, the same every time; and that a run would see what it's looking for."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

import pytest
from playwright.sync_api import Browser

from tests.fuzz import __main__ as command
from tests.fuzz.browser_cases import JUDGES, InBrowser
from tests.fuzz.kinds import COUNTS, DRAW, IN_PROCESS, SEED, open_judge
from tests.fuzz.runner import Case, InProcess, Judge, Verdict, run
from tests.support.scripts import define, open_site


@pytest.mark.long
@pytest.mark.parametrize("kind", COUNTS)
def test_nothing_is_found(kind: str, request: pytest.FixtureRequest) -> None:
    browser = None if kind in IN_PROCESS else request.getfixturevalue("browser")
    count = COUNTS[kind].in_tests
    with open_judge(kind, browser) as judge:
        result = run(DRAW[kind], judge, SEED, range(count))
    assert result.finds == {}
    assert result.outcomes.total() == count
    assert len(result.outcomes) > 1, "cases that all have the same outcome tell little"


# That it can fail -----------------------------------------------------------------------------------


@contextmanager
def open_faulty() -> Iterator[Judge]:
    """A judge with each kind of fault, for a text of several lines."""

    def judge(case: Case) -> Verdict:
        if "throw" in case.text:
            raise ValueError("stopped")
        while "hang" in case.text:
            time.process_time()
        return Verdict("lost", "a line") if "lose" in case.text else Verdict("sound")

    yield judge


@pytest.mark.parametrize(("word", "outcome"), [("throw", "exception"), ("lose", "lost")])
def test_a_find_is_made_small(word: str, outcome: str) -> None:
    text = "".join(f"line {number}\n" for number in range(20))
    with InProcess(open_faulty) as judge:
        result = run(lambda random: Case("x", f"{text}some {word} words\n{text}"), judge, SEED, range(3))
    assert result.outcomes == {outcome: 3}
    [(case, verdict)] = result.finds.values()
    assert (case.text, verdict.outcome) == (word, outcome)


def test_a_case_that_never_ends_is_stopped_and_the_next_one_is_judged() -> None:
    with InProcess(open_faulty) as judge:
        assert judge(Case("x", "hang")).outcome == "slow"
        assert judge(Case("x", "fine")).outcome == "sound"


def test_a_script_that_throws_or_loses_something_is_found(browser: Browser) -> None:
    def prepare(page) -> None:
        open_site(page, "/a/", "shared/text-format", "shared/links")
        define(page, JUDGES)

    judge = InBrowser(browser, "((one) => { if (one.text) throw new Error('stopped'); return lost('this', 1, 2); })", prepare)
    assert judge(Case("x", "")).outcome == "lost"
    thrown = judge(Case("x", "y"))
    assert thrown.outcome == "exception" and "stopped" in thrown.detail
    judge.close()


def test_the_same_seed_draws_the_same_cases() -> None:
    for kind, draw in DRAW.items():
        cases = [draw(Random(f"{SEED} {number}")) for number in range(5)]
        assert cases == [draw(Random(f"{SEED} {number}")) for number in range(5)], kind
        assert len({*cases}) == 5, kind


def test_the_command_says_what_ran_and_how_to_see_a_find_again(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(DRAW, "data", lambda random: Case("data/x.yml", "throw"))
    monkeypatch.setattr(command, "open_judge", lambda kind, browser: InProcess(open_faulty))
    assert command.main(["data", "--count", "2", "--first", "7"]) == 1
    printed = capsys.readouterr().out
    assert "python -m tests.fuzz data --seed 1 --first 7 --count 1" in printed
    assert printed.splitlines()[1].split()[:6] == ["data", "2", "0", "0", "0", "2"]
    monkeypatch.setitem(DRAW, "data", lambda random: Case("data/x.yml", "fine"))
    assert command.main(["data", "--count", "2"]) == 0
