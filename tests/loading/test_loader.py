"""Loading: values stay text until the model checks them, and every record knows its place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from macros.diagnostics import Place
from tests.support.guides import LIST, PAY, ROOT, SETTINGS, SOURCES, WORDS, edit, problems_in, problems_of, write


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


WRONG_PLACES = {
    "data/sources copy.yml": (SOURCES, None, "because there already is data/sources.yml"),
    "data/source.yml": (None, "data/sources.yml", ""),
    "data/questions/pay.yaml": (PAY, None, "because there already is data/questions/pay.yml"),
    "data/pay.yml": (PAY, None, "because there already is data/questions/pay.yml"),
    "docs/vocabulary.yml": (WORDS, None, "because there already is data/vocabulary.yml"),
    "local/pay.yml": (None, "local/questions/pay.yml", ""),
    "local/hide.yaml": (None, "local/hide.yml", ""),
    "local/logo.png": (None, "docs/local/logo.png", ""),
    "local/index.md": (None, "docs/local/index.md", ""),
    "mkdocs.local.yaml": (None, "mkdocs.local.yml", ""),
    "mkdocs.yaml": (None, "mkdocs.yml", ""),
}
"""By a name that nothing reads: the file that was copied there, what is proposed, and what the diagnostic says."""


@pytest.mark.parametrize("name", WRONG_PLACES)
def test_a_file_in_the_wrong_place_gets_the_right_one(small: Path, name: str) -> None:
    copied, near, says = WRONG_PLACES[name]
    if near is not None and (small / near).is_file():
        (small / near).rename(small / name)
    else:
        write(small, name, (small / copied).read_text("utf-8") if copied else "x: y\n")
    [diagnostic] = problems_in(small)
    assert (diagnostic.code, diagnostic.place.file, diagnostic.nearest) == ("Y101", name, near)
    assert says in diagnostic.sentence()


def test_a_data_file_among_the_pages_is_not_reported_as_missing_too(small: Path) -> None:
    (small / PAY).rename(small / "docs/pay.yml")
    [diagnostic] = problems_in(small)
    assert (diagnostic.code, diagnostic.place.file, diagnostic.nearest) == ("Y101", "docs/pay.yml", PAY)


@pytest.mark.parametrize("name", ["data/.DS_Store", "data/questions/._pay.yml", "data/questions/.pay.yml.swp", "local/.gitkeep"])
def test_a_hidden_file_which_systems_and_editors_leave_is_no_data(small: Path, name: str) -> None:
    write(small, name, "x: y\n")
    assert problems_of(small) == []


def test_a_second_file_of_a_topic_is_reported_once_at_itself(small: Path) -> None:
    shutil.copy(small / PAY, small / "data/questions/pay copy.yml")
    [diagnostic] = problems_in(small)
    assert (diagnostic.code, diagnostic.place.file) == ("Y122", "data/questions/pay copy.yml")
    assert PAY in diagnostic.sentence()


def test_a_limit_of_a_list_does_not_hide_what_is_wrong_in_its_entries(small: Path) -> None:
    item = "  - {id: i-prepare-02, text: Choose ten questions, why: You will use five., when: same day, minutes: 20}\n"
    more = "".join(item.replace("-02", f"-{number}") for number in range(10, 35))
    edit(small, LIST, item, more.replace("same day", "tomorrow", 1).replace(", minutes: 20", "", 2))
    assert [(one.code, one.place.line) for one in problems_in(small)] == [("M205", 10), ("M202", 11), ("M208", 11), ("M202", 12)]


def test_a_color_in_short_is_told_its_form(small: Path) -> None:
    write(small, "mkdocs.local.yml", SETTINGS + 'extra:\n  colors: {light: "#fff", dark: "#99d2ca"}\n')
    [diagnostic] = problems_in(small)
    assert (diagnostic.place, diagnostic.got) == (Place("mkdocs.local.yml", 5, 19), "#fff")
    assert diagnostic.expected == "# and six characters, each 0 to 9 or a to f in lower case, in the form of #17403c"


def test_the_shipped_guide_is_sound() -> None:
    assert problems_of(ROOT) == []
