"""What a copy lays over the guide's own data."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.loading.local_ids import is_local_id
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


@pytest.mark.parametrize(
    ("name", "own"),
    [("q-local-01", True), ("local_label", True), ("c-campus-local", True), ("q-locale-01", False), ("w-nonlocal", False)],
)
def test_an_id_is_a_copys_by_a_whole_word(name: str, own: bool) -> None:
    assert is_local_id(name) is own


def test_a_word_on_the_folder_and_examples_in_comments_are_no_data(small: Path) -> None:
    write(small, "local/README.md", "# Ours\n")
    write(small, OVER, "# questions:\n#   - id: q-pay-01\n")
    write(small, "local/hide.yml", "")
    assert problems_of(small) == []


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("local/pay.yml", "local/questions/pay.yml"),
        ("local/health.yml", "local/questions/sectors/health.yml"),
        ("local/question/pay.yml", "local/questions/pay.yml"),
        ("local/questions/pay.yaml", "local/questions/pay.yml"),
        ("local/questions/pay.yml.txt", "local/questions/pay.yml"),
        ("local/questions/pai.yml", "local/questions/pay.yml"),
        ("local/hide.yaml", "local/hide.yml"),
        ("local/logo.png", "docs/local/logo.png"),
        ("local/index.md", "docs/local/index.md"),
        ("local/assets/logo.svg", "docs/local/logo.svg"),
        ("local/pages/office.md", "docs/local/office.md"),
    ],
)
def test_a_file_in_the_wrong_place_gets_the_right_one_named_and_nothing_else_is_reported(small: Path, wrong: str, right: str) -> None:
    write(small, wrong, "questions: []\n")
    [told] = problems_of(small)
    assert told.startswith(f"{wrong}:1:1: ")
    assert f"did you mean {right!r}?" in told
