/* Text in formats other programs read: Markdown, CSV, JSON, addresses, file names. It doesn't touch the page or the storage. */
var Guide = Guide || {};
Guide.textFormat = (() => {
  "use strict";

  const BYTE_ORDER_MARK = "\ufeff";
  const MAX_CHARACTER_LENGTH = 100;
  const MAX_FILE_NAME_LENGTH = 100;

  /**
   * Text on one line that Markdown shows as it is: anything it would read as a mark gets a backslash,
   * including braces, since some kinds of Markdown read {: ... } as attributes.
   * @param {string} text
   * @returns {string}
   */
  function escapeMarkdown(text) {
    return text.replace(/[\\`*_{}[\]<>#|~]/g, "\\$&").replace(/\s*\n\s*/g, " ");
  }

  /**
   * A table for spreadsheets, by RFC 4180. A byte order mark lets them read it as UTF-8, and an apostrophe goes before
   * anything they would run as a formula. There's no "sep=," line, because only Excel knows it, and then doesn't read UTF-8.
   * @param {(string | number)[][]} rows
   * @returns {string}
   */
  function csv(rows) {
    return `${BYTE_ORDER_MARK}${rows.map((row) => row.map(csvCell).join(",")).join("\r\n")}\r\n`;
  }

  /* The same as FORMULA in macros/outputs/open_data.py: the signs in their narrow and wide forms, with any spaces before them, and
   * what ends a cell. See https://owasp.org/www-community/attacks/CSV_Injection */
  const FORMULA = /^(?:[\t\r\n]|[ \u00a0\u200b\u3000\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20])/;

  /**
   * Whether a spreadsheet would run a text as a formula.
   * @param {string} text
   * @returns {boolean}
   */
  function isFormula(text) {
    return FORMULA.test(text);
  }

  /** @param {string | number} value */
  function csvCell(value) {
    const text = String(value);
    return `"${(isFormula(text) ? `'${text}` : text).replace(/"/g, '""')}"`;
  }

  /**
   * Text with the line endings email, calendars and Windows use.
   * @param {string} text
   * @returns {string}
   */
  function withCrlf(text) {
    return text.replace(/\r\n?|\n/g, "\r\n");
  }

  /**
   * Text as part of an address. It can't contain half an emoji, which some programs leave when they cut off text.
   * @param {string} text
   * @returns {string}
   */
  function percentEncode(text) {
    return encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\ufffd"));
  }

  /**
   * Text from a part of an address.
   * @param {string} text
   * @returns {string} as it was given, if it was cut off in the middle of a letter
   */
  function percentDecode(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  }

  /**
   * The beginning of a text, up to a length, cut between characters as readers see them.
   * @param {string} text
   * @param {number} most in UTF-16 units, which is how platforms count
   * @returns {string}
   */
  function cut(text, most) {
    if (text.length <= most) return text;
    /* No character is so long that text far past the limit matters. */
    const near = text.slice(0, most + MAX_CHARACTER_LENGTH);
    const characters = Intl.Segmenter ? [...new Intl.Segmenter().segment(near)].map(({ segment }) => segment) : [...near];
    let length = 0;
    for (const character of characters) {
      if (length + character.length > most) break;
      length += character.length;
    }
    return text.slice(0, length);
  }

  /* Names Windows reserves for devices, whatever comes after the dot. */
  const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

  /**
   * A file name every system accepts.
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
   * What a JSON text contains.
   * @param {string | null} text
   * @returns {unknown} undefined if there is no text, it isn't JSON, or it's nested too deeply to be written again
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

  /**
   * Whether two values that JSON can hold are the same, whatever the order of their keys.
   * @param {unknown} one
   * @param {unknown} other
   * @returns {boolean}
   */
  function isEqual(one, other) {
    if (Array.isArray(one) && Array.isArray(other)) return one.length === other.length && one.every((value, index) => isEqual(value, other[index]));
    if (!isObject(one) || !isObject(other)) return one === other;
    const keys = Object.keys(one);
    return keys.length === Object.keys(other).length && keys.every((key) => Object.hasOwn(other, key) && isEqual(one[key], other[key]));
  }

  return { escapeMarkdown, csv, isFormula, withCrlf, percentEncode, percentDecode, cut, fileName, isObject, parseJson, isEqual };
})();
