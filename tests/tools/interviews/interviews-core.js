/* What test_interviews_core.py asks of interviews-core.js. */

/** @param {any} data what the tools around a person work from */
function openInterviews(data) {
  Object.assign(globalThis, { rules: Guide.interviews.open(data) });
}

/** Someone with what is given of them. */
function personWith(fields) {
  return Guide.interviews.blank({ id: "p1", name: "Dana Whitfield", call: "Dana", ...fields }, "2026-03-01");
}

/** What there is to do, as a reader sees it. */
function actsAt({ fields, now }) {
  const today = Guide.schedule.dayOf(new Date(now));
  return Guide.interviews.actsOf(rules, personWith(fields), new Date(now)).map((act) => `${act.text} | ${Guide.interviews.dueWords(act, today)} | ${act.href}`);
}

function standingAt({ fields, now }) {
  return Guide.interviews.statusOf(rules, personWith(fields), now);
}

/** A whole course: each step does the first thing there is to do, or sets fields, on a day. */
function courseOf(steps) {
  let person = personWith({});
  const told = [];
  for (const { now, set, status, outcome } of steps) {
    const today = Guide.schedule.dayOf(new Date(now));
    if (set) person = { ...person, ...set };
    if (status) person = Guide.interviews.setStatus(person, status, today, { outcome });
    const [act] = Guide.interviews.actsOf(rules, person, new Date(now));
    told.push(`${today} ${Guide.interviews.statusOf(rules, person, today).status}: ${act ? `${act.text} (${Guide.interviews.dueWords(act, today)})` : "nothing"}`);
    if (act && !set && !status) {
      person = Guide.interviews.complete(person, act, today);
      told.push(`  done: ${person.status}`);
    }
  }
  return { told, history: person.history.map(({ on, what, status, text }) => `${on} ${what} ${status} ${text}`.trim()) };
}

function readBack(stored) {
  const person = Guide.interviews.readPerson(stored);
  return { person, isComplete: Guide.interviews.isComplete(stored) };
}

function mergeOf({ one, other }) {
  return Guide.interviews.merge(personWith(one), { ...personWith(other), id: "p2" });
}

function linesFor({ fields, now }) {
  return Guide.interviews.dueLines(rules, [personWith(fields)], new Date(now), false).map(({ day, until, text }) => `${day} ${until}: ${text}`);
}

function samplePeople(today) {
  return Guide.interviews.sample(rules, today).map((person) => ({
    name: person.name, status: person.status, complete: Guide.interviews.isComplete(JSON.parse(JSON.stringify(person))),
    acts: Guide.interviews.actsOf(rules, person, new Date(`${today}T12:00:00`)).map(({ text, day }) => `${text} ${day}`),
  }));
}

function namesOf(names) {
  return names.map((name) => Guide.interviews.displayName(personWith({ name, call: "" }), true));
}

function dueInside({ days, today }) {
  return days.map((day) => Guide.interviews.dueInside({ day }, today));
}

function pairsIn(people) {
  return Guide.interviews.likelySame(people.map((fields, index) => ({ ...personWith(fields), id: `p${index}` }))).map((pair) => pair.map(({ id }) => id));
}
