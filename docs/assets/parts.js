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

  /* The wanted name, or that name with a number, whichever is free first. */
  function freeName(wanted, isFree) {
    let name = wanted;
    for (let number = 2; !isFree(name); number += 1) name = `${wanted} (${number})`;
    return name;
  }

  /* What is saved under names: `entries` are pairs of a name and something with the moment when it was saved. */
  function savedList(entries, open, remove) {
    return [
      make("h2", {}, "Saved in this browser"),
      make("ul", {}, ...entries.map(([name, entry]) => make("li", {},
        make("span", { dir: "auto" }, name), " ",
        button("Open", () => open(name), { "aria-label": `Open ${name}` }), " ",
        button("Delete", () => remove(name), { "aria-label": `Delete ${name}` }), " ",
        make("small", {}, String(entry.saved).slice(0, 10))))),
    ];
  }

  return { make, button, hidden, tellIn, copyText, freeName, savedList };
})();
