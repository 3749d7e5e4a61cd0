/* What test_composer_person.py asks of composer-person.js; composer-core.js, beside this file, defines `kit`. */

/** @param {any} data what the tools around a person work from */
function openRules(data) {
  kit.rules = Guide.interviews.open(data);
}

/** Someone with what is given of them; `learned` and `promised` are the first of theirs. */
function personWith({ learned, promised, ...fields }) {
  const one = Guide.interviews.blank({ id: "p1", name: "Dana Whitfield", ...fields }, "2026-03-01");
  return {
    ...one,
    learned: learned ? [{ id: "l1", kind: "learned", text: learned, sure: "" }] : [],
    promises: promised ? [{ id: "m1", text: promised, by: "", done: "", whose: "mine" }] : [],
  };
}

/** A message to someone, with what the reader types and what their notes offer. */
function writtenTo({ fields, form, typed, now }) {
  const person = personWith(fields);
  const today = Guide.schedule.dayOf(new Date(now));
  const { draft } = Guide.composerPerson.open(kit, person, form, today);
  const answers = { ...draft.answers };
  for (const [name, text] of Object.entries({ ...Guide.composerPerson.offers(kit, person, draft), ...typed })) answers[name] ||= text;
  const whole = { ...draft, answers };
  const message = Guide.composer.compose(kit, whole);
  return { ...message, leftOut: [], suggestions: Guide.composer.suggestionsFor(kit, whole, message).map(({ check, about }) => [check.id, about]) };
}

function writtenToEach(samples) {
  return samples.map(writtenTo);
}

/** What is filled in for someone. */
function filledFor({ fields, form, today }) {
  return Guide.composerPerson.open(kit, personWith(fields), form, today).filled;
}

/** The days in words, each seen from another. */
function daysInWords(pairs) {
  return pairs.map(([day, today]) => Guide.composerPerson.dayInWords(day, today));
}

function namesOf(names) {
  return names.map((name) => [Guide.composerPerson.addressed(name), Guide.composerPerson.firstName(name)]);
}

/**
 * A reader at work: opens kinds of message to one person, types, chooses and sends, one step after the other.
 * @returns {{person: any, told: any[]}} the record, and what each step showed
 */
function course({ fields, steps }) {
  let person = personWith(fields);
  const told = steps.map(({ form, type = {}, choose = {}, send = false, status, now }) => {
    const at = new Date(now);
    const opened = Guide.composerPerson.open(kit, person, form, Guide.schedule.dayOf(at));
    const draft = { ...opened.draft, ...choose, answers: { ...opened.draft.answers, ...type } };
    if (Object.keys(type).length || Object.keys(choose).length) person = Guide.composerPerson.store(kit, person, { ...opened, draft }, at);
    if (status) person = Guide.interviews.setStatus(person, status, Guide.schedule.dayOf(at));
    if (send) person = Guide.composerPerson.sent(kit.rules, kit, person, draft, "The message.", at);
    return { form: draft.form, answers: opened.draft.answers, relationship: draft.relationship, way: draft.way, minutes: draft.minutes, status: person.status, next: send ? Guide.composerPerson.comesNext(kit.rules, person, at) : "" };
  });
  return { person, told };
}

function nextForms(given) {
  return given.map(({ fields, now }) => Guide.composerPerson.nextForm(kit.rules, personWith(fields), new Date(now)));
}

/** A record made from a draft. */
function made({ draft: more, now }) {
  return Guide.composerPerson.create(kit, Guide.composer.readDraft(kit, more), new Date(now));
}

/** A draft about someone else as one to this person, and what a draft becomes once the record says more. */
function fittedAndRefilled({ fields, later, draft: more, today }) {
  const { filled, draft } = Guide.composerPerson.open(kit, personWith(fields), more.form, today);
  const fitted = Guide.composerPerson.fitted(kit, Guide.composer.readDraft(kit, more), filled).answers;
  const typed = { ...draft, answers: { ...draft.answers, ...more.answers } };
  return { fitted, refilled: Guide.composerPerson.refill(kit, personWith({ ...fields, ...later }), typed, filled, today).draft.answers };
}
