/* Everything that the guide has stored in a browser as one file, and back. Touches no page and no storage.
 *
 * A file is {format, version, exported, kept: {key: value}}. It is checked whole before anything is changed.
 */
/** @typedef {(wanted: string, isFree: (name: string) => boolean) => string} FreeName see savedItems.freeName() */
/** @typedef {Record<string, unknown>} Stored */
/**
 * @typedef {object} StoredKind what is stored under one key
 * @property {string} label
 * @property {(value: unknown) => value is Stored} isValid
 * @property {(value: Stored) => string} describe how much it is, such as "2 plans"
 * @property {(mine: Stored, theirs: Stored, freeName: FreeName) => Stored} merge
 */
/** @typedef {(key: string) => string | null} ReadText see storage.readText() */
var Guide = Guide || {};
Guide.backup = (() => {
  "use strict";

  const { isObject, parseJson } = Guide.textFormat;

  const FORMAT = "information-interview-guide";
  const VERSION = 1;
  const MAX_BYTES = 5_000_000; /* About what a browser lets a site store. */
  const MAX_NAMES = 1000;
  const MAX_NAME_LENGTH = 120;
  const MAX_TICKS = 5000;
  const MAX_MEETING_LENGTH = 1000;

  /** @param {unknown} value */
  function isSavedItem(value) {
    return isObject(value) && isObject(value.content) && typeof value.saved === "string" && value.saved.length <= 40;
  }

  /** @param {unknown} value @returns {value is Stored} */
  function isSavedItems(value) {
    if (!isObject(value) || !isObject(value.names)) return false;
    const entries = Object.entries(value.names);
    return entries.length <= MAX_NAMES && entries.every(([name, item]) => name.length <= MAX_NAME_LENGTH && isSavedItem(item));
  }

  /** @param {unknown} value @returns {value is Stored} */
  function isTicks(value) {
    if (!isObject(value) || !isObject(value.ticks)) return false;
    const entries = Object.entries(value.ticks);
    return entries.length <= MAX_TICKS && entries.every(([id, day]) => /^[a-z0-9-]{1,60}$/.test(id) && typeof day === "string" && day.length <= 10);
  }

  /** @param {unknown} value @returns {value is Stored} */
  function isMeeting(value) {
    return isObject(value) && JSON.stringify(value).length <= MAX_MEETING_LENGTH;
  }

  /** @param {unknown} items @param {string} one @param {string} many */
  function count(items, one, many) {
    const { length } = Object.keys(isObject(items) ? items : {});
    return `${length} ${length === 1 ? one : many}`;
  }

  /** @type {StoredKind["merge"]} */
  function mergeItems(mine, theirs, freeName) {
    const all = new Map(Object.entries(isObject(mine.names) ? mine.names : {}));
    for (const [name, item] of Object.entries(isObject(theirs.names) ? theirs.names : {})) {
      const isThere = [...all.values()].some((other) => contentOf(other) === contentOf(item));
      if (!isThere) all.set(freeName(name, (wanted) => !all.has(wanted)), item);
    }
    return { version: 1, names: Object.fromEntries(all) };
  }

  /** @param {unknown} item */
  function contentOf(item) {
    return JSON.stringify(isObject(item) ? item.content : null);
  }

  /** @type {StoredKind["merge"]} */
  function mergeTicks(mine, theirs) {
    return { version: 1, ticks: { .../** @type {Ticks} */ (theirs.ticks), .../** @type {Ticks} */ (mine.ticks) } };
  }

  /**
   * What a file holds, by the key under which it is stored.
   * @param {typeof Guide.storage.KEYS} keys
   * @returns {Map<string, StoredKind>}
   */
  function kindsOf(keys) {
    return new Map(Object.entries({
      [keys.plans]: { label: "Plans", isValid: isSavedItems, describe: ({ names }) => count(names, "plan", "plans"), merge: mergeItems },
      [keys.requests]: { label: "Requests", isValid: isSavedItems, describe: ({ names }) => count(names, "request", "requests"), merge: mergeItems },
      [keys.ticks]: { label: "Ticks", isValid: isTicks, describe: ({ ticks }) => count(ticks, "tick", "ticks"), merge: mergeTicks },
      [keys.meeting]: { label: "The talk's dates", isValid: isMeeting, describe: () => "the dates of a talk", merge: (mine) => mine },
    }));
  }

  /**
   * The text of a file with everything that is stored and valid.
   * @param {Map<string, StoredKind>} kinds
   * @param {ReadText} readText
   * @param {Date} now
   * @returns {string}
   */
  function toFile(kinds, readText, now) {
    const stored = [...kinds].map(([key, { isValid }]) => ({ key, value: parseJson(readText(key)), isValid }));
    const kept = Object.fromEntries(stored.filter(({ value, isValid }) => isValid(value)).map(({ key, value }) => [key, value]));
    return `${JSON.stringify({ format: FORMAT, version: VERSION, exported: now.toISOString(), kept }, null, 1)}\n`;
  }

  /**
   * What a file's text holds.
   * @param {Map<string, StoredKind>} kinds
   * @param {string} text
   * @returns {{values: Map<string, Stored>, description: string, problem?: undefined} | {values?: undefined, problem: string}} `problem` is a sentence for the reader
   */
  function fromFile(kinds, text) {
    const file = parseJson(text);
    if (!isObject(file) || file.format !== FORMAT) return { problem: "This is not a file that the guide has saved, or it is damaged. Nothing was changed." };
    if (typeof file.version !== "number" || !Number.isInteger(file.version) || file.version > VERSION) {
      return { problem: "This file comes from a newer version of the guide. Load this page again, then try once more. Nothing was changed." };
    }
    if (!isObject(file.kept)) return { problem: "This file holds nothing. Nothing was changed." };
    /** @type {Map<string, Stored>} */
    const values = new Map();
    const descriptions = [];
    for (const [key, kind] of kinds) {
      if (!Object.hasOwn(file.kept, key)) continue;
      const value = file.kept[key];
      if (!kind.isValid(value)) return { problem: `A part of this file is damaged (${kind.label}). Nothing was changed.` };
      values.set(key, value);
      descriptions.push(kind.describe(value));
    }
    if (!values.size) return { problem: "This file holds nothing that this guide knows. Nothing was changed." };
    return { values, description: descriptions.join(", ") };
  }

  /**
   * What to store under each key so that the values of a file are there.
   * @param {Map<string, StoredKind>} kinds
   * @param {ReadText} readText
   * @param {Map<string, Stored>} values
   * @param {boolean} replace whether they take the place of what is there, instead of being added to it
   * @param {FreeName} freeName
   * @returns {[key: string, text: string | null][]} null removes what is there
   */
  function textsToStore(kinds, readText, values, replace, freeName) {
    return [...kinds].map(([key, kind]) => {
      const theirs = values.get(key);
      if (!theirs) return [key, replace ? null : readText(key)];
      const mine = parseJson(readText(key));
      return [key, JSON.stringify(!replace && kind.isValid(mine) ? kind.merge(mine, theirs, freeName) : theirs)];
    });
  }

  return { MAX_BYTES, kindsOf, toFile, fromFile, textsToStore };
})();
