/* The people on the page "My interviews" as a table: a row for each, sorted by the buttons in its head. On a phone each row is a card. */
/** @typedef {{key: SortKey, isDescending: boolean}} Sorting */
/** @typedef {{entries: PeopleEntry[], sorting: Sorting, today: string}} TableRows */
var Guide = Guide || {};
Guide.peopleTable = (() => {
  "use strict";

  const { make, button, hidden } = Guide.dom;
  const { interviews, schedule } = Guide;

  /** @type {[SortKey, string][]} */
  const COLUMNS = [["name", "Name"], ["status", "Status"], ["next", "Next"], ["meeting", "Conversation"], ["touched", "Last change"]];

  /**
   * The address of a person's own view on this page.
   * @param {Person} person
   * @returns {string}
   */
  function recordHref({ id }) {
    return `#person=${id}`;
  }

  /**
   * A person's name as a link to their record, with what they do below it.
   * @param {PeopleEntry} entry
   * @returns {(Node | string | null)[]}
   */
  function nameParts({ person, name, work }) {
    return [
      make("a", { className: "guide-people-link", href: recordHref(person), dir: "auto" }, name), " ",
      person.sample ? make("span", { className: "guide-tag" }, "Sample") : null, " ",
      work ? make("span", { className: "guide-people-work", dir: "auto" }, work) : null,
    ];
  }

  /**
   * What to do next with a person, as a link to where it's done, and when.
   * @param {PeopleEntry} entry
   * @param {string} today
   * @returns {(Node | string | null)[]}
   */
  function nextParts({ person, act }, today) {
    if (!act) return [];
    const due = interviews.dueWords(act, today);
    const whenDue = make("span", { className: "guide-people-due" }, due);
    whenDue.classList.toggle("is-late", act.day <= today);
    return [
      make("a", { className: "guide-people-link", href: act.tool === "record" || !act.href ? recordHref(person) : act.href, dir: "auto" }, act.text), " ",
      due ? whenDue : null,
    ];
  }

  /**
   * An empty table.
   * @param {object} settings
   * @param {(key: SortKey) => void} settings.sort what a button in its head does
   * @param {(entry: PeopleEntry) => void} settings.remove what a row's own button does
   * @returns {{element: HTMLElement, draw: (rows: TableRows) => void}}
   */
  function create({ sort, remove }) {
    const heads = COLUMNS.map(([key, label]) => make("th", { scope: "col" }, headButton(label, () => sort(key))));
    const body = make("tbody", { role: "rowgroup" });
    /* The roles are those of the elements anyway; without them, browsers forget them where the style sheet makes cards of the rows. The
       theme would put a mark of its own on a head with a role. */
    const element = make("div", { className: "guide-table guide-people-table", role: "region", "aria-label": "People, as a table", tabIndex: 0 },
      make("table", { className: "guide-grid", role: "table" },
        make("caption", { className: "guide-hidden" }, "People. The buttons in the first row sort it."),
        make("thead", { role: "rowgroup" }, make("tr", { role: "row" }, ...heads, make("th", { scope: "col" }, hidden("Delete")))), body));

    /** @param {TableRows} rows */
    function draw({ entries, sorting, today }) {
      COLUMNS.forEach(([key], place) => heads[place]?.setAttribute("aria-sort", key !== sorting.key ? "none" : sorting.isDescending ? "descending" : "ascending"));
      body.replaceChildren(...entries.map((entry) => rowOf(entry, today)));
    }

    /** @param {PeopleEntry} entry @param {string} today */
    function rowOf(entry, today) {
      const { person, name, label, touched } = entry;
      return make("tr", { role: "row" },
        make("th", { scope: "row", role: "rowheader" }, ...nameParts(entry)),
        cell("Status", label),
        cell("Next", ...nextParts(entry, today)),
        cell("Conversation", interviews.whenOf(person)),
        cell("Last change", touched && schedule.formatDay(touched)),
        cell("", button("Delete", () => remove(entry), { className: "guide-button guide-people-delete", "aria-label": `Delete: ${name}` })));
    }

    return { element, draw };
  }

  /** @param {string} label @param {() => void} act */
  function headButton(label, act) {
    const head = button(label, act, { className: "guide-sort" });
    head.append(make("span", { className: "guide-sort-mark", "aria-hidden": "true" }));
    return head;
  }

  /** @param {string} label what a card puts before it @param {...(Node | string | null)} parts */
  function cell(label, ...parts) {
    return make("td", { role: "cell", "data-label": label }, ...parts.filter(Boolean));
  }

  return { create, recordHref, nameParts, nextParts };
})();
