/* How a plan for a conversation is chosen, changed, timed, written out and read back.
 *
 * Nothing here touches the page or the browser's storage, so that a test can go through every choice.
 * A bank is what macros/planner.py puts into the page. A plan is plain data:
 *   {choices: {goal, person, audience, mode, field, minutes}, tone, entries: [entry, ...]}
 * and an entry is a question of the bank, {id, stage, pinned, tone, words}, or the reader's own,
 * {text, stage, minutes, pinned}. `tone` and `words` are there when the reader chose them.
 */
var Guide = Guide || {};
Guide.planner = (() => {
  "use strict";

  const VERSION = 1;
  const LONGEST_LINK = 16000;
  const MOST_ENTRIES = 60;
  const TONES = ["text", "softener", "plain", "warm", "formal"];
  const PRIORITY = { must: 30, good: 15, extra: 0 };

  /* A bank with what looking up in it needs. */
  function open(data) {
    const bank = { ...data, byId: new Map(), order: new Map(), stageIds: data.stages.map((stage) => stage.id) };
    data.questions.forEach((question, index) => {
      bank.order.set(question.id, index);
      for (const id of [question.id, ...(question.was || [])]) bank.byId.set(id, question);
    });
    bank.fields = new Set(data.sectors.map((sector) => sector.id));
    bank.first = data.topics[0];
    bank.last = data.topics[data.topics.length - 1];
    return bank;
  }

  /* How many minutes prepared questions may take; the rest is kept for follow-up questions. */
  function room(bank, minutes) {
    return minutes - Math.round((minutes * bank.sparePercent) / 100);
  }

  function suits(bank, question, choices) {
    const named = (list, choice) => !list || list.includes(choice);
    return named(question.persons, choices.person) && named(question.audiences, choices.audience)
      && named(question.modes, choices.mode) && (!bank.fields.has(question.topic) || question.topic === choices.field);
  }

  /* Opening and closing serve every goal. */
  function score(bank, question, choices) {
    const serves = question.goals.includes(choices.goal) || question.topic === bank.first || question.topic === bank.last;
    return (serves ? 40 : 0) + PRIORITY[question.priority] + (question.audiences ? 25 : 0)
      + (question.persons ? 15 : 0) + (question.topic === choices.field ? 20 : 0);
  }

  /* What suits the choices, best first; questions as good as each other stay in the bank's order. The last
   * list is kept, since each change of a plan asks for it again. */
  function candidates(bank, choices) {
    const key = [choices.goal, choices.person, choices.audience, choices.mode, choices.field].join(" ");
    if (bank.lastKey !== key) [bank.lastKey, bank.lastList] = [key, listOf(bank, choices)];
    return bank.lastList;
  }

  function listOf(bank, choices) {
    return bank.questions
      .filter((question) => suits(bank, question, choices))
      .map((question) => ({ question, score: score(bank, question, choices) }))
      .sort((one, other) => other.score - one.score || bank.order.get(one.question.id) - bank.order.get(other.question.id));
  }

  function minutesOf(bank, entry) {
    return entry.id ? bank.byId.get(entry.id).minutes : entry.minutes;
  }

  function stageMinutes(bank, entries) {
    return entries.reduce((sum, entry) => sum + minutesOf(bank, entry), 0);
  }

  /* A plan for the choices. `round` 0 is the first proposal, 1 what "another" gives, and so on: each
   * passes over what the ones before it have used. `kept` are entries that stay in it. */
  function choose(bank, choices, round = 0, kept = []) {
    const pool = candidates(bank, choices);
    const used = new Map();
    let entries = [];
    for (let turn = 0; turn <= round; turn += 1) {
      entries = compose(bank, choices, pool, used, kept);
      for (const { id } of entries) if (id) used.set(id, (used.get(id) || 0) + 1);
    }
    return { choices: { ...choices }, tone: "text", entries };
  }

  /* One plan: an opening and a closing first, then each stage up to its share of the time, then what is left. */
  function compose(bank, choices, pool, used, kept) {
    const entries = kept.map((entry) => ({ ...entry }));
    const taken = new Set(entries.map((entry) => entry.id));
    const topics = new Map();
    const near = new Set();
    let left = room(bank, choices.minutes) - stageMinutes(bank, entries);

    function add(question) {
      entries.push({ id: question.id, stage: question.stage });
      note(question);
      left -= question.minutes;
    }

    function note(question) {
      taken.add(question.id);
      topics.set(question.topic, (topics.get(question.topic) || 0) + 1);
      for (const id of question.related || []) near.add(id);
    }

    /* The best question that still fits; less good is what was used before, of a topic that is there already, or near one that is. */
    function best(fits, most) {
      let found = null;
      let highest = -Infinity;
      for (const { question, score: base } of pool) {
        if (base <= highest) break;
        if (question.after && !taken.has(question.after)) continue;
        if (question.minutes > most || taken.has(question.id) || question.research_first === "full" || !fits(question)) continue;
        const worth = base - 16 * (used.get(question.id) || 0) - 12 * (topics.get(question.topic) || 0) - (near.has(question.id) ? 10 : 0);
        if (worth > highest) [found, highest] = [question, worth];
      }
      return found;
    }

    for (const entry of entries) if (entry.id) note(bank.byId.get(entry.id));
    for (const topic of [bank.first, bank.last]) {
      const question = !topics.has(topic) && best((one) => one.topic === topic, left);
      if (question) add(question);
    }
    const framed = (question) => question.topic === bank.first || question.topic === bank.last;
    const whole = bank.stages[bank.stages.length - 1].end;
    for (const stage of bank.stages) {
      const allotted = Math.round((room(bank, choices.minutes) * stage.end) / whole);
      const before = () => stageMinutes(bank, entries.filter((entry) => bank.stageIds.indexOf(entry.stage) <= bank.stageIds.indexOf(stage.id)));
      for (;;) {
        const question = best((one) => one.stage === stage.id && !framed(one), Math.min(left, allotted - before()));
        if (!question) break;
        add(question);
      }
    }
    for (let question = best((one) => !framed(one), left); question; question = best((one) => !framed(one), left)) add(question);
    return inOrder(bank, entries);
  }

  /* By stage; within one, what is sensitive last, what must be asked first. */
  function inOrder(bank, entries) {
    const place = (entry) => {
      const question = entry.id && bank.byId.get(entry.id);
      const topic = question ? question.topic : "";
      return [
        bank.stageIds.indexOf(entry.stage),
        topic === bank.last ? 1 : topic === bank.first ? -1 : 0,
        question && question.sensitivity === "high" ? 1 : 0,
        question && question.after ? 1 : 0,
        -(question ? PRIORITY[question.priority] : PRIORITY.must),
      ];
    };
    return entries
      .map((entry, index) => ({ entry, keys: [...place(entry), index] }))
      .sort((one, other) => one.keys.map((key, index) => key - other.keys[index]).find((difference) => difference) || 0)
      .map(({ entry }) => entry);
  }

  /* How the time goes. `left` is what is free beside the questions and the share for follow-ups; below
   * zero it eats into that share, and `over` says by how much the questions alone are longer than the talk. */
  function timing(bank, plan) {
    const { minutes } = plan.choices;
    const planned = stageMinutes(bank, plan.entries);
    const free = room(bank, minutes);
    /* The time for follow-ups is spread over what is planned; macros/planner.py does the same. */
    const stretch = planned > minutes ? 1 : Math.min(minutes / Math.max(planned, 1), minutes / free);
    let sum = 0;
    const stages = bank.stages.map((stage) => {
      const start = sum;
      sum += stageMinutes(bank, plan.entries.filter((entry) => entry.stage === stage.id));
      return { ...stage, start: Math.round(start * stretch), end: Math.round(sum * stretch) };
    });
    return { planned, spare: minutes - free, left: free - planned, over: Math.max(planned - minutes, 0), stages };
  }

  /* Others of the same topic and stage, and so of the same purpose, that fit in the place of an entry: the next in turn first. */
  function alternatives(bank, plan, index) {
    const entry = plan.entries[index];
    const own = entry.id ? bank.byId.get(entry.id) : null;
    const most = minutesOf(bank, entry) + Math.max(timing(bank, plan).left, 0);
    const taken = new Set(plan.entries.map(({ id }) => id));
    const all = candidates(bank, plan.choices).map(({ question }) => question)
      .filter((question) => question.stage === (own ? own.stage : entry.stage) && (!own || question.topic === own.topic))
      .filter((question) => question.research_first !== "full" && (!question.after || taken.has(question.after)));
    const turn = own ? all.indexOf(own) + 1 : 0;
    return [...all.slice(turn), ...all.slice(0, turn)].filter((question) => !taken.has(question.id) && question.minutes <= most);
  }

  /* The next best question for the time that is left, or null. */
  function oneMore(bank, plan) {
    const { left } = timing(bank, plan);
    const [question] = choose(bank, plan.choices, 0, plan.entries).entries
      .filter((entry) => entry.id && !plan.entries.some(({ id }) => id === entry.id)).map(({ id }) => bank.byId.get(id))
      .filter((found) => found.minutes <= left);
    return question || null;
  }

  /* The entries with one moved a step up (-1) or down (1). At the edge of a stage it first joins the next stage. */
  function move(bank, entries, index, step) {
    const other = index + step;
    if (other < 0 || other >= entries.length) return entries;
    const moved = entries.map((entry) => ({ ...entry }));
    if (moved[index].stage !== moved[other].stage) moved[index].stage = moved[other].stage;
    else [moved[index], moved[other]] = [moved[other], moved[index]];
    return moved;
  }

  /* Where to look before the talk: for what is in the plan, and for the best of what a search answers. */
  function lookUp(bank, plan) {
    const inPlan = plan.entries.map(({ id }) => id && bank.byId.get(id)).filter((question) => question && question.look_up);
    const instead = candidates(bank, plan.choices).map(({ question }) => question)
      .filter((question) => question.research_first === "full" && question.goals.includes(plan.choices.goal))
      .filter((question) => !inPlan.includes(question)).slice(0, 3);
    const where = (question) => question.look_up.map((source) => bank.publicSources[source]).join(", ");
    return [
      ...instead.map((question) => ({ question, where: where(question), asked: false })),
      ...inPlan.map((question) => ({ question, where: where(question), asked: true })),
    ];
  }

  /* The wordings of a question: its text, a softer one, and tones. */
  function wordings(question) {
    const all = { text: question.text, softener: question.softener, ...question.variants };
    return TONES.filter((tone) => all[tone]).map((tone) => ({ tone, text: all[tone] }));
  }

  /* The tone that an entry is shown in: the reader's for this one, softer where it is sensitive, the plan's where there is one. */
  function toneOf(bank, plan, entry) {
    const question = bank.byId.get(entry.id);
    const there = wordings(question).map(({ tone }) => tone);
    const wanted = [entry.tone, question.sensitivity === "high" && "softener", plan.tone];
    return wanted.find((tone) => there.includes(tone)) || "text";
  }

  /* The words of an entry. */
  function say(bank, plan, entry) {
    if (!entry.id) return entry.text;
    if (entry.words) return entry.words;
    const tone = toneOf(bank, plan, entry);
    return wordings(bank.byId.get(entry.id)).find((wording) => wording.tone === tone).text;
  }

  /* Writing out -------------------------------------------------------------------------------- */

  function label(terms, id) {
    const term = terms.find((one) => one.id === id);
    return term ? term.label : "";
  }

  /* What the plan is for, on one line. */
  function about(bank, plan) {
    const { goal, person, audience, mode, field, minutes } = plan.choices;
    return [
      label(bank.goals, goal), label(bank.persons, person), label(bank.audiences, audience), label(bank.modes, mode),
      label(bank.sectors, field), `${minutes} minutes`,
    ].filter(Boolean).join(" · ");
  }

  function asLines(bank, plan, marks) {
    const clock = timing(bank, plan);
    const lines = [marks.title("Plan for an information interview"), about(bank, plan), ""];
    const list = lookUp(bank, plan);
    if (list.length) lines.push(marks.head("Look up before"), ...list.map(({ question, where }) => marks.item(`${question.text} (${where})`)), "");
    for (const stage of clock.stages) {
      const entries = plan.entries.filter((entry) => entry.stage === stage.id);
      if (!entries.length) continue;
      lines.push(marks.head(`${stage.label}, minute ${stage.start} to ${stage.end}`));
      for (const entry of entries) {
        lines.push(marks.item(say(bank, plan, entry)));
        for (const probe of (entry.id && bank.byId.get(entry.id).probes) || []) lines.push(marks.probe(probe));
      }
      lines.push("");
    }
    return lines.join("\n").trim() + "\n";
  }

  function asText(bank, plan) {
    return asLines(bank, plan, {
      title: (text) => text.toUpperCase(), head: (text) => text, item: (text) => `- ${text}`, probe: (text) => `    then: ${text}`,
    });
  }

  function asMarkdown(bank, plan) {
    /* A reader's own words stay words: what Markdown would read as a mark gets a backslash. */
    const safe = (text) => text.replace(/[\\`*_{}[\]<>#|~]/g, "\\$&").replace(/\s*\n\s*/g, " ");
    return asLines(bank, plan, {
      title: (text) => `# ${text}`, head: (text) => `## ${safe(text)}\n`, item: (text) => `- [ ] ${safe(text)}`, probe: (text) => `    - ${safe(text)}`,
    });
  }

  /* Keeping and reading back --------------------------------------------------------------------- */

  /* The plan as it is saved and shared. The text of each question goes with it, so that one which
   * the guide no longer has is still there to be read. */
  function pack(bank, plan) {
    return {
      version: VERSION,
      choices: plan.choices,
      tone: plan.tone,
      entries: plan.entries.map((entry) => (entry.id ? { ...entry, text: bank.byId.get(entry.id).text } : entry)),
    };
  }

  /* The plan in `packed`, whatever that is: {plan, notes}, or {problem}, each a sentence for the reader. */
  function unpack(bank, packed) {
    if (typeof packed !== "object" || packed === null || !Array.isArray(packed.entries) || typeof packed.choices !== "object" || !packed.choices) {
      return { problem: "This is not a plan that the guide can read." };
    }
    if (packed.version !== VERSION) return { problem: "This plan was made by another version of the guide, which this one cannot read." };
    if (packed.entries.length > MOST_ENTRIES) return { problem: `This plan has more than ${MOST_ENTRIES} questions, too many to open.` };
    const entries = packed.entries.map((entry) => readEntry(bank, entry)).filter(Boolean);
    const notes = [];
    if (entries.length < packed.entries.length) notes.push("Something in it could not be read and was left out.");
    if (entries.some(({ gone }) => gone)) notes.push("A question that the guide no longer has is kept as your own words.");
    if (!entries.length) return { problem: "There is no question in this plan that the guide can read." };
    const tone = TONES.includes(packed.tone) ? packed.tone : "text";
    return { plan: { choices: readChoices(bank, packed.choices), tone, entries: entries.map(({ gone, ...entry }) => entry) }, notes };
  }

  function readChoices(bank, given) {
    const one = (terms, id, otherwise) => (terms.some((term) => term.id === id) ? id : otherwise);
    return {
      goal: one(bank.goals, given.goal, bank.goals[0].id),
      person: one(bank.persons, given.person, ""),
      audience: one(bank.audiences, given.audience, ""),
      mode: one(bank.modes, given.mode, bank.modes[0].id),
      field: one(bank.sectors, given.field, ""),
      minutes: Number.isInteger(given.minutes) && given.minutes >= 5 && given.minutes <= 120 ? given.minutes : 30,
    };
  }

  function readEntry(bank, given) {
    if (typeof given !== "object" || given === null) return null;
    const question = typeof given.id === "string" ? bank.byId.get(given.id) : undefined;
    const entry = { stage: bank.stageIds.includes(given.stage) ? given.stage : question ? question.stage : bank.stageIds[bank.stageIds.length >> 1] };
    if (given.pinned === true) entry.pinned = true;
    if (question) {
      if (TONES.includes(given.tone)) entry.tone = given.tone;
      if (typeof given.words === "string" && given.words.trim()) entry.words = given.words;
      return { ...entry, id: question.id };
    }
    const text = [given.words, given.text].find((words) => typeof words === "string" && words.trim());
    if (!text) return null;
    const minutes = Number.isInteger(given.minutes) && given.minutes >= 1 && given.minutes <= 30 ? given.minutes : 2;
    return { ...entry, text, minutes, ...(typeof given.id === "string" ? { gone: true } : {}) };
  }

  /* The plan as a piece of an address: letters, digits, "-" and "_". "" when it is too long for one. */
  function toLink(bank, plan) {
    const bytes = new TextEncoder().encode(JSON.stringify(pack(bank, plan)));
    const link = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
    return link.length > LONGEST_LINK ? "" : link;
  }

  /* The plan in such a piece, as unpack() gives it. */
  function fromLink(bank, link) {
    if (link.length > LONGEST_LINK) return { problem: "This link is too long to be one of the guide's." };
    try {
      const bytes = Uint8Array.from(atob(link.replace(/-/g, "+").replace(/_/g, "/")), (character) => character.charCodeAt(0));
      return unpack(bank, JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)));
    } catch {
      return { problem: "This link is damaged: part of it may have been cut off on the way. Ask for it again, or make a new plan." };
    }
  }

  /* A running order of the guide as a plan. */
  function fromOrder(bank, order) {
    const choices = readChoices(bank, { ...order, minutes: order.minutes });
    return { choices, tone: "text", entries: order.questions.map((id) => ({ id, stage: bank.byId.get(id).stage })) };
  }

  return {
    open, room, choose, inOrder, timing, minutesOf, alternatives, oneMore, move, lookUp, wordings, toneOf, say, about, asText, asMarkdown,
    pack, unpack, toLink, fromLink, fromOrder,
  };
})();
