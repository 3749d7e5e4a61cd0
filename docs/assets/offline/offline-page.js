/* "Keep this guide on this phone", on the page "Your data": the one place that saves a copy of the guide for reading without a connection
 * and registers the worker that shows it; see docs/offline-worker.js. Nothing is saved before the reader presses the button.
 */
(() => {
  "use strict";

  const { make, button, required, readData } = Guide.dom;
  const { offline, savedCopy, storage } = Guide;

  const data = /** @type {OfflineData} */ (readData("guide-offline-data"));
  const site = new URL(data.site, location.href).href;
  const root = required("guide-offline");
  const result = Guide.announce.resultInPlace(root);
  const state = make("p", { hidden: true });
  const keepButton = button("Keep this guide on this phone", keep, { id: "guide-keep-offline", hidden: true });
  const removeButton = button("Remove the saved copy", remove, { id: "guide-remove-offline", hidden: true });

  /** @returns {string} why this browser can't keep a copy, as a sentence for the reader; "" if it can */
  function reasonAgainst() {
    if (!isSecureContext) return "This page came over an unprotected connection (its address doesn't begin with https), so your browser can't keep a copy.";
    if (!("serviceWorker" in navigator) || !("caches" in window)) {
      return "Your browser can't keep a copy here. Private windows often can't, and neither can browsers inside other apps. Open this page in a regular window of your browser.";
    }
    return "";
  }

  /** The worker of this site; a site in a folder above this one may have its own. */
  async function registration() {
    const found = await navigator.serviceWorker.getRegistration(site);
    return found?.scope === site ? found : undefined;
  }

  async function draw() {
    const { pages, size } = await registration() ? await savedCopy.read(site) : { pages: [], size: 0 };
    state.textContent = pages.length ? offline.summary(pages, size) : "";
    state.hidden = !pages.length;
    keepButton.hidden = pages.length > 0;
    removeButton.hidden = !pages.length;
  }

  async function keep() {
    keepButton.disabled = true;
    state.hidden = false;
    storage.askToPersist();
    try {
      await savedCopy.save(site, data.pages.map((page) => new URL(page, site).href), new Date(), (done) => {
        state.textContent = `Saving… ${done} files so far`;
      });
      await navigator.serviceWorker.register(new URL(data.worker, site), { scope: site, updateViaCache: "none" });
      await navigator.serviceWorker.ready;
      result.announce("Saved. You can open these pages without a connection now, and every page you open from now on.");
    } catch (error) {
      await removeAll();
      result.announce(problemOf(error));
    }
    keepButton.disabled = false;
    await draw();
  }

  /** @param {unknown} error @returns {string} a sentence for the reader */
  function problemOf(error) {
    if (error instanceof DOMException && error.name === "QuotaExceededError") return "This browser's storage is full, so no copy was saved.";
    if (error instanceof DOMException) return "This browser doesn't let the guide keep a copy, so nothing was saved.";
    return "The connection failed, so no copy was saved. Try again when it's better.";
  }

  async function removeAll() {
    await (await registration())?.unregister();
    await savedCopy.remove(site);
  }

  async function remove() {
    await removeAll();
    await draw();
    result.announce("The saved copy is removed. What you typed and checked off is still here.");
  }

  async function start() {
    const reason = reasonAgainst();
    root.append(state, make("p", {}, keepButton, removeButton), result.element);
    if (reason) {
      state.textContent = reason;
      state.hidden = false;
      return;
    }
    await draw().catch((error) => {
      state.textContent = problemOf(error);
      state.hidden = false;
    });
  }

  start();
})();
