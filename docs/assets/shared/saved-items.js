/* A list of what a tool has saved under names in this browser. */
var Guide = Guide || {};
Guide.savedItems = (() => {
  "use strict";

  const { make, button } = Guide.dom;

  /* The wanted name, or that name with a number, whichever is free first. */
  function freeName(wanted, isFree) {
    let name = wanted;
    for (let number = 2; !isFree(name); number += 1) name = `${wanted} (${number})`;
    return name;
  }

  /* What a tool keeps under names in this browser: {names: {name: {saved, content}}} under `key`, shown in `box`.
   * It is read anew each time, since another tab may have changed it. `open` is called with a name and its entry. */
  function shelf({ key, box, tell, open }) {
    function read() {
      const good = (value) => value instanceof Object && value.names instanceof Object && Object.values(value.names).every((one) => one instanceof Object);
      const { value, problem } = Guide.storage.read(key, good);
      return { entries: new Map(Object.entries(value ? value.names : {})), problem };
    }

    function write(entries) {
      return Guide.storage.write(key, { version: 1, names: Object.fromEntries(entries) });
    }

    /* {name, saved} of what was written, or {problem}. What has that name and is not what the reader `opened`,
     * or was changed in another tab since, stays as it is. */
    function save(wanted, content, opened) {
      const { entries } = read();
      const mine = (one) => !entries.has(one) || (opened && opened.name === one && opened.saved === entries.get(one).saved);
      const name = freeName(wanted, mine);
      const saved = new Date().toISOString();
      const problem = write(entries.set(name, { saved, content }));
      draw();
      if (problem) return { problem };
      tell(name === wanted ? `Saved in this browser as “${name}”.` : `There was another “${wanted}”, so this one is saved as “${name}”.`);
      return { name, saved };
    }

    function remove(name) {
      const { entries } = read();
      const entry = entries.get(name);
      entries.delete(name);
      const problem = write(entries);
      draw();
      if (problem) tell(problem);
      else tell(`“${name}” is deleted.`, () => restore(name, entry), "Bring it back");
    }

    function restore(name, entry) {
      const { entries } = read();
      tell(write(entries.set(freeName(name, (one) => !entries.has(one)), entry)) || "It is back.");
      draw();
    }

    function take(name) {
      const entry = read().entries.get(name);
      if (entry) open(name, entry);
      else tell("It is no longer there.");
    }

    function draw() {
      const { entries, problem } = read();
      if (problem) tell(problem);
      box.hidden = !entries.size;
      box.replaceChildren(make("h2", {}, "Saved in this browser"), make("ul", {}, ...[...entries].map(([name, entry]) => make("li", {},
        make("span", { dir: "auto" }, name), " ",
        button("Open", () => take(name), { "aria-label": `Open ${name}` }), " ",
        button("Delete", () => remove(name), { "aria-label": `Delete ${name}` }), " ",
        make("small", {}, String(entry.saved).slice(0, 10))))));
    }

    addEventListener("storage", (event) => {
      if (event.key === key && box.isConnected) draw();
    });
    return { save, draw, contents: () => [...read().entries.values()].map(({ content }) => content) };
  }

  return { freeName, shelf };
})();
