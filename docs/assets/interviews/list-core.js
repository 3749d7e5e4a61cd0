/* The list of people on the page "My interviews": its order, the columns of the board, how two records differ, and how a
 * change is undone. It doesn't touch the page or the storage.
 *
 * What a row shows is worked out once for each person and change, since that takes longer than sorting and filtering.
 */
/** @typedef {{person: Person, name: string, work: string, status: StatusId, label: string, order: number, act: Act | null, touched: string}} PeopleEntry
 *   a person as the list shows them: `name` may be their initials, `work` is what they do and where,
 *   `order` is the place of the status, `act` what's due first, and
 *   `touched` the day something last changed */
/** @typedef {{label: string, statuses: StatusId[]}} BoardColumn */
/** @typedef {{label: string, one: string, other: string}} Difference */
var Guide = Guide || {};
Guide.interviewList = (() => {
  "use strict";

  const { schedule, interviews } = Guide;
  const { cut } = Guide.textFormat;

  const MOST_DUE = 5;
  const MOST_TEXT = 100;
  /* Statuses that share a column of the board. */
  /** @type {StatusId[][]} */
  const COLUMNS = [["to-ask"], ["asked", "reminded"], ["agreed"], ["met", "thanked"], ["reported", "in-touch"], ["closed"]];
  const collator = new Intl.Collator("en-US", { sensitivity: "base", numeric: true });

  /* Rows ----------------------------------------------------------------------------------------------- */

  /**
   * A person as a list shows them: by their initials, if others may see the screen, and with very long texts cut. What's stored stays as it
   * is.
   * @param {Person} person
   * @param {boolean} initials
   * @returns {Person}
   */
  function shownPerson(person, initials) {
    const { call, role, employer, referrer } = person;
    return {
      ...person,
      name: short(interviews.displayName(person, initials)),
      call: initials ? "" : short(call),
      role: short(role),
      employer: short(employer),
      referrer: short(referrer && interviews.displayName({ ...person, name: referrer }, initials)),
    };
  }

  /** @param {string} text */
  function short(text) {
    return text.length > MOST_TEXT ? `${cut(text, MOST_TEXT)}…` : text;
  }

  /**
   * @param {InterviewRules} rules
   * @param {Person[]} people
   * @param {Date} now
   * @param {boolean} initials whether names are shown as initials
   * @returns {PeopleEntry[]}
   */
  function entriesOf(rules, people, now, initials) {
    const today = schedule.dayOf(now);
    const places = new Map(rules.data.statuses.map(({ id }, place) => [id, place]));
    return people.map((person) => {
      const { status, outcome } = interviews.statusOf(rules, person, today);
      const shown = shownPerson(person, initials);
      return {
        person,
        name: shown.name,
        work: interviews.summaryOf(shown),
        status,
        label: labelOf(rules, status, outcome),
        order: places.get(status) ?? places.size,
        act: interviews.actsOf(rules, shown, now)[0] || null,
        touched: interviews.touched(person),
      };
    });
  }

  /**
   * What a status is called, with the reason if the person is closed: "Closed: no answer".
   * @param {InterviewRules} rules
   * @param {StatusId} status
   * @param {Person["outcome"]} outcome
   * @returns {string}
   */
  function labelOf(rules, status, outcome) {
    const label = rules.data.statuses.find(({ id }) => id === status)?.label || "";
    const why = status === "closed" && rules.data.outcomes.find(({ id }) => id === outcome)?.label;
    return why ? `${label}: ${why.charAt(0).toLowerCase()}${why.slice(1)}` : label;
  }

  /** @type {Record<SortKey, (entry: PeopleEntry) => string | number>} */
  const SORT_VALUES = {
    name: ({ person }) => person.name,
    status: ({ order }) => order,
    next: ({ act }) => act?.day || "",
    meeting: ({ person }) => (person.day ? `${person.day} ${person.time}` : ""),
    touched: ({ touched }) => touched,
  };

  /**
   * The entries in another order. Those with nothing to sort by come last either way. Of equal ones, those with nothing to do come last, and
   * the others are sorted by name.
   * @param {PeopleEntry[]} entries
   * @param {SortKey} key
   * @param {boolean} isDescending
   * @returns {PeopleEntry[]}
   */
  function sorted(entries, key, isDescending) {
    const sign = isDescending ? -1 : 1;
    const rows = entries.map((entry) => ({ entry, value: SORT_VALUES[key](entry) }));
    rows.sort((one, other) => {
      if ((one.value === "") !== (other.value === "")) return one.value === "" ? 1 : -1;
      return sign * compare(one.value, other.value, key) || Number(!one.entry.act) - Number(!other.entry.act) || collator.compare(one.entry.person.name, other.entry.person.name);
    });
    return rows.map(({ entry }) => entry);
  }

  /** @param {string | number} one @param {string | number} other @param {SortKey} key */
  function compare(one, other, key) {
    if (key === "name") return collator.compare(String(one), String(other));
    return one < other ? -1 : Number(one > other);
  }

  /**
   * The columns of the board.
   * @param {InterviewRules} rules
   * @returns {BoardColumn[]}
   */
  function columnsOf(rules) {
    return COLUMNS.map((statuses) => ({ statuses, label: statuses.map((status) => labelOf(rules, status, "")).join(", ") }));
  }

  /* Words ------------------------------------------------------------------------------------------------ */

  /**
   * What to say when nothing is due: what comes next, if anything does.
   * @param {Pick<Act, "text" | "day" | "at"> | null} act
   * @param {string} today
   * @returns {string}
   */
  function nothingDue(act, today) {
    if (!act?.day) return "Nothing is due today.";
    const next = act.text.trim().replace(/[.]+$/, "");
    const when = interviews.dueInside(act, today);
    return `Nothing is due today. Next: ${next.charAt(0).toLowerCase()}${next.slice(1)}, ${when}${/[?!]$/.test(when) ? "" : "."}`;
  }

  /**
   * Names in a sentence: "Ana", "Ana and Ben", "Ana, Ben and 3 more".
   * @param {string[]} names
   * @param {number} [most] how many are named
   * @returns {string}
   */
  function nameSome(names, most = 3) {
    const shown = names.slice(0, names.length > most ? most - 1 : most);
    const parts = names.length > shown.length ? [...shown, `${names.length - shown.length} more`] : shown;
    return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts[parts.length - 1]}`;
  }

  /* Two records, and before and after a change -------------------------------------------------------------- */

  /** @type {[string, (person: Person) => string][]} What readers compare before they merge two records. */
  const COMPARED = [
    ["Name", ({ name }) => name],
    ["What you call them", ({ call }) => call],
    ["Role", ({ role }) => role],
    ["Employer", ({ employer }) => employer],
    ["What links you", ({ link }) => link],
    ["Who suggested them", ({ referrer }) => referrer],
    ["Email", ({ email }) => email],
    ["Phone", ({ phone }) => phone],
    ["Profile", ({ profile }) => profile],
    ["Conversation", (person) => interviews.whenOf(person)],
    ["Notes", ({ notes }) => notes],
  ];

  /**
   * What two records say that isn't the same.
   * @param {Person} one
   * @param {Person} other
   * @returns {Difference[]}
   */
  function differences(one, other) {
    return COMPARED.map(([label, read]) => ({ label, one: read(one), other: read(other) })).filter((row) => row.one !== row.other);
  }

  /**
   * Takes back one change of a record, and leaves what has changed since then in another tab.
   * @template {Person} T
   * @param {T} current the record as it's stored now
   * @param {T} before the record before the change
   * @param {T} after the record right after it
   * @returns {T}
   */
  function revert(current, before, after) {
    const result = { ...current };
    for (const key of /** @type {(keyof T)[]} */ (Object.keys(before))) {
      const isChanged = !isSame(before[key], after[key]);
      if (isChanged && isSame(current[key], after[key])) result[key] = before[key];
    }
    return result;
  }

  /**
   * Whether a person's record mentions another one: as who suggested them, or as someone they named.
   * @param {Person} person
   * @param {string} id
   * @returns {boolean}
   */
  function pointsTo(person, id) {
    return person.referredBy === id || person.named.some((one) => one.person === id);
  }

  /**
   * The person's record with one person put in place of another.
   * @param {Person} person
   * @param {string} from
   * @param {string} to
   * @returns {Person}
   */
  function pointElsewhere(person, from, to) {
    return {
      ...person,
      referredBy: person.referredBy === from ? to : person.referredBy,
      named: person.named.map((one) => (one.person === from ? { ...one, person: to } : one)),
    };
  }

  /** @param {unknown} one @param {unknown} other */
  function isSame(one, other) {
    return JSON.stringify(one) === JSON.stringify(other);
  }

  return { MOST_DUE, short, shownPerson, entriesOf, labelOf, sorted, columnsOf, nothingDue, nameSome, differences, revert, pointsTo, pointElsewhere };
})();
