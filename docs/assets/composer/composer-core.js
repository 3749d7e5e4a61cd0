/* Puts a message together from a few answers, counts it, and checks it the way an experienced adviser would. It doesn't touch the page or
 * the storage.
 *
 * The data is in the page: the sentences of data/composer.yml, the checks of data/checks.yml and the limits of channels.
 * english.js joins an answer to a sentence.
 */
/** @typedef {{subject: string, text: string}} Message `subject` is "" if there isn't one */
/** @typedef {{form: string, relationship: string, audience: string, way: string, minutes: number, tone: string, line: string, answers: Record<string, string>, sentences: Record<string, string>, own: Message | null}} Draft
 *   ids of terms, `minutes` of the conversation they ask for, `line` the kind of number they call, `answers` by the name of
 *   the field, `sentences` the text of the sentence the reader chose for a part, and `own` the message as they changed it by hand */
/** @typedef {{part: ComposerPart, line: ComposerLine, choices: ComposerLine[], text: string, misfits: string[], isOptional: boolean, leftOut: "" | "unanswered" | "too long" | "repeated"}} Piece
 *   a part as it's written: the sentence used and the ones that could be; `misfits` are the answers that don't fit any sentence */
/** @typedef {{subject: Piece | null, paragraphs: Piece[][]}} Letter */
/** @typedef {{text: string} | {name: string, form: string}} Segment of a sentence: words, or a gap and the form it takes */
/** @typedef {{characters: number, words: number, seconds: number}} Length `seconds` is how long it takes to say */
/** @typedef {{count: number, most: number, unit: "characters" | "words", hard: boolean, cutOff: string}} Limit
 *   `hard` is whether the platform refuses more, and `cutOff` is what it would cut off */
/** @typedef {"form" | "relationship" | "audience" | "way" | "minutes" | "tone" | "line"} MenuName the choices of a draft */
/** @typedef {{chosen: Partial<Draft>, labels: string[], values: Map<string, string>, unread: string[]}} Setup
 *   what a link chooses, the same in words, everything written in it, and what it names that can't be chosen */
/** @typedef {{names: string[], texts: string[]}} Former who the saved messages are addressed to, and what they say */
/** @typedef {{check: RequestCheck, about: string}} Suggestion `about` is the answer it's about, or "" */
var Guide = Guide || {};
Guide.composer = (() => {
  "use strict";

  const { cut, isObject, percentEncode, withCrlf } = Guide.textFormat;
  const { choicesIn, toParameters } = Guide.links;
  const { asSentence, capitalized, fits, isNoAnswer, join, kindOf, tidy, withSmallStart } = Guide.english;

  const GAP = /\{([a-z_]+)(?::([a-z]+))?\}/g;
  const MINUTES = "minutes";
  /* A calm voice on the phone. */
  const WORDS_PER_MINUTE = 150;
  /* Email programs, and the systems that pass them an address, cut off longer ones. */
  const MAX_MAILTO_LENGTH = 1900;
  const LEAST_FACT_WORDS = 3;
  /* A longer sentence is not continued with ", and ...". */
  const MOST_JOINED_WORDS = 26;

  /* Writing ------------------------------------------------------------------------------------ */

  /**
   * @template T
   * @param {T | undefined} value
   * @param {string} what
   * @returns {T}
   */
  function known(value, what) {
    if (value === undefined) throw new Error(`The composer's data has no ${what}.`);
    return value;
  }

  /**
   * The layout of the draft's kind of message.
   * @param {ComposerData} data
   * @param {Draft} draft
   * @returns {ComposerForm}
   * @throws {Error} if there is no such form
   */
  function formOf(data, draft) {
    return known(data.forms.find(({ id }) => id === draft.form), `form ${draft.form}`);
  }

  /**
   * How the draft is sent.
   * @param {ComposerData} data
   * @param {Draft} draft
   * @returns {ComposerChannel}
   * @throws {Error} when there is no such channel
   */
  function channelOf(data, draft) {
    const { channel } = formOf(data, draft);
    return known(data.channels.find(({ id }) => id === channel), `channel ${channel}`);
  }

  /** @param {Draft} draft @param {string} field @returns {string} "" for an answer that doesn't say anything */
  function answerOf(draft, field) {
    const answer = (draft.answers[field] || "").trim();
    return isNoAnswer(answer) ? "" : answer;
  }

  /** @param {ComposerData} data @param {AnswerField["role"]} role */
  function nameOf(data, role) {
    return data.fields.find((field) => field.role === role)?.name || "";
  }

  /**
   * The answer with a role.
   * @param {ComposerData} data
   * @param {Draft} draft
   * @param {AnswerField["role"]} role
   * @returns {string} "" if it isn't answered, or there is no such answer
   */
  function answerTo(data, draft, role) {
    return answerOf(draft, nameOf(data, role));
  }

  /**
   * A sentence's words and gaps, in order.
   * @param {string} text of the sentence
   * @returns {Segment[]}
   */
  function segmentsOf(text) {
    /** @type {Segment[]} */
    const segments = [];
    let end = 0;
    for (const gap of text.matchAll(GAP)) {
      if (gap.index > end) segments.push({ text: text.slice(end, gap.index) });
      segments.push({ name: known(gap[1], "gap"), form: gap[2] || "" });
      end = gap.index + gap[0].length;
    }
    return end < text.length ? [...segments, { text: text.slice(end) }] : segments;
  }

  /** @param {string} text @returns {string[]} the names of the answers in a sentence */
  function gapsOf(text) {
    return segmentsOf(text).flatMap((segment) => ("name" in segment && segment.name !== MINUTES ? [segment.name] : []));
  }

  /**
   * A sentence with the answers filled in. A gap without an answer is in brackets. Answers are never read as patterns.
   * @param {ComposerData} data
   * @param {ComposerLine} line
   * @param {Draft} draft
   * @returns {{text: string, misfits: string[]}} and the answers that don't fit the sentence
   * @throws {Error} when there is no such answer
   */
  function fill(data, line, draft) {
    let text = "";
    /** @type {string[]} */
    const misfits = [];
    for (const segment of segmentsOf(line.text)) {
      if ("text" in segment) text += segment.text;
      else if (segment.name === MINUTES) text += String(draft.minutes);
      else {
        const answer = answerOf(draft, segment.name);
        if (answer && !fits(segment.form, text, answer)) misfits.push(segment.name);
        if (!answer) text += `[${known(data.fields.find((field) => field.name === segment.name), `field ${segment.name}`).gap}]`;
        else if (segment.form === "sentence") text += asSentence(answer);
        else text = join(text, answer, segment.form);
      }
    }
    /* An answer such as "Inc." or "6 p.m." already ends in a period. */
    return { text: capitalized(text.replace(/([.!?…])(["'”’]?)\.$/u, "$1$2")), misfits };
  }

  /**
   * The sentences a part can have in a draft, best first: the one the reader chose, then those with nothing left to answer, then those
   * in the draft's tone.
   * @param {ComposerData} data
   * @param {Draft} draft
   * @param {string} part its id
   * @returns {ComposerLine[]}
   */
  function linesFor(data, draft, part) {
    /** @param {string[] | undefined} list @param {string} value */
    const holds = (list, value) => !list || list.includes(value);
    const lines = data.lines.filter((line) => line.part === part && holds(line.forms, draft.form) && holds(line.relationships, draft.relationship) && holds(line.ways, draft.way));
    /** @param {ComposerLine} line */
    const rank = (line) => (line.text === draft.sentences[part] ? 0 : 10)
      + (gapsOf(line.text).every((name) => answerOf(draft, name)) ? 0 : 3) + (line.tone === draft.tone ? 0 : line.tone ? 2 : 1);
    return [...lines].sort((one, other) => rank(one) - rank(other));
  }

  /**
   * A part as it's written: with the first sentence that fits all the answers, or the reader's own whole sentence instead.
   * @param {ComposerData} data
   * @param {Draft} draft
   * @param {string} id of the part
   * @returns {Piece | null} null if it has no sentence in this draft
   */
  function pieceOf(data, draft, id) {
    const form = formOf(data, draft);
    const part = known(data.parts.find((one) => one.id === id), `part ${id}`);
    const choices = linesFor(data, draft, id);
    const filled = choices.map((line) => ({ line, ...fill(data, line, draft) }));
    const first = filled[0];
    if (!first) return null;
    const isOptional = (form.optional || []).includes(id);
    const best = filled.find(({ misfits }) => misfits.length === 0) || first;
    const isUnanswered = gapsOf(best.line.text).some((name) => !answerOf(draft, name));
    /** @type {Piece} */
    const piece = { part, line: best.line, choices, text: best.text, misfits: best.misfits, isOptional, leftOut: isOptional && isUnanswered ? "unanswered" : "" };
    const [misfit] = piece.misfits;
    if (misfit === undefined) return piece;
    const answer = answerOf(draft, misfit);
    const isWhole = kindOf(tidy(answer)) === "sentence" && id !== form.subject && gapsOf(best.line.text).length === 1;
    return isWhole ? { ...piece, text: asSentence(answer), misfits: [] } : piece;
  }

  /** @param {Piece[]} pieces @returns {string} a paragraph: ", and ..." continues the sentence before it, if that one is short */
  function paragraphOf(pieces) {
    return pieces.reduce((before, { text }) => {
      if (!text.startsWith(",")) return before ? `${before} ${before.endsWith(",") ? withSmallStart(text) : text}` : text;
      const last = before.split(/(?<=[.!?])\s+/u).pop() || "";
      if (before.endsWith(".") && countWords(last) <= MOST_JOINED_WORDS && !last.includes(", and ")) return before.slice(0, -1) + text;
      const alone = capitalized(text.replace(/^,\s*(?:and\s+)?/u, ""));
      return before ? `${before} ${alone}` : alone;
    }, "");
  }

  /** @param {Letter} letter @returns {Message} */
  function messageFrom({ subject, paragraphs }) {
    const written = paragraphs.map((pieces) => paragraphOf(pieces.filter(({ leftOut }) => !leftOut))).filter(Boolean);
    return { subject: subject ? subject.text : "", text: written.join("\n\n") };
  }

  /**
   * Leaves out what links the two people if the fact about the other person says it again.
   * @param {ComposerData} data
   * @param {Draft} draft
   * @param {Piece[]} pieces
   */
  function leaveOutRepeated(data, draft, pieces) {
    const [link, fact] = [answerTo(data, draft, "link"), answerTo(data, draft, "fact")].map((answer) => wordsOf(answer).filter((word) => word.length > 2 && word !== "your"));
    if (!link?.length || !fact || !link.every((word) => fact.includes(word))) return;
    /** @param {AnswerField["role"]} role */
    const only = (role) => pieces.find(({ line }) => gapsOf(line.text).join() === nameOf(data, role));
    const [repeated, saying] = [only("link"), only("fact")];
    if (repeated && saying && !saying.leftOut) repeated.leftOut = "repeated";
  }

  /**
   * The message the answers make, part by part. Optional parts are left out as long as the message is over its limit.
   * @param {ComposerData} data
   * @param {Draft} draft
   * @returns {Letter}
   * @throws {Error} when the data has nothing for the draft's form
   */
  function letterOf(data, draft) {
    const form = formOf(data, draft);
    const paragraphs = form.paragraphs.map((parts) => parts.flatMap((part) => pieceOf(data, draft, part) || []));
    const letter = { subject: form.subject ? pieceOf(data, draft, form.subject) : null, paragraphs };
    leaveOutRepeated(data, draft, paragraphs.flat());
    const isTooLong = () => {
      const { count, most } = limit(data, draft, messageFrom(letter).text);
      return most > 0 && count > most;
    };
    const optional = (form.optional || []).flatMap((id) => letter.paragraphs.flat().filter(({ part, leftOut }) => part.id === id && !leftOut));
    for (const piece of optional) if (isTooLong()) piece.leftOut = "too long";
    /* A part that was left out early may fit again, now that something longer is out. */
    for (const piece of optional) {
      if (piece.leftOut === "too long") {
        piece.leftOut = "";
        if (isTooLong()) piece.leftOut = "too long";
      }
    }
    return letter;
  }

  /**
   * The message the answers make.
   * @param {ComposerData} data
   * @param {Draft} draft
   * @returns {Message}
   * @throws {Error} when the data has nothing for the draft's form
   */
  function compose(data, draft) {
    return messageFrom(letterOf(data, draft));
  }

  /**
   * The message as it will be sent: the reader's own version, if they changed it.
   * @param {ComposerData} data
   * @param {Draft} draft
   * @returns {Message}
   */
  function messageOf(data, draft) {
    return draft.own || compose(data, draft);
  }

  /* Counting ------------------------------------------------------------------------------------ */

  /** @param {string} text */
  function countWords(text) {
    return (text.match(/\S*[\p{L}\p{N}]\S*/gu) || []).length;
  }

  /**
   * How long the message is. Characters are counted the way platforms do it, in UTF-16 units, where an emoji is two or more.
   * @param {string} text
   * @returns {Length}
   */
  function measure(text) {
    const words = countWords(text);
    return { characters: text.length, words, seconds: Math.round((words / WORDS_PER_MINUTE) * 60) };
  }

  /**
   * What the channel allows or, if it has no limit of its own, what works well there.
   * @param {ComposerData} data
   * @param {Draft} draft
   * @param {string} text
   * @returns {Limit}
   */
  function limit(data, draft, text) {
    const channel = channelOf(data, draft);
    const { characters, words } = measure(text);
    if (channel.limit) return { count: characters, most: channel.limit, unit: "characters", hard: true, cutOff: text.slice(cut(text, channel.limit).length) };
    if (channel.most_words) return { count: words, most: channel.most_words, unit: "words", hard: false, cutOff: "" };
    return { count: characters, most: channel.most_characters || 0, unit: "characters", hard: false, cutOff: "" };
  }

  /* Checking ------------------------------------------------------------------------------------ */

  /**
   * The words of a text in the form used to compare phrases: lower case, with one kind of apostrophe.
   * @param {string} text
   * @returns {string[]}
   */
  function wordsOf(text) {
    const words = text.normalize("NFKC").toLowerCase().replace(/[‘’ʼ`´]/g, "'").match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}']*/gu) || [];
    return words.map((word) => word.replace(/'+$/, ""));
  }

  /**
   * Whether a text contains the words of a phrase, one right after another.
   * @param {string[]} words of the text, as wordsOf() gives them
   * @param {string} phrase "*" in it stands for one to three words
   * @returns {boolean}
   */
  function containsPhrase(words, phrase) {
    const wanted = phrase.split(/\s+/).map((word) => (word === "*" ? word : wordsOf(word).join(" "))).filter(Boolean);
    /** @param {number} at @param {number} step @returns {boolean} */
    const matchesFrom = (at, step) => {
      if (step === wanted.length) return true;
      if (wanted[step] === "*") return [1, 2, 3].some((skip) => at + skip <= words.length && matchesFrom(at + skip, step + 1));
      return words[at] === wanted[step] && matchesFrom(at + 1, step + 1);
    };
    return words.some((_, at) => matchesFrom(at, 0));
  }

  /**
   * What the reader says in one go: a whole message, or each of their own lines in a script with "You:" and "They:", or each
   * paragraph of something said to a person who answers.
   * @param {string} text
   * @param {boolean} [isSpoken]
   */
  function turnsOf(text, isSpoken = false) {
    const lines = text.split("\n");
    if (lines.some((line) => line.startsWith("They:"))) return lines.filter((line) => !line.startsWith("They:"));
    return isSpoken ? text.split("\n\n") : [text];
  }

  const ASKS = ["call", "resume", "introduce", "mentor", "shadow", "refer", "recommend", "hire"];

  /* Words of praise that fit anyone. A text with no other words says nothing about this person. */
  const PRAISE = new Set(`a an the your you're you and in of at as so very really have had has are is been with great good impressive amazing inspiring interesting
    awesome incredible successful wonderful fascinating excellent career work job jobs role profile background experience experienced success
    journey story path company professional lot lots extensive knowledge expertise field industry accomplished accomplishments position team`.split(/\s+/));

  /** @param {string} text */
  function sentencesOf(text) {
    return text.split(/(?<=[.!?])["”’]?\s+|\n+/u).filter((sentence) => countWords(sentence) > 0);
  }

  /** @param {string[]} some @param {string[]} others @returns {number} from 0 to 1, the share of words of one that the other has too */
  function likeness(some, others) {
    const [one, other] = [new Set(some), new Set(others)];
    const shared = [...one].filter((word) => other.has(word)).length;
    return shared / Math.max(one.size + other.size - shared, 1);
  }

  const MOST_LIKENESS = 0.75;
  const LEAST_EVEN_SENTENCES = 4;
  const MOST_EVEN_DIFFERENCE = 1;

  /**
   * What only counting or comparing can show, by the name checks use for it. Each returns whether it's true, or the answer where it is.
   * @type {Record<NonNullable<RequestCheck["measure"]>, (context: {text: string, words: string[], data: ComposerData, draft: Draft, letter: Letter, former: Former}) => boolean | string>}
   */
  const MEASURES = {
    unfilled: ({ text }) => /\{[a-z_ ]+\}|\[[^\]\n]{1,60}\]|_{3,}|\bX{2,}\b/iu.test(text),
    "wrong-name": ({ words, data, draft, former }) => {
      const now = wordsOf(answerTo(data, draft, "recipient"));
      return former.names.some((name) => {
        const long = wordsOf(name).filter((word) => word.length > 2);
        return long.length > 0 && !long.every((word) => now.includes(word)) && containsPhrase(words, long.join(" "));
      });
    },
    "too-long": ({ text, data, draft }) => {
      const { count, most } = limit(data, draft, text);
      return most > 0 && count > most;
    },
    "no-fact": ({ data, draft }) => !draft.own && countWords(answerTo(data, draft, "fact")) < LEAST_FACT_WORDS,
    "any-fact": ({ data, draft }) => {
      const fact = wordsOf(answerTo(data, draft, "fact"));
      return fact.length >= LEAST_FACT_WORDS && fact.every((word) => PRAISE.has(word));
    },
    "several-asks": ({ text, words, data, draft }) => turnsOf(text, channelOf(data, draft).spoken === "yes").some((turn) => (turn.match(/[?？؟]/g) || []).length > 2)
      || ASKS.filter((ask) => words.includes(ask)).length > 2,
    "more-me": ({ words }) => {
      const me = words.filter((word) => /^(i|me|my|mine|myself|i'm|i've|i'd|i'll)$/.test(word)).length;
      const you = words.filter((word) => /^(you|your|yours|you're|you've|you'd|you'll)$/.test(word)).length;
      return me > 5 && me > 3 * you;
    },
    "work-phone": ({ draft }) => draft.line === "work",
    "asks-nothing": ({ text }) => !/[?？؟]/.test(text),
    /* Out loud, the voice can turn a statement into a question. */
    "no-question-at-end": ({ text, data, draft }) => {
      if (channelOf(data, draft).spoken === "yes") return false;
      const sentences = sentencesOf(text);
      const asks = sentences.flatMap((sentence, at) => (/\bminutes?\b/i.test(sentence) ? [[sentences[at - 1] || "", sentence, sentences[at + 1] || ""].some((one) => /[?？؟]["”’]?$/.test(one.trim()))] : []));
      return asks.length > 0 && !asks.includes(true) && /[?？؟]/.test(text);
    },
    "no-sentence": ({ draft, letter }) => (!draft.own && piecesOf(letter).flatMap(({ misfits }) => misfits)[0]) || false,
    "no-phone": ({ data, draft, letter }) => {
      const contact = answerTo(data, draft, "contact");
      const isPhone = piecesOf(letter).some(({ line }) => line.text.includes(`{${nameOf(data, "contact")}:phone}`));
      return isPhone && contact !== "" && (contact.includes("@") || contact.replace(/\D/g, "").length < 7);
    },
    "lower-case-name": ({ data, draft, letter }) => {
      /** @type {AnswerField["role"][]} */
      const roles = ["recipient", "connector", "signature", "link"];
      const used = piecesOf(letter).flatMap(({ line }) => segmentsOf(line.text).flatMap((segment) => ("name" in segment && segment.form === "name" ? [segment.name] : [])));
      return roles.map((role) => nameOf(data, role)).find((name) => {
        const answer = answerOf(draft, name);
        return used.includes(name) && /\p{Ll}/u.test(answer) && !/\p{Lu}/u.test(answer) && !/^(?:my|our|the)\s\S+$/.test(answer);
      }) || false;
    },
    "part-missing": ({ data, draft, words, letter }) => Boolean(draft.own) && piecesOf(letter).some(({ line, isOptional }) => !isOptional && gapsOf(line.text).some((name) => {
      const wanted = wordsOf(answerOf(draft, name)).filter((word) => word.length > 3);
      return wanted.length > 1 && wanted.filter((word) => words.includes(word)).length < wanted.length / 3 && data.fields.some((field) => field.name === name && ["fact", "topic", "times"].includes(field.role || ""));
    })),
    "even-sentences": ({ text }) => {
      const counts = sentencesOf(text).map(countWords).filter((count) => count > 2);
      return counts.length >= LEAST_EVEN_SENTENCES && Math.max(...counts) - Math.min(...counts) <= MOST_EVEN_DIFFERENCE;
    },
    "like-another": ({ words, former }) => words.length > 20 && former.texts.some((text) => likeness(words, wordsOf(text)) > MOST_LIKENESS),
  };

  /** @param {Letter} letter @returns {Piece[]} the parts that are in the message */
  function piecesOf({ subject, paragraphs }) {
    return [...(subject ? [subject] : []), ...paragraphs.flat()].filter(({ leftOut }) => !leftOut);
  }

  /**
   * What could be better in a message, in the order of the data.
   * @param {ComposerData} data
   * @param {Draft} draft
   * @param {Message} message
   * @param {Former} [former] other messages the reader saved
   * @returns {Suggestion[]}
   * @throws {Error} when there is no such form
   */
  function suggestionsFor(data, draft, message, former = { names: [], texts: [] }) {
    const letter = letterOf(data, draft);
    const words = wordsOf([message.subject, message.text].filter(Boolean).join("\n"));
    const context = { text: message.text, words, data, draft, letter, former };
    const parts = letter.paragraphs.flat().filter(({ isOptional }) => !isOptional).map(({ part }) => part.number);
    return data.checks.flatMap((check) => {
      if (check.part && !parts.includes(check.part)) return [];
      const measured = check.measure ? MEASURES[check.measure](context) : false;
      const isFailed = measured || (check.phrases || []).some((phrase) => containsPhrase(words, phrase))
        || (check.needs !== undefined && !check.needs.some((phrase) => containsPhrase(words, phrase)));
      return isFailed ? [{ check, about: typeof measured === "string" ? measured : check.about || "" }] : [];
    });
  }

  /* Sending ------------------------------------------------------------------------------------- */

  /**
   * An address that opens the email program with the message in it: RFC 6068.
   * @param {Message} message
   * @param {string} [to] an email address; anything else is left out
   * @returns {string} "" if it's too long for one
   */
  function mailto(message, to = "") {
    const recipient = /^[^\s@<>"'&?,;:]+@[^\s@<>"'&?,;:]+\.[^\s@<>"'&?,;:]+$/.test(to.trim()) ? percentEncode(to.trim()).replace("%40", "@") : "";
    const address = `mailto:${recipient}?subject=${percentEncode(message.subject)}&body=${percentEncode(withCrlf(message.text))}`;
    return address.length > MAX_MAILTO_LENGTH ? "" : address;
  }

  /* Reading back -------------------------------------------------------------------------------- */

  /**
   * The draft in anything that was stored. Unknown values are replaced with the first choice.
   * @param {ComposerData} data
   * @param {unknown} stored
   * @returns {Draft}
   */
  function readDraft(data, stored) {
    const given = isObject(stored) ? stored : {};
    const answers = isObject(given.answers) ? given.answers : {};
    const sentences = isObject(given.sentences) ? given.sentences : {};
    return {
      /* Drafts from an earlier version name the channel. A first request by that channel is a form with the same name. */
      form: oneOf(data.forms, given.form || given.channel, data.forms[0]?.id),
      relationship: oneOf(data.relationships, given.relationship, data.relationships[0]?.id),
      audience: oneOf(data.audiences, given.audience),
      way: oneOf(data.ways, given.way, data.usual_way),
      minutes: data.lengths.find((minutes) => minutes === given.minutes) || data.usual_length,
      tone: data.tones.find((tone) => tone === given.tone) || known(data.tones[0], "tone"),
      line: given.line === "work" ? "work" : "",
      answers: Object.fromEntries(data.fields.map(({ name }) => [name, Object.hasOwn(answers, name) ? readText(answers[name]) : ""])),
      sentences: Object.fromEntries(data.parts.flatMap(({ id }) => (Object.hasOwn(sentences, id) && readText(sentences[id]) ? [[id, readText(sentences[id])]] : []))),
      own: isObject(given.own) && typeof given.own.text === "string" ? { subject: readText(given.own.subject), text: given.own.text } : null,
    };
  }

  /**
   * Whether everything that was stored is in the draft readDraft() makes from it.
   * @param {ComposerData} data
   * @param {unknown} stored
   * @returns {boolean}
   */
  function isComplete(data, stored) {
    const draft = readDraft(data, stored);
    /** @param {unknown} value @param {unknown} read @returns {boolean} */
    const isIn = (value, read) => (isObject(value) && isObject(read) ? Object.entries(value).every(([part, one]) => one === "" || isIn(one, read[part])) : value === read);
    return isObject(stored) && isIn(stored, { version: stored.version, channel: draft.form, ...draft });
  }

  /* Links that set the menus -------------------------------------------------------------------- */

  /**
   * The entries of each menu. "" is the one for readers who choose none.
   * @param {ComposerData} data
   * @returns {Record<MenuName, {id: string, label: string}[]>}
   */
  function menusOf(data) {
    return {
      form: data.forms,
      relationship: data.relationships,
      audience: [{ id: "", label: "None of these, or I'd rather not say" }, ...data.audiences],
      way: data.ways,
      minutes: data.lengths.map((minutes) => ({ id: String(minutes), label: `${minutes} minutes` })),
      tone: data.tones.map((tone) => ({ id: tone, label: capitalized(tone) })),
      line: [{ id: "", label: "Their own, or one meant for calls like this" }, { id: "work", label: "Their number at work" }],
    };
  }

  /**
   * What a link such as "#form=email&relationship=alum" chooses. It may also bring a message: "subject" and "text".
   * @param {ComposerData} data
   * @param {string} hash as in location.hash
   * @returns {Setup}
   */
  function readSetup(data, hash) {
    const { chosen, values, unread } = choicesIn(hash, menusOf(data), { others: ["subject", "text"] });
    const entries = [...chosen].flatMap(([name, [entry]]) => (entry ? [{ name, ...entry }] : []));
    const choices = Object.fromEntries(entries.map(({ name, id }) => [name, name === MINUTES ? Number(id) : id]));
    return { chosen: choices, labels: entries.map(({ label }) => label), values, unread };
  }

  /**
   * The end of a link that makes the same choices, without anything the reader typed.
   * @param {Draft} draft
   * @returns {string}
   */
  function toSetup({ form, relationship, audience, way, minutes, tone, line }) {
    return toParameters({ form, relationship, audience, way, minutes, tone, line });
  }

  /** @param {{id: string}[]} terms @param {unknown} id @param {string} [otherwise] */
  function oneOf(terms, id, otherwise = "") {
    return terms.find((term) => term.id === id)?.id || otherwise;
  }

  /** @param {unknown} value */
  function readText(value) {
    return typeof value === "string" ? value : "";
  }

  return { formOf, channelOf, answerTo, segmentsOf, fill, letterOf, compose, messageOf, measure, limit, suggestionsFor, mailto, readDraft, isComplete, menusOf, readSetup, toSetup, wordsOf, containsPhrase };
})();
