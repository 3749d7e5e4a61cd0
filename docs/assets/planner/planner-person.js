/* What the Planner knows of a person on the reader's list, and what goes back into their record. It doesn't touch the page or the
 * storage.
 */
/** @typedef {{who: string, when: string, until: string, where: string}} PlanHead what's printed above a plan; "" for what isn't known */
var Guide = Guide || {};
Guide.plannerPerson = (() => {
  "use strict";

  const { interviews, planner } = Guide;
  const { isObject } = Guide.textFormat;

  const MINUTES_PER_DAY = 24 * 60;

  /**
   * The form's choices with everything the record says. A way of knowing someone that is also a kind of person chooses that.
   * @param {Bank} bank
   * @param {Choices} choices
   * @param {Person} person
   * @returns {Choices}
   */
  function choicesFor(bank, choices, { goal, audience, mode, field, minutes, relationship }) {
    const known = Object.fromEntries(Object.entries({ goal, audience, mode, field, minutes }).filter(([, value]) => value));
    const kind = bank.persons.find(({ id }) => id === relationship)?.id || "";
    return planner.readChoices(bank, { ...choices, person: choices.person || kind, ...known });
  }

  /**
   * The plan in a person's record. What else the record says counts more than what the plan says of it, since it may be newer.
   * @param {Bank} bank
   * @param {Person} person
   * @returns {ReadPlan | null} null if there is none
   */
  function planOf(bank, person) {
    if (!isObject(person.plan)) return null;
    const choices = isObject(person.plan.choices) ? person.plan.choices : {};
    return planner.unpack(bank, { ...person.plan, choices: choicesFor(bank, planner.readChoices(bank, choices), person) });
  }

  /**
   * What the reader chose, for the record.
   * @param {Choices} choices
   * @returns {Partial<Person>}
   */
  function factsOf({ goal, audience, mode, field, minutes }) {
    return { goal, audience, mode, field, minutes };
  }

  /** @param {string} time such as "16:00" @param {number} minutes @returns {string} the time that many minutes later, such as "4:30 PM" */
  function timeAfter(time, minutes) {
    const [hours = 0, past = 0] = time.split(":").map(Number);
    const end = (hours * 60 + past + minutes) % MINUTES_PER_DAY;
    return new Intl.DateTimeFormat("en-US", { hour: "numeric", minute: "2-digit", timeZone: "UTC" }).format(new Date(end * 60_000));
  }

  /**
   * Who the conversation is with, when and where.
   * @param {Person} person
   * @param {number} minutes of the conversation
   * @returns {PlanHead}
   */
  function headOf(person, minutes) {
    const { name, call, role, employer, time, place, phone } = person;
    return {
      who: [name || call, role, employer].filter(Boolean).join(", "),
      when: interviews.whenOf(person),
      until: time ? timeAfter(time, minutes) : "",
      where: [...new Set([place, phone])].filter(Boolean).join(" · "),
    };
  }

  /**
   * The same on one line, for a copy.
   * @param {PlanHead} head
   * @returns {string} "" if nothing is known
   */
  function asLine({ who, when, until, where }) {
    return [who && `With ${who}`, [when, until && `until ${until}`].filter(Boolean).join(", "), where].filter(Boolean).join(" · ");
  }

  return { choicesFor, planOf, factsOf, headOf, asLine };
})();
