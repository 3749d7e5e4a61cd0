/* What test_compare_page.py does in the page. */

/** Stores people, each with what a test says about them, and settings beside them. */
function storePeople({ people, settings = {} }) {
  const { interviews, interviewStore } = Guide;
  const all = people.map(({ live = {}, ...fields }, at) => {
    const blank = interviews.blank({ minutes: 30 }, "2026-10-01");
    return { ...blank, id: `p${at}`, ...fields, live: { ...blank.live, ...live } };
  });
  return interviewStore.add(all) || interviewStore.saveSettings(settings);
}

/** Whether anything is wider than the window. */
function isTooWide() {
  return document.documentElement.scrollWidth > innerWidth;
}

/** Printing as a reader starts it, without the dialog. */
function printQuietly() {
  window.print = () => {};
}

function peopleStored() {
  return Object.fromEntries(Guide.interviewStore.read().people);
}
