/* Finds and builds the elements of a page, and gives the reader files. */
var Guide = Guide || {};
Guide.dom = (() => {
  "use strict";

  const { fileName } = Guide.textFormat;

  /* Safari on a phone asks the reader first, and doesn't read the file until then. */
  const REVOKE_AFTER_MS = 5 * 60_000;
  const MOST_DOWNLOADS = 10;
  /** @type {Set<() => void>} What ends each download that may still be in progress, oldest first. */
  const downloads = new Set();

  /**
   * An element a script can't do without.
   * @template {HTMLElement} [T=HTMLElement]
   * @param {string} id
   * @param {new () => T} [type] the class it must have, such as HTMLFormElement
   * @returns {T}
   * @throws {Error} when the page has no such element; the message names it
   */
  function required(id, type) {
    return checked(document.getElementById(id), `#${id}`, type);
  }

  /**
   * The first element inside another that matches a selector.
   * @template {HTMLElement} [T=HTMLElement]
   * @param {ParentNode} parent
   * @param {string} selector
   * @param {new () => T} [type] the class it must have
   * @returns {T}
   * @throws {Error} when there is no such element; the message names the selector
   */
  function find(parent, selector, type) {
    return checked(parent.querySelector(selector), selector, type);
  }

  /**
   * @template {HTMLElement} T
   * @param {Element | null} element
   * @param {string} name
   * @param {new () => T} [type]
   * @returns {T}
   */
  function checked(element, name, type) {
    const wanted = /** @type {new () => T} */ (type || HTMLElement);
    if (element instanceof wanted) return element;
    throw new Error(element ? `The element ${name} of this page is not a ${wanted.name}.` : `This page has no element ${name}.`);
  }

  /**
   * What a block of JSON in the page contains.
   * @param {string} id
   * @returns {any}
   * @throws {Error} when the page has no such block; the message names it
   */
  function readData(id) {
    return JSON.parse(required(id).textContent);
  }

  /**
   * The same for a block that, on a published page, is in a file of its own.
   * @param {string} id
   * @returns {Promise<any>} rejected if the file doesn't come, or when the page has no such block
   */
  async function loadData(id) {
    const { file } = required(id).dataset;
    if (!file) return readData(id);
    await Guide.loadLater.script(file);
    return Guide.loadLater.fileData[id];
  }

  /**
   * The same, trying again as often as the reader asks for it.
   * @param {string} id
   * @param {(again: () => void) => void} fail says that the data didn't come, and offers to try again
   * @returns {Promise<any>}
   */
  async function insistOnData(id, fail) {
    for (;;) {
      try {
        return await loadData(id);
      } catch (error) {
        console.warn(error);
        await new Promise((resolve) => { fail(() => resolve(undefined)); });
      }
    }
  }

  /**
   * Waits until a reader turns to a part of a page: touches it, or moves the focus or the mouse there. A link to this page, or another tab,
   * may also bring something to show.
   * @param {HTMLElement} part
   * @returns {Promise<void>}
   */
  function turnedTo(part) {
    return new Promise((resolve) => {
      for (const event of ["pointerover", "pointerdown", "focusin", "change"]) part.addEventListener(event, () => resolve(), { once: true, passive: true });
      for (const event of ["hashchange", "storage"]) addEventListener(event, () => resolve(), { once: true });
    });
  }

  /**
   * An element with properties, attributes (names with "-", "role" and "for"), listeners (on...) and children.
   * @template {keyof HTMLElementTagNameMap} K
   * @param {K} tag
   * @param {Record<string, any>} [settings]
   * @param {...(Node | string | null | undefined)} children null and undefined are left out
   * @returns {HTMLElementTagNameMap[K]}
   */
  function make(tag, settings = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(settings)) {
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (name.includes("-") || name === "role" || name === "for") element.setAttribute(name, value);
      else Object.assign(element, { [name]: value });
    }
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  }

  /**
   * A button that does something when it's pressed.
   * @param {string | Node} label
   * @param {() => void} action
   * @param {Record<string, any>} [settings] as in make()
   * @returns {HTMLButtonElement}
   */
  function button(label, action, settings = {}) {
    return make("button", { type: "button", className: "guide-button", onclick: () => action(), ...settings }, label);
  }

  /**
   * Text for screen readers only.
   * @param {string} text
   * @returns {HTMLSpanElement}
   */
  function hidden(text) {
    return make("span", { className: "guide-hidden" }, text);
  }

  /**
   * The address of this page with something else after "#".
   * @param {string} hash without "#"
   * @returns {string}
   */
  function addressWith(hash) {
    return `${location.href.split(/[?#]/)[0]}#${hash}`;
  }

  /**
   * Gives the reader a file, in UTF-8.
   * @param {string} name
   * @param {string} type its media type, such as "text/csv"
   * @param {string} text
   */
  function download(name, type, text) {
    const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
    const link = make("a", { href: url, download: fileName(name), hidden: true });
    document.body.append(link);
    link.click();
    const end = () => {
      link.remove();
      URL.revokeObjectURL(url);
      downloads.delete(end);
    };
    downloads.add(end);
    if (downloads.size > MOST_DOWNLOADS) [...downloads][0]?.();
    setTimeout(end, REVOKE_AFTER_MS);
  }

  /**
   * Prints the page, and then resets it to how it looks on the screen. On a phone, print() returns before it prints, so the page waits
   * until the browser reports that it's done.
   * @param {() => void} restore
   */
  function printThen(restore) {
    addEventListener("afterprint", restore, { once: true });
    print();
  }

  return { required, find, readData, insistOnData, turnedTo, make, button, hidden, addressWith, download, printThen };
})();
