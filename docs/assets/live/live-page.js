/* The screen for the conversation itself: before it, a form to begin; during it, one panel with the clock, the question and the notes;
 * and after it, what was asked and noted. A rehearsal is the same with a role card, and isn't stored with anyone.
 *
 * Each step is stored at once, with the person it's for and in this tab. So the conversation goes on where it was, whatever happens to
 * the page. It's read again before each step, since another tab may have changed it.
 */
(() => {
  "use strict";

  const { make, button, hidden, required, find, readData } = Guide.dom;
  const { interviews, interviewStore, links, storage, live: core } = Guide;
  const { dayOf } = Guide.schedule;
  const { isObject } = Guide.textFormat;

  const guide = interviewStore.rules.data;
  const data = /** @type {DuringData} */ (readData("guide-during-data"));
  const stageIds = data.stages.map(({ id }) => id);
  const lengths = { least: data.least_minutes, most: data.most_minutes, usual: guide.usual_length };

  const startBox = required("guide-live-start");
  const form = required("guide-live-form", HTMLFormElement);
  const planMenu = required("guide-live-questions", HTMLSelectElement);
  const minutesField = required("guide-live-minutes", HTMLInputElement);
  const panel = required("guide-live-panel");
  const endBox = required("guide-live-end");
  const said = Guide.announce.resultInPlace(required("guide-live"));

  const EVERY_SECOND_MS = 1000;

  /** @type {LiveSession | null} */
  let session = null;
  /** @type {LiveQuestion[]} */
  let questions = [];

  /* Storing -------------------------------------------------------------------------------------------- */

  /** @returns {LiveSession} @throws {Error} when no conversation has begun */
  function current() {
    if (!session) throw new Error("No conversation has begun on this page.");
    return session;
  }

  /** @param {LiveSession | null} next */
  function setSession(next) {
    session = next;
    questions = next ? core.questionsIn(next.plan, stageIds) : [];
  }

  /* The problem that was shown last, so the reader isn't interrupted with the same one at every step. */
  let problemShown = "";

  /** @param {string} problem why something couldn't be stored, or "" */
  function report(problem) {
    if (problem && problem !== problemShown) said.announce(problem);
    problemShown = problem;
  }

  /**
   * Changes the conversation as it's stored now, and stores it.
   * @param {(live: LiveRecord) => LiveRecord} change
   * @param {Partial<LiveSession>} [more] what else changes on this page
   */
  function step(change, more = {}) {
    const before = current();
    const stored = before.isUnsaved ? null : personOf(before);
    const live = change(stored ? stored.live : before.live);
    store({ ...before, ...more, live }, (person) => ({ ...person, live }));
  }

  /**
   * Stores the conversation in this tab, and with its person.
   * @param {LiveSession} next
   * @param {(person: Person) => Person} change
   */
  function store(next, change) {
    const problem = next.person ? interviewStore.update(next.person, change) : "";
    setSession({ ...next, isUnsaved: problem !== "" });
    const inTab = storage.write("liveDraft", { ...current() });
    /* What's stored with a person needs no copy in this tab. */
    report(problem || (inTab && !next.person ? `${inTab} What you enter stays until you close this page.` : ""));
  }

  /** @returns {LiveSession | null} the conversation stored in this tab, if there is one */
  function readTab() {
    const { value, problem } = storage.read("liveDraft");
    const { session: found, isComplete } = core.readSession(value, lengths);
    report(problem || (value && !isComplete ? storage.setAside("liveDraft") || storage.SET_ASIDE_NOTE : ""));
    return found;
  }

  /** @param {Person} person @returns {LiveSession} the conversation as it's stored with the person */
  function sessionOf({ id, minutes, plan, live }) {
    const next = core.nextQuestion(core.questionsIn(plan, stageIds), live.asked, "");
    return core.newSession({
      person: id, plan, live, current: next?.key || "", consent: live.consent ? "yes" : "", ...(core.isLength(minutes, lengths) ? { minutes } : {}),
    }, lengths);
  }

  /** @param {LiveSession} one @returns {Person | null} who it's with */
  function personOf(one) {
    return one.person ? interviewStore.get(one.person) : null;
  }

  /** @param {Person} person @returns {string} what the screen calls them, where others may see it */
  function nameOf(person) {
    return interviewStore.read().initials ? interviews.displayName(person, true) : interviews.calledName(person);
  }

  /** @param {number} count @param {string} unit */
  function counted(count, unit) {
    return `${count} ${unit}${count === 1 ? "" : "s"}`;
  }

  /**
   * Shows one of the three views.
   * @param {HTMLElement} box
   */
  function show(box) {
    for (const one of [startBox, panel, endBox]) one.hidden = one !== box;
    said.clear();
    if (box !== panel) letSleep();
  }

  /* Before: the form ----------------------------------------------------------------------------------- */

  /** @typedef {{value: string, label: string, plan: Record<string, unknown> | null, minutes: number}} PlanChoice `minutes` is 0 if the plan has no length */

  /* Whether the reader has just come for someone. The line takes that out of the address. */
  const isLinked = links.parametersIn(location.hash, ["person"]).values.has("person");
  const forPerson = Guide.forPerson.line(required("guide-live-for"), { changed: refresh, note: (text) => said.announce(text) });
  /* Who the form is shown for, and whether the reader has chosen a plan, so the page doesn't choose another one for them. */
  let shownFor = "";
  let isChosen = false;

  /** @param {string} value @param {string} label @param {unknown} plan @returns {PlanChoice[]} none if it has no questions */
  function choiceOf(value, label, plan) {
    const count = core.questionsIn(plan, stageIds).length;
    if (!isObject(plan) || !count) return [];
    const minutes = isObject(plan.choices) ? plan.choices.minutes : 0;
    return [{ value, label: `${label} (${counted(count, "question")})`, plan, minutes: core.isLength(minutes, lengths) ? minutes : 0 }];
  }

  /** @returns {PlanChoice[]} the reader's own plans, the likeliest one first */
  function ownPlans() {
    const person = forPerson.person();
    const saved = Object.entries(storage.read("plans").value?.names || {});
    return [
      ...(person ? choiceOf("person", `The plan for ${nameOf(person)}`, person.plan) : []),
      ...choiceOf("draft", "The plan in this tab", storage.read("planDraft").value),
      ...saved.flatMap(([name, item]) => choiceOf(`saved ${name}`, `“${name}”`, isObject(item) ? item.content : null)),
    ];
  }

  /** @returns {PlanChoice[]} */
  function readyMadePlans() {
    return data.orders.map(({ id, title, minutes, questions: asked }) => ({
      value: `order ${id}`, label: title, minutes, plan: core.planOf(asked.map(({ id: key, stage, text }) => ({ key, stage, text }))),
    }));
  }

  /** @returns {PlanChoice | undefined} undefined for no questions */
  function chosenPlan() {
    return [...ownPlans(), ...readyMadePlans()].find(({ value }) => value === planMenu.value);
  }

  /** @param {string} label @param {PlanChoice[]} choices */
  function planGroup(label, choices) {
    return choices.length ? make("optgroup", { label }, ...choices.map(({ value, label: text }) => make("option", { value }, text))) : "";
  }

  function drawForm() {
    const own = ownPlans();
    const before = planMenu.value;
    planMenu.replaceChildren(planGroup("Yours", own), planGroup("Ready-made", readyMadePlans()), make("option", { value: "" }, "No questions, just the clock and notes"));
    if (isChosen) {
      planMenu.value = before;
      return;
    }
    const known = [forPerson.person()?.minutes, own[0]?.minutes].find((minutes) => core.isLength(minutes, lengths));
    minutesField.value = String(known || lengths.usual);
    planMenu.value = own[0]?.value || "";
    fitPlan();
  }

  /* The ready-made plan for that length, if the reader has no plan of their own and hasn't chosen one. */
  function fitPlan() {
    if (isChosen || ownPlans().length) return;
    const general = readyMadePlans().filter((_, at) => data.orders[at]?.is_general);
    planMenu.value = core.fitting(general, Number(minutesField.value))?.value || "";
  }

  function showStart() {
    setSession(null);
    show(startBox);
    startBox.append(said.element);
    isChosen = false;
    shownFor = forPerson.person()?.id || "";
    drawForm();
    drawCard();
    offerEarlier();
  }

  /* The conversation the reader left last, in case this browser doesn't store anything. */
  /** @type {LiveSession | null} */
  let leftLast = null;

  /** @returns {LiveSession | null} a conversation in this tab that's over, with notes that aren't stored with anyone */
  function unkept() {
    const inTab = readTab() || leftLast;
    if (!inTab || inTab.card || !inTab.live.notes.length || (personOf(inTab) && !inTab.isUnsaved)) return null;
    return inTab.ended || !core.isUnderWay(inTab.live, inTab.minutes, new Date()) ? inTab : null;
  }

  /** @param {LiveSession} one */
  function showNotes(one) {
    setSession(one);
    finish();
  }

  /* What the reader already has, from this person or in this tab. */
  function offerEarlier() {
    const inTab = unkept();
    if (inTab) {
      said.announce("Your notes from the last conversation aren't stored with anyone.", () => showNotes(inTab), "Show those notes");
      return;
    }
    const person = forPerson.person();
    if (!person?.live.began) return;
    const began = new Intl.DateTimeFormat("en-US", { weekday: "long", month: "long", day: "numeric" }).format(new Date(person.live.began));
    const hasMet = interviews.hasMet(person);
    const text = hasMet ? `Your notes from ${nameOf(person)} (${began}) are here.` : `You began a conversation with ${nameOf(person)} on ${began} and didn't end it here.`;
    said.announce(text, () => showNotes(sessionOf(person)), hasMet ? "Show my notes" : "We talked. Show my notes");
  }

  /** @param {{person?: string, card?: string}} whose @param {boolean} [isSure] whether the reader knows what it replaces */
  function begin(whose, isSure = false) {
    const inTab = isSure ? null : unkept();
    if (inTab) {
      said.announce("This replaces your notes from the last conversation, which aren't stored with anyone.", () => showNotes(inTab), "Show those notes", {
        "Begin anyway": () => begin(whose, true),
      });
      said.element.focus();
      return;
    }
    const plan = chosenPlan()?.plan || null;
    const first = core.nextQuestion(core.questionsIn(plan, stageIds), {}, "");
    const live = { ...core.NOTHING, began: new Date().toISOString() };
    const next = core.newSession({ ...whose, minutes: Number(minutesField.value), plan, live, current: first?.key || "" }, lengths);
    [problemShown, leftLast] = ["", null];
    showPanel(() => store(next, (person) => beginWith(person, next)));
  }

  /**
   * A person whose conversation begins. Notes from an earlier one become part of their history.
   * @param {Person} person
   * @param {LiveSession} next
   * @returns {Person}
   */
  function beginWith(person, { minutes, plan, live }) {
    const text = core.asText(core.questionsIn(person.plan, stageIds), person.live, "Earlier conversation");
    const earlier = person.live.notes.length ? interviews.note(person, { on: dayOf(new Date()), what: "note", text }) : person;
    return { ...earlier, minutes, plan: earlier.plan || plan, live };
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    begin({ person: forPerson.person()?.id || "" });
  });
  /* Before now, the browser would have sent the form itself, and only loaded the page again. */
  find(form, "[type=submit]", HTMLButtonElement).disabled = false;
  planMenu.addEventListener("change", () => {
    isChosen = true;
    const minutes = chosenPlan()?.minutes;
    if (minutes) minutesField.value = String(minutes);
  });
  minutesField.addEventListener("input", fitPlan);

  /* Before: the rehearsal ------------------------------------------------------------------------------ */

  let [card] = core.shuffle(guide.role_cards, "", Math.random);

  function drawCard() {
    required("guide-live-card").replaceChildren(...(card ? cardParts(card) : []));
  }

  /** @param {RoleCardData} drawn */
  function cardParts({ title, text, twist }) {
    return [
      make("p", {}, make("strong", {}, title)),
      make("p", {}, text),
      make("details", {}, make("summary", {}, "The twist, for your partner's eyes only"), make("p", {}, twist)),
    ];
  }

  required("guide-live-draw").addEventListener("click", () => {
    [card] = core.shuffle(guide.role_cards, card?.id || "", Math.random);
    drawCard();
    said.announce(`New card: ${card?.title}.`);
    required("guide-live-card").after(said.element);
  });
  required("guide-live-rehearse").addEventListener("click", () => {
    if (form.reportValidity()) begin({ card: card?.id || "" });
  });

  /* During: the panel. It's made once and filled again after each step, so the focus stays where it is. -- */

  const rehearsalLine = make("p", { className: "guide-live-rehearsal" }, make("strong", {}, "Rehearsal."), " Nothing is stored with anyone.");
  const gone = make("strong", { className: "guide-live-number" });
  const goneUnit = make("span");
  const left = make("strong", { className: "guide-live-number" });
  const leftUnit = make("span");
  const stop = make("p", { className: "guide-live-stop" });
  const stageLine = make("p", { className: "guide-live-stage" });
  const notice = make("p", { className: "guide-live-notice" });
  const lastButton = button("Go to your last question", goToLast);
  const consentBox = make("section", { className: "guide-live-consent", "aria-label": "First" });
  const number = make("p", { className: "guide-live-count" });
  /* A screen reader reads the new question after a press. The clock stays silent. */
  const words = make("h2", { className: "guide-live-words", dir: "auto" });
  const askedButton = button("Asked", pressAsked, { className: "guide-button guide-button-first guide-live-asked" });
  const laterButton = button("Later", pressLater);
  const markButton = button("★ Mark", pressMark);
  markButton.append(hidden(" this moment"));
  const saidPlace = make("div");
  const noteLabel = make("label", { for: "guide-live-note" });
  const noteArea = make("textarea", { id: "guide-live-note", rows: 3, dir: "auto", autocomplete: "off", oninput: writeNote });
  const noteBox = make("p", { className: "guide-field" }, noteLabel, noteArea);
  const noNotes = make("p", { className: "guide-live-none" }, "No notes this time. Listen, and write down what you remember as soon as you're out the door.");
  const listSummary = make("summary");
  const list = make("ol", { className: "guide-live-list" });
  const listBox = make("details", {}, listSummary, list);
  const rehearsalBox = make("details");
  const consentState = make("p", { className: "guide-actions" });
  const keysBox = make("input", { type: "checkbox", checked: true });
  const awake = make("p", { className: "guide-live-awake" });

  /** @type {{key: string, name: string, does: string, press: () => void}[]} */
  const KEYS = [
    { key: "a", name: "A", does: "asked, on to the next question", press: () => { if (!askedButton.hidden) pressAsked(); } },
    { key: "l", name: "L", does: "later", press: () => { if (!laterButton.hidden) pressLater(); } },
    { key: "n", name: "N", does: "write a note, and Esc to leave it", press: () => noteArea.focus() },
    { key: "m", name: "M", does: "mark this moment", press: pressMark },
    { key: "t", name: "T", does: "show the time as a sentence, which a screen reader reads aloud", press: () => said.announce(core.readOut(clock())) },
    { key: "ArrowLeft", name: "←", does: "the question before", press: () => moveBy(-1) },
    { key: "ArrowRight", name: "→", does: "the question after", press: () => moveBy(1) },
  ];

  function buildPanel() {
    panel.append(
      rehearsalLine,
      make("div", { className: "guide-live-clock", role: "timer", "aria-label": "Time" }, make("p", {}, gone, " ", goneUnit), make("p", {}, left, " ", leftUnit), stop),
      stageLine, notice, make("p", { className: "guide-live-last" }, lastButton), consentBox,
      make("section", { className: "guide-live-question", "aria-label": "Your question" }, number, words),
      make("div", { className: "guide-live-keys" }, askedButton, laterButton, markButton),
      saidPlace, noteBox, noNotes, listBox, rehearsalBox,
      make("details", {}, make("summary", {}, "What to say first"), ...guide.consent.map((line) => make("p", {}, `“${line}”`)), consentState),
      make("details", {}, make("summary", {}, "Keys"),
        make("p", {}, make("label", { className: "guide-chip" }, keysBox, " Use these keys")),
        make("ul", {}, ...KEYS.map(({ name, does }) => make("li", {}, make("kbd", {}, name), `: ${does}`)))),
      awake,
      make("p", { className: "guide-actions" }, button("End the conversation", finish)));
    consentBox.append(
      make("p", {}, make("strong", {}, "First, ask: "), `“${guide.consent[0]}”`),
      make("p", { className: "guide-actions" }, button("They said yes", () => answer("yes")), button("No notes", () => answer("no"))));
    noteArea.addEventListener("keydown", ({ key }) => {
      if (key === "Escape") panel.focus();
    });
    addEventListener("keydown", pressKey, true);
  }

  /* Keys without Control or Alt belong to this screen while it's there. The theme has some of its own, and one of them leaves the page. */
  /** @param {KeyboardEvent} event */
  function pressKey(event) {
    const { key, target } = event;
    if (panel.hidden || event.ctrlKey || event.altKey || event.metaKey || !(target instanceof Element)) return;
    if (target.closest("textarea, select, input:not([type=checkbox])")) return;
    const isCharacter = key.length === 1;
    if (isCharacter) event.stopPropagation();
    const action = KEYS.find((one) => one.key === (isCharacter ? key.toLowerCase() : key));
    if (!action || !keysBox.checked || !panel.contains(target)) return;
    event.preventDefault();
    action.press();
  }

  function clock() {
    return core.clockOf(current().live.began, current().minutes, new Date());
  }

  function currentQuestion() {
    return questions.find(({ key }) => key === current().current);
  }

  /** @param {() => void} [first] what to do once results can be shown in the panel */
  function showPanel(first = () => {}) {
    show(panel);
    saidPlace.append(said.element);
    first();
    draw();
    keepAwake();
    scrollTo(0, 0);
    panel.focus({ preventScroll: true });
  }

  function draw() {
    drawClock();
    drawConsent();
    drawQuestion();
    drawNote();
    drawList();
    drawRehearsal();
  }

  /** @param {HTMLElement} element @param {string} text which isn't written again if it's there, since a screen reader may be on it */
  function setText(element, text) {
    if (element.textContent !== text) element.textContent = text;
  }

  function drawClock() {
    if (panel.hidden || !session) return;
    const now = clock();
    const stage = core.stageAt(data.stages, session.minutes, now.gone);
    setText(gone, String(now.gone));
    setText(goneUnit, now.gone === 1 ? "minute gone" : "minutes gone");
    setText(left, String(now.isOver ? now.over : now.left));
    setText(leftUnit, now.isOver ? "over" : "left");
    setText(stop, `${now.isOver ? "You said you'd stop at" : "Stop at"} ${core.timeOfDay(now.end)}`);
    setText(stageLine, stage ? `Now: ${stage.label} (minutes ${stage.start} to ${stage.end}). ${stage.note}` : "");
    setText(notice, now.isOver ? "Your time is up. Offer to stop." : now.isClosing ? `${counted(now.left, "minute")} left. Time for your last question.` : "");
    stageLine.hidden = now.isOver || now.isClosing;
    notice.hidden = !stageLine.hidden;
    panel.classList.toggle("is-closing", now.isClosing);
    panel.classList.toggle("is-over", now.isOver);
    const last = questions.at(-1);
    lastButton.hidden = !now.isClosing || !last || last.key === session.current || Object.hasOwn(session.live.asked, last.key);
  }

  function drawConsent() {
    const { consent } = current();
    consentBox.hidden = consent !== "";
    consentState.replaceChildren(...(consent === "yes" ? ["They said yes to notes.", button("They've changed their mind: no notes", () => answer("no"))]
      : consent === "no" ? ["No notes.", button("Notes are OK now", () => answer("yes"))] : []));
  }

  function drawQuestion() {
    const question = currentQuestion();
    const { asked } = current().live;
    const isAsked = question !== undefined && Object.hasOwn(asked, question.key);
    const stage = data.stages.find(({ id }) => id === question?.stage);
    const place = question ? `Question ${questions.indexOf(question) + 1} of ${questions.length}` : "";
    setText(number, [place, stage?.label, isAsked && question ? `asked in minute ${asked[question.key]}` : ""].filter(Boolean).join(" · "));
    const wanted = question ? question.text : questions.length ? "You've asked everything on your list. Thank them." : "Ask, listen, and note what you want to keep.";
    if (words.textContent !== wanted) said.readAloud(wanted);
    setText(words, wanted);
    askedButton.hidden = laterButton.hidden = !question;
    askedButton.textContent = isAsked ? "Not asked after all" : "Asked";
    laterButton.textContent = isAsked ? "Next" : "Later";
  }

  function drawNote() {
    const { consent, live, current: key } = current();
    noteBox.hidden = consent !== "yes";
    noNotes.hidden = consent !== "no";
    setText(noteLabel, key ? "Note on this question" : "Note");
    /* What the reader is typing stays as it is, unless it belongs to another question. */
    if (document.activeElement !== noteArea || noteArea.dataset.key !== key) noteArea.value = core.textFor(live, key);
    noteArea.dataset.key = key;
  }

  function drawList() {
    const { live, current: shown } = current();
    const { asked } = core.summaryOf(questions, live);
    listBox.hidden = !questions.length;
    setText(listSummary, `All questions (${asked} of ${questions.length} asked)`);
    list.replaceChildren(...questions.map((question) => {
      const state = question.key === shown ? "now" : Object.hasOwn(live.asked, question.key) ? `asked, minute ${live.asked[question.key]}` : "";
      return make("li", {}, button(question.text, () => jump(question), { dir: "auto", ...(question.key === shown ? { "aria-current": "true" } : {}) }), state ? ` (${state})` : "");
    }));
  }

  function drawRehearsal() {
    const drawn = guide.role_cards.find(({ id }) => id === current().card);
    rehearsalLine.hidden = rehearsalBox.hidden = !drawn;
    if (!drawn) return;
    if (rehearsalBox.dataset.card !== drawn.id) {
      rehearsalBox.replaceChildren(make("summary", {}, "Role card, and what to practice"), ...cardParts(drawn), ...practiceList());
      rehearsalBox.dataset.card = drawn.id;
    }
    for (const box of rehearsalBox.querySelectorAll("input")) box.checked = current().practiced.includes(box.value);
  }

  function practiceList() {
    return guide.practice.map((text) => {
      const box = make("input", { type: "checkbox", value: text, checked: current().practiced.includes(text), onchange: () => {
        const others = current().practiced.filter((one) => one !== text);
        step((live) => live, { practiced: box.checked ? [...others, text] : others });
      } });
      return make("p", { className: "guide-live-practice" }, make("label", {}, box, ` ${text}`));
    });
  }

  /* During: what the reader presses -------------------------------------------------------------------- */

  /** @param {Consent} consent */
  function answer(consent) {
    step((live) => ({ ...live, consent: consent === "yes" }), { consent });
    draw();
    panel.focus({ preventScroll: true });
  }

  /** @param {LiveQuestion} question */
  function jump(question) {
    said.clear();
    step((live) => live, { current: question.key });
    listBox.open = false;
    draw();
    panel.focus({ preventScroll: true });
    scrollTo(0, 0);
  }

  /** @param {number} by */
  function moveBy(by) {
    const at = questions.findIndex(({ key }) => key === current().current);
    const question = at < 0 ? questions.at(by < 0 ? -1 : 0) : questions[at + by];
    if (!question) return;
    said.clear();
    step((live) => live, { current: question.key });
    draw();
  }

  function goToLast() {
    const last = questions.at(-1);
    if (last) jump(last);
  }

  function pressAsked() {
    const question = currentQuestion();
    if (!question) return;
    const { key } = question;
    if (Object.hasOwn(current().live.asked, key)) {
      takeBack(key);
      return;
    }
    const minute = clock().gone;
    const next = core.nextQuestion(questions, { ...current().live.asked, [key]: minute }, key);
    said.announce(`Asked, minute ${minute}.`, () => takeBack(key), "Undo");
    step((live) => core.ask(live, key, minute), { current: next?.key || "" });
    draw();
  }

  /** @param {string} key */
  function takeBack(key) {
    said.announce("Not asked yet.");
    step((live) => core.takeBack(live, key), { current: key });
    draw();
  }

  function pressLater() {
    const { live, current: key } = current();
    const next = core.nextQuestion(questions, live.asked, key);
    if (next?.key === key) said.announce("It's the only question left.");
    else said.clear();
    step((one) => one, { current: next?.key || "" });
    draw();
  }

  function pressMark() {
    const question = currentQuestion();
    const minute = clock().gone;
    said.announce(`Marked minute ${minute}.`, () => {
      said.announce("The mark is gone.");
      step((live) => core.unmark(live, question, minute));
    }, "Undo");
    step((live) => core.mark(live, question, minute));
  }

  function writeNote() {
    const { value } = noteArea;
    step((live) => core.write(live, currentQuestion(), value, clock().gone));
  }

  /* During: the screen --------------------------------------------------------------------------------- */

  /** @type {WakeLockSentinel | null} */
  let lock = null;

  async function keepAwake() {
    drawAwake();
    if (lock && !lock.released) return;
    try {
      lock = await navigator.wakeLock.request("screen");
      lock.addEventListener("release", drawAwake);
    } catch {
      /* An old browser doesn't have it, and a phone that's low on power refuses. */
      lock = null;
    }
    if (panel.hidden) letSleep();
    drawAwake();
  }

  function letSleep() {
    lock?.release();
    lock = null;
  }

  function drawAwake() {
    setText(awake, lock && !lock.released
      ? "The screen stays on until you end the conversation."
      : "This browser may let the screen turn off. Wake it, and everything is still here.");
  }

  /* After: what was asked and noted -------------------------------------------------------------------- */

  /* The person as they were before the end, to go back to. */
  /** @type {Person | null} */
  let before = null;

  function finish() {
    const at = new Date();
    const { live, ended } = current();
    before = personOf(current());
    show(endBox);
    store({ ...current(), ended: ended || at.toISOString() }, (person) => {
      const kept = current().isUnsaved ? { ...person, live } : person;
      return interviews.hasMet(kept) ? kept : interviews.setStatus(kept, "met", dayOf(at));
    });
    showEnd();
  }

  function goBack() {
    const was = before;
    problemShown = "";
    showPanel(() => store({ ...current(), ended: "" }, (person) => (was ? { ...person, status: was.status, outcome: was.outcome, on: was.on, day: was.day, history: was.history } : person)));
  }

  function showEnd() {
    show(endBox);
    drawEnd();
    find(endBox, "h2").focus({ preventScroll: true });
    scrollTo(0, 0);
    problemShown = "";
    if (current().isUnsaved) said.announce("The last notes aren't stored with anyone: they're only on this page and in this tab. Copy them now.");
  }

  /** @param {LiveSession} one */
  function titleOf(one) {
    const person = personOf(one);
    return one.card ? "Rehearsal" : person ? `Conversation with ${nameOf(person)}` : "Conversation";
  }

  function drawEnd() {
    const one = current();
    const { asked, all, groups, open: unasked } = core.summaryOf(questions, one.live);
    const took = counted(core.clockOf(one.live.began, one.minutes, new Date(one.ended)).gone, "minute");
    endBox.replaceChildren(
      make("h2", { tabIndex: -1, dir: "auto" }, titleOf(one)),
      make("p", {}, `${all ? `You asked ${asked} of ${counted(all, "question")} in ${took}.` : `It took ${took}.`} ${nextStep(one)}`),
      endActions(one),
      said.element,
      ...(one.card || personOf(one) ? [] : [keepForm()]),
      ...(one.card ? [make("h3", {}, "What you practiced"), ...practiceList()] : []),
      ...(groups.length ? [make("h3", {}, "Asked and noted"), make("ul", {}, ...groups.map(groupItem))] : []),
      ...(unasked.length ? [make("h3", {}, "Not asked"), make("ul", {}, ...unasked.map(({ text }) => make("li", { dir: "auto" }, text)))] : []));
  }

  /** @param {LiveSession} one */
  function nextStep({ card: isRehearsal, consent, live }) {
    if (isRehearsal) return "Ask your partner when you listened well, and what they wish you'd asked.";
    if (consent === "no" || !live.notes.length) return "Write down what you remember now, while it's fresh.";
    return "Write up your notes today, and thank them within a day.";
  }

  /** @param {LiveSession} one */
  function endActions(one) {
    const person = personOf(one);
    const href = person && interviews.hrefOf(interviewStore.rules, person, { tool: "record" });
    return make("p", { className: "guide-actions" },
      href ? make("a", { className: "guide-button guide-button-first", href }, "Write up what you learned") : null,
      button("Copy all notes", () => said.copyText(core.asText(questions, one.live, titleOf(one)), "The text")),
      button(one.card ? "Go back to the rehearsal" : "Go back to the conversation", goBack),
      button(one.card ? "Rehearse again" : "Begin another one", startOver));
  }

  function startOver() {
    leftLast = current();
    if (!unkept()) storage.writeText(storage.keyOf("liveDraft"), null, false);
    showStart();
    planMenu.focus();
  }

  /** @param {LiveGroup} group */
  function groupItem({ title, minute, notes }) {
    return make("li", {}, make("strong", { dir: "auto" }, title || "Other notes"), minute === undefined ? "" : ` Asked in minute ${minute}.`,
      notes.length ? make("ul", {}, ...notes.map((note) => make("li", { className: "guide-live-written", dir: "auto" }, core.noteLine(note)))) : null);
  }

  /* For a conversation that isn't with anyone yet. */
  function keepForm() {
    const people = [...interviewStore.read().people.values()];
    const who = make("select", { id: "guide-live-who", autocomplete: "off" }, make("option", { value: "" }, "Someone new"), ...people.map((person) => make("option", { value: person.id, dir: "auto" }, nameOf(person))));
    const name = make("input", { id: "guide-live-name", type: "text", autocomplete: "off", dir: "auto" });
    const nameField = make("p", { className: "guide-field" }, make("label", { for: name.id }, "Their name, or what you call them"), name);
    who.addEventListener("change", () => { nameField.hidden = who.value !== ""; });
    /** @param {SubmitEvent} event */
    const onsubmit = (event) => {
      event.preventDefault();
      keepWith(who.value, name);
    };
    return make("form", { className: "guide-choices", onsubmit },
      people.length ? make("p", { className: "guide-field" }, make("label", { for: who.id }, "Who was it with?"), who) : null,
      nameField,
      make("p", { className: "guide-actions guide-wide" }, make("button", { type: "submit", className: "guide-button" }, "Keep the notes with them")));
  }

  /** @param {string} id "" for someone new @param {HTMLInputElement} field */
  function keepWith(id, field) {
    const name = field.value.trim();
    if (!id && !name) {
      said.announce("Write their name, or what you call them.");
      field.focus();
      return;
    }
    const one = current();
    const added = interviews.blank({ name, minutes: one.minutes }, dayOf(new Date()));
    const problem = id ? interviewStore.update(id, (person) => withLive(person, one)) : interviewStore.add([withLive(added, one)]);
    if (problem) {
      said.announce(problem);
      return;
    }
    interviewStore.setFor(id || added.id);
    store({ ...one, person: id || added.id }, (person) => person);
    drawEnd();
    said.announce("The notes are with them now, in this browser.");
    endBox.querySelector("a")?.focus();
  }

  /**
   * @param {Person} person
   * @param {LiveSession} one
   * @returns {Person} with the conversation, after whatever they had before
   */
  function withLive(person, { live, plan, ended }) {
    const all = { ...live, asked: { ...person.live.asked, ...live.asked }, notes: [...person.live.notes, ...live.notes] };
    const changed = { ...person, plan: person.plan || plan, live: all };
    return interviews.hasMet(person) ? changed : interviews.setStatus(changed, "met", dayOf(new Date(ended)));
  }

  /* Beginning ------------------------------------------------------------------------------------------ */

  /* Goes on with a conversation that's under way, in this tab or with the person the page is for. */
  function open() {
    const now = new Date();
    const person = forPerson.person();
    const inTab = readTab();
    const id = person?.id || "";
    /* One that's over is shown again only if it's what the page is about, and a rehearsal doesn't get in the way of a conversation. */
    const isAboutThem = !inTab?.person || !id || inTab.person === id;
    const goesOn = inTab && (inTab.ended ? inTab.person === id : isAboutThem && core.isUnderWay(inTab.live, inTab.minutes, now));
    if (goesOn && !(isLinked && inTab.card)) {
      const stored = inTab.isUnsaved ? null : personOf(inTab);
      setSession(stored ? { ...inTab, live: stored.live } : inTab);
      if (inTab.ended) showEnd();
      else showPanel();
    } else if (person && !interviews.hasMet(person) && core.isUnderWay(person.live, sessionOf(person).minutes, now)) {
      setSession(sessionOf(person));
      showPanel();
    } else {
      showStart();
    }
  }

  /* Something was changed in another tab, or someone else was chosen. */
  function refresh() {
    const person = session && !session.isUnsaved ? personOf(session) : null;
    if (session && person) setSession({ ...session, live: person.live });
    if (!panel.hidden) draw();
    else if (startBox.hidden) return;
    else if ((forPerson.person()?.id || "") === shownFor) drawForm();
    else open();
  }

  buildPanel();
  open();
  setInterval(drawClock, EVERY_SECOND_MS);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible" || panel.hidden) return;
    drawClock();
    keepAwake();
  });
})();
