/* The checklists: ticks that stay, progress, the reader's own dates, and ways to take a list along.
 *
 * It serves the page of one list and the page of all lists. Ticks and the meeting's date are read again before each change,
 * since another tab may have changed them.
 */
(() => {
  "use strict";

  const { make, button, hidden, required, find, readData, download, printThen } = Guide.dom;
  const { schedule, listExport, icalendar, links, storage } = Guide;

  const data = /** @type {ChecklistsData} */ (readData("guide-checklists-data"));
  const items = schedule.itemsOf(data.lists);
  const [firstList] = data.lists;
  const listPage = document.getElementById(firstList?.id || "");
  const { announce, copyText, readAloud } = Guide.announce.messageBar(listPage || required("guide-way"));

  let problem = ""; /* Why nothing can be stored; the page then works until it is closed. */
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
      announce(`${problem} What you tick or enter stays until you close this page.`);
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

  /**
   * Changes the ticks, and offers the way back: only for the items that were changed, since others may be ticked meanwhile.
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
      announce("It is back as it was.");
    }, "Undo");
  }

  /** @param {string} message */
  function clearAll(message) {
    const done = items.filter((item) => schedule.isTicked(readTicks(), item));
    if (!done.length) {
      announce("Nothing is ticked here.");
      return;
    }
    change(schedule.untick(readTicks(), items), done, `${message} (${done.length}).`);
  }

  /* What both pages offer ------------------------------------------------------------------------------ */

  /**
   * @param {string} name of the file for a spreadsheet
   * @param {() => ListData[]} lists what is taken along
   */
  function takeAlongButtons(name, lists) {
    return [
      button("Copy as text", () => copyText(listExport.asText(lists(), readTicks(), readMeeting()), "The text"), { id: "guide-copy" }),
      button("Copy as Markdown", () => copyText(listExport.asMarkdown(lists(), readTicks(), readMeeting()), "The text"), { id: "guide-copy-markdown" }),
      button("Download for a spreadsheet", () => {
        download(`${name}.csv`, "text/csv", listExport.asCsv(lists(), readTicks(), readMeeting()));
        announce("The file is with your downloads. If your spreadsheet shows it all in one column, import the file there and choose comma as the separator.");
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
        announce("Nothing is ticked yet. The address of this page is the link to the empty list.");
        return;
      }
      copyText(`${location.href.split(/[?#]/)[0]}#ticks=${link}`, "The link", "It holds the ticks of this list. Whoever has it can see them.");
    }

    /* Ticks in the address wait until the reader agrees, since they may be someone else's. */
    function offerFromAddress() {
      const link = links.valueIn(location.hash, "ticks");
      if (link === null) return;
      const { ticked: theirs, unread } = schedule.fromLink(items, link);
      const note = links.unreadNote(unread);
      if (!theirs.length) {
        /* The address stays as it is, so that the reader can look at it. */
        announce(`The link has no ticks for this list. ${note}`.trim());
        return;
      }
      history.replaceState(null, "", location.pathname + location.search);
      /** @param {Ticks} ticks */
      const addTo = (ticks) => change(schedule.tick(ticks, theirs, today()), items, "The ticks of the link are here.");
      announce(`The link brings ${theirs.length} of ${items.length} ticks. ${note}`.trim(), () => addTo(readTicks()), "Add them to mine", {
        "Put them in place of mine": () => addTo(schedule.untick(readTicks(), items)),
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
      state.replaceChildren(...progressBar(schedule.progress(items, ticks, meeting), "Done on this list"),
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
        button("Print without my ticks", () => printList(true), { id: "guide-print-blank" }),
        ...takeAlongButtons(list.id.slice(2), () => [list]),
        button("Copy a link with my ticks", share, { id: "guide-share" }),
        button("Clear this list", () => clearAll("The ticks of this list are gone"), { id: "guide-clear" })),
      data.overview ? make("p", {}, make("a", { href: data.overview }, "Set the day of your talk, see all lists, get reminders")) : "");
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
      mode: select("I don't know yet, or another way", modes),
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
      if (isIncomplete || (given.day && !day) || (given.asked && !meeting.asked)) announce("That day or time is not complete, or not possible. The rest is kept.");
      else if (schedule.isSkipped(meeting)) announce(`On that day the clocks go forward, and ${time} is skipped. Check the time with them.`);
      else if (day) announce(`${schedule.formatDay(day)}${time ? `, ${time}, in this device's time zone` : ""}. Every item that depends on it has its date now.`);
      else announce("Kept.");
    }

    /* Events of one meeting are known to a calendar by it, so that no two meetings may have the same. */
    function newId() {
      return [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(36)).join("");
    }

    function forgetDates() {
      const before = readMeeting();
      storeMeeting(schedule.readMeeting({}));
      drawForm(true);
      announce("The dates are gone. Your ticks are still here.", () => { storeMeeting(before); drawForm(); announce("They are back."); }, "Undo");
    }

    function downloadCalendar() {
      const stored = readMeeting();
      const meeting = { ...stored, id: stored.id || newId() };
      if (!meeting.day && !meeting.asked) {
        announce("Set the day of your talk, or the day on which you ask, first.");
        controls.day.focus();
        return;
      }
      const count = schedule.reminders(data.lists, readTicks(), meeting, today()).length;
      if (!count && (!meeting.day || meeting.day < today())) {
        announce("All of this lies in the past or is done, so there is nothing to remind you of.");
        return;
      }
      /** @param {ListData} list */
      const link = ({ href }) => (location.protocol.startsWith("http") ? new URL(href, location.href).href : data.site.url);
      download("information-interview.ics", "text/calendar", icalendar.asCalendar({ lists: data.lists, ticks: readTicks(), meeting, now: new Date(), site: data.site, link }));
      storeMeeting({ ...meeting, sequence: meeting.sequence + 1 });
      announce(`The file holds ${meeting.day ? "the meeting and " : ""}${count} reminders. Open it with your calendar, or import it there. If the day changes, set it here and download again: the entries are moved, where your calendar allows it.`);
    }

    function drawOverview() {
      const ticks = readTicks();
      const meeting = readMeeting();
      const lists = schedule.listsFor(data.lists, meeting);
      const counted = schedule.itemsOf(lists);
      const next = schedule.nextItem(counted, ticks, meeting, today());
      const list = lists.find((one) => one.items.some(({ id }) => id === next?.id));
      summary.replaceChildren(
        make("p", { className: "guide-progress" }, ...progressBar(schedule.progress(counted, ticks, meeting), "Done in all")),
        next && list ? nextBox(next, list, meeting) : make("p", {}, "Everything is done. Ready for the next talk? Clear all ticks, and set its day."));
      for (const one of data.lists) drawRow(one, ticks, meeting, lists.includes(one));
      drawForm();
    }

    /** @param {ItemData} item @param {ListData} list @param {Meeting} meeting */
    function nextBox(item, list, meeting) {
      return make("div", { className: "guide-next" },
        make("h2", {}, "Next thing to do"),
        make("p", {}, make("strong", {}, item.text), ` ${schedule.formatDue(schedule.dueOf(item, meeting)) || item.when}.`),
        make("p", {}, item.why, " ", make("small", {}, `${item.minutes} min. From the list `, make("a", { href: list.href }, list.title), ".")),
        make("p", {}, button("Done", () => tickNext(item), { id: "guide-done", "aria-label": `Done: ${item.text}` })));
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
      note?.replaceChildren(...(isCounted ? progressBar(progress, `Done on the list ${list.title}`) : ["For another way to meet"]));
    }

    const form = make("form", { className: "guide-choices", autocomplete: "off" },
      field("day", "Day of the talk"),
      field("time", "It begins at"),
      field("minutes", "How many minutes"),
      field("mode", "How you meet"),
      field("asked", "Day on which you ask, or asked"),
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
        button("Forget the dates", forgetDates, { id: "guide-forget" }),
        button("Clear all ticks", () => clearAll("All ticks are gone"), { id: "guide-clear" })),
      data.your_data ? make("p", {}, make("a", { href: data.your_data }, "Take it to another device, or delete it", hidden(": your data"))) : "");
    draw = drawOverview;
    draw();
    /* The lists stand below this script, so their rows are not there before the browser has read the whole page. */
    addEventListener("DOMContentLoaded", drawOverview);
  }

  /* Beginning ---------------------------------------------------------------------------------------------- */

  storage.watch(["ticks", "meeting"], () => draw());
  if (listPage && firstList) startList(listPage, firstList);
  else startOverview(required("guide-way"));
})();
