/* What test_checklists_core.py asks of schedule.js, short-list.js, person-ticks.js, icalendar.js and list-export.js. */

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

const LINKS = { list: ({ id }) => `https://guide.example/${id}/`, plan: "https://guide.example/planner/#person=p1", day: "" };

/** The calendar file of a meeting without a name, with everything unless another choice is given. */
function asCalendar({ meeting, ticks, now, choice = "all" }) {
  return Guide.icalendar.fileOf({
    lists: data.lists, ticks, meeting: meetingOf(meeting), choice, where: { name: "", place: "", phone: "" }, now: new Date(now), site: data.site, links: LINKS,
  }).text;
}

/** A person with an id that doesn't change. */
function personWith(fields) {
  return Guide.interviews.readPerson({ ...Guide.interviews.blank({ name: "Dana Whitfield", minutes: 30 }, "2026-03-01"), id: "p0123456789ab", ...fields });
}

const RULES = { data: { quiet_after: { origin: "asking", unit: "business day", count: 12 } } };

/** The calendar file of a person's conversation. */
function calendarOfPerson({ fields, choice, now, initials = false, lists = data.lists }) {
  const settings = { rules: RULES, lists, initials, now: new Date(now), site: data.site, links: LINKS };
  return Guide.icalendar.calendarFor(personWith(fields), choice, settings);
}

/** What is next on the short list at a status, and what else is said there. */
function shortListAt({ fields, today, ticks = {} }) {
  const person = personWith(fields);
  const items = Guide.shortList.shortItems(data.lists);
  const status = Guide.shortList.statusOfPerson(RULES, person, today);
  const all = { ...person.ticks, ...ticks };
  const [next] = Guide.shortList.ahead(items, all, status);
  return { status, next: next ? next.text : "", left: Guide.shortList.leftBehind(items, all, status).length, length: items.length };
}

/** The next thing of all lists, as the page of a list shows it. */
function nextOfLists({ fields, today, ticks }) {
  const meeting = Guide.personTicks.meetingWith(personWith(fields));
  const status = Guide.shortList.statusOfPerson(RULES, personWith(fields), today);
  return data.lists.map((list) => [list.id, Guide.schedule.nextItem(list.items, ticks, meeting, today, (item) => Guide.shortList.isBehind(item, status))?.id || ""]);
}

/** What is stored for a person and for the reader after the ticks of a page were changed. */
function ticksOf({ shared, person, add, list }) {
  const items = list ? itemsOf(list) : Guide.schedule.itemsOf(data.lists);
  const one = personWith({ ticks: person });
  const seen = Guide.personTicks.seen(shared, one, items);
  const changed = Guide.schedule.tick(seen, items.filter(({ id }) => add.includes(id)), "2026-03-09");
  return { seen, ...Guide.personTicks.divide(changed, shared, items) };
}

/** What a person becomes when the dates of the conversation change. */
function dated({ fields, meeting, today }) {
  const { status, on, day, time, place, history } = Guide.personTicks.withMeeting(personWith(fields), meetingOf(meeting), today);
  return { status, on, day, time, place, history: history.map((entry) => `${entry.on} ${entry.status}`) };
}

/** The person made from a meeting without a name. */
function personFrom({ meeting, ticks, today }) {
  const { person, ticks: left } = Guide.personTicks.personFrom("Dana", meetingOf(meeting), ticks, Guide.schedule.itemsOf(data.lists), today);
  const { name, status, on, day, time, minutes, mode, ticks: theirs } = person;
  return { name, status, on, day, time, minutes, mode, theirs, left };
}

/** When each item of a list is due in words, and at what time. */
function timesOf({ list, meeting }) {
  return itemsOf(list).map((item) => `${Guide.schedule.relativeTime(item, meetingOf(meeting))} ${Guide.schedule.formatDue(Guide.schedule.dueOf(item, meetingOf(meeting)))}`);
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
  return Guide.icalendar.fileOf({
    lists: [{ id: "c-a", title: text, role: "asking", mode: null, items: [item] }],
    ticks: {},
    meeting: meetingOf({ day: "2026-03-30" }),
    choice: "all",
    where: { name: "", place: text, phone: text },
    now: new Date("2026-03-01T12:00:00Z"),
    site: { name: text, url: "" },
    links: { list: () => text, plan: text, day: text },
  }).text;
}
