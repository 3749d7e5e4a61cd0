"""The data for the screen during the conversation, besides what all tools around a person have."""

from __future__ import annotations

from typing import Any

from macros import model
from macros.loading.dataset import Dataset
from macros.outputs.html.tool_data.payload import Payload
from macros.outputs.html.tool_data.planner import PlannerStage


class DuringQuestion(Payload):
    """A question in the words it's usually asked in."""

    id: str
    stage: str
    text: str


class DuringOrder(Payload):
    """A ready-made plan for a conversation in real time. `is_general` is whether it suits anyone."""

    id: str
    title: str
    minutes: int
    is_general: bool = False
    questions: list[DuringQuestion]


class DuringData(Payload):
    """The data for the screen during the conversation, which lasts between `least_minutes` and `most_minutes`."""

    stages: list[PlannerStage]
    orders: list[DuringOrder]
    least_minutes: int
    most_minutes: int


def during_data(dataset: Dataset) -> dict[str, Any]:
    """What the screen needs, ready for JSON.

    Args:
        dataset: the data.
    """
    in_real_time = [order for order in dataset.orders.values() if dataset.plan_length(order.minutes, order.mode).timed == "yes"]
    return DuringData(
        stages=[PlannerStage.of(stage) for stage in dataset.vocabulary.stages],
        orders=[_order(dataset, order) for order in in_real_time],
        least_minutes=model.LEAST_MINUTES,
        most_minutes=model.MOST_MINUTES,
    ).as_json()


def _order(dataset: Dataset, order: model.RunningOrder) -> DuringOrder:
    by_id = {question.id: question for question in dataset.questions()}
    questions = [DuringQuestion.of(by_id[name], {"text": _words(by_id[name])}) for name in order.questions]
    is_general = not (order.mode or order.person or order.audience or order.only_if)
    return DuringOrder.of(order, {"questions": questions, "is_general": is_general})


def _words(question: model.Question) -> str:
    """A sensitive question is asked in its softer form, as in the Planner."""
    return question.softener if question.sensitivity == "high" and question.softener else question.text
