/* The page "Plan your conversation": shows what plan.js chooses, and lets the reader change, keep, print and share it.
 *
 * A plan lives in this page, in the tab's own storage while the tab is open, in the browser's under a
 * name when the reader saves it, and behind "#" in a link, which a browser never sends to a server.
 * Like filter.js it begins once for each time that the page is shown.
 */
(() => {
  "use strict";

  const root = document.getElementById("guide-planner");
  if (!root || root.dataset.begun) return;
  root.dataset.begun = "yes";

  const bank = GuidePlan.open(JSON.parse(document.getElementById("guide-bank-data").textContent));
  const SAVED = GuideStore.KEYS.plans;
  const DRAFT = GuideStore.KEYS.planDraft;
  const MOST_STEPS_BACK = 50;
  const TONE_LABELS = { text: "As written", softener: "Softer", plain: "Plain", warm: "Warm", formal: "Formal", own: "In my own words" };

  const { make, button, hidden } = GuideParts;
  const form = document.getElementById("guide-choices");
  const says = document.getElementById("guide-status");
  const tell = GuideParts.tellIn(says);
  const savedBox = document.getElementById("guide-saved");
  const planBox = document.getElementById("guide-plan");
  const sheet = document.getElementById("guide-sheet");

  let plan = null;
  let round = 0;
  let opened = null; /* {name, saved}: the saved plan that this one came from. */
  const before = []; /* Plans to go back to, the last one last. */

  function chosen() {
    const value = (name) => form.elements[name].value;
    return {
      goal: value("goal"), person: value("person"), audience: value("audience"), mode: value("mode"), field: value("field"),
      minutes: Number(value("minutes")),
    };
  }

  function putChoices(choices) {
    for (const [name, value] of Object.entries(choices)) {
      const select = form.elements[name];
      if (name === "minutes" && ![...select.options].some((option) => option.value === String(value))) {
        select.append(make("option", { value: String(value) }, `${value} minutes`));
      }
      select.value = String(value);
    }
  }

  /* Changing ------------------------------------------------------------------------------------- */

  function change(next, message) {
    if (plan) {
      before.push(JSON.stringify({ plan, opened }));
      if (before.length > MOST_STEPS_BACK) before.shift();
    }
    plan = next;
    draw();
    if (message) tell(message);
  }

  function changeEntries(entries, message) {
    change({ ...plan, entries }, message);
  }

  function changeEntry(index, changes, message) {
    changeEntries(plan.entries.map((entry, at) => (at === index ? { ...entry, ...changes } : entry)), message);
  }

  function undo() {
    const last = before.pop();
    if (!last) return;
    ({ plan, opened } = JSON.parse(last));
    putChoices(plan.choices);
    draw();
    tell("Undone.");
  }

  /* What stays when a new plan is made: what is pinned, and the reader's own words. */
  function kept() {
    return plan ? plan.entries.filter((entry) => entry.pinned || entry.text || entry.words) : [];
  }

  function propose() {
    const tone = plan ? plan.tone : "text";
    const stays = kept();
    const next = { ...GuidePlan.choose(bank, chosen(), round, stays), tone };
    change(next, `A plan with ${next.entries.length} questions.${stays.length ? " What you pinned or wrote stayed." : ""}`);
  }

  function swap(index) {
    const [other] = GuidePlan.alternatives(bank, plan, index);
    if (!other) {
      tell("No other question of this kind fits in its place.");
      return;
    }
    const { stage, pinned } = plan.entries[index];
    const entry = pinned ? { id: other.id, stage, pinned } : { id: other.id, stage };
    changeEntries(plan.entries.map((old, at) => (at === index ? entry : old)), `Now: ${GuidePlan.say(bank, plan, entry)}`);
  }

  function move(index, step) {
    const entries = GuidePlan.move(bank, plan.entries, index, step);
    if (entries === plan.entries) {
      tell(step < 0 ? "This is the first question." : "This is the last question.");
      return;
    }
    const joined = entries[index].id === plan.entries[index].id && entries[index].text === plan.entries[index].text;
    const at = joined ? index : index + step;
    const stage = bank.stages.find(({ id }) => id === entries[at].stage);
    changeEntries(entries, `Number ${at + 1} of ${entries.length}, in ${stage.label}.`);
    focusOn(at, step < 0 ? "up" : "down");
  }

  function remove(index) {
    changeEntries(plan.entries.filter((_, at) => at !== index));
    tell("Removed.", undo, "Undo");
    if (plan.entries.length) focusOn(Math.min(index, plan.entries.length - 1), "remove");
    else planBox.querySelector("h2").focus();
  }

  function addOne() {
    const question = GuidePlan.oneMore(bank, plan);
    if (!question) {
      tell("No other question fits in the time that is left. Take one out first, or choose a longer talk.");
      return;
    }
    insert({ id: question.id, stage: question.stage });
    tell(`Added: ${question.text}`);
  }

  function ask(question) {
    insert({ id: question.id, stage: question.stage });
    tell("It is in the plan now. Look first all the same, and ask for what is missing.");
  }

  /* At the end of its stage, but before the closing. */
  function insert(entry) {
    changeEntries(GuidePlan.inOrder(bank, [...plan.entries, entry]));
  }

  function addOwn(event) {
    event.preventDefault();
    const { words, stage, minutes } = event.target.elements;
    if (!words.value.trim()) {
      tell("Write your question first.");
      words.focus();
      return;
    }
    insert({ text: words.value, stage: stage.value, minutes: Number(minutes.value) });
    tell("Your question is in the plan.");
    document.getElementById("guide-own-words").focus();
  }

  /* Showing -------------------------------------------------------------------------------------- */

  function focusOn(index, action) {
    const node = planBox.querySelectorAll("li[data-entry]")[index];
    const target = node && (node.querySelector(`[data-action=${action}]`) || node.querySelector("button"));
    if (target) target.focus();
  }

  function draw() {
    const active = document.activeElement;
    const back = active && planBox.contains(active) && active.dataset.action
      ? [[...planBox.querySelectorAll("li[data-entry]")].indexOf(active.closest("li[data-entry]")), active.dataset.action]
      : null;
    const other = active && planBox.contains(active) ? active.id : "";
    const unfolded = new Set([...planBox.querySelectorAll("details[open]")].map((node) => node.dataset.keep));
    planBox.hidden = false;
    planBox.replaceChildren(...parts());
    for (const node of planBox.querySelectorAll("details")) node.open = unfolded.has(node.dataset.keep);
    drawSheet();
    GuideStore.write(DRAFT, GuidePlan.pack(bank, plan), false);
    if (back && back[0] >= 0) focusOn(...back);
    else if (other && document.getElementById(other)) document.getElementById(other).focus();
  }

  function parts() {
    const time = GuidePlan.timing(bank, plan);
    const list = GuidePlan.lookUp(bank, plan);
    return [
      make("h2", { tabIndex: -1 }, "Your plan"),
      make("p", {}, GuidePlan.about(bank, plan)),
      make("p", { className: "guide-time" }, timeLine(time)),
      make("div", { className: "guide-actions" },
        button("Another plan", () => { round += 1; propose(); }, { id: "guide-another" }),
        button("Add a question", addOne, { id: "guide-more" }),
        button("Undo", undo, { id: "guide-undo", disabled: !before.length }),
        toneMenu()),
      list.length ? lookUpBox(list) : null,
      ...time.stages.map((stage) => stageBox(stage)),
      ownForm(),
      outBox(),
    ];
  }

  function timeLine({ planned, spare, left, over }) {
    const all = `Questions ${planned} min, kept for follow-ups ${Math.max(spare + Math.min(left, 0), 0)} min`;
    if (over) return `${all}. That is ${over} min longer than the talk: take something out.`;
    if (left < 0) return `${all}. It fits, but leaves little room for follow-ups.`;
    return left ? `${all}, still free ${left} min.` : `${all}. The time is used well.`;
  }

  function toneMenu() {
    const select = make("select", { id: "guide-tone", onchange: () => change({ ...plan, tone: select.value }, "The wording has changed where there is one of that kind.") },
      ...["text", "plain", "warm", "formal"].map((tone) => make("option", { value: tone, selected: tone === plan.tone }, TONE_LABELS[tone])));
    return make("span", { className: "guide-inline" }, make("label", { for: "guide-tone" }, "Wording "), select);
  }

  function lookUpBox(list) {
    return make("details", { "data-keep": "look-up" },
      make("summary", {}, `Look up before the talk (${list.length})`),
      make("ul", {}, ...list.map(({ question, where, asked }) => make("li", {},
        make("a", { href: question.href }, question.text), ` Look in: ${where}. `,
        asked ? "It is in your plan: ask for what is missing. " : button("Ask it anyway", () => ask(question), { "aria-label": `Ask it anyway: ${question.text}` })))));
  }

  function stageBox(stage) {
    const rows = plan.entries.map((entry, index) => ({ entry, index })).filter(({ entry }) => entry.stage === stage.id);
    if (!rows.length) return null;
    return make("section", {},
      make("h3", {}, `${stage.label} `, make("small", {}, `minute ${stage.start} to ${stage.end}`)),
      make("p", { className: "guide-stage-note" }, stage.note),
      make("ol", { className: "guide-entries", start: rows[0].index + 1 }, ...rows.map(({ entry, index }) => row(entry, index))));
  }

  function row(entry, index) {
    const question = entry.id ? bank.byId.get(entry.id) : null;
    const words = GuidePlan.say(bank, plan, entry);
    const name = () => hidden(`: ${words.slice(0, 80)}`);
    const tool = (action, text, act, settings = {}) => button(text, act, { "data-action": action, ...settings });
    const free = !question || entry.words !== undefined;
    return make("li", { "data-entry": "" },
      free ? ownWords(entry, index) : make("p", { className: "guide-entry-words" }, words),
      make("p", { className: "guide-tags" }, `${GuidePlan.minutesOf(bank, entry)} min${question ? "" : " · your own"}${question && question.sensitivity === "high" ? " · sensitive" : ""}${entry.pinned ? " · pinned" : ""}`),
      make("div", { className: "guide-entry-buttons", role: "group", "aria-label": `Change number ${index + 1}` },
        tool("up", make("span", {}, "↑", hidden(" up")), () => move(index, -1)),
        tool("down", make("span", {}, "↓", hidden(" down")), () => move(index, 1)),
        question ? tool("swap", make("span", {}, "Swap", name()), () => swap(index)) : null,
        tool("pin", make("span", {}, entry.pinned ? "Unpin" : "Pin", name()), () => changeEntry(index, { pinned: !entry.pinned }, entry.pinned ? "No longer pinned." : "Pinned: it stays when you make another plan.")),
        tool("remove", make("span", {}, "Remove", name()), () => remove(index))),
      question ? more(entry, question, index) : null);
  }

  function wordingMenu(entry, question, index) {
    const now = entry.words !== undefined ? "own" : GuidePlan.toneOf(bank, plan, entry);
    const tones = [...GuidePlan.wordings(question).map(({ tone }) => tone), "own"];
    const select = make("select", { "data-action": "wording", "aria-label": `Wording of number ${index + 1}`, onchange: () => {
      const { words, tone, ...rest } = plan.entries[index];
      const own = select.value === "own";
      changeEntries(plan.entries.map((old, at) => (at === index ? { ...rest, ...(own ? { words: GuidePlan.say(bank, plan, old) } : { tone: select.value }) } : old)));
      if (own) planBox.querySelectorAll("li[data-entry]")[index].querySelector("textarea").focus();
    } }, ...tones.map((tone) => make("option", { value: tone, selected: tone === now }, TONE_LABELS[tone])));
    return select;
  }

  /* The reader's own words. They are kept letter by letter, without drawing the plan anew under the cursor. */
  function ownWords(entry, index) {
    const area = make("textarea", { rows: 2, dir: "auto", "data-action": "words", "aria-label": `Your words for number ${index + 1}`, value: entry.words === undefined ? entry.text : entry.words,
      oninput: () => {
        plan = { ...plan, entries: plan.entries.map((old, at) => (at === index ? { ...old, [old.id ? "words" : "text"]: area.value } : old)) };
        drawSheet();
        GuideStore.write(DRAFT, GuidePlan.pack(bank, plan), false);
      } });
    return area;
  }

  function more(entry, question, index) {
    return make("details", { "data-keep": question.id },
      make("summary", {}, "What to ask next, wording", hidden(`: ${question.text}`)),
      make("p", { className: "guide-inline" }, "Wording ", wordingMenu(entry, question, index)),
      make("ul", {}, ...question.probes.map((probe) => make("li", {}, probe))),
      make("p", {}, `${question.purpose} Ask it when: ${question.ask_when} `, make("a", { href: question.href }, "More on this question")));
  }

  function ownForm() {
    const stages = bank.stages.map((stage) => make("option", { value: stage.id, selected: stage.id === bank.stageIds[bank.stageIds.length >> 1] }, stage.label));
    const minutes = [1, 2, 3, 4, 5].map((count) => make("option", { value: String(count), selected: count === 2 }, `${count} min`));
    return make("details", { "data-keep": "own" },
      make("summary", {}, "Add a question of your own"),
      make("form", { onsubmit: addOwn },
        make("p", { className: "guide-field" }, make("label", { for: "guide-own-words" }, "Your question"), make("textarea", { id: "guide-own-words", name: "words", rows: 2, dir: "auto" })),
        make("p", { className: "guide-actions" },
          make("span", { className: "guide-inline" }, make("label", { for: "guide-own-stage" }, "Stage "), make("select", { id: "guide-own-stage", name: "stage" }, ...stages)),
          make("span", { className: "guide-inline" }, make("label", { for: "guide-own-minutes" }, "Time "), make("select", { id: "guide-own-minutes", name: "minutes" }, ...minutes)),
          make("button", { type: "submit", className: "guide-button" }, "Add it"))));
  }

  /* Taking it along ------------------------------------------------------------------------------ */

  function outBox() {
    return make("section", {},
      make("h3", {}, "Take it along"),
      make("div", { className: "guide-actions" },
        button("Print or save as PDF", () => print(), { id: "guide-print" }),
        button("Print with room for notes", printForNotes, { id: "guide-print-notes" }),
        button("Copy as text", () => GuideParts.copyText(says, GuidePlan.asText(bank, plan), "The plan"), { id: "guide-copy" }),
        button("Copy as Markdown", () => GuideParts.copyText(says, GuidePlan.asMarkdown(bank, plan), "The plan"), { id: "guide-copy-markdown" }),
        button("Copy a link to it", share, { id: "guide-share" })),
      make("form", { className: "guide-actions", onsubmit: save },
        make("span", { className: "guide-inline" }, make("label", { for: "guide-name" }, "Save it here as "),
          make("input", { id: "guide-name", name: "name", type: "text", autocomplete: "off", dir: "auto", value: opened ? opened.name : "" })),
        make("button", { type: "submit", className: "guide-button" }, "Save")));
  }

  function share() {
    const link = GuidePlan.toLink(bank, plan);
    if (!link) {
      tell("This plan is too long for a link. Save it here, or copy it as text.");
      return;
    }
    GuideParts.copyText(says, `${location.href.split(/[?#]/)[0]}#plan=${link}`, "The link", "It holds the whole plan, with your own words in it. Whoever has it can read them.");
  }

  const shelf = GuideParts.shelf({
    key: SAVED,
    box: savedBox,
    tell,
    open: (name, { saved, content }) => take(GuidePlan.unpack(bank, content), `“${name}” is open.`, { name, saved }),
  });

  function save(event) {
    event.preventDefault();
    const kept = shelf.save(event.target.elements.name.value.trim().slice(0, 80) || "My plan", GuidePlan.pack(bank, plan), opened);
    if (kept.problem) tell(`${kept.problem} The plan is still on this page: print it, or copy a link to it.`);
    else {
      opened = kept;
      draw();
    }
  }

  /* Show a plan that was read, or say why not. */
  function take({ plan: read, notes, problem }, message, from = null) {
    if (problem) {
      tell(problem);
      return;
    }
    const had = plan;
    round = 0;
    change(read);
    opened = from;
    putChoices(plan.choices);
    draw();
    const said = [message, ...notes].join(" ");
    if (had) tell(said, undo, "Back to the plan that was here");
    else tell(said);
  }

  function takeOrder(order) {
    take({ plan: GuidePlan.fromOrder(bank, order), notes: [] }, `“${order.title}” is open, for you to change.`);
  }

  /* Paper ---------------------------------------------------------------------------------------- */

  /* One page of A4 or Letter: the first of these that fits, in points, lines to write on for each question, and its probes. */
  const FITS = [
    [11, 3, 3], [11, 2, 3], [10.5, 2, 3], [10, 2, 3], [9.5, 2, 3], [10.5, 1, 3], [10, 1, 3], [9.5, 1, 3], [9, 1, 3],
    [9, 1, 2], [8.5, 1, 2], [8, 1, 2], [8, 1, 1], [7.5, 1, 1], [7, 1, 1],
  ];
  const NOTE_LINES = 6;
  const PAPER_MM = { width: 178, height: 240 };

  function drawSheet() {
    const time = GuidePlan.timing(bank, plan);
    const list = GuidePlan.lookUp(bank, plan);
    const first = list.filter(({ asked }) => !asked);
    const blank = (text) => make("span", { className: "guide-blank" }, text);
    sheet.replaceChildren(
      make("h2", {}, "Plan for an information interview"),
      make("p", {}, GuidePlan.about(bank, plan)),
      make("p", { className: "guide-blanks" }, blank("With"), blank("Date and time"), blank("I stop at")),
      first.length ? make("p", {}, make("strong", {}, "Look up, don't ask: "), first.map(({ question, where: place }) => `${question.text} (${place})`).join(" ")) : "",
      make("table", { className: "guide-rows" }, make("colgroup", {}, make("col"), make("col")), ...time.stages.flatMap((stage) => {
        const entries = plan.entries.filter((entry) => entry.stage === stage.id);
        if (!entries.length) return [];
        return [make("tbody", {},
          make("tr", {}, make("th", { colSpan: 2, scope: "rowgroup" }, `${stage.label}, minute ${stage.start} to ${stage.end}`)),
          ...entries.map((entry) => make("tr", {}, make("td", {}, ...paperQuestion(entry)), make("td", { className: "guide-notes" }))))];
      })));
    sheet.hidden = false;
    fitSheet();
  }

  function paperQuestion(entry) {
    const probes = entry.id ? bank.byId.get(entry.id).probes : [];
    return [make("b", { dir: "auto" }, GuidePlan.say(bank, plan, entry)), ...probes.map((probe) => make("small", {}, ` ${probe}`))];
  }

  /* Measured out of sight, at the width of the paper: a browser tells a page nothing about its printed self. */
  function fitSheet() {
    const millimeter = 96 / 25.4;
    sheet.classList.add("is-measured");
    for (const size of FITS) {
      setSheet(...size);
      if (sheet.scrollHeight <= PAPER_MM.height * millimeter) break;
    }
    sheet.classList.remove("is-measured");
  }

  function setSheet(points, lines, probes) {
    sheet.style.fontSize = `${points}pt`;
    for (const row of sheet.querySelectorAll("td")) [...row.querySelectorAll("small")].forEach((probe, at) => { probe.hidden = at >= probes; });
    for (const cell of sheet.querySelectorAll(".guide-notes")) cell.replaceChildren(...Array.from({ length: lines }, () => make("i", {})));
  }

  /* A note sheet with the reader's own questions, on as many pages as it takes. */
  function printForNotes() {
    setSheet(11, NOTE_LINES, 3);
    print();
    fitSheet();
  }

  /* Beginning ------------------------------------------------------------------------------------ */

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    round = 0;
    propose();
    planBox.querySelector("h2").focus();
  });
  form.elements.order.addEventListener("change", ({ target }) => {
    const order = bank.orders.find(({ id }) => id === target.value);
    if (order) takeOrder(order);
    target.value = "";
  });
  addEventListener("hashchange", () => root.isConnected && fromAddress());

  /* A plan in the address is taken out of it, so that loading the page again does not undo what the reader changed. */
  function fromAddress() {
    if (!location.hash.startsWith("#plan=")) return false;
    const result = GuidePlan.fromLink(bank, location.hash.slice("#plan=".length));
    history.replaceState(null, "", location.pathname);
    take(result, "This is the plan from the link.");
    return !result.problem;
  }

  function begin() {
    document.getElementById("guide-no-script").remove();
    form.hidden = false;
    shelf.draw();
    const draft = GuideStore.read(DRAFT, (value) => value instanceof Object, false).value;
    if (draft) {
      const { plan: kept, problem } = GuidePlan.unpack(bank, draft);
      if (!problem) {
        plan = kept;
        putChoices(plan.choices);
        draw();
      }
    }
    if (fromAddress()) return;
    const wanted = new URLSearchParams(location.search).get("order");
    const order = bank.orders.find(({ id }) => id === wanted);
    if (!order) return;
    takeOrder(order);
    history.replaceState(null, "", location.pathname);
  }

  begin();
})();
