"""Rules for the Planner's own data: what every plan must have, and how many questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

from macros import model
from macros.checks.rule import rule
from macros.diagnostics import Diagnostic, Place
from macros.loading.dataset import Dataset
from macros.loading.question_codes import question_code

NO_ONE = ""
"""Used when the reader doesn't name a person, an audience or a field."""


@rule("R350")
def essentials_have_questions(dataset: Dataset) -> Iterator[Diagnostic]:
    for essential in _essentials(dataset):
        if bool(essential.questions) == (essential.for_reader == "yes"):
            what = "this essential has both questions and for_reader" if essential.questions else "this essential has no questions"
            expected = "either questions: with the ids of questions that can fill it, or for_reader: yes"
            yield Diagnostic(essential.origin.at("questions"), "R350", what, essential.id, expected)


@rule("R351")
def essentials_can_be_asked(dataset: Dataset) -> Iterator[Diagnostic]:
    plans = dataset.find(model.PlanRules)
    for essential in _essentials(dataset):
        lengths = [length for length in plans.lengths if essential.id in length.essentials] if plans else []
        modes = {mode for length in lengths for mode in _modes_of(dataset, length)}
        if missing := _unaskable(dataset, essential, modes):
            expected = "one more question, without persons:, modes: and only_if: that exclude this case"
            key = "questions" if essential.questions else "for_reader"
            yield Diagnostic(essential.origin.at(key), "R351", f"none of its questions can be asked {missing}", essential.id, expected)


@rule("R354")
def essentials_are_in_plans(dataset: Dataset) -> Iterator[Diagnostic]:
    plans = dataset.find(model.PlanRules)
    named = {name for length in plans.lengths for name in length.essentials} if plans else set()
    for essential in _essentials(dataset):
        if essential.id not in named:
            expected = "its id under essentials: of a length, or the essential deleted"
            yield Diagnostic(essential.origin.at("id"), "R354", "no length of conversation has this essential", essential.id, expected)


@rule("R352")
def plans_have_room(dataset: Dataset) -> Iterator[Diagnostic]:
    plans = dataset.find(model.PlanRules)
    if plans is None:
        return
    shortest: dict[tuple[str, str], int] = {}
    for index, length in enumerate(plans.lengths):
        if not length.least_asked <= length.most_asked <= length.prepare:
            got = f"{length.least_asked}, {length.most_asked} and {length.prepare}"
            expected = "least_asked: no larger than most_asked:, and most_asked: no larger than prepare:"
            yield Diagnostic(
                plans.origin.at("lengths", index, "least_asked"), "R352", "these numbers of questions contradict each other", got, expected
            )
        yield from _crowded(dataset, length, plans.origin.at("lengths", index, "essentials"), shortest)
    if all(length.modes for length in plans.lengths):
        expected = "a length without modes:"
        yield Diagnostic(
            plans.origin.at("lengths", len(plans.lengths) - 1, "modes"), "R352", "some ways to meet have no length", None, expected
        )


def _crowded(dataset: Dataset, length: model.PlanLength, place: Place, shortest: dict[tuple[str, str], int]) -> Iterator[Diagnostic]:
    """The first goal whose essentials don't fit into a conversation of this length.

    `shortest` remembers the time of an essential's shortest question, by its id and the way to meet, from one length to the next.
    """
    by_id = {essential.id: essential for essential in _essentials(dataset)}
    most = dataset.prepared_minutes(length.from_minutes)
    for goal, mode in product(dataset.vocabulary.goals, _modes_of(dataset, length)):
        names = [name for name in length.essentials if name in by_id and goal.id in (by_id[name].goals or [goal.id])]
        if len(names) > length.prepare:
            got, expected = f"{len(names)} for the goal {goal.id}", f"at most {length.prepare}, the number under prepare:"
            yield Diagnostic(place, "R352", "there are more essentials than questions to prepare", got, expected)
            return
        if length.timed == "no":
            continue
        for name in names:
            if (name, mode) not in shortest:
                shortest[name, mode] = _least_minutes(dataset, by_id[name], mode)
        minutes = sum(shortest[name, mode] for name in names)
        if minutes > most:
            got, expected = f"{minutes} minutes for the goal {goal.id}", f"at most {most}, to leave time for follow-ups"
            yield Diagnostic(place, "R352", "the shortest questions of these essentials take too long", got, expected)
            return


@rule("R353")
def codes_differ(dataset: Dataset) -> Iterator[Diagnostic]:
    owners: dict[str, tuple[str, model.Question]] = {}
    for question in dataset.questions():
        names: dict[str, tuple[str | int, ...]] = {question.id: ("id",)}
        names |= {name: ("was", index) for index, name in enumerate(question.was)}
        for name, path in names.items():
            twin, other = owners.setdefault(question_code(name), (name, question))
            if other is not question and twin != name:  # R301 reports an id that is taken.
                what = f"in links, this id would be mistaken for {other.id}, because both have the code {question_code(name)}"
                yield Diagnostic(question.origin.at(*path), "R353", what, name, "another id, such as one with the next number")


def _essentials(dataset: Dataset) -> list[model.Essential]:
    plans = dataset.find(model.PlanRules)
    return plans.essentials if plans else []


def _modes_of(dataset: Dataset, length: model.PlanLength) -> list[str]:
    """The ways to meet that a length is used for."""
    return [mode.id for mode in dataset.vocabulary.modes if dataset.plan_length(length.from_minutes, mode.id) is length]


def _unaskable(dataset: Dataset, essential: model.Essential, modes: Iterable[str]) -> str:
    """The case where none of an essential's questions can be asked, in words; "" if there is none."""
    persons = [NO_ONE, *(person.id for person in dataset.vocabulary.persons)]
    for who, questions, audience, sector in _pools(dataset, essential):
        for mode, person in product(sorted(modes), persons):
            if not any(askable(dataset, question, mode, person, audience, sector) for question in questions):
                of = f", to the person {person}" if person else ""
                return f"in the mode {mode}{of}{who}"
    return ""


def _pools(dataset: Dataset, essential: model.Essential) -> Iterator[tuple[str, list[model.Question], str, str]]:
    """Where an essential gets its questions from: who the case is about, the questions, the audience and the field."""
    if essential.for_reader == "yes":
        questions = list(dataset.questions())
        for audience in dataset.vocabulary.audiences:
            own = [question for question in questions if audience.id in question.audiences and dataset.topic_of(question) in dataset.topics]
            yield f", by the audience {audience.id}", own, audience.id, NO_ONE
        for name, file in dataset.sectors.items():
            yield f", about the field {name}", file.questions, NO_ONE, name
        return
    known = {question.id: question for question in dataset.questions()}
    questions = [known[name] for name in essential.questions if name in known]
    if len(questions) < len(essential.questions) or not questions:
        return  # R302 or R350 reports it.
    fields = {NO_ONE, *(name for one in dataset.vocabulary.circumstances for name in one.unless_sectors)}
    for sector in sorted(fields):
        yield (f", about the field {sector}" if sector else ""), questions, NO_ONE, sector


def _least_minutes(dataset: Dataset, essential: model.Essential, mode: str) -> int:
    """The time of an essential's shortest question, for the person and the reader where that is longest."""
    persons = [NO_ONE, *(person.id for person in dataset.vocabulary.persons)]
    shortest = (
        min((question.minutes for question in questions if askable(dataset, question, mode, person, audience, sector)), default=0)
        for _, questions, audience, sector in _pools(dataset, essential)
        for person in persons
    )
    return max(shortest, default=0)


def askable(dataset: Dataset, question: model.Question, mode: str, person: str, audience: str, sector: str) -> bool:
    """Whether a reader who says nothing else can ask someone a question.

    Args:
        dataset: The guide's data.
        question: The question.
        mode: How they meet.
        person: Who they meet; "" if that isn't known.
        audience: Who the reader is; "" if they don't say.
        sector: The field they ask about; "" for any.
    """
    suits = all(not allowed or chosen in allowed for allowed, chosen in
                ((question.modes, mode), (question.persons, person), (question.audiences, audience)))  # fmt: skip
    if not suits or question.research_first == "full":
        return False
    known = dataset.circumstances
    return all(known[name].holds((), person, audience, sector) for name in question.only_if if name in known)
