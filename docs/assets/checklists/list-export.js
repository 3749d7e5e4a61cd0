/* Checklists as text, Markdown and rows for a spreadsheet. It doesn't touch the page or the storage. */
var Guide = Guide || {};
Guide.listExport = (() => {
  "use strict";

  const { dueOf, formatDue, isTicked, relativeTime } = Guide.schedule;
  const { csv, escapeMarkdown } = Guide.textFormat;

  /**
   * @param {ListData[]} lists
   * @param {Ticks} ticks
   * @param {Meeting} meeting
   * @param {(title: string) => string} heading
   * @param {(box: string, text: string, when: string) => string} line
   */
  function asLines(lists, ticks, meeting, heading, line) {
    return lists.map(({ title, items }) => [
      heading(title), "",
      ...items.map((item) => line(isTicked(ticks, item) ? "[x]" : "[ ]", item.text, formatDue(dueOf(item, meeting)) || relativeTime(item, meeting))), "",
    ].join("\n")).join("\n");
  }

  /**
   * The lists as plain text.
   * @param {ListData[]} lists
   * @param {Ticks} ticks
   * @param {Meeting} meeting
   * @returns {string}
   */
  function asText(lists, ticks, meeting) {
    return asLines(lists, ticks, meeting, (title) => title, (box, text, when) => `${box} ${text} (${when})`);
  }

  /**
   * The lists as Markdown.
   * @param {ListData[]} lists
   * @param {Ticks} ticks
   * @param {Meeting} meeting
   * @returns {string}
   */
  function asMarkdown(lists, ticks, meeting) {
    return asLines(lists, ticks, meeting, (title) => `## ${escapeMarkdown(title)}`, (box, text, when) => `- ${box} ${escapeMarkdown(text)} (${escapeMarkdown(when)})`);
  }

  /**
   * The lists as CSV, a row for each item.
   * @param {ListData[]} lists
   * @param {Ticks} ticks
   * @param {Meeting} meeting
   * @returns {string}
   */
  function asCsv(lists, ticks, meeting) {
    const rows = lists.flatMap((list) => list.items.map((item) => [
      list.title, item.text, item.why, item.when, dueOf(item, meeting)?.day || "", item.minutes, isTicked(ticks, item) ? "yes" : "no",
    ]));
    return csv([["List", "Item", "Why", "When", "Due", "Minutes", "Done"], ...rows]);
  }

  return { asText, asMarkdown, asCsv };
})();
