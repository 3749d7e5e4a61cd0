"""Rules for questions and ready-made plans."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz, process, utils

from macros import model
from macros.checks.rule import rule
from macros.diagnostics import Diagnostic
from macros.loading.dataset import Dataset
from macros.loading.loader import LoadResult
from macros.loading.local_ids import is_local_id

CHOICES = ("goals", "audiences", "persons", "modes")
"""The vocabularies a reader chooses from in the Planner. A question has a key with the same name for each."""


def questions_for_every_choice(loaded: LoadResult, dataset: Dataset) -> Iterator[Diagnostic]:
    """R318: the Planner has enough questions, whatever a reader chooses.

    Args:
        loaded: All files, each of them valid, because the content of an invalid one isn't known.
        dataset: Their content.
    """
    [file] = [file for file in loaded.files if file.content is dataset.vocabulary]
    questions = [question for topic in dataset.topics.values() for question in topic.questions]
    made_for = [(key, key, questions) for key in CHOICES] + [("circumstances", "only_if", list(dataset.questions()))]
    for vocabulary, key, among in made_for:
        for index, term in enumerate(getattr(dataset.vocabulary, vocabulary)):
            if not any(term.id in getattr(question, key) for question in among):
                expected = f"at least one question with it under {key}:"
                yield Diagnostic(file.at(vocabulary, index, "id"), "R318", "no question is written for this", term.id, expected)
    said = {circumstance.id for circumstance in dataset.vocabulary.circumstances if circumstance.must_be_said}
    for_all = [question for question in questions if not (question.audiences or question.persons or question.modes)]
    for_all = [question for question in for_all if said.isdisjoint(question.only_if)]
    askable = [question for question in for_all if question.research_first != "full"]
    longest = dataset.prepared_minutes(max(dataset.vocabulary.talk.lengths))
    for index, goal in enumerate(dataset.vocabulary.goals):
        minutes = sum(question.minutes for question in askable if goal.id in question.goals)
        if minutes < longest:
            what = "the questions for this goal that suit everyone don't fill the longest conversation"
            yield Diagnostic(file.at("goals", index, "id"), "R318", what, f"{goal.id}: {minutes} minutes", f"at least {longest}")
    for index in (0, len(dataset.vocabulary.topics) - 1):
        topic = dataset.vocabulary.topics[index].id
        if topic in dataset.topics and not any(question in askable for question in dataset.topics[topic].questions):
            what = "no question of this topic suits everyone, and every conversation needs one"
            yield Diagnostic(file.at("topics", index, "id"), "R318", what, topic, "one without audiences:, persons: and modes:")


MOST_MUST = 2
"""How many questions of a topic or field can be marked as a must. A mark on many of them wouldn't help anyone choose."""


@rule("R370")
def few_to_ask(dataset: Dataset) -> Iterator[Diagnostic]:
    for name, file in dataset.question_files.items():
        marked = [question for question in file.questions if question.priority == "must" and not is_local_id(question.id)]
        for question in marked[MOST_MUST:]:
            what = f"{name} has {len(marked)} questions marked must"
            yield Diagnostic(question.origin.at("priority"), "R370", what, "must", f"good or extra, with at most {MOST_MUST} marked must")


@rule("R304")
def softener(dataset: Dataset) -> Iterator[Diagnostic]:
    for question in dataset.questions():
        if question.sensitivity == "high" and question.softener is None:
            what = "sensitivity is high, so a softener is needed"
            yield Diagnostic(question.origin.at("sensitivity"), "R304", what, expected="a line softener: with a gentler wording")


@rule("R305")
def look_up(dataset: Dataset) -> Iterator[Diagnostic]:
    for question in dataset.questions():
        if (question.research_first == "none") == bool(question.look_up):
            what = (
                f"research_first is {question.research_first}, so look_up must {'be left out' if question.look_up else 'say where to look'}"
            )
            expected = "a line look_up: if research_first is quick or full, and none if it is none"
            yield Diagnostic(question.origin.at("research_first"), "R305", what, expected=expected)


CLOSED = re.compile(
    r"^(is|are|was|were|am|do|does|did|have|has|had|can|could|will|would|should|may|might|must)\b(?!.*\b(or|what|which|who|how|where|when|why)\b)",
    re.IGNORECASE,
)


@rule("R306")
def open_question(dataset: Dataset) -> Iterator[Diagnostic]:
    for question in dataset.questions():
        last = re.split(r"(?<=[.!:])\s+", question.text)[-1]
        if CLOSED.match(last) and not question.purpose.lower().startswith("check"):
            expected = 'a question that begins with what, how or which, for example; or a purpose: that begins with "Checks"'
            yield Diagnostic(question.origin.at("text"), "R306", "a yes or no would answer this question", question.text, expected)


@rule("R307")
def one_question(dataset: Dataset) -> Iterator[Diagnostic]:
    for question in dataset.questions():
        if question.text.count("?") > 1:
            yield Diagnostic(
                question.origin.at("text"),
                "R307",
                "this asks several things at once",
                question.text,
                "one question; put the others under probes",
            )


@rule("R337")
def asks_something(dataset: Dataset) -> Iterator[Diagnostic]:
    for question in dataset.questions():
        for key in ("text", "softener"):
            text = getattr(question, key)
            if text and "?" not in text:
                yield Diagnostic(question.origin.at(key), "R337", "this isn't a question", text, "a question, with a question mark")


ASKS_FOR_A_JOB = re.compile(
    r"\b(hire me|give me a job|get me (a job|in)|(any|are there) (openings|vacancies|jobs)|job for me"
    r"|my resume is attached|attached (is )?my resume)\b",
    re.IGNORECASE,
)


@rule("R308")
def never_asks_for_a_job(dataset: Dataset) -> Iterator[Diagnostic]:
    texts: list[tuple[model.Record, str, str]] = [(question, "text", question.text) for question in dataset.questions()]
    texts += [(message, "text", model.unmarked(message.text)) for message in dataset.messages()]
    texts += [(reply, "text", reply.text) for reply in dataset.replies]
    texts += [(mistake, "after", model.unmarked(mistake.after)) for mistake in dataset.mistakes]
    for record, key, text in texts:
        if match := ASKS_FOR_A_JOB.search(text):
            yield Diagnostic(
                record.origin.at(key), "R308", "this asks for a job", match[0], "a question about the work, or about how to get into it"
            )


MOST_LIKENESS = 80
"""In percent, by rapidfuzz's token_sort_ratio. tests/checks/test_question_bank.py has examples on both sides."""


@rule("R317")
def no_near_duplicates(dataset: Dataset) -> Iterator[Diagnostic]:
    questions = list(dataset.questions())
    texts = [comparable(question.text) for question in questions]
    for index, question in enumerate(questions):
        for _, percent, other in process.extract_iter(texts[index], texts[:index], scorer=fuzz.ratio, score_cutoff=MOST_LIKENESS):
            twin = questions[other]
            yield Diagnostic(
                question.origin.at("text"),
                "R317",
                f"this is {percent:.0f} percent the same as {twin.id}: {twin.text}",
                question.text,
                f"a question about something else (below {MOST_LIKENESS} percent); a second wording goes under the first one's variants",
            )


def comparable(text: str) -> str:
    """The words of a text in alphabetical order, for rapidfuzz's token_sort_ratio. They are sorted only once for each text."""
    return " ".join(sorted(utils.default_process(text).split()))


@rule("R319")
def stages_of_running_orders(dataset: Dataset) -> Iterator[Diagnostic]:
    first, last = dataset.vocabulary.topics[0].id, dataset.vocabulary.topics[-1].id
    stages = [stage.id for stage in dataset.vocabulary.stages]
    known = {question.id: question for question in dataset.questions() if question.stage in stages}
    for order in dataset.orders.values():
        questions = [known[name] for name in order.questions if name in known]
        if len(questions) < len(order.questions):
            continue  # A question or its stage doesn't exist, which R302 reports.
        topics, places = [dataset.topic_of(question) for question in questions], [stages.index(question.stage) for question in questions]
        total, most = sum(question.minutes for question in questions), dataset.prepared_minutes(order.minutes)
        prepare = dataset.plan_length(order.minutes, order.mode).prepare if dataset.find(model.PlanRules) else len(questions)
        for wrong, what, got, expected in (
            (topics[0] != first, "the plan doesn't begin with an opening", order.questions[0], f"a question from the topic {first}"),
            (topics[-1] != last, "the plan doesn't end with a closing", order.questions[-1], f"a question from the topic {last}"),
            (places != sorted(places), "the stages are out of order", ", ".join(stages[place] for place in places), ", ".join(stages)),
            (len(questions) > prepare, "there are too many questions", str(len(questions)), f"at most {prepare}, as in data/plans.yml"),
            (total > most, "the questions take too long together", f"{total} minutes", f"at most {most}, to leave time for follow-ups"),
        ):
            if wrong:
                yield Diagnostic(order.origin.at("questions"), "R319", what, got, expected)
        for index, question in enumerate(questions):
            for what, expected in _unfit(dataset, order, question, order.questions[:index]):
                yield Diagnostic(order.origin.at("questions", index), "R319", what, question.id, expected)


def _unfit(dataset: Dataset, order: model.RunningOrder, question: model.Question, before: list[str]) -> Iterator[tuple[str, str]]:
    """What is wrong with a question at its place in a plan, after the questions `before` it, and what is expected there."""
    if question.after and question.after not in (*before, question.id):
        yield "this question needs another one before it", question.after
    if question.research_first == "full":
        yield "a search would answer this question", "one whose research_first is none or quick"
    for key, allowed in (("mode", question.modes), ("person", question.persons), ("audience", question.audiences)):
        made_for = getattr(order, key)
        if made_for and allowed and made_for not in allowed:
            yield f"this question doesn't suit the plan's {key}", f"one that names {made_for}, or names none"
    for name in question.only_if:
        if name in dataset.circumstances and not dataset.circumstances[name].holds(
            order.only_if, order.person or "", order.audience or "", ""
        ):
            yield f"this question assumes something that isn't true for every reader of the plan: {name}", f"only_if: [{name}] in the plan"
