/* Draws what search has found: the results, the filters above them, and what helps if there are none. */
var Guide = Guide || {};
Guide.searchList = (() => {
  "use strict";

  /**
   * What a result is drawn with: `site` is the full address of the site's folder, and `query` holds the words as they were typed.
   * @typedef {{engine: SearchEngine, site: string, query: string}} Drawing
   */

  /** @param {number} count */
  function results(count) {
    return count === 1 ? "1 result" : `${count.toLocaleString("en-US")} results`;
  }

  /**
   * How many there are, such as "24 results" or, if not all are listed, "210 results. Only the best are listed".
   * @param {number} total
   * @param {number} listed
   * @returns {string}
   */
  function countOf(total, listed) {
    return listed < total ? `${results(total)}. Only the best are listed` : results(total);
  }

  /**
   * A text in which the reader's own words are marked.
   * @param {Drawing} drawing
   * @param {string} text
   * @returns {(string | HTMLElement)[]}
   */
  function marked({ engine, query }, text) {
    /** @type {(string | HTMLElement)[]} */
    const parts = [];
    let last = 0;
    for (const [from, to] of engine.marks(query, text)) {
      parts.push(text.slice(last, from), Guide.dom.make("mark", {}, text.slice(from, to)));
      last = to;
    }
    return [...parts, text.slice(last)];
  }

  /**
   * A screen reader makes a pause after it.
   * @param {string} text
   */
  function asSentence(text) {
    return /[.?!]$/.test(text) ? text : `${text}.`;
  }

  /**
   * A result as a link: its title and kind, then its page and a line of its text. The room for the text is there before the text is.
   * @param {Drawing} drawing
   * @param {SearchResult} result
   * @returns {{link: HTMLAnchorElement, name: string, excerpt: HTMLElement}} `name` is what a screen reader says first
   */
  function draw(drawing, result) {
    const { make } = Guide.dom;
    const kind = result.label;
    const page = result.pageTitle === result.title ? "" : result.pageTitle;
    const excerpt = make("span");
    const link = make("a", { className: "guide-search-result", href: new URL(result.url, drawing.site).href },
      make("span", { className: "guide-search-title" }, ...marked(drawing, result.title)),
      make("span", { className: "guide-search-kind" }, kind),
      make("span", { className: "guide-search-about" }, page ? make("span", { className: "guide-search-page" }, page) : null, excerpt));
    return { link, name: [result.title, kind, page].filter(Boolean).map(asSentence).join(" "), excerpt };
  }

  /**
   * Buttons that show one kind of result. There's no choice, and no button, if there's only one kind.
   * @param {SearchEngine} engine
   * @param {Map<string, number>} counts how many results there are of each kind
   * @param {string} chosen the kind that's shown; "" for all
   * @param {(kind: string) => void} choose
   * @returns {HTMLElement | null}
   */
  function filters(engine, counts, chosen, choose) {
    const { make, button } = Guide.dom;
    const kinds = engine.kinds.filter(({ id }) => counts.get(id)).map(({ id, many }) => ({ id, many, count: counts.get(id) || 0 }));
    if (kinds.length < 2) return null;
    const all = { id: "", many: "All", count: kinds.reduce((sum, { count }) => sum + count, 0) };
    return make("div", { className: "guide-search-kinds", role: "group", "aria-label": "Show" },
      ...[all, ...kinds].map(({ id, many, count }) => button(`${many} ${count}`, () => choose(id), { "aria-pressed": String(id === chosen) })));
  }

  /**
   * What stands in place of results if there are none.
   * @param {SearchFound} found
   * @param {string} query
   * @param {(words: string) => void} search
   * @returns {HTMLElement[]}
   */
  function nothing(found, query, search) {
    const { make, button } = Guide.dom;
    const what = found.unknown.length ? found.unknown.map((word) => `“${word}”`).join(" or ") : `all of “${query}” in one place`;
    const near = found.nearest.map((word) => button(word, () => search(word)));
    return [make("p", {}, `Nothing here has ${what}.`), ...(near.length ? [make("p", { className: "guide-search-near" }, "Try ", ...near)] : [])];
  }

  /**
   * A line that says how mistyped words were read, so that no one wonders where the results come from.
   * @param {SearchFound} found
   * @param {string} query
   * @returns {string} "" if all words were read as they were typed
   */
  function correction({ corrected }, query) {
    return corrected.length ? `Showing results for ${corrected.reduce((text, [typed, meant]) => text.replace(typed, meant), query)}` : "";
  }

  return { countOf, marked, draw, filters, nothing, correction };
})();
