/* Readers' questions at the end of a chapter: the answer that a link leads to opens, one button opens them all, and what is open is what
 * a printer gets. The theme opens every answer before it prints, so what the reader has closed is marked.
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
