/* How a plan for a conversation is chosen, changed, timed, written out and read back. Touches no page and no storage, so that a
 * test can go through every choice.
 */
/** @typedef {PlannerData & {byId: Map<string, PlannerQuestion>, stageIds: string[], fields: Set<string>, opening: string, closing: string}} Bank
 *   what the page holds, with what looking up in it needs: each question under its id and its old ids, the fields' ids, the topics that come first and last */
/** @typedef {{goal: string, person: string, audience: string, mode: string, field: string, minutes: number}} Choices ids of terms; "" where the reader chose none */
/** @typedef {{id: string, stage: string, pinned?: boolean, tone?: string, words?: string}} BankEntry a question of the bank; `tone` and `words` where the reader chose them */
/** @typedef {{id?: undefined, text: string, stage: string, minutes: number, pinned?: boolean}} OwnEntry a question of the reader's own */
/** @typedef {BankEntry | OwnEntry} Entry */
/** @typedef {{choices: Choices, tone: string, entries: Entry[]}} Plan `tone` is the one that is wanted for all entries */
/** @typedef {{plan: Plan, notes: string[], isComplete: boolean, problem?: undefined} | {plan?: undefined, notes?: undefined, isComplete?: undefined, problem: string}} ReadPlan
 *   `notes` and `problem` are sentences for the reader; `isComplete` is whether everything that was packed is in the plan */
/** @typedef {{planned: number, spare: number, left: number, over: number, stages: PlannerStage[]}} Timing all in minutes; see timing() */
var Guide = Guide || {};
Guide.planner = (() => {
  "use strict";

  const { escapeMarkdown, isObject, parseJson } = Guide.textFormat;

  const VERSION = 1;
  const MAX_LINK_LENGTH = 16000;
  const MAX_ENTRIES = 60;
  const MAX_OWN_MINUTES = 30;
  const OWN_MINUTES = 2;
  const PRIORITY = { must: 30, good: 15, extra: 0 };
  const MATCH = { goal: 40, audience: 25, person: 15, field: 20 };
  const PENALTY = { used: 16, sameTopic: 12, related: 10 };

  /**
   * The page's data with what looking up in it needs.
   * @param {PlannerData} data
   * @returns {Bank}
   * @throws {Error} when the data has no topic
   */
  function openBank(data) {
    const [opening, closing] = [data.topics[0], data.topics.at(-1)];
    if (opening === undefined || closing === undefined) throw new Error("The planner's data has no topic.");
    return {
      ...data,
      byId: new Map(data.questions.flatMap((question) => [question.id, ...(question.was || [])].map((id) => [id, question]))),
      stageIds: data.stages.map(({ id }) => id),
      fields: new Set(data.sectors.map(({ id }) => id)),
      opening,
      closing,
    };
  }

  /**
   * The question of that id, old ids included.
   * @param {Bank} bank
   * @param {string} id
   * @returns {PlannerQuestion}
   * @throws {Error} when the bank has no such question
   */
  function questionOf(bank, id) {
    const question = bank.byId.get(id);
    if (!question) throw new Error(`The bank has no question ${id}.`);
    return question;
  }

  /**
   * How many minutes prepared questions may take; the rest is kept for follow-up questions.
   * @param {Bank} bank
   * @param {number} minutes of the whole conversation
   * @returns {number}
   */
  function preparedMinutes(bank, minutes) {
    return minutes - Math.round((minutes * bank.minutes.spare_percent) / 100);
  }

  /* Choosing ------------------------------------------------------------------------------------- */

  /**
   * @param {Bank} bank
   * @param {PlannerQuestion} question
   * @param {Choices} choices
   */
  function suits(bank, question, choices) {
    /** @param {string[] | undefined} list @param {string} choice */
    const allows = (list, choice) => !list || list.includes(choice);
    return allows(question.persons, choices.person) && allows(question.audiences, choices.audience)
      && allows(question.modes, choices.mode) && (!bank.fields.has(question.topic) || question.topic === choices.field);
  }

  /** @param {Bank} bank @param {PlannerQuestion} question */
  function isFrame(bank, question) {
    return question.topic === bank.opening || question.topic === bank.closing;
  }

  /**
   * Opening and closing serve every goal.
   * @param {Bank} bank
   * @param {PlannerQuestion} question
   * @param {Choices} choices
   */
  function score(bank, question, choices) {
    const servesGoal = question.goals.includes(choices.goal) || isFrame(bank, question);
    return (servesGoal ? MATCH.goal : 0) + PRIORITY[question.priority] + (question.audiences ? MATCH.audience : 0)
      + (question.persons ? MATCH.person : 0) + (question.topic === choices.field ? MATCH.field : 0);
  }

  /**
   * What suits the choices, best first; questions as good as each other stay in the bank's order.
   * @param {Bank} bank
   * @param {Choices} choices
   */
  function candidates(bank, choices) {
    return bank.questions
      .filter((question) => suits(bank, question, choices))
      .map((question) => ({ question, score: score(bank, question, choices) }))
      .sort((one, other) => other.score - one.score);
  }

  /**
   * How long an entry takes.
   * @param {Bank} bank
   * @param {Entry} entry
   * @returns {number} minutes
   */
  function minutesOf(bank, entry) {
    return entry.id === undefined ? entry.minutes : questionOf(bank, entry.id).minutes;
  }

  /** @param {Bank} bank @param {Entry[]} entries */
  function totalMinutes(bank, entries) {
    return entries.reduce((sum, entry) => sum + minutesOf(bank, entry), 0);
  }

  /**
   * A plan for the choices.
   * @param {Bank} bank
   * @param {Choices} choices
   * @param {number} [round] 0 is the first proposal, 1 the one after it, and so on: each passes over what the ones before it used
   * @param {Entry[]} [fixed] entries that are in it in any case
   * @returns {Plan}
   */
  function choose(bank, choices, round = 0, fixed = []) {
    const pool = candidates(bank, choices);
    /** @type {Map<string, number>} */
    const timesUsed = new Map();
    /** @type {Entry[]} */
    let entries = [];
    for (let turn = 0; turn <= round; turn += 1) {
      entries = compose(bank, choices, pool, timesUsed, fixed);
      for (const { id } of entries) if (id !== undefined) timesUsed.set(id, (timesUsed.get(id) || 0) + 1);
    }
    return { choices: { ...choices }, tone: "text", entries };
  }

  /**
   * One plan: an opening and a closing first, then each stage up to its share of the time, then what is left.
   * @param {Bank} bank
   * @param {Choices} choices
   * @param {{question: PlannerQuestion, score: number}[]} pool best first
   * @param {Map<string, number>} timesUsed by the id of a question, in the plans before this one
   * @param {Entry[]} fixed
   */
  function compose(bank, choices, pool, timesUsed, fixed) {
    const entries = fixed.map((entry) => ({ ...entry }));
    /** @type {Set<string>} */
    const taken = new Set();
    /** @type {Map<string, number>} */
    const topics = new Map();
    /** @type {Set<string>} */
    const related = new Set();
    const room = preparedMinutes(bank, choices.minutes);
    let left = room - totalMinutes(bank, entries);

    /** @param {PlannerQuestion} question */
    function add(question) {
      entries.push({ id: question.id, stage: question.stage });
      count(question);
      left -= question.minutes;
    }

    /** @param {PlannerQuestion} question */
    function count(question) {
      taken.add(question.id);
      topics.set(question.topic, (topics.get(question.topic) || 0) + 1);
      for (const id of question.related || []) related.add(id);
    }

    /**
     * The best question that still fits; less good is what was used before, of a topic that is there already, or related to one that is.
     * @param {(question: PlannerQuestion) => boolean} fits
     * @param {number} minutes
     */
    function best(fits, minutes) {
      let found = null;
      let highest = -Infinity;
      for (const { question, score: base } of pool) {
        if (base <= highest) break;
        if (question.after && !taken.has(question.after)) continue;
        if (question.minutes > minutes || taken.has(question.id) || question.research_first === "full" || !fits(question)) continue;
        const worth = base - PENALTY.used * (timesUsed.get(question.id) || 0) - PENALTY.sameTopic * (topics.get(question.topic) || 0)
          - (related.has(question.id) ? PENALTY.related : 0);
        if (worth > highest) [found, highest] = [question, worth];
      }
      return found;
    }

    /** @param {(question: PlannerQuestion) => boolean} fits @param {() => number} minutes */
    function fill(fits, minutes) {
      for (let question = best(fits, minutes()); question; question = best(fits, minutes())) add(question);
    }

    for (const { id } of entries) if (id !== undefined) count(questionOf(bank, id));
    for (const topic of [bank.opening, bank.closing]) {
      const question = topics.has(topic) ? null : best((one) => one.topic === topic, left);
      if (question) add(question);
    }
    const whole = bank.stages.at(-1)?.end || 1;
    bank.stages.forEach((stage, index) => {
      const share = Math.round((room * stage.end) / whole);
      const untilHere = () => totalMinutes(bank, entries.filter((entry) => bank.stageIds.indexOf(entry.stage) <= index));
      fill((one) => one.stage === stage.id && !isFrame(bank, one), () => Math.min(left, share - untilHere()));
    });
    fill((one) => !isFrame(bank, one), () => left);
    return inOrder(bank, entries);
  }

  /**
   * Entries in the order in which they are asked: by stage, and within one what is sensitive last, what must be asked first.
   * @param {Bank} bank
   * @param {Entry[]} entries
   * @returns {Entry[]}
   */
  function inOrder(bank, entries) {
    return entries
      .map((entry, index) => ({ entry, keys: [...orderKeys(bank, entry), index] }))
      .sort((one, other) => one.keys.map((key, at) => key - (other.keys[at] || 0)).find((difference) => difference) || 0)
      .map(({ entry }) => entry);
  }

  /** @param {Bank} bank @param {Entry} entry */
  function orderKeys(bank, entry) {
    const stage = bank.stageIds.indexOf(entry.stage);
    if (entry.id === undefined) return [stage, 0, 0, 0, -PRIORITY.must];
    const { topic, sensitivity, after, priority } = questionOf(bank, entry.id);
    const frame = topic === bank.closing ? 1 : topic === bank.opening ? -1 : 0;
    return [stage, frame, sensitivity === "high" ? 1 : 0, after ? 1 : 0, -PRIORITY[priority]];
  }

  /**
   * How the time goes, in minutes: `planned` for the questions, `spare` for follow-ups, `left` beside both. Below zero `left` eats into
   * the follow-ups, and `over` is by how much the questions alone are longer than the conversation. `stages` begin and end in minutes.
   * @param {Bank} bank
   * @param {Plan} plan
   * @returns {Timing}
   */
  function timing(bank, plan) {
    const { minutes } = plan.choices;
    const planned = totalMinutes(bank, plan.entries);
    const room = preparedMinutes(bank, minutes);
    /* The time for follow-ups is spread over what is planned; the timetable of a running order does the same. */
    const stretch = planned > minutes ? 1 : Math.min(minutes / Math.max(planned, 1), minutes / room);
    let sum = 0;
    const stages = bank.stages.map((stage) => {
      const start = sum;
      sum += totalMinutes(bank, plan.entries.filter((entry) => entry.stage === stage.id));
      return { ...stage, start: Math.round(start * stretch), end: Math.round(sum * stretch) };
    });
    return { planned, spare: minutes - room, left: room - planned, over: Math.max(planned - minutes, 0), stages };
  }

  /* Changing ------------------------------------------------------------------------------------- */

  /** @param {Plan} plan @returns {Set<string>} */
  function idsIn(plan) {
    return new Set(plan.entries.flatMap(({ id }) => (id === undefined ? [] : [id])));
  }

  /** @param {Plan} plan @param {number} index @returns {Entry} */
  function entryAt(plan, index) {
    const entry = plan.entries[index];
    if (!entry) throw new Error(`The plan has no entry ${index}.`);
    return entry;
  }

  /**
   * Other questions of the same topic and stage, and so of the same purpose, that fit in the place of an entry.
   * @param {Bank} bank
   * @param {Plan} plan
   * @param {number} index of the entry
   * @returns {PlannerQuestion[]} the next in turn first
   * @throws {Error} when the plan has no such entry
   */
  function alternatives(bank, plan, index) {
    const entry = entryAt(plan, index);
    const own = entry.id === undefined ? null : questionOf(bank, entry.id);
    const minutes = minutesOf(bank, entry) + Math.max(timing(bank, plan).left, 0);
    const taken = idsIn(plan);
    const all = candidates(bank, plan.choices).map(({ question }) => question)
      .filter((question) => question.stage === (own ? own.stage : entry.stage) && (!own || question.topic === own.topic))
      .filter((question) => question.research_first !== "full" && (!question.after || taken.has(question.after)));
    const turn = own ? all.indexOf(own) + 1 : 0;
    return [...all.slice(turn), ...all.slice(0, turn)].filter((question) => !taken.has(question.id) && question.minutes <= minutes);
  }

  /**
   * The next best question for the time that is left.
   * @param {Bank} bank
   * @param {Plan} plan
   * @returns {PlannerQuestion | null} null when none fits
   */
  function oneMore(bank, plan) {
    const { left } = timing(bank, plan);
    const taken = idsIn(plan);
    const added = [...idsIn(choose(bank, plan.choices, 0, plan.entries))].filter((id) => !taken.has(id));
    return added.map((id) => questionOf(bank, id)).find(({ minutes }) => minutes <= left) || null;
  }

  /**
   * The entries with one moved. At the edge of a stage it first joins the next stage.
   * @param {Entry[]} entries
   * @param {number} index of the entry
   * @param {-1 | 1} step -1 is up, 1 is down
   * @returns {Entry[]} the same array when there is nowhere to move it
   */
  function move(entries, index, step) {
    const [one, other] = [entries[index], entries[index + step]];
    if (!one || !other) return entries;
    const moved = [...entries];
    if (one.stage === other.stage) [moved[index], moved[index + step]] = [other, one];
    else moved[index] = { ...one, stage: other.stage };
    return moved;
  }

  /**
   * Where to look before the conversation: for what is in the plan, and for the best of what a search answers.
   * @param {Bank} bank
   * @param {Plan} plan
   * @returns {{question: PlannerQuestion, where: string, asked: boolean}[]} `asked` is whether it is in the plan
   */
  function lookUp(bank, plan) {
    const inPlan = [...idsIn(plan)].map((id) => questionOf(bank, id)).filter((question) => question.look_up);
    const instead = candidates(bank, plan.choices).map(({ question }) => question)
      .filter((question) => question.research_first === "full" && question.goals.includes(plan.choices.goal))
      .filter((question) => !inPlan.includes(question)).slice(0, 3);
    /** @param {PlannerQuestion} question */
    const where = (question) => (question.look_up || []).map((source) => bank.public_sources[source]).join(", ");
    return [
      ...instead.map((question) => ({ question, where: where(question), asked: false })),
      ...inPlan.map((question) => ({ question, where: where(question), asked: true })),
    ];
  }

  /* Wording -------------------------------------------------------------------------------------- */

  /**
   * The wordings of a question: its text, a softer one, and tones.
   * @param {Bank} bank
   * @param {PlannerQuestion} question
   * @returns {{tone: string, text: string}[]} those that it has
   */
  function wordings(bank, question) {
    /** @type {Record<string, string | undefined>} */
    const all = { text: question.text, softener: question.softener, ...question.variants };
    return bank.tones.flatMap(({ id }) => {
      const text = all[id];
      return text ? [{ tone: id, text }] : [];
    });
  }

  /**
   * The tone that an entry is shown in: the reader's for this one, softer where it is sensitive, the plan's where there is one.
   * @param {Bank} bank
   * @param {Plan} plan
   * @param {BankEntry} entry
   * @returns {string}
   */
  function toneOf(bank, plan, entry) {
    const question = questionOf(bank, entry.id);
    const available = wordings(bank, question).map(({ tone }) => tone);
    const wanted = [entry.tone, question.sensitivity === "high" && "softener", plan.tone];
    return wanted.find((tone) => tone && available.includes(tone)) || "text";
  }

  /**
   * The words of an entry.
   * @param {Bank} bank
   * @param {Plan} plan
   * @param {Entry} entry
   * @returns {string}
   */
  function textOf(bank, plan, entry) {
    if (entry.id === undefined) return entry.text;
    if (entry.words) return entry.words;
    const question = questionOf(bank, entry.id);
    const tone = toneOf(bank, plan, entry);
    return wordings(bank, question).find((wording) => wording.tone === tone)?.text || question.text;
  }

  /* Writing out ---------------------------------------------------------------------------------- */

  /** @param {MenuEntry[]} terms @param {string} id */
  function labelOf(terms, id) {
    return terms.find((term) => term.id === id)?.label || "";
  }

  /**
   * What the plan is for, on one line.
   * @param {Bank} bank
   * @param {Plan} plan
   * @returns {string}
   */
  function summary(bank, plan) {
    const { goal, person, audience, mode, field, minutes } = plan.choices;
    return [
      labelOf(bank.goals, goal), labelOf(bank.persons, person), labelOf(bank.audiences, audience), labelOf(bank.modes, mode),
      labelOf(bank.sectors, field), `${minutes} minutes`,
    ].filter(Boolean).join(" · ");
  }

  /**
   * @param {Bank} bank
   * @param {Plan} plan
   * @param {Record<"title" | "heading" | "item" | "probe", (text: string) => string>} format
   */
  function asLines(bank, plan, format) {
    const lines = [format.title("Plan for an information interview"), summary(bank, plan), ""];
    const list = lookUp(bank, plan);
    if (list.length) lines.push(format.heading("Look up before"), ...list.map(({ question, where }) => format.item(`${question.text} (${where})`)), "");
    for (const stage of timing(bank, plan).stages) {
      const entries = plan.entries.filter((entry) => entry.stage === stage.id);
      if (!entries.length) continue;
      lines.push(format.heading(`${stage.label}, minute ${stage.start} to ${stage.end}`));
      for (const entry of entries) {
        lines.push(format.item(textOf(bank, plan, entry)));
        if (entry.id !== undefined) lines.push(...questionOf(bank, entry.id).probes.map(format.probe));
      }
      lines.push("");
    }
    return `${lines.join("\n").trim()}\n`;
  }

  /**
   * The plan as plain text.
   * @param {Bank} bank
   * @param {Plan} plan
   * @returns {string}
   */
  function asText(bank, plan) {
    return asLines(bank, plan, {
      title: (text) => text.toUpperCase(), heading: (text) => text, item: (text) => `- ${text}`, probe: (text) => `    then: ${text}`,
    });
  }

  /**
   * The plan as Markdown, with a box to tick before each question.
   * @param {Bank} bank
   * @param {Plan} plan
   * @returns {string}
   */
  function asMarkdown(bank, plan) {
    return asLines(bank, plan, {
      title: (text) => `# ${text}`, heading: (text) => `## ${escapeMarkdown(text)}\n`,
      item: (text) => `- [ ] ${escapeMarkdown(text)}`, probe: (text) => `    - ${escapeMarkdown(text)}`,
    });
  }

  /* Storing and reading back --------------------------------------------------------------------- */

  /**
   * The plan as it is saved and shared. The text of each question goes with it, so that one which the guide no longer has is still
   * there to be read.
   * @param {Bank} bank
   * @param {Plan} plan
   */
  function pack(bank, plan) {
    return {
      version: VERSION,
      choices: plan.choices,
      tone: plan.tone,
      entries: plan.entries.map((entry) => (entry.id === undefined ? entry : { ...entry, text: questionOf(bank, entry.id).text })),
    };
  }

  /**
   * The plan in what pack() made, or in anything else.
   * @param {Bank} bank
   * @param {unknown} packed
   * @returns {ReadPlan}
   */
  function unpack(bank, packed) {
    if (!isObject(packed) || !Array.isArray(packed.entries) || !isObject(packed.choices)) {
      return { problem: "This is not a plan that the guide can read." };
    }
    if (packed.version !== VERSION) return { problem: "This plan was made by another version of the guide, which this one cannot read." };
    if (packed.entries.length > MAX_ENTRIES) return { problem: `This plan has more than ${MAX_ENTRIES} questions, too many to open.` };
    const read = packed.entries.map((entry) => readEntry(bank, entry));
    const entries = read.flatMap((one) => (one ? [one.entry] : []));
    const tone = readTone(bank, packed.tone) || "text";
    const choices = readChoices(bank, packed.choices);
    const isComplete = read.every((one) => one?.isComplete) && (packed.tone === undefined || packed.tone === tone)
      && Object.entries(packed.choices).every(([name, choice]) => choice === "" || choice === Object.entries(choices).find(([one]) => one === name)?.[1]);
    const notes = [];
    if (!isComplete) notes.push("Something in it could not be read and was left out.");
    if (read.some((one) => one?.isGone)) notes.push("A question that the guide no longer has is kept as your own words.");
    if (!entries.length) return { problem: "There is no question in this plan that the guide can read." };
    return { plan: { choices, tone, entries }, notes, isComplete };
  }

  /**
   * @param {Bank} bank
   * @param {Record<string, unknown>} given
   * @returns {Choices}
   */
  function readChoices(bank, given) {
    /** @param {MenuEntry[]} terms @param {unknown} id @param {string} [otherwise] */
    const one = (terms, id, otherwise = "") => terms.find((term) => term.id === id)?.id || otherwise;
    return {
      goal: one(bank.goals, given.goal, bank.goals[0]?.id),
      person: one(bank.persons, given.person),
      audience: one(bank.audiences, given.audience),
      mode: one(bank.modes, given.mode, bank.modes[0]?.id),
      field: one(bank.sectors, given.field),
      minutes: isWhole(given.minutes, bank.minutes.least, bank.minutes.most) ? given.minutes : bank.minutes.usual,
    };
  }

  /**
   * @param {unknown} value
   * @param {number} least
   * @param {number} most
   * @returns {value is number}
   */
  function isWhole(value, least, most) {
    return typeof value === "number" && Number.isInteger(value) && value >= least && value <= most;
  }

  /** @param {Bank} bank @param {unknown} value */
  function readTone(bank, value) {
    return bank.tones.find(({ id }) => id === value)?.id;
  }

  /** @param {unknown} value @returns {value is string} */
  function isWords(value) {
    return typeof value === "string" && value.trim() !== "";
  }

  /**
   * @param {Bank} bank
   * @param {unknown} given
   * @returns {{entry: Entry, isGone: boolean, isComplete: boolean} | null} `isGone` is whether it was a question that the guide no longer
   *   has, and `isComplete` whether everything of it could be read
   */
  function readEntry(bank, given) {
    if (!isObject(given)) return null;
    const question = typeof given.id === "string" ? bank.byId.get(given.id) : undefined;
    const stage = bank.stageIds.find((id) => id === given.stage) || question?.stage || middleStage(bank);
    const common = given.pinned === true ? { stage, pinned: true } : { stage };
    /** @param {unknown} value @param {unknown} read */
    const isRead = (value, read) => value === undefined || value === read;
    const areTexts = [given.id, given.words].every((value) => value === undefined || typeof value === "string");
    const isComplete = areTexts && isRead(given.stage, stage) && isRead(given.pinned, given.pinned === true);
    if (question) {
      const tone = readTone(bank, given.tone);
      const entry = { ...common, ...(tone ? { tone } : {}), ...(isWords(given.words) ? { words: given.words } : {}), id: question.id };
      return { entry, isGone: false, isComplete: isComplete && isRead(given.tone, tone) };
    }
    const text = [given.words, given.text].find(isWords);
    if (!text) return null;
    const minutes = isWhole(given.minutes, 1, MAX_OWN_MINUTES) ? given.minutes : OWN_MINUTES;
    return { entry: { ...common, text, minutes }, isGone: typeof given.id === "string", isComplete: isComplete && isRead(given.minutes, minutes) };
  }

  /**
   * Where a question of the reader's own stands until they say otherwise.
   * @param {Bank} bank
   * @returns {string} the id of a stage
   */
  function middleStage(bank) {
    return bank.stageIds[bank.stageIds.length >> 1] || "";
  }

  /**
   * The plan as a piece of an address: letters, digits, "-" and "_".
   * @param {Bank} bank
   * @param {Plan} plan
   * @returns {string} "" when it is too long for one
   */
  function toLink(bank, plan) {
    /* JSON ends in "}", and so the link in a letter or digit, which no program takes for punctuation behind it. */
    const link = toBase64(JSON.stringify(pack(bank, plan)));
    return link.length > MAX_LINK_LENGTH ? "" : link;
  }

  /**
   * Base64 for addresses, as https://www.rfc-editor.org/rfc/rfc4648#section-5 has it.
   * @param {string} text
   */
  function toBase64(text) {
    const bytes = new TextEncoder().encode(text);
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  }

  /** @param {string} link @returns {unknown} undefined when it is damaged */
  function fromBase64(link) {
    try {
      const bytes = Uint8Array.from(atob(link.replace(/-/g, "+").replace(/_/g, "/")), (character) => character.charCodeAt(0));
      return parseJson(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    } catch {
      return undefined;
    }
  }

  /**
   * The plan in what toLink() made, or in anything else.
   * @param {Bank} bank
   * @param {string} link as links.valueIn() gives it
   * @returns {ReadPlan}
   */
  function fromLink(bank, link) {
    if (link.length > MAX_LINK_LENGTH) return { problem: "This link is too long to be one of the guide's." };
    /* Lines may have been broken within it, or another word or mark may have come behind it. */
    const [whole, first] = [link, link.trim().split(/\s/)[0] || ""].map((one) => one.replace(/[\s=+]/g, "").replace(/[^a-z0-9_-]+$/i, ""));
    const packed = [whole, first].flatMap((one = "") => [one, one.replace(/[-_]+$/, "")]).map(fromBase64).find((one) => one !== undefined);
    return packed === undefined
      ? { problem: "This link is damaged: part of it may have been cut off or changed along the way. Ask for it again, or make a new plan." }
      : unpack(bank, packed);
  }

  /**
   * A running order of the guide as a plan.
   * @param {Bank} bank
   * @param {PlannerOrder} order
   * @returns {Plan}
   * @throws {Error} when it names a question that the bank does not have
   */
  function fromOrder(bank, order) {
    const entries = order.questions.map((id) => ({ id, stage: questionOf(bank, id).stage }));
    return { choices: readChoices(bank, { ...order }), tone: "text", entries };
  }

  return {
    OWN_MINUTES, openBank, questionOf, preparedMinutes, choose, inOrder, timing, minutesOf, alternatives, oneMore, move, lookUp, wordings, toneOf,
    textOf, summary, asText, asMarkdown, middleStage, pack, unpack, toLink, fromLink, fromOrder,
  };
})();
