/* A line on the page that shows and announces the result of an action. */
var Guide = Guide || {};
Guide.announce = (() => {
  "use strict";

  const { make, button } = Guide.dom;

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

  return { tellIn, copyText };
})();
