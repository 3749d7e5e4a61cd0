/* "Add to my plan" next to each question in the bank. What it needs is loaded when a reader first presses it. */
(() => {
  "use strict";

  const MODULES = ["shared/text-format", "shared/dom", "shared/focus", "shared/announce", "shared/storage", "shared/saved-items", "planner/add-to-plan"];
  /** @type {Promise<unknown> | null} */
  let loading = null;

  /** Loads the rest, once. After a failure, the next press tries again. */
  function load() {
    loading ||= Guide.loadLater.modules(MODULES).catch((error) => {
      loading = null;
      throw error;
    });
    return loading;
  }

  const failed = document.createElement("p");
  failed.className = "guide-in-place";
  failed.setAttribute("role", "alert");

  /** @param {HTMLButtonElement} button */
  async function add(button) {
    try {
      await load();
      failed.remove();
      Guide.addToPlan.add(button);
    } catch (error) {
      console.warn(error);
      button.after(failed);
      failed.textContent = "This didn't load. You may be offline. Press the button again to try once more.";
    }
  }

  addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("button[data-add]") : null;
    if (button instanceof HTMLButtonElement) add(button);
  });
})();
