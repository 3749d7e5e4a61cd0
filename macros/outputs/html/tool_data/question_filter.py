"""The data for the question filter. docs/assets/questions/question-filter.js makes the list of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from macros import model
from macros.loading.dataset import Dataset
from macros.outputs.formatting import LABELS
from macros.outputs.html.tool_data.payload import Names, Payload


class FilterQuestion(Payload):
    """A question, by its place in the list and the facets it's chosen by."""

    id: str
    text: str
    purpose: str
    href: str
    topic: str
    stage: str
    priority: model.Priority
    sensitivity: model.Sensitivity
    goals: list[str]
    persons: Names
    audiences: Names
    modes: Names
    synonyms: Names


class FilterData(Payload):
    """The data for the question filter, with what "Add to my plan" needs to know; `planner` is missing where the site has no Planner."""

    must: str
    sensitive: str
    most_entries: int
    planner: str | None = None
    questions: list[FilterQuestion]


def filter_data(dataset: Dataset, href: Callable[[str], str], planner: str) -> dict[str, Any]:
    """What the filter needs, ready for JSON.

    Args:
        dataset: The data.
        href: Gives the address of an item as seen from the filter's page.
        planner: The same for the Planner's page; "" if there's none.
    """
    groups: dict[str, model.QuestionFile | model.SectorFile] = {**dataset.topics, **dataset.sectors}
    return FilterData(
        must=LABELS["priority"]["must"],
        sensitive=LABELS["sensitivity"]["high"],
        most_entries=model.MOST_IN_PLAN,
        planner=planner or None,
        questions=[
            FilterQuestion.of(question, {"topic": name, "href": href(question.id)})
            for name, file in groups.items()
            for question in file.questions
        ],
    ).as_json()
