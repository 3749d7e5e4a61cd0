/* What the guide's tools store in this browser. Storage can be missing, full or contain anything. Nothing here throws: whatever goes
 * wrong becomes a sentence for the reader, and anything that can't be understood is set aside before something is stored in its place.
 *
 * What is `lasting` stays in the browser. The rest, drafts, lasts as long as its tab.
 */
/** @typedef {Record<string, unknown>} Stored */
/** @typedef {{version?: 1, names: Record<string, unknown>}} SavedItems what's saved under names; see saved-items.js */
/** @typedef {{version?: 1, ticks: Record<string, unknown>}} StoredTicks the day each item was ticked, by its id */
/** @typedef {{version?: 1, answers: Record<string, string>}} StoredProfile what readers say about themselves, by the name of the answer */
/** @typedef {{version?: 1, saved: string}} LastBackup when the reader last saved a backup, in ISO 8601 */
/** @typedef {{version?: 1, people: Record<string, unknown>, criteria?: unknown, initials?: unknown, agenda?: unknown}} StoredInterviews
 *   the people a reader keeps track of, by their ids, and what they chose for the page; see interviews/interview-store.js */
/** @typedef {{plans: SavedItems, requests: SavedItems, profile: StoredProfile, ticks: StoredTicks, meeting: Stored, interviews: StoredInterviews, lastBackup: LastBackup, planDraft: Stored, requestDraft: Stored, liveDraft: Stored, forPerson: {version?: 1, id: string}}} StoredValues */
/** @typedef {keyof StoredValues} StoredName */
/** @typedef {{key: string, lasting: boolean, size: number, name: StoredName | null, state: "current" | "set aside" | "earlier" | "colors"}} StoredPlace
 *   `size` is in characters, and `name` is what it contains, unless it belongs to the theme */
var Guide = Guide || {};
Guide.storage = (() => {
  "use strict";

  const { isObject, parseJson } = Guide.textFormat;

  /* The folder of the site, so two sites on one host don't get in each other's way. Material's keys begin with it, too. */
  const script = document.currentScript;
  const SITE = script instanceof HTMLScriptElement && script.src ? new URL("../../", script.src).pathname : "/";
  const PALETTE = `${SITE}.__palette`;
  const SET_ASIDE = ".unreadable";
  const VERSION = 1;
  const SET_ASIDE_NOTE = "Something saved here couldn't be read. It was set aside, not deleted, and the page “Your data” lists it. You can keep saving as usual.";

  /** @param {Stored} value */
  function isOfThisVersion(value) {
    return value.version === undefined || value.version === VERSION;
  }

  /** @param {unknown} value @returns {value is SavedItems} */
  function isSavedItems(value) {
    return isObject(value) && isOfThisVersion(value) && isObject(value.names);
  }

  /** @param {unknown} value @returns {value is StoredTicks} */
  function isTicks(value) {
    return isObject(value) && isOfThisVersion(value) && isObject(value.ticks);
  }

  /** @param {unknown} value @returns {value is StoredProfile} */
  function isProfile(value) {
    return isObject(value) && isOfThisVersion(value) && isObject(value.answers) && Object.values(value.answers).every((answer) => typeof answer === "string");
  }

  /** @param {unknown} value @returns {value is LastBackup} */
  function isLastBackup(value) {
    return isObject(value) && isOfThisVersion(value) && typeof value.saved === "string" && !Number.isNaN(Date.parse(value.saved));
  }

  /** @param {unknown} value @returns {value is StoredInterviews} */
  function isInterviews(value) {
    return isObject(value) && isOfThisVersion(value) && isObject(value.people);
  }

  /** @param {unknown} value @returns {value is {id: string}} */
  function isForPerson(value) {
    return isObject(value) && isOfThisVersion(value) && typeof value.id === "string";
  }

  /** @param {unknown} value @returns {value is Stored} its tool checks what it can use */
  function isRecord(value) {
    return isObject(value) && isOfThisVersion(value);
  }

  /* What is stored, under which key, and whether a value is valid there. */
  /** @type {{[name in StoredName]: {key: string, lasting: boolean, isValid: (value: unknown) => value is StoredValues[name]}}} */
  const KINDS = {
    plans: { key: "guide.plans", lasting: true, isValid: isSavedItems },
    requests: { key: "guide.requests", lasting: true, isValid: isSavedItems },
    profile: { key: "guide.profile", lasting: true, isValid: isProfile },
    ticks: { key: "guide.ticks", lasting: true, isValid: isTicks },
    meeting: { key: "guide.talk", lasting: true, isValid: isRecord },
    interviews: { key: "guide.interviews", lasting: true, isValid: isInterviews },
    lastBackup: { key: "guide.backup", lasting: true, isValid: isLastBackup },
    planDraft: { key: "guide.plan.draft", lasting: false, isValid: isRecord },
    requestDraft: { key: "guide.request.draft", lasting: false, isValid: isRecord },
    liveDraft: { key: "guide.live", lasting: false, isValid: isRecord },
    forPerson: { key: "guide.for", lasting: false, isValid: isForPerson },
  };
  const NAMES = /** @type {StoredName[]} */ (Object.keys(KINDS));

  /**
   * The key this site stores something under.
   * @param {StoredName} name
   * @returns {string}
   */
  function keyOf(name) {
    return `${SITE}${KINDS[name].key}`;
  }

  /**
   * The same key in a file the reader takes to another site: without the folder.
   * @param {StoredName} name
   * @returns {string}
   */
  function keyInFile(name) {
    return KINDS[name].key;
  }

  /**
   * Whether a value can be stored under a name.
   * @template {StoredName} N
   * @param {N} name
   * @param {unknown} value
   * @returns {value is StoredValues[N]}
   */
  function isValid(name, value) {
    return KINDS[name].isValid(value);
  }

  /**
   * @param {boolean} lasting
   * @returns {Storage} if a browser blocks it, even naming it throws
   */
  function storageOf(lasting) {
    return lasting ? window.localStorage : window.sessionStorage;
  }

  /**
   * What is stored under a name. Anything invalid is set aside, so it isn't lost.
   * @template {StoredName} N
   * @param {N} name
   * @returns {{value?: StoredValues[N], problem?: string}} neither if nothing is stored; `problem` is a sentence for the reader
   */
  function read(name) {
    const text = readText(keyOf(name), KINDS[name].lasting);
    if (text === null) return {};
    const value = parseJson(text);
    if (isValid(name, value)) return { value };
    return { problem: setAside(name) || SET_ASIDE_NOTE };
  }

  /**
   * Stores a value under a name. Parts already stored there that this version doesn't know stay as they are.
   * @template {StoredName} N
   * @param {N} name
   * @param {StoredValues[N]} value
   * @returns {string} "", or the problem as a sentence for the reader
   */
  function write(name, value) {
    const { lasting } = KINDS[name];
    const { value: before, problem } = read(name);
    /* If it couldn't be set aside, it's still there and stays. */
    if (problem && readText(keyOf(name), lasting) !== null) return problem;
    if (lasting && !NAMES.some((one) => KINDS[one].lasting && readText(keyOf(one)) !== null)) askToPersist();
    return writeText(keyOf(name), JSON.stringify({ ...before, ...value }), lasting);
  }

  /**
   * Asks the browser not to clear what this site stores when it runs out of room. Some browsers ask the reader, so the guide asks only
   * when something is first saved, and only right after the reader did something.
   */
  function askToPersist() {
    if (navigator.userActivation?.isActive) navigator.storage?.persist?.().catch(() => {});
  }

  /**
   * Moves what is stored under a name to another name, where nothing overwrites it.
   * @param {StoredName} name
   * @returns {string} "", or the problem as a sentence for the reader; in that case it's still in its place
   */
  function setAside(name) {
    const { lasting } = KINDS[name];
    const text = readText(keyOf(name), lasting);
    return text === null ? "" : move(text, keyOf(name), freeKey(`${keyOf(name)}${SET_ASIDE}`, text, lasting), lasting);
  }

  /**
   * The key, or the key with a number, where nothing or the same text is stored.
   * @param {string} key
   * @param {string} text
   * @param {boolean} lasting
   */
  function freeKey(key, text, lasting) {
    /** @param {string} one */
    const isTaken = (one) => ![null, text].includes(readText(one, lasting));
    let free = key;
    for (let number = 2; isTaken(free); number += 1) free = `${key}.${number}`;
    return free;
  }

  /**
   * Moves a text to another key. If storage is full, there's no room for both, so the old one is removed first and put back if needed.
   * @param {string} text
   * @param {string} from
   * @param {string} to
   * @param {boolean} lasting
   */
  function move(text, from, to, lasting) {
    writeText(from, null, lasting);
    const problem = writeText(to, text, lasting);
    if (problem) writeText(from, text, lasting);
    return problem;
  }

  /**
   * The text stored under a key.
   * @param {string} key
   * @param {boolean} [lasting]
   * @returns {string | null} null if there is none, or the browser doesn't store anything
   */
  function readText(key, lasting = true) {
    try {
      return storageOf(lasting).getItem(key);
    } catch {
      return null;
    }
  }

  /**
   * Stores a text under a key.
   * @param {string} key
   * @param {string | null} text null to remove what is there
   * @param {boolean} [lasting]
   * @returns {string} "", or the problem as a sentence for the reader
   */
  function writeText(key, text, lasting = true) {
    try {
      if (text === null) storageOf(lasting).removeItem(key);
      else storageOf(lasting).setItem(key, text);
      return "";
    } catch (error) {
      return error instanceof DOMException && error.name === "QuotaExceededError"
        ? "This browser's storage is full, so nothing was saved."
        : "This browser doesn't let the guide save anything, so nothing was saved.";
    }
  }

  /**
   * Everything this site has stored, including the drafts of this tab and the choice of colors, and nothing from other sites.
   * @returns {StoredPlace[]}
   */
  function list() {
    return [true, false].flatMap((lasting) => keysOf(lasting).flatMap((key) => {
      const place = placeOf(key, lasting);
      return place ? [{ key, lasting, size: (readText(key, lasting) || "").length, ...place }] : [];
    }));
  }

  /**
   * What a key means to this site.
   * @param {string} key
   * @param {boolean} lasting
   * @returns {Pick<StoredPlace, "name" | "state"> | null} null if it belongs to another site
   */
  function placeOf(key, lasting) {
    if (key === PALETTE) return { name: null, state: "colors" };
    for (const name of NAMES.filter((one) => KINDS[one].lasting === lasting)) {
      if (key === keyOf(name)) return { name, state: "current" };
      const rest = key.startsWith(`${keyOf(name)}${SET_ASIDE}`) ? key.slice(`${keyOf(name)}${SET_ASIDE}`.length) : null;
      if (rest !== null && /^(\.\d+)?$/.test(rest)) return { name, state: "set aside" };
      if (key === KINDS[name].key && isOurs(name)) return { name, state: "earlier" };
    }
    return null;
  }

  /** @param {boolean} lasting */
  function keysOf(lasting) {
    try {
      return Object.keys(storageOf(lasting));
    } catch {
      return [];
    }
  }

  /* Earlier versions of the guide used the same keys for every site on a host, without the folder. -------------------------------- */

  /**
   * Whether what's stored under such a key belongs to this site: always if the site is the whole host, otherwise if it's valid.
   * @param {StoredName} name
   */
  function isOurs(name) {
    const { key, lasting } = KINDS[name];
    return SITE === "/" || isValid(name, parseJson(readText(key, lasting)));
  }

  /* The first site the reader opens takes it over. Anything that would replace something newer stays where it is and is listed. */
  function takeOver() {
    for (const name of NAMES) {
      const { key, lasting } = KINDS[name];
      const text = readText(key, lasting);
      if (text !== null && isOurs(name) && readText(keyOf(name), lasting) === null) move(text, key, keyOf(name), lasting);
      const old = readText(`${key}${SET_ASIDE}`, lasting);
      if (old !== null) move(old, `${key}${SET_ASIDE}`, freeKey(`${keyOf(name)}${SET_ASIDE}`, old, lasting), lasting);
    }
  }

  /* Changes elsewhere ------------------------------------------------------------------------------------------------------------ */

  /**
   * Calls back when something may have been stored that this page doesn't show: by another tab, or by a page the reader came
   * back from, since a browser may show a page again just as it was.
   * @param {StoredName[]} names
   * @param {() => void} changed
   */
  function watch(names, changed) {
    addEventListener("storage", ({ key }) => {
      if (key === null || names.some((name) => key === keyOf(name))) changed();
    });
    addEventListener("pageshow", ({ persisted }) => {
      if (persisted) changed();
    });
  }

  takeOver();
  return { NAMES, SET_ASIDE_NOTE, keyOf, keyInFile, isValid, read, write, askToPersist, setAside, freeKey, readText, writeText, list, watch };
})();
