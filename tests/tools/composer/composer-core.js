/* What test_composer_core.py asks of composer-core.js. */

/** @param {any} data what the Composer works from */
function openKit(data) {
  Object.assign(globalThis, { kit: data });
}

/** A draft with some answers given. */
function draft(more = {}) {
  const read = Guide.composer.readDraft(kit, more);
  const empty = Guide.composer.readDraft(kit, {}).answers;
  return { ...read, ...more, answers: { ...empty, ...more.answers } };
}

/** The ids of the checks that a text fails. */
function failed({ text, more, former }) {
  const message = { subject: more.subject || "", text };
  return Guide.composer.suggestionsFor(kit, draft(more), message, former).map(({ check }) => check.id);
}

/** The ids of the checks that many texts fail, each with the rest of its draft. */
function failedEach(texts) {
  return texts.map(failed);
}

function holdsPhrase({ text, phrase }) {
  return Guide.composer.containsPhrase(Guide.composer.wordsOf(text), phrase);
}

function composeDraft(more) {
  return Guide.composer.compose(kit, draft(more));
}

/** The message of a draft, what was left out of it and what is suggested, each with the answer that it is about. */
function composeWhole(more) {
  const one = draft(more);
  const message = Guide.composer.compose(kit, one);
  const leftOut = Guide.composer.letterOf(kit, one).paragraphs.flat().filter((piece) => piece.leftOut && piece.leftOut !== "unanswered");
  return {
    ...message,
    leftOut: leftOut.map(({ part, leftOut: why }) => `${part.id}: ${why}`),
    suggestions: Guide.composer.suggestionsFor(kit, one, message).map(({ check, about }) => [check.id, about]),
  };
}

function composeEach(drafts) {
  return drafts.map(composeWhole);
}

/** Every combination of what a reader chooses; the audiences and lengths, which change one word each, in turn. */
function* everyChoice() {
  let turn = 0;
  for (const { id: form } of kit.forms) {
    for (const { id: relationship, example: link } of kit.relationships) {
      for (const { id: way } of kit.ways) {
        for (const tone of kit.tones) {
          const { id: audience, example: me } = kit.audiences[turn % kit.audiences.length];
          turn += 1;
          yield { form, relationship, audience, way, tone, minutes: kit.lengths[turn % kit.lengths.length], link, me };
        }
      }
    }
  }
}

/** @returns {[number, string[]]} how many messages there are with the guide's own example answers, and what is wrong in them */
function checkEveryMessage() {
  const examples = Object.fromEntries(kit.fields.map(({ name, example }) => [name, example]));
  const wrong = [];
  let count = 0;
  for (const { link, me, ...chosen } of everyChoice()) {
    const message = composeWhole({ ...chosen, line: "", own: null, sentences: {}, answers: { ...examples, link, me } });
    const found = [
      /[{}[\]]|undefined/.test(message.text + message.subject) && "a gap",
      message.text.length < 60 && "too short",
      ...message.suggestions.map(([id]) => id).filter((id) => id !== "k-too-long"),
    ].filter(Boolean);
    if (found.length) wrong.push([...Object.values(chosen), ...found].join(" "));
    count += 1;
  }
  return [count, wrong];
}

function kindsOf(texts) {
  return texts.map((text) => Guide.english.kindOf(Guide.english.tidy(text)));
}

function joined([before, answer, form]) {
  return Guide.english.join(before, answer, form);
}

function counts() {
  return [
    Guide.composer.limit(kit, draft({ form: "linkedin-note" }), `${"x".repeat(198)}🦜!`),
    Guide.composer.limit(kit, draft({ form: "email" }), "one two - three"),
    Guide.composer.limit(kit, draft({ form: "text" }), "abc"),
    Guide.composer.measure(Array(75).fill("word").join(" ")),
  ];
}

function mailto([text, to]) {
  return Guide.composer.mailto({ subject: text.split("\n")[0], text }, to);
}

/** How long the address is that opens a mail program with a text of so many letters, and whether it is given. */
function mailtoLength(letters) {
  return Guide.composer.mailto({ subject: "", text: "x".repeat(letters) }).length;
}

function readSetup(hash) {
  const { chosen, labels, unread } = Guide.composer.readSetup(kit, hash);
  return { chosen, labels, unread };
}

/** For each of some choices: what a link to them sets. */
function setupsThereAndBack(given) {
  return given.map((more) => Guide.composer.readSetup(kit, `#${Guide.composer.toSetup(draft(more))}`).chosen);
}

function textOfStored(stored) {
  return Guide.composer.compose(kit, Guide.composer.readDraft(kit, stored)).text;
}

function isWhole(stored) {
  return Guide.composer.isComplete(kit, stored);
}

/** Whether a whole draft is the same after it was stored. */
function isReadBack() {
  const chosen = { form: "voicemail", relationship: "cold", audience: "veteran", way: "video", minutes: 30, tone: "warm", line: "work" };
  const one = JSON.stringify(draft({ ...chosen, answers: { me: "x" }, sentences: { greeting: "Hi {their_name:name}," }, own: { subject: "", text: "y" } }));
  return JSON.stringify(Guide.composer.readDraft(kit, JSON.parse(one))) === one;
}
