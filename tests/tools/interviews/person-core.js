/* What test_person_core.py asks of person-core.js. */

/** Someone with what is given of them. */
function someone(fields) {
  return Guide.interviews.blank({ id: "p1", name: "Dana Whitfield", ...fields }, "2026-03-01");
}

/** How far things are, in words, at some time. */
function wordsAt({ fields, now, isQuiet = false }) {
  const person = someone(fields);
  const standing = isQuiet ? { status: "closed", outcome: "silence", isQuiet } : { status: person.status, outcome: person.outcome, isQuiet };
  return Guide.personCore.statusInWords(person, standing, new Date(now), {
    channels: [{ id: "email", label: "Email" }, { id: "linkedin", label: "LinkedIn message" }, { id: "inmail", label: "InMail" }],
    modes: [{ id: "phone", label: "By phone" }],
  });
}

function takeBack({ now, before, after }) {
  return Guide.personCore.takenBack(now, before, after);
}

function changeEntry({ history, on = {}, before, after }) {
  const person = Guide.personCore.withEntry(someone({ history, on }), before, after);
  return { days: person.history.map((entry) => `${entry.on} ${entry.text}`), on: person.on };
}

function putOff(fields) {
  const { day, time, history } = Guide.personCore.withoutDay(someone(fields), "It was moved.", "2026-03-12");
  return { day, time, history: history.map(({ on, what, text }) => `${on} ${what}: ${text}`) };
}

function suggestedBy({ text, note = "" }) {
  const { name, role, notes, referrer, referredBy, relationship } = Guide.personCore.suggested({ id: "n1", what: "person", text, note, person: "" }, someone({}), "suggested");
  return [name, role, notes, referrer, referredBy, relationship];
}

function nextOf(people) {
  return Guide.personCore.nextToAsk(people.map((fields, index) => ({ ...someone(fields), id: `p${index}` })), "p0")?.id ?? null;
}

function groupsOf(notes) {
  return Guide.personCore.notesByQuestion(notes).map((group) => [group.question, ...group.notes.map(({ text }) => text)]);
}

/** Each text as a web page, an email and a phone number. */
function addressesIn(texts) {
  return texts.map((text) => [Guide.personCore.webAddress(text), Guide.personCore.mailLink(text), Guide.personCore.phoneLink(text)]);
}
