"""Which page shows an entry, and what is said when none does."""

from __future__ import annotations

from pathlib import Path

from tests.support.guides import CLOSING, PAGE, PAY, edit, problems_of


def test_a_new_entry_is_reported_with_the_call_that_would_show_it(small: Path) -> None:
    edit(small, PAGE, '{{ questions("closing") }}\n', "")
    expected = 'a page in docs/ that holds {{ questions("closing") }}'
    assert problems_of(small) == [f"{CLOSING}:5:9: no page shows this; got 'q-closing-01'; expected {expected} [P407]"]


def test_of_entries_that_one_call_would_show_the_first_is_reported(small: Path) -> None:
    edit(small, PAGE, '{{ questions("pay") }}\n', "")
    [reported] = problems_of(small)
    assert reported.startswith(f"{PAY}:5:9: no page shows this, or 1 more from its file; got 'q-pay-01'; expected a page in docs/")
