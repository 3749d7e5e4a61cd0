/* What test_stored_values.py does with what is stored, on a page with all tools' cores. */

/** @param {{planner: any, composer: any, lists: any[], interviews: any}} from what the tools work from */
function openTools({ planner, composer, lists, interviews }) {
  const block = Object.assign(document.createElement("script"), { id: "guide-interviews-data", type: "application/json", textContent: JSON.stringify(interviews) });
  document.body.append(block);
  Object.assign(globalThis, { kit: { uses: USES, bank: Guide.planner.openBank(planner), composer, lists } });
}

/** All that is stored, by key. */
function everything() {
  return { ...localStorage, ...sessionStorage };
}

function clearAll() {
  localStorage.clear();
  sessionStorage.clear();
}

/** @param {Record<string, string>} texts by their keys */
function storeLasting(texts) {
  for (const [key, text] of Object.entries(texts)) localStorage.setItem(key, text);
}

/** Whether a value has everything that another has. An empty text says nothing. */
function contains(value, part) {
  if (typeof part !== "object" || part === null) return Object.is(value, part);
  if (typeof value !== "object" || value === null || Array.isArray(value) !== Array.isArray(part)) return false;
  if (Array.isArray(part)) {
    const left = [...value];
    /* Entries may be put in order. Each has one of its own, so that of two that look alike none is lost. */
    return part.every((one) => {
      const at = left.findIndex((other) => contains(other, one));
      return at !== -1 && left.splice(at, 1).length === 1;
    });
  }
  return Object.keys(part).every((name) => part[name] === "" || (Object.hasOwn(value, name) && contains(value[name], part[name])));
}

/** Everything that the tools do with what is stored, each once. */
const USES = {
  plans: () => useList("plans", (content) => Guide.planner.unpack(kit.bank, content)),
  requests: () => useList("requests", (content) => readRequest(content)),
  profile: () => {
    const { value } = Guide.storage.read("profile");
    Guide.storage.write("profile", { version: 1, answers: { me: "New", ...value?.answers } });
  },
  ticks: () => {
    const { value } = Guide.storage.read("ticks");
    const ticks = value ? value.ticks : {};
    const items = Guide.schedule.itemsOf(kit.lists);
    Guide.schedule.nextItem(items, ticks, Guide.schedule.readMeeting({}), "2026-11-23");
    Guide.schedule.toLink(items, ticks);
    Guide.listExport.asCsv(kit.lists, ticks, Guide.schedule.readMeeting({}));
    Guide.storage.write("ticks", { version: 1, ticks: Guide.schedule.tick(ticks, [{ id: "i-new-01" }], "2026-11-23") });
  },
  meeting: () => {
    const { value } = Guide.storage.read("meeting");
    const meeting = Guide.schedule.readMeeting(value);
    if (value && !Guide.schedule.isComplete(value)) Guide.storage.setAside("meeting");
    const site = { name: "Guide", url: "" };
    const settings = { choice: "all", where: { name: "", place: meeting.place, phone: "" }, links: { list: () => "", plan: "", day: "" } };
    Guide.icalendar.fileOf({ ...settings, lists: kit.lists, ticks: {}, meeting, now: new Date("2026-11-01T12:00:00Z"), site });
    Guide.storage.write("meeting", { version: 1, ...meeting });
  },
  lastBackup: () => {
    Guide.backupReminder.current(new Date("2026-11-23T12:00:00Z"));
    Guide.backupReminder.remember(new Date("2026-11-20T10:00:00Z"));
  },
  interviews: () => {
    const { people } = Guide.interviewStore.read();
    const now = new Date("2026-03-20T12:00:00Z");
    const { rules } = Guide.interviewStore;
    for (const person of people.values()) Guide.interviews.actsOf(rules, person, now);
    Guide.interviews.sortBy(rules, [...people.values()], "next", now);
    Guide.interviewStore.add([Guide.interviews.blank({ name: "New" }, "2026-03-20")]);
    for (const id of people.keys()) Guide.interviewStore.update(id, (person) => ({ ...person, again: "2026-04-01" }));
  },
  forPerson: () => {
    Guide.interviewStore.setFor(Guide.interviewStore.forId() || "p1");
  },
  planDraft: () => {
    const { value } = Guide.storage.read("planDraft");
    const { plan, isComplete } = value ? Guide.planner.unpack(kit.bank, value) : {};
    if (value && !isComplete) Guide.storage.setAside("planDraft");
    if (plan) Guide.planner.asText(kit.bank, plan);
    Guide.storage.write("planDraft", Guide.planner.pack(kit.bank, plan || Guide.planner.fromOrder(kit.bank, kit.bank.orders[0])));
  },
  liveDraft: () => {
    const lengths = { least: 5, most: 120, usual: 30 };
    const { value } = Guide.storage.read("liveDraft");
    const { session, isComplete } = Guide.live.readSession(value, lengths);
    if (value && !isComplete) Guide.storage.setAside("liveDraft");
    const next = session || Guide.live.newSession({ live: { ...Guide.live.NOTHING, began: "2026-12-03T21:00:00Z" } }, lengths);
    const questions = Guide.live.questionsIn(next.plan, ["open", "story"]);
    Guide.live.asText(questions, next.live, "Notes");
    Guide.live.readOut(Guide.live.clockOf(next.live.began, next.minutes, new Date("2026-12-03T21:00:00Z")));
    Guide.storage.write("liveDraft", { ...next, live: Guide.live.mark(next.live, questions[0], 5) });
  },
  requestDraft: () => {
    const { value } = Guide.storage.read("requestDraft");
    if (value && !Guide.composer.isComplete(kit.composer, value)) Guide.storage.setAside("requestDraft");
    Guide.storage.write("requestDraft", readRequest(value));
  },
};

function useList(stored, use) {
  const container = document.createElement("div");
  const list = Guide.savedItems.savedList({ stored, container, announce: () => {}, open: (_, { content }) => use(content) });
  list.draw();
  for (const button of container.querySelectorAll("button")) if (button.textContent === "Open") button.click();
  list.contents().forEach(use);
  list.save("New", { a: 1 }, null);
}

function readRequest(content) {
  const draft = Guide.composer.readDraft(kit.composer, content);
  const message = Guide.composer.messageOf(kit.composer, draft);
  Guide.composer.suggestionsFor(kit.composer, draft, message, { names: ["Dana"], texts: [message.text] });
  return draft;
}

/** Saves everything in a file and reads it in again, both ways. */
function useBackup() {
  const textOf = (name) => Guide.storage.readText(Guide.storage.keyOf(name));
  const { text } = Guide.backup.toFile(textOf, new Date());
  const { values, problem } = text ? Guide.backup.fromFile(text) : { values: new Map() };
  if (problem) throw new Error(`A file that was just written is refused: ${problem}`);
  for (const replace of [false, true]) Guide.backup.changes(textOf, values, replace, Guide.savedItems.freeName);
}

/**
 * Uses what is stored under a name when it is some text.
 * @param {{name: string, text: string}} state
 * @returns {string} "", or what went wrong: an error, or something that is no longer stored
 */
function tryState({ name, text }) {
  clearAll();
  const key = Guide.storage.keyOf(name);
  (name.endsWith("Draft") || name === "forPerson" ? sessionStorage : localStorage).setItem(key, text);
  try {
    useBackup();
    kit.uses[name]();
    useBackup();
    Guide.storage.list();
  } catch (error) {
    return String(error.stack || error);
  }
  const now = everything();
  if (Object.values(now).includes(text)) return "";
  return contains(JSON.parse(now[key]), JSON.parse(text)) ? "" : `lost: ${now[key].slice(0, 200)}`;
}

/** @param {{name: string, text: string}[]} states */
function tryStates(states) {
  return states.map((state) => ({ ...state, text: state.text.slice(0, 200), wrong: tryState(state) })).filter(({ wrong }) => wrong);
}
