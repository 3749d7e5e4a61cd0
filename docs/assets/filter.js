/* Narrows the page of all questions to those that fit.
 *
 * What is chosen stands in the address behind "#", which a browser never sends to a server; a link
 * with it shows the same, and "back" goes back. Without this script the page is the full list.
 * Material runs a page's own scripts again when it replaces the page (instant navigation), so this
 * only begins where a form has not begun yet.
 */
(() => {
  "use strict";

  const form = document.getElementById("guide-filter");
  if (!form || form.dataset.begun) return;
  form.dataset.begun = "yes";

  const found = document.getElementById("guide-found");
  const none = document.getElementById("guide-none");
  const special = document.getElementById("guide-special");
  const clear = form.querySelector("button[type=reset]");
  const words = form.elements.words;

  /* Each facet has at most 31 values, so that a set of them fits the bits of one number. */
  const facets = [...form.querySelectorAll(".guide-facet")].map((node) => ({
    node,
    name: node.dataset.facet,
    title: node.querySelector("legend").textContent,
    chosen: node.querySelector(".guide-chosen"),
    chips: [...node.querySelectorAll("input")].map((box) => ({
      box,
      label: box.parentNode.querySelector("[data-label]").textContent,
      count: box.parentNode.querySelector(".guide-count"),
    })),
  }));
  const lists = [...document.querySelectorAll("#guide-bank ul")];
  const items = lists.flatMap((list) => [...list.children].map((node) => ({
    node,
    list,
    text: plain(node.textContent + " " + (node.dataset.words || "")),
    /* A question that names nobody suits everybody: all bits. */
    bits: facets.map((facet) => bitsOf(facet, node.dataset[facet.name]) || ~0),
    named: bitsOf(facets.find((facet) => facet.name === "audience"), node.dataset.audience),
  })));

  function bitsOf(facet, values) {
    const wanted = new Set((values || "").split(" "));
    return facet.chips.reduce((bits, { box }, index) => (wanted.has(box.value) ? bits | (1 << index) : bits), 0);
  }

  /* Text without capitals and accents. */
  function plain(text) {
    return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  }

  function chosenIn(facet) {
    return facet.chips.filter(({ box }) => box.checked);
  }

  /* For each item the facets that it fails; the last place stands for the words. */
  function judge() {
    const chosen = facets.map((facet) => facet.chips.reduce((bits, { box }, index) => (box.checked ? bits | (1 << index) : bits), 0));
    const sought = plain(words.value).split(/\s+/).filter(Boolean);
    for (const item of items) {
      item.fails = [];
      chosen.forEach((bits, index) => {
        if (bits && !(bits & item.bits[index])) item.fails.push(index);
      });
      if (!sought.every((word) => item.text.includes(word))) item.fails.push(facets.length);
    }
  }

  function show() {
    judge();
    const audience = facets.findIndex((facet) => facet.name === "audience");
    const me = facets[audience].chips.reduce((bits, { box }, index) => (box.checked ? bits | (1 << index) : bits), 0);
    const fitting = items.filter((item) => !item.fails.length);
    for (const item of items) {
      item.node.hidden = item.fails.length > 0;
      item.special = !item.node.hidden && Boolean(me & item.named);
    }
    /* What is written specially for the reader stands first; what no longer is goes home to its place. */
    const top = special.querySelector("ul");
    for (const list of lists) {
      const mine = items.filter((item) => item.list === list);
      if (mine.some((item) => item.special !== (item.node.parentNode === top))) {
        top.append(...mine.filter((item) => item.special).map((item) => item.node));
        list.append(...mine.filter((item) => !item.special).map((item) => item.node));
      }
      list.parentNode.hidden = !mine.some((item) => !item.node.hidden && !item.special);
    }
    special.hidden = !fitting.some((item) => item.special);
    showCounts();
    showResult(fitting.length);
  }

  /* Behind each chip stands how many would be found with it, beside what is chosen in other facets. */
  function showCounts() {
    facets.forEach((facet, index) => {
      const counts = facet.chips.map(() => 0);
      for (const item of items) {
        if (item.fails.length > 1 || (item.fails.length === 1 && item.fails[0] !== index)) continue;
        for (let chip = 0; chip < counts.length; chip += 1) counts[chip] += (item.bits[index] >> chip) & 1;
      }
      facet.chips.forEach(({ box, count }, chip) => {
        count.textContent = counts[chip];
      });
      const chosen = chosenIn(facet);
      facet.chosen.textContent = chosen.length ? chosen.map(({ label }) => label).join(", ") : "";
    });
  }

  function showResult(count) {
    const narrowed = words.value.trim() || facets.some((facet) => chosenIn(facet).length);
    clear.hidden = !narrowed;
    found.textContent = count === items.length ? `All ${count} questions.` : `${count} of ${items.length} questions fit.`;
    none.hidden = count > 0;
    none.replaceChildren();
    if (!count) none.append(...whatToDrop());
  }

  /* The choices of one facet that, dropped, would let something through: most first. */
  function whatToDrop() {
    const counts = [...facets, null].map((facet, index) => ({
      facet,
      count: items.filter((item) => item.fails.length === 1 && item.fails[0] === index).length,
    }));
    const ways = counts.filter(({ count }) => count).sort((one, other) => other.count - one.count).slice(0, 3);
    const say = document.createElement("p");
    say.textContent = ways.length
      ? "No question fits all of that. Try it without one of these:"
      : "No question fits all of that, and no single choice is to blame. Clear all, or take off two.";
    return [say, ...ways.map(({ facet, count }) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "guide-button";
      const what = facet ? `${facet.title}: ${chosenIn(facet).map(({ label }) => label).join(", ")}` : `the words “${words.value.trim()}”`;
      button.textContent = `Without ${what} (${count})`;
      button.addEventListener("click", () => {
        if (facet) facet.chips.forEach(({ box }) => { box.checked = false; });
        else words.value = "";
        remember(true);
        show();
        found.focus();
      });
      return button;
    })];
  }

  /* What is chosen, as the address has it. */
  function written() {
    const state = new URLSearchParams();
    for (const facet of facets) {
      const values = chosenIn(facet).map(({ box }) => box.value);
      if (values.length) state.set(facet.name, values.join(" "));
    }
    if (words.value.trim()) state.set("words", words.value.trim());
    return String(state);
  }

  function remember(asStep) {
    const state = written();
    const address = location.pathname + location.search + (state && `#${state}`);
    if (asStep) history.pushState(null, "", address);
    else history.replaceState(null, "", address);
  }

  /* Choose what the address says. Words that the guide does not know are left out. */
  function recall() {
    if (!form.isConnected) {
      removeEventListener("popstate", recall);
      return;
    }
    const state = new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : "");
    for (const facet of facets) {
      const values = new Set((state.get(facet.name) || "").split(" "));
      for (const { box } of facet.chips) box.checked = values.has(box.value);
      if (chosenIn(facet).length) facet.node.open = true;
    }
    words.value = state.get("words") || "";
    show();
  }

  let waiting = 0;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", (event) => {
    if (event.target === words) return;
    remember(true);
    show();
  });
  words.addEventListener("input", () => {
    /* A screen reader is told when the typing pauses, not after each letter. */
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      remember(false);
      show();
    }, 150);
  });
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    for (const facet of facets) for (const { box } of facet.chips) box.checked = false;
    words.value = "";
    remember(true);
    show();
    found.focus();
  });
  addEventListener("popstate", recall);

  form.hidden = false;
  recall();
})();
