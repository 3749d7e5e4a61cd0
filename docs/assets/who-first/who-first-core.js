/* Who to ask first, and whether the reader already knows anyone at an employer. It doesn't touch the page or the storage. */
/** @typedef {{person: Person, total: number, isRated: boolean, reasons: string[]}} Ranked `isRated` is whether every question is answered */
/** @typedef {{name: string, role: string, employer: string, email: string, profile: string}} Connection someone in LinkedIn's file */
/** @typedef {{near: string[], found: Connection[]}} Matches `near` are employers with similar names, if no one works at that one */
var Guide = Guide || {};
Guide.whoFirst = (() => {
  "use strict";

  const { csv, cells, interviews } = Guide;
  const { fold } = interviews;

  const MOST_NEAR = 5;

  /* The order ---------------------------------------------------------------------------------------- */

  /**
   * People in the order to ask them: by the sum of their answers, then by the first question.
   * @param {Person[]} people
   * @param {InterviewsData} data
   * @returns {Ranked[]}
   */
  function order(people, data) {
    return people.map((person) => rank(person, data)).sort((one, other) => (
      other.total - one.total || other.person.near - one.person.near || one.person.name.localeCompare(other.person.name, "en-US")));
  }

  /** @param {Person} person @param {InterviewsData} data @returns {Ranked} */
  function rank(person, { sorter, referred }) {
    const answers = sorter.map(({ id }) => person[id]);
    const best = sorter.filter(({ id, answers: all }) => person[id] === all.length).map(({ reason }) => reason);
    const suggested = person.relationship === referred ? [person.referrer ? `${person.referrer} suggested them` : "someone suggested them to you"] : [];
    return { person, total: answers.reduce((sum, one) => sum + one, 0), isRated: answers.every(Boolean), reasons: [...suggested, ...best] };
  }

  /**
   * Who to start with, and why.
   * @param {Ranked[]} ranked in their order
   * @param {(person: Person) => string} nameOf
   * @returns {string} a sentence; "" if no one is rated
   */
  function advice(ranked, nameOf) {
    const [first, second] = ranked;
    if (!first?.total) return "";
    if (second && second.total === first.total && second.person.near === first.person.near) {
      return `Start with ${nameOf(first.person)} or ${nameOf(second.person)}. They come out the same.`;
    }
    return first.reasons.length ? `Start with ${nameOf(first.person)}: ${joined(first.reasons)}.` : `Start with ${nameOf(first.person)}.`;
  }

  /** @param {string[]} parts @returns {string} such as "a, b, and c" */
  function joined(parts) {
    return parts.length > 2 ? `${parts.slice(0, -1).join(", ")}, and ${parts.at(-1)}` : parts.join(", and ");
  }

  /* LinkedIn's file -------------------------------------------------------------------------------------- */

  /**
   * Everyone in LinkedIn's Connections.csv.
   * @param {string} text
   * @returns {{connections: Connection[], problem?: undefined} | {connections?: undefined, problem: string}} `problem` is a sentence for the reader
   */
  function readConnections(text) {
    const { rows, header } = csv.parse(text);
    const names = (rows[header] || []).map(fold);
    const places = { first: names.indexOf("first name"), last: names.indexOf("last name"), employer: names.indexOf("company"), role: names.indexOf("position"), email: names.indexOf("email address"), profile: names.indexOf("url") };
    if (places.employer < 0 || places.role < 0 || places.first < 0) {
      return { problem: "This isn't LinkedIn's Connections.csv: it has no columns “First Name”, “Company” and “Position”. Nothing was kept." };
    }
    const connections = rows.slice(header + 1).filter((row) => !csv.isBlank(row)).map((row) => {
      /** @param {number} place */
      const at = (place) => row[place]?.trim() || "";
      return { name: [at(places.first), at(places.last)].filter(Boolean).join(" "), role: at(places.role), employer: at(places.employer), email: at(places.email), profile: cells.addressFrom(at(places.profile)) };
    });
    return { connections: connections.filter(({ name }) => name) };
  }

  /**
   * The connections at an employer, with a title. The name of the employer has to be the same, whatever its case and punctuation, and
   * with or without "Inc."; every word of the title has to be in theirs.
   * @param {Connection[]} connections
   * @param {{employer: string, title: string}} wanted "" for any
   * @returns {Matches}
   */
  function matches(connections, { employer, title }) {
    const name = cells.foldEmployer(employer);
    const words = wordsOf(title);
    if (!name && !words.length) return { near: [], found: [] };
    const there = name ? connections.filter((one) => cells.foldEmployer(one.employer) === name) : connections;
    return { near: there.length || !name ? [] : nearNames(connections, name), found: there.filter(({ role }) => hasAll(wordsOf(role), words)) };
  }

  /** @param {string} text */
  function wordsOf(text) {
    return fold(text).split(" ").filter(Boolean);
  }

  /** @param {string[]} words @param {string[]} wanted */
  function hasAll(words, wanted) {
    return wanted.every((word) => words.includes(word));
  }

  /**
   * The employers whose names have all the words of another name, the most common first.
   * @param {Connection[]} connections
   * @param {string} name
   */
  function nearNames(connections, name) {
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const { employer } of connections) {
      if (hasAll(wordsOf(employer), wordsOf(name))) counts.set(employer, (counts.get(employer) || 0) + 1);
    }
    return [...counts].sort(([, one], [, other]) => other - one).slice(0, MOST_NEAR).map(([employer]) => employer);
  }

  /**
   * Whether a connection is among the reader's people.
   * @param {Connection} connection
   * @param {Person[]} people
   * @returns {boolean}
   */
  function isHere({ name, employer, profile }, people) {
    return people.some((person) => (profile !== "" && person.profile === profile)
      || (fold(person.name) === fold(name) && cells.foldEmployer(person.employer) === cells.foldEmployer(employer)));
  }

  return { order, advice, readConnections, matches, isHere };
})();
