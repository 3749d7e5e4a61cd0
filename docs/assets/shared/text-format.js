/* Text in the forms that others read: Markdown, CSV, JSON. Touches no page and no storage. */
var Guide = Guide || {};
Guide.textFormat = (() => {
  "use strict";

  const BYTE_ORDER_MARK = "\ufeff";

  /**
   * Text on one line that Markdown shows as it is: what it would read as a mark gets a backslash.
   * Braces are among them, since some kinds of Markdown read {: ... } as attributes.
   * @param {string} text
   * @returns {string}
   */
  function escapeMarkdown(text) {
    return text.replace(/[\\`*_{}[\]<>#|~]/g, "\\$&").replace(/\s*\n\s*/g, " ");
  }

  /**
   * A table for spreadsheets, as RFC 4180 has it. A byte order mark lets them read it as UTF-8, and an apostrophe comes before
   * what they would run as a formula.
   * @param {(string | number)[][]} rows
   * @returns {string}
   */
  function csv(rows) {
    return `${BYTE_ORDER_MARK}${rows.map((row) => row.map(csvCell).join(",")).join("\r\n")}\r\n`;
  }

  /** @param {string | number} value */
  function csvCell(value) {
    const text = String(value);
    return `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replace(/"/g, '""')}"`;
  }

  /**
   * Whether a value read from JSON is an object, which arrays and null are not.
   * @param {unknown} value
   * @returns {value is Record<string, unknown>}
   */
  function isObject(value) {
    return typeof value === "object" && value !== null && !Array.isArray(value);
  }

  /**
   * What a JSON text holds.
   * @param {string | null} text
   * @returns {unknown} undefined when there is no text, or it is not JSON
   */
  function parseJson(text) {
    try {
      return text === null ? undefined : JSON.parse(text);
    } catch {
      return undefined;
    }
  }

  return { escapeMarkdown, csv, isObject, parseJson };
})();
