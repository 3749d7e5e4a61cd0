/* The page "My interviews": what's due, and everyone as a table or a board. One person's own view is in person-view.js; this script shows
 * one or the other, by what comes after "#" in the address.
 *
 * People are read again before each change, since another tab may have changed them, and Undo takes back only what was changed here.
 */
(() => {
  "use strict";

  const { make, button, required, download, printThen } = Guide.dom;
  const { interviews, interviewStore: store, interviewList: list, peopleTable, peopleBoard, schedule, links, storage } = Guide;

  const { parseJson } = Guide.textFormat;

  const ROWS = 50;
  const MOST_NAME = 200;

  const { rules } = store;
  const { data } = rules;
  const root = required("guide-people");
  const personRoot = required("guide-person");
  const bar = Guide.announce.messageBar(required("guide-interviews"));
  const { announce, readAloud } = bar;

  /* What the page shows now ------------------------------------------------------------------------------ */

  let stored = store.read();
  let view = viewSetting();
  let apart = apartSetting();
  let today = schedule.dayOf(new Date());
  /** @type {PeopleEntry[]} */
  let entries = [];
  /** @type {Sorting} */
  let sorting = { key: "next", isDescending: false };
  let rowsShown = ROWS;
  let isAllDueShown = false;
  /** @type {[string, string] | null} The two people the reader compares. */
  let compared = null;
  /** @type {Person[]} Who was deleted on opening the page, because their day had come. */
  let forgotten = [];
  /** Where the list was scrolled to when the reader opened a record. */
  let scrolledTo = 0;
  /* The person whose record was open last. */
  let last = "";

  const notices = make("div", {});
  const todayBox = make("section", { id: "guide-today", "aria-labelledby": "today" });
  const nameInput = make("input", { id: "guide-new-name", maxLength: MOST_NAME, required: true, autocomplete: "off" });
  const roleInput = make("input", { id: "guide-new-role", maxLength: MOST_NAME, autocomplete: "off" });
  const employerInput = make("input", { id: "guide-new-employer", maxLength: MOST_NAME, autocomplete: "off" });
  const adding = addForm();
  const beginning = make("div", {});
  const searchInput = make("input", { type: "search", id: "guide-find", autocomplete: "off", spellcheck: false, oninput: drawFiltered });
  const statusInput = make("select", { id: "guide-by-status", onchange: drawFiltered });
  const fieldInput = make("select", { id: "guide-by-field", onchange: drawFiltered });
  const initialsInput = make("input", { type: "checkbox", id: "guide-initials", onchange: saveInitials });
  const tableButton = button("Table", () => saveView("table"), { "aria-pressed": "true" });
  const boardButton = button("Board", () => saveView("board"), { "aria-pressed": "false" });
  const count = make("p", { className: "guide-count" });
  const table = peopleTable.create({ sort: sortBy, remove: ({ person, name }) => removeAll([person], `${name} is deleted.`) });
  const board = peopleBoard.create({ columns: list.columnsOf(rules), moves: movesOf(), move });
  const moreButton = button("Show 50 more", showMore);
  const everyone = everyoneSection();
  const ending = make("div", {});
  root.append(notices, todayBox, adding, beginning, everyone, ending);

  /* Drawing ------------------------------------------------------------------------------------------------ */

  function draw() {
    stored = store.read();
    view = viewSetting();
    apart = apartSetting();
    const now = new Date();
    today = schedule.dayOf(now);
    const people = [...stored.people.values()];
    entries = list.entriesOf(rules, people, now, stored.initials);
    drawNotices(people);
    drawToday(people, now);
    drawBeginning(people.length);
    everyone.hidden = !people.length;
    drawFilters(people);
    drawFiltered();
    ending.replaceChildren(...endingParts(people.length));
  }

  /** @param {Person} person */
  function nameOf(person) {
    return list.short(interviews.displayName(person, stored.initials));
  }

  /* Notices: what went wrong, what was deleted, the sample, and people who are here twice ------------------- */

  /** @param {Person[]} people */
  function drawNotices(people) {
    notices.replaceChildren(...[problemNotice(), forgottenNotice(), sampleNotice(people), twiceNotice(people)].filter((one) => one !== null));
  }

  /** @param {...(Node | string)} parts */
  function notice(...parts) {
    return make("div", { className: "guide-notice" }, ...parts);
  }

  function problemNotice() {
    const unread = storage.list().filter(({ key, name, state }) => name === "interviews"
      && (state === "set aside" || (state === "current" && !storage.isValid("interviews", parseJson(storage.readText(key))))));
    /* Removing what isn't there changes nothing, but a browser that doesn't store anything refuses that, too. */
    const blocked = storage.writeText(`${storage.keyOf("interviews")}.probe`, null);
    const problem = blocked || stored.problem || (unread.length ? storage.SET_ASIDE_NOTE : "");
    if (!problem) return null;
    const buttons = unread.map(({ key }, place) => button(`Download what couldn't be read${unread.length > 1 ? ` (${place + 1})` : ""}`,
      () => download("my-interviews-unreadable.txt", "text/plain", storage.readText(key) || "")));
    return notice(make("p", {}, problem), make("p", { className: "guide-actions" }, ...buttons));
  }

  function forgottenNotice() {
    if (!forgotten.length) return null;
    const names = list.nameSome(forgotten.map(nameOf));
    return notice(
      make("p", { dir: "auto" }, `Deleted today, as you had set: ${names}.`),
      make("p", { className: "guide-actions" },
        button("Undo", keepForgotten, { "aria-label": `Undo: bring back ${names}` }),
        button("OK", () => { forgotten = []; draw(); }, { "aria-label": "OK, close this notice" })));
  }

  /** @param {Person[]} people */
  function sampleNotice(people) {
    const sample = people.filter((person) => person.sample);
    if (!sample.length) return null;
    return notice(
      make("p", {}, "This is a sample to look around with. None of these people are real."),
      make("p", { className: "guide-actions" }, button("Remove the sample", () => removeAll(sample, "The sample is gone."))));
  }

  /** @param {Person[]} people */
  function twiceNotice(people) {
    const [pair, ...others] = interviews.likelySame(people).filter(([one, other]) => !apart.includes(pairKey(one, other)));
    if (!pair) return null;
    const [one, other] = pair;
    const isOpen = compared?.includes(one.id) && compared.includes(other.id);
    const rows = isOpen ? list.differences(list.shownPerson(one, stored.initials), list.shownPerson(other, stored.initials)) : [];
    const isConflict = rows.some((row) => row.one && row.other);
    const more = others.length === 1 ? " There is 1 more pair like this." : others.length ? ` There are ${others.length} more pairs like this.` : "";
    return notice(
      make("p", { dir: "auto" }, `${nameOf(one)} may be here twice.${more}`),
      isConflict ? make("p", {}, "Where both say something, one of them is used. Everything else from both stays.") : "",
      isOpen ? comparison(rows) : "",
      make("p", { className: "guide-actions" },
        ...(isOpen ? mergeButtons(one, other, isConflict) : [button("Compare and merge", () => { compared = [one.id, other.id]; draw(); })]),
        button("They're different people", () => setApart(one, other))));
  }

  /** @param {Difference[]} rows */
  function comparison(rows) {
    if (!rows.length) return make("p", {}, "Both say the same about this person.");
    /** @param {string} text */
    const cell = (text) => make("td", { dir: "auto" }, list.short(text));
    return make("div", { className: "guide-table", role: "region", "aria-label": "What differs", tabIndex: 0 },
      make("table", { className: "guide-grid" },
        make("caption", { className: "guide-hidden" }, "What differs"),
        make("thead", {}, make("tr", {}, ...["What", "First", "Second"].map((label) => make("th", { scope: "col" }, label)))),
        make("tbody", {}, ...rows.map((row) => make("tr", {}, make("th", { scope: "row" }, row.label), cell(row.one), cell(row.other))))));
  }

  /** @param {Person} one @param {Person} other @param {boolean} isConflict whether both say something, and not the same */
  function mergeButtons(one, other, isConflict) {
    if (!isConflict) return [button("Merge them", () => merge(one, other))];
    return [button("Merge, and use the first", () => merge(one, other)), button("Merge, and use the second", () => merge(other, one))];
  }

  /* Today ----------------------------------------------------------------------------------------------------- */

  /** @param {Person[]} people @param {Date} now */
  function drawToday(people, now) {
    todayBox.hidden = !people.length;
    if (!people.length) return;
    const shown = people.map((person) => list.shownPerson(person, stored.initials));
    const { overdue, today: due, soon, anytime } = interviews.agenda(rules, shown, now);
    const rows = [...overdue, ...due];
    const all = [...rows, ...soon, ...anytime];
    const visible = isAllDueShown ? all : all.slice(0, list.MOST_DUE);
    todayBox.replaceChildren(...[
      make("h2", { id: "today" }, "Today"),
      rows.length ? null : make("p", {}, list.nothingDue(soon[0]?.act || null, today)),
      visible.length ? make("ol", { className: "guide-today-list" }, ...visible.map(dueRow)) : null,
      all.length > visible.length ? make("p", {}, button(`Show all ${all.length}`, () => { isAllDueShown = true; draw(); })) : null,
    ].filter((part) => part !== null));
  }

  /** @param {AgendaRow} row */
  function dueRow({ person, act }) {
    const entry = entries.find((one) => one.person.id === person.id);
    if (!entry) return "";
    return make("li", {},
      make("p", { className: "guide-today-act" }, ...peopleTable.nextParts({ ...entry, act }, today)),
      make("p", { className: "guide-today-who" }, ...peopleTable.nameParts(entry)),
      act.isMarked ? button("Done", () => complete(entry, act), { "aria-label": `Done: ${act.text}` }) : null);
  }

  /* Adding ------------------------------------------------------------------------------------------------------ */

  function addForm() {
    /** @param {HTMLInputElement} input @param {string} label */
    const field = (input, label) => make("p", { className: "guide-field" }, make("label", { for: input.id }, label), input);
    const form = make("form", { className: "guide-choices guide-add", autocomplete: "off", noValidate: true },
      field(nameInput, "Name"), field(roleInput, "What they do (optional)"), field(employerInput, "Where (optional)"),
      make("p", {}, make("button", { type: "submit", className: "guide-button guide-button-first" }, "Add")));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      add();
    });
    return make("details", {}, make("summary", {}, "Add someone"), form);
  }

  function add() {
    const name = nameInput.value.trim();
    if (!name) {
      announce("Enter a name first. Whatever you'd call them is enough.");
      nameInput.focus();
      return;
    }
    const person = interviews.blank({ name, role: roleInput.value.trim(), employer: employerInput.value.trim() }, today);
    const problem = store.add([person]);
    for (const input of [nameInput, roleInput, employerInput]) input.value = "";
    draw();
    nameInput.focus();
    announce(`${nameOf(person)} is on your list. ${problem}`.trim(), () => { location.hash = peopleTable.recordHref(person); }, "Add details");
  }

  /** @param {number} number how many people there are */
  function drawBeginning(number) {
    if (number) {
      beginning.replaceChildren();
      return;
    }
    adding.open = true;
    const { exchange } = data.pages;
    beginning.replaceChildren(
      make("p", { className: "guide-actions" },
        button("Look around with a sample", addSample),
        exchange ? make("a", { className: "guide-button", href: exchange }, "Bring in a spreadsheet") : null),
      make("ol", {},
        make("li", {}, "Add the people you'd like to talk to. A name is enough."),
        make("li", {}, "This page shows what to do next with each of them, and opens the right tool for it."),
        make("li", {}, "Check things off as you go. Your notes, plans and messages stay with the person.")));
  }

  function addSample() {
    const problem = store.add(interviews.sample(rules, today));
    adding.open = false;
    draw();
    announce(`The sample is here. Look around, and change whatever you like. ${problem}`.trim());
  }

  /* Everyone ------------------------------------------------------------------------------------------------------ */

  function everyoneSection() {
    /** @param {HTMLElement} control @param {string} label */
    const field = (control, label) => make("p", { className: "guide-field" }, make("label", { for: control.id }, label), control);
    return make("section", { className: "guide-everyone", "aria-labelledby": "everyone" },
      make("h2", { id: "everyone" }, "Everyone"),
      make("div", { className: "guide-choices guide-people-filter" },
        field(searchInput, "Find"), field(statusInput, "Status"), field(fieldInput, "Field")),
      make("div", { className: "guide-actions" },
        make("span", { className: "guide-inline", role: "group", "aria-label": "Show as" }, tableButton, boardButton),
        make("label", { className: "guide-chip" }, initialsInput, "Show initials only"),
        button("Print the list", print)),
      count, table.element, board.element,
      make("p", { className: "guide-actions" }, moreButton));
  }

  /** @param {Person[]} people */
  function drawFilters(people) {
    /** @param {HTMLSelectElement} menu @param {{id: string, label: string}[]} terms @param {string} all */
    function fill(menu, terms, all) {
      const before = menu.value;
      menu.replaceChildren(make("option", { value: "" }, all), ...terms.map(({ id, label }) => make("option", { value: id, selected: id === before }, label)));
    }
    const fields = new Set(people.map(({ field }) => field));
    fill(statusInput, data.statuses, "All");
    fill(fieldInput, data.sectors.filter(({ id }) => fields.has(id)), "All");
    initialsInput.checked = stored.initials;
    tableButton.setAttribute("aria-pressed", String(view !== "board"));
    boardButton.setAttribute("aria-pressed", String(view === "board"));
  }

  /** @returns {PeopleEntry[]} those the reader looks for, in their order */
  function found() {
    const wanted = { text: searchInput.value, status: statusInput.value, field: fieldInput.value };
    const matching = new Set(interviews.filter(rules, entries.map(({ person }) => person), wanted, today));
    return list.sorted(entries.filter(({ person }) => matching.has(person)), sorting.key, sorting.isDescending);
  }

  function drawFiltered() {
    const rows = found();
    const isBoard = view === "board";
    table.element.hidden = isBoard;
    board.element.hidden = !isBoard;
    if (isBoard) board.draw({ entries: rows, today });
    else drawRows(rows.slice(0, rowsShown));
    const left = isBoard ? 0 : rows.length - rowsShown;
    moreButton.hidden = left <= 0;
    moreButton.textContent = `Show ${Math.min(left, ROWS)} more`;
    const words = countWords(rows.length);
    if (count.textContent === words) return;
    count.textContent = words;
    if (document.activeElement === searchInput) readAloud(words);
  }

  /** @param {PeopleEntry[]} rows */
  function drawRows(rows) {
    table.draw({ entries: rows, sorting, today });
  }

  /** @param {number} number how many people match */
  function countWords(number) {
    const own = entries.filter(({ person }) => !person.sample).length;
    const sample = entries.length - own;
    const people = own || !sample ? `${own} ${own === 1 ? "person" : "people"}` : "";
    const all = [people, sample ? `${people ? "a" : "A"} sample of ${sample}` : ""].filter(Boolean).join(", and ");
    return number === entries.length ? `${all}.` : `${number} of ${all}.`;
  }

  /** @param {SortKey} key */
  function sortBy(key) {
    sorting = { key, isDescending: sorting.key === key && !sorting.isDescending };
    drawFiltered();
  }

  function showMore() {
    const first = rowsShown;
    rowsShown += ROWS;
    drawFiltered();
    const link = table.element.querySelectorAll("tbody tr")[first]?.querySelector("a");
    link?.focus();
  }

  /* On paper, the list is a table of everyone the reader looks for, even if the screen shows fewer, or a board. */
  function print() {
    drawAll();
    printThen(drawFiltered);
  }

  function drawAll() {
    table.element.hidden = false;
    drawRows(found());
  }

  /** @param {number} number how many people there are */
  function endingParts(number) {
    const { your_data: yourData, exchange } = data.pages;
    if (!number) return [];
    return [
      make("p", {}, "These are other people's names. Keep what you need, and delete what you don't. Each record can have a day to be deleted on."),
      make("p", {}, "This list is in this browser only, and some browsers clear what they store. ",
        yourData ? make("a", { href: yourData }, "Save a copy") : "Save a copy", " now and then",
        ...(exchange ? [", or ", make("a", { href: exchange }, "take it along as a spreadsheet")] : []), `. ${Guide.backupReminder.current(new Date())}`),
    ];
  }

  /* Settings ------------------------------------------------------------------------------------------------------ */

  function saveInitials() {
    const problem = store.saveSettings({ initials: initialsInput.checked });
    draw();
    if (problem) announce(problem);
  }

  /** @returns {"table" | "board"} */
  function viewSetting() {
    return store.setting("view") === "board" ? "board" : "table";
  }

  /** @param {"table" | "board"} wanted */
  function saveView(wanted) {
    const problem = store.saveSettings({ view: wanted });
    draw();
    announce(problem || (wanted === "board" ? "Shown as a board, a column for each step." : "Shown as a table."));
  }

  /** @param {Person} one @param {Person} other */
  function pairKey(one, other) {
    return [one.id, other.id].sort().join(" ");
  }

  /** @returns {string[]} the pairs of people the reader has said aren't the same */
  function apartSetting() {
    const pairs = store.setting("apart");
    return Array.isArray(pairs) ? pairs.filter((pair) => typeof pair === "string") : [];
  }

  /** @param {Person} one @param {Person} other */
  function setApart(one, other) {
    const before = apart;
    offerUndo(store.saveSettings({ apart: [...before, pairKey(one, other)] }), "OK, both stay on your list.", () => store.saveSettings({ apart: before }));
  }

  /* Changes, each with Undo --------------------------------------------------------------------------------------- */

  /**
   * Changes one person.
   * @param {Person} person
   * @param {(person: Person) => Person} apply
   * @returns {{problem: string, undo: () => string}} `undo` leaves what another tab has changed since, and returns "" or a problem
   */
  function update(person, apply) {
    let [before, after] = [person, person];
    const problem = store.update(person.id, (current) => {
      before = current;
      after = apply(current);
      return after;
    });
    return { problem, undo: () => (problem ? "" : store.update(person.id, (current) => list.revert(current, before, after))) };
  }

  /**
   * Shows what was done, with a way back. If the browser can't store it, it's still done for as long as the page is open.
   * @param {string} problem
   * @param {string} message
   * @param {() => string} undo returns "" or a problem
   */
  function offerUndo(problem, message, undo) {
    draw();
    if (problem === store.GONE) {
      announce(problem);
      return;
    }
    announce(`${message} ${problem}`.trim(), () => {
      const failed = undo();
      draw();
      announce(failed || "It's back the way it was.");
    }, "Undo");
  }

  /** @param {Person} person @param {(person: Person) => Person} apply @param {string} message */
  function change(person, apply, message) {
    const { problem, undo } = update(person, apply);
    offerUndo(problem, message, undo);
  }

  /** @param {PeopleEntry} entry @param {Act} act */
  function complete({ person }, act) {
    change(person, (current) => interviews.complete(current, act, today), `Done: ${act.text.replace(/\.$/, "")}.`);
  }

  /** @returns {Move[]} where a card of the board can be moved to */
  function movesOf() {
    /** @param {StatusId} status @returns {Person["outcome"][]} */
    const outcomesOf = (status) => (status === "closed" ? data.outcomes.map(({ id }) => id) : [""]);
    return data.statuses.flatMap(({ id: status }) => outcomesOf(status).map((outcome) => ({ status, outcome, label: list.labelOf(rules, status, outcome) })));
  }

  /** @param {PeopleEntry} entry @param {Move} to */
  function move({ person, name }, { status, outcome, label }) {
    change(person, (current) => interviews.setStatus(current, status, today, { outcome }), `${name}: ${label}.`);
  }

  /** @param {Person[]} people @param {string} message */
  function removeAll(people, message) {
    offerUndo(store.remove(people.map(({ id }) => id)), message, () => store.restore(people));
  }

  /** @param {Person} one @param {Person} other */
  function merge(one, other) {
    /* Whoever the second one suggested was suggested by the one who stays. */
    const pointing = [...stored.people.values()].filter((person) => person.id !== one.id && person.id !== other.id && list.pointsTo(person, other.id));
    const changes = [update(one, (current) => interviews.merge(current, other)), ...pointing.map((person) => update(person, (current) => list.pointElsewhere(current, other.id, one.id)))];
    const problem = changes.map((made) => made.problem).find(Boolean) || store.remove([other.id]);
    compared = null;
    offerUndo(problem, `${nameOf(one)} is here once now.`, () => [store.restore([other]), ...changes.map(({ undo }) => undo())].find(Boolean) || "");
  }

  /* Forgetting ---------------------------------------------------------------------------------------------------- */

  function forget() {
    const due = interviews.dueForgetting([...store.read().people.values()], schedule.dayOf(new Date()));
    if (!due.length) return;
    store.remove(due.map(({ id }) => id));
    forgotten = due;
  }

  /* Without their day, or they would be deleted again the next time. */
  function keepForgotten() {
    const problem = store.restore(forgotten.map((person) => ({ ...person, forget: "" })));
    const names = list.nameSome(forgotten.map(nameOf));
    const verb = forgotten.length === 1 ? "is" : "are";
    forgotten = [];
    draw();
    announce(`${names} ${verb} back, with no day to be deleted on. You can set a new one in the record. ${problem}`.trim());
  }

  /* One person or everyone ---------------------------------------------------------------------------------------- */

  function route() {
    const id = links.valueIn(location.hash, "person");
    const wasPerson = root.hidden;
    if (id !== null && !wasPerson) scrolledTo = scrollY;
    root.hidden = id !== null;
    personRoot.hidden = id === null;
    if (id !== null) {
      last = id;
      Guide.personView.show(id);
      return;
    }
    Guide.personView.hide();
    draw();
    if (wasPerson) goBackToList();
  }

  function goBackToList() {
    scrollTo({ top: scrolledTo, behavior: "instant" });
    const link = last && root.querySelector(`.guide-everyone a[href="#person=${last}"]`);
    Guide.focus.moveTo(link instanceof HTMLElement ? link : everyone);
  }

  addEventListener("hashchange", route);
  addEventListener("beforeprint", drawAll);
  addEventListener("afterprint", drawFiltered);
  store.watch(() => { if (!root.hidden) draw(); });
  forget();
  route();
})();
