/* What test_shared_links.py asks of the scripts that read links. */

const ITEMS = ["i-prepare-01", "i-prepare-02", "i-prepare-03", "i-prepare-10", "i-need-03"].map((id) => ({ id }));
const FACETS = { goal: ["choose-training", "find-work"], mode: ["video", "phone"] };

/** @param {any} data the Planner's */
function openBank(data) {
  Object.assign(globalThis, { bank: Guide.planner.openBank(data) });
}

function planLink() {
  const plan = Guide.planner.fromOrder(bank, bank.orders[0]);
  const own = { text: "Wie geht’s? 🦜 ~ ??? >>> مرحبا", stage: Guide.planner.middleStage(bank), minutes: 2 };
  return Guide.planner.toLink(bank, { ...plan, entries: [...plan.entries, own] });
}

/* As the pages read each kind of link. */
const READ = {
  ticks(hash) {
    const { ticked, unread } = Guide.schedule.fromLink(ITEMS, Guide.links.valueIn(hash, "ticks") || "");
    return { found: ticked.map(({ id }) => id), note: Guide.links.unreadNote(unread) };
  },
  plan(hash) {
    const { plan = null, notes = [], problem = "" } = Guide.planner.fromLink(bank, Guide.links.valueIn(hash, "plan") || "");
    return { found: plan, note: [problem, ...notes].join(" ").trim() };
  },
  filter(hash) {
    const { values, unread } = Guide.links.parametersIn(hash, [...Object.keys(FACETS), "words"]);
    const found = { words: Guide.links.searchWords(values.get("words") || "") };
    for (const [name, all] of Object.entries(FACETS)) {
      const chosen = Guide.links.readList(values.get(name) || "", (value) => all.find((one) => one === value));
      found[name] = chosen.found;
      unread.push(...chosen.unread);
    }
    return { found, note: Guide.links.unreadNote(unread) };
  },
  order(hash) {
    const { values } = Guide.links.parametersIn(hash.replace("#", "?"), ["order"]);
    const { found, unread } = Guide.links.readList(values.get("order") || "", (id) => bank.orders.find((one) => one.id === id)?.id);
    return { found, note: Guide.links.unreadNote(unread) };
  },
};

/** @param {{kind: string, link: string}} shared what stands behind the # of an address */
function read({ kind, link }) {
  /* As a browser does it: what may not stand in an address is encoded. */
  return READ[kind](new URL(`https://guide.example/#${link}`).hash);
}
