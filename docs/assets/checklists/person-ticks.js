/* Which check marks and dates belong to a person, and which to the reader. What's done once for all conversations, such as a voicemail
 * greeting, is the reader's; everything else is the person's. It doesn't touch the page or the storage.
 */
var Guide = Guide || {};
Guide.personTicks = (() => {
  "use strict";

  const { readMeeting, untick } = Guide.schedule;
  const { blank, meetingOf, setStatus } = Guide.interviews;

  /** @param {ItemData[]} items @returns {ItemData[]} those done once */
  function onceOf(items) {
    return items.filter(({ once }) => once === "yes");
  }

  /** @param {Ticks} ticks @param {ItemData[]} items @returns {Ticks} the ticks of these items only */
  function only(ticks, items) {
    const others = untick(ticks, items);
    return Object.fromEntries(Object.entries(ticks).filter(([id]) => !Object.hasOwn(others, id)));
  }

  /**
   * The ticks a reader sees for a person.
   * @param {Ticks} shared the reader's own
   * @param {Person} person
   * @param {ItemData[]} items of the page
   * @returns {Ticks}
   */
  function seen(shared, person, items) {
    const once = onceOf(items);
    return { ...untick(person.ticks, once), ...only(shared, once) };
  }

  /**
   * Where the ticks a reader sees for a person are stored.
   * @param {Ticks} ticks as seen
   * @param {Ticks} shared the reader's own, as they're stored
   * @param {ItemData[]} items of the page
   * @returns {{shared: Ticks, person: Person["ticks"]}}
   */
  function divide(ticks, shared, items) {
    const once = onceOf(items);
    return { shared: { ...untick(shared, once), ...only(ticks, once) }, person: /** @type {Person["ticks"]} */ (untick(ticks, once)) };
  }

  /**
   * A person with other dates. Whoever has a day for the conversation has said yes, and whoever was asked has been asked.
   * @param {Person} person
   * @param {Meeting} meeting
   * @param {string} today
   * @returns {Person}
   */
  function withMeeting(person, { day, time, minutes, mode, audience, asked, sequence, place = "" }, today) {
    const on = { ...person.on, ...(asked ? { asked } : {}) };
    if (!asked) delete on.asked;
    const dated = { ...person, day, time, minutes, mode, audience, sequence, place, on };
    const isNew = { asked: asked !== "" && asked <= today && dated.status === "to-ask", agreed: day !== "" && day !== person.day };
    const known = isNew.asked ? setStatus(dated, "asked", asked) : dated;
    return isNew.agreed && ["to-ask", "asked", "reminded"].includes(known.status) ? setStatus(known, "agreed", today) : known;
  }

  /**
   * The meeting with a person, and where it is.
   * @param {Person} person
   * @returns {Meeting}
   */
  function meetingWith(person) {
    return readMeeting({ ...meetingOf(person), place: person.place });
  }

  /**
   * A person made from a meeting the reader entered without naming anyone, and what's left for the reader.
   * @param {string} name
   * @param {Meeting} meeting
   * @param {Ticks} ticks
   * @param {ItemData[]} items of all lists
   * @param {string} today
   * @returns {{person: Person, ticks: Ticks}} `ticks` is what isn't the person's
   */
  function personFrom(name, meeting, ticks, items, today) {
    const isMet = meeting.day !== "" && meeting.day < today;
    const asked = withMeeting(blank({ name }, today), { ...meeting, day: isMet ? "" : meeting.day }, today);
    const person = isMet ? setStatus({ ...asked, day: meeting.day }, "met", meeting.day) : asked;
    const { shared, person: theirs } = divide(ticks, {}, items);
    return { person: { ...person, ticks: theirs }, ticks: shared };
  }

  return { seen, divide, withMeeting, meetingWith, personFrom };
})();
