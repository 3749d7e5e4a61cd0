/* Adds a question of the bank to the plan for the person this tab is about, to the plan in this tab, or otherwise to the one saved for
 * this. add-to-plan-open.js loads it when a reader first presses a button for it.
 *
 * This script doesn't know where questions go in a plan. It marks what it adds, and the Planner puts it in the right place.
 */
var Guide = Guide || {};
Guide.addToPlan = (() => {
  "use strict";

  const { make } = Guide.dom;
  const { isObject } = Guide.textFormat;
  const { storage } = Guide;
  const { OWN_PLAN } = Guide.savedItems;

  const VERSION = 1;
  const result = Guide.announce.resultInPlace(document.querySelector("article") || document.body);

  /** @typedef {Record<string, unknown> & {entries: unknown[]}} StoredPlan what the Planner's pack() makes */
  /** @typedef {{plan: StoredPlan, address: string, where: string, write: (plan: StoredPlan) => string}} Target `address` leads to it, appended to the Planner's own */

  /** @param {unknown} value @returns {value is StoredPlan} */
  function isPlan(value) {
    return isObject(value) && Array.isArray(value.entries);
  }

  /** @returns {Target | null} the plan for the person this tab is about */
  function planForPerson() {
    const id = storage.read("forPerson").value?.id;
    const { value } = storage.read("interviews");
    const person = typeof id === "string" ? value?.people[id] : undefined;
    if (typeof id !== "string" || !value || !isObject(person)) return null;
    const name = [person.call, person.name].find((one) => typeof one === "string" && one.trim());
    /* On a screen that others see, there are only initials, and there's no need for them here. */
    return {
      plan: isPlan(person.plan) ? person.plan : emptyPlan(),
      address: `#person=${id}`,
      where: value.initials === true || !name ? "the plan for the person you chose" : `your plan for ${name}`,
      write: (plan) => {
        /* Only the plan changes, so what else is known of the person, and what's due, stays as it is. */
        const now = storage.read("interviews").value || value;
        return storage.write("interviews", { ...now, people: { ...now.people, [id]: { ...Object(now.people[id]), plan } } });
      },
    };
  }

  /** @returns {StoredPlan} */
  function emptyPlan() {
    return { version: VERSION, choices: {}, entries: [] };
  }

  /** @returns {Target} the plan a question is added to */
  function target() {
    const forPerson = planForPerson();
    if (forPerson) return forPerson;
    const draft = storage.read("planDraft").value;
    if (isPlan(draft)) {
      return { plan: draft, address: "", where: "the plan you're working on", write: (plan) => storage.write("planDraft", plan) };
    }
    const names = storage.read("plans").value?.names || {};
    const item = names[OWN_PLAN];
    const content = isObject(item) ? item.content : undefined;
    /* Anything saved under that name that isn't a plan stays as it is. */
    const name = item === undefined || isPlan(content) ? OWN_PLAN : Guide.savedItems.freeName(OWN_PLAN, (one) => !(one in names));
    return {
      plan: isPlan(content) ? content : emptyPlan(),
      address: `#saved=${encodeForHash(name)}`,
      where: `“${name}”, saved in this browser`,
      write: (plan) => storage.write("plans", { version: VERSION, names: { ...storage.read("plans").value?.names, [name]: { saved: new Date().toISOString(), content: plan } } }),
    };
  }

  /** @param {string} name */
  function encodeForHash(name) {
    return Guide.textFormat.percentEncode(name);
  }

  /** @param {unknown} entry @param {string} id */
  function isQuestion(entry, id) {
    return isObject(entry) && entry.id === id;
  }

  /**
   * Adds the question a button is for, and says so below it.
   * @param {HTMLButtonElement} button
   */
  function add(button) {
    const { add: id = "", stage, planner = "", most } = button.dataset;
    const text = button.querySelector(".guide-hidden")?.textContent.replace(/^: /, "") || "";
    const { plan, address, where, write } = target();
    button.after(result.element);
    if (plan.entries.some((entry) => isQuestion(entry, id))) {
      result.announce(`It's already in ${where}.`);
    } else if (plan.entries.length >= Number(most)) {
      result.announce(`A plan can have ${most} questions at most, and that's how many are in ${where}.`);
    } else {
      const problem = write({ ...plan, entries: [...plan.entries, { id, stage, text, added: true }] });
      if (problem) {
        result.announce(problem);
        return;
      }
      result.announce(`Added to ${where}.`, () => takeBack(button, id), "Undo");
    }
    result.element.append(make("a", { href: `${planner}${address}` }, "Open the plan"));
  }

  /** @param {HTMLButtonElement} button @param {string} id */
  function takeBack(button, id) {
    const { plan, write } = target();
    const problem = write({ ...plan, entries: plan.entries.filter((entry) => !isQuestion(entry, id)) });
    result.announce(problem || "Removed from the plan.");
    button.focus();
  }

  return { add };
})();
