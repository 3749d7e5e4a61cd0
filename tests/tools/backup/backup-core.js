/* What test_backup_core.py does with the file of "Your data", on a page of a site of its own. */

function textOf(name) {
  return Guide.storage.readText(Guide.storage.keyOf(name));
}

/** @param {Record<string, unknown> | string} given to be all that is stored, by their names, as it is or as JSON: Playwright knows no key "__proto__" */
function storeAll(given) {
  const values = typeof given === "string" ? JSON.parse(given) : given;
  localStorage.clear();
  for (const [name, value] of Object.entries(values)) {
    localStorage.setItem(Guide.storage.keyOf(name), typeof value === "string" ? value : JSON.stringify(value));
  }
}

/** All that is stored, by its name, and what is set aside by its key. */
function storedNow() {
  const parsed = (key) => Guide.textFormat.parseJson(localStorage.getItem(key)) ?? localStorage.getItem(key);
  return Object.fromEntries(Guide.storage.list().map(({ key, name, state }) => [state === "current" ? name : key, parsed(key)]));
}

/** The file, as the page writes it. */
function toFile() {
  return Guide.backup.toFile(textOf, new Date("2026-11-23T12:00:00Z"));
}

/** What is stored after a file was read in. */
function readIn({ text, replace }) {
  const { values, problem } = Guide.backup.fromFile(text);
  if (problem) return problem;
  for (const { name, value, setAside } of Guide.backup.changes(textOf, values, replace, Guide.savedItems.freeName)) {
    if (setAside) Guide.storage.setAside(name);
    Guide.storage.writeText(Guide.storage.keyOf(name), value && JSON.stringify(value));
  }
  return storedNow();
}

/** Puts everything that can be read into a file, deletes all, and reads the file in: what is stored then, as JSON. */
function roundTrip(state) {
  storeAll(state);
  const { text } = toFile();
  localStorage.clear();
  return JSON.stringify(text ? readIn({ text, replace: true }) : {});
}

/** What is stored when a file of one state is added to another, as JSON; "" where the file would hold nothing. */
function addTo({ mine, theirs }) {
  storeAll(theirs);
  const { text } = toFile();
  storeAll(mine);
  return text ? JSON.stringify(readIn({ text, replace: false })) : "";
}

/** So many plans, no two alike. */
function plans(count, word) {
  const content = (number) => ({ version: 1, entries: [{ text: `${word} ${number} `.repeat(60) }] });
  return Object.fromEntries(Array.from({ length: count }, (_, number) => [`Plan ${number}`, { saved: "2026-11-20T10:00:00Z", content: content(number) }]));
}

/** Two files of so many plans each, one after the other: how many plans there are then, and how many milliseconds it took. */
function addTwice(count) {
  const file = (word) => JSON.stringify({ format: "information-interview-guide", version: 1, kept: { "guide.plans": { version: 1, names: plans(count, word) } } });
  storeAll({});
  readIn({ text: file("one"), replace: false });
  const start = performance.now();
  readIn({ text: file("two"), replace: false });
  return { milliseconds: performance.now() - start, names: Object.keys(storedNow().plans.names).length, file: toFile() };
}
