/* The meeting and the reminders as a calendar file: RFC 5545. Touches no page and no storage. */
/** @typedef {{uid: string, due: DueDate, minutes: number, title: string, description: string, busy: boolean, trigger: string}} CalendarEvent
 *   `busy` is whether it takes up the reader's time, `trigger` when the alarm rings, as RFC 5545 has it */
var Guide = Guide || {};
Guide.icalendar = (() => {
  "use strict";

  const { addDays, dayOf, reminders, startOf } = Guide.schedule;

  const MS_PER_MINUTE = 60_000;
  const REMINDER_MINUTES = 15;
  const MAX_LINE_BYTES = 75;
  /* When alarms ring: at the time itself, an hour before it, and at nine on a day without a time. */
  const ALARM = { now: "PT0S", hourBefore: "-PT1H", nine: "PT9H" };

  /** @param {string} text */
  function escape(text) {
    return text.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");
  }

  /**
   * A line of at most 75 bytes; what is longer goes on behind a space, and no character is cut.
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
   * Instants are written in UTC, so that no calendar need know the reader's time zone.
   * @param {Date} instant
   */
  function dateTime(instant) {
    return `${instant.toISOString().replace(/[-:]/g, "").slice(0, 15)}Z`;
  }

  /**
   * Days are days everywhere.
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

  /** @param {CalendarEvent} event @param {number} sequence @param {Date} now */
  function eventLines({ uid, due, minutes, title, description, busy, trigger }, sequence, now) {
    return [
      "BEGIN:VEVENT", `UID:${uid}`, `DTSTAMP:${dateTime(now)}`, `SEQUENCE:${sequence}`, ...span(due, minutes),
      `SUMMARY:${escape(title)}`, `DESCRIPTION:${escape(description)}`, `TRANSP:${busy ? "OPAQUE" : "TRANSPARENT"}`,
      "BEGIN:VALARM", "ACTION:DISPLAY", `DESCRIPTION:${escape(title)}`, `TRIGGER:${trigger}`, "END:VALARM", "END:VEVENT",
    ];
  }

  /**
   * A calendar file with the meeting and the reminders.
   * @param {object} settings
   * @param {ListData[]} settings.lists
   * @param {Ticks} settings.ticks
   * @param {Meeting} settings.meeting
   * @param {Date} settings.now
   * @param {{name: string, url: string}} settings.site its host makes the ids unique in the world
   * @param {(list: ListData) => string} settings.link the address of a list
   * @returns {string}
   */
  function asCalendar({ lists, ticks, meeting, now, site, link }) {
    const host = new URL(site.url || "https://guide.invalid/").hostname;
    /** @param {string} name */
    const uid = (name) => `${name}-${meeting.id}@${host}`;
    const events = reminders(lists, ticks, meeting, dayOf(now)).map(({ name, list, due, items }) => ({
      uid: uid(name), due, minutes: REMINDER_MINUTES, busy: false, trigger: due.at ? ALARM.now : ALARM.nine,
      title: items.length === 1 && items[0] ? items[0].text : `${list.title}: ${items.length} things to do`,
      description: [...items.map((item) => `- ${item.text}`), "", link(list)].join("\n"),
    }));
    if (meeting.day) events.push({ uid: uid("talk"), ...meetingEvent(meeting) });
    const lines = [
      "BEGIN:VCALENDAR", "VERSION:2.0", `PRODID:-//${escape(site.name)}//Checklists//EN`, "CALSCALE:GREGORIAN",
      ...events.flatMap((event) => eventLines(event, meeting.sequence, now)), "END:VCALENDAR",
    ];
    return `${lines.map(fold).join("\r\n")}\r\n`;
  }

  /** @param {Meeting} meeting */
  function meetingEvent(meeting) {
    const { day, minutes } = meeting;
    const at = startOf(meeting);
    const common = { minutes, title: "Information interview", description: "" };
    return at ? { ...common, due: { day, at }, busy: true, trigger: ALARM.hourBefore } : { ...common, due: { day }, busy: false, trigger: ALARM.nine };
  }

  return { asCalendar };
})();
