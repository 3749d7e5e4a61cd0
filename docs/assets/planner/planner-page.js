/* The page "Plan your conversation": shows what the Planner's core chooses, and lets the reader change, save, print and share it.
 *
 * A plan lives on this page, in the tab's own storage while the tab is open, in the browser's storage under a
 * name once the reader saves it, and after "#" in a link, which a browser never sends to a server. The plan for a person on the reader's
 * list is in that person's record instead, and links never have anything from the record.
 */
(async () => {
  "use strict";

  const { make, button, hidden, required, find, insistOnData, turnedTo, addressWith, printThen } = Guide.dom;
  const { cut } = Guide.textFormat;
  const { interviewStore, links, planner, plannerPerson, storage } = Guide;

  const MAX_UNDO_STEPS = 50;
  const MAX_NAME_LENGTH = 80;
  const MAX_QUOTE_LENGTH = 80;
  const OWN_WORDING = { id: "own", label: "In my own words" };

  const root = required("guide-planner");
  const form = required("guide-choices", HTMLFormElement);
  const result = Guide.announce.resultInPlace(root);
  const circumstances = required("guide-circumstances");
  const planBox = required("guide-plan");
  const sheet = required("guide-sheet");
  /** @type {(() => void) | null} */
  let pressed = null;
  const bank = planner.openBank(/** @type {PlannerData} */ (await readQuestions()));

  /** @type {Plan | null} */
  let shown = null;
  let round = 0;
  /** @type {Opened | null} The saved plan this one came from. */
  let opened = null;
  /** @type {{plan: Plan, opened: Opened | null}[]} Plans to go back to, the most recent last. */
  const earlier = [];
  /** Whether a link in the address set the form, and no plan has been made since. */
  let isSetByLink = false;
  /** Where the last result goes: the name of a place on the page. */
  let place = "form";
  /** @type {{stage: string, index: number} | null} Where a question was removed, as long as the result of that is shown. */
  let removed = null;
  /** @type {number | null} The entry whose menu is open. */
  let menuAt = null;
  /** @type {Person | null} Who the plan is for. */
  let person = null;
  /** Why the record couldn't be changed, or "". It's said along with what the reader did. */
  let unsaved = "";
  /** @type {Choices} What the form had before the reader changed it. */
  let lastChosen = { goal: "", person: "", audience: "", mode: "", field: "", minutes: 0, circumstances: [] };

  /* All questions are more than half of what this page loads. There's nothing to do with them before a reader turns to the form, unless
   * there's a plan in the address or in this browser. */
  async function readQuestions() {
    const submit = find(form, "[type=submit]", HTMLButtonElement);
    for (const event of ["submit", "click"]) form.addEventListener(event, pressEarly);
    /* Before now, the browser would have sent the form itself, and only loaded the page again. */
    submit.disabled = false;
    if (!location.hash && !location.search && !storage.list().length) await turnedTo(form);
    const data = await insistOnData("guide-planner-data", (again) => {
      result.announce("The questions didn't load. You may be offline.", again, "Try again");
      find(form, "[data-place=form]").append(result.element);
    });
    result.clear();
    return data;
  }

  /** @param {Event} event something pressed before the questions are there; it's done when they are */
  function pressEarly(event) {
    if (event.type === "submit") {
      event.preventDefault();
      pressed = () => form.requestSubmit();
    } else if (event.target === required("guide-share-choices")) {
      pressed = () => required("guide-share-choices").click();
    }
  }

  function doWhatWasPressed() {
    for (const event of ["submit", "click"]) form.removeEventListener(event, pressEarly);
    showChosenOrder();
    pressed?.();
  }

  /**
   * Shows a result in its place, next to what the reader pressed.
   * @param {string} where the name of a place, as in `data-place`; if it isn't on the page, the next best place is used
   * @param {string} text
   * @param {() => void} [action]
   * @param {string} [label]
   */
  function say(where, text, action, label) {
    place = where;
    result.announce(`${text} ${unsaved}`.trim(), action, label);
    putResult();
    reveal();
  }

  /* What was pressed may be at the bottom of the window, with its result just below. */
  function reveal() {
    if (root.contains(document.activeElement)) result.element.scrollIntoView({ block: "nearest", behavior: "instant" });
  }

  function putResult() {
    const at = /** @param {string} name */ (name) => document.querySelector(`[data-place="${name}"]`);
    const target = at(place) || (planBox.hidden ? null : at("plan")) || at("form");
    if (!target || target.contains(result.element)) return;
    const active = document.activeElement;
    const hadFocus = result.element.contains(active);
    target.append(result.element);
    if (hadFocus && active instanceof HTMLElement) active.focus();
  }

  /** @param {string} where @param {string} text @param {string} what @param {string} [note] */
  async function copyAt(where, text, what, note) {
    place = where;
    result.clear();
    putResult();
    await result.copyText(text, what, note);
    reveal();
  }


  /** The plan on the page. Anything that changes a plan runs only if there is one. */
  function current() {
    if (!shown) throw new Error("There is no plan on the page yet.");
    return shown;
  }

  /** @returns {HTMLInputElement[]} */
  function circumstanceBoxes() {
    return [...circumstances.querySelectorAll("input")];
  }

  /* Shows the circumstances that would add something, and the ones the reader has named. */
  function showUsefulCircumstances() {
    const useful = planner.usefulCircumstances(bank, chosen());
    for (const box of circumstanceBoxes()) {
      const label = box.closest("label");
      if (label) label.hidden = !box.checked && !useful.has(box.value);
    }
  }

  /** @param {Exclude<keyof Choices, "circumstances"> | "order"} name */
  function menu(name) {
    return find(form, `[name=${name}]`, HTMLSelectElement);
  }

  /** @returns {Choices} */
  function chosen() {
    return {
      goal: menu("goal").value, person: menu("person").value, audience: menu("audience").value, mode: menu("mode").value,
      field: menu("field").value, minutes: Number(menu("minutes").value),
      circumstances: circumstanceBoxes().filter(({ checked }) => checked).map(({ value }) => value),
    };
  }

  /** @param {Choices} choices */
  function showChoices(choices) {
    const { minutes, circumstances: named, ...terms } = choices;
    const lengths = menu("minutes");
    if (![...lengths.options].some(({ value }) => value === String(minutes))) lengths.append(make("option", { value: String(minutes) }, `${minutes} minutes`));
    lengths.value = String(minutes);
    for (const name of /** @type {(keyof typeof terms)[]} */ (Object.keys(terms))) menu(name).value = terms[name];
    for (const box of circumstanceBoxes()) box.checked = named.includes(box.value);
    lastChosen = chosen();
    showUsefulCircumstances();
  }

  /* Someone on the reader's list ----------------------------------------------------------------- */

  /**
   * Changes the record of the person the plan is for.
   * @param {Partial<Person>} changed
   */
  function storeForPerson(changed) {
    if (!person) return;
    const problem = interviewStore.update(person.id, (now) => ({ ...now, ...changed }));
    unsaved = problem && `${problem} Print your plan or copy it now.`;
    if (!problem) person = interviewStore.get(person.id);
  }

  /* What the reader chooses in the form belongs to the person, too. */
  function storeChosen() {
    const [before, now] = [plannerPerson.factsOf(lastChosen), plannerPerson.factsOf(chosen())];
    const changed = Object.fromEntries(Object.entries(now).filter(([name, value]) => value !== Object(before)[name]));
    lastChosen = chosen();
    if (!Object.keys(changed).length) return;
    storeForPerson(changed);
    if (unsaved) say("form", "");
  }

  /** @param {Person | null} next */
  function usePerson(next) {
    const isOther = next?.id !== person?.id;
    person = next;
    if (!isOther) {
      /* Another tab, or a page of the question bank, may have changed the plan. */
      if (next?.plan && JSON.stringify(next.plan) !== JSON.stringify(shown && planner.pack(bank, shown))) showPlanOf(next);
      else if (shown) drawSheet(shown);
      return;
    }
    /* Nothing of one person's plan is left for another's. */
    [shown, opened, removed, menuAt, round, unsaved] = [null, null, null, null, 0, ""];
    earlier.length = 0;
    result.clear();
    [planBox.hidden, sheet.hidden] = [true, true];
    form.reset();
    lastChosen = chosen();
    if (next) showPlanOf(next);
    else showDraft();
  }

  /** @param {Person} one */
  function showPlanOf(one) {
    const read = plannerPerson.planOf(bank, one);
    if (!read?.plan) {
      if (read?.problem) say("form", read.problem);
      showChoices(plannerPerson.choicesFor(bank, chosen(), one));
      return;
    }
    shown = read.plan;
    showChoices(read.plan.choices);
    draw();
    if (read.notes.length) say("plan", read.notes.join(" "));
  }

  /** @param {Plan} plan @returns {PlanHead} */
  function headOf(plan) {
    return person ? plannerPerson.headOf(person, plan.choices.minutes) : { who: "", when: "", until: "", where: "" };
  }

  /** @param {Plan} plan @returns {string} who it's with and when, on one line */
  function lineOf(plan) {
    return plannerPerson.asLine(headOf(plan));
  }

  /* Changing ------------------------------------------------------------------------------------- */

  /**
   * @param {Plan} next
   * @param {string} [where] the place of the result
   * @param {string} [text]
   */
  function change(next, where, text) {
    if (shown) {
      earlier.push({ plan: shown, opened });
      if (earlier.length > MAX_UNDO_STEPS) earlier.shift();
    }
    shown = next;
    removed = null;
    if (isSetByLink) clearAddress();
    draw();
    if (where && text) say(where, text);
    else if (unsaved) say("plan", "");
    else result.clear();
  }

  /** @param {Entry[]} entries @param {string} [where] @param {string} [text] */
  function changeEntries(entries, where, text) {
    change({ ...current(), entries }, where, text);
  }

  /** @param {number} index @param {(entry: Entry) => Entry} changed @param {string} [text] */
  function changeEntry(index, changed, text) {
    changeEntries(current().entries.map((entry, at) => (at === index ? changed(entry) : entry)), `entry-${index}`, text);
  }

  function undo() {
    const last = earlier.pop();
    if (!last) {
      say("plan", "There's nothing to undo.");
      return;
    }
    const back = removed;
    [shown, opened, removed, menuAt] = [last.plan, last.opened, null, null];
    showChoices(last.plan.choices);
    draw();
    if (back) {
      say(`entry-${back.index}`, "It's back.");
      focusOn(back.index, "menu");
    } else {
      say("plan", "Undone.");
    }
  }

  /* What stays when a new plan is made: pinned questions, and the reader's own words. */
  function fixedEntries() {
    return shown ? shown.entries.filter((entry) => entry.pinned || entry.id === undefined || entry.words) : [];
  }

  function propose() {
    storeForPerson(plannerPerson.factsOf(chosen()));
    const tone = shown ? shown.tone : "text";
    const fixed = fixedEntries();
    menuAt = null;
    const next = { ...planner.choose(bank, chosen(), round, fixed), tone };
    change(next, "plan", `Here's a plan with ${next.entries.length} questions.${fixed.length ? " What you kept or wrote is still in it." : ""}`);
  }

  /** @param {number} index */
  function swap(index) {
    const [other] = planner.alternatives(bank, current(), index);
    if (!other) {
      say(`entry-${index}`, "No other question of this kind fits here.");
      return;
    }
    /** @param {Entry} entry @returns {BankEntry} */
    const swapped = ({ stage, pinned }) => (pinned ? { id: other.id, stage, pinned } : { id: other.id, stage });
    changeEntry(index, swapped);
    say(`entry-${index}`, `Swapped. The new question: ${textAt(index)}`);
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
      say(`entry-${index}`, step < 0 ? "This is the first question." : "This is the last question.");
      return;
    }
    /* An entry that only joined the next stage is a changed copy in its old place. */
    moved(entries, entries[index + step] === before[index] ? index + step : index);
    focusOn(menuAt || 0, step < 0 ? "up" : "down");
  }

  /** @param {Entry[]} entries @param {number} at where the moved entry is now */
  function moved(entries, at) {
    const stage = bank.stages.find(({ id }) => id === entries[at]?.stage);
    if (menuAt !== null) menuAt = at;
    changeEntries(entries, `entry-${at}`, `Moved to number ${at + 1} of ${entries.length}, in “${stage?.label}”.`);
  }

  /** @param {number} index */
  function remove(index) {
    const { entries } = current();
    const entry = entries[index];
    if (!entry) return;
    menuAt = null;
    const text = textAt(index);
    changeEntries(entries.filter((_, at) => at !== index));
    removed = { stage: entry.stage, index };
    draw();
    say("removed", `Removed: ${cut(text, MAX_QUOTE_LENGTH)}`, undo, "Undo");
    result.element.querySelector("button")?.focus();
  }

  function addOne() {
    const question = planner.oneMore(bank, current());
    if (!question) {
      say("plan", "No other question fits in the time that's left. Remove one first, or choose a longer conversation.");
      return;
    }
    insert({ id: question.id, stage: question.stage });
    say("plan", `Added: ${question.text}`);
  }

  /** @param {PlannerQuestion} question */
  function askAnyway(question) {
    insert({ id: question.id, stage: question.stage });
    say("look-up", "It's in your plan. Look it up first anyway, and ask about whatever is missing.");
  }

  /** @param {Entry} entry */
  function insert(entry) {
    menuAt = null;
    changeEntries(planner.insert(bank, current().entries, entry));
  }

  /** @param {SubmitEvent} event */
  function addOwn(event) {
    event.preventDefault();
    const words = required("guide-own-words", HTMLTextAreaElement);
    if (!words.value.trim()) {
      say("own", "Write your question first.");
      words.focus();
      return;
    }
    const stage = required("guide-own-stage", HTMLSelectElement).value;
    insert({ text: words.value, stage, minutes: Number(required("guide-own-minutes", HTMLSelectElement).value) });
    say("own", "Your question is in the plan.");
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

  /* Returns a function that puts the focus back where it is now, once the plan has been redrawn. */
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
    putResult();
    restoreFocus();
  }

  /** @param {Plan} plan */
  function storeDraft(plan) {
    const packed = planner.pack(bank, plan);
    if (person) storeForPerson({ plan: packed });
    else storage.write("planDraft", packed);
  }

  /** @param {string} name @returns {HTMLElement} where results of what is pressed there are shown */
  function placeFor(name) {
    return make("div", { "data-place": name });
  }

  /** @param {Plan} plan @returns {(HTMLElement | null)[]} */
  function sections(plan) {
    const time = planner.timing(bank, plan);
    return [
      make("h2", { tabIndex: -1 }, "Your plan"),
      make("p", {}, planner.summary(bank, plan)),
      make("p", { className: "guide-time" }, timeLine(plan, time)),
      make("div", { className: "guide-actions" },
        button("Another plan", () => { round += 1; propose(); }, { id: "guide-another" }),
        button("Add a question", addOne, { id: "guide-more" }),
        button("Undo", undo, { id: "guide-undo", "aria-disabled": String(!earlier.length) }),
        toneMenu(plan)),
      placeFor("plan"),
      lookUpBox(plan),
      placeFor("look-up"),
      ...time.stages.map((stage) => stageBox(plan, stage, time.isTimed)),
      ownForm(),
      placeFor("own"),
      takeAlongBox(),
    ];
  }

  /**
   * How many questions there are, and how the time is spent.
   * @param {Plan} plan
   * @param {Timing} time
   */
  function timeLine(plan, { isTimed, planned, left, over }) {
    const { prepare, least_asked: least, most_asked: most } = planner.lengthOf(bank, plan.choices);
    const { minutes } = plan.choices;
    const count = plan.entries.length;
    const questions = `${count} question${count === 1 ? "" : "s"}`;
    const missing = planner.missingIn(bank, plan).map((label) => label.toLowerCase());
    const lacks = missing.length ? ` Missing: ${missing.join(", ")}.` : "";
    const many = count > prepare ? ` It's best to prepare ${prepare} at most.` : "";
    if (!isTimed) return `${questions} to send. People are glad to answer ${least} to ${most} questions, but they put off longer lists.${lacks}`;
    const time = `${questions}, about ${planned} of ${minutes} minutes.`;
    if (over) return `${time} That's ${over} minute${over === 1 ? "" : "s"} longer than the conversation, so remove something.${lacks}`;
    if (left < 0) return `${time} That leaves little room for follow-up questions.${many}${lacks}`;
    return `${time} The rest is for hellos and follow-up questions, so expect to get through ${least} to ${most} of your questions.${many}${lacks}`;
  }

  /** @param {Plan} plan */
  function toneMenu(plan) {
    const select = make("select", { id: "guide-tone", onchange: () => change({ ...current(), tone: select.value }, "plan", "Questions now use that wording if they have it.") },
      ...bank.tones.filter(({ id }) => id !== "softener").map(({ id, label }) => make("option", { value: id, selected: id === plan.tone }, label)));
    return make("span", { className: "guide-inline" }, make("label", { for: "guide-tone" }, "Wording "), select);
  }

  /** @param {Plan} plan */
  function lookUpBox(plan) {
    const list = planner.lookUp(bank, plan);
    const sources = planner.sourcesFor(bank, plan);
    if (!list.length && !sources.length) return null;
    return make("details", { "data-keep": "look-up" },
      make("summary", {}, "Look up first"),
      sources.length ? make("p", {}, `Some of the answers may be public. Check these first: ${sources.join(", ")}. Then ask about the rest.`) : null,
      list.length ? make("p", {}, "These have public answers, so don't use up your time together on them:") : null,
      make("ul", {}, ...list.map(({ question, where }) => make("li", {},
        make("a", { href: question.href }, question.text), ` Look in: ${where}. `,
        button("Ask it anyway", () => askAnyway(question), { "aria-label": `Ask it anyway: ${question.text}` })))));
  }

  /** @param {Plan} plan @param {PlannerStage} stage @param {boolean} isTimed */
  function stageBox(plan, stage, isTimed) {
    const entries = plan.entries.map((entry, index) => ({ entry, index })).filter(({ entry }) => entry.stage === stage.id);
    const [first] = entries;
    const gap = removed?.stage === stage.id ? removed.index : null;
    if (!first && gap === null) return null;
    const items = entries.map(({ entry, index }) => entryRow(plan, entry, index));
    const at = entries.findIndex(({ index }) => gap !== null && index >= gap);
    if (gap !== null) items.splice(at < 0 ? items.length : at, 0, make("li", { className: "guide-removed", "data-place": "removed" }));
    return make("section", {},
      make("h3", {}, `${stage.label} `, isTimed ? make("small", {}, `minutes ${stage.start} to ${stage.end}`) : null),
      make("p", { className: "guide-stage-note" }, stage.note),
      make("ol", { className: "guide-entries", start: (first ? first.index : gap || 0) + 1 }, ...items));
  }

  /** @param {Plan} plan @param {Entry} entry @param {number} index */
  function entryRow(plan, entry, index) {
    const question = entry.id === undefined ? null : planner.questionOf(bank, entry.id);
    const text = planner.textOf(bank, plan, entry);
    const own = ownText(entry);
    return make("li", { className: "guide-entry", "data-entry": "", value: index + 1 },
      make("div", { className: "guide-entry-head" },
        own === null ? make("p", { className: "guide-entry-words" }, text) : ownWords(own, index),
        dragHandle(index)),
      make("p", { className: "guide-tags" }, tags(entry, question)),
      make("div", { className: "guide-entry-tools" },
        rowMenu(entry, question, index, text),
        question && entry.id !== undefined ? more(plan, entry, question, index) : null),
      placeFor(`entry-${index}`));
  }

  /** @param {Entry} entry @param {PlannerQuestion | null} question @param {number} index @param {string} text */
  function rowMenu(entry, question, index, text) {
    const of = () => hidden(`: ${cut(text, MAX_QUOTE_LENGTH)}`);
    /** @param {string} action @param {string} label @param {() => void} act */
    const tool = (action, label, act) => button(make("span", {}, label, of()), act, { "data-action": action });
    const keep = entry.pinned ? "It may be replaced when you make another plan." : "It stays when you make another plan.";
    const details = make("details", { className: "guide-entry-menu", open: menuAt === index, ontoggle: () => noteMenu(details, index), onkeydown: closeOnEscape },
      make("summary", { "data-action": "menu" }, "Change", hidden(` number ${index + 1}`)),
      make("div", { className: "guide-entry-buttons", role: "group", "aria-label": `Change number ${index + 1}` },
        question ? tool("swap", "Swap", () => swap(index)) : null,
        tool("pin", entry.pinned ? "Don't keep" : "Keep", () => changeEntry(index, (old) => ({ ...old, pinned: !old.pinned }), keep)),
        tool("up", "Move up", () => move(index, -1)),
        tool("down", "Move down", () => move(index, 1)),
        tool("remove", "Remove", () => remove(index))));
    return details;
  }

  /* One menu is open at a time. */
  /** @param {HTMLDetailsElement} details @param {number} index */
  function noteMenu(details, index) {
    if (!details.isConnected) return;
    if (!details.open) {
      if (menuAt === index) menuAt = null;
      return;
    }
    menuAt = index;
    for (const other of planBox.querySelectorAll("details.guide-entry-menu")) if (other instanceof HTMLDetailsElement && other !== details) other.open = false;
  }

  /** @param {KeyboardEvent} event */
  function closeOnEscape({ key, currentTarget }) {
    if (key !== "Escape" || !(currentTarget instanceof HTMLDetailsElement)) return;
    currentTarget.open = false;
    currentTarget.querySelector("summary")?.focus();
  }

  /* Dragging: besides the menu, for anyone who would rather move things with a finger or a mouse. ------ */

  /** @param {number} index */
  function dragHandle(index) {
    return make("span", { className: "guide-drag", "aria-hidden": "true", title: "Drag to move", onpointerdown: (/** @type {PointerEvent} */ event) => startDragging(event, index) }, "⠿");
  }

  /** @param {PointerEvent} event @param {number} index */
  function startDragging(event, index) {
    const handle = event.currentTarget;
    const row = handle instanceof HTMLElement ? handle.closest("li") : null;
    if (!(handle instanceof HTMLElement) || !row || event.button !== 0) return;
    event.preventDefault();
    handle.setPointerCapture(event.pointerId);
    let target = index;
    row.classList.add("is-dragged");
    /** @param {PointerEvent} moving */
    const follow = ({ clientY }) => {
      const middles = rows().map((one) => { const { top, height } = one.getBoundingClientRect(); return top + height / 2; });
      const above = middles.filter((middle, at) => at !== index && middle < clientY).length;
      target = above;
      rows().forEach((one, at) => {
        one.classList.toggle("is-target-above", at !== index && at === (target < index ? target : -1));
        one.classList.toggle("is-target-below", at !== index && at === (target > index ? target : -1));
      });
    };
    /** @param {boolean} isDropped */
    const end = (isDropped) => {
      handle.removeEventListener("pointermove", follow);
      for (const one of rows()) one.classList.remove("is-dragged", "is-target-above", "is-target-below");
      const entries = planner.moveTo(current().entries, index, target);
      if (isDropped && entries !== current().entries) moved(entries, target);
    };
    handle.addEventListener("pointermove", follow);
    handle.addEventListener("pointerup", () => end(true), { once: true });
    handle.addEventListener("pointercancel", () => end(false), { once: true });
  }

  /** @param {Entry} entry @param {PlannerQuestion | null} question */
  function tags(entry, question) {
    const isSensitive = question?.sensitivity === "high";
    return [`${planner.minutesOf(bank, entry)} min`, !question && "your own", isSensitive && bank.sensitive, entry.pinned && "kept"].filter(Boolean).join(" · ");
  }

  /**
   * What the reader wrote, either a question or their own words for one; null if they didn't write anything.
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
   * The reader's own words. They're stored letter by letter, without redrawing the plan under the cursor.
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
      make("summary", {}, "Follow-ups", hidden(`: ${question.text}`)),
      make("p", { className: "guide-inline" }, "Wording ", wordingMenu(plan, entry, question, index)),
      make("ul", {}, ...question.probes.map((probe) => make("li", {}, probe))),
      question.look_up ? make("p", {}, `Check first: ${planner.sourcesOf(bank, question)}.`) : null,
      make("p", {}, `${question.purpose} Ask it when: ${question.ask_when} `, make("a", { href: question.href }, "More about this question")));
  }

  function ownForm() {
    const stages = bank.stages.map((stage) => make("option", { value: stage.id, selected: stage.id === planner.middleStage(bank) }, stage.label));
    const minutes = [1, 2, 3, 4, 5].map((count) => make("option", { value: String(count), selected: count === planner.OWN_MINUTES }, `${count} min`));
    return make("details", { "data-keep": "own" },
      make("summary", {}, "Add your own question"),
      make("form", { onsubmit: addOwn },
        make("p", { className: "guide-field" }, make("label", { for: "guide-own-words" }, "Your question"), make("textarea", { id: "guide-own-words", name: "words", rows: 2, dir: "auto" })),
        make("p", { className: "guide-actions" },
          make("span", { className: "guide-inline" }, make("label", { for: "guide-own-stage" }, "Stage "), make("select", { id: "guide-own-stage", name: "stage" }, ...stages)),
          make("span", { className: "guide-inline" }, make("label", { for: "guide-own-minutes" }, "Time "), make("select", { id: "guide-own-minutes", name: "minutes" }, ...minutes)),
          make("button", { type: "submit", id: "guide-own-add", className: "guide-button" }, "Add it"))));
  }

  /* Taking it with you --------------------------------------------------------------------------- */

  function takeAlongBox() {
    return make("section", {},
      make("h3", {}, "Take it with you"),
      make("div", { className: "guide-actions" },
        button("Print or save as PDF", () => print(), { id: "guide-print" }),
        button("Print with room for notes", printForNotes, { id: "guide-print-notes" }),
        button("Print as cards", printAsCards, { id: "guide-print-cards" }),
        button("Copy as text", () => copyAt("take", planner.asText(bank, current(), lineOf(current())), "The plan"), { id: "guide-copy" }),
        button("Copy as Markdown", () => copyAt("take", planner.asMarkdown(bank, current(), lineOf(current())), "The plan"), { id: "guide-copy-markdown" }),
        button("Copy a link", () => share(current()), { id: "guide-share" })),
      placeFor("take"),
      make("form", { className: "guide-actions", onsubmit: save },
        make("span", { className: "guide-inline" }, make("label", { for: "guide-name" }, "Save as "),
          make("input", { id: "guide-name", name: "name", type: "text", autocomplete: "off", dir: "auto", value: opened ? opened.name : "" })),
        make("button", { type: "submit", id: "guide-save", className: "guide-button" }, "Save")),
      placeFor("save"));
  }

  /** @param {Plan} plan */
  function share(plan) {
    const link = planner.toLink(bank, plan);
    if (!link) {
      say("take", "This plan is too long for a link. Save it here, or copy it as text.");
      return;
    }
    copyAt("take", addressWith(`plan=${link}`), "The link", "It has the whole plan in it, including anything you wrote. Anyone who has the link can read it.");
  }

  let isSaving = false;
  const savedPlans = Guide.savedItems.savedList({
    stored: "plans",
    container: required("guide-saved"),
    announce: (text, action, label) => say(isSaving ? "save" : "saved", text, action, label),
    open: (name, { saved, content }) => {
      const read = planner.unpack(bank, content);
      /* What couldn't be read is still in the saved plan. So that it isn't lost, this one will be saved as a new one. */
      show(read, `“${name}” is open.`, read.isComplete ? { name, saved } : null);
    },
  });

  /** @param {SubmitEvent} event */
  function save(event) {
    event.preventDefault();
    const name = required("guide-name", HTMLInputElement).value.trim();
    isSaving = true;
    const saved = savedPlans.save(cut(name, MAX_NAME_LENGTH) || Guide.savedItems.OWN_PLAN, planner.pack(bank, current()), opened);
    isSaving = false;
    if (saved.opened) {
      opened = saved.opened;
      draw();
    } else {
      say("save", `${saved.problem} Your plan is still on this page, so print it or copy a link to it now.`);
    }
  }

  /**
   * Shows a plan that was read, or says why not.
   * @param {ReadPlan} read
   * @param {string} text
   * @param {Opened | null} [from] the saved item it comes from
   */
  function show({ plan, notes, problem }, text, from = null) {
    if (!plan) {
      say("form", problem);
      return;
    }
    const hadPlan = shown !== null;
    const choices = person ? plannerPerson.choicesFor(bank, plan.choices, person) : plan.choices;
    [round, menuAt] = [0, null];
    change({ ...plan, choices });
    opened = from;
    showChoices(choices);
    draw();
    const said = [text, ...notes].join(" ");
    if (hadPlan) say("plan", said, undo, "Go back to the previous plan");
    else say("plan", said);
  }

  /** @param {string} id @returns {boolean} whether there is such a ready-made plan */
  function showOrder(id) {
    const order = bank.orders.find((one) => one.id === id);
    if (order) show({ plan: planner.fromOrder(bank, order), notes: [], isComplete: true }, `“${order.title}” is open. Change anything you like.`);
    return order !== undefined;
  }

  /* Paper ---------------------------------------------------------------------------------------- */

  /* One page of A4 or Letter: the first of these that fits. Each is the size in points, the lines to write on per question, and its probes. */
  /** @type {[points: number, lines: number, probes: number][]} */
  const FITS = [
    [11, 3, 3], [11, 2, 3], [10.5, 2, 3], [10, 2, 3], [9.5, 2, 3], [10.5, 1, 3], [10, 1, 3], [9.5, 1, 3], [9, 1, 3],
    [9, 1, 2], [8.5, 1, 2], [8, 1, 2], [8, 1, 1], [7.5, 1, 1], [7, 1, 1],
  ];
  const NOTE_LINES = 6;
  /* The limit for each answer, so the plan still fits on its page. */
  const MAX_ABOUT_LENGTH = 120;
  const PAPER_HEIGHT_MM = 240;
  const PIXELS_A_MM = 96 / 25.4;

  /** @param {Plan} plan */
  function drawSheet(plan) {
    const first = planner.lookUp(bank, plan);
    const sources = planner.sourcesFor(bank, plan);
    const time = planner.timing(bank, plan);
    const head = headOf(plan);
    /** @param {string} label @param {string} text @returns {HTMLElement} what's known, or a blank to fill in by hand */
    const known = (label, text) => (text ? make("span", { className: "guide-known" }, `${label}: `, make("b", { dir: "auto" }, text)) : make("span", { className: "guide-blank" }, label));
    sheet.replaceChildren(
      make("h2", {}, "Plan for an informational interview"),
      make("p", {}, planner.summary(bank, plan)),
      aboutReader(),
      make("p", { className: "guide-blanks", dir: "auto" }, ...[
        known("With", head.who), known("Date and time", head.when), known("I'll stop at", head.until), ...(person ? [known("Place, link or number", head.where)] : [])]),
      sources.length ? make("p", {}, make("strong", {}, "Check first: "), `${sources.join(", ")}.`) : "",
      first.length ? make("p", {}, make("strong", {}, "Look up, don't ask: "), first.map(({ question, where }) => `${question.text} (${where})`).join(" ")) : "",
      make("table", { className: "guide-rows" }, make("colgroup", {}, make("col"), make("col")), ...time.stages.map((stage) => paperStage(plan, stage, time.isTimed))));
    sheet.hidden = false;
    fitSheet();
  }

  /* What readers typed about themselves in the Composer, such as their name and how to reach them; "" if they typed nothing. */
  function aboutReader() {
    const answers = Object.values(storage.read("profile").value?.answers || {}).map((answer) => cut(answer.trim(), MAX_ABOUT_LENGTH)).filter(Boolean);
    return answers.length ? make("p", { dir: "auto" }, answers.join(" · ")) : "";
  }

  /** @param {Plan} plan @param {PlannerStage} stage @param {boolean} isTimed */
  function paperStage(plan, stage, isTimed) {
    const entries = plan.entries.filter((entry) => entry.stage === stage.id);
    if (!entries.length) return null;
    return make("tbody", {},
      make("tr", {}, make("th", { colSpan: 2, scope: "rowgroup" }, planner.stageTitle(stage, isTimed))),
      ...entries.map((entry) => make("tr", {}, make("td", {}, ...paperQuestion(plan, entry)), make("td", { className: "guide-notes" }))));
  }

  /** @param {Plan} plan @param {Entry} entry */
  function paperQuestion(plan, entry) {
    const probes = entry.id === undefined ? [] : planner.questionOf(bank, entry.id).probes;
    return [make("b", { dir: "auto" }, planner.textOf(bank, plan, entry)), ...probes.map((probe) => make("small", {}, ` ${probe}`))];
  }

  /* Measured out of sight, at the width of the paper, because a browser doesn't tell a page how it will print. */
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

  /* A pack of cards, eight on a page, for printing on both sides: the questions in front, and on the back why to ask and how to go on. */

  const CARDS_ON_PAGE = 8;
  const CARD_HEIGHT_MM = 60;
  /* The sizes in points of what's on a card. It gets the first one that fits. If none does, the card grows. */
  const FRONT_POINTS = [16, 15, 14, 13, 12, 11, 10, 9, 8, 7];
  const BACK_POINTS = [10, 9.5, 9, 8.5, 8, 7.5, 7];

  function printAsCards() {
    const plan = current();
    sheet.replaceChildren(...cardPages(plan));
    fitCards();
    say("take", "Print on both sides and flip on the long edge. Then cut along the lines.");
    printThen(() => { if (shown) drawSheet(shown); });
  }

  /** @param {Plan} plan @returns {HTMLElement[]} a page of fronts, then the page of their backs, and so on */
  function cardPages(plan) {
    /** @type {(Entry | null)[]} */
    const entries = [...plan.entries];
    /* A row has two cards, so that each back is behind its front. The last one may be empty, to write on. */
    if (entries.length % 2) entries.push(null);
    const pages = [];
    for (let start = 0; start < entries.length; start += CARDS_ON_PAGE) {
      const cards = entries.slice(start, start + CARDS_ON_PAGE).map((entry, at) => ({ entry, number: start + at + 1 }));
      const mirrored = cards.map((_, at) => cards[at % 2 ? at - 1 : at + 1] ?? null).filter((one) => one !== null);
      pages.push(
        make("section", { className: "guide-deck" }, ...cards.map(({ entry, number }) => cardFront(plan, entry, number))),
        make("section", { className: "guide-deck" }, ...mirrored.map(({ entry, number }) => cardBack(entry, number))));
    }
    return pages;
  }

  /** @param {Plan} plan @param {Entry | null} entry @param {number} number */
  function cardFront(plan, entry, number) {
    const stage = bank.stages.find(({ id }) => id === entry?.stage);
    const minutes = entry ? `${planner.minutesOf(bank, entry)} min` : "";
    const body = entry ? [make("p", { className: "guide-deck-question", dir: "auto" }, planner.textOf(bank, plan, entry))] : linesToWriteOn();
    return card(`${number}`, stage ? stage.label : "One more question", minutes, body, FRONT_POINTS);
  }

  /** @param {Entry | null} entry @param {number} number */
  function cardBack(entry, number) {
    const question = entry?.id === undefined ? null : planner.questionOf(bank, entry.id);
    if (!question) return card(`${number}`, "Notes", "", linesToWriteOn(), BACK_POINTS);
    return card(`${number}`, "Why ask", "", [
      make("p", {}, question.purpose),
      make("p", { className: "guide-deck-label" }, "Then ask"),
      ...question.probes.map((probe) => make("p", {}, probe))], BACK_POINTS);
  }

  /** @param {string} number @param {string} label @param {string} aside @param {HTMLElement[]} body @param {number[]} points */
  function card(number, label, aside, body, points) {
    return make("div", { className: "guide-deck-card", "data-points": points.join(" ") },
      make("p", { className: "guide-deck-label" }, make("b", {}, number), ` ${label} `, make("span", {}, aside)),
      ...body);
  }

  function linesToWriteOn() {
    return Array.from({ length: 5 }, () => make("i", { className: "guide-deck-line" }));
  }

  function fitCards() {
    sheet.classList.add("is-measured");
    sheet.style.fontSize = "";
    for (const one of sheet.querySelectorAll(".guide-deck-card")) {
      if (!(one instanceof HTMLElement)) continue;
      for (const points of (one.dataset.points || "").split(" ")) {
        one.style.fontSize = `${points}pt`;
        if (one.offsetHeight <= CARD_HEIGHT_MM * PIXELS_A_MM + 1) break;
      }
    }
    sheet.classList.remove("is-measured");
  }

  /* Beginning ------------------------------------------------------------------------------------ */

  /* A plan in the address is removed from it, so reloading the page doesn't undo what the reader changed. A plan that couldn't be
   * read stays there. */
  function showFromAddress() {
    const link = links.valueIn(location.hash, "plan");
    if (link === null) return false;
    const read = planner.fromLink(bank, link);
    if (read.plan) clearAddress();
    show(read, "This is the plan from the link.");
    return read.plan !== undefined;
  }

  /* A link to one of the guide's ready-made plans. */
  function showOrderFromAddress() {
    const { values } = links.parametersIn(location.search, ["order"]);
    const text = values.get("order") || "";
    const { found: [order], unread } = links.readList(text, (id) => bank.orders.find((one) => one.id === id));
    if (order && showOrder(order.id)) clearAddress();
    else if (text) say("form", `This guide doesn't have the ready-made plan in the link. ${links.unreadNote(unread)}`.trim());
  }

  /* A link that sets the form, for a class, for example. The plan on the page stays as it is. The link stays in the address until there's
   * a new plan, so reloading the page doesn't lose what it set. */
  function showPresetFromAddress() {
    const { choices, labels, unread } = planner.readPreset(bank, location.hash);
    if (!labels.length && !unread.length) return;
    const before = chosen();
    showChoices({ ...before, ...choices });
    isSetByLink = labels.length > 0;
    const news = isSetByLink ? `Your link set these choices: ${labels.join(" · ")}. Change anything. ${shown ? "Your plan is still below, as it was." : ""}` : "";
    const goBack = () => {
      clearAddress();
      showChoices(before);
      say("link", "Your choices are back.");
    };
    say("link", `${news} ${links.unreadNote(unread)}`.trim(), isSetByLink && shown ? goBack : undefined, "Go back to my choices");
  }

  function clearAddress() {
    isSetByLink = false;
    history.replaceState(null, "", location.pathname);
  }

  function showDraft() {
    const { value, problem } = storage.read("planDraft");
    if (problem) say("form", problem);
    if (!value) return;
    const { plan, isComplete } = planner.unpack(bank, value);
    if (!isComplete) say("form", storage.setAside("planDraft") || storage.SET_ASIDE_NOTE);
    if (!plan) return;
    shown = plan;
    showChoices(plan.choices);
    draw();
  }

  /* A link from a page of the bank to the saved plan a question was just added to. */
  function showSavedFromAddress() {
    const name = links.valueIn(location.hash, "saved");
    if (name === null) return false;
    clearAddress();
    return savedPlans.open(name);
  }

  function showChosenOrder() {
    const { value } = menu("order");
    menu("order").value = "";
    if (value) showOrder(value);
  }

  form.addEventListener("change", showUsefulCircumstances);
  form.addEventListener("change", storeChosen);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    round = 0;
    propose();
    find(planBox, "h2").focus();
  });
  menu("order").addEventListener("change", showChosenOrder);
  required("guide-share-choices").addEventListener("click", () => {
    copyAt("share-choices", addressWith(planner.toPreset(chosen())), "The link", "Whoever opens it finds these choices in the form. It doesn't include your plan.");
  });
  storage.watch(["planDraft"], () => { if (!person) showDraft(); });
  storage.watch(["profile"], () => { if (shown) drawSheet(shown); });
  savedPlans.draw();
  const forLine = Guide.forPerson.line(required("guide-for-line"), { changed: usePerson, note: (text) => say("link", text), isOther: (id) => bank.persons.some((one) => one.id === id) });
  addEventListener("hashchange", () => {
    if (!showFromAddress()) showPresetFromAddress();
  });
  person = forLine.person();
  if (person) showPlanOf(person);
  else showDraft();
  showUsefulCircumstances();
  if (!showFromAddress() && !showSavedFromAddress()) {
    showOrderFromAddress();
    showPresetFromAddress();
  }
  doWhatWasPressed();
})();
