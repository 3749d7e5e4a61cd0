/* What the guide's tools store in this browser. Storage can be missing, full or hold anything: every function here says so in
 * a sentence for the reader instead of failing.
 *
 * What is `lasting` stays in the browser; the rest, drafts, lives as long as its tab.
 */
var Guide = Guide || {};
Guide.storage = (() => {
  "use strict";

  const { parseJson } = Guide.textFormat;

  /* What is stored under which name. */
  const KEYS = {
    plans: "guide.plans", planDraft: "guide.plan.draft", requests: "guide.requests", requestDraft: "guide.request.draft",
    ticks: "guide.ticks", meeting: "guide.talk",
  };
  /* The end of the name under which something waits that could not be read. */
  const UNREADABLE = ".unreadable";

  /**
   * @param {boolean} lasting
   * @returns {Storage} where a browser blocks it, even to name it throws
   */
  function storageOf(lasting) {
    return lasting ? window.localStorage : window.sessionStorage;
  }

  /**
   * What is stored under a name. What is not valid is set aside under another name, so that it is not lost.
   * @template T
   * @param {string} key
   * @param {(value: unknown) => value is T} isValid
   * @param {boolean} [lasting]
   * @returns {{value?: T, problem?: string}} neither when nothing is stored; `problem` is a sentence for the reader
   */
  function read(key, isValid, lasting = true) {
    const text = readText(key, lasting);
    if (text === null) return {};
    const value = parseJson(text);
    if (isValid(value)) return { value };
    /* Where it cannot be set aside, it stays where it is. */
    if (!writeText(`${key}${UNREADABLE}`, text, lasting)) writeText(key, null, lasting);
    return { problem: "What was saved here could not be read. It was set aside, and you can save anew." };
  }

  /**
   * Stores a value under a name.
   * @param {string} key
   * @param {unknown} value
   * @param {boolean} [lasting]
   * @returns {string} "", or the problem as a sentence for the reader
   */
  function write(key, value, lasting = true) {
    return writeText(key, JSON.stringify(value), lasting);
  }

  /**
   * The text that is stored under a name.
   * @param {string} key
   * @param {boolean} [lasting]
   * @returns {string | null} null when there is none, or the browser stores nothing
   */
  function readText(key, lasting = true) {
    try {
      return storageOf(lasting).getItem(key);
    } catch {
      return null;
    }
  }

  /**
   * Stores a text under a name.
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
        : "This browser does not let the guide keep anything, so nothing was saved.";
    }
  }

  /**
   * Everything that the guide has stored, the drafts of this tab and the choice of colors included.
   * @returns {{key: string, lasting: boolean, size: number}[]} `size` in characters
   */
  function list() {
    return [true, false].flatMap((lasting) => keysOf(lasting)
      .filter((key) => key.startsWith("guide.") || key.endsWith(".__palette"))
      .map((key) => ({ key, lasting, size: (readText(key, lasting) || "").length })));
  }

  /** @param {boolean} lasting */
  function keysOf(lasting) {
    try {
      return Object.keys(storageOf(lasting));
    } catch {
      return [];
    }
  }

  return { KEYS, UNREADABLE, read, write, readText, writeText, list };
})();
