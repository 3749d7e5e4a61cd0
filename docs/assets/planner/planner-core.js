/* Chooses, changes, times, writes out and reads back a plan for a conversation. It doesn't touch the page or the storage, so a
 * test can go through every choice.
 */
/** @typedef {PlannerData & {byId: Map<string, PlannerQuestion>, byCode: Map<string, PlannerQuestion>, numbers: Map<string, number>, places: Map<string, number>, said: Set<string>, stageIds: string[], fields: Set<string>, opening: string, closing: string}} Bank
 *   the page's data, with indexes: each question under its id and its old ids, and under its codes; for each a
 *   number to shuffle by; the place of the first essential it can fill; the circumstances a reader must
 *   name; the fields' ids; the topics that come first and last */
/** @typedef {{goal: string, person: string, audience: string, mode: string, field: string, minutes: number, circumstances: string[]}} Choices
 *   ids of terms, or "" if the reader chose none; and the circumstances they say are true */
/** @typedef {{id: string, stage: string, pinned?: boolean, tone?: string, words?: string}} BankEntry a question from the bank; `tone` and `words` if the reader chose them */
/** @typedef {{id?: undefined, text: string, stage: string, minutes: number, pinned?: boolean}} OwnEntry the reader's own question */
/** @typedef {BankEntry | OwnEntry} Entry */
/** @typedef {{choices: Choices, tone: string, entries: Entry[]}} Plan `tone` is the one wanted for all entries */
/** @typedef {{plan: Plan, notes: string[], isComplete: boolean, problem?: undefined} | {plan?: undefined, notes?: undefined, isComplete?: undefined, problem: string}} ReadPlan
 *   `notes` and `problem` are sentences for the reader; `isComplete` is whether everything that was packed is in the plan */
/** @typedef {{isTimed: boolean, planned: number, spare: number, left: number, over: number, stages: PlannerStage[]}} Timing all in minutes; see timing() */
/** @typedef {{choices: Partial<Choices>, labels: string[], unread: string[]}} Preset
 *   what a link chooses, the same in words, and what it names that can't be chosen */
/** @typedef {{entries: Entry[], taken: Set<string>, topics: Map<string, number>, related: Set<string>, left: number, most: number}} PlanInProgress
 *   a plan in progress: the questions in it, how many on each topic, what is related to them, the minutes left, and how many questions it can have */
var Guide = Guide || {};
Guide.planner = (() => {
  "use strict";

  const { escapeMarkdown, isObject, parseJson } = Guide.textFormat;
  const { choicesIn, toParameters, valueIn } = Guide.links;

  const VERSION = 1;
  const PLAN_KEYS = ["version", "choices", "tone", "entries"];
  const QUESTION_KEYS = ["id", "stage", "pinned", "tone", "words", "text", "added"];
  const OWN_KEYS = ["stage", "pinned", "text", "minutes", "added"];
  const MAX_LINK_LENGTH = 16000;
  const MAX_OWN_MINUTES = 30;
  const MAX_LOOK_UPS = 3;
  const OWN_MINUTES = 2;
  const LINK_VERSION = 2;
  /* How much better something makes a question. It's less than chance can add, so plans differ when questions are equally good. */
  const PRIORITY = { must: 20, good: 10, extra: 0 };
  const MATCH = { audience: 25, person: 15, field: 30, circumstance: 25 };
  const PENALTY = { used: 60, sameTopic: 15, related: 10, sensitive: 10 };
  const CHANCE = 32;
  /* Among an essential's questions, each one further down the list counts less, and one made for the case beats all of them. */
  const RANK = 10;
  const MADE_FOR = 200;
  /* A question counts as made for certain people if it names no more of them than this. */
  const FEW = 2;

  /**
   * The page's data with indexes for looking things up.
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
      byCode: new Map(data.questions.flatMap((question) => question.codes.map((code) => [code, question]))),
      numbers: new Map(data.questions.map(({ id }) => [id, numberOf(id)])),
      places: new Map(data.essentials.flatMap(({ questions = [] }, place) => questions.map((id) => /** @type {[string, number]} */ ([id, place]))).reverse()),
      said: new Set(data.circumstances.filter((one) => one.must_be_said).map(({ id }) => id)),
      stageIds: data.stages.map(({ id }) => id),
      fields: new Set(data.sectors.map(({ id }) => id)),
      opening,
      closing,
    };
  }

  /**
   * The question with that id, old ids included.
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
   * How many minutes prepared questions can take. The rest is kept for follow-up questions.
   * @param {Bank} bank
   * @param {number} minutes of the whole conversation
   * @returns {number}
   */
  function preparedMinutes(bank, minutes) {
    return minutes - Math.round((minutes * bank.minutes.spare_percent) / 100);
  }

  /* Choosing ------------------------------------------------------------------------------------- */

  /**
   * A number for a text by FNV-1a: the same every time, but practically random.
   * @param {string} text
   */
  function numberOf(text) {
    let number = 0x811c9dc5;
    for (let index = 0; index < text.length; index += 1) number = Math.imul(number ^ text.charCodeAt(index), 0x01000193);
    return number >>> 0;
  }

  /**
   * The rules for a conversation of that length: the first that fits, or otherwise the last. Dataset.plan_length() has the same rule.
   * @param {Bank} bank
   * @param {Pick<Choices, "mode" | "minutes">} choices
   * @returns {PlannerLength}
   * @throws {Error} when the data has no length for this way to meet
   */
  function lengthOf(bank, { mode, minutes }) {
    const lengths = bank.lengths.filter(({ modes }) => !modes || modes.includes(mode));
    const found = lengths.find(({ from_minutes: from }) => from <= minutes) || lengths.at(-1);
    if (!found) throw new Error("The planner's data has no length of a plan for this way to meet.");
    return found;
  }

  /**
   * Whether something a question assumes is true. Circumstance.holds() has the same rule.
   * @param {PlannerCircumstance} circumstance
   * @param {Choices} choices
   */
  function holds(circumstance, { circumstances, person, audience, field }) {
    if (circumstances.includes(circumstance.id) || circumstance.audiences?.includes(audience) || circumstance.sectors?.includes(field)) return true;
    return !circumstance.must_be_said && !circumstance.unless_persons?.includes(person) && !circumstance.unless_sectors?.includes(field);
  }

  /**
   * The questions that suit a conversation with these choices.
   * @param {Bank} bank
   * @param {Choices} choices
   */
  function questionsFor(bank, choices) {
    const { person, audience, mode, field } = choices;
    const sound = new Set(bank.circumstances.filter((one) => holds(one, choices)).map(({ id }) => id));
    /** @param {string[] | undefined} list @param {string} choice */
    const allows = (list, choice) => !list || list.includes(choice);
    return bank.questions.filter((question) => allows(question.modes, mode) && allows(question.persons, person) && allows(question.audiences, audience)
      && (question.topic === field || !bank.fields.has(question.topic)) && (!question.only_if || question.only_if.every((name) => sound.has(name))));
  }

  /** @typedef {{question: PlannerQuestion, value: number}} Valued */
  /** @typedef {{key: string, questions: PlannerQuestion[], fillers: Map<string, Valued[]>, others: Valued[]}} Pool
   *   what can be asked: all of it; what can fill each essential, by its id; and what else is worth asking; each with how good it is */
  /** @type {WeakMap<Bank, Pool>} The last one for each bank, since a reader changes one plan many times. */
  const pools = new WeakMap();

  /**
   * What a plan is made from. It doesn't depend on how long the conversation is.
   * @param {Bank} bank
   * @param {Choices} choices
   * @returns {Pool}
   */
  function poolFor(bank, choices) {
    const key = [choices.goal, choices.person, choices.audience, choices.mode, choices.field, ...choices.circumstances].join(" ");
    const last = pools.get(bank);
    if (last?.key === key) return last;
    const seed = numberOf(key);
    const questions = questionsFor(bank, choices).filter(canBeAsked);
    const inPool = new Set(questions);
    /** @param {PlannerEssential} essential */
    const fillersOf = (essential) => (essential.questions?.flatMap((id) => bank.byId.get(id) || []) || questions)
      .filter((question) => inPool.has(question) && fills(essential, question, choices))
      .map((question) => ({ question, value: rank(bank, essential, question, choices, seed) }));
    const fillers = bank.essentials.filter((essential) => isFor(essential, choices))
      .map((essential) => /** @type {[string, Valued[]]} */ ([essential.id, fillersOf(essential)]));
    const others = questions.filter((question) => isWorthAsking(bank, question, choices))
      .map((question) => ({ question, value: worth(bank, question, choices, seed) }));
    const pool = { key, questions, fillers: new Map(fillers), others };
    pools.set(bank, pool);
    return pool;
  }

  /** @param {PlannerQuestion} question */
  function canBeAsked(question) {
    return question.research_first !== "full";
  }

  /** @param {Bank} bank @param {PlannerQuestion} question */
  function isFrame(bank, question) {
    return question.topic === bank.opening || question.topic === bank.closing;
  }

  /**
   * How closely a question that suits fits the case: this person, these readers, their field, and what they say is true.
   * @param {Bank} bank
   * @param {PlannerQuestion} question
   * @param {Choices} choices
   */
  function match(bank, { audiences, persons, topic, only_if: presumed }, { field }) {
    return (audiences ? MATCH.audience : 0) + (persons ? MATCH.person : 0) + (topic === field ? MATCH.field : 0)
      + (presumed?.some((name) => bank.said.has(name)) ? MATCH.circumstance : 0);
  }

  /**
   * What chance adds to a question, from 0 to CHANCE. It's the same for the same choices, whatever the length of the conversation.
   * @param {Bank} bank
   * @param {PlannerQuestion} question
   * @param {number} seed
   */
  function chance(bank, question, seed) {
    let mixed = Math.imul((bank.numbers.get(question.id) || 0) ^ seed, 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0) % CHANCE;
  }

  /** @param {Choices} choices */
  function saysNothing({ audience, field, circumstances }) {
    return !audience && !field && !circumstances.length;
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
   * @param {number} [round] 0 is the first plan, 1 the one after it, and so on: each one avoids what the earlier ones used
   * @param {Entry[]} [fixed] entries that are in it no matter what
   * @returns {Plan}
   */
  function choose(bank, choices, round = 0, fixed = []) {
    /** @type {Map<string, number>} */
    const timesUsed = new Map();
    /** @type {Entry[]} */
    let entries = [];
    for (let turn = 0; turn <= round; turn += 1) {
      entries = compose(bank, choices, timesUsed, fixed);
      for (const { id } of entries) if (id !== undefined) timesUsed.set(id, (timesUsed.get(id) || 0) + 1);
    }
    return { choices: { ...choices }, tone: "text", entries };
  }

  /**
   * One plan: the essentials, then the starter questions for readers who say nothing about themselves, then whatever suits best.
   * @param {Bank} bank
   * @param {Choices} choices
   * @param {Map<string, number>} timesUsed by the id of a question, in the plans before this one
   * @param {Entry[]} fixed
   * @param {number} [most] how many questions it can have
   */
  function compose(bank, choices, timesUsed, fixed, most = lengthOf(bank, choices).prepare) {
    const draft = begin(bank, choices, fixed, most);
    const pool = poolFor(bank, choices);
    addEssentials(bank, choices, pool, timesUsed, draft);
    if (saysNothing(choices)) {
      for (const id of bank.starter) {
        const question = pool.questions.find((one) => one.id === id);
        if (question && !isFrame(bank, question) && !timesUsed.has(id) && fits(draft, question)) add(draft, question);
      }
    }
    for (let next = best(pool, timesUsed, draft); next; next = best(pool, timesUsed, draft)) add(draft, next);
    return inOrder(bank, draft.entries);
  }

  /**
   * @param {Bank} bank
   * @param {Choices} choices
   * @param {Entry[]} fixed
   * @param {number} most
   * @returns {PlanInProgress}
   */
  function begin(bank, choices, fixed, most) {
    const room = lengthOf(bank, choices).timed ? preparedMinutes(bank, choices.minutes) : Infinity;
    /** @type {PlanInProgress} */
    const draft = { entries: [], taken: new Set(), topics: new Map(), related: new Set(), left: room, most };
    for (const entry of fixed) {
      draft.entries.push({ ...entry });
      draft.left -= minutesOf(bank, entry);
      if (entry.id !== undefined) count(draft, questionOf(bank, entry.id));
    }
    return draft;
  }

  /** @param {PlanInProgress} draft @param {PlannerQuestion} question */
  function count({ taken, topics, related }, question) {
    taken.add(question.id);
    topics.set(question.topic, (topics.get(question.topic) || 0) + 1);
    for (const id of question.related || []) related.add(id);
  }

  /** @param {PlanInProgress} draft @param {PlannerQuestion} question */
  function add(draft, question) {
    draft.entries.push({ id: question.id, stage: question.stage });
    draft.left -= question.minutes;
    count(draft, question);
  }

  /** @param {PlanInProgress} draft @param {PlannerQuestion} question */
  function fits(draft, question) {
    return draft.entries.length < draft.most && question.minutes <= draft.left && !draft.taken.has(question.id)
      && (!question.after || draft.taken.has(question.after));
  }

  /**
   * Whether readers with these choices need an essential, if the conversation is long enough for it.
   * @param {PlannerEssential} essential
   * @param {Choices} choices
   */
  function isFor({ goals, for_reader: forReader }, { goal, audience, field }) {
    return (!goals || goals.includes(goal)) && (!forReader || audience !== "" || field !== "");
  }

  /**
   * The essentials of a plan for these choices.
   * @param {Bank} bank
   * @param {Choices} choices
   * @returns {PlannerEssential[]}
   */
  function essentialsFor(bank, choices) {
    const { essentials } = lengthOf(bank, choices);
    return bank.essentials.filter((essential) => essentials.includes(essential.id) && isFor(essential, choices));
  }

  /**
   * Whether a question can fill that essential.
   * @param {PlannerEssential} essential
   * @param {PlannerQuestion} question one that suits the choices
   * @param {Choices} choices
   */
  function fills(essential, question, choices) {
    if (essential.for_reader) return question.topic === choices.field || Boolean(question.audiences);
    return Boolean(essential.questions?.includes(question.id));
  }

  /**
   * Gives each essential the best of its questions that still leaves time for the shortest ones of the others.
   * @param {Bank} bank
   * @param {Choices} choices
   * @param {Pool} pool
   * @param {Map<string, number>} timesUsed
   * @param {PlanInProgress} draft
   */
  function addEssentials(bank, choices, pool, timesUsed, draft) {
    const open = essentialsFor(bank, choices).map(({ id }) => pool.fillers.get(id) || [])
      .filter((fillers) => fillers.length && !fillers.some(({ question }) => draft.taken.has(question.id)))
      .map((fillers) => ({ fillers, least: Math.min(...fillers.map(({ question }) => question.minutes)) }));
    let reserved = open.reduce((sum, { least }) => sum + least, 0);
    for (const { fillers, least } of open) {
      reserved -= least;
      if (fillers.some(({ question }) => draft.taken.has(question.id))) continue;
      let found = null;
      let highest = -Infinity;
      for (const { question, value: usual } of fillers) {
        const value = usual - PENALTY.used * RANK * (timesUsed.get(question.id) || 0);
        const hasRoom = question.minutes === least || question.minutes <= draft.left - reserved;
        if (value > highest && hasRoom && fits(draft, question)) [found, highest] = [question, value];
      }
      if (found) add(draft, found);
    }
  }

  /**
   * How well a question fills an essential. Readers who say nothing about themselves get the first on its list.
   * @param {Bank} bank
   * @param {PlannerEssential} essential
   * @param {PlannerQuestion} question
   * @param {Choices} choices
   * @param {number} seed
   */
  function rank(bank, essential, question, choices, seed) {
    if (essential.for_reader) return (question.topic === choices.field ? MADE_FOR : 0) + PRIORITY[question.priority] + match(bank, question, choices) + chance(bank, question, seed);
    if (essential.spread && !saysNothing(choices)) return chance(bank, question, seed);
    const isMadeFor = question.audiences || (question.persons && question.persons.length <= FEW) || question.only_if?.some((name) => bank.said.has(name));
    return (isMadeFor && !essential.spread ? MADE_FOR : 0) - RANK * (essential.questions || []).indexOf(question.id);
  }

  /**
   * Whether a question belongs in a plan that already has its essentials.
   * @param {Bank} bank
   * @param {PlannerQuestion} question
   * @param {Choices} choices
   */
  function isWorthAsking(bank, question, choices) {
    const special = match(bank, question, choices);
    return !isFrame(bank, question) && (question.goals.includes(choices.goal) || special > MATCH.person) && (question.priority !== "extra" || special > 0);
  }

  /**
   * How much it adds there.
   * @param {Bank} bank
   * @param {PlannerQuestion} question
   * @param {Choices} choices
   * @param {number} seed
   */
  function worth(bank, question, choices, seed) {
    return PRIORITY[question.priority] + match(bank, question, choices) + chance(bank, question, seed) - (question.sensitivity === "high" ? PENALTY.sensitive : 0);
  }

  /**
   * The best question that still fits. Questions used before, on a topic already in the plan, or related to one in it count less.
   * @param {Pool} pool
   * @param {Map<string, number>} timesUsed
   * @param {PlanInProgress} draft
   * @returns {PlannerQuestion | null}
   */
  function best({ others }, timesUsed, draft) {
    if (draft.entries.length >= draft.most || draft.left <= 0) return null;
    let found = null;
    let highest = -Infinity;
    for (const { question, value: usual } of others) {
      if (usual <= highest || !fits(draft, question)) continue;
      const value = usual - PENALTY.used * (timesUsed.get(question.id) || 0) - PENALTY.sameTopic * (draft.topics.get(question.topic) || 0)
        - (draft.related.has(question.id) ? PENALTY.related : 0);
      if (value > highest) [found, highest] = [question, value];
    }
    return found;
  }

  /**
   * Entries in the order they're asked: by stage, and within a stage with essentials first and sensitive questions last.
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
    if (entry.id === undefined) return [stage, 0, 0, 0, 0, -PRIORITY.must];
    const { topic, sensitivity, after, priority } = questionOf(bank, entry.id);
    const place = bank.places.get(entry.id) ?? bank.essentials.length;
    const frame = topic === bank.closing ? 1 : topic === bank.opening ? -1 : 0;
    return [stage, frame, sensitivity === "high" ? 1 : 0, after ? 1 : 0, place, -PRIORITY[priority]];
  }

  /**
   * How the time is spent, in minutes: `planned` for the questions, `spare` for follow-ups, and `left` after both. If `left` is below
   * zero, it eats into the follow-ups, and `over` is how much longer the questions alone are than the conversation. `stages` begin and
   * end in minutes. When answers are in writing, nothing is timed and there's always room.
   * @param {Bank} bank
   * @param {Plan} plan
   * @returns {Timing}
   */
  function timing(bank, plan) {
    const { minutes } = plan.choices;
    const isTimed = lengthOf(bank, plan.choices).timed;
    const planned = totalMinutes(bank, plan.entries);
    const room = preparedMinutes(bank, minutes);
    /* The time for follow-ups is spread over what's planned, as in the timetable of a ready-made plan. */
    const stretch = planned > minutes ? 1 : Math.min(minutes / Math.max(planned, 1), minutes / room);
    let sum = 0;
    const stages = bank.stages.map((stage) => {
      const start = sum;
      sum += totalMinutes(bank, plan.entries.filter((entry) => entry.stage === stage.id));
      return { ...stage, start: Math.round(start * stretch), end: Math.round(sum * stretch) };
    });
    return { isTimed, planned, spare: minutes - room, left: isTimed ? room - planned : Infinity, over: isTimed ? Math.max(planned - minutes, 0) : 0, stages };
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
   * Other questions with the same purpose that fit in place of an entry: those that can fill the same essential, then those on the same
   * topic and in the same stage.
   * @param {Bank} bank
   * @param {Plan} plan
   * @param {number} index of the entry
   * @returns {PlannerQuestion[]} the next in line first
   * @throws {Error} when the plan has no such entry
   */
  function alternatives(bank, plan, index) {
    const entry = entryAt(plan, index);
    const own = entry.id === undefined ? null : questionOf(bank, entry.id);
    const minutes = minutesOf(bank, entry) + Math.max(timing(bank, plan).left, 0);
    const taken = idsIn(plan);
    const pool = poolFor(bank, plan.choices).questions.filter((question) => !question.after || taken.has(question.after));
    const essential = own && essentialsFor(bank, plan.choices).find(({ questions }) => questions?.includes(own.id));
    const same = essential ? pool.filter((question) => fills(essential, question, plan.choices)) : [];
    const alike = pool.filter((question) => question.stage === (own ? own.stage : entry.stage) && (!own || question.topic === own.topic));
    const all = [...new Set([...same, ...alike])];
    const turn = own ? all.indexOf(own) + 1 : 0;
    return [...all.slice(turn), ...all.slice(0, turn)].filter((question) => !taken.has(question.id) && question.minutes <= minutes);
  }

  /**
   * The next best question for the time that's left.
   * @param {Bank} bank
   * @param {Plan} plan
   * @returns {PlannerQuestion | null} null when none fits
   */
  function oneMore(bank, plan) {
    const taken = idsIn(plan);
    const more = compose(bank, plan.choices, new Map(), plan.entries, plan.entries.length + 1);
    const id = [...idsIn({ ...plan, entries: more })].find((one) => !taken.has(one));
    return id === undefined ? null : questionOf(bank, id);
  }

  /**
   * The entries with one more, last in its stage but before a closing question.
   * @param {Bank} bank
   * @param {Entry[]} entries
   * @param {Entry} added
   * @returns {Entry[]}
   */
  function insert(bank, entries, added) {
    /** @param {Entry} entry */
    const isClosing = ({ id }) => id !== undefined && questionOf(bank, id).topic === bank.closing;
    const stage = bank.stageIds.indexOf(added.stage);
    const rest = [...entries];
    let at = rest.filter((entry) => bank.stageIds.indexOf(entry.stage) <= stage).length;
    const before = rest[at - 1];
    if (before && before.stage === added.stage && isClosing(before) && !isClosing(added)) at -= 1;
    rest.splice(at, 0, added);
    return rest;
  }

  /**
   * The entries with one moved to where another is, joining its stage.
   * @param {Entry[]} entries
   * @param {number} from the index of the one
   * @param {number} to the index of the other
   * @returns {Entry[]} the same array if it's already there
   */
  function moveTo(entries, from, to) {
    const [one, other] = [entries[from], entries[to]];
    if (!one || !other || from === to) return entries;
    const rest = entries.filter((_, index) => index !== from);
    rest.splice(to, 0, { ...one, stage: other.stage });
    return rest;
  }

  /**
   * The entries with one moved. At the edge of a stage it first joins the next stage.
   * @param {Entry[]} entries
   * @param {number} index of the entry
   * @param {-1 | 1} step -1 is up, 1 is down
   * @returns {Entry[]} the same array if there's nowhere to move it
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
   * What to look up before the conversation instead of asking: the best questions a search can answer, and none the plan asks.
   * @param {Bank} bank
   * @param {Plan} plan
   * @returns {{question: PlannerQuestion, where: string}[]}
   */
  function lookUp(bank, plan) {
    const taken = idsIn(plan);
    const asked = new Set([...taken].flatMap((id) => [id, ...(questionOf(bank, id).related || [])]));
    return questionsFor(bank, plan.choices)
      .filter((question) => !canBeAsked(question) && question.goals.includes(plan.choices.goal) && !asked.has(question.id))
      .filter(({ related = [] }) => !related.some((id) => taken.has(id)))
      .map((question) => ({ question, value: PRIORITY[question.priority] + match(bank, question, plan.choices) }))
      .sort((one, other) => other.value - one.value)
      .slice(0, MAX_LOOK_UPS)
      .map(({ question }) => ({ question, where: sourcesOf(bank, question) }));
  }

  /**
   * Where to look before the conversation, for all the questions in a plan, since there's no need to ask what's public.
   * @param {Bank} bank
   * @param {Plan} plan
   * @returns {string[]} the sources, those for most questions first
   */
  function sourcesFor(bank, plan) {
    const found = [...idsIn(plan)].flatMap((id) => questionOf(bank, id).look_up || []);
    /** @param {string} source */
    const uses = (source) => found.filter((one) => one === source).length;
    return [...new Set(found)].sort((one, other) => uses(other) - uses(one)).flatMap((source) => bank.public_sources[source] || []);
  }

  /**
   * What a plan should have but doesn't.
   * @param {Bank} bank
   * @param {Plan} plan
   * @returns {string[]} the labels of essentials
   */
  function missingIn(bank, { choices, entries }) {
    const questions = entries.flatMap(({ id }) => (id === undefined ? [] : [questionOf(bank, id)]));
    return essentialsFor(bank, choices).filter((essential) => !questions.some((question) => fills(essential, question, choices))).map(({ label }) => label);
  }

  /**
   * The circumstances that would add a question, given everything else the reader chose.
   * @param {Bank} bank
   * @param {Choices} choices
   * @returns {Set<string>}
   */
  function usefulCircumstances(bank, choices) {
    const circumstances = bank.circumstances.map(({ id }) => id);
    return new Set(questionsFor(bank, { ...choices, circumstances }).flatMap((question) => question.only_if || []));
  }

  /**
   * Where to look something up, in words.
   * @param {Bank} bank
   * @param {PlannerQuestion} question
   * @returns {string} "" if no public source answers it
   */
  function sourcesOf(bank, question) {
    return (question.look_up || []).map((source) => bank.public_sources[source]).join(", ");
  }

  /* Wording -------------------------------------------------------------------------------------- */

  /**
   * The wordings of a question: its text, a softer one, and tones.
   * @param {Bank} bank
   * @param {PlannerQuestion} question
   * @returns {{tone: string, text: string}[]} the ones it has
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
   * The tone an entry is shown in: the reader's choice for this one, softer if it's sensitive, or the plan's if there is one.
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
      labelOf(bank.sectors, field), lengthOf(bank, plan.choices).timed ? `${minutes} minutes` : "",
    ].filter(Boolean).join(" · ");
  }

  /**
   * @param {Bank} bank
   * @param {Plan} plan
   * @param {string} head
   * @param {Record<"title" | "head" | "heading" | "item" | "probe", (text: string) => string>} format
   */
  function asLines(bank, plan, head, format) {
    const lines = [format.title("Plan for an informational interview"), ...(head ? [format.head(head)] : []), summary(bank, plan), ""];
    const list = lookUp(bank, plan);
    const sources = sourcesFor(bank, plan);
    if (sources.length) lines.push(`Check first: ${sources.join(", ")}.`, "");
    if (list.length) lines.push(format.heading("Look up, don't ask"), ...list.map(({ question, where }) => format.item(`${question.text} (${where})`)), "");
    const { isTimed, stages } = timing(bank, plan);
    for (const stage of stages) {
      const entries = plan.entries.filter((entry) => entry.stage === stage.id);
      if (!entries.length) continue;
      lines.push(format.heading(stageTitle(stage, isTimed)));
      for (const entry of entries) {
        lines.push(format.item(textOf(bank, plan, entry)));
        if (entry.id !== undefined) lines.push(...questionOf(bank, entry.id).probes.map(format.probe));
      }
      lines.push("");
    }
    return `${lines.join("\n").trim()}\n`;
  }

  /**
   * @param {PlannerStage} stage
   * @param {boolean} isTimed
   * @returns {string} the stage, with its minutes if answers take time
   */
  function stageTitle(stage, isTimed) {
    return isTimed ? `${stage.label}, minutes ${stage.start} to ${stage.end}` : stage.label;
  }

  /**
   * The plan as plain text.
   * @param {Bank} bank
   * @param {Plan} plan
   * @param {string} [head] who it's with and when
   * @returns {string}
   */
  function asText(bank, plan, head = "") {
    return asLines(bank, plan, head, {
      title: (text) => text.toUpperCase(), head: (text) => text, heading: (text) => text, item: (text) => `- ${text}`, probe: (text) => `    then: ${text}`,
    });
  }

  /**
   * The plan as Markdown, with a checkbox before each question.
   * @param {Bank} bank
   * @param {Plan} plan
   * @param {string} [head] who it's with and when
   * @returns {string}
   */
  function asMarkdown(bank, plan, head = "") {
    return asLines(bank, plan, head, {
      title: (text) => `# ${text}`, head: (text) => `${escapeMarkdown(text)}\n`, heading: (text) => `## ${escapeMarkdown(text)}\n`,
      item: (text) => `- [ ] ${escapeMarkdown(text)}`, probe: (text) => `    - ${escapeMarkdown(text)}`,
    });
  }

  /* Storing and reading back --------------------------------------------------------------------- */

  /**
   * The plan in the form it's saved and shared. The words of each question are included, so that the screen during the conversation can
   * show them, and a question the guide no longer has can still be read.
   * @param {Bank} bank
   * @param {Plan} plan
   */
  function pack(bank, plan) {
    return {
      version: VERSION,
      choices: plan.choices,
      tone: plan.tone,
      entries: plan.entries.map((entry) => (entry.id === undefined ? entry : { ...entry, text: textOf(bank, plan, entry) })),
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
      return { problem: "The guide can't read this plan." };
    }
    if (packed.version !== VERSION) return { problem: "This plan was made with a different version of the guide, and this one can't read it." };
    if (packed.entries.length > bank.most_entries) return { problem: `This plan has more than ${bank.most_entries} questions, which is too many to open.` };
    const read = packed.entries.map((entry) => readEntry(bank, entry));
    const found = read.flatMap((one) => (one ? [one] : []));
    const entries = found.filter(({ isAdded }) => isAdded).reduce((all, { entry }) => insert(bank, all, entry), inStages(bank, found.filter(({ isAdded }) => !isAdded).map(({ entry }) => entry)));
    const tone = readTone(bank, packed.tone) || "text";
    const choices = readChoices(bank, packed.choices);
    const isComplete = hasOnly(packed, PLAN_KEYS) && read.every((one) => one?.isComplete) && (packed.tone === undefined || packed.tone === tone)
      && Object.entries(packed.choices).every(([name, choice]) => choice === "" || isSame(choice, Object.entries(choices).find(([one]) => one === name)?.[1]));
    const notes = [];
    if (!isComplete) notes.push("Part of it couldn't be read and was left out.");
    if (read.some((one) => one?.isGone)) notes.push("A question the guide no longer has is kept as one of your own.");
    if (!entries.length) return { problem: "This plan has no questions the guide can read." };
    return { plan: { choices, tone, entries }, notes, isComplete };
  }

  /**
   * The choices in anything that was stored. Unknown values are replaced with the usual ones.
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
      circumstances: bank.circumstances.map(({ id }) => id).filter((id) => Array.isArray(given.circumstances) && given.circumstances.includes(id)),
    };
  }

  /** @param {unknown} given @param {unknown} read */
  function isSame(given, read) {
    return given === read || (Array.isArray(given) && Array.isArray(read) && given.length === read.length && given.every((one) => read.includes(one)));
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

  /**
   * Entries of one stage stay in their order.
   * @param {Bank} bank
   * @param {Entry[]} entries
   */
  function inStages(bank, entries) {
    return bank.stageIds.flatMap((id) => entries.filter(({ stage }) => stage === id));
  }

  /** Whether there's nothing else in it, which would be lost. @param {object} value @param {string[]} names */
  function hasOnly(value, names) {
    return Object.keys(value).every((name) => names.includes(name));
  }

  /** @param {unknown} value @returns {value is string} */
  function isWords(value) {
    return typeof value === "string" && value.trim() !== "";
  }

  /**
   * @param {Bank} bank
   * @param {unknown} given
   * @returns {{entry: Entry, isAdded: boolean, isGone: boolean, isComplete: boolean} | null} `isAdded` is whether another page added it without
   *   knowing where it goes; `isGone` is whether it was a question the guide no longer
   *   has; and `isComplete` is whether all of it could be read
   */
  function readEntry(bank, given) {
    if (!isObject(given)) return null;
    const question = typeof given.id === "string" ? bank.byId.get(given.id) : undefined;
    const stage = bank.stageIds.find((id) => id === given.stage) || question?.stage || middleStage(bank);
    const common = given.pinned === true ? { stage, pinned: true } : { stage };
    /** @param {unknown} value @param {unknown} read */
    const isRead = (value, read) => value === undefined || value === read;
    const areTexts = [given.id, given.words].every((value) => value === undefined || typeof value === "string");
    const isComplete = hasOnly(given, given.id === undefined ? OWN_KEYS : QUESTION_KEYS) && areTexts && isRead(given.stage, stage) && isRead(given.pinned, given.pinned === true);
    if (question) {
      const tone = readTone(bank, given.tone);
      const entry = { ...common, ...(tone ? { tone } : {}), ...(isWords(given.words) ? { words: given.words } : {}), id: question.id };
      return { entry, isAdded: given.added === true, isGone: false, isComplete: isComplete && isRead(given.tone, tone) };
    }
    const text = [given.words, given.text].find(isWords);
    if (!text) return null;
    const minutes = isWhole(given.minutes, 1, MAX_OWN_MINUTES) ? given.minutes : OWN_MINUTES;
    return { entry: { ...common, text, minutes }, isAdded: given.added === true, isGone: typeof given.id === "string", isComplete: isComplete && isRead(given.minutes, minutes) };
  }

  /**
   * Where the reader's own question goes until they say otherwise.
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
   * @returns {string} "" if it's too long for one
   */
  function toLink(bank, { choices, tone, entries }) {
    const { goal, person, audience, mode, field, minutes, circumstances } = choices;
    const packed = [LINK_VERSION, goal, person, audience, mode, field, minutes, circumstances.join(" "), tone, ...entries.map((entry) => toShort(bank, entry))];
    /* JSON ends in "]", so the link ends in a letter or digit, which no program mistakes for punctuation after it. */
    const link = toBase64(JSON.stringify(packed));
    return link.length > MAX_LINK_LENGTH ? "" : link;
  }

  /**
   * An entry in a link: the code of its question, followed, in a list, by whatever the reader changed.
   * @param {Bank} bank
   * @param {Entry} entry
   */
  function toShort(bank, entry) {
    if (entry.id === undefined) return ["", entry];
    const { id, stage, ...changed } = entry;
    const { codes: [code = ""], stage: usual } = questionOf(bank, id);
    const rest = stage === usual ? changed : { stage, ...changed };
    return Object.keys(rest).length ? [code, rest] : code;
  }

  /**
   * What pack() would have made from the plan in a link.
   * @param {Bank} bank
   * @param {unknown[]} link
   */
  function fromShort(bank, [version, goal, person, audience, mode, field, minutes, said, tone, ...entries]) {
    const circumstances = typeof said === "string" ? said.split(" ").filter(Boolean) : said;
    return {
      version: version === LINK_VERSION ? VERSION : version,
      choices: { goal, person, audience, mode, field, minutes, circumstances },
      tone,
      entries: entries.map((entry) => {
        const [code, changed] = Array.isArray(entry) ? entry : [entry, {}];
        const question = typeof code === "string" ? bank.byCode.get(code) : undefined;
        return isObject(changed) && (question || code === "") ? { ...changed, ...(question ? { id: question.id } : {}) } : null;
      }),
    };
  }

  /**
   * Base64 for addresses; see https://www.rfc-editor.org/rfc/rfc4648#section-5
   * @param {string} text
   */
  function toBase64(text) {
    const bytes = new TextEncoder().encode(text);
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  }

  /** @param {string} link @returns {unknown} undefined if it's damaged */
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
   * @param {string} link as links.valueIn() returns it
   * @returns {ReadPlan}
   */
  function fromLink(bank, link) {
    if (link.length > MAX_LINK_LENGTH) return { problem: "This link is too long to be from this guide." };
    /* It may contain line breaks, or be followed by another word or mark. */
    const [whole, first] = [link, link.trim().split(/\s/)[0] || ""].map((one) => one.replace(/[\s=+]/g, "").replace(/[^a-z0-9_-]+$/i, ""));
    const packed = [whole, first].flatMap((one = "") => [one, one.replace(/[-_]+$/, "")]).map(fromBase64).find((one) => one !== undefined);
    return packed === undefined
      ? { problem: "This link is damaged: part of it may have been cut off or changed along the way. Ask for it again, or make a new plan." }
      : unpack(bank, Array.isArray(packed) ? fromShort(bank, packed) : packed);
  }

  /* Links that set the form ---------------------------------------------------------------------- */

  /* Links with a whole plan in them, or the name of a saved one. */
  const PLAN_LINKS = ["plan", "saved"];

  /**
   * What a link such as "#goal=test-fit&minutes=20" chooses in the form.
   * @param {Bank} bank
   * @param {string} hash as in location.hash
   * @returns {Preset} empty if it's any other link
   */
  function readPreset(bank, hash) {
    if (PLAN_LINKS.some((name) => valueIn(hash, name) !== null)) return { choices: {}, labels: [], unread: [] };
    const { least, most } = bank.minutes;
    const lengths = Array.from({ length: most - least + 1 }, (_, at) => ({ id: String(least + at), label: `${least + at} minutes` }));
    const { chosen, unread } = choicesIn(hash, {
      goal: bank.goals, person: bank.persons, audience: bank.audiences, mode: bank.modes, minutes: lengths, field: bank.sectors,
      circumstances: bank.circumstances.filter(({ id }) => bank.said.has(id)),
    }, { several: ["circumstances"] });
    const choices = [...chosen].map(([name, terms]) => {
      const ids = terms.map(({ id }) => id);
      return [name, name === "circumstances" ? ids : name === "minutes" ? Number(ids[0]) : ids[0]];
    });
    return { choices: /** @type {Partial<Choices>} */ (Object.fromEntries(choices)), labels: [...chosen.values()].flat().map(({ label }) => label), unread };
  }

  /**
   * The end of a link that makes the same choices in the form.
   * @param {Choices} choices
   * @returns {string}
   */
  function toPreset({ goal, person, audience, mode, minutes, field, circumstances }) {
    return toParameters({ goal, person, audience, mode, minutes, field, circumstances });
  }

  /**
   * One of the guide's ready-made plans as the reader's own.
   * @param {Bank} bank
   * @param {PlannerOrder} order
   * @returns {Plan}
   * @throws {Error} if it names a question the bank doesn't have
   */
  function fromOrder(bank, order) {
    const entries = order.questions.map((id) => ({ id, stage: questionOf(bank, id).stage }));
    return { choices: readChoices(bank, { ...order, circumstances: order.only_if }), tone: "text", entries };
  }

  return {
    OWN_MINUTES, openBank, questionOf, preparedMinutes, lengthOf, holds, essentialsFor, fills, choose, timing, minutesOf, alternatives, oneMore, insert, move, moveTo,
    lookUp, sourcesFor, missingIn, usefulCircumstances, sourcesOf, wordings, toneOf, textOf, stageTitle, summary, asText, asMarkdown, middleStage, readChoices, pack, unpack, toLink, fromLink, readPreset, toPreset, fromOrder,
  };
})();
