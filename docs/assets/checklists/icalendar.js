/* The meeting and the reminders as a calendar file: RFC 5545, and RFC 7986 for the name. It doesn't touch the page or the storage.
 *
 * calendarFor(person, choice, {rules, lists, ticks?, initials, now, site, links}) returns {text, fileName, count}: the file of one person's
 * conversation, for any page that has the person. The person's id is in the ids of the events, so a file that's downloaded again moves the
 * events of the first one, as long as the page adds one to the person's `sequence` after each download.
 *
 * What programs do with such a file, according to their makers:
 * - If a calendar already has an event with that UID, it's updated when its SEQUENCE is higher, if the program compares them at all.
 * - Outlook treats a file without METHOD as PUBLISH, which is also what files exported by Apple and Google say. X-WR-CALNAME names the
 *   calendar Outlook makes from a file someone opens. Outlook reads the length of a TRIGGER as time before the event, even if it's
 *   after: https://learn.microsoft.com/en-us/openspecs/exchange_server_protocols/ms-oxcical/
 * - Google's calendar has its own reminders, and doesn't read the ones in a file.
 */
/** @typedef {{uid: string, due: DueDate, minutes: number, title: string, description: string, busy: boolean, trigger: string, place?: string, url?: string}} CalendarEvent
 *   `busy` is whether it takes up the reader's time, and `trigger` is the line that says when the alarm goes off */
/** @typedef {"meeting" | "near" | "all"} CalendarChoice
 *   just the meeting; the meeting, the day before and the thank-you; or everything that's left to do */
/** @typedef {{text: string, fileName: string, count: number}} CalendarFile `count` is how many reminders it has; `text` is "" if there's nothing to put in */
/** @typedef {{name: string, place: string, phone: string}} MeetingPlace who they meet, and where: "" for what isn't known */
/** @typedef {{list: (list: ListData) => string, plan: string, day: string}} CalendarLinks
 *   the address of a list, and those of the reader's plan and of the list for the day, each "" if there's none to link to */
var Guide = Guide || {};
Guide.icalendar = (() => {
  "use strict";

  const { addDays, dayOf, nearReminders, reminders, startOf } = Guide.schedule;

  const MS_PER_MINUTE = 60_000;
  const REMINDER_MINUTES = 15;
  const MAX_LINE_BYTES = 75;
  /* When alarms go off: at the time itself, or an hour before it. On a day without a time, at 9 a.m. */
  const ALARM = { now: "TRIGGER:PT0S", hourBefore: "TRIGGER:-PT1H" };
  const ALARM_HOUR = 9;
  const FILE_NAME = "informational-interview.ics";
  /* As many as the number of a small town without its area code. */
  const LEAST_DIGITS = 7;

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
  function eventLines({ uid, due, minutes, title, description, busy, trigger, place, url }, sequence, now) {
    return [
      "BEGIN:VEVENT", `UID:${uid}`, `DTSTAMP:${dateTime(now)}`, `SEQUENCE:${sequence}`, ...span(due, minutes),
      `SUMMARY:${escape(title)}`, ...(description ? [`DESCRIPTION:${escape(description)}`] : []),
      ...(place ? [`LOCATION:${escape(place)}`] : []), ...(url ? [`URL:${url}`] : []), `TRANSP:${busy ? "OPAQUE" : "TRANSPARENT"}`,
      "BEGIN:VALARM", "ACTION:DISPLAY", `DESCRIPTION:${escape(title)}`, trigger, "END:VALARM", "END:VEVENT",
    ];
  }

  /**
   * What a calendar file reminds the reader of, besides the meeting itself.
   * @param {CalendarChoice} choice
   * @param {ListData[]} lists
   * @param {Ticks} ticks
   * @param {Meeting} meeting
   * @param {string} today
   * @returns {Reminder[]}
   */
  function remindersFor(choice, lists, ticks, meeting, today) {
    if (choice === "meeting") return [];
    const all = reminders(lists, ticks, meeting, today);
    return choice === "near" ? nearReminders(all) : all;
  }

  /**
   * The lists without what is behind the reader, and without what they do once for all conversations.
   * @param {ListData[]} lists
   * @param {StatusId} status how far things are with the person
   */
  function listsAhead(lists, status) {
    return lists.map((list) => ({ ...list, items: list.items.filter((item) => item.once !== "yes" && !Guide.shortList.isBehind(item, status)) }));
  }

  /**
   * A calendar file with the meeting and the reminders.
   * @param {object} settings
   * @param {ListData[]} settings.lists
   * @param {Ticks} settings.ticks
   * @param {Meeting} settings.meeting
   * @param {CalendarChoice} settings.choice
   * @param {MeetingPlace} settings.where
   * @param {Date} settings.now
   * @param {{name: string, url: string}} settings.site its host makes the ids unique worldwide
   * @param {CalendarLinks} settings.links
   * @returns {string}
   */
  function asCalendar({ lists, ticks, meeting, choice, where, now, site, links }) {
    const host = new URL(site.url || "https://guide.invalid/").hostname;
    /** @param {string} name */
    const uid = (name) => `${name}-${meeting.id}@${host}`;
    const events = remindersFor(choice, lists, ticks, meeting, dayOf(now)).map(({ name, list, due, items }) => (/** @type {CalendarEvent} */ ({
      uid: uid(name), due, minutes: REMINDER_MINUTES, busy: false, trigger: due.at ? ALARM.now : atNine(due.day),
      title: [where.name, titleOf(list, items)].filter(Boolean).join(": "),
      description: [...items.map((item) => `- ${item.text}`), "", links.list(list)].join("\n"),
    })));
    if (meeting.day) events.push({ uid: uid("talk"), ...meetingEvent(meeting, where, links) });
    const lines = [
      "BEGIN:VCALENDAR", "VERSION:2.0", `PRODID:-//${escape(site.name)}//Checklists//EN`, "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
      `NAME:${escape(site.name)}`, `X-WR-CALNAME:${escape(site.name)}`,
      ...events.flatMap((event) => eventLines(event, meeting.sequence, now)), "END:VCALENDAR",
    ];
    return `${lines.map(fold).join("\r\n")}\r\n`;
  }

  /**
   * What a reminder is called: the most important thing to do then.
   * @param {ListData} list
   * @param {ItemData[]} items
   */
  function titleOf(list, items) {
    const first = items.length === 1 ? items[0] : items.find(({ short }) => short === "yes");
    if (!first) return `${list.title}: ${items.length} things to do`;
    return items.length === 1 ? first.text : `${first.text} (and ${items.length - 1} more)`;
  }

  /**
   * @param {Meeting} meeting
   * @param {MeetingPlace} where
   * @param {CalendarLinks} links
   * @returns {Omit<CalendarEvent, "uid">}
   */
  function meetingEvent(meeting, where, links) {
    const { day, minutes } = meeting;
    const at = startOf(meeting);
    const url = isWebAddress(where.place) ? where.place : "";
    const common = {
      minutes, title: where.name ? `Informational interview with ${where.name}` : "Informational interview",
      description: noteOf(where, links), place: where.place, url,
    };
    return at ? { ...common, due: { day, at }, busy: true, trigger: ALARM.hourBefore } : { ...common, due: { day }, busy: false, trigger: atNine(day) };
  }

  /**
   * What the reader needs at hand. Their own notes stay out of it, because calendars are shared.
   * @param {MeetingPlace} where
   * @param {CalendarLinks} links
   */
  function noteOf({ place, phone }, { plan, day }) {
    return [
      isPhoneNumber(place) ? `Number to call: ${place}` : phone ? `Their number: ${phone}` : "",
      isWebAddress(place) ? `Link to join: ${place}` : "",
      "Have at hand: your plan, paper and two pens.",
      plan ? `Your plan: ${plan}` : "",
      day ? `What to do on the day: ${day}` : "",
    ].filter(Boolean).join("\n");
  }

  /** @param {string} place */
  function isPhoneNumber(place) {
    return /^[+\d][\d\s().,/x-]*$/i.test(place.trim()) && (place.match(/\d/g) || []).length >= LEAST_DIGITS;
  }

  /** @param {string} place a calendar shows it as a link, so nothing else is let through */
  function isWebAddress(place) {
    return /^https?:\/\/[!-~]+$/.test(place);
  }

  /**
   * The calendar file of a conversation.
   * @param {Parameters<typeof asCalendar>[0]} settings
   * @returns {CalendarFile}
   */
  function fileOf(settings) {
    const { choice, lists, ticks, meeting, now } = settings;
    const count = remindersFor(choice, lists, ticks, meeting, dayOf(now)).length;
    return { text: count || meeting.day >= dayOf(now) ? asCalendar(settings) : "", fileName: FILE_NAME, count };
  }

  /**
   * The calendar file of the conversation with a person.
   * @param {Person} person
   * @param {CalendarChoice} choice
   * @param {object} settings
   * @param {InterviewRules} settings.rules
   * @param {ListData[]} settings.lists for "near", the ones of InterviewsData are enough
   * @param {Ticks} [settings.ticks] what's done, if it isn't only what the person's own record has
   * @param {boolean} settings.initials whether it has their initials instead of their name
   * @param {Date} settings.now
   * @param {{name: string, url: string}} settings.site
   * @param {CalendarLinks} settings.links
   * @returns {CalendarFile}
   */
  function calendarFor(person, choice, { rules, lists, ticks = person.ticks, initials, now, site, links }) {
    const { displayName, meetingOf } = Guide.interviews;
    const where = { name: displayName(person, initials), place: person.place, phone: person.phone };
    const ahead = listsAhead(lists, Guide.shortList.statusOfPerson(rules, person, dayOf(now)));
    return fileOf({ lists: ahead, ticks, meeting: meetingOf(person), choice, where, now, site, links });
  }

  return { escape, fold, fileOf, calendarFor };
})();
