/* How a request is put together from a few answers, counted, and read as an experienced adviser would.
 *
 * Like plan.js this touches neither the page nor the browser's storage. What it works from, macros/composer.py
 * puts into the page: the sentences of data/composer.yml, the checks of data/checks.yml and the limits of channels.
 * A draft is plain data: {channel, relationship, audience, way, minutes, line, answers: {field: text}, own},
 * where `own` is the message as the reader changed it by hand, and `line` the kind of number that they call.
 */
var Guide = Guide || {};
Guide.composer = (() => {
  "use strict";

  const GAP = /\{([a-z_]+)\}/g;
  /* Speaking aloud: about 150 words a minute, as for a calm voice on the phone. */
  const WORDS_A_MINUTE = 150;
  /* Mail programs and the systems that hand them an address cut longer ones. */
  const LONGEST_MAILTO = 1900;

  /* Writing ------------------------------------------------------------------------------------ */

  /* The first of the lines whose conditions hold. */
  function fitting(lines, draft, form) {
    const holds = (list, value) => !list || list.includes(value);
    return lines.find((line) => holds(line.forms, form) && holds(line.relationships, draft.relationship) && holds(line.ways, draft.way));
  }

  function formOf(kit, channel) {
    return kit.forms.find((form) => form.channels.includes(channel));
  }

  /* A pattern with the answers put in; what has no answer yet stands in brackets. Answers are never read as patterns. */
  function fill(kit, pattern, draft) {
    const values = { ...draft.answers, minutes: String(draft.minutes) };
    return pattern.replace(GAP, (gap, name) => (values[name] && values[name].trim()) || `[${kit.fields.find((field) => field.name === name).gap}]`);
  }

  /* A sentence ends once: "Dr. Jr." at its end brings its own full stop. */
  function tidy(sentence) {
    return sentence.replace(/([.!?…])(["'”’]?)\.$/u, "$1$2");
  }

  function sentence(kit, draft, form, part) {
    const line = fitting(kit.lines.filter((one) => one.part === part), draft, form.id);
    const text = line ? tidy(fill(kit, line.text, draft)) : "";
    return part === 3 && text && !/[.!?…]["'”’]?$/u.test(text) && !text.startsWith("[") ? `${text}.` : text;
  }

  /* The message that the answers make: {subject, text}; `subject` is "" where the channel has none. */
  function compose(kit, draft) {
    const channel = kit.channels.find(({ id }) => id === draft.channel);
    const form = formOf(kit, draft.channel);
    const paragraphs = form.paragraphs
      .map((parts) => parts.filter((part) => part !== 3 || draft.answers.fact && draft.answers.fact.trim() || channel.parts.includes(3)))
      .map((parts) => parts.map((part) => sentence(kit, draft, form, part)).filter(Boolean).join(" "));
    const brief = form.paragraphs.length === 1;
    const pieces = [fill(kit, form.greeting, draft), ...paragraphs, form.closing ? fill(kit, form.closing, draft) : ""].filter(Boolean);
    const subject = channel.subject === "yes" ? fill(kit, fitting(kit.subjects, draft, form.id).text, draft) : "";
    return { subject, text: brief ? pieces.join(" ") : pieces.join("\n\n") };
  }

  /* The message as it is sent: the reader's own, where they changed it. */
  function messageOf(kit, draft) {
    return draft.own || compose(kit, draft);
  }

  /* Counting ------------------------------------------------------------------------------------ */

  function wordsIn(text) {
    return (text.match(/\S*[\p{L}\p{N}]\S*/gu) || []).length;
  }

  /* How long the message is: characters as platforms' own counters have them, in units of UTF-16, where an emoji is two or more; words; seconds aloud. */
  function measure(text) {
    const words = wordsIn(text);
    return { characters: text.length, words, seconds: Math.round((words / WORDS_A_MINUTE) * 60) };
  }

  /* What the channel allows and wants: {count, most, unit, hard, lost}; `lost` is what falls off behind a platform's limit. */
  function limit(kit, draft, text) {
    const channel = kit.channels.find(({ id }) => id === draft.channel);
    const { characters, words } = measure(text);
    if (channel.limit) {
      return { count: characters, most: channel.limit, unit: "characters", hard: true, lost: text.slice(channel.limit) };
    }
    if (channel.mostWords) return { count: words, most: channel.mostWords, unit: "words", hard: false, lost: "" };
    return { count: characters, most: channel.mostCharacters, unit: "characters", hard: false, lost: "" };
  }

  /* Reading ------------------------------------------------------------------------------------- */

  /* Text as phrases are compared: lower case, one kind of apostrophe, words with single spaces around them. */
  function plain(text) {
    const words = text.normalize("NFKC").toLowerCase().replace(/[‘’ʼ`´]/g, "'").match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}']*/gu) || [];
    return words.map((word) => word.replace(/'+$/, ""));
  }

  /* Whether the words of a phrase stand in the text one after the other; "*" stands for one to three words. */
  function holds(words, phrase) {
    const wanted = phrase.split(/\s+/).map((word) => (word === "*" ? word : plain(word).join(" "))).filter(Boolean);
    const from = (at, step) => {
      if (step === wanted.length) return true;
      if (wanted[step] === "*") return [1, 2, 3].some((skip) => at + skip <= words.length && from(at + skip, step + 1));
      return words[at] === wanted[step] && from(at + 1, step + 1);
    };
    return words.some((_, at) => from(at, 0));
  }

  /* What the reader says at one go: the whole of a message, or each of their own lines in a script with "You:" and "They:". */
  function turns(text) {
    const lines = text.split("\n");
    return lines.some((line) => line.startsWith("They:")) ? lines.filter((line) => !line.startsWith("They:")) : [text];
  }

  const ASKS = ["call", "resume", "introduce", "mentor", "shadow", "refer", "recommend", "hire"];

  /* What only counting or comparing shows; each takes the text, its words, the draft and what is around it. */
  const MEASURES = {
    unfilled: ({ text }) => /\{[a-z_ ]+\}|\[[^\]\n]{1,60}\]|_{3,}|\bX{2,}\b/iu.test(text),
    "wrong-name": ({ words, draft, formerNames }) => {
      const now = plain((draft.answers && draft.answers.their_name) || "");
      return formerNames.some((name) => {
        const last = plain(name).filter((word) => word.length > 2);
        return last.length > 0 && !last.every((word) => now.includes(word)) && holds(words, last.join(" "));
      });
    },
    "too-long": ({ text, kit, draft }) => {
      const { count, most } = limit(kit, draft, text);
      return Boolean(most) && count > most;
    },
    "no-fact": ({ draft }) => wordsIn((draft.answers && draft.answers.fact) || "") < 4,
    "several-asks": ({ text, words }) => turns(text).some((turn) => (turn.match(/[?？؟]/g) || []).length > 2)
      || ASKS.filter((ask) => words.includes(ask)).length > 2,
    "more-me": ({ words }) => {
      const me = words.filter((word) => /^(i|me|my|mine|myself|i'm|i've|i'd|i'll)$/.test(word)).length;
      const you = words.filter((word) => /^(you|your|yours|you're|you've|you'd|you'll)$/.test(word)).length;
      return me > 5 && me > 3 * you;
    },
    "work-phone": ({ draft }) => draft.line === "work",
  };

  /* The checks that a message trips, in the order of the data. `formerNames` are those of earlier drafts. */
  function advise(kit, draft, message, formerNames = []) {
    const channel = kit.channels.find(({ id }) => id === draft.channel);
    const text = [message.subject, message.text].filter(Boolean).join("\n");
    const words = plain(text);
    const around = { text: message.text, words, draft, kit, formerNames };
    return kit.checks.filter((check) => {
      if (check.part && !channel.parts.includes(check.part)) return false;
      if (check.measure && MEASURES[check.measure](around)) return true;
      if ((check.phrases || []).some((phrase) => holds(words, phrase))) return true;
      return Boolean(check.needs) && !check.needs.some((phrase) => holds(words, phrase));
    });
  }

  /* Sending ------------------------------------------------------------------------------------- */

  /* An address that opens the mail program with the message in it (RFC 6068), or "" when it is too long for one. */
  function mailto(message) {
    const encode = (text) => encodeURIComponent(text.replace(/\r?\n/g, "\r\n"));
    const address = `mailto:?subject=${encode(message.subject)}&body=${encode(message.text)}`;
    return address.length > LONGEST_MAILTO ? "" : address;
  }

  /* Keeping --------------------------------------------------------------------------------------- */

  /* The draft in `kept`, whatever that is, with what is not known replaced by the first choice. */
  function read(kit, kept) {
    const given = kept instanceof Object ? kept : {};
    const one = (list, value) => (list.some((entry) => entry.id === value) ? value : list[0].id);
    const answers = {};
    for (const { name } of kit.fields) {
      const value = given.answers instanceof Object && Object.hasOwn(given.answers, name) ? given.answers[name] : "";
      answers[name] = typeof value === "string" ? value : "";
    }
    const own = given.own instanceof Object && typeof given.own.text === "string"
      ? { subject: typeof given.own.subject === "string" ? given.own.subject : "", text: given.own.text }
      : null;
    return {
      channel: one(kit.channels, given.channel), relationship: one(kit.relationships, given.relationship),
      audience: kit.audiences.some(({ id }) => id === given.audience) ? given.audience : "", way: one(kit.ways, given.way || "phone"),
      minutes: [10, 15, 20, 30].includes(given.minutes) ? given.minutes : 15, line: given.line === "work" ? "work" : "", answers, own,
    };
  }

  return { compose, messageOf, measure, limit, advise, mailto, read, plain, holds };
})();
