/* The columns of a table of people: what each says about a person, what it's called here and elsewhere, and how it's read and written.
 * It doesn't touch the page or the storage. */
/** @typedef {Pick<InterviewsData, "statuses" | "outcomes" | "relationships" | "channels" | "modes" | "sectors" | "sorter">} Terms */
/** @typedef {{terms: Terms, isDayFirst: boolean, isOurs: boolean}} Reading how to read cells; in a table of our own they're exact */
/**
 * @typedef {object} Column
 * @property {string} key
 * @property {string} header
 * @property {string} names what other tables call it, folded, with "|" between
 * @property {"text" | "date" | "choice"} kind
 * @property {(person: Person) => string} write
 * @property {(cell: string, reading: Reading) => Partial<Person> | null} read null if the cell can't be read
 */
var Guide = Guide || {};
Guide.columns = (() => {
  "use strict";

  const { cells } = Guide;
  const { fold } = Guide.interviews;

  /* What a column can be besides one of Column. */
  const ID = "id";
  const MORE = "more";
  const FIRST = "first";
  const LAST = "last";
  const NOTES = "notes";
  const LEAVE_OUT = "";

  /* What other tables call the parts of a name. */
  const NAME_PARTS = { [FIRST]: "first|first name|firstname|given name|forename", [LAST]: "last|last name|lastname|surname|family name" };
  /* What isn't worth a note: LinkedIn's date of connecting, and the numbers of rows. */
  const NOT_NEEDED = "connected on|row|nr|no|number|index";

  /**
   * The columns, in the order of our own table.
   * @param {Terms} terms
   * @returns {Column[]}
   */
  function columnsFor(terms) {
    return [
      text("name", "Name", "full name|contact|contact name|person|display name|who"),
      text("call", "What you call them", "nickname|call"),
      text("role", "Role", "title|job title|position|job|occupation|headline"),
      text("employer", "Employer", "company|company name|organization|organisation|org|account|workplace|firm|current company"),
      choice("field", "Field", "industry|sector", terms.sectors),
      choice("relationship", "How you know them", "relationship|how known|connection type", terms.relationships),
      text("link", "What links you", "connection|how we met|common ground|why them"),
      text("referrer", "Suggested by", "referred by|referral|referrer|introduced by|source"),
      choice("channel", "How you reach them", "channel|contact method|method|via|how contacted", terms.channels),
      { ...text("email", "Email", "e mail|email address|e mail address|mail|e mail 1 value|email 1|work email|primary email"), read: readEmail },
      text("phone", "Phone", "phone number|telephone|mobile|cell|mobile phone|phone 1 value|tel"),
      { ...text("profile", "Profile", "url|linkedin|linkedin url|profile url|linkedin profile|website|link to profile|web page"), read: readProfile },
      {
        key: "status", header: "Status", kind: "choice", names: "stage|state|progress|outcome|response|result",
        write: (person) => statusLabel(person, terms),
        read: (cell) => cells.statusFrom(cell, terms),
      },
      ...terms.statuses.map(({ id, label }) => dateOf(id, label)),
      date("day", "Conversation date", "interview date|meeting date|call date|date of interview|date of meeting|date of call|date of conversation|meeting|scheduled for|when"),
      {
        key: "time", header: "Time", kind: "text", names: "start time|interview time|meeting time|call time",
        write: ({ time }) => time,
        read: (cell) => fromText("time", cells.timeFrom(cell)),
      },
      {
        key: "minutes", header: "Minutes", kind: "text", names: "length|duration|length in minutes",
        write: ({ minutes }) => String(minutes),
        read: (cell) => (Number.isNaN(cells.minutesFrom(cell)) ? null : { minutes: cells.minutesFrom(cell) }),
      },
      choice("mode", "How you meet", "mode|format|how we meet|meeting type|type of meeting", terms.modes),
      text("place", "Place, link or number", "place|location|where|meeting link|zoom link|dial in"),
      date("again", "Write again on", "follow up|follow up date|follow up on|next follow up|next contact|next contact date|next step date|reminder"),
      ...terms.sorter.map(rating),
      text(NOTES, "Notes", "note|comments|comment|remarks|details|description"),
      date("added", "Added on", "date added|created|created on"),
      date("forget", "Delete after", ""),
    ];
  }

  /**
   * @param {"name" | "call" | "role" | "employer" | "link" | "referrer" | "email" | "phone" | "profile" | "place" | "notes"} key
   * @param {string} header
   * @param {string} names
   * @returns {Column}
   */
  function text(key, header, names) {
    return { key, header, names, kind: "text", write: (person) => person[key], read: (cell, { isOurs }) => ({ [key]: isOurs ? cell : cell.trim() }) };
  }

  /**
   * @param {string} key
   * @param {string} value
   * @returns {Partial<Person> | null}
   */
  function fromText(key, value) {
    return value ? { [key]: value } : null;
  }

  /** @type {Column["read"]} */
  function readEmail(cell, { isOurs }) {
    return isOurs ? { email: cell } : fromText("email", /^(?:mailto:)?(\S+@\S+)$/i.exec(cell.trim())?.[1] || "");
  }

  /** @type {Column["read"]} */
  function readProfile(cell) {
    return fromText("profile", cells.addressFrom(cell));
  }

  /**
   * @param {"field" | "relationship" | "channel" | "mode"} key
   * @param {string} header
   * @param {string} names
   * @param {MenuEntry[]} entries
   * @returns {Column}
   */
  function choice(key, header, names, entries) {
    return {
      key, header, names, kind: "choice",
      write: (person) => entries.find(({ id }) => id === person[key])?.label || person[key],
      read: (cell) => fromText(key, entries.find(({ id, label }) => [id, fold(label)].includes(fold(cell)) || id === cell.trim())?.id || ""),
    };
  }

  /**
   * @param {"day" | "again" | "added" | "forget"} key
   * @param {string} header
   * @param {string} names
   * @returns {Column}
   */
  function date(key, header, names) {
    return {
      key, header, names, kind: "date",
      write: (person) => person[key],
      read(cell, { isDayFirst }) {
        const found = cells.dayFrom(cell, isDayFirst);
        return found && { [key]: found.day, ...(key === "day" && found.time ? { time: found.time } : {}) };
      },
    };
  }

  /* What other tables call the day of a status. */
  /** @type {Partial<Record<StatusId, string>>} */
  const DATE_NAMES = {
    asked: "date contacted|contacted|contacted on|date asked|date sent|sent|date reached out|date of contact|contact date|first contact|date emailed|outreach date|date",
    reminded: "date followed up|followed up|followed up on|date of follow up|reminder sent",
    agreed: "date replied|replied|date of reply|response date|date responded",
    met: "date met|met on|interviewed on|date interviewed",
    thanked: "thank you|thank you sent|thank you note|thanked|thanked on|date thanked|thank you date",
  };

  /**
   * The day a status was reached.
   * @param {StatusId} id
   * @param {string} label
   * @returns {Column}
   */
  function dateOf(id, label) {
    return {
      key: `on-${id}`, header: `Date: ${label}`, kind: "date", names: DATE_NAMES[id] || "",
      write: ({ on }) => on[id] || "",
      read(cell, { isDayFirst }) {
        const found = cells.dayFrom(cell, isDayFirst);
        return found && { on: { [id]: found.day } };
      },
    };
  }

  /**
   * An answer to a question of "Who first?".
   * @param {Terms["sorter"][number]} question its best answer comes first, and counts most
   * @returns {Column}
   */
  function rating({ id, label, answers }) {
    return {
      key: id, header: label, names: "", kind: "choice",
      write: (person) => answers[answers.length - person[id]] || "",
      read(cell) {
        const place = answers.findIndex((answer) => fold(answer) === fold(cell));
        return place < 0 ? null : { [id]: answers.length - place };
      },
    };
  }

  /**
   * How far things are with a person, or why they're closed, in a word or two.
   * @param {Person} person
   * @param {Terms} terms
   * @returns {string}
   */
  function statusLabel({ status, outcome }, { statuses, outcomes }) {
    const ending = status === "closed" ? outcomes.find(({ id }) => id === outcome) : undefined;
    return (ending || statuses.find(({ id }) => id === status))?.label || status;
  }

  /**
   * What each column of a table is, by its name: one of the columns, ID, MORE, FIRST, LAST, NOTES or LEAVE_OUT. A column no one knows
   * goes into the notes, so nothing is lost.
   * @param {string[]} headers
   * @param {Column[]} columns
   * @returns {string[]} the key of each
   */
  function guess(headers, columns) {
    /** @type {Set<string>} */
    const taken = new Set();
    const found = headers.map((header) => {
      const key = keyOf(header, columns);
      if (taken.has(key) && ![MORE, LEAVE_OUT].includes(key)) return NOTES;
      taken.add(key);
      return key;
    });
    return found.map((key) => ((key === FIRST || key === LAST) && found.includes("name") ? NOTES : key));
  }

  /** @param {string} header @param {Column[]} columns */
  function keyOf(header, columns) {
    const name = fold(header);
    /** @param {string} names */
    const isAmong = (names) => names.split("|").includes(name);
    if (name === "" || isAmong(NOT_NEEDED) || [HEADERS.promises, HEADERS.learned].includes(header.trim())) return LEAVE_OUT;
    if (header.trim() === HEADERS.id) return ID;
    if (header.trim().startsWith(HEADERS.more)) return MORE;
    const own = columns.find((column) => fold(column.header) === name) || columns.find(({ names }) => isAmong(names));
    const part = Object.entries(NAME_PARTS).find(([, names]) => isAmong(names))?.[0];
    return own?.key || part || NOTES;
  }

  const HEADERS = { id: "ID (leave as it is)", more: "More (leave as it is)", promises: "Promises (to read only)", learned: "What you learned (to read only)" };

  /**
   * Whether the name of a column says what it is.
   * @param {string} header
   * @param {Column[]} columns
   * @returns {boolean}
   */
  function isKnown(header, columns) {
    const key = keyOf(header, columns);
    return key !== LEAVE_OUT && (key !== NOTES || fold(header) === NOTES);
  }

  return { ID, MORE, FIRST, LAST, NOTES, LEAVE_OUT, HEADERS, columnsFor, guess, isKnown, statusLabel };
})();
