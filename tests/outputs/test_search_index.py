"""The index for search is made of what the engine has written and of what the data knows."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from macros.outputs.search_index import (
    COMMON_HEADING,
    ENGINE_INDEX,
    INDEX_SCRIPT,
    LAST_DIGITS,
    OFTEN,
    OTHER_DIGITS,
    SAME_AS_TITLE,
    TEXTS_FOLDER,
    SearchPlan,
    UnexpectedIndexError,
    folded_words,
    search_plan,
    write_search_index,
)
from macros.settings import Settings

PAGES = ["", *(f"page-{number}/" for number in range(COMMON_HEADING))]
PLAN = SearchPlan(
    kinds=[{"id": "chapter", "label": "Chapter", "many": "Chapters", "weight": 100}],
    drop=["the", "what", "is"],
    subject=["interview"],
    same={},
    spellings={},
    rest="chapter",
    pages=dict.fromkeys(PAGES, "chapter"),
    lists=[],
    descriptions={"page-1/": "What is on page one."},
    places={},
    also={"#there": ["what is the way", "the", "over the way there"]},
    names={},
    hidden={"#there": "what is the way; the"},
)


def doc(location: str, title: str, text: str) -> dict[str, str]:
    return {"location": location, "title": title, "text": text}


def write(site: Path, *docs: dict[str, str], plan: SearchPlan = PLAN) -> tuple[dict, list[list[str]]]:
    """The index and the texts made of these entries of the engine."""
    (site / ENGINE_INDEX).parent.mkdir(exist_ok=True)
    (site / ENGINE_INDEX).write_text(json.dumps({"docs": docs}), "utf-8")
    write_search_index(site, plan)
    files = sorted((site / TEXTS_FOLDER).iterdir(), key=lambda path: int(path.stem))
    texts = [called_with(path, f"Guide.search.receiveTexts({number}, ") for number, path in enumerate(files)]
    return called_with(site / INDEX_SCRIPT, "Guide.search.receive("), texts


def called_with(script: Path, call: str):
    text = script.read_text("utf-8")
    assert text.startswith(call)
    assert text.endswith(");\n")
    return json.loads(text.removeprefix(call).removesuffix(");\n"))


def numbers_in(written: str) -> list[tuple[int, bool]]:
    """What search-words.js reads in it."""
    found, front = [], 0
    for at, char in enumerate(written):
        if char in OTHER_DIGITS:
            front = front * len(OTHER_DIGITS) + OTHER_DIGITS.index(char) + 1
        elif char != OFTEN:
            found.append((front * len(LAST_DIGITS) + LAST_DIGITS.index(char), written[at + 1 : at + 2] == OFTEN))
            front = 0
    return found


def places_of(index: dict, word: str) -> list[tuple[int, bool]]:
    """The places that have a word in their text, and whether it's there more than once."""
    place, found = -1, []
    for between, often in numbers_in(index["where"].split(" ")[index["words"].split(" ").index(word)]):
        place += between + 1
        found.append((place, often))
    return found


def test_each_place_has_its_page_its_title_and_its_text_without_tags(tmp_path: Path) -> None:
    index, texts = write(
        tmp_path,
        doc("", "Home &amp; away", "<p>All of it.</p>"),
        doc("#there", "Over there", "<ul><li>One &lt;b&gt;</li><li>two, and two \u00b6</li></ul>"),
        doc("#q-1", "What?", "<p>Two.</p>"),
    )
    assert index["pages"] == [["", "Home & away"]]
    assert [place[:4] for place in index["places"]] == [[0, "", "", 0], [0, "there", "Over there", 0], [0, "q-1", "What?", 0]]
    assert texts == [["All of it.", "One <b> two, and two", "Two."]]
    assert places_of(index, "two") == [(1, True), (2, False)]
    assert not (tmp_path / ENGINE_INDEX).exists()


def test_an_anchor_that_the_engine_made_of_the_title_is_left_out(tmp_path: Path) -> None:
    index, _ = write(tmp_path, doc("", "Home", ""), doc("#whats-there", "What's there", ""))
    assert index["places"][1][1] == SAME_AS_TITLE


def test_phrases_lose_words_that_say_nothing_and_single_words_are_keywords(tmp_path: Path) -> None:
    index, _ = write(tmp_path, doc("", "Home", ""), doc("#there", "Over there", ""))
    known = index["words"].split(" ")
    phrases, keywords = index["places"][1][4:]
    assert [[known[number] for number, _ in numbers_in(phrase)] for phrase in phrases.split(" ")] == [["over", "way", "there"]]
    assert [known[number] for number, _ in numbers_in(keywords)] == ["way"]


def test_words_that_the_page_hides_for_search_are_not_part_of_its_text(tmp_path: Path) -> None:
    _, texts = write(tmp_path, doc("", "Home", ""), doc("#there", "Over there", f"<p>Go.</p><p>{PLAN['hidden']['#there']}</p>"))
    assert texts == [["", "Go."]]


def test_a_heading_that_many_pages_have_is_no_place_of_its_own(tmp_path: Path) -> None:
    docs = [part for page in PAGES for part in (doc(page, f"Page {page}", "Start."), doc(f"{page}#next", "Next", f"Then leave {page}"))]
    index, texts = write(tmp_path, *docs)
    assert len(index["places"]) == len(PAGES)
    assert texts[0] == ["Start. Then leave"]
    index, _ = write(tmp_path, *docs[: 2 * COMMON_HEADING - 2])
    assert len(index["places"]) == 2 * COMMON_HEADING - 2


def test_a_page_without_a_text_of_its_own_is_described(tmp_path: Path) -> None:
    _, texts = write(tmp_path, doc("page-1/", "One", ""), doc("page-1/#there", "Over there", ""), doc("page-2/", "Two", ""))
    assert texts == [["What is on page one.", ""], [""]]


def test_numbers_of_any_size_come_back(tmp_path: Path) -> None:
    chance = random.Random(1)
    having = sorted(chance.sample(range(20_000), 40))
    docs = [doc("", "Home", "")] + [doc(f"#p{at}", f"P{at}", "zebra" if at + 1 in having else "") for at in range(20_000)]
    index, _ = write(tmp_path, *docs)
    assert [place for place, _ in places_of(index, "zebra")] == [place for place in having if place]


OTHER_FORMS = [None, "", "{}", '{"docs": 5}', '{"docs": [{"title": "x"}]}', '{"docs": [{"location": 1, "title": "x", "text": ""}]}']


@pytest.mark.parametrize("text", OTHER_FORMS)
def test_an_index_of_another_form_is_refused(tmp_path: Path, text: str | None) -> None:
    (tmp_path / "search").mkdir()
    if text is not None:
        (tmp_path / ENGINE_INDEX).write_text(text, "utf-8")
    with pytest.raises(UnexpectedIndexError):
        write_search_index(tmp_path, PLAN)
    assert not (tmp_path / INDEX_SCRIPT).exists()


def test_every_kind_of_record_is_found_as_what_it_is(site_index) -> None:
    plan = search_plan(site_index, Settings())
    assert plan["places"]["prepare/questions/pay/#q-pay-02"] == "question"
    assert plan["places"]["find/#a-find-01"] == "answer"
    assert plan["pages"]["prepare/checklist/"] == "checklist"
    assert plan["pages"]["fields/nursing/"] == "field"
    assert plan["pages"]["stories/nurse/"] == "story"
    assert plan["pages"]["find/"] == "chapter"
    assert "prepare/questions/pay/" in plan["lists"]
    assert "fields/nursing/" not in plan["lists"]
    assert {*plan["places"].values(), *plan["pages"].values()} <= {kind["id"] for kind in plan["kinds"]}
    assert "registered nurse" in plan["names"]["fields/nursing/"]


def test_hyphens_accents_and_apostrophes_make_no_difference() -> None:
    assert folded_words("Follow-up, r\u00e9sum\u00e9, re\u0301sume\u0301, don\u2019t don't") == [
        "follow",
        "up",
        "followup",
        "resume",
        "resume",
        "dont",
        "dont",
    ]
