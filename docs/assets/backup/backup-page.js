/* The page "Your data": what is stored in this browser, to look at, take to another device or delete. */
(() => {
  "use strict";

  const { make, button, required, download } = Guide.dom;
  const { parseJson } = Guide.textFormat;
  const { backup, backupReminder, storage } = Guide;
  const { freeName } = Guide.savedItems;

  const root = required("guide-kept");
  const { announce } = Guide.announce.messageBar(root);
  const list = make("div", { id: "guide-stored" });
  const reminder = make("p", { id: "guide-last-backup" });
  const fileInput = make("input", { type: "file", id: "guide-file", accept: ".json,application/json", "aria-describedby": "guide-file-note" });
  const deleteAll = button("Delete everything", () => remove(storage.list(), "Everything is deleted."), { id: "guide-delete-all" });
  /* What isn't in a backup. */
  /** @type {Partial<Record<StoredName, string>>} */
  const LABELS = {
    planDraft: "The plan open in this tab", requestDraft: "The message open in this tab", liveDraft: "The conversation open in this tab", forPerson: "Who this tab is about",
    lastBackup: "The day of your last backup",
  };

  /** @typedef {{key: string, lasting: boolean, text: string | null}} StoredText */

  /** @param {StoredName | null} name */
  function kindOf(name) {
    return backup.KINDS.find((kind) => kind.name === name);
  }

  /** @param {StoredName} name */
  function textOf(name) {
    return storage.readText(storage.keyOf(name));
  }

  /** @param {StoredPlace} place */
  function labelOf({ name, state }) {
    const label = (name && LABELS[name]) || kindOf(name)?.label || "";
    if (state === "colors") return "Light or dark mode";
    if (state === "set aside") return `${label}: set aside because it couldn't be read`;
    return state === "earlier" ? `${label}: from an earlier version of the guide` : label;
  }

  /** @param {StoredPlace} place */
  function describe({ key, lasting, name, state }) {
    const kind = state === "set aside" ? undefined : kindOf(name);
    const parts = kind?.partsOf(parseJson(storage.readText(key, lasting)));
    if (!kind || !parts) return "";
    const unreadable = parts.unreadable.length ? `, ${parts.unreadable.length.toLocaleString("en-US")} that can't be read` : "";
    return `${backup.describe(kind, parts.count)}${unreadable}, `;
  }

  /* Going back, while the page is open -------------------------------------------------------------------- */

  /** @returns {Map<string, StoredText>} everything that is stored now */
  function snapshot() {
    return new Map(storage.list().map(({ key, lasting }) => [`${lasting} ${key}`, { key, lasting, text: storage.readText(key, lasting) }]));
  }

  /**
   * Goes back to what was stored before a change. What another tab has stored since then stays.
   * @param {Map<string, StoredText>} before
   * @param {Map<string, StoredText>} after what was stored right after the change
   * @returns {string} the message for the reader
   */
  function goBack(before, after) {
    const changed = [...new Map([...after, ...before])].map(([id, { key, lasting }]) => ({
      key, lasting, was: before.get(id)?.text ?? null, left: after.get(id)?.text ?? null, now: storage.readText(key, lasting),
    })).filter(({ was, left }) => was !== left);
    const isNew = changed.filter(({ left, now }) => left !== now);
    /* Make room first, since the storage may be full. */
    for (const { key, lasting } of changed) storage.writeText(key, null, lasting);
    const problems = changed.map(({ key, lasting, was, left, now }) => storage.writeText(key, left === now ? was : both(key, was, now), lasting));
    return problems.find(Boolean) || (isNew.length ? "It's back, along with what you saved in another tab in the meantime." : "It's back.");
  }

  /**
   * What was stored before, added to what another tab has stored since.
   * @param {string} key
   * @param {string | null} was
   * @param {string | null} now
   */
  function both(key, was, now) {
    const kind = backup.KINDS.find(({ name }) => storage.keyOf(name) === key);
    const [old, young] = [parseJson(was), parseJson(now)];
    if (!kind?.partsOf(old) || !kind.partsOf(young)) return now ?? was;
    return JSON.stringify(kind.merge(/** @type {Stored} */ (young), /** @type {Stored} */ (old), freeName));
  }

  /** @param {StoredPlace[]} places @param {string} message */
  function remove(places, message) {
    const before = snapshot();
    for (const { key, lasting } of places) storage.writeText(key, null, lasting);
    draw();
    offerWayBack(before, message, "Restore");
  }

  /** @param {Map<string, StoredText>} before @param {string} message @param {string} label */
  function offerWayBack(before, message, label) {
    const after = snapshot();
    draw();
    announce(message, () => { const text = goBack(before, after); draw(); announce(text); }, label);
  }

  /* Reading a file ---------------------------------------------------------------------------------------- */

  async function readChosenFile() {
    const file = fileInput.files?.[0];
    if (!file) return;
    /* So the same file can be chosen again. */
    fileInput.value = "";
    if (file.size > backup.MAX_BYTES) {
      announce(`This file is too big to be one of the guide's (${backup.MAX_BYTES / 1e6} MB at most). Nothing was changed.`);
      return;
    }
    try {
      offer(await file.text());
    } catch {
      announce("Your browser couldn't read this file. Nothing was changed.");
    }
  }

  /** @param {string} text of a file */
  function offer(text) {
    const read = backup.fromFile(text);
    const { values } = read;
    if (!values) {
      announce(read.problem);
      return;
    }
    announce(`The file has ${read.description}.`, () => take(values, false), "Add it to what's here", {
      "Replace what's here": () => take(values, true),
      Cancel: () => announce("Nothing was changed."),
    });
  }

  /**
   * All or nothing: if the browser refuses one part, the others go back to what they were.
   * @param {Map<StoredName, Stored>} values
   * @param {boolean} replace
   * @param {StoredPlace} [from] where they were stored, if they don't come from a file
   */
  function take(values, replace, from) {
    const before = snapshot();
    const changes = backup.changes(textOf, values, replace, freeName);
    const problem = changes.map(apply).find(Boolean);
    if (problem) {
      goBack(before, snapshot());
      draw();
      announce(`${problem} What you had here is unchanged.`);
      return;
    }
    if (from) storage.writeText(from.key, null, from.lasting);
    const note = changes.some(({ setAside }) => setAside) ? " Something that was here couldn't be read, so it was set aside. It's in the list above." : "";
    draw();
    offerWayBack(before, `${replace ? "It replaced what was here." : "It was added to what was here."}${note}`, "Undo");
  }

  /** @param {ReturnType<typeof backup.changes>[number]} change @returns {string} "", or the problem as a sentence for the reader */
  function apply({ name, value, setAside }) {
    const problem = setAside ? storage.setAside(name) : "";
    return problem || storage.writeText(storage.keyOf(name), value && JSON.stringify(value));
  }

  /* Showing ------------------------------------------------------------------------------------------------- */

  /** @param {StoredPlace} place */
  function row(place) {
    const label = labelOf(place);
    return make("li", {},
      make("strong", {}, label), ` (${describe(place)}${place.size.toLocaleString("en-US")} characters) `,
      place.state === "earlier" ? button("Add it to what's here", () => takeEarlier(place), { "aria-label": `Add it to what's here: ${label}` }) : null, " ",
      button("Delete", () => remove([place], `Deleted: ${label}.`), { "aria-label": `Delete ${label}` }));
  }

  /** @param {StoredPlace} place with what an earlier version stored */
  function takeEarlier(place) {
    const parts = kindOf(place.name)?.partsOf(parseJson(storage.readText(place.key, place.lasting)));
    if (place.name && parts) take(new Map([[place.name, parts.readable]]), false, parts.unreadable.length ? undefined : place);
    else announce("It couldn't be read. Nothing was changed.");
  }

  function draw() {
    const stored = storage.list();
    list.replaceChildren(stored.length
      ? make("ul", {}, ...stored.map(row))
      : make("p", {}, "Nothing. Either you haven't saved anything yet, or this browser doesn't let the guide save."));
    deleteAll.disabled = !stored.length;
    reminder.textContent = backupReminder.current(new Date());
    reminder.hidden = !reminder.textContent;
  }

  function save() {
    const now = new Date();
    const { text, held, left } = backup.toFile(textOf, now);
    const setAside = storage.list().filter(({ state }) => state === "set aside" || state === "earlier").map(labelOf);
    const missing = [...left, ...setAside];
    const note = missing.length ? ` Left out of the file, but still in this browser: ${missing.join("; ")}.` : "";
    if (!text) {
      announce(`There's nothing here to save in a file.${missing.length ? ` Still in this browser: ${missing.join("; ")}.` : ""}`);
      return;
    }
    download(`information-interview-guide-${now.toISOString().slice(0, 10)}.json`, "application/json", text);
    backupReminder.remember(now);
    draw();
    announce(`The file is in your downloads. It has ${held.join(", ")}.${note} Anyone who has the file can read what you wrote.`);
  }

  fileInput.addEventListener("change", readChosenFile);
  root.append(
    make("h2", { id: "what-is-stored" }, "What's stored here"), list,
    make("h2", { id: "take-it-along" }, "Save a backup, or take it to another device"),
    make("p", {}, "Save everything in one file, and keep the file as a backup, or send it to yourself and open it here on the other device. Your plans, messages, checked items and dates go with it. A plan or message that's only open in a tab isn't included, so save it under a name first."),
    make("p", {}, button("Save everything in a file", save, { id: "guide-save-all" })),
    reminder,
    make("p", { className: "guide-field" }, make("label", { for: "guide-file" }, "Open a file you saved"), fileInput,
      make("small", { id: "guide-file-note" }, `You'll see what's in it before anything changes. A file can be up to ${backup.MAX_BYTES / 1e6} MB, but most browsers store only about 5 million characters per site.`)),
    make("h2", { id: "delete-it" }, "Delete it"),
    make("p", {}, deleteAll));
  storage.watch(storage.NAMES, draw);
  draw();
})();
