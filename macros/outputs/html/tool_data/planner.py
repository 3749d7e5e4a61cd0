"""The data for the Planner. docs/assets/planner/planner-core.js does the choosing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from macros import model
from macros.loading.dataset import Dataset
from macros.loading.question_codes import question_code
from macros.outputs.formatting import LABELS
from macros.outputs.html.tool_data.payload import MenuEntry, Names, Payload, menu_entries


class PlannerStage(MenuEntry):
    """A stage of the conversation, with its minutes in a 30-minute one."""

    note: str
    start: int
    end: int


class PlannerQuestion(Payload):
    """A question from the bank."""

    id: str
    was: Names
    text: str
    stage: str
    topic: str
    purpose: str
    goals: list[str]
    audiences: Names
    persons: Names
    modes: Names
    only_if: Names
    codes: list[str]
    priority: model.Priority
    minutes: int
    research_first: model.ResearchFirst
    look_up: Names
    sensitivity: model.Sensitivity
    softener: str | None = None
    probes: list[str]
    variants: model.Variants | None = None
    related: Names
    ask_when: str
    after: str | None = None
    href: str


class PlannerOrder(Payload):
    """A ready-made plan."""

    id: str
    title: str
    minutes: int
    mode: str | None = None
    person: str | None = None
    audience: str | None = None
    only_if: Names
    questions: list[str]


class PlannerCircumstance(MenuEntry):
    """Something a question may assume. Some of it the reader has to say; the rest is true unless they name one of these."""

    must_be_said: bool
    unless_persons: Names
    unless_sectors: Names
    audiences: Names
    sectors: Names


class PlannerEssential(Payload):
    """Something every plan has, and the questions that can fill it."""

    id: str
    label: str
    goals: Names
    spread: bool = False
    for_reader: bool = False
    questions: Names


class PlannerLength(Payload):
    """How many questions a conversation has, and which essentials."""

    from_minutes: int
    modes: Names
    timed: bool
    prepare: int
    least_asked: int
    most_asked: int
    essentials: list[str]


class PlannerMinutes(Payload):
    """How long a conversation can be, in minutes, and what percentage of it is kept for follow-up questions."""

    least: int
    most: int
    usual: int
    spare_percent: int


class PlannerData(Payload):
    """The data for the Planner. The first topic opens a conversation, and the last one closes it."""

    goals: list[MenuEntry]
    persons: list[MenuEntry]
    audiences: list[MenuEntry]
    modes: list[MenuEntry]
    sectors: list[MenuEntry]
    tones: list[MenuEntry]
    sensitive: str
    most_entries: int
    topics: list[str]
    stages: list[PlannerStage]
    public_sources: dict[str, str]
    minutes: PlannerMinutes
    circumstances: list[PlannerCircumstance]
    lengths: list[PlannerLength]
    essentials: list[PlannerEssential]
    starter: list[str]
    orders: list[PlannerOrder]
    questions: list[PlannerQuestion]


def planner_data(dataset: Dataset, href: Callable[[str], str]) -> dict[str, Any]:
    """What the Planner needs, ready for JSON.

    Args:
        dataset: the data.
        href: gives the address of an item as seen from the Planner's page.
    """
    vocabulary = dataset.vocabulary
    length, plans = vocabulary.talk, dataset.plans
    return PlannerData(
        goals=menu_entries(vocabulary.goals),
        persons=menu_entries(vocabulary.persons),
        audiences=menu_entries(vocabulary.audiences),
        modes=menu_entries(vocabulary.modes),
        sectors=menu_entries(vocabulary.sectors),
        tones=[MenuEntry(id=name, label=label) for name, label in LABELS["tone"].items()],
        most_entries=model.MOST_IN_PLAN,
        sensitive=LABELS["sensitivity"]["high"].lower(),
        topics=[topic.id for topic in vocabulary.topics],
        stages=[PlannerStage.of(stage) for stage in vocabulary.stages],
        public_sources={source.id: source.label for source in vocabulary.public_sources},
        minutes=PlannerMinutes(least=model.LEAST_MINUTES, most=model.MOST_MINUTES, usual=length.usual, spare_percent=length.spare_percent),
        circumstances=[PlannerCircumstance.of(one, {"must_be_said": one.must_be_said}) for one in vocabulary.circumstances],
        lengths=[PlannerLength.of(one, {"timed": one.timed == "yes"}) for one in plans.lengths],
        essentials=[
            PlannerEssential.of(one, {"spread": one.spread == "yes", "for_reader": one.for_reader == "yes"}) for one in plans.essentials
        ],
        starter=dataset.orders[plans.starter].questions,
        orders=[PlannerOrder.of(order) for order in dataset.orders.values()],
        questions=[
            PlannerQuestion.of(
                question,
                {
                    "topic": dataset.topic_of(question),
                    "href": href(question.id),
                    "codes": [question_code(name) for name in (question.id, *question.was)],
                },
            )
            for question in dataset.questions()
        ],
    ).as_json()
