/* The page "Who first?": three questions about each person, the order that follows, and whether the reader knows anyone at an employer. */
(() => {
  "use strict";

  const { make, button, hidden, required } = Guide.dom;
  const { csv, whoFirst, interviews, schedule, interviewStore: store } = Guide;

  const root = required("guide-who-first");
  const { announce } = Guide.announce.messageBar(root);
  const { data } = store.rules;
  const MOST_SHOWN = 100;

  function today() {
    return schedule.dayOf(new Date());
  }

  /** @returns {Person[]} who hasn't been asked, as they were added */
  function toAsk() {
    const [first] = data.statuses;
    return [...store.read().people.values()].filter(({ status }) => status === first?.id);
  }

  /** @param {Person} person */
  function nameOf(person) {
    return interviews.displayName(person, store.read().initials) || "No name";
  }

  /* The order ------------------------------------------------------------------------------------------- */

  const orderBox = make("div", { id: "guide-order" });
  const ratings = make("div", { id: "guide-ratings" });
  const nameInput = make("input", { type: "text", id: "guide-new-name", autocomplete: "off" });
  const roleInput = make("input", { type: "text", id: "guide-new-role", autocomplete: "off" });

  function drawOrder() {
    const people = toAsk();
    const ranked = whoFirst.order(people, data);
    const others = store.read().people.size - people.length;
    const words = whoFirst.advice(ranked, nameOf);
    orderBox.replaceChildren(
      ...(words ? [make("p", { className: "guide-next", dir: "auto" }, make("strong", {}, words))] : []),
      ...(people.length > 1 && words ? [make("ol", {}, ...ranked.map(orderRow)), explanation()] : []),
      ...(people.length ? [] : [make("p", {}, others ? "You've asked everyone on your list. Add someone new below." : "Add the first person who comes to mind. You can rate them right away.")]),
      ...(others && people.length ? [make("p", { className: "guide-when" }, `${others} ${others === 1 ? "person you've" : "people you've"} already asked ${others === 1 ? "isn't" : "aren't"} in this list.`)] : []));
  }

  function explanation() {
    return make("details", {}, make("summary", {}, "How the order comes about"),
      make("p", {}, `The first answer to each question counts ${data.sorter[0]?.answers.length || 0}, and each one after it counts one less. Whoever has the most comes first. If two have the same, the one you're closer to comes first.`),
      make("p", {}, "It's a place to start and nothing more. If you'd rather begin with someone else, do."));
  }

  /** @param {Ranked} ranked */
  function orderRow({ person, isRated }) {
    const { interviews: page, composer } = data.pages;
    const name = nameOf(person);
    return make("li", {},
      page ? make("a", { href: `${page}#person=${person.id}`, dir: "auto" }, name) : make("span", { dir: "auto" }, name),
      isRated ? "" : " (not fully rated)",
      ...(composer ? [" ", make("a", { href: `${composer}#person=${person.id}`, className: "guide-write" }, "Write to them", hidden(`: ${name}`))] : []));
  }

  function drawRatings() {
    ratings.replaceChildren(...toAsk().map(ratingsOf));
  }

  /** @param {Person} person */
  function ratingsOf(person) {
    const about = interviews.summaryOf(person);
    return make("fieldset", { className: "guide-rating" }, make("legend", { dir: "auto" }, nameOf(person), about ? make("small", {}, `, ${about}`) : ""),
      ...data.sorter.map((question) => ratingField(person, question)));
  }

  /**
   * @param {Person} person
   * @param {InterviewsData["sorter"][number]} question its best answer comes first
   */
  function ratingField(person, { id, label, answers }) {
    const name = `guide-${id}-${person.id}`;
    const select = make("select", { id: name, autocomplete: "off", onchange: () => {
      const problem = store.update(person.id, (one) => ({ ...one, [id]: Number(select.value) }));
      drawOrder();
      announce(problem || whoFirst.advice(whoFirst.order(toAsk(), data), nameOf) || "Saved.");
    } }, make("option", { value: "0" }, "Not answered"),
    ...answers.map((answer, place) => make("option", { value: String(answers.length - place), selected: person[id] === answers.length - place }, answer)));
    return make("p", { className: "guide-field" }, make("label", { for: name }, label, hidden(` ${nameOf(person)}`)), select);
  }

  function addByName() {
    const name = nameInput.value.trim();
    if (!name) {
      announce("First type a name.");
      nameInput.focus();
      return;
    }
    const person = interviews.blank({ name, role: roleInput.value.trim() }, today());
    const problem = store.add([person]);
    nameInput.value = "";
    roleInput.value = "";
    draw();
    announce(problem || `${name} is on your list.`, () => { announce(store.remove([person.id]) || `${name} is off your list again.`); draw(); }, "Undo");
    document.getElementById(`guide-${data.sorter[0]?.id}-${person.id}`)?.focus();
  }

  /* LinkedIn's file --------------------------------------------------------------------------------------- */

  /** @type {Connection[]} What the file has, for as long as the page is open. */
  let connections = [];
  const fileInput = make("input", { type: "file", id: "guide-connections", accept: ".csv,text/csv", "aria-describedby": "guide-connections-note" });
  const employer = make("input", { type: "text", id: "guide-employer", autocomplete: "off" });
  const title = make("input", { type: "text", id: "guide-title", autocomplete: "off" });
  const found = make("div", { id: "guide-found" });
  const searchPart = make("div", { hidden: true },
    make("form", { className: "guide-choices", autocomplete: "off", onsubmit: (/** @type {Event} */ event) => { event.preventDefault(); search(); } },
      make("p", { className: "guide-field" }, make("label", { for: "guide-employer" }, "Employer"), employer),
      make("p", { className: "guide-field" }, make("label", { for: "guide-title" }, "Words in their title"), title),
      make("p", { className: "guide-wide" }, make("button", { type: "submit", className: "guide-button guide-button-first" }, "Find people I know"))),
    found);

  async function readChosenFile() {
    const file = fileInput.files?.[0];
    if (!file) return;
    /* So the same file can be chosen again. */
    fileInput.value = "";
    const read = await csv.readFile(file);
    open(read.text === undefined ? read : whoFirst.readConnections(read.text));
  }

  /** @param {{connections?: Connection[], problem?: string}} read */
  function open(read) {
    if (!read.connections) {
      announce(read.problem || "");
      return;
    }
    connections = read.connections;
    searchPart.hidden = false;
    found.replaceChildren();
    announce(`The file has ${connections.length.toLocaleString("en-US")} connection${connections.length === 1 ? "" : "s"}. None of them is stored. Now type an employer, a title, or both.`);
    employer.focus();
  }

  function search() {
    const wanted = { employer: employer.value.trim(), title: title.value.trim() };
    if (!interviews.fold(wanted.employer) && !interviews.fold(wanted.title)) {
      announce("First type an employer, a title, or both.");
      employer.focus();
      return;
    }
    const result = whoFirst.matches(connections, wanted);
    if (result.found.length) drawFound(result.found);
    else drawNone(wanted.employer, result.near);
  }

  /** @param {Connection[]} matches */
  function drawFound(matches) {
    const people = [...store.read().people.values()];
    /** @type {Set<Connection>} */
    const picked = new Set();
    const add = button("Add to my people", () => addPicked(picked), { id: "guide-add-picked" });
    const rows = matches.slice(0, MOST_SHOWN).map((one) => {
      const about = make("span", {}, make("strong", { dir: "auto" }, one.name), ", ", make("span", { dir: "auto" }, [one.role, one.employer].filter(Boolean).join(", ")));
      if (whoFirst.isHere(one, people)) return make("li", {}, about, " (already on your list)");
      const input = make("input", { type: "checkbox", onchange: () => { picked[input.checked ? "add" : "delete"](one); } });
      return make("li", {}, make("label", { className: "guide-match" }, input, about));
    });
    const more = matches.length > rows.length ? ` Only the first ${MOST_SHOWN} are shown, so add a word to the title.` : "";
    found.replaceChildren(make("h3", {}, matches.length === 1 ? "You know 1 person there" : `You know ${matches.length.toLocaleString("en-US")} people there`),
      make("ul", { className: "guide-ticks" }, ...rows), make("div", { className: "guide-actions" }, add));
    announce(`${matches.length === 1 ? "1 person fits" : `${matches.length.toLocaleString("en-US")} people fit`}. Check whoever you want on your list.${more}`);
  }

  /** @param {string} name of the employer @param {string[]} near */
  function drawNone(name, near) {
    const words = name && near.length ? `No one in the file has “${name}” as their employer. Did you mean one of these?` : "No one in the file fits. People write employers and titles in their own words, so try fewer words or another name.";
    found.replaceChildren(make("p", { dir: "auto" }, words), ...(near.length
      ? [make("div", { className: "guide-actions" }, ...near.map((one) => button(one, () => { employer.value = one; search(); }, { dir: "auto" })))] : []));
    announce(words);
  }

  /** @param {Set<Connection>} picked */
  function addPicked(picked) {
    if (!picked.size) {
      announce("First check the people you want on your list.");
      return;
    }
    const people = [...picked].map((one) => interviews.blank({ ...one }, today()));
    const problem = store.add(people);
    draw();
    search();
    const words = people.length === 1 ? `${people[0]?.name} is on your list.` : `${people.length} people are on your list.`;
    announce(problem || `${words} Nothing else from the file is kept.`, () => {
      const problemThen = store.remove(people.map(({ id }) => id));
      draw();
      search();
      announce(problemThen || "It's back the way it was.");
    }, "Undo");
  }

  function draw() {
    drawOrder();
    drawRatings();
  }

  fileInput.addEventListener("change", readChosenFile);
  root.append(
    orderBox, ratings,
    make("form", { className: "guide-choices guide-add-person", autocomplete: "off", onsubmit: (/** @type {Event} */ event) => { event.preventDefault(); addByName(); } },
      make("p", { className: "guide-field" }, make("label", { for: "guide-new-name" }, "Name"), nameInput),
      make("p", { className: "guide-field" }, make("label", { for: "guide-new-role" }, "What they do, if you know"), roleInput),
      make("p", { className: "guide-wide" }, make("button", { type: "submit", className: "guide-button" }, "Add to my people"))),
    make("h2", { id: "do-i-know-anyone-there" }, "Do I know anyone there?"),
    make("p", {}, "You may already be connected with someone at the place you're interested in. LinkedIn gives you your connections as a file, and this page looks through it for one employer or title. The file stays on this device, and only the people you pick are stored."),
    make("details", {}, make("summary", {}, "How to get the file from LinkedIn"),
      make("ol", {},
        make("li", {}, "On LinkedIn, on a computer, open Settings & Privacy, then Data privacy, then Get a copy of your data."),
        make("li", {}, "Pick only Connections, and request the archive. LinkedIn emails you a link, after a few minutes or up to a day."),
        make("li", {}, "Download the file. If it's a .zip file, open it: Connections.csv is inside.")),
      make("p", {}, "Most email addresses are missing from it, because most people don't share theirs there.")),
    make("p", { className: "guide-field" }, make("label", { for: "guide-connections" }, "Your Connections.csv"), fileInput,
      make("small", { id: "guide-connections-note" }, "It's read here and nowhere else. When you leave this page, it's forgotten.")),
    searchPart);
  store.watch(draw);
  draw();
})();
