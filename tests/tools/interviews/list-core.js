/* What test_list_core.py asks of list-core.js. */

/** @param {any} data what the tools around a person work from */
function openList(data) {
  Object.assign(globalThis, { rules: Guide.interviews.open(data) });
}

function people(given) {
  return given.map((fields, index) => Guide.interviews.blank({ id: `p${index}`, ...fields }, "2026-11-01"));
}

/** The names in each order, by each column, both ways. */
function orders({ given, now }) {
  const entries = Guide.interviewList.entriesOf(rules, people(given), new Date(now), false);
  const keys = ["name", "status", "next", "meeting", "touched"];
  const namesBy = (key, isDescending) => Guide.interviewList.sorted(entries, key, isDescending).map(({ name }) => name);
  return Object.fromEntries(keys.map((key) => [key, [namesBy(key, false), namesBy(key, true)]]));
}

function entryTexts({ given, now, initials }) {
  return Guide.interviewList.entriesOf(rules, people(given), new Date(now), initials)
    .map(({ name, work, label, act, touched }) => [name, work, label, act ? act.text : "", touched]);
}

function columns() {
  return Guide.interviewList.columnsOf(rules);
}

function nothingDue({ act, today }) {
  return Guide.interviewList.nothingDue(act, today);
}

function nameSome(names) {
  return Guide.interviewList.nameSome(names);
}

function differences([one, other]) {
  return Guide.interviewList.differences(...people([one, other])).map(({ label, one: first, other: second }) => `${label}: ${first} / ${second}`);
}

function revert({ current, before, after }) {
  return Guide.interviewList.revert(current, before, after);
}

function pointedElsewhere(fields) {
  const [person] = people([fields]);
  const changed = Guide.interviewList.pointElsewhere(person, "p7", "p8");
  return [Guide.interviewList.pointsTo(person, "p7"), Guide.interviewList.pointsTo(changed, "p7"), changed.referredBy, changed.named.map((one) => one.person)];
}
