"""What the Planner in the browser works with.

The choosing is in docs/assets/planner/planner-core.js; what it chooses from comes from here, as one block of JSON in its page,
so that it needs no request and works from a folder too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from macros import model
from macros.loading.dataset import Dataset

OF_A_QUESTION = {
    "id", "was", "text", "stage", "purpose", "goals", "audiences", "persons", "modes", "priority", "minutes", "research_first", "look_up",
    "sensitivity", "softener", "probes", "variants", "related", "ask_when", "after",
}  # fmt: skip


def planner_data(dataset: Dataset, href: Callable[[str], str]) -> dict:
    """What the planner needs, ready for JSON; `href` gives the address of an item as seen from its page."""
    vocabulary = dataset.vocabulary
    menus = {name: _menu(getattr(vocabulary, name)) for name in ("goals", "persons", "audiences", "modes", "sectors")}
    return {
        **menus,
        "topics": [topic.id for topic in vocabulary.topics],
        "stages": [stage.model_dump(include={"id", "label", "note", "start", "end"}) for stage in vocabulary.stages],
        "publicSources": {source.id: source.label for source in vocabulary.public_sources},
        "lengths": vocabulary.talk.lengths,
        "sparePercent": vocabulary.talk.spare_percent,
        "orders": [_plain(order) for order in dataset.orders.values()],
        "questions": [
            {**_plain(question, OF_A_QUESTION), "topic": dataset.topic_of(question), "href": href(question.id)}
            for question in dataset.questions()
        ],
    }


def _menu(terms: Sequence[model.Term]) -> list[dict]:
    return [{"id": term.id, "label": term.label} for term in terms]


def _plain(record: model.Record, keys: set[str] | None = None) -> dict:
    return record.model_dump(mode="json", include=keys, exclude_defaults=True)
