/* The meeting and the reminders as a calendar file: RFC 5545. Touches no page and no storage. */
var Guide = Guide || {};
Guide.icalendar = (() => {
  "use strict";

  const { addDays, dayOf, startOf, reminders } = Guide.schedule;
  const MILLISECONDS_A_MINUTE = 60_000;

  /* Calendar: RFC 5545 ------------------------------------------------------------------------------------ */

  const escaped = (text) => text.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");

  /* A line of at most 75 bytes; what is longer goes on behind a space, and no character is cut. */
  function folded(line) {
    const encoder = new TextEncoder();
    const parts = [""];
    let bytes = 0;
    for (const character of line) {
      const size = encoder.encode(character).length;
      if (bytes + size > 75) {
        parts.push(" ");
        bytes = 1;
      }
      parts[parts.length - 1] += character;
      bytes += size;
    }
    return parts.join("\r\n");
  }

  function moment(instant) {
    return `${instant.toISOString().replace(/[-:]/g, "").slice(0, 15)}Z`;
  }

  function compact(day) {
    return day.replace(/-/g, "");
  }

  function alarm(trigger, words) {
    return ["BEGIN:VALARM", "ACTION:DISPLAY", `DESCRIPTION:${escaped(words)}`, `TRIGGER:${trigger}`, "END:VALARM"];
  }

  /* Instants are written in UTC, so that no calendar need know the reader's time zone; days are days everywhere. */
  function span(due, minutes) {
    return due.at
      ? [`DTSTART:${moment(due.at)}`, `DTEND:${moment(new Date(due.at.getTime() + minutes * MILLISECONDS_A_MINUTE))}`]
      : [`DTSTART;VALUE=DATE:${compact(due.day)}`, `DTEND;VALUE=DATE:${compact(addDays(due.day, 1))}`];
  }

  function event({ uid, due, minutes, title, description, busy, trigger }, { talk, now }) {
    return [
      "BEGIN:VEVENT", `UID:${uid}`, `DTSTAMP:${moment(now)}`, `SEQUENCE:${talk.sequence}`, ...span(due, minutes),
      `SUMMARY:${escaped(title)}`, `DESCRIPTION:${escaped(description)}`, `TRANSP:${busy ? "OPAQUE" : "TRANSPARENT"}`,
      ...alarm(trigger, title), "END:VEVENT",
    ];
  }

  /* A calendar file with the talk and the reminders. `link` gives the address of a list; `host` makes ids unique in the world. */
  function asCalendar({ lists, ticks, talk, now, site, link }) {
    const host = new URL(site.url || "https://guide.invalid/").hostname;
    const uid = (name) => `${name}-${talk.id}@${host}`;
    const entries = reminders(lists, ticks, talk, dayOf(now)).map(({ name, list, due, items }) => ({
      uid: uid(name), due, minutes: 15, busy: false, trigger: due.at ? "PT0S" : "PT9H",
      title: items.length === 1 ? items[0].text : `${list.title}: ${items.length} things to do`,
      description: [...items.map((item) => `- ${item.text}`), "", link(list)].join("\n"),
    }));
    if (talk.day) {
      const start = startOf(talk);
      entries.push({
        uid: uid("talk"), due: start ? { day: talk.day, at: start } : { day: talk.day }, minutes: talk.minutes, busy: Boolean(start),
        trigger: start ? "-PT1H" : "PT9H", title: "Information interview", description: "",
      });
    }
    const lines = [
      "BEGIN:VCALENDAR", "VERSION:2.0", `PRODID:-//${escaped(site.name)}//Checklists//EN`, "CALSCALE:GREGORIAN",
      ...entries.flatMap((entry) => event(entry, { talk, now })), "END:VCALENDAR",
    ];
    return `${lines.map(folded).join("\r\n")}\r\n`;
  }

  return { asCalendar };
})();
