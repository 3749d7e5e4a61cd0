/* Everything that the guide has stored in a browser, as one file, and back. Touches no page and no storage.
 *
 * A file is {format, version, exported, kept: {key: value}}. It is checked whole before anything is changed.
 */
var Guide = Guide || {};
Guide.backup = (() => {
  "use strict";

  const FORMAT = "information-interview-guide";
  const VERSION = 1;
  const MOST_BYTES = 5_000_000; /* About what a browser lets a site keep. */
  const MOST_NAMES = 1000;
  const MOST_TICKS = 5000;

  const isObject = (value) => value instanceof Object && !Array.isArray(value);
  const entry = (value) => isObject(value) && isObject(value.content) && typeof value.saved === "string" && value.saved.length <= 40;
  const names = (value) => isObject(value) && isObject(value.names) && Object.keys(value.names).length <= MOST_NAMES
    && Object.entries(value.names).every(([name, one]) => name.length <= 120 && entry(one));
  const tickPair = ([id, day]) => /^[a-z0-9-]{1,60}$/.test(id) && typeof day === "string" && day.length <= 10;
  const ticks = (value) => isObject(value) && isObject(value.ticks) && Object.keys(value.ticks).length <= MOST_TICKS
    && Object.entries(value.ticks).every(tickPair);
  const talk = (value) => isObject(value) && JSON.stringify(value).length <= 1000;

  function count(number, one, many) {
    return `${number} ${number === 1 ? one : many}`;
  }

  function mergeNames(mine, theirs, freeName) {
    const all = new Map(Object.entries(mine.names));
    for (const [name, one] of Object.entries(theirs.names)) {
      const same = [...all.values()].some((other) => JSON.stringify(other.content) === JSON.stringify(one.content));
      if (!same) all.set(freeName(name, (wanted) => !all.has(wanted)), one);
    }
    return { version: 1, names: Object.fromEntries(all) };
  }

  /* What is kept under each name: what it is called, what is good, how much it is, and how two become one. */
  function kinds(keys) {
    return {
      [keys.plans]: { label: "Plans", good: names, say: (value) => count(Object.keys(value.names).length, "plan", "plans"), merge: mergeNames },
      [keys.requests]: { label: "Requests", good: names, say: (value) => count(Object.keys(value.names).length, "request", "requests"), merge: mergeNames },
      [keys.ticks]: {
        label: "Ticks", good: ticks, say: (value) => count(Object.keys(value.ticks).length, "tick", "ticks"),
        merge: (mine, theirs) => ({ version: 1, ticks: { ...theirs.ticks, ...mine.ticks } }),
      },
      [keys.talk]: { label: "The talk's dates", good: talk, say: () => "the dates of a talk", merge: (mine) => mine },
    };
  }

  /* The text of a file with everything that is good among what `raw` gives for each key. */
  function asFile(keys, raw, now) {
    const kept = {};
    for (const [key, kind] of Object.entries(kinds(keys))) {
      const value = parsed(raw(key));
      if (value !== undefined && kind.good(value)) kept[key] = value;
    }
    return `${JSON.stringify({ format: FORMAT, version: VERSION, exported: now.toISOString(), kept }, null, 1)}\n`;
  }

  function parsed(text) {
    try {
      return text === null ? undefined : JSON.parse(text);
    } catch {
      return undefined;
    }
  }

  /* {kept, says} of a file's text, or {problem}: a sentence for the reader. */
  function fromFile(keys, text) {
    const file = parsed(text);
    if (!isObject(file) || file.format !== FORMAT) return { problem: "This is not a file that the guide has saved, or it is damaged. Nothing was changed." };
    if (!Number.isInteger(file.version) || file.version > VERSION) return { problem: "This file comes from a newer version of the guide. Load this page again, then try once more. Nothing was changed." };
    if (!isObject(file.kept)) return { problem: "This file holds nothing. Nothing was changed." };
    const kept = new Map();
    for (const [key, kind] of Object.entries(kinds(keys))) {
      if (!Object.hasOwn(file.kept, key)) continue;
      if (!kind.good(file.kept[key])) return { problem: `A part of this file is damaged (${kind.label}). Nothing was changed.` };
      kept.set(key, file.kept[key]);
    }
    if (!kept.size) return { problem: "This file holds nothing that this guide knows. Nothing was changed." };
    return { kept, says: [...kept].map(([key, value]) => kinds(keys)[key].say(value)).join(", ") };
  }

  /* What to write under each key, as text (null: nothing). `replace` puts the file in place of what is here. */
  function plan(keys, raw, kept, replace, freeName) {
    return Object.entries(kinds(keys)).map(([key, kind]) => {
      const mine = parsed(raw(key));
      if (!kept.has(key)) return [key, replace ? null : raw(key)];
      const theirs = kept.get(key);
      const both = !replace && mine !== undefined && kind.good(mine) ? kind.merge(mine, theirs, freeName) : theirs;
      return [key, JSON.stringify(both)];
    });
  }

  return { kinds, asFile, fromFile, plan, MOST_BYTES };
})();
