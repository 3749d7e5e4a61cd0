/* What the page of one list and the page of all lists have in common: check marks ("ticks" in the code) and dates that are stored with the
 * person they're for, or without anyone, the message bar, and ways to take lists along.
 *
 * What's stored is read again before each change, since another tab may have changed it.
 */
var Guide = Guide || {};
Guide.checklistTools = (() => {
  "use strict";

  const { make, button, readData, download } = Guide.dom;
  const { schedule, listExport, personTicks, shortList, storage, interviewStore: store } = Guide;

  /**
   * Starts what both pages have.
   * @param {HTMLElement} page its element
   * @param {HTMLElement} line where the line goes that says who the page is for
   * @param {() => void} draw draws the page again
   */
  function open(page, line, draw) {
    const data = /** @type {ChecklistsData} */ (readData("guide-checklists-data"));
    const items = schedule.itemsOf(data.lists);
    const { announce, copyText, readAloud } = Guide.announce.messageBar(page);
    const { person, redraw } = Guide.forPerson.line(line, { changed: draw, note: announce });

    let problem = ""; /* Why nothing can be stored. In that case the page works until it's closed. */
    /** @type {Ticks} */
    let unsavedTicks = {};
    let unsavedMeeting = schedule.readMeeting({});

    /* Storing ----------------------------------------------------------------------------------------- */

    /** @returns {Ticks} the reader's own */
    function sharedTicks() {
      if (problem) return unsavedTicks;
      const stored = storage.read("ticks");
      if (stored.problem) announce(stored.problem);
      return stored.value ? stored.value.ticks : {};
    }

    /** @returns {Meeting} without a person */
    function sharedMeeting() {
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
    function storeSharedTicks(ticks) {
      [unsavedTicks, unsavedMeeting] = [ticks, sharedMeeting()];
      report(storage.write("ticks", { version: 1, ticks }));
    }

    /** @param {Meeting} meeting */
    function storeSharedMeeting(meeting) {
      [unsavedTicks, unsavedMeeting] = [sharedTicks(), meeting];
      report(storage.write("meeting", { version: 1, ...meeting }));
    }

    function forgetSharedMeeting() {
      unsavedMeeting = schedule.readMeeting({});
      report(storage.writeText(storage.keyOf("meeting"), null));
    }

    /** @param {Person} one @param {(person: Person) => Person} edit */
    function changePerson(one, edit) {
      const found = store.update(one.id, edit);
      if (found) announce(found);
    }

    function readTicks() {
      const one = person();
      return one ? personTicks.seen(sharedTicks(), one, items) : sharedTicks();
    }

    /** @param {Ticks} ticks */
    function storeTicks(ticks) {
      const one = person();
      if (one) {
        const before = sharedTicks();
        const { shared, person: theirs } = personTicks.divide(ticks, before, items);
        changePerson(one, (now) => ({ ...now, ticks: theirs }));
        if (JSON.stringify(shared) !== JSON.stringify(before)) storeSharedTicks(shared);
      } else storeSharedTicks(ticks);
      draw();
    }

    function readMeeting() {
      const one = person();
      return one ? personTicks.meetingWith(one) : sharedMeeting();
    }

    /** @param {Meeting} meeting */
    function storeMeeting(meeting) {
      const one = person();
      if (one) changePerson(one, (now) => personTicks.withMeeting(now, meeting, today()));
      else storeSharedMeeting(meeting);
      draw();
    }

    /** @param {string} id of the person the page is for from now on, or "" */
    function chooseFor(id) {
      store.setFor(id);
      redraw();
    }

    function today() {
      return schedule.dayOf(new Date());
    }

    function status() {
      const one = person();
      return one ? shortList.statusOfPerson(store.rules, one, today()) : shortList.statusOfMeeting(readMeeting(), today());
    }

    /* Changing ---------------------------------------------------------------------------------------- */

    /**
     * Changes the ticks and offers to undo it, but only for the items that were changed, since others may have been ticked meanwhile.
     * @param {Ticks} ticks
     * @param {ItemData[]} changed
     * @param {string} message
     */
    function change(ticks, changed, message) {
      const before = readTicks();
      const whose = person()?.id;
      storeTicks(ticks);
      announce(message, () => {
        if (person()?.id !== whose) {
          announce("This page is for someone else now. Choose the person from before, and change it there.");
          return;
        }
        const ticked = changed.filter((item) => schedule.isTicked(before, item));
        storeTicks(schedule.tick(schedule.untick(readTicks(), changed), ticked, today()));
        announce("It's back the way it was.");
      }, "Undo");
    }

    /** @param {HTMLInputElement} box one the reader has just changed */
    function changeBox(box) {
      const item = itemOf(box);
      storeTicks(box.checked ? schedule.tick(readTicks(), [item], today()) : schedule.untick(readTicks(), [item]));
    }

    /** @param {HTMLInputElement} box */
    function itemOf(box) {
      const item = items.find(({ id }) => id === box.name);
      if (!item) throw new Error(`The data of this page has no item ${box.name}.`);
      return item;
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

    /* Showing ----------------------------------------------------------------------------------------- */

    /**
     * Shows which items are checked off, and when each is due.
     * @param {ParentNode} list
     */
    function drawBoxes(list) {
      const [ticks, meeting, now] = [readTicks(), readMeeting(), status()];
      for (const box of list.querySelectorAll("input")) {
        const item = itemOf(box);
        box.checked = schedule.isTicked(ticks, item);
        drawDue(box, shortList.isBehind(item, now) ? null : schedule.dueOf(item, meeting));
        const relative = box.closest("li")?.querySelector(".guide-relative");
        const words = schedule.relativeTime(item, meeting);
        relative?.replaceChildren(`${words.slice(0, 1).toUpperCase()}${words.slice(1)}, `);
      }
    }

    /** @param {HTMLInputElement} box @param {DueDate | null} due */
    function drawDue(box, due) {
      const row = box.closest("li");
      row?.querySelector(".guide-due")?.remove();
      if (!due) return;
      const when = due.day < today() && !box.checked ? "Was due" : "Due";
      row?.querySelector(".guide-when")?.append(make("span", { className: "guide-due" }, ` ${when} ${schedule.formatDue(due)}.`));
    }

    /** @param {{done: number, all: number}} progress @param {string} label */
    function progressBar(progress, label) {
      return [
        make("progress", { max: Math.max(progress.all, 1), value: progress.done, "aria-label": label }),
        ` ${progress.done} of ${progress.all} done`,
      ];
    }

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

    storage.watch(["ticks", "meeting"], draw);
    return {
      data, items, person, announce, copyText, readAloud, isStoring: () => !problem, sharedTicks, sharedMeeting, storeSharedTicks, storeSharedMeeting, forgetSharedMeeting, readTicks, storeTicks,
      readMeeting, storeMeeting, chooseFor, status, today, change, changeBox, clearAll, drawBoxes, progressBar, takeAlongButtons,
    };
  }

  return { open };
})();
