"""The timetables of conversations, workshops and following up: when each stage or step begins and ends, and what is due."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import NamedTuple, cast

from macros import model
from macros.loading.dataset import Dataset

MINUTES_A_MONTH = model.Due("meeting", "month", 1).order


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


def follow_up_year(dataset: Dataset) -> list[tuple[model.Item, model.Due]]:
    """What matters most after a conversation, for the drawing of that year.

    Args:
        dataset: The guide's data.

    Returns:
        Items and when they are due, the first one first. Of each checklist of the step they are the short list, or, if it has none, the
        first item of each month that is for every reader.
    """
    lists = [checklist for checklist in dataset.checklists.values() if checklist.step == "follow-up" and checklist.role == "asking"]
    kept = [found for checklist in lists for found in _most_important(checklist)]
    return sorted(kept, key=lambda found: found[1].order)


def _most_important(checklist: model.Checklist) -> list[tuple[model.Item, model.Due]]:
    timed = [(item, due) for item in checklist.items if (due := model.due(item.when)) and due.origin == "meeting" and due.count > 0]
    first_of_month: dict[int, tuple[model.Item, model.Due]] = {}
    for item, due in timed:
        if not item.audiences:
            first_of_month.setdefault(int(due.order / MINUTES_A_MONTH), (item, due))
    return [found for found in timed if found[0].short == "yes"] or list(first_of_month.values())
