/* What the theme reads from this browser. Its scripts, and search with them, stop where the browser stores nothing, or where
 * something else is stored than the theme stores. This runs before any of them, and gives them nothing then.
 */
(() => {
  "use strict";

  const theme = /** @type {{__md_get?: (key: string, ...place: any[]) => unknown}} */ (/** @type {unknown} */ (window));
  const readStored = theme.__md_get;
  const COLOR_PARTS = ["media", "scheme", "primary", "accent"];

  /**
   * Whether a value is a choice of colors, as the theme stores it.
   * @param {unknown} value
   */
  function isPalette(value) {
    const { index, color } = /** @type {{index?: unknown, color?: unknown}} */ (Object(value));
    return Number.isInteger(index) && typeof color === "object" && color !== null
      && Object.entries(color).every(([part, text]) => COLOR_PARTS.includes(part) && typeof text === "string");
  }

  if (readStored) {
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
