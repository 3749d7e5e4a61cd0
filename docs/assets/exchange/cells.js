/* What the cells of other people's tables mean: dates, times, lengths, how far things are. It doesn't touch the page or the storage. */
/** @typedef {"month" | "day" | "unclear" | ""} DateOrder what comes first in dates such as 3/4/2026; "" if there are none */
var Guide = Guide || {};
Guide.cells = (() => {
  "use strict";

  const { dayOf, isDay } = Guide.schedule;
  const { fold } = Guide.interviews;

  const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
  const MONTHS_IN_A_YEAR = 12;
  const MINUTES_IN_AN_HOUR = 60;
  const WEEKDAY = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+/i;
  const YEAR_FIRST = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)(.*)$/;
  const NUMBERS = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)(.*)$/;
  const MONTH_FIRST = /^([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)(.*)$/i;
  const DATE_FIRST = /^(\d{1,2})(?:st|nd|rd|th)?\.?[\s-]+([a-z]{3,9})\.?,?[\s-]+(\d{4}|\d{2})(?!\d)(.*)$/i;
  const TIME = /^(\d{1,2})(?::(\d{2}))?(?::\d{2}(?:\.\d+)?)?\s*([ap])?\.?(?:m\.?)?(?:\s*[a-z]{2,4})?$/i;
  const INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})$/i;
  const LENGTH = /^(\d{1,3}(?:\.\d+)?)\s*(m|min|mins|minutes?|h|hrs?|hours?)?\.?$/i;

  /* What trackers call how far things are, in lower case and without punctuation. */
  /** @type {[words: string, status: StatusId, outcome: Person["outcome"]][]} */
  const STATUS_WORDS = [
    ["to ask|to contact|to do|todo|to reach out|to email|not asked|not asked yet|not contacted|not contacted yet|not yet|not started|new|lead|prospect|planned|idea|wish list|wishlist|target", "to-ask", ""],
    ["asked|contacted|emailed|messaged|called|reached out|requested|request sent|sent|message sent|email sent|invited|waiting|waiting for reply|waiting for response|waiting for answer|awaiting reply|awaiting response|pending|in progress", "asked", ""],
    ["reminded|followed up|follow up sent|followup sent|reminder sent|second message sent|nudged", "reminded", ""],
    ["agreed|accepted|said yes|yes|scheduled|booked|confirmed|set up|call scheduled|meeting scheduled|interview scheduled|replied|responded", "agreed", ""],
    ["met|talked|spoke|spoken|interviewed|interview done|call done|had call|had a call|met with|conversation done", "met", ""],
    ["thanked|thank you sent|thank you note sent|sent thank you|thanks sent", "thanked", ""],
    ["reported back|reported|updated", "reported", ""],
    ["in touch|staying in touch|keeping in touch|keep in touch|ongoing", "in-touch", ""],
    ["no answer|no response|no reply|never answered|never replied|never responded|did not answer|didn t answer|did not reply|didn t reply|did not respond|didn t respond|ghosted|unresponsive|silence|cold", "closed", "silence"],
    ["no|said no|they said no|declined|rejected|refused|not interested|turned down", "closed", "no"],
    ["done|complete|completed|finished|archived|inactive|dropped", "closed", "done"],
      ];
  const STATUSES = new Map(STATUS_WORDS.flatMap(([words, status, outcome]) => {
    return words.split("|").map((one) => /** @type {[string, {status: StatusId, outcome: Person["outcome"]}]} */ ([one, { status, outcome }]));
  }));

  /* What the names of companies end with, whether or not a profile says so. */
  const LEGAL_FORM = /(?: (?:inc|incorporated|llc|llp|lp|ltd|limited|corp|corporation|co|company|plc|pllc|pc|gmbh|ag|sa))+$/;

  /**
   * The name of an employer for comparing.
   * @param {string} name
   * @returns {string} without "Inc." and the like
   */
  function foldEmployer(name) {
    return fold(name.replace(/&/g, " and ")).replace(/^the /, "").replace(/\b([a-z]) (?=[a-z]\b)/g, "$1").replace(LEGAL_FORM, "");
  }

  /**
   * What comes first in the dates of a table. They come from one program, so they are looked at together.
   * @param {string[]} cells
   * @returns {DateOrder}
   */
  function dateOrder(cells) {
    /** @type {Set<DateOrder>} */
    const seen = new Set();
    for (const cell of cells) {
      const [, first = 0, separator = "", second = 0] = NUMBERS.exec(cell.trim().replace(WEEKDAY, "")) || [];
      /* Where dates have dots, the day comes first. */
      if (Number(first) > MONTHS_IN_A_YEAR || (separator === "." && Number(second) <= MONTHS_IN_A_YEAR)) seen.add("day");
      else if (Number(second) > MONTHS_IN_A_YEAR) seen.add("month");
      else if (first) seen.add("unclear");
    }
    if (seen.has("month") !== seen.has("day")) return seen.has("day") ? "day" : "month";
    return seen.size ? "unclear" : "";
  }

  /**
   * The calendar day in a text, and the time after it.
   * @param {string} text
   * @param {boolean} isDayFirst whether 3/4/2026 is in April; a date that exists only the other way is read that way
   * @returns {{day: string, time: string} | null} null if it isn't a date
   */
  function dayFrom(text, isDayFirst) {
    const bare = text.trim().replace(WEEKDAY, "");
    if (INSTANT.test(bare)) return instantFrom(bare);
    const found = partsOf(bare, isDayFirst) || partsOf(bare, !isDayFirst);
    if (!found) return null;
    const rest = found.rest.replace(/^[T\s,]+(?:at\s+)?/i, "");
    const time = timeFrom(rest);
    return rest && !time ? null : { day: found.day, time };
  }

  /** @param {string} text of an instant, in ISO 8601 */
  function instantFrom(text) {
    const instant = new Date(text);
    const day = dayOf(instant);
    return isDay(day) ? { day, time: instant.toTimeString().slice(0, 5) } : null;
  }

  /**
   * @param {string} text
   * @param {boolean} isDayFirst
   * @returns {{day: string, rest: string} | null}
   */
  function partsOf(text, isDayFirst) {
    let match = YEAR_FIRST.exec(text);
    if (match) return dated(match[1], Number(match[2]), match[3], match[4]);
    match = NUMBERS.exec(text);
    if (match) return dated(match[4], Number(match[isDayFirst ? 3 : 1]), match[isDayFirst ? 1 : 3], match[5]);
    match = MONTH_FIRST.exec(text);
    if (match) return dated(match[3], monthOf(match[1]), match[2], match[4]);
    match = DATE_FIRST.exec(text);
    return match && dated(match[3], monthOf(match[2]), match[1], match[4]);
  }

  /** @param {string} [name] */
  function monthOf(name = "") {
    return MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
  }

  /**
   * @param {string} [year] of two or four digits
   * @param {number} [month]
   * @param {string} [date]
   * @param {string} [rest]
   */
  function dated(year = "", month = 0, date = "", rest = "") {
    const day = `${year.length === 2 ? `20${year}` : year}-${String(month).padStart(2, "0")}-${date.padStart(2, "0")}`;
    return isDay(day) ? { day, rest } : null;
  }

  /**
   * The time of day in a text such as "4 PM" or "16:00".
   * @param {string} text
   * @returns {string} such as "16:00"; "" if it isn't one
   */
  function timeFrom(text) {
    const [whole, hours = "", minutes = "", half = ""] = TIME.exec(text.trim()) || [];
    if (whole === undefined || !(minutes || half)) return "";
    const hour = half ? (Number(hours) % 12) + (half.toLowerCase() === "p" ? 12 : 0) : Number(hours);
    if (hour > 23 || Number(minutes) >= MINUTES_IN_AN_HOUR || (half && Number(hours) > 12)) return "";
    return `${String(hour).padStart(2, "0")}:${minutes || "00"}`;
  }

  /**
   * The length in a text such as "30", "45 min" or "1.5 hours".
   * @param {string} text
   * @returns {number} in minutes; NaN if it isn't a length, or longer than a meeting can be
   */
  function minutesFrom(text) {
    const [, count, unit = ""] = LENGTH.exec(text.trim()) || [];
    const minutes = Math.round(Number(count) * (unit.toLowerCase().startsWith("h") ? MINUTES_IN_AN_HOUR : 1));
    return minutes <= Guide.schedule.MAX_MINUTES ? minutes : NaN;
  }

  /**
   * How far things are, in the guide's words or those of other trackers.
   * @param {string} text
   * @param {Pick<InterviewsData, "statuses" | "outcomes">} terms
   * @returns {{status: StatusId, outcome: Person["outcome"]} | null} null if it isn't clear
   */
  function statusFrom(text, { statuses, outcomes }) {
    const words = fold(text);
    const outcome = outcomes.find(({ label }) => fold(label) === words);
    /* "Done" is an outcome, while a status is never called by the name of one. */
    const status = statuses.find(({ label }) => fold(label) === words);
    if (status) return { status: status.id, outcome: status.id === "closed" ? "done" : "" };
    return outcome ? { status: "closed", outcome: outcome.id } : STATUSES.get(words) || null;
  }

  /**
   * The address of a profile. Tables often leave out "https://".
   * @param {string} text
   * @returns {string} "" if it isn't an address
   */
  function addressFrom(text) {
    const bare = text.trim().replace(/^https?:\/\//i, "");
    return /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?::\d+)?(?:[/?#]\S*)?$/u.test(bare) ? `https://${bare}` : "";
  }

  return { foldEmployer, dateOrder, dayFrom, timeFrom, minutesFrom, statusFrom, addressFrom };
})();
