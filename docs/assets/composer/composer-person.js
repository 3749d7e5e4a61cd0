/* What the Composer knows of a person on the reader's list, and what goes back into their record: the draft of each kind of message, and
 * facts about the person that the reader types or changes here. It doesn't touch the page or the storage.
 *
 * Which answer takes which fact is in data/composer.yml. Whatever the record already says isn't stored with a draft, so a draft
 * opened days later has the record's newer facts, and "yesterday" has become "on Tuesday".
 */
/** @typedef {{draft: Draft, filled: Record<string, string>, chosen: Draft}} PersonDraft a draft about a person: `filled` is what was filled in
 *   for the reader, by the name of the answer, and `chosen` is the draft as it was opened */
var Guide = Guide || {};
Guide.composerPerson = (() => {
  "use strict";

  const { composer, interviews } = Guide;
  const { isObject } = Guide.textFormat;
  const { addDays, dayOf, formatDay, readMeeting } = Guide.schedule;

  const MS_PER_DAY = 86_400_000;
  const WEEK = 7;
  /* A record has these minutes until the reader says something else, and a request asks for less. */
  const UNSAID_MINUTES = readMeeting({}).minutes;
  /* From then on, a date without its year could be another one. */
  const MOST_DAYS_WITHOUT_YEAR = 300;
  const TITLE = /^(?:mr|mrs|ms|mx|miss|dr|prof|professor|coach|rev|pastor|father|sister|rabbi|imam|officer|sgt|capt|chief|judge|aunt|uncle)\b\.?/iu;
  /* What begins like this is a description, such as "my advisor". */
  const DESCRIPTION = /^(?:my|our|the|a|an)\s/i;
  const DEGREES = /(?:,?\s+(?:ph\.?d|m\.?d|j\.?d|d\.?o|ed\.?d|r\.?n|b\.?s\.?n|m\.?s\.?n|l\.?c\.?s\.?w|m\.?s\.?w|l\.?p\.?n|n\.?p|c\.?p\.?a|m\.?b\.?a|p\.?e|esq)\.?)+$/iu;
  /* "JD" and "P.J." are meant that way. */
  const LONGEST_INITIALS = 4;
  const SMALL_IN_NAMES = new Set(["de", "da", "del", "della", "der", "di", "la", "le", "van", "von", "bin", "al", "y"]);

  /* Days ------------------------------------------------------------------------------------------ */

  /**
   * A day as people say it in a message, after a verb: "yesterday", "on Tuesday", "on March 3".
   * @param {string} day such as "2026-03-03"
   * @param {string} today
   * @returns {string} "" if there is no day
   */
  function dayInWords(day, today) {
    if (!day) return "";
    const days = Math.round((Date.parse(today) - Date.parse(day)) / MS_PER_DAY);
    /** @param {Intl.DateTimeFormatOptions} parts */
    const named = (parts) => new Intl.DateTimeFormat("en-US", { timeZone: "UTC", ...parts }).format(new Date(day));
    const near = new Map([[0, "today"], [1, "yesterday"], [-1, "tomorrow"], [WEEK, `last ${named({ weekday: "long" })}`]]).get(days);
    if (near) return near;
    if (Math.abs(days) < WEEK) return `on ${named({ weekday: "long" })}`;
    return Math.abs(days) > MOST_DAYS_WITHOUT_YEAR ? `in ${named({ month: "long", year: "numeric" })}` : `on ${named({ month: "long", day: "numeric" })}`;
  }

  /* Facts ----------------------------------------------------------------------------------------- */

  /**
   * A name as it's written in a message: without degrees, and with capitals if it has none.
   * @param {string} name
   * @returns {string}
   */
  function properName(name) {
    const bare = name.replace(/\s+/gu, " ").trim().replace(DEGREES, "");
    const isShouted = !/\p{Ll}/u.test(bare) && bare.length > LONGEST_INITIALS;
    if ((/\p{Lu}/u.test(bare) && !isShouted) || DESCRIPTION.test(bare)) return bare;
    return bare.toLowerCase().split(" ").map((word, at) => (at && SMALL_IN_NAMES.has(word) ? word : word.replace(/(?<=^|[-(]|^o['’])\p{Ll}/gu, (letter) => letter.toUpperCase()))).join(" ");
  }

  /** @param {string} name as in a record @returns {string} how someone the reader may not know is addressed: "Prof. Bader" for "Prof. Ruth K. Bader" */
  function addressed(name) {
    const proper = properName(name);
    const [title = ""] = TITLE.exec(proper) || [];
    const last = proper.split(" ").at(-1) || "";
    return title && proper.length > title.length + last.length + 1 ? `${title} ${last}` : proper;
  }

  /** @param {string} name of someone the reader knows @returns {string} what the reader calls them: "Teresa" for "Teresa Ruiz" */
  function firstName(name) {
    const proper = addressed(name);
    const [first = "", ...rest] = proper.split(" ");
    return rest.length && rest.length < 3 && !TITLE.test(proper) && !DESCRIPTION.test(proper) && rest.every((word) => /^\p{Lu}/u.test(word)) ? first : proper;
  }

  /**
   * How each fact is read from a record and, if the reader can change it here, how it's written back.
   * @typedef {{read: (data: ComposerData, person: Person, today: string) => string, write?: (person: Person, answer: string) => Partial<Person>, isDay?: true}} Fact
   *   `isDay` is whether it's true for a day only, as "yesterday" is
   */
  /** @type {Record<NonNullable<AnswerField["filled_from"]>, Fact>} */
  const FACTS = {
    called: { read: (_, { call, name }) => properName(call) || addressed(name), write: (person, answer) => ({ call: answer, name: person.name || answer }) },
    referrer: { read: (_, { referrer }) => firstName(referrer), write: ({ referrer }, answer) => ({ referrer: referrer || answer }) },
    link: { read: (_, { link }) => link, write: (_, answer) => ({ link: answer }) },
    email: { read: (_, { email }) => email, write: (_, answer) => ({ email: answer }) },
    field: { read: (data, { field }) => (Object.hasOwn(data.said_fields, field) && data.said_fields[field]) || "" },
    asked: { isDay: true, read: (_, { on }, today) => dayInWords(on.asked || "", today).replace(/^today$/, "earlier today") },
    met: { isDay: true, read: (_, { day, on }, today) => dayInWords(day && day <= today ? day : on.met || "", today) },
    meets: { isDay: true, read: (_, { day }, today) => (day >= today ? dayInWords(day, today) : "") },
  };

  /** @type {Fact} What links the two, if it's whoever suggested the person: their whole name. */
  const WHOLE_REFERRER = { read: (_, { referrer }) => properName(referrer), write: (_, answer) => ({ referrer: answer }) };

  /** @param {ComposerData} data @param {AnswerField} field @param {Draft} draft @returns {Fact | null} */
  function factOf(data, field, draft) {
    const { asks_again: again = [] } = composer.formOf(data, draft);
    if (!field.filled_from || again.includes(field.name)) return null;
    const relationship = field.role === "link" ? data.relationships.find(({ id }) => id === draft.relationship) : undefined;
    return relationship?.filled_from ? WHOLE_REFERRER : FACTS[field.filled_from];
  }

  /* "Send her the article" in a message to her: "send you the article". */
  const TO_THEM = /(?<=^(?:to )?(?:send|email|text|call|tell|show|give|write(?: to)?|lend|bring|forward|introduce) )(?:him|them|her(?=$|[.,!]| (?:the|a|an|my|about|how|when|what|that|to|on|by|in|it|for|again|back)\b))(?![\p{L}'’])/iu;

  /**
   * What is offered as an answer, by the name of the answer. It goes into the message only if the reader takes it.
   * @param {ComposerData} data
   * @param {Person} person
   * @param {Draft} draft
   * @returns {Record<string, string>}
   */
  function offers(data, person, draft) {
    const promise = person.promises.find(({ done, whose }) => whose === "mine" && !done)?.text;
    const notes = { learned: person.learned[0]?.text, promised: isToThem(data, draft) ? promise?.replace(TO_THEM, "you") : promise };
    return Object.fromEntries(data.fields.flatMap(({ name, offered_from: from }) => (from && notes[from] ? [[name, notes[from]]] : [])));
  }

  /* Opening --------------------------------------------------------------------------------------- */

  /** @param {Person} person @returns {Record<string, unknown>[]} their drafts, the one that was changed last first */
  function draftsOf({ drafts }) {
    const all = Object.entries(drafts).reverse().flatMap(([form, stored]) => (isObject(stored) ? [{ ...stored, form }] : []));
    /** @param {Record<string, unknown>} stored */
    const savedAt = ({ saved }) => (typeof saved === "string" ? saved : "");
    return all.sort((one, other) => savedAt(other).localeCompare(savedAt(one)));
  }

  /** @param {ComposerData} data @param {Draft} draft @returns {boolean} whether it's to the person, and not to whoever suggested them */
  function isToThem(data, draft) {
    const address = data.fields.find(({ role }) => role === "address");
    return !address || !(composer.formOf(data, draft).asks_again || []).includes(address.name);
  }

  /** @param {ComposerData} data @param {string} id @returns {boolean} whether it's a first message */
  function isFirst(data, id) {
    return data.forms.find((form) => form.id === id)?.follows_up !== "yes";
  }

  /**
   * The kind of message to open: the wanted one, or otherwise a first message by the person's channel.
   * @param {ComposerData} data
   * @param {Person} person
   * @param {string} wanted its id, or "" for a first message
   * @returns {string} its id
   */
  function formFor(data, person, wanted) {
    const known = data.forms.find(({ id }) => id === wanted);
    if (known) return known.id;
    const first = data.forms.filter(({ id }) => isFirst(data, id));
    const begun = draftsOf(person).find(({ form }) => first.some(({ id }) => id === form));
    return first.find(({ channel }) => channel === person.channel)?.id || first.find(({ id }) => id === begun?.form)?.id || first[0]?.id || "";
  }

  /**
   * The draft of a kind of message to a person, with everything filled in that is known: from the record, and from the reader's
   * answers in other messages to the same person.
   * @param {ComposerData} data
   * @param {Person} person
   * @param {string} form its id, or "" for a first message
   * @param {string} today
   * @returns {PersonDraft}
   */
  function open(data, person, form, today) {
    const id = formFor(data, person, form);
    const stored = person.drafts[id];
    const [latest = {}] = draftsOf(person);
    const { relationship, audience, mode: way } = person;
    const minutes = person.minutes === UNSAID_MINUTES ? 0 : person.minutes;
    const known = Object.fromEntries(Object.entries({ relationship, audience, way, minutes }).filter(([, value]) => value));
    /* What was chosen for the last message goes on, but not its words. */
    const menus = { ...latest, sentences: {}, own: null, answers: {} };
    const draft = composer.readDraft(data, { ...menus, ...(isObject(stored) ? stored : {}), ...known, form: id });
    const filled = fill(data, person, draft, today);
    return { draft: { ...draft, answers: withFilled(draft.answers, filled) }, filled, chosen: draft };
  }

  /**
   * What is filled in for the reader, by the name of the answer.
   * @param {ComposerData} data
   * @param {Person} person
   * @param {Draft} draft
   * @param {string} today
   * @returns {Record<string, string>}
   */
  function fill(data, person, draft, today) {
    const others = draftsOf(person).filter(({ form }) => form !== draft.form).map((one) => composer.readDraft(data, one).answers);
    const { asks_again: again = [] } = composer.formOf(data, draft);
    return Object.fromEntries(data.fields.filter(({ own }) => own !== "yes").map((field) => {
      const fact = factOf(data, field, draft);
      const known = fact?.read(data, person, today) || "";
      const said = again.includes(field.name) || fact?.isDay ? "" : others.find((answers) => answers[field.name])?.[field.name] || "";
      /* What the reader says in their own words is better than a label, but the record is newer than a name in a draft. */
      return [field.name, fact?.write ? known || said : said || known];
    }));
  }

  /** @param {Record<string, string>} answers @param {Record<string, string>} filled */
  function withFilled(answers, filled) {
    return { ...answers, ...Object.fromEntries(Object.entries(filled).filter(([name]) => !answers[name])) };
  }

  /**
   * A draft after something became known: what the reader typed stays, and what was filled in follows.
   * @param {ComposerData} data
   * @param {Person} person
   * @param {Draft} draft
   * @param {Record<string, string>} filled what was filled in before
   * @param {string} today
   * @returns {{draft: Draft, filled: Record<string, string>}} the same draft if nothing changes
   */
  function refill(data, person, draft, filled, today) {
    const next = fill(data, person, draft, today);
    const changed = Object.entries(next).filter(([name, answer]) => (draft.answers[name] || "") === (filled[name] || "") && answer !== (filled[name] || ""));
    return { draft: changed.length ? { ...draft, answers: { ...draft.answers, ...Object.fromEntries(changed) } } : draft, filled: next };
  }

  /**
   * A draft from elsewhere as one to a person: what it says of the person it was for is replaced.
   * @param {ComposerData} data
   * @param {Draft} draft
   * @param {Record<string, string>} filled what is known of this person
   * @returns {Draft}
   */
  function fitted(data, draft, filled) {
    const facts = data.fields.filter(({ filled_from: from }) => from).map(({ name }) => [name, filled[name] || ""]);
    return { ...draft, answers: { ...withFilled(draft.answers, filled), ...Object.fromEntries(facts) } };
  }

  /**
   * The kind of message to open for someone: the one that was changed today, the one that's due by tomorrow, or the one that was
   * changed last.
   * @param {InterviewRules} rules
   * @param {Person} person
   * @param {Date} now
   * @returns {string} its id, or "" for a first message
   */
  function nextForm(rules, person, now) {
    const tomorrow = addDays(dayOf(now), 1);
    const [latest] = draftsOf(person);
    const isOfToday = typeof latest?.saved === "string" && dayOf(new Date(latest.saved)) === dayOf(now);
    const act = isOfToday ? undefined : interviews.actsOf(rules, person, now).find(({ tool, day }) => tool === "composer" && day <= tomorrow);
    return act ? act.form : String(latest?.form || "");
  }

  /* Storing --------------------------------------------------------------------------------------- */

  /**
   * A person's record with a draft in it, and with the facts the reader typed or changed.
   * @param {ComposerData} data
   * @param {Person} person as stored now
   * @param {PersonDraft} opened what was opened, with the reader's changes in `draft`
   * @param {Date} now
   * @returns {Person}
   */
  function store(data, person, { draft, filled, chosen }, now) {
    /** @type {Partial<Person>} */
    let facts = {};
    for (const field of data.fields) {
      const answer = (draft.answers[field.name] || "").trim();
      const fact = answer === "" || answer === filled[field.name] ? null : factOf(data, field, draft);
      facts = { ...facts, ...fact?.write?.({ ...person, ...facts }, answer) };
    }
    const changed = { ...person, ...facts, ...choicesOf(data, person, draft, chosen) };
    const known = fill(data, changed, draft, dayOf(now));
    const answers = Object.fromEntries(data.fields.flatMap(({ name, own }) => {
      const answer = draft.answers[name] || "";
      return own === "yes" || answer === "" || answer === known[name] ? [] : [[name, answer]];
    }));
    return { ...changed, drafts: { ...person.drafts, [draft.form]: { version: 1, saved: now.toISOString(), ...draft, answers } } };
  }

  /**
   * A person who is asked by the channel of a kind of message.
   * @param {ComposerData} data
   * @param {Person} person
   * @param {Draft} draft of that kind
   * @returns {Person} the same one if it's a follow-up
   */
  function withChannel(data, person, draft) {
    return isFirst(data, draft.form) ? { ...person, channel: composer.formOf(data, draft).channel } : person;
  }

  /**
   * A new person, from what the reader typed for a message.
   * @param {ComposerData} data
   * @param {Draft} draft
   * @param {Date} now
   * @returns {Person}
   */
  function create(data, draft, now) {
    const { way: mode, minutes, audience } = draft;
    const one = interviews.blank({ mode, minutes, audience }, dayOf(now));
    return withChannel(data, store(data, one, { draft, filled: {}, chosen: draft }, now), draft);
  }

  /**
   * What the reader chose in the menus, for the person's record.
   * @param {ComposerData} data
   * @param {Person} person
   * @param {Draft} draft
   * @param {Draft} chosen the draft as it was opened
   * @returns {Partial<Person>}
   */
  function choicesOf(data, person, draft, chosen) {
    const isLinked = composer.answerTo(data, draft, "link") !== "";
    return {
      relationship: draft.relationship !== chosen.relationship || (!person.relationship && isLinked) ? draft.relationship : person.relationship,
      audience: draft.audience !== chosen.audience ? draft.audience : person.audience,
      mode: draft.way !== chosen.way ? draft.way : person.mode,
      minutes: draft.minutes !== chosen.minutes ? draft.minutes : person.minutes,
    };
  }

  /* Sending --------------------------------------------------------------------------------------- */

  /**
   * A person once a message to them, or about them, is sent: it goes into the history, and what it does is done. An earlier status
   * than theirs isn't set again, unless a closed person is asked once more.
   * @param {InterviewRules} rules
   * @param {ComposerData} data
   * @param {Person} person
   * @param {Draft} draft
   * @param {string} text the whole message
   * @param {Date} now
   * @returns {Person}
   */
  function sent(rules, data, person, draft, text, now) {
    const today = dayOf(now);
    const { counts_as: kind = draft.form } = composer.formOf(data, draft);
    const isAsking = isFirst(data, draft.form);
    const asked = isAsking ? { ...withChannel(data, person, draft), mode: person.mode || draft.way, minutes: person.minutes === UNSAID_MINUTES ? draft.minutes : person.minutes } : person;
    const noted = interviews.note(asked, { on: today, what: "message", text });
    const act = interviews.actsOf(rules, person, now).find(({ tool, form }) => tool === "composer" && form === (isAsking ? "" : kind));
    if (act) return interviews.complete(noted, act, today);
    const status = data.sent[draft.form];
    const isLater = status && (rules.order.indexOf(status) > rules.order.indexOf(person.status) || (isAsking && person.status === "closed"));
    return isLater ? interviews.setStatus(noted, status, today) : noted;
  }

  /**
   * What comes next once a message is sent, with its date.
   * @param {InterviewRules} rules
   * @param {Person} person as it is then
   * @param {Date} now
   * @returns {string} "" if there's nothing to do
   */
  function comesNext(rules, person, now) {
    const acts = interviews.actsOf(rules, person, now);
    const reminder = acts.find(({ then, day }) => then === "reminded" && day);
    if (person.status === "asked" && reminder) return `If there's no answer, one reminder is due ${formatDay(reminder.day)}.`;
    if (person.status === "reminded") return "That was the one reminder. If there's no answer, write to someone else.";
    const [next] = acts;
    return next ? `Next: ${next.text}${next.day ? ` (${interviews.dueInside(next, dayOf(now))})` : ""}.` : "";
  }

  return { dayInWords, properName, addressed, firstName, offers, isFirst, nextForm, open, fill, refill, fitted, store, withChannel, create, sent, comesNext };
})();
