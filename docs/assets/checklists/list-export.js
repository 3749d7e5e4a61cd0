/* Checklists as text, Markdown and rows for a spreadsheet. Touches no page and no storage. */
var Guide = Guide || {};
Guide.listExport = (() => {
  "use strict";

  const { dueOf, isTicked, whenOf } = Guide.schedule;

  function asText(lists, ticks, talk) {
    return lists.map((list) => [
      list.title, "",
      ...list.items.map((item) => `[${isTicked(ticks, item) ? "x" : " "}] ${item.text} (${whenOf(item, talk)})`), "",
    ].join("\n")).join("\n");
  }

  function asMarkdown(lists, ticks, talk) {
    const plain = (text) => text.replace(/[\\`*_[\]<>#|~]/g, "\\$&");
    return lists.map((list) => [
      `## ${plain(list.title)}`, "",
      ...list.items.map((item) => `- [${isTicked(ticks, item) ? "x" : " "}] ${plain(item.text)} (${plain(whenOf(item, talk))})`), "",
    ].join("\n")).join("\n");
  }

  /* For spreadsheets: RFC 4180, with a byte order mark, and an apostrophe before what would run as a formula. */
  function asCsv(lists, ticks, talk) {
    const cell = (value) => {
      const text = String(value);
      return `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replace(/"/g, '""')}"`;
    };
    const rows = [["List", "Item", "Why", "When", "Due", "Minutes", "Done"]];
    for (const list of lists) for (const item of list.items) {
      const due = dueOf(item, talk);
      rows.push([list.title, item.text, item.why, item.when, due ? due.day : "", item.minutes, isTicked(ticks, item) ? "yes" : "no"]);
    }
    return `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
  }

  return { asText, asMarkdown, asCsv };
})();
