/* What test_board_page.py measures on the page "My interviews". */

/** The median time in milliseconds of an action that the page does at once. */
function medianOf(act) {
  const times = Array.from({ length: 9 }, () => {
    const began = performance.now();
    act();
    return performance.now() - began;
  });
  return times.sort((one, other) => one - other)[4];
}

/** How long the page takes to draw all again, to sort, and to find, in milliseconds. */
function measureList() {
  const find = document.getElementById("guide-find");
  const heads = [...document.querySelectorAll(".guide-sort")];
  let turn = 0;
  return {
    "draw everything": medianOf(() => dispatchEvent(new StorageEvent("storage", { key: null }))),
    sort: medianOf(() => heads[turn++ % heads.length].click()),
    "find one letter more": medianOf(() => {
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
