/* The buttons below each message in the guide: one copies it, and one opens it in the Composer as the reader's own.
 *
 * The text is read from the page, so no message is in it twice. The link has the text after "#", which is never sent to a server.
 */
(() => {
  "use strict";

  const { make, button, find, hidden } = Guide.dom;

  const { copyText, readAloud } = Guide.announce.messageBar(find(document, "article"));
  const COPIED_MS = 4000;

  /** @param {Element | null | undefined} element @returns {string} its words, without labels of parts, and with gaps in brackets */
  function plainText(element) {
    if (!element) return "";
    const copy = /** @type {Element} */ (element.cloneNode(true));
    for (const label of copy.querySelectorAll(".guide-number")) label.remove();
    for (const gap of copy.querySelectorAll("var")) gap.replaceWith(`[${gap.textContent}]`);
    return copy.textContent.replace(/[^\S\n]+/gu, " ").replace(/ ?\n ?/g, "\n").trim();
  }

  /** @param {HTMLElement} actions below a message */
  function addButtons(actions) {
    const message = actions.previousElementSibling;
    const text = plainText(message?.querySelector(".guide-message"));
    const subject = plainText(message?.querySelector(":scope > p:not(.guide-message)"));
    const title = `: ${actions.closest("section")?.querySelector("h2, h3")?.firstChild?.textContent?.trim() || ""}`;
    const done = make("span", { className: "guide-copied" });

    async function copy() {
      const whole = subject ? `${subject}\n\n${text}` : text;
      try {
        await navigator.clipboard.writeText(whole);
      } catch {
        await copyText(whole, "The message");
        return;
      }
      done.textContent = "Copied";
      readAloud("Copied.");
      setTimeout(() => { done.textContent = ""; }, COPIED_MS);
    }

    actions.append(button(make("span", {}, "Copy message", hidden(title)), copy), done);
    const { composer, form, relationship } = actions.dataset;
    if (!composer || !form) return;
    const parameters = new URLSearchParams({ form, ...(relationship ? { relationship } : {}), subject: subject.replace(/^Subject:\s*/, ""), text });
    const link = make("a", { className: "guide-button", href: `${composer}#${parameters}` }, "Use this example", hidden(title));
    actions.insertBefore(link, done);
  }

  for (const actions of document.querySelectorAll(".guide-message-actions")) if (actions instanceof HTMLElement) addButtons(actions);
})();
