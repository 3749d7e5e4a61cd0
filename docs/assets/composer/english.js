/* Fits an answer of a few words into a gap in an English sentence. It doesn't touch the page or the storage.
 *
 * A reader types whatever comes to mind: "How you moved?", "im a nurse", "your talk at HIMSS". `kindOf` says what kind of
 * phrase that is, `fits` whether a gap takes it, and `join` puts it in: no repeated words, one mark at the end, capitals where they belong.
 * Short lists of words are enough, because anything they don't cover is shown to the reader as a suggestion.
 */
/** @typedef {"noun" | "verb" | "ing" | "question" | "ask" | "to" | "place" | "phrase" | "sentence"} PhraseKind
 *   noun: "your talk at HIMSS"; verb, which follows "you" or "I": "moved to Ohio"; ing: "moving to Ohio"; question: "how you moved";
 *   ask: "how did you move"; to: "to hear how"; place: "at the career fair"; phrase: "new to Ohio"; sentence: "I heard your talk" */
var Guide = Guide || {};
Guide.english = (() => {
  "use strict";

  /** @param {string} words */
  const list = (words) => new Set(words.trim().split(/\s+/));

  const DETERMINERS = list("a an the my your our his her their its this that these those some any both each every several many another");
  const QUESTION_WORDS = list("how what why when where which who whom whose whether if");
  const AUXILIARIES = list("do does did is are was were am can could would should will have has had");
  const SUBJECTS = list("i we he she they it there everyone people");
  const CONTRACTED_SUBJECTS = list("i'm i've i'd i'll we're we've we'd we'll he's she's they're they've it's that's there's let's");
  const PREPOSITIONS = list("at on in through via from by during before after near with over under for about of into since around");
  const TIME_WORDS = list("last yesterday today tonight back while earlier");
  const ADVERBS = list("recently just also already now once still first never always even really actually originally currently later only twice");
  const ADJECTIVES = list(`new interested ready curious eager considering not between here happy excited nervous unsure close halfway mostly
    self-taught self-employed unemployed good fluent based done finally passionate available free flexible open able about almost
    hopeful undecided proud lucky older younger disabled deaf blind homeless tired bored`);
  /* Verb forms that no ending gives away. */
  const VERBS = list(`went made got led ran wrote built taught gave spoke grew left took came became won began chose found held kept lost
    met paid put said saw sold sent spent stood told thought understood brought bought caught drew drove fell felt flew forgot heard hit
    knew rode rose sang shot showed swam wore were was are have has did do does overcame earned cofounded co-founded
    work works run runs write writes manage manages own owns teach teaches build builds study studies specialize specializes speak speaks
    live lives go goes attend attends want make play plays serve serves cook cooks hope used earn switch switched majored`);
  /* Forms that can be verbs or nouns: "I coach the swim team", but "coach of the swim team". */
  const VERBS_OR_NOUNS = list("work study play run use hope coach volunteer help design post host lead train treat love need plan sell drive code tutor graduate start head mentor intern research");
  const NOUN_AFTER_VERB = list("of history experience ethic study-abroad manager developer designer engineer nurse student candidate");
  const ADJECTIVES_IN_ED = list(`registered licensed certified retired experienced seasoned trained advanced applied related united used aged gifted
    talented skilled limited motivated dedicated unlicensed board-certified self-employed unemployed disabled tenured`);
  const NOT_ED = list("need seed speed feed weed breed embed shed med-surg hundred");
  const NOT_ING = list(`nursing marketing engineering accounting counseling banking consulting programming advertising manufacturing nothing
    something anything everything during evening morning spring housing funding spelling building ceiling clothing string king ring thing
    wedding meeting training painting plumbing welding coding teaching tutoring fundraising publishing farming policing recruiting
    staffing bookkeeping firefighting beijing`);
  /* A verb after a noun makes a sentence: "Your talk made me think". */
  const FINITE = list("is was are were made helped changed inspired got really has had gave taught showed explains explained convinced answered resonated reminded struck stayed opened impressed caught");
  const CLAUSE_WORDS = list("that who which how what why when where and or but you he she they it i we if whether because");
  const COMMON_NOUNS = list(`nurse junior senior sophomore freshman student teacher veteran engineer mom dad parent graduate analyst server waiter
    waitress bartender driver manager assistant cashier barista paralegal accountant mechanic electrician designer developer writer
    editor college high recent former full-time part-time first-generation first-gen second-year third-year first-year stay-at-home
    bookkeeper librarian tutor coach intern volunteer career single third second final last advice tips info information insight
    insights ideas thoughts lessons anything evenings mornings afternoons weekday weekdays weekends weekend noon lunch lunchtime
    anytime whenever either next article podcast talk presentation research interview profile career post video book work course class
    help being undergrad undergraduate transfer community registered licensed certified retired experienced`);
  const PLAIN_STARTS = new Set([...DETERMINERS, ...QUESTION_WORDS, ...PREPOSITIONS, ...TIME_WORDS, ...ADVERBS, ...ADJECTIVES, ...VERBS, ...COMMON_NOUNS, "to", "you", "we", "we're", "we've", "it", "there", "what's", "how's", "who's", "typical", "normal"]);
  const PROPER_FIELDS = list("english spanish french german italian japanese chinese korean arabic latin american african asian european");
  /* Words that phones and people in a hurry leave without a capital or an apostrophe. */
  const SPELLINGS = new Map(Object.entries({
    ...Object.fromEntries([...QUESTION_WORDS].map((word) => [`${word}s`, `${word}'s`])),
    i: "I", "i'm": "I'm", im: "I'm", "i've": "I've", ive: "I've", "i'd": "I'd", "i'll": "I'll", u: "you", ur: "your", dont: "don't", cant: "can't",
    didnt: "didn't", linkedin: "LinkedIn", youtube: "YouTube", instagram: "Instagram", facebook: "Facebook", tiktok: "TikTok",
    handshake: "Handshake", github: "GitHub", monday: "Monday", tuesday: "Tuesday", wednesday: "Wednesday", thursday: "Thursday",
    friday: "Friday", saturday: "Saturday", sunday: "Sunday", mondays: "Mondays", tuesdays: "Tuesdays", wednesdays: "Wednesdays",
    thursdays: "Thursdays", fridays: "Fridays", saturdays: "Saturdays", sundays: "Sundays",
    january: "January", february: "February", april: "April", june: "June", july: "July", august: "August", september: "September",
    october: "October", november: "November", december: "December",
  }));
  const SHORT_DAYS = new Map(Object.entries({ mon: "Mon", tue: "Tue", tues: "Tues", wed: "Wed", weds: "Weds", thu: "Thu", thurs: "Thurs", fri: "Fri", sat: "Sat", sun: "Sun" }));
  const DAY = /^(?:(?:Mon|Tues?|Wednes|Weds?|Thu|Thurs?|Fri|Satur|Sun|Sat)(?:day)?|(?:January|February|March|April|May|June|July|August|September|October|November|December) \d)\b/;
  const NO_ANSWERS = list("idk n/a na none nothing - -- ? ?? x xx xxx test asdf asdfasdf qwerty todo tbd blah lol yes no maybe ok hmm");
  const FAMILY = list("aunt uncle grandma grandpa mom dad mother father nana auntie");
  const ABBREVIATION = /(?:\b(?:\p{L}\.){2,}|\b(?:Jr|Sr|Dr|Mr|Ms|Mrs|Inc|Co|Corp|Ltd|St|Ave|Rd|Dept|Univ|etc|vs|approx)\.|(?:^|\s)[A-Z]\.)$/u;
  /* Things people make, as opposed to places where you find people. */
  const WORKS = /^(?:(?:your|the|a|an)\s+)?(?:[\p{L}’'-]+\s+){0,2}?(?:talk|article|book|podcast|post|presentation|video|interview|blog|research|paper|study|webinar|panel|course|workshop|work)\b/iu;
  const ADVICE = /^(?:(?:any|some|your)\s+)?(?:advice|tips|insights?|help|guidance|suggestions|pointers)\b/iu;
  /* What happened to someone, which follows "I was". */
  const PASSIVE = /^(?:laid off|let go|furloughed|promoted|hired|born|raised|recruited|transferred)\b/i;
  const MOST_REPEATED_WORDS = 7;

  const NOUN_FORMS = list("noun your about field site advice");

  /** @type {Record<string, PhraseKind[]>} What each form of gap takes. A form that isn't listed takes everything but sentences. */
  const TAKES = {
    noun: ["noun"],
    your: ["noun"],
    about: ["noun", "ing"],
    field: ["noun", "ing"],
    verb: ["verb"],
    question: ["question"],
    ask: ["ask"],
    to: ["to"],
    place: ["place"],
    am: ["noun", "ing", "place", "phrase"],
    sentence: ["sentence"],
    times: ["noun", "place", "ing", "question"],
    free: ["phrase"],
    ing: ["ing"],
    base: ["verb", "noun", "phrase"],
    when: ["noun", "place", "phrase", "question"],
    advice: ["noun"],
  };

  /* Words --------------------------------------------------------------------------------------- */

  /** @param {string | undefined} word the word in the form the lists use */
  function plain(word) {
    return (word || "").toLowerCase().replace(/[‘’ʼ`´]/g, "'").replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
  }

  /**
   * An answer on one line, with the usual spelling of words people often type in a hurry.
   * @param {string} answer
   * @returns {string}
   */
  function tidy(answer) {
    const line = answer.replace(/\s+/gu, " ").trim().replace(/^["“”](.*)["“”]$/u, "$1").replace(/^[-*•–—]\s+/u, "").trim();
    return line.replace(/[\p{L}\p{N}'’]+(?![\p{L}\p{N}'’./@])/gu, (word, /** @type {number} */ at) => {
      const isAlone = !/[\p{L}\p{N}./@'’-]/u.test(line.charAt(at - 1));
      const usual = isAlone ? SPELLINGS.get(plain(word)) : undefined;
      if (!usual || /\p{Lu}.*\p{Lu}/u.test(word) || /^\p{Lu}$/u.test(word)) return word;
      return /^\p{Lu}/u.test(word) ? capitalized(usual) : usual;
    });
  }

  /**
   * Whether these words aren't really an answer: "n/a", "idk", "...".
   * @param {string} answer
   * @returns {boolean}
   */
  function isNoAnswer(answer) {
    const line = answer.trim().toLowerCase();
    return NO_ANSWERS.has(line.replace(/[.!]+$/, "")) || !/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(line);
  }

  /** @param {string[]} words @returns {boolean} whether the first of them is a verb in a form that goes with "you" or "I" */
  function startsWithVerb(words) {
    const [first, second] = [plain(words[0]), plain(words[1])];
    if (NOUN_AFTER_VERB.has(second)) return false;
    if (VERBS.has(first)) return true;
    if (VERBS_OR_NOUNS.has(first)) return DETERMINERS.has(second) || PREPOSITIONS.has(second) || ADVERBS.has(second) || /ing$/.test(second) || second === "people";
    return /..ed$/.test(first) && !NOT_ED.has(first) && (!ADJECTIVES_IN_ED.has(first) || !second || PREPOSITIONS.has(second));
  }

  /** @param {string[]} words @returns {boolean} whether a noun at the start is followed by what it does */
  function saysSomething(words) {
    const clause = words.findIndex((word) => CLAUSE_WORDS.has(plain(word)));
    return words.some((word, at) => at > 1 && FINITE.has(plain(word)) && (clause < 0 || at < clause));
  }

  /** @param {string[]} words @returns {boolean} "how did you", "which course do you", but not "how you did" */
  function isInverted(words) {
    const verb = words.findIndex((word) => AUXILIARIES.has(plain(word)));
    const subject = words.findIndex((word) => SUBJECTS.has(plain(word)) || plain(word) === "you");
    return verb > 0 && verb < 6 && (verb === 1 || subject < 0 || verb < subject) && words.length > verb + 1 && (verb === 1 || subject === verb + 1);
  }

  /** @param {string} text @returns {boolean} whether one sentence ends in it and another begins */
  function hasSeveralSentences(text) {
    return [...text.matchAll(/[.!?]["”’')]*\s+(?=[\p{Lu}])/gu)].some((end) => !ABBREVIATION.test(text.slice(0, end.index + 1)));
  }

  /**
   * What a few words are grammatically.
   * @param {string} text as tidy() returns it
   * @returns {PhraseKind}
   */
  function kindOf(text) {
    const words = text.split(" ");
    const [first, second] = [plain(words[0]), plain(words[1])];
    if (hasSeveralSentences(text)) return "sentence";
    if (/^(?:what|how|who|where|when|why)'s$/.test(first)) return "ask";
    if (QUESTION_WORDS.has(first)) return isInverted(words) ? "ask" : "question";
    if (AUXILIARIES.has(first) && (SUBJECTS.has(second) || second === "you")) return "ask";
    if (words.length > 1 && (CONTRACTED_SUBJECTS.has(first) || (words.length > 2 && SUBJECTS.has(first)))) return "sentence";
    if (first === "you" && words.length > 1) return startsWithVerb(words.slice(1)) || ADVERBS.has(second) ? "verb" : "sentence";
    if (first === "to") return DETERMINERS.has(second) ? "place" : "to";
    if (PREPOSITIONS.has(first) || (TIME_WORDS.has(first) && first !== "last")) return "place";
    if (first === "last" && /^(week|month|year|fall|spring|summer|winter|night|\w+day|semester)s?$/.test(second)) return "place";
    const isProperName = /^\p{Lu}/u.test(words[0] || "") && /^\p{Lu}/u.test(words[1] || "");
    if (ADVERBS.has(first) && words.length > 1 && !isProperName) return kindAfterAdverb(words.slice(1).join(" "));
    if (DETERMINERS.has(first)) return saysSomething(words) ? "sentence" : "noun";
    if (ADJECTIVES.has(first)) return "phrase";
    if (PASSIVE.test(text) || first === "being") return "verb";
    if (startsWithVerb(words)) return "verb";
    if (/..ing$/.test(first) && !NOT_ING.has(first)) return "ing";
    if (/^\d+$/.test(first) && !/^(am|pm|or|to|a)$/.test(second) && /^years?$/.test(second)) return "phrase";
    return saysSomething(words) && words.length > 4 ? "sentence" : "noun";
  }

  /** @param {string} rest @returns {PhraseKind} "recently moved" is like "moved"; "now a nurse" only follows "I'm" */
  function kindAfterAdverb(rest) {
    const kind = kindOf(rest);
    return kind === "verb" || kind === "ing" || kind === "sentence" ? kind : "phrase";
  }

  /* Joints -------------------------------------------------------------------------------------- */

  /* A Map, since people also write words that every object has, such as "constructor". */
  const EXPANDED = new Map(Object.entries({ "i'm": ["i", "am"], "i'd": ["i", "would"], "i've": ["i", "have"], "you're": ["you", "are"], "you've": ["you", "have"], "you'd": ["you", "would"], that: [] }));

  /** @param {string} text @returns {{part: string, word: number}[]} its words spelled out, each with the place of the word it comes from */
  function partsOf(text) {
    return text.split(" ").flatMap((word, at) => (EXPANDED.get(plain(word)) || [plain(word)]).filter(Boolean).map((part) => ({ part, word: at })));
  }

  /**
   * The answer without opening words that are already in front of the gap: "I'm a nurse" after "I'm" becomes "a nurse".
   * @param {string} before
   * @param {string} text
   */
  function withoutRepeated(before, text) {
    const words = text.split(" ");
    const ahead = partsOf(before).map(({ part }) => part);
    const parts = partsOf(text);
    for (let count = Math.min(ahead.length, parts.length, MOST_REPEATED_WORDS); count > 0; count -= 1) {
      if (parts.slice(0, count).every(({ part }, at) => part === ahead[ahead.length - count + at])) {
        const left = parts[count];
        if (!left) return text;
        /* "you've moved" after "you" leaves "have moved". */
        const isSplit = left.word === parts[count - 1]?.word;
        return [...(isSplit ? [left.part] : []), ...words.slice(isSplit ? left.word + 1 : left.word)].join(" ");
      }
    }
    return text;
  }

  /** @param {string} text @returns {string} without a greeting, and without "maybe" before a sentence */
  function withoutOpening(text) {
    return text.replace(/^(?:hi|hello|hey|dear)\b[^,.!]{0,40}[,.!]\s+(?=\S)/iu, "").replace(/^(?:maybe|perhaps),?\s+(?=I\b|free\b|flexible\b|available\b)/iu, "")
      .replace(/^I saw that you (?=(?:your|the|being)\b)/iu, "").replace(/^I['’]m (?=I\b)/u, "");
  }

  /* Other ways people start what the sentence already starts: "I want to know how", "I noticed that you". */
  const OTHER_START = /^I(?:(?:['’]d| would) (?:love|like|really like) to|(?:['’]m| am) (?:hoping|curious) to| want to) (?:hear|know|learn|ask you|ask)(?: more)?[,:]? (?=\S)|^I (?:saw|noticed|read|heard|see|noted)(?: that)? (?=you\b)|^I(?:['’]m| am) (?=I\b)/iu;

  /* "She is", "she was", "she runs" in the form that follows "you". */
  const WITH_YOU = new Map(Object.entries({ is: "are", was: "were", has: "have", does: "do", "isn't": "aren't", "wasn't": "weren't" }));

  /** @param {string} text what someone does, in the form that follows "she" @returns {string} in the form that follows "you" */
  function withYou(text) {
    const [first = "", ...rest] = text.split(" ");
    const verb = WITH_YOU.get(first) || (/(?:ed|ss|ous|[^s]us)$/.test(first) ? first : first.replace(/ies$/, "y").replace(/(ch|sh|ss|x|o)es$/, "$1").replace(/([^s])s$/, "$1"));
    return [verb, ...rest].join(" ");
  }

  /**
   * An answer as it would go into a gap, before its start and end are adjusted.
   * @param {string} before the text of the sentence before the gap
   * @param {string} answer
   * @param {string} form of the gap
   */
  function cleared(before, answer, form) {
    let text = withoutOpening(tidy(answer)).replace(OTHER_START, "").replace(OTHER_START, "");
    text = withoutRepeated(before, withoutRepeated(before, text));
    if (form === "verb" && /^am /i.test(text) && kindOf(text.slice(3)) === "verb") text = text.slice(3);
    const first = plain(text.split(" ")[0]);
    const rest = text.slice(text.indexOf(" ") + 1);
    const hasMore = text.includes(" ");
    if (hasMore && form === "about" && first === "about") text = rest;
    else if (hasMore && form === "your" && /^(?:a|an|your)$/.test(first)) text = rest;
    else if (form === "base") text = text.replace(/^to /i, "");
    else if (form === "verb" && /^being /i.test(text)) text = `were ${rest}`;
    else if (form === "verb" && PASSIVE.test(text)) text = `${/\bI $/.test(before) ? "was" : "were"} ${withSmallFirst(text)}`;
    else if (form === "verb" && hasMore && /^(?:he|she|they)$/.test(first)) text = withYou(rest);
    else if (form === "times") text = text.replace(/^(?:maybe|perhaps|how about|i(?:'|’)m (?:free|available|open)|i am (?:free|available|open)|i can do|i could do|free|available|best times? (?:is|are))[,:]?\s+(?=\S)/iu, "");
    return text;
  }

  /**
   * Whether a gap takes an answer.
   * @param {string} form of the gap
   * @param {string} before the text of the sentence before the gap
   * @param {string} answer
   * @returns {boolean}
   */
  function fits(form, before, answer) {
    const takes = TAKES[form];
    const text = cleared(before, answer, form);
    const isNamed = NOUN_FORMS.has(form) && VERBS_OR_NOUNS.has(plain(text.split(" ")[0]));
    const kind = isNamed ? "noun" : kindOf(text);
    if (form === "site") return kind === "noun" && !WORKS.test(text);
    if (form === "advice" || form === "about") return ADVICE.test(text) === (form === "advice") && (takes || []).includes(kind);
    return takes ? takes.includes(kind) : kind !== "sentence" || form === "name" || form === "phone" || form === "contact";
  }

  /** @param {string} text @returns {string} without the marks at its end, except the period of an abbreviation */
  function withoutEndMarks(text) {
    const bare = text.replace(/[\s.,;:!?…]+$/u, "");
    return text.charAt(bare.length) === "." && ABBREVIATION.test(`${bare}.`) ? `${bare}.` : bare || text;
  }

  /** @param {string} text */
  function withSmallFirst(text) {
    return text.charAt(0).toLowerCase() + text.slice(1);
  }

  /** @param {string} text @returns {string} with a lower-case first letter if its first word always has one inside a sentence */
  function withSmallStart(text) {
    const word = (text.split(" ")[0] || "").replace(/[,;:]$/, "");
    const isCapitalized = /^\p{Lu}[\p{Ll}'’-]*$/u.test(word) && !/^I(?:['’]|$)/.test(word);
    const isProperName = /^\p{Lu}/u.test(text.split(" ")[1] || "") && !DETERMINERS.has(plain(word)) && !PREPOSITIONS.has(plain(word));
    const isPlain = !isProperName && PLAIN_STARTS.has(plain(word)) || (/..ing$/.test(plain(word)) && !NOT_ING.has(plain(word))) || /...ed$/.test(plain(word));
    return isCapitalized && isPlain ? withSmallFirst(text) : text;
  }

  /**
   * A text that starts with a capital.
   * @param {string} text
   * @returns {string}
   */
  function capitalized(text) {
    return text.replace(/^(["“‘'(]*)(\p{Ll})/u, (_, /** @type {string} */ marks, /** @type {string} */ letter) => marks + letter.toUpperCase());
  }

  /** @param {string} text @returns {string} "ICU nurse" in the form that follows "I'm": "an ICU nurse" */
  function withArticle(text) {
    const first = text.split(" ")[0] || "";
    if (kindOf(text) !== "noun" || DETERMINERS.has(plain(first)) || /^[\d"“]/.test(first) && !/^\d+[snrt][tdh]/.test(first) && !/^\d+-/.test(first)) return text;
    if (/^(?:one|two|three|part|half|from)$/i.test(first)) return text;
    const isSpelled = /^[A-Z]{2,}s?$/.test(first.replace(/[,-].*$/, "")) && first.length < 5;
    const soundsLikeVowel = isSpelled ? /^[AEFHILMNORSX]/.test(first) : /^(?:[aeio]|u(?!ni(?!n)|se|s\b|x\b|tility|r[aeiou])|hono|hour|heir|8|11)/i.test(first) && !/^(?:one|once|eu)/i.test(first);
    return `${soundsLikeVowel ? "an" : "a"} ${text}`;
  }

  /** @param {string} name @returns {string} in the form that follows "Hi": "my aunt Teresa" becomes "Aunt Teresa", and degrees are left out */
  function asAddressed(name) {
    const [, relation = "", rest = ""] = /^my (?:\p{Ll}[\p{Ll}'’-]* )*?(\p{Ll}[\p{Ll}'’-]*)(?: (\p{Lu}.*))?$/u.exec(name.replace(/^My /, "my ")) || [];
    const bare = !relation ? name : FAMILY.has(relation) ? capitalized(`${relation} ${rest}`.trim()) : rest || capitalized(relation);
    return bare.replace(/ (?:from|at|in) (?:the |my )?\p{L}.*$/u, "").replace(/,\s*(?:\p{Lu}[\p{L}.]*\p{Lu}\.?(?:,\s*)?)+$/u, "");
  }

  /**
   * A sentence's text up to the gap, with the answer filled in.
   * @param {string} before the text of the sentence before the gap
   * @param {string} answer
   * @param {string} form of the gap
   * @returns {string}
   */
  function join(before, answer, form) {
    let text = withoutEndMarks(cleared(before, answer, form));
    if (form === "name") {
      if (/^(?:hi|hello|dear|hey)$/i.test(before.trim())) text = asAddressed(text);
      text = text.replace(/^My (?=\p{L})/u, "my ");
    } else if (form === "field") {
      const first = (text.split(" ")[0] || "").toLowerCase();
      if (/^\p{Lu}\p{Ll}/u.test(text) && !PROPER_FIELDS.has(first) && !/\s\p{Lu}/u.test(text)) text = withSmallFirst(text);
    } else {
      text = withSmallStart(text);
    }
    if (form === "times" || form === "when") text = text.replace(/[\p{L}]+/gu, (word) => SHORT_DAYS.get(word.toLowerCase()) || word);
    if (form === "base" && /^\p{Lu}\p{Ll}/u.test(text)) text = withSmallFirst(text);
    if (form === "when" && DAY.test(text)) text = `on ${text}`;
    if (form === "about" && /^(?:typical|normal|average|regular|usual) (?:day|week|shift|month)\b/i.test(text)) text = `a ${withSmallFirst(text)}`;
    if (form === "am") text = withArticle(text.replace(/^am /, ""));
    if (form === "your" && !DETERMINERS.has(plain(text.split(" ")[0]))) text = `your ${text}`;
    return before + text;
  }

  /**
   * Words as a sentence of their own.
   * @param {string} text
   * @returns {string}
   */
  function asSentence(text) {
    const whole = capitalized(withoutOpening(tidy(text))).replace(/([.!?])[.!?,;:…]+$/u, "$1");
    return /[.!?…]["'”’)]*$/u.test(whole) ? whole : `${whole.replace(/[\s,;:]+$/u, "")}${kindOf(whole) === "ask" ? "?" : "."}`;
  }

  return { tidy, isNoAnswer, kindOf, fits, join, asSentence, capitalized, withSmallStart };
})();
