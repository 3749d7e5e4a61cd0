"""Numbers and dates as a reader sees them."""

from __future__ import annotations

from macros.model.numbers import written_number
from macros.outputs.formatting import written_date


def test_numbers_and_dates_as_a_reader_sees_them() -> None:
    assert [written_number(value) for value in (200, 1900, 150_000_000, 1_200_000_000, 3_070_000_000)] == [
        "200",
        "1,900",
        "150 million",
        "1.2 billion",
        "3.07 billion",
    ]
    assert [written_date(value) for value in ("2011", "2026-11", "2011-09-22")] == ["2011", "November 2026", "September 22, 2011"]
