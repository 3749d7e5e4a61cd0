"""The comparison of conversations, the reader's numbers and the record, worked out in an empty page on the guide's own data."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.support.compared_people import ASKED, KATE, OMAR, THREE, person
from tests.support.scripts import define, load_assets

SCRIPTS = (
    "shared/text-format",
    "shared/links",
    "checklists/schedule",
    "interviews/interviews-core",
    "compare/compare-core",
    "compare/numbers-core",
)


@pytest.fixture(scope="module")
def core(browser: Browser, site_index) -> Iterator[Page]:
    guide, vocabulary = site_index.dataset.interviews, site_index.dataset.vocabulary
    page = browser.new_page()
    load_assets(page, *SCRIPTS)
    define(page, Path(__file__).with_name("compare-core.js"))
    menus = {
        name: [{"id": term.id, "label": term.label} for term in getattr(vocabulary, name)]
        for name in ("relationships", "channels", "modes")
    }
    page.evaluate(
        "openData",
        {
            "topics": [{"id": one.id, "label": one.label, "about": one.about} for one in guide.topics],
            "statuses": [{"id": one.id, "label": one.label} for one in guide.statuses],
            **menus,
        },
    )
    yield page
    page.close()


# Who is compared ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "fields", "expected"),
    [
        ("to-ask", {}, False),
        ("asked", {}, False),
        ("agreed", {"day": "2026-12-01"}, False),
        ("met", {}, True),
        ("thanked", {}, True),
        ("reported", {}, True),
        ("in-touch", {}, True),
        ("closed", {"outcome": "no"}, False),
        ("closed", {"outcome": "silence"}, False),
        ("closed", {"outcome": "done"}, True),
        ("closed", {"outcome": "", "on": {"met": "2026-10-01"}}, True),
    ],
)
def test_those_the_reader_talked_with_can_be_compared(core: Page, status: str, fields: dict, expected: bool) -> None:
    assert core.evaluate("isMet", person("Dana", status, **fields)) is expected


def test_the_latest_conversations_come_first_and_the_choice_is_respected(core: Page) -> None:
    assert core.evaluate("met", THREE) == ["Victor", "Kate", "Omar"]
    assert core.evaluate("chosen", {"people": THREE, "wanted": [], "most": 2}) == ["Kate", "Victor"]
    wanted = ["p000000000000", "gone", "p000000000002"]
    assert core.evaluate("chosen", {"people": THREE, "wanted": wanted, "most": 5}) == ["Omar", "Victor"]


def test_two_people_with_one_name_are_told_apart(core: Page) -> None:
    assert core.evaluate("names", [person("Ana"), person("Li"), person("Ana"), person("Ana")]) == ["Ana", "Li", "Ana (2)", "Ana (3)"]


# What they said ----------------------------------------------------------------------------------------------


def test_signals_count_what_is_there_and_claim_no_more(core: Page) -> None:
    said = core.evaluate("signals", THREE)
    assert said["What wears them out"] == "3 of 3 answered."
    assert said["What keeps them there"] == "2 of 3 answered."
    assert said["What they'd do in my place"] == "Only one said this: Omar."
    assert said["What put me off"] == "0 of 3 filled in."
    assert said["What appealed to me"] == "1 of 3 filled in."
    assert core.evaluate("signals", [person("A"), person("B")])["What keeps them there"] == "No answers yet."
    assert said["How they got in"] == "2 of 3 answered. Omar and Kate used the same words."
    for sentence in said.values():
        assert "agree" not in sentence and "differ" not in sentence


def test_notes_on_the_same_question_stand_side_by_side(core: Page) -> None:
    assert core.evaluate("questions", THREE) == [
        {"question": "What does a typical day look like?", "count": 2, "notes": [["Phones until ten."], [], None]},
        {"question": "Do you work Saturdays?", "count": 2, "notes": [["Twice a year"], ["Never"], None]},
    ]


def test_own_questions_with_one_number_are_not_mistaken_for_the_same(core: Page) -> None:
    def asked(question: str) -> dict:
        return {"notes": [{"key": "own-1", "question": question, "text": "Yes", "minute": 1, "marked": False}]}

    found = core.evaluate("questions", [person("A", live=asked("Do you drive?")), person("B", live=asked("Do you like it?"))])
    assert [row["count"] for row in found] == [1, 1]


# Marks, criteria and scores ----------------------------------------------------------------------------------


def test_a_mark_counts_while_two_have_answered(core: Page) -> None:
    taps = [
        ["wears", "differ", True],
        ["wears", "agree", True],
        ["advice", "agree", True],
        ["keeps", "differ", True],
        ["keeps", "differ", False],
    ]
    found = core.evaluate("marks", {"people": THREE, "taps": taps})
    assert found == {"stored": {"wears": ["agree", "differ"], "advice": ["agree"]}, "counting": ["agree wears", "differ wears"]}
    assert core.evaluate("marks", {"people": THREE, "taps": [["__proto__", "agree", True]]})["counting"] == []


def test_a_mark_names_no_one_who_may_not_agree(core: Page) -> None:
    assert core.evaluate("lines", {"people": THREE, "topic": "wears"}) == [
        "What wears them out",
        "What wears them out: upset callers, faxes (S) (Omar); same clause 40x (S) (Kate); custody fights (S) (Victor)",
    ]
    assert core.evaluate("lines", {"people": THREE, "topic": "way-in"})[0] == "How they got in: Front desk. (Omar and Kate)"


@pytest.mark.parametrize(
    "stored",
    [
        "null",
        "7",
        "[]",
        '{"people": {}, "marks": [], "texts": 3}',
        '{"people": [1, null], "marks": {"a": "agree", "b": ["x"]}, "texts": {"c": []}}',
    ],
)
def test_choices_that_make_no_sense_are_left_out(core: Page, stored: str) -> None:
    assert core.evaluate("readChoices", stored) == {"people": [], "marks": {}, "texts": {}}


@pytest.mark.parametrize(
    ("name", "before", "expected"),
    [
        ("Free evenings", "", ""),
        ("", "", "Write what matters to you in a few words."),
        ("PAY", "", "“PAY” is already on your list."),
        ("PAY", "Pay", ""),
        ("x" * 61, "", "Make it shorter: 60 characters at most."),
    ],
)
def test_what_a_criterion_can_be_called(core: Page, name: str, before: str, expected: str) -> None:
    assert core.evaluate("criterionProblem", {"criteria": ["Pay", "Hours"], "name": name, "before": before}) == expected


def test_scores_are_set_removed_and_renamed(core: Page) -> None:
    assert core.evaluate("scoresAfter", {"scores": {"Pay": 3}, "set": [["Hours", 5], ["Pay", 0]]}) == [["Hours", 5]]
    assert core.evaluate("scoresAfter", {"scores": {"Pay": 3}, "rename": [["Pay", "Money"]]}) == [["Money", 3]]
    assert core.evaluate("scoresAfter", {"scores": {}, "rename": [["Pay", "Money"]]}) == []


@pytest.mark.parametrize(
    ("criterion", "expected"), [("Pay", 3), ("Hours", 0), ("Odd", 0), ("High", 0), ("constructor", 0), ("__proto__", 0)]
)
def test_a_score_is_0_to_5_whatever_is_stored(core: Page, criterion: str, expected: int) -> None:
    assert core.evaluate("scoreOf", {"scores": {"Pay": 3, "Odd": "5", "High": 9}, "criterion": criterion}) == expected


# What's missing ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Omar, 4 yrs", 4),
        ("1 yr", 1),
        ("12 years", 12),
        ("10+ years", 10),
        ("2.5 years", 2.5),
        ("18 months", 1.5),
        ("since 2009", None),
        ("", None),
    ],
)
def test_years_in_the_job_are_read_from_a_few_words(core: Page, text: str, expected: float | None) -> None:
    assert core.evaluate("years", text) == expected


def test_missing_views_are_only_what_the_notes_show(core: Page) -> None:
    assert core.evaluate("missing", [OMAR]) == []
    assert [view.partition(".")[0] for view in core.evaluate("missing", THREE)] == ["Someone who has done it for 10 years or more"]
    same = [
        person(
            name,
            employer="Riverside Clinic",
            referrer="Lena",
            relationship="alum",
            learned=[{"id": "l", "kind": "learned", "text": "x", "sure": "heard"}],
        )
        for name in ("A", "B", "C")
    ]
    views = core.evaluate("missing", same)
    print("\n".join(views))
    assert views == [
        "Another workplace. All three work for Riverside Clinic, so you've seen one way of doing it.",
        "Someone from another circle. All three came to you through Lena, and friends often see things alike.",
        "Someone you find another way. All three have the same link to you: “Same school.”",
        "How long each of them has been in the job: you haven't written it down. Add it in the first row of the table, such as “4 yrs.”",
        "Someone who left. They can tell you what those who stayed have gotten used to.",
        "Something they saw themselves. Everything you've marked so far is what people heard from others (H).",
    ]
    experienced = [person("A", answers={"who": "5 yrs"}), person("B", answers={"who": "8 yrs"})]
    assert [view.partition(",")[0].partition(".")[0] for view in core.evaluate("missing", experienced)] == [
        "Someone new to the job",
        "Someone who has done it for 10 years or more",
        "Someone who left",
    ]


def test_the_reader_asks_others_about_the_work_not_about_their_own_view(core: Page) -> None:
    found = core.evaluate("toAskAbout", THREE)
    assert found == {"unanswered": [], "once": ["Hours, pay and job security", "What they'd do in my place"]}
    nothing = core.evaluate("toAskAbout", [person("A"), person("B")])
    assert nothing["once"] == []
    assert "What keeps them there" in nothing["unanswered"]
    assert not {"What appealed to me", "What put me off", "Name, where, how long in the job"} & set(nothing["unanswered"])


def test_who_to_ask_next_starts_with_another_workplace(core: Page) -> None:
    waiting = [
        person("Same place", "to-ask", employer="injury firm", near=3, knows=3, reach=3),
        person("Elsewhere", "to-ask", employer="City", near=1),
        person("Asked", "asked", employer="City"),
        *[person(f"More {number}", "to-ask") for number in range(6)],
    ]
    found = core.evaluate("toAskNext", [*THREE, *waiting])
    assert found["people"][:2] == [["Elsewhere", "another workplace"], ["Same place", ""]]
    assert (len(found["people"]), found["more"]) == (5, 3)


def test_people_who_were_named_come_once_and_only_if_they_are_not_on_the_list(core: Page) -> None:
    assert core.evaluate("named", THREE) == [["Ruth Kline", "head of records", "Omar"]]
    assert core.evaluate("named", [*THREE, person("Ruth Kline", "to-ask")]) == []


def test_the_comparison_as_text_can_be_read(core: Page) -> None:
    text = core.evaluate(
        "comparisonAsText",
        {"people": THREE, "sections": [{"heading": "What I believe", "lines": ["50/50"]}, {"heading": "Empty", "lines": []}]},
    )
    print(text)
    assert "Name, where, how long in the job\n- Omar: Paralegal, Injury firm; 4 yrs\n" in text
    assert "What put me off\n- Omar: (nothing yet)\n" in text
    assert text.endswith("What I believe\n- 50/50")


# Numbers -----------------------------------------------------------------------------------------------------


def test_the_readers_numbers_add_up(core: Page) -> None:
    found = core.evaluate("count", {"people": ASKED, "quiet": ["Quiet"], "today": "2026-11-13"})
    print("\n".join([*found["sentences"], found["caution"]]))
    assert found["counts"] == {
        "asked": 8, "answered": 5, "silent": 2, "waiting": 1, "met": 3, "referredAsked": 2, "referredAnswered": 1, "thanked": 1,
        "reported": 0, "named": 2, "since": "2026-10-01",
    }  # fmt: skip
    assert found["sentences"] == [
        "Of the 8 people you asked, 5 answered. 1 may still answer, and 2 didn't.",
        "You've talked with 3 people, and thanked 1 of them.",
        "Of the 2 people someone suggested to you, 1 answered. Of the 6 you found another way, 4 did.",
        "The people you've talked with named 2 more people.",
        "This is week 7 since you started.",
    ]
    assert found["caution"].startswith("With so few, one more answer changes this a lot.")
    assert all(bar["count"] <= (bar["of"] or bar["count"]) for bar in found["bars"])


def test_numbers_begin_with_nothing_and_the_caution_ends_with_twenty(core: Page) -> None:
    none = core.evaluate("count", {"people": [person("Later", "to-ask")], "today": "2026-11-13"})
    assert none["sentences"] == ["You haven't asked anyone yet, so there's nothing to count."]
    assert none["caution"] == ""
    many = core.evaluate(
        "count", {"people": [person(f"P{number}", "asked", on={"asked": "2026-11-13"}) for number in range(20)], "today": "2026-11-13"}
    )
    assert many["sentences"] == ["Of the 20 people you asked, none answered. 20 may still answer.", "This is week 1 since you started."]
    assert many["caution"] == ""
    one = core.evaluate("count", {"people": [person("Dana", "thanked", on={"asked": "2026-11-13"})], "today": "2026-11-13"})
    assert one["sentences"][:2] == ["The one person you asked answered.", "You've talked with 1 person, and thanked them."]


# The record --------------------------------------------------------------------------------------------------


def test_the_record_lists_what_was_done_by_day(core: Page) -> None:
    found = core.evaluate("record", {"people": ASKED})
    print(found["text"])
    days = [row["day"] for row in found["rows"]]
    assert days == sorted(days)
    talked = [(row["day"], row["name"], row["channel"], row["minutes"]) for row in found["rows"] if row["what"] == "Talked"]
    assert talked == [("2026-10-12", "Omar", "By video", 30), ("2026-10-29", "Kate", "By phone", 20), ("2026-11-05", "Victor", "", 0)]
    assert found["totals"] == "Asked: 8 · Reminded: 1 · Said yes: 2 · Talked: 3 · Thanked: 1 · Planned minutes: 50"
    assert "Oct 12, 2026: Talked · Omar, Paralegal, Injury firm · By video · 30 minutes planned" in found["text"]
    assert "Person A" not in found["text"]


def test_the_record_covers_the_days_and_names_the_reader_wants(core: Page) -> None:
    people = [person("Omar Reyes", "asked", channel="email", email="o@firm.example", on={"asked": "2026-10-05"}), KATE]
    shown = core.evaluate("record", {"people": people, "choices": {"from": "2026-10-01", "to": "2026-10-05", "initials": True}})
    assert [(row["name"], row["contact"]) for row in shown["rows"]] == [("O. R.", "")]
    assert shown["period"] == "Oct 1, 2026 to Oct 5, 2026"
    assert "Reyes" not in shown["text"] + shown["csv"] and "o@firm" not in shown["csv"]
    with_contact = core.evaluate("record", {"people": people, "choices": {"contact": True}})
    assert with_contact["rows"][0]["contact"] == "o@firm.example"


def test_the_record_as_a_table_runs_nothing(core: Page) -> None:
    found = core.evaluate(
        "record", {"people": [person('=HYPERLINK("x")', "asked", role="a,b", employer="line\nline", on={"asked": "2026-10-05"})]}
    )
    rows = list(csv.reader(io.StringIO(found["csv"].removeprefix("\ufeff"))))
    assert rows[0] == ["Date", "What", "Person", "Role", "Employer", "How", "Planned minutes"]
    assert rows[1][2:5] == ['\'=HYPERLINK("x")', "a,b", "line\nline"]


def test_five_hundred_people_are_quick(core: Page, record_property) -> None:
    many = [{**one, "name": f"{one['name']} {number}"} for number in range(63) for one in ASKED[:8]]
    record_property("measured", f"{len(many)} people compared, counted and listed in {core.evaluate('timeFor', many):.0f} ms")
