/* The index and the texts of pages, which come as scripts: each calls a function here with what it brings. The texts of a page are loaded
 * when one of its results is in view, or when they're needed to tell whether it has a phrase.
 */
/** @typedef {ReturnType<typeof Guide.searchCore.create>} SearchEngine */
var Guide = Guide || {};
Guide.search = (() => {
  "use strict";

  const MOST_WITH_PHRASE = 60;

  /** @type {SearchIndex | null} */
  let index = null;
  /** The texts of each page that has been asked for. @type {Map<number, {texts: Promise<string[]>, resolve: (texts: string[]) => void}>} */
  const pages = new Map();

  /**
   * Called by search/index.js.
   * @param {SearchIndex} received
   */
  function receive(received) {
    index = received;
  }

  /**
   * Called by the scripts in search/texts/.
   * @param {number} page its number in the index
   * @param {string[]} texts that of each of its places, in their order
   */
  function receiveTexts(page, texts) {
    pages.get(page)?.resolve(texts);
  }

  /**
   * What search/index.js brought.
   * @returns {SearchIndex}
   */
  function theIndex() {
    if (!index) throw new Error("search/index.js has not been loaded.");
    return index;
  }

  /** @param {string} site @param {number} page */
  function textsOf(site, page) {
    const known = pages.get(page);
    if (known) return known.texts;
    const script = document.createElement("script");
    /** @type {(texts: string[]) => void} */
    let resolve = () => {};
    /** @type {Promise<string[]>} */
    const texts = new Promise((fulfill, reject) => {
      resolve = fulfill;
      script.addEventListener("error", () => {
        /* The next call tries again. */
        pages.delete(page);
        reject(new Error(`The texts of page ${page} didn't load.`));
      });
    });
    pages.set(page, { texts, resolve });
    for (const type of ["load", "error"]) script.addEventListener(type, () => script.remove());
    script.src = new URL(`search/texts/${page}.js`, site).href;
    document.head.append(script);
    return texts;
  }

  /**
   * The text of a result.
   * @param {SearchEngine} engine
   * @param {string} site the full address of the site's folder
   * @param {SearchResult} result
   * @returns {Promise<string>} rejected if it doesn't load
   */
  async function textOf(engine, site, { id, page }) {
    return (await textsOf(site, page))[engine.textAt(id)] || "";
  }

  /**
   * What search finds. The index knows which words a text has but not in which order, so a phrase in quotes is looked up in the texts.
   * @param {SearchEngine} engine
   * @param {string} site the full address of the site's folder
   * @param {string} query
   * @param {string} kind the only kind to show; "" for all
   * @param {number} most
   * @returns {Promise<SearchFound>}
   */
  async function find(engine, site, query, kind, most) {
    if (!engine.phrasesIn(query).length) return engine.find(query, { kind, most });
    const found = engine.find(query, { most: MOST_WITH_PHRASE });
    const all = found.results.flatMap((result) => [result, ...(found.more.get(result.id) || [])]);
    const texts = await Promise.all(all.map((result) => textOf(engine, site, result).catch(() => "")));
    const held = all.filter((result, at) => engine.holdsPhrases(query, result, texts[at] || ""));
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const result of held) counts.set(result.kind.id, (counts.get(result.kind.id) || 0) + 1);
    const chosen = held.filter((result) => !kind || result.kind.id === kind).sort((one, other) => other.score - one.score);
    return { ...found, results: chosen.slice(0, most), more: new Map(), total: chosen.length, counts };
  }

  return { receive, receiveTexts, theIndex, textOf, find };
})();
