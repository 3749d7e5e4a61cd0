/* Counts the reader's own numbers and lists what they did, for a class, a coach or a job center. It doesn't touch the page or the storage.
 *
 * Nothing here is compared with other people's numbers, and nothing is a goal to reach.
 */
/** @typedef {{asked: number, answered: number, waiting: number, silent: number, met: number, referredAsked: number,
 *   referredAnswered: number, thanked: number, reported: number, named: number, since: string}} Counts
 *   how many people, except `named`, which is how many people others named, and `since`, the first day something was done */
/** @typedef {{label: string, count: number, of: number}} Bar `of` is what the count is a part of, or 0 if it's the whole */
/** @typedef {{day: string, status: StatusId, what: string, name: string, role: string, employer: string, channel: string, contact: string, minutes: number}} Activity */
/** @typedef {{from: string, to: string, initials: boolean, contact: boolean}} RecordChoices
 *   days, or "" for no limit; whether to give initials instead of names, and an email address or a phone number */
/** @typedef {{id: string, label: string}} Labeled */
var Guide = Guide || {};
Guide.numbers = (() => {
  "use strict";

  const { counted, dayMet } = Guide.compare;
  const { hasMet } = Guide.interviews;
  const { csv } = Guide.textFormat;

  /* Below this many, the page says what small numbers can't show. */
  const FEW = 20;
  const DAYS_PER_WEEK = 7;
  const MS_PER_DAY = 86_400_000;

  /** @type {StatusId[]} */
  const ANSWERED = ["agreed", "met", "thanked", "reported", "in-touch"];
  /** @type {StatusId[]} */
  const THANKED = ["thanked", "reported", "in-touch"];
  /** @type {StatusId[]} */
  const REPORTED = ["reported", "in-touch"];
  /** @type {StatusId[]} What the record lists, in the order things happen in. */
  const DONE = ["asked", "reminded", "agreed", "met", "thanked", "reported"];

  /* Numbers ---------------------------------------------------------------------------------------------- */

  /**
   * Whether a person has reached one of some statuses, now or on a day before.
   * @param {Person} person
   * @param {StatusId[]} statuses
   */
  function hasReached(person, statuses) {
    return statuses.includes(person.status) || statuses.some((status) => Boolean(person.on[status]));
  }

  /** @param {Person} person */
  function hasAnswered(person) {
    return hasReached(person, ANSWERED) || (person.status === "closed" && (person.outcome === "no" || person.outcome === "done"));
  }

  /** @param {Person} person */
  function wasAsked(person) {
    return hasReached(person, ["asked", "reminded"]) || hasAnswered(person) || (person.status === "closed" && person.outcome === "silence");
  }

  /**
   * Counts what has come of the reader's list so far. Made-up people don't count.
   * @param {Person[]} people
   * @param {(person: Person) => boolean} isQuiet whether the wait for a person's answer is over
   * @returns {Counts}
   */
  function count(people, isQuiet) {
    const own = people.filter(({ sample }) => !sample);
    const asked = own.filter(wasAsked);
    const answered = asked.filter(hasAnswered);
    const met = own.filter(hasMet);
    const silent = asked.filter((person) => !hasAnswered(person) && (person.status === "closed" || isQuiet(person)));
    const isReferred = (/** @type {Person} */ person) => Boolean(person.referrer.trim() || person.referredBy);
    return {
      asked: asked.length,
      answered: answered.length,
      silent: silent.length,
      waiting: asked.length - answered.length - silent.length,
      met: met.length,
      referredAsked: asked.filter(isReferred).length,
      referredAnswered: answered.filter(isReferred).length,
      thanked: met.filter((person) => hasReached(person, THANKED)).length,
      reported: met.filter((person) => hasReached(person, REPORTED)).length,
      named: own.flatMap(({ named }) => named).filter(({ what }) => what === "person").length,
      since: own.flatMap((person) => [...DONE.map((status) => person.on[status] || ""), hasMet(person) ? dayMet(person) : ""]).filter(Boolean).sort()[0] || "",
    };
  }

  /**
   * The numbers as bars, each with what it's a part of.
   * @param {Counts} counts
   * @returns {Bar[]}
   */
  function bars({ asked, answered, met, referredAsked, thanked, reported }) {
    return [
      { label: "Asked", count: asked, of: 0 },
      { label: "Suggested by someone", count: referredAsked, of: asked },
      { label: "Answered", count: answered, of: asked },
      { label: "Talked", count: met, of: asked },
      { label: "Thanked", count: thanked, of: met },
      { label: "Told how it turned out", count: reported, of: met },
    ];
  }

  /**
   * How many weeks it has been, counting the one that began on that day.
   * @param {string} since a day
   * @param {string} today
   * @returns {number} at least 1
   */
  function weeksSince(since, today) {
    const days = Math.round((Date.parse(`${today}T00:00:00Z`) - Date.parse(`${since}T00:00:00Z`)) / MS_PER_DAY);
    return Math.max(Math.floor(days / DAYS_PER_WEEK) + 1, 1);
  }

  /**
   * What the numbers say, in sentences.
   * @param {Counts} counts
   * @param {string} today
   * @returns {string[]}
   */
  function sentences(counts, today) {
    const { asked, answered, met, referredAsked, referredAnswered, thanked, named, since } = counts;
    if (!asked) return ["You haven't asked anyone yet, so there's nothing to count."];
    const others = asked - referredAsked;
    return [
      answeredSentence(counts),
      met ? `You've talked with ${counted(met, "person", "people")}, and thanked ${thanked === met ? thankedAll(met) : `${thanked} of them`}.` : "",
      referredAsked && others
        ? `Of the ${counted(referredAsked, "person", "people")} someone suggested to you, ${referredAnswered} answered. Of the ${others} you found another way, ${answered - referredAnswered} did.`
        : "",
      named ? `The people you've talked with named ${counted(named, "more person", "more people")}.` : "",
      since ? `This is week ${weeksSince(since, today)} since you started.` : "",
    ].filter(Boolean);
  }

  /** @param {number} met */
  function thankedAll(met) {
    if (met === 1) return "them";
    return met === 2 ? "both of them" : `all ${met} of them`;
  }

  /** @param {number} asked @param {number} answered */
  function answeredCount(asked, answered) {
    if (answered === asked) return asked === 2 ? "both" : "all";
    return answered || "none";
  }

  /** @param {Counts} counts */
  function answeredSentence({ asked, answered, waiting, silent }) {
    if (asked === 1) return answered ? "The one person you asked answered." : `The one person you asked ${waiting ? "hasn't answered yet" : "didn't answer"}.`;
    const parts = [waiting ? `${waiting} may still answer` : "", silent ? `${silent} didn't` : ""].filter(Boolean);
    return `Of the ${asked} people you asked, ${answeredCount(asked, answered)} answered.${parts.length ? ` ${parts.join(", and ")}.` : ""}`;
  }

  /**
   * What small numbers can't show.
   * @param {Counts} counts
   * @returns {string} "" if there are enough of them
   */
  function caution({ asked }) {
    return asked && asked < FEW ? "With so few, one more answer changes this a lot. It doesn't say how good your messages are." : "";
  }

  /* The record of activities -------------------------------------------------------------------------------- */

  /**
   * What the reader did on which day, oldest first. Notes and what people said aren't in it.
   * @param {Person[]} people
   * @param {RecordChoices} choices
   * @param {{statuses: Labeled[], channels: Labeled[], modes: Labeled[], nameOf: (person: Person, initials: boolean) => string}} words
   * @returns {Activity[]}
   */
  function activities(people, choices, { statuses, channels, modes, nameOf }) {
    /** @param {Labeled[]} terms @param {string} id */
    const label = (terms, id) => terms.find((term) => term.id === id)?.label || "";
    return people.filter(({ sample }) => !sample).flatMap((person) => daysOf(person).map(({ day, status }) => ({
      day,
      status,
      what: label(statuses, status),
      name: nameOf(person, choices.initials),
      role: person.role,
      employer: person.employer,
      channel: status === "met" ? label(modes, person.mode) : label(channels, person.channel),
      contact: choices.contact ? person.email || person.phone : "",
      /* Only a conversation with a day was planned here, and its length with it. */
      minutes: status === "met" && person.day ? person.minutes : 0,
    }))).filter(({ day }) => (!choices.from || day >= choices.from) && (!choices.to || day <= choices.to))
      .sort((one, other) => one.day.localeCompare(other.day));
  }

  /** @param {Person} person @returns {{day: string, status: StatusId}[]} */
  function daysOf(person) {
    return DONE.flatMap((status) => {
      const day = status === "met" && hasMet(person) ? dayMet(person) : person.on[status];
      return day ? [{ day, status }] : [];
    });
  }

  /**
   * How often each thing was done, and how long the conversations were to be, in all.
   * @param {Activity[]} rows
   * @returns {string}
   */
  function totals(rows) {
    const minutes = rows.reduce((sum, row) => sum + row.minutes, 0);
    const parts = DONE.flatMap((status) => {
      const found = rows.filter((row) => row.status === status);
      return found[0] ? [`${found[0].what}: ${found.length}`] : [];
    });
    return [...parts, ...(minutes ? [`Planned minutes: ${minutes}`] : [])].join(" · ");
  }

  /**
   * The columns of the record.
   * @param {RecordChoices} choices
   * @returns {{heading: string, cell: (row: Activity) => string | number, isDay?: boolean}[]}
   */
  function columns({ contact }) {
    return [
      { heading: "Date", cell: (row) => row.day, isDay: true },
      { heading: "What", cell: (row) => row.what },
      { heading: "Person", cell: (row) => row.name },
      { heading: "Role", cell: (row) => row.role },
      { heading: "Employer", cell: (row) => row.employer },
      { heading: "How", cell: (row) => row.channel },
      ...(contact ? [{ heading: "Email or phone", cell: (/** @type {Activity} */ row) => row.contact }] : []),
      { heading: "Planned minutes", cell: (row) => row.minutes || "" },
    ];
  }

  /**
   * A day with its year, as in "Nov 3, 2026".
   * @param {string} day
   * @returns {string}
   */
  function written(day) {
    return new Intl.DateTimeFormat("en-US", { year: "numeric", month: "short", day: "numeric", timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));
  }

  /**
   * What days the record covers.
   * @param {RecordChoices} choices
   * @returns {string}
   */
  function period({ from, to }) {
    if (from && to) return `${written(from)} to ${written(to)}`;
    if (from) return `From ${written(from)}`;
    return to ? `Until ${written(to)}` : "";
  }

  /**
   * The record as plain text.
   * @param {Activity[]} rows
   * @param {RecordChoices} choices
   * @param {string} heading
   * @returns {string}
   */
  function asText(rows, choices, heading) {
    const lines = rows.map((row) => {
      const who = [row.name, row.role, row.employer].filter(Boolean).join(", ");
      return [`${written(row.day)}: ${row.what}`, who, row.channel, row.contact, row.minutes ? `${row.minutes} minutes planned` : ""].filter(Boolean).join(" · ");
    });
    return [heading, period(choices), "", ...lines, "", totals(rows)].filter((line, at, all) => line || all[at - 1]).join("\n");
  }

  /**
   * The record as CSV.
   * @param {Activity[]} rows
   * @param {RecordChoices} choices
   * @returns {string}
   */
  function asCsv(rows, choices) {
    const shown = columns(choices);
    return csv([shown.map(({ heading }) => heading), ...rows.map((row) => shown.map(({ cell }) => cell(row)))]);
  }

  return { FEW, count, bars, sentences, caution, weeksSince, activities, totals, columns, written, period, asText, asCsv };
})();
