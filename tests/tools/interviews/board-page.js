/* What test_board_page.py measures on the page "My interviews". */

/** The shortest time in milliseconds of an action that the page does at once: what else the machine does can only make it longer. */
function shortestOf(act) {
  const times = Array.from({ length: 9 }, () => {
    const began = performance.now();
    act();
    return performance.now() - began;
  });
  return Math.min(...times);
}

/** How long the page takes to draw all again, to sort, and to find, in milliseconds. */
function measureList() {
  const find = document.getElementById("guide-find");
  const heads = [...document.querySelectorAll(".guide-sort")];
  let turn = 0;
  return {
    "draw everything": shortestOf(() => dispatchEvent(new StorageEvent("storage", { key: null }))),
    sort: shortestOf(() => heads[turn++ % heads.length].click()),
    "find one letter more": shortestOf(() => {
      find.value = "nurse".slice(0, turn++ % 6);
      find.dispatchEvent(new Event("input"));
    }),
  };
}

/** Drags the first card of a column of the board to another, as a mouse does. */
function dragCard({ from, to }) {
  const columns = document.querySelectorAll(".guide-board-column");
  const card = columns[from].querySelector(".guide-board-card");
  const dataTransfer = new DataTransfer();
  const options = { bubbles: true, cancelable: true, dataTransfer };
  card.dispatchEvent(new DragEvent("dragstart", options));
  columns[to].dispatchEvent(new DragEvent("dragover", options));
  columns[to].dispatchEvent(new DragEvent("drop", options));
  card.dispatchEvent(new DragEvent("dragend", options));
}
