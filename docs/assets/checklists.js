/* The checklists: ticks that stay, progress, the reader's own dates, and ways to take a list along.
 *
 * It serves the page of one list and the page of all lists. Ticks and the talk's date are read anew before each change,
 * since another tab may have changed them. Like filter.js it begins once for each time that the page is shown.
 */
(() => {
  "use strict";

  const block = document.getElementById("guide-way-data");
  if (!block || block.dataset.begun) return;
  block.dataset.begun = "yes";

  const data = JSON.parse(block.textContent);
  const { make, button, hidden } = GuideParts;
  const { KEYS } = GuideStore;
  const items = GuideWay.itemsOf(data.lists);
  const page = document.querySelector("[data-checklist]");
  const overview = document.getElementById("guide-way");
  const list = page ? data.lists[0] : null;
  const says = make("p", { className: "guide-status", role: "status" });
  const tell = GuideParts.tellIn(says);

  const isObject = (value) => value instanceof Object && !Array.isArray(value);
  let unsaved = ""; /* Why nothing can be kept; the page then works until it is closed. */
  let lastTicks = {};
  let lastTalk = {};

  /* Keeping ----------------------------------------------------------------------------------------- */

  function ticks() {
    if (unsaved) return lastTicks;
    const { value, problem } = GuideStore.read(KEYS.ticks, (one) => isObject(one) && isObject(one.ticks));
    if (problem) tell(problem);
    return value ? value.ticks : {};
  }

  function talk() {
    if (unsaved) return GuideWay.readTalk(lastTalk);
    return GuideWay.readTalk(GuideStore.read(KEYS.talk, isObject).value);
  }

  function keep(key, value) {
    const problem = GuideStore.write(key, value);
    if (problem && !unsaved) {
      unsaved = problem;
      tell(`${problem} What you tick or enter stays until you close this page.`);
    }
  }

  function keepTicks(next) {
    lastTalk = talk();
    lastTicks = next;
    keep(KEYS.ticks, { version: 1, ticks: next });
    draw();
  }

  function keepTalk(next) {
    lastTicks = ticks();
    lastTalk = next;
    keep(KEYS.talk, { version: 1, ...next });
    draw();
  }

  function today() {
    return GuideWay.dayOf(new Date());
  }

  /* Changes the ticks, and offers the way back: only for the items that were changed, since others may be ticked meanwhile. */
  function change(next, changed, message) {
    const before = ticks();
    keepTicks(next);
    tell(message, () => {
      const was = changed.filter((item) => GuideWay.isTicked(before, item));
      keepTicks(GuideWay.ticked(GuideWay.unticked(ticks(), changed), was, today()));
      tell("It is back as it was.");
    }, "Undo");
  }

  function clear(which, words) {
    const done = which.filter((item) => GuideWay.isTicked(ticks(), item));
    if (!done.length) {
      tell("Nothing is ticked here.");
      return;
    }
    change(GuideWay.unticked(ticks(), which), done, `${words} (${done.length}).`);
  }

  /* What both pages offer ------------------------------------------------------------------------------ */

  function fileName(end) {
    return `${list ? list.id.slice(2) : "checklists"}.${end}`;
  }

  function chosenLists() {
    return list ? data.lists : GuideWay.along(data.lists, talk());
  }

  function takeAlong() {
    return [
      button("Copy as text", () => GuideParts.copyText(says, GuideWay.asText(chosenLists(), ticks(), talk()), "The text"), { id: "guide-copy" }),
      button("Copy as Markdown", () => GuideParts.copyText(says, GuideWay.asMarkdown(chosenLists(), ticks(), talk()), "The text"), { id: "guide-copy-markdown" }),
      button("Download for a spreadsheet", () => GuideParts.download(fileName("csv"), "text/csv", GuideWay.asCsv(chosenLists(), ticks(), talk())), { id: "guide-csv" }),
    ];
  }

  function progressBar(progress, label) {
    return [
      make("progress", { max: Math.max(progress.all, 1), value: progress.done, "aria-label": label }),
      ` ${progress.done} of ${progress.all} done`,
    ];
  }

  /* The page of one list -------------------------------------------------------------------------------- */

  const state = make("p", { className: "guide-progress" });

  function boxes() {
    return [...page.querySelectorAll("input[type=checkbox]")];
  }

  function itemOf(box) {
    return items.find(({ id }) => id === box.name);
  }

  /* A phone's print() returns before it prints, so the page stays without ticks until the browser reports that it is done. */
  function printed(blank) {
    document.documentElement.classList.toggle("print-without-ticks", blank);
    addEventListener("afterprint", () => document.documentElement.classList.remove("print-without-ticks"), { once: true });
    print();
  }

  function share() {
    const link = GuideWay.toLink(items, ticks());
    if (!link) {
      tell("Nothing is ticked yet. The address of this page is the link to the empty list.");
      return;
    }
    GuideParts.copyText(says, `${location.href.split(/[?#]/)[0]}#ticks=${link}`, "The link", "It holds the ticks of this list. Whoever has it can see them.");
  }

  /* Ticks in the address wait for the reader's word, since they may be somebody else's. */
  function fromAddress() {
    if (!location.hash.startsWith("#ticks=")) return;
    const theirs = GuideWay.fromLink(items, location.hash.slice("#ticks=".length));
    history.replaceState(null, "", location.pathname + location.search);
    if (!theirs.length) {
      tell("The link has no ticks for this list.");
      return;
    }
    const put = (base) => change(GuideWay.ticked(base, theirs, today()), items, "The ticks of the link are here.");
    tell(`The link brings ${theirs.length} of ${items.length} ticks.`, () => put(ticks()), "Add them to mine");
    says.append(" ", button("Put them in place of mine", () => put(GuideWay.unticked(ticks(), items))));
  }

  function drawPage() {
    const now = ticks();
    const when = talk();
    for (const box of boxes()) {
      const item = itemOf(box);
      box.checked = GuideWay.isTicked(now, item);
      drawDue(box.closest("li"), GuideWay.dueOf(item, when), box.checked);
    }
    const following = GuideWay.next(items, now, when, today());
    state.replaceChildren(...progressBar(GuideWay.progress(items, now, when), "Done on this list"),
      ...(following ? [". Next: ", make("strong", {}, following.text)] : [". All done."]));
  }

  function drawDue(row, due, done) {
    let note = row.querySelector(".guide-due");
    if (!due) {
      if (note) note.remove();
      return;
    }
    if (!note) {
      note = make("span", { className: "guide-due" });
      row.querySelector(".guide-when").append(" ", note);
    }
    note.textContent = `${due.day < today() && !done ? "Was due" : "Due"} ${GuideWay.sayDue(due)}.`;
  }

  function beginPage() {
    page.querySelector(".guide-ticks").before(state);
    page.querySelector(".guide-list-tools").append(
      make("div", { className: "guide-actions" },
        button("Print", () => printed(false), { id: "guide-print" }),
        button("Print without my ticks", () => printed(true), { id: "guide-print-blank" }),
        ...takeAlong(),
        button("Copy a link with my ticks", share, { id: "guide-share" }),
        button("Clear this list", () => clear(items, "The ticks of this list are gone"), { id: "guide-clear" })),
      says,
      data.overview ? make("p", {}, make("a", { href: data.overview }, "Set the day of your talk, see all lists, get reminders")) : "");
    page.addEventListener("change", ({ target }) => {
      if (!target.matches("input[type=checkbox]")) return;
      const item = itemOf(target);
      keepTicks(target.checked ? GuideWay.ticked(ticks(), [item], today()) : GuideWay.unticked(ticks(), [item]));
    });
    addEventListener("hashchange", () => page.isConnected && fromAddress());
  }

  /* The page of all lists --------------------------------------------------------------------------------- */

  const form = make("form", { className: "guide-choices", autocomplete: "off" });
  const whole = make("div", {});

  function field(name, label, control) {
    control.id = `guide-${name}`;
    control.name = name;
    return make("p", { className: "guide-field" }, make("label", { for: control.id }, label), control);
  }

  function select(none, terms) {
    return make("select", {}, make("option", { value: "" }, none), ...terms.map(({ id, label }) => make("option", { value: id }, label)));
  }

  function drawForm() {
    const now = talk();
    for (const control of form.elements) {
      if (control.name && control !== document.activeElement) control.value = control.name === "minutes" ? String(now.minutes) : now[control.name];
    }
  }

  function readForm() {
    const given = Object.fromEntries([...form.elements].filter(({ name }) => name).map(({ name, value }) => [name, value]));
    const odd = [...form.elements].find((control) => control.validity && !control.validity.valid);
    const before = talk();
    const id = before.id || [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(36)).join("");
    const next = GuideWay.readTalk({ ...before, ...given, id, minutes: Number(given.minutes) });
    keepTalk(next);
    if (unsaved) return;
    if (odd || (given.day && !next.day) || (given.asked && !next.asked)) tell("That day or time is not complete, or not possible. The rest is kept.");
    else if (GuideWay.isSkipped(next)) tell(`On that day the clocks go forward, and ${next.time} is skipped. Check the time with them.`);
    else if (next.day) tell(`${GuideWay.sayDay(next.day)}${next.time ? `, ${next.time}, in this device's time zone` : ""}. Every item that depends on it has its date now.`);
    else tell("Kept.");
  }

  function forget() {
    const before = talk();
    keepTalk(GuideWay.readTalk({}));
    for (const control of form.elements) if (control.name) control.value = control.name === "minutes" ? String(talk().minutes) : "";
    tell("The dates are gone. Your ticks are still here.", () => { keepTalk(before); drawForm(); tell("They are back."); }, "Undo");
  }

  function calendar() {
    const before = talk();
    if (!before.day && !before.asked) {
      tell("Set the day of your talk, or the day on which you ask, first.");
      form.elements.day.focus();
      return;
    }
    const count = GuideWay.reminders(data.lists, ticks(), before, today()).length;
    if (!count && (!before.day || before.day < today())) {
      tell("All of this lies in the past or is done, so there is nothing to remind you of.");
      return;
    }
    const link = ({ href }) => (location.protocol.startsWith("http") ? new URL(href, location.href).href : data.site.url);
    GuideParts.download("information-interview.ics", "text/calendar", GuideWay.asCalendar({ lists: data.lists, ticks: ticks(), talk: before, now: new Date(), site: data.site, link }));
    keepTalk({ ...before, sequence: before.sequence + 1 });
    tell(`The file holds ${before.day ? "the talk and " : ""}${count} reminders. Open it with your calendar. If the day changes, set it here and download again: the entries are moved, where your calendar allows it.`);
  }

  function drawOverview() {
    const now = ticks();
    const when = talk();
    const mine = GuideWay.along(data.lists, when);
    const own = GuideWay.itemsOf(mine);
    const following = GuideWay.next(own, now, when, today());
    whole.replaceChildren(make("p", { className: "guide-progress" }, ...progressBar(GuideWay.progress(own, now, when), "Done in all")));
    if (following) whole.append(nextBox(following, mine.find((one) => one.items.some(({ id }) => id === following.id)), when));
    else whole.append(make("p", {}, "Everything is done. Ready for the next talk? Clear all ticks, and set its day."));
    for (const one of data.lists) drawRow(one, now, when, mine.includes(one));
    drawForm();
  }

  function nextBox(item, from, when) {
    const due = GuideWay.sayDue(GuideWay.dueOf(item, when));
    return make("div", { className: "guide-next" },
      make("h2", {}, "Next thing to do"),
      make("p", {}, make("strong", {}, item.text), due ? ` ${due}.` : ` ${item.when}.`),
      make("p", {}, item.why, " ", make("small", {}, `${item.minutes} min. From the list `, make("a", { href: from.href }, from.title), ".")),
      make("p", {}, button("Done", () => done(item), { id: "guide-done", "aria-label": `Done: ${item.text}` })));
  }

  function done(item) {
    change(GuideWay.ticked(ticks(), [item], today()), [item], `Done: ${item.text}.`);
    const again = document.getElementById("guide-done");
    if (again) again.focus();
  }

  function drawRow(one, now, when, isMine) {
    const row = document.querySelector(`.guide-lists [data-list="${one.id}"]`);
    const progress = GuideWay.progress(one.items, now, when);
    const note = row.querySelector(".guide-progress") || row.appendChild(make("span", { className: "guide-progress" }));
    note.replaceChildren(...(isMine || one.role === "asked" || progress.done ? progressBar(progress, `Done on the list ${one.title}`) : ["For another way to meet"]));
  }

  function beginOverview() {
    const modes = data.modes.filter(({ id }) => data.lists.some((one) => one.mode === id));
    form.append(
      field("day", "Day of the talk", make("input", { type: "date" })),
      field("time", "It begins at", make("input", { type: "time" })),
      field("minutes", "How many minutes", make("input", { type: "number", min: "5", max: String(GuideWay.LONGEST_MINUTES), step: "1", required: true })),
      field("mode", "How you meet", select("I don't know yet, or another way", modes)),
      field("asked", "Day on which you ask, or asked", make("input", { type: "date" })),
      field("audience", "About you", select("None of these, or I'd rather not say", data.audiences)),
    );
    form.addEventListener("change", readForm);
    form.addEventListener("submit", (event) => event.preventDefault());
    overview.append(
      make("h2", { id: "your-dates" }, "Your dates"), form,
      make("p", { className: "guide-when" }, "Business days leave out Saturdays and Sundays, but not holidays. What you enter stays in this browser."),
      whole, says,
      make("div", { className: "guide-actions" },
        button("Download reminders for my calendar", calendar, { id: "guide-calendar", className: "guide-button guide-button-first" }),
        ...takeAlong(),
        button("Forget the dates", forget, { id: "guide-forget" }),
        button("Clear all ticks", () => clear(items, "All ticks are gone"), { id: "guide-clear" })),
      data.yourData ? make("p", {}, make("a", { href: data.yourData }, "Take it to another device, or delete it", hidden(": your data"))) : "");
  }

  /* Beginning ---------------------------------------------------------------------------------------------- */

  function draw() {
    if (page) drawPage();
    if (overview) drawOverview();
  }

  addEventListener("storage", (event) => {
    if ([KEYS.ticks, KEYS.talk, null].includes(event.key) && block.isConnected) draw();
  });
  if (page) beginPage();
  if (overview) beginOverview();
  draw();
  if (page) fromAddress();
})();
