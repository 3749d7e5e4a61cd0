/* Text in the forms that others read: Markdown, CSV, JSON, addresses, names of files. Touches no page and no storage. */
var Guide = Guide || {};
Guide.textFormat = (() => {
  "use strict";

  const BYTE_ORDER_MARK = "\ufeff";
  const MAX_CHARACTER_LENGTH = 100;
  const MAX_FILE_NAME_LENGTH = 100;

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
   * what they would run as a formula. There is no line "sep=,": Excel alone knows it, and reads no UTF-8 then.
   * @param {(string | number)[][]} rows
   * @returns {string}
   */
  function csv(rows) {
    return `${BYTE_ORDER_MARK}${rows.map((row) => row.map(csvCell).join(",")).join("\r\n")}\r\n`;
  }

  /* The same as FORMULA in macros/outputs/open_data.py: the signs in their narrow and wide forms, spaces before them included, and
   * what ends a cell. See https://owasp.org/www-community/attacks/CSV_Injection */
  const FORMULA = /^(?:[\t\r\n]|[ \u00a0\u200b\u3000\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20])/;

  /** @param {string | number} value */
  function csvCell(value) {
    const text = String(value);
    return `"${(FORMULA.test(text) ? `'${text}` : text).replace(/"/g, '""')}"`;
  }

  /**
   * Text with the line ends of mail, calendars and Windows.
   * @param {string} text
   * @returns {string}
   */
  function withCrlf(text) {
    return text.replace(/\r\n?|\n/g, "\r\n");
  }

  /**
   * Text as a part of an address. Half an emoji, such as a program leaves that cuts text off, cannot be in one.
   * @param {string} text
   * @returns {string}
   */
  function percentEncode(text) {
    return encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\ufffd"));
  }

  /**
   * The beginning of a text that is at most so long, cut between characters as readers see them.
   * @param {string} text
   * @param {number} most in units of UTF-16, as platforms count
   * @returns {string}
   */
  function cut(text, most) {
    if (text.length <= most) return text;
    /* No character is so long that what comes far behind the limit matters. */
    const near = text.slice(0, most + MAX_CHARACTER_LENGTH);
    const characters = Intl.Segmenter ? [...new Intl.Segmenter().segment(near)].map(({ segment }) => segment) : [...near];
    let length = 0;
    for (const character of characters) {
      if (length + character.length > most) break;
      length += character.length;
    }
    return text.slice(0, length);
  }

  /* Names that Windows keeps for devices, whatever comes behind the dot. */
  const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

  /**
   * A name that every system accepts for a file.
   * @param {string} name
   * @returns {string}
   */
  function fileName(name) {
    // eslint-disable-next-line no-control-regex -- these are what Windows refuses
    const safe = name.replace(/[<>:"/\\|?*\u0000-\u001f\p{Surrogate}]/gu, "-").replace(/[. ]+$/, "").replace(DEVICE, "$1-");
    return cut(safe, MAX_FILE_NAME_LENGTH) || "file";
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
   * @returns {unknown} undefined when there is no text, it is not JSON, or is nested too deeply to be written again
   */
  function parseJson(text) {
    try {
      const value = text === null ? undefined : JSON.parse(text);
      JSON.stringify(value);
      return value;
    } catch {
      return undefined;
    }
  }

  return { escapeMarkdown, csv, withCrlf, percentEncode, cut, fileName, isObject, parseJson };
})();
