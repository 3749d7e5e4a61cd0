/* What test_csv.py asks of shared/csv.js. */

/** Numbers from 0 to 1 that are the same each time. */
function seededRandom(seed) {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}

const PIECES = ["a", "Dana", " ", "\"", "\"\"", ",", ";", "\t", "\n", "\r\n", "\r", "'", "=1+1", "é", "👩‍⚕️", "سلام", "\u200f", "sep=;", "\ufeff", "0", "{", "\\"];

function randomText(random, most) {
  return Array.from({ length: Math.floor(random() * most) }, () => PIECES[Math.floor(random() * PIECES.length)]).join("");
}

function pick(random, list) {
  return list[Math.floor(random() * list.length)];
}

/** A table as programs write it: a separator, line ends, quotation marks where needed or everywhere. */
function writeTable(rows, { delimiter, end, quoteAll }) {
  const cell = (text) => (quoteAll || /[",;\t\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll("\"", "\"\"")}"` : text);
  return rows.map((row) => row.map(cell).join(delimiter)).join(end);
}

/** The first of so many random tables that comes back with other cells than it had. */
function tablesRead(count) {
  const random = seededRandom(7);
  const wrong = [];
  for (let number = 0; number < count; number += 1) {
    const width = 3 + Math.floor(random() * 5);
    const names = Array.from({ length: width }, (_, index) => `column${index}`);
    const rows = Array.from({ length: Math.floor(random() * 6) }, () => ["x", ...names.slice(1).map(() => randomText(random, 6))]);
    const form = { delimiter: pick(random, [",", ";", "\t"]), end: pick(random, ["\n", "\r\n", "\r"]), quoteAll: random() < 0.5 };
    const text = `${pick(random, ["", "\ufeff"])}${pick(random, ["", `sep=${form.delimiter}\r\n`])}${writeTable([names, ...rows], form)}${pick(random, ["", form.end])}`;
    const read = Guide.csv.parse(text);
    if (JSON.stringify(read.rows) !== JSON.stringify([names, ...rows]) || read.header !== 0 || read.unclosed) wrong.push({ text, form, read });
  }
  return wrong.slice(0, 1);
}

/** What's in a text besides separators, quotation marks and line ends. */
function letters(text) {
  return text.replace(/[",;\t\r\n]/g, "");
}

/** The first of so many random texts, tables or not, that loses or gains a letter. */
function textsRead(count) {
  const random = seededRandom(11);
  const wrong = [];
  for (let number = 0; number < count; number += 1) {
    const text = `x${randomText(random, 60)}`;
    const read = Guide.csv.parse(text);
    if (letters(read.rows.flat().join("")) !== letters(text)) wrong.push({ text, read });
  }
  return wrong.slice(0, 1);
}

/** How many characters are searched for quotation marks in a text made by repeating a piece, and how long the text is. */
function searched({ piece, count }) {
  const text = piece.repeat(count);
  const { indexOf } = String.prototype;
  let characters = 0;
  String.prototype.indexOf = function counted(wanted, start = 0) {
    const found = indexOf.call(this, wanted, start);
    characters += (found < 0 ? this.length : found) - start + 1;
    return found;
  };
  Guide.csv.parse(text);
  String.prototype.indexOf = indexOf;
  return { characters, length: text.length };
}

function decodeBytes(bytes) {
  return Guide.csv.decode(new Uint8Array(bytes));
}

function decodeLong() {
  return Guide.csv.decode(new Uint8Array(Guide.csv.MAX_BYTES + 1));
}
