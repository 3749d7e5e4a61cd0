/* What browser_cases.py gives to the scripts of the tools. Each function throws, or returns {outcome, detail}; "lost" says that something is gone.
 * The functions they call are from the tests of the tools. */
/* global afterAll, composerData, engine, everything, read, readIn, savedAndRead, storeAll, storedNow, toFile, tryState */

function lost(what, before, after) {
  return { outcome: "lost", detail: `${what}\n${JSON.stringify(before)?.slice(0, 2000)}\n${JSON.stringify(after)?.slice(0, 2000)}` };
}

/** Whether a value has everything that another has. */
function holdsAll(value, part) {
  if (typeof part !== "object" || part === null) return Object.is(value, part);
  if (typeof value !== "object" || value === null || Array.isArray(value) !== Array.isArray(part)) return false;
  return Object.keys(part).every((name) => Object.hasOwn(value, name) && holdsAll(value[name], part[name]));
}

/* Links ------------------------------------------------------------------------------------------ */

/** @param {any} data what the tools that read links work from */
function openLinks({ composer, search }) {
  Object.assign(globalThis, { composerData: composer, engine: Guide.searchCore.create(search) });
}

/** The end of an address as the browser makes it. */
function hashOf(link) {
  return new URL(`https://guide.example/#${link}`).hash;
}

function judgePlanLink(link) {
  const { found, note } = read({ kind: "plan", link });
  if (!found) return { outcome: "refused" };
  Guide.planner.asText(bank, found);
  Guide.planner.asMarkdown(bank, found, "Plan", []);
  const again = Guide.planner.toLink(bank, found);
  const second = again && Guide.planner.fromLink(bank, again);
  if (again && !Guide.textFormat.isEqual(second.plan, found)) return lost("The plan of a link isn't the same after it's shared again.", found, second);
  const packed = Guide.planner.unpack(bank, JSON.parse(JSON.stringify(Guide.planner.pack(bank, found))));
  if (!Guide.textFormat.isEqual(packed.plan, found)) return lost("The plan of a link isn't the same after it's saved.", found, packed);
  return { outcome: note ? "reported" : "sound" };
}

function judgePreset(link) {
  const { choices, unread } = Guide.planner.readPreset(bank, hashOf(link));
  const whole = Guide.planner.readChoices(bank, choices);
  const [given, made] = [choices, whole].map((one) => ({ ...one, circumstances: [...one.circumstances || []].sort() }));
  if (!holdsAll(made, given) && !unread.length) return lost("A choice in a link isn't made.", choices, whole);
  const again = Guide.planner.readChoices(bank, Guide.planner.readPreset(bank, hashOf(Guide.planner.toPreset(whole))).choices);
  if (!Guide.textFormat.isEqual(whole, again)) return lost("The choices of a link aren't the same after they're shared again.", whole, again);
  return { outcome: unread.length ? "reported" : Object.keys(choices).length ? "sound" : "refused" };
}

function judgeSetup(link) {
  const { chosen, values, unread } = Guide.composer.readSetup(composerData, hashOf(link));
  const draft = Guide.composer.readDraft(composerData, { ...chosen, own: { subject: values.get("subject") || "", text: values.get("text") || "" } });
  Guide.composer.suggestionsFor(composerData, draft, Guide.composer.messageOf(composerData, draft), { names: [], texts: [] });
  const again = Guide.composer.readDraft(composerData, Guide.composer.readSetup(composerData, hashOf(Guide.composer.toSetup(draft))).chosen);
  const [one, other] = [draft, again].map((whole) => ({ ...whole, own: null }));
  if (!Guide.textFormat.isEqual(one, other)) return lost("The choices of a link aren't the same after they're shared again.", one, other);
  return { outcome: unread.length ? "reported" : Object.keys(chosen).length ? "sound" : "refused" };
}

function judgeSearch(link) {
  location.hash = `#${link}`;
  const { words, kind } = Guide.searchAddress.read();
  const { results } = engine.find(words, { kind });
  engine.marks(words, "They didn't answer. What now? Wait six days.");
  engine.excerpt(words, "They didn't answer. What now? Wait six days.");
  Guide.searchAddress.write(words, kind);
  const again = Guide.searchAddress.read();
  if (words && again.words !== words) return lost("What is searched for isn't in the address.", words, again);
  history.replaceState(null, "", location.pathname);
  return { outcome: results.length ? "sound" : words ? "reported" : "refused" };
}

function judgeOther(kind, link) {
  const { found, note } = read({ kind, link });
  return { outcome: note ? "reported" : JSON.stringify(found).length > 40 || (Array.isArray(found) && found.length) ? "sound" : "refused" };
}

const LINK_JUDGES = { plan: judgePlanLink, preset: judgePreset, setup: judgeSetup, search: judgeSearch };

function judgeLink({ subject, text }) {
  return LINK_JUDGES[subject] ? LINK_JUDGES[subject](text) : judgeOther(subject, text);
}

/* Backups ---------------------------------------------------------------------------------------- */

/** Everything in `before` that can be read, as it has to be in `after`, which came from adding something to it. */
function missingAfterAdding(before, after) {
  for (const [name, value] of Object.entries(before)) {
    const now = after[name];
    if (name === "interviews") {
      for (const [id, person] of Object.entries(value.people)) {
        const one = now.people[id];
        const kept = ["name", "day", "plan", "drafts", "ticks", "answers", "scores", "history", "live"].filter((part) => part in person);
        const differs = kept.find((part) => part === "history" || part === "live" ? !JSON.stringify(one[part]).includes(JSON.stringify(person[part]).slice(2, 40)) : !holdsAll(one[part], person[part]));
        if (differs) return `${id}.${differs}`;
        const gone = ["promises", "learned", "named"].find((part) => (person[part] || []).some((entry) => !one[part].some((other) => Guide.textFormat.isEqual(entry, other))));
        if (gone) return `${id}.${gone}`;
        if (!(one.notes || "").includes(person.notes || "")) return `${id}.notes`;
      }
    } else if (!holdsAll(now, name === "profile" ? { answers: Object.fromEntries(Object.entries(value.answers).filter(([, answer]) => answer)) } : value)) return name;
  }
  return "";
}

/** All that is stored, without what holds nothing: a file has none of that. */
function withoutEmpty(state) {
  const inner = { plans: "names", requests: "names", ticks: "ticks", profile: "answers", interviews: "people" };
  return Object.fromEntries(Object.entries(state).filter(([name, value]) => !inner[name] || Object.keys(value[inner[name]]).length));
}

/** All that is stored, with people as they're read: a person who has been merged has every part, an empty one too. */
function asRead(state) {
  const people = Object.entries(state.interviews?.people || {}).map(([id, person]) => [id, { ...person, ...Guide.interviews.readPerson(person) }]);
  return state.interviews ? { ...state, interviews: { ...state.interviews, people: Object.fromEntries(people) } } : state;
}

/** @param {{subject: string, text: string}} given `subject` is what is stored here, as JSON, and `text` that of a file */
function judgeBackup({ subject, text }) {
  const mine = JSON.parse(subject);
  storeAll(mine);
  const { values, problem } = Guide.backup.fromFile(text);
  const before = storedNow();
  const added = readIn({ text, replace: false });
  if (problem) {
    if (!Guide.textFormat.isEqual(storedNow(), before)) return lost("A file that is refused changes what is stored.", before, storedNow());
    return { outcome: "refused" };
  }
  const missing = missingAfterAdding(before, added);
  if (missing) return lost(`Adding a file takes ${missing} away.`, before, added);
  for (const [name, inner] of [["plans", "names"], ["requests", "names"]]) {
    const contents = new Set(Object.values(added[name]?.[inner] || {}).map((item) => JSON.stringify(item.content)));
    const absent = Object.values(values.get(name)?.[inner] || {}).find((item) => !contents.has(JSON.stringify(item.content)));
    if (absent) return lost(`Something of ${name} in the file isn't added.`, absent, added[name]);
  }
  for (const [name, inner] of [["ticks", "ticks"], ["profile", "answers"], ["interviews", "people"]]) {
    const absent = Object.keys(values.get(name)?.[inner] || {}).find((key) => !Object.hasOwn(added[name]?.[inner] || {}, key));
    if (absent !== undefined) return lost(`Something of ${name} in the file isn't added: ${absent}`, values.get(name), added[name]);
  }
  const twice = readIn({ text, replace: false });
  if (!Guide.textFormat.isEqual(asRead(twice), asRead(added))) return lost("Adding a file twice isn't the same as adding it once.", added, twice);
  const written = toFile();
  if (!written.text) return { outcome: "sound" };
  if (written.left.length) return lost(`After adding a file, something can't be saved: ${written.left}`, added, written);
  storeAll({});
  const back = readIn({ text: written.text, replace: true });
  if (!Guide.textFormat.isEqual(withoutEmpty(back), withoutEmpty(twice))) return lost("What was saved in a file isn't the same when it's read in.", twice, back);
  storeAll(mine);
  const replaced = readIn({ text, replace: true });
  for (const [name, value] of values) {
    if (!Guide.textFormat.isEqual(replaced[name], value)) return lost(`Replacing ${name} doesn't give what is in the file.`, value, replaced[name]);
  }
  return { outcome: "sound" };
}

/* Stored states ---------------------------------------------------------------------------------- */

/** Whether a tool puts something else in place of a state, as it's meant to: a question the guide no longer has becomes the reader's own. */
function isReplaced(name, text) {
  const { entries } = Guide.textFormat.parseJson(text) || {};
  if (name !== "planDraft" || !Array.isArray(entries)) return name === "lastBackup";
  return entries.some((entry) => typeof entry?.id === "string" && !kit.bank.byId.has(entry.id));
}

function judgeState({ subject, text }) {
  const wrong = tryState({ name: subject, text });
  if (wrong.startsWith("lost") && isReplaced(subject, text)) return { outcome: "reported" };
  if (wrong.startsWith("lost")) return { outcome: "lost", detail: wrong };
  if (wrong) return { outcome: "exception", detail: wrong };
  return { outcome: Object.keys(everything()).some((key) => key.includes(".unreadable")) ? "reported" : "sound" };
}

/* Tables ----------------------------------------------------------------------------------------- */

/** Notes of the people here, which no import may take away. */
const HERE = [
  { id: "p1", name: "Dana Whitfield", email: "dana@example.com", role: "Nurse", employer: "Mercy Clinic", notes: "Prefers mornings.", status: "agreed", on: { asked: "2026-11-02" } },
  { id: "p2", name: "José Ruiz", employer: "City health department", notes: "Met at a fair." },
];

function judgeTable({ text }) {
  const decoded = Guide.csv.decode(new TextEncoder().encode(text));
  if (decoded.problem) return { outcome: "refused" };
  const people = HERE.map((fields) => Guide.interviews.readPerson({ ...Guide.interviews.blank({}, "2026-11-30"), minutes: 30, ...fields }));
  const { table, choices, isOurs, unread, comparison } = readIn(decoded.text, people);
  const after = afterAll(people, comparison);
  for (const person of people) {
    const now = after.find(({ id }) => id === person.id);
    if (!now || !now.notes.includes(person.notes) || !now.name || !holdsAll(now.history, person.history)) return lost("An import takes something away from someone here.", person, now);
  }
  const broken = after.find((person) => !Guide.interviews.isComplete(person));
  if (broken) return lost("Someone from a table can't be read from storage.", broken, Guide.interviews.readPerson(broken));
  if (new Set(after.map(({ id }) => id)).size !== after.length) return lost("Two people have the same id.", after, "");
  if (!isOurs) {
    const asides = table.rows.slice(table.header + (choices.hasHeader ? 1 : 0)).map((row, index) => ({ row, number: table.header + (choices.hasHeader ? 1 : 0) + index + 1 }));
    const all = JSON.stringify(after.map(({ notes }) => notes));
    for (const { row, number } of asides) {
      if (unread.some((one) => one.row === number && !one.header)) continue;
      const gone = row.find((cell, index) => choices.mapping[index] === "notes" && cell.trim() && !all.includes(JSON.stringify(cell.trim()).slice(1, -1)));
      if (gone !== undefined) return lost(`A cell of row ${number} isn't in any notes.`, gone, after);
    }
  }
  const again = readIn(decoded.text, after).comparison;
  if (again.added.length || again.changed.length) {
    const changes = again.changed.map(({ changes: several }) => several.map(({ label, before, after: new_ }) => `${label}: ${before} -> ${new_}`));
    return lost("Reading a table twice isn't the same as reading it once.", again.added.map(({ person }) => person), changes);
  }
  const own = readIn(savedAndRead(Guide.exchange.asCsv(after, data)), []);
  const back = afterAll([], own.comparison);
  const differs = after.find((person) => !Guide.textFormat.isEqual(person, back.find(({ id }) => id === person.id)));
  if (differs) return lost("Someone isn't the same after going out as a table and coming in.", differs, back.find(({ id }) => id === differs.id));
  const cards = Guide.vcard.asContacts(after);
  if (cards.split("\r\n").filter((line) => line === "BEGIN:VCARD").length !== after.length || /[\r\n](?![\r\n ])[^:\r\n]*(?=[\r\n])/.test(cards.replaceAll("\r\n", "\n").replaceAll("\n ", ""))) {
    return lost("A file of contacts has another number of people, or a line that is none.", cards, after);
  }
  return { outcome: unread.length ? "reported" : after.length > people.length || comparison.changed.length ? "sound" : "refused" };
}
