/* What search does with texts and words, without an index. macros/outputs/search_index.py divides texts into words in the same way, and
 * writes the numbers that are read here.
 */
var Guide = Guide || {};
Guide.searchWords = (() => {
  "use strict";

  /* How search_index.py writes numbers. */
  const [FIRST_LAST_DIGIT, FIRST_OTHER_DIGIT, LAST_DIGITS, OTHER_DIGITS] = [35, 93, 56, 33];
  const OFTEN = "!";


  const APOSTROPHES = /['\u2019\u2018\u02bc`\u00b4]/g;
  const WORD = /[\p{L}\p{N}]+(?:[-\u2010][\p{L}\p{N}]+)*/gu;
  const HYPHEN = /[-\u2010]/;
  const SENTENCE_END = /[.!?:]\s+$/;

  /** A text in lower case, without accents and apostrophes. @param {string} text */
  function folded(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").replace(APOSTROPHES, "").toLowerCase();
  }

  /**
   * The words of a text in the form in which they are compared. A word with hyphens is its parts and, besides, all of it without them.
   * @param {string} text
   */
  function words(text) {
    return (folded(text).match(WORD) || []).flatMap((word) => {
      const parts = word.split(HYPHEN);
      return parts.length === 1 ? parts : [...parts, parts.join("")];
    });
  }

  /**
   * How many letters have to be added, removed, changed or swapped with the next one; `most` + 1 if there are more.
   * The optimal string alignment distance, as in https://en.wikipedia.org/wiki/Damerau-Levenshtein_distance
   * @param {string} one
   * @param {string} other
   * @param {number} most
   */
  function distance(one, other, most) {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    /** @param {number[]} row @param {number} column */
    const at = (row, column) => row[column] ?? Infinity;
    /** @type {number[]} */
    let before = [];
    let last = [...Array(other.length + 1).keys()];
    for (let i = 1; i <= one.length; i += 1) {
      const row = [i];
      for (let j = 1; j <= other.length; j += 1) {
        const changed = at(last, j - 1) + (one[i - 1] === other[j - 1] ? 0 : 1);
        const isExchange = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
        row[j] = Math.min(changed, at(last, j) + 1, at(row, j - 1) + 1, isExchange ? at(before, j - 2) + 1 : Infinity);
      }
      if (Math.min(...row) > most) return most + 1;
      [before, last] = [last, row];
    }
    return at(last, other.length);
  }

  /**
   * The numbers in a text that search_index.py has written.
   * @param {string} digits
   * @param {(number: number, often: boolean) => void} each gets a number, and whether it's marked with OFTEN
   */
  function readNumbers(digits, each) {
    let front = 0;
    for (let at = 0; at < digits.length; at += 1) {
      const code = digits.charCodeAt(at);
      if (code >= FIRST_OTHER_DIGIT) {
        front = front * OTHER_DIGITS + code - FIRST_OTHER_DIGIT + 1;
      } else if (digits[at] !== OFTEN) {
        each(front * LAST_DIGITS + code - FIRST_LAST_DIGIT, digits[at + 1] === OFTEN);
        front = 0;
      }
    }
  }

  /** The anchor that Python-Markdown makes of a heading. @param {string} title */
  function slug(title) {
    const plain = title.normalize("NFKD").replace(/[^\w\s-]|[^ -~\s]/g, "");
    return plain.trim().toLowerCase().replace(/[-\s]+/g, "-");
  }

  /**
   * A piece of a text around a place in it, from the beginning of its sentence if that isn't far.
   * @param {string} text
   * @param {number} at
   * @param {number} most characters
   * @returns {string}
   */
  function cut(text, at, most) {
    const start = startOfPiece(text, at, most);
    const end = endOfPiece(text, start, most);
    const before = start > 0 && !SENTENCE_END.test(text.slice(0, start)) ? "\u2026" : "";
    return `${before}${text.slice(start, end)}${end < text.length ? "\u2026" : ""}`;
  }

  /** @param {string} text @param {number} at @param {number} most */
  function startOfPiece(text, at, most) {
    const earliest = Math.max(0, Math.min(at - Math.floor(most / 3), text.length - most));
    if (earliest === 0) return 0;
    const before = text.slice(earliest, at);
    const sentences = [...before.matchAll(/[.!?:]\s+/g)];
    const last = sentences[sentences.length - 1];
    return earliest + (last ? last.index + last[0].length : before.search(/\s/) + 1);
  }

  /** @param {string} text @param {number} start @param {number} most */
  function endOfPiece(text, start, most) {
    if (text.length - start <= most) return text.length;
    const end = text.lastIndexOf(" ", start + most);
    return end > start ? end : start + most;
  }

  /**
   * The words of a text as they're written, each with its place.
   * @param {string} text
   * @returns {{at: number, written: string}[]}
   */
  function written(text) {
    const found = [...text.matchAll(/[\p{L}\p{N}\p{M}'\u2019]+/gu)];
    return found.map((match) => ({ at: match.index, written: match[0].replace(/['\u2019]+$/, "") }));
  }

  /**
   * The words with a hyphen in a text, each as its parts.
   * @param {string} text
   * @returns {string[][]}
   */
  function hyphenated(text) {
    return (folded(text).match(WORD) || []).map((word) => word.split(HYPHEN)).filter((parts) => parts.length > 1);
  }

  return { words, hyphenated, written, distance, slug, readNumbers, cut };
})();
