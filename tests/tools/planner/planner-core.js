/* What test_planner_core.py asks of planner-core.js. */

/** @param {{data: any, lengths: number[]}} given the Planner's data, and how long conversations may be, in minutes */
function openBank({ data: planner, lengths }) {
  Object.assign(globalThis, { data: planner, bank: Guide.planner.openBank(planner), LENGTHS: lengths });
}

/** @param {object} more what a reader chooses besides the usual */
function choices(more = {}) {
  return { goal: "learn-field", person: "practitioner", audience: "", mode: "in-person", field: "", minutes: 30, circumstances: [], ...more };
}

function ids({ entries }) {
  return entries.map((entry) => entry.id || entry.text);
}

/** Every combination of choices, with these goals. */
function* everyChoice(on, goals) {
  const named = (terms) => terms.map(({ id }) => id);
  for (const goal of goals) {
    for (const person of ["", ...named(on.persons)]) {
      for (const audience of ["", ...named(on.audiences)]) {
        for (const mode of named(on.modes)) {
          for (const field of ["", ...named(on.sectors)]) {
            for (const minutes of LENGTHS) yield { goal, person, audience, mode, field, minutes, circumstances: [] };
          }
        }
      }
    }
  }
}

/** What is wrong with the plan for some choices. */
function mistakesIn(on, chosen, { entries }) {
  const { person, audience, mode, field, minutes } = chosen;
  const questions = entries.map(({ id }) => on.byId.get(id));
  const different = new Set(questions);
  const length = Guide.planner.lengthOf(on, chosen);
  const sum = questions.reduce((total, question) => total + question.minutes, 0);
  const names = (list, name) => !list || list.includes(name);
  const wrong = [];
  const note = (isWrong, words) => isWrong && wrong.push(words);
  note(questions.length < Math.min(length.prepare, 3), "too short");
  note(questions.length > length.prepare, "too many questions");
  note(length.timed && sum > Guide.planner.preparedMinutes(on, minutes), "overruns");
  note(different.size < questions.length, "twice");
  for (const essential of Guide.planner.essentialsFor(on, chosen)) {
    note(!questions.some((question) => Guide.planner.fills(essential, question, chosen)), `lacks ${essential.id}`);
  }
  let before = -1;
  questions.forEach((question, index) => {
    const stage = on.stageIds.indexOf(question.stage);
    note(stage < before, "stages out of order");
    before = stage;
    note(question.research_first === "full", "a search answers it");
    note(!names(question.persons, person) || !names(question.audiences, audience) || !names(question.modes, mode), "does not suit");
    note(on.fields.has(question.topic) && question.topic !== field, "another field");
    note(question.after && !entries.slice(0, index).some(({ id }) => id === question.after), "what it follows is not there");
    note(question.only_if?.some((name) => !Guide.planner.holds(on.circumstances.find(({ id }) => id === name), chosen)), `presumes what was not said: ${question.id}`);
    note(question.topic === on.opening && index > 0, "an opening that is not the first");
  });
  return wrong;
}

/**
 * All plans there are, or those for some goals.
 * @returns {{count: number, found: string[], wrong: number, uses: Record<string, number>}} how many; what is wrong with the first ones that are; with how
 *   many something is; in how many each question is
 */
function checkEveryChoice({ on = bank, goals = on.goals.map(({ id }) => id) } = {}) {
  const found = [];
  const uses = {};
  let count = 0;
  let wrong = 0;
  for (const chosen of everyChoice(on, goals)) {
    const plan = Guide.planner.choose(on, chosen);
    const mistakes = mistakesIn(on, chosen, plan);
    if (mistakes.length) {
      wrong += 1;
      if (found.length < 20) found.push(`${JSON.stringify(chosen)}: ${mistakes.join(", ")}`);
    }
    for (const { id } of plan.entries) uses[id] = (uses[id] || 0) + 1;
    count += 1;
  }
  return { count, found, wrong, uses };
}

const BREAKING = {
  "no closings": (question) => question.topic !== "closing" && question,
  "long questions": (question) => ({ ...question, minutes: 4 }),
};

/** How much is wrong with plans from a broken bank; -1 where it cannot be opened at all. */
function countMistakesWith({ goal, change }) {
  const questions = data.questions.map(BREAKING[change]).filter(Boolean);
  try {
    return checkEveryChoice({ on: Guide.planner.openBank({ ...data, questions }), goals: [goal] }).wrong;
  } catch {
    return -1;
  }
}

function idsOfRounds(rounds) {
  return rounds.map((round) => ids(Guide.planner.choose(bank, choices(), round)));
}

/** Of plans for each goal and length: sensitive questions that come early, and those in their softer words. */
function sensitiveQuestions() {
  const result = { late: [], soft: [] };
  const usual = bank.goals.flatMap(({ id: goal }) => LENGTHS.map((minutes) => ({ goal, minutes })));
  for (const chosen of usual) {
    const plan = Guide.planner.choose(bank, choices({ ...chosen, audience: "over-50", person: "changed-into-field" }), 2);
    for (const stage of bank.stageIds) {
      const questions = plan.entries.filter((entry) => entry.stage === stage).map(({ id }) => bank.byId.get(id));
      const high = questions.map(({ sensitivity }) => sensitivity === "high");
      result.late.push(...high.map((is, at) => !is && high.slice(0, at).includes(true) && questions[at].topic !== bank.closing));
    }
    for (const entry of plan.entries) {
      const question = bank.byId.get(entry.id);
      if (question.sensitivity === "high") result.soft.push(Guide.planner.textOf(bank, plan, entry) === question.softener);
    }
  }
  return result;
}

/** For each circumstance that must be said: whether it can bring a question into a plan, and what is wrong with plans then. */
function plansWithEachCircumstance() {
  const persons = ["", ...bank.persons.map(({ id }) => id)];
  const audiences = ["", ...bank.audiences.map(({ id }) => id)];
  return [...bank.said].map((id) => {
    const useful = persons.some((person) => audiences.some((audience) => ["", ...bank.fields].some((field) => (
      Guide.planner.usefulCircumstances(bank, choices({ person, audience, field })).has(id)))));
    const plans = persons.flatMap((person) => ["", ...bank.fields].map((field) => choices({ person, field, minutes: 45, circumstances: [id] })));
    return { id, useful, wrong: plans.flatMap((chosen) => mistakesIn(bank, chosen, Guide.planner.choose(bank, chosen))) };
  });
}

/** What is to be looked up for plans of each goal that the same plan asks, or that is related to what it asks. */
function lookedUpAndAsked() {
  const found = [];
  let count = 0;
  for (const { id: goal } of bank.goals) {
    for (const audience of ["", ...bank.audiences.map(({ id }) => id)]) {
      const plan = Guide.planner.choose(bank, choices({ goal, audience }));
      const asked = plan.entries.map(({ id }) => bank.byId.get(id));
      const list = Guide.planner.lookUp(bank, plan);
      count += list.length;
      for (const { question, where } of list) {
        if (!where || asked.some(({ id, related = [] }) => id === question.id || related.includes(question.id))) found.push(question.id);
      }
    }
  }
  return [count, found, Guide.planner.sourcesFor(bank, Guide.planner.choose(bank, choices({ goal: "choose-training" })))];
}

/** What a plan lacks when each of its entries is taken out. */
function missingWithoutEach() {
  const plan = Guide.planner.choose(bank, choices());
  return plan.entries.map((_, index) => Guide.planner.missingIn(bank, { ...plan, entries: plan.entries.filter((__, at) => at !== index) }));
}

/** The lengths of links to the plans of each goal, at the usual length. */
function linkLengths() {
  return bank.goals.map(({ id: goal }) => Guide.planner.toLink(bank, Guide.planner.choose(bank, choices({ goal, audience: "disabled-neurodivergent", field: "hospitality-retail" }))).length);
}

/** What another page has added to a plan. */
function withAdded(id) {
  const packed = Guide.planner.pack(bank, Guide.planner.choose(bank, choices()));
  packed.entries.push({ id, stage: bank.byId.get(id).stage, text: "?", added: true });
  const { plan, notes, isComplete } = Guide.planner.unpack(bank, packed);
  return [ids(plan), notes, isComplete];
}

/** @param {number[]} steps from where to where */
function dragged([from, to]) {
  const entries = ["a:open", "b:story", "c:story", "d:close"].map((one) => ({ text: one[0], stage: one.slice(2) }));
  return Guide.planner.moveTo(entries, from, to).map(({ text, stage }) => `${text}:${stage}`).join(" ");
}

function planAroundPinned() {
  const first = Guide.planner.choose(bank, choices());
  const pinned = [{ ...first.entries[3], pinned: true }, { text: "And the dog?", stage: "advice", minutes: 5 }];
  const next = Guide.planner.choose(bank, choices({ goal: "prepare-to-apply", minutes: 20 }), 1, pinned);
  return [ids({ entries: pinned }), ids(next), Guide.planner.timing(bank, next).left];
}

/**
 * Plans with room for the first of three questions and one of the others, which are as good as each other.
 * @param {string[]} related to the first
 * @returns {number} in how many the second is, of those for each person and field
 */
function plansWithSecond(related) {
  const like = { ...data.questions.find(({ topic }) => topic !== bank.opening), goals: ["learn-field"], priority: "good", minutes: 1, sensitivity: "low" };
  const names = ["first", "second", "third"];
  const questions = names.map((id) => ({ ...like, id, topic: id, only_if: undefined, modes: undefined, persons: undefined, audiences: undefined, related: [] }));
  Object.assign(questions[0], { priority: "must", related });
  questions[0].only_if = ["hobby"];
  const lengths = [{ from_minutes: 5, timed: true, prepare: 2, least_asked: 1, most_asked: 2, essentials: [] }];
  const on = Guide.planner.openBank({ ...data, questions, lengths, essentials: [], starter: [] });
  let count = 0;
  for (const person of ["", ...bank.persons.map(({ id }) => id)]) {
    for (const field of ["", ...bank.fields]) {
      const plan = ids(Guide.planner.choose(on, choices({ person, field, circumstances: ["hobby"] })));
      if (plan.includes("first") && plan.includes("second")) count += 1;
    }
  }
  return count;
}

/** Swaps one question until the first comes again: the ids, their topics, and whether each plan fits. */
function swapAround() {
  let plan = Guide.planner.choose(bank, choices());
  const at = plan.entries.findIndex(({ id }) => ["skills", "daily"].includes(bank.byId.get(id).topic));
  const seen = [plan.entries[at].id];
  const fits = [];
  for (let turn = 0; turn < 200; turn += 1) {
    const [next] = Guide.planner.alternatives(bank, plan, at);
    plan = { ...plan, entries: plan.entries.map((entry, index) => (index === at ? { id: next.id, stage: entry.stage } : entry)) };
    fits.push(Guide.planner.timing(bank, plan).left >= 0);
    if (next.id === seen[0]) break;
    seen.push(next.id);
  }
  return [seen, [...new Set(seen.map((id) => bank.byId.get(id).topic))], fits];
}

function moves() {
  const entries = [
    { text: "a", stage: "open" },
    { text: "b", stage: "story" },
    { text: "c", stage: "story" },
  ];
  const first = Guide.planner.move(entries, 1, -1);
  const others = [[first, 1, -1], [entries, 1, 1], [entries, 0, -1], [entries, 2, 1]];
  const steps = [first, ...others.map(([from, at, by]) => Guide.planner.move(from, at, by))];
  return steps.map((step) => step.map(({ text, stage }) => `${text}:${stage}`).join(" "));
}

function timingsOf(lengths) {
  return lengths.map((minutes) =>
    Guide.planner.timing(bank, { choices: choices(), entries: [{ text: "x", stage: "explore", minutes }] }),
  );
}

function timingOfOrder(id) {
  const order = bank.orders.find((one) => one.id === id);
  return Guide.planner.timing(bank, Guide.planner.fromOrder(bank, order));
}

/** A plan with a reader's own words, what a link of it opens as, and the notes; the last is whether the link is plain characters. */
function thereAndBack(own) {
  const plan = Guide.planner.choose(bank, choices({ field: "health", audience: "veteran" }));
  plan.tone = "warm";
  plan.entries[1] = { ...plan.entries[1], tone: "formal", pinned: true };
  plan.entries[2] = { ...plan.entries[2], words: own };
  plan.entries.push({ text: own, stage: "close", minutes: 3 });
  const link = Guide.planner.toLink(bank, plan);
  const { plan: back, notes } = Guide.planner.fromLink(bank, link);
  return [plan, back, [...notes, /^[A-Za-z0-9_-]+$/.test(link)]];
}

/** What is said of a link that is cut off, wherever that is. */
function problemsOfCutLinks() {
  const link = Guide.planner.toLink(bank, Guide.planner.choose(bank, choices()));
  const problems = Array.from(link, (_, end) => Guide.planner.fromLink(bank, link.slice(0, end)).problem || `opened at ${end}`);
  return [...new Set(problems)];
}

const TAMPERING = {
  "another version": (packed) => { packed.version = 2; },
  "no entries": (packed) => { packed.entries = []; },
  "entries in no list": (packed) => { packed.entries = {}; },
  "no choices": (packed) => { packed.choices = null; },
  "too many entries": (packed) => { packed.entries = Array(61).fill(packed.entries[0]); },
  "odd entries alone": (packed) => { packed.entries = [null, 7, { text: 5 }, { id: {} }]; },
  "an empty entry": (packed) => { packed.entries[0] = { text: "   " }; },
  "an id that every object has": (packed) => { packed.entries[0] = { id: "__proto__", text: "Boo?" }; },
  "odd words": (packed) => {
    packed.entries[0].stage = "constructor";
    packed.tone = {};
    packed.choices = { goal: [], minutes: 1e9, mode: "<b>" };
  },
};

/** What is said of a stored plan that someone has changed. */
function readTampered(change) {
  const packed = Guide.planner.pack(bank, Guide.planner.choose(bank, choices()));
  TAMPERING[change](packed);
  const { plan, notes, problem } = Guide.planner.unpack(bank, JSON.parse(JSON.stringify(packed)));
  if (plan) Guide.planner.asText(bank, plan);
  return problem || notes.join(" ");
}

/** A stored plan whose question is renamed, and one whose question is removed. */
function renamedAndRemoved(question) {
  const old = Guide.planner.openBank({ ...data, questions: [...data.questions, question] });
  const entries = [{ id: question.id, stage: "explore", pinned: true }];
  const packed = Guide.planner.pack(old, { choices: choices(), tone: "text", entries });
  const renamed = { ...question, id: "q-test-02", was: [question.id], codes: ["BBBB", ...question.codes], text: "Better?" };
  const now = Guide.planner.openBank({ ...data, questions: [...data.questions, renamed] });
  const found = Guide.planner.unpack(now, packed).plan;
  const shared = Guide.planner.fromLink(now, Guide.planner.toLink(old, Guide.planner.unpack(old, packed).plan)).plan;
  const gone = Guide.planner.unpack(bank, packed);
  return [[found, shared].map(({ entries: [entry] }) => [entry.id, Guide.planner.textOf(now, found, entry)]), gone.plan.entries, gone.notes];
}

function linkOfLongWords(characters) {
  const entries = [{ text: "x".repeat(characters), stage: "open", minutes: 1 }];
  return Guide.planner.toLink(bank, { choices: choices(), tone: "text", entries });
}

/** A plan with a reader's own question, as text and as Markdown, and the words of each question. */
function writtenOut(own) {
  const plan = Guide.planner.choose(bank, choices());
  plan.entries.splice(4, 0, { text: own, stage: plan.entries[4].stage, minutes: 1 });
  const words = plan.entries.map((entry) => Guide.planner.textOf(bank, plan, entry));
  return [Guide.planner.asText(bank, plan), Guide.planner.asMarkdown(bank, plan), words];
}

/** For each of some choices: what a link to them sets, and how it names what it sets. */
function presetsThereAndBack(given) {
  return given.map((more) => {
    const { choices: back, labels } = Guide.planner.readPreset(bank, `#${Guide.planner.toPreset(choices(more))}`);
    return [back, labels];
  });
}
