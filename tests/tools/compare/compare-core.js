/* What test_compare_core.py asks of compare-core.js and numbers-core.js. */

/** @param {any} given the data of the page */
function openData(given) {
  Object.assign(globalThis, { data: given });
}

/** A person with what a test says about them. */
function personOf({ on = {}, ...fields }) {
  const blank = Guide.interviews.blank({ name: "Dana" }, "2026-11-01");
  return { ...blank, ...fields, on, live: { ...blank.live, ...fields.live } };
}

/** @param {any[]} given */
function peopleOf(given) {
  return given.map((one, at) => personOf({ id: `p${String(at).padStart(12, "0")}`, ...one }));
}

const nameOf = ({ name }) => name;

function isMet(person) {
  return Guide.interviews.hasMet(personOf(person));
}

function met(people) {
  return Guide.compare.metPeople(peopleOf(people)).map(nameOf);
}

function chosen({ people, wanted, most }) {
  return Guide.compare.chosenPeople(Guide.compare.metPeople(peopleOf(people)), wanted, most).map(nameOf);
}

function names(people) {
  return [...Guide.compare.namesOf(peopleOf(people), nameOf).values()];
}

/** The sentence about each topic. */
function signals(people) {
  const all = peopleOf(people);
  return Object.fromEntries(data.topics.map((topic) => [topic.label, Guide.compare.signal(Guide.compare.topicRow(topic, all), nameOf)]));
}

function questions(people) {
  return Guide.compare.questionRows(peopleOf(people)).map(({ question, count: asked, cells }) => ({
    question, count: asked, notes: cells.map(({ wasAsked, notes }) => (wasAsked ? notes.map(({ text }) => text) : null)),
  }));
}

function criterionProblem({ criteria, name, before }) {
  return Guide.compare.criterionProblem(criteria, name, before);
}

/** What's left of a person's scores after some changes: [criterion, score] or [before, after]. */
function scoresAfter({ scores, set = [], rename = [] }) {
  let person = personOf({ scores });
  for (const [criterion, score] of set) person = Guide.compare.withScore(person, criterion, score);
  for (const [before, after] of rename) person = Guide.compare.withRenamedScore(person, before, after);
  return Object.entries(person.scores);
}

function scoreOf({ scores, criterion }) {
  return Guide.compare.scoreOf(personOf({ scores }), criterion);
}

function readChoices(stored) {
  return Guide.compare.readChoices(JSON.parse(stored));
}

/** The marks after the reader's taps, and which of them count. */
function marks({ people, taps }) {
  const rows = data.topics.map((topic) => Guide.compare.topicRow(topic, peopleOf(people)));
  let choices = Guide.compare.readChoices({});
  for (const [topic, mark, isSet] of taps) choices = Guide.compare.withMark(choices, topic, mark, isSet);
  const counting = rows.flatMap((row) => Guide.compare.MARKS.filter((mark) => Guide.compare.isMarked(choices, row, mark)).map((mark) => `${mark} ${row.topic.id}`));
  return { stored: choices.marks, counting };
}

/** What a mark puts on paper about a topic. */
function lines({ people, topic }) {
  const row = Guide.compare.topicRow(data.topics.find(({ id }) => id === topic), peopleOf(people));
  return [Guide.compare.agreedLine(row, nameOf), Guide.compare.lineOf(row, nameOf)];
}

function years(text) {
  return Guide.compare.yearsIn(text);
}

function missing(people) {
  return Guide.compare.missingViews({ met: Guide.compare.metPeople(peopleOf(people)), topics: data.topics, relationships: data.relationships, shown: (name) => name });
}

function toAskAbout(people) {
  const all = peopleOf(people);
  return Guide.compare.toAskAbout(data.topics.map((topic) => Guide.compare.topicRow(topic, all)));
}

function toAskNext(people) {
  const { people: found, more } = Guide.compare.toAskNext(peopleOf(people));
  return { people: found.map(({ person, why }) => [person.name, why]), more };
}

function named(people) {
  return Guide.compare.namedPeople(peopleOf(people)).map(({ name, note, by }) => [name, note, by.name]);
}

function comparisonAsText({ people, sections }) {
  const all = peopleOf(people);
  return Guide.compare.asText({ rows: data.topics.map((topic) => Guide.compare.topicRow(topic, all)), sections, nameOf });
}

/* Numbers */

function count({ people, quiet = [], today }) {
  const counts = Guide.numbers.count(peopleOf(people), ({ name }) => quiet.includes(name));
  return { counts, sentences: Guide.numbers.sentences(counts, today), caution: Guide.numbers.caution(counts), bars: Guide.numbers.bars(counts) };
}

function record({ people, choices }) {
  const all = { from: "", to: "", initials: false, contact: false, ...choices };
  const shown = ({ name }, initials) => (initials ? name.replace(/(\w)\w*/g, "$1.") : name);
  const rows = Guide.numbers.activities(peopleOf(people), all, { ...data, nameOf: shown });
  return {
    rows, totals: Guide.numbers.totals(rows), period: Guide.numbers.period(all),
    text: Guide.numbers.asText(rows, all, "Activity record"), csv: Guide.numbers.asCsv(rows, all),
  };
}

/** How long it takes to work everything out for many people, in milliseconds. */
function timeFor(people) {
  const all = peopleOf(people);
  const began = performance.now();
  const chosenOnes = Guide.compare.chosenPeople(Guide.compare.metPeople(all), [], 5);
  for (const topic of data.topics) Guide.compare.topicRow(topic, chosenOnes);
  Guide.compare.questionRows(chosenOnes);
  Guide.compare.namedPeople(all);
  Guide.compare.toAskNext(all);
  Guide.numbers.count(all, () => false);
  Guide.numbers.activities(all, { from: "", to: "", initials: false, contact: false }, { ...data, nameOf });
  return performance.now() - began;
}
