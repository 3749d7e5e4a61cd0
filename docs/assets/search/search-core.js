/* Search without a page: what the reader's words stand for, which places have them, and which of those come first.
 *
 * Places are ranked by BM25F, as in S. Robertson and H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009),
 * section 3.5: how often a word is in each field counts by the field's weight, then levels off, and a rare word counts for more than a
 * common one. The length of a field doesn't matter, because the index has only the words of a text that tell most about it. Then a place
 * gains whose title, or one of whose phrases, is much like the query as a whole.
 */
/**
 * What macros/outputs/search_index.py writes. A place is the number of its page, its anchor ("" for the page as a whole, 0 if it's made
 * of the title), its title ("" for the page's), the number of its kind (plus the number of all kinds if it lists things of its
 * kind), the phrases in which readers ask for it, and keywords.
 * @typedef {[page: number, anchor: string | 0, title: string, kind: number, also: string, keywords: string]} SearchPlace
 * @typedef {{id: string, label: string, many: string, weight: number}} SearchKind
 * @typedef {{kinds: SearchKind[], drop: string[], subject: string[], same: Record<string, string[]>, spellings: Record<string, string>,
 *   pages: [address: string, title: string][], places: SearchPlace[], words: string, where: string}} SearchIndex
 * @typedef {{id: number, page: number, url: string, title: string, pageTitle: string, kind: SearchKind, label: string,
 *   score: number}} SearchResult
 *   `url` is as seen from the home page, and `title` is the page's if the result is a page as a whole
 * @typedef {{results: SearchResult[], more: Map<number, SearchResult[]>, total: number, counts: Map<string, number>, unknown: string[],
 *   corrected: [typed: string, taken: string][], nearest: string[]}} SearchFound
 *   `more` has further results of the same page, by the id of the last one in `results`, and `counts` how many there are of each kind
 * @typedef {{typed: string, weight: number, own: Set<string>, meaning: Map<string, number>}} SearchTerm a word of a query: how much it
 *   counts, its own stems, and all the stems it's looked for by, each with how much it counts as compared with the word itself
 */
var Guide = Guide || {};
Guide.searchCore = (() => {
  "use strict";

  const { words, distance, readNumbers } = Guide.searchWords;

  /* BM25F: where a word that comes often levels off, and the weight of each field. */
  const SATURATION = 1;
  const [TITLE, ALSO, KEYWORDS, PAGE, TEXT] = [0, 1, 2, 3, 4];
  const WEIGHTS = [6, 3, 2, 1, 1];
  /* How much a place gains whose title, or whose words of a reader, are the query itself. */
  const LIKENESS = 0.7;
  /* How much a page as a whole counts, as against one place on it. */
  const WHOLE_PAGE = 1.2;
  /* How much other words count in place of the reader's own. */
  const [SYNONYM, JOINED, BEGINNING, ONE_MISTAKE, TWO_MISTAKES] = [0.6, 0.9, 0.5, 0.8, 0.5];
  /* What words that say little, and those for what the whole guide is about, count in comparing two phrases. */
  const SAYS_LITTLE = 0.05;
  const SUBJECT_SAYS = 0.2;
  /* A shorter word isn't corrected, and a word of the second length or more can have two mistakes. */
  const [LEAST_CORRECTED, LEAST_TWO_MISTAKES] = [5, 9];
  const MOST_CORRECTIONS = 3;
  /* What another first letter counts, as against one mistake, and the most that a word gains because many places have it. */
  const [OTHER_FIRST_LETTER, MOST_FOR_COMMON] = [0.5, 0.4];
  const LEAST_BEGINNING = 3;
  /* A place with less than this share of the best one's score isn't shown. */
  const LEAST_SHARE = 0.25;
  const MOST = 30;
  const FROM_ONE_PAGE = 1;
  const MOST_WORDS = 40;
  const MOST_NEAREST = 5;
  const EXCERPT = 160;

  const QUOTED = /["\u201c\u201d\u201e\u00ab\u00bb]([^"\u201c\u201d\u201e\u00ab\u00bb]+)["\u201c\u201d\u00ab\u00bb]/g;

  /* The index -------------------------------------------------------------------------------------- */

  /**
   * @param {SearchIndex} index
   */
  function create(index) {
    const { kinds, pages, places } = index;
    const count = places.length;

    /** @type {Map<string, string>} */
    const stems = new Map();
    const spellings = new Map(Object.entries(index.spellings).map(([british, american]) => [Guide.stem(british), Guide.stem(american)]));

    /** The form a word is looked up by. @param {string} word */
    function stem(word) {
      let found = stems.get(word);
      if (found === undefined) {
        found = Guide.stem(word);
        found = spellings.get(found) ?? found;
        stems.set(word, found);
      }
      return found;
    }

    const little = new Set(index.drop.map(stem));
    const subject = new Set(index.subject.map(stem));
    /** @type {Map<string, string[]>} */
    const same = new Map();
    for (const [typed, means] of Object.entries(index.same)) same.set(stem(typed), [...(same.get(stem(typed)) || []), ...means.map(stem)]);
    const titleOf = places.map((place) => place[2] || pages[place[0]]?.[1] || "");

    /* Where each stem is in titles and readers' words, and, until someone looks for it, which words of texts have it. */
    /** @type {Map<string, Map<number, number[]>>} */
    const fields = new Map();
    /** @type {Map<string, string[]>} */
    const inTexts = new Map();
    /** Each word of the guide with its stem. @type {Map<string, string>} */
    const known = new Map();
    /** @type {Map<string, Map<number, number>>} */
    const postings = new Map();
    /** @type {Map<string, number>} */
    const rarities = new Map();
    /** Titles and readers' words of each place, as stems. @type {string[][][]} */
    const phrases = [];

    /** Words with a hyphen in some title, by the form without it. @type {Map<string, string[]>} */
    const hyphenated = new Map();
    for (const parts of [...new Set(titleOf)].flatMap(Guide.searchWords.hyphenated)) hyphenated.set(stem(parts.join("")), parts.map(stem));

    /** @param {string} word @param {number} place @param {number} field */
    function note(word, place, field) {
      const form = stem(word);
      known.set(word, form);
      let of = fields.get(form);
      if (!of) fields.set(form, of = new Map());
      let counts = of.get(place);
      if (!counts) of.set(place, counts = [0, 0, 0, 0, 0]);
      counts[field] = field !== TITLE ? 1 : (counts[field] || 0) + 1;
    }

    const list = index.words.split(" ");

    /** The phrases in which readers ask for a place, as words. @param {string} also */
    function phrasesOf(also) {
      return also.split(" ").filter(Boolean).map((phrase) => {
        /** @type {string[]} */
        const found = [];
        readNumbers(phrase, (number) => found.push(list[number] || ""));
        return found;
      });
    }

    const pageWords = pages.map(([, title]) => words(title));
    for (const [number, [page, , title, , also, keywords]] of places.entries()) {
      const own = title ? words(title) : pageWords[page] || [];
      const asked = phrasesOf(also);
      for (const word of own) note(word, number, TITLE);
      for (const word of asked.flat()) note(word, number, ALSO);
      for (const word of phrasesOf(keywords).flat()) note(word, number, KEYWORDS);
      if (title) for (const word of pageWords[page] || []) note(word, number, PAGE);
      phrases.push([own, ...asked].map((phrase) => [...new Set(phrase.map(stem))]));
    }
    const where = index.where.split(" ");
    for (const [number, word] of list.entries()) {
      if (!where[number]) continue;
      const form = stem(word);
      known.set(word, form);
      const written = inTexts.get(form);
      if (written) written.push(where[number] || "");
      else inTexts.set(form, [where[number] || ""]);
    }

    /** How much each place has of a stem, by the weight of the fields. @param {string} form */
    function posting(form) {
      let found = postings.get(form);
      if (found) return found;
      /** @type {Map<number, number[]>} */
      const counts = new Map([...(fields.get(form) || [])].map(([place, of]) => [place, [...of]]));
      for (const written of inTexts.get(form) || []) {
        let place = -1;
        readNumbers(written, (between, often) => {
          place += between + 1;
          const of = counts.get(place) || [0, 0, 0, 0, 0];
          of[TEXT] = (of[TEXT] || 0) + (often ? 2 : 1);
          counts.set(place, of);
        });
      }
      found = new Map();
      for (const [place, of] of counts) found.set(place, of.reduce((sum, often, field) => sum + (WEIGHTS[field] || 0) * often, 0));
      postings.set(form, found);
      return found;
    }

    /**
     * How rare something is: the inverse document frequency of BM25, never below zero.
     * @param {number} having how many places have it
     */
    function rarity(having) {
      return Math.log(1 + (count - having + 0.5) / (having + 0.5));
    }

    /** How rare a stem is, as far as it tells anything. @param {string} form */
    function rarityOf(form) {
      let found = rarities.get(form);
      if (found === undefined) {
        const usual = rarity(posting(form).size);
        found = subject.has(form) ? SUBJECT_SAYS : little.has(form) ? usual * SAYS_LITTLE : usual;
        rarities.set(form, found);
      }
      return found;
    }

    /* The query ------------------------------------------------------------------------------------ */

    /**
     * The words of the guide that are most like one it doesn't have, best first.
     * @param {string} word
     * @param {number} most the most mistakes
     * @returns {{word: string, near: number}[]}
     */
    function closest(word, most) {
      const found = [];
      for (const [other, form] of known) {
        const near = distance(word, other, most);
        /* Mistakes in the first letter are rare; between equals, the word more places have was more likely meant. */
        if (near > most) continue;
        const order = near + (other[0] === word[0] ? 0 : OTHER_FIRST_LETTER) - Math.min(MOST_FOR_COMMON, posting(form).size / count);
        found.push({ word: other, near, order });
      }
      return found.sort((one, other) => one.order - other.order);
    }

    /**
     * @param {string} word
     * @param {boolean} isLast whether the reader may still be typing it
     * @returns {{term: SearchTerm, taken: string}} with the word it was taken for, or "" if that's the word itself
     */
    function meant(word, isLast) {
      const form = stem(word);
      /** @type {SearchTerm} */
      const term = { typed: word, weight: subject.has(form) || little.has(form) ? 0 : 1, own: new Set(), meaning: new Map() };
      let taken = "";
      if (has(form) || same.has(form) || little.has(form) || subject.has(form)) {
        term.own.add(form);
        term.meaning.set(form, 1);
      }
      if (isLast && word.length >= LEAST_BEGINNING && term.weight) {
        for (const [other, otherForm] of known) {
          if (other.length > word.length && other.startsWith(word) && !term.own.has(otherForm)) add(term, otherForm, BEGINNING, true);
        }
      }
      if (!term.meaning.size && word.length >= LEAST_CORRECTED) {
        const near = closest(word, word.length < LEAST_TWO_MISTAKES ? 1 : 2).slice(0, MOST_CORRECTIONS);
        for (const { word: other, near: mistakes } of near) add(term, stem(other), mistakes > 1 ? TWO_MISTAKES : ONE_MISTAKE, true);
        taken = near[0]?.word || "";
        const first = taken && stem(taken);
        if (first && (little.has(first) || subject.has(first))) term.weight = 0;
      }
      for (const own of [...term.own]) {
        for (const other of same.get(own) || []) add(term, other, SYNONYM * (term.meaning.get(own) || 1), false);
      }
      return { term, taken };
    }

    /** @param {SearchTerm} term @param {string} form @param {number} counts @param {boolean} isOwn whether the reader's word shows it */
    function add(term, form, counts, isOwn) {
      if (isOwn) term.own.add(form);
      term.meaning.set(form, Math.max(term.meaning.get(form) || 0, counts));
    }

    /** Whether the guide has a stem. @param {string} form */
    function has(form) {
      return fields.has(form) || inTexts.has(form);
    }

    /**
     * A query as terms. Two words that are one in the guide, and one that is two, count as well.
     * @param {string} query
     */
    function read(query) {
      const typed = [...new Set(words(query))].slice(0, MOST_WORDS);
      /** @type {SearchTerm[]} */
      const terms = [];
      /** @type {[string, string][]} */
      const corrected = [];
      const isTyping = /[\p{L}\p{N}]$/u.test(query);
      for (const [at, word] of typed.entries()) {
        const { term, taken } = meant(word, isTyping && at === typed.length - 1);
        const joined = stem(word + (typed[at + 1] || " "));
        const joinedBefore = stem((typed[at - 1] || " ") + word);
        for (const form of [joined, joinedBefore, ...(hyphenated.get(stem(word)) || [])]) {
          if (has(form) && term.weight && !little.has(form)) add(term, form, JOINED, true);
        }
        if (!term.meaning.size) {
          for (let length = 3; length <= word.length - 3; length += 1) {
            const halves = [word.slice(0, length), word.slice(length)].map(stem);
            if (halves.every((half) => has(half) && !little.has(half))) for (const half of halves) add(term, half, JOINED, true);
          }
        }
        if (taken && term.meaning.size) corrected.push([word, taken]);
        terms.push(term);
      }
      if (terms.every((term) => !term.weight || !term.meaning.size)) for (const term of terms) term.weight = 1;
      return { terms, corrected, unknown: terms.filter((term) => !term.meaning.size).map((term) => term.typed) };
    }

    /**
     * A way to tell how much a phrase is like the query: the share of what either says that both say.
     * @param {SearchTerm[]} terms
     * @returns {(phrase: string[]) => number}
     */
    function likenessTo(terms) {
      /** What each stem says for each term. @type {Map<string, [term: number, says: number][]>} */
      const says = new Map();
      let query = 0;
      for (const [number, { meaning }] of terms.entries()) {
        let most = meaning.size ? 0 : rarity(0);
        for (const [form, counts] of meaning) {
          const much = rarityOf(form) * counts;
          most = Math.max(most, much);
          says.set(form, [...(says.get(form) || []), [number, much]]);
        }
        query += most;
      }
      return (phrase) => {
        const best = new Array(terms.length).fill(0);
        let rest = 0;
        for (const form of phrase) {
          const said = says.get(form);
          if (said) for (const [number, much] of said) best[number] = Math.max(best[number], much);
          else rest += rarityOf(form);
        }
        const both = best.reduce((sum, much) => sum + much, 0);
        return both ? both / (query + rest) : 0;
      };
    }

    /**
     * The score of each place that has any of the terms.
     * @param {SearchTerm[]} terms
     * @param {string[][]} phrasesAsked
     */
    function scores(terms, phrasesAsked) {
      /** @type {Map<number, number>} */
      const found = new Map();
      /** @type {Map<number, number>} */
      const met = new Map();
      let all = 0;
      for (const { weight, meaning } of terms) {
        if (!weight) continue;
        /** @type {Map<number, number>} */
        const together = new Map();
        for (const [form, counts] of meaning) {
          for (const [place, much] of posting(form)) together.set(place, Math.max(together.get(place) || 0, much * counts));
        }
        const itself = [...meaning].filter(([, counts]) => counts === 1).reduce((sum, [form]) => sum + posting(form).size, 0);
        const rare = rarity(itself || together.size);
        all += rare;
        for (const [place, much] of together) {
          found.set(place, (found.get(place) || 0) + (rare * much) / (SATURATION + much));
          met.set(place, (met.get(place) || 0) + rare);
        }
      }
      const likeness = likenessTo(terms);
      const must = phrasesAsked.flat().filter((form) => has(form) && !little.has(form));
      for (const [place, score] of found) {
        if (must.some((form) => !posting(form).has(place))) {
          found.delete(place);
          continue;
        }
        const like = Math.max(...(phrases[place] || []).map(likeness));
        const kind = kindOf(places[place]?.[3] || 0).weight;
        found.set(place, score * Math.sqrt((met.get(place) || 0) / (all || 1)) * (1 + LIKENESS * like * like) * (kind / 100)
          * (places[place]?.[1] === "" ? WHOLE_PAGE : 1));
      }
      return found;
    }

    /** @param {number} number as in a place @returns {SearchKind} */
    function kindOf(number) {
      return kinds[number % kinds.length] || { id: "", label: "", many: "", weight: 100 };
    }

    /** @param {number} id @param {number} score @returns {SearchResult} */
    function result(id, score) {
      const [page, anchor, , kind] = places[id] || [0, "", "", 0];
      const [address, pageTitle] = pages[page] || ["", ""];
      const found = kindOf(kind);
      const label = kind < kinds.length ? found.label : found.many;
      const place = anchor === 0 ? Guide.searchWords.slug(titleOf[id] || "") : anchor;
      return { id, page, url: place ? `${address}#${place}` : address, title: titleOf[id] || "", pageTitle, kind: found, label, score };
    }

    /**
     * @param {string} query as typed
     * @param {{kind?: string, most?: number}} [choice] the only kind to show, and the most results in the list
     * @returns {SearchFound}
     */
    function find(query, choice = {}) {
      const { terms, corrected, unknown } = read(query);
      const scored = [...scores(terms, phrasesIn(query).map((phrase) => words(phrase).map(stem)))];
      const best = scored.reduce((most, [, score]) => Math.max(most, score), 0);
      const all = scored.filter(([, score]) => score >= best * LEAST_SHARE).sort((one, other) => other[1] - one[1] || one[0] - other[0])
        .map(([id, score]) => result(id, score));
      /** @type {Map<string, number>} */
      const counts = new Map();
      for (const { kind } of all) counts.set(kind.id, (counts.get(kind.id) || 0) + 1);
      const chosen = choice.kind ? all.filter(({ kind }) => kind.id === choice.kind) : all;
      return {
        ...listed(chosen, choice.most || MOST), total: chosen.length, counts, unknown, corrected,
        nearest: all.length ? [] : nearest(terms),
      };
    }

    /**
     * The list, in which a page has a few results, and what else it has under the last of those.
     * @param {SearchResult[]} chosen
     * @param {number} most
     */
    function listed(chosen, most) {
      /** @type {SearchResult[]} */
      const results = [];
      /** @type {Map<number, SearchResult[]>} */
      const more = new Map();
      /** @type {Map<number, SearchResult[]>} */
      const ofPage = new Map();
      for (const found of chosen) {
        const before = ofPage.get(found.page) || [];
        ofPage.set(found.page, [...before, found]);
        const last = before[FROM_ONE_PAGE - 1];
        if (last) more.set(last.id, [...(more.get(last.id) || []), found]);
        else results.push(found);
      }
      const shown = results.slice(0, most);
      for (const id of [...more.keys()]) if (!shown.some((found) => found.id === id)) more.delete(id);
      return { results: shown, more };
    }

    /** Words of the guide that are a little like those typed, for someone who found nothing. @param {SearchTerm[]} terms */
    function nearest(terms) {
      const near = terms.flatMap(({ typed }) => closest(typed, Math.max(1, Math.floor(typed.length / 3))).slice(0, MOST_NEAREST));
      return [...new Set(near.map(({ word }) => word).filter((word) => !little.has(stem(word))))].slice(0, MOST_NEAREST);
    }

    /** What stands in quotes. @param {string} query */
    function phrasesIn(query) {
      return [...query.matchAll(QUOTED)].map((match) => words(match[1] || "").join(" ")).filter(Boolean);
    }

    /**
     * Whether a place has everything that the query has in quotes, word for word.
     * @param {string} query
     * @param {SearchResult} found
     * @param {string} text of the place
     */
    function holdsPhrases(query, found, text) {
      const texts = [found.title, text].map((one) => ` ${words(one).join(" ")} `);
      return phrasesIn(query).every((phrase) => texts.some((one) => one.includes(` ${phrase} `)));
    }

    /** The stems of the words of the last query that was asked about, since every line of a list asks again. */
    let last = { query: "", own: new Set() };

    /** The stems of the reader's own words, among them what the last one may be the beginning of. @param {string} query */
    function ownStems(query) {
      if (last.query !== query) {
        const { terms } = read(query);
        const telling = terms.filter((term) => term.weight);
        last = { query, own: new Set((telling.length ? telling : terms).flatMap((term) => [...term.own])) };
      }
      return last.own;
    }

    /** The words of a text that are the reader's own, with the place of each. @param {string} query @param {string} text */
    function ownWords(query, text) {
      const own = ownStems(query);
      return Guide.searchWords.written(text).flatMap(({ at, written }) => {
        const form = words(written).map(stem).find((one) => own.has(one));
        return form ? [{ at, written, form }] : [];
      });
    }

    /**
     * The parts of a text that the reader's own words match, never those that only mean the same.
     * @param {string} query
     * @param {string} text
     * @returns {[start: number, end: number][]}
     */
    function marks(query, text) {
      return ownWords(query, text).map(({ at, written }) => [at, at + written.length]);
    }

    /**
     * The stretch of a text that has most of the reader's words, from the beginning of a word to the end of one.
     * @param {string} query
     * @param {string} text
     * @param {number} [most] characters
     */
    function excerpt(query, text, most = EXCERPT) {
      const met = ownWords(query, text);
      let best = { at: 0, gain: 0 };
      for (const { at } of met) {
        const gain = new Set(met.filter((other) => other.at >= at && other.at < at + most / 2).map(({ form }) => form)).size;
        if (gain > best.gain) best = { at, gain };
      }
      return Guide.searchWords.cut(text, best.at, most);
    }

    /** Which of its page's texts a place has. @param {number} id */
    function textAt(id) {
      const page = places[id]?.[0];
      return id - places.findIndex((place) => place[0] === page);
    }

    return { kinds, pages, find, marks, excerpt, phrasesIn, holdsPhrases, textAt };
  }

  return { create };
})();
