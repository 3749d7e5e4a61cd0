/* What tests do in pages of the built site that no reader could. */

/** Leaves no room in the storage for a single character more. */
function fillStorage() {
  for (let size = 4e6, number = 0; size >= 1; number += 1) {
    try {
      localStorage.setItem(`fill${number}`, "x".repeat(size));
    } catch {
      size = Math.floor(size / 2);
    }
  }
}

/** @param {{local?: Record<string, string>, session?: Record<string, string>}} values to store, by their keys without the site's folder */
function store({ local = {}, session = {} }) {
  for (const [key, value] of Object.entries(local)) localStorage.setItem(siteFolder() + key, value);
  for (const [key, value] of Object.entries(session)) sessionStorage.setItem(siteFolder() + key, value);
}

/** The folder of the site, with which its keys begin. */
function siteFolder() {
  return __md_scope.pathname;
}

/** All that the guide's tools have stored, by key without the site's folder. */
function stored() {
  const ours = Object.entries(localStorage).filter(([key]) => key.startsWith(`${siteFolder()}guide.`));
  return Object.fromEntries(ours.map(([key, text]) => [key.slice(siteFolder().length), text]));
}

function unfoldAll() {
  for (const details of document.querySelectorAll("details")) details.open = true;
}

/**
 * Makes ready for axe: what folds away is unfolded, and four items and two groups of a page are left, since all come from one template and
 * their ids, links and headings are checked after the build.
 */
function showSome() {
  for (const item of [...document.querySelectorAll(".guide-item")].slice(4)) item.remove();
  for (const group of [...document.querySelectorAll("#guide-bank > section")].slice(2)) group.remove();
  unfoldAll();
}

/** The colors of an element's edge and of the page. */
function edgeAndPaper(selector) {
  return [getComputedStyle(document.querySelector(selector)).borderTopColor, getComputedStyle(document.body).backgroundColor];
}

function heightAndBorder() {
  const { height, borderBottomWidth } = getComputedStyle(document.documentElement);
  return [height, borderBottomWidth];
}

/** The heights or widths, whichever are less, of what can be pressed. */
function leastSizes(elements) {
  return elements.filter(({ offsetHeight }) => offsetHeight).map((element) => Math.min(element.offsetHeight, element.offsetWidth));
}

/** The places that search shows. */
function visibleResults() {
  const links = [...document.querySelectorAll("#guide-search-list > a")];
  return links.map(({ href }) => new URL(href).pathname.slice(1) + new URL(href).hash);
}

/** How many of search's results are wholly on the screen. */
function resultsInView() {
  const view = document.querySelector(".guide-search-body").getBoundingClientRect();
  const bottom = Math.min(view.bottom, innerHeight);
  return [...document.querySelectorAll("#guide-search-list > a")].filter((link) => {
    const place = link.getBoundingClientRect();
    return place.top >= view.top && place.bottom <= bottom + 0.5;
  }).length;
}
