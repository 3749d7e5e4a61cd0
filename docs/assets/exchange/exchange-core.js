/* People as a table for spreadsheets, and back. It doesn't touch the page or the storage.
 *
 * - What goes out comes back equal. Most of a person is in columns a reader can change. What no cell can show, such as the history or
 *   the plan, is in the last columns as JSON, along with any value that a cell would alter.
 * - What comes in is compared with who is here: a person is recognized by the id, then by the email address, then by name and
 *   employer. An empty cell changes nothing, so no import deletes anything, and the same file twice changes nothing.
 * - A cell that can't be read is reported, and goes into the notes as it is.
 */
/** @typedef {{row: number, header: string, cell: string, why: string}} Unread a cell that couldn't be read; `row` as spreadsheets count */
/** @typedef {{row: number, id: string, fields: Partial<Person>, asides: string[], rest: Record<string, unknown> | null}} PersonRecord
 *   what a row says: `asides` is what goes into the notes, and `rest` is what isn't in cells, in a table of our own */
/** @typedef {{mapping: string[], hasHeader: boolean, isDayFirst: boolean}} TableChoices how the reader wants a table read; `mapping` has a key for each column */
/** @typedef {{key: string, label: string, before: string, after: string, isBackward: boolean, apply: (person: Person) => Person}} PersonChange
 *   `isBackward` is whether it would undo progress */
/** @typedef {{person: Person, row: number}} AddedPerson */
/** @typedef {{person: Person, row: number, changes: PersonChange[]}} ChangedPerson */
/** @typedef {{added: AddedPerson[], changed: ChangedPerson[], same: number}} Comparison */
var Guide = Guide || {};
Guide.exchange = (() => {
  "use strict";

  const { csv, columns: names, cells, interviews, textFormat } = Guide;
  const { fold } = interviews;
  const { isEqual, isObject, parseJson } = textFormat;
  const { ID, MORE, FIRST, LAST, NOTES, HEADERS } = names;

  const NO_ONE = interviews.blank({}, "");
  /* Excel cuts what is longer than 32,767 characters. */
  const MOST_IN_CELL = 30_000;

  /* Out -------------------------------------------------------------------------------------------- */

  /**
   * A table of people for spreadsheets.
   * @param {Person[]} people
   * @param {Terms} terms
   * @returns {string} CSV
   */
  function asCsv(people, terms) {
    const columns = names.columnsFor(terms);
    const rests = people.map((person) => chunksOf(JSON.stringify(restOf(person, columns, terms))));
    const width = Math.max(1, ...rests.map((chunks) => chunks.length));
    const header = [HEADERS.id, ...columns.map((column) => column.header), HEADERS.promises, HEADERS.learned,
      ...Array.from({ length: width }, (_, index) => (index ? `${HEADERS.more} ${index + 1}` : HEADERS.more))];
    const rows = people.map((person, index) => [
      person.id, ...columns.map((column) => cellOf(column, person)), promisesOf(person), learnedFrom(person),
      ...Array.from({ length: width }, (_, place) => rests[index]?.[place] || ""),
    ]);
    return textFormat.csv([header, ...rows].map((row) => row.map((cell) => withApostrophe(writable(cell)))));
  }

  /** Text without what no file of text can hold. @param {string} text */
  function writable(text) {
    return text.replace(/\p{Surrogate}|\0/gu, "\ufffd");
  }

  /** @param {Column} column @param {Person} person */
  function cellOf(column, person) {
    return writable(column.write(person));
  }

  /** @param {Person} person */
  function promisesOf({ promises }) {
    return promises.map(({ text, by, done }) => `${text}${by ? ` (by ${by})` : ""}${done ? " (done)" : ""}`).join("\n");
  }

  /** @param {Person} person */
  function learnedFrom({ learned }) {
    return learned.map(({ text }) => text).join("\n");
  }

  /**
   * What isn't in the cells of a person, or wouldn't be the same when read from them.
   * @param {Person} person
   * @param {Column[]} columns
   * @param {Terms} terms
   */
  function restOf(person, columns, terms) {
    const shown = fieldsIn(columns.map((column) => ({ column, cell: cellOf(column, person) })), { terms, isDayFirst: false, isOurs: true }).fields;
    return Object.fromEntries(Object.entries(person).filter(([name, value]) => {
      return name !== "id" && !isEqual(name in shown ? shown[/** @type {keyof Person} */ (name)] : valueIn(NO_ONE, name), value);
    }));
  }

  /** @param {Person} person @param {string} name */
  function valueIn(person, name) {
    return person[/** @type {keyof Person} */ (name)];
  }

  /** @param {string} text */
  function chunksOf(text) {
    const chunks = [];
    for (let rest = text; rest; ) {
      /* Half an emoji can't be saved in UTF-8. */
      const length = /[\ud800-\udbff]/.test(rest[MOST_IN_CELL - 1] || "") ? MOST_IN_CELL - 1 : MOST_IN_CELL;
      chunks.push(rest.slice(0, length));
      rest = rest.slice(length);
    }
    return chunks;
  }

  /* csv() puts an apostrophe before a formula. A text that already looks as if it had one gets another, so each can be taken off again. */

  /** @param {string} text */
  function withApostrophe(text) {
    return /^'/.test(text) && textFormat.isFormula(text.replace(/^'+/, "")) ? `'${text}` : text;
  }

  /** @param {string} cell */
  function withoutApostrophe(cell) {
    return /^'/.test(cell) && textFormat.isFormula(cell.replace(/^'+/, "")) ? cell.slice(1) : cell;
  }

  /* In: cells ----------------------------------------------------------------------------------------- */

  /**
   * How a table seems to be meant.
   * @param {Table} table
   * @param {Terms} terms
   * @returns {{choices: TableChoices, isOurs: boolean, dates: DateOrder}}
   */
  function suggest(table, terms) {
    const columns = names.columnsFor(terms);
    const headers = table.rows[table.header] || [];
    const hasHeader = headers.some((header) => names.isKnown(header, columns));
    const width = Math.max(0, ...table.rows.map((row) => row.length));
    const known = Array.from({ length: width }, (_, index) => (hasHeader && headers[index]) || "");
    const mapping = hasHeader ? names.guess(known, columns) : guessFromCells(table.rows.slice(table.header), width);
    const isOurs = mapping.includes(ID) && mapping.includes(MORE);
    const dates = datesIn(table, { mapping, hasHeader, isDayFirst: false }, terms);
    return { choices: { mapping, hasHeader, isDayFirst: dates === "day" }, isOurs, dates };
  }

  /**
   * In a table without column names, an address tells what it is, and the first other column is the name.
   * @param {string[][]} rows
   * @param {number} width
   */
  function guessFromCells(rows, width) {
    const found = Array.from({ length: width }, (_, index) => {
      const filled = rows.map((row) => row[index]?.trim() || "").filter(Boolean);
      return filled.length && filled.every((cell) => /^\S+@\S+\.\S+$/.test(cell)) ? "email" : NOTES;
    });
    const first = found.indexOf(NOTES);
    return found.map((key, index) => (index === first ? "name" : key));
  }

  /**
   * What comes first in the dates of a table.
   * @param {Table} table
   * @param {TableChoices} choices
   * @param {Terms} terms
   * @returns {DateOrder}
   */
  function datesIn(table, { mapping, hasHeader }, terms) {
    const dates = new Set(names.columnsFor(terms).filter(({ kind }) => kind === "date").map(({ key }) => key));
    const places = mapping.flatMap((key, index) => (dates.has(key) ? [index] : []));
    return cells.dateOrder(bodyOf(table, hasHeader).flatMap(({ row }) => places.map((place) => row[place] || "")));
  }

  /**
   * The rows below the column names, with their numbers.
   * @param {Table} table
   * @param {boolean} hasHeader
   */
  function bodyOf(table, hasHeader) {
    const start = table.header + (hasHeader ? 1 : 0);
    return table.rows.slice(start).map((row, index) => ({ row, number: start + index + 1 })).filter(({ row }) => !csv.isBlank(row));
  }

  /**
   * The people in a table.
   * @param {Table} table
   * @param {TableChoices} choices
   * @param {Terms} terms
   * @returns {{records: PersonRecord[], unread: Unread[]}}
   */
  function read(table, choices, terms) {
    const { mapping, hasHeader, isDayFirst } = choices;
    const headers = hasHeader ? table.rows[table.header] || [] : [];
    const isOurs = mapping.includes(ID) && mapping.includes(MORE);
    const setting = { columns: new Map(names.columnsFor(terms).map((column) => [column.key, column])), mapping, headers, reading: { terms, isDayFirst, isOurs } };
    /** @type {Unread[]} */
    const unread = [];
    const records = bodyOf(table, hasHeader).flatMap(({ row, number }) => {
      const record = recordFrom(row, number, setting, unread);
      if (record) return [record];
      unread.push({ row: number, header: "", cell: row.filter((cell) => cell.trim()).join(", "), why: "There's no name in this row, so it's left out." });
      return [];
    });
    return { records: combine(records, [...setting.columns.values()]), unread };
  }

  /**
   * @param {string[]} row
   * @param {number} number
   * @param {{columns: Map<string, Column>, mapping: string[], headers: string[], reading: Reading}} setting
   * @param {Unread[]} unread gets what can't be read
   * @returns {PersonRecord | null} null if no one is named
   */
  function recordFrom(row, number, { columns, mapping, headers, reading }, unread) {
    /** @param {number} index */
    const cellAt = (index) => (reading.isOurs ? withoutApostrophe(row[index] || "") : row[index] || "");
    /** @param {string} key */
    const joined = (key) => mapping.map((one, index) => (one === key ? cellAt(index) : "")).filter((cell) => cell.trim());
    /** @type {Filled[]} */
    const filled = [];
    /** @type {string[]} */
    const asides = [];
    mapping.forEach((key, index) => {
      const column = columns.get(key);
      const cell = cellAt(index);
      const header = headers[index]?.trim() || "";
      if (!column || !(reading.isOurs ? cell : cell.trim())) return;
      const earlier = filled.filter((one) => one.column === column);
      /* A name spelled another way is the same name, but a note isn't the same note. */
      const same = key === NOTES ? /** @param {string} text */ (text) => text.trim() : comparable;
      if (earlier.length) asides.push(...(earlier.some((one) => same(one.cell) === same(cell)) ? [] : [aside(header, cell)]));
      else if (key === NOTES && !reading.isOurs && !["", NOTES, ...(column.names.split("|"))].includes(fold(header))) asides.push(aside(header, cell));
      else filled.push({ column, cell, header });
    });
    const parsed = reading.isOurs ? parseJson(mapping.map((key, index) => (key === MORE ? cellAt(index) : "")).join("") || "{}") : null;
    const rest = isObject(parsed) ? parsed : null;
    if (reading.isOurs && !rest) unread.push({ row: number, header: HEADERS.more, cell: cut(joined(MORE).join("")), why: "It was changed or cut off, so the history, the plan and the notes from the conversation can't be read. The rest of the row can." });
    const { fields, failed } = withRest(filled, rest, reading);
    for (const { column, cell, header } of failed) {
      unread.push({ row: number, header: header || column.header, cell: cut(cell), why: WHY[column.kind] });
      asides.push(aside(header || column.header, cell));
    }
    const given = (joined(ID)[0] || "").trim();
    const id = interviews.readPerson({ id: given }) ? given : "";
    const name = id || fields.name?.trim() ? fields.name : nameFrom([...joined(FIRST), ...joined(LAST)], fields);
    return name || id ? { row: number, id, fields: name ? { ...fields, name } : fields, asides, rest } : null;
  }

  /** @param {string[]} parts of the name @param {Partial<Person>} fields */
  function nameFrom(parts, { email, role, employer }) {
    const said = (text = "") => text.trim();
    return parts.map(said).join(" ") || said(email) || [role, employer].map(said).filter(Boolean).join(", ");
  }

  /** @typedef {{column: Column, cell: string, header?: string}} Filled */

  const WHY = {
    text: "It isn't in a form the guide can use, so it goes into the notes.",
    date: "It isn't a date the guide can read, so it goes into the notes.",
    choice: "It isn't one of the choices here, so it goes into the notes.",
  };

  /** @param {string} header @param {string} cell */
  function aside(header, cell) {
    return header ? `${header}: ${cell.trim()}` : cell.trim();
  }

  /** @param {string} text */
  function cut(text) {
    return text.length > 60 ? `${textFormat.cut(text, 60)}…` : text;
  }

  /**
   * What cells say about a person.
   * @param {Filled[]} filled
   * @param {Reading} reading
   * @returns {{fields: Partial<Person>, failed: Filled[]}}
   */
  function fieldsIn(filled, reading) {
    /** @type {Partial<Person>} */
    const fields = {};
    const failed = [];
    for (const one of filled) {
      if (!one.cell) continue;
      const found = one.column.read(one.cell, reading);
      if (!found) failed.push(one);
      else Object.assign(fields, found, found.on ? { on: { ...fields.on, ...found.on } } : null);
    }
    return { fields, failed };
  }

  /**
   * What cells say about a person, and what they couldn't hold. A cell that was changed since it was written counts more than that.
   * @param {Filled[]} filled
   * @param {Record<string, unknown> | null} rest
   * @param {Reading} reading
   * @returns {{fields: Partial<Person>, failed: Filled[]}}
   */
  function withRest(filled, rest, reading) {
    const shown = fieldsIn(filled, reading);
    const person = rest && interviews.readPerson({ ...NO_ONE, ...shown.fields, ...rest });
    if (!person) return shown;
    const held = Object.fromEntries(Object.keys(rest).filter((name) => name in person && !DETAILS.has(name)).map((name) => [name, valueIn(person, name)]));
    const changed = fieldsIn(filled.filter(({ column, cell }) => cellOf(column, person) !== cell), reading);
    return { fields: { ...shown.fields, ...held, ...changed.fields, ...(held.on || changed.fields.on ? { on: { ...shown.fields.on, .../** @type {Person["on"]} */ (held.on), ...changed.fields.on } } : {}) }, failed: changed.failed };
  }

  /* In: people ---------------------------------------------------------------------------------------- */

  /* What a person has besides what's in columns, and what to call it. */
  const DETAILS = new Map(Object.entries({
    history: "history", plan: "the plan", drafts: "messages", live: "notes from the conversation", learned: "what you learned", named: "who and what they named",
    promises: "promises", ticks: "check marks", answers: "answers to compare", scores: "scores", goal: "the goal", audience: "who you are", referredBy: "who suggested them",
    sequence: "", sample: "",
  }));

  /**
   * Rows about the same person as one: the first one counts, and what a later one says differently goes into the notes. In a table of
   * our own each row is a person.
   * @param {PersonRecord[]} records
   * @param {Column[]} columns
   * @returns {PersonRecord[]}
   */
  function combine(records, columns) {
    /** @type {ReturnType<typeof indexOf<PersonRecord>>} */
    const known = indexOf();
    /** @type {PersonRecord[]} */
    const combined = [];
    for (const record of records) {
      const same = known.find(record.id, record.fields);
      if (same && same.id === record.id) absorb(same, record, columns);
      else {
        combined.push(record);
        known.add(record, record.id, record.fields);
      }
    }
    return combined;
  }

  /**
   * Finds who someone is: by the id, then by the email address, if a part of the name is the same too, then by name and employer.
   * @template T what is found
   */
  function indexOf() {
    /** @type {Map<string, T>} */
    const byId = new Map();
    /** @type {Map<string, {found: T, name: string}[]>} */
    const byEmail = new Map();
    /** @type {Map<string, T>} */
    const byName = new Map();
    return {
      /** @param {T} found @param {string} id @param {Partial<Person>} fields */
      add(found, id, fields) {
        if (id) byId.set(id, found);
        const email = (fields.email || "").trim().toLowerCase();
        if (email) byEmail.set(email, [...byEmail.get(email) || [], { found, name: fields.name || "" }]);
        const name = nameKey(fields);
        if (name && !byName.has(name)) byName.set(name, found);
      },
      /** @param {string} id @param {Partial<Person>} fields @returns {T | undefined} */
      find(id, fields) {
        const withEmail = byEmail.get((fields.email || "").trim().toLowerCase()) || [];
        return (id && byId.get(id)) || withEmail.find(({ name }) => shareWord(name, fields.name || ""))?.found || byName.get(nameKey(fields));
      },
    };
  }

  /** @param {Partial<Person>} fields */
  function nameKey({ name = "", employer = "" }) {
    return comparable(name) && `${comparable(name)}|${cells.foldEmployer(employer)}`;
  }

  /** A text for comparing: its words, or its signs if it has no words, such as a name that's an emoji. @param {string} text */
  function comparable(text) {
    return fold(text) || text.trim();
  }

  /** Several people may share the address of an office. @param {string} one @param {string} other */
  function shareWord(one, other) {
    const words = new Set(fold(one).split(" "));
    return fold(other).split(" ").some((word) => words.has(word));
  }

  /**
   * Adds to a record what another one about the same person says.
   * @param {PersonRecord} record
   * @param {PersonRecord} other
   * @param {Column[]} columns
   */
  function absorb(record, other, columns) {
    const theirs = { ...NO_ONE, ...other.fields };
    for (const column of columns) {
      const [mine, more] = [record.fields, other.fields].map((fields) => fields[/** @type {keyof Person} */ (column.key)]);
      if (column.key !== NOTES && mine && more && comparable(String(mine)) !== comparable(String(more))) record.asides.push(aside(column.header, column.write(theirs)));
    }
    const { notes = "" } = record.fields;
    record.fields = { ...other.fields, ...record.fields, notes: addNotes(notes, [other.fields.notes || "", ...other.asides]), on: { ...other.fields.on, ...record.fields.on } };
  }

  /**
   * Notes with more at the end, unless they're there already.
   * @param {string} notes
   * @param {string[]} more
   */
  function addNotes(notes, more) {
    return more.map((one) => one.trim()).filter(Boolean).reduce((all, one) => {
      if (all.includes(one)) return all;
      return one.includes(all) ? one : `${all}\n${one}`;
    }, notes);
  }

  /**
   * What a table would add and change.
   * @param {PersonRecord[]} records
   * @param {Person[]} people who are here
   * @param {Terms} terms
   * @param {string} today
   * @returns {Comparison}
   */
  function compare(records, people, terms, today) {
    const columns = names.columnsFor(terms);
    const ids = new Set(records.map(({ id }) => id));
    /** @type {ReturnType<typeof indexOf<Person>>} */
    const here = indexOf();
    /* Someone who has a row of their own isn't in another one. */
    for (const person of people) here.add(person, person.id, ids.has(person.id) ? {} : person);
    /** @type {Map<Person, PersonRecord>} */
    const found = new Map();
    const added = [];
    for (const record of records) {
      const person = here.find(record.id, record.fields);
      const earlier = person && found.get(person);
      if (!person) added.push({ person: personFrom(record, terms, today), row: record.row });
      else if (earlier) absorb(earlier, record, columns);
      else found.set(person, { ...record, asides: [...record.asides] });
    }
    const changed = [...found].map(([person, record]) => ({ person, row: record.row, changes: changesOf(person, record, columns, terms, today) }));
    return { added, changed: changed.filter(({ changes }) => changes.length), same: changed.filter(({ changes }) => !changes.length).length };
  }

  /**
   * @param {PersonRecord} record
   * @param {Terms} terms
   * @param {string} today
   * @returns {Person}
   */
  function personFrom({ id, fields, asides, rest }, terms, today) {
    const blank = interviews.blank({}, rest ? "" : today);
    const whole = { ...blank, ...rest, ...fields, id: id || blank.id, notes: addNotes(fields.notes || "", asides) };
    return valid(rest ? whole : withPast(whole, fields, terms, today));
  }

  /** A person as they'd be read from storage, so nothing is stored that couldn't be. @param {Person} person */
  function valid(person) {
    return interviews.readPerson(person) || person;
  }

  /**
   * A new person with the status that the dates show, and with the history they make up.
   * @param {Person} person
   * @param {Partial<Person>} fields
   * @param {Terms} terms
   * @param {string} today
   * @returns {Person}
   */
  function withPast(person, fields, { statuses }, today) {
    const dated = statuses.flatMap(({ id }) => { const on = person.on[id]; return on ? [{ id, on }] : []; });
    const last = dated.at(-1)?.id;
    const shown = fields.day ? (fields.day < today ? "met" : "agreed") : "to-ask";
    const places = statuses.map(({ id }) => id);
    const status = fields.status || (last && places.indexOf(last) > places.indexOf(shown) ? last : shown);
    const on = status === "met" && !person.on.met && fields.day ? { ...person.on, met: fields.day } : person.on;
    const past = Object.entries(on).map(([id, day]) => ({ on: day, what: /** @type {const} */ ("status"), text: "", status: /** @type {StatusId} */ (id) }));
    return { ...person, status, on, history: past.sort((one, other) => one.on.localeCompare(other.on)) };
  }

  /**
   * What a record would change about a person who is here.
   * @param {Person} person
   * @param {PersonRecord} record
   * @param {Column[]} columns
   * @param {Terms} terms
   * @param {string} today
   * @returns {PersonChange[]}
   */
  function changesOf(person, record, columns, { statuses, ...terms }, today) {
    const wanted = withFields(person, record.fields);
    const exact = { terms: { statuses, ...terms }, isDayFirst: false, isOurs: true };
    const places = statuses.map(({ id }) => id);
    const changes = columns.filter(({ key }) => key !== NOTES).flatMap((column) => {
      const [before, after] = [cellOf(column, person), cellOf(column, wanted)];
      if (!after || before === after || (!record.rest && isSameWords(column, before, after))) return [];
      const patch = column.read(after, exact);
      if (!patch) return [];
      const isBackward = patch.status !== undefined && places.indexOf(patch.status) < places.indexOf(person.status);
      /** @param {Person} one */
      const apply = (one) => (patch.status ? interviews.note(withFields(one, patch), { on: today, what: "note", text: `From a file: ${after}` }) : withFields(one, patch));
      return [{ key: column.key, label: column.header, before, after, isBackward, apply }];
    });
    return [...changes, ...notesChange(person, record), ...detailsChange(person, record)];
  }

  /** In someone else's table, spelling a name another way isn't news. @param {Column} column @param {string} one @param {string} other */
  function isSameWords({ key }, one, other) {
    return comparable(one) === comparable(other) || (key === "employer" && cells.foldEmployer(one) === cells.foldEmployer(other));
  }

  /** @param {Person} person @param {Partial<Person>} fields @returns {Person} */
  function withFields(person, fields) {
    return { ...person, ...fields, on: { ...person.on, ...fields.on } };
  }

  /** @param {Person} person @param {PersonRecord} record @returns {PersonChange[]} */
  function notesChange(person, { fields, asides }) {
    /** @param {Person} one */
    const noted = (one) => addNotes(one.notes, [fields.notes || "", ...asides]);
    const after = noted(person);
    if (after === person.notes) return [];
    return [{ key: NOTES, label: "Notes", before: person.notes, after, isBackward: false, apply: (one) => ({ ...one, notes: noted(one) }) }];
  }

  /** @param {Person} person @param {PersonRecord} record @returns {PersonChange[]} */
  function detailsChange(person, { rest, fields }) {
    const theirs = rest && interviews.readPerson({ ...NO_ONE, ...rest, ...fields, id: person.id });
    if (!theirs) return [];
    /** @param {Person} one */
    const more = (one) => {
      const merged = interviews.merge(one, theirs);
      return Object.fromEntries([...DETAILS.keys()].filter((name) => hasMore(valueIn(merged, name), valueIn(one, name))).map((name) => [name, valueIn(merged, name)]));
    };
    const changed = Object.keys(more(person)).map((name) => DETAILS.get(name)).filter(Boolean);
    if (!changed.length) return [];
    return [{ key: MORE, label: "More", before: "", after: `Adds what the file has more of: ${changed.join(", ")}`, isBackward: false, apply: (one) => ({ ...one, ...more(one) }) }];
  }

  /**
   * Whether there's more in a value than in another one, whatever the order.
   * @param {unknown} merged
   * @param {unknown} mine
   */
  function hasMore(merged, mine) {
    if (Array.isArray(merged) && Array.isArray(mine)) return merged.some((entry) => !mine.some((one) => isEqual(one, entry)));
    return !isEqual(merged, mine);
  }

  /**
   * The people to store, once the reader has chosen.
   * @param {Comparison} comparison
   * @param {Set<string>} chosen as keyOfAdded() and keyOfChange() make them
   * @returns {{added: Person[], before: Person[], after: Person[]}} `before` and `after` are those who are changed
   */
  function chosenPeople({ added, changed }, chosen) {
    const both = changed.map(({ person, changes }) => ({ person, changes: changes.filter((change) => chosen.has(keyOfChange(person, change))) })).filter(({ changes }) => changes.length);
    return {
      added: added.filter((one) => chosen.has(keyOfAdded(one))).map(({ person }) => person),
      before: both.map(({ person }) => person),
      after: both.map(({ person, changes }) => valid(changes.reduce((one, change) => change.apply(one), person))),
    };
  }

  /** @param {AddedPerson} added */
  function keyOfAdded({ row }) {
    return `row ${row}`;
  }

  /** @param {Person} person @param {PersonChange} change */
  function keyOfChange({ id }, { key }) {
    return `${id} ${key}`;
  }

  return { asCsv, suggest, datesIn, read, compare, chosenPeople, keyOfAdded, keyOfChange };
})();
