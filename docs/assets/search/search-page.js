/* Search as the reader uses it: a combobox with a list, as in https://www.w3.org/WAI/ARIA/apg/patterns/combobox/. The focus stays in the
 * field while the arrow keys move through the list.
 */
var Guide = Guide || {};
Guide.searchPage = (() => {
  "use strict";

  const MOST = 50;
  const MOST_SUGGESTED = 5;
  /* While someone types, nothing is read aloud, the address stays as it is, and no texts are loaded. */
  const PAUSE_MS = 500;
  const TEXTS_PAUSE_MS = 120;

  /** @type {SearchEngine | null} */
  let made = null;

  /** The engine, which takes a moment to make. */
  function theEngine() {
    made ||= Guide.searchCore.create(Guide.search.theIndex());
    return made;
  }

  /**
   * Puts the part of a result's text with the reader's words into its place.
   * @param {SearchEngine} engine
   * @param {string} site
   * @param {string} query
   * @param {SearchResult} result
   * @param {HTMLElement} place
   */
  async function showExcerpt(engine, site, query, result, place) {
    try {
      const text = await Guide.search.textOf(engine, site, result);
      place.replaceChildren(...Guide.searchList.marked({ engine, site, query }, engine.excerpt(query, text)));
    } catch {
      /* Without a connection, a result has no text, but still leads to its page. */
    }
  }

  /**
   * Makes search work.
   * @param {string} site the full address of the site's folder
   * @returns {() => void} searches for what is in the field
   */
  function start(site) {
    const { required, find, make } = Guide.dom;
    const { searchList } = Guide;
    const dialog = required("guide-search", HTMLDialogElement);
    const field = required("guide-search-field", HTMLInputElement);
    const clearButton = required("guide-search-clear", HTMLButtonElement);
    const head = required("guide-search-head");
    const list = required("guide-search-list");
    const end = required("guide-search-end");
    const heard = required("guide-search-heard");
    const body = find(dialog, ".guide-search-body");
    const hint = [...end.childNodes];
    const engine = theEngine();

    const touched = matchMedia("(pointer: coarse)");

    /** The kind the reader wants to see; "" for all. */
    let { kind } = Guide.searchAddress.read();
    /** The option the arrow keys have led to. @type {Element | null} */
    let active = null;
    /** What waits until the reader has stopped typing. @type {(() => void) | null} */
    let waiting = null;
    let pause = 0;
    let textsPause = 0;
    /** How many searches there were, so that what comes late for an earlier one isn't shown. */
    let searches = 0;
    let options = 0;
    /** What to do when an option comes into view, or is chosen. @type {WeakMap<Element, {seen?: () => void, chosen?: () => void}>} */
    const acts = new WeakMap();
    const views = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting) continue;
        views.unobserve(target);
        acts.get(target)?.seen?.();
      }
    });

    /* Searching ---------------------------------------------------------------------------------- */

    async function search() {
      searches += 1;
      const current = searches;
      const query = field.value.trim();
      clearButton.hidden = !field.value;
      if (!query) {
        fill([], [], hint);
        settle("", "", "");
        return;
      }
      let found = await Guide.search.find(engine, site, query, kind, MOST);
      /* The kind that was chosen for other words may have nothing now. */
      const shown = found.counts.get(kind) ? kind : "";
      if (shown !== kind) found = await Guide.search.find(engine, site, query, shown, MOST);
      if (current === searches) show(query, shown, found);
    }

    /**
     * @param {string} query
     * @param {string} shown the kind that is shown; "" for all
     * @param {SearchFound} found
     */
    function show(query, shown, found) {
      const isFiltering = head.contains(document.activeElement);
      if (found.results.length) {
        const listed = found.results.length + [...found.more.values()].flat().length;
        const count = [searchList.countOf(found.total, listed), searchList.correction(found, query)].filter(Boolean).join(". ");
        fill([searchList.filters(engine, found.counts, shown, choose), make("p", { className: "guide-search-count" }, count)],
          found.results.flatMap((result) => optionsOf(query, result, found.more.get(result.id) || [])),
          [make("p", {}, "Not what you were looking for? ", askLink(query, "Ask us"))]);
        settle(count, query, shown);
      } else {
        fill([], [], [...searchList.nothing(found, query, searchFor), elsewhere(query)]);
        settle(`No results for ${query}`, query, shown);
      }
      const pressed = head.querySelector("[aria-pressed=true]");
      if (pressed instanceof HTMLElement) {
        pressed.scrollIntoView({ block: "nearest", inline: "nearest" });
        if (isFiltering) pressed.focus();
      } else if (isFiltering) field.focus();
    }

    /**
     * @param {(Node | null)[]} above
     * @param {HTMLElement[]} listed
     * @param {Node[]} below
     */
    function fill(above, listed, below) {
      views.disconnect();
      move(null);
      head.replaceChildren(...above.filter((one) => one !== null));
      list.replaceChildren(...listed);
      list.hidden = !listed.length;
      end.replaceChildren(...below);
      body.scrollTop = 0;
      field.setAttribute("aria-expanded", String(listed.length > 0));
      clearTimeout(textsPause);
      textsPause = setTimeout(() => listed.forEach((option) => views.observe(option)), TEXTS_PAUSE_MS);
    }

    /** @param {string} words */
    function searchFor(words) {
      field.value = words;
      field.focus();
      search();
    }

    /** @param {string} chosen */
    function choose(chosen) {
      kind = chosen;
      search();
    }

    /* The list ----------------------------------------------------------------------------------- */

    /**
     * A result and, if its page has more of them, an option that shows those. An option is the link itself, because one with a link in it
     * would be two things in one for a screen reader.
     * @param {string} query
     * @param {SearchResult} result
     * @param {SearchResult[]} more
     * @returns {HTMLElement[]}
     */
    function optionsOf(query, result, more) {
      const { link, name, excerpt } = searchList.draw({ engine, site, query }, result);
      asOption(link, { seen: () => showExcerpt(engine, site, query, result, excerpt), chosen: () => link.click() });
      excerpt.id = `${link.id}-text`;
      link.tabIndex = -1;
      link.setAttribute("aria-label", name);
      link.setAttribute("aria-describedby", excerpt.id);
      return more.length ? [link, moreOption(query, more)] : [link];
    }

    /** @param {string} query @param {SearchResult[]} more */
    function moreOption(query, more) {
      const unfold = () => {
        const wasActive = active === last;
        const added = more.flatMap((result) => optionsOf(query, result, []));
        last.replaceWith(...added);
        added.forEach((one) => views.observe(one));
        if (wasActive) move(added[0] || null);
      };
      /* The focus stays in the field. */
      const last = make("div", { className: "guide-search-more", onclick: unfold, onmousedown: (/** @type {Event} */ event) => event.preventDefault() },
        `${more.length} more from this page`);
      asOption(last, { chosen: unfold });
      return last;
    }

    /** @param {HTMLElement} element @param {{seen?: () => void, chosen: () => void}} act */
    function asOption(element, act) {
      options += 1;
      element.id = `guide-search-option-${options}`;
      element.setAttribute("role", "option");
      element.setAttribute("aria-selected", "false");
      acts.set(element, act);
    }

    /** @param {Element | null} option the one to go to; null for the field alone */
    function move(option) {
      active?.setAttribute("aria-selected", "false");
      active = option;
      active?.setAttribute("aria-selected", "true");
      active?.scrollIntoView({ block: "nearest" });
      if (active) field.setAttribute("aria-activedescendant", active.id);
      else field.removeAttribute("aria-activedescendant");
    }

    /** @param {KeyboardEvent} event */
    function press(event) {
      /* Such a key chooses among the characters that a program for Chinese, Japanese or Korean suggests. */
      if (event.isComposing || event.altKey || event.shiftKey) return;
      if (event.key === "ArrowDown") move(active ? active.nextElementSibling : list.firstElementChild);
      else if (event.key === "ArrowUp") move(active ? active.previousElementSibling : list.lastElementChild);
      /* With nothing chosen, it's the key that puts a phone's keyboard away, so that the results can be seen. */
      else if (event.key === "Enter" && !active && touched.matches) field.blur();
      else if (event.key === "Enter") openOption(active || list.firstElementChild, event);
      else return;
      event.preventDefault();
    }

    /**
     * Does what a press on an option would do. With Ctrl or Command, a result opens in a new tab.
     * @param {Element | null} chosen
     * @param {KeyboardEvent} event
     */
    function openOption(chosen, { ctrlKey, metaKey }) {
      if (chosen?.matches("a") && (ctrlKey || metaKey)) chosen.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey, metaKey }));
      else if (chosen) acts.get(chosen)?.chosen?.();
    }

    /* The page of a result takes the place of this one. If it is this one, search has to go. */
    list.addEventListener("click", (event) => {
      const link = event.target instanceof Element && event.target.closest("a");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      finishWaiting();
      if (link.href.split("#")[0] === location.href.split("#")[0]) {
        leave();
        dialog.close();
      }
    });

    /* Where else a reader can look --------------------------------------------------------------- */

    /**
     * A link to the form for questions, with the words filled in.
     * @param {string} query
     * @param {string} label
     */
    function askLink(query, label) {
      return make("a", { href: `${dialog.dataset.ask}&question=${Guide.textFormat.percentEncode(query)}` }, label);
    }

    /** @param {string} query */
    function elsewhere(query) {
      const { answers } = dialog.dataset;
      return answers
        ? make("p", {}, "Look through ", make("a", { href: new URL(answers, site).href }, "all readers' questions"), ", or ", askLink(query, "ask us"), ".")
        : make("p", {}, "You can ", askLink(query, "ask us"), ".");
    }

    /* The address, and what a screen reader says -------------------------------------------------- */

    /**
     * Announces and notes a search when the reader has stopped typing.
     * @param {string} sentence
     * @param {string} query
     * @param {string} shown the kind that is shown; "" for all
     */
    function settle(sentence, query, shown) {
      clearTimeout(pause);
      waiting = () => {
        waiting = null;
        heard.replaceChildren(sentence);
        Guide.searchAddress.write(query, shown);
      };
      pause = setTimeout(finishWaiting, PAUSE_MS);
    }

    function finishWaiting() {
      waiting?.();
    }

    /* The words stay in the field for the next time. */
    function leave() {
      clearTimeout(pause);
      waiting = null;
      kind = "";
      heard.replaceChildren();
      Guide.searchAddress.write("", "");
    }

    field.addEventListener("input", search);
    field.addEventListener("keydown", press);
    clearButton.addEventListener("click", () => searchFor(""));
    dialog.addEventListener("close", () => {
      /* A quick reader may have opened it again. */
      if (!dialog.open) leave();
    });
    return search;
  }

  /**
   * The words of a path on the site.
   * @param {string} path such as "prepare/salary-questions.html"
   * @returns {string} such as "prepare salary questions"
   */
  function wordsOf(path) {
    return (Guide.textFormat.percentDecode(path).replace(/(index)?\.\w+$/, "").match(/[\p{L}\p{N}]+/gu) || []).join(" ");
  }

  /**
   * Shows what search finds for the words of this page's address, for a page that doesn't exist. If it finds nothing, all stays as it is.
   * @param {HTMLElement} place
   * @param {string} site the full address of the site's folder
   */
  function suggest(place, site) {
    const { find, make } = Guide.dom;
    const engine = theEngine();
    const query = wordsOf(location.href.slice(site.length).split(/[?#]/)[0] || "");
    const { results } = engine.find(query, { most: MOST_SUGGESTED });
    if (!results.length) return;
    find(place, "p").replaceChildren("Were you looking for one of these?");
    find(place, "ul").replaceChildren(...results.map((result) => {
      const { link, excerpt } = Guide.searchList.draw({ engine, site, query }, result);
      showExcerpt(engine, site, query, result, excerpt);
      return make("li", {}, link);
    }));
  }

  return { start, suggest };
})();
