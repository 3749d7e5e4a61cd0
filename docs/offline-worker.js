/* The worker of readers who keep this guide in their browser. Only the button on the page "Your data" registers it. A page comes from the
 * network if there is one, and from the saved copy if there isn't.
 *
 * This address must never change: browsers that have the worker look here, and nowhere else, for its next version. The engine fills in
 * TASK from the setting offline_copy. If that is "no", what is published here is a worker that removes the saved copy and itself from every
 * browser that has them.
 */
(() => {
  "use strict";

  /** @type {string} */
  const TASK = "{{ 'remove' if config.extra.offline_copy in [false, 'no'] else 'keep' }}";
  /* How long the network may take when there's a saved copy. */
  const LONGEST_WAIT_MS = 4000;
  const MISSING_PAGE_POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'";

  const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
  const site = worker.registration.scope;

  /* It needs no other file of the site, since those may be what went wrong. So the cache's name is here, and in offline-core.js. */
  async function removeEverything() {
    await caches.delete(`${new URL(site).pathname}guide.offline`);
    await worker.registration.unregister();
  }

  /**
   * @template T
   * @param {Promise<T>} promise
   * @returns {Promise<T>}
   * @throws {Error} when it takes too long
   */
  function inTime(promise) {
    return Promise.race([promise, new Promise((_, reject) => {
      setTimeout(() => reject(new Error("The network is too slow.")), LONGEST_WAIT_MS);
    })]);
  }

  /**
   * Whether the network's answer goes before the saved one. "Page not found" does, but not in place of a script, a style or a picture: the
   * page that names it may be the saved one, and some hosts send that page for it as if nothing was wrong.
   * @param {Request} request
   * @param {Response} response
   * @param {Response} saved
   * @returns {boolean}
   */
  function isWanted(request, response, saved) {
    if (request.mode === "navigate") return response.status < 500;
    return response.ok && isHtml(response) === isHtml(saved);
  }

  /** @param {Response} response */
  function isHtml(response) {
    return response.headers.get("content-type")?.startsWith("text/html") || false;
  }

  /**
   * The network's answer or, if the network or the server fails, the saved one.
   * @param {Request} request
   * @param {Promise<Response>} fresh
   * @returns {Promise<Response>}
   */
  async function choose(request, fresh) {
    const { offline, savedCopy } = Guide;
    const cache = await savedCopy.open(site);
    const saved = await cache?.match(offline.keyOf(request.url));
    try {
      const response = await (saved ? inTime(fresh) : fresh);
      if (!saved || isWanted(request, response, saved)) return response;
    } catch (error) {
      if (!cache) throw error;
    }
    if (request.mode !== "navigate") return saved || Response.error();
    return saved ? withNote(saved) : missingPage();
  }

  /** @param {Response} saved */
  async function withNote(saved) {
    if (!isHtml(saved)) return saved;
    const { headers } = saved;
    return new Response(Guide.offline.withNote(await saved.text(), headers.get(Guide.offline.SAVED) || ""), { headers });
  }

  async function missingPage() {
    const { pages } = await Guide.savedCopy.read(site);
    const headers = { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": MISSING_PAGE_POLICY };
    return new Response(Guide.offline.missingPage(site, pages), { status: 503, headers });
  }

  /** @param {string} address @param {Promise<Response>} fresh */
  async function addToCopy(address, fresh) {
    const response = await fresh.catch(() => null);
    /* Only a whole answer of this host, which didn't lead elsewhere. */
    if (response?.status === 200 && response.type === "basic" && !response.redirected) {
      await Guide.savedCopy.add(site, address, response.clone(), new Date()).catch(() => {});
    }
  }

  /** @param {FetchEvent} event */
  function answer(event) {
    const { request } = event;
    if (request.method !== "GET" || request.headers.has("range") || !request.url.startsWith(site)) return;
    const fresh = fetch(request);
    event.waitUntil(addToCopy(request.url, fresh));
    event.respondWith(choose(request, fresh));
  }

  worker.addEventListener("install", () => worker.skipWaiting());
  if (TASK === "remove") {
    worker.addEventListener("activate", (event) => event.waitUntil(removeEverything()));
  } else {
    importScripts("assets/offline/offline-core.js", "assets/offline/saved-copy.js");
    worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));
    worker.addEventListener("fetch", answer);
  }
})();
