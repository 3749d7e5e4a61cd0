/* The people a reader keeps track of: who they are, how far things are, what comes next and when. It doesn't touch the page or the
 * storage.
 *
 * What each status leads to, and by which rules, is data (data/interviews.yml). Days are text such as "2026-11-30", and what isn't known
 * is "".
 */
/** @typedef {"status" | "message" | "note" | "news"} EntryKind */
/** @typedef {{on: string, what: EntryKind, text: string, status: StatusId | ""}} HistoryEntry */
/** @typedef {{id: string, text: string, by: string, done: string, whose: "mine" | "theirs"}} PersonPromise */
/** @typedef {{key: string, question: string, text: string, minute: number, marked: boolean}} LiveNote `key` is the id of a question of the bank, "own-1" and so on for the reader's own, or "" */
/** @typedef {{began: string, consent: boolean, asked: Record<string, number>, notes: LiveNote[]}} LiveRecord `began` is an instant; `asked` has the minute each question was asked */
/** @typedef {{id: string, kind: "learned" | "quote" | "surprise", text: string, sure: "seen" | "heard" | ""}} Learned */
/** @typedef {{id: string, what: "person" | "resource", text: string, note: string, person: string}} Named `person` is the id of the person it became */
/**
 * @typedef {object} Person someone the reader may talk to, and the conversation with them
 * @property {string} id
 * @property {string} added
 * @property {string} name
 * @property {string} call what the reader calls them, if that isn't their name
 * @property {string} role
 * @property {string} employer
 * @property {string} field
 * @property {string} relationship
 * @property {string} link what links them, in a few words
 * @property {string} referrer the name of whoever suggested them
 * @property {string} referredBy the id of that person
 * @property {string} channel
 * @property {string} email
 * @property {string} phone
 * @property {string} profile an address
 * @property {string} notes
 * @property {number} near from 1, the least, to 3; 0 if it isn't rated
 * @property {number} knows
 * @property {number} reach
 * @property {StatusId} status
 * @property {"" | "no" | "silence" | "done"} outcome why it's closed
 * @property {Partial<Record<StatusId, string>>} on the day each status was reached
 * @property {string} day of the conversation
 * @property {string} time
 * @property {number} minutes
 * @property {string} mode
 * @property {string} place an address, a link or a number
 * @property {string} goal
 * @property {string} audience
 * @property {number} sequence how often its calendar file was downloaded
 * @property {string} again the day to write again
 * @property {Ticks} ticks
 * @property {Record<string, unknown> | null} plan what the Planner packs
 * @property {Record<string, Record<string, unknown>>} drafts of the Composer, by the kind of message
 * @property {HistoryEntry[]} history oldest first
 * @property {PersonPromise[]} promises
 * @property {LiveRecord} live
 * @property {Learned[]} learned
 * @property {Named[]} named
 * @property {Record<string, string>} answers by the topic of the comparison
 * @property {Record<string, number>} scores from 1 to 5, by the reader's own criterion
 * @property {string} forget the day they're to be deleted
 * @property {boolean} sample
 */
/** @typedef {{id: string, text: string, day: string, at?: Date, tool: NextActData["tool"], href: string, form: string, item: string, then: StatusId | "", promise: string, isMarked: boolean}} Act
 *   something to do about a person; `day` is when it's due, `promise` the id of the promise it is, and `isMarked` whether the reader says when it's done; if not, something they enter says so */
/** @typedef {{person: Person, act: Act}} AgendaRow */
/** @typedef {{day: string, until: string, text: string, id: string}} DueLine what's due from a day on, until another unless that's "", and the id of the person */
/** @typedef {{overdue: AgendaRow[], today: AgendaRow[], soon: AgendaRow[], anytime: AgendaRow[]}} Agenda */
/** @typedef {{status: StatusId, outcome: Person["outcome"], isQuiet: boolean}} Standing `isQuiet` is whether it was closed by itself, after the one reminder */
/** @typedef {{data: InterviewsData, order: StatusId[], labels: Map<string, string>}} InterviewRules */
/** @typedef {"name" | "status" | "next" | "meeting" | "touched"} SortKey */
/** @typedef {InterviewsData["statuses"][number]["id"]} StatusId */
var Guide = Guide || {};
Guide.interviews = (() => {
  "use strict";

  const { isEqual, isObject } = Guide.textFormat;
  const { addDays, dayOf, dueOf, endOf, formatDay, formatDue, isDay, isTicked, readMeeting, startOf, tick } = Guide.schedule;

  const ID_FORM = /^p[0-9a-z]{1,24}$/;
  const ID_LENGTH = 12;
  const MOST_RATING = 3;
  const MOST_SCORE = 5;
  const MOST_SECONDS = 86_400;
  const AGENDA_DAYS = 14;
  const TEXTS = /** @type {const} */ ([
    "name", "call", "role", "employer", "field", "relationship", "link", "referrer", "channel", "email", "phone", "profile", "notes", "mode", "place", "goal", "audience",
  ]);
  const DAYS = /** @type {const} */ (["added", "day", "again", "forget"]);
  const RATINGS = /** @type {const} */ (["near", "knows", "reach"]);
  /* The names of these are typed, so a script that names another status fails the type check. */
  /** @type {StatusId[]} */
  const STATUSES = ["to-ask", "asked", "reminded", "agreed", "met", "thanked", "reported", "in-touch", "closed"];
  /** @type {StatusId[]} */
  const MET = ["met", "thanked", "reported", "in-touch"];
  const OUTCOMES = /** @type {const} */ (["no", "silence", "done"]);

  /**
   * The rules with an index of labels.
   * @param {InterviewsData} data
   * @returns {InterviewRules}
   */
  function open(data) {
    const menus = [data.statuses, data.relationships, data.channels, data.modes, data.sectors, data.goals, data.audiences];
    return { data, order: data.statuses.map(({ id }) => id), labels: new Map(menus.flat().map(({ id, label }) => [id, label])) };
  }

  /* Making and reading ------------------------------------------------------------------------------ */

  /**
   * An id no other person, promise or note has.
   * @param {string} [prefix]
   * @returns {string}
   */
  function newId(prefix = "p") {
    const letters = [...crypto.getRandomValues(new Uint8Array(ID_LENGTH))].map((byte) => (byte % 36).toString(36));
    return `${prefix}${letters.join("")}`;
  }

  /** @returns {Person} someone nothing is known about */
  function unknown() {
    return {
      id: "", added: "", name: "", call: "", role: "", employer: "", field: "", relationship: "", link: "", referrer: "", referredBy: "", channel: "",
      email: "", phone: "", profile: "", notes: "", near: 0, knows: 0, reach: 0, status: "to-ask", outcome: "", on: {}, day: "", time: "", minutes: readMeeting({}).minutes,
      mode: "", place: "", goal: "", audience: "", sequence: 0, again: "", ticks: {}, plan: null, drafts: {}, history: [], promises: [],
      live: { began: "", consent: false, asked: {}, notes: [] }, learned: [], named: [], answers: {}, scores: {}, forget: "", sample: false,
    };
  }

  /**
   * A new person.
   * @param {Partial<Person>} fields what is known
   * @param {string} today
   * @returns {Person}
   */
  function blank(fields, today) {
    return { ...unknown(), id: newId(), added: today, ...fields };
  }

  /** @param {unknown} value */
  function text(value) {
    return typeof value === "string" ? value : "";
  }

  /** @param {unknown} value */
  function day(value) {
    return isDay(value) ? value : "";
  }

  /** @param {unknown} value @param {number} most @param {number} [least] */
  function whole(value, most, least = 0) {
    return typeof value === "number" && Number.isInteger(value) && value >= least && value <= most ? value : 0;
  }

  /** @template T @param {unknown} value @param {(entry: Record<string, unknown>) => T | null} read @returns {T[]} */
  function list(value, read) {
    return (Array.isArray(value) ? value : []).flatMap((entry) => {
      const one = isObject(entry) ? read(entry) : null;
      return one === null ? [] : [one];
    });
  }

  /** @template T @param {unknown} value @param {(entry: unknown) => T | null} read @returns {Record<string, T>} */
  function table(value, read) {
    return Object.fromEntries(Object.entries(isObject(value) ? value : {}).flatMap(([name, entry]) => {
      const one = read(entry);
      return one === null ? [] : [/** @type {[string, T]} */ ([name, one])];
    }));
  }

  /** @template {string} T @param {unknown} value @param {readonly T[]} known @param {T} otherwise @returns {T} */
  function oneOf(value, known, otherwise) {
    return known.find((one) => one === value) ?? otherwise;
  }

  /** @param {Record<string, unknown>} entry @returns {HistoryEntry | null} */
  function readEntry(entry) {
    const what = oneOf(entry.what, /** @type {const} */ (["status", "message", "note", "news"]), "note");
    const status = oneOf(entry.status, [...STATUSES, /** @type {const} */ ("")], "");
    return day(entry.on) && (text(entry.text) || status) ? { on: day(entry.on), what, text: text(entry.text), status } : null;
  }

  /** @param {Record<string, unknown>} entry @returns {PersonPromise | null} */
  function readPromise(entry) {
    const whose = oneOf(entry.whose, /** @type {const} */ (["mine", "theirs"]), "mine");
    return text(entry.id) && text(entry.text) ? { id: text(entry.id), text: text(entry.text), by: day(entry.by), done: day(entry.done), whose } : null;
  }

  /** @param {Record<string, unknown>} entry @returns {LiveNote | null} */
  function readNote(entry) {
    const found = { key: text(entry.key), question: text(entry.question), text: text(entry.text), minute: whole(entry.minute, MOST_SECONDS), marked: entry.marked === true };
    return found.text || found.marked ? found : null;
  }

  /** @param {Record<string, unknown>} entry @returns {Learned | null} */
  function readLearned(entry) {
    const kind = oneOf(entry.kind, /** @type {const} */ (["learned", "quote", "surprise"]), "learned");
    const sure = oneOf(entry.sure, /** @type {const} */ (["seen", "heard", ""]), "");
    return text(entry.id) && text(entry.text) ? { id: text(entry.id), kind, text: text(entry.text), sure } : null;
  }

  /** @param {Record<string, unknown>} entry @returns {Named | null} */
  function readNamed(entry) {
    const what = oneOf(entry.what, /** @type {const} */ (["person", "resource"]), "person");
    return text(entry.id) && text(entry.text) ? { id: text(entry.id), what, text: text(entry.text), note: text(entry.note), person: text(entry.person) } : null;
  }

  /** @param {unknown} value @returns {LiveRecord} */
  function readLive(value) {
    const stored = isObject(value) ? value : {};
    return {
      began: Number.isNaN(Date.parse(text(stored.began))) ? "" : text(stored.began),
      consent: stored.consent === true,
      asked: table(stored.asked, (minute) => (typeof minute === "number" && whole(minute, MOST_SECONDS) === minute ? minute : null)),
      notes: list(stored.notes, readNote),
    };
  }

  /** @param {unknown} entry */
  function record(entry) {
    return isObject(entry) ? entry : null;
  }

  /**
   * A person in anything that was stored, as far as it makes sense. The rest is left out.
   * @param {unknown} stored
   * @returns {Person | null} null if it isn't a person
   */
  function readPerson(stored) {
    if (!isObject(stored) || !ID_FORM.test(text(stored.id))) return null;
    const { id, day: when, time, minutes, sequence } = readMeeting({ ...stored, id: text(stored.id), asked: "", mode: "", audience: "" });
    const status = oneOf(stored.status, STATUSES, "to-ask");
    return {
      ...unknown(),
      .../** @type {Pick<Person, typeof TEXTS[number]>} */ (Object.fromEntries(TEXTS.map((name) => [name, text(stored[name])]))),
      .../** @type {Pick<Person, typeof DAYS[number]>} */ (Object.fromEntries(DAYS.map((name) => [name, day(stored[name])]))),
      .../** @type {Pick<Person, typeof RATINGS[number]>} */ (Object.fromEntries(RATINGS.map((name) => [name, whole(stored[name], MOST_RATING)]))),
      id: id || text(stored.id), day: when, time, minutes, sequence, status,
      referredBy: ID_FORM.test(text(stored.referredBy)) ? text(stored.referredBy) : "",
      outcome: status === "closed" ? oneOf(stored.outcome, OUTCOMES, "done") : "",
      on: Object.fromEntries(Object.entries(table(stored.on, (entry) => day(entry) || null)).filter(([name]) => STATUSES.some((one) => one === name))),
      ticks: table(stored.ticks, (entry) => (typeof entry === "string" ? entry : null)),
      plan: record(stored.plan),
      drafts: table(stored.drafts, record),
      history: list(stored.history, readEntry),
      promises: list(stored.promises, readPromise),
      live: readLive(stored.live),
      learned: list(stored.learned, readLearned),
      named: list(stored.named, readNamed),
      answers: table(stored.answers, (entry) => (typeof entry === "string" ? entry : null)),
      scores: table(stored.scores, (entry) => whole(entry, MOST_SCORE) || null),
      sample: stored.sample === true,
    };
  }

  /**
   * Whether all that was stored about a person could be read. Names this version doesn't know don't count, and neither does the order,
   * which other programs may change in a file.
   * @param {unknown} stored
   * @returns {boolean}
   */
  function isComplete(stored) {
    const read = readPerson(stored);
    return read !== null && isAllOf(read, stored);
  }

  /** @param {Person} read @param {unknown} stored @returns {boolean} whether what was read is all that was stored */
  function isAllOf(read, stored) {
    if (!isObject(stored)) return false;
    return Object.entries(read).every(([name, value]) => (
      !Object.hasOwn(stored, name) || isEqual(stored[name], value)));
  }

  /**
   * The people in what was stored.
   * @param {unknown} stored
   * @returns {{people: Person[], isComplete: boolean}} `isComplete` is whether everything could be read
   */
  function readPeople(stored) {
    const entries = Object.entries(isObject(stored) && isObject(stored.people) ? stored.people : {});
    const read = entries.flatMap(([id, one]) => {
      const person = readPerson(one);
      return person && person.id === id ? [{ person, isWhole: isAllOf(person, one) }] : [];
    });
    return { people: read.map(({ person }) => person), isComplete: read.length === entries.length && read.every(({ isWhole }) => isWhole) };
  }

  /* Statuses ---------------------------------------------------------------------------------------- */

  /**
   * The meeting with a person, as the checklists know it.
   * @param {Person} person
   * @returns {Meeting}
   */
  function meetingOf({ id, day: when, time, minutes, mode, audience, on, sequence }) {
    return { id, day: when, time, minutes, mode, audience, asked: on.asked || "", sequence };
  }

  /**
   * A person with another status.
   * @param {Person} person
   * @param {StatusId} status
   * @param {string} when the day it was reached
   * @param {{outcome?: Person["outcome"], text?: string}} [more] `outcome` is why it's closed; `text` goes into the history
   * @returns {Person}
   */
  function setStatus(person, status, when, { outcome = "done", text: words = "" } = {}) {
    const isMeeting = status === "met" && !person.day;
    return {
      ...person, status, outcome: status === "closed" ? outcome : "", on: { ...person.on, [status]: when }, day: isMeeting ? when : person.day,
      history: inOrder([...person.history, { on: when, what: "status", text: words, status }]),
    };
  }

  /**
   * A person with something more in the history.
   * @param {Person} person
   * @param {{on: string, what: EntryKind, text: string}} entry
   * @returns {Person}
   */
  function note(person, entry) {
    return { ...person, history: inOrder([...person.history, { ...entry, status: "" }]) };
  }

  /** @param {HistoryEntry[]} history @returns {HistoryEntry[]} oldest first; those of one day stay in their order */
  function inOrder(history) {
    return [...history].sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0));
  }

  /**
   * How far things are. After the one reminder and the wait that follows, a person counts as closed, without anything to do.
   * @param {InterviewRules} rules
   * @param {Person} person
   * @param {string} today
   * @returns {Standing}
   */
  function statusOf({ data }, person, today) {
    const end = person.status === "reminded" ? quietDay(data, person) : "";
    const isQuiet = end !== "" && end < today;
    return isQuiet ? { status: "closed", outcome: "silence", isQuiet } : { status: person.status, outcome: person.outcome, isQuiet };
  }

  /** @param {InterviewsData} data @param {Person} person @returns {string} the last day of the wait */
  function quietDay(data, person) {
    const asked = person.on.asked || person.on.reminded || "";
    const due = data.quiet_after ? dueOf({ due: data.quiet_after }, { ...meetingOf(person), asked }) : null;
    /* Someone reminded late gets a chance to answer, too. */
    const reminded = person.on.reminded ? addDays(person.on.reminded, 7) : "";
    return due && due.day > reminded ? due.day : reminded;
  }

  /** @param {Person} person @returns {string} the last day something happened */
  function touched({ history, added }) {
    return history.at(-1)?.on || added;
  }

  /** @param {Person} person @returns {boolean} whether they've talked; someone closed as done has, even if no day was noted */
  function hasMet({ status, outcome, on }) {
    return MET.includes(status) || Boolean(on.met) || (status === "closed" && outcome === "done");
  }

  /* What comes next --------------------------------------------------------------------------------- */

  /** @param {Person} person @param {Date} now */
  function isPast(person, now) {
    const end = endOf(meetingOf(person));
    return end ? end <= now : person.day !== "" && person.day < dayOf(now);
  }

  /** @type {Record<NonNullable<NextActData["needs"]>[number], (person: Person, now: Date) => boolean>} */
  const HOLDS = {
    "day": (person) => person.day !== "",
    "no day": (person) => person.day === "",
    "ahead": (person, now) => person.day !== "" && !isPast(person, now),
    "past": isPast,
    "referrer": (person) => person.referrer !== "",
    "suggestions": (person) => person.named.some(({ what, person: id }) => what === "person" && !id),
  };

  /** @param {NextActData} act @param {Person} person @returns {DueDate | null} */
  function dueOfAct(act, person) {
    if (act.due) return dueOf({ due: act.due }, meetingOf(person));
    if (act.days === undefined) return null;
    if (act.counted_from === "meeting") {
      const at = startOf(meetingOf(person));
      return person.day ? { day: addDays(person.day, act.days), ...(at && act.days === 0 ? { at } : {}) } : null;
    }
    const from = act.counted_from === "contact" ? touched(person) : person.on[person.status] || person.added;
    return from ? { day: addDays(from, act.days) } : null;
  }

  /**
   * What there is to do about a person, first due first.
   * @param {InterviewRules} rules
   * @param {Person} person
   * @param {Date} now
   * @param {boolean} [initials] whether to name them by their initials
   * @returns {Act[]}
   */
  function actsOf(rules, person, now, initials = false) {
    const { status, isQuiet } = statusOf(rules, person, dayOf(now));
    const who = initials ? displayName(person, true) : calledName(person);
    const found = isQuiet ? [] : rules.data.acts.filter(({ statuses, needs = [], item }) => (
      statuses.includes(status) && needs.every((need) => HOLDS[need](person, now)) && !(item && isTicked(person.ticks, { id: item, was: [] }))));
    const referrer = initials ? displayName({ name: person.referrer, call: "" }, true) : person.referrer;
    const acts = found.map((act) => actFrom(rules, person, act, { who, referrer }));
    const promised = person.promises.filter(({ done, whose }) => whose === "mine" && !done).map((promise) => (
      { ...recordAct(rules, person, `Do what you promised ${who}: ${promise.text}`, promise.by), id: `promise-${promise.id}`, promise: promise.id }));
    const again = person.again ? [{ ...recordAct(rules, person, `Write to ${who} again`, person.again), id: "again" }] : [];
    return [...acts, ...promised, ...again].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : keyOf(one) > keyOf(other) ? 1 : 0));
  }

  /** @param {Act} act @returns {string} by which acts are sorted: those without a date come last */
  function keyOf({ day: when, at }) {
    return when ? `${when} ${at ? at.toISOString() : ""}` : "~";
  }

  /** @param {InterviewRules} rules @param {Person} person @param {NextActData} act @param {{who: string, referrer: string}} names @returns {Act} */
  function actFrom(rules, person, act, { who, referrer }) {
    const due = dueOfAct(act, person);
    const words = act.text.replaceAll("{who}", () => who).replaceAll("{referrer}", () => referrer);
    return {
      id: act.id, text: words, day: due?.day || "", ...(due?.at ? { at: due.at } : {}), tool: act.tool, href: hrefOf(rules, person, act), form: act.form || "",
      item: act.item || "", then: act.then || "", promise: "", isMarked: !(act.needs || []).includes("no day"),
    };
  }

  /** @param {InterviewRules} rules @param {Person} person @param {string} words @param {string} when @returns {Act} */
  function recordAct(rules, person, words, when) {
    return { id: "", text: words, day: when, tool: "record", href: hrefOf(rules, person, { tool: "record" }), form: "", item: "", then: "", promise: "", isMarked: true };
  }

  /**
   * Where something about a person is done.
   * @param {InterviewRules} rules
   * @param {Person} person
   * @param {{tool: NextActData["tool"], form?: string, checklist?: string}} act
   * @returns {string} "" if the guide has no such page
   */
  function hrefOf({ data: { pages } }, person, { tool, form, checklist }) {
    const page = { composer: pages.composer, planner: pages.planner, checklist: checklist || pages.checklists, during: pages.during, record: pages.interviews }[tool];
    return page && `${page}#person=${person.id}${form ? `&form=${form}` : ""}`;
  }

  /**
   * A person after something was done.
   * @param {Person} person
   * @param {Act} act
   * @param {string} today
   * @returns {Person}
   */
  function complete(person, act, today) {
    if (act.promise) return { ...person, promises: person.promises.map((one) => (one.id === act.promise ? { ...one, done: today } : one)) };
    if (act.id === "again") return note({ ...person, again: "" }, { on: today, what: "note", text: `Done: ${act.text}` });
    const ticked = act.item ? { ...person, ticks: tick(person.ticks, [{ id: act.item, was: [] }], today) } : person;
    return act.then ? setStatus(ticked, act.then, today) : note(ticked, { on: today, what: "note", text: `Done: ${act.text}` });
  }

  /**
   * What's due about all people: everything until today, then what comes first for each in the next two weeks, and what has no date.
   * @param {InterviewRules} rules
   * @param {Person[]} people
   * @param {Date} now
   * @param {boolean} [initials]
   * @returns {Agenda}
   */
  function agenda(rules, people, now, initials = false) {
    const today = dayOf(now);
    const last = addDays(today, AGENDA_DAYS);
    /** @type {Agenda} */
    const found = { overdue: [], today: [], soon: [], anytime: [] };
    for (const person of people) {
      const acts = actsOf(rules, person, now, initials);
      for (const act of acts.filter((one) => one.day && one.day <= today)) (act.day < today ? found.overdue : found.today).push({ person, act });
      const ahead = acts.find((one) => one.day > today);
      if (ahead && ahead.day <= last) found.soon.push({ person, act: ahead });
      if (acts[0] && !acts[0].day) found.anytime.push({ person, act: acts[0] });
    }
    for (const rows of Object.values(found)) rows.sort((one, other) => (keyOf(one.act) < keyOf(other.act) ? -1 : keyOf(one.act) > keyOf(other.act) ? 1 : 0));
    return found;
  }

  /**
   * Everything with a date, for a page that only compares dates: what has to be done before the conversation is there until its day, and
   * what comes up once it's over from the day after it on.
   * @param {InterviewRules} rules
   * @param {Person[]} people
   * @param {Date} now
   * @param {boolean} initials
   * @returns {DueLine[]} first due first
   */
  function dueLines(rules, people, now, initials) {
    return people.flatMap((person) => {
      const acts = actsOf(rules, person, now, initials);
      const isAhead = person.day >= dayOf(now);
      const next = isAhead ? addDays(person.day, 1) : "";
      const after = isAhead ? actsOf(rules, person, new Date(`${next}T12:00:00`), initials) : acts;
      const later = after.filter(({ id }) => !acts.some((act) => act.id === id)).map(({ text: words }) => ({ day: next, until: "", text: words, id: person.id }));
      return [...acts.filter((act) => act.day).map(({ id, day: due, text: words }) => (
        { day: due, until: after.some((act) => act.id === id) ? "" : person.day, text: words, id: person.id })), ...later];
    }).sort((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0));
  }

  /* Words ------------------------------------------------------------------------------------------- */

  /**
   * The name of a person, or their initials. Someone without a name goes by what the reader calls them, or by their email address.
   * @param {Pick<Person, "name" | "call"> & {email?: string}} person
   * @param {boolean} [initials]
   * @returns {string}
   */
  function displayName({ name, call, email = "" }, initials = false) {
    const full = name.trim() || call.trim() || email.trim() || "Someone";
    if (!initials) return full;
    const letters = full.split(/\s+/u).map((word) => [...word][0] || "").filter((letter) => /[\p{L}\p{N}]/u.test(letter));
    return letters.length ? `${letters.map((letter) => letter.toUpperCase()).join(". ")}.` : "?";
  }

  /**
   * What the reader calls a person.
   * @param {Person} person
   * @returns {string}
   */
  function calledName(person) {
    return person.call.trim() || displayName(person);
  }

  /**
   * When the conversation is, in words.
   * @param {Person} person
   * @returns {string} "" if there's no day
   */
  function whenOf(person) {
    const at = startOf(meetingOf(person));
    return person.day ? formatDue({ day: person.day, ...(at ? { at } : {}) }) : "";
  }

  /**
   * What a person does, and where.
   * @param {Person} person
   * @returns {string} "" if neither is known
   */
  function summaryOf({ role, employer }) {
    return [role.trim(), employer.trim()].filter(Boolean).join(", ");
  }

  /**
   * When something is due, seen from a day.
   * @param {Pick<Act, "day" | "at">} act
   * @param {string} today
   * @returns {string} "" if it has no date
   */
  function dueWords({ day: when, at }, today) {
    if (!when) return "";
    const time = at ? `, ${formatDue({ day: when, at }).split(", ").at(-1)}` : "";
    if (when === today) return `Today${time}`;
    if (when === addDays(today, 1)) return `Tomorrow${time}`;
    if (when === addDays(today, -1)) return "Due yesterday";
    return when < today ? `Due ${formatDay(when)}` : `${formatDay(when)}${time}`;
  }

  /**
   * The same inside a sentence: "due yesterday", "tomorrow, 4:00 PM", "Thu, Dec 3".
   * @param {Pick<Act, "day" | "at">} act
   * @param {string} today
   * @returns {string} "" if it has no date
   */
  function dueInside(act, today) {
    return dueWords(act, today).replace(/^(?:Due|Today|Tomorrow)/, (word) => word.toLowerCase());
  }

  /* Finding ----------------------------------------------------------------------------------------- */

  /** @param {string} words @returns {string} for comparing: without case, accents and punctuation */
  function fold(words) {
    return words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}@]+/gu, " ").trim();
  }

  /**
   * The people who match.
   * @param {InterviewRules} rules
   * @param {Person[]} people
   * @param {{text?: string, status?: string, field?: string}} wanted "" for any
   * @param {string} today
   * @returns {Person[]}
   */
  function filter(rules, people, { text: words = "", status = "", field = "" }, today) {
    const wanted = fold(words).split(" ").filter(Boolean);
    return people.filter((person) => {
      if (status && statusOf(rules, person, today).status !== status) return false;
      if (field && person.field !== field) return false;
      if (!wanted.length) return true;
      const found = fold([person.name, person.call, person.role, person.employer, person.link, person.referrer, person.notes, person.email].join(" "));
      return wanted.every((word) => found.includes(word));
    });
  }

  const COLLATOR = new Intl.Collator("en-US", { sensitivity: "base", numeric: true });

  /**
   * The people in an order. Whoever lacks what they're sorted by comes last.
   * @param {InterviewRules} rules
   * @param {Person[]} people
   * @param {SortKey} key
   * @param {Date} now
   * @returns {Person[]}
   */
  function sortBy(rules, people, key, now) {
    const today = dayOf(now);
    /** @type {Record<SortKey, (person: Person) => string>} */
    const keys = {
      name: (person) => displayName(person),
      status: (person) => String(rules.order.indexOf(statusOf(rules, person, today).status)),
      next: (person) => { const [act] = actsOf(rules, person, now); return act ? keyOf(act) : "~~"; },
      meeting: (person) => (person.day ? `${person.day} ${person.time}` : "~"),
      touched: (person) => touched(person),
    };
    const direction = key === "touched" ? -1 : 1;
    return people.map((person) => ({ person, by: keys[key](person) }))
      .sort((one, other) => direction * (key === "name" ? COLLATOR.compare(one.by, other.by) : one.by < other.by ? -1 : one.by > other.by ? 1 : 0))
      .map(({ person }) => person);
  }

  /* Merging ----------------------------------------------------------------------------------------- */

  /**
   * Pairs of people who are probably the same: the same email, or the same name without two different employers.
   * @param {Person[]} people
   * @returns {[Person, Person][]}
   */
  function likelySame(people) {
    /** @type {Map<string, Person>} */
    const seen = new Map();
    /** @type {[Person, Person][]} */
    const pairs = [];
    for (const person of people) {
      const keys = [person.email && `@${fold(person.email)}`, person.name && fold(person.name)].filter(Boolean);
      const match = keys.map((key) => seen.get(key)).find((other) => other && isAlike(person, other));
      if (match) pairs.push([match, person]);
      for (const key of keys) if (!seen.has(key)) seen.set(key, person);
    }
    return pairs;
  }

  /** @param {Person} one @param {Person} other */
  function isAlike(one, other) {
    const [here, there] = [fold(one.employer), fold(other.employer)];
    const isSameMail = one.email !== "" && fold(one.email) === fold(other.email);
    return isSameMail || (fold(one.name) === fold(other.name) && (!here || !there || here === there));
  }

  /**
   * One person out of two records. Where both say something, the first wins; lists are joined, each entry once.
   * @param {Person} one keeps its id
   * @param {Person} other
   * @returns {Person}
   */
  function merge(one, other) {
    const later = STATUSES.indexOf(other.status) > STATUSES.indexOf(one.status) ? other : one;
    /* Nothing of the first is dropped, even if it says the same thing twice. */
    /** @template T @param {T[]} mine @param {T[]} theirs @param {(entry: T) => string} identity @returns {T[]} */
    const joined = (mine, theirs, identity) => {
      const known = new Set(mine.map(identity));
      return [...theirs.filter((entry) => !known.has(identity(entry))), ...mine];
    };
    const filled = /** @type {Person} */ (Object.fromEntries(Object.entries(one).map(([name, value]) => {
      const theirs = other[/** @type {keyof Person} */ (name)];
      return [name, value === "" || value === 0 || value === null ? theirs : value];
    })));
    return {
      ...filled, notes: bothNotes(one.notes, other.notes), id: one.id, status: later.status, outcome: later.outcome, sample: one.sample && other.sample,
      added: [one.added, other.added].filter(Boolean).sort()[0] || "",
      on: { ...other.on, ...one.on },
      ticks: { ...other.ticks, ...one.ticks },
      drafts: { ...other.drafts, ...one.drafts },
      answers: { ...other.answers, ...one.answers },
      scores: { ...other.scores, ...one.scores },
      history: inOrder(joined(one.history, other.history, (entry) => JSON.stringify(entry))),
      promises: joined(one.promises, other.promises, ({ text: words, by, whose }) => JSON.stringify([words, by, whose])),
      learned: joined(one.learned, other.learned, ({ kind, text: words }) => JSON.stringify([kind, words])),
      named: joined(one.named, other.named, ({ what, text: words }) => JSON.stringify([what, words])),
      live: {
        began: one.live.began || other.live.began, consent: one.live.consent || other.live.consent, asked: { ...other.live.asked, ...one.live.asked },
        notes: joined(one.live.notes, other.live.notes, (entry) => JSON.stringify(entry)),
      },
    };
  }

  /** Notes that say the same come once, however often they're merged. @param {string} mine @param {string} theirs */
  function bothNotes(mine, theirs) {
    if (mine.includes(theirs)) return mine;
    return theirs.includes(mine) ? theirs : `${mine}\n\n${theirs}`;
  }

  /**
   * The people whose day to be forgotten has come.
   * @param {Person[]} people
   * @param {string} today
   * @returns {Person[]}
   */
  function dueForgetting(people, today) {
    return people.filter(({ forget }) => forget !== "" && forget <= today);
  }

  /* A sample ---------------------------------------------------------------------------------------- */

  /**
   * A few made-up people to look around with.
   * @param {InterviewRules} rules
   * @param {string} today
   * @returns {Person[]}
   */
  function sample({ data }, today) {
    return data.sample.map((one) => {
      const { name, role, employer, field, relationship, channel, mode } = one;
      const known = { name, role, employer, field, relationship, channel, mode, minutes: data.usual_length, sample: true };
      return [
        one.asked === undefined ? null : /** @type {const} */ (["asked", -one.asked]),
        one.meets_in === undefined ? null : /** @type {const} */ (["agreed", 0]),
        one.met === undefined ? null : /** @type {const} */ (["met", -one.met]),
      ].reduce((person, step) => (step ? setStatus(person, step[0], addDays(today, step[1])) : person), blank({
        ...known, day: one.meets_in === undefined ? "" : addDays(today, one.meets_in),
        learned: (one.learned || []).map((words) => ({ id: newId("l"), kind: /** @type {const} */ ("learned"), text: words, sure: /** @type {const} */ ("") })),
      }, today));
    }).map((person, index) => {
      const wanted = data.sample[index]?.status;
      return wanted && wanted !== person.status ? setStatus(person, wanted, person.on.met || today) : person;
    });
  }

  return {
    STATUSES, open, newId, blank, readPerson, readPeople, isComplete, meetingOf, setStatus, note, statusOf, touched, hasMet, isPast, actsOf, hrefOf, complete, agenda, dueLines,
    displayName, calledName, whenOf, summaryOf, dueWords, dueInside, fold, filter, sortBy, likelySame, merge, dueForgetting, sample,
  };
})();
