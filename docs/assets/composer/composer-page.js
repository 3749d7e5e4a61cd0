/* The page "Write your message": sentences with blanks, the message the Composer's core makes from the answers, and suggestions
 * for it.
 *
 * A draft lives on this page, in the tab's own storage while the tab is open, and in the browser's storage under a name once the reader
 * saves it. A message to a person on the reader's list is in that person's record instead, where each kind of message has its draft. What
 * readers say about themselves is stored once, for all their messages. Nothing is ever sent.
 */
(() => {
  "use strict";

  const { make, button, hidden, required, find, readData, addressWith } = Guide.dom;
  const { cut, isObject, withCrlf } = Guide.textFormat;
  const { composer, composerPerson, interviews, interviewStore, links, storage } = Guide;
  const { fit, sentenceForm } = Guide.sentenceForm;

  const data = /** @type {ComposerData} */ (readData("guide-composer-data"));
  const MAX_NAME_LENGTH = 80;
  const MOST_BUBBLE_CHARACTERS = 400;
  const PREVIEW_CHARACTERS = 90;
  /* A screen reader hears about suggestions when the typing pauses. */
  const PAUSE_MS = 900;
  const CAME_BACK = "It's back.";
  /* A person's record is written when the typing pauses, and before anything else happens to it. */
  const STORE_AFTER_MS = 300;

  const root = required("guide-composer");
  const box = required("guide-letter");
  const { announce, copyText, readAloud } = Guide.announce.messageBar(root);

  let draft = composer.readDraft(data, {});
  /** @type {Opened | null} The saved message this one came from. */
  let opened = null;
  /** @type {number | undefined} */
  let pause;

  /* Who the message is to: someone on the reader's list, with what was filled in for the reader and what was chosen at first. */
  /** @type {Person | null} */
  let person = null;
  /** @type {Record<string, string>} */
  let filled = {};
  let chosen = draft;
  /** The draft as it was last stored in the record. */
  let lastStored = draft;
  /** @type {number | undefined} */
  let storing;

  const form = sentenceForm(required("guide-letter-form", HTMLFormElement), data, {
    get: () => draft, set: change, readAloud, offer: (field) => (person && composerPerson.offers(data, person, draft)[field]) || "",
  });

  /* What readers say about themselves ------------------------------------------------------------ */

  const ownNames = data.fields.filter(({ own }) => own === "yes").map(({ name }) => name);

  /** @returns {Record<string, string>} */
  function ownAnswers() {
    const answers = storage.read("profile").value?.answers || {};
    return Object.fromEntries(ownNames.map((one) => [one, answers[one] || ""]));
  }

  /** @param {Draft} other @param {Record<string, string>} [answers] @returns {Draft} with what the reader said in another message */
  function withOwn(other, answers = ownAnswers()) {
    const missing = Object.entries(answers).filter(([one]) => !other.answers[one]);
    return { ...other, answers: { ...other.answers, ...Object.fromEntries(missing) } };
  }

  /** @param {Draft} next what the reader changed in the form */
  function change(next) {
    if (person && next.form !== draft.form) {
      storeNow();
      storeRecord((now) => composerPerson.withChannel(data, now, next));
      openFor(person, next.form);
      return;
    }
    if (person && next.relationship !== draft.relationship) {
      storeNow();
      const found = composerPerson.refill(data, person, next, filled, today());
      filled = found.filled;
      changeDraft(found.draft);
      return;
    }
    changeDraft(next);
  }

  /** @param {Draft} next */
  function changeDraft(next) {
    const isOwn = ownNames.some((one) => next.answers[one] !== draft.answers[one]);
    draft = next;
    if (isOwn) {
      const stored = storage.read("profile").value?.answers;
      const answers = Object.fromEntries(ownNames.map((one) => [one, next.answers[one] || ""]));
      form.noteOwn(storage.write("profile", { version: 1, answers: { ...stored, ...answers } }));
    }
    show();
  }

  /* Someone on the reader's list ----------------------------------------------------------------- */

  function today() {
    return Guide.schedule.dayOf(new Date());
  }

  /** @param {(now: Person) => Person} changed @returns {string} "", or the problem as a sentence */
  function storeRecord(changed) {
    if (!person) return "";
    const problem = interviewStore.update(person.id, changed);
    if (!problem) person = interviewStore.get(person.id);
    return problem;
  }

  function storeSoon() {
    clearTimeout(storing);
    storing = setTimeout(storeNow, STORE_AFTER_MS);
  }

  /* Stores the message in the record, as that is now, unless nothing has changed. */
  function storeNow() {
    clearTimeout(storing);
    if (!person || draft === lastStored) return;
    const now = draft;
    const problem = storeRecord((record) => composerPerson.store(data, record, { draft: now, filled, chosen }, new Date()));
    if (problem) announce(`${problem} Your message is still on this page, so copy it now.`);
    else if (person) [filled, chosen] = [composerPerson.fill(data, person, now, today()), now];
    lastStored = now;
  }

  /**
   * Opens a message to someone, with everything filled in that is known.
   * @param {Person} one
   * @param {string} kind the id of the kind of message, or "" for a first message
   */
  function openFor(one, kind) {
    const found = composerPerson.open(data, one, kind, today());
    person = one;
    [filled, opened, name.value] = [found.filled, null, ""];
    const next = withOwn(found.draft);
    [chosen, lastStored] = [next, next];
    use(next);
  }

  /** @param {Person} one @returns {string} the kind of message that's next for them, or the one they were last written */
  function nextForm(one) {
    return composerPerson.nextForm(interviewStore.rules, one, new Date());
  }

  /** @param {Person} one @returns {string} */
  function nameOf(one) {
    return interviews.displayName(one, interviewStore.read().initials);
  }

  /** @param {Person | null} next who is chosen in the line at the top */
  function usePerson(next) {
    const wanted = forLine.form();
    if (next && next.id === person?.id && (!wanted || wanted === draft.form)) {
      refresh(next);
      return;
    }
    if (next) switchTo(next, wanted);
    else leavePerson();
  }

  /** @param {Person} next @param {string} wanted the kind of message, or "" */
  function switchTo(next, wanted) {
    storeNow();
    const before = draft;
    const canTake = !person && !isEmpty(draft) && !Object.keys(next.drafts).length;
    openFor(next, wanted || nextForm(next));
    /* What was typed for no one in particular may have been for this person all along. */
    const takeTyped = () => {
      const typed = composerPerson.open(data, { ...next, drafts: { [before.form]: before } }, before.form, today()).draft;
      openFor(next, before.form);
      use(withOwn({ ...typed, answers: { ...typed.answers, ...Object.fromEntries(Object.entries(filled).filter(([, answer]) => answer)) } }));
      announce("What you typed before is now in this message.");
    };
    announce(`This message is to ${nameOf(next)}.`, canTake ? takeTyped : undefined, "Use what I typed before");
  }

  function leavePerson() {
    const gone = person && !interviewStore.get(person.id) ? draft : null;
    if (!gone) storeNow();
    showDraft();
    if (gone) replace(gone, null, "", `${interviewStore.GONE} The message you were writing is still here.`);
    else announce("This message is to no one in particular now.");
  }

  /* Another tab, or this one, changed what is known. What the reader typed here stays. */
  /** @param {Person} now */
  function refresh(now) {
    const isUnchanged = draft === lastStored;
    person = now;
    ({ draft, filled } = composerPerson.refill(data, now, draft, filled, today()));
    if (isUnchanged) lastStored = draft;
    show();
    form.draw();
  }

  addEventListener("pagehide", storeNow);
  addEventListener("visibilitychange", storeNow);

  /* Showing -------------------------------------------------------------------------------------- */

  const heading = make("h2", { id: "guide-letter-title" }, "Your message");
  const notSent = make("p", { id: "guide-not-sent", className: "guide-hint" });
  const addressField = data.fields.find(({ role }) => role === "address");
  const to = make("input", {
    id: "guide-to", type: "text", inputMode: "email", autocomplete: "off", dir: "auto", placeholder: "Optional",
    oninput: () => {
      if (addressField) change({ ...draft, answers: { ...draft.answers, [addressField.name]: to.value } });
    },
  });
  const subject = make("input", { id: "guide-subject", type: "text", dir: "auto", autocomplete: "off", oninput: edited });
  const text = make("textarea", { id: "guide-text", rows: 9, dir: "auto", autocomplete: "off", "aria-describedby": "guide-length", oninput: edited });
  const toLine = line(to, "To");
  const subjectLine = line(subject, "Subject");
  const [sender, about, beginning] = [make("span", { dir: "auto" }), make("b", { dir: "auto" }), make("span", { dir: "auto" })];
  const inbox = make("div", { className: "guide-inbox", "aria-hidden": "true" }, sender, about, beginning);
  const rewrite = button("Rewrite from my answers", writeAgain, { id: "guide-again" });
  const count = make("p", { id: "guide-length", className: "guide-length" });
  const bar = make("progress", { className: "guide-limit", "aria-hidden": "true" });
  const cutOff = make("p", { className: "guide-cut-off", hidden: true });
  const preview = make("div", { id: "guide-preview", className: "guide-preview" }, inbox, toLine, subjectLine, make("label", { for: "guide-text", className: "guide-hidden" }, "Message"), text, bar, count);
  const done = make("p", { id: "guide-done", className: "guide-done" });
  const suggestions = make("div", { id: "guide-suggestions" });
  const saved = required("guide-saved");
  const name = make("input", { id: "guide-name", className: "guide-save-name", type: "text", autocomplete: "off", dir: "auto" });
  const mail = button("Open in email", openMail, { id: "guide-mail" });
  const largeType = button("Print in large type", () => { print(); sayTaken(""); }, { id: "guide-print" });
  const script = make("div", { className: "guide-script", dir: "auto", "aria-hidden": "true" });
  const glance = make("span");
  const jump = button("See message", seeMessage, { id: "guide-jump" });

  /** @param {HTMLInputElement} input @param {string} label */
  function line(input, label) {
    return make("p", { className: "guide-preview-line" }, make("label", { for: input.id }, label), input);
  }

  /* The reader changed the message itself. From now on it's theirs, until they ask for a new one. */
  function edited() {
    draft = { ...draft, own: { subject: subject.value, text: text.value } };
    show();
  }

  function writeAgain() {
    const before = draft;
    use({ ...draft, own: null });
    text.focus();
    say("Rewritten from your answers.", () => { use(before); readAloud(CAME_BACK); }, "Go back to my version");
  }

  /** @returns {boolean} whether it goes by email, so the message has a subject and an address */
  function isMail() {
    return composer.channelOf(data, draft).sent_to === "email address";
  }

  /** @returns {boolean} whether it's said out loud */
  function isSpoken() {
    return composer.channelOf(data, draft).spoken === "yes";
  }

  /** @returns {string} what the message looks like when it arrives */
  function look() {
    const channel = composer.channelOf(data, draft);
    if (isSpoken()) return "script";
    if (composer.formOf(data, draft).subject) return "mail";
    if (channel.limit) return "note";
    return channel.most_characters && channel.most_characters <= MOST_BUBBLE_CHARACTERS ? "bubble" : "paper";
  }

  function show() {
    const message = composer.messageOf(data, draft);
    const found = composer.suggestionsFor(data, draft, message, former());
    if (text.value !== message.text) text.value = message.text;
    if (subject.value !== message.subject) subject.value = message.subject;
    const address = (addressField && draft.answers[addressField.name]) || "";
    if (to.value !== address) to.value = address;
    preview.dataset.look = look();
    subjectLine.hidden = inbox.hidden = !composer.formOf(data, draft).subject;
    toLine.hidden = mail.hidden = !isMail();
    largeType.hidden = !isSpoken();
    rewrite.hidden = !draft.own;
    notSent.textContent = isMail() ? "Not sent yet. Copy it, or open it in your email app." : isSpoken() ? "A script to say out loud. Print it or copy it." : "Not sent yet. Copy it, and paste it where you'll send it.";
    sender.textContent = composer.answerTo(data, draft, "signature") || "Your name";
    about.textContent = message.subject;
    beginning.textContent = cut(message.text.replace(/\s+/gu, " "), PREVIEW_CHARACTERS);
    fit(text);
    done.replaceChildren();
    showCount(message);
    showSuggestions(found);
    form.update(composer.letterOf(data, draft), found);
    script.textContent = whole(message);
    if (person) storeSoon();
    else storage.write("requestDraft", draft);
  }

  /** @param {Message} message */
  function showCount(message) {
    const limit = composer.limit(data, draft, message.text);
    const { seconds } = composer.measure(message.text);
    const excess = limit.count - limit.most;
    const isOver = limit.most > 0 && excess > 0;
    const length = `${limit.count} of ${limit.hard ? "" : "about "}${limit.most} ${limit.unit}`;
    const aloud = isSpoken() ? `, about ${seconds} seconds aloud` : "";
    const verdict = isOver ? (limit.hard ? `. ${excess} too many` : `. Longer than people like to ${aloud ? "hear" : "read"}`) : "";
    count.textContent = `${length}${aloud}${verdict}`;
    glance.textContent = length;
    bar.max = Math.max(limit.most, 1);
    bar.value = Math.min(limit.count, bar.max);
    for (const element of [count, bar, glance]) element.classList.toggle("is-over-limit", isOver);
    cutOff.hidden = !limit.cutOff;
    cutOff.replaceChildren("Cut off at the limit: ", make("s", { dir: "auto" }, limit.cutOff));
  }

  /** @param {number} found */
  function suggestionCount(found) {
    return found ? `${found} suggestion${found === 1 ? "" : "s"}` : "Looks good";
  }

  /** @param {Suggestion[]} found */
  function showSuggestions(found) {
    glance.append(make("br"), suggestionCount(found.length));
    const key = JSON.stringify(found.map(({ check, about: field }) => [check.id, Boolean(field && form.fieldFor(field))]));
    if (suggestions.dataset.shown !== key) {
      suggestions.dataset.shown = key;
      suggestions.replaceChildren(
        make("h3", {}, suggestionCount(found.length)),
        found.length ? make("ul", {}, ...found.map(suggestion)) : make("p", {}, "Read it aloud once."));
    }
    clearTimeout(pause);
    pause = setTimeout(() => { readAloud(`${count.textContent}. ${suggestionCount(found.length)}.`); }, PAUSE_MS);
  }

  /** @param {Suggestion} found if it's shown next to its blank, only its name is repeated here */
  function suggestion({ check, about: field }) {
    const input = field ? form.fieldFor(field) : null;
    if (!input) return make("li", {}, make("strong", {}, `${check.label}.`), ` ${check.reason} ${check.fix} `, make("a", { href: check.href }, "More", hidden(`: ${check.label}`)));
    return make("li", {}, button(check.label, () => input.focus(), { className: "guide-to-blank" }));
  }

  let formerKey = "";
  /** @type {Former} */
  let formerMessages = { names: [], texts: [] };

  /* Who the other saved messages are addressed to, and what they say. They're read again only if they have changed. */
  function former() {
    const key = `${opened?.name || ""}\n${storage.readText(storage.keyOf("requests")) || ""}`;
    if (key !== formerKey) {
      const others = savedMessages.contents(opened).map((content) => composer.readDraft(data, content));
      formerMessages = { names: others.map((one) => composer.answerTo(data, one, "recipient")).filter(Boolean), texts: others.map((one) => composer.messageOf(data, one).text) };
      formerKey = key;
    }
    return formerMessages;
  }

  /* On a phone: between the sentences and the message -------------------------------------------- */

  /** @type {HTMLElement | null} */
  let lastField = null;
  required("guide-letter-form").addEventListener("focusin", ({ target }) => {
    if (target instanceof HTMLElement) lastField = target;
  });
  let isMessageSeen = false;
  new IntersectionObserver(([entry]) => {
    isMessageSeen = Boolean(entry?.isIntersecting);
    jump.textContent = isMessageSeen ? "Back to sentences" : "See message";
  }, { threshold: 0.2 }).observe(text);

  function seeMessage() {
    if (isMessageSeen) {
      const field = lastField?.isConnected && lastField.getClientRects().length ? lastField : required("guide-form");
      field.focus({ preventScroll: true });
      field.scrollIntoView({ block: "center" });
    } else {
      Guide.focus.moveTo(heading);
      heading.scrollIntoView({ block: "start" });
    }
  }

  /* Taking it with you --------------------------------------------------------------------------- */

  /**
   * Shows how an action turned out, next to its button.
   * @type {Announce}
   */
  function say(message, action, label = "") {
    done.replaceChildren(message, " ", action ? button(label, action) : "");
    readAloud(message);
  }

  /** @param {Message} message */
  function whole(message) {
    return message.subject && !subjectLine.hidden ? `Subject: ${message.subject}\n\n${message.text}` : message.text;
  }

  async function copy() {
    const message = whole(composer.messageOf(data, draft));
    try {
      await navigator.clipboard.writeText(message);
      sayTaken("Copied.");
    } catch {
      await copyText(message, "The message");
      if (person) sayTaken("");
    }
  }

  function openMail() {
    const address = composer.mailto(composer.messageOf(data, draft), composer.answerTo(data, draft, "address"));
    if (!address) {
      say("This message is too long to open in an email app. Copy it instead.");
      return;
    }
    location.href = address;
    sayTaken("Opening your email app. If nothing happens, copy the message instead.");
  }

  function download() {
    Guide.dom.download("message.txt", "text/plain", withCrlf(`${whole(composer.messageOf(data, draft))}\n`));
    sayTaken("Downloaded as message.txt.");
  }

  /* Once it's sent ------------------------------------------------------------------------------- */

  /**
   * Says how taking the message along turned out, and asks whether it is sent.
   * @param {string} result
   */
  function sayTaken(result) {
    if (person) say(`${result} ${isSpoken() ? "Did you ask?" : "Did you send it?"}`.trim(), markAsSent, isSpoken() ? "Mark as asked" : "Mark as sent");
    else if (composerPerson.isFirst(data, draft.form)) say(result, keepTrack, "Keep track of this person");
    else say(result);
  }

  function markAsSent() {
    storeNow();
    const before = person && interviewStore.get(person.id);
    const [words, now] = [whole(composer.messageOf(data, draft)), new Date()];
    const problem = before ? storeRecord((record) => composerPerson.sent(interviewStore.rules, data, record, draft, words, now)) : interviewStore.GONE;
    if (!before || problem || !person) {
      say(problem);
      return;
    }
    say(`${isSpoken() ? "Marked as asked." : "Marked as sent."} ${composerPerson.comesNext(interviewStore.rules, person, now)}`.trim(), () => {
      const { status, outcome, on, history, ticks, channel, mode, minutes } = before;
      say(storeRecord((record) => ({ ...record, status, outcome, on, history, ticks, channel, mode, minutes })) || "It isn't marked as sent anymore.");
    }, "Undo");
  }

  /* The reader hasn't said who this is. What they typed makes a record. */
  function keepTrack() {
    const one = composerPerson.create(data, draft, new Date());
    const problem = interviewStore.add([one]);
    if (problem) {
      say(problem);
      return;
    }
    storage.write("requestDraft", newDraft());
    interviewStore.setFor(one.id);
    forLine.redraw();
    openFor(one, draft.form);
    sayTaken(`${nameOf(one)} is now in My interviews.`);
  }

  let isSaving = false;
  const savedMessages = Guide.savedItems.savedList({
    stored: "requests",
    container: saved,
    announce: (...message) => (isSaving ? say : announce)(...message),
    open: (itemName, item) => {
      if (!isObject(item.content)) {
        announce("The guide can't read this message.");
        return;
      }
      storeNow();
      const isComplete = composer.isComplete(data, item.content);
      /* What couldn't be read is still in the saved message. So that it isn't lost, this one will be saved as a new one. */
      const next = isComplete ? { name: itemName, saved: item.saved } : null;
      const read = composer.readDraft(data, item.content);
      replace(person ? forPerson(person, read) : read, next, itemName, `“${itemName}” is open.${isComplete ? "" : " Part of it couldn't be read and was left out."}`);
    },
  });

  /** @param {SubmitEvent} event */
  function save(event) {
    event.preventDefault();
    const wanted = cut(name.value.trim() || composer.answerTo(data, draft, "recipient"), MAX_NAME_LENGTH) || "My message";
    isSaving = true;
    const result = savedMessages.save(wanted, draft, opened);
    isSaving = false;
    if (result.opened) {
      opened = result.opened;
      name.value = opened.name;
    } else {
      say(`${result.problem} Your message is still on this page, so copy it now.`);
    }
  }

  /**
   * Shows another draft, with a way back to the current one.
   * @param {Draft} next
   * @param {Opened | null} from the saved message it comes from
   * @param {string} label
   * @param {string} message
   */
  function replace(next, from, label, message) {
    storeNow();
    if (person && next.form !== draft.form) openFor(person, next.form);
    const before = { draft, opened, label: name.value };
    [opened, name.value] = [from, label];
    take(next);
    const goBack = () => {
      [opened, name.value] = [before.opened, before.label];
      take(before.draft);
      announce(CAME_BACK);
    };
    announce(message, isEmpty(before.draft) ? undefined : goBack, "Go back to the previous one");
  }

  /** @param {Draft} next a draft from elsewhere: what's chosen in its menus says nothing about the person */
  function take(next) {
    storeNow();
    if (person) filled = composerPerson.fill(data, person, next, today());
    use(withOwn(next));
    chosen = draft;
  }

  /** @param {Draft} one @returns {boolean} whether the reader has typed and chosen nothing in it, besides what is about themselves or filled in */
  function isEmpty(one) {
    return !one.own && !Object.keys(one.sentences).length
      && data.fields.every((field) => field.own === "yes" || !one.answers[field.name] || one.answers[field.name] === filled[field.name]);
  }

  /** @param {Person} one @param {Draft} other @returns {Draft} another message as one to that person: what it says of someone else isn't in it */
  function forPerson(one, other) {
    return composerPerson.fitted(data, other, composerPerson.fill(data, one, other, today()));
  }

  /** @param {Partial<Draft>} [menus] @param {Message | null} [own] @returns {Draft} a new message, with the reader's answers about themselves */
  function newDraft(menus = {}, own = null) {
    const answers = Object.fromEntries(ownNames.map((one) => [one, draft.answers[one] || ""]));
    const next = withOwn(composer.readDraft(data, { ...draft, line: "", ...menus, answers: {}, sentences: {}, own }), answers);
    return person ? forPerson(person, next) : next;
  }

  function beginNew() {
    replace(newDraft(), null, "", "New message. Your answers about yourself are still here.");
    required("guide-form").focus();
  }

  /** @param {Draft} other */
  function use(other) {
    draft = other;
    show();
    text.scrollTop = 0;
    form.draw();
  }

  /* Beginning ------------------------------------------------------------------------------------ */

  function showDraft() {
    const none = person ? composer.readDraft(data, {}) : draft;
    [person, filled] = [null, {}];
    const { value, problem } = storage.read("requestDraft");
    const { problem: ownProblem } = storage.read("profile");
    if (problem || ownProblem) announce(problem || ownProblem || "");
    if (value && !composer.isComplete(data, value)) announce(storage.setAside("requestDraft") || storage.SET_ASIDE_NOTE);
    use(withOwn(value ? composer.readDraft(data, value) : none));
  }

  /* An example in a link becomes the reader's own message, and a link without one sets the menus, for a class, for example. */
  function openFromAddress() {
    const { chosen: menus, labels, values, unread } = composer.readSetup(data, location.hash);
    const example = values.get("text");
    if (!example && !labels.length && !unread.length) return;
    history.replaceState(null, "", location.pathname + location.search);
    const note = links.unreadNote(unread);
    if (example) {
      const next = newDraft({ form: "", ...menus }, { subject: values.get("subject") || "", text: example });
      replace(next, null, "", `This example is now your message. Fill in what's in brackets, and make the rest sound like you. ${note}`.trim());
      if (getComputedStyle(jump).display !== "none") seeMessage();
    } else if (labels.length) {
      replace(newDraft(menus), null, "", `Your link set up this message: ${labels.join(" · ")}. Change anything. ${note}`.trim());
    } else {
      announce(note);
    }
  }

  function copySetup() {
    copyText(addressWith(composer.toSetup(draft)), "The link", "Whoever opens it finds these menus set the same way. It doesn't include anything you typed.");
  }

  box.append(
    heading, notSent,
    make("div", { className: "guide-actions" },
      button("Copy message", copy, { id: "guide-copy", className: "guide-button guide-button-first" }), mail, largeType),
    make("form", { className: "guide-actions guide-save", onsubmit: save },
      make("label", { for: "guide-name" }, "Save as"), name,
      make("button", { type: "submit", className: "guide-button" }, "Save")),
    done, preview, cutOff, rewrite, suggestions,
    make("div", { className: "guide-actions" }, button("Download", download, { id: "guide-download" }), button("New message", beginNew, { id: "guide-new" })));
  required("guide-glance").append(glance, jump);
  find(root, ".guide-menus").append(make("p", { className: "guide-actions guide-wide" },
    button("Copy a link to this setup", copySetup, { id: "guide-share" }), make("small", {}, "For a class, for example.")));
  root.append(script);
  savedMessages.draw();
  /* Wait until the message bar is there, which comes after all this. */
  const forLine = Guide.forPerson.line(required("guide-for-line"), { changed: usePerson, note: (words) => queueMicrotask(() => announce(words)) });
  queueMicrotask(() => {
    const one = forLine.person();
    if (one) openFor(one, forLine.form() || nextForm(one));
    else showDraft();
    openFromAddress();
  });
  storage.watch(["requestDraft"], () => { if (!person) showDraft(); });
  addEventListener("hashchange", openFromAddress);
})();
