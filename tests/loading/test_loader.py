"""Loading: values stay text until the model checks them, and every record knows its place."""

from __future__ import annotations

from pathlib import Path

from tests.support.guides import ROOT, edit, problems_of


def test_values_stay_text_until_the_model_checks_them(small: Path) -> None:
    edit(small, "data/glossary.yml", "term: cold message", "term: no")
    edit(small, "data/glossary.yml", "other_names: [cold email]", "other_names: [12:30, 0o17, ~]")
    from macros.outputs.html.page_index import open_site

    term = open_site(small)[0].dataset.glossary["g-cold"]
    assert (term.term, term.other_names) == ("no", ["12:30", "0o17", "~"])


def test_the_place_of_a_record_is_its_line(small: Path) -> None:
    from macros.outputs.html.page_index import open_site

    question = open_site(small)[0].dataset.records["q-pay-02"]
    lines = (small / question.origin.file).read_text("utf-8").split("\n")
    assert "id: q-pay-02" in lines[question.origin.at("id").line - 1]
    assert lines[question.origin.at("probes", 1).line - 1][question.origin.at("probes", 1).column - 1 :].startswith('"How often?"')


def test_the_shipped_guide_is_sound() -> None:
    assert problems_of(ROOT) == []
