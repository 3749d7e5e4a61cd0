/* Keeps the focus on the page. If the focused element is removed, hidden or disabled, a browser moves the focus to the body, and the
 * next Tab starts far from where the reader was. Here it moves to the message about what they did, or to whatever surrounds the place.
 *
 * A script that moves the focus itself wins, because this rule only looks after the script is done.
 */
var Guide = Guide || {};
Guide.focus = (() => {
  "use strict";

  const TAB_STOPS = "a[href], button, input, select, textarea, summary, [tabindex='0']";

  /** @type {HTMLElement[]} The element with the focus, and everything it's in, from the inside out. */
  let place = [];

  /** @param {Element} element */
  function isShown(element) {
    return element.isConnected && element.getClientRects().length > 0;
  }

  /** @param {EventTarget | null} target */
  function remember(target) {
    place = [];
    for (let element = target instanceof HTMLElement ? target : null; element && element !== document.body; element = element.parentElement) place.push(element);
  }

  /**
   * Moves the focus to an element, whether a button or a paragraph, without scrolling to it.
   * @param {HTMLElement} element
   */
  function moveTo(element) {
    if (element.tabIndex < 0) element.tabIndex = -1;
    element.focus({ preventScroll: true });
  }

  /** Moves the focus away from an element that's gone or can no longer have it. */
  function rescue() {
    const [last, ...around] = place;
    const active = document.activeElement;
    if (!last || (active && active !== document.body && active !== last)) return;
    if (isShown(last) && !last.matches(":disabled")) return;
    const next = [document.querySelector(":is(.guide-status, .guide-in-place):not([hidden])"), ...around].find((element) => element instanceof HTMLElement && isShown(element));
    if (next instanceof HTMLElement) moveTo(next);
  }

  /**
   * Where the Tab key leads from an element.
   * @param {Element} element
   * @returns {HTMLElement | null} null after the last one
   */
  function nextStop(element) {
    for (const stop of document.querySelectorAll(TAB_STOPS)) {
      const follows = element.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING;
      if (follows && stop instanceof HTMLElement && stop.tabIndex >= 0 && !stop.matches(":disabled") && isShown(stop)) return stop;
    }
    return null;
  }

  addEventListener("focusin", ({ target }) => remember(target));
  /* A press somewhere else takes the focus away on purpose. */
  addEventListener("pointerdown", ({ target }) => {
    if (!(target instanceof Node) || !place[0]?.contains(target)) place = [];
  });
  new MutationObserver(rescue).observe(document.documentElement, { subtree: true, childList: true, attributeFilter: ["hidden", "disabled", "open"] });

  return { moveTo, nextStop };
})();
