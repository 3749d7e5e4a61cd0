/* The page "Compare your conversations": what several people said, side by side, the reader's own criteria, and what's missing.
 *
 * Everything is read again before it's drawn or changed, since another tab may have changed it. While the reader types, only what
 * depends on the words is drawn again, so no field moves away from under them.
 */
(() => {
  "use strict";

  const { make, button, hidden, required, readData } = Guide.dom;
  const { compare, compareSheet, interviews, interviewStore: store, numbersView } = Guide;

  const data = /** @type {InterviewsData} */ (readData("guide-interviews-data"));
  const page = required("guide-compare");
  const { announce, copyText, readAloud } = Guide.announce.messageBar(page);
  const wide = matchMedia("(min-width: 60em)");

  const PAUSE_MS = 500;
  const MOST_CHIPS = 12;
  /* What the grid on paper asks below its table, in its order, and the mark that tells what belongs there. */
  /** @type {{name: string, mark: Mark | null, prompt: string}[]} */
  const SECTIONS = [
    { name: "agree", mark: "agree", prompt: "You marked this above. Say below what they share, and it prints instead:" },
    { name: "differ", mark: "differ", prompt: "You marked this above. Say below how those people differ, and it prints instead:" },
    { name: "believe", mark: null, prompt: "" },
  ];
  /** @type {Record<Mark, string>} */
  const MARK_LABELS = { agree: "Some agree", differ: "They differ" };
  const SURE = { seen: "S", heard: "H", "": "" };
  const KINDS = { learned: "Learned", quote: "In their words", surprise: "Surprise" };

  /* What's typed but not yet stored, by the id of its field. */
  /** @type {Map<string, () => void>} */
  const pending = new Map();

  const boxes = {
    start: make("div", {}), who: make("div", {}), grid: make("div", {}), questions: make("div", {}), learned: make("div", {}),
    criteria: make("div", {}), written: make("div", {}), missing: make("div", {}), actions: make("div", { className: "guide-actions" }),
  };
  const sheet = make("div", { className: "guide-compare-sheet", "aria-hidden": "true", hidden: true });
  const numbersBox = make("div", {});

  /* What's stored ------------------------------------------------------------------------------------- */

  /**
   * Everything the page shows.
   * @returns {{people: Person[], met: Person[], chosen: Person[], criteria: string[], initials: boolean, choices: CompareChoices,
   *   rows: TopicRow[], nameOf: (person: Person) => string, shown: (name: string) => string}} `shown` is for a name without a record
   */
  function readAll() {
    const { people: stored, criteria, initials, problem } = store.read();
    if (problem) announce(problem);
    const people = [...stored.values()];
    const met = compare.metPeople(people);
    const choices = compare.readChoices(store.setting("compare"));
    const chosen = compare.chosenPeople(met, choices.people, data.most_to_compare);
    const names = compare.namesOf(met, (person) => interviews.displayName(person, initials));
    /** @param {string} name */
    const shown = (name) => interviews.displayName({ name, call: "" }, initials);
    return {
      people, met, chosen, criteria, initials, choices, shown,
      rows: data.topics.map((topic) => compare.topicRow(topic, chosen)),
      nameOf: (person) => names.get(person.id) || interviews.displayName(person, initials),
    };
  }

  /** @param {string} problem @returns {boolean} whether all is well */
  function report(problem) {
    if (problem) announce(problem);
    return !problem;
  }

  /** @param {(choices: CompareChoices) => CompareChoices} change */
  function changeChoices(change) {
    return report(store.saveSettings({ compare: change(readAll().choices) }));
  }

  /**
   * A field whose words are stored as the reader types.
   * @param {string} id
   * @param {string} label what screen readers call it
   * @param {string} value
   * @param {(text: string) => string} save returns a problem as a sentence, or ""
   */
  function savedField(id, label, value, save) {
    const area = make("textarea", { id, rows: 2, dir: "auto", "aria-label": label, value, autocomplete: "off" });
    const keep = () => {
      pending.delete(id);
      report(save(area.value));
      drawComputed();
    };
    let pause = 0;
    area.addEventListener("input", () => {
      pending.set(id, keep);
      clearTimeout(pause);
      pause = setTimeout(() => pending.get(id)?.(), PAUSE_MS);
    });
    area.addEventListener("change", () => pending.get(id)?.());
    return area;
  }

  function savePending() {
    for (const keep of [...pending.values()]) keep();
  }

  /* Who is compared ------------------------------------------------------------------------------------- */

  /** @param {ReturnType<typeof readAll>} all */
  function drawWho({ met, chosen, nameOf }) {
    const isFull = chosen.length >= data.most_to_compare;
    const shown = met.filter((person, at) => at < MOST_CHIPS || chosen.includes(person));
    const others = met.filter((person) => !shown.includes(person));
    boxes.who.replaceChildren(
      make("h2", { id: "who" }, "Who to compare"),
      make("p", { className: "guide-chips", role: "group", "aria-label": "Who to compare" }, ...shown.map((person) => make("label", { className: "guide-chip" },
        make("input", { type: "checkbox", id: `guide-with-${person.id}`, checked: chosen.includes(person), disabled: isFull && !chosen.includes(person), onchange: () => choose(person) }),
        make("span", { dir: "auto" }, nameOf(person))))),
      ...(others.length ? [make("p", { className: "guide-field guide-inline" }, make("label", { for: "guide-with" }, "Someone else you've talked with:"), otherMenu(others, isFull, nameOf))] : []),
      make("p", { className: "guide-when" }, whoNote(chosen.length, met.length, isFull)));
  }

  /** @param {Person[]} others @param {boolean} isFull @param {(person: Person) => string} nameOf */
  function otherMenu(others, isFull, nameOf) {
    const menu = make("select", { id: "guide-with", autocomplete: "off", disabled: isFull },
      make("option", { value: "" }, "Choose one"), ...others.map((person) => make("option", { value: person.id }, nameOf(person))));
    menu.addEventListener("change", () => {
      const person = others.find(({ id }) => id === menu.value);
      if (person) choose(person);
    });
    return menu;
  }

  /** @param {number} chosen @param {number} met @param {boolean} isFull */
  function whoNote(chosen, met, isFull) {
    if (chosen < 2) return "Choose at least two people to see them side by side.";
    if (isFull && met > chosen) return `That's the most that fit side by side. To add someone, take someone out first.`;
    if (chosen < data.least_to_compare) return `Two show you where they differ. With ${data.least_to_compare} or more, you can start to tell one person's story from the job.`;
    return "";
  }

  /** @param {Person} person */
  function choose(person) {
    savePending();
    const { chosen } = readAll();
    const ids = chosen.map(({ id }) => id);
    const isOut = ids.includes(person.id);
    if (isOut && ids.length === 1) {
      announce("Someone has to stay. Add another person first.");
    } else {
      changeChoices((choices) => ({ ...choices, people: isOut ? ids.filter((id) => id !== person.id) : [...ids, person.id] }));
    }
    draw();
  }

  /* Rows: a table where there's room for it, and one below the other where there isn't ------------------ */

  /**
   * @param {string} label
   * @param {string} corner the heading above the rows' own headings
   * @param {Person[]} people
   * @param {(person: Person) => string} nameOf
   * @param {{id: string, title: string, brief?: string, more?: Node[], cells: Node[][]}[]} rows `brief` is how many of them have something there
   */
  function drawRows(label, corner, people, nameOf, rows) {
    if (wide.matches) {
      return make("div", { className: "guide-table", role: "region", "aria-label": label, tabIndex: 0 }, make("table", { className: "guide-grid guide-compare-grid", style: `--guide-people: ${people.length}` },
        make("caption", { className: "guide-hidden" }, label),
        make("thead", {}, make("tr", {}, make("th", { scope: "col", className: "guide-compare-corner" }, corner), ...people.map((person) => make("th", { scope: "col" }, personLink(person, nameOf))))),
        make("tbody", {}, ...rows.map(({ title, more = [], cells }) => make("tr", {},
          make("th", { scope: "row" }, make("span", { dir: "auto" }, title), ...more),
          ...cells.map((cell) => make("td", {}, ...cell)))))));
    }
    return make("div", { className: "guide-compare-cards" }, ...rows.map(({ id, title, brief = "", more = [], cells }) => {
      const card = make("details", { id: `guide-card-${id}`, open: openCards.has(id) },
        make("summary", {}, make("bdi", {}, title), " ", make("span", { className: "guide-compare-brief", id: `guide-brief-${id}` }, brief)),
        make("div", { className: "guide-compare-more" }, ...more),
        ...people.map((person, at) => make("div", { className: "guide-compare-person" }, make("p", { className: "guide-compare-name" }, make("bdi", {}, nameOf(person))), ...cells[at] || [])));
      card.addEventListener("toggle", () => { if (card.open) openCards.add(id); else openCards.delete(id); });
      return card;
    }));
  }

  /** @param {number} count @param {number} all @returns {string} */
  function briefOf(count, all) {
    return `${count} of ${all}`;
  }

  /* On a phone, the rows the reader has opened; the first one begins open. */
  const openCards = new Set(data.topics.slice(0, 1).map(({ id }) => id));

  /** @param {Person} person @param {(person: Person) => string} nameOf */
  function personLink(person, nameOf) {
    const name = make("bdi", {}, nameOf(person));
    return data.pages.interviews ? make("a", { href: `${data.pages.interviews}#person=${person.id}` }, name) : name;
  }

  /** @param {ReturnType<typeof readAll>} all */
  function drawGrid({ chosen, rows, nameOf }) {
    boxes.grid.replaceChildren(
      make("h2", { id: "side-by-side" }, "Side by side"),
      make("p", {}, "A few words each. Put S after what they saw themselves, and H after what they only heard."),
      drawRows("What each of them told me", "Topic", chosen, nameOf, rows.map((row) => ({
        id: row.topic.id,
        title: row.topic.label,
        more: row.topic.about === "person" ? [] : [
          make("div", { className: "guide-compare-signal", id: `guide-signal-${row.topic.id}` }), ...(row.topic.about === "work" ? [marksOf(row)] : [])],
        cells: chosen.map((person) => saidCell(row, person, nameOf)),
      }))));
  }

  /** @param {TopicRow} row @param {Person} person @param {(person: Person) => string} nameOf @returns {Node[]} */
  function saidCell({ topic }, person, nameOf) {
    const isAboutPerson = topic.about === "person";
    const field = savedField(`guide-said-${topic.id}-${person.id}`, `${topic.label}: ${nameOf(person)}`, compare.storedText(person.answers, topic.id),
      (text) => store.update(person.id, (stored) => ({ ...stored, answers: { ...stored.answers, [topic.id]: text } })));
    const known = compare.known(person, "");
    return isAboutPerson && known ? [make("p", { className: "guide-when guide-compare-note", dir: "auto" }, known), field] : [field];
  }

  /** @param {TopicRow} row */
  function marksOf({ topic }) {
    return make("div", { className: "guide-compare-marks", id: `guide-marks-${topic.id}` }, ...compare.MARKS.map((mark) => {
      const box = make("input", { type: "checkbox", id: `guide-${mark}-${topic.id}`, onchange: () => markTopic(topic, mark, box.checked) });
      return make("label", { className: "guide-chip" }, box, make("span", {}, MARK_LABELS[mark], hidden(`: ${topic.label}`)));
    }));
  }

  /** @param {CompareTopicData} topic @param {Mark} mark @param {boolean} isSet */
  function markTopic(topic, mark, isSet) {
    if (changeChoices((choices) => compare.withMark(choices, topic.id, mark, isSet))) readAloud(isSet ? `Marked: ${MARK_LABELS[mark]}.` : "The mark is gone.");
    drawComputed();
  }

  /* Questions and notes ---------------------------------------------------------------------------------- */

  /** @param {ReturnType<typeof readAll>} all */
  function drawQuestions({ chosen, nameOf }) {
    const rows = compare.questionRows(chosen);
    const several = rows.filter(({ count }) => count > 1);
    const single = rows.filter(({ count }) => count === 1);
    /** @param {QuestionRow[]} given @param {string} label @param {string} prefix */
    const table = (given, label, prefix) => drawRows(label, "Question", chosen, nameOf, given.map(({ question, count, cells }, at) => ({
      id: `${prefix}${at}`,
      title: question,
      brief: briefOf(count, chosen.length),
      more: [make("div", { className: "guide-compare-signal" }, count > 1 ? `${count} of ${chosen.length} were asked this.` : "")],
      cells: cells.map(noteCell),
    })));
    boxes.questions.replaceChildren(...(rows.length ? [
      make("h2", { id: "same-question" }, "The same question"),
      several.length ? table(several, "Notes on the same question", "several-") : make("p", {}, "None of them were asked the same question yet. Ask the next person one you've asked before, and compare."),
      ...(single.length ? [make("details", { className: "guide-compare-rest" }, make("summary", {}, `Asked of one person only (${single.length})`), table(single, "Notes on questions one person was asked", "single-"))] : []),
    ] : []));
  }

  /** @param {QuestionCell} cell @returns {Node[]} */
  function noteCell({ wasAsked, notes }) {
    if (!wasAsked) return [make("span", { className: "guide-when" }, "Not asked")];
    if (!notes.length) return [make("span", { className: "guide-when" }, "Asked. Nothing written down.")];
    return notes.map(({ text, marked }) => make("p", { className: "guide-compare-note", dir: "auto" }, marked ? make("strong", {}, text) : text));
  }

  /* What the reader learned --------------------------------------------------------------------------------- */

  /** @param {ReturnType<typeof readAll>} all */
  function drawLearned({ chosen, nameOf }) {
    const told = chosen.filter(({ learned }) => learned.length);
    boxes.learned.replaceChildren(...(told.length ? [
      make("h2", { id: "learned" }, "What you took away"),
      make("p", { className: "guide-when" }, "S: they saw it themselves. H: they heard it from others."),
      make("div", { className: "guide-compare-columns" }, ...told.map((person) => make("section", {},
        make("h3", {}, make("bdi", {}, nameOf(person))),
        make("ul", {}, ...person.learned.map(learnedItem))))),
    ] : []));
  }

  /** @param {Person["learned"][number]} one */
  function learnedItem({ kind, text, sure }) {
    const words = kind === "quote" ? `“${text}”` : text;
    return make("li", {}, kind === "learned" ? null : make("strong", {}, `${KINDS[kind]}: `), make("bdi", {}, words),
      SURE[sure] ? " " : null, SURE[sure] ? make("abbr", { className: "guide-compare-sure", title: sure === "seen" ? "They saw it themselves" : "They heard it" }, SURE[sure]) : null);
  }

  /* The reader's own criteria -------------------------------------------------------------------------------- */

  /** @param {ReturnType<typeof readAll>} all */
  function drawCriteria({ chosen, criteria, nameOf }) {
    const suggestions = data.criteria.filter((one) => !compare.criterionProblem(criteria, one));
    const input = make("input", { id: "guide-criterion", maxLength: compare.MOST_CRITERION_LENGTH, dir: "auto", autocomplete: "off" });
    const form = make("form", { className: "guide-inline", autocomplete: "off" },
      make("label", { for: "guide-criterion" }, "Add what matters to you:"), input, make("button", { type: "submit", className: "guide-button" }, "Add"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      addCriterion(input.value.trim());
    });
    boxes.criteria.replaceChildren(
      make("h2", { id: "criteria" }, "What matters to you"),
      make("p", {}, "Give each a score from 1 (bad) to 5 (good), by what each person's job would mean for you. A score isn't a decision: there's no total here on purpose."),
      ...(criteria.length ? [drawRows("My own criteria", "What matters to you", chosen, nameOf, criteria.map((criterion, at) => ({
        id: `criterion-${at}`,
        title: criterion,
        more: [make("div", { className: "guide-compare-marks" },
          button("Rename", () => startRename(criterion, at), { id: `guide-rename-${at}`, "aria-label": `Rename ${criterion}` }),
          button("Remove", () => removeCriterion(criterion), { "aria-label": `Remove ${criterion}` }))],
        cells: chosen.map((person) => [scoreMenu(person, criterion, at, nameOf)]),
      })))] : []),
      form,
      ...(suggestions.length ? [make("p", { className: "guide-actions" }, make("span", {}, "For example:"),
        ...suggestions.map((one) => button(one, () => addCriterion(one), { "aria-label": `Add ${one}` })))] : []));
  }

  /** @param {Person} person @param {string} criterion @param {number} at @param {(person: Person) => string} nameOf */
  function scoreMenu(person, criterion, at, nameOf) {
    const menu = make("select", { id: `guide-score-${at}-${person.id}`, autocomplete: "off", "aria-label": `${criterion}: ${nameOf(person)}` },
      make("option", { value: "0" }, "No score"), ...Array.from({ length: compare.HIGHEST_SCORE }, (_, number) => make("option", { value: String(number + 1) }, String(number + 1))));
    menu.value = String(compare.scoreOf(person, criterion));
    menu.addEventListener("change", () => {
      report(store.update(person.id, (stored) => compare.withScore(stored, criterion, Number(menu.value))));
      drawComputed();
    });
    return menu;
  }

  /** @param {string} name */
  function addCriterion(name) {
    const { criteria } = readAll();
    const problem = compare.criterionProblem(criteria, name);
    if (problem) {
      announce(problem);
      return;
    }
    if (report(store.saveSettings({ criteria: [...criteria, name] }))) announce(`Added “${name}.”`);
    openCards.add(`criterion-${criteria.length}`);
    draw();
    document.getElementById("guide-criterion")?.focus();
  }

  /** @param {string} criterion @param {number} at */
  function startRename(criterion, at) {
    const opener = required(`guide-rename-${at}`);
    const input = make("input", { id: "guide-new-name", value: criterion, maxLength: compare.MOST_CRITERION_LENGTH, dir: "auto", autocomplete: "off", "aria-label": `New name for ${criterion}` });
    const form = make("form", { className: "guide-inline", autocomplete: "off" }, input,
      make("button", { type: "submit", className: "guide-button" }, "Save"), button("Cancel", () => { draw(); document.getElementById(`guide-rename-${at}`)?.focus(); }));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (rename(criterion, input.value.trim())) document.getElementById(`guide-rename-${at}`)?.focus();
    });
    opener.replaceWith(form);
    input.select();
  }

  /** @param {string} before @param {string} after @returns {boolean} whether it has the new name */
  function rename(before, after) {
    const { people, criteria } = readAll();
    const problem = after === before ? "" : compare.criterionProblem(criteria, after, before);
    if (problem) {
      announce(problem);
      return false;
    }
    const problems = after === before ? [] : [
      store.saveSettings({ criteria: criteria.map((one) => (one === before ? after : one)) }),
      ...people.filter((person) => compare.scoreOf(person, before)).map(({ id }) => store.update(id, (stored) => compare.withRenamedScore(stored, before, after))),
    ];
    if (report(problems.find(Boolean) || "") && after !== before) announce(`It's called “${after}” now.`, () => { rename(after, before); }, "Undo");
    draw();
    return true;
  }

  /** @param {string} criterion */
  function removeCriterion(criterion) {
    const { people, criteria } = readAll();
    const scores = people.map((person) => ({ id: person.id, score: compare.scoreOf(person, criterion) })).filter(({ score }) => score);
    const problems = [
      store.saveSettings({ criteria: criteria.filter((one) => one !== criterion) }),
      ...scores.map(({ id }) => store.update(id, (stored) => compare.withScore(stored, criterion, 0))),
    ];
    if (report(problems.find(Boolean) || "")) announce(`Removed “${criterion}.”`, () => restoreCriterion(criterion, criteria.indexOf(criterion), scores), "Undo");
    draw();
  }

  /** @param {string} criterion @param {number} at @param {{id: string, score: number}[]} scores */
  function restoreCriterion(criterion, at, scores) {
    const { criteria } = readAll();
    const problems = [
      criteria.includes(criterion) ? "" : store.saveSettings({ criteria: [...criteria.slice(0, at), criterion, ...criteria.slice(at)] }),
      ...scores.map(({ id, score }) => store.update(id, (stored) => compare.withScore(stored, criterion, score))),
    ];
    if (report(problems.find(Boolean) || "")) announce("It's back.");
    draw();
  }

  /* What stands out, and what's missing ------------------------------------------------------------------------ */

  /** The parts of the grid below its table, each with what the marks put there. */
  function sections() {
    return (data.grid_sections || []).slice(0, SECTIONS.length).map((section, at) => ({ ...section, ...(SECTIONS[at] || { name: "", mark: null, prompt: "" }) }));
  }

  /** @param {ReturnType<typeof readAll>} all */
  function drawWritten({ choices }) {
    boxes.written.replaceChildren(
      make("h2", { id: "stands-out" }, "What stands out"),
      ...sections().flatMap(({ heading, name, mark }) => [
        make("h3", {}, heading),
        ...(mark ? [make("div", { id: `guide-marked-${name}` })] : []),
        savedField(`guide-own-${name}`, heading, compare.storedText(choices.texts, name),
          (text) => store.saveSettings({ compare: withText(readAll().choices, name, text) })),
      ]));
  }

  /** @param {CompareChoices} choices @param {string} name @param {string} text @returns {CompareChoices} */
  function withText(choices, name, text) {
    return { ...choices, texts: { ...choices.texts, [name]: text } };
  }

  /** @param {string} heading @param {(string | Node)[]} items */
  function listOf(heading, items) {
    return items.length ? [make("p", {}, heading), make("ul", {}, ...items.map((item) => make("li", {}, item)))] : [];
  }

  /** @param {ReturnType<typeof readAll>} all */
  function drawMissing({ people, met, rows, nameOf, shown }) {
    const { unanswered, once } = compare.toAskAbout(rows);
    const next = compare.toAskNext(people);
    const others = data.pages.interviews ? [make("a", { href: data.pages.interviews }, `${next.more} more on your list`)] : [`${next.more} more on your list`];
    const parts = [
      ...listOf("No one has told you about these yet. Ask the next person:", unanswered),
      ...listOf("Only one person has told you about these, so ask someone else, too:", once),
      ...listOf("Views you don't have yet, as far as your notes say:", compare.missingViews({ met, topics: data.topics, relationships: data.relationships, shown })),
      ...listOf("On your list, not asked yet:", [...next.people.map((suggested) => suggestion(suggested, nameOf)), ...(next.more ? others : [])]),
      ...listOf("Named by people you talked with, and not on your list yet:", compare.namedPeople(people).map((one) => namedItem({ ...one, name: shown(one.name) }, nameOf))),
    ];
    boxes.missing.replaceChildren(make("h2", { id: "missing" }, "What's missing, and who to ask next"),
      ...(parts.length ? parts : [make("p", {}, "Nothing that your notes would show. If something still worries you, ask one more person about that alone.")]));
  }

  /** @param {{person: Person, why: string}} suggested @param {(person: Person) => string} nameOf */
  function suggestion({ person, why }, nameOf) {
    const summary = interviews.summaryOf(person);
    return make("span", {}, personLink(person, nameOf), make("bdi", {}, summary ? `, ${summary}` : ""), why ? ` (${why})` : "");
  }

  /** @param {{name: string, note: string, by: Person}} named @param {(person: Person) => string} nameOf */
  function namedItem({ name, note, by }, nameOf) {
    return make("span", {}, make("bdi", {}, note ? `${name}, ${note}` : name), " (from ", personLink(by, nameOf), ")");
  }

  /* Printing and copying --------------------------------------------------------------------------------------- */

  /**
   * What the reader's marks put into a section.
   * @param {Mark | null} mark
   * @param {Pick<ReturnType<typeof readAll>, "choices" | "rows" | "nameOf">} all
   */
  function markedLines(mark, { choices, rows, nameOf }) {
    if (!mark) return [];
    const line = mark === "agree" ? compare.agreedLine : compare.lineOf;
    return rows.filter((row) => compare.isMarked(choices, row, mark)).map((row) => line(row, nameOf));
  }

  /** @param {ReturnType<typeof readAll>} all */
  function sectionLines({ choices, rows, nameOf }) {
    return sections().map(({ heading, name, mark, lines }) => {
      const own = compare.storedText(choices.texts, name).split("\n").map((line) => line.trim()).filter(Boolean);
      const marked = markedLines(mark, { choices, rows, nameOf });
      return { heading, lines: [...own, ...(own.length ? [] : marked)], blank: lines };
    });
  }

  function copyGrid() {
    savePending();
    const all = readAll();
    copyText(compare.asText({ rows: all.rows, sections: sectionLines(all), nameOf: all.nameOf }), "The comparison", "It names the people, so take care who you send it to.");
  }

  /* It's what prints, however the reader starts printing, unless it's the record. */
  function fillSheet() {
    savePending();
    const all = readAll();
    const isRecord = document.documentElement.classList.contains("print-record");
    sheet.hidden = isRecord || !canCompare(all);
    if (!sheet.hidden) compareSheet.fill(sheet, { rows: all.rows, people: all.chosen, criteria: all.criteria, sections: sectionLines(all), nameOf: all.nameOf });
  }

  function printGrid() {
    fillSheet();
    print();
  }

  function drawActions() {
    boxes.actions.replaceChildren(
      button("Print the comparison grid", printGrid, { id: "guide-print-grid", className: "guide-button guide-button-first" }),
      button("Copy it as text", copyGrid, { id: "guide-copy-grid" }));
  }

  /* Drawing ------------------------------------------------------------------------------------------------------ */

  /** What depends on words the reader has just typed or marked, and has no field in it. */
  function drawComputed() {
    const all = readAll();
    if (!canCompare(all)) return;
    for (const row of all.rows) {
      const { id } = row.topic;
      document.getElementById(`guide-signal-${id}`)?.replaceChildren(compare.signal(row, all.nameOf));
      document.getElementById(`guide-brief-${id}`)?.replaceChildren(row.topic.about === "person" ? "" : briefOf(row.answered.length, all.chosen.length));
      const marks = document.getElementById(`guide-marks-${id}`);
      if (marks) marks.hidden = row.answered.length < 2;
      for (const mark of compare.MARKS) {
        const box = document.getElementById(`guide-${mark}-${id}`);
        if (box instanceof HTMLInputElement) box.checked = compare.isMarked(all.choices, row, mark);
      }
    }
    for (const { name, mark, prompt } of sections()) {
      const marked = markedLines(mark, all).map((line) => make("bdi", {}, line));
      document.getElementById(`guide-marked-${name}`)?.replaceChildren(...listOf(prompt, marked));
    }
    drawMissing(all);
  }

  /** @param {ReturnType<typeof readAll>} all */
  function canCompare({ chosen }) {
    return chosen.length > 1;
  }

  /** @param {ReturnType<typeof readAll>} all */
  function drawStart({ people, met }) {
    const list = data.pages.interviews;
    const where = list ? [make("a", { href: list }, "My interviews")] : ["My interviews"];
    if (!people.length) return [make("p", {}, "No one is on your list yet. Add the people you talk with in ", ...where, ", and their answers can stand side by side here.")];
    if (!met.length) return [make("p", {}, "You haven't talked with anyone on your list yet. When you have, mark it in ", ...where, ", and this page fills in what it can.")];
    if (met.length === 1) return [make("p", {}, "You've talked with one person so far. One conversation tells you about one person. Come back after the second, and better still after the third.")];
    return [];
  }

  function draw() {
    savePending();
    const focused = document.activeElement instanceof HTMLElement && page.contains(document.activeElement) ? document.activeElement : null;
    const at = focused instanceof HTMLTextAreaElement ? focused.selectionStart : null;
    const all = readAll();
    boxes.start.replaceChildren(...drawStart(all));
    const empty = [boxes.who, boxes.grid, boxes.questions, boxes.learned, boxes.criteria, boxes.written, boxes.missing, boxes.actions];
    for (const box of empty) box.replaceChildren();
    if (all.met.length > 1) drawWho(all);
    if (canCompare(all)) {
      drawGrid(all);
      drawQuestions(all);
      drawLearned(all);
      drawCriteria(all);
      drawWritten(all);
      drawActions();
      drawComputed();
    }
    numbersPart.draw(all.people, all.initials);
    const again = focused?.id ? document.getElementById(focused.id) : null;
    if (again !== focused) again?.focus({ preventScroll: true });
    if (again instanceof HTMLTextAreaElement && at !== null) again.setSelectionRange(at, at);
  }

  page.append(boxes.start, boxes.who, boxes.grid, boxes.questions, boxes.learned, boxes.criteria, boxes.written, boxes.missing, boxes.actions, numbersBox, sheet);
  const numbersPart = numbersView.start(numbersBox, { data, announce, copyText });
  store.watch(draw);
  wide.addEventListener("change", draw);
  addEventListener("pagehide", savePending);
  addEventListener("beforeprint", fillSheet);
  addEventListener("afterprint", () => { sheet.hidden = true; });
  draw();
})();
