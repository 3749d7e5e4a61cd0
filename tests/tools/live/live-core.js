/* What test_live_core.py asks of live-core.js. */

/** @param {any} given the stages of a conversation, as the vocabulary has them */
function openStages(given) {
  Object.assign(globalThis, { stages: given });
}

/** @param {string[]} keys */
function questionsOf(keys) {
  return keys.map((key, at) => ({ key, stage: stages[at % stages.length].id, text: `Question ${key}?` }));
}

const NOTHING = { began: "2026-12-03T21:00:00Z", consent: true, asked: {}, notes: [] };

/** The stage at each minute of conversations of each length, by its label. */
function stagesByMinute(lengths) {
  const at = (minutes, gone) => Guide.live.stageAt(stages, minutes, gone).id;
  return Object.fromEntries(lengths.map((minutes) => [minutes, Array.from({ length: minutes + 3 }, (_, gone) => at(minutes, gone))]));
}

function scaled(minutes) {
  return Guide.live.stagesFor(stages, minutes).map(({ start, end }) => [start, end]);
}

/** @param {{minutes: number, seconds: number}} when seconds since the conversation began */
function clockAfter({ minutes, seconds }) {
  const { end, ...clock } = Guide.live.clockOf(NOTHING.began, minutes, new Date(Date.parse(NOTHING.began) + seconds * 1000));
  return { ...clock, end: end.toISOString() };
}

function readOutAfter({ minutes, seconds }) {
  return Guide.live.readOut(Guide.live.clockOf(NOTHING.began, minutes, new Date(Date.parse(NOTHING.began) + seconds * 1000)));
}

function isUnderWay({ began, minutes, now }) {
  return Guide.live.isUnderWay({ ...NOTHING, began }, minutes, new Date(now));
}

/**
 * Goes through a conversation: "ask", "later", "back" for each step.
 * @param {{keys: string[], steps: string[]}} course
 * @returns {string[]} the question on the screen after each step, "" for none
 */
function course({ keys, steps }) {
  const questions = questionsOf(keys);
  let [live, current] = [NOTHING, Guide.live.nextQuestion(questions, {}, "")?.key || ""];
  return [current, ...steps.map((step, minute) => {
    if (step === "ask") live = Guide.live.ask(live, current, minute);
    if (step === "back") {
      current = Guide.live.lastAsked(questions, live)?.key || "";
      live = Guide.live.takeBack(live, current);
      return current;
    }
    current = Guide.live.nextQuestion(questions, live.asked, current)?.key || "";
    return current;
  })];
}

function read(packed) {
  return Guide.live.questionsIn(packed, stages.map(({ id }) => id));
}

function readAgain(packed) {
  return read(Guide.live.planOf(read(packed)));
}

/** @param {[action: string, key: string, minute: number, text?: string][]} steps */
function notesAfter(steps) {
  const questions = questionsOf(["a", "b"]);
  return steps.reduce((live, [action, key, minute, text = ""]) => {
    const question = questions.find((one) => one.key === key);
    if (action === "write") return Guide.live.write(live, question, text, minute);
    return Guide.live[action](live, question, minute);
  }, NOTHING).notes;
}

function asText({ keys, live, title }) {
  return Guide.live.asText(questionsOf(keys), { ...NOTHING, ...live }, title);
}

function summaryOf({ keys, live }) {
  return Guide.live.summaryOf(questionsOf(keys), { ...NOTHING, ...live });
}

function fitting({ lengths, minutes }) {
  return Guide.live.fitting(lengths.map((length) => ({ minutes: length })), minutes)?.minutes;
}

/** The cards as they are drawn in some rounds, each round beginning after the last card of the one before. */
function drawn({ ids, numbers }) {
  const left = [...numbers];
  return Guide.live.shuffle(ids.map((id) => ({ id })), ids[0], () => left.shift()).map(({ id }) => id);
}
