/* The search worker, which Material starts on every page. The index would be most of what a first visit
 * downloads, so the finished site gives every page an empty one. This worker fetches the
 * real one, and Material's own worker, when someone first types. In a preview, which isn't
 * finished, the page has the whole index, and everything works as Material intended.
 *
 * The name of Material's worker comes after the question mark in this script's address.
 *
 * A reader's words are prepared before Material's worker gets them: words that say nothing are left
 * out (Material looks for everything that begins with them), words that mean the same are added, and a word
 * the guide doesn't have is replaced with the closest one it has.
 */
/** @typedef {{title: string, text: string}} SearchDocument an entry of the search index */
/** @typedef {{type: number, data: any}} SearchMessage what Material's page and worker send each other */
(() => {
  "use strict";

  /* Material's message types. */
  const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3];
  /* A shorter word isn't corrected, and a word of the second length or more can have two mistakes. */
  const [LEAST_CORRECTED, LEAST_TWO_MISTAKES] = [5, 8];
  const site = new URL("../..", self.location.href);

  /** @type {SearchMessage | null} The message the page set up this worker with. */
  let setup = null;
  let isLoading = false;
  let latestQuery = "";
  /** What data/search.yml says about words. @type {{drop: Set<string>, same: Map<string, string[]>}} */
  let words = { drop: new Set(), same: new Map() };
  /** How often each word occurs in the guide. @type {Map<string, number>} */
  let known = new Map();
  /** Messages whose query has already been prepared. @type {WeakSet<Event>} */
  const prepared = new WeakSet();

  /** @param {string} path @returns {Promise<any>} */
  async function fetchJson(path) {
    const response = await fetch(new URL(path, site));
    if (!response.ok) throw new Error(`${path} did not load: ${response.status}`);
    return response.json();
  }

  /** @returns {Promise<SearchDocument[]>} */
  async function load() {
    const [docs, { drop, same }] = await Promise.all([fetchJson("search/index.json"), fetchJson("downloads/search-words.json")]);
    words = { drop: new Set(drop), same: new Map(Object.entries(same)) };
    known = countWords(docs);
    return docs;
  }

  /** @param {string} text */
  function split(text) {
    return text.toLowerCase().replace(/['\u2019]/g, "").split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  }

  /** @param {SearchDocument[]} docs */
  function countWords(docs) {
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const { title, text } of docs) {
      for (const word of split(`${title} ${text.replace(/<[^>]*>/g, " ")}`)) counts.set(word, (counts.get(word) || 0) + 1);
    }
    return counts;
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
   * The word itself if the guide has it or a word that starts with it; otherwise the closest one it has, and the most common if several
   * are equally close.
   * @param {string} word
   */
  function corrected(word) {
    if (word.length < LEAST_CORRECTED || known.has(word) || words.same.has(word)) return word;
    for (const other of known.keys()) if (other.startsWith(word)) return word;
    const most = word.length < LEAST_TWO_MISTAKES ? 1 : 2;
    let best = { word, near: most + 1, count: 0 };
    for (const [other, count] of known) {
      const near = distance(word, other, most);
      if (near <= most && (near < best.near || (near === best.near && count > best.count))) best = { word: other, near, count };
    }
    return best.word;
  }

  /**
   * The query for Material's worker. Marks for exact searches, such as quotes, are left as they are. A colon is one only after the name
   * of a field: in a sentence it would make Material's worker look for a field it doesn't have, and fail.
   * @param {string} query
   */
  function prepare(query) {
    if (/["+^~*]|\b(?:title|text|tags):/.test(query)) return query;
    const typed = split(query);
    const telling = typed.filter((word) => !words.drop.has(word));
    const meant = (telling.length ? telling : typed).map(corrected).flatMap((word) => words.same.get(word) || [word]);
    return [...new Set(meant)].join(" ");
  }

  /**
   * Sends Material's worker the prepared query instead of the reader's.
   * @param {MessageEvent<SearchMessage>} event
   */
  function intercept(event) {
    const { type, data } = event.data;
    if (type !== QUERY || prepared.has(event)) return;
    event.stopImmediatePropagation();
    ask(data);
  }

  /** @param {string} query */
  function ask(query) {
    const event = new MessageEvent("message", { data: { type: QUERY, data: prepare(query) } });
    prepared.add(event);
    self.dispatchEvent(event);
  }

  /**
   * Starts Material's worker. Resolves when it has read the index, which it does in one turn of its event loop.
   * @param {SearchMessage} message
   */
  async function handOver(message) {
    self.addEventListener("message", intercept);
    importScripts(new URL(`assets/javascripts/workers/${self.location.search.slice(1)}`, site).href);
    self.removeEventListener("message", receive);
    self.dispatchEvent(new MessageEvent("message", { data: message }));
    await new Promise((resolve) => { setTimeout(resolve); });
  }

  /**
   * If someone types while the index is loading, the last query is answered.
   * @param {SearchMessage} before the message that set this worker up
   * @param {string} query
   */
  async function answer(before, query) {
    latestQuery = query;
    if (isLoading) return;
    try {
      isLoading = true;
      const docs = await load();
      await handOver({ ...before, data: { ...before.data, docs } });
      ask(latestQuery);
    } catch (error) {
      isLoading = false; /* The next letter typed tries again. */
      console.warn(error);
      postMessage({ type: RESULT, data: { items: [] } });
    }
  }

  /** @param {MessageEvent<SearchMessage>} event */
  function receive(event) {
    const message = event.data;
    event.stopImmediatePropagation();
    if (message.type === SETUP && message.data.docs.length > 0) {
      handOver(message);
    } else if (message.type === SETUP) {
      setup = message;
      postMessage({ type: READY });
    } else if (setup && message.type === QUERY && message.data.trim()) {
      answer(setup, message.data);
    } else {
      postMessage({ type: RESULT, data: { items: [] } });
    }
  }

  self.addEventListener("message", receive);
})();
