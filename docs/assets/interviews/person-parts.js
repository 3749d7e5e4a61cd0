/* What the page of one person is built from: fields with their errors beside them, and lists to add to, change and delete from.
 *
 * Nothing a reader is typing is drawn again. A form that's open stays as it is, whatever happens around it.
 */
/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Control */
/** @typedef {"text" | "long" | "day" | "time" | "menu" | "email" | "tel" | "url"} FieldKind */
/** @typedef {{name: string, label: string, kind: FieldKind, hint?: string, menu?: MenuEntry[], needed?: string, check?: (value: string) => string}} FieldSpec
 *   `menu` is what can be chosen, `needed` what to say if the field is empty and can't be, `check` returns what's wrong with a value, or "" */
/** @typedef {{element: HTMLElement, control: Control, name: string, value: () => string, set: (value: string) => void, problem: () => string, fail: (problem: string) => void}} Field
 *   `problem` is what's wrong with what's in the field now, or ""; `fail` shows that, or takes it away */
/** @typedef {{element: HTMLFormElement, fields: Field[]}} EntryForm */
/**
 * @template T
 * @typedef {object} EntryListSettings
 * @property {string} add what the button that adds one says
 * @property {(entry: T | null) => FieldSpec[]} fields null for a new entry
 * @property {(entry: T) => string} keyOf what tells entries apart
 * @property {(entry: T | null) => Record<string, string>} valuesOf what's in the fields; null for a new entry
 * @property {(entry: T) => (Node | string)[]} line the entry as it's shown
 * @property {(entry: T) => string} nameOf the entry in a few words, for screen readers
 * @property {(before: T | null, values: Record<string, string>) => boolean} save returns whether it's saved
 * @property {(entry: T) => void} remove
 */
var Guide = Guide || {};
Guide.personParts = (() => {
  "use strict";

  const { make, button } = Guide.dom;
  const { schedule } = Guide;

  /* Leaving a field may change the page while a button is being pressed. If the button moved from under the pointer, the press would be
     lost, so the change waits until the reader lets go. */
  let isPressed = false;
  /** @type {(() => void)[]} */
  const waiting = [];
  addEventListener("pointerdown", () => { isPressed = true; }, true);
  for (const type of ["pointerup", "pointercancel"]) {
    addEventListener(type, () => {
      isPressed = false;
      setTimeout(() => { for (const act of waiting.splice(0)) act(); });
    }, true);
  }

  /** @param {() => void} act run now, or once the reader has let go of what they're pressing */
  function whenReleased(act) {
    if (isPressed) waiting.push(act);
    else act();
  }

  const NO_DATE = "This date is incomplete or doesn't exist.";
  const NO_TIME = "This time is incomplete.";
  let count = 0;

  /** @param {FieldSpec} spec @returns {Control} */
  function controlFor({ kind, menu = [] }) {
    if (kind === "long") return make("textarea", { rows: 3 });
    if (kind === "menu") return make("select", {}, ...menu.map(({ id, label }) => make("option", { value: id }, label)));
    const type = { text: "text", day: "date", time: "time", email: "email", tel: "tel", url: "url" }[kind];
    /* Browsers would refuse an address without https, which the guide completes. */
    return make("input", { type: type === "url" ? "text" : type, inputMode: type === "url" ? "url" : "" });
  }

  /**
   * A field with its label, a hint, and room for what is wrong.
   * @param {FieldSpec} spec
   * @returns {Field}
   */
  function field(spec) {
    count += 1;
    const id = `guide-person-${count}`;
    const control = controlFor(spec);
    const hint = make("small", { id: `${id}-hint`, className: "guide-person-hint" }, spec.hint || "");
    const error = make("small", { id: `${id}-error`, className: "guide-person-error" });
    const isOfLetters = !["email", "tel", "url"].includes(spec.kind);
    Object.assign(control, { id, name: spec.name, autocomplete: "off" });
    if (["text", "long"].includes(spec.kind)) control.dir = "auto";
    if (!isOfLetters) Object.assign(control, { spellcheck: false, autocapitalize: "off" });
    control.setAttribute("aria-describedby", spec.hint ? `${hint.id} ${error.id}` : error.id);
    if (spec.needed) control.setAttribute("aria-required", "true");
    const element = make("p", { className: "guide-field" }, make("label", { for: id }, spec.label), control, spec.hint ? hint : null, error);
    element.classList.toggle("guide-wide", spec.kind === "long");

    /** @param {string} value */
    function set(value) {
      if (control instanceof HTMLSelectElement && ![...control.options].some((option) => option.value === value)) control.append(make("option", { value }, value));
      control.value = value;
    }

    function problem() {
      const value = control.value.trim();
      if (control.validity.badInput) return spec.kind === "time" ? NO_TIME : NO_DATE;
      if (spec.kind === "day" && value && !schedule.isDay(value)) return NO_DATE;
      if (!value) return spec.needed || "";
      return spec.check?.(value) || "";
    }

    /** @param {string} text */
    function fail(text) {
      if (error.textContent !== text) error.textContent = text;
      if (text) control.setAttribute("aria-invalid", "true");
      else control.removeAttribute("aria-invalid");
    }

    return { element, control, name: spec.name, value: () => control.value.trim(), set, problem, fail };
  }

  /**
   * Puts children in an element, and leaves the focus where it was if its element is still there.
   * @param {HTMLElement} parent
   * @param {(Node | string)[]} children
   */
  function refill(parent, children) {
    const active = document.activeElement;
    parent.replaceChildren(...children);
    if (active instanceof HTMLElement && active !== document.activeElement && parent.contains(active)) active.focus({ preventScroll: true });
  }

  /**
   * A list of entries that a reader can add to, change and delete.
   * @template T
   * @param {EntryListSettings<T>} settings
   * @returns {{element: HTMLElement, draw: (entries: T[]) => void, openNew: () => void}}
   */
  function entryList({ add, fields: fieldsOf, keyOf, valuesOf, line, nameOf, save, remove }) {
    /** @type {Map<string, EntryForm>} The open forms, by the key of their entry; "" is that of a new one. */
    const forms = new Map();
    /** @type {T[]} */
    let shown = [];
    const list = make("ul", { className: "guide-person-list" });
    const newForm = make("div", {});
    const opener = button(add, () => openNew());
    const element = make("div", {}, list, newForm, make("p", { className: "guide-actions" }, opener));

    /** @param {string} key @param {T | null} before @param {Record<string, string>} values @returns {EntryForm} */
    function formFor(key, before, values) {
      const fields = fieldsOf(before).map(field);
      const what = before ? nameOf(before) : add;
      for (const one of fields) one.set(values[one.name] || "");
      const form = make("form", { className: "guide-person-form", autocomplete: "off" },
        make("div", { className: "guide-choices" }, ...fields.map((one) => one.element)),
        make("p", { className: "guide-actions" },
          make("button", { type: "submit", className: "guide-button guide-button-first", "aria-label": `Save: ${what}` }, "Save"),
          button("Cancel", () => close(key, placeOf(form)), { "aria-label": `Cancel: ${what}` })));
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        for (const one of fields) one.fail(one.problem());
        const wrong = fields.find((one) => one.problem());
        if (wrong) {
          wrong.control.focus();
          return;
        }
        const at = placeOf(form);
        /* What was entered stays in the form if it couldn't be saved. */
        if (save(before, Object.fromEntries(fields.map((one) => [one.name, one.value()])))) close(key, at);
      });
      return { element: form, fields };
    }

    /** @param {HTMLElement} form @returns {number} the place of its entry in the list, -1 for a new one */
    function placeOf(form) {
      return [...list.children].findIndex((row) => row.contains(form));
    }

    /** @param {string} key @param {number} at where the reader was in the list */
    function close(key, at) {
      forms.delete(key);
      draw(shown);
      (list.children[at]?.querySelector("button") || opener).focus();
    }

    /** @param {string} key @param {EntryForm} form */
    function open(key, form) {
      forms.set(key, form);
      draw(shown);
      form.fields[0]?.control.focus();
    }

    /** @param {T} entry */
    function edit(entry) {
      open(keyOf(entry), formFor(keyOf(entry), entry, valuesOf(entry)));
    }

    function openNew() {
      const form = forms.get("");
      if (form) form.fields[0]?.control.focus();
      else open("", formFor("", null, valuesOf(null)));
    }

    /** @param {T} entry */
    function rowOf(entry) {
      const form = forms.get(keyOf(entry));
      const parts = form ? [form.element] : [
        make("div", { className: "guide-person-line" }, ...line(entry)),
        make("div", { className: "guide-person-tools" },
          button("Edit", () => edit(entry), { className: "guide-button guide-person-tool", "aria-label": `Edit: ${nameOf(entry)}` }),
          button("Delete", () => remove(entry), { className: "guide-button guide-person-tool", "aria-label": `Delete: ${nameOf(entry)}` })),
      ];
      return make("li", {}, ...parts);
    }

    /** @param {T[]} entries */
    function draw(entries) {
      shown = entries;
      const keys = new Set(entries.map(keyOf));
      const lost = [...forms].filter(([key]) => key && !keys.has(key)).map(([, form]) => make("li", {},
        make("small", {}, "This was changed or deleted in another tab. Save to keep what's here, too."), form.element));
      refill(list, [...entries.map(rowOf), ...lost]);
      list.hidden = !list.children.length;
      const form = forms.get("");
      refill(newForm, form ? [form.element] : []);
      opener.hidden = Boolean(form);
    }

    return { element, draw, openNew };
  }

  return { field, entryList, refill, whenReleased };
})();
