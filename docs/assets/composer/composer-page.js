/* The page "Write your request": asks plain questions, shows the message that the composer's core makes of the answers, and what to
 * improve in it.
 *
 * A draft lives in this page, in the tab's own storage while the tab is open, and in the browser's under a
 * name when the reader saves it. Nothing is ever sent.
 */
(() => {
  "use strict";

  const { make, button, hidden, required, readData } = Guide.dom;
  const { cut, isObject, withCrlf } = Guide.textFormat;
  const { composer, storage } = Guide;

  const data = /** @type {ComposerData} */ (readData("guide-composer-data"));
  const MAX_NAME_LENGTH = 80;
  /* A screen reader hears of suggestions when the typing pauses. */
  const PAUSE_MS = 900;

  const root = required("guide-composer");
  const form = required("guide-letter-form", HTMLFormElement);
  const box = required("guide-letter");
  const { announce, copyText, readAloud } = Guide.announce.messageBar(root);

  let draft = composer.readDraft(data, {});
  /** @type {Opened | null} The saved request that this one came from. */
  let opened = null;
  /** @type {number | undefined} */
  let pause;

  /* Asking --------------------------------------------------------------------------------------- */

  /**
   * A menu for one of the draft's choices.
   * @param {"channel" | "relationship" | "audience" | "way" | "minutes" | "line"} name
   * @param {string} title
   * @param {{id: string | number, label: string}[]} entries
   * @param {string} [none] what the entry for no choice says, where there is one
   */
  function choice(name, title, entries, none = "") {
    const select = make("select", { id: `guide-${name}`, name, onchange: () => changeChoice(name, name === "minutes" ? Number(select.value) : select.value) },
      none ? make("option", { value: "" }, none) : null, ...entries.map(({ id, label }) => make("option", { value: String(id) }, label)));
    select.value = String(draft[name]);
    return make("p", { className: "guide-field" }, make("label", { for: `guide-${name}` }, title), select);
  }

  /** @param {AnswerField} field */
  function answerField({ name, label, hint, example, long }) {
    const isLong = long === "yes";
    const input = make(isLong ? "textarea" : "input", {
      id: `guide-${name}`, name, dir: "auto", value: draft.answers[name] || "", "aria-describedby": `guide-${name}-hint`, ...(isLong ? { rows: 2 } : { type: "text" }),
      oninput: () => {
        draft = { ...draft, answers: { ...draft.answers, [name]: input.value } };
        show();
      },
    });
    return make("p", { className: "guide-field" }, make("label", { for: `guide-${name}` }, label), input,
      make("small", { id: `guide-${name}-hint` }, `${hint} Example: ${example}`));
  }

  /* The plain questions, in the words that fit what was chosen. */
  function answerFields() {
    const relationship = data.relationships.find(({ id }) => id === draft.relationship);
    const audience = data.audiences.find(({ id }) => id === draft.audience);
    return data.fields.map((field) => {
      if (field.role === "link" && relationship) {
        return { ...field, label: composer.layoutOf(data, draft).link_label || relationship.question, example: relationship.example };
      }
      return field.role === "sender" && audience ? { ...field, example: audience.example } : field;
    });
  }

  function drawForm() {
    const channel = composer.channelOf(data, draft);
    form.replaceChildren(
      choice("channel", "How you will send it", data.channels),
      make("p", { className: "guide-stage-note", id: "guide-channel-note" }, channel.use_when),
      choice("relationship", "How you know them", data.relationships),
      choice("audience", "About you", data.audiences, "None of these, or I'd rather not say"),
      choice("way", "How you would like to talk", data.ways),
      choice("minutes", "For how long", data.lengths.map((id) => ({ id, label: `${id} minutes` }))),
      channel.sent_to === "phone number" ? choice("line", "Which number is it?", [{ id: "work", label: "One at their work" }], "Their own, or one for calls like this") : "",
      ...answerFields().map(answerField));
  }

  /** @param {string} name @param {string | number} value */
  function changeChoice(name, value) {
    draft = { ...draft, [name]: value };
    drawForm();
    required(`guide-${name}`).focus();
    show();
  }

  /* Showing -------------------------------------------------------------------------------------- */

  const subject = make("input", { id: "guide-subject", type: "text", dir: "auto", oninput: edited });
  const text = make("textarea", { id: "guide-text", rows: 12, dir: "auto", oninput: edited });
  const subjectField = make("p", { className: "guide-field" }, make("label", { for: "guide-subject" }, "Subject"), subject);
  const rewrite = button("Write it anew from the answers", () => { draft = { ...draft, own: null }; show(); text.focus(); }, { id: "guide-anew" });
  const count = make("p", { id: "guide-length", className: "guide-length" });
  const cutOff = make("p", { className: "guide-cut-off", hidden: true });
  const suggestions = make("div", { id: "guide-advice" });
  const saved = make("div", { id: "guide-saved" });
  const name = make("input", { id: "guide-name", type: "text", autocomplete: "off", dir: "auto" });
  const mail = button("Open in your mail program", openMail, { id: "guide-mail" });
  const script = make("div", { className: "guide-script", dir: "auto", "aria-hidden": "true" });

  /* The reader changed the message itself: from now on it is theirs, until they ask for a new one. */
  function edited() {
    draft = { ...draft, own: { subject: subject.value, text: text.value } };
    show();
  }

  function show() {
    const message = composer.messageOf(data, draft);
    if (text.value !== message.text) text.value = message.text;
    if (subject.value !== message.subject) subject.value = message.subject;
    const channel = composer.channelOf(data, draft);
    subjectField.hidden = channel.subject !== "yes";
    rewrite.hidden = !draft.own;
    mail.hidden = channel.sent_to !== "email address";
    showCount(message);
    showSuggestions(message);
    script.textContent = whole(message);
    storage.write("requestDraft", draft);
  }

  /** @param {Message} message */
  function showCount(message) {
    const limit = composer.limit(data, draft, message.text);
    const { words, seconds } = composer.measure(message.text);
    const excess = limit.count - limit.most;
    const isOver = excess > 0;
    const length = `${limit.count} of ${limit.hard ? "" : "about "}${limit.most} ${limit.unit}${limit.unit === "words" ? "" : `, ${words} words`}.`;
    const verdict = isOver ? (limit.hard ? ` ${excess} too many.` : " Longer than people like to read.") : "";
    const aloud = composer.channelOf(data, draft).spoken === "yes" ? ` Said aloud, about ${seconds} seconds.` : "";
    count.textContent = `${length}${verdict}${aloud}`;
    count.classList.toggle("is-over-limit", isOver);
    cutOff.hidden = !limit.cutOff;
    cutOff.replaceChildren("This much falls off at the limit: ", make("s", { dir: "auto" }, limit.cutOff));
  }

  /** @param {number} count */
  function suggestionCount(count) {
    return count ? `${count} suggestion${count === 1 ? "" : "s"}` : "Looks good";
  }

  /** @param {Message} message */
  function showSuggestions(message) {
    const failed = composer.failedChecks(data, draft, message, formerNames());
    suggestions.replaceChildren(
      make("h3", {}, suggestionCount(failed.length)),
      failed.length ? make("ul", {}, ...failed.map((check) => make("li", {},
        make("strong", {}, `${check.label}. `), `${check.reason} `, make("em", {}, check.fix), " ", make("a", { href: check.href }, "More", hidden(`: ${check.label}`)))))
        : make("p", {}, "Read it aloud once, as they will hear it. Then send it."));
    clearTimeout(pause);
    pause = setTimeout(() => { readAloud(`${count.textContent} ${suggestionCount(failed.length)}.`); }, PAUSE_MS);
  }

  /* The names that saved requests are addressed to. */
  function formerNames() {
    return savedRequests.contents().map((content) => composer.answerTo(data, composer.readDraft(data, content), "recipient")).filter(Boolean);
  }

  /* Taking it along ------------------------------------------------------------------------------ */

  /** @param {Message} message */
  function whole(message) {
    return message.subject && !subjectField.hidden ? `Subject: ${message.subject}\n\n${message.text}` : message.text;
  }

  function copy() {
    copyText(whole(composer.messageOf(data, draft)), "The message");
  }

  function openMail() {
    const address = composer.mailto(composer.messageOf(data, draft));
    if (address) location.href = address;
    else announce("This message is too long to hand to a mail program. Copy it instead.");
  }

  function download() {
    Guide.dom.download("request.txt", "text/plain", withCrlf(`${whole(composer.messageOf(data, draft))}\n`));
  }

  const savedRequests = Guide.savedItems.savedList({
    stored: "requests",
    container: saved,
    announce,
    open: (itemName, item) => {
      if (!isObject(item.content)) {
        announce("This is not a request that the guide can read.");
        return;
      }
      const before = draft;
      const isComplete = composer.isComplete(data, item.content);
      use(composer.readDraft(data, item.content));
      /* What could not be read is still in the saved request. So that it is not lost, this one is saved as another. */
      opened = isComplete ? { name: itemName, saved: item.saved } : null;
      name.value = itemName;
      announce(`“${itemName}” is open.${isComplete ? "" : " Something in it could not be read and was left out."}`, () => { use(before); announce("It is back."); }, "Back to the one that was here");
    },
  });

  /** @param {SubmitEvent} event */
  function save(event) {
    event.preventDefault();
    const wanted = cut(name.value.trim() || composer.answerTo(data, draft, "recipient"), MAX_NAME_LENGTH) || "My request";
    const result = savedRequests.save(wanted, draft, opened);
    if (result.opened) {
      opened = result.opened;
      name.value = opened.name;
    } else {
      announce(`${result.problem} The message is still on this page: copy it.`);
    }
  }

  function beginNew() {
    const before = draft;
    opened = null;
    name.value = "";
    use(composer.readDraft(data, {}));
    announce("A new one.", () => { use(before); announce("It is back."); }, "Back to the one before");
  }

  /** @param {Draft} other */
  function use(other) {
    draft = other;
    drawForm();
    show();
  }

  /* Beginning ------------------------------------------------------------------------------------ */

  function showDraft() {
    const { value, problem } = storage.read("requestDraft");
    if (problem) announce(problem);
    if (value && !composer.isComplete(data, value)) announce(storage.setAside("requestDraft") || storage.SET_ASIDE_NOTE);
    use(value ? composer.readDraft(data, value) : draft);
  }

  box.append(
    make("h2", {}, "Your message"),
    subjectField,
    make("p", { className: "guide-field" }, make("label", { for: "guide-text" }, "Message"), text),
    count, cutOff, rewrite, suggestions,
    make("div", { className: "guide-actions" },
      button("Copy", copy, { id: "guide-copy" }), mail,
      button("Download as text", download, { id: "guide-download" }),
      button("Print in large type", () => print(), { id: "guide-print" })),
    make("form", { className: "guide-actions", onsubmit: save },
      make("span", { className: "guide-inline" }, make("label", { for: "guide-name" }, "Save it here as "), name),
      make("button", { type: "submit", className: "guide-button" }, "Save"),
      button("Begin a new one", beginNew, { id: "guide-new" })),
    saved);
  root.append(script);
  drawForm();
  savedRequests.draw();
  showDraft();
  storage.watch(["requestDraft"], showDraft);
})();
