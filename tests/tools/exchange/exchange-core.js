/* What test_exchange_core.py asks of exchange-core.js, and people at random. */

/** @param {any} payload what My interviews works from */
function openExchange(payload) {
  Object.assign(globalThis, { data: payload });
}

const TODAY = "2026-11-30";

/** Numbers from 0 to 1 that are the same each time. */
function seededRandom(seed) {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}

const HOSTILE = [
  "", "", "", "Dana Lee", "=1+1", "+1 555 0100", "-1", "@home", "'quoted'", "'=1", "''+2", "'", " space ", "a\nb", "a\r\nb", "a\rb", "\"", "a \"b\" c", ",", ";", "\t", "\tx", "\n=1",
  "👩‍⚕️", "سلام", "\u202eabc", "null", "2026-12-01", "1e5", "0", "{\"a\":1}", "half \ud83d", "\0", "\ufeff", "＝1", "x".repeat(500), "To ask", "sep=;", "<img src=x>", "\u00a0", "Done", "in touch",
];

/** Someone with anything a person can have. */
function randomPerson(seed) {
  const random = seededRandom(seed);
  for (let skipped = 0; skipped < 20; skipped += 1) random();
  const pick = (list) => list[Math.floor(random() * list.length)];
  const word = () => pick(HOSTILE);
  const day = () => pick(["", "2026-11-30", "2027-01-05", "2025-02-28", "2026-03-04"]);
  const realDay = () => day() || "2026-01-02";
  const several = (make) => Array.from({ length: Math.floor(random() * 3) }, make);
  const table = (make) => Object.fromEntries(several(() => [`x${Math.floor(random() * 9)}`, make()]));
  const idOf = (entries) => pick(["", "gone", ...entries.map(({ id }) => id)]);
  const id = () => `p${Math.floor(random() * 1e9).toString(36)}`;
  const person = {
    ...Guide.interviews.blank({}, TODAY), id: `p${seed.toString(36)}x`, added: day(),
    name: word(), call: word(), role: word(), employer: word(), link: word(), referrer: word(), email: pick([word(), "d@x.org", "a b@c"]), phone: word(), place: word(), notes: `${word()}${word()}`,
    profile: pick(["", "https://example.org/in/dana", "http://example.org", word()]), field: idOf(data.sectors), relationship: idOf(data.relationships), channel: idOf(data.channels), mode: idOf(data.modes),
    near: Math.floor(random() * 4), knows: Math.floor(random() * 4), reach: Math.floor(random() * 4),
    status: pick(Guide.interviews.STATUSES), outcome: pick(["", "no", "silence", "done"]), on: Object.fromEntries(several(() => [pick(Guide.interviews.STATUSES), realDay()])),
    day: day(), time: pick(["", "09:30", "16:00", "00:00"]), minutes: pick([15, 30, 480]), goal: idOf(data.goals), audience: idOf(data.audiences), sequence: Math.floor(random() * 3), again: day(), forget: day(),
    referredBy: pick(["", "pabc"]), ticks: table(realDay), plan: pick([null, { version: 1, entries: [word()] }]), drafts: table(() => ({ text: word() })),
    history: several(() => ({ on: realDay(), what: pick(["status", "note", "news"]), text: `${word()}.`, status: pick(["", "asked"]) })),
    promises: several(() => ({ id: id(), text: `${word()}!`, by: day(), done: day(), whose: pick(["mine", "theirs"]) })),
    live: { began: pick(["", "2026-11-30T10:00:00.000Z"]), consent: random() < 0.5, asked: table(() => 3), notes: several(() => ({ key: pick(["", "own-1"]), question: word(), text: `${word()}?`, minute: 4, marked: random() < 0.5 })) },
    learned: several(() => ({ id: id(), kind: "quote", text: `${word()} `, sure: pick(["", "seen"]) })), named: several(() => ({ id: id(), what: "person", text: `${word()}.`, note: word(), person: "" })),
    answers: table(word), scores: table(() => 4), sample: random() < 0.2,
  };
  return Guide.interviews.readPerson(person);
}

function randomPeople(count, seed) {
  return Array.from({ length: count }, (_, index) => randomPerson(seed + index));
}

/** A text after it was saved in a file and read from it. */
function savedAndRead(text) {
  return Guide.csv.decode(new TextEncoder().encode(text)).text;
}

/** What reading a table as it seems to be meant would do to the people who are here. */
function readIn(text, people, change = (choices) => choices) {
  const table = Guide.csv.parse(text);
  const { choices, isOurs, dates } = Guide.exchange.suggest(table, data);
  const { records, unread } = Guide.exchange.read(table, change(choices), data);
  const comparison = Guide.exchange.compare(records, people, data, TODAY);
  return { table, choices, isOurs, dates, unread, comparison };
}

/** Everyone after all that a table would add and change. */
function afterAll(people, comparison) {
  const keys = [
    ...comparison.added.map((one) => Guide.exchange.keyOfAdded(one)),
    ...comparison.changed.flatMap(({ person, changes }) => changes.map((change) => Guide.exchange.keyOfChange(person, change))),
  ];
  const { added, after } = Guide.exchange.chosenPeople(comparison, new Set(keys));
  const changed = new Map(after.map((person) => [person.id, person]));
  return [...people.map((person) => changed.get(person.id) || person), ...added];
}

/** Of so many random people, the first who isn't the same after going out and coming in, and what else went wrong. */
function roundTrip({ count, seed, delimiter }) {
  const people = randomPeople(count, seed);
  let text = Guide.exchange.asCsv(people, data);
  if (delimiter) text = savedWith(text, delimiter);
  const { unread, comparison, isOurs } = readIn(savedAndRead(text), []);
  const back = new Map(comparison.added.map(({ person }) => [person.id, person]));
  const wrong = people.filter((person) => !Guide.textFormat.isEqual(person, back.get(person.id)));
  const difference = wrong[0] && Object.keys(wrong[0]).filter((name) => !Guide.textFormat.isEqual(wrong[0][name], back.get(wrong[0].id)?.[name])).map((name) => [name, wrong[0][name], back.get(wrong[0].id)?.[name]]);
  return { isOurs, unread, added: comparison.added.length, wrong: wrong.length, difference: difference || [] };
}

/** The table as another program would save it again. */
function savedWith(text, delimiter) {
  const cell = (value) => (/["\r\n]/.test(value) || value.includes(delimiter) ? `"${value.replaceAll("\"", "\"\"")}"` : value);
  return Guide.csv.parse(text).rows.map((row) => row.map(cell).join(delimiter)).join("\n");
}

/** How many changes the same people see in their own table, and in a table they have already read in. */
function twice({ count, seed, text }) {
  const people = text ? [] : randomPeople(count, seed);
  const given = text || Guide.exchange.asCsv(people, data);
  const once = afterAll(people, readIn(given, people).comparison);
  const again = readIn(given, once).comparison;
  return { once: once.length, added: again.added.length, changed: again.changed.map(({ changes }) => changes.map(({ label, after }) => `${label}: ${after}`)), same: again.same };
}

/** What a table says, in short. */
function summary({ text, people = [], choices: wanted = {} }) {
  const here = people.map((fields) => Guide.interviews.readPerson({ ...Guide.interviews.blank({}, TODAY), minutes: 30, ...fields }));
  const { choices, dates, unread, comparison } = readIn(text, here, (suggested) => ({ ...suggested, ...wanted }));
  const known = Guide.interviews.readPerson({ ...Guide.interviews.blank({}, TODAY), id: "p0", minutes: 30 });
  /** Only what differs from someone nothing is known about. */
  const facts = (person) => Object.fromEntries(Object.entries(person).filter(([name, value]) => name !== "id" && !Guide.textFormat.isEqual(value, known[name])));
  return {
    mapping: choices.mapping, dates, unread: unread.map(({ row, header, cell }) => `${row} ${header}: ${cell}`),
    added: comparison.added.map(({ person }) => facts(person)),
    changed: comparison.changed.map(({ person, changes }) => [person.name, ...changes.map(({ label, before, after, isBackward }) => `${label}: ${before} -> ${after}${isBackward ? " (back)" : ""}`)]),
    same: comparison.same,
    after: afterAll(here, comparison).map(facts),
  };
}

/** The cells of the table of one person, by their headers. */
function cellsOf(fields) {
  const person = Guide.interviews.readPerson({ ...Guide.interviews.blank({}, TODAY), id: "p1", minutes: 30, ...fields });
  const { rows: [headers, cells] } = Guide.csv.parse(Guide.exchange.asCsv([person], data));
  return Object.fromEntries(headers.map((header, index) => [header, cells[index]]));
}

/** A table of one person with a cell changed, read in where they are. */
function edited({ fields, header, cell }) {
  const person = Guide.interviews.readPerson({ ...Guide.interviews.blank({}, TODAY), id: "p1", minutes: 30, ...fields });
  const { rows } = Guide.csv.parse(Guide.exchange.asCsv([person], data));
  rows[1][rows[0].indexOf(header)] = cell;
  const { comparison, unread } = readIn(Guide.textFormat.csv(rows), [person]);
  return { changes: comparison.changed.flatMap(({ changes }) => changes.map(({ label, before, after }) => `${label}: ${before} -> ${after}`)), unread: unread.map(({ why }) => why), after: afterAll([person], comparison)[0] };
}

/** Milliseconds for reading and comparing a table of so many people with as many who are here. */
function timeFor(count) {
  const people = Array.from({ length: count }, (_, index) => Guide.interviews.readPerson({ ...Guide.interviews.blank({ name: `Person ${index}`, role: "Nurse", employer: `Clinic ${index % 50}`, email: `p${index}@x.org` }, TODAY) }));
  const text = Guide.exchange.asCsv(people, data);
  const start = performance.now();
  const { comparison } = readIn(text, people);
  return { milliseconds: performance.now() - start, same: comparison.same, length: text.length };
}

function contacts(list) {
  return Guide.vcard.asContacts(list.map((fields, index) => ({ ...Guide.interviews.blank({}, TODAY), id: `p${index}`, ...fields })));
}

function dayFrom({ text, isDayFirst = false }) {
  const found = Guide.cells.dayFrom(text, isDayFirst);
  return found && [found.day, found.time].filter(Boolean).join(" ");
}

function statusFrom(text) {
  const found = Guide.cells.statusFrom(text, data);
  return found && [found.status, found.outcome].filter(Boolean).join(" ");
}
