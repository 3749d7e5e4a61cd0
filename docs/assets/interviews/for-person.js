/* The line at the top of a tool that says who it's for: "For: Dana, Thu, Dec 3, 4:00 PM · Change". It's there once someone is stored. */
/** @typedef {{person: () => Person | null, form: () => string, redraw: () => void}} ForPerson `form` is the kind of message the link to this page asks
 *   for, once, or ""; `redraw` is for a page that has changed who there is */
var Guide = Guide || {};
Guide.forPerson = (() => {
  "use strict";

  const { make, button } = Guide.dom;
  const { interviews, interviewStore: store, links } = Guide;

  const NO_ONE = "No one in particular";
  const UNKNOWN = "The person in this link isn't saved in this browser.";

  /**
   * Puts the line into a tool.
   * @param {HTMLElement} container
   * @param {{changed: (person: Person | null) => void, note?: (text: string) => void, isOther?: (value: string) => boolean}} settings `changed`
   *   is called whenever someone else is chosen, or what's known about them has changed in another tab; `note` shows a sentence; `isOther` is
   *   whether "person=" with that value means something else on this page
   * @returns {ForPerson}
   */
  function line(container, { changed, note = () => {}, isOther = () => false }) {
    let form = "";
    let isChoosing = false;
    const select = make("select", { id: "guide-for", autocomplete: "off", onchange: choose });

    function person() {
      return store.get(store.forId());
    }

    /* The address is only for this browser, so it doesn't stay in the address bar, where it could be shared. */
    function readAddress() {
      const { values } = links.parametersIn(location.hash, ["person", "form"]);
      const id = values.get("person");
      if (id === undefined || isOther(id)) return false;
      form = values.get("form") || "";
      history.replaceState(null, "", location.pathname + location.search);
      if (store.get(id)) store.setFor(id);
      else note(UNKNOWN);
      return true;
    }

    function choose() {
      store.setFor(select.value);
      form = "";
      isChoosing = false;
      draw();
      container.querySelector("button")?.focus();
      changed(person());
    }

    function draw() {
      const { people, initials } = store.read();
      container.hidden = !people.size;
      if (!people.size) return;
      const now = person();
      if (isChoosing) {
        drawMenu([...people.values()], now, initials);
        return;
      }
      container.replaceChildren(make("p", { className: "guide-for-person" }, make("span", {}, "For: ", ...(now ? named(now, initials) : [NO_ONE.toLowerCase()])), " ",
        button(now ? "Change" : "Choose", open, { className: "guide-button guide-for-change", "aria-label": now ? "Change who this is for" : "Choose who this is for" })));
    }

    /** @param {Person} one @param {boolean} initials */
    function named(one, initials) {
      const when = interviews.whenOf(one);
      const { interviews: page } = store.rules.data.pages;
      const name = interviews.displayName(one, initials);
      return [page ? make("a", { href: `${page}#person=${one.id}`, dir: "auto" }, name) : make("strong", { dir: "auto" }, name), when ? `, ${when}` : ""];
    }

    /** @param {Person[]} people @param {Person | null} now @param {boolean} initials */
    function drawMenu(people, now, initials) {
      const entries = interviews.sortBy(store.rules, people, "name", new Date())
        .map((one) => make("option", { value: one.id, selected: one.id === now?.id }, [interviews.displayName(one, initials), interviews.summaryOf(one)].filter(Boolean).join(", ")));
      select.replaceChildren(make("option", { value: "" }, NO_ONE), ...entries);
      select.value = now?.id || "";
      container.replaceChildren(make("p", { className: "guide-for-person" }, make("label", { for: "guide-for" }, "Who is this for? "), select));
    }

    function open() {
      isChoosing = true;
      draw();
      select.focus();
    }

    select.addEventListener("blur", () => {
      if (!isChoosing) return;
      isChoosing = false;
      draw();
    });
    addEventListener("hashchange", () => {
      if (!readAddress()) return;
      draw();
      changed(person());
    });
    store.watch(() => {
      draw();
      changed(person());
    });
    readAddress();
    draw();
    return {
      person,
      form: () => {
        const wanted = form;
        form = "";
        return wanted;
      },
      redraw: draw,
    };
  }

  return { line };
})();
