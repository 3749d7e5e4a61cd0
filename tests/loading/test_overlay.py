"""What a copy lays over the guide's own data."""

from __future__ import annotations

from pathlib import Path

from macros.outputs.html.page_index import open_site
from tests.support.guides import OVER, PAY, edit, problems_of, write


def test_an_entry_is_found_by_the_id_that_it_had_before(small: Path) -> None:
    for path in (*small.rglob("*.yml"), *small.rglob("*.md")):
        path.write_text(path.read_text("utf-8").replace("q-pay-01", "q-pay-09"), "utf-8")
    edit(small, PAY, "id: q-pay-09", "id: q-pay-09\n    was: [q-pay-01]")
    assert problems_of(small) == []
    write(small, OVER, "questions:\n  - id: q-pay-01\n    next_action: Ask us.\n")
    question = open_site(small)[0].dataset.records["q-pay-09"]
    assert (question.next_action, question.was) == ("Ask us.", ["q-pay-01"])
    assert question.origin.at("next_action") == (OVER, 3, 18)
    assert question.origin.at("text").file == PAY


def test_the_guide_itself_leaves_a_copys_ids_alone(small: Path) -> None:
    edit(small, PAY, "id: q-pay-01", "id: q-local-01")
    assert any("L602" in diagnostic and diagnostic.startswith(f"{PAY}:5:9") for diagnostic in problems_of(small))


def test_pictures_and_a_word_on_the_folder_are_no_data(small: Path) -> None:
    write(small, "local/README.md", "# Ours\n")
    write(small, "local/assets/logo.svg", "<svg/>")
    assert problems_of(small) == []
