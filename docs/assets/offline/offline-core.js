/* The copy of the guide a reader keeps in this browser, to read without a connection: what belongs in it, and what the reader sees of it.
 * It doesn't touch the page or the storage, since the worker of the site uses it, too; see docs/offline-worker.js.
 */
/** @typedef {{address: string, title: string, saved: string, size: number}} SavedPage `saved` is the time in ISO 8601, `size` is in bytes */
var Guide = Guide || {};
Guide.offline = (() => {
  "use strict";

  /* The header that says when an answer was saved. */
  const SAVED = "x-guide-saved";
  /* The style sheet of the page that stands in for one that isn't saved. */
  const MISSING_STYLE = "assets/offline/not-saved.css";
  /* What every copy has besides pages and their parts: that style, and what is loaded when a reader opens search or adds to a plan. */
  const INDEX = "search/index.js";
  const LOADED_LATER = [
    "search/stem", "search/search-words", "search/search-core", "search/search-texts", "search/search-list", "search/search-page",
    "shared/text-format", "shared/dom", "shared/focus", "shared/announce", "shared/storage", "shared/saved-items", "planner/add-to-plan",
  ];
  const ALWAYS = [MISSING_STYLE, INDEX, "assets/search/search.css", ...LOADED_LATER.map((name) => `assets/${name}.js`)];
  /* The site's folders of files. What a reader opens in them is saved, except archives, which no one reads in a browser. */
  const FOLDERS = ["assets/", "downloads/", "local/", "search/"];
  const ARCHIVE = /\.zip$/;

  /* What a page can't do without: the scripts, styles and pictures it names, and the data of its tool. */
  const NAMED = /(?:\s(?:src|href)=|@import )"([^"#?]+)/g;
  const DATA_FILE = /\sdata-file="([^"]+)"/g;
  const PART = /\.(?:css|js|svg|png|jpe?g|gif|webp|webmanifest)$/;
  /* overrides/main.html puts it on every page of the guide, but not on "Page not found". */
  const NOTE = /<p class="guide-saved-copy" data-root="([^"]*)" hidden><\/p>/;
  const TITLE = /<meta property="og:title" content="([^"]*)">/;

  /**
   * The name of the cache with the saved copy. Other sites on the same host have their own.
   * @param {string} site the full address of the site's folder
   * @returns {string}
   */
  function cacheName(site) {
    return `${new URL(site).pathname}guide.offline`;
  }

  /**
   * The address something is saved under: without what comes after "?" or "#".
   * @param {string} address
   * @returns {string}
   */
  function keyOf(address) {
    return /** @type {string} */ (address.split(/[?#]/)[0]);
  }

  /**
   * Whether an address is that of a file of this site, apart from its pages.
   * @param {string} address
   * @param {string} site
   * @returns {boolean}
   */
  function isFile(address, site) {
    const path = keyOf(address).slice(site.length);
    return address.startsWith(site) && FOLDERS.some((folder) => path.startsWith(folder)) && !path.endsWith("/") && !ARCHIVE.test(path);
  }

  /**
   * Whether a text is a page of this site. "Page not found" isn't, whatever status a host sends it with, and neither is the page of another
   * site in a folder of this one, or the page a hotel's network shows instead.
   * @param {string} html
   * @param {string} address
   * @param {string} site
   * @returns {boolean}
   */
  function isPage(html, address, site) {
    const root = NOTE.exec(html);
    return root !== null && new URL(root[1] || ".", keyOf(address)).href === site;
  }

  /**
   * The addresses of the scripts, styles and pictures of a page.
   * @param {string} html
   * @param {string} address of the page
   * @param {string} site
   * @returns {string[]}
   */
  function partsOf(html, address, site) {
    const names = [...html.matchAll(NAMED)].map(([, name]) => name || "");
    const files = [...html.matchAll(DATA_FILE)].map(([, name]) => new URL(name || "", site).href);
    return [...new Set([...names.map((name) => new URL(name, address).href), ...files])].filter((one) => one.startsWith(site) && PART.test(one));
  }

  /**
   * The addresses of the texts of pages, which search loads when it shows a result from them.
   * @param {string} index the script with the index of search
   * @param {string} site
   * @returns {string[]} one for each page of the index
   */
  function textsOf(index, site) {
    const { pages } = JSON.parse(index.slice(index.indexOf("(") + 1, index.lastIndexOf(")")));
    return pages.map((/** @type {unknown} */ _, /** @type {number} */ number) => new URL(`search/texts/${number}.js`, site).href);
  }

  /**
   * The title of a page, as HTML.
   * @param {string} html
   * @returns {string} "" if it has none
   */
  function titleOf(html) {
    return TITLE.exec(html)?.[1] || "";
  }

  /**
   * A day as readers write it, such as "Nov 28, 2026".
   * @param {string} time in ISO 8601
   * @returns {string}
   */
  function dayOf(time) {
    return new Date(time).toLocaleDateString("en-US", { dateStyle: "medium" });
  }

  /**
   * A saved page with the line that says it's a saved one.
   * @param {string} html
   * @param {string} saved
   * @returns {string}
   */
  function withNote(html, saved) {
    return html.replace(NOTE, `<p class="guide-saved-copy">Saved copy of ${dayOf(saved)}</p>`);
  }

  /**
   * The page that stands in for one that isn't saved.
   * @param {string} site
   * @param {SavedPage[]} pages that are saved
   * @returns {string}
   */
  function missingPage(site, pages) {
    const links = pages.map(({ address, title }) => `<li><a href="${address.replace(/&/g, "&amp;")}">${title}</a></li>`).join("\n");
    return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Not in your saved copy</title>
<link rel="stylesheet" href="${new URL(MISSING_STYLE, site).href}">
</head>
<body>
<main>
<h1>This isn't in your saved copy</h1>
<p>There's no connection to the guide right now, and this isn't part of the copy saved in this browser. Once you open it with a connection, it will be.</p>
<h2>You can open these now</h2>
<ul>
${links}
</ul>
</main>
</body>
</html>
`;
  }

  /**
   * What the reader has saved, such as "Saved copy of Nov 28, 2026. 34 pages, 4.1 MB."
   * @param {SavedPage[]} pages at least one
   * @param {number} size of everything in bytes
   * @returns {string}
   */
  function summary(pages, size) {
    const oldest = pages.map(({ saved }) => saved).sort()[0] || "";
    const count = `${pages.length.toLocaleString("en-US")} ${pages.length === 1 ? "page" : "pages"}`;
    return `Saved copy of ${dayOf(oldest)}. ${count}, ${Math.max(size / 1e6, 0.1).toFixed(1)} MB.`;
  }

  return { SAVED, INDEX, ALWAYS, cacheName, keyOf, isFile, isPage, partsOf, textsOf, titleOf, withNote, missingPage, summary };
})();
