/* How a request is put together from a few answers, counted, and read as an experienced adviser would. Touches no page and no storage.
 *
 * What it works from is in the page: the sentences of data/composer.yml, the checks of data/checks.yml and the limits of channels.
 */
/** @typedef {{subject: string, text: string}} Message `subject` is "" where the channel has none */
/** @typedef {{channel: string, relationship: string, audience: string, way: string, minutes: number, line: string, answers: Record<string, string>, own: Message | null}} Draft
 *   ids of terms, `minutes` of the conversation that is asked for, `line` the kind of number that they call, `answers` by the name of
 *   the field, and `own` the message as the reader changed it by hand */
/** @typedef {{characters: number, words: number, seconds: number}} Length `seconds` is how long it takes to say it */
/** @typedef {{count: number, most: number, unit: "characters" | "words", hard: boolean, cutOff: string}} Limit
 *   `hard` is whether the platform refuses more, and `cutOff` what it cuts off then */
var Guide = Guide || {};
Guide.composer = (() => {
  "use strict";

  const { cut, isObject, percentEncode, withCrlf } = Guide.textFormat;

  const GAP = /\{([a-z_]+)\}/g;
  /* As for a calm voice on the phone. */
  const WORDS_PER_MINUTE = 150;
  /* Mail programs and the systems that hand them an address cut longer ones. */
  const MAX_MAILTO_LENGTH = 1900;
  const LEAST_FACT_WORDS = 4;

  /* Writing ------------------------------------------------------------------------------------ */

  /**
   * The first of the lines whose conditions hold.
   * @template {{forms?: string[], relationships?: string[], ways?: string[]}} T
   * @param {T[]} lines
   * @param {Draft} draft
   * @param {string} form
   */
  function firstFitting(lines, draft, form) {
    /** @param {string[] | undefined} list @param {string} value */
    const holds = (list, value) => !list || list.includes(value);
    return lines.find((line) => holds(line.forms, form) && holds(line.relationships, draft.relationship) && holds(line.ways, draft.way));
  }

  /**
   * The channel of a draft.
   * @param {ComposerData} data
   * @param {Draft} draft
   * @returns {ComposerChannel}
   * @throws {Error} when there is no such channel
   */
  function channelOf(data, draft) {
    return known(data.channels.find(({ id }) => id === draft.channel), `channel ${draft.channel}`);
  }

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
   * How requests for the draft's channel are laid out.
   * @param {ComposerData} data
   * @param {Draft} draft
   * @returns {RequestLayout}
   * @throws {Error} when there is no such layout
   */
  function layoutOf(data, draft) {
    return known(data.forms.find(({ channels }) => channels.includes(draft.channel)), `form for ${draft.channel}`);
  }

  /** @param {Draft} draft @param {string} field */
  function answerOf(draft, field) {
    return (draft.answers[field] || "").trim();
  }

  /** @param {ComposerData} data @param {AnswerField["role"]} role */
  function nameOf(data, role) {
    return data.fields.find((field) => field.role === role)?.name || "";
  }

  /**
   * The answer to the question with a role.
   * @param {ComposerData} data
   * @param {Draft} draft
   * @param {AnswerField["role"]} role
   * @returns {string} "" when it is not answered, or there is no such question
   */
  function answerTo(data, draft, role) {
    return answerOf(draft, nameOf(data, role));
  }

  /**
   * A pattern with the answers put in; what has no answer yet is in brackets. Answers are never read as patterns.
   * @param {ComposerData} data
   * @param {string} pattern
   * @param {Draft} draft
   */
  function fill(data, pattern, draft) {
    return pattern.replace(GAP, (_, /** @type {string} */ name) => {
      if (name === "minutes") return String(draft.minutes);
      return answerOf(draft, name) || `[${known(data.fields.find((field) => field.name === name), `field ${name}`).gap}]`;
    });
  }

  /**
   * A sentence ends once: "Dr. Jr." at its end brings its own full stop.
   * @param {string} text
   */
  function endOnce(text) {
    return text.replace(/([.!?…])(["'”’]?)\.$/u, "$1$2");
  }

  /**
   * The fact about them is a whole sentence of the reader's. It may be left out where the channel does not ask for it.
   * @param {ComposerData} data
   * @param {Draft} draft
   * @param {RequestLayout} form
   * @param {number} part
   */
  function sentence(data, draft, form, part) {
    const line = firstFitting(data.lines.filter((one) => one.part === part), draft, form.id);
    if (!line) return "";
    const text = endOnce(fill(data, line.text, draft));
    if (!line.text.includes(`{${nameOf(data, "fact")}}`)) return text;
    if (!answerTo(data, draft, "fact")) return channelOf(data, draft).parts.includes(part) ? text : "";
    return /[.!?…]["'”’]?$/u.test(text) || text.startsWith("[") ? text : `${text}.`;
  }

  /**
   * The message that the answers make.
   * @param {ComposerData} data
   * @param {Draft} draft
   * @returns {Message}
   * @throws {Error} when the data has nothing for the draft's channel
   */
  function compose(data, draft) {
    const channel = channelOf(data, draft);
    const form = layoutOf(data, draft);
    const paragraphs = form.paragraphs.map((parts) => parts.map((part) => sentence(data, draft, form, part)).filter(Boolean).join(" "));
    const pieces = [fill(data, form.greeting, draft), ...paragraphs, form.closing ? fill(data, form.closing, draft) : ""].filter(Boolean);
    const isBrief = form.paragraphs.length === 1;
    const subject = channel.subject === "yes" ? fill(data, known(firstFitting(data.subjects, draft, form.id), `subject for ${form.id}`).text, draft) : "";
    return { subject, text: pieces.join(isBrief ? " " : "\n\n") };
  }

  /**
   * The message as it is sent: the reader's own, where they changed it.
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
   * How long the message is. Characters are counted as platforms do, in units of UTF-16, where an emoji is two or more.
   * @param {string} text
   * @returns {Length}
   */
  function measure(text) {
    const words = countWords(text);
    return { characters: text.length, words, seconds: Math.round((words / WORDS_PER_MINUTE) * 60) };
  }

  /**
   * What the channel allows or, where it has no limit of its own, what it wants.
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
   * The words of a text as phrases are compared: lower case, with one kind of apostrophe.
   * @param {string} text
   * @returns {string[]}
   */
  function wordsOf(text) {
    const words = text.normalize("NFKC").toLowerCase().replace(/[‘’ʼ`´]/g, "'").match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}']*/gu) || [];
    return words.map((word) => word.replace(/'+$/, ""));
  }

  /**
   * Whether the words of a phrase follow one another.
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
   * What the reader says at one go: the whole of a message, or each of their own lines in a script with "You:" and "They:".
   * @param {string} text
   */
  function turnsOf(text) {
    const lines = text.split("\n");
    return lines.some((line) => line.startsWith("They:")) ? lines.filter((line) => !line.startsWith("They:")) : [text];
  }

  const ASKS = ["call", "resume", "introduce", "mentor", "shadow", "refer", "recommend", "hire"];

  /**
   * What only counting or comparing shows, by the name that a check has for it.
   * @type {Record<NonNullable<RequestCheck["measure"]>, (context: {text: string, words: string[], data: ComposerData, draft: Draft, formerNames: string[]}) => boolean>}
   */
  const MEASURES = {
    unfilled: ({ text }) => /\{[a-z_ ]+\}|\[[^\]\n]{1,60}\]|_{3,}|\bX{2,}\b/iu.test(text),
    "wrong-name": ({ words, data, draft, formerNames }) => {
      const now = wordsOf(answerTo(data, draft, "recipient"));
      return formerNames.some((name) => {
        const long = wordsOf(name).filter((word) => word.length > 2);
        return long.length > 0 && !long.every((word) => now.includes(word)) && containsPhrase(words, long.join(" "));
      });
    },
    "too-long": ({ text, data, draft }) => {
      const { count, most } = limit(data, draft, text);
      return most > 0 && count > most;
    },
    "no-fact": ({ data, draft }) => countWords(answerTo(data, draft, "fact")) < LEAST_FACT_WORDS,
    "several-asks": ({ text, words }) => turnsOf(text).some((turn) => (turn.match(/[?？؟]/g) || []).length > 2)
      || ASKS.filter((ask) => words.includes(ask)).length > 2,
    "more-me": ({ words }) => {
      const me = words.filter((word) => /^(i|me|my|mine|myself|i'm|i've|i'd|i'll)$/.test(word)).length;
      const you = words.filter((word) => /^(you|your|yours|you're|you've|you'd|you'll)$/.test(word)).length;
      return me > 5 && me > 3 * you;
    },
    "work-phone": ({ draft }) => draft.line === "work",
  };

  /**
   * The checks that a message fails, in the order of the data.
   * @param {ComposerData} data
   * @param {Draft} draft
   * @param {Message} message
   * @param {string[]} [formerNames] who earlier drafts were addressed to
   * @returns {RequestCheck[]}
   * @throws {Error} when there is no such channel
   */
  function failedChecks(data, draft, message, formerNames = []) {
    const channel = channelOf(data, draft);
    const words = wordsOf([message.subject, message.text].filter(Boolean).join("\n"));
    const context = { text: message.text, words, data, draft, formerNames };
    return data.checks.filter((check) => {
      if (check.part && !channel.parts.includes(check.part)) return false;
      if (check.measure && MEASURES[check.measure](context)) return true;
      if ((check.phrases || []).some((phrase) => containsPhrase(words, phrase))) return true;
      return check.needs !== undefined && !check.needs.some((phrase) => containsPhrase(words, phrase));
    });
  }

  /* Sending ------------------------------------------------------------------------------------- */

  /**
   * An address that opens the mail program with the message in it: RFC 6068.
   * @param {Message} message
   * @returns {string} "" when it is too long for one
   */
  function mailto(message) {
    const address = `mailto:?subject=${percentEncode(message.subject)}&body=${percentEncode(withCrlf(message.text))}`;
    return address.length > MAX_MAILTO_LENGTH ? "" : address;
  }

  /* Reading back -------------------------------------------------------------------------------- */

  /**
   * The draft in anything that was stored; what is not known becomes the first choice.
   * @param {ComposerData} data
   * @param {unknown} stored
   * @returns {Draft}
   */
  function readDraft(data, stored) {
    const given = isObject(stored) ? stored : {};
    const answers = isObject(given.answers) ? given.answers : {};
    return {
      channel: oneOf(data.channels, given.channel, data.channels[0]?.id),
      relationship: oneOf(data.relationships, given.relationship, data.relationships[0]?.id),
      audience: oneOf(data.audiences, given.audience),
      way: oneOf(data.ways, given.way, data.usual_way),
      minutes: data.lengths.find((minutes) => minutes === given.minutes) || data.usual_length,
      line: given.line === "work" ? "work" : "",
      answers: Object.fromEntries(data.fields.map(({ name }) => [name, Object.hasOwn(answers, name) ? readText(answers[name]) : ""])),
      own: isObject(given.own) && typeof given.own.text === "string" ? { subject: readText(given.own.subject), text: given.own.text } : null,
    };
  }

  /**
   * Whether everything in what was stored is in the draft that readDraft() makes of it.
   * @param {ComposerData} data
   * @param {unknown} stored
   * @returns {boolean}
   */
  function isComplete(data, stored) {
    const draft = readDraft(data, stored);
    /** @param {unknown} value @param {unknown} read @returns {boolean} */
    const isIn = (value, read) => (isObject(value) && isObject(read) ? Object.entries(value).every(([part, one]) => one === "" || isIn(one, read[part])) : value === read);
    return isObject(stored) && isIn(stored, { version: stored.version, ...draft });
  }

  /** @param {MenuEntry[]} terms @param {unknown} id @param {string} [otherwise] */
  function oneOf(terms, id, otherwise = "") {
    return terms.find((term) => term.id === id)?.id || otherwise;
  }

  /** @param {unknown} value */
  function readText(value) {
    return typeof value === "string" ? value : "";
  }

  return { channelOf, layoutOf, answerTo, compose, messageOf, measure, limit, failedChecks, mailto, readDraft, isComplete, wordsOf, containsPhrase };
})();
