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

/** The ids of the checks that a text trips. */
function tripped({ text, more, names }) {
  const message = { subject: more.subject || "", text };
  return Guide.composer.failedChecks(kit, draft(more), message, names).map(({ id }) => id);
}

function holdsPhrase({ text, phrase }) {
  return Guide.composer.containsPhrase(Guide.composer.wordsOf(text), phrase);
}

function composeWith(answers) {
  return Guide.composer.compose(kit, draft({ channel: "email", answers }));
}

/** Every combination of what a reader chooses. */
function* everyChoice() {
  for (const { id: channel } of kit.channels) {
    for (const { id: relationship, example: link } of kit.relationships) {
      for (const { id: audience, example: me } of [{ id: "" }, ...kit.audiences]) {
        for (const { id: way } of kit.ways) {
          for (const minutes of kit.lengths) yield { channel, relationship, audience, way, minutes, link, me };
        }
      }
    }
  }
}

/** @returns {[number, string[]]} how many messages there are with the guide's own example answers, and what is wrong in them */
function checkEveryMessage() {
  const examples = Object.fromEntries(kit.fields.map(({ name, example }) => [name, example.split(", or ")[0]]));
  const wrong = [];
  let count = 0;
  for (const { link, me, ...chosen } of everyChoice()) {
    const one = { ...chosen, line: "", own: null, answers: { ...examples, link, me: me || examples.me } };
    const message = Guide.composer.compose(kit, one);
    const failed = Guide.composer.failedChecks(kit, one, message).map(({ id }) => id);
    const found = [
      /[{}[\]]|undefined/.test(message.text + message.subject) && "a gap",
      message.text.length < 60 && "too short",
      one.channel === "email" && !message.subject && "no subject",
      !message.text.includes(one.answers.topic) && "no topic",
      ...failed.filter((id) => id !== "k-too-long"),
    ].filter(Boolean);
    if (found.length) wrong.push([...Object.values(chosen), ...found].join(" "));
    count += 1;
  }
  return [count, wrong];
}

/** The message that nothing is answered for, and the checks that it trips. */
function composeNothing(channel) {
  const one = draft({ channel });
  const message = Guide.composer.compose(kit, one);
  return [message.text, Guide.composer.failedChecks(kit, one, message).map(({ id }) => id)];
}

function counts() {
  return [
    Guide.composer.limit(kit, draft({ channel: "linkedin-note" }), `${"x".repeat(198)}🦜!`),
    Guide.composer.limit(kit, draft({ channel: "email" }), "one two - three"),
    Guide.composer.limit(kit, draft({ channel: "text" }), "abc"),
    Guide.composer.measure(Array(75).fill("word").join(" ")),
  ];
}

function mailto(text) {
  return Guide.composer.mailto({ subject: text.split("\n")[0], text });
}

function textOfStored(stored) {
  return Guide.composer.compose(kit, Guide.composer.readDraft(kit, stored)).text;
}

/** Whether a whole draft is the same after it was stored. */
function isReadBack() {
  const chosen = { channel: "voicemail", relationship: "cold", audience: "veteran", way: "video", minutes: 30, line: "work" };
  const one = JSON.stringify(draft({ ...chosen, answers: { me: "x" }, own: { subject: "", text: "y" } }));
  return JSON.stringify(Guide.composer.readDraft(kit, JSON.parse(one))) === one;
}
