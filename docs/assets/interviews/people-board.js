/* The people on the page "My interviews" as a board: a column for each step, a card for each person. A card is moved with its own buttons,
 * and with a mouse it can also be dragged. On a phone, one column shows at a time.
 */
/** @typedef {{status: StatusId, outcome: Person["outcome"], label: string}} Move */
/** @typedef {{entries: PeopleEntry[], today: string}} BoardCards */
var Guide = Guide || {};
Guide.peopleBoard = (() => {
  "use strict";

  const { make, button } = Guide.dom;
  const { peopleTable } = Guide;

  const MOST_CARDS = 20;

  /**
   * An empty board.
   * @param {object} settings
   * @param {BoardColumn[]} settings.columns
   * @param {Move[]} settings.moves where a card can be moved to
   * @param {(entry: PeopleEntry, move: Move) => void} settings.move
   * @returns {{element: HTMLElement, draw: (cards: BoardCards) => void}}
   */
  function create({ columns, moves, move }) {
    /** @type {BoardCards} */
    let cards = { entries: [], today: "" };
    /** @type {string} The person whose card shows where it can go. */
    let moving = "";
    /** @type {PeopleEntry | null} */
    let dragged = null;
    /** @type {Set<BoardColumn>} Columns that show all their cards. */
    const whole = new Set();

    const picker = make("select", { id: "guide-column", onchange: showColumn });
    const lists = columns.map((column, place) => {
      const count = make("span", { className: "guide-board-count" });
      const cardList = make("ul", { className: "guide-board-cards" });
      const more = button("Show all", () => { whole.add(column); draw(cards); });
      const section = make("section", { className: "guide-board-column", "aria-labelledby": `guide-column-${place}` },
        make("h3", { id: `guide-column-${place}` }, column.label, " ", count), cardList, more);
      acceptDrops(section, column);
      return { column, section, count, cardList, more };
    });
    const element = make("div", { id: "guide-board" },
      make("p", { className: "guide-field guide-board-picker" }, make("label", { for: "guide-column" }, "Column"), picker),
      make("div", { className: "guide-board-columns", role: "region", "aria-label": "People, as a board", tabIndex: 0 }, ...lists.map(({ section }) => section)));

    /** @param {BoardCards} given */
    function draw(given) {
      cards = given;
      const firstFilled = columns.findIndex(({ statuses }) => given.entries.some(({ status }) => statuses.includes(status)));
      const chosen = picker.selectedIndex < 0 ? Math.max(firstFilled, 0) : picker.selectedIndex;
      const labels = lists.map(({ column, count, cardList, more }) => {
        const entries = given.entries.filter(({ status }) => column.statuses.includes(status));
        const shown = whole.has(column) ? entries : entries.slice(0, MOST_CARDS);
        count.textContent = `(${entries.length})`;
        cardList.replaceChildren(...shown.map((entry) => cardOf(entry, column)));
        more.hidden = shown.length === entries.length;
        more.textContent = `Show all ${entries.length}`;
        more.setAttribute("aria-label", `Show all ${entries.length}: ${column.label}`);
        return `${column.label} (${entries.length})`;
      });
      picker.replaceChildren(...labels.map((label, place) => make("option", { value: String(place), selected: place === chosen }, label)));
      showColumn();
    }

    function showColumn() {
      lists.forEach(({ section }, place) => section.classList.toggle("is-chosen", place === picker.selectedIndex));
    }

    /** @param {PeopleEntry} entry @param {BoardColumn} column */
    function cardOf(entry, column) {
      const { person, name, label } = entry;
      const isOpen = moving === person.id;
      const opener = button(isOpen ? "Cancel" : "Move", () => toggle(isOpen ? "" : person.id), { "aria-expanded": String(isOpen), "aria-label": `${isOpen ? "Cancel" : "Move"}: ${name}`, "data-move": person.id });
      const card = make("li", { className: "guide-board-card", draggable: true, ondragstart: startDrag, ondragend: endDrag },
        make("p", { className: "guide-board-name" }, ...peopleTable.nameParts(entry)),
        column.statuses[0] === entry.status && entry.status !== "closed" ? null : make("p", {}, make("span", { className: "guide-tag" }, label)),
        entry.act ? make("p", {}, ...peopleTable.nextParts(entry, cards.today)) : null,
        opener,
        isOpen ? movesOf(entry) : null);

      /** @param {DragEvent} event */
      function startDrag(event) {
        dragged = entry;
        /* Some browsers drag only what has something to bring along. It isn't the name, which another program might take. */
        event.dataTransfer?.setData("text/plain", "");
        card.classList.add("is-dragged");
      }

      function endDrag() {
        dragged = null;
        card.classList.remove("is-dragged");
      }

      return card;
    }

    /** @param {PeopleEntry} entry */
    function movesOf(entry) {
      const others = moves.filter(({ label }) => label !== entry.label);
      const list = make("div", { className: "guide-board-moves", role: "group", "aria-label": `Move ${entry.name} to` },
        ...others.map((one) => button(one.label, () => { moving = ""; move(entry, one); })));
      list.addEventListener("keydown", ({ key }) => {
        if (key === "Escape") toggle("");
      });
      return list;
    }

    /** @param {string} id of the person whose card opens, or "" to close it */
    function toggle(id) {
      const place = id || moving;
      moving = id;
      draw(cards);
      const opener = element.querySelector(`[data-move="${place}"]`);
      const first = id && opener?.nextElementSibling?.querySelector("button");
      const target = first || opener;
      if (target instanceof HTMLElement) target.focus();
    }

    /** @param {HTMLElement} section @param {BoardColumn} column */
    function acceptDrops(section, column) {
      section.addEventListener("dragover", (event) => {
        if (!dragged || column.statuses.includes(dragged.status)) return;
        event.preventDefault();
        section.classList.add("is-target");
      });
      section.addEventListener("dragleave", () => section.classList.remove("is-target"));
      section.addEventListener("drop", (event) => {
        section.classList.remove("is-target");
        const target = moves.find(({ status, outcome }) => status === column.statuses[0] && (status !== "closed" || outcome === "done"));
        if (!dragged || !target) return;
        event.preventDefault();
        move(dragged, target);
      });
    }

    return { element, draw };
  }

  return { create };
})();
