/* The page "Write your request": asks plain questions, shows the message that letter.js makes of the answers, and what to mend in it.
 *
 * A draft lives in this page, in the tab's own storage while the tab is open, and in the browser's under a
 * name when the reader saves it. Nothing is ever sent. Like planner.js it begins once each time the page is shown.
 */
(() => {
  "use strict";

  const root = document.getElementById("guide-composer");
  if (!root || root.dataset.begun) return;
  root.dataset.begun = "yes";

  const kit = JSON.parse(document.getElementById("guide-kit").textContent);
  const SAVED = GuideStore.KEYS.requests;
  const DRAFT = GuideStore.KEYS.requestDraft;
  const { make, button, hidden, tellIn, copyText } = GuideParts;

  const form = document.getElementById("guide-letter-form");
  const box = document.getElementById("guide-letter");

  let draft = GuideLetter.read(kit, GuideStore.read(DRAFT, (value) => value instanceof Object, false).value);
  let opened = null;

  /* Asking --------------------------------------------------------------------------------------- */

  function choice(name, title, entries, any = "") {
    const select = make("select", { id: `guide-${name}`, name, onchange: () => changed(name, name === "minutes" ? Number(select.value) : select.value) },
      ...(any ? [make("option", { value: "" }, any)] : []), ...entries.map(({ id, label }) => make("option", { value: String(id) }, label)));
    select.value = String(draft[name]);
    return make("p", { className: "guide-field" }, make("label", { for: `guide-${name}` }, title), select);
  }

  function question({ name, label, hint, example }) {
    const area = name === "fact" || name === "topic" || name === "me";
    const input = make(area ? "textarea" : "input", {
      id: `guide-${name}`, name, dir: "auto", value: draft.answers[name], "aria-describedby": `guide-${name}-hint`, ...(area ? { rows: 2 } : { type: "text" }),
      oninput: () => {
        draft = { ...draft, answers: { ...draft.answers, [name]: input.value } };
        show();
      },
    });
    return make("p", { className: "guide-field" }, make("label", { for: `guide-${name}` }, label), input,
      make("small", { id: `guide-${name}-hint` }, `${hint} Example: ${example}`));
  }

  /* The plain questions, in the words that fit what was chosen. */
  function questions() {
    const { question: linkLabel, example: linkExample } = kit.relationships.find(({ id }) => id === draft.relationship);
    const about = kit.audiences.find(({ id }) => id === draft.audience);
    return kit.fields.map((field) => {
      if (field.name === "link") return { ...field, label: draft.channel === "introduction" ? "Who could introduce you?" : linkLabel, example: linkExample };
      return field.name === "me" && about ? { ...field, example: about.example } : field;
    });
  }

  function drawForm() {
    const byPhone = ["phone", "voicemail", "text"].includes(draft.channel);
    form.replaceChildren(
      choice("channel", "How you will send it", kit.channels),
      make("p", { className: "guide-stage-note", id: "guide-channel-note" }, kit.channels.find(({ id }) => id === draft.channel).note),
      choice("relationship", "How you know them", kit.relationships),
      choice("audience", "About you", kit.audiences, "None of these, or I'd rather not say"),
      choice("way", "How you would like to talk", kit.ways),
      choice("minutes", "For how long", [10, 15, 20, 30].map((id) => ({ id, label: `${id} minutes` }))),
      byPhone ? choice("line", "Which number is it?", [{ id: "work", label: "One at their work" }], "Their own, or one for calls like this") : "",
      ...questions().map(question));
  }

  function changed(name, value) {
    draft = { ...draft, [name]: value };
    drawForm();
    document.getElementById(`guide-${name}`).focus();
    show();
  }

  /* Showing -------------------------------------------------------------------------------------- */

  const subject = make("input", { id: "guide-subject", type: "text", dir: "auto", oninput: edited });
  const text = make("textarea", { id: "guide-text", rows: 12, dir: "auto", oninput: edited });
  const subjectField = make("p", { className: "guide-field" }, make("label", { for: "guide-subject" }, "Subject"), subject);
  const anew = button("Write it anew from the answers", () => { draft = { ...draft, own: null }; show(); text.focus(); }, { id: "guide-anew" });
  const counted = make("p", { id: "guide-length", className: "guide-length" });
  const lost = make("p", { className: "guide-cut-off", hidden: true });
  const advice = make("div", { id: "guide-advice" });
  const heard = make("p", { className: "guide-hidden", role: "status" });
  const says = make("p", { id: "guide-status", className: "guide-status", role: "status" });
  const saved = make("div", { id: "guide-saved" });
  const name = make("input", { id: "guide-name", type: "text", autocomplete: "off", dir: "auto" });
  const mail = button("Open in your mail program", openMail, { id: "guide-mail" });
  const script = make("div", { className: "guide-script", dir: "auto", "aria-hidden": "true" });
  const tell = tellIn(says);

  /* The reader changed the message itself: from now on it is theirs, until they ask for a new one. */
  function edited() {
    draft = { ...draft, own: { subject: subject.value, text: text.value } };
    show();
  }

  function show() {
    const message = GuideLetter.messageOf(kit, draft);
    const channel = kit.channels.find(({ id }) => id === draft.channel);
    if (text.value !== message.text) text.value = message.text;
    if (subject.value !== message.subject) subject.value = message.subject;
    subjectField.hidden = channel.subject !== "yes";
    anew.hidden = !draft.own;
    mail.hidden = draft.channel !== "email";
    showCount(message);
    showAdvice(message);
    script.textContent = whole(message);
    GuideStore.write(DRAFT, draft, false);
  }

  function showCount(message) {
    const { count, most, unit, hard, lost: gone } = GuideLetter.limit(kit, draft, message.text);
    const { words, seconds } = GuideLetter.measure(message.text);
    const aloud = ["phone", "voicemail", "gatekeeper", "in-person"].includes(draft.channel) ? ` Said aloud, about ${seconds} seconds.` : "";
    const verdict = count > most ? (hard ? ` ${count - most} too many.` : " Longer than people like to read.") : "";
    counted.textContent = `${count} of ${hard ? "" : "about "}${most} ${unit}${unit === "words" ? "" : `, ${words} words`}.${verdict}${aloud}`;
    counted.classList.toggle("is-over-limit", count > most);
    lost.hidden = !gone;
    lost.replaceChildren("This much falls off at the limit: ", make("s", { dir: "auto" }, gone));
  }

  function showAdvice(message) {
    const tripped = GuideLetter.advise(kit, draft, message, formerNames());
    advice.replaceChildren(
      make("h3", {}, tripped.length ? `What to mend (${tripped.length})` : "Nothing to mend"),
      tripped.length ? make("ul", {}, ...tripped.map((check) => make("li", {},
        make("strong", {}, `${check.label}. `), `${check.reason} `, make("em", {}, check.mend), " ", make("a", { href: check.href }, "More", hidden(`: ${check.label}`)))))
        : make("p", {}, "Read it aloud once, as they will hear it. Then send it."));
    clearTimeout(show.waiting);
    show.waiting = setTimeout(() => { heard.textContent = `${counted.textContent} ${tripped.length} to mend.`; }, 900);
  }

  /* The names that earlier requests were addressed to. */
  function formerNames() {
    return shelf.contents().map((kept) => GuideLetter.read(kit, kept).answers.their_name).filter(Boolean);
  }

  /* Taking it along ------------------------------------------------------------------------------ */

  function whole(message) {
    return message.subject && !subjectField.hidden ? `Subject: ${message.subject}\n\n${message.text}` : message.text;
  }

  function copy() {
    copyText(says, whole(GuideLetter.messageOf(kit, draft)), "The message");
  }

  function openMail() {
    const address = GuideLetter.mailto(GuideLetter.messageOf(kit, draft));
    if (address) location.href = address;
    else tell("This message is too long to hand to a mail program. Copy it instead.");
  }

  function download() {
    GuideParts.download("request.txt", "text/plain", `${whole(GuideLetter.messageOf(kit, draft))}\n`);
  }

  const shelf = GuideParts.shelf({
    key: SAVED,
    box: saved,
    tell,
    open: (wanted, entry) => {
      const had = draft;
      take(GuideLetter.read(kit, entry.content));
      opened = { name: wanted, saved: entry.saved };
      name.value = wanted;
      tell(`“${wanted}” is open.`, () => { take(had); tell("It is back."); }, "Back to the one that was here");
    },
  });

  function save(event) {
    event.preventDefault();
    const kept = shelf.save(name.value.trim().slice(0, 80) || draft.answers.their_name.trim().slice(0, 80) || "My request", draft, opened);
    if (kept.problem) tell(`${kept.problem} The message is still on this page: copy it.`);
    else {
      opened = kept;
      name.value = kept.name;
    }
  }

  function take(other) {
    draft = other;
    drawForm();
    show();
  }

  /* Beginning ------------------------------------------------------------------------------------ */

  box.append(
    make("h2", { id: "guide-letter-title" }, "Your message"),
    subjectField,
    make("p", { className: "guide-field" }, make("label", { for: "guide-text" }, "Message"), text),
    counted, lost, anew, heard, advice,
    make("div", { className: "guide-actions" },
      button("Copy", copy, { id: "guide-copy" }), mail,
      button("Download as text", download, { id: "guide-download" }),
      button("Print in large type", () => print(), { id: "guide-print" })),
    make("form", { className: "guide-actions", onsubmit: save },
      make("span", { className: "guide-inline" }, make("label", { for: "guide-name" }, "Save it here as "), name),
      make("button", { type: "submit", className: "guide-button" }, "Save"),
      button("Begin a new one", () => { const had = draft; opened = null; name.value = ""; take(GuideLetter.read(kit, {})); tell("A new one.", () => { take(had); tell("It is back."); }, "Back to the one before"); }, { id: "guide-new" })),
    says, saved);
  root.append(script);
  document.getElementById("guide-no-script").remove();
  form.hidden = false;
  box.hidden = false;
  drawForm();
  shelf.draw();
  show();
})();
