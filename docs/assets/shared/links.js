/* Reads the links readers share. Email and chat programs change them: they encode them again, break them into lines, include the
 * punctuation around them, and add marks of their own at the end. This doesn't touch the page or the storage.
 */
var Guide = Guide || {};
Guide.links = (() => {
  "use strict";

  /* Separates the values in a link. A dot doesn't get encoded, and programs drop one only at the very end of a link. */
  const SEPARATOR = ".";
  /* A program may encode a link that another one has already encoded. */
  const MOST_ENCODINGS = 3;
  /** @type {Record<string, string>} */
  const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };
  /* Parameters programs use for tracking, and the "=" some email programs put at the end of a line. */
  const TRACKING = /^(utm_.*|[a-z]*clid|_?gl|_ga|mc_.*|mkt_.*|ref|ref_.*|igshid?|si|trk|s_cid|share.*|source|cmpid|)$/i;

  /**
   * Text as it was before programs encoded it, without invisible characters.
   * @param {string} text
   * @returns {string}
   */
  function decode(text) {
    let decoded = text;
    for (let round = 0; round < MOST_ENCODINGS; round += 1) decoded = decodeEntities(decoded.replace(/(?:%[0-9a-f]{2})+/gi, Guide.textFormat.percentDecode));
    return decoded.replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, "");
  }

  /** @param {string} text with dashes a program has put in place of hyphens */
  function withHyphens(text) {
    return text.replace(/[\u2010-\u2015\u2212]/g, "-");
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
   * What comes after "#name=" in an address, without what programs have added at the end.
   * @param {string} hash as in location.hash
   * @param {string} name
   * @returns {string | null} null if the address has no such part
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
   * The values a link lists, out of a known set of values.
   * @template T
   * @param {string} text as valueIn() returns it
   * @param {(value: string) => T | undefined} find what a value stands for; undefined if it isn't known
   * @returns {{found: T[], unread: string[]}} `unread` is what doesn't stand for anything
   */
  function readList(text, find) {
    /** @type {T[]} */
    const found = [];
    /** @type {string[]} */
    const unread = [];
    for (const chunk of withoutMarks(withHyphens(text)).split(/[^a-z0-9\s=+-]+/i).filter((one) => /[a-z0-9]/i.test(one))) {
      /* A value may contain a line break, or be followed by another word. */
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
   * A sentence about what couldn't be read in a link.
   * @param {string[]} unread
   * @returns {string} "" if all of it was read
   */
  function unreadNote(unread) {
    const shown = unread.slice(0, 3).map((one) => `“${Guide.textFormat.cut(one, 30)}”`).join(", ");
    const more = unread.length > 3 ? " and more" : "";
    return unread.length ? `Part of the link couldn't be read: ${shown}${more}. The link may have been changed along the way, so ask for it again if something is missing.` : "";
  }

  /**
   * The names and values of a link such as "#goal=a.b&mode=c" or "?order=d". A name that's there twice has both values.
   * @param {string} part of the address, as in location.hash or location.search
   * @param {string[]} names the known ones
   * @returns {{values: Map<string, string>, unread: string[]}}
   */
  function parametersIn(part, names) {
    /** @type {Map<string, string>} */
    const values = new Map();
    /** @type {string[]} */
    const unread = [];
    /* What search has put there is none of the tool's. */
    const own = part.startsWith("#search=") ? "" : part.replace(/^[#?]/, "");
    for (const [name, value] of parametersOf(own, names)) {
      const known = names.find((one) => one === name.toLowerCase());
      if (known) values.set(known, values.has(known) ? `${values.get(known)}${SEPARATOR}${value}` : value);
      else if (!TRACKING.test(name)) unread.push(name);
    }
    return { values, unread };
  }

  /**
   * A value may contain "&" and "=", so the whole is decoded only if that turns up more known names.
   * @param {string} text
   * @param {string[]} names
   * @param {number} [rounds] the most times it's decoded
   * @returns {[string, string][]}
   */
  function parametersOf(text, names, rounds = MOST_ENCODINGS) {
    if (!decode(text).includes("=")) return [];
    const pairs = [...new URLSearchParams(decodeEntities(text).replace(/\?/g, "&").replace(/=3D/gi, "="))]
      .map(([name, value]) => /** @type {[string, string]} */ ([decode(name).trim(), decode(value)]));
    const once = text.replace(/(?:%[0-9a-f]{2})+/gi, Guide.textFormat.percentDecode);
    const deeper = once === text || !rounds ? [] : parametersOf(once, names, rounds - 1);
    /** @param {[string, string][]} found */
    const knownIn = (found) => found.filter(([name]) => names.includes(name.toLowerCase())).length;
    return knownIn(deeper) > knownIn(pairs) ? deeper : pairs;
  }

  /**
   * What a link chooses in the menus of a tool.
   * @template {{id: string}} T
   * @param {string} hash as in location.hash
   * @param {Record<string, T[]>} menus the entries of each menu, by its name
   * @param {{several?: string[], others?: string[]}} [more] `several` are the menus in which more than one entry can be chosen, and
   *   `others` is what else the link may name
   * @returns {{chosen: Map<string, T[]>, values: Map<string, string>, unread: string[]}} `chosen` has the menus in which something is
   *   chosen, `values` has all that was written, and `unread` is what no menu has, or no longer has room for
   */
  function choicesIn(hash, menus, { several = [], others = [] } = {}) {
    const { values, unread } = parametersIn(hash, [...Object.keys(menus), ...others]);
    /** @type {Map<string, T[]>} */
    const chosen = new Map();
    for (const [name, entries] of Object.entries(menus)) {
      const read = readList(values.get(name) || "", (value) => entries.find(({ id }) => id !== "" && id === value));
      const different = [...new Set(read.found)];
      const most = several.includes(name) ? different.length : 1;
      if (different.length) chosen.set(name, different.slice(0, most));
      unread.push(...read.unread, ...different.slice(most).map(({ id }) => id));
    }
    return { chosen, values, unread };
  }

  /**
   * The end of a link that makes choices, as choicesIn() reads it.
   * @param {Record<string, string | number | string[]>} choices by their names
   * @returns {string} without anything that's empty
   */
  function toParameters(choices) {
    const parameters = new URLSearchParams();
    for (const [name, value] of Object.entries(choices)) {
      const text = Array.isArray(value) ? value.join(SEPARATOR) : String(value);
      if (text) parameters.set(name, text);
    }
    /* If a program encoded a "+" again, it would be read as a plus sign. */
    return String(parameters).replaceAll("+", "%20");
  }

  /**
   * Search words from a link, without marks programs mistake for the end of a link, since no one searches for those.
   * @param {string} text
   * @returns {string}
   */
  function searchWords(text) {
    return withoutMarks(text).replace(/[\s)\]*'\u2019\u201d.,;:!]+$/, "");
  }

  return { SEPARATOR, valueIn, readList, searchWords, unreadNote, parametersIn, choicesIn, toParameters };
})();
