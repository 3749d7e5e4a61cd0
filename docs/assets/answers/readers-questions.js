/* Readers' questions at the end of a chapter: the answer that a link leads to opens, and one button opens them all, as for printing. */
(() => {
  "use strict";

  const answers = [...document.querySelectorAll("details.guide-answer")].filter((one) => one instanceof HTMLDetailsElement);
  const button = document.getElementById("guide-open-answers");

  /* Many browsers open what a link leads to inside a closed element. Some don't, and none knows the ids that an answer once had. */
  function openLinked() {
    const target = document.getElementById(location.hash.slice(1));
    const answer = target && answers.find((one) => one.contains(target) || one.previousElementSibling === target);
    if (!answer) return;
    answer.open = true;
    answer.scrollIntoView();
  }

  function showLabel() {
    if (button) button.textContent = answers.every((one) => one.open) ? "Close all answers" : "Open all answers";
  }

  button?.addEventListener("click", () => {
    const willOpen = answers.some((one) => !one.open);
    for (const answer of answers) answer.open = willOpen;
    showLabel();
  });
  for (const answer of answers) answer.addEventListener("toggle", showLabel);
  addEventListener("hashchange", openLinked);
  openLinked();
})();
