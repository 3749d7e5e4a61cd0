/* One person on the page "My interviews": what comes next with them, their conversation, what was sent and said, and all that's known.
 *
 * The page's own script shows and hides this view. What a reader does is stored at once, on what is stored now, and can be undone.
 */
/** @typedef {object} View what the sections of a person's view share
 * @property {string} id
 * @property {() => Person} person as last read
 * @property {(place: HTMLElement, text: string, action?: () => void, label?: string) => void} say shows a result in a place
 * @property {(place: HTMLElement, apply: (person: Person) => Person, message: string) => boolean} change makes a change, says so in a
 *   place with a way to undo it, and returns whether the person was still there to be changed
 * @property {() => void} draw
 */
/** @typedef {{element: HTMLElement, draw: (person: Person, now: Date) => void}} Section */
/** @typedef {{id: string, label: string, status: StatusId, outcome?: Person["outcome"]}} StatusChoice */
/** @typedef {FieldSpec & {get?: (person: Person) => string, apply?: (person: Person, value: string) => Person, note?: (person: Person) => string}} PersonField
 *   `get` and `apply` are how a field reads and changes a person, unless it's their text of that name; `note` is what to tell about a
 *   value that's saved anyway */
var Guide = Guide || {};
Guide.personView = (() => {
  "use strict";

  const { make, button, required, download, printThen } = Guide.dom;
  const { schedule, icalendar, interviews, interviewStore, personCore } = Guide;
  const { field, entryList, refill, whenReleased } = Guide.personParts;

  const { rules } = interviewStore;
  const { data } = rules;
  const container = required("guide-person");
  container.classList.add("guide-person-print");
  const result = Guide.announce.resultInPlace(container.parentElement || container);

  /** @type {Map<string, {element: HTMLElement, draw: () => void, focus: () => void}>} The views of this visit, so what a reader was
   *  typing in one is still there when they come back to it. */
  const views = new Map();
  let current = "";

  function today() {
    return schedule.dayOf(new Date());
  }

  /** @param {string} id @returns {string} the address of a person's view, on this page */
  function addressOf(id) {
    return `#person=${id}`;
  }

  /** @param {Person} person */
  function linkTo(person) {
    return make("a", { href: addressOf(person.id), dir: "auto" }, interviews.displayName(person, interviewStore.read().initials));
  }

  /** @param {string} page the address of a tool @param {Person} person @param {Record<string, string>} [more] */
  function toolLink(page, person, more = {}) {
    return `${page}#${Guide.links.toParameters({ person: person.id, ...more })}`;
  }

  /** @param {string} title @param {(Node | string | null)[]} children */
  function fold(title, ...children) {
    return make("details", { className: "guide-person-fold" }, make("summary", {}, title), ...children);
  }

  function placeForResults() {
    return make("div", {});
  }

  /** @param {HTMLElement} section @param {boolean} isEmpty */
  function leaveOffPaper(section, isEmpty) {
    section.classList.toggle("guide-person-for-screen", isEmpty);
  }

  /** @param {string} none @param {MenuEntry[]} terms @returns {MenuEntry[]} */
  function menuWith(none, terms) {
    return [{ id: "", label: none }, ...terms.map(({ id, label }) => ({ id, label }))];
  }

  /* Next ------------------------------------------------------------------------------------------------ */

  /**
   * What to do next, with the tool for it, and how to say what happened.
   * @param {View} view
   * @param {{conversation: () => void, after: () => void, named: () => void, thread: () => void}} open opens other sections
   * @returns {Section}
   */
  function nextSection(view, open) {
    const box = make("div", {});
    const place = placeForResults();
    const element = make("section", { className: "guide-person-next", "aria-label": "Next" }, box, place);

    const TOOLS = { composer: "Write it", planner: "Open the Planner", checklist: "Open the checklist", during: "Open your questions", record: "" };

    /** @param {Act} act @param {Person} person @param {boolean} isFirst */
    function toolOf(act, person, isFirst) {
      const className = isFirst ? "guide-button guide-button-first" : "guide-button";
      if (act.tool === "record") return act.promise ? null : recordButton(act, person, className);
      return act.href ? make("a", { className, href: act.href, "aria-label": `${TOOLS[act.tool]}: ${act.text}` }, TOOLS[act.tool]) : null;
    }

    /** @param {Act} act */
    function needsOf({ id }) {
      return data.acts.find((one) => one.id === id)?.needs || [];
    }

    /* What's done on this page: which part of it depends on what the act needs, or on how far things are. */
    /** @param {Act} act @param {Person} person @param {string} className */
    function recordButton(act, person, className) {
      const { text } = act;
      const needs = needsOf(act);
      /** @param {string} label @param {() => void} action */
      const opener = (label, action) => button(label, action, { className, "aria-label": `${label}: ${text}` });
      if (needs.includes("no day")) return opener("Set the day", open.conversation);
      if (needs.includes("suggestions")) return opener("See who they named", open.named);
      return person.status === "met" ? opener("Write it down", open.after) : opener("Note what you sent", open.thread);
    }

    /** @param {Act} act @returns {HTMLElement | null} null if it's done by doing it here */
    function doneButton(act) {
      if (!act.isMarked) return null;
      const complete = () => view.change(place, (person) => interviews.complete(person, act, today()), `Done: ${act.text}.`);
      return button("Done", complete, { "aria-label": `Done: ${act.text}` });
    }

    /** @param {Act} act @param {boolean} isFirst */
    function actWords(act, isFirst) {
      const due = interviews.dueWords(act, today());
      return make(isFirst ? "p" : "div", isFirst ? {} : { className: "guide-person-line" },
        make(isFirst ? "strong" : "span", { dir: "auto" }, `${act.text}.`), due ? make("span", { className: "guide-when" }, ` ${due}`) : "");
    }

    /** @param {Act} act @param {Person} person */
    function firstAct(act, person) {
      return [actWords(act, true), make("p", { className: "guide-actions" }, toolOf(act, person, true), doneButton(act))];
    }

    /** @param {Act} act @param {Person} person */
    function otherAct(act, person) {
      return make("li", {}, actWords(act, false), make("div", { className: "guide-person-tools" }, toolOf(act, person, false), doneButton(act)));
    }

    /** @param {StatusId} status @param {string} message @param {Person["outcome"]} [outcome] */
    function answer(status, message, outcome) {
      const more = outcome ? { outcome, text: "They said no." } : {};
      const isThere = view.change(place, (person) => interviews.setStatus(person, status, today(), more), message);
      if (isThere && status === "agreed") open.conversation();
    }

    /** @param {boolean} isLate whether the reader has stopped waiting */
    function answerButtons(isLate) {
      return [
        button(isLate ? "They said yes after all" : "They said yes", () => answer("agreed", "Saved: they said yes.")),
        button("They said no", () => answer("closed", "Thank them for answering, in one line. Then write to the next person.", "no")),
      ];
    }

    /** @param {Act} act */
    function reminder({ href }) {
      return make("a", { className: "guide-button", href }, "No answer yet: send the one reminder");
    }

    /** @param {string} text @param {string} message */
    function putOff(text, message) {
      view.change(place, (person) => personCore.withoutDay(person, text, today()), message);
    }

    /** @param {Person} person */
    function didYouTalk(person) {
      const when = interviews.whenOf(person);
      return [
        make("p", {}, make("strong", {}, "Did you talk?")),
        make("p", { className: "guide-actions" },
          button("Yes, we talked", () => {
            if (view.change(place, (now) => interviews.setStatus(now, "met", now.day || today()), "Write down what they told you while it's fresh. Then thank them.")) open.after();
          }),
          button("It was moved", () => { putOff(`The conversation on ${when} was moved.`, "Set the new day and time."); open.conversation(); }),
          button("It didn't happen", () => putOff(`The conversation on ${when} didn't happen.`, "Assume they had a bad day. Offer another time once, in two kind lines, and set the new day when they answer."))),
      ];
    }

    /** @param {Person} person */
    function nothingMore(person) {
      const next = personCore.nextToAsk(interviewStore.read().people.values(), person.id);
      return [
        make("p", {}, make("strong", {}, "No answer. Nothing more to send."), " They may be busy, or away. It says little about you."),
        next ? make("p", {}, "Write to the next person: ", linkTo(next), interviews.summaryOf(next) ? make("bdi", {}, `, ${interviews.summaryOf(next)}`) : "", ".")
          : make("p", {}, "Add the next person you'd like to talk to."),
        make("p", { className: "guide-actions" }, ...answerButtons(true)),
      ];
    }

    /** @param {Person} person @param {Date} now */
    function draw(person, now) {
      const state = interviews.statusOf(rules, person, today());
      const acts = interviews.actsOf(rules, person, now, interviewStore.read().initials);
      const isAfter = state.status === "agreed" && interviews.isPast(person, now);
      const [first, ...others] = isAfter ? acts.filter(({ tool }) => tool === "composer") : acts;
      /** @type {(Node | string)[]} */
      let parts;
      if (state.isQuiet) parts = nothingMore(person);
      else if (isAfter) parts = didYouTalk(person);
      else if (state.status === "asked" || state.status === "reminded") {
        parts = [
          first ? actWords(first, true) : make("p", {}, "Wait for their answer. There's nothing to send now."),
          make("p", { className: "guide-actions" }, ...answerButtons(false), first?.tool === "composer" ? reminder(first) : null),
          first ? make("p", {}, "Sent it already? ", doneButton(first)) : "",
        ];
      } else if (first) parts = firstAct(first, person);
      else parts = [make("p", {}, "Nothing to do right now.")];
      const rest = isAfter && first ? [first, ...others] : others;
      refill(box, [make("h3", {}, "Next"), ...parts, rest.length ? make("ul", { className: "guide-person-list" }, ...rest.map((act) => otherAct(act, person))) : ""]);
    }

    return { element, draw };
  }

  /* The status, set by hand ------------------------------------------------------------------------------ */

  /** @param {View} view @returns {Section} */
  function statusSection(view) {
    const place = placeForResults();
    const choices = data.statuses.flatMap(choicesFor);
    const status = field({ name: "status", label: "Status", kind: "menu", menu: choices });
    const day = field({ name: "on", label: "Since", kind: "day", needed: "On which day?", hint: "A day in the past is fine." });
    const form = make("form", { className: "guide-person-form", autocomplete: "off" },
      make("div", { className: "guide-choices" }, status.element, day.element),
      make("p", { className: "guide-actions" }, make("button", { type: "submit", className: "guide-button" }, "Change the status")), place);
    const element = fold("Change the status", form);

    /** @param {MenuEntry & {id: StatusId}} status @returns {StatusChoice[]} more than one if it can be reached for several reasons */
    function choicesFor({ id, label }) {
      if (id !== "closed") return [{ id, label, status: id }];
      return data.outcomes.map((one) => ({ id: `${id} ${one.id}`, label: `${label}: ${personCore.inSentence(one.label)}`, status: id, outcome: one.id }));
    }

    /** Whether the reader has chosen something they haven't stored yet. */
    let isTouched = false;
    form.addEventListener("input", () => { isTouched = true; });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      day.fail(day.problem());
      const chosen = choices.find(({ id }) => id === status.value());
      if (day.problem()) day.control.focus();
      else if (chosen) {
        const { outcome, label } = chosen;
        const text = data.outcomes.find(({ id }) => id === outcome)?.label || "";
        isTouched = !view.change(place, (person) => interviews.setStatus(person, chosen.status, day.value(), outcome ? { outcome, text } : {}), `The status is now “${label}”.`);
      }
    });

    /** @param {Person} person */
    function draw(person) {
      if (isTouched) return;
      const state = interviews.statusOf(rules, person, today());
      status.set(state.status === "closed" ? `closed ${state.outcome || "done"}` : state.status);
      day.set(today());
    }

    return { element, draw };
  }

  /* Fields -------------------------------------------------------------------------------------------------- */

  /**
   * A group of fields of a person, each stored as soon as the reader leaves it.
   * @param {View} view
   * @param {PersonField[]} specs
   * @returns {{element: HTMLElement, draw: (person: Person) => void, controls: Map<string, Control>}}
   */
  function fieldGroup(view, specs) {
    const place = placeForResults();
    const pairs = specs.map((spec) => ({ spec, one: field(spec) }));
    /** @type {Set<string>} The fields with something that isn't stored, because it's wrong or the person is gone. */
    const unsaved = new Set();
    const element = make("form", { autocomplete: "off" }, make("div", { className: "guide-choices" }, ...pairs.map(({ one }) => one.element)), place);
    element.addEventListener("submit", (event) => event.preventDefault());
    for (const { spec, one } of pairs) {
      one.control.addEventListener("change", () => store(spec, one));
      one.control.addEventListener("blur", () => whenReleased(() => showProblem(spec, one)));
    }

    /** @param {PersonField} spec @param {Field} one */
    function showProblem(spec, one) {
      one.fail(one.problem() || (unsaved.has(spec.name) ? "" : spec.note?.(view.person()) || ""));
    }

    /** @param {PersonField} spec @param {Field} one */
    function store({ name, apply = (person, value) => ({ ...person, [name]: value }) }, one) {
      unsaved.add(name);
      if (one.problem()) return;
      const problem = interviewStore.update(view.id, (person) => apply(person, one.value()));
      if (problem !== interviewStore.GONE) unsaved.delete(name);
      whenReleased(() => {
        if (problem && problem !== interviewStore.GONE) view.say(place, problem);
        view.draw();
      });
    }

    /** @param {Person} person */
    function draw(person) {
      for (const { spec, one } of pairs) {
        const isInUse = one.control === document.activeElement || unsaved.has(spec.name);
        if (!isInUse) {
          one.set(spec.get ? spec.get(person) : String(/** @type {Record<string, unknown>} */ (/** @type {unknown} */ (person))[spec.name] ?? ""));
          one.fail(spec.note?.(person) || "");
        }
      }
    }

    return { element, draw, controls: new Map(pairs.map(({ spec, one }) => [spec.name, one.control])) };
  }

  /** @param {View} view @returns {Section} */
  function whoSection(view) {
    const names = make("datalist", { id: "guide-person-names" });
    const group = fieldGroup(view, [
      { name: "name", label: "Name", kind: "text", needed: "Enter a name, or any words you'd know them by. The last name you saved stays until then." },
      { name: "call", label: "What you call them", kind: "text", hint: "As you'd greet them, such as “Ms. Alvarez” or “Dana”. Messages and lists use it." },
      { name: "role", label: "What they do", kind: "text" },
      { name: "employer", label: "Where they work", kind: "text" },
      { name: "field", label: "Field", kind: "menu", menu: menuWith("Another field, or not sure", data.sectors) },
      { name: "relationship", label: "How you know them", kind: "menu", menu: menuWith("Not sure yet", data.relationships) },
      { name: "link", label: "What links you", kind: "text", hint: "A few words, such as “your clinic's website” or “we both went to State”." },
      { name: "referrer", label: "Who suggested them", kind: "text", apply: withReferrer },
    ]);
    group.controls.get("referrer")?.setAttribute("list", names.id);

    /* A name of someone the reader keeps track of stands for that person. */
    /** @param {Person} person @param {string} referrer @returns {Person} */
    function withReferrer(person, referrer) {
      const same = [...interviewStore.read().people.values()].filter((one) => one.id !== person.id && one.name.toLowerCase() === referrer.toLowerCase());
      return { ...person, referrer, referredBy: same.length === 1 && same[0] ? same[0].id : "" };
    }

    return {
      element: fold("Who they are", group.element, names),
      draw: (person) => {
        group.draw(person);
        refill(names, [...interviewStore.read().people.values()].filter(({ id }) => id !== person.id).map(({ name }) => make("option", { value: name })));
      },
    };
  }

  /** @param {View} view @returns {Section} */
  function reachSection(view) {
    const group = fieldGroup(view, [
      { name: "channel", label: "How you ask them", kind: "menu", menu: menuWith("Not sure yet", data.channels) },
      { name: "email", label: "Email", kind: "email", note: ({ email }) => (email && !personCore.mailLink(email) ? "This doesn't look like an email address. It's saved as you wrote it." : "") },
      { name: "phone", label: "Phone", kind: "tel" },
      {
        name: "profile", label: "Profile or web page", kind: "url", hint: "The address of their page on LinkedIn, at work or at school.",
        check: (value) => (personCore.webAddress(value) === null ? "Enter an address that starts with https://. This one isn't saved." : ""),
        apply: (person, value) => ({ ...person, profile: personCore.webAddress(value) || "" }),
      },
    ]);
    return { element: fold("How you reach them", group.element), draw: group.draw };
  }

  /** @param {View} view @returns {Section} */
  function notesSection(view) {
    const place = placeForResults();
    const group = fieldGroup(view, [
      { name: "notes", label: "Notes", kind: "long", hint: "Stays in this browser, until you delete it." },
      { name: "again", label: "Write to them again on", kind: "day", hint: "My interviews lists it on that day." },
      {
        name: "forget", label: "Forget on", kind: "day",
        hint: "People you talk to don't expect to be on file forever. When you open My interviews on that day or later, this person is deleted with everything noted here. You can still undo it then.",
      },
    ]);

    /** @param {string} label @param {number} months 0 for never */
    function choice(label, months) {
      return button(label, () => {
        const day = months ? schedule.dueOf({ due: { origin: "meeting", unit: "month", count: months } }, { ...interviews.meetingOf(view.person()), day: today() })?.day || "" : "";
        view.change(place, (person) => ({ ...person, forget: day }), day ? `This person will be deleted on ${schedule.formatDay(day)}.` : "This person stays until you delete them.");
      });
    }

    const element = fold("Notes, and when to forget", group.element,
      make("p", { className: "guide-actions" }, make("span", {}, "Forget:"), choice("In 3 months", 3), choice("In a year", 12), choice("Never", 0)), place);
    return { element, draw: group.draw };
  }

  /* The conversation -------------------------------------------------------------------------------------- */

  /**
   * The conversation as a file for a calendar.
   * @param {View} view
   * @param {() => void} askForDay
   * @returns {{element: HTMLElement, draw: (person: Person) => void}}
   */
  function calendarSection(view, askForDay) {
    const place = placeForResults();
    const more = make("p", { className: "guide-when" });
    const near = make("input", { type: "radio", name: `calendar-${view.id}`, checked: true });
    const meeting = make("input", { type: "radio", name: `calendar-${view.id}` });
    const element = make("fieldset", { className: "guide-person-calendar" }, make("legend", {}, "What to put in your calendar"),
      make("p", { className: "guide-actions" },
        make("label", { className: "guide-chip" }, meeting, "Just the meeting"),
        make("label", { className: "guide-chip" }, near, "The meeting, the day before, and the thank-you")),
      make("p", { className: "guide-actions" }, button("Download for my calendar", give)), place, more);

    /* A file is opened somewhere else, where only a whole address leads back. */
    /** @param {string} href @returns {string} */
    function absolute(href) {
      if (!href || !location.protocol.startsWith("http")) return "";
      const url = new URL(href, location.href);
      url.hash = addressOf(view.id);
      return url.href;
    }

    function give() {
      const person = view.person();
      if (!person.day) {
        view.say(place, "First set the day of the conversation.");
        askForDay();
        return;
      }
      const { site, pages, near_lists: lists, day_lists: days } = data;
      const file = icalendar.calendarFor(person, near.checked ? "near" : "meeting", {
        rules, lists, site, initials: interviewStore.read().initials, now: new Date(),
        links: { list: ({ href }) => absolute(href) || site.url, plan: absolute(pages.planner), day: absolute(days.find(({ mode }) => mode === person.mode)?.href || "") },
      });
      if (!file.text) {
        view.say(place, "That day is in the past, so there's nothing to put in a calendar.");
        return;
      }
      download(file.fileName, "text/calendar", file.text);
      const problem = interviewStore.update(view.id, (now) => ({ ...now, sequence: now.sequence + 1 }));
      view.draw();
      const reminders = file.count ? ` and ${file.count} reminder${file.count === 1 ? "" : "s"}` : "";
      view.say(place, problem || `The file has the meeting${reminders}. Open it in your calendar app, or import it there. If the day changes, set it here and download the file again: the entries move, if your calendar allows it.`);
    }

    return {
      element,
      draw: (person) => refill(more, data.pages.checklists
        ? ["Reminders for everything there is to do are on ", make("a", { href: toolLink(data.pages.checklists, person) }, "the page of the checklists"), "."] : []),
    };
  }

  /** @param {View} view @returns {Section & {open: () => void}} */
  function conversationSection(view) {
    const group = fieldGroup(view, [
      { name: "day", label: "Day", kind: "day", apply: withDay },
      { name: "time", label: "Time", kind: "time", note: skipped },
      {
        name: "minutes", label: "How long", kind: "menu", menu: data.lengths.map((minutes) => ({ id: String(minutes), label: `${minutes} minutes` })),
        apply: (person, value) => ({ ...person, minutes: Number.parseInt(value, 10) }),
      },
      { name: "mode", label: "How you talk", kind: "menu", menu: menuWith("Not sure yet", data.modes) },
      { name: "place", label: "Where", kind: "text", hint: "An address, a link to the call, or the number to call." },
      { name: "goal", label: "What you want out of it", kind: "menu", menu: menuWith("Not sure yet", data.goals) },
      { name: "audience", label: "About you", kind: "menu", menu: menuWith("None of these, or I'd rather not say", data.audiences) },
    ]);
    const tools = make("p", { className: "guide-actions" });
    const calendar = calendarSection(view, () => group.controls.get("day")?.focus());
    const element = fold("The conversation", group.element, tools, calendar.element);

    /* With a day set, they have said yes. */
    /** @param {Person} person @param {string} day @returns {Person} */
    function withDay(person, day) {
      const isWaiting = person.status === "to-ask" || person.status === "asked" || person.status === "reminded";
      return { ...(day && isWaiting ? interviews.setStatus(person, "agreed", today(), {}) : person), day };
    }

    /** @param {Person} person */
    function skipped(person) {
      return schedule.isSkipped(interviews.meetingOf(person)) ? "Clocks spring forward that day, and this time is skipped. Check it with them." : "";
    }

    let isFresh = true;
    /** @param {Person} person */
    function draw(person) {
      group.draw(person);
      calendar.draw(person);
      if (isFresh && person.status === "agreed" && !person.day) element.open = true;
      isFresh = false;
      const { planner, checklists, during, compare } = data.pages;
      /** @param {string} page @param {string} label */
      const link = (page, label) => (page ? make("a", { className: "guide-button", href: toolLink(page, person) }, label) : null);
      refill(tools, [link(planner, "Plan your questions"), link(checklists, "Checklist for this conversation"), link(during, "During the conversation"),
        person.on.met ? link(compare, "Compare") : null].filter((one) => one !== null));
    }

    return {
      element, draw,
      open: () => {
        element.open = true;
        group.controls.get("day")?.focus();
      },
    };
  }

  /* What was sent and said -------------------------------------------------------------------------------- */

  /** @param {View} view @returns {Section & {open: () => void}} */
  function threadSection(view) {
    const place = placeForResults();
    /** @type {{id: HistoryEntry["what"], label: string}[]} */
    const kinds = [{ id: "note", label: "A note" }, { id: "news", label: "News about them" }, { id: "message", label: "A message I sent" }];
    const list = entryList(/** @type {EntryListSettings<HistoryEntry>} */ ({
      add: "Add a note or news",
      fields: (entry) => [
        ...(entry?.status ? [/** @type {const} */ ({ name: "text", label: "More about it", kind: "long" })] : /** @type {const} */ ([
          { name: "text", label: "What", kind: "long", needed: "Write a few words.", hint: "What they suggested, what's new with them, or a message you sent." },
          { name: "what", label: "What kind", kind: "menu", menu: kinds },
        ])),
        { name: "on", label: "Day", kind: "day", needed: "On which day?", hint: "A day in the past is fine." },
      ],
      keyOf: (entry) => JSON.stringify(entry),
      valuesOf: (entry) => (entry ? { text: entry.text, what: entry.what, on: entry.on } : { what: "note", on: today() }),
      line,
      nameOf: (entry) => `${headOf(entry)}, ${schedule.formatDay(entry.on)}`,
      save: (before, { text = "", what = before?.what, on = "" }) => {
        const after = { on, what: /** @type {HistoryEntry["what"]} */ (what), text, status: before ? before.status : /** @type {const} */ ("") };
        return view.change(place, (person) => personCore.withEntry(person, before, after), before ? "Changed." : "Added.");
      },
      remove: (entry) => {
        view.change(place, (person) => personCore.withEntry(person, entry, null), `Deleted: ${headOf(entry)}.${entry.status ? " The status stays as it is." : ""}`);
      },
    }));

    /** @param {HistoryEntry} entry @returns {string} */
    function headOf({ what, status }) {
      if (what === "status") return data.statuses.find(({ id }) => id === status)?.label || "Changed";
      return { message: "You wrote", news: "News", note: "Note" }[what];
    }

    /** @param {HistoryEntry} entry */
    function line(entry) {
      const head = make("span", {}, make("strong", {}, headOf(entry)), " ", make("span", { className: "guide-when" }, schedule.formatDay(entry.on)));
      if (!entry.text) return [head];
      const text = make("div", { className: "guide-person-text", dir: "auto" }, entry.text);
      return [head, entry.what === "message" ? make("details", { className: "guide-fold" }, make("summary", { "aria-label": `Read it: ${headOf(entry)}, ${schedule.formatDay(entry.on)}` }, "Read it"), text) : text];
    }

    const element = make("section", {}, make("h3", {}, "What was sent and said"), list.element, place);
    return {
      element,
      draw: (person) => {
        leaveOffPaper(element, !person.history.length);
        list.draw([...person.history].reverse());
      },
      open: list.openNew,
    };
  }

  /** @param {View} view @returns {Section} */
  function promiseSection(view) {
    const place = placeForResults();
    /** @param {PersonPromise} promise */
    const whose = (promise) => (promise.whose === "theirs" ? "They promised" : "You promised");
    const list = entryList(/** @type {EntryListSettings<PersonPromise>} */ ({
      add: "Add a promise",
      fields: () => [
        { name: "text", label: "What", kind: "text", needed: "Say what was promised." },
        { name: "whose", label: "Who promised it", kind: "menu", menu: [{ id: "mine", label: "I did" }, { id: "theirs", label: "They did" }] },
        { name: "by", label: "By when", kind: "day", hint: "Leave it empty if no day was set." },
      ],
      keyOf: ({ id }) => id,
      valuesOf: (one) => (one ? { text: one.text, whose: one.whose, by: one.by } : { whose: "mine" }),
      line: (one) => [make("label", { className: "guide-person-check" },
        make("input", { type: "checkbox", checked: Boolean(one.done), onchange: () => tick(one) }),
        make("span", { dir: "auto" }, one.text)), " ",
      make("span", { className: "guide-when" }, `${whose(one)}${one.by ? `, by ${schedule.formatDay(one.by)}` : ""}${one.done ? `. Done ${schedule.formatDay(one.done)}` : ""}.`)],
      nameOf: ({ text }) => text,
      save: (before, { text = "", by = "", whose: who }) => {
        const after = { id: before ? before.id : interviews.newId("o"), done: "", ...before, text, by, whose: who === "theirs" ? /** @type {const} */ ("theirs") : /** @type {const} */ ("mine") };
        return view.change(place, (person) => ({ ...person, promises: personCore.withItem(person.promises, before, after) }), before ? "Changed." : "Added.");
      },
      remove: (one) => {
        view.change(place, (person) => ({ ...person, promises: personCore.withItem(person.promises, one, null) }), `Deleted: ${one.text}`);
      },
    }));

    /** @param {PersonPromise} promise */
    function tick(promise) {
      view.change(place, (person) => ({
        ...person, promises: person.promises.map((one) => (one.id === promise.id ? { ...one, done: one.done ? "" : today() } : one)),
      }), promise.done ? "Marked as not done." : `Done: ${promise.text}`);
    }

    const element = make("section", {}, make("h3", {}, "Promises"), list.element, place);
    return {
      element,
      draw: (person) => {
        leaveOffPaper(element, !person.promises.length);
        list.draw(person.promises);
      },
    };
  }

  /* After the conversation ---------------------------------------------------------------------------------- */

  /** @param {View} view @returns {Section & {open: () => void, openNamed: () => void}} */
  function afterSection(view) {
    const place = placeForResults();
    const notes = make("div", {});
    /** @type {{id: Learned["kind"], label: string}[]} */
    const kinds = [{ id: "learned", label: "Something I learned" }, { id: "quote", label: "Their own words" }, { id: "surprise", label: "A surprise" }];
    /** @type {{id: Learned["sure"], label: string}[]} */
    const sure = [{ id: "", label: "Not sure" }, { id: "seen", label: "S: they saw it themselves" }, { id: "heard", label: "H: they heard it from others" }];
    const learned = entryList(/** @type {EntryListSettings<Learned>} */ ({
      add: "Add something you heard",
      fields: () => [
        { name: "text", label: "What they told you", kind: "long", needed: "Write a few words." },
        { name: "kind", label: "What it is", kind: "menu", menu: kinds },
        { name: "sure", label: "How do they know?", kind: "menu", menu: sure },
      ],
      keyOf: ({ id }) => id,
      valuesOf: (one) => (one ? { text: one.text, kind: one.kind, sure: one.sure } : { kind: "learned" }),
      line: (one) => [
        make("span", { className: "guide-person-text", dir: "auto" }, one.kind === "quote" ? `“${one.text}”` : one.text), " ",
        make("span", { className: "guide-when" }, [one.kind === "surprise" ? "Surprise" : "", sureWords(one.sure)].filter(Boolean).join(". "))],
      nameOf: ({ text }) => Guide.textFormat.cut(text, 60),
      save: (before, { text = "", kind, sure: how }) => {
        const after = { id: before ? before.id : interviews.newId("l"), text, kind: /** @type {Learned["kind"]} */ (kind), sure: /** @type {Learned["sure"]} */ (how || "") };
        return view.change(place, (person) => ({ ...person, learned: personCore.withItem(person.learned, before, after) }), before ? "Changed." : "Added.");
      },
      remove: (one) => {
        view.change(place, (person) => ({ ...person, learned: personCore.withItem(person.learned, one, null) }), "Deleted.");
      },
    }));

    /** @param {Learned["sure"]} how */
    function sureWords(how) {
      return how === "seen" ? "S: they saw it" : how === "heard" ? "H: they heard it" : "";
    }

    const namedPlace = placeForResults();
    const namedHeading = make("h4", { tabIndex: -1 }, "People and resources they named");
    const named = entryList(/** @type {EntryListSettings<Named>} */ ({
      add: "Add a person or resource they named",
      fields: () => [
        { name: "text", label: "Name", kind: "text", needed: "Enter a name.", hint: "A person, a book, a course, a group. For a person, what they do can follow after a comma." },
        { name: "what", label: "What it is", kind: "menu", menu: [{ id: "person", label: "A person" }, { id: "resource", label: "Something to read, join or look up" }] },
        { name: "note", label: "What they said about it", kind: "text" },
      ],
      keyOf: ({ id }) => id,
      valuesOf: (one) => (one ? { text: one.text, what: one.what, note: one.note } : { what: "person" }),
      line: namedLine,
      nameOf: ({ text }) => text,
      save: (before, { text = "", what, note = "" }) => {
        const after = { id: before ? before.id : interviews.newId("n"), person: before ? before.person : "", text, note, what: what === "resource" ? /** @type {const} */ ("resource") : /** @type {const} */ ("person") };
        return view.change(namedPlace, (person) => ({ ...person, named: personCore.withItem(person.named, before, after) }), before ? "Changed." : "Added.");
      },
      remove: (one) => {
        view.change(namedPlace, (person) => ({ ...person, named: personCore.withItem(person.named, one, null) }), `Deleted: ${one.text}`);
      },
    }));

    /** @param {Named} one */
    function namedLine(one) {
      const became = one.person ? interviewStore.get(one.person) : null;
      const { name = "" } = personCore.suggested(one, view.person(), data.referred);
      return [
        make("span", { dir: "auto" }, make("strong", {}, one.text), one.note ? `: ${one.note}` : ""), " ",
        ...(one.what !== "person" ? [] : became ? [make("span", { className: "guide-when" }, "On your list: ", linkTo(became))]
          : [button(`Add ${name} as someone to ask`, () => addPerson(one), { className: "guide-button" })]),
      ];
    }

    /** @param {Named} one */
    function addPerson(one) {
      const added = interviews.blank(personCore.suggested(one, view.person(), data.referred), today());
      const problem = interviewStore.add([added]) || link(one.id, added.id);
      view.draw();
      const { initials } = interviewStore.read();
      const name = interviews.displayName(added, initials);
      const by = initials ? interviews.displayName(view.person(), true) : interviews.calledName(view.person());
      if (problem) view.say(namedPlace, problem);
      else {
        view.say(namedPlace, `${name} is on your list, suggested by ${by}.`, () => {
          const failed = interviewStore.remove([added.id]) || link(one.id, "");
          view.draw();
          view.say(namedPlace, failed || `${name} is off your list again.`);
        }, "Undo");
      }
    }

    /** @param {string} id of what was named @param {string} person the id of who it is */
    function link(id, person) {
      return interviewStore.update(view.id, (now) => ({ ...now, named: now.named.map((one) => (one.id === id ? { ...one, person } : one)) }));
    }

    /** @param {Person} person */
    function drawNotes({ live }) {
      const groups = personCore.notesByQuestion(live.notes);
      refill(notes, groups.length ? [
        make("h4", {}, "Your notes from the conversation"),
        ...groups.flatMap((group) => [
          make("p", { className: "guide-person-question", dir: "auto" }, group.question || "On no question"),
          make("ul", { className: "guide-person-list" }, ...group.notes.map((one) => make("li", {},
            make("span", { className: "guide-person-text", dir: "auto" }, one.text), " ",
            make("span", { className: "guide-when" }, `Minute ${one.minute}${one.marked ? ", marked" : ""}`)))),
        ]),
      ] : []);
    }

    const element = make("section", {}, make("h3", {}, "What they told you"), notes,
      make("p", { className: "guide-when guide-person-for-screen" }, "Put S next to what they saw for themselves, and H next to what they had only heard. You'll need the difference when you decide."),
      learned.element, place, namedHeading, named.element, namedPlace);
    return {
      element,
      draw: (person) => {
        element.hidden = !personCore.hasTold(person);
        drawNotes(person);
        learned.draw(person.learned);
        named.draw(person.named);
      },
      open: learned.openNew,
      openNamed: () => Guide.focus.moveTo(namedHeading),
    };
  }

  /* The whole view ---------------------------------------------------------------------------------------- */

  /** @returns {Section & {heading: HTMLElement}} */
  function headSection() {
    const heading = make("h2", { tabIndex: -1, dir: "auto" });
    const about = make("div", {});
    return {
      heading,
      element: make("header", {}, make("p", { className: "guide-person-back" }, make("a", { href: "#" }, "Back to all")), heading, about),
      draw: (person, now) => {
        const state = interviews.statusOf(rules, person, schedule.dayOf(now));
        const by = person.referredBy ? interviewStore.get(person.referredBy) : null;
        const reach = [
          personCore.mailLink(person.email) ? make("a", { href: personCore.mailLink(person.email), dir: "auto" }, person.email) : null,
          personCore.phoneLink(person.phone) ? make("a", { href: personCore.phoneLink(person.phone), dir: "auto" }, person.phone) : null,
          person.profile && personCore.webAddress(person.profile) ? make("a", { href: person.profile, rel: "noreferrer", dir: "auto" }, "Profile") : null,
        ].filter((one) => one !== null);
        heading.textContent = interviews.displayName(person, interviewStore.read().initials);
        refill(about, [
          interviews.summaryOf(person) ? make("p", { dir: "auto" }, interviews.summaryOf(person)) : "",
          person.sample ? make("p", {}, "This is a sample, not a real person.") : "",
          make("p", { className: "guide-person-status" }, personCore.statusInWords(person, state, now, data)),
          person.referrer ? make("p", {}, "Suggested by ", by ? linkTo(by) : make("bdi", {}, person.referrer), ".") : "",
          reach.length ? make("p", { className: "guide-person-contact" }, ...reach.flatMap((one, index) => (index ? [" · ", one] : [one]))) : "",
        ]);
      },
    };
  }

  /* What's in fields on the screen, as text for paper. */
  /** @returns {Section} */
  function paperSection() {
    const element = make("dl", { className: "guide-person-paper" });
    return {
      element,
      draw: (person) => {
        /** @param {MenuEntry[]} terms @param {string} id */
        const label = (terms, id) => terms.find((one) => one.id === id)?.label || "";
        const facts = [
          ["How you know them", [label(data.relationships, person.relationship), person.link].filter(Boolean).join(": ")],
          ["Email", person.email], ["Phone", person.phone], ["Web page", person.profile],
          ["Conversation", [interviews.whenOf(person), person.day ? `${person.minutes} minutes` : "", label(data.modes, person.mode), person.place].filter(Boolean).join(", ")],
          ["What you want out of it", label(data.goals, person.goal)], ["Notes", person.notes],
        ].filter(([, text]) => text);
        refill(element, facts.flatMap(([name = "", text = ""]) => [make("dt", {}, name), make("dd", { dir: "auto" }, text)]));
      },
    };
  }

  /** @param {View} view @param {(person: Person) => void} deleted @returns {Section} */
  function endSection(view, deleted) {
    const place = placeForResults();
    return {
      element: make("section", {}, make("p", { className: "guide-actions" },
        button("Print this page", () => printThen(() => {})),
        button("Delete this person", () => {
          const person = view.person();
          const problem = interviewStore.remove([person.id]);
          if (problem) view.say(place, problem);
          else deleted(person);
        })), place),
      draw: () => {},
    };
  }

  /** @param {string} id */
  function openView(id) {
    /** @type {Person | null} The person as last read. */
    let shown = null;
    const gone = make("div", {});
    const body = make("div", {});

    /** @type {View} */
    const view = {
      id, say, draw,
      person: () => {
        if (!shown) throw new Error("No person is shown.");
        return shown;
      },
      change: (place, apply, message) => {
        /** @type {Person | null} */
        let before = null;
        /** @type {Person | null} */
        let after = null;
        const problem = interviewStore.update(id, (person) => {
          before = person;
          after = apply(person);
          return after;
        });
        draw();
        const isGone = problem === interviewStore.GONE;
        if (!isGone) say(place, problem || message, () => undo(place, before, after), "Undo");
        return !isGone;
      },
    };

    /** @param {HTMLElement} place @param {Person | null} before @param {Person | null} after */
    function undo(place, before, after) {
      const problem = interviewStore.update(id, (now) => (before && after ? personCore.takenBack(now, before, after) : now));
      draw();
      say(place, problem || "It's back the way it was.");
    }

    /** @param {HTMLElement} place @param {string} text @param {() => void} [action] @param {string} [label] */
    function say(place, text, action, label) {
      place.append(result.element);
      result.announce(text, action, label);
    }

    const head = headSection();
    const conversation = conversationSection(view);
    const after = afterSection(view);
    const thread = threadSection(view);
    const next = nextSection(view, { conversation: conversation.open, after: after.open, named: after.openNamed, thread: thread.open });
    const sections = [head, next, statusSection(view), paperSection(), after, conversation, thread, promiseSection(view), whoSection(view), reachSection(view), notesSection(view),
      endSection(view, deleted)];
    body.append(...sections.map(({ element }) => element));

    function draw() {
      const person = interviewStore.get(id);
      body.hidden = !person;
      if (!person) {
        if (!gone.children.length) drawGone();
        return;
      }
      gone.replaceChildren();
      shown = person;
      const now = new Date();
      for (const section of sections) section.draw(person, now);
    }

    /** @param {string} text @param {Person | null} person who can be put back */
    function sayGone(text, person) {
      const back = make("p", { className: "guide-actions" },
        person ? button("Undo", () => {
          const problem = interviewStore.restore([person]);
          if (problem) gone.prepend(make("p", {}, problem));
          draw();
          focus();
        }) : null,
        make("a", { className: "guide-button", href: "#" }, "Back to all"));
      gone.replaceChildren(make("p", { tabIndex: -1 }, text), back);
    }

    function drawGone() {
      if (shown) sayGone(`${interviews.displayName(shown, interviewStore.read().initials)} was deleted in another tab, or on another page.`, shown);
      else sayGone("This link leads to a person who isn't in this browser. People are saved only in the browser they were added in, or they may have been deleted.", null);
    }

    /** @param {Person} person */
    function deleted(person) {
      sayGone(`Deleted ${interviews.displayName(person, interviewStore.read().initials)}, with everything noted here.`, person);
      draw();
      focus();
    }

    function focus() {
      Guide.focus.moveTo(gone.querySelector("p") || head.heading);
    }

    return { element: make("div", { className: "guide-person-view" }, gone, body), draw, focus };
  }

  /* Beginning --------------------------------------------------------------------------------------------- */

  /**
   * Shows a person.
   * @param {string} id
   */
  function show(id) {
    const view = views.get(id) || openView(id);
    views.set(id, view);
    current = id;
    result.clear();
    view.draw();
    container.replaceChildren(view.element);
    container.hidden = false;
    view.focus();
  }

  /** Hides the person. */
  function hide() {
    current = "";
    container.hidden = true;
  }

  interviewStore.watch(() => views.get(current)?.draw());
  return { show, hide };
})();
