/* The way into search, on every page: the button in the header, the keys "/", "s" and "f", and an address with #search=. The rest of search
 * is loaded when a reader first turns to it.
 */
var Guide = Guide || {};

/* The search in the address, so that a reader can share it, and finds it again with the browser's Back button. It's in the part that
 * browsers never send to a server, because what a reader types is no one else's business.
 */
Guide.searchAddress = (() => {
  "use strict";

  const MARK = "#search=";
  /* The part of the address that search has taken the place of. */
  let before = "";

  /** What the address is searching for; "" if nothing, or every kind. */
  function read() {
    const parameters = new URLSearchParams(location.hash.startsWith(MARK) ? location.hash.slice(1) : "");
    return { words: parameters.get("search") || "", kind: parameters.get("kind") || "" };
  }

  /** @param {string} words "" restores the address as it was before @param {string} kind */
  function write(words, kind) {
    if (!location.hash.startsWith(MARK)) before = location.hash;
    const parameters = new URLSearchParams({ search: words, ...(kind ? { kind } : {}) });
    const address = new URL(location.href);
    address.hash = words ? String(parameters) : before;
    try {
      if (address.href !== location.href) history.replaceState(history.state, "", address);
    } catch {
      /* A browser may refuse it for a page opened from a folder, or if there were many changes. Search works without it. */
    }
  }

  return { read, write };
})();

(() => {
  "use strict";

  const KEYS = ["/", "s", "f"];
  const MODULES = ["shared/text-format", "shared/dom", "search/stem", "search/search-words", "search/search-core", "search/search-texts", "search/search-list", "search/search-page"];
  const INDEX = "search/index.js";
  const STYLE = "assets/search/search.css";
  /* A reader shouldn't see that search is loading, unless it takes a while. */
  const PATIENCE_MS = 600;

  const dialog = document.getElementById("guide-search");
  const field = document.getElementById("guide-search-field");
  const opener = document.getElementById("guide-search-open");
  const end = document.getElementById("guide-search-end");
  /* With Zensical, a page has none of them. */
  if (!(dialog instanceof HTMLDialogElement && field instanceof HTMLInputElement && opener && end)) return;
  const { loadLater } = Guide;
  const { site } = loadLater;
  const hint = [...end.childNodes];

  /** @type {Promise<unknown> | null} */
  let loading = null;
  /** Searches for what is in the field, once search is ready. @type {(() => void) | null} */
  let search = null;

  /** Loads search, once. After a failure, the next call tries again. */
  function load() {
    loading ||= Promise.all([loadLater.style(STYLE), loadLater.modules(MODULES), loadLater.script(INDEX)]).catch((error) => {
      loading = null;
      throw error;
    });
    return loading;
  }

  /**
   * Shows a sentence below the field, which a screen reader reads aloud, too.
   * @param {string} sentence
   * @param {...Node} more
   */
  function say(sentence, ...more) {
    const line = document.createElement("p");
    line.append(sentence, ...more);
    end?.replaceChildren(line);
    document.getElementById("guide-search-heard")?.replaceChildren(sentence);
  }

  function sayFailed() {
    const again = document.createElement("button");
    again.type = "button";
    again.className = "guide-button";
    again.textContent = "Try again";
    again.addEventListener("click", () => {
      field?.focus();
      prepare();
    });
    say("Search didn't load. You may be offline. ", again);
  }

  /** Gets search ready for what the reader types. */
  async function prepare() {
    if (search) {
      search();
      return;
    }
    const slow = setTimeout(() => say("Loading search…"), PATIENCE_MS);
    try {
      await load();
      if (search) return;
      end?.replaceChildren(...hint);
      search = Guide.searchPage.start(site);
      search();
    } catch (error) {
      console.warn(error);
      sayFailed();
    } finally {
      clearTimeout(slow);
    }
  }

  /** Opens search. The field gets the focus in the same turn as the tap, because only then does a phone show its keyboard. */
  function open() {
    if (!(dialog instanceof HTMLDialogElement && field instanceof HTMLInputElement)) return;
    dialog.showModal();
    field.focus();
    field.select();
    prepare();
  }

  /**
   * Whether a key pressed there is part of what the reader types or chooses.
   * @param {EventTarget | null} target
   */
  function isTaken(target) {
    return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, select, textarea"));
  }

  opener.addEventListener("click", open);
  document.getElementById("guide-search-close")?.addEventListener("click", () => dialog.close());
  /* The box in the dialog fills it, so a click on the dialog itself is one on the page behind it. */
  dialog.addEventListener("click", ({ target }) => {
    if (target === dialog) dialog.close();
  });
  /* The browser gives the focus back to where it was. If that was nowhere, it would stay nowhere. */
  dialog.addEventListener("close", () => {
    const { activeElement } = document;
    if (!dialog.open && (activeElement === document.body || dialog.contains(activeElement))) opener.focus({ preventScroll: true });
  });
  /* The theme goes to another page when a reader presses "n" or "p" on one of search's buttons. */
  dialog.addEventListener("keydown", (event) => event.stopPropagation());
  addEventListener("keydown", (event) => {
    const isShortcut = KEYS.includes(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!isShortcut || event.defaultPrevented || isTaken(event.target) || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    open();
  });

  /** Opens search if the address has one. */
  function openFromAddress() {
    const { words } = Guide.searchAddress.read();
    if (!words || !(field instanceof HTMLInputElement) || document.querySelector("dialog[open]")) return;
    field.value = words;
    open();
  }

  addEventListener("hashchange", openFromAddress);
  openFromAddress();
  /* "Page not found" shows what search finds for the words of the address. If search doesn't load, the list of sections stays. */
  const notFound = document.getElementById("guide-not-found");
  /* The address of the page itself says nothing about what someone was looking for. */
  const isItself = new URL("404.html", site).pathname === location.pathname;
  if (notFound && !isItself) load().then(() => Guide.searchPage.suggest(notFound, site)).catch((error) => console.warn(error));
})();
