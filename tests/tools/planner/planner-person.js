/* What test_planner_person.py asks of planner-person.js; planner-core.js, beside this file, defines `bank`. */

/** @param {any} chosen what the Planner's form has chosen before the reader does */
function openUsual(chosen) {
  bank.usual = chosen;
}

function personOf(fields) {
  return Guide.interviews.blank({ id: "p1", ...fields }, "2026-03-01");
}

function chosenFor({ fields }) {
  return Guide.plannerPerson.choicesFor(bank, bank.usual, personOf(fields));
}

function planFor(fields) {
  return Guide.planner.choose(bank, chosenFor({ fields }));
}

/** A plan stored in a record, read after something else in the record was changed. */
function plannedAndRead({ fields, later }) {
  const plan = Guide.planner.pack(bank, planFor(fields));
  return Guide.plannerPerson.planOf(bank, personOf({ ...fields, ...later, plan }));
}

function lineFor({ fields, minutes }) {
  return Guide.plannerPerson.asLine(Guide.plannerPerson.headOf(personOf(fields), minutes));
}

function copiesFor({ fields }) {
  const line = lineFor({ fields, minutes: fields.minutes });
  return [Guide.planner.asText(bank, planFor(fields), line), Guide.planner.asMarkdown(bank, planFor(fields), line)];
}
