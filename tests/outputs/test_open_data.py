"""Open data: what is exported, and that nothing in it runs."""

from __future__ import annotations

from pathlib import Path

from macros.outputs.html.page_index import open_site
from macros.outputs.open_data import write_exports


def test_a_cell_that_a_spreadsheet_would_run_is_text(small: Path, tmp_path: Path) -> None:
    path = small / "data/questions/pay.yml"
    path.write_text(path.read_text("utf-8").replace("How do raises come about here?", "'=HYPERLINK(1) how?'"), "utf-8")
    write_exports(open_site(small)[0].dataset, tmp_path)
    assert ",'=HYPERLINK(1) how?," in (tmp_path / "questions.csv").read_text("utf-8-sig")
