"""`make torture` reports what doesn't hold. What it does to the guide takes too long for the tests; what it found has tests of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import tests.torture
from tests.torture import Case, Fault, judged, run_faults
from tests.torture.__main__ import main


def held(folder: Path) -> Iterator[Case]:
    (folder / "made").mkdir()
    yield judged("one thing", [], "all good")


def not_held(folder: Path) -> Iterator[Case]:
    yield judged("two things", ["a traceback", "no site"], "never shown")


def not_tried(folder: Path) -> Iterator[Case]:
    yield Case("three things", None, "no disk here")


def failing(folder: Path) -> Iterator[Case]:
    yield judged("four things", [], "all good")
    raise AssertionError("the guide can't even be built")


@pytest.mark.parametrize(
    ("function", "status", "rows"),
    [
        (held, 0, [["held", "one thing", "all good"]]),
        (not_held, 1, [["DID NOT HOLD", "two things", "a traceback; no site"]]),
        (not_tried, 0, [["not tried", "three things", "no disk here"]]),
        (
            failing,
            1,
            [
                ["held", "four things", "all good"],
                ["DID NOT HOLD", "this fault's own code", "AssertionError: the guide can't even be built"],
            ],
        ),
    ],
)
def test_each_case_is_a_row_and_one_that_does_not_hold_fails(
    function: tests.torture.Function,
    status: int,
    rows: list[list[str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(tests.torture, "FAULTS", {"harm": Fault("Harm is done.", "Everything.", function)})
    lines: list[str] = []
    assert run_faults(["harm"], tmp_path, lines.append) is (status == 0)
    assert lines[0] == "\nharm: Harm is done.\n  must hold: Everything."
    assert [[part.strip() for part in line.split("  ") if part] for line in lines[1:-1]] == rows
    assert list(tmp_path.iterdir()) == []
    assert main([]) == status
    assert ("Everything held." in capsys.readouterr().out) is (status == 0)


def test_an_unknown_name_runs_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["killed", "kiled"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("There is no fault named kiled. These exist: killed, ")


def test_every_fault_says_what_is_done_and_what_must_hold() -> None:
    assert len(tests.torture.FAULTS) > 10
    for fault in tests.torture.FAULTS.values():
        assert fault.done.endswith(".")
        assert fault.must_hold.endswith(".")
