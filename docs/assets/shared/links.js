/* Reading back the links that readers share. Mail and chat programs change what they carry: they encode it once more, break it into
 * lines, take the punctuation around it for a part of it, and put marks of their own behind it. Touches no page and no storage.
 */
var Guide = Guide || {};
Guide.links = (() => {
  "use strict";

  /* Between the values of a link: addresses leave a dot as it is, and programs end a link before one only at its very end. */
  const SEPARATOR = ".";
  /* A program encodes a link that another has encoded before. */
  const MOST_ENCODINGS = 3;
  /** @type {Record<string, string>} */
  const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };
  /* What programs count readers by, and mail programs' "=" at the end of a line. */
  const TRACKING = /^(utm_.*|[a-z]*clid|_?gl|_ga|mc_.*|mkt_.*|ref|ref_.*|igshid?|si|trk|s_cid|share.*|source|cmpid|)$/i;

  /**
   * Text as it was before programs encoded it, without characters that no one sees.
   * @param {string} text
   * @returns {string}
   */
  function decode(text) {
    let decoded = text;
    for (let round = 0; round < MOST_ENCODINGS; round += 1) decoded = decodeEntities(decoded.replace(/(?:%[0-9a-f]{2})+/gi, decodePercent));
    return decoded.replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, "");
  }

  /** @param {string} text with dashes that a program has put in place of hyphens */
  function withHyphens(text) {
    return text.replace(/[\u2010-\u2015\u2212]/g, "-");
  }

  /** @param {string} piece */
  function decodePercent(piece) {
    try {
      return decodeURIComponent(piece);
    } catch {
      return piece;
    }
  }

  /** @param {string} text */
  function decodeEntities(text) {
    return text.replace(/&(?:#(\d{1,6})|#x([0-9a-f]{1,5})|([a-z]{2,4}));/gi, (whole, decimal, hex, name) => {
      const code = decimal ? Number(decimal) : parseInt(hex || "", 16);
      if (name) return ENTITIES[String(name).toLowerCase()] || whole;
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    });
  }

  /**
   * What stands behind "#name=" in an address, without what programs have put behind it.
   * @param {string} hash as location.hash has it
   * @param {string} name
   * @returns {string | null} null when the address has no such part
   */
  function valueIn(hash, name) {
    const [, found, value = ""] = /^#?\s*([a-z]+)\s*=(?:3d)?([^]*)$/i.exec(withHyphens(decode(hash))) || [];
    if (found?.toLowerCase() !== name) return null;
    return withoutMarks(value);
  }

  /** @param {string} value */
  function withoutMarks(value) {
    return value.replace(/(?:[&?#|<>"\u201c\u201d]|:~:)[^]*$/, "");
  }

  /**
   * The values that a link lists, where some set of values is known.
   * @template T
   * @param {string} text as valueIn() gives it
   * @param {(value: string) => T | undefined} find what a value stands for; undefined where it is not known
   * @returns {{found: T[], unread: string[]}} `unread` is what stands for nothing
   */
  function readList(text, find) {
    /** @type {T[]} */
    const found = [];
    /** @type {string[]} */
    const unread = [];
    for (const chunk of withoutMarks(withHyphens(text)).split(/[^a-z0-9\s=+-]+/i).filter((one) => /[a-z0-9]/i.test(one))) {
      /* A line may have been broken within a value, or another word may have come behind it. */
      const whole = find(clean(chunk));
      const parts = whole === undefined ? chunk.split(/[\s+]+/).map(clean).filter(Boolean) : [];
      if (whole !== undefined) found.push(whole);
      for (const part of parts) {
        const one = find(part);
        if (one === undefined) unread.push(part);
        else found.push(one);
      }
    }
    return { found, unread };
  }

  /** @param {string} value */
  function clean(value) {
    return value.replace(/[\s=+]/g, "").replace(/^-+|-+$/g, "").toLowerCase();
  }

  /**
   * A sentence about what could not be read in a link.
   * @param {string[]} unread
   * @returns {string} "" when all of it was read
   */
  function unreadNote(unread) {
    const shown = unread.slice(0, 3).map((one) => `“${Guide.textFormat.cut(one, 30)}”`).join(", ");
    const more = unread.length > 3 ? " and more" : "";
    return unread.length ? `Part of the link could not be read: ${shown}${more}. The link may have been changed along the way, so ask for it again if something is missing.` : "";
  }

  /**
   * The names and values of a link such as "#goal=a.b&mode=c" or "?order=d".
   * @param {string} part of the address, as location.hash or location.search has it
   * @param {string[]} names those that are known
   * @returns {{values: Map<string, string>, unread: string[]}}
   */
  function parametersIn(part, names) {
    /** @type {Map<string, string>} */
    const values = new Map();
    /** @type {string[]} */
    const unread = [];
    for (const [name, value] of parametersOf(part.replace(/^[#?]/, ""), names)) {
      const known = names.find((one) => one === name.toLowerCase());
      if (known) values.set(known, value);
      else if (!TRACKING.test(name)) unread.push(name);
    }
    return { values, unread };
  }

  /**
   * A value may hold "&" and "=", so that the whole is only decoded when more of what is known comes out then.
   * @param {string} text
   * @param {string[]} names
   * @param {number} [rounds] how often it is decoded at most
   * @returns {[string, string][]}
   */
  function parametersOf(text, names, rounds = MOST_ENCODINGS) {
    if (!decode(text).includes("=")) return [];
    const pairs = [...new URLSearchParams(decodeEntities(text).replace(/\?/g, "&").replace(/=3D/gi, "="))]
      .map(([name, value]) => /** @type {[string, string]} */ ([decode(name).trim(), decode(value)]));
    const once = text.replace(/(?:%[0-9a-f]{2})+/gi, decodePercent);
    const deeper = once === text || !rounds ? [] : parametersOf(once, names, rounds - 1);
    /** @param {[string, string][]} found */
    const knownIn = (found) => found.filter(([name]) => names.includes(name.toLowerCase())).length;
    return knownIn(deeper) > knownIn(pairs) ? deeper : pairs;
  }

  /**
   * Words to look for as a link has them, without what programs take for the end of a link: no one looks for these.
   * @param {string} text
   * @returns {string}
   */
  function searchWords(text) {
    return withoutMarks(text).replace(/[\s)\]*'\u2019\u201d.,;:!]+$/, "");
  }

  return { SEPARATOR, valueIn, readList, searchWords, unreadNote, parametersIn };
})();
