/* The page of one checklist: check marks that stay, the reader's own dates, progress, and ways to take the list along. */
(() => {
  "use strict";

  const { make, button, required, find, addressWith, printThen } = Guide.dom;
  const { interviews, interviewStore: store, schedule, shortList, links } = Guide;

  const page = find(document, "[data-checklist]");
  const state = find(page, ".guide-progress");
  const printed = make("p", { className: "guide-printed-for", dir: "auto" });
  const tools = Guide.checklistTools.open(page, required("guide-for-line"), () => drawList());
  const { data, items, announce, copyText, readTicks, readMeeting, today, change } = tools;
  const list = /** @type {ListData} */ (data.lists[0]);
  /* What the guide says about the list's minutes, until the reader has another length. */
  const minutesNote = page.querySelector("#guide-minutes-note");
  const usualNote = minutesNote?.textContent;

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
    const [ticks, meeting, status] = [readTicks(), readMeeting(), tools.status()];
    tools.drawBoxes(page);
    const next = schedule.nextItem(items, ticks, meeting, today(), (item) => shortList.isBehind(item, status));
    const progress = schedule.progress(items, ticks, meeting);
    state.replaceChildren(...tools.progressBar(progress, "Progress on this list"),
      ...(next ? [". Next: ", make("strong", {}, next.text)] : [progress.done < progress.all ? ". You're past this list, so nothing here is next." : ". All done."]));
    const length = items.find((item) => item.length)?.length;
    if (length) minutesNote?.replaceChildren(meeting.minutes === length ? usualNote || "" : `Minute by minute, for your ${meeting.minutes} minutes`);
    const person = tools.person();
    printed.replaceChildren(person ? `For: ${[interviews.displayName(person, store.read().initials), interviews.whenOf(person)].filter(Boolean).join(", ")}` : "");
  }

  state.before(printed);
  find(page, ".guide-list-tools").append(
    make("div", { className: "guide-actions" },
      button("Print", () => printList(false), { id: "guide-print" }),
      button("Print without check marks", () => printList(true), { id: "guide-print-blank" }),
      ...tools.takeAlongButtons(list.id.slice(2), () => [list]),
      button("Copy a link with my check marks", share, { id: "guide-share" }),
      button("Clear this list", () => tools.clearAll("Cleared the check marks on this list"), { id: "guide-clear" })),
    data.overview ? make("p", {}, make("a", { href: `${data.overview}#your-dates` }, "Set your date, see all the checklists and get reminders")) : "");
  page.addEventListener("change", ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    tools.changeBox(target);
    const { done, all } = schedule.progress(items, readTicks(), readMeeting());
    if (tools.isStoring()) tools.readAloud(`${done} of ${all} done.`);
  });
  addEventListener("hashchange", offerFromAddress);
  drawList();
  offerFromAddress();
})();
