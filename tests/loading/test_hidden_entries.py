"""A copy's own data is laid over the guide's, whatever stands in either."""

from __future__ import annotations

from pathlib import Path

from macros.loading.loader import load
from tests.support.guides import PAY, edit


def test_an_entry_without_an_id_is_hidden_by_its_former_one(small: Path) -> None:
    edit(small, PAY, "  - id: q-pay-02\n    was: [q-pay-00]\n", "  - was: [q-pay-00]\n")
    (small / "local").mkdir()
    (small / "local/hide.yml").write_text("hide: [q-pay-00, q-pay-99]\n", "utf-8")
    assert [(diagnostic.code, diagnostic.got) for diagnostic in load(small).diagnostics] == [("L603", "q-pay-99")]
