/* The page "Your data": what is stored in this browser, to look at, take along or delete. */
(() => {
  "use strict";

  const { make, button, required, download } = Guide.dom;
  const { backup, storage } = Guide;
  const { KEYS, UNREADABLE } = storage;

  const kinds = backup.kindsOf(KEYS);
  const root = required("guide-kept");
  const { announce } = Guide.announce.messageBar(root);
  const list = make("div", { id: "guide-stored" });
  const fileInput = make("input", { type: "file", id: "guide-file", accept: ".json,application/json" });
  const deleteAll = button("Delete everything", () => remove(storage.list(), "Everything is deleted."), { id: "guide-delete-all" });

  /** @typedef {{key: string, lasting: boolean}} Place */
  /** @typedef {Place & {text: string | null}} StoredText */

  /** @param {string} key @returns {string} */
  function labelOf(key) {
    if (key.endsWith(".__palette")) return "Light or dark colors";
    if (key.endsWith(UNREADABLE)) return `${labelOf(key.slice(0, -UNREADABLE.length))}: set aside, since it could not be read`;
    if (key === KEYS.planDraft) return "The plan that is open in this tab";
    if (key === KEYS.requestDraft) return "The request that is open in this tab";
    return kinds.get(key)?.label || key;
  }

  /** @param {string} key */
  function describe(key) {
    const kind = kinds.get(key);
    const value = Guide.textFormat.parseJson(storage.readText(key));
    return kind?.isValid(value) ? `${kind.describe(value)}, ` : "";
  }

  /* Deleting, with the way back while the page is open --------------------------------------------------- */

  /** @param {Place[]} places @returns {StoredText[]} */
  function textsAt(places) {
    return places.map(({ key, lasting }) => ({ key, lasting, text: storage.readText(key, lasting) }));
  }

  /** @param {Place[]} places @param {string} message */
  function remove(places, message) {
    const before = textsAt(places);
    for (const { key, lasting } of places) storage.writeText(key, null, lasting);
    draw();
    announce(message, () => restore(before), "Bring it back");
  }

  /** @param {StoredText[]} before */
  function restore(before) {
    const problems = before.map(({ key, text, lasting }) => storage.writeText(key, text, lasting)).filter(Boolean);
    draw();
    announce(problems[0] || "It is back.");
  }

  /* Reading a file ---------------------------------------------------------------------------------------- */

  async function readChosenFile() {
    const file = fileInput.files?.[0];
    if (!file) return;
    /* The same file can be chosen again. */
    fileInput.value = "";
    if (file.size > backup.MAX_BYTES) {
      announce(`This file is larger than any that the guide writes (${backup.MAX_BYTES / 1e6} MB at most). Nothing was changed.`);
      return;
    }
    try {
      offer(await file.text());
    } catch {
      announce("The browser could not read this file. Nothing was changed.");
    }
  }

  /** @param {string} text of a file */
  function offer(text) {
    const read = backup.fromFile(kinds, text);
    const { values } = read;
    if (!values) {
      announce(read.problem);
      return;
    }
    announce(`The file holds ${read.description}.`, () => take(values, false), "Add it to what is here", {
      "Put it in place of what is here": () => take(values, true),
      "Leave it": () => announce("Nothing was changed."),
    });
  }

  /**
   * All or nothing: when the browser refuses one part, the others go back to what they were.
   * @param {Map<string, Stored>} values
   * @param {boolean} replace
   */
  function take(values, replace) {
    const before = textsAt([...kinds.keys()].map((key) => ({ key, lasting: true })));
    for (const [key, text] of backup.textsToStore(kinds, storage.readText, values, replace, Guide.savedItems.freeName)) {
      const problem = storage.writeText(key, text);
      if (problem) {
        restore(before);
        announce(`${problem} What was here before is unchanged.`);
        return;
      }
    }
    draw();
    announce(replace ? "It is here now, in place of what was." : "It is here now, beside what was.", () => restore(before), "Undo");
  }

  /* Showing ------------------------------------------------------------------------------------------------- */

  function draw() {
    const stored = storage.list();
    list.replaceChildren(stored.length
      ? make("ul", {}, ...stored.map((place) => make("li", {},
        make("strong", {}, labelOf(place.key)), ` (${describe(place.key)}${place.size} characters) `,
        button("Delete", () => remove([place], `Deleted: ${labelOf(place.key)}.`), { "aria-label": `Delete ${labelOf(place.key)}` }))))
      : make("p", {}, "Nothing. The guide has stored nothing in this browser, or this browser does not allow it."));
    deleteAll.disabled = !stored.length;
  }

  function save() {
    const now = new Date();
    download(`information-interview-guide-${now.toISOString().slice(0, 10)}.json`, "application/json", backup.toFile(kinds, storage.readText, now));
    announce("The file is with your downloads. Whoever has it can read what you wrote.");
  }

  fileInput.addEventListener("change", readChosenFile);
  root.append(
    make("h2", { id: "what-is-stored" }, "What is stored here"), list,
    make("h2", { id: "take-it-along" }, "Take it to another device"),
    make("p", {}, "Save everything in one file, send that file to yourself, and read it in on the other device. Plans, requests, ticks and dates go along."),
    make("p", {}, button("Save it all in a file", save, { id: "guide-save-all" })),
    make("p", { className: "guide-field" }, make("label", { for: "guide-file" }, "Read in a file that you saved"), fileInput),
    make("h2", { id: "delete-it" }, "Delete it"),
    make("p", {}, deleteAll));
  addEventListener("storage", draw);
  draw();
})();
