/* Lists all questions, and narrows the list to those that fit.
 *
 * What's chosen is in the address after "#", which a browser never sends to a server. A link with it shows the same choices, and the back
 * button undoes one. Until a reader turns to the filter, and without this script, the page has some questions of each topic, with a link to
 * all of them.
 */
/** @typedef {{id: string, box: HTMLInputElement, label: string, count: HTMLElement}} Chip a value that can be chosen */
/** @typedef {{name: string, title: string, details: HTMLDetailsElement, chosen: HTMLElement, chips: Chip[]}} Facet */
/**
 * @typedef {object} FilterItem a question on the page
 * @property {HTMLElement} element
 * @property {HTMLElement} list its place when it isn't at the top
 * @property {string} text
 * @property {string[][]} values for each facet, the ids it names; a question that names no one suits everyone
 */
(async () => {
  "use strict";

  const { make, button, hidden, required, find, insistOnData, turnedTo } = Guide.dom;
  const { links } = Guide;

  /* A screen reader hears the result when the typing pauses, not after each letter. */
  const PAUSE_MS = 150;
  const MAX_WAYS_OUT = 3;

  const form = required("guide-filter", HTMLFormElement);
  const found = required("guide-found");
  const { announce } = Guide.announce.messageBar(form);
  const none = required("guide-none");
  const special = required("guide-special");
  const clear = find(form, "button[type=reset]");
  const words = required("guide-words", HTMLInputElement);

  const facets = [...form.querySelectorAll("details")].map(readFacet);
  const audience = facets.findIndex(({ name }) => name === "audience");
  const lists = [...required("guide-bank").querySelectorAll("ul")];

  form.addEventListener("submit", (event) => event.preventDefault());
  const data = /** @type {FilterData} */ (await readQuestions());
  /** @type {FilterItem[]} */
  const items = lists.flatMap(drawList);

  /** @type {Map<FilterItem, number[]>} For each item, the facets it fails. The number after the last facet stands for the words. */
  const failures = new Map();

  /** @param {HTMLDetailsElement} details @returns {Facet} */
  function readFacet(details) {
    return {
      name: details.dataset.facet || "",
      title: find(details, "legend").textContent,
      details,
      chosen: find(details, ".guide-chosen"),
      chips: [...details.querySelectorAll("label")].map((chip) => {
        const box = find(chip, "input", HTMLInputElement);
        return { id: box.value, box, label: find(chip, "[data-label]").textContent, count: find(chip, ".guide-count") };
      }),
    };
  }

  async function readQuestions() {
    if (!location.hash) await turnedTo(form);
    const questions = await insistOnData("guide-filter-data", (again) => {
      none.hidden = false;
      none.replaceChildren(make("p", { role: "alert" }, "The questions didn't load. You may be offline."), button("Try again", again));
    });
    none.hidden = true;
    return questions;
  }

  /** @param {HTMLUListElement} list @returns {FilterItem[]} all questions of a topic, in place of the first ones */
  function drawList(list) {
    const group = list.closest("section")?.dataset.group;
    const own = data.questions.filter(({ topic }) => topic === group).map((question) => drawItem(question, list));
    list.replaceChildren(...own.map(({ element }) => element));
    return own;
  }

  /** @param {FilterQuestion} question @param {HTMLElement} list @returns {FilterItem} */
  function drawItem(question, list) {
    const { text, purpose, href, topic, stage, priority, sensitivity, goals, persons = [], audiences = [], modes = [], synonyms = [] } = question;
    const tags = [
      ...(priority === "must" ? [make("b", { className: "guide-tag guide-tag-must" }, data.must), " "] : []),
      ...(sensitivity === "high" ? [make("b", { className: "guide-tag" }, data.sensitive), " "] : []),
    ];
    /** @type {Record<string, string[]>} */
    const named = { goal: goals, person: persons, audience: audiences, topic: [topic], stage: [stage], mode: modes, sensitivity: [sensitivity], priority: [priority] };
    return {
      element: make("li", {}, make("a", { href }, text), " ", make("span", {}, ...tags, purpose), " ", adder(question)),
      list,
      text: normalize([text, purpose, ...synonyms].join(" ")),
      values: facets.map(({ name }) => named[name] || []),
    };
  }

  /** @param {FilterQuestion} question @returns {HTMLElement | null} the button that planner/add-to-plan-open.js answers */
  function adder({ id, stage, text }) {
    if (!data.planner) return null;
    const attributes = { className: "guide-button", type: "button", "data-add": id, "data-stage": stage, "data-most": String(data.most_entries), "data-planner": data.planner };
    return make("button", attributes, "Add to my plan", hidden(`: ${text}`));
  }

  /** @param {FilterItem} item @param {number} facet */
  function namedIn({ values }, facet) {
    return values[facet] || [];
  }

  /** @param {FilterItem} item @param {number} facet @param {string[]} ids of chips that are chosen in it */
  function suits(item, facet, ids) {
    const named = namedIn(item, facet);
    return !ids.length || !named.length || named.some((id) => ids.includes(id));
  }

  /** @param {Facet} facet @returns {string[]} the ids of its chips */
  function chosenIn({ chips }) {
    return chips.filter(({ box }) => box.checked).map(({ id }) => id);
  }

  /** @param {Facet} facet */
  function chosenLabels({ chips }) {
    return chips.filter(({ box }) => box.checked).map(({ label }) => label).join(", ");
  }

  /**
   * Text without capitals and accents.
   * @param {string} text
   */
  function normalize(text) {
    return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  }

  /** @param {FilterItem} item @returns {number[]} */
  function failuresOf(item) {
    return failures.get(item) || [];
  }

  function findFailures() {
    const chosen = facets.map(chosenIn);
    const sought = normalize(words.value).split(/\s+/).filter(Boolean);
    for (const item of items) {
      const failed = chosen.map((_, index) => index).filter((index) => !suits(item, index, chosen[index] || []));
      if (!sought.every((word) => item.text.includes(word))) failed.push(facets.length);
      failures.set(item, failed);
    }
  }

  /** @param {FilterItem} item @param {number} facet */
  function failsOnly(item, facet) {
    const failed = failuresOf(item);
    return failed.length === 1 && failed[0] === facet;
  }

  function show() {
    findFailures();
    const reader = facets[audience] ? chosenIn(facets[audience]) : [];
    const fitting = new Set(items.filter((item) => !failuresOf(item).length));
    const written = new Set([...fitting].filter((item) => namedIn(item, audience).some((id) => reader.includes(id))));
    for (const item of items) item.element.hidden = !fitting.has(item);
    /* Questions written especially for the reader come first. Those that no longer are go back to their place. */
    const top = find(special, "ul");
    for (const list of lists) {
      const own = items.filter((item) => item.list === list);
      if (own.some((item) => written.has(item) !== (item.element.parentNode === top))) {
        top.append(...own.filter((item) => written.has(item)).map(({ element }) => element));
        list.append(...own.filter((item) => !written.has(item)).map(({ element }) => element));
      }
      const section = list.closest("section");
      if (section) section.hidden = !own.some((item) => fitting.has(item) && !written.has(item));
    }
    special.hidden = !written.size;
    showCounts();
    showResult(fitting.size);
  }

  /* Each chip shows how many questions it would find, given what's chosen in other facets. */
  function showCounts() {
    facets.forEach((facet, index) => {
      /** @type {Map<string, number>} */
      const counts = new Map();
      let forEveryone = 0;
      for (const item of items) {
        if (failuresOf(item).length && !failsOnly(item, index)) continue;
        const named = namedIn(item, index);
        if (!named.length) forEveryone += 1;
        for (const id of named) counts.set(id, (counts.get(id) || 0) + 1);
      }
      for (const { id, count } of facet.chips) count.textContent = String(forEveryone + (counts.get(id) || 0));
      facet.chosen.textContent = chosenLabels(facet);
    });
  }

  /** @param {number} count */
  function showResult(count) {
    clear.hidden = !words.value.trim() && !facets.some((facet) => chosenIn(facet).length);
    found.textContent = count === items.length ? `All ${count} questions.` : `${count} of ${items.length} questions fit.`;
    none.hidden = count > 0;
    none.replaceChildren(...(count ? [] : waysOut()));
  }

  /* Facets whose choices, if dropped, would let questions through, most first. */
  function waysOut() {
    const ways = [...facets, null].map((facet, index) => ({ facet, count: items.filter((item) => failsOnly(item, index)).length }))
      .filter(({ count }) => count).sort((one, other) => other.count - one.count).slice(0, MAX_WAYS_OUT);
    const text = ways.length
      ? "No question fits all of that. Try it without one of these:"
      : "No question fits all of that, and dropping just one choice won't help. Clear all, or drop two.";
    return [make("p", {}, text), ...ways.map(({ facet, count }) => {
      const what = facet ? `${facet.title}: ${chosenLabels(facet)}` : `the words “${words.value.trim()}”`;
      return button(`Without ${what} (${count})`, () => {
        if (facet) uncheck(facet);
        else words.value = "";
        showChanged(true);
        found.focus();
      });
    })];
  }

  /** @param {Facet} facet */
  function uncheck({ chips }) {
    for (const { box } of chips) box.checked = false;
  }

  /* What's chosen, in the form of the address. */
  function toAddress() {
    const chosen = Object.fromEntries(facets.map((facet) => [facet.name, chosenIn(facet)]));
    return links.toParameters({ ...chosen, words: words.value.trim() });
  }

  /** @param {boolean} asStep whether the back button undoes it */
  function remember(asStep) {
    const state = toAddress();
    const address = location.pathname + location.search + (state && `#${state}`);
    if (asStep) history.pushState(null, "", address);
    else history.replaceState(null, "", address);
  }

  /** @param {boolean} asStep whether the back button undoes it */
  function showChanged(asStep) {
    remember(asStep);
    show();
    announce(found.textContent);
  }

  /* Chooses what the address says, and reports any part of it the guide doesn't know. */
  function showFromAddress() {
    const names = facets.map(({ name }) => name);
    const menus = Object.fromEntries(facets.map(({ name, chips }) => [name, chips]));
    const { chosen, values, unread } = links.choicesIn(location.hash, menus, { several: names, others: ["words"] });
    for (const facet of facets) {
      uncheck(facet);
      for (const { box } of chosen.get(facet.name) || []) {
        box.checked = true;
        facet.details.open = true;
      }
    }
    words.value = links.searchWords(values.get("words") || "");
    show();
    if (unread.length) found.append(" ", links.unreadNote(unread));
  }

  let pause = 0;
  form.addEventListener("change", (event) => {
    if (event.target !== words) showChanged(true);
  });
  words.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(() => showChanged(false), PAUSE_MS);
  });
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    facets.forEach(uncheck);
    words.value = "";
    showChanged(true);
    found.focus();
  });
  addEventListener("popstate", showFromAddress);

  /* The reader may have chosen something while the questions were loading. */
  if (words.value || facets.some((facet) => chosenIn(facet).length)) showChanged(true);
  else showFromAddress();
  form.dataset.ready = "";
})();
