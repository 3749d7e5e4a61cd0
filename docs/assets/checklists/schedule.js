/* From two weeks before a conversation to a year after: when each item is due, what's done, and what comes next. It doesn't touch the
 * page or the storage.
 *
 * A calendar day is text such as "2026-11-30", so no clock and no time zone can change it.
 */
/** @typedef {{id: string, day: string, time: string, minutes: number, mode: string, audience: string, asked: string, sequence: number, place?: string}} Meeting
 *   when, how and where they meet: `minutes` is how long, `asked` the day the reader asks, `sequence` how often it was exported;
 *   each can be "" (or 0) until the reader enters it */
/** @typedef {Record<string, unknown>} Ticks the day each item was ticked, by its id; what counts is that the id is there */
/** @typedef {{day: string, at?: Date}} DueDate `at` if it has a time */
/** @typedef {{name: string, list: ListData, due: DueDate, items: ItemData[]}} Reminder the items of a list that are due together */
var Guide = Guide || {};
Guide.schedule = (() => {
  "use strict";

  const { isObject } = Guide.textFormat;
  const { SEPARATOR, readList } = Guide.links;

  const DAY_FORM = /^(\d{4})-(\d{2})-(\d{2})$/;
  const TIME_FORM = /^([01]\d|2[0-3]):([0-5]\d)$/;
  const EARLIEST_YEAR = 2000;
  const LATEST_YEAR = 2199;
  const MAX_MINUTES = 480;
  const USUAL_MINUTES = 30;
  const MS_PER_MINUTE = 60_000;

  /* Days -------------------------------------------------------------------------------------------- */

  /**
   * Whether a value is a calendar day.
   * @param {unknown} value
   * @returns {value is string}
   */
  function isDay(value) {
    if (typeof value !== "string" || !DAY_FORM.test(value)) return false;
    const { year, month, date } = split(value);
    return year >= EARLIEST_YEAR && year <= LATEST_YEAR && month >= 1 && month <= 12 && date >= 1 && date <= lastDate(year, month);
  }

  /** @param {number} year @param {number} month from 1 on */
  function lastDate(year, month) {
    return new Date(Date.UTC(year, month, 0)).getUTCDate();
  }

  /** @param {string} day */
  function split(day) {
    const [year = NaN, month = NaN, date = NaN] = day.split("-").map(Number);
    return { year, month, date };
  }

  /** @param {string} time such as "09:30" */
  function splitTime(time) {
    const [hours = NaN, minutes = NaN] = time.split(":").map(Number);
    return { hours, minutes };
  }

  /** @param {string} day */
  function midnightUtc(day) {
    const { year, month, date } = split(day);
    return new Date(Date.UTC(year, month - 1, date));
  }

  /** @param {Date} instant */
  function dayUtc(instant) {
    return instant.toISOString().slice(0, 10);
  }

  /**
   * The day that many days later.
   * @param {string} day
   * @param {number} count
   * @returns {string}
   */
  function addDays(day, count) {
    const { year, month, date } = split(day);
    return dayUtc(new Date(Date.UTC(year, month - 1, date + count)));
  }

  /**
   * Skips Saturdays and Sundays. Holidays differ from place to place and aren't known here.
   * @param {string} day
   * @param {number} count
   */
  function addBusinessDays(day, count) {
    let reached = day;
    for (let left = Math.abs(count); left; ) {
      reached = addDays(reached, Math.sign(count));
      if (midnightUtc(reached).getUTCDay() % 6) left -= 1;
    }
    return reached;
  }

  /**
   * A month after January 31 is the last day of February.
   * @param {string} day
   * @param {number} count
   */
  function addMonths(day, count) {
    const { year, month, date } = split(day);
    const first = new Date(Date.UTC(year, month - 1 + count, 1));
    const last = lastDate(first.getUTCFullYear(), first.getUTCMonth() + 1);
    return dayUtc(new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(date, last))));
  }

  /** @type {Partial<Record<DueData["unit"], (day: string, count: number) => string>>} */
  const ADD = {
    day: addDays,
    week: (day, count) => addDays(day, 7 * count),
    month: addMonths,
    "business day": addBusinessDays,
  };
  /** @type {Partial<Record<DueData["unit"], number>>} */
  const UNIT_MS = { minute: MS_PER_MINUTE, hour: 60 * MS_PER_MINUTE };

  /**
   * The reader's own calendar day at an instant.
   * @param {Date} instant
   * @returns {string}
   */
  function dayOf(instant) {
    /** @param {number} number */
    const two = (number) => String(number).padStart(2, "0");
    return `${instant.getFullYear()}-${two(instant.getMonth() + 1)}-${two(instant.getDate())}`;
  }

  /**
   * The instant the meeting begins, in the reader's time zone.
   * @param {Pick<Meeting, "day" | "time">} meeting
   * @returns {Date | null} null without a day and a time
   */
  function startOf(meeting) {
    if (!meeting.day || !meeting.time) return null;
    const { year, month, date } = split(meeting.day);
    const { hours, minutes } = splitTime(meeting.time);
    return new Date(year, month - 1, date, hours, minutes);
  }

  /**
   * The instant the meeting ends.
   * @param {Meeting} meeting
   * @returns {Date | null} null without a day and a time
   */
  function endOf(meeting) {
    const start = startOf(meeting);
    return start && new Date(start.getTime() + (meeting.minutes || USUAL_MINUTES) * MS_PER_MINUTE);
  }

  /**
   * Whether clocks skip the time of the meeting that day, as they do once a year in many places.
   * @param {Meeting} meeting
   * @returns {boolean}
   */
  function isSkipped(meeting) {
    const start = startOf(meeting);
    if (!start) return false;
    const { hours, minutes } = splitTime(meeting.time);
    return start.getHours() !== hours || start.getMinutes() !== minutes;
  }

  /**
   * How far an item is from its origin. The minutes of a list are for a conversation of a certain length, so for another one they change
   * with it.
   * @param {Pick<ItemData, "due" | "length">} item
   * @param {Meeting} meeting
   */
  function countOf({ due, length }, meeting) {
    if (!due) return 0;
    return due.origin === "start" && length && meeting.minutes ? Math.round((due.count * meeting.minutes) / length) : due.count;
  }

  /**
   * When an item is due, in words, such as "5 days before".
   * @param {Pick<ItemData, "due" | "length" | "when">} item
   * @param {Meeting} meeting
   * @returns {string}
   */
  function relativeTime(item, meeting) {
    const count = countOf(item, meeting);
    return item.due && count !== item.due.count ? item.when.replace(String(item.due.count), String(count)) : item.when;
  }

  /**
   * When an item is due.
   * @param {Pick<ItemData, "due" | "length">} item
   * @param {Meeting} meeting
   * @returns {DueDate | null} null as long as that isn't known
   */
  function dueOf(item, meeting) {
    const { due } = item;
    if (!due) return null;
    const base = due.origin === "asking" ? meeting.asked : meeting.day;
    if (!base) return null;
    const add = ADD[due.unit];
    if (add) return { day: add(base, due.count) };
    const from = due.origin === "start" || due.count < 0 ? startOf(meeting) : endOf(meeting);
    const milliseconds = UNIT_MS[due.unit];
    if (milliseconds === undefined) throw new Error(`No calendar has the unit ${due.unit}.`);
    if (due.origin === "asking" || !from) return { day: base };
    const at = new Date(from.getTime() + countOf(item, meeting) * milliseconds);
    return { day: dayOf(at), at };
  }

  /* Reading what was stored ----------------------------------------------------------------------- */

  /**
   * The meeting in anything that was stored, as far as it makes sense. The rest is left out.
   * @param {unknown} stored
   * @returns {Meeting}
   */
  function readMeeting(stored) {
    const given = isObject(stored) ? stored : {};
    return {
      id: readWord(given.id),
      day: isDay(given.day) ? given.day : "",
      time: typeof given.time === "string" && TIME_FORM.test(given.time) ? given.time : "",
      minutes: readWhole(given.minutes, MAX_MINUTES) || USUAL_MINUTES,
      mode: readWord(given.mode),
      audience: readWord(given.audience),
      asked: isDay(given.asked) ? given.asked : "",
      sequence: readWhole(given.sequence, 1e9),
      place: typeof given.place === "string" ? given.place : "",
    };
  }

  /**
   * Whether everything that was stored is in the meeting readMeeting() makes from it.
   * @param {unknown} stored
   * @returns {boolean}
   */
  function isComplete(stored) {
    return isObject(stored) && Object.entries(readMeeting(stored)).every(([part, value]) => [undefined, "", value].includes(/** @type {any} */ (stored[part])));
  }

  /** @param {unknown} value */
  function readWord(value) {
    return typeof value === "string" && /^[a-z0-9-]{0,60}$/.test(value) ? value : "";
  }

  /** @param {unknown} value @param {number} most */
  function readWhole(value, most) {
    return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= most ? value : 0;
  }

  /* Ticks ------------------------------------------------------------------------------------------ */

  /** @param {Pick<ItemData, "id" | "was">} item */
  function idsOf(item) {
    return [item.id, ...(item.was || [])];
  }

  /**
   * Whether an item is ticked, under its id or a former one.
   * @param {Ticks} ticks
   * @param {Pick<ItemData, "id" | "was">} item
   * @returns {boolean}
   */
  function isTicked(ticks, item) {
    return idsOf(item).some((id) => Object.hasOwn(ticks, id));
  }

  /**
   * The ticks with those of some items added.
   * @param {Ticks} ticks
   * @param {Pick<ItemData, "id" | "was">[]} items
   * @param {string} day
   * @returns {Ticks}
   */
  function tick(ticks, items, day) {
    return { ...ticks, ...Object.fromEntries(items.filter((item) => !isTicked(ticks, item)).map((item) => [item.id, day])) };
  }

  /**
   * The ticks without those of some items.
   * @param {Ticks} ticks
   * @param {Pick<ItemData, "id" | "was">[]} items
   * @returns {Ticks}
   */
  function untick(ticks, items) {
    const gone = new Set(items.flatMap(idsOf));
    return Object.fromEntries(Object.entries(ticks).filter(([id]) => !gone.has(id)));
  }

  /* Progress --------------------------------------------------------------------------------------- */

  /**
   * An item for certain readers counts only for them, or once it's ticked.
   * @param {ItemData} item
   * @param {Ticks} ticks
   * @param {Meeting} meeting
   */
  function counts(item, ticks, meeting) {
    return !item.audiences || item.audiences.includes(meeting.audience) || isTicked(ticks, item);
  }

  /**
   * The lists that apply to the reader: not the ones for the person who is asked, or for another way to meet.
   * @param {ListData[]} lists
   * @param {Meeting} meeting
   * @returns {ListData[]}
   */
  function listsFor(lists, meeting) {
    return lists.filter((list) => list.role === "asking" && (!list.mode || list.mode === meeting.mode));
  }

  /**
   * How many items are done, and out of how many.
   * @param {ItemData[]} items
   * @param {Ticks} ticks
   * @param {Meeting} meeting
   * @returns {{done: number, all: number}}
   */
  function progress(items, ticks, meeting) {
    const counted = items.filter((item) => counts(item, ticks, meeting));
    return { done: counted.filter((item) => isTicked(ticks, item)).length, all: counted.length };
  }

  /**
   * The items of some lists, each only once even if two lists show it.
   * @param {ListData[]} lists
   * @returns {ItemData[]}
   */
  function itemsOf(lists) {
    return [...new Map(lists.flatMap((list) => list.items.map((item) => [item.id, item]))).values()];
  }

  /**
   * What to do next: of the items that aren't done, the first one due from today on; without dates, the one after the last tick. What is
   * behind the reader isn't next.
   * @param {ItemData[]} items
   * @param {Ticks} ticks
   * @param {Meeting} meeting
   * @param {string} today
   * @param {(item: ItemData) => boolean} [isBehind]
   * @returns {ItemData | null} null when everything is done or behind the reader
   */
  function nextItem(items, ticks, meeting, today, isBehind = () => false) {
    const counted = items.filter((item) => counts(item, ticks, meeting) && (isTicked(ticks, item) || !isBehind(item)));
    const open = counted.filter((item) => !isTicked(ticks, item));
    const dated = open.flatMap((item) => {
      const due = dueOf(item, meeting);
      return due && due.day >= today ? [{ item, key: `${due.day} ${due.at ? due.at.toISOString() : ""}` }] : [];
    });
    const [first] = dated.sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0));
    if (first) return first.item;
    const last = counted.map((item) => isTicked(ticks, item)).lastIndexOf(true);
    return counted[last + 1] || open[0] || null;
  }

  /**
   * What's left to do, one reminder per list and time, so a calendar doesn't fill up.
   * @param {ListData[]} lists
   * @param {Ticks} ticks
   * @param {Meeting} meeting
   * @param {string} today
   * @returns {Reminder[]}
   */
  function reminders(lists, ticks, meeting, today) {
    /** @type {Map<string, Reminder>} */
    const groups = new Map();
    /** @type {Set<string>} */
    const seen = new Set();
    const entries = listsFor(lists, meeting).flatMap((list) => list.items.map((item) => ({ list, item })));
    for (const { list, item } of entries) {
      const due = dueOf(item, meeting);
      const isPast = !due || due.day < today || item.due?.origin === "start";
      if (isPast || !counts(item, ticks, meeting) || isTicked(ticks, item) || seen.has(item.id)) continue;
      seen.add(item.id);
      const name = `${list.id}-${item.when.replace(/\s+/g, "-")}`;
      const group = groups.get(name) || { name, list, due, items: [] };
      group.items.push(item);
      groups.set(name, group);
    }
    return [...groups.values()];
  }

  /**
   * The reminders of a calendar file that has just the day before and the day after.
   * @param {Reminder[]} all
   * @returns {Reminder[]}
   */
  function nearReminders(all) {
    return all.filter(({ items }) => items.some(({ near }) => near));
  }

  /* Words ------------------------------------------------------------------------------------------ */

  /* Making a formatter takes longer than using it a hundred times. */
  /** @type {Intl.DateTimeFormatOptions} */
  const DAY = { weekday: "short", month: "short", day: "numeric", timeZone: "UTC" };
  const THIS_YEAR = new Intl.DateTimeFormat("en-US", DAY);
  const ANY_YEAR = new Intl.DateTimeFormat("en-US", { ...DAY, year: "numeric" });
  const CLOCK = new Intl.DateTimeFormat("en-US", { hour: "numeric", minute: "2-digit" });

  /**
   * A day as readers write it, with the year if it isn't this year.
   * @param {string} day
   * @returns {string}
   */
  function formatDay(day) {
    const format = split(day).year === new Date().getFullYear() ? THIS_YEAR : ANY_YEAR;
    return format.format(midnightUtc(day));
  }

  /**
   * A due date as readers write it.
   * @param {DueDate | null} due
   * @returns {string} "" if there isn't one
   */
  function formatDue(due) {
    if (!due) return "";
    return due.at ? `${formatDay(due.day)}, ${CLOCK.format(due.at)}` : formatDay(due.day);
  }

  /* Links ------------------------------------------------------------------------------------------ */

  /**
   * A link's fragment for the ticks of a list. All ids begin the same way, so that part is left out.
   * @param {ItemData[]} items
   * @param {Ticks} ticks
   * @returns {string} "" when nothing is ticked
   */
  function toLink(items, ticks) {
    return items.filter((item) => isTicked(ticks, item)).map(({ id }) => id.replace(/^i-/, "")).join(SEPARATOR);
  }

  /**
   * The items such a fragment ticks.
   * @template {Pick<ItemData, "id" | "was">} T
   * @param {T[]} items
   * @param {string} link as links.valueIn() gives it
   * @returns {{ticked: T[], unread: string[]}} `unread` is what doesn't match any of these items
   */
  function fromLink(items, link) {
    const byEnd = new Map(items.flatMap((item) => idsOf(item).map((id) => [id.replace(/^i-/, ""), item])));
    const { found, unread } = readList(link, (end) => byEnd.get(end));
    return { ticked: items.filter((item) => found.includes(item)), unread };
  }

  return {
    MAX_MINUTES, isDay, dayOf, addDays, startOf, endOf, isSkipped, dueOf, readMeeting, isComplete, isTicked, tick, untick, listsFor, progress, itemsOf, nextItem,
    reminders, nearReminders, relativeTime, formatDay, formatDue, toLink, fromLink,
  };
})();
