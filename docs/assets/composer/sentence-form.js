/* The Composer's form: menus, what readers say about themselves, and the sentences of a message with a blank for each answer.
 *
 * Each answer has one field for as long as the page is open. Fields move into whatever sentences are in use, and nothing
 * is redrawn while a reader types, so no key press is lost and the cursor stays in place.
 */
/** @typedef {{get: () => Draft, set: (draft: Draft) => void, readAloud: (text: string) => void, offer: (name: string) => string}} DraftAccess
 *   `set` takes the draft a reader has changed, and shows the result; `offer` is what the reader wrote down that could be an answer, or "" */
/** @typedef {{piece: Piece, tag: HTMLElement, whole: HTMLElement | null, filled: Joint[], joined: Joint[]}} Row
 *   `whole` is the sentence if it has no field, `filled` are its answers whose field is elsewhere, and `joined` is what the guide
 *   puts in front of a field here, such as "your" */
/** @typedef {{element: HTMLElement, name: string, form: string, before: string}} Joint `before` is the sentence up to it */
var Guide = Guide || {};
Guide.sentenceForm = (() => {
  "use strict";

  const { make, button, hidden } = Guide.dom;
  const { composer, english } = Guide;

  const MOST_CHOICES = 5;
  const REMEMBERED = "Type it once. This browser remembers it for your next message and your printed plan.";
  /* How many characters wide a field is if a browser can't make it as wide as its text. */
  const [LEAST_WIDTH, MOST_WIDTH] = [6, 34];
  const GROWS = CSS.supports("field-sizing", "content");

  /** @typedef {HTMLInputElement | HTMLTextAreaElement} TextField */

  /**
   * Makes a field big enough for its text, if the browser doesn't do it.
   * @param {TextField} field
   */
  function fit(field) {
    if (GROWS) return;
    if (field instanceof HTMLInputElement) {
      field.size = Math.min(Math.max((field.value || field.placeholder).length + 1, LEAST_WIDTH), MOST_WIDTH);
    } else {
      field.style.height = "auto";
      field.style.height = `${field.scrollHeight + 2}px`;
    }
  }

  /* If the page moved while a button is being pressed, the button would slip away from under the pointer. */
  let isPressed = false;
  /** @type {(() => void) | null} */
  let waiting = null;
  addEventListener("pointerdown", () => { isPressed = true; }, true);
  for (const type of ["pointerup", "pointercancel"]) {
    addEventListener(type, () => {
      isPressed = false;
      setTimeout(() => { waiting?.(); waiting = null; });
    }, true);
  }

  /** @param {() => void} act once the focus has settled and no button is being pressed */
  function whenSettled(act) {
    if (isPressed) waiting = act;
    else setTimeout(act);
  }

  /** @param {Piece} piece @param {Draft} draft @returns {boolean} whether it's the reader's own whole sentence, and not the guide's */
  function isTheirs({ line, text }, draft) {
    const [gap, ...others] = composer.segmentsOf(line.text).flatMap((segment) => ("name" in segment && draft.answers[segment.name] ? [segment] : []));
    return gap !== undefined && !others.length && gap.form !== "sentence" && english.asSentence(draft.answers[gap.name] || "") === text
      && composer.segmentsOf(line.text).length > 1;
  }

  /** @param {string} text of a sentence that may continue the one before it */
  function alone(text) {
    return text.replace(/^,\s*/, "… ");
  }

  /**
   * Puts the form on a page.
   * @param {HTMLElement} container
   * @param {ComposerData} data
   * @param {DraftAccess} access
   */
  function sentenceForm(container, data, { get, set, readAloud, offer }) {
    /** @type {Set<string>} The answers the reader has been to. A blank they haven't started needs no suggestion next to it. */
    const visited = new Set();
    /** @type {Row[]} */
    let rows = [];
    let drawn = "";

    const fields = new Map(data.fields.map((field) => [field.name, answerField(field)]));
    const about = new Map(data.fields.map(({ name }) => [name, make("div", { id: `guide-about-${name}` })]));
    const note = make("p", { id: "guide-form-note", className: "guide-hint" });
    const entries = composer.menusOf(data);
    const menus = {
      form: menu("form", "What are you writing?", [
        group("First message", data.forms.filter(({ follows_up: follows }) => follows !== "yes")),
        group("Follow-up", data.forms.filter(({ follows_up: follows }) => follows === "yes")),
      ]),
      relationship: menu("relationship", "How you know them", entries.relationship.map(option)),
      audience: menu("audience", "What describes you best", entries.audience.map(option)),
      way: menu("way", "How you'd like to talk", entries.way.map(option)),
      minutes: menu("minutes", "For how long", entries.minutes.map(option)),
      tone: menu("tone", "Tone", entries.tone.map(option)),
      line: menu("line", "Which number will you call?", entries.line.map(option)),
    };
    const own = make("div", { id: "guide-own", className: "guide-own" });
    const ownNote = make("p", { id: "guide-own-note", className: "guide-hint" }, REMEMBERED);
    const handNote = make("p", { id: "guide-hand-note", className: "guide-hint" }, "You changed the message by hand, so what you type here won't go into it now.");
    const sentences = make("div", { id: "guide-sentences" });
    container.append(
      make("div", { className: "guide-choices guide-menus" }, menus.form.parentElement, note, ...[menus.relationship, menus.way, menus.minutes, menus.tone, menus.line].map((one) => one.parentElement)),
      own, sentences);
    container.addEventListener("submit", (event) => event.preventDefault());

    /* Menus ------------------------------------------------------------------------------------- */

    /** @param {{id: string, label: string}} entry */
    function option({ id, label }) {
      return make("option", { value: id }, label);
    }

    /** @param {string} label @param {ComposerForm[]} forms */
    function group(label, forms) {
      return make("optgroup", { label }, ...forms.map(option));
    }

    /** @param {MenuName} name @param {string} title @param {HTMLElement[]} options */
    function menu(name, title, options) {
      const select = make("select", { id: `guide-${name}`, name, onchange: () => choose({ [name]: name === "minutes" ? Number(select.value) : select.value }) }, ...options);
      make("p", { className: "guide-field" }, make("label", { for: `guide-${name}` }, title), select);
      return select;
    }

    /** @param {Partial<Draft>} chosen */
    function choose(chosen) {
      set({ ...get(), ...chosen });
      draw();
    }

    /* The form asks only for what some sentence in this kind of message depends on. */
    function drawMenus() {
      const draft = get();
      const form = composer.formOf(data, draft);
      const parts = [form.subject, ...form.paragraphs.flat()];
      const lines = data.lines.filter((line) => parts.includes(line.part) && (!line.forms || line.forms.includes(form.id)));
      const gaps = new Set(lines.flatMap(({ text }) => composer.segmentsOf(text).flatMap((segment) => ("name" in segment ? [segment.name] : []))));
      const isAsked = {
        form: true,
        relationship: lines.some(({ relationships }) => relationships),
        audience: data.fields.some(({ name, role }) => role === "sender" && gaps.has(name)),
        way: lines.some(({ ways }) => ways),
        minutes: gaps.has("minutes"),
        tone: lines.some(({ tone }) => tone),
        line: composer.channelOf(data, draft).sent_to === "phone number",
      };
      note.textContent = form.use_when;
      for (const [name, select] of Object.entries(menus)) {
        const key = /** @type {keyof typeof menus} */ (name);
        select.value = String(draft[key]);
        if (select.parentElement) select.parentElement.hidden = !isAsked[key];
      }
    }

    /* Answers ----------------------------------------------------------------------------------- */

    /** @param {AnswerField} field @returns {TextField} */
    function answerField({ name, long, gap }) {
      /** @type {TextField} */
      const input = make(long === "yes" ? "textarea" : "input", {
        id: `guide-answer-${name}`, name, dir: "auto", autocomplete: "off", placeholder: gap, className: "guide-blank", ...(long === "yes" ? { rows: 1 } : { type: "text" }),
        "aria-describedby": `guide-hint-${name} guide-about-${name}`,
        oninput: () => {
          fit(input);
          const draft = get();
          set({ ...draft, answers: { ...draft.answers, [name]: input.value } });
        },
        onchange: () => whenSettled(settle),
        onblur: () => { visited.add(name); },
      });
      return input;
    }

    /** @param {string} name @returns {AnswerField} worded to fit what was chosen */
    function fieldOf(name) {
      const draft = get();
      const field = data.fields.find((one) => one.name === name);
      if (!field) throw new Error(`The composer's data has no field ${name}.`);
      const relationship = data.relationships.find(({ id }) => id === draft.relationship);
      const audience = data.audiences.find(({ id }) => id === draft.audience);
      if (field.role === "link" && relationship) return { ...field, label: relationship.question, example: relationship.example };
      return field.role === "sender" && audience ? { ...field, example: audience.example } : field;
    }

    /** @param {string} name */
    function hintOf(name) {
      const { hint, example } = fieldOf(name);
      return make("p", { id: `guide-hint-${name}`, className: "guide-hint" }, `${hint} `, make("span", { className: "guide-example" }, make("b", {}, "Example: "), example));
    }

    /** @param {string} name @returns {HTMLElement | null} what the reader wrote down that could be the answer, as long as there is none */
    function offerOf(name) {
      const words = get().answers[name] ? "" : offer(name);
      if (!words) return null;
      return make("p", { className: "guide-hint" }, "From your notes: ", make("q", { dir: "auto" }, words), " ", button("Use it", () => {
        choose({ answers: { ...get().answers, [name]: words } });
        fields.get(name)?.focus();
      }, { id: `guide-offer-${name}`, "aria-label": `Use it: ${words}` }));
    }

    /** @param {AnswerField} field @returns {number} the name comes first, and the longest field last */
    function placeOf({ role, long }) {
      return role === "signature" ? 0 : long === "yes" ? 2 : 1;
    }

    /** @param {Piece[]} all */
    function drawOwn(all) {
      const gaps = new Set(all.flatMap(({ choices }) => choices.flatMap(({ text }) => composer.segmentsOf(text).flatMap((segment) => ("name" in segment ? [segment.name] : [])))));
      const asked = data.fields.filter((field) => field.own === "yes" && gaps.has(field.name)).sort((one, other) => placeOf(one) - placeOf(other));
      own.hidden = !asked.length;
      own.replaceChildren(
        make("h2", {}, "About you"),
        ownNote,
        make("div", { className: "guide-own-fields" }, ...asked.map(({ name, label, long }) => {
          const input = show(name);
          input.removeAttribute("aria-label");
          const box = make("div", { className: "guide-field" }, make("label", { for: input.id }, label), input, hintOf(name), about.get(name));
          box.classList.toggle("is-wide", long === "yes");
          return box;
        }), menus.audience.parentElement));
    }

    /** @param {string} name @returns {TextField} its field, with the current answer */
    function show(name) {
      const input = fields.get(name);
      if (!input) throw new Error(`The composer's data has no field ${name}.`);
      const answer = get().answers[name] || "";
      if (input.value !== answer) input.value = answer;
      return input;
    }

    /* Sentences --------------------------------------------------------------------------------- */

    function pieces() {
      const { subject, paragraphs } = composer.letterOf(data, get());
      /* A subject line is easiest to write last, from what's in the message. */
      return [...paragraphs.flat(), ...(subject ? [subject] : [])];
    }

    /** @param {Piece[]} all @returns {Map<string, Piece>} where each answer has its field: in the first sentence that uses it */
    function placesOf(all) {
      const places = new Map();
      for (const piece of all) {
        for (const segment of composer.segmentsOf(piece.line.text)) {
          if ("name" in segment && data.fields.some(({ name, own: isOwn }) => name === segment.name && isOwn !== "yes") && !places.has(segment.name)) places.set(segment.name, piece);
        }
      }
      return places;
    }

    /** @param {Piece[]} all @returns {string} a text that changes if the form has to be redrawn */
    function signatureOf(all) {
      const draft = get();
      return JSON.stringify([draft.form, draft.relationship, draft.audience, draft.minutes, ...all.map((piece) => [piece.part.id, piece.line.text, isTheirs(piece, draft), choicesOf(piece).map(({ text }) => text)])]);
    }

    /** @param {Piece} piece @returns {ComposerLine[]} the sentences to choose from, in the order of the data */
    function choicesOf({ line, choices }) {
      const draft = get();
      const fitting = choices.filter((one) => composer.fill(data, one, draft).misfits.length === 0);
      /** @type {Map<string, ComposerLine>} */
      const different = new Map([line, ...(fitting.length ? fitting : choices)].reverse().map((one) => [outline(one), one]));
      return [...different.values()].reverse().slice(0, MOST_CHOICES).sort((one, other) => data.lines.indexOf(one) - data.lines.indexOf(other));
    }

    /** @param {ComposerLine} line @returns {string} with "…" in its gaps, or what goes into them if there's nothing else */
    function outline({ text }) {
      const segments = composer.segmentsOf(text);
      const hasWords = segments.some((segment) => "text" in segment && /\p{L}/u.test(segment.text));
      const words = segments.map((segment) => {
        if ("text" in segment) return segment.text;
        if (segment.name === "minutes") return String(get().minutes);
        return hasWords ? "…" : `[${fieldOf(segment.name).gap}]`;
      });
      return alone(words.join("").replace(/…\./g, "…").trim());
    }

    /** @param {Piece} piece @param {Map<string, Piece>} places @param {string[]} blanks the names of all answers with a field in a sentence */
    function drawRow(piece, places, blanks) {
      const { part, line } = piece;
      const names = [...places].filter(([, place]) => place === piece).map(([name]) => name);
      const tag = make("span", { className: "guide-row-tag" });
      /** @type {Row} */
      const row = { piece, tag, whole: null, filled: [], joined: [] };
      rows.push(row);
      const isWhole = isTheirs(piece, get());
      const words = !names.length ? [] : isWhole ? names.map((name) => make("span", { className: "guide-blank-box" }, blank(name, blanks))) : sentenceOf(row, names, blanks);
      const sentence = make("p", { className: "guide-sentence", dir: "auto" }, ...words);
      if (!names.length) row.whole = sentence;
      const choices = choicesOf(piece);
      return make("fieldset", { className: "guide-row" },
        make("legend", {}, part.label, " ", tag),
        sentence,
        isWhole ? make("p", { className: "guide-hint" }, "Used as you wrote it.") : null,
        ...names.flatMap((name) => [hintOf(name), offerOf(name), about.get(name)]),
        choices.length > 1 ? drawChoices(part.id, part.label, line, choices) : null);
    }

    /** @param {string} name @param {string[]} blanks */
    function blank(name, blanks) {
      const input = show(name);
      const { label } = fieldOf(name);
      input.setAttribute("aria-label", `Blank ${blanks.indexOf(name) + 1} of ${blanks.length}: ${label.charAt(0).toLowerCase()}${label.slice(1)}`);
      return input;
    }

    /** @param {Row} row @param {string[]} names of the answers that have their field here @param {string[]} blanks */
    function sentenceOf(row, names, blanks) {
      /** @type {(Node | string)[]} */
      const nodes = [];
      const left = new Set(names);
      let before = "";
      for (const segment of composer.segmentsOf(row.piece.line.text)) {
        if ("text" in segment) {
          const text = before ? segment.text : alone(segment.text);
          const last = nodes.at(-1);
          /* A punctuation mark after a field stays on its line. */
          const [mark = ""] = last instanceof HTMLElement && last.matches(".guide-blank-box") ? /^[^\s\p{L}\p{N}]*/u.exec(text) || [] : [];
          if (mark && last instanceof HTMLElement) last.append(mark);
          nodes.push(text.slice(mark.length));
          before += segment.text;
        } else if (segment.name === "minutes") {
          nodes.push(String(get().minutes));
          before += String(get().minutes);
        } else if (left.delete(segment.name)) {
          const element = make("span");
          row.joined.push({ element, ...segment, before });
          nodes.push(element, make("span", { className: "guide-blank-box" }, blank(segment.name, blanks)));
          before += "…";
        } else {
          const element = make("span");
          row.filled.push({ element, ...segment, before });
          nodes.push(element);
          before += "…";
        }
      }
      return nodes;
    }

    /** @param {string} part its id @param {string} label @param {ComposerLine} used @param {ComposerLine[]} choices */
    function drawChoices(part, label, used, choices) {
      const isUnfolded = Boolean(document.getElementById(`guide-others-${part}`)?.closest("details")?.open);
      return make("details", { className: "guide-other-sentences", open: isUnfolded },
        make("summary", { id: `guide-others-${part}` }, "Choose another sentence", hidden(`: ${label}`)),
        make("ul", {}, ...choices.map((line) => make("li", {}, button(outline(line), () => {
          choose({ sentences: { ...get().sentences, [part]: line.text } });
          readAloud(`The sentence is now: ${outline(line)}`);
        }, { id: `guide-line-${data.lines.indexOf(line)}`, className: "guide-line", dir: "auto", "aria-pressed": String(line === used) })))));
    }

    function drawRows() {
      const all = pieces();
      const places = placesOf(all);
      rows = [];
      drawOwn(all);
      sentences.replaceChildren(make("h2", {}, "Your sentences"), handNote, ...all.map((piece) => drawRow(piece, places, [...places.keys()])));
      for (const field of fields.values()) fit(field);
      drawn = signatureOf(all);
    }

    /* Moving a field takes away its focus and cursor, so both are put back. */
    function draw() {
      const active = document.activeElement;
      const caret = active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement ? /** @type {const} */ ([active.selectionStart, active.selectionEnd]) : null;
      drawMenus();
      drawRows();
      update(composer.letterOf(data, get()), lastSuggestions);
      if (!active || active === document.activeElement || !active.id) return;
      const next = document.getElementById(active.id);
      next?.focus({ preventScroll: true });
      if (caret && (next instanceof HTMLInputElement || next instanceof HTMLTextAreaElement)) next.setSelectionRange(...caret);
    }

    /* When typing pauses, another sentence may fit better with what was typed. */
    function settle() {
      const before = new Map(rows.map(({ piece }) => [piece.part.id, piece.line]));
      update(composer.letterOf(data, get()), lastSuggestions);
      if (signatureOf(pieces()) === drawn) return;
      draw();
      const changed = rows.find(({ piece }) => before.get(piece.part.id) && before.get(piece.part.id) !== piece.line);
      if (changed) readAloud(`The sentence now reads: ${alone(changed.piece.text)}`);
    }

    /* What changes while the reader types --------------------------------------------------------- */

    /** @type {Suggestion[]} */
    let lastSuggestions = [];

    /** @param {Piece} piece */
    function tagOf({ isOptional, leftOut }) {
      const { count, most, unit } = composer.limit(data, get(), "");
      if (leftOut === "too long") return `Left out to fit ${Math.max(most, count)} ${unit}`;
      if (leftOut === "repeated") return "Left out: the next sentence says it";
      return isOptional ? "Optional" : "";
    }

    /**
     * Shows what the answers make, without changing any field.
     * @param {Letter} letter
     * @param {Suggestion[]} suggestions
     */
    function update({ subject, paragraphs }, suggestions) {
      lastSuggestions = suggestions;
      handNote.hidden = !get().own;
      const now = new Map([...paragraphs.flat(), ...(subject ? [subject] : [])].map((piece) => [piece.part.id, piece]));
      for (const { piece: { part }, tag, whole, filled, joined } of rows) {
        const piece = now.get(part.id);
        if (!piece) continue;
        const label = tagOf(piece);
        if (tag.textContent !== label) tag.textContent = label;
        if (whole) whole.textContent = alone(piece.text);
        for (const { element, name, form, before } of filled) element.textContent = answered(name, form, before);
        for (const { element, name, form, before } of joined) element.textContent = joint(name, form, before);
      }
      for (const [name, element] of about) {
        const here = suggestions.filter((one) => one.about === name && (visited.has(name) || get().answers[name]));
        const key = here.map(({ check }) => check.id).join();
        if (element.dataset.shown === key) continue;
        element.dataset.shown = key;
        element.replaceChildren(...here.map(({ check }) => make("p", { className: "guide-suggestion" },
          make("strong", {}, `${check.label}.`), ` ${check.reason} ${check.fix} `, make("a", { href: check.href }, "More", hidden(`: ${check.label}`)))));
      }
    }

    /** @param {string} name @param {string} form @param {string} before */
    function answered(name, form, before) {
      const answer = (get().answers[name] || "").trim();
      if (english.isNoAnswer(answer)) return `[${fieldOf(name).gap}]`;
      return form === "sentence" ? english.asSentence(answer) : english.join(before, answer, form).slice(before.length);
    }

    /** @param {string} name @param {string} form @param {string} before @returns {string} what goes between the words before a blank and the answer */
    function joint(name, form, before) {
      const answer = english.tidy(get().answers[name] || "") || english.tidy(fieldOf(name).gap).replace(/^.* /, "");
      const whole = english.join(before, answer, form).slice(before.length);
      const at = whole.toLowerCase().indexOf(answer.toLowerCase().replace(/\W+$/u, ""));
      return at > 0 ? whole.slice(0, at) : "";
    }

    /**
     * The field of an answer, if it's on the page.
     * @param {string} name
     * @returns {TextField | null}
     */
    function fieldFor(name) {
      const field = fields.get(name);
      return field && container.contains(field) ? field : null;
    }

    /** @param {string} problem why the answers about the reader couldn't be stored, or "" */
    function noteOwn(problem) {
      ownNote.textContent = problem || REMEMBERED;
    }

    return { draw, update, fieldFor, noteOwn };
  }

  return { sentenceForm, fit };
})();
