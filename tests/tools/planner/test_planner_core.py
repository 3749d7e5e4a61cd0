"""The planner's choosing, docs/assets/planner/planner-core.js, run in a browser on the guide's own bank: it knows no page and no storage."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from macros.outputs.html.tool_data.planner import planner_data
from macros.outputs.timetable import stage_times
from tests.support.guides import ROOT

LENGTHS = [10, 15, 20, 30, 45]
GONE = {
    "id": "q-test-01", "text": "What would you ask?", "stage": "explore", "purpose": "P", "goals": ["learn-field"], "priority": "good",
    "minutes": 2, "research_first": "none", "sensitivity": "low", "probes": ["Why?"], "ask_when": "Now.", "topic": "daily", "href": "#",
}  # fmt: skip
"""A question as the planner's bank holds it, to be renamed and removed."""


@pytest.fixture(scope="module")
def bank(site_index) -> dict:
    return planner_data(site_index.dataset, lambda target: f"#{target}")


@pytest.fixture(scope="module")
def plan(browser: Browser, bank: dict) -> Iterator[Page]:
    """An empty page with planner-core.js and, as `bank`, the opened bank."""
    page = browser.new_page()
    for script in ("shared/text-format", "planner/planner-core"):
        page.add_script_tag(path=ROOT / f"docs/assets/{script}.js")
    page.evaluate("data => { window.data = data; window.bank = Guide.planner.openBank(data); }", bank)
    page.evaluate(f"() => {{ {HELPERS} }}")
    yield page
    page.close()


HELPERS = (
    f"""
window.LENGTHS = {LENGTHS};
"""
    + """
window.choices = (more = {}) =>
  ({goal: "learn-field", person: "practitioner", audience: "", mode: "in-person", field: "", minutes: 30, ...more});
window.ids = (plan) => plan.entries.map((entry) => entry.id || entry.text);
"""
)

EVERY_CHOICE = """(goal) => {
  const faults = [];
  let count = 0;
  const ids = (terms) => terms.map(({ id }) => id);
  for (const person of ["", ...ids(bank.persons)]) for (const audience of ["", ...ids(bank.audiences)]) for (const mode of ids(bank.modes))
  for (const field of ["", ...ids(bank.sectors)]) for (const minutes of LENGTHS) {
    const choices = { goal, person, audience, mode, field, minutes };
    const plan = Guide.planner.choose(bank, choices);
    const questions = plan.entries.map(({ id }) => bank.byId.get(id));
    const time = Guide.planner.timing(bank, plan);
    const stages = plan.entries.map(({ stage }) => bank.stageIds.indexOf(stage));
    const names = (list, name) => !list || list.includes(name);
    const wrong = [
      questions.length < 3 && "too short",
      time.left < 0 && "overruns",
      time.left > 1 && "leaves time unused",
      questions[0].topic !== bank.opening && "no opening",
      questions[questions.length - 1].topic !== bank.closing && "no closing",
      new Set(questions).size < questions.length && "twice",
      stages.some((stage, index) => index && stage < stages[index - 1]) && "stages out of order",
      questions.some((question) => question.research_first === "full") && "a search answers it",
      questions.some((question) => !names(question.persons, person) || !names(question.audiences, audience) || !names(question.modes, mode)) && "does not suit",
      questions.some((question) => bank.fields.has(question.topic) && question.topic !== field) && "another field",
      questions.some((question, index) => question.after && !questions.slice(0, index).some(({ id }) => id === question.after)) && "what it follows is not there",
      time.stages[time.stages.length - 1].end > minutes && "the clock overruns",
    ].filter(Boolean);
    if (wrong.length) faults.push(JSON.stringify(choices) + ": " + wrong.join(", "));
    count += 1;
  }
  return [count, faults];
}"""


def test_every_combination_of_choices_gives_a_plan_that_fits(plan: Page, bank: dict) -> None:
    total = 0
    for goal in bank["goals"]:
        count, diagnostics = plan.evaluate(EVERY_CHOICE, goal["id"])
        assert diagnostics[:5] == [], f"{len(diagnostics)} of {count} for {goal['id']}"
        total += count
    sizes = [
        len(bank["goals"]),
        *(len(bank[name]) + 1 for name in ("persons", "audiences", "sectors")),
        len(bank["modes"]),
        len(LENGTHS),
    ]
    expected = 1
    for size in sizes:
        expected *= size
    assert total == expected


def test_that_test_can_fail(plan: Page) -> None:
    """On a bank without closings, and on one whose questions all name one person."""
    broken = """([goal, change, check]) => {
      const whole = window.bank;
      window.bank = Guide.planner.openBank({ ...data, questions: data.questions.map(new Function("question", change)).filter(Boolean) });
      try { return eval(check)(goal)[1].length; } catch { return -1; } finally { window.bank = whole; }
    }"""
    assert plan.evaluate(broken, ["learn-field", "return question.topic !== 'closing' && question", EVERY_CHOICE]) != 0
    assert plan.evaluate(broken, ["learn-field", "return { ...question, minutes: 4 }", EVERY_CHOICE]) != 0


def test_the_same_choices_give_the_same_plan_and_another_the_next(plan: Page) -> None:
    turns = plan.evaluate("[0, 1, 2, 3, 0].map(round => ids(Guide.planner.choose(bank, choices(), round)))")
    assert turns[0] == turns[4]
    assert len({tuple(turn) for turn in turns[:4]}) == 4
    assert len(set(turns[1]) - set(turns[0])) >= len(turns[0]) // 2, "most of the next plan is new"


def test_what_must_be_asked_comes_first_and_what_is_sensitive_late_and_softer(plan: Page) -> None:
    found = plan.evaluate("""() => {
      const result = { late: [], soft: [], musts: 0 };
      for (const goal of bank.goals) for (const minutes of LENGTHS) {
        const plan = Guide.planner.choose(bank, choices({ goal: goal.id, minutes, audience: "over-50", person: "changed-into-field" }), 2);
        for (const stage of bank.stageIds) {
          const entries = plan.entries.filter((entry) => entry.stage === stage);
          const high = entries.map(({ id }) => bank.byId.get(id).sensitivity === "high");
          result.late.push(...high.map((is, at) => !is && high.slice(0, at).includes(true) && bank.byId.get(entries[at].id).topic !== bank.closing));
        }
        for (const entry of plan.entries) {
          const question = bank.byId.get(entry.id);
          if (question.sensitivity === "high") result.soft.push(Guide.planner.textOf(bank, plan, entry) === question.softener);
        }
        result.musts += Guide.planner.choose(bank, choices({ goal: goal.id, minutes })).entries.filter(({ id }) => bank.byId.get(id).priority === "must").length;
      }
      return result;
    }""")
    assert not any(found["late"])
    assert found["soft"], "some plan has a sensitive question"
    assert all(found["soft"])
    assert found["musts"] >= 4 * 8 * 5


def test_what_a_search_answers_is_to_be_looked_up_before(plan: Page) -> None:
    pairs = plan.evaluate("""Guide.planner.lookUp(bank, Guide.planner.choose(bank, choices({ goal: "choose-training" })))
      .map(({ question, where, asked }) => [question.research_first, where, asked])""")
    assert any(kind == "full" and not asked for kind, _, asked in pairs)
    assert all(where for _, where, _ in pairs)
    assert all(asked == (kind == "quick") for kind, _, asked in pairs)


def test_pinned_and_own_questions_stay(plan: Page) -> None:
    before, after, left = plan.evaluate("""() => {
      const first = Guide.planner.choose(bank, choices());
      const kept = [{ ...first.entries[3], pinned: true }, { text: "And the dog?", stage: "advice", minutes: 5 }];
      const next = Guide.planner.choose(bank, choices({ goal: "prepare-to-apply", minutes: 20 }), 1, kept);
      return [ids({ entries: kept }), ids(next), Guide.planner.timing(bank, next).left];
    }""")
    assert set(before) <= set(after)
    assert left >= 0


def test_swapping_goes_round_the_others_of_its_topic(plan: Page) -> None:
    seen, topics, fits = plan.evaluate("""() => {
      let plan = Guide.planner.choose(bank, choices());
      const at = plan.entries.findIndex(({ id }) => bank.byId.get(id).topic === "skills" || bank.byId.get(id).topic === "daily");
      const seen = [plan.entries[at].id], fits = [];
      for (let turn = 0; turn < 200; turn += 1) {
        const [next] = Guide.planner.alternatives(bank, plan, at);
        plan = { ...plan, entries: plan.entries.map((entry, index) => index === at ? { id: next.id, stage: entry.stage } : entry) };
        fits.push(Guide.planner.timing(bank, plan).left >= 0);
        if (next.id === seen[0]) break;
        seen.push(next.id);
      }
      return [seen, [...new Set(seen.map((id) => bank.byId.get(id).topic))], fits];
    }""")
    assert len(seen) > 5
    assert len(set(seen)) == len(seen), "each comes once before the first comes again"
    assert len(topics) == 1
    assert all(fits)


def test_moving_keeps_every_question_and_joins_the_next_stage_at_an_edge(plan: Page) -> None:
    moved = plan.evaluate("""() => {
      const entries = [{ text: "a", stage: "open" }, { text: "b", stage: "story" }, { text: "c", stage: "story" }];
      const steps = [Guide.planner.move(entries, 1, -1)];
      steps.push(Guide.planner.move(steps[0], 1, -1), Guide.planner.move(entries, 1, 1), Guide.planner.move(entries, 0, -1), Guide.planner.move(entries, 2, 1));
      return steps.map((step) => step.map(({ text, stage }) => text + ":" + stage).join(" "));
    }""")
    assert moved == [
        "a:open b:open c:story",
        "b:open a:open c:story",
        "a:open c:story b:story",
        "a:open b:story c:story",
        "a:open b:story c:story",
    ]


def test_time_left_is_told_rightly_when_a_plan_is_too_long(plan: Page) -> None:
    times = plan.evaluate("""[1, 24, 27, 30, 41].map((minutes) =>
      Guide.planner.timing(bank, { choices: choices(), entries: [{ text: "x", stage: "explore", minutes }] }))""")
    assert [(time["left"], time["over"]) for time in times] == [(23, 0), (0, 0), (-3, 0), (-6, 0), (-17, 11)]
    assert [next(stage["end"] for stage in time["stages"] if stage["id"] == "explore") for time in times] == [1, 30, 30, 30, 41]


def test_a_running_order_has_the_same_clock_in_the_planner_as_on_its_page(plan: Page, site_index) -> None:
    for order in site_index.dataset.orders.values():
        time = plan.evaluate(
            "id => Guide.planner.timing(bank, Guide.planner.fromOrder(bank, bank.orders.find((order) => order.id === id)))", order.id
        )
        theirs = [(stage["id"], stage["start"], stage["end"]) for stage in time["stages"] if stage["start"] < stage["end"]]
        assert theirs == [(stage.id, start, end) for stage, start, end, _ in stage_times(site_index.dataset, order)], order.id
        assert time["left"] >= 0


# Links and saved plans -------------------------------------------------------------------------------------


OWN = "Wie geht’s? 🦜👩🏽‍🌾 مرحبا <script>alert(1)</script> {{7*7}} \u202eabc `*_[x](javascript:y)"


def test_a_link_carries_the_whole_plan(plan: Page) -> None:
    there, back, notes = plan.evaluate(
        """(own) => {
      const plan = Guide.planner.choose(bank, choices({ field: "health", audience: "veteran" }));
      plan.tone = "warm";
      plan.entries[1] = { ...plan.entries[1], tone: "formal", pinned: true };
      plan.entries[2] = { ...plan.entries[2], words: own };
      plan.entries.push({ text: own, stage: "close", minutes: 3 });
      const link = Guide.planner.toLink(bank, plan);
      const { plan: back, notes } = Guide.planner.fromLink(bank, link);
      return [plan, back, [...notes, /^[A-Za-z0-9_-]+$/.test(link)]];
    }""",
        OWN,
    )
    assert back == there
    assert notes == [True]


def test_a_cut_or_changed_link_is_told_and_never_opens_half(plan: Page) -> None:
    problems = plan.evaluate("""() => {
      const link = Guide.planner.toLink(bank, Guide.planner.choose(bank, choices()));
      const said = [];
      for (let end = 0; end < link.length; end += 1) said.push(Guide.planner.fromLink(bank, link.slice(0, end)).problem || "opened at " + end);
      return [...new Set(said)];
    }""")
    assert all("damaged" in problem for problem in problems), problems
    odd = ["%", "null", "x" * 20_000, "e30", "W10", "MQ", "bnVsbA", "_" * 99]
    assert all(plan.evaluate("link => Guide.planner.fromLink(bank, link).problem", link) for link in odd)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("packed.version = 2", "another version"),
        ("packed.entries = []", "no question"),
        ("packed.entries = {}", "not a plan"),
        ("packed.choices = null", "not a plan"),
        ("packed.entries = Array(61).fill(packed.entries[0])", "more than 60"),
        ("packed.entries = [null, 7, {text: 5}, {id: {}}]", "no question"),
        ("packed.entries[0] = {text: '   '}", "left out"),
        ("packed.entries[0] = {id: '__proto__', text: 'Boo?'}", "your own words"),
        ("packed.entries[0].stage = 'constructor'; packed.tone = {}; packed.choices = {goal: [], minutes: 1e9, mode: '<b>'}", ""),
    ],
)
def test_a_tampered_plan_is_read_as_far_as_it_makes_sense(plan: Page, change: str, said: str) -> None:
    result = plan.evaluate(
        """(change) => {
      const packed = Guide.planner.pack(bank, Guide.planner.choose(bank, choices()));
      new Function("packed", change)(packed);
      const { plan, notes, problem } = Guide.planner.unpack(bank, JSON.parse(JSON.stringify(packed)));
      if (plan) Guide.planner.asText(bank, plan);
      return problem || notes.join(" ");
    }""",
        change,
    )
    assert said in result
    assert bool(said) == bool(result)


def test_a_renamed_question_is_found_and_a_removed_one_stays_readable(plan: Page) -> None:
    renamed, removed, notes = plan.evaluate(
        """(question) => {
      const old = Guide.planner.openBank({ ...data, questions: [...data.questions, question] });
      const packed = Guide.planner.pack(old, { choices: choices(), tone: "text", entries: [{ id: question.id, stage: "explore", pinned: true }] });
      const now = Guide.planner.openBank({ ...data, questions: [...data.questions, { ...question, id: "q-test-02", was: [question.id], text: "Better?" }] });
      const kept = Guide.planner.unpack(now, packed).plan, gone = Guide.planner.unpack(bank, packed);
      return [kept.entries.map((entry) => [entry.id, Guide.planner.textOf(now, kept, entry)]), gone.plan.entries, gone.notes];
    }""",
        GONE,
    )
    assert renamed == [["q-test-02", "Better?"]]
    assert removed == [{"stage": "explore", "pinned": True, "text": GONE["text"], "minutes": 2}]
    assert any("own words" in note for note in notes)


def test_a_plan_too_long_for_a_link_gives_none(plan: Page) -> None:
    assert (
        plan.evaluate(
            "Guide.planner.toLink(bank, { choices: choices(), tone: 'text', entries: [{ text: 'x'.repeat(13000), stage: 'open', minutes: 1 }] })"
        )
        == ""
    )


# Writing out ------------------------------------------------------------------------------------------------


def test_text_and_markdown_hold_every_question_in_order(plan: Page) -> None:
    text, markdown, said = plan.evaluate(
        """(own) => {
      const plan = Guide.planner.choose(bank, choices());
      plan.entries.splice(4, 0, { text: own, stage: plan.entries[4].stage, minutes: 1 });
      return [Guide.planner.asText(bank, plan), Guide.planner.asMarkdown(bank, plan), plan.entries.map((entry) => Guide.planner.textOf(bank, plan, entry))];
    }""",
        OWN,
    )
    places = [text.index(f"- {words}\n") for words in said]
    assert places == sorted(places)
    assert markdown.count("- [ ] ") == len(said) + json.dumps(markdown.split("## Open")[0]).count("- [ ]")
    assert "\\<script\\>" in markdown
    assert "\\[x\\](javascript:y)" in markdown
