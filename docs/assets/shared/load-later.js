/* Loads what a page needs only once a reader turns to it, such as search. It would be most of what a first visit downloads otherwise. It
 * comes as scripts, because a page opened from a folder may load those, too.
 */
var Guide = Guide || {};
Guide.loadLater = (() => {
  "use strict";

  const { currentScript } = document;
  const site = currentScript instanceof HTMLScriptElement ? new URL("../../", currentScript.src).href : "";
  const { trustedTypes } = /** @type {{trustedTypes?: {createPolicy: (name: "default", rules: {createScriptURL: (address: string) => string | null}) => void}}} */ (/** @type {unknown} */ (window));

  /* A page's policy lets no text become HTML or a script. This is its one exception: a script may be loaded later if it's a file of this
   * site. Browsers ask here each time a script or a worker gets an address:
   * https://www.w3.org/TR/trusted-types/#default-policy-hdr
   */
  if (trustedTypes && site) {
    trustedTypes.createPolicy("default", {
      createScriptURL: (address) => (new URL(address, document.baseURI).href.startsWith(site) ? address : null),
    });
  }

  /* What such files contain, each under the id of its block in the page; see macros/outputs/html/small_files.py. */
  /** @type {Record<string, unknown>} */
  const fileData = {};

  /**
   * Adds an element that loads a file.
   * @param {HTMLElement} element
   * @returns {Promise<void>} rejected if the file doesn't come
   */
  function added(element) {
    return new Promise((resolve, reject) => {
      element.addEventListener("load", () => resolve());
      element.addEventListener("error", () => {
        element.remove();
        reject(new Error("A part of this page didn't load."));
      });
      document.head.append(element);
    });
  }

  /** @param {string} path */
  function script(path) {
    const element = document.createElement("script");
    /* They're fetched at the same time, but run in this order. */
    element.async = false;
    element.src = new URL(path, site).href;
    return added(element);
  }

  /**
   * Whether the page already has a module. "shared/text-format" makes Guide.textFormat.
   * @param {string} name
   */
  function isThere(name) {
    const key = name.replace(/^.*\//, "").replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
    return key in Guide;
  }

  /**
   * Loads the modules that the page doesn't have yet.
   * @param {string[]} names in docs/assets/, each after the ones it depends on, such as "shared/dom"
   * @returns {Promise<unknown>} rejected if one doesn't come
   */
  function modules(names) {
    return Promise.all(names.filter((name) => !isThere(name)).map((name) => script(`assets/${name}.js`)));
  }

  /**
   * Loads a style sheet.
   * @param {string} path on the site
   * @returns {Promise<void>} rejected if it doesn't come
   */
  function style(path) {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = new URL(path, site).href;
    return added(link);
  }

  return { site, fileData, script, modules, style };
})();
