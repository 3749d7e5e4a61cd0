/* The page of all checklists: one thing next, the short list, the reader's own dates, a file for their calendar, and all lists on request. */
(() => {
  "use strict";

  const { make, button, hidden, required, find, download } = Guide.dom;
  const { interviews, interviewStore: store, personTicks, schedule, shortList, icalendar } = Guide;

  const LISTS_NOTE = "Every item that depends on it now has a date.";
  /** @type {{choice: CalendarChoice, label: string}[]} */
  const CHOICES = [
    { choice: "meeting", label: "Just the meeting" },
    { choice: "near", label: "The meeting, the day before, and the thank-you" },
    { choice: "all", label: "Everything there is to do" },
  ];

  const page = required("guide-way");
  const next = required("guide-next");
  const owner = make("div", { className: "guide-owner", hidden: true });
  const tools = Guide.checklistTools.open(page, required("guide-for-line"), () => drawOverview());
  const { data, announce, readTicks, readMeeting, storeMeeting, today } = tools;
  const short = shortList.shortItems(data.lists);
  const modes = data.modes.filter(({ id }) => data.lists.some(({ mode }) => mode === id));

  /* The dates ----------------------------------------------------------------------------------------------- */

  const controls = {
    day: make("input", { type: "date" }),
    time: make("input", { type: "time" }),
    minutes: make("input", { type: "number", min: "5", max: String(schedule.MAX_MINUTES), step: "1", required: true }),
    mode: select("I don't know yet, or some other way", modes),
    place: make("input", { type: "text", maxLength: 300, dir: "auto" }),
    asked: make("input", { type: "date" }),
    audience: select("None of these, or I'd rather not say", data.audiences),
  };
  const names = /** @type {(keyof typeof controls)[]} */ (Object.keys(controls));

  /** @param {string} none @param {MenuEntry[]} terms */
  function select(none, terms) {
    return make("select", {}, make("option", { value: "" }, none), ...terms.map(({ id, label }) => make("option", { value: id }, label)));
  }

  /** @param {keyof typeof controls} name @param {string} label */
  function field(name, label) {
    Object.assign(controls[name], { id: `guide-${name}`, name });
    return make("p", { className: "guide-field" }, make("label", { for: `guide-${name}` }, label), controls[name]);
  }

  /** @param {boolean} [evenFocused] whether the field that the reader is in, too */
  function drawForm(evenFocused = false) {
    const meeting = readMeeting();
    for (const name of names) {
      if (evenFocused || controls[name] !== document.activeElement) controls[name].value = String(meeting[name] || "");
    }
  }

  function readForm() {
    const before = readMeeting();
    const isIncomplete = names.some((name) => !controls[name].validity.valid);
    const given = Object.fromEntries(names.map((name) => [name, controls[name].value]));
    const meeting = schedule.readMeeting({ ...before, ...given, id: before.id || newId(), minutes: Number(given.minutes) });
    storeMeeting(meeting);
    if (!tools.isStoring()) return;
    const { day, time } = meeting;
    if (isIncomplete || (given.day && !day) || (given.asked && !meeting.asked)) announce("That date or time is incomplete or doesn't exist. Everything else is saved.");
    else if (schedule.isSkipped(meeting)) announce(`Clocks spring forward that day, and ${timeOf(meeting)} is skipped. Check the time with the person you're meeting.`);
    else if (day && (day !== before.day || time !== before.time)) announce(`${whenOf(meeting)}${time ? ", in this device's time zone" : ""}. ${LISTS_NOTE}`);
    else announce("Saved.");
  }

  /** @param {Meeting} meeting @returns {string} such as "Thu, Dec 3, 4:00 PM" */
  function whenOf({ day, time }) {
    return `${schedule.formatDay(day)}${time ? `, ${timeOf({ time })}` : ""}`;
  }

  /** @param {{time: string}} meeting @returns {string} as the reader entered it, even if clocks skip it that day */
  function timeOf({ time }) {
    return new Intl.DateTimeFormat("en-US", { hour: "numeric", minute: "2-digit", timeZone: "UTC" }).format(new Date(`2000-01-01T${time}:00Z`));
  }

  /* A calendar recognizes the events of a meeting by this id, so no two meetings can have the same one. */
  function newId() {
    return interviews.newId("m");
  }

  function forgetDates() {
    const before = readMeeting();
    storeMeeting(schedule.readMeeting({ sequence: before.sequence }));
    drawForm(true);
    announce("Dates cleared. Your check marks are still here.", () => { storeMeeting(before); drawForm(); announce("They're back."); }, "Undo");
  }

  /* Whose conversation it is -------------------------------------------------------------------------------- */

  /* Asked of a reader who has a date but hasn't named anyone, and whose browser may have it from before people could be named. */
  function drawOwner() {
    const isAsking = !store.read().people.size && tools.sharedMeeting().day !== "";
    if (isAsking === !owner.hidden) return;
    owner.hidden = !isAsking;
    if (!isAsking) {
      owner.replaceChildren();
      return;
    }
    const name = make("input", { type: "text", id: "guide-owner-name", maxLength: 120, dir: "auto", autocomplete: "off" });
    owner.replaceChildren(make("form", { className: "guide-owner-form", autocomplete: "off", onsubmit: (/** @type {Event} */ event) => { event.preventDefault(); nameOwner(name); } },
      make("label", { for: "guide-owner-name" }, "Who is this conversation with?"), name, make("button", { type: "submit", className: "guide-button" }, "Save the name"),
      make("p", { className: "guide-when" }, "If you say, the date and your check marks are saved with them, and the other tools know about it. You can also leave this empty.")));
  }

  /** @param {HTMLInputElement} input */
  function nameOwner(input) {
    const name = input.value.trim();
    if (!name) {
      announce("First enter a name. A first name or a nickname is enough.");
      input.focus();
      return;
    }
    const [ticks, meeting] = [tools.sharedTicks(), tools.sharedMeeting()];
    const made = personTicks.personFrom(name, meeting, ticks, tools.items, today());
    const problem = store.add([made.person]);
    if (problem) {
      store.remove([made.person.id]);
      announce(problem);
      return;
    }
    tools.storeSharedTicks(made.ticks);
    tools.forgetSharedMeeting();
    chooseOwner(made.person.id);
    const old = meeting.sequence ? " If this meeting is already in your calendar, delete it there before you add it again." : "";
    announce(`Saved with ${name}, with the date and your check marks.${old}`, () => {
      store.remove([made.person.id]);
      tools.storeSharedTicks({ ...made.person.ticks, ...tools.sharedTicks() });
      tools.storeSharedMeeting(meeting);
      chooseOwner("");
      announce("It's back the way it was, without a name.");
    }, "Undo");
  }

  /** @param {string} id */
  function chooseOwner(id) {
    tools.chooseFor(id);
    drawOverview();
    drawForm(true);
  }

  /* The calendar -------------------------------------------------------------------------------------------- */

  const choices = make("fieldset", { className: "guide-calendar-choices" }, make("legend", {}, "What to put in your calendar"), ...CHOICES.map(({ choice, label }) => (
    make("label", { className: "guide-calendar-choice" }, make("input", { type: "radio", name: "calendar", value: choice, checked: choice === "near" }), ` ${label}`))));

  function chosen() {
    const value = find(choices, "input:checked", HTMLInputElement).value;
    return CHOICES.find(({ choice }) => choice === value)?.choice || "near";
  }

  /** @param {string} href @param {string} personId */
  function absolute(href, personId) {
    if (!href || !location.protocol.startsWith("http")) return "";
    const url = new URL(href, location.href);
    if (personId) url.hash = `person=${personId}`;
    return url.href;
  }

  function downloadCalendar() {
    const person = tools.person();
    const stored = readMeeting();
    const meeting = { ...stored, id: stored.id || newId() };
    const choice = chosen();
    if (!meeting.day && (!meeting.asked || choice !== "all")) {
      announce("First set the date of your conversation. For reminders while you wait, set the date you asked and choose everything.");
      controls.day.focus();
      return;
    }
    const now = new Date();
    const ticks = readTicks();
    const { planner } = store.rules.data.pages;
    const dayList = data.lists.find(({ mode }) => mode && mode === meeting.mode);
    const id = person?.id || "";
    const links = {
      list: (/** @type {ListData} */ { href }) => absolute(href, id) || data.site.url, plan: absolute(planner, id), day: dayList ? absolute(dayList.href, id) : "",
    };
    const common = { lists: data.lists, ticks, now, site: data.site, links };
    const { text, fileName, count } = person
      ? icalendar.calendarFor(person, choice, { ...common, rules: store.rules, initials: store.read().initials })
      : icalendar.fileOf({ ...common, choice, meeting, where: { name: "", place: meeting.place || "", phone: "" } });
    if (!text) {
      announce("Everything is done or in the past, so there's nothing to remind you of.");
      return;
    }
    download(fileName, "text/calendar", text);
    storeMeeting({ ...meeting, sequence: meeting.sequence + 1 });
    const parts = [meeting.day ? "the meeting" : "", count ? `${count} reminder${count === 1 ? "" : "s"}` : ""].filter(Boolean);
    announce(`The file has ${parts.join(" and ")}. Open it in your calendar app, or import it there. If the date changes, set it here and download the file again: the entries move, if your calendar allows it.`);
  }

  /* Showing ------------------------------------------------------------------------------------------------- */

  function drawOverview() {
    const [ticks, meeting, status] = [readTicks(), readMeeting(), tools.status()];
    const lists = schedule.listsFor(data.lists, meeting);
    drawNext(ticks, meeting, status);
    drawShort(ticks, status);
    for (const one of data.lists) drawRow(one, ticks, meeting, lists.includes(one));
    drawOwner();
    drawForm();
  }

  /** @param {Ticks} ticks @param {Meeting} meeting @param {StatusId} status */
  function drawNext(ticks, meeting, status) {
    const counted = schedule.itemsOf(schedule.listsFor(data.lists, meeting));
    const item = short.length
      ? shortList.ahead(short, ticks, status)[0]
      : schedule.nextItem(counted, ticks, meeting, today(), (one) => shortList.isBehind(one, status));
    const list = data.lists.find((one) => one.items.some(({ id }) => id === item?.id));
    if (item && list) next.replaceChildren(...nextParts(item, list, meeting));
    else next.replaceChildren(make("h2", {}, "Next thing to do"), make("p", {}, endOf(ticks)));
  }

  /** @param {Ticks} ticks @returns {string} what to say when nothing is next */
  function endOf(ticks) {
    const isDone = short.every((item) => schedule.isTicked(ticks, item));
    const other = store.read().people.size ? "Choose someone else at the top, or add a person in My interviews." : "For another conversation, clear all the check marks and set a new date.";
    return `${isDone ? "Everything is done." : "There's nothing left to do here."} ${other}`;
  }

  /** @param {ItemData} item @param {ListData} list @param {Meeting} meeting */
  function nextParts(item, list, meeting) {
    const person = tools.person();
    const href = person ? `${list.href.split("#")[0]}#person=${person.id}` : list.href;
    return [
      make("h2", {}, "Next thing to do"),
      make("p", {}, make("strong", {}, item.text), ` ${schedule.formatDue(schedule.dueOf(item, meeting)) || schedule.relativeTime(item, meeting)}.`),
      make("p", {}, item.why, " ", make("small", {}, `${item.minutes} min. From the list `, make("a", { href }, list.title), ".")),
      make("p", {}, button("Mark as done", () => tickNext(item), { id: "guide-done", "aria-label": `Mark as done: ${item.text}` })),
    ];
  }

  /** @param {ItemData} item */
  function tickNext(item) {
    tools.change(schedule.tick(readTicks(), [item], today()), [item], `Done: ${item.text}.`);
    document.getElementById("guide-done")?.focus();
  }

  /** @param {Ticks} ticks @param {StatusId} status */
  function drawShort(ticks, status) {
    const box = document.getElementById("guide-short");
    if (!box) return;
    tools.drawBoxes(box);
    const behind = shortList.leftBehind(short, ticks, status);
    const done = short.filter((item) => schedule.isTicked(ticks, item)).length;
    const check = () => tools.change(schedule.tick(readTicks(), behind, today()), behind, `Checked off ${behind.length} thing${behind.length === 1 ? "" : "s"} you're past.`);
    required("guide-short-progress").replaceChildren(...tools.progressBar({ done, all: short.length }, "Progress on the short list"),
      ...(behind.length ? [". ", button(`Check off what you're past (${behind.length})`, check, { id: "guide-behind" })] : ["."]));
  }

  /** @param {ListData} list @param {Ticks} ticks @param {Meeting} meeting @param {boolean} concernsReader */
  function drawRow(list, ticks, meeting, concernsReader) {
    const note = document.querySelector(`.guide-lists [data-list="${list.id}"] .guide-progress`);
    const progress = schedule.progress(list.items, ticks, meeting);
    const isCounted = concernsReader || list.role === "asked" || progress.done;
    note?.replaceChildren(...(isCounted ? tools.progressBar(progress, `Progress on the list ${list.title}`) : ["For another way to meet"]));
  }

  const form = make("form", { className: "guide-choices", autocomplete: "off" },
    field("day", "Date of the conversation"),
    field("time", "Start time"),
    field("minutes", "Length in minutes"),
    field("mode", "How you meet"),
    field("place", "Where, link or number"),
    field("asked", "Date you ask, or asked"),
    field("audience", "About you"));
  form.addEventListener("change", readForm);
  form.addEventListener("submit", (event) => event.preventDefault());
  next.after(owner);

  /* The short list and the place for the dates are below this script, so they aren't there until the browser has read the whole page. */
  function start() {
    required("guide-dates").append(
      form,
      make("p", { className: "guide-when" }, "Business days leave out Saturdays and Sundays, but not holidays. What you enter stays in this browser."),
      choices,
      make("div", { className: "guide-actions" },
        button("Download for my calendar", downloadCalendar, { id: "guide-calendar", className: "guide-button guide-button-first" }),
        ...tools.takeAlongButtons("checklists", () => schedule.listsFor(data.lists, readMeeting())),
        button("Clear the dates", forgetDates, { id: "guide-forget" }),
        button("Clear all check marks", () => tools.clearAll("Cleared all check marks"), { id: "guide-clear" })),
      data.your_data ? make("p", {}, make("a", { href: data.your_data }, "Take it to another device, or delete it", hidden(": your data"))) : "");
    document.getElementById("guide-short")?.addEventListener("change", ({ target }) => {
      if (target instanceof HTMLInputElement) tools.changeBox(target);
    });
    drawOverview();
  }

  drawNext(readTicks(), readMeeting(), tools.status());
  addEventListener("DOMContentLoaded", start);
})();
