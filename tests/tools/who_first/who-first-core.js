/* What test_who_first_core.py asks of who-first-core.js. */

/** @param {any} payload what My interviews works from */
function openWhoFirst(payload) {
  Object.assign(globalThis, { data: payload });
}

function people(list) {
  return list.map((fields) => Guide.interviews.blank(fields, "2026-11-30"));
}

/** The names in their order, and who to start with. */
function order(list) {
  const ranked = Guide.whoFirst.order(people(list), data);
  return { names: ranked.map(({ person }) => person.name), advice: Guide.whoFirst.advice(ranked, ({ name }) => name) };
}

/** The people at an employer, by name, and similar names of employers. */
function matches({ text, employer = "", title = "" }) {
  const { connections, problem } = Guide.whoFirst.readConnections(text);
  if (problem) return problem;
  const { found, near } = Guide.whoFirst.matches(connections, { employer, title });
  return { found: found.map(({ name }) => name), near };
}

function isHere({ connection, list }) {
  return Guide.whoFirst.isHere({ name: "", role: "", employer: "", email: "", profile: "", ...connection }, people(list));
}
