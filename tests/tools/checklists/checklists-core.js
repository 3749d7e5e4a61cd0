/* What test_checklists_core.py asks of schedule.js, icalendar.js and list-export.js. */

/** @param {any} checklists what the checklists work from */
function openLists(checklists) {
  Object.assign(globalThis, { data: checklists });
}

/** A meeting of thirty minutes, with what is known of it. */
function meetingOf(more) {
  return Guide.schedule.readMeeting({ id: "x1", minutes: 30, ...more });
}

function itemsOf(id) {
  return data.lists.find((list) => list.id === id).items;
}

/** When an item is due: a day, or an instant in UTC. */
function dueOf({ due, meeting }) {
  const found = Guide.schedule.dueOf({ due }, meetingOf(meeting));
  return found && (found.at ? found.at.toISOString() : found.day);
}

function isSkipped(meeting) {
  return Guide.schedule.isSkipped(meetingOf(meeting));
}

function readOdd(odd) {
  return Guide.schedule.readMeeting({ id: odd, day: odd, time: odd, minutes: odd, mode: "<b>", asked: odd, sequence: -1 });
}

function progress({ list, ticks, meeting }) {
  return Guide.schedule.progress(itemsOf(list), ticks, meetingOf(meeting));
}

function listsFor(meeting) {
  return Guide.schedule.listsFor(data.lists, meetingOf(meeting)).map(({ id }) => id);
}

function nextItem({ ticks, meeting, today }) {
  const lists = Guide.schedule.listsFor(data.lists, meetingOf(meeting));
  return Guide.schedule.nextItem(Guide.schedule.itemsOf(lists), ticks, meetingOf(meeting), today).id;
}

function isTicked({ ticks, item }) {
  return Guide.schedule.isTicked(ticks, item);
}

function untick({ ticks, item }) {
  return Guide.schedule.untick(ticks, [item]);
}

function linkTo({ list, ticks }) {
  return Guide.schedule.toLink(itemsOf(list), ticks);
}

function tickedByLink({ list, link }) {
  return Guide.schedule.fromLink(itemsOf(list), link).ticked.map(({ id }) => id);
}

function tickedRenamed(link) {
  return Guide.schedule.fromLink([{ id: "i-a-02", was: ["i-a-01"] }], link).ticked.length;
}

function asCsv({ ticks, meeting }) {
  return Guide.listExport.asCsv(data.lists, ticks, meetingOf(meeting));
}

function hostileCsv() {
  const item = { id: "i", text: '@x "q"', why: "-a", when: "any time", due: null, minutes: 1 };
  return Guide.listExport.asCsv([{ title: "=1", items: [item] }], {}, meetingOf({}));
}

const ODD_LIST = {
  title: "A *b*",
  items: [
    { id: "i-a-01", text: "Do [x] <i>", when: "1 day before", due: { origin: "meeting", unit: "day", count: -1 } },
    { id: "i-a-02", text: "Rest", when: "any time", due: null },
  ],
};

/** A list of marks, written out in one of the forms. */
function oddListAs({ form, ticks }) {
  return Guide.listExport[form]([ODD_LIST], ticks, meetingOf({ day: "2031-11-30" }));
}

function asCalendar({ meeting, ticks, now }) {
  return Guide.icalendar.asCalendar({
    lists: data.lists,
    ticks,
    meeting: meetingOf(meeting),
    now: new Date(now),
    site: data.site,
    link: ({ id }) => `https://guide.example/${id}/`,
  });
}

/** The lists and the items of the reminders, where the second list shows the item of the first too. */
function remindersOfTwoLists() {
  const [one, other] = ["i-a-01", "i-b-01"].map((id) => ({ id, when: "same day", due: { origin: "meeting", unit: "day", count: 0 } }));
  const lists = [["c-a", [one]], ["c-b", [one, other]]].map(([id, items]) => ({ id, role: "asking", items }));
  const found = Guide.schedule.reminders(lists, {}, meetingOf({ day: "2026-03-30" }), "2026-03-01");
  return found.map(({ list, items }) => [list.id, items.map(({ id }) => id)]);
}

/** The calendar of one item, with the same text wherever text stands. */
function calendarOf(text) {
  const item = { id: "i-a-01", text, why: "", when: "same day", minutes: 1, due: { origin: "meeting", unit: "day", count: 0 } };
  return Guide.icalendar.asCalendar({
    lists: [{ id: "c-a", title: text, role: "asking", mode: null, items: [item] }],
    ticks: {},
    meeting: meetingOf({ day: "2026-03-30" }),
    now: new Date("2026-03-01T12:00:00Z"),
    site: { name: text, url: "" },
    link: () => text,
  });
}
