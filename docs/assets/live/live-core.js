/* The conversation itself: its clock, the stage it should be in, the next question, and the notes. It doesn't touch the page or the
 * storage, so a test can go through whole conversations. Nothing here changes what it's given: each step returns a new state.
 */
/** @typedef {{key: string, stage: string, text: string}} LiveQuestion `key` is the id of a question in the bank, or "own-1" for the reader's first own question */
/** @typedef {{gone: number, left: number, over: number, isClosing: boolean, isOver: boolean, end: Date}} LiveClock in whole minutes; `over` is how long past the end */
/** @typedef {{question: LiveQuestion | null, title: string, minute: number | undefined, notes: LiveNote[]}} LiveGroup
 *   a question with its notes, or, if `question` is null, notes on one that's no longer in the plan, or on none; `minute` is when it was asked */
/** @typedef {{asked: number, all: number, groups: LiveGroup[], open: LiveQuestion[]}} LiveSummary `open` was not asked and has no note */
/** @typedef {"" | "yes" | "no"} Consent whether they agreed to notes; "" until they've been asked */
/** @typedef {{version: 1, person: string, card: string, minutes: number, plan: Record<string, unknown> | null, live: LiveRecord, current: string, consent: Consent, ended: string, isUnsaved: boolean, practiced: string[]}} LiveSession
 *   what a tab stores. `person` and `card` are ids, or "": a rehearsal has a card, and a conversation with no one in particular has neither.
 *   `plan` is as the Planner packs it, `current` is the key of the question on the screen, and `ended` is an instant, or "". `isUnsaved` is
 *   whether the last step could not be stored with the person */
/** @typedef {{least: number, most: number, usual: number}} LiveLengths how long a conversation can be, in minutes */
var Guide = Guide || {};
Guide.live = (() => {
  "use strict";

  const { isObject, cut } = Guide.textFormat;
  const { readPerson } = Guide.interviews;

  const MINUTE_MS = 60_000;
  const MAX_NOTE_LENGTH = 4000;
  /* The closing reminder: five minutes before the end, or a quarter of a short conversation. */
  const CLOSING_MINUTES = 5;
  /* A conversation no one ended is long over after this time. */
  const MAX_OVER_MINUTES = 180;

  /** @type {LiveRecord} */
  const NOTHING = { began: "", consent: false, asked: {}, notes: [] };

  /* A tab's conversation ------------------------------------------------------------------------------- */

  /**
   * @param {unknown} minutes
   * @param {LiveLengths} lengths
   * @returns {minutes is number}
   */
  function isLength(minutes, { least, most }) {
    return typeof minutes === "number" && Number.isInteger(minutes) && minutes >= least && minutes <= most;
  }

  /** @param {unknown} value */
  function asWords(value) {
    return typeof value === "string" ? value : "";
  }

  /**
   * A conversation that hasn't begun, with what's known about it.
   * @param {Partial<LiveSession>} known
   * @param {LiveLengths} lengths
   * @returns {LiveSession}
   */
  function newSession(known, { usual }) {
    return { version: 1, person: "", card: "", minutes: usual, plan: null, live: NOTHING, current: "", consent: "", ended: "", isUnsaved: false, practiced: [], ...known };
  }

  /**
   * The conversation in what a tab stored.
   * @param {unknown} stored
   * @param {LiveLengths} lengths
   * @returns {{session: LiveSession | null, isComplete: boolean}} `session` is null if none has begun; `isComplete` is whether everything could be read
   */
  function readSession(stored, lengths) {
    const given = isObject(stored) ? stored : {};
    const { minutes, consent, plan, practiced } = given;
    const session = newSession({
      person: asWords(given.person), card: asWords(given.card), current: asWords(given.current), ended: Number.isNaN(Date.parse(asWords(given.ended))) ? "" : asWords(given.ended),
      live: readPerson({ id: "p0", live: given.live })?.live || NOTHING,
      plan: isObject(plan) ? plan : null,
      consent: consent === "yes" || consent === "no" ? consent : "",
      isUnsaved: given.isUnsaved === true,
      practiced: Array.isArray(practiced) ? practiced.filter((one) => typeof one === "string") : [],
      ...(isLength(minutes, lengths) ? { minutes } : {}),
    }, lengths);
    const hasBegun = session.live.began !== "";
    /* Only a conversation that has begun is stored, so anything else is one that can't be read. */
    const isComplete = hasBegun && Object.entries(session).every(([name, value]) => !Object.hasOwn(given, name) || JSON.stringify(given[name]) === JSON.stringify(value));
    return { session: hasBegun ? session : null, isComplete };
  }

  /* The plan ------------------------------------------------------------------------------------------- */

  /**
   * The questions of a plan as the Planner packs it, each with the words the reader chose, in the order of the stages.
   * @param {unknown} packed
   * @param {string[]} stages their ids, in order
   * @returns {LiveQuestion[]} none if it isn't a plan
   */
  function questionsIn(packed, stages) {
    const entries = isObject(packed) && Array.isArray(packed.entries) ? packed.entries : [];
    let own = 0;
    const questions = entries.flatMap((entry) => {
      if (!isObject(entry)) return [];
      const text = [entry.words, entry.text].find((one) => typeof one === "string" && one.trim() !== "");
      if (typeof text !== "string") return [];
      const stage = typeof entry.stage === "string" ? entry.stage : "";
      return [{ key: typeof entry.id === "string" && entry.id ? entry.id : `own-${(own += 1)}`, stage, text: text.trim() }];
    });
    const different = questions.filter(({ key }, at) => questions.findIndex((one) => one.key === key) === at);
    /** @param {LiveQuestion} question */
    const place = ({ stage }) => (stages.includes(stage) ? stages.indexOf(stage) : stages.length >> 1);
    return different.sort((one, other) => place(one) - place(other));
  }

  /**
   * The plan the Planner would pack from a list of questions.
   * @param {LiveQuestion[]} questions
   * @returns {{version: number, choices: Record<string, never>, entries: {id: string, stage: string, text: string}[]}}
   */
  function planOf(questions) {
    return { version: 1, choices: {}, entries: questions.map(({ key, stage, text }) => ({ id: key, stage, text })) };
  }

  /**
   * The longest ready-made plan that isn't longer than the conversation, or otherwise the shortest.
   * @template {{minutes: number}} T
   * @param {T[]} plans
   * @param {number} minutes
   * @returns {T | undefined} undefined if there are none
   */
  function fitting(plans, minutes) {
    const byLength = [...plans].sort((one, other) => one.minutes - other.minutes);
    return byLength.filter((plan) => plan.minutes <= minutes).at(-1) || byLength[0];
  }

  /* The clock ------------------------------------------------------------------------------------------ */

  /**
   * @param {string} began an instant in ISO 8601
   * @param {number} minutes how long the conversation is to be
   * @param {Date} now
   * @returns {LiveClock}
   */
  function clockOf(began, minutes, now) {
    const start = new Date(began).getTime();
    /* A device may set its clock back in the middle of a conversation. */
    const gone = Math.max(0, Math.floor((now.getTime() - start) / MINUTE_MS));
    const left = Math.max(0, minutes - gone);
    const closing = Math.max(1, Math.min(CLOSING_MINUTES, Math.round(minutes / 4)));
    return { gone, left, over: Math.max(0, gone - minutes), isClosing: left > 0 && left <= closing, isOver: left === 0, end: new Date(start + minutes * MINUTE_MS) };
  }

  /**
   * Whether a conversation has begun and may still be going on.
   * @param {LiveRecord} live
   * @param {number} minutes
   * @param {Date} now
   */
  function isUnderWay({ began }, minutes, now) {
    return began !== "" && clockOf(began, minutes, now).over <= MAX_OVER_MINUTES;
  }

  /**
   * The stages with their minutes in a conversation of that length.
   * @template {{start: number, end: number}} T
   * @param {T[]} stages
   * @param {number} minutes
   * @returns {T[]}
   */
  function stagesFor(stages, minutes) {
    const whole = stages.at(-1)?.end || 1;
    /** @param {number} minute */
    const scale = (minute) => Math.round((minute * minutes) / whole);
    return stages.map((stage) => ({ ...stage, start: scale(stage.start), end: scale(stage.end) }));
  }

  /**
   * The stage a conversation should be in at a minute. After the end, it's the last one.
   * @template {{start: number, end: number}} T
   * @param {T[]} stages
   * @param {number} minutes how long the conversation is to be
   * @param {number} gone
   * @returns {T | undefined} undefined if there are no stages
   */
  function stageAt(stages, minutes, gone) {
    const scaled = stagesFor(stages, minutes);
    return scaled.find(({ end }) => gone < end) || scaled.at(-1);
  }

  /** @param {number} count @param {string} unit */
  function counted(count, unit) {
    return `${count} ${unit}${count === 1 ? "" : "s"}`;
  }

  /**
   * A time of day, such as "4:30 PM".
   * @param {Date} at
   */
  function timeOfDay(at) {
    return new Intl.DateTimeFormat("en-US", { hour: "numeric", minute: "2-digit" }).format(at).replace(/\u202f/g, " ");
  }

  /**
   * What the clock shows, as a sentence.
   * @param {LiveClock} clock
   */
  function readOut({ gone, left, over, isOver, end }) {
    const rest = isOver ? `${over ? `${counted(over, "minute")} over` : "Your time is up"}` : `${left} left`;
    return `${counted(gone, "minute")} gone. ${rest}. ${isOver ? "You said you'd stop at" : "Stop at"} ${timeOfDay(end)}.`;
  }

  /* The questions -------------------------------------------------------------------------------------- */

  /**
   * The question to ask next: the first one after this one that hasn't been asked, or otherwise one that was skipped.
   * @param {LiveQuestion[]} questions
   * @param {Record<string, number>} asked
   * @param {string} current the key of a question, or "" to begin with the first
   * @returns {LiveQuestion | undefined} undefined if all have been asked
   */
  function nextQuestion(questions, asked, current) {
    const at = questions.findIndex(({ key }) => key === current);
    return [...questions.slice(at + 1), ...questions.slice(0, at + 1)].find(({ key }) => !Object.hasOwn(asked, key));
  }

  /**
   * @param {LiveRecord} live
   * @param {string} key
   * @param {number} minute
   * @returns {LiveRecord}
   */
  function ask(live, key, minute) {
    /* The last one asked is the last one in the record, even if it was there before. */
    return { ...live, asked: { ...takeBack(live, key).asked, [key]: minute } };
  }

  /**
   * @param {LiveRecord} live
   * @param {string} key
   * @returns {LiveRecord}
   */
  function takeBack(live, key) {
    return { ...live, asked: Object.fromEntries(Object.entries(live.asked).filter(([one]) => one !== key)) };
  }

  /**
   * The question that was asked last.
   * @param {LiveQuestion[]} questions
   * @param {LiveRecord} live
   * @returns {LiveQuestion | undefined}
   */
  function lastAsked(questions, live) {
    const last = Object.keys(live.asked).at(-1);
    return questions.find(({ key }) => key === last);
  }

  /* Notes ---------------------------------------------------------------------------------------------- */

  /** @param {LiveQuestion | undefined} question undefined for none */
  function placeOf(question) {
    return { key: question ? question.key : "", question: question ? question.text : "" };
  }

  /**
   * What the reader wrote about a question.
   * @param {LiveRecord} live
   * @param {string} key "" for what belongs to no question
   * @returns {string}
   */
  function textFor(live, key) {
    return live.notes.find((note) => !note.marked && note.key === key)?.text || "";
  }

  /**
   * Stores what the reader wrote about a question. The note keeps the minute in which it was begun.
   * @param {LiveRecord} live
   * @param {LiveQuestion | undefined} question undefined for none
   * @param {string} text "" to remove the note
   * @param {number} minute
   * @returns {LiveRecord}
   */
  function write(live, question, text, minute) {
    const place = placeOf(question);
    const at = live.notes.findIndex((note) => !note.marked && note.key === place.key);
    const before = live.notes[at];
    const note = { ...place, text: cut(text, MAX_NOTE_LENGTH), minute: before ? before.minute : minute, marked: false };
    if (!before) return text.trim() ? { ...live, notes: [...live.notes, note] } : live;
    return { ...live, notes: live.notes.flatMap((one, index) => (index !== at ? [one] : text.trim() ? [note] : [])) };
  }

  /** @param {LiveNote} note @param {LiveNote} other */
  function isSameMark(note, other) {
    return note.marked && note.key === other.key && note.minute === other.minute && note.text === other.text;
  }

  /**
   * Marks a moment, once a minute for each question.
   * @param {LiveRecord} live
   * @param {LiveQuestion | undefined} question undefined for none
   * @param {number} minute
   * @returns {LiveRecord} the same one if it's marked already
   */
  function mark(live, question, minute) {
    const note = { ...placeOf(question), text: "", minute, marked: true };
    return live.notes.some((one) => isSameMark(one, note)) ? live : { ...live, notes: [...live.notes, note] };
  }

  /**
   * Takes a mark away again.
   * @param {LiveRecord} live
   * @param {LiveQuestion | undefined} question
   * @param {number} minute
   * @returns {LiveRecord}
   */
  function unmark(live, question, minute) {
    const note = { ...placeOf(question), text: "", minute, marked: true };
    return { ...live, notes: live.notes.filter((one) => !isSameMark(one, note)) };
  }

  /* Afterward ------------------------------------------------------------------------------------------ */

  /**
   * What was asked and noted, in the order of the plan; what belongs to no question comes last.
   * @param {LiveQuestion[]} questions
   * @param {LiveRecord} live
   * @returns {LiveSummary}
   */
  function summaryOf(questions, live) {
    /** @param {LiveNote[]} notes */
    const inOrder = (notes) => [...notes].sort((one, other) => one.minute - other.minute);
    const groups = questions.map((question) => ({
      question, title: question.text, minute: live.asked[question.key], notes: inOrder(live.notes.filter(({ key }) => key === question.key)),
    }));
    const keys = new Set(questions.map(({ key }) => key));
    const others = live.notes.filter(({ key }) => !keys.has(key));
    const titles = [...new Set(others.map(({ question }) => question))];
    const rest = titles.map((title) => ({ question: null, title, minute: undefined, notes: inOrder(others.filter(({ question }) => question === title)) }));
    return {
      asked: groups.filter(({ minute }) => minute !== undefined).length,
      all: questions.length,
      groups: [...groups.filter(({ minute, notes }) => minute !== undefined || notes.length), ...rest],
      open: groups.filter(({ minute, notes }) => minute === undefined && !notes.length).map(({ question }) => question),
    };
  }

  /** @param {LiveNote} note */
  function noteLine({ text, minute, marked }) {
    return `Minute ${minute}: ${[marked ? "★ marked" : "", text.trim()].filter(Boolean).join(", ")}`;
  }

  /**
   * Everything as plain text.
   * @param {LiveQuestion[]} questions
   * @param {LiveRecord} live
   * @param {string} title
   * @returns {string}
   */
  function asText(questions, live, title) {
    const { asked, all, groups, open } = summaryOf(questions, live);
    const lines = [title.toUpperCase(), ...(all ? [`Asked ${asked} of ${counted(all, "question")}.`] : []), ""];
    for (const { title: question, minute, notes } of groups) {
      lines.push(`${question || "Other notes"}${minute === undefined ? "" : ` (asked in minute ${minute})`}`);
      lines.push(...notes.map((note) => `    ${noteLine(note).replace(/\n/g, "\n      ")}`), "");
    }
    if (open.length) lines.push("Not asked", ...open.map(({ text }) => `- ${text}`), "");
    return `${lines.join("\n").trim()}\n`;
  }

  /* Rehearsal ------------------------------------------------------------------------------------------ */

  /**
   * The cards in a random order, the last one drawn not first, so that "Another card" always shows another one.
   * @template {{id: string}} T
   * @param {T[]} cards
   * @param {string} last the id of the card on the table, or ""
   * @param {() => number} random from 0 to 1
   * @returns {T[]}
   */
  function shuffle(cards, last, random) {
    const mixed = cards.map((card) => ({ card, at: random() })).sort((one, other) => one.at - other.at).map(({ card }) => card);
    return [...mixed.filter(({ id }) => id !== last), ...mixed.filter(({ id }) => id === last)];
  }

  return {
    NOTHING, isLength, newSession, readSession, questionsIn, planOf, fitting, clockOf, isUnderWay, stagesFor, stageAt, timeOfDay, readOut, nextQuestion, ask, takeBack, lastAsked,
    textFor, write, mark, unmark, summaryOf, noteLine, asText, shuffle,
  };
})();
