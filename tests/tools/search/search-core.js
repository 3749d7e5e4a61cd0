/* What the tests of the search core call. */
function createSearch(index) {
  globalThis.engine = Guide.searchCore.create(index);
}

function found({ query, choice }) {
  const { results, more, counts, ...rest } = globalThis.engine.find(query, choice || {});
  const urls = (list) => list.map(({ url }) => url);
  return { ...rest, urls: urls(results), labels: results.map(({ label }) => label), more: [...more.values()].map(urls), counts: Object.fromEntries(counts) };
}

function marksIn({ query, text }) {
  return globalThis.engine.marks(query, text).map(([start, end]) => text.slice(start, end));
}

function excerptOf({ query, text }) {
  return globalThis.engine.excerpt(query, text);
}

function holdsIn({ query, text }) {
  const [first] = globalThis.engine.find(query).results;
  return Boolean(first) && globalThis.engine.holdsPhrases(query, first, text);
}

function wordsOf(texts) {
  return texts.map(Guide.searchWords.words);
}

function slugsOf(titles) {
  return titles.map(Guide.searchWords.slug);
}

function stemsOf(words) {
  return words.map(Guide.stem);
}
