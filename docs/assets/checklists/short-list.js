/* The short list, and what is next on it: how far things are with a person decides what is already behind the reader. It doesn't touch the
 * page or the storage.
 */
var Guide = Guide || {};
Guide.shortList = (() => {
  "use strict";

  const { isTicked, itemsOf } = Guide.schedule;
  const { STATUSES, meetingOf, statusOf } = Guide.interviews;

  /**
   * How far things are with a conversation, as far as its dates show.
   * @param {Pick<Meeting, "day" | "asked">} meeting
   * @param {string} today
   * @returns {StatusId}
   */
  function statusOfMeeting({ day, asked }, today) {
    if (day) return day < today ? "met" : "agreed";
    return asked && asked <= today ? "asked" : "to-ask";
  }

  /**
   * How far things are with a person. A date can show more than their status does, since a reader may enter it first. Someone who has said
   * yes but hasn't set a day isn't past the waiting yet: the day is what comes next.
   * @param {InterviewRules} rules
   * @param {Person} person
   * @param {string} today
   * @returns {StatusId}
   */
  function statusOfPerson(rules, person, today) {
    const { status } = statusOf(rules, person, today);
    const shown = statusOfMeeting(meetingOf(person), today);
    if (status === "agreed" && !person.day) return "reminded";
    return rank(shown) > rank(status) ? shown : status;
  }

  /** @param {StatusId} status */
  function rank(status) {
    return STATUSES.indexOf(status);
  }

  /**
   * Whether an item is behind the reader: they have reached the status that ends its list.
   * @param {Pick<ItemData, "until">} item
   * @param {StatusId} status
   * @returns {boolean}
   */
  function isBehind({ until }, status) {
    return until !== undefined && rank(status) >= rank(until);
  }

  /**
   * The short list: the items that matter most for a first conversation, whichever list they're on.
   * @param {ListData[]} lists
   * @returns {ItemData[]}
   */
  function shortItems(lists) {
    return itemsOf(lists.filter(({ role }) => role === "asking")).filter(({ short }) => short === "yes");
  }

  /**
   * What's neither done nor behind the reader, in order. The first one is next.
   * @param {ItemData[]} items
   * @param {Ticks} ticks
   * @param {StatusId} status
   * @returns {ItemData[]}
   */
  function ahead(items, ticks, status) {
    return items.filter((item) => !isTicked(ticks, item) && !isBehind(item, status));
  }

  /**
   * What's behind the reader, but isn't checked off.
   * @param {ItemData[]} items
   * @param {Ticks} ticks
   * @param {StatusId} status
   * @returns {ItemData[]}
   */
  function leftBehind(items, ticks, status) {
    return items.filter((item) => !isTicked(ticks, item) && isBehind(item, status));
  }

  return { statusOfMeeting, statusOfPerson, isBehind, shortItems, ahead, leftBehind };
})();
