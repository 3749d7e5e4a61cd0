/* Compares what several people said: who answered what, what stands out, what's missing and who to ask next. It doesn't touch the page
 * or the storage.
 *
 * A script can count answers, but it can't tell whether two of them mean the same. So it says who answered, and the reader marks where
 * people agree and where they don't.
 */
/** @typedef {"agree" | "differ"} Mark what the reader found about a topic; both can be true */
/** @typedef {{people: string[], marks: Record<string, Mark[]>, texts: Record<string, string>}} CompareChoices
 *   who is compared (their ids), the marks by topic, and the reader's own words below the table, by the section of the grid */
/** @typedef {{topic: CompareTopicData, answers: {person: Person, text: string}[], answered: Person[], only: Person | null, same: Person[][]}} TopicRow
 *   what each person said; `only` if just one of several did, `same` are people with the same words */
/** @typedef {{person: Person, wasAsked: boolean, notes: {text: string, marked: boolean}[]}} QuestionCell */
/** @typedef {{question: string, cells: QuestionCell[], count: number}} QuestionRow `count` is how many of the people were asked */
var Guide = Guide || {};
Guide.compare = (() => {
  "use strict";

  const { isObject } = Guide.textFormat;
  const { fold, hasMet, summaryOf } = Guide.interviews;

  /** @type {Mark[]} */
  const MARKS = ["agree", "differ"];
  const HIGHEST_SCORE = 5;
  /* How the keys of the reader's own questions begin; see LiveNote. */
  const OWN_KEY = "own-";
  const MOST_CRITERION_LENGTH = 60;
  const MOST_SUGGESTED = 5;
  /* How many years are few or many in a job, as the page says when it uses them. */
  const NEW_UNTIL_YEARS = 2;
  const LONG_FROM_YEARS = 10;

  /* English ------------------------------------------------------------------------------------------- */

  /**
   * Things in a row, as in "Dana, Omar and Kate".
   * @param {string[]} words
   * @returns {string}
   */
  function inRow(words) {
    return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
  }

  /**
   * A number with its noun, as in "1 person" and "3 people".
   * @param {number} number
   * @param {string} one
   * @param {string} [several]
   * @returns {string}
   */
  function counted(number, one, several = `${one}s`) {
    return `${number} ${number === 1 ? one : several}`;
  }

  /** @param {number} number of people, two or more */
  function all(number) {
    const words = ["", "", "both", "all three", "all four", "all five"];
    return words[number] || `all ${number}`;
  }

  /** @param {string} text */
  function capitalized(text) {
    return text.charAt(0).toUpperCase() + text.slice(1);
  }

  /* Who can be compared ------------------------------------------------------------------------------- */

  /**
   * The day of the conversation. One agreed on for later than the reader talked with them is for another conversation.
   * @param {Person} person
   * @returns {string} "" if it isn't known
   */
  function dayMet(person) {
    const days = [person.day, person.on.met || ""].filter(Boolean).sort();
    return days[0] || "";
  }

  /**
   * The people the reader has talked with, the latest conversation first.
   * @param {Person[]} people
   * @returns {Person[]}
   */
  function metPeople(people) {
    return people.filter(hasMet).sort((one, other) => dayMet(other).localeCompare(dayMet(one)));
  }

  /**
   * The people to compare: those the reader chose, in that order, or else the latest ones, in the order of the conversations.
   * @param {Person[]} met as metPeople() gives them
   * @param {string[]} wanted ids
   * @param {number} most
   * @returns {Person[]}
   */
  function chosenPeople(met, wanted, most) {
    const chosen = wanted.flatMap((id) => met.filter((person) => person.id === id));
    return chosen.length ? chosen.slice(0, most) : met.slice(0, most).reverse();
  }

  /**
   * How the page calls each person: two people with the same name, or the same initials, get a number.
   * @param {Person[]} people
   * @param {(person: Person) => string} shown
   * @returns {Map<string, string>} by their ids
   */
  function namesOf(people, shown) {
    /** @type {Map<string, number>} */
    const counts = new Map();
    return new Map(people.map((person) => {
      const name = shown(person);
      const number = (counts.get(name) || 0) + 1;
      counts.set(name, number);
      return [person.id, number > 1 ? `${name} (${number})` : name];
    }));
  }

  /* Answers ------------------------------------------------------------------------------------------- */

  /**
   * A text stored under a key of the reader's, which may be spelled like something every object has.
   * @param {Record<string, unknown>} record
   * @param {string} key
   * @returns {string}
   */
  function storedText(record, key) {
    const text = Object.hasOwn(record, key) ? record[key] : "";
    return typeof text === "string" ? text : "";
  }

  /**
   * What's already known about a person: their name, what they do and where.
   * @param {Person} person
   * @param {string} name how the page shows their name
   * @returns {string}
   */
  function known(person, name) {
    return [name, summaryOf(person)].filter(Boolean).join(", ");
  }

  /**
   * A topic, and what each of the people said about it.
   * @param {CompareTopicData} topic
   * @param {Person[]} people
   * @returns {TopicRow}
   */
  function topicRow(topic, people) {
    const answers = people.map((person) => ({ person, text: storedText(person.answers, topic.id).trim() }));
    const given = answers.filter(({ text }) => text);
    const [first] = given;
    const groups = bySpelling(given);
    return {
      topic,
      answers,
      answered: given.map(({ person }) => person),
      only: given.length === 1 && people.length > 1 && first ? first.person : null,
      same: [...groups.values()].filter((group) => group.length > 1).map((group) => group.map(({ person }) => person)),
    };
  }

  /** @param {{person: Person, text: string}[]} given */
  function bySpelling(given) {
    /** @type {Map<string, {person: Person, text: string}[]>} */
    const groups = new Map();
    for (const answer of given) {
      const key = fold(answer.text) || answer.text;
      groups.set(key, [...(groups.get(key) || []), answer]);
    }
    return groups;
  }

  /**
   * What can be said about a topic by counting, in whole sentences.
   * @param {TopicRow} row
   * @param {(person: Person) => string} nameOf
   * @returns {string}
   */
  function signal({ topic, answers, answered, only, same }, nameOf) {
    if (topic.about === "reader") return `${answered.length} of ${answers.length} filled in.`;
    if (!answered.length) return "No answers yet.";
    if (only) return `Only one said this: ${nameOf(only)}.`;
    const alike = same.map((people) => ` ${inRow(people.map(nameOf))} used the same words.`);
    return `${answered.length} of ${answers.length} answered.${alike.join("")}`;
  }

  /* Questions ----------------------------------------------------------------------------------------- */

  /* The reader's own questions are numbered for each person, so only their words tell whether two are the same. */
  /** @param {{key: string, question: string}} note */
  function questionName({ key, question }) {
    return key.startsWith(OWN_KEY) ? fold(question) || key : key;
  }

  /**
   * The questions the people were asked, with everyone's notes on each: first those most of them were asked. A question no one has a note
   * on is left out.
   * @param {Person[]} people
   * @returns {QuestionRow[]}
   */
  function questionRows(people) {
    const noted = people.flatMap(({ live }) => live.notes.filter(({ key, question }) => key && question));
    /* The first wording is the one that's shown. */
    const questions = new Map(noted.reverse().map((note) => [questionName(note), note.question]));
    return [...questions].reverse().map(([name, question]) => {
      const cells = people.map((person) => questionCell(person, name));
      return { question, cells, count: cells.filter(({ wasAsked }) => wasAsked).length };
    }).sort((one, other) => other.count - one.count);
  }

  /** @param {Person} person @param {string} name @returns {QuestionCell} */
  function questionCell(person, name) {
    const notes = person.live.notes.filter((note) => note.key && note.question && questionName(note) === name);
    return {
      person,
      wasAsked: notes.length > 0 || (!name.startsWith(OWN_KEY) && Object.hasOwn(person.live.asked, name)),
      notes: notes.map(({ text, marked }) => ({ text: text.trim(), marked })).filter(({ text }) => text),
    };
  }

  /* The reader's own criteria -------------------------------------------------------------------------- */

  /**
   * Why a criterion can't have a name, as a sentence for the reader.
   * @param {string[]} criteria
   * @param {string} name
   * @param {string} [before] its name so far, if it's renamed
   * @returns {string} "" if it can
   */
  function criterionProblem(criteria, name, before = "") {
    if (!name) return "Write what matters to you in a few words.";
    if (name.length > MOST_CRITERION_LENGTH) return `Make it shorter: ${MOST_CRITERION_LENGTH} characters at most.`;
    const isTaken = criteria.some((one) => one !== before && fold(one) === fold(name));
    return isTaken ? `“${name}” is already on your list.` : "";
  }

  /**
   * How well something is met in the reader's eyes, from 1 to 5, or 0 without a score.
   * @param {Person} person
   * @param {string} criterion
   * @returns {number}
   */
  function scoreOf(person, criterion) {
    const score = Object.hasOwn(person.scores, criterion) ? person.scores[criterion] : 0;
    return Number.isInteger(score) && Number(score) >= 0 && Number(score) <= HIGHEST_SCORE ? Number(score) : 0;
  }

  /**
   * The person with a score. A score of 0 takes it away.
   * @param {Person} person
   * @param {string} criterion
   * @param {number} score
   * @returns {Person}
   */
  function withScore(person, criterion, score) {
    const others = Object.entries(person.scores).filter(([name]) => name !== criterion);
    return { ...person, scores: Object.fromEntries(score ? [...others, [criterion, score]] : others) };
  }

  /**
   * The person with the score of a criterion under its new name.
   * @param {Person} person
   * @param {string} before
   * @param {string} after
   * @returns {Person}
   */
  function withRenamedScore(person, before, after) {
    const score = scoreOf(person, before);
    return withScore(withScore(person, before, 0), after, score);
  }

  /* Marks and the reader's own words ------------------------------------------------------------------- */

  /**
   * What's stored about the comparison, without what can't be understood.
   * @param {unknown} stored
   * @returns {CompareChoices}
   */
  function readChoices(stored) {
    const { people, marks, texts } = isObject(stored) ? stored : /** @type {Record<string, unknown>} */ ({});
    const entries = Object.entries(isObject(marks) ? marks : {}).map(([topic, given]) => /** @type {[string, Mark[]]} */ ([
      topic, MARKS.filter((mark) => Array.isArray(given) && given.includes(mark)),
    ]));
    return {
      people: Array.isArray(people) ? people.filter((id) => typeof id === "string") : [],
      marks: Object.fromEntries(entries.filter(([, found]) => found.length)),
      texts: Object.fromEntries(Object.entries(isObject(texts) ? texts : {}).flatMap(([name, text]) => (typeof text === "string" ? [[name, text]] : []))),
    };
  }

  /**
   * Whether the reader marked a topic. A mark counts only while two of the people compared have an answer.
   * @param {CompareChoices} choices
   * @param {TopicRow} row
   * @param {Mark} mark
   * @returns {boolean}
   */
  function isMarked(choices, row, mark) {
    const marks = Object.hasOwn(choices.marks, row.topic.id) ? choices.marks[row.topic.id] : [];
    return row.answered.length > 1 && Boolean(marks?.includes(mark));
  }

  /**
   * The choices with a mark added or taken away.
   * @param {CompareChoices} choices
   * @param {string} topic
   * @param {Mark} mark
   * @param {boolean} isSet
   * @returns {CompareChoices}
   */
  function withMark(choices, topic, mark, isSet) {
    const before = Object.hasOwn(choices.marks, topic) ? choices.marks[topic] || [] : [];
    const after = MARKS.filter((one) => (one === mark ? isSet : before.includes(one)));
    const others = Object.entries(choices.marks).filter(([one]) => one !== topic);
    return { ...choices, marks: Object.fromEntries(after.length ? [...others, [topic, after]] : others) };
  }

  /**
   * A topic some agree on, on one line. Who agrees is known only of those who used the same words, as in "How they got in: front desk
   * (Omar and Ann)".
   * @param {TopicRow} row
   * @param {(person: Person) => string} nameOf
   * @returns {string}
   */
  function agreedLine({ topic, answers, same }, nameOf) {
    const alike = same.map((people) => `${answers.find(({ person }) => person === people[0])?.text.replace(/\s+/g, " ")} (${inRow(people.map(nameOf))})`);
    return [topic.label, alike.join("; ")].filter(Boolean).join(": ");
  }

  /**
   * A topic with what everyone said, on one line, as in "How they got in: front desk (Omar); certificate (Kate)".
   * @param {TopicRow} row
   * @param {(person: Person) => string} nameOf
   * @returns {string}
   */
  function lineOf({ topic, answers }, nameOf) {
    return `${topic.label}: ${answers.filter(({ text }) => text).map(({ person, text }) => `${text.replace(/\s+/g, " ")} (${nameOf(person)})`).join("; ")}`;
  }

  /* What's missing --------------------------------------------------------------------------------------- */

  /**
   * How long someone has been in their job, as far as the reader wrote it down.
   * @param {string} text such as "Omar, injury firm, 4 yrs"
   * @returns {number | null} in years; null if it doesn't say
   */
  function yearsIn(text) {
    const years = /(\d+(?:\.\d+)?)\s*\+?\s*(?:years?|yrs?)\b/i.exec(text);
    if (years) return Number(years[1]);
    const months = /(\d+)\s*(?:months?|mos?)\b/i.exec(text);
    return months ? Number(months[1]) / 12 : null;
  }

  /** @param {string} text */
  function saysTheyLeft(text) {
    return /\b(?:ex|former|formerly|left|retired|quit)\b/i.test(text);
  }

  /**
   * What all of them have in common, if it's known of each.
   * @param {Person[]} people
   * @param {(person: Person) => string} valueOf
   * @returns {string} "" if they differ, or there's just one of them
   */
  function shared(people, valueOf) {
    const values = people.map(valueOf);
    const [first = ""] = values;
    return people.length > 1 && fold(first) && values.every((value) => fold(value) === fold(first)) ? first.trim() : "";
  }

  /**
   * Whose view is missing among the people the reader has talked with, in sentences. What a record doesn't say isn't known.
   * @param {object} given
   * @param {Person[]} given.met
   * @param {CompareTopicData[]} given.topics
   * @param {{id: string, label: string}[]} given.relationships
   * @param {(name: string) => string} given.shown how the page shows a name
   * @returns {string[]}
   */
  function missingViews({ met, topics, relationships, shown }) {
    if (met.length < 2) return [];
    const everyone = capitalized(all(met.length));
    const views = [];
    const employer = shared(met, (person) => person.employer);
    if (employer) views.push(`Another workplace. ${everyone} work for ${employer}, so you've seen one way of doing it.`);
    const referrer = shared(met, (person) => person.referrer);
    if (referrer) views.push(`Someone from another circle. ${everyone} came to you through ${shown(referrer)}, and friends often see things alike.`);
    const relationship = shared(met, (person) => person.relationship);
    const label = relationships.find(({ id }) => id === relationship)?.label;
    if (label) views.push(`Someone you find another way. ${everyone} have the same link to you: “${label}.”`);
    return [...views, ...missingYears(met, topics), ...missingSight(met)];
  }

  /** @param {Person[]} met @param {CompareTopicData[]} topics */
  function missingYears(met, topics) {
    const about = topics.filter((topic) => topic.about === "person");
    const texts = met.map((person) => [person.role, person.notes, ...about.map((topic) => storedText(person.answers, topic.id))].join("; "));
    const years = texts.map(yearsIn).filter((count) => count !== null);
    const views = [];
    if (!years.length) {
      views.push("How long each of them has been in the job: you haven't written it down. Add it in the first row of the table, such as “4 yrs.”");
    } else {
      if (Math.min(...years) > NEW_UNTIL_YEARS) views.push(`Someone new to the job, with ${NEW_UNTIL_YEARS} years or less. They remember what starting out is like.`);
      if (Math.max(...years) < LONG_FROM_YEARS) views.push(`Someone who has done it for ${LONG_FROM_YEARS} years or more. They've seen it change.`);
    }
    if (!texts.some(saysTheyLeft)) views.push("Someone who left. They can tell you what those who stayed have gotten used to.");
    return views;
  }

  /** @param {Person[]} met */
  function missingSight(met) {
    const sure = met.flatMap((person) => person.learned.map((one) => one.sure)).filter(Boolean);
    return sure.length > 1 && !sure.includes("seen") ? ["Something they saw themselves. Everything you've marked so far is what people heard from others (H)."] : [];
  }

  /**
   * The topics to bring up next: those no one has answered, and those only one person has.
   * @param {TopicRow[]} rows
   * @returns {{unanswered: string[], once: string[]}}
   */
  function toAskAbout(rows) {
    const asked = rows.filter(({ topic }) => topic.about === "work");
    return {
      unanswered: asked.filter(({ answered }) => !answered.length).map(({ topic }) => topic.label),
      once: asked.filter(({ only }) => only).map(({ topic }) => topic.label),
    };
  }

  /**
   * Who the reader could ask next, from their own list: first those who'd add most, at a workplace no one so far is from.
   * @param {Person[]} people
   * @returns {{people: {person: Person, why: string}[], more: number}} `more` is how many others there are
   */
  function toAskNext(people) {
    const places = new Set(people.filter(hasMet).map(({ employer }) => fold(employer)));
    const waiting = people.filter((person) => person.status === "to-ask").map((person) => ({
      person,
      isElsewhere: Boolean(fold(person.employer)) && places.size > 0 && !places.has(fold(person.employer)),
      rating: person.near + person.knows + person.reach,
    })).sort((one, other) => Number(other.isElsewhere) - Number(one.isElsewhere) || other.rating - one.rating);
    return {
      people: waiting.slice(0, MOST_SUGGESTED).map(({ person, isElsewhere }) => ({ person, why: isElsewhere ? "another workplace" : "" })),
      more: Math.max(waiting.length - MOST_SUGGESTED, 0),
    };
  }

  /**
   * The people others named who aren't on the reader's list yet, each once.
   * @param {Person[]} people
   * @returns {{name: string, note: string, by: Person}[]}
   */
  function namedPeople(people) {
    const onList = new Set(people.map(({ name }) => fold(name)));
    /** @type {Map<string, {name: string, note: string, by: Person}>} */
    const found = new Map();
    for (const by of people) {
      for (const { what, text, note, person } of by.named) {
        const key = fold(text);
        if (what === "person" && !person && key && !onList.has(key) && !found.has(key)) found.set(key, { name: text.trim(), note: note.trim(), by });
      }
    }
    return [...found.values()];
  }

  /* The grid as text --------------------------------------------------------------------------------------- */

  /**
   * The comparison as plain text, to send or keep.
   * @param {{rows: TopicRow[], sections: {heading: string, lines: string[]}[], nameOf: (person: Person) => string}} grid
   * @returns {string}
   */
  function asText({ rows, sections, nameOf }) {
    const topics = rows.map(({ topic, answers }) => [topic.label, ...answers.map(({ person, text }) => {
      const said = topic.about === "person" ? [known(person, ""), text].filter(Boolean).join("; ") : text;
      return `- ${nameOf(person)}: ${said.replace(/\s*\n\s*/g, " / ") || "(nothing yet)"}`;
    })]);
    const written = sections.filter(({ lines }) => lines.length).map(({ heading, lines }) => [heading, ...lines.map((line) => `- ${line}`)]);
    return [...topics, ...written].map((lines) => lines.join("\n")).join("\n\n");
  }

  return {
    MARKS, HIGHEST_SCORE, MOST_CRITERION_LENGTH, inRow, counted, dayMet, metPeople, chosenPeople, namesOf, storedText, known, topicRow, signal, questionRows,
    criterionProblem, scoreOf, withScore, withRenamedScore, readChoices, isMarked, withMark, agreedLine, lineOf, yearsIn, missingViews, toAskAbout,
    toAskNext, namedPeople, asText,
  };
})();
