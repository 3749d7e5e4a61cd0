/* What the guide's tools share on a page: elements, a line that tells the reader something, copying, and a list of what is saved. */
var GuideParts = (() => {
  "use strict";

  /* An element with properties, attributes (names with "-", "role" and "for"), listeners (on...) and children. */
  function make(tag, settings = {}, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(settings)) {
      if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
      else if (name.includes("-") || name === "role" || name === "for") node.setAttribute(name, value);
      else node[name] = value;
    }
    node.append(...children.filter((child) => child !== null && child !== undefined));
    return node;
  }

  function button(text, act, settings = {}) {
    return make("button", { type: "button", className: "guide-button", onclick: act, ...settings }, text);
  }

  /* Text for screen readers alone. */
  function hidden(text) {
    return make("span", { className: "guide-hidden" }, text);
  }

  /* A function that tells the reader something in `node`, with a way to undo or go on where there is one. */
  function tellIn(node) {
    return (text, act, actText) => {
      node.replaceChildren(text);
      if (act) node.append(" ", button(actText, act));
    };
  }

  /* Copy, or where the browser refuses, show in `node` what to copy by hand. */
  async function copyText(node, text, what, note = "") {
    try {
      await navigator.clipboard.writeText(text);
      tellIn(node)(`${what} is copied. ${note}`.trim());
    } catch {
      const area = make("textarea", { value: text, rows: 4, readOnly: true, "aria-label": what });
      node.replaceChildren(`This browser does not let the guide copy. ${what} is here, marked: copy it with your keyboard or menu. ${note} `, area);
      area.focus();
      area.select();
    }
  }

  /* Hand the reader a file. */
  function download(name, type, text) {
    const file = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
    make("a", { href: file, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(file), 1000);
  }

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
      const { value, problem } = GuideStore.read(key, good);
      return { entries: new Map(Object.entries(value ? value.names : {})), problem };
    }

    function write(entries) {
      return GuideStore.write(key, { version: 1, names: Object.fromEntries(entries) });
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

  return { make, button, hidden, tellIn, copyText, download, freeName, shelf };
})();
