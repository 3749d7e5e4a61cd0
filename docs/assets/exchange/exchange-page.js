/* The page "Bring people in, take them out": a table is read, shown and only then stored; everyone goes out as a table or as contacts. */
(() => {
  "use strict";

  const { make, button, hidden, required, download } = Guide.dom;
  const { csv, columns, exchange, vcard, interviews, schedule, interviewStore: store } = Guide;
  const { LEAVE_OUT } = columns;

  const root = required("guide-exchange");
  const { announce } = Guide.announce.messageBar(root);
  const { data } = store.rules;
  const MOST_SHOWN = 50;
  const MOST_EXAMPLES = 3;
  const CSV_NOTE = "The file is in your downloads. Anyone who has it can read what you wrote. If your spreadsheet puts everything in one column, import the file there and choose comma as the separator.";

  /** @typedef {{table: Table, choices: TableChoices, read: {records: PersonRecord[], unread: Unread[]}, comparison: Comparison, off: Set<string>, showsAll: boolean}} Preview
   *   `off` has the keys of what the reader doesn't want */
  /** @type {Preview | null} What was read and isn't stored. */
  let preview = null;

  const fileInput = make("input", { type: "file", id: "guide-table-file", accept: ".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain", "aria-describedby": "guide-table-note" });
  const pasted = make("textarea", { id: "guide-pasted", rows: 4, autocomplete: "off" });
  const mappingBox = make("div");
  const previewBox = make("div");
  const previewPart = make("section", { id: "guide-preview", hidden: true, "aria-labelledby": "guide-preview-title" },
    make("h3", { id: "guide-preview-title", tabIndex: -1 }, "Nothing is stored yet"), mappingBox, previewBox);

  function peopleHere() {
    return [...store.read().people.values()];
  }

  /** @param {number} count @param {string} [one] @param {string} [many] */
  function counted(count, one = "person", many = "people") {
    return `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;
  }

  /* Reading ----------------------------------------------------------------------------------------- */

  async function readChosenFile() {
    const file = fileInput.files?.[0];
    if (!file) return;
    /* So the same file can be chosen again. */
    fileInput.value = "";
    const read = await csv.readFile(file);
    if (read.text === undefined) announce(read.problem);
    else open(read.text);
  }

  /** @param {string} text */
  function open(text) {
    const table = csv.parse(text);
    if (!table.rows.some((row) => !csv.isBlank(row))) {
      announce("There's nothing in it. Nothing was changed.");
      return;
    }
    const { choices } = exchange.suggest(table, data);
    look(table, choices);
    drawMapping();
    const note = table.unclosed ? ` A quotation mark in row ${table.unclosed} is never closed, so check that row.` : "";
    announce(`${outcome()} Nothing is stored yet.${note}`);
    Guide.focus.moveTo(required("guide-preview-title"));
    previewPart.scrollIntoView({ block: "start" });
  }

  /** @param {Table} table @param {TableChoices} choices */
  function look(table, choices) {
    const read = exchange.read(table, choices, data);
    const comparison = exchange.compare(read.records, peopleHere(), data, schedule.dayOf(new Date()));
    const back = comparison.changed.flatMap(({ person, changes }) => changes.filter(({ isBackward }) => isBackward).map((change) => exchange.keyOfChange(person, change)));
    preview = { table, choices, read, comparison, off: new Set(back), showsAll: false };
    previewPart.hidden = false;
    drawPreview();
  }

  /** @returns {string} what the table would do, in a sentence */
  function outcome() {
    if (!preview) return "";
    const { added, changed, same } = preview.comparison;
    const parts = Object.entries({ "New people": added.length, "Changed": changed.length, "The same as here": same });
    return parts.filter(([, count]) => count).map(([name, count]) => `${name}: ${count.toLocaleString("en-US")}.`).join(" ") || "There's no one in this table.";
  }

  /* Columns ------------------------------------------------------------------------------------------- */

  /** @param {boolean} [isOpen] whether the reader has opened it */
  function drawMapping(isOpen = false) {
    if (!preview) return;
    const { table, choices } = preview;
    const { headers, body } = partsOf(table, choices);
    const rows = choices.mapping.map((key, index) => {
      const header = headers[index]?.trim() || `Column ${index + 1}`;
      const examples = body.map((row) => row[index]?.trim() || "").filter(Boolean).slice(0, MOST_EXAMPLES);
      return make("tr", {}, make("th", { scope: "row", dir: "auto" }, header), make("td", {}, menu(key, index, header)), make("td", { dir: "auto" }, shortened(examples.join("; "))));
    });
    const isClear = exchange.datesIn(table, choices, data) !== "unclear";
    mappingBox.replaceChildren(
      make("details", { className: "guide-columns", open: isOpen || !choices.hasHeader },
        make("summary", {}, "What each column is"),
        make("p", { className: "guide-switch" }, make("label", {},
          make("input", { type: "checkbox", checked: choices.hasHeader, onchange: () => choose({ hasHeader: !choices.hasHeader }) }), "The first row has the names of the columns")),
        box("Columns of the file", make("tr", {}, ...["Column", "What it is", "Examples"].map((name) => make("th", { scope: "col" }, name))), rows)),
      ...(isClear ? [] : [datesField(choices)]));
  }

  /** @param {Table} table @param {TableChoices} choices */
  function partsOf({ rows, header }, { hasHeader }) {
    return { headers: hasHeader ? rows[header] || [] : [], body: rows.slice(header + (hasHeader ? 1 : 0)) };
  }

  /** @param {string} text */
  function shortened(text) {
    return text.length > 60 ? `${Guide.textFormat.cut(text, 60)}…` : text;
  }

  /** @param {string} chosen @param {number} index @param {string} header */
  function menu(chosen, index, header) {
    const targets = [[LEAVE_OUT, "Leave out"], [columns.FIRST, "First name"], [columns.LAST, "Last name"],
      ...columns.columnsFor(data).map(({ key, header: label }) => [key, label]), [columns.ID, columns.HEADERS.id], [columns.MORE, columns.HEADERS.more]];
    const select = make("select", { "aria-label": `What “${header}” is`, autocomplete: "off", onchange: () => choose({ mapping: preview?.choices.mapping.map((key, place) => (place === index ? select.value : key)) || [] }) },
      ...targets.map(([key = "", label = ""]) => make("option", { value: key, selected: key === chosen }, label)));
    return select;
  }

  /** @param {TableChoices} choices */
  function datesField(choices) {
    const select = make("select", { id: "guide-date-order", autocomplete: "off", onchange: () => choose({ isDayFirst: select.value === "day" }) },
      make("option", { value: "month", selected: !choices.isDayFirst }, "March 4"), make("option", { value: "day", selected: choices.isDayFirst }, "April 3"));
    return make("p", { className: "guide-field" }, make("label", { for: "guide-date-order" }, "In this file, 3/4 means"), select);
  }

  /** @param {Partial<TableChoices>} changed */
  function choose(changed) {
    if (!preview) return;
    const choices = { ...preview.choices, ...changed };
    look(preview.table, choices);
    /* The menus stay where they are, and so does the focus, unless the rows below them are others. */
    if (changed.hasHeader !== undefined) {
      drawMapping(true);
      mappingBox.querySelector("input")?.focus();
    }
    announce(outcome());
  }

  /** @param {string} label @param {HTMLElement} head @param {HTMLElement[]} rows */
  function box(label, head, rows) {
    return make("div", { className: "guide-table", role: "region", "aria-label": label, tabIndex: 0 },
      make("table", { className: "guide-grid" }, make("thead", {}, head), make("tbody", {}, ...rows)));
  }

  /* Preview ------------------------------------------------------------------------------------------- */

  function drawPreview() {
    if (!preview) return;
    const { comparison: { added, changed, same }, read: { unread }, showsAll } = preview;
    const most = showsAll ? Infinity : MOST_SHOWN;
    previewBox.replaceChildren(
      ...(added.length ? [make("h4", {}, `New (${added.length.toLocaleString("en-US")})`), make("ul", { className: "guide-ticks" }, ...added.slice(0, most).map(newRow)),
        ...(added.length > 1 ? [make("div", { className: "guide-actions" }, button("Uncheck all new people", () => tickAll(false)), button("Check all new people", () => tickAll(true)))] : [])] : []),
      ...(changed.length ? [make("h4", {}, `Changed (${changed.length.toLocaleString("en-US")})`), ...changed.slice(0, most).map(changedRow)] : []),
      ...(Math.max(added.length, changed.length) > most ? [make("p", {}, `Only the first ${MOST_SHOWN} are shown. `, button("Show everyone", showAll))] : []),
      ...(same ? [make("p", {}, `${counted(same)} ${same === 1 ? "is" : "are"} already here, with nothing new.`)] : []),
      ...(unread.length ? unreadPart(unread, most) : []),
      make("div", { className: "guide-actions" }, button("", apply, { id: "guide-apply", className: "guide-button guide-button-first" }), button("Cancel", cancel)));
    drawButton();
  }

  function showAll() {
    if (!preview) return;
    preview.showsAll = true;
    drawPreview();
  }

  /** @param {AddedPerson} added */
  function newRow(added) {
    const { person } = added;
    return make("li", {}, tick(exchange.keyOfAdded(added), make("strong", { dir: "auto" }, person.name || "No name"), ...details(person)));
  }

  /** @param {Person} person */
  function details(person) {
    const label = person.status === data.statuses[0]?.id ? "" : columns.statusLabel(person, data);
    const words = [interviews.summaryOf(person), label, person.email].filter(Boolean).join(", ");
    return words ? [", ", make("span", { dir: "auto" }, words)] : [];
  }

  /** @param {ChangedPerson} changed */
  function changedRow({ person, changes }) {
    return make("fieldset", { className: "guide-changes" }, make("legend", { dir: "auto" }, person.name || "No name"),
      ...changes.map((change) => make("div", {}, tick(exchange.keyOfChange(person, change), make("strong", {}, `${change.label}:`), " ", ...becomes(change)))));
  }

  /** @param {PersonChange} change */
  function becomes({ before, after, isBackward }) {
    /** @param {string} text */
    const quoted = (text) => make("span", { dir: "auto", className: "guide-value" }, text);
    const note = isBackward ? " (a step back, so it isn't checked)" : "";
    return before ? [quoted(before), " becomes ", quoted(after), note] : [quoted(after), note];
  }

  /** @param {string} key @param {...(Node | string)} words */
  function tick(key, ...words) {
    const input = make("input", { type: "checkbox", checked: !preview?.off.has(key), onchange: () => {
      if (input.checked) preview?.off.delete(key);
      else preview?.off.add(key);
      drawButton();
    } });
    return make("label", { className: "guide-pick" }, input, make("span", {}, ...words));
  }

  /** @param {boolean} isWanted */
  function tickAll(isWanted) {
    if (!preview) return;
    const { off } = preview;
    for (const one of preview.comparison.added) off[isWanted ? "delete" : "add"](exchange.keyOfAdded(one));
    drawPreview();
  }

  /** @param {Unread[]} unread @param {number} most */
  function unreadPart(unread, most) {
    const rows = unread.slice(0, most).map(({ row, header, cell, why }) => make("tr", {},
      make("td", {}, String(row)), make("td", { dir: "auto" }, header), make("td", { dir: "auto" }, shortened(cell)), make("td", {}, why)));
    return [make("h4", {}, `Couldn't be read (${unread.length.toLocaleString("en-US")})`),
      box("What couldn't be read", make("tr", {}, ...["Row", "Column", "What it says", "What happens"].map((name) => make("th", { scope: "col" }, name))), rows)];
  }

  /** @returns {Set<string>} the keys of what's chosen */
  function chosenKeys() {
    if (!preview) return new Set();
    const { comparison: { added, changed }, off } = preview;
    const keys = [...added.map(exchange.keyOfAdded), ...changed.flatMap(({ person, changes }) => changes.map((change) => exchange.keyOfChange(person, change)))];
    return new Set(keys.filter((key) => !off.has(key)));
  }

  function drawButton() {
    if (!preview) return;
    const { added, after } = exchange.chosenPeople(preview.comparison, chosenKeys());
    const parts = [added.length ? `Add ${counted(added.length)}` : "", after.length ? `${added.length ? "change" : "Change"} ${added.length ? after.length.toLocaleString("en-US") : counted(after.length)}` : ""].filter(Boolean);
    const element = required("guide-apply");
    element.replaceChildren(parts.join(" and ") || "Nothing to add or change");
    element.setAttribute("aria-disabled", String(!parts.length));
  }

  /* Storing --------------------------------------------------------------------------------------------- */

  function apply() {
    if (!preview) return;
    /* Another tab may have changed someone since. */
    const comparison = exchange.compare(preview.read.records, peopleHere(), data, schedule.dayOf(new Date()));
    const { added, before, after } = exchange.chosenPeople(comparison, chosenKeys());
    if (!added.length && !after.length) {
      announce("Nothing is checked, so there's nothing to add or change.");
      return;
    }
    const problem = store.restore([...added, ...after]);
    close();
    if (problem) {
      announce(problem, () => undo(added, before, after), "Undo");
      return;
    }
    const parts = [added.length ? `added ${counted(added.length)}` : "", after.length ? `changed ${counted(after.length)}` : ""].filter(Boolean).join(" and ");
    announce(`${parts.charAt(0).toUpperCase()}${parts.slice(1)}.`, () => undo(added, before, after), "Undo", seeThem());
  }

  /** @returns {Record<string, () => void>} */
  function seeThem() {
    const { interviews: page } = data.pages;
    return page ? { "Go to My interviews": () => location.assign(page) } : {};
  }

  /**
   * Takes an import back. Whoever was changed since then stays as they are.
   * @param {Person[]} added
   * @param {Person[]} before
   * @param {Person[]} after
   */
  function undo(added, before, after) {
    const { people } = store.read();
    /** @param {Person} person */
    const isAsLeft = (person) => Guide.textFormat.isEqual(people.get(person.id), person);
    const gone = added.filter(isAsLeft).map(({ id }) => id);
    const back = before.filter((_, index) => { const one = after[index]; return one && isAsLeft(one); });
    const left = added.length + after.length - gone.length - back.length;
    const problem = store.remove(gone) || (back.length ? store.restore(back) : "");
    draw();
    announce(problem || (left ? `It's back the way it was, except for ${counted(left)} you've changed since.` : "It's back the way it was."));
  }

  function close() {
    preview = null;
    previewPart.hidden = true;
    mappingBox.replaceChildren();
    previewBox.replaceChildren();
    pasted.value = "";
    draw();
  }

  function cancel() {
    close();
    announce("Nothing was changed.");
    fileInput.focus();
  }

  /* Out ------------------------------------------------------------------------------------------------- */

  const outNote = make("p");

  function saveTable() {
    const people = peopleHere();
    if (!people.length) {
      announce("There's no one here to put into a file yet.");
      return;
    }
    download(`my-interviews-${schedule.dayOf(new Date())}.csv`, "text/csv", exchange.asCsv(people, data));
    announce(`${counted(people.length)}. ${CSV_NOTE}`);
  }

  function saveContacts() {
    const people = peopleHere().filter(({ sample, name }) => !sample && name.trim());
    if (!people.length) {
      announce("There's no one here to put into a file yet.");
      return;
    }
    download("my-interviews.vcf", "text/vcard", vcard.asContacts(people));
    announce(`${counted(people.length, "contact", "contacts")}. Open the file on your phone or computer to add ${people.length === 1 ? "it" : "them"} to your contacts. Your notes aren't in it.`);
  }

  function draw() {
    const count = store.read().people.size;
    outNote.replaceChildren(count ? `${counted(count)} ${count === 1 ? "is" : "are"} stored in this browser.` : "No one is stored in this browser yet.");
  }

  fileInput.addEventListener("change", readChosenFile);
  root.append(
    make("h2", { id: "bring-people-in" }, "Bring people in"),
    make("p", { className: "guide-field" }, make("label", { for: "guide-table-file" }, "A CSV file with your contacts"), fileInput,
      make("small", { id: "guide-table-note" }, `You'll see what would be added and changed before anything is stored. The file stays on this device. It can be up to ${csv.MAX_BYTES / 1e6} MB.`)),
    make("details", {}, make("summary", {}, "Or paste rows from a spreadsheet"),
      make("p", { className: "guide-field" }, make("label", { for: "guide-pasted" }, "Rows, with the names of the columns first"), pasted),
      make("p", {}, button("Read these rows", () => open(pasted.value)))),
    previewPart,
    make("h2", { id: "take-people-out" }, "Take people out"), outNote,
    make("div", { className: "guide-actions" },
      button("Download for a spreadsheet", saveTable, { id: "guide-save-table" }),
      button("Download as contacts", saveContacts, { id: "guide-save-contacts" })),
    make("p", {}, "The table has everything about everyone. Change it in your spreadsheet, save it as CSV and open it here again: only what you changed changes. The contacts have names, jobs and addresses, for your phone or email program."),
    data.pages.your_data ? make("p", {}, make("a", { href: data.pages.your_data }, "Save everything the guide has stored in one file", hidden(": your data")), ", with your plans and messages, or take it to another device.") : "");
  store.watch(draw);
  draw();
})();
