/* The people a reader keeps track of, in this browser. What is stored is read again before each change, and only what was changed is
 * replaced, so two tabs don't overwrite one another. If the browser stores nothing, the page goes on with what is in memory.
 */
/** @typedef {{people: Map<string, Person>, criteria: string[], initials: boolean, problem: string}} Interviews `problem` is a sentence for the reader, or "" */
var Guide = Guide || {};
Guide.interviewStore = (() => {
  "use strict";

  const { interviews, storage } = Guide;
  const { isObject } = Guide.textFormat;

  const rules = interviews.open(/** @type {InterviewsData} */ (Guide.dom.readData("guide-interviews-data")));
  const VERSION = 1;
  const MOST_LINES = 200;
  const GONE = "This person isn't saved in this browser anymore. They may have been deleted in another tab.";

  /** @type {StoredInterviews | null} What couldn't be stored, for as long as the page is open. */
  let unsaved = null;
  let problemShown = "";

  /** @returns {{value: StoredInterviews, problem: string}} */
  function readStored() {
    if (unsaved) return { value: unsaved, problem: problemShown };
    const { value, problem = "" } = storage.read("interviews");
    return { value: value || { people: {} }, problem };
  }

  /**
   * Everyone, and what the reader chose for the page. What can't be read is set aside first, so nothing replaces it.
   * @returns {Interviews}
   */
  function read() {
    const { value, problem } = readStored();
    const { people, isComplete } = interviews.readPeople(value);
    const settings = {
      criteria: Array.isArray(value.criteria) ? value.criteria.filter((one) => typeof one === "string") : [],
      initials: value.initials === true,
    };
    const all = new Map(people.map((person) => [person.id, person]));
    if (isComplete || unsaved) return { people: all, ...settings, problem };
    const readable = { ...value, people: Object.fromEntries(all) };
    return { people: all, ...settings, problem: storage.setAside("interviews") || storage.write("interviews", readable) || storage.SET_ASIDE_NOTE };
  }

  /**
   * @param {StoredInterviews} value
   * @returns {string} "", or the problem as a sentence for the reader
   */
  function write(value) {
    const { people } = interviews.readPeople(value);
    const next = { ...value, version: /** @type {1} */ (VERSION), agenda: interviews.dueLines(rules, people.filter(({ sample }) => !sample), new Date(), value.initials === true).slice(0, MOST_LINES) };
    const problem = storage.write("interviews", next);
    unsaved = problem ? next : null;
    problemShown = problem && `${problem} What you enter stays until you close this page.`;
    return problemShown;
  }

  /** @param {(people: Record<string, unknown>) => Record<string, unknown>} change @returns {string} */
  function changePeople(change) {
    const { problem } = read();
    const { value } = readStored();
    const people = change({ ...value.people });
    return write({ ...value, people }) || (problem === storage.SET_ASIDE_NOTE ? problem : "");
  }

  /**
   * Someone by their id.
   * @param {string} id
   * @returns {Person | null}
   */
  function get(id) {
    return read().people.get(id) || null;
  }

  /**
   * Changes one person, as they're stored now.
   * @param {string} id
   * @param {(person: Person) => Person} change
   * @returns {string} "", or a sentence for the reader
   */
  function update(id, change) {
    const person = get(id);
    if (!person) return GONE;
    return changePeople((people) => {
      const before = people[id];
      return { ...people, [id]: { ...(isObject(before) ? before : {}), ...change(person) } };
    });
  }

  /**
   * Adds people, or puts them back as they were.
   * @param {Person[]} added
   * @returns {string} "", or a sentence for the reader
   */
  function add(added) {
    return changePeople((people) => ({ ...people, ...Object.fromEntries(added.map((person) => [person.id, person])) }));
  }

  /**
   * Removes people.
   * @param {string[]} ids
   * @returns {string} "", or a sentence for the reader
   */
  function remove(ids) {
    return changePeople((people) => Object.fromEntries(Object.entries(people).filter(([id]) => !ids.includes(id))));
  }

  /**
   * Stores what the reader chose for the page.
   * @param {Record<string, unknown>} settings
   * @returns {string} "", or a sentence for the reader
   */
  function saveSettings(settings) {
    read();
    return write({ ...readStored().value, ...settings });
  }

  /**
   * Something else the reader chose for the page.
   * @param {string} name
   * @returns {unknown}
   */
  function setting(name) {
    return /** @type {Record<string, unknown>} */ (readStored().value)[name];
  }

  /** @returns {string} the id of the person this tab is about, or "" */
  function forId() {
    return storage.read("forPerson").value?.id || "";
  }

  /** @param {string} id "" for no one in particular */
  function setFor(id) {
    storage.write("forPerson", { version: VERSION, id });
  }

  /** @param {() => void} changed called when another tab may have changed something */
  function watch(changed) {
    storage.watch(["interviews", "forPerson"], changed);
  }

  return { rules, GONE, read, get, update, add, restore: add, remove, saveSettings, setting, forId, setFor, watch };
})();
