/* The line on the home page that says what's due today with the reader's own people, if anything is. It runs where it stands, before the
 * browser has read what comes below, so nothing moves. What's due is stored with the people, so this page needs nothing to work it out.
 * It reads that itself: with storage.js and text-format.js, the first visit to the home page would make two more requests.
 */
(() => {
  "use strict";

  const MOST_TEXT = 120;
  const script = document.currentScript;
  /* As in storage.js, which stores it and sets aside what it can't read. */
  const KEY = `${script instanceof HTMLScriptElement && script.src ? new URL("../../", script.src).pathname : "/"}guide.interviews`;
  const line = document.getElementById("guide-today-line");

  /** @param {unknown} value @returns {value is Record<string, unknown>} */
  function isObject(value) {
    return typeof value === "object" && value !== null && !Array.isArray(value);
  }

  /** @param {string} text @param {number} most @returns {string} its beginning, cut between characters as readers see them */
  function cut(text, most) {
    const characters = Intl.Segmenter ? Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment) : [...text];
    return characters.slice(0, most).join("");
  }

  /** @returns {unknown} what's stored with the reader's people; nothing if the browser blocks storage, or if it isn't of this version */
  function storedAgenda() {
    try {
      const value = JSON.parse(localStorage.getItem(KEY) || "null");
      return isObject(value) && (value.version ?? 1) === 1 && isObject(value.people) ? value.agenda : null;
    } catch {
      return null;
    }
  }

  /** @returns {string} today, as "2026-11-30" */
  function dayNow() {
    const now = new Date();
    /** @param {number} number */
    const two = (number) => String(number).padStart(2, "0");
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  }

  /** @param {unknown} row @param {string} today @returns {row is DueLine} */
  function isDue(row, today) {
    return isObject(row) && typeof row.day === "string" && row.day !== "" && row.day <= today && (!row.until || String(row.until) >= today)
      && typeof row.text === "string" && row.text !== "";
  }

  /** @returns {string[]} what's due, in the order it's stored in */
  function dueTexts() {
    const agenda = storedAgenda();
    const today = dayNow();
    return (Array.isArray(agenda) ? agenda : []).flatMap((row) => (isDue(row, today) ? [row.text] : []));
  }

  function draw() {
    if (!line) return;
    const [first, ...others] = dueTexts();
    line.hidden = first === undefined;
    if (first === undefined) return;
    const act = first.length > MOST_TEXT ? `${cut(first, MOST_TEXT)}…` : first;
    const more = others.length ? `, and ${others.length} more ${others.length === 1 ? "thing" : "things"}` : "";
    const end = !more && /[.?!…]$/.test(act) ? "" : ".";
    const text = document.createElement("span");
    text.dir = "auto";
    text.textContent = `Today: ${act.charAt(0).toLowerCase()}${act.slice(1)}${more}${end}`;
    const link = document.createElement("a");
    link.href = line.dataset.interviews || "";
    link.textContent = "My interviews";
    line.replaceChildren(text, " ", link);
  }

  addEventListener("storage", ({ key }) => {
    if (key === null || key === KEY) draw();
  });
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) draw();
  });
  draw();
})();
