/* What tests ask a page as a reader of the keyboard meets it. */

const CONTROLS = "button, summary, select, input[type=checkbox], a.guide-button";

/** Whether an element is there to be seen. */
function isShown(element) {
  return element.getClientRects().length > 0 && getComputedStyle(element).visibility === "visible";
}

/** What kind of control it is: the same button of another row is the same. */
function kindOf(element) {
  const { id, name, dataset } = element;
  const label = element.getAttribute("aria-label") || element.textContent;
  return [element.tagName, id || dataset.action || name || label.split(":")[0].trim(), element.closest(".guide-status") ? label : ""].join(" ");
}

/** The part of an element that can be seen, from 0 to 1: of 35 points of it, those where nothing lies over it. */
function visiblePart(element) {
  /* A thing that is drawn by its label shows its focus there. */
  const drawn = element.matches(".md-option") ? document.querySelector(`.md-header label[for]:not([hidden])`) : element.closest(".guide-chip") || element;
  const [first] = drawn.getClientRects();
  if (!first) return 0;
  const box = drawn.getClientRects().length > 1 ? first : drawn.getBoundingClientRect();
  let seen = 0;
  for (let column = 0; column < 7; column += 1) {
    for (let row = 0; row < 5; row += 1) {
      const there = document.elementFromPoint(box.left + (box.width * (column + 0.5)) / 7, box.top + (box.height * (row + 0.5)) / 5);
      if (there && (drawn.contains(there) || there.contains(drawn) || there.closest("label")?.contains(element))) seen += 1;
    }
  }
  return seen / 35;
}

function describe(element) {
  if (!element || element === document.body) return "body";
  const { id, className } = element;
  return `${element.tagName.toLowerCase()}${id ? `#${id}` : ""}${typeof className === "string" && className ? `.${className.split(" ")[0]}` : ""} "${element.textContent.trim().slice(0, 30)}"`;
}

/** What the Tab key has led to, and how much of it is seen. Something higher than the window is seen where the window is full of it. */
function tabStop() {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const { top, bottom, height } = element.getBoundingClientRect();
  const fills = height > innerHeight / 2 && Math.min(bottom, innerHeight) - Math.max(top, 0) > innerHeight / 4;
  return { name: describe(element), seen: fills ? 1 : visiblePart(element), top: Math.round(top) };
}

/** Gives the focus to a control of a kind that has not been pressed, one in a message first, and says how to press it; null at the end. */
function nextControl(root) {
  window.pressed ??= new Set();
  const all = [...document.querySelectorAll(".guide-status button"), ...document.querySelector(root).querySelectorAll(CONTROLS)];
  const next = all.find((element) => isShown(element) && !element.disabled && !window.pressed.has(kindOf(element)));
  if (!next) return null;
  window.pressed.add(kindOf(next));
  next.focus();
  return { name: describe(next), key: { SELECT: "ArrowDown", INPUT: "Space" }[next.tagName] || "Enter" };
}

function overlap(one, other) {
  const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
  return a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
}

/** What is wrong after something was done: with the focus, or with the message. */
function wrongAfterAct() {
  const wrong = [];
  const active = document.activeElement;
  if (!active || active === document.body) wrong.push("the focus is lost");
  else if (!isShown(active)) wrong.push(`the focus is on what can't be seen: ${describe(active)}`);
  const live = [...document.querySelectorAll("article [role=status], article [aria-live], article [role=alert]")];
  if (live.length !== 1) wrong.push(`${live.length} live regions`);
  const bar = document.querySelector(".guide-status");
  if (!bar || !isShown(bar)) return wrong;
  const { left, right, top, bottom, height } = bar.getBoundingClientRect();
  if (left < 0 || top < 0 || right > innerWidth || bottom > innerHeight) wrong.push(`the message is at ${Math.round(top)} to ${Math.round(bottom)} of ${innerHeight}`);
  if (height > innerHeight * 0.34) wrong.push(`the message takes ${Math.round(height)} of ${innerHeight}`);
  if (!active || bar.contains(active)) return wrong;
  const stops = [...document.querySelectorAll("a[href], button, input, select, textarea, summary")].filter((element) => element.tabIndex >= 0 && !element.disabled && isShown(element));
  for (const element of [active, stops[stops.indexOf(active) + 1]]) {
    if (element && !bar.contains(element) && overlap(element, bar)) wrong.push(`the message covers ${describe(element)}`);
  }
  return wrong;
}

/** What can be pressed and is smaller than `least` pixels. Links in running text may be, as WCAG has it. */
function smallTargets(least) {
  const pressed = "article :is(button, select, summary, a.guide-button, .guide-edit a, .guide-suggest a, .guide-matrix a, input:not([type=checkbox], [type=radio])), article label:has(:is([type=checkbox], [type=radio])), .md-header__inner > button, .guide-onward a";
  return [...document.querySelectorAll(pressed)].filter(isShown).filter((element) => {
    const { width, height } = element.getBoundingClientRect();
    return Math.min(width, height) < least - 0.5 && width > 0;
  }).map((element) => `${describe(element)} ${element.offsetWidth} x ${element.offsetHeight}`);
}
