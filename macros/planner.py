"""Model to what the planner in the browser works with, and the clock of a talk.

The planner's choosing is in docs/assets/planner/planner-core.js; what it chooses from comes from here, as one block
of JSON in its page, so that it needs no request and works from a folder too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise

from macros import model
from macros.guide import Guide

OF_A_QUESTION = {
    "id", "was", "text", "stage", "purpose", "goals", "audiences", "persons", "modes", "priority", "minutes", "research_first", "look_up",
    "sensitivity", "softener", "probes", "variants", "related", "ask_when", "after",
}  # fmt: skip


def planner_data(guide: Guide, href: Callable[[str], str]) -> dict:
    """What the planner needs, ready for JSON; `href` gives the address of an item as seen from its page."""
    vocabulary = guide.vocabulary
    menus = {name: _menu(getattr(vocabulary, name)) for name in ("goals", "persons", "audiences", "modes", "sectors")}
    return {
        **menus,
        "topics": [topic.id for topic in vocabulary.topics],
        "stages": [stage.model_dump(include={"id", "label", "note", "start", "end"}) for stage in vocabulary.stages],
        "publicSources": {source.id: source.label for source in vocabulary.public_sources},
        "lengths": vocabulary.talk.lengths,
        "sparePercent": vocabulary.talk.spare_percent,
        "orders": [_plain(order) for order in guide.orders.values()],
        "questions": [
            {**_plain(question, OF_A_QUESTION), "topic": guide.topic_of(question), "href": href(question.id)}
            for question in guide.questions()
        ],
    }


def _menu(terms: Sequence[model.Term]) -> list[dict]:
    return [{"id": term.id, "label": term.label} for term in terms]


def _plain(record: model.Record, keys: set[str] | None = None) -> dict:
    return record.model_dump(mode="json", include=keys, exclude_defaults=True)


def clock(guide: Guide, order: model.RunningOrder) -> list[tuple[model.Stage, int, int, list[model.Question]]]:
    """Each stage of a running order with the minutes when it begins and ends, and its questions.

    The time kept for follow-up questions is spread over all stages, as planner-core.js spreads it.
    """
    questions = [guide.records[name] for name in order.questions]
    stages = [stage for stage in guide.vocabulary.stages if any(question.stage == stage.id for question in questions)]
    parts = [[question for question in questions if question.stage == stage.id] for stage in stages]
    sums = list(accumulate((sum(question.minutes for question in part) for part in parts), initial=0))
    stretch = min(order.minutes / sums[-1], order.minutes / guide.room(order.minutes))
    ends = [int(minutes * stretch + 0.5) for minutes in sums]
    return [(stage, start, end, part) for stage, (start, end), part in zip(stages, pairwise(ends), parts, strict=True)]
