/* What the guide's tools keep in this browser. Storage can be missing, full or hold rubbish: every
 * function here says so in a sentence for the reader instead of failing.
 */
var GuideStore = (() => {
  "use strict";

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
      area(lasting).setItem(`${key}.unreadable`, text);
      area(lasting).removeItem(key);
    } catch { /* Then it stays where it is. */ }
    return { problem: "What was saved here could not be read. It was set aside, and you can save anew." };
  }

  /* "" when it is written, or the problem. */
  function write(key, value, lasting = true) {
    try {
      area(lasting).setItem(key, JSON.stringify(value));
      return "";
    } catch (error) {
      return error && error.name === "QuotaExceededError"
        ? "This browser's storage is full, so nothing was saved."
        : "This browser does not let the guide keep anything, so nothing was saved.";
    }
  }

  return { read, write };
})();
