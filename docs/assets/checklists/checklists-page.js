/* The checklists: check marks that stay, progress, the reader's own dates, and ways to take a list with you.
 *
 * This script runs both the page of one list and the page of all lists. Check marks ("ticks" in the code) and the meeting's date are
 * read again before each change, since another tab may have changed them.
 */
(() => {
  "use strict";

  const { make, button, hidden, required, find, readData, addressWith, download, printThen } = Guide.dom;
  const { schedule, listExport, icalendar, links, storage } = Guide;

  const data = /** @type {ChecklistsData} */ (readData("guide-checklists-data"));
  const items = schedule.itemsOf(data.lists);
  const [firstList] = data.lists;
  const listPage = document.getElementById(firstList?.id || "");
  const { announce, copyText, readAloud } = Guide.announce.messageBar(listPage || required("guide-way"));

  let problem = ""; /* Why nothing can be stored. In that case the page works until it's closed. */
  /** @type {Ticks} */
  let unsavedTicks = {};
  let unsavedMeeting = schedule.readMeeting({});
  /** Draws the page again; each page sets its own. */
  let draw = () => {};

  /* Storing ----------------------------------------------------------------------------------------- */

  /** @returns {Ticks} */
  function readTicks() {
    if (problem) return unsavedTicks;
    const stored = storage.read("ticks");
    if (stored.problem) announce(stored.problem);
    return stored.value ? stored.value.ticks : {};
  }

  function readMeeting() {
    if (problem) return unsavedMeeting;
    const stored = storage.read("meeting");
    if (stored.problem) announce(stored.problem);
    const meeting = schedule.readMeeting(stored.value);
    if (stored.value && !schedule.isComplete(stored.value)) {
      announce(storage.setAside("meeting") || storage.write("meeting", { version: 1, ...meeting }) || storage.SET_ASIDE_NOTE);
    }
    return meeting;
  }

  /** @param {string} found why it could not be stored, or "" */
  function report(found) {
    if (found && !problem) {
      problem = found;
      announce(`${problem} What you check off or enter stays until you close this page.`);
    }
  }

  /** @param {Ticks} ticks */
  function storeTicks(ticks) {
    [unsavedTicks, unsavedMeeting] = [ticks, readMeeting()];
    report(storage.write("ticks", { version: 1, ticks }));
    draw();
  }

  /** @param {Meeting} meeting */
  function storeMeeting(meeting) {
    [unsavedTicks, unsavedMeeting] = [readTicks(), meeting];
    report(storage.write("meeting", { version: 1, ...meeting }));
    draw();
  }

  function today() {
    return schedule.dayOf(new Date());
  }

  /** @param {string} time such as "14:30" @returns {string} as readers write it, such as "2:30 PM" */
  function clockTime(time) {
    return new Intl.DateTimeFormat("en-US", { hour: "numeric", minute: "2-digit", timeZone: "UTC" }).format(new Date(`2000-01-01T${time}:00Z`));
  }

  /**
   * Changes the ticks and offers to undo it, but only for the items that were changed, since others may have been ticked meanwhile.
   * @param {Ticks} ticks
   * @param {ItemData[]} changed
   * @param {string} message
   */
  function change(ticks, changed, message) {
    const before = readTicks();
    storeTicks(ticks);
    announce(message, () => {
      const ticked = changed.filter((item) => schedule.isTicked(before, item));
      storeTicks(schedule.tick(schedule.untick(readTicks(), changed), ticked, today()));
      announce("It's back the way it was.");
    }, "Undo");
  }

  /** @param {string} message */
  function clearAll(message) {
    const done = items.filter((item) => schedule.isTicked(readTicks(), item));
    if (!done.length) {
      announce("Nothing is checked off here.");
      return;
    }
    change(schedule.untick(readTicks(), items), done, `${message} (${done.length}).`);
  }

  /* What both pages offer ------------------------------------------------------------------------------ */

  /**
   * @param {string} name of the file for a spreadsheet
   * @param {() => ListData[]} lists what to export
   */
  function takeAlongButtons(name, lists) {
    return [
      button("Copy as text", () => copyText(listExport.asText(lists(), readTicks(), readMeeting()), "The text"), { id: "guide-copy" }),
      button("Copy as Markdown", () => copyText(listExport.asMarkdown(lists(), readTicks(), readMeeting()), "The text"), { id: "guide-copy-markdown" }),
      button("Download for a spreadsheet", () => {
        download(`${name}.csv`, "text/csv", listExport.asCsv(lists(), readTicks(), readMeeting()));
        announce("The file is in your downloads. If your spreadsheet puts everything in one column, import the file there and choose comma as the separator.");
      }, { id: "guide-csv" }),
    ];
  }

  /** @param {{done: number, all: number}} progress @param {string} label */
  function progressBar(progress, label) {
    return [
      make("progress", { max: Math.max(progress.all, 1), value: progress.done, "aria-label": label }),
      ` ${progress.done} of ${progress.all} done`,
    ];
  }

  /* The page of one list -------------------------------------------------------------------------------- */

  /** @param {HTMLElement} page @param {ListData} list */
  function startList(page, list) {
    const state = find(page, ".guide-progress");

    /** @param {HTMLInputElement} box */
    function itemOf(box) {
      const item = items.find(({ id }) => id === box.name);
      if (!item) throw new Error(`The data of this page has no item ${box.name}.`);
      return item;
    }

    /** @param {boolean} blank whether without the ticks */
    function printList(blank) {
      document.documentElement.classList.toggle("print-without-ticks", blank);
      printThen(() => document.documentElement.classList.remove("print-without-ticks"));
    }

    function share() {
      const link = schedule.toLink(items, readTicks());
      if (!link) {
        announce("Nothing is checked off yet. To share the empty list, copy the address of this page.");
        return;
      }
      copyText(addressWith(`ticks=${link}`), "The link", "It includes what you've checked off on this list. Anyone who has the link can see that.");
    }

    /* Ticks in the address wait until the reader accepts them, since they may be someone else's. */
    function offerFromAddress() {
      const link = links.valueIn(location.hash, "ticks");
      if (link === null) return;
      const { ticked: theirs, unread } = schedule.fromLink(items, link);
      const note = links.unreadNote(unread);
      if (!theirs.length) {
        /* The address stays as it is, so the reader can look at it. */
        announce(`The link has nothing checked off on this list. ${note}`.trim());
        return;
      }
      history.replaceState(null, "", location.pathname + location.search);
      /** @param {Ticks} ticks */
      const addTo = (ticks) => change(schedule.tick(ticks, theirs, today()), items, "The check marks from the link are here.");
      announce(`The link has ${theirs.length} of ${items.length} items checked off. ${note}`.trim(), () => addTo(readTicks()), "Add them to mine", {
        "Replace mine": () => addTo(schedule.untick(readTicks(), items)),
      });
    }

    function drawList() {
      const ticks = readTicks();
      const meeting = readMeeting();
      for (const box of page.querySelectorAll("input")) {
        const item = itemOf(box);
        box.checked = schedule.isTicked(ticks, item);
        drawDue(box, schedule.dueOf(item, meeting));
      }
      const next = schedule.nextItem(items, ticks, meeting, today());
      state.replaceChildren(...progressBar(schedule.progress(items, ticks, meeting), "Progress on this list"),
        ...(next ? [". Next: ", make("strong", {}, next.text)] : [". All done."]));
    }

    /** @param {HTMLInputElement} box @param {DueDate | null} due */
    function drawDue(box, due) {
      const row = box.closest("li") || page;
      row.querySelector(".guide-due")?.remove();
      if (!due) return;
      const when = due.day < today() && !box.checked ? "Was due" : "Due";
      find(row, ".guide-when").append(make("span", { className: "guide-due" }, ` ${when} ${schedule.formatDue(due)}.`));
    }

    find(page, ".guide-list-tools").append(
      make("div", { className: "guide-actions" },
        button("Print", () => printList(false), { id: "guide-print" }),
        button("Print without check marks", () => printList(true), { id: "guide-print-blank" }),
        ...takeAlongButtons(list.id.slice(2), () => [list]),
        button("Copy a link with my check marks", share, { id: "guide-share" }),
        button("Clear this list", () => clearAll("Cleared the check marks on this list"), { id: "guide-clear" })),
      data.overview ? make("p", {}, make("a", { href: data.overview }, "Set your date, see all the checklists and get reminders")) : "");
    page.addEventListener("change", ({ target }) => {
      if (!(target instanceof HTMLInputElement)) return;
      const item = itemOf(target);
      storeTicks(target.checked ? schedule.tick(readTicks(), [item], today()) : schedule.untick(readTicks(), [item]));
      const { done, all } = schedule.progress(items, readTicks(), readMeeting());
      if (!problem) readAloud(`${done} of ${all} done.`);
    });
    addEventListener("hashchange", offerFromAddress);
    draw = drawList;
    draw();
    offerFromAddress();
  }

  /* The page of all lists --------------------------------------------------------------------------------- */

  /** @param {HTMLElement} page */
  function startOverview(page) {
    const summary = make("div", {});
    const modes = data.modes.filter(({ id }) => data.lists.some(({ mode }) => mode === id));
    const controls = {
      day: make("input", { type: "date" }),
      time: make("input", { type: "time" }),
      minutes: make("input", { type: "number", min: "5", max: String(schedule.MAX_MINUTES), step: "1", required: true }),
      mode: select("I don't know yet, or some other way", modes),
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
        if (evenFocused || controls[name] !== document.activeElement) controls[name].value = String(meeting[name]);
      }
    }

    function readForm() {
      const before = readMeeting();
      const id = before.id || newId();
      const isIncomplete = names.some((name) => !controls[name].validity.valid);
      const given = Object.fromEntries(names.map((name) => [name, controls[name].value]));
      const meeting = schedule.readMeeting({ ...before, ...given, id, minutes: Number(given.minutes) });
      storeMeeting(meeting);
      if (problem) return;
      const { day, time } = meeting;
      if (isIncomplete || (given.day && !day) || (given.asked && !meeting.asked)) announce("That date or time is incomplete or doesn't exist. Everything else is saved.");
      else if (schedule.isSkipped(meeting)) announce(`Clocks spring forward that day, and ${clockTime(time)} is skipped. Check the time with the person you're meeting.`);
      else if (day) announce(`${schedule.formatDay(day)}${time ? `, ${clockTime(time)}, in this device's time zone` : ""}. Every item that depends on it now has a date.`);
      else announce("Saved.");
    }

    /* A calendar recognizes the events of a meeting by this id, so no two meetings can have the same one. */
    function newId() {
      return [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(36)).join("");
    }

    function forgetDates() {
      const before = readMeeting();
      storeMeeting(schedule.readMeeting({}));
      drawForm(true);
      announce("Dates cleared. Your check marks are still here.", () => { storeMeeting(before); drawForm(); announce("They're back."); }, "Undo");
    }

    function downloadCalendar() {
      const stored = readMeeting();
      const meeting = { ...stored, id: stored.id || newId() };
      if (!meeting.day && !meeting.asked) {
        announce("First set the date of your conversation, or the date you ask.");
        controls.day.focus();
        return;
      }
      const count = schedule.reminders(data.lists, readTicks(), meeting, today()).length;
      if (!count && (!meeting.day || meeting.day < today())) {
        announce("Everything is done or in the past, so there's nothing to remind you of.");
        return;
      }
      /** @param {ListData} list */
      const link = ({ href }) => (location.protocol.startsWith("http") ? new URL(href, location.href).href : data.site.url);
      download("information-interview.ics", "text/calendar", icalendar.asCalendar({ lists: data.lists, ticks: readTicks(), meeting, now: new Date(), site: data.site, link }));
      storeMeeting({ ...meeting, sequence: meeting.sequence + 1 });
      announce(`The file has ${meeting.day ? "the meeting and " : ""}${count} reminder${count === 1 ? "" : "s"}. Open it in your calendar app, or import it there. If the date changes, set it here and download the file again: the entries move, if your calendar allows it.`);
    }

    function drawOverview() {
      const ticks = readTicks();
      const meeting = readMeeting();
      const lists = schedule.listsFor(data.lists, meeting);
      const counted = schedule.itemsOf(lists);
      const next = schedule.nextItem(counted, ticks, meeting, today());
      const list = lists.find((one) => one.items.some(({ id }) => id === next?.id));
      summary.replaceChildren(
        make("p", { className: "guide-progress" }, ...progressBar(schedule.progress(counted, ticks, meeting), "Overall progress")),
        next && list ? nextBox(next, list, meeting) : make("p", {}, "Everything is done. Ready for the next conversation? Clear all the check marks and set a new date."));
      for (const one of data.lists) drawRow(one, ticks, meeting, lists.includes(one));
      drawForm();
    }

    /** @param {ItemData} item @param {ListData} list @param {Meeting} meeting */
    function nextBox(item, list, meeting) {
      return make("div", { className: "guide-next" },
        make("h2", {}, "Next thing to do"),
        make("p", {}, make("strong", {}, item.text), ` ${schedule.formatDue(schedule.dueOf(item, meeting)) || item.when}.`),
        make("p", {}, item.why, " ", make("small", {}, `${item.minutes} min. From the list `, make("a", { href: list.href }, list.title), ".")),
        make("p", {}, button("Mark as done", () => tickNext(item), { id: "guide-done", "aria-label": `Mark as done: ${item.text}` })));
    }

    /** @param {ItemData} item */
    function tickNext(item) {
      change(schedule.tick(readTicks(), [item], today()), [item], `Done: ${item.text}.`);
      document.getElementById("guide-done")?.focus();
    }

    /** @param {ListData} list @param {Ticks} ticks @param {Meeting} meeting @param {boolean} concernsReader */
    function drawRow(list, ticks, meeting, concernsReader) {
      const note = document.querySelector(`.guide-lists [data-list="${list.id}"] .guide-progress`);
      const progress = schedule.progress(list.items, ticks, meeting);
      const isCounted = concernsReader || list.role === "asked" || progress.done;
      note?.replaceChildren(...(isCounted ? progressBar(progress, `Progress on the list ${list.title}`) : ["For another way to meet"]));
    }

    const form = make("form", { className: "guide-choices", autocomplete: "off" },
      field("day", "Date of the conversation"),
      field("time", "Start time"),
      field("minutes", "Length in minutes"),
      field("mode", "How you meet"),
      field("asked", "Date you ask, or asked"),
      field("audience", "About you"));
    form.addEventListener("change", readForm);
    form.addEventListener("submit", (event) => event.preventDefault());
    page.append(
      make("h2", { id: "your-dates" }, "Your dates"), form,
      make("p", { className: "guide-when" }, "Business days leave out Saturdays and Sundays, but not holidays. What you enter stays in this browser."),
      summary,
      make("div", { className: "guide-actions" },
        button("Download reminders for my calendar", downloadCalendar, { id: "guide-calendar", className: "guide-button guide-button-first" }),
        ...takeAlongButtons("checklists", () => schedule.listsFor(data.lists, readMeeting())),
        button("Clear the dates", forgetDates, { id: "guide-forget" }),
        button("Clear all check marks", () => clearAll("Cleared all check marks"), { id: "guide-clear" })),
      data.your_data ? make("p", {}, make("a", { href: data.your_data }, "Take it to another device, or delete it", hidden(": your data"))) : "");
    draw = drawOverview;
    draw();
    /* The lists are below this script, so their rows aren't there until the browser has read the whole page. */
    addEventListener("DOMContentLoaded", drawOverview);
  }

  /* Beginning ---------------------------------------------------------------------------------------------- */

  storage.watch(["ticks", "meeting"], () => draw());
  if (listPage && firstList) startList(listPage, firstList);
  else startOverview(required("guide-way"));
})();
