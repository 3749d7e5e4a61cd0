/* The comparison grid for paper, filled in: the same rows and sections as the worksheet. It's in the page, out of sight, until it prints. */
var Guide = Guide || {};
Guide.compareSheet = (() => {
  "use strict";

  const { make } = Guide.dom;
  const { compare } = Guide;

  /* The largest size of type at which everything fits one page turned sideways, on US Letter as on A4. If nothing fits, it goes on on a
     second page at the smallest size, and nothing is cut off. */
  const SIZES_PT = [10, 9.5, 9, 8.5, 8, 7.5];
  const PAPER_HEIGHT_MM = 178;
  const PIXELS_A_MM = 96 / 25.4;

  /**
   * Fills in the sheet.
   * @param {HTMLElement} sheet
   * @param {object} grid
   * @param {TopicRow[]} grid.rows
   * @param {Person[]} grid.people
   * @param {string[]} grid.criteria
   * @param {{heading: string, lines: string[], blank: number}[]} grid.sections `blank` is how many lines there are to write on
   * @param {(person: Person) => string} grid.nameOf
   */
  function fill(sheet, { rows, people, criteria, sections, nameOf }) {
    const scored = criteria.filter((criterion) => people.some((person) => compare.scoreOf(person, criterion)));
    sheet.replaceChildren(
      make("h2", {}, "Comparison grid"),
      make("table", { className: "guide-sheet-grid" },
        make("thead", {}, make("tr", {}, make("th", {}, "Topic"), ...people.map((person) => make("th", { dir: "auto" }, nameOf(person))))),
        make("tbody", {},
          ...rows.map(({ topic, answers }) => make("tr", {}, make("th", {}, topic.label), ...answers.map(({ person, text }) => make("td", { dir: "auto" },
            topic.about === "person" ? [compare.known(person, ""), text].filter(Boolean).join(", ") : text)))),
          ...scored.map((criterion) => make("tr", {}, make("th", { dir: "auto" }, `${criterion} (1-${compare.HIGHEST_SCORE})`),
            ...people.map((person) => make("td", {}, String(compare.scoreOf(person, criterion) || ""))))))),
      ...sections.map(({ heading, lines, blank }) => make("section", {}, make("h3", {}, heading),
        ...(lines.length ? lines.map((line) => make("p", { dir: "auto" }, line)) : Array.from({ length: blank }, () => make("i"))))));
    fit(sheet);
  }

  /* Measured out of sight, at the width of the paper, because a browser doesn't tell a page how it will print. */
  /** @param {HTMLElement} sheet */
  function fit(sheet) {
    sheet.classList.add("is-measured");
    for (const size of SIZES_PT) {
      sheet.style.fontSize = `${size}pt`;
      if (sheet.scrollHeight <= PAPER_HEIGHT_MM * PIXELS_A_MM) break;
    }
    sheet.classList.remove("is-measured");
  }

  return { fill };
})();
