// The search worker, as Material starts it on every page. The index is most of what a first visit
// would download, so the sealed site hands every page an empty one, and this worker fetches the
// real one, and Material's own worker, when the reader first types. In a preview, which is not
// sealed, the page hands over the whole index, and all goes on as Material meant it.
//
// The name of Material's worker comes behind the question mark of this script's address.
//
// Before Material's worker gets a reader's words, they are made ready: words that say nothing are left
// out (Material looks for all that begins with them), words that mean the same are added, and a word
// that the guide does not have is taken for the nearest that it has.
const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3; // Material's message types
const site = new URL("../..", self.location.href);

let setup = null; // the message that the page set us up with
let loading = null;
let latest = null; // the newest query

let words = { drop: new Set(), same: new Map() }; // see data/search.yml
let known = new Map(); // how often each word stands in the guide
const ready = new WeakSet(); // messages that have been made ready

async function fetched(path) {
  const response = await fetch(new URL(path, site));
  if (!response.ok) throw new Error(`${path} did not load: ${response.status}`);
  return response.json();
}

async function load() {
  const [docs, { drop, same }] = await Promise.all([fetched("search/index.json"), fetched("downloads/search-words.json")]);
  words = { drop: new Set(drop), same: new Map(Object.entries(same)) };
  known = countWords(docs);
  return docs;
}

function split(text) {
  return text.toLowerCase().replace(/['\u2019]/g, "").split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}

function countWords(docs) {
  const counts = new Map();
  for (const { title, text } of docs) {
    for (const word of split(`${title} ${text.replace(/<[^>]*>/g, " ")}`)) counts.set(word, (counts.get(word) || 0) + 1);
  }
  return counts;
}

// How many letters must be added, removed, changed or exchanged with their neighbor; `most` + 1 when there are more.
// The optimal string alignment distance, as in https://en.wikipedia.org/wiki/Damerau-Levenshtein_distance
function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let [before, last] = [[], [...Array(other.length + 1).keys()]];
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const changed = last[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1);
      row[j] = Math.min(changed, last[j] + 1, row[j - 1] + 1);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > most) return most + 1;
    [before, last] = [last, row];
  }
  return last[other.length];
}

// The word itself where the guide has it, or begins one with it; else the nearest that it has, the commonest of equals.
function spelled(word) {
  if (word.length < 5 || known.has(word) || words.same.has(word)) return word;
  for (const other of known.keys()) if (other.startsWith(word)) return word;
  const most = word.length < 8 ? 1 : 2;
  let best = { word, near: most + 1, count: 0 };
  for (const [other, count] of known) {
    const near = distance(word, other, most);
    if (near <= most && (near < best.near || (near === best.near && count > best.count))) best = { word: other, near, count };
  }
  return best.word;
}

// What Material's worker is asked. Marks for exact searches, such as quotes, are left as they are.
function understood(query) {
  if (/["+:^~*]/.test(query)) return query;
  const typed = split(query);
  const telling = typed.filter((word) => !words.drop.has(word));
  const meant = (telling.length ? telling : typed).map(spelled).flatMap((word) => words.same.get(word) || [word]);
  return [...new Set(meant)].join(" ");
}

function translate(event) {
  const { type, data } = event.data;
  if (type !== QUERY || ready.has(event)) return;
  event.stopImmediatePropagation();
  ask(data);
}

function ask(query) {
  const event = new MessageEvent("message", { data: { type: QUERY, data: understood(query) } });
  ready.add(event);
  self.dispatchEvent(event);
}

// Resolves when the real worker has read the index, which it does in one turn of its event loop.
async function handOver(message) {
  self.addEventListener("message", translate);
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
    ask(latest.data);
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
