/* The list of what a tool has saved under names in this browser, to open or delete. */
/** @typedef {{saved: string, content: unknown}} SavedItem `saved` is the time in ISO 8601 */
/** @typedef {{name: string, saved: string}} Opened the saved item the page shows */
var Guide = Guide || {};
Guide.savedItems = (() => {
  "use strict";

  const { make, button } = Guide.dom;
  const { isObject } = Guide.textFormat;

  /* The plan a page adds questions to, and the name of one that's saved without a name. */
  const OWN_PLAN = "My plan";

  /**
   * The wanted name or, if it's taken, that name with the first free number.
   * @param {string} wanted
   * @param {(name: string) => boolean} isFree
   * @returns {string}
   */
  function freeName(wanted, isFree) {
    let name = wanted;
    for (let number = 2; !isFree(name); number += 1) name = `${wanted} (${number})`;
    return name;
  }

  /**
   * A saved item in what's stored under a name. If it isn't one, nothing is known about it, but it stays where it is.
   * @param {unknown} value
   * @returns {SavedItem}
   */
  function readItem(value) {
    const given = isObject(value) ? value : {};
    return { saved: typeof given.saved === "string" ? given.saved : "", content: given.content };
  }

  /**
   * The list of what's stored under a key, shown in an element. It's read again each time, since another tab may have changed it.
   * @param {object} settings
   * @param {"plans" | "requests"} settings.stored what it's a list of
   * @param {HTMLElement} settings.container
   * @param {Announce} settings.announce
   * @param {(name: string, item: SavedItem) => void} settings.open what to do with an item the reader opens
   */
  function savedList({ stored, container, announce, open }) {
    /** @returns {{items: Map<string, unknown>, problem?: string}} */
    function read() {
      const { value, problem } = Guide.storage.read(stored);
      return { items: new Map(Object.entries(value ? value.names : {})), problem };
    }

    /** @param {Map<string, unknown>} items */
    function write(items) {
      return Guide.storage.write(stored, { version: 1, names: Object.fromEntries(items) });
    }

    /**
     * Saves something under a name. If an item with that name isn't the one the reader opened, or another tab has changed it
     * since, it stays as it is and the new one gets a number.
     * @param {string} wanted
     * @param {unknown} content
     * @param {Opened | null} opened
     * @returns {{opened: Opened, problem?: undefined} | {opened?: undefined, problem: string}}
     */
    function save(wanted, content, opened) {
      const { items } = read();
      const name = freeName(wanted, (one) => {
        return !items.has(one) || (opened !== null && opened.name === one && opened.saved === readItem(items.get(one)).saved);
      });
      const saved = new Date().toISOString();
      const problem = write(items.set(name, { saved, content }));
      draw();
      if (problem) return { problem };
      announce(name === wanted ? `Saved in this browser as “${name}”.` : `There's already a “${wanted}”, so this one is saved as “${name}”.`);
      return { opened: { name, saved } };
    }

    /** @param {string} name */
    function remove(name) {
      const { items } = read();
      const item = items.get(name);
      const wasThere = items.delete(name);
      const problem = write(items);
      draw();
      if (problem) announce(problem);
      else if (wasThere) announce(`Deleted “${name}”.`, () => restore(name, item), "Restore");
    }

    /**
     * @param {string} name
     * @param {unknown} item
     */
    function restore(name, item) {
      const { items } = read();
      announce(write(items.set(freeName(name, (one) => !items.has(one)), item)) || "It's back.");
      draw();
    }

    /** @param {string} name @returns {boolean} whether there is such an item */
    function openItem(name) {
      const { items } = read();
      if (items.has(name)) open(name, readItem(items.get(name)));
      else announce("It's no longer there.");
      return items.has(name);
    }

    function draw() {
      const { items, problem } = read();
      if (problem) announce(problem);
      container.hidden = !items.size;
      container.replaceChildren(make("h2", {}, "Saved in this browser"), make("ul", {}, ...[...items].map(([name, item]) => make("li", {},
        make("span", { dir: "auto" }, name), " ",
        button("Open", () => openItem(name), { "aria-label": `Open ${name}` }), " ",
        button("Delete", () => remove(name), { "aria-label": `Delete ${name}` }), " ",
        make("small", {}, readItem(item).saved.slice(0, 10))))));
    }

    /** @param {Opened | null} [except] the item to leave out @returns {unknown[]} */
    function contents(except = null) {
      return [...read().items].flatMap(([name, item]) => (name === except?.name ? [] : [readItem(item).content]));
    }

    Guide.storage.watch([stored], draw);
    return { save, draw, open: openItem, contents };
  }

  return { OWN_PLAN, freeName, savedList };
})();
