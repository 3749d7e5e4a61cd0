/* The bar at the bottom of the window that shows the result of an action. It's a live region, so screen readers read it aloud.
 *
 * It's in view wherever the reader is. It stays until they close it or move on to something else. A message with a button stays until
 * the next one comes, since no one should have to hurry. The page makes room for it, so it doesn't cover anything the reader is using.
 */
/**
 * A function that shows a message.
 * @callback Announce
 * @param {string} text
 * @param {() => void} [action] what the reader can do about it, such as undo it
 * @param {string} [label] what the button for the action says
 * @param {Record<string, () => void>} [others] further actions, by what their buttons say
 * @returns {void}
 */
/**
 * A function that copies a text or, if the browser refuses, shows what to copy by hand.
 * @callback CopyText
 * @param {string} text
 * @param {string} what what the message calls it, as in "The plan"
 * @param {string} [note] what the reader should know about it
 * @returns {Promise<void>}
 */
var Guide = Guide || {};
Guide.announce = (() => {
  "use strict";

  const { make, button } = Guide.dom;
  const { moveTo, nextStop } = Guide.focus;

  /* One for the whole page, so the last message is the one heard. It's separate from what is seen, since screen readers may not notice
     a region that's shown only when it has something to say. */
  const heard = make("p", { className: "guide-hidden", role: "status" });

  /**
   * Adds to the end of a tool, which its script is about to fill.
   * @param {HTMLElement} tool
   * @param {HTMLElement[]} more
   */
  function putAtEnd(tool, ...more) {
    queueMicrotask(() => tool.append(...(heard.isConnected ? more : [heard, ...more])));
  }

  /** @param {string} words what a screen reader says, and the page already shows */
  function readAloud(words) {
    heard.replaceChildren(words);
  }

  /**
   * Gives a tool its message bar.
   * @param {HTMLElement} tool the element that the bar ends
   * @returns {{announce: Announce, copyText: CopyText, readAloud: (text: string) => void}} `readAloud` is for what the page already shows
   */
  function messageBar(tool) {
    const text = make("p");
    const actions = make("div", { className: "guide-status-actions" });
    const closer = button("", close, { className: "guide-button guide-status-close", "aria-label": "Close this message" });
    const bar = make("div", { id: "guide-status", className: "guide-status", tabIndex: -1, hidden: true },
      make("div", { className: "guide-status-text" }, text, actions), closer);
    /** @type {Element | null} Where the reader was before they came to the bar. */
    let origin = null;
    /* Leaving a field may bring up a message while the reader is pressing a button. It waits until they let go. Otherwise the button could
       move away from under the pointer, or the bar could cover it, and the press would be lost. */
    let isPressed = false;
    /** @type {(() => void) | null} */
    let waiting = null;
    putAtEnd(tool, bar);

    function makeRoom() {
      document.documentElement.style.setProperty("--guide-status-height", `${bar.offsetHeight}px`);
    }

    function close() {
      const hadFocus = bar.contains(document.activeElement);
      text.replaceChildren();
      actions.replaceChildren();
      bar.hidden = true;
      makeRoom();
      if (!hadFocus) return;
      if (origin instanceof HTMLElement && origin.isConnected) origin.focus();
      else moveTo(tool);
    }

    /**
     * @param {string} message
     * @param {HTMLElement[]} parts what the reader can do about it
     */
    function show(message, parts) {
      readAloud([message, ...parts.map(({ textContent }) => textContent)].join(" "));
      waiting = isPressed ? () => reveal(message, parts) : null;
      if (!isPressed) reveal(message, parts);
    }

    /** @param {string} message @param {HTMLElement[]} parts */
    function reveal(message, parts) {
      text.replaceChildren(message);
      actions.replaceChildren(...parts);
      bar.hidden = false;
      makeRoom();
      requestAnimationFrame(uncover);
    }

    /* Keeps what the reader is using, and what comes next, in view. The focus may have moved since the message was shown. */
    function uncover() {
      const active = document.activeElement;
      if (!active || active === document.body || bar.contains(active)) return;
      for (const element of [active, nextStop(active), active]) {
        if (element && isCovered(element)) element.scrollIntoView({ block: "nearest", behavior: "instant" });
      }
    }

    /** @param {Element} element */
    function isCovered(element) {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      if (bar.contains(element) || top >= innerHeight || bottom <= 0) return false;
      const { left: barLeft, right: barRight, top: barTop } = bar.getBoundingClientRect();
      if (bottom > barTop && left < barRight && right > barLeft) return true;
      /* The edge of a column with its own scrolling may cut it off. */
      const there = document.elementFromPoint((left + right) / 2, bottom - 2);
      return !there || !(element.contains(there) || there.contains(element));
    }

    /** @type {Announce} */
    function announce(message, action, label = "", others = {}) {
      const all = action ? { [label]: action, ...others } : others;
      show(message, Object.entries(all).map(([says, act]) => button(says, act)));
    }

    bar.addEventListener("focusin", ({ relatedTarget }) => {
      if (relatedTarget instanceof Element && !bar.contains(relatedTarget)) origin = relatedTarget;
    });
    bar.addEventListener("keydown", ({ key }) => {
      if (key === "Escape") close();
    });
    /* This runs before the reader's next action gets its result. */
    addEventListener("click", ({ target }) => {
      /* Closing measures the page, which takes time where a press has changed much of it, so a closed bar is left alone. */
      if (!bar.hidden && !actions.childElementCount && target instanceof Node && !bar.contains(target)) close();
    }, true);
    addEventListener("pointerdown", () => { isPressed = true; }, true);
    for (const type of ["pointerup", "pointercancel"]) {
      addEventListener(type, () => {
        isPressed = false;
        setTimeout(() => {
          waiting?.();
          waiting = null;
        });
      }, true);
    }
    addEventListener("resize", makeRoom);
    return { announce, copyText: copyWith(show), readAloud };
  }

  /**
   * Gives a tool an element for results to put next to what the reader pressed, where they're looking. Screen readers read it aloud,
   * too. It stays until the next result.
   * @param {HTMLElement} tool
   * @returns {{element: HTMLElement, announce: Announce, copyText: CopyText, readAloud: (text: string) => void, clear: () => void}} `readAloud` is for what the page already shows
   */
  function resultInPlace(tool) {
    const element = make("div", { className: "guide-in-place", tabIndex: -1, hidden: true });
    putAtEnd(tool);

    /** @param {string} message @param {HTMLElement[]} parts */
    function show(message, parts) {
      element.replaceChildren(make("p", {}, message), ...parts);
      element.hidden = false;
      readAloud([message, ...parts.map(({ textContent }) => textContent)].join(" "));
    }

    function clear() {
      element.replaceChildren();
      element.hidden = true;
    }

    /** @type {Announce} */
    function announce(message, action, label = "", others = {}) {
      const all = action ? { [label]: action, ...others } : others;
      show(message, Object.entries(all).map(([says, act]) => button(says, act)));
    }

    return { element, announce, copyText: copyWith(show), readAloud, clear };
  }

  /**
   * @param {(message: string, parts: HTMLElement[]) => void} show
   * @returns {CopyText}
   */
  function copyWith(show) {
    return async (copied, what, note = "") => {
      try {
        await navigator.clipboard.writeText(copied);
        show(`${what} is copied. ${note}`.trim(), []);
      } catch {
        const area = make("textarea", { value: copied, rows: 3, readOnly: true, "aria-label": what });
        show(`This browser doesn't let the guide copy. ${what} is selected here, so copy it with your keyboard or menu. ${note}`.trim(), [area]);
        area.focus();
        area.select();
      }
    };
  }

  return { messageBar, resultInPlace };
})();
