/* "My numbers" and the record of activities, on the page that compares conversations. */
var Guide = Guide || {};
Guide.numbersView = (() => {
  "use strict";

  const { make, button, download, printThen } = Guide.dom;
  const { interviews, numbers, schedule, storage } = Guide;

  const SVG = "http://www.w3.org/2000/svg";
  const BAR_WIDTH = 120;
  const BAR_HEIGHT = 12;
  const FILE_NAME = "activity-record";
  const TITLE = "Informational interviews: activity record";

  /**
   * Draws a bar. The number is beside it as text, so it's a drawing only.
   * @param {number} share from 0 to 1
   */
  function drawBar(share) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", `0 0 ${BAR_WIDTH} ${BAR_HEIGHT}`);
    svg.setAttribute("preserveAspectRatio", "none");
    svg.classList.add("guide-number-bar");
    svg.setAttribute("aria-hidden", "true");
    const rectangle = document.createElementNS(SVG, "rect");
    rectangle.setAttribute("width", String(Math.max(share * BAR_WIDTH, share ? 1 : 0)));
    rectangle.setAttribute("height", String(BAR_HEIGHT));
    svg.append(rectangle);
    return svg;
  }

  /** @param {Counts} counts */
  function chart(counts) {
    const bars = numbers.bars(counts);
    const most = Math.max(...bars.map(({ count }) => count), 1);
    return make("table", { className: "guide-grid guide-number-table" },
      make("caption", { className: "guide-hidden" }, "My numbers"),
      make("thead", {}, make("tr", {}, ...["What", "People", "As a bar"].map((heading) => make("th", { scope: "col" }, heading)))),
      make("tbody", {}, ...bars.map(({ label, count, of }) => make("tr", {},
        make("th", { scope: "row" }, label),
        make("td", {}, of ? `${count} of ${of}` : String(count)),
        make("td", {}, drawBar(count / most))))));
  }

  /** @param {string} label @param {HTMLElement} table */
  function scrollable(label, table) {
    return make("div", { className: "guide-table", role: "region", "aria-label": label, tabIndex: 0 }, table);
  }

  /**
   * What the reader is called in messages they've written here, if they've said.
   * @returns {string}
   */
  function ownName() {
    return storage.read("profile").value?.answers.my_name || "";
  }

  /**
   * Puts the reader's numbers and the record into the page.
   * @param {HTMLElement} container
   * @param {object} tools
   * @param {InterviewsData} tools.data
   * @param {Announce} tools.announce
   * @param {CopyText} tools.copyText
   * @returns {{draw: (people: Person[], initials: boolean) => void}}
   */
  function start(container, { data, announce, copyText }) {
    const rules = interviews.open(data);
    /** @type {Person[]} */
    let people = [];
    const numbersBox = make("div", {});
    const from = make("input", { type: "date", id: "guide-from" });
    const to = make("input", { type: "date", id: "guide-to" });
    const name = make("input", { id: "guide-own-name", autocomplete: "name", dir: "auto", value: ownName() });
    const initials = make("input", { type: "checkbox", id: "guide-record-initials" });
    const contact = make("input", { type: "checkbox", id: "guide-record-contact" });
    const withNumbers = make("input", { type: "checkbox", id: "guide-record-numbers" });
    const summary = make("p", { id: "guide-record-summary" });
    const tableBox = make("div", {});
    const fold = make("details", {}, make("summary", {}, "Show the record"), tableBox);
    const sheet = make("div", { id: "guide-record-sheet", className: "guide-record-sheet", "aria-hidden": "true", hidden: true });
    const form = make("form", { className: "guide-choices", autocomplete: "off" },
      field(from, "From"), field(to, "To"), field(name, "Your name on it (optional)"),
      make("p", { className: "guide-wide guide-chips" },
        chip(initials, "Initials instead of names"), chip(contact, "Email or phone"), chip(withNumbers, "My numbers, too")));

    /** @param {HTMLInputElement} control @param {string} label */
    function field(control, label) {
      return make("p", { className: "guide-field" }, make("label", { for: control.id }, label), control);
    }

    /** @param {HTMLInputElement} control @param {string} label */
    function chip(control, label) {
      return make("label", { className: "guide-chip" }, control, ` ${label}`);
    }

    /** @returns {RecordChoices} */
    function choices() {
      return { from: from.value, to: to.value, initials: initials.checked, contact: contact.checked };
    }

    function rows() {
      return numbers.activities(people, choices(), { ...data, nameOf: interviews.displayName });
    }

    function counts() {
      const today = schedule.dayOf(new Date());
      return numbers.count(people, (person) => interviews.statusOf(rules, person, today).isQuiet);
    }

    /** @param {boolean} isScrollable whether the table is in a box that scrolls sideways, which paper doesn't */
    function numberParts(isScrollable) {
      const found = counts();
      const caution = numbers.caution(found);
      const table = found.asked ? chart(found) : null;
      return [
        ...numbers.sentences(found, schedule.dayOf(new Date())).map((sentence) => make("p", {}, sentence)),
        ...(table ? [isScrollable ? scrollable("My numbers", table) : table] : []),
        ...(caution ? [make("p", { className: "guide-when" }, caution)] : []),
      ];
    }

    function drawNumbers() {
      const isMadeUp = people.length > 0 && people.every(({ sample }) => sample);
      numbersBox.replaceChildren(...(isMadeUp ? [make("p", {}, "The made-up people on your list don't count.")] : []), ...numberParts(true));
    }

    /** @param {Activity[]} listed */
    function recordTable(listed) {
      const shown = numbers.columns(choices());
      return make("table", { className: "guide-grid" },
        make("caption", { className: "guide-hidden" }, "Activity record"),
        make("thead", {}, make("tr", {}, ...shown.map(({ heading }) => make("th", { scope: "col" }, heading)))),
        make("tbody", {}, ...listed.map((row) => make("tr", {}, ...shown.map(({ cell, isDay }) => make("td", { dir: "auto" }, isDay ? numbers.written(row.day) : String(cell(row))))))));
    }

    function drawRecord() {
      const listed = rows();
      const isBackward = Boolean(from.value && to.value && from.value > to.value);
      summary.replaceChildren(isBackward ? "The first day is after the last one, so nothing is in the record."
        : listed.length ? `${Guide.compare.counted(listed.length, "activity", "activities")}. ${numbers.totals(listed)}.`
          : "Nothing in the record for these days.");
      tableBox.replaceChildren(...(fold.open ? [scrollable("Activity record", recordTable(listed))] : []));
      fold.hidden = !listed.length;
    }

    function recordTitle() {
      return [TITLE, name.value.trim()].filter(Boolean).join(", ");
    }

    function drawSheet() {
      const listed = rows();
      const days = numbers.period(choices());
      const table = recordTable(listed);
      table.className = "guide-record-grid";
      sheet.replaceChildren(
        make("h2", {}, TITLE),
        ...[name.value.trim(), days].filter(Boolean).map((text) => make("p", { dir: "auto" }, text)),
        table,
        make("p", {}, numbers.totals(listed)),
        ...(withNumbers.checked ? [make("h3", {}, "My numbers"), ...numberParts(false)] : []),
        make("p", { className: "guide-signature" }, make("span", {}, "Signature"), make("span", {}, "Date")));
    }

    /** @param {() => void} act */
    function ifAny(act) {
      if (rows().length) act();
      else announce("There's nothing in the record for these days. It fills up as you set dates in My interviews.");
    }

    function printRecord() {
      drawSheet();
      sheet.hidden = false;
      document.documentElement.classList.add("print-record");
      printThen(() => {
        document.documentElement.classList.remove("print-record");
        sheet.hidden = true;
      });
    }

    function downloadRecord() {
      download(`${FILE_NAME}.csv`, "text/csv", numbers.asCsv(rows(), choices()));
      announce("The file is in your downloads. It opens in any spreadsheet.");
    }

    form.addEventListener("change", drawRecord);
    form.addEventListener("submit", (event) => event.preventDefault());
    fold.addEventListener("toggle", drawRecord);
    container.append(
      make("h2", { id: "my-numbers" }, "My numbers"), numbersBox,
      make("h2", { id: "activity-record" }, "Activity record"),
      make("p", {}, "What you did and when: for a class, a coach or a job center. Your notes, and what people told you, aren't in it."),
      form, summary, fold,
      make("div", { className: "guide-actions" },
        button("Print the record", () => ifAny(printRecord), { id: "guide-print-record" }),
        button("Copy the record as text", () => ifAny(() => copyText(numbers.asText(rows(), choices(), recordTitle()), "The record")), { id: "guide-copy-record" }),
        button("Download the record for a spreadsheet", () => ifAny(downloadRecord), { id: "guide-record-csv" })),
      sheet);

    return {
      draw(given, useInitials) {
        if (useInitials && !people.length) initials.checked = true;
        people = given;
        drawNumbers();
        drawRecord();
      },
    };
  }

  return { start };
})();
