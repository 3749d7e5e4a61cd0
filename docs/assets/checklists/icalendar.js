/* The meeting and the reminders as a calendar file: RFC 5545, and RFC 7986 for the name. It doesn't touch the page or the storage.
 *
 * What programs do with such a file, according to their makers:
 * - If a calendar already has an event with that UID, it's updated when its SEQUENCE is higher, if the program compares them at all.
 * - Outlook treats a file without METHOD as PUBLISH, which is also what files exported by Apple and Google say. X-WR-CALNAME names the
 *   calendar Outlook makes from a file someone opens. Outlook reads the length of a TRIGGER as time before the event, even if it's
 *   after: https://learn.microsoft.com/en-us/openspecs/exchange_server_protocols/ms-oxcical/
 * - Google's calendar has its own reminders, and doesn't read the ones in a file.
 */
/** @typedef {{uid: string, due: DueDate, minutes: number, title: string, description: string, busy: boolean, trigger: string}} CalendarEvent
 *   `busy` is whether it takes up the reader's time, and `trigger` is the line that says when the alarm goes off */
var Guide = Guide || {};
Guide.icalendar = (() => {
  "use strict";

  const { addDays, dayOf, reminders, startOf } = Guide.schedule;

  const MS_PER_MINUTE = 60_000;
  const REMINDER_MINUTES = 15;
  const MAX_LINE_BYTES = 75;
  /* When alarms go off: at the time itself, or an hour before it. On a day without a time, at 9 a.m. */
  const ALARM = { now: "TRIGGER:PT0S", hourBefore: "TRIGGER:-PT1H" };
  const ALARM_HOUR = 9;

  /**
   * Text as the value of a property, which can't contain control characters.
   * @param {string} text
   */
  function escape(text) {
    return text.replace(/[\\;,]/g, "\\$&").replace(/\r\n?|\n/g, "\\n").replace(/(?!\t)\p{Cc}/gu, "").replace(/\p{Surrogate}/gu, "\ufffd");
  }

  /**
   * A line of at most 75 bytes. A longer one continues after a line break and a space, and no character is cut.
   * @param {string} line
   */
  function fold(line) {
    const encoder = new TextEncoder();
    let folded = "";
    let bytes = 0;
    for (const character of line) {
      const size = encoder.encode(character).length;
      if (bytes + size > MAX_LINE_BYTES) {
        folded += "\r\n ";
        bytes = 1;
      }
      folded += character;
      bytes += size;
    }
    return folded;
  }

  /**
   * Instants are written in UTC, so calendars don't need to know the reader's time zone.
   * @param {Date} instant
   */
  function dateTime(instant) {
    return `${instant.toISOString().replace(/[-:]/g, "").slice(0, 15)}Z`;
  }

  /**
   * A day without a time, which is the same day everywhere.
   * @param {string} day
   */
  function date(day) {
    return day.replace(/-/g, "");
  }

  /** @param {DueDate} due @param {number} minutes */
  function span({ day, at }, minutes) {
    return at
      ? [`DTSTART:${dateTime(at)}`, `DTEND:${dateTime(new Date(at.getTime() + minutes * MS_PER_MINUTE))}`]
      : [`DTSTART;VALUE=DATE:${date(day)}`, `DTEND;VALUE=DATE:${date(addDays(day, 1))}`];
  }

  /**
   * The alarm of a day without a time, as an instant: Outlook would read nine hours after its start as nine hours before it.
   * @param {string} day
   */
  function atNine(day) {
    const at = startOf({ day, time: `${String(ALARM_HOUR).padStart(2, "0")}:00` });
    return at ? `TRIGGER;VALUE=DATE-TIME:${dateTime(at)}` : ALARM.now;
  }

  /** @param {CalendarEvent} event @param {number} sequence @param {Date} now */
  function eventLines({ uid, due, minutes, title, description, busy, trigger }, sequence, now) {
    return [
      "BEGIN:VEVENT", `UID:${uid}`, `DTSTAMP:${dateTime(now)}`, `SEQUENCE:${sequence}`, ...span(due, minutes),
      `SUMMARY:${escape(title)}`, ...(description ? [`DESCRIPTION:${escape(description)}`] : []), `TRANSP:${busy ? "OPAQUE" : "TRANSPARENT"}`,
      "BEGIN:VALARM", "ACTION:DISPLAY", `DESCRIPTION:${escape(title)}`, trigger, "END:VALARM", "END:VEVENT",
    ];
  }

  /**
   * A calendar file with the meeting and the reminders.
   * @param {object} settings
   * @param {ListData[]} settings.lists
   * @param {Ticks} settings.ticks
   * @param {Meeting} settings.meeting
   * @param {Date} settings.now
   * @param {{name: string, url: string}} settings.site its host makes the ids unique worldwide
   * @param {(list: ListData) => string} settings.link the address of a list
   * @returns {string}
   */
  function asCalendar({ lists, ticks, meeting, now, site, link }) {
    const host = new URL(site.url || "https://guide.invalid/").hostname;
    /** @param {string} name */
    const uid = (name) => `${name}-${meeting.id}@${host}`;
    const events = reminders(lists, ticks, meeting, dayOf(now)).map(({ name, list, due, items }) => ({
      uid: uid(name), due, minutes: REMINDER_MINUTES, busy: false, trigger: due.at ? ALARM.now : atNine(due.day),
      title: items.length === 1 && items[0] ? items[0].text : `${list.title}: ${items.length} things to do`,
      description: [...items.map((item) => `- ${item.text}`), "", link(list)].join("\n"),
    }));
    if (meeting.day) events.push({ uid: uid("talk"), ...meetingEvent(meeting) });
    const lines = [
      "BEGIN:VCALENDAR", "VERSION:2.0", `PRODID:-//${escape(site.name)}//Checklists//EN`, "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
      `NAME:${escape(site.name)}`, `X-WR-CALNAME:${escape(site.name)}`,
      ...events.flatMap((event) => eventLines(event, meeting.sequence, now)), "END:VCALENDAR",
    ];
    return `${lines.map(fold).join("\r\n")}\r\n`;
  }

  /** @param {Meeting} meeting */
  function meetingEvent(meeting) {
    const { day, minutes } = meeting;
    const at = startOf(meeting);
    const common = { minutes, title: "Informational interview", description: "" };
    return at ? { ...common, due: { day, at }, busy: true, trigger: ALARM.hourBefore } : { ...common, due: { day }, busy: false, trigger: atNine(day) };
  }

  return { asCalendar, escape, fold };
})();
