/* Building and finding the elements of a page. */
var Guide = Guide || {};
Guide.dom = (() => {
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

  return { make, button, hidden };
})();
