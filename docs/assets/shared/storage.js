/* What the guide's tools keep in this browser. Storage can be missing, full or hold rubbish: every
 * function here says so in a sentence for the reader instead of failing.
 */
var Guide = Guide || {};
Guide.storage = (() => {
  "use strict";

  /* What is kept under which name. Drafts live as long as their tab; the rest stays. */
  const KEYS = {
    plans: "guide.plans", planDraft: "guide.plan.draft", requests: "guide.requests", requestDraft: "guide.request.draft",
    ticks: "guide.ticks", talk: "guide.talk",
  };
  const SET_ASIDE = ".unreadable";

  function area(lasting) {
    /* Even to name the storage fails where a browser blocks it. */
    try {
      return lasting ? window.localStorage : window.sessionStorage;
    } catch {
      return null;
    }
  }

  /* {value} as it was written, {} when there is none, or {problem} when it is not what `good` takes: that is set aside, not lost. */
  function read(key, good, lasting = true) {
    let text = null;
    try {
      text = area(lasting).getItem(key);
    } catch { /* A browser that keeps nothing has kept nothing. */ }
    if (text === null) return {};
    try {
      const value = JSON.parse(text);
      if (good(value)) return { value };
    } catch { /* Said below. */ }
    try {
      area(lasting).setItem(`${key}${SET_ASIDE}`, text);
      area(lasting).removeItem(key);
    } catch { /* Then it stays where it is. */ }
    return { problem: "What was saved here could not be read. It was set aside, and you can save anew." };
  }

  /* "" when it is written, or the problem. */
  function write(key, value, lasting = true) {
    return putRaw(key, JSON.stringify(value), lasting);
  }

  function problemOf(error) {
    return error && error.name === "QuotaExceededError"
      ? "This browser's storage is full, so nothing was saved."
      : "This browser does not let the guide keep anything, so nothing was saved.";
  }

  /* The names and sizes, in characters, of everything that the guide has stored, the drafts of this tab among it. */
  function all() {
    const found = [];
    for (const lasting of [true, false]) {
      try {
        const place = area(lasting);
        for (const key of Object.keys(place)) {
          if (key.startsWith("guide.") || key.endsWith(".__palette")) found.push({ key, lasting, size: place.getItem(key).length });
        }
      } catch { /* A browser that keeps nothing has kept nothing. */ }
    }
    return found;
  }

  /* What stands under a name as text, or null. */
  function raw(key, lasting = true) {
    try {
      return area(lasting).getItem(key);
    } catch {
      return null;
    }
  }

  /* "" when the text (or null, for nothing) stands under the name, or the problem. */
  function putRaw(key, text, lasting = true) {
    try {
      if (text === null) area(lasting).removeItem(key);
      else area(lasting).setItem(key, text);
      return "";
    } catch (error) {
      return problemOf(error);
    }
  }

  return { KEYS, SET_ASIDE, read, write, all, raw, putRaw };
})();
