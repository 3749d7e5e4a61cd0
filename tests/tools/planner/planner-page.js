/* What test_planner_page.py does in the page of the Planner. */

/** @param {HTMLElement[]} rows of the plan @returns {string[]} the words of each question */
function wordsOf(rows) {
  return rows.map((row) => row.querySelector("textarea")?.value || row.querySelector(".guide-entry-words").textContent);
}

/** How many lines there are to write on beside each question. */
function linesBeside() {
  return Array.from(document.querySelectorAll("#guide-sheet .guide-notes"), ({ children }) => children.length);
}

/**
 * Printing notes, in `printed`, how many boxes for notes and how many lines in them there are, and prints nothing. It does so after print()
 * has returned, as a phone does.
 */
function noteWhatIsPrinted() {
  window.print = () => setTimeout(() => {
    window.printed = [document.querySelectorAll(".guide-notes").length, document.querySelectorAll(".guide-notes i").length];
    dispatchEvent(new Event("afterprint"));
  });
}

/** Puts a question that the guide no longer has into a saved plan. */
function removeQuestionOf(name) {
  const saved = JSON.parse(localStorage.getItem("/guide.plans"));
  saved.names[name].content.entries[1] = { id: "q-gone-99", stage: "story", text: "How was it back then?" };
  localStorage.setItem("/guide.plans", JSON.stringify(saved));
}

/** Where each card is, by its number: the column and the row on its page. First the fronts, then the backs. */
function placesOfCards() {
  const places = [{}, {}];
  [...document.querySelectorAll(".guide-deck")].forEach((deck, page) => {
    const origin = deck.getBoundingClientRect();
    for (const card of deck.children) {
      const { left, top, width, height } = card.getBoundingClientRect();
      places[page % 2][card.querySelector("b").textContent] = [Math.round((left - origin.left) / width), Math.round((top - origin.top) / height)];
    }
  });
  return places;
}
