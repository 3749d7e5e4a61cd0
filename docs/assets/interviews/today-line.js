/* The line on the home page that says what's due today with the reader's own people, if anything is. It runs where it stands, before the
 * browser has read what comes below, so nothing moves. What's due is stored with the people, so this page needs nothing to work it out.
 */
(() => {
  "use strict";

  const { isObject, cut } = Guide.textFormat;
  const MOST_TEXT = 120;
  const line = document.getElementById("guide-today-line");

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
    const agenda = Guide.storage.read("interviews").value?.agenda;
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

  Guide.storage.watch(["interviews"], draw);
  draw();
})();
