/* Reads tables other programs have saved as text: CSV as RFC 4180 describes it, and what spreadsheets make of it. Writing is
 * textFormat.csv(). It doesn't touch the page or the storage.
 *
 * What spreadsheets do: the separator is a semicolon where the decimal sign is a comma, and a tab in Excel's "Unicode Text", which is
 * UTF-16. Older ones save the letters of Windows instead of UTF-8. A first line "sep=;" names the separator.
 */
/** @typedef {{rows: string[][], header: number, delimiter: string, unclosed: number}} Table
 *   `rows` has every row, empty ones too, so a row's number is the one a spreadsheet shows. `header` is the index of the row with the
 *   column names. `unclosed` is the number of the first row with a quotation mark that's never closed, or 0 */
var Guide = Guide || {};
Guide.csv = (() => {
  "use strict";

  /* LinkedIn lets a member have 30,000 connections, which makes about four million bytes. */
  const MAX_BYTES = 10_000_000;
  const DELIMITERS = [",", ";", "\t"];
  const BYTE_ORDER_MARK = /^\ufeff/;
  /* How much of the text shows what the separator is. */
  const SAMPLE_LENGTH = 50_000;
  /* Some programs put a few lines of notes above the column names, as LinkedIn does. */
  const MOST_LINES_ABOVE = 10;
  const LEAST_COLUMNS_BELOW_NOTES = 3;
  const NAMED_DELIMITER = /^sep=([,;\t])(?:\r\n?|\n|$)/i;

  /* Bytes ----------------------------------------------------------------------------------------- */

  const NOT_TEXT = "This isn't a CSV file. In your spreadsheet, choose File, then Download or Save As, and pick CSV. Nothing was changed.";
  const SIGNATURES = {
    workbook: [0x50, 0x4b, 0x03, 0x04], /* .xlsx, .ods and every other zip */
    oldWorkbook: [0xd0, 0xcf, 0x11, 0xe0], /* .xls */
  };

  /**
   * The text of a file the reader chose. One that's too large isn't even read.
   * @param {File} file
   * @returns {Promise<ReturnType<typeof decode>>}
   */
  async function readFile(file) {
    if (file.size > MAX_BYTES) return { problem: tooLarge() };
    try {
      return decode(new Uint8Array(await file.arrayBuffer()));
    } catch {
      return { problem: "Your browser couldn't read this file. Nothing was changed." };
    }
  }

  /**
   * The text of a file.
   * @param {Uint8Array} bytes
   * @returns {{text: string, problem?: undefined} | {text?: undefined, problem: string}} `problem` is a sentence for the reader
   */
  function decode(bytes) {
    if (bytes.length > MAX_BYTES) return { problem: tooLarge() };
    if (Object.values(SIGNATURES).some((signature) => signature.every((byte, index) => bytes[index] === byte))) {
      return { problem: "This is a whole workbook, not a CSV file. Open it in your spreadsheet, choose File, then Download or Save As, and pick CSV. Nothing was changed." };
    }
    const text = new TextDecoder(encodingOf(bytes), { ignoreBOM: true }).decode(bytes).replace(BYTE_ORDER_MARK, "");
    return text.includes("\0") ? { problem: NOT_TEXT } : { text };
  }

  /** @returns {string} a sentence for the reader */
  function tooLarge() {
    return `This file is too big (${MAX_BYTES / 1e6} MB at most). Save only the rows you need, and try again. Nothing was changed.`;
  }

  /** @param {Uint8Array} bytes */
  function encodingOf(bytes) {
    if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
    if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
    try {
      new TextDecoder("utf-8", { fatal: true }).decode(bytes);
      return "utf-8";
    } catch {
      return "windows-1252";
    }
  }

  /* Text -------------------------------------------------------------------------------------------- */

  /**
   * The table in a text, in one pass over it. Nothing in it is lost, however odd it is.
   * @param {string} text
   * @returns {Table}
   */
  function parse(text) {
    const bare = text.replace(BYTE_ORDER_MARK, "");
    const [line = "", named = ""] = NAMED_DELIMITER.exec(bare) || [];
    const rest = bare.slice(line.length);
    const delimiter = named || delimiterOf(rest.slice(0, SAMPLE_LENGTH));
    const { rows, unclosed } = split(rest, delimiter);
    return { rows, header: headerOf(rows), delimiter, unclosed };
  }

  /**
   * The separator that gives most rows as many cells as the row with the column names, and then the one that gives the most cells.
   * @param {string} sample
   */
  function delimiterOf(sample) {
    let best = { delimiter: DELIMITERS[0] || ",", share: 0, width: 1 };
    for (const delimiter of DELIMITERS) {
      const rows = split(sample, delimiter).rows;
      const width = rows[headerOf(rows)]?.length || 1;
      const filled = rows.filter((row) => !isBlank(row));
      const share = width > 1 ? filled.filter((row) => row.length === width).length / filled.length : 0;
      if (share > best.share || (share === best.share && width > best.width)) best = { delimiter, share, width };
    }
    return best.delimiter;
  }

  /**
   * The index of the row with the column names: the first one that isn't blank, or the one below a few lines of notes.
   * @param {string[][]} rows
   */
  function headerOf(rows) {
    const first = Math.max(0, rows.findIndex((row) => !isBlank(row)));
    const above = rows.slice(first, first + MOST_LINES_ABOVE);
    const wide = above.findIndex((row) => filledIn(row) >= LEAST_COLUMNS_BELOW_NOTES);
    return wide > 0 && above.slice(0, wide).every((row) => filledIn(row) <= 1) ? first + wide : first;
  }

  /** @param {string[]} row */
  function filledIn(row) {
    return row.filter((cell) => cell.trim()).length;
  }

  /**
   * Whether nothing is in a row.
   * @param {string[]} row
   * @returns {boolean}
   */
  function isBlank(row) {
    return row.every((cell) => !cell.trim());
  }

  /**
   * The cells of a text with a separator. A quotation mark counts only at the beginning of a cell. If it's never closed, it's part of
   * the text: after that, each run of quotation marks has an even length, so the next one to open a cell is closed within its own run,
   * and no part of the text is read more than twice.
   * @param {string} text
   * @param {string} delimiter
   */
  function split(text, delimiter) {
    /** @type {string[][]} */
    const rows = [];
    /** @type {string[]} */
    let row = [];
    let unclosed = 0;
    let at = 0;
    while (at < text.length) {
      const quoted = text[at] === '"' ? quotedAt(text, at) : null;
      if (text[at] === '"' && !quoted && !unclosed) unclosed = rows.length + 1;
      const end = plainEnd(text, quoted ? quoted.end : at, delimiter);
      row.push(quoted ? quoted.cell + text.slice(quoted.end, end) : text.slice(at, end));
      const isSeparator = text[end] === delimiter;
      /* After the last separator comes one more cell, which may be empty. */
      if (isSeparator && end + 1 === text.length) row.push("");
      if (!isSeparator || end + 1 === text.length) {
        rows.push(row);
        row = [];
      }
      at = end + (text[end] === "\r" && text[end + 1] === "\n" ? 2 : 1);
    }
    return { rows, unclosed };
  }

  /**
   * A cell in quotation marks, where two of them stand for one.
   * @param {string} text
   * @param {number} start of its first quotation mark
   * @returns {{cell: string, end: number} | null} `end` is after the last quotation mark; null if it's never closed
   */
  function quotedAt(text, start) {
    for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 2)) {
      if (text[at + 1] !== '"') return { cell: text.slice(start + 1, at).replaceAll('""', '"'), end: at + 1 };
    }
    return null;
  }

  /**
   * Where a cell ends: at a separator, a line break or the end of the text.
   * @param {string} text
   * @param {number} start
   * @param {string} delimiter
   */
  function plainEnd(text, start, delimiter) {
    let end = start;
    while (end < text.length && text[end] !== delimiter && text[end] !== "\n" && text[end] !== "\r") end += 1;
    return end;
  }

  return { MAX_BYTES, readFile, decode, parse, isBlank };
})();
