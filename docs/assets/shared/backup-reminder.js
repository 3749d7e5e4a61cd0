/* When the reader last saved everything in a file, as a quiet sentence on the pages with what's worth saving. */
var Guide = Guide || {};
Guide.backupReminder = (() => {
  "use strict";

  /**
   * @param {string} saved the time of the last backup in ISO 8601, or "" if there's none
   * @param {Date} now
   * @returns {string} such as "You last saved a backup on Nov 3."
   */
  function sentence(saved, now) {
    if (!saved) return "You haven't saved a backup yet.";
    const time = new Date(saved);
    if (time.toDateString() === now.toDateString()) return "You saved a backup today.";
    /** @type {Intl.DateTimeFormatOptions} */
    const form = { month: "short", day: "numeric", ...(time.getFullYear() === now.getFullYear() ? {} : { year: "numeric" }) };
    return `You last saved a backup on ${time.toLocaleDateString("en-US", form)}.`;
  }

  /**
   * The sentence for what is stored in this browser.
   * @param {Date} now
   * @returns {string} "" if nothing is stored that a backup would save
   */
  function current(now) {
    const isWorthIt = Guide.storage.list().some(({ name, lasting }) => lasting && name !== null && name !== "lastBackup");
    return isWorthIt ? sentence(Guide.storage.read("lastBackup").value?.saved || "", now) : "";
  }

  /**
   * Remembers that the reader has saved a backup.
   * @param {Date} now
   */
  function remember(now) {
    Guide.storage.write("lastBackup", { version: 1, saved: now.toISOString() });
  }

  return { sentence, current, remember };
})();
