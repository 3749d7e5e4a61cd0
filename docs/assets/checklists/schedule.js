/* The way from two weeks before a talk to a year after: dates, progress, reminders. Touches no page and no storage.
 *
 * A day of the calendar is text such as "2026-11-30", so that no clock and no time zone can move it. The talk is
 * {id, day, time, minutes, mode, audience, asked, sequence}; each of them may be "" (or 0) while the reader has not said it.
 */
var Guide = Guide || {};
Guide.schedule = (() => {
  "use strict";

  const DAY_FORM = /^(\d{4})-(\d{2})-(\d{2})$/;
  const TIME_FORM = /^([01]\d|2[0-3]):([0-5]\d)$/;
  const EARLIEST_YEAR = 2000;
  const LATEST_YEAR = 2199;
  const LONGEST_MINUTES = 480;
  const USUAL_MINUTES = 30;

  /* Days -------------------------------------------------------------------------------------------- */

  function isDay(text) {
    const match = DAY_FORM.exec(text);
    if (!match) return false;
    const [year, month, day] = match.slice(1).map(Number);
    return year >= EARLIEST_YEAR && year <= LATEST_YEAR && month >= 1 && month <= 12 && day >= 1 && day <= lastOf(year, month);
  }

  function lastOf(year, month) {
    return new Date(Date.UTC(year, month, 0)).getUTCDate();
  }

  function split(day) {
    return day.split("-").map(Number);
  }

  function join(date) {
    return date.toISOString().slice(0, 10);
  }

  function addDays(day, count) {
    const [year, month, date] = split(day);
    return join(new Date(Date.UTC(year, month - 1, date + count)));
  }

  function weekday(day) {
    const [year, month, date] = split(day);
    return new Date(Date.UTC(year, month - 1, date)).getUTCDay();
  }

  /* Saturdays and Sundays are passed over; holidays differ from place to place, and are not known here. */
  function addBusinessDays(day, count) {
    const step = Math.sign(count);
    for (let left = Math.abs(count); left; ) {
      day = addDays(day, step);
      if (weekday(day) % 6) left -= 1;
    }
    return day;
  }

  /* A month after January 31 is the last day of February. */
  function addMonths(day, count) {
    const [year, month, date] = split(day);
    const first = new Date(Date.UTC(year, month - 1 + count, 1));
    const last = lastOf(first.getUTCFullYear(), first.getUTCMonth() + 1);
    return join(new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(date, last))));
  }

  const ADD = {
    day: addDays,
    week: (day, count) => addDays(day, 7 * count),
    month: addMonths,
    "business day": addBusinessDays,
  };
  const MILLISECONDS = { minute: 60_000, hour: 3_600_000 };

  /* The reader's own calendar day at an instant. */
  function dayOf(instant) {
    const two = (number) => String(number).padStart(2, "0");
    return `${instant.getFullYear()}-${two(instant.getMonth() + 1)}-${two(instant.getDate())}`;
  }

  /* The instant when the talk begins, in the reader's time zone, or null without a time. */
  function startOf(talk) {
    if (!talk.day || !talk.time) return null;
    const [year, month, date] = split(talk.day);
    const [hours, minutes] = talk.time.split(":").map(Number);
    return new Date(year, month - 1, date, hours, minutes);
  }

  function endOf(talk) {
    const start = startOf(talk);
    return start && new Date(start.getTime() + (talk.minutes || USUAL_MINUTES) * MILLISECONDS.minute);
  }

  /* Whether clocks skip the time of the talk on its day, as they do once a year in many places. */
  function isSkipped(talk) {
    const start = startOf(talk);
    if (!start) return false;
    const [hours, minutes] = talk.time.split(":").map(Number);
    return start.getHours() !== hours || start.getMinutes() !== minutes;
  }

  /* When an item is due: {day}, or {day, at} where it has a time; null while that is not known. */
  function dueOf(item, talk) {
    const { due } = item;
    if (!due) return null;
    const base = due.origin === "asking" ? talk.asked : talk.day;
    if (!base) return null;
    if (ADD[due.unit]) return { day: ADD[due.unit](base, due.count) };
    const from = due.origin === "start" || due.count < 0 ? startOf(talk) : endOf(talk);
    if (due.origin === "asking" || !from) return { day: base };
    const at = new Date(from.getTime() + due.count * MILLISECONDS[due.unit]);
    return { day: dayOf(at), at };
  }

  /* Reading what was kept ----------------------------------------------------------------------------- */

  /* The talk as far as it makes sense; whatever does not is left out. */
  function readTalk(given) {
    const from = given instanceof Object ? given : {};
    const word = (value) => (typeof value === "string" && /^[a-z0-9-]{0,60}$/.test(value) ? value : "");
    const whole = (value, most) => (Number.isInteger(value) && value >= 0 && value <= most ? value : 0);
    return {
      id: word(from.id),
      day: isDay(from.day) ? from.day : "",
      time: TIME_FORM.test(from.time) ? from.time : "",
      minutes: whole(from.minutes, LONGEST_MINUTES) || USUAL_MINUTES,
      mode: word(from.mode),
      audience: word(from.audience),
      asked: isDay(from.asked) ? from.asked : "",
      sequence: whole(from.sequence, 1e9),
    };
  }

  /* Ticks are {item id: day}; those under an id that the item had before count too. */
  function isTicked(ticks, item) {
    return [item.id, ...(item.was || [])].some((id) => Object.hasOwn(ticks, id));
  }

  function ticked(ticks, items, day) {
    return { ...ticks, ...Object.fromEntries(items.filter((item) => !isTicked(ticks, item)).map((item) => [item.id, day])) };
  }

  function unticked(ticks, items) {
    const gone = new Set(items.flatMap((item) => [item.id, ...(item.was || [])]));
    return Object.fromEntries(Object.entries(ticks).filter(([id]) => !gone.has(id)));
  }

  /* Progress ------------------------------------------------------------------------------------------- */

  /* What is written for some readers counts for them alone, or once it is ticked. */
  function counts(item, ticks, talk) {
    return !item.audiences || item.audiences.includes(talk.audience) || isTicked(ticks, item);
  }

  /* The lists along the reader's own way: not those of the other side, nor those for another way of meeting. */
  function along(lists, talk) {
    return lists.filter((list) => list.role === "asking" && (!list.mode || list.mode === talk.mode));
  }

  function progress(items, ticks, talk) {
    const own = items.filter((item) => counts(item, ticks, talk));
    return { done: own.filter((item) => isTicked(ticks, item)).length, all: own.length };
  }

  /* Each item once, although two lists may show it. */
  function itemsOf(lists) {
    return [...new Map(lists.flatMap((list) => list.items.map((item) => [item.id, item]))).values()];
  }

  /* What to do next: of what is not done, what is due first from today on; without dates, what comes after the last tick. */
  function next(items, ticks, talk, today) {
    const own = items.filter((item) => counts(item, ticks, talk));
    const open = own.filter((item) => !isTicked(ticks, item));
    const dated = open.map((item) => ({ item, due: dueOf(item, talk) })).filter(({ due }) => due && due.day >= today);
    const moment = ({ due }) => `${due.day} ${due.at ? due.at.toISOString() : ""}`;
    dated.sort((one, other) => (moment(one) < moment(other) ? -1 : moment(one) > moment(other) ? 1 : 0));
    if (dated.length) return dated[0].item;
    const last = own.map((item) => isTicked(ticks, item)).lastIndexOf(true);
    return own.slice(last + 1)[0] || open[0] || null;
  }

  /* Words ---------------------------------------------------------------------------------------------- */

  /* The year is said when it is not this one. */
  function sayDay(day) {
    const [year, month, date] = split(day);
    const options = { weekday: "short", month: "short", day: "numeric", timeZone: "UTC" };
    if (year !== new Date().getFullYear()) options.year = "numeric";
    return new Intl.DateTimeFormat("en-US", options).format(new Date(Date.UTC(year, month - 1, date)));
  }

  function sayDue(due) {
    if (!due) return "";
    return due.at ? `${sayDay(due.day)}, ${new Intl.DateTimeFormat("en-US", { hour: "numeric", minute: "2-digit" }).format(due.at)}` : sayDay(due.day);
  }

  function whenOf(item, talk) {
    return sayDue(dueOf(item, talk)) || item.when;
  }

  /* A link's fragment for the ticks of a list, and back. Ids begin alike, so that beginning is left out. */
  function toLink(items, ticks) {
    return items.filter((item) => isTicked(ticks, item)).map(({ id }) => id.replace(/^i-/, "")).join(",");
  }

  function fromLink(items, link) {
    const wanted = new Set(link.split(",").map((end) => `i-${end}`));
    return items.filter((item) => [item.id, ...(item.was || [])].some((id) => wanted.has(id)));
  }

  /* What is still to be done, one entry for each list and time, so that a calendar is not flooded. */
  function reminders(lists, ticks, talk, today) {
    const groups = new Map();
    const seen = new Set();
    for (const list of along(lists, talk)) for (const item of list.items) {
      const due = dueOf(item, talk);
      if (!due || due.day < today || item.due.origin === "start" || !counts(item, ticks, talk) || isTicked(ticks, item) || seen.has(item.id)) continue;
      seen.add(item.id);
      const name = `${list.id}-${item.when.replace(/\s+/g, "-")}`;
      if (!groups.has(name)) groups.set(name, { name, list, due, items: [] });
      groups.get(name).items.push(item);
    }
    return [...groups.values()];
  }

  return {
    isDay, dayOf, startOf, isSkipped, addDays, dueOf, readTalk, isTicked, ticked, unticked, along, progress, itemsOf, next, sayDay, sayDue,
    whenOf, toLink, fromLink, reminders, LONGEST_MINUTES,
  };
})();
