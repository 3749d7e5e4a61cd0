"""The planner's choosing, docs/assets/planner/planner-core.js, run in a browser on the guide's own bank: it knows no page and no storage."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from math import prod
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from macros.outputs.html.tool_data.planner import planner_data
from macros.outputs.timetable import stage_times
from tests.support.guides import ROOT
from tests.support.scripts import define, load_assets

LENGTHS = [10, 15, 20, 30, 45]
GONE = {
    "id": "q-test-01", "text": "What would you ask?", "stage": "explore", "purpose": "P", "goals": ["learn-field"], "priority": "good",
    "minutes": 2, "research_first": "none", "sensitivity": "low", "probes": ["Why?"], "ask_when": "Now.", "topic": "daily", "href": "#", "codes": ["AAAA"],
}  # fmt: skip
"""A question as the planner's bank holds it, to be renamed and removed."""


@pytest.fixture(scope="module")
def bank(site_index) -> dict:
    return planner_data(site_index.dataset, lambda target: f"#{target}")


@pytest.fixture(scope="module")
def plan(browser: Browser, bank: dict) -> Iterator[Page]:
    """An empty page with planner-core.js and, as `bank`, the opened bank."""
    page = browser.new_page()
    load_assets(page, "shared/text-format", "shared/links", "planner/planner-core")
    define(page, Path(__file__).with_name("planner-core.js"))
    page.evaluate("openBank", {"data": bank, "lengths": LENGTHS})
    yield page
    page.close()


@pytest.fixture(scope="module")
def every_plan(plan: Page) -> dict:
    """All plans there are, counted and looked over in one call."""
    return plan.evaluate("() => checkEveryChoice()")


def test_every_combination_of_choices_gives_a_plan_with_its_essentials_that_fits(every_plan: dict, bank: dict) -> None:
    assert every_plan["found"] == [], f"{every_plan['wrong']} of {every_plan['count']}"
    sizes = [
        len(bank["goals"]),
        *(len(bank[name]) + 1 for name in ("persons", "audiences", "sectors")),
        len(bank["modes"]),
        len(LENGTHS),
    ]
    assert every_plan["count"] == prod(sizes)


def test_no_question_but_the_essentials_is_in_more_than_a_fifth_of_all_plans(every_plan: dict, bank: dict) -> None:
    essential = {name for one in bank["essentials"] for name in one.get("questions", [])}
    often = {name: uses for name, uses in every_plan["uses"].items() if uses > every_plan["count"] / 5}
    assert often.keys() <= essential
    assert len(every_plan["uses"]) > len(bank["questions"]) / 2, "most of the bank is in some plan"


@pytest.mark.long
def test_that_test_can_fail(plan: Page) -> None:
    """On a bank without closings, and on one whose questions are all long."""
    for change in ("no closings", "long questions"):
        assert plan.evaluate("countMistakesWith", {"goal": "learn-field", "change": change}) != 0


def test_who_says_nothing_about_themselves_gets_the_starter_questions(plan: Page, bank: dict) -> None:
    chosen = {"goal": bank["goals"][0]["id"], "person": "", "mode": bank["modes"][0]["id"], "minutes": bank["minutes"]["usual"]}
    assert set(plan.evaluate("more => ids(Guide.planner.choose(bank, choices(more)))", chosen)) == set(bank["starter"])


def test_what_a_question_presumes_brings_it_in_once_it_is_said(plan: Page) -> None:
    found = plan.evaluate("() => plansWithEachCircumstance()")
    assert len(found) > 10
    assert [one["id"] for one in found if not one["useful"]] == []
    assert [one for one in found if one["wrong"]] == []


def test_the_same_choices_give_the_same_plan_and_another_the_next(plan: Page) -> None:
    turns = plan.evaluate("idsOfRounds", [0, 1, 2, 3, 0])
    assert turns[0] == turns[4]
    assert len({tuple(turn) for turn in turns[:4]}) == 4
    assert len(set(turns[1]) - set(turns[0])) >= len(turns[0]) // 2, "most of the next plan is new"


def test_what_is_sensitive_comes_late_and_softer(plan: Page) -> None:
    found = plan.evaluate("() => sensitiveQuestions()")
    assert not any(found["late"])
    assert found["soft"], "some plan has a sensitive question"
    assert all(found["soft"])


def test_what_is_to_be_looked_up_is_nothing_that_the_plan_asks(plan: Page) -> None:
    count, wrong, sources = plan.evaluate("() => lookedUpAndAsked()")
    assert count > 20
    assert wrong == []
    assert "the training provider" in sources


def test_a_plan_names_the_essentials_that_were_removed(plan: Page) -> None:
    missing = plan.evaluate("() => missingWithoutEach()")
    assert ["The hard part"] in missing
    assert ["A closing question"] in missing
    assert [] in missing, "some questions are no essentials"


def test_pinned_and_own_questions_stay(plan: Page) -> None:
    before, after, left = plan.evaluate("planAroundPinned")
    assert set(before) <= set(after)
    assert left >= 0


def test_what_is_related_to_a_question_of_the_plan_is_less_often_in_it(plan: Page) -> None:
    assert (
        0
        < plan.evaluate("plansWithSecond", ["second"])
        < plan.evaluate("plansWithSecond", [])
        < plan.evaluate("plansWithSecond", ["third"])
    )


def test_swapping_goes_round_the_others_of_its_topic(plan: Page) -> None:
    seen, topics, fits = plan.evaluate("swapAround")
    assert len(seen) > 5
    assert len(set(seen)) == len(seen), "each comes once before the first comes again"
    assert len(topics) == 1
    assert all(fits)


def test_moving_keeps_every_question_and_joins_the_next_stage_at_an_edge(plan: Page) -> None:
    moved = plan.evaluate("moves")
    assert moved == [
        "a:open b:open c:story",
        "b:open a:open c:story",
        "a:open c:story b:story",
        "a:open b:story c:story",
        "a:open b:story c:story",
    ]


@pytest.mark.parametrize(
    ("steps", "order"),
    [
        ([0, 1], "b:story a:story c:story d:close"),
        ([3, 0], "d:open a:open b:story c:story"),
        ([1, 2], "a:open c:story b:story d:close"),
        ([2, 2], "a:open b:story c:story d:close"),
        ([2, 9], "a:open b:story c:story d:close"),
    ],
)
def test_dragging_puts_a_question_in_the_place_of_another(plan: Page, steps: list[int], order: str) -> None:
    assert plan.evaluate("dragged", steps) == order


def test_time_left_is_reported_rightly_when_a_plan_is_too_long(plan: Page) -> None:
    times = plan.evaluate("timingsOf", [1, 24, 27, 30, 41])
    assert [(time["left"], time["over"]) for time in times] == [(23, 0), (0, 0), (-3, 0), (-6, 0), (-17, 11)]
    assert [next(stage["end"] for stage in time["stages"] if stage["id"] == "explore") for time in times] == [1, 30, 30, 30, 41]


def test_a_running_order_has_the_same_clock_in_the_planner_as_on_its_page(plan: Page, site_index) -> None:
    for order in site_index.dataset.orders.values():
        time = plan.evaluate("timingOfOrder", order.id)
        theirs = [(stage["id"], stage["start"], stage["end"]) for stage in time["stages"] if stage["start"] < stage["end"]]
        assert theirs == [(stage.id, start, end) for stage, start, end, _ in stage_times(site_index.dataset, order)], order.id
        assert time["left"] >= 0


# Links and saved plans -------------------------------------------------------------------------------------


OWN = "Wie geht’s? 🦜👩🏽‍🌾 مرحبا <script>alert(1)</script> {{7*7}} \u202eabc `*_[x](javascript:y)"


def test_a_link_carries_the_whole_plan(plan: Page) -> None:
    there, back, notes = plan.evaluate("thereAndBack", OWN)
    assert back == there
    assert notes == [True]


def test_a_link_to_a_usual_plan_fits_a_text_message(plan: Page) -> None:
    assert (
        max(plan.evaluate("() => linkLengths()")) + len("https://careers.college.example/information-interview/prepare/planner/#plan=")
        < 400
    )


def test_a_link_of_the_version_before_still_opens(plan: Page, bank: dict) -> None:
    choices = {"goal": "test-fit", "person": "peer", "audience": "", "mode": "video", "field": "health", "minutes": 20}
    entries = [
        {"id": "q-opening-01", "stage": "open", "text": "?", "pinned": True},
        {"id": "q-pay-02", "stage": "explore", "text": "?", "tone": "softener"},
        {"id": "q-gone-01", "stage": "explore", "text": "What was it like?"},
        {"text": "Why?", "stage": "close", "minutes": 3},
    ]
    packed = json.dumps({"version": 1, "choices": choices, "tone": "warm", "entries": entries})
    link = base64.urlsafe_b64encode(packed.encode()).decode().rstrip("=")
    read = plan.evaluate("link => Guide.planner.fromLink(bank, link)", link)
    assert read["plan"]["choices"] == {**choices, "circumstances": []}
    assert [entry.get("id") or entry["text"] for entry in read["plan"]["entries"]] == [
        "q-opening-01",
        "q-pay-02",
        "What was it like?",
        "Why?",
    ]
    assert read["isComplete"]
    assert read["notes"] == ["A question the guide no longer has is kept as one of your own."]


def test_words_without_their_question_are_not_all_of_a_plan(plan: Page) -> None:
    """They're kept as the reader's own question, and what was stored is set aside."""
    packed = {"version": 1, "choices": {}, "entries": [{"words": "And you?", "tone": "warm", "stage": "story"}]}
    read = plan.evaluate("packed => Guide.planner.unpack(bank, packed)", packed)
    assert [entry["text"] for entry in read["plan"]["entries"]] == ["And you?"]
    assert not read["isComplete"]


@pytest.mark.parametrize("where", ["plan", "entry"])
def test_what_has_no_name_the_planner_knows_is_not_all_of_a_plan(plan: Page, where: str) -> None:
    entry = {"stage": "story", "text": "And you?", "minutes": 2}
    packed = {"version": 1, "choices": {}, "entries": [entry]}
    assert plan.evaluate("packed => Guide.planner.unpack(bank, packed)", packed)["isComplete"]
    {"plan": packed, "entry": entry}[where]["remark"] = "Ask Dana."
    assert not plan.evaluate("packed => Guide.planner.unpack(bank, packed)", packed)["isComplete"]


def test_what_another_page_added_is_put_where_it_belongs(plan: Page, bank: dict) -> None:
    names, notes, complete = plan.evaluate("withAdded", "q-network-04")
    assert names.index("q-network-04") == len(names) - 2, "before the closing"
    assert (notes, complete) == ([], True)


def test_a_cut_or_changed_link_is_reported_and_never_opens_half(plan: Page) -> None:
    problems = plan.evaluate("problemsOfCutLinks")
    assert all("damaged" in problem for problem in problems), problems
    in_place_of_codes = base64.urlsafe_b64encode(
        json.dumps([2, *[""] * 8, [{"toString": 1, "valueOf": 1}, {}], [[]], [None, {}]]).encode()
    ).decode()
    odd = ["%", "null", "x" * 20_000, "e30", "W10", "MQ", "bnVsbA", "_" * 99, in_place_of_codes]
    assert all(plan.evaluate("link => Guide.planner.fromLink(bank, link).problem", link) for link in odd)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("another version", "a different version"),
        ("no entries", "no question"),
        ("entries in no list", "can't read this plan"),
        ("no choices", "can't read this plan"),
        ("too many entries", "more than 60"),
        ("odd entries alone", "no question"),
        ("an empty entry", "left out"),
        ("an id that every object has", "one of your own"),
        ("odd words", "Part of it couldn't be read and was left out."),
    ],
)
def test_a_tampered_plan_is_read_as_far_as_it_makes_sense(plan: Page, change: str, said: str) -> None:
    result = plan.evaluate("readTampered", change)
    assert said in result
    assert bool(said) == bool(result)


def test_a_renamed_question_is_found_and_a_removed_one_stays_readable(plan: Page) -> None:
    renamed, removed, notes = plan.evaluate("renamedAndRemoved", GONE)
    assert renamed == [["q-test-02", "Better?"]] * 2, "saved, and in a link"
    assert removed == [{"stage": "explore", "pinned": True, "text": GONE["text"], "minutes": 2}]
    assert any("one of your own" in note for note in notes)


def test_a_plan_too_long_for_a_link_gives_none(plan: Page) -> None:
    assert plan.evaluate("linkOfLongWords", 13_000) == ""


# Links that set the form ------------------------------------------------------------------------------------

PRESETS = {
    "goal=test-fit&person=alum&audience=college&mode=video&minutes=20": (
        {"goal": "test-fit", "person": "alum", "audience": "college", "mode": "video", "minutes": 20},
        [],
    ),
    "field=law": ({"field": "law"}, []),
    "circumstances=introduced.hobby": ({"circumstances": ["introduced", "hobby"]}, []),
    "circumstances=hobby&circumstances=introduced.works-there": ({"circumstances": ["hobby", "introduced"]}, ["works-there"]),
    "goal=test-fit.learn-field": ({"goal": "test-fit"}, ["learn-field"]),
    "goal=test-fit&goal=learn-field": ({"goal": "test-fit"}, ["learn-field"]),
    "goal=test-fit&goal=test-fit": ({"goal": "test-fit"}, []),
    "goal=astronaut&person=&color=red": ({}, ["color", "astronaut"]),
    "minutes=20.5&goal=learn-field": ({"goal": "learn-field", "minutes": 20}, ["5"]),
    "goal=%E0%A4%A&mode=phone": ({"mode": "phone"}, ["a"]),
    "field=<script>alert(1)</script>": ({}, []),
    "__proto__=1&constructor=2": ({}, ["__proto__", "constructor"]),
    "minutes=__proto__&goal=constructor": ({}, ["constructor", "proto"]),
    "utm_source=news&mode=phone": ({"mode": "phone"}, []),
    "guide-plan": ({}, []),
    "plan=abc": ({}, []),
    "saved=My%20plan": ({}, []),
    "": ({}, []),
}
"""What each link sets, and what is named as unread."""


@pytest.mark.parametrize("link", PRESETS)
def test_a_link_sets_the_choices_it_names(plan: Page, link: str) -> None:
    choices, unread = PRESETS[link]
    read = plan.evaluate("link => Guide.planner.readPreset(bank, `#${link}`)", link)
    assert read["choices"] == choices
    assert sorted(read["unread"]) == sorted(unread)
    assert len(read["labels"]) == sum(len(value) if isinstance(value, list) else 1 for value in choices.values())


def test_a_link_sets_only_a_length_that_a_conversation_can_have(plan: Page, bank: dict) -> None:
    least, most = bank["minutes"]["least"], bank["minutes"]["most"]
    for minutes, is_read in ((least, True), (most, True), (least - 1, False), (most + 1, False), (-least, True), (10**9, False)):
        read = plan.evaluate("link => Guide.planner.readPreset(bank, link)", f"#minutes={minutes}")
        assert read["choices"] == ({"minutes": abs(minutes)} if is_read else {}), minutes


def test_every_choice_of_the_form_can_be_set_by_a_link(plan: Page, bank: dict) -> None:
    """The link to some choices sets the same ones, with every value of each menu tried."""
    said = [circumstance for circumstance in bank["circumstances"] if circumstance["must_be_said"]]
    menus = {"goal": "goals", "person": "persons", "audience": "audiences", "mode": "modes", "field": "sectors"}
    given = [{name: term["id"]} for name, terms in menus.items() for term in bank[terms]]
    given += [{"circumstances": [term["id"]]} for term in said]
    given += [{"circumstances": [term["id"] for term in said], "minutes": 45, "person": "", "field": ""}]
    for chosen, (back, labels) in zip(given, plan.evaluate("presetsThereAndBack", given), strict=True):
        assert {name: back.get(name, "") for name in chosen} == chosen
        assert all(labels)


def test_a_huge_link_is_read_quickly_and_as_text(plan: Page) -> None:
    for text in ("goal=" + "x." * 50_000, "goal=x&" * 20_000, "x=1&" * 20_000, "%" * 100_000, "minutes=" + "9" * 100_000):
        read = plan.evaluate("link => Guide.planner.readPreset(bank, link)", f"#{text}")
        assert read["choices"] == {}


def test_every_link_of_a_page_to_choices_is_read_whole(plan: Page) -> None:
    pages = "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "docs").rglob("*.md")))
    links = re.findall(r"planner\.md(#[^)\s]*=[^)\s]*)", pages)
    assert links
    for link in links:
        read = plan.evaluate("link => Guide.planner.readPreset(bank, link)", link)
        assert (bool(read["labels"]), read["unread"]) == (True, []), link


# Writing out ------------------------------------------------------------------------------------------------


def test_text_and_markdown_hold_every_question_in_order(plan: Page) -> None:
    text, markdown, said = plan.evaluate("writtenOut", OWN)
    places = [text.index(f"- {words}\n") for words in said]
    assert places == sorted(places)
    assert markdown.count("- [ ] ") == len(said) + markdown.split("## Getting started")[0].count("- [ ]")
    assert "\\<script\\>" in markdown
    assert "\\[x\\](javascript:y)" in markdown
