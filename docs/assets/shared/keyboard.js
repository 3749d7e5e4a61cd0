/* What the theme leaves out for people who use a keyboard: what opens the menu becomes a button, Escape closes the menu and gives the
 * focus back, and whatever the Tab key leads to is scrolled fully into view.
 *
 * The theme opens the menu with the label of a hidden checkbox. That needs no script, but a label can't have the focus and has no role.
 * The style sheet keeps whatever is closed out of the Tab order.
 */
(() => {
  "use strict";

  const drawer = checkbox("__drawer");
  const panel = document.querySelector(".md-sidebar--primary");
  const wide = matchMedia("(min-width: 76.25em)");

  /** @param {string} id */
  function checkbox(id) {
    const element = document.getElementById(id);
    return element instanceof HTMLInputElement ? element : null;
  }

  /**
   * Replaces a label with a button. It keeps the label's attributes, including "for", since the theme's style sheet needs them.
   * @param {Element} label
   * @param {HTMLInputElement | null} box the checkbox the label is for
   * @param {string} [name] if the label has no text
   */
  function replaceLabel(label, box, name) {
    if (!box) return;
    const button = document.createElement("button");
    for (const attribute of label.attributes) button.setAttribute(attribute.name, attribute.value);
    button.type = "button";
    button.removeAttribute("tabindex");
    if (name) button.setAttribute("aria-label", name);
    /* In a wide window, the name of a part of the site is a heading in the menu and doesn't open anything. */
    if (label.getAttribute("tabindex") === "") {
      const showWidth = () => { button.tabIndex = wide.matches ? -1 : 0; };
      wide.addEventListener("change", showWidth);
      showWidth();
    }
    const showState = () => button.setAttribute("aria-expanded", String(box.checked));
    button.addEventListener("click", () => box.click());
    box.addEventListener("change", showState);
    showState();
    button.append(...label.childNodes);
    label.replaceWith(button);
  }

  /** @param {Element} element */
  function isVisible(element) {
    return element.getClientRects().length > 0 && getComputedStyle(element).visibility === "visible";
  }

  /** @param {ParentNode} parent @param {string} selector */
  function focusFirst(parent, selector) {
    const first = [...parent.querySelectorAll(selector)].find(isVisible);
    if (first instanceof HTMLElement) first.focus();
  }

  for (const label of document.querySelectorAll(".md-header label[for=__drawer]")) replaceLabel(label, drawer, "Menu");
  for (const label of panel?.querySelectorAll("label:not([for=__drawer])") || []) {
    const box = checkbox(label.getAttribute("for") || "");
    const page = label.textContent?.trim() ? "" : label.previousElementSibling?.textContent?.trim();
    replaceLabel(label, box, page && `More in ${page}`);
    /* One level of the menu slides over the other, and the focus moves with it. */
    box?.addEventListener("change", () => {
      if (drawer?.checked && panel) focusFirst(panel, "button, a[href]");
    });
  }

  drawer?.addEventListener("change", () => {
    if (drawer.checked && panel) focusFirst(panel, "button, a[href]");
    else if (panel?.contains(document.activeElement)) focusFirst(document, ".md-header [for=__drawer]");
  });

  let isTabbing = false;
  addEventListener("focusin", ({ target }) => {
    if (!(target instanceof HTMLElement)) return;
    if (drawer?.checked && !panel?.contains(target)) drawer.click();
    /* A browser may show just a corner of it, or not know about the header that covers it. */
    if (isTabbing && target.closest("article")) target.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
  });
  addEventListener("pointerdown", () => { isTabbing = false; }, true);
  addEventListener("keydown", ({ key }) => {
    isTabbing = key === "Tab";
    if (key === "Escape" && drawer?.checked) drawer.click();
  }, true);
})();

/* Readers' questions at the end of a chapter: the answer that a link leads to opens, one button opens them all, and what is open is what
 * a printer gets. The theme opens every answer before it prints, so what the reader has closed is marked. In this file, since every page
 * loads it: one more file would be one more request on a first visit.
 */
(() => {
  "use strict";

  const answers = [...document.querySelectorAll("details.guide-answer")].filter((one) => one instanceof HTMLDetailsElement);
  const button = document.getElementById("guide-open-answers");

  /** @param {HTMLDetailsElement} answer @param {boolean} open */
  function setOpen(answer, open) {
    answer.open = open;
    note(answer, open);
  }

  /** @param {HTMLDetailsElement} answer @param {boolean} open as it is now, or will be in a moment */
  function note(answer, open) {
    answer.classList.toggle("is-folded", !open);
    if (button) button.textContent = answers.some((one) => one.classList.contains("is-folded")) ? "Open all answers" : "Close all answers";
  }

  function openLinked() {
    const target = document.getElementById(location.hash.slice(1));
    const answer = target && answers.find((one) => one.contains(target) || one.previousElementSibling === target);
    if (!answer) return;
    setOpen(answer, true);
    answer.scrollIntoView();
  }

  button?.addEventListener("click", () => {
    const willOpen = answers.some((one) => !one.open);
    for (const answer of answers) setOpen(answer, willOpen);
  });
  for (const answer of answers) {
    note(answer, answer.open);
    answer.querySelector("summary")?.addEventListener("click", () => note(answer, !answer.open));
  }
  addEventListener("hashchange", openLinked);
  openLinked();
})();
