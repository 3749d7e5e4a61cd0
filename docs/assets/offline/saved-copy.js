/* Saves the copy of the guide a reader keeps in this browser, brings it up to date, and reads it. It's used by the page "Your data" and by
 * the site's worker. The copy is one whole: a page of one version never gets the scripts of another.
 */
var Guide = Guide || {};
Guide.savedCopy = (() => {
  "use strict";

  const { SAVED, INDEX, ALWAYS, cacheName, keyOf, isFile, isPage, partsOf, textsOf, titleOf } = Guide.offline;

  /** @typedef {{body: Blob, headers: Headers, html: string}} Fetched `html` is "" unless it's a page */

  /**
   * @param {string} address
   * @param {string} site
   * @returns {Promise<Fetched | null>} null if it isn't there anymore
   * @throws {Error} when the network or the server fails
   */
  async function fetchNow(address, site) {
    /* The browser asks the server whether what it has is still the newest. */
    const response = await fetch(address, { cache: "no-cache", credentials: "same-origin" });
    if (response.status >= 500) throw new Error(`${address}: ${response.status}`);
    return response.ok ? readAnswer(response, address, site) : null;
  }

  /**
   * @param {Response} response
   * @param {string} address
   * @param {string} site
   * @returns {Promise<Fetched | null>} null if it isn't part of this site
   */
  async function readAnswer(response, address, site) {
    const { headers } = response;
    const body = await response.blob();
    const html = (headers.get("content-type") || "").startsWith("text/html") ? await body.text() : "";
    return (html ? isPage(html, address, site) : isFile(address, site)) ? { body, headers, html } : null;
  }

  /**
   * @param {Fetched} fetched
   * @param {Date} now
   */
  function stamped({ body, headers }, now) {
    const kept = new Headers(headers);
    /* The body isn't compressed anymore. */
    for (const name of ["content-encoding", "content-length"]) kept.delete(name);
    kept.set(SAVED, now.toISOString());
    return new Response(body, { headers: kept });
  }

  /**
   * Saves these pages and files, with everything the pages need. If that fails, nothing is saved.
   * @param {string} site
   * @param {string[]} addresses
   * @param {Date} now
   * @param {(done: number) => void} [report] called with the number of files that are here
   * @returns {Promise<void>}
   * @throws {Error} when the network or the server fails, or the browser's storage is full
   */
  async function save(site, addresses, now, report) {
    const cache = await caches.open(cacheName(site));
    try {
      await fill(cache, site, addresses, now, report);
    } catch (error) {
      await remove(site);
      throw error;
    }
  }

  /**
   * Puts these pages and files into a cache, in place of what was there before. Nothing changes until everything is here.
   * @param {Cache} cache
   * @param {string} site
   * @param {string[]} addresses
   * @param {Date} now
   * @param {(done: number) => void} [report]
   */
  async function fill(cache, site, addresses, now, report = () => {}) {
    const before = await cache.keys();
    /** @type {Map<string, Fetched>} */
    const found = new Map();
    /** @param {string} address */
    const get = async (address) => {
      const fetched = await fetchNow(address, site);
      if (fetched) found.set(address, fetched);
      report(found.size);
    };
    const wanted = [...new Set([...addresses.map(keyOf), ...ALWAYS.map((path) => new URL(path, site).href)])];
    await Promise.all(wanted.map(get));
    const index = await found.get(new URL(INDEX, site).href)?.body.text();
    const parts = new Set([...found].flatMap(([address, { html }]) => partsOf(html, address, site)).concat(index ? textsOf(index, site) : []));
    await Promise.all([...parts].filter((address) => !wanted.includes(address)).map(get));
    /* What was added in the meantime stays. */
    for (const { url } of before) if (!found.has(url)) await cache.delete(url);
    for (const [address, fetched] of found) await cache.put(address, stamped(fetched, now));
  }

  /**
   * The saved copy, if there is one.
   * @param {string} site
   * @returns {Promise<Cache | null>}
   */
  async function open(site) {
    return await caches.has(cacheName(site)) ? caches.open(cacheName(site)) : null;
  }

  /**
   * Adds what the network has answered to the saved copy. If it differs from what is saved, everything in the copy is fetched again.
   * @param {string} site
   * @param {string} address
   * @param {Response} response which is used up
   * @param {Date} now
   * @returns {Promise<void>}
   */
  async function add(site, address, response, now) {
    const key = keyOf(address);
    const fetched = await readAnswer(response, key, site);
    const cache = await open(site);
    if (!fetched || !cache) return;
    const saved = await cache.match(key);
    if (saved && await saved.text() !== await fetched.body.text()) await bringUpToDate(site, cache, now);
    else if (fetched.html || !saved) await cache.put(key, stamped(fetched, now));
  }

  /** @type {Promise<void> | null} */
  let underWay = null;

  /** @param {string} site @param {Cache} cache @param {Date} now */
  function bringUpToDate(site, cache, now) {
    underWay ||= cache.keys().then((keys) => fill(cache, site, keys.map(({ url }) => url), now)).finally(() => {
      underWay = null;
    });
    return underWay;
  }

  /**
   * What is saved.
   * @param {string} site
   * @returns {Promise<{pages: SavedPage[], size: number}>} `size` is that of everything, in bytes; no pages if nothing is saved
   */
  async function read(site) {
    const cache = await open(site);
    /** @type {SavedPage[]} */
    const pages = [];
    let size = 0;
    for (const { url } of cache ? await cache.keys() : []) {
      const response = await cache?.match(url);
      const body = await response?.blob();
      size += body?.size || 0;
      if (body && response?.headers.get("content-type")?.startsWith("text/html")) {
        const html = await body.text();
        pages.push({ address: url, title: titleOf(html) || url.slice(site.length), saved: response.headers.get(SAVED) || "", size: body.size });
      }
    }
    return { pages, size };
  }

  /**
   * Deletes the saved copy of this site, and of no other.
   * @param {string} site
   * @returns {Promise<boolean>} whether there was one
   */
  function remove(site) {
    return caches.delete(cacheName(site));
  }

  return { save, open, add, read, remove };
})();
