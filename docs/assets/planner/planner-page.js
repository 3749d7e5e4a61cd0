/* The page "Plan your conversation": shows what the planner's core chooses, and lets the reader change, save, print and share it.
 *
 * A plan lives in this page, in the tab's own storage while the tab is open, in the browser's under a
 * name when the reader saves it, and behind "#" in a link, which a browser never sends to a server.
 */
(() => {
  "use strict";

  const { make, button, hidden, required, find, readData, printThen } = Guide.dom;
  const { cut } = Guide.textFormat;
  const { links, planner, storage } = Guide;

  const bank = planner.openBank(/** @type {PlannerData} */ (readData("guide-planner-data")));
  const MAX_UNDO_STEPS = 50;
  const MAX_NAME_LENGTH = 80;
  const OWN_WORDING = { id: "own", label: "In my own words" };

  const form = required("guide-choices", HTMLFormElement);
  const { announce, copyText } = Guide.announce.messageBar(required("guide-planner"));
  const planBox = required("guide-plan");
  const sheet = required("guide-sheet");

  /** @type {Plan | null} */
  let shown = null;
  let round = 0;
  /** @type {Opened | null} The saved plan that this one came from. */
  let opened = null;
  /** @type {{plan: Plan, opened: Opened | null}[]} Plans to go back to, the last one last. */
  const earlier = [];

  /** The plan on the page. Whatever changes a plan runs only when there is one. */
  function current() {
    if (!shown) throw new Error("There is no plan on the page yet.");
    return shown;
  }

  /** @param {keyof Choices | "order"} name */
  function menu(name) {
    return find(form, `[name=${name}]`, HTMLSelectElement);
  }

  /** @returns {Choices} */
  function chosen() {
    return {
      goal: menu("goal").value, person: menu("person").value, audience: menu("audience").value, mode: menu("mode").value,
      field: menu("field").value, minutes: Number(menu("minutes").value),
    };
  }

  /** @param {Choices} choices */
  function showChoices(choices) {
    const { minutes, ...terms } = choices;
    const lengths = menu("minutes");
    if (![...lengths.options].some(({ value }) => value === String(minutes))) lengths.append(make("option", { value: String(minutes) }, `${minutes} minutes`));
    lengths.value = String(minutes);
    for (const name of /** @type {(keyof typeof terms)[]} */ (Object.keys(terms))) menu(name).value = terms[name];
  }

  /* Changing ------------------------------------------------------------------------------------- */

  /** @param {Plan} next @param {string} [text] */
  function change(next, text) {
    if (shown) {
      earlier.push({ plan: shown, opened });
      if (earlier.length > MAX_UNDO_STEPS) earlier.shift();
    }
    shown = next;
    draw();
    if (text) announce(text);
  }

  /** @param {Entry[]} entries @param {string} [text] */
  function changeEntries(entries, text) {
    change({ ...current(), entries }, text);
  }

  /** @param {number} index @param {(entry: Entry) => Entry} changed @param {string} [text] */
  function changeEntry(index, changed, text) {
    changeEntries(current().entries.map((entry, at) => (at === index ? changed(entry) : entry)), text);
  }

  function undo() {
    const last = earlier.pop();
    if (!last) {
      announce("There is nothing to undo.");
      return;
    }
    [shown, opened] = [last.plan, last.opened];
    showChoices(last.plan.choices);
    draw();
    announce("Undone.");
  }

  /* What stays when a new plan is made: what is pinned, and the reader's own words. */
  function fixedEntries() {
    return shown ? shown.entries.filter((entry) => entry.pinned || entry.id === undefined || entry.words) : [];
  }

  function propose() {
    const tone = shown ? shown.tone : "text";
    const fixed = fixedEntries();
    const next = { ...planner.choose(bank, chosen(), round, fixed), tone };
    change(next, `A plan with ${next.entries.length} questions.${fixed.length ? " What you pinned or wrote stayed." : ""}`);
  }

  /** @param {number} index */
  function swap(index) {
    const [other] = planner.alternatives(bank, current(), index);
    if (!other) {
      announce("No other question of this kind fits in its place.");
      return;
    }
    /** @param {Entry} entry @returns {BankEntry} */
    const swapped = ({ stage, pinned }) => (pinned ? { id: other.id, stage, pinned } : { id: other.id, stage });
    changeEntry(index, swapped);
    announce(`Now: ${textAt(index)}`);
  }

  /** @param {number} index */
  function textAt(index) {
    const entry = current().entries[index];
    return entry ? planner.textOf(bank, current(), entry) : "";
  }

  /** @param {number} index @param {-1 | 1} step */
  function move(index, step) {
    const before = current().entries;
    const entries = planner.move(before, index, step);
    if (entries === before) {
      announce(step < 0 ? "This is the first question." : "This is the last question.");
      return;
    }
    /* An entry that only joined the next stage is a changed copy at its old place. */
    const at = entries[index + step] === before[index] ? index + step : index;
    const stage = bank.stages.find(({ id }) => id === entries[at]?.stage);
    changeEntries(entries, `Number ${at + 1} of ${entries.length}, in ${stage?.label}.`);
    focusOn(at, step < 0 ? "up" : "down");
  }

  /** @param {number} index */
  function remove(index) {
    changeEntries(current().entries.filter((_, at) => at !== index));
    announce("Removed.", undo, "Undo");
    const { length } = current().entries;
    if (length) focusOn(Math.min(index, length - 1), "remove");
    else find(planBox, "h2").focus();
  }

  function addOne() {
    const question = planner.oneMore(bank, current());
    if (!question) {
      announce("No other question fits in the time that is left. Take one out first, or choose a longer talk.");
      return;
    }
    insert({ id: question.id, stage: question.stage });
    announce(`Added: ${question.text}`);
  }

  /** @param {PlannerQuestion} question */
  function askAnyway(question) {
    insert({ id: question.id, stage: question.stage });
    announce("It is in the plan now. Look first all the same, and ask for what is missing.");
  }

  /**
   * At the end of its stage, but before the closing.
   * @param {Entry} entry
   */
  function insert(entry) {
    changeEntries(planner.inOrder(bank, [...current().entries, entry]));
  }

  /** @param {SubmitEvent} event */
  function addOwn(event) {
    event.preventDefault();
    const words = required("guide-own-words", HTMLTextAreaElement);
    if (!words.value.trim()) {
      announce("Write your question first.");
      words.focus();
      return;
    }
    const stage = required("guide-own-stage", HTMLSelectElement).value;
    insert({ text: words.value, stage, minutes: Number(required("guide-own-minutes", HTMLSelectElement).value) });
    announce("Your question is in the plan.");
    required("guide-own-words").focus();
  }

  /* Showing -------------------------------------------------------------------------------------- */

  /** @returns {HTMLElement[]} */
  function rows() {
    return [...planBox.querySelectorAll("li")].filter(({ dataset }) => dataset.entry !== undefined);
  }

  /** @param {number} index @param {string} action */
  function focusOn(index, action) {
    const row = rows()[index];
    const target = row?.querySelector(`[data-action=${action}]`) || row?.querySelector("button");
    if (target instanceof HTMLElement) target.focus();
  }

  /* A function that puts the focus back to where it is now, in the plan that is drawn next. */
  function focusKeeper() {
    const active = document.activeElement;
    if (!(active instanceof HTMLElement) || !planBox.contains(active)) return () => {};
    const { id, dataset: { action } } = active;
    const index = rows().findIndex((row) => row.contains(active));
    return () => {
      if (action && index >= 0) focusOn(index, action);
      else if (id) document.getElementById(id)?.focus();
    };
  }

  function draw() {
    const plan = current();
    const restoreFocus = focusKeeper();
    const unfolded = new Set([...planBox.querySelectorAll("details")].filter((details) => details.open).map(({ dataset }) => dataset.keep));
    planBox.hidden = false;
    planBox.replaceChildren(...sections(plan).filter((section) => section !== null));
    for (const details of planBox.querySelectorAll("details")) details.open = unfolded.has(details.dataset.keep);
    drawSheet(plan);
    storeDraft(plan);
    restoreFocus();
  }

  /** @param {Plan} plan */
  function storeDraft(plan) {
    storage.write("planDraft", planner.pack(bank, plan));
  }

  /** @param {Plan} plan @returns {(HTMLElement | null)[]} */
  function sections(plan) {
    const time = planner.timing(bank, plan);
    const list = planner.lookUp(bank, plan);
    return [
      make("h2", { tabIndex: -1 }, "Your plan"),
      make("p", {}, planner.summary(bank, plan)),
      make("p", { className: "guide-time" }, timeLine(time)),
      make("div", { className: "guide-actions" },
        button("Another plan", () => { round += 1; propose(); }, { id: "guide-another" }),
        button("Add a question", addOne, { id: "guide-more" }),
        button("Undo", undo, { id: "guide-undo", "aria-disabled": String(!earlier.length) }),
        toneMenu(plan)),
      list.length ? lookUpBox(list) : null,
      ...time.stages.map((stage) => stageBox(plan, stage)),
      ownForm(),
      takeAlongBox(),
    ];
  }

  /** @param {Timing} time */
  function timeLine({ planned, spare, left, over }) {
    const all = `Questions ${planned} min, kept for follow-ups ${Math.max(spare + Math.min(left, 0), 0)} min`;
    if (over) return `${all}. That is ${over} min longer than the talk: take something out.`;
    if (left < 0) return `${all}. It fits, but leaves little room for follow-ups.`;
    return left ? `${all}, still free ${left} min.` : `${all}. The time is used well.`;
  }

  /** @param {Plan} plan */
  function toneMenu(plan) {
    const select = make("select", { id: "guide-tone", onchange: () => change({ ...current(), tone: select.value }, "The wording has changed where there is one of that kind.") },
      ...bank.tones.filter(({ id }) => id !== "softener").map(({ id, label }) => make("option", { value: id, selected: id === plan.tone }, label)));
    return make("span", { className: "guide-inline" }, make("label", { for: "guide-tone" }, "Wording "), select);
  }

  /** @param {ReturnType<typeof planner.lookUp>} list */
  function lookUpBox(list) {
    return make("details", { "data-keep": "look-up" },
      make("summary", {}, `Look up before the talk (${list.length})`),
      make("ul", {}, ...list.map(({ question, where, asked }) => make("li", {},
        make("a", { href: question.href }, question.text), ` Look in: ${where}. `,
        asked ? "It is in your plan: ask for what is missing. " : button("Ask it anyway", () => askAnyway(question), { "aria-label": `Ask it anyway: ${question.text}` })))));
  }

  /** @param {Plan} plan @param {PlannerStage} stage */
  function stageBox(plan, stage) {
    const entries = plan.entries.map((entry, index) => ({ entry, index })).filter(({ entry }) => entry.stage === stage.id);
    const [first] = entries;
    if (!first) return null;
    return make("section", {},
      make("h3", {}, `${stage.label} `, make("small", {}, `minute ${stage.start} to ${stage.end}`)),
      make("p", { className: "guide-stage-note" }, stage.note),
      make("ol", { className: "guide-entries", start: first.index + 1 }, ...entries.map(({ entry, index }) => entryRow(plan, entry, index))));
  }

  /** @param {Plan} plan @param {Entry} entry @param {number} index */
  function entryRow(plan, entry, index) {
    const question = entry.id === undefined ? null : planner.questionOf(bank, entry.id);
    const text = planner.textOf(bank, plan, entry);
    const own = ownText(entry);
    const of = () => hidden(`: ${cut(text, 80)}`);
    /** @param {string} action @param {Node} label @param {() => void} act */
    const tool = (action, label, act) => button(label, act, { "data-action": action });
    return make("li", { "data-entry": "" },
      own === null ? make("p", { className: "guide-entry-words" }, text) : ownWords(own, index),
      make("p", { className: "guide-tags" }, tags(entry, question)),
      make("div", { className: "guide-entry-buttons", role: "group", "aria-label": `Change number ${index + 1}` },
        tool("up", make("span", {}, "↑", hidden(" up")), () => move(index, -1)),
        tool("down", make("span", {}, "↓", hidden(" down")), () => move(index, 1)),
        question ? tool("swap", make("span", {}, "Swap", of()), () => swap(index)) : null,
        tool("pin", make("span", {}, entry.pinned ? "Unpin" : "Pin", of()), () => changeEntry(index, (old) => ({ ...old, pinned: !old.pinned }), entry.pinned ? "No longer pinned." : "Pinned: it stays when you make another plan.")),
        tool("remove", make("span", {}, "Remove", of()), () => remove(index))),
      question && entry.id !== undefined ? more(plan, entry, question, index) : null);
  }

  /** @param {Entry} entry @param {PlannerQuestion | null} question */
  function tags(entry, question) {
    const isSensitive = question?.sensitivity === "high";
    return [`${planner.minutesOf(bank, entry)} min`, !question && "your own", isSensitive && bank.sensitive, entry.pinned && "pinned"].filter(Boolean).join(" · ");
  }

  /**
   * What the reader wrote themselves, be it a question or other words for one; null where they did not.
   * @param {Entry} entry
   */
  function ownText(entry) {
    return entry.id === undefined ? entry.text : entry.words ?? null;
  }

  /** @param {Plan} plan @param {BankEntry} entry @param {PlannerQuestion} question @param {number} index */
  function wordingMenu(plan, entry, question, index) {
    const now = entry.words === undefined ? planner.toneOf(bank, plan, entry) : OWN_WORDING.id;
    const available = planner.wordings(bank, question).map(({ tone }) => tone);
    const tones = [...bank.tones.filter(({ id }) => available.includes(id)), OWN_WORDING];
    const select = make("select", { "data-action": "wording", "aria-label": `Wording of number ${index + 1}`, onchange: () => chooseWording(entry, index, select.value) },
      ...tones.map(({ id, label }) => make("option", { value: id, selected: id === now }, label)));
    return select;
  }

  /** @param {BankEntry} entry @param {number} index @param {string} tone or the reader's own words */
  function chooseWording({ id, stage, pinned }, index, tone) {
    const chosenTone = tone === OWN_WORDING.id ? { words: textAt(index) } : { tone };
    changeEntry(index, () => ({ id, stage, ...(pinned === undefined ? {} : { pinned }), ...chosenTone }));
    if (tone === OWN_WORDING.id) rows()[index]?.querySelector("textarea")?.focus();
  }

  /**
   * The reader's own words. They are stored letter by letter, without redrawing the plan under the cursor.
   * @param {string} text
   * @param {number} index
   */
  function ownWords(text, index) {
    const area = make("textarea", { rows: 2, dir: "auto", "data-action": "words", "aria-label": `Your words for number ${index + 1}`, value: text, oninput: () => {
      const entries = current().entries.map((entry, at) => (at === index ? { ...entry, [entry.id === undefined ? "text" : "words"]: area.value } : entry));
      shown = { ...current(), entries };
      drawSheet(shown);
      storeDraft(shown);
    } });
    return area;
  }

  /** @param {Plan} plan @param {BankEntry} entry @param {PlannerQuestion} question @param {number} index */
  function more(plan, entry, question, index) {
    return make("details", { "data-keep": question.id },
      make("summary", {}, "What to ask next, wording", hidden(`: ${question.text}`)),
      make("p", { className: "guide-inline" }, "Wording ", wordingMenu(plan, entry, question, index)),
      make("ul", {}, ...question.probes.map((probe) => make("li", {}, probe))),
      make("p", {}, `${question.purpose} Ask it when: ${question.ask_when} `, make("a", { href: question.href }, "More on this question")));
  }

  function ownForm() {
    const stages = bank.stages.map((stage) => make("option", { value: stage.id, selected: stage.id === planner.middleStage(bank) }, stage.label));
    const minutes = [1, 2, 3, 4, 5].map((count) => make("option", { value: String(count), selected: count === planner.OWN_MINUTES }, `${count} min`));
    return make("details", { "data-keep": "own" },
      make("summary", {}, "Add a question of your own"),
      make("form", { onsubmit: addOwn },
        make("p", { className: "guide-field" }, make("label", { for: "guide-own-words" }, "Your question"), make("textarea", { id: "guide-own-words", name: "words", rows: 2, dir: "auto" })),
        make("p", { className: "guide-actions" },
          make("span", { className: "guide-inline" }, make("label", { for: "guide-own-stage" }, "Stage "), make("select", { id: "guide-own-stage", name: "stage" }, ...stages)),
          make("span", { className: "guide-inline" }, make("label", { for: "guide-own-minutes" }, "Time "), make("select", { id: "guide-own-minutes", name: "minutes" }, ...minutes)),
          make("button", { type: "submit", id: "guide-own-add", className: "guide-button" }, "Add it"))));
  }

  /* Taking it along ------------------------------------------------------------------------------ */

  function takeAlongBox() {
    return make("section", {},
      make("h3", {}, "Take it along"),
      make("div", { className: "guide-actions" },
        button("Print or save as PDF", () => print(), { id: "guide-print" }),
        button("Print with room for notes", printForNotes, { id: "guide-print-notes" }),
        button("Copy as text", () => copyText(planner.asText(bank, current()), "The plan"), { id: "guide-copy" }),
        button("Copy as Markdown", () => copyText(planner.asMarkdown(bank, current()), "The plan"), { id: "guide-copy-markdown" }),
        button("Copy a link to it", () => share(current()), { id: "guide-share" })),
      make("form", { className: "guide-actions", onsubmit: save },
        make("span", { className: "guide-inline" }, make("label", { for: "guide-name" }, "Save it here as "),
          make("input", { id: "guide-name", name: "name", type: "text", autocomplete: "off", dir: "auto", value: opened ? opened.name : "" })),
        make("button", { type: "submit", id: "guide-save", className: "guide-button" }, "Save")));
  }

  /** @param {Plan} plan */
  function share(plan) {
    const link = planner.toLink(bank, plan);
    if (!link) {
      announce("This plan is too long for a link. Save it here, or copy it as text.");
      return;
    }
    copyText(`${location.href.split(/[?#]/)[0]}#plan=${link}`, "The link", "It holds the whole plan, with your own words in it. Whoever has it can read them.");
  }

  const savedPlans = Guide.savedItems.savedList({
    stored: "plans",
    container: required("guide-saved"),
    announce,
    open: (name, { saved, content }) => {
      const read = planner.unpack(bank, content);
      /* What could not be read is still in the saved plan. So that it is not lost, this one is saved as another. */
      show(read, `“${name}” is open.`, read.isComplete ? { name, saved } : null);
    },
  });

  /** @param {SubmitEvent} event */
  function save(event) {
    event.preventDefault();
    const name = required("guide-name", HTMLInputElement).value.trim();
    const result = savedPlans.save(cut(name, MAX_NAME_LENGTH) || "My plan", planner.pack(bank, current()), opened);
    if (result.opened) {
      opened = result.opened;
      draw();
    } else {
      announce(`${result.problem} The plan is still on this page: print it, or copy a link to it.`);
    }
  }

  /**
   * Shows a plan that was read, or says why not.
   * @param {ReadPlan} read
   * @param {string} text
   * @param {Opened | null} [from] the saved item that it is
   */
  function show({ plan, notes, problem }, text, from = null) {
    if (!plan) {
      announce(problem);
      return;
    }
    const hadPlan = shown !== null;
    round = 0;
    change(plan);
    opened = from;
    showChoices(plan.choices);
    draw();
    const said = [text, ...notes].join(" ");
    if (hadPlan) announce(said, undo, "Back to the plan that was here");
    else announce(said);
  }

  /** @param {string} id @returns {boolean} whether there is such a running order */
  function showOrder(id) {
    const order = bank.orders.find((one) => one.id === id);
    if (order) show({ plan: planner.fromOrder(bank, order), notes: [], isComplete: true }, `“${order.title}” is open, for you to change.`);
    return order !== undefined;
  }

  /* Paper ---------------------------------------------------------------------------------------- */

  /* One page of A4 or Letter: the first of these that fits, in points, lines to write on for each question, and its probes. */
  /** @type {[points: number, lines: number, probes: number][]} */
  const FITS = [
    [11, 3, 3], [11, 2, 3], [10.5, 2, 3], [10, 2, 3], [9.5, 2, 3], [10.5, 1, 3], [10, 1, 3], [9.5, 1, 3], [9, 1, 3],
    [9, 1, 2], [8.5, 1, 2], [8, 1, 2], [8, 1, 1], [7.5, 1, 1], [7, 1, 1],
  ];
  const NOTE_LINES = 6;
  const PAPER_HEIGHT_MM = 240;
  const PIXELS_A_MM = 96 / 25.4;

  /** @param {Plan} plan */
  function drawSheet(plan) {
    const first = planner.lookUp(bank, plan).filter(({ asked }) => !asked);
    /** @param {string} text */
    const blank = (text) => make("span", { className: "guide-blank" }, text);
    sheet.replaceChildren(
      make("h2", {}, "Plan for an information interview"),
      make("p", {}, planner.summary(bank, plan)),
      make("p", { className: "guide-blanks" }, blank("With"), blank("Date and time"), blank("I stop at")),
      first.length ? make("p", {}, make("strong", {}, "Look up, don't ask: "), first.map(({ question, where }) => `${question.text} (${where})`).join(" ")) : "",
      make("table", { className: "guide-rows" }, make("colgroup", {}, make("col"), make("col")), ...planner.timing(bank, plan).stages.map((stage) => paperStage(plan, stage))));
    sheet.hidden = false;
    fitSheet();
  }

  /** @param {Plan} plan @param {PlannerStage} stage */
  function paperStage(plan, stage) {
    const entries = plan.entries.filter((entry) => entry.stage === stage.id);
    if (!entries.length) return null;
    return make("tbody", {},
      make("tr", {}, make("th", { colSpan: 2, scope: "rowgroup" }, `${stage.label}, minute ${stage.start} to ${stage.end}`)),
      ...entries.map((entry) => make("tr", {}, make("td", {}, ...paperQuestion(plan, entry)), make("td", { className: "guide-notes" }))));
  }

  /** @param {Plan} plan @param {Entry} entry */
  function paperQuestion(plan, entry) {
    const probes = entry.id === undefined ? [] : planner.questionOf(bank, entry.id).probes;
    return [make("b", { dir: "auto" }, planner.textOf(bank, plan, entry)), ...probes.map((probe) => make("small", {}, ` ${probe}`))];
  }

  /* Measured out of sight, at the width of the paper: a browser tells a page nothing about its printed self. */
  function fitSheet() {
    sheet.classList.add("is-measured");
    for (const size of FITS) {
      setSheet(...size);
      if (sheet.scrollHeight <= PAPER_HEIGHT_MM * PIXELS_A_MM) break;
    }
    sheet.classList.remove("is-measured");
  }

  /** @param {number} points @param {number} lines @param {number} probes */
  function setSheet(points, lines, probes) {
    sheet.style.fontSize = `${points}pt`;
    for (const cell of sheet.querySelectorAll("td")) [...cell.querySelectorAll("small")].forEach((probe, at) => { probe.hidden = at >= probes; });
    for (const cell of sheet.querySelectorAll(".guide-notes")) cell.replaceChildren(...Array.from({ length: lines }, () => make("i")));
  }

  /* A note sheet with the reader's own questions, on as many pages as it takes. */
  function printForNotes() {
    setSheet(11, NOTE_LINES, 3);
    printThen(fitSheet);
  }

  /* Beginning ------------------------------------------------------------------------------------ */

  /* A plan in the address is taken out of it, so that loading the page again does not undo what the reader changed. What could not be
   * read stays there. */
  function showFromAddress() {
    const link = links.valueIn(location.hash, "plan");
    if (link === null) return false;
    const read = planner.fromLink(bank, link);
    if (read.plan) clearAddress();
    show(read, "This is the plan from the link.");
    return read.plan !== undefined;
  }

  /* A link to a running order of the guide. */
  function showOrderFromAddress() {
    const { values } = links.parametersIn(location.search, ["order"]);
    const text = values.get("order") || "";
    const { found: [order], unread } = links.readList(text, (id) => bank.orders.find((one) => one.id === id));
    if (order && showOrder(order.id)) clearAddress();
    else if (text) announce(`This guide does not have the running order in the link. ${links.unreadNote(unread)}`.trim());
  }

  function clearAddress() {
    history.replaceState(null, "", location.pathname);
  }

  function showDraft() {
    const { value, problem } = storage.read("planDraft");
    if (problem) announce(problem);
    if (!value) return;
    const { plan, isComplete } = planner.unpack(bank, value);
    if (!isComplete) announce(storage.setAside("planDraft") || storage.SET_ASIDE_NOTE);
    if (!plan) return;
    shown = plan;
    showChoices(plan.choices);
    draw();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    round = 0;
    propose();
    find(planBox, "h2").focus();
  });
  menu("order").addEventListener("change", () => {
    showOrder(menu("order").value);
    menu("order").value = "";
  });
  addEventListener("hashchange", showFromAddress);
  storage.watch(["planDraft"], showDraft);
  savedPlans.draw();
  showDraft();
  if (!showFromAddress()) showOrderFromAddress();
})();
