/* Turns everything the guide has stored in a browser into one file, and back. It doesn't touch the page or the storage.
 *
 * A file is {format, version, exported, kept: {key: value}}. Three rules hold:
 * - What comes in: the whole file is checked before anything changes, and one damaged part is enough to refuse it.
 * - What goes out: whatever can be read, part by part. What can't be read is named, and stays in the browser.
 * - What gets overwritten: only what can be read. The rest stays where it is, or is set aside.
 */
/** @typedef {(wanted: string, isFree: (name: string) => boolean) => string} FreeName see savedItems.freeName() */
/**
 * @typedef {object} StoredKind what is stored under one name
 * @property {StoredName} name
 * @property {string} key in a file
 * @property {string} label
 * @property {[one: string, many: string]} words what its parts are called
 * @property {(value: unknown) => Parts | null} partsOf null if it isn't that kind of thing
 * @property {(mine: Stored, theirs: Stored, freeName: FreeName) => Stored} merge `theirs` comes from a file
 */
/** @typedef {{readable: Stored, count: number, unreadable: string[]}} Parts what can be read in a value, how many parts that is, and the names of the rest */
/** @typedef {{name: StoredName, value: Stored | null, setAside: boolean}} Change
 *   null removes what is there; `setAside` is whether something in it can't be read, so it must not be lost */
var Guide = Guide || {};
Guide.backup = (() => {
  "use strict";

  const { cut, isObject, parseJson } = Guide.textFormat;

  const FORMAT = "information-interview-guide";
  const VERSION = 1;
  /* More than any browser lets a site store: five million characters, some of which take three bytes each in a file. */
  const MAX_BYTES = 16_000_000;

  /** @param {Record<string, unknown>} entries @param {(name: string, value: unknown) => boolean} isReadable */
  function split(entries, isReadable) {
    const all = Object.entries(entries);
    const good = all.filter(([name, value]) => isReadable(name, value));
    return { readable: Object.fromEntries(good), count: good.length, unreadable: all.filter(([name, value]) => !isReadable(name, value)).map(([name]) => name) };
  }

  /** @param {string} _ @param {unknown} value */
  function isSavedItem(_, value) {
    return isObject(value) && isObject(value.content) && typeof value.saved === "string" && value.saved.length <= 40;
  }

  /** @param {string} id @param {unknown} day */
  function isTick(id, day) {
    return /^[a-z0-9-]{1,60}$/.test(id) && typeof day === "string" && day.length <= 10;
  }

  /** @param {"plans" | "requests"} name @returns {StoredKind["partsOf"]} */
  function itemsIn(name) {
    return (value) => {
      if (!Guide.storage.isValid(name, value)) return null;
      const { readable, ...rest } = split(value.names, isSavedItem);
      return { ...rest, readable: { ...value, names: readable } };
    };
  }

  /** @type {StoredKind["partsOf"]} */
  function ticksIn(value) {
    if (!Guide.storage.isValid("ticks", value)) return null;
    const { readable, ...rest } = split(value.ticks, isTick);
    return { ...rest, readable: { ...value, ticks: readable } };
  }

  /** @param {string} name @param {unknown} answer */
  function isAnswer(name, answer) {
    return /^[a-z_]{1,60}$/.test(name) && typeof answer === "string";
  }

  /** @type {StoredKind["partsOf"]} */
  function profileIn(value) {
    if (!Guide.storage.isValid("profile", value)) return null;
    const { readable, ...rest } = split(value.answers, isAnswer);
    return { ...rest, readable: { ...value, answers: readable } };
  }

  /** @type {StoredKind["partsOf"]} */
  function meetingIn(value) {
    return Guide.storage.isValid("meeting", value) && Guide.schedule.isComplete(value) ? { readable: value, count: 1, unreadable: [] } : null;
  }

  /** @type {StoredKind["partsOf"]} */
  function interviewsIn(value) {
    if (!Guide.storage.isValid("interviews", value)) return null;
    const { readable, ...rest } = split(value.people, (id, person) => Guide.interviews.isComplete(person) && isObject(person) && person.id === id);
    return { ...rest, readable: { ...value, people: readable } };
  }

  /**
   * Keeps both, each content once. What is here keeps its name.
   * @type {StoredKind["merge"]}
   */
  function mergeItems(mine, theirs, freeName) {
    const all = new Map(Object.entries(isObject(mine.names) ? mine.names : {}));
    const contents = new Set([...all.values()].map(contentOf));
    for (const [name, item] of Object.entries(isObject(theirs.names) ? theirs.names : {})) {
      const content = contentOf(item);
      if (!contents.has(content)) all.set(freeName(name, (wanted) => !all.has(wanted)), item);
      contents.add(content);
    }
    return { ...theirs, ...mine, names: Object.fromEntries(all) };
  }

  /** @param {unknown} item */
  function contentOf(item) {
    return isObject(item) ? JSON.stringify(item.content) : undefined;
  }

  /** @type {StoredKind["merge"]} */
  function mergeTicks(mine, theirs) {
    return { ...theirs, ...mine, ticks: { .../** @type {Ticks} */ (theirs.ticks), .../** @type {Ticks} */ (mine.ticks) } };
  }

  /** @type {StoredKind["merge"]} */
  function mergeProfiles(mine, theirs) {
    const given = Object.entries(isObject(mine.answers) ? mine.answers : {}).filter(([, answer]) => answer !== "");
    return { ...theirs, ...mine, answers: { .../** @type {Record<string, string>} */ (theirs.answers), ...Object.fromEntries(given) } };
  }

  /**
   * Everyone, each once. Whoever is in both stays as they are here, with whatever only the file knows. Someone who can't be read here
   * stays untouched.
   * @type {StoredKind["merge"]}
   */
  function mergeInterviews(mine, theirs) {
    const { isComplete, merge, readPerson } = Guide.interviews;
    const [here, there] = [mine, theirs].map(({ people }) => (isObject(people) ? people : {}));
    const both = Object.entries(there || {}).flatMap(([id, person]) => {
      const stored = here?.[id];
      const [one, other] = [readPerson(stored), readPerson(person)];
      return one && other && isObject(stored) && isComplete(stored) ? [[id, { ...stored, ...merge(one, other) }]] : [];
    });
    return { ...theirs, ...mine, people: { ...there, ...here, ...Object.fromEntries(both) } };
  }

  /** @type {StoredKind[]} */
  const KINDS = [
    { name: "plans", key: Guide.storage.keyInFile("plans"), label: "Plans", words: ["plan", "plans"], partsOf: itemsIn("plans"), merge: mergeItems },
    { name: "requests", key: Guide.storage.keyInFile("requests"), label: "Messages", words: ["message", "messages"], partsOf: itemsIn("requests"), merge: mergeItems },
    { name: "profile", key: Guide.storage.keyInFile("profile"), label: "About you", words: ["answer about you", "answers about you"], partsOf: profileIn, merge: mergeProfiles },
    { name: "interviews", key: Guide.storage.keyInFile("interviews"), label: "My interviews", words: ["person", "people"], partsOf: interviewsIn, merge: mergeInterviews },
    { name: "ticks", key: Guide.storage.keyInFile("ticks"), label: "Checked items", words: ["checked item", "checked items"], partsOf: ticksIn, merge: mergeTicks },
    { name: "meeting", key: Guide.storage.keyInFile("meeting"), label: "Meeting dates", words: ["set of meeting dates", "sets of meeting dates"], partsOf: meetingIn, merge: (mine) => mine },
  ];

  /**
   * How much there is of something, such as "2 plans".
   * @param {StoredKind} kind
   * @param {number} count
   * @returns {string}
   */
  function describe({ name, words: [one, many] }, count) {
    if (name === "meeting") return "the meeting dates";
    return `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;
  }

  /**
   * The text of a file with everything that can be read.
   * @param {(name: StoredName) => string | null} textOf what is stored under a name
   * @param {Date} now
   * @returns {{text: string, held: string[], left: string[]}} what it contains, and what is stored but not in it, each in words; `text` is ""
   *   if it would contain nothing
   */
  function toFile(textOf, now) {
    /** @type {Stored} */
    const kept = {};
    const held = [];
    const left = [];
    for (const kind of KINDS) {
      const text = textOf(kind.name);
      const parts = kind.partsOf(parseJson(text));
      if (parts?.count) {
        kept[kind.key] = parts.readable;
        held.push(describe(kind, parts.count));
      }
      if (text !== null && !parts) left.push(kind.label);
      if (parts?.unreadable.length) left.push(`${describe(kind, parts.unreadable.length)} (${named(parts.unreadable)})`);
    }
    const file = { format: FORMAT, version: VERSION, exported: now.toISOString(), kept };
    return { text: held.length ? `${JSON.stringify(file)}\n` : "", held, left };
  }

  /** @param {string[]} names */
  function named(names) {
    const shown = names.slice(0, 3).map((name) => `“${cut(name, 40)}”`).join(", ");
    return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
  }

  /**
   * What a file's text contains.
   * @param {string} text
   * @returns {{values: Map<StoredName, Stored>, description: string, problem?: undefined} | {values?: undefined, problem: string}} `problem` is a sentence for the reader
   */
  function fromFile(text) {
    const file = parseJson(text.replace(/^\ufeff/, ""));
    if (!isObject(file) || file.format !== FORMAT) return { problem: "This isn't a file the guide saved, or it's damaged. Nothing was changed." };
    if (typeof file.version !== "number" || !Number.isInteger(file.version) || file.version < 1) {
      return { problem: "This file doesn't say which version of the guide saved it, so it may be damaged. Nothing was changed." };
    }
    if (file.version > VERSION) {
      return { problem: "This file comes from a newer version of the guide. Reload this page and try again. Nothing was changed." };
    }
    if (!isObject(file.kept)) return { problem: "This file is empty. Nothing was changed." };
    /** @type {Map<StoredName, Stored>} */
    const values = new Map();
    const descriptions = [];
    for (const kind of KINDS) {
      if (!Object.hasOwn(file.kept, kind.key)) continue;
      const parts = kind.partsOf(file.kept[kind.key]);
      if (!parts) return { problem: `Part of this file is damaged (${kind.label}). Nothing was changed.` };
      if (parts.unreadable.length) return { problem: `Part of this file is damaged (${kind.label}: ${named(parts.unreadable)}). Nothing was changed.` };
      values.set(kind.name, parts.readable);
      descriptions.push(describe(kind, parts.count));
    }
    if (!values.size) return { problem: "There's nothing in this file that this guide can use. Nothing was changed." };
    return { values, description: descriptions.join(", ") };
  }

  /**
   * What to change to bring in the values of a file.
   * @param {(name: StoredName) => string | null} textOf what is stored under a name
   * @param {Map<StoredName, Stored>} values of the file
   * @param {boolean} replace whether they replace what is here, instead of being added to it
   * @param {FreeName} freeName
   * @returns {Change[]}
   */
  function changes(textOf, values, replace, freeName) {
    return KINDS.flatMap((kind) => {
      const { name } = kind;
      const text = textOf(name);
      const mine = parseJson(text);
      const parts = kind.partsOf(mine);
      const theirs = values.get(name);
      const setAside = text !== null && (!parts || (replace && parts.unreadable.length > 0));
      /** @param {Stored | null} value @returns {Change[]} */
      const change = (value) => [{ name, value, setAside }];
      if (!theirs) return replace && text !== null ? change(null) : [];
      return change(parts && !replace ? kind.merge(/** @type {Stored} */ (mine), theirs, freeName) : theirs);
    });
  }

  return { KINDS, MAX_BYTES, describe, toFile, fromFile, changes };
})();
