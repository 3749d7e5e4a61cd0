// The search worker, as Material starts it on every page. The index is most of what a first visit
// would download, so the sealed site hands every page an empty one, and this worker fetches the
// real one, and Material's own worker, when the reader first types. In a preview, which is not
// sealed, the page hands over the whole index, and all goes on as Material meant it.
//
// The name of Material's worker comes behind the question mark of this script's address.
const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3; // Material's message types
const site = new URL("..", self.location.href);

let setup = null; // the message that the page set us up with
let loading = null;
let latest = null; // the newest query

async function load() {
  const response = await fetch(new URL("search/index.json", site));
  if (!response.ok) throw new Error(`The search index did not load: ${response.status}`);
  return response.json();
}

// Resolves when the real worker has read the index, which it does in one turn of its event loop.
async function handOver(message) {
  importScripts(new URL(`assets/javascripts/workers/${self.location.search.slice(1)}`, site).href);
  self.removeEventListener("message", receive);
  self.dispatchEvent(new MessageEvent("message", { data: message }));
  await new Promise((resolve) => setTimeout(resolve));
}

// Letters typed while the index is under way are answered by what was typed last.
async function answer(query) {
  latest = query;
  if (loading) return;
  try {
    loading = load();
    const docs = await loading;
    await handOver({ ...setup, data: { ...setup.data, docs } });
    self.dispatchEvent(new MessageEvent("message", { data: latest }));
  } catch (error) {
    loading = null; // The next letter typed tries again.
    console.warn(error);
    postMessage({ type: RESULT, data: { items: [] } });
  }
}

function receive(event) {
  const message = event.data;
  event.stopImmediatePropagation();
  if (message.type === SETUP && message.data.docs.length > 0) {
    handOver(message);
  } else if (message.type === SETUP) {
    setup = message;
    postMessage({ type: READY });
  } else if (message.type === QUERY && message.data.trim()) {
    answer(message);
  } else {
    postMessage({ type: RESULT, data: { items: [] } });
  }
}

self.addEventListener("message", receive);
