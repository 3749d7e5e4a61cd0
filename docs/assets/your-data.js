/* The page "Your data": what is stored in this browser, to look at, take along or delete. */
(() => {
  "use strict";

  const root = document.getElementById("guide-kept");
  if (!root || root.dataset.begun) return;
  root.dataset.begun = "yes";

  const { make, button } = GuideParts;
  const { KEYS, SET_ASIDE } = GuideStore;
  const kinds = GuideKept.kinds(KEYS);
  const says = make("p", { className: "guide-status", role: "status" });
  const tell = GuideParts.tellIn(says);
  const stored = make("div", { id: "guide-stored" });
  const file = make("input", { type: "file", id: "guide-file", accept: ".json,application/json" });

  const LABELS = {
    ...Object.fromEntries(Object.entries(kinds).map(([key, { label }]) => [key, label])),
    [KEYS.planDraft]: "The plan that is open in this tab",
    [KEYS.requestDraft]: "The request that is open in this tab",
  };

  function labelOf(key) {
    if (key.endsWith(".__palette")) return "Light or dark colors";
    if (key.endsWith(SET_ASIDE)) return `${LABELS[key.slice(0, -SET_ASIDE.length)] || key}: set aside, since it could not be read`;
    return LABELS[key] || key;
  }

  function contents(key) {
    const text = GuideStore.raw(key);
    try {
      const value = JSON.parse(text);
      return kinds[key] && kinds[key].good(value) ? `${kinds[key].say(value)}, ` : "";
    } catch {
      return "";
    }
  }

  /* Deleting, with the way back while the page is open --------------------------------------------------- */

  function remove(entries, message) {
    const before = entries.map(({ key, lasting }) => [key, GuideStore.raw(key, lasting), lasting]);
    for (const { key, lasting } of entries) GuideStore.putRaw(key, null, lasting);
    draw();
    tell(message, () => restore(before), "Bring it back");
    focusAfter();
  }

  function restore(before) {
    const problems = before.map(([key, text, lasting]) => GuideStore.putRaw(key, text, lasting)).filter(Boolean);
    draw();
    tell(problems[0] || "It is back.");
  }

  /* The button that was pressed is gone, so the reader goes on from the message. */
  function focusAfter() {
    says.querySelector("button").focus();
  }

  /* Reading a file ---------------------------------------------------------------------------------------- */

  async function chosen() {
    const [picked] = file.files;
    file.value = "";
    if (!picked) return;
    if (picked.size > GuideKept.MOST_BYTES) {
      tell(`This file is larger than any that the guide writes (${GuideKept.MOST_BYTES / 1e6} MB at most). Nothing was changed.`);
      return;
    }
    let text;
    try {
      text = await picked.text();
    } catch {
      tell("The browser could not read this file. Nothing was changed.");
      return;
    }
    const { kept, says: holds, problem } = GuideKept.fromFile(KEYS, text);
    if (problem) {
      tell(problem);
      return;
    }
    tell(`The file holds ${holds}.`, () => take(kept, false), "Add it to what is here");
    says.append(" ", button("Put it in place of what is here", () => take(kept, true)), " ", button("Leave it", () => tell("Nothing was changed.")));
  }

  /* All or nothing: when the browser refuses one part, the others go back to what they were. */
  function take(kept, replace) {
    const before = Object.keys(kinds).map((key) => [key, GuideStore.raw(key), true]);
    for (const [key, text] of GuideKept.plan(KEYS, GuideStore.raw, kept, replace, GuideParts.freeName)) {
      const problem = GuideStore.putRaw(key, text);
      if (problem) {
        restore(before);
        tell(`${problem} What was here before is unchanged.`);
        return;
      }
    }
    draw();
    tell(replace ? "It is here now, in place of what was." : "It is here now, beside what was.", () => restore(before), "Undo");
    focusAfter();
  }

  /* Showing ------------------------------------------------------------------------------------------------- */

  function draw() {
    const entries = GuideStore.all();
    stored.replaceChildren(entries.length
      ? make("ul", {}, ...entries.map((entry) => make("li", {},
        make("strong", {}, labelOf(entry.key)), ` (${contents(entry.key)}${entry.size} characters) `,
        button("Delete", () => remove([entry], `Deleted: ${labelOf(entry.key)}.`), { "aria-label": `Delete ${labelOf(entry.key)}` }))))
      : make("p", {}, "Nothing. The guide has stored nothing in this browser, or this browser does not allow it."));
    everything.disabled = !entries.length;
  }

  function save() {
    const text = GuideKept.asFile(KEYS, GuideStore.raw, new Date());
    GuideParts.download(`information-interview-guide-${new Date().toISOString().slice(0, 10)}.json`, "application/json", text);
    tell("The file is with your downloads. Whoever has it can read what you wrote.");
  }

  const everything = button("Delete everything", () => remove(GuideStore.all(), "Everything is deleted."), { id: "guide-delete-all" });
  document.getElementById("guide-no-script").remove();
  file.addEventListener("change", chosen);
  root.append(
    make("h2", { id: "what-is-stored" }, "What is stored here"), stored,
    make("h2", { id: "take-it-along" }, "Take it to another device"),
    make("p", {}, "Save everything in one file, send that file to yourself, and read it in on the other device. Plans, requests, ticks and dates go along."),
    make("p", {}, button("Save it all in a file", save, { id: "guide-save-all" })),
    make("p", { className: "guide-field" }, make("label", { for: "guide-file" }, "Read in a file that you saved"), file),
    says,
    make("h2", { id: "delete-it" }, "Delete it"),
    make("p", {}, everything));
  addEventListener("storage", () => root.isConnected && draw());
  draw();
})();
