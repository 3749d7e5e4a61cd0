/* What the theme reads from this browser and stores in it. Its scripts, including search, stop working if the browser doesn't store
 * anything, or if something is stored there that the theme didn't store. This runs before them and hides such values from them.
 */
(() => {
  "use strict";

  const theme = /** @type {{__md_get?: (key: string, ...place: any[]) => unknown, __md_set?: (key: string, ...rest: any[]) => void}} */ (/** @type {unknown} */ (window));
  const { __md_get: readStored, __md_set: store } = theme;
  const COLOR_PARTS = ["media", "scheme", "primary", "accent"];

  /**
   * Whether a value is a choice of colors in the form the theme stores it.
   * @param {unknown} value
   */
  function isPalette(value) {
    const { index, color } = /** @type {{index?: unknown, color?: unknown}} */ (Object(value));
    return Number.isInteger(index) && typeof color === "object" && color !== null
      && Object.entries(color).every(([part, text]) => COLOR_PARTS.includes(part) && typeof text === "string");
  }

  if (readStored && store) {
    theme.__md_set = (...given) => {
      try {
        store(...given);
      } catch {
        /* The theme works without what it can't store. */
      }
    };
    theme.__md_get = (key, ...place) => {
      try {
        const value = readStored(key, ...place);
        return key === "__palette" && !isPalette(value) ? null : value;
      } catch {
        return null;
      }
    };
  }
})();
