"""The timetables of conversations and workshops: when each stage or step begins and ends."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import NamedTuple, cast

from macros import model
from macros.loading.dataset import Dataset


def questions_of(dataset: Dataset, order: model.RunningOrder) -> list[model.Question]:
    """The questions of a ready-made plan, in order."""
    return [cast(model.Question, dataset.records[name]) for name in order.questions]


def stage_times(dataset: Dataset, order: model.RunningOrder) -> list[tuple[model.Stage, int, int, list[model.Question]]]:
    """When each stage of a ready-made plan begins and ends.

    The time kept for follow-up questions is spread over all the stages, the way planner-core.js does it.

    Args:
        dataset: The guide's data.
        order: The plan, with its minutes.

    Returns:
        Each stage, the minutes when it begins and ends, and its questions.
    """
    questions = questions_of(dataset, order)
    stages = [stage for stage in dataset.vocabulary.stages if any(question.stage == stage.id for question in questions)]
    parts = [[question for question in questions if question.stage == stage.id] for stage in stages]
    sums = list(accumulate((sum(question.minutes for question in part) for part in parts), initial=0))
    stretch = min(order.minutes / sums[-1], order.minutes / dataset.prepared_minutes(order.minutes))
    ends = [int(minutes * stretch + 0.5) for minutes in sums]
    return [(stage, start, end, part) for stage, (start, end), part in zip(stages, pairwise(ends), parts, strict=True)]


def timed_steps(steps: list[model.WorkshopStep]) -> Iterator[tuple[int, int, model.WorkshopStep]]:
    """Yield the minutes when each step begins and ends, and the step."""
    ends = accumulate((step.minutes for step in steps), initial=0)
    return ((start, end, step) for (start, end), step in zip(pairwise(ends), steps, strict=True))


class SlidesOfStep(NamedTuple):
    """The slides of a step of the workshop, each with its number among all slides."""

    number: int
    title: str
    start: int
    end: int
    slides: list[tuple[int, model.Slide]]


def slides_by_step(dataset: Dataset) -> list[SlidesOfStep]:
    """The slides under the steps of the workshop they belong to, in order. Steps without slides are left out.

    Args:
        dataset: The guide's data.
    """
    numbered = list(enumerate(dataset.one(model.SlideFile).slides, 1))
    steps = [
        SlidesOfStep(number, step.title, start, end, [(place, slide) for place, slide in numbered if slide.step == number])
        for number, (start, end, step) in enumerate(timed_steps(dataset.workshop.steps), 1)
    ]
    return [step for step in steps if step.slides]
