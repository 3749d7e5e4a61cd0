/* What a word has in common with its other forms: "negotiate", "negotiating" and "negotiations" all become "negoti".
 *
 * M. F. Porter, "An algorithm for suffix stripping", Program 14(3), 1980, https://tartarus.org/martin/PorterStemmer/def.txt
 */
var Guide = Guide || {};
Guide.stem = (() => {
  "use strict";

  /* The endings of each step and what takes their place, longest first where one ends in another. */
  const STEP_2 = endings("ational:ate tional:tion enci:ence anci:ance izer:ize abli:able alli:al entli:ent eli:e ousli:ous ization:ize "
    + "ation:ate ator:ate alism:al iveness:ive fulness:ful ousness:ous aliti:al iviti:ive biliti:ble");
  const STEP_3 = endings("icate:ic ative: alize:al iciti:ic ical:ic ful: ness:");
  const STEP_4 = endings("al: ance: ence: er: ic: able: ible: ant: ement: ment: ent: sion:s tion:t ou: ism: ate: iti: ous: ive: ize:");
  const DOUBLED = /([^aeiouylsz])\1$/;
  const LEAST = 3;

  /** @param {string} list @returns {[ending: string, instead: string][]} */
  function endings(list) {
    return list.split(" ").map((pair) => [pair.split(":")[0] || "", pair.split(":")[1] || ""]);
  }

  /** A letter for each letter: v for a vowel, c for a consonant. A y is a vowel after a consonant. @param {string} word */
  function shape(word) {
    let written = "";
    for (const letter of word) {
      const isVowel = "aeiou".includes(letter) || (letter === "y" && written.endsWith("c"));
      written += isVowel ? "v" : "c";
    }
    return written;
  }

  /** How many times vowels are followed by consonants. @param {string} word */
  function measure(word) {
    return (shape(word).match(/vc/g) || []).length;
  }

  /** Whether it ends in a short syllable, such as "hop". @param {string} word */
  function endsShort(word) {
    return shape(word).endsWith("cvc") && !/[wxy]$/.test(word);
  }

  /** @param {string} word */
  function withoutPlural(word) {
    if (/(?:ss|i)es$/.test(word)) return word.slice(0, -2);
    return /[^s]s$/.test(word) ? word.slice(0, -1) : word;
  }

  /** @param {string} word without "eed" */
  function withoutTense(word) {
    const [whole, start = ""] = /^(.+?)(?:ed|ing)$/.exec(word) || [];
    if (!whole || !shape(start).includes("v")) return word;
    if (/(?:at|bl|iz)$/.test(start)) return `${start}e`;
    if (DOUBLED.test(start)) return start.slice(0, -1);
    return measure(start) === 1 && endsShort(start) ? `${start}e` : start;
  }

  /**
   * @param {string} word
   * @param {[string, string][]} step
   * @param {number} least the measure that what's in front of the ending must have
   */
  function replaced(word, step, least) {
    let best = ["", ""];
    for (const pair of step) if (word.endsWith(pair[0]) && pair[0].length > (best[0] || "").length) best = pair;
    const [ending = "", instead = ""] = best;
    const start = word.slice(0, word.length - ending.length);
    return ending && measure(start + instead.slice(0, /^[st]$/.test(instead) ? 1 : 0)) >= least ? start + instead : word;
  }

  /** @param {string} word */
  function withoutLastE(word) {
    const start = word.slice(0, -1);
    if (word.endsWith("e") && (measure(start) > 1 || (measure(start) === 1 && !endsShort(start)))) return start;
    return word.endsWith("ll") && measure(word) > 1 ? start : word;
  }

  /**
   * @param {string} word in lower case
   * @returns {string}
   */
  function stem(word) {
    if (word.length < LEAST || !/^[a-z]+$/.test(word)) return word;
    let found = withoutPlural(word);
    found = found.endsWith("eed") ? (measure(found.slice(0, -3)) ? found.slice(0, -1) : found) : withoutTense(found);
    if (found.endsWith("y") && shape(found.slice(0, -1)).includes("v")) found = `${found.slice(0, -1)}i`;
    found = replaced(found, STEP_2, 1);
    found = replaced(found, STEP_3, 1);
    found = replaced(found, STEP_4, 2);
    return withoutLastE(found);
  }

  return stem;
})();
