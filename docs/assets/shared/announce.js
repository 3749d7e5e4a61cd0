/* A line on the page that shows the result of an action and, being a live region, has it read aloud. */
/**
 * A function that shows a message.
 * @callback Announce
 * @param {string} text
 * @param {() => void} [action] what the reader can do about it, such as undo it
 * @param {string} [label] what the button for the action says
 * @returns {void}
 */
var Guide = Guide || {};
Guide.announce = (() => {
  "use strict";

  const { make, button } = Guide.dom;

  /**
   * A function that shows messages in an element, with a button to undo or go on where there is something to do.
   * @param {HTMLElement} element
   * @returns {Announce}
   */
  function announcer(element) {
    return (text, action, label = "") => {
      element.replaceChildren(text);
      if (action) element.append(" ", button(label, action));
    };
  }

  /**
   * Copies a text, or where the browser refuses, shows in the element what to copy by hand.
   * @param {HTMLElement} element
   * @param {string} text
   * @param {string} what what the message calls it, as in "The plan"
   * @param {string} [note] what the reader should know about it
   * @returns {Promise<void>}
   */
  async function copyText(element, text, what, note = "") {
    try {
      await navigator.clipboard.writeText(text);
      announcer(element)(`${what} is copied. ${note}`.trim());
    } catch {
      const area = make("textarea", { value: text, rows: 4, readOnly: true, "aria-label": what });
      element.replaceChildren(`This browser does not let the guide copy. ${what} is here, marked: copy it with your keyboard or menu. ${note} `, area);
      area.focus();
      area.select();
    }
  }

  return { announcer, copyText };
})();
