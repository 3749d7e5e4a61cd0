/* What the page of one person says, and how what the reader does there changes the person. It doesn't touch the page or the storage. */
var Guide = Guide || {};
Guide.personCore = (() => {
  "use strict";

  const { schedule, interviews } = Guide;
  const { isObject } = Guide.textFormat;

  /* Words ------------------------------------------------------------------------------------------ */

  /**
   * A label inside a sentence: "Email" becomes "email", and "LinkedIn message" stays as it is.
   * @param {string} label
   * @returns {string}
   */
  function inSentence(label) {
    const [word = ""] = label.split(" ");
    return /^\p{Lu}[^\p{Lu}]*$/u.test(word) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
  }

  /** @param {MenuEntry[]} terms @param {string} id @returns {string} " (email)", or "" if the id isn't known */
  function inBrackets(terms, id) {
    const term = terms.find((one) => one.id === id);
    return term ? ` (${inSentence(term.label)})` : "";
  }

  /**
   * How far things are with a person, in words.
   * @param {Person} person
   * @param {Standing} standing
   * @param {Date} now
   * @param {{channels: MenuEntry[], modes: MenuEntry[]}} terms
   * @returns {string}
   */
  function statusInWords(person, { status, outcome }, now, { channels, modes }) {
    /** @param {StatusId} id @returns {string} */
    const dayOf = (id) => (person.on[id] ? schedule.formatDay(person.on[id] || "") : "");
    /** @param {StatusId} id */
    const on = (id) => (dayOf(id) ? ` on ${dayOf(id)}` : "");
    const asked = `Asked${dayOf("asked") ? ` ${dayOf("asked")}` : ""}${inBrackets(channels, person.channel)}`;
    const reminded = `${asked}${dayOf("reminded") ? `, reminded ${dayOf("reminded")}` : ""}`;
    const met = on("met") || (person.day ? ` on ${schedule.formatDay(person.day)}` : "");
    const mode = inBrackets(modes, person.mode);
    switch (status) {
      case "to-ask": return "Not asked yet.";
      case "asked": return `${asked}. No answer yet.`;
      case "reminded": return `${reminded}. No answer yet.`;
      case "agreed":
        if (!person.day) return `They said yes${on("agreed")}. No day set yet.`;
        return interviews.isPast(person, now) ? `You had a conversation set for ${interviews.whenOf(person)}${mode}.` : `They said yes. You're talking ${interviews.whenOf(person)}${mode}.`;
      case "met": return `You talked${met}. You haven't thanked them yet.`;
      case "thanked": return `You talked${met}, and thanked them${on("thanked")}.`;
      case "reported": return `You talked${met}, and told them${on("reported")} how it turned out.`;
      case "in-touch": return `You're in touch.${met ? ` You talked${met}.` : ""}`;
      case "closed":
        if (outcome === "no") return `They said no${on("closed")}.`;
        return outcome === "silence" ? `${reminded}. No answer.` : `Closed${on("closed")}.`;
    }
  }

  /* The conversation ------------------------------------------------------------------------------- */

  /**
   * The person after the conversation was put off: it needs another day. What happened goes into the history.
   * @param {Person} person
   * @param {string} text what happened
   * @param {string} today
   * @returns {Person}
   */
  function withoutDay(person, text, today) {
    return { ...interviews.note(person, { on: today, what: "note", text }), day: "", time: "" };
  }

  /* The thread ------------------------------------------------------------------------------------- */

  /**
   * The history with an entry put in the place of another, added, or taken out. Entries stay in the order of their days.
   * If the day of a change of status is corrected, the person has the new day, too.
   * @param {Person} person
   * @param {HistoryEntry | null} before null to add one; if it's no longer there, the new one is added
   * @param {HistoryEntry | null} after null to take it out
   * @returns {Person}
   */
  function withEntry(person, before, after) {
    const at = before ? person.history.findIndex((one) => same(one, before)) : -1;
    const others = person.history.filter((_, index) => index !== at);
    if (!after) return { ...person, history: others };
    /* The place it had among the entries of one day stays. */
    if (at >= 0) others.splice(at, 0, after);
    else others.push(after);
    const history = others.sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0));
    const { status } = after;
    const isDayOfStatus = before && status && person.on[status] === before.on;
    return { ...person, history, ...(isDayOfStatus ? { on: { ...person.on, [status]: after.on } } : {}) };
  }

  /**
   * The entries of a list with one put in the place of another, added, or taken out.
   * @template {{id: string}} T
   * @param {T[]} entries
   * @param {T | null} before
   * @param {T | null} after
   * @returns {T[]}
   */
  function withItem(entries, before, after) {
    const at = before ? entries.findIndex(({ id }) => id === before.id) : -1;
    if (!after) return entries.filter((_, index) => index !== at);
    return at < 0 ? [...entries, after] : entries.map((one, index) => (index === at ? after : one));
  }

  /* Undo ------------------------------------------------------------------------------------------- */

  /** @param {unknown} one @param {unknown} other @returns {boolean} whether both say the same */
  function same(one, other) {
    return JSON.stringify(one) === JSON.stringify(other);
  }

  /**
   * What is there now, with a change taken back. Whatever has changed since, here or in another tab, stays.
   * @template T
   * @param {T} now
   * @param {T} before
   * @param {T} after
   * @returns {T}
   */
  function takenBack(now, before, after) {
    if (same(before, after)) return now;
    if (Array.isArray(now) && Array.isArray(before) && Array.isArray(after)) return /** @type {any} */ (listTakenBack(now, before, after));
    if (!isObject(now) || !isObject(before) || !isObject(after)) return before;
    /** @type {Record<string, unknown>} */
    const result = { ...now };
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
      if (same(before[key], after[key])) continue;
      if (Object.hasOwn(before, key)) result[key] = takenBack(now[key], before[key], after[key]);
      else delete result[key];
    }
    return /** @type {T} */ (result);
  }

  /** @param {unknown[]} now @param {unknown[]} before @param {unknown[]} after @returns {unknown[]} */
  function listTakenBack(now, before, after) {
    const added = after.filter((one) => !before.some((other) => same(one, other)));
    const gone = before.filter((one) => !after.some((other) => same(one, other)));
    const list = now.filter((one) => !added.some((other) => same(one, other)));
    for (const one of gone.filter((lost) => !list.some((other) => same(lost, other)))) list.splice(Math.min(before.indexOf(one), list.length), 0, one);
    return list;
  }

  /* After the conversation ------------------------------------------------------------------------- */

  /**
   * Whether they may have told the reader something.
   * @param {Person} person
   * @returns {boolean}
   */
  function hasTold(person) {
    return interviews.hasMet(person) || [person.live.notes, person.learned, person.named].some((list) => list.length > 0);
  }

  /**
   * The notes taken during the conversation, by the question they belong to, in the order of their first notes.
   * @param {LiveNote[]} notes
   * @returns {{question: string, notes: LiveNote[]}[]} `question` is "" for notes on no question
   */
  function notesByQuestion(notes) {
    /** @type {Map<string, {question: string, notes: LiveNote[]}>} */
    const groups = new Map();
    for (const one of notes) {
      const group = groups.get(one.question) || { question: one.question, notes: [] };
      group.notes.push(one);
      groups.set(one.question, group);
    }
    return [...groups.values()];
  }

  /**
   * What is known about someone another person named, such as "Kate Moss, a nurse in Troy".
   * @param {Named} named
   * @param {Person} by who named them
   * @param {string} relationship how the reader knows someone who was suggested to them
   * @returns {Partial<Person>}
   */
  function suggested(named, by, relationship) {
    const [name = "", ...rest] = named.text.split(/\s*[,;(]\s*/);
    return {
      name: name.trim() || named.text, role: rest.join(", ").replace(/\)$/, "").trim(), notes: named.note,
      referrer: by.name, referredBy: by.id, relationship,
    };
  }

  /**
   * The person to write to next: of those the reader hasn't asked, the one rated best, and of these, the one who was added first.
   * @param {Iterable<Person>} people
   * @param {string} except the id of the person the reader is looking at
   * @returns {Person | null}
   */
  function nextToAsk(people, except) {
    /** @param {Person} person */
    const rating = ({ near, knows, reach }) => near + knows + reach;
    const waiting = [...people].filter(({ id, status }) => id !== except && status === "to-ask");
    return waiting.sort((one, other) => rating(other) - rating(one) || (one.added < other.added ? -1 : one.added > other.added ? 1 : 0))[0] || null;
  }

  /* Addresses -------------------------------------------------------------------------------------- */

  /**
   * An address of a web page as it's stored: with https, which readers often leave out.
   * @param {string} text
   * @returns {string | null} "" for no text, null if it isn't such an address
   */
  function webAddress(text) {
    const trimmed = text.trim();
    if (!trimmed) return "";
    const whole = /^[a-z][a-z0-9+.-]*:/i.test(trimmed) ? trimmed : `https://${trimmed}`;
    try {
      const { protocol, hostname, username, href } = new URL(whole);
      return protocol === "https:" && /[^.]\.[a-z][a-z0-9-]*$/.test(hostname) && !username && !/\s/.test(trimmed) ? href : null;
    } catch {
      return null;
    }
  }

  /**
   * A link that writes to an email address.
   * @param {string} email
   * @returns {string} "" if it isn't one
   */
  function mailLink(email) {
    return /^[^\s@<>"?&#%]+@[^\s@<>"?&#%]+\.[^\s@<>"?&#%]+$/.test(email.trim()) ? `mailto:${email.trim()}` : "";
  }

  /**
   * A link that calls a phone number.
   * @param {string} phone as people write it, such as "(518) 555-0134 ext. 2"
   * @returns {string} "" if there are too few digits for one
   */
  function phoneLink(phone) {
    const [main = "", extension = ""] = phone.toLowerCase().split(/\s*(?:ext\.?|x|#)\s*/);
    const digits = main.replace(/[^\d+]/g, "").replace(/(?!^)\+/g, "");
    return digits.replace("+", "").length >= 3 ? `tel:${digits}${/^\d+$/.test(extension) ? `;ext=${extension}` : ""}` : "";
  }

  return { inSentence, statusInWords, withoutDay, withEntry, withItem, takenBack, same, hasTold, notesByQuestion, suggested, nextToAsk, webAddress, mailLink, phoneLink };
})();
