"""The clock of a conversation and of a workshop: when each part begins and ends."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, pairwise

from macros import model
from macros.loading.dataset import Dataset


def stage_times(dataset: Dataset, order: model.RunningOrder) -> list[tuple[model.Stage, int, int, list[model.Question]]]:
    """Each stage of a running order with the minutes when it begins and ends, and its questions.

    The time kept for follow-up questions is spread over all stages, as planner-core.js spreads it.
    """
    questions = [dataset.records[name] for name in order.questions]
    stages = [stage for stage in dataset.vocabulary.stages if any(question.stage == stage.id for question in questions)]
    parts = [[question for question in questions if question.stage == stage.id] for stage in stages]
    sums = list(accumulate((sum(question.minutes for question in part) for part in parts), initial=0))
    stretch = min(order.minutes / sums[-1], order.minutes / dataset.prepared_minutes(order.minutes))
    ends = [int(minutes * stretch + 0.5) for minutes in sums]
    return [(stage, start, end, part) for stage, (start, end), part in zip(stages, pairwise(ends), parts, strict=True)]


def timed_steps(steps: list[model.WorkshopStep]) -> Iterator[tuple[int, int, model.WorkshopStep]]:
    """The steps, each with the minutes at which it begins and ends."""
    ends = accumulate((step.minutes for step in steps), initial=0)
    return ((start, end, step) for (start, end), step in zip(pairwise(ends), steps, strict=True))
