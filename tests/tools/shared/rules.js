/* What test_rules_in_two_languages.py asks of the scripts. */

/** @param {any} data the Planner's */
function openBank(data) {
  Object.assign(globalThis, { data, bank: Guide.planner.openBank(data) });
}

/** @param {number} percent of the conversation kept for follow-up questions @returns {number[]} for 5 to 120 minutes */
function preparedMinutes(percent) {
  const bank = Guide.planner.openBank({ ...data, minutes: { ...data.minutes, spare_percent: percent } });
  return Array.from({ length: 116 }, (_, index) => Guide.planner.preparedMinutes(bank, index + 5));
}

/** @param {string[]} modes @returns {number[][]} the place of the length that counts, for each way to meet and 5 to 120 minutes */
function planLengths(modes) {
  return modes.map((mode) => Array.from({ length: 116 }, (_, index) => bank.lengths.indexOf(Guide.planner.lengthOf(bank, { mode, minutes: index + 5 }))));
}

/** @param {[string[], string, string, string][]} cases what is said, the person, the audience and the field @returns {string[][]} what is so in each case */
function circumstancesThatHold(cases) {
  return cases.map(([circumstances, person, audience, field]) => (
    bank.circumstances.filter((one) => Guide.planner.holds(one, { circumstances, person, audience, field })).map(({ id }) => id)));
}

/** @param {string[]} texts */
function countWords(texts) {
  return texts.map((text) => Guide.composer.measure(text).words);
}

/** @param {string[]} texts */
function csvColumn(texts) {
  return Guide.textFormat.csv(texts.map((text) => [text]));
}

/** @param {string} day such as 2026-11-23 */
function longDate(day) {
  return new Intl.DateTimeFormat("en-US", { dateStyle: "long", timeZone: "UTC" }).format(new Date(day));
}

/** @param {string} plan as JSON: its minutes and entries @returns {[string, number, number][]} the stages that have questions */
function stageTimes(plan) {
  const { minutes, entries } = JSON.parse(plan);
  const { stages } = Guide.planner.timing(bank, { choices: { minutes }, entries });
  const used = new Set(entries.map(({ stage }) => stage));
  return stages.filter(({ id }) => used.has(id)).map(({ id, start, end }) => [id, start, end]);
}
