"""What the checklists' tools in the browser work with.

Ticks, dates, progress and reminders are worked out in docs/assets/checklists/; what they are worked out from comes from here,
as one block of JSON in the page, so that it needs no request.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict

from macros import model
from macros.loading.dataset import Dataset


def checklists_data(dataset: Dataset, lists: Sequence[model.Checklist], places: dict, href: Callable[[str], str]) -> dict:
    """What the tools need of these checklists, ready for JSON; `href` gives the address of an item as seen from the page.

    `places`: the `site` with its `name` and `url`, for links in calendars, and the addresses of the pages `overview` and `yourData`.
    """
    return {
        **places,
        "modes": [{"id": term.id, "label": term.label} for term in dataset.vocabulary.modes],
        "audiences": [{"id": term.id, "label": term.label} for term in dataset.vocabulary.audiences],
        "lists": [_list(dataset, checklist, href) for checklist in lists],
    }


def _list(dataset: Dataset, checklist: model.Checklist, href: Callable[[str], str]) -> dict:
    return {
        "id": checklist.id,
        "title": checklist.title,
        "when": checklist.when,
        "step": dataset.term("steps", checklist.step).label,
        "mode": checklist.mode,
        "role": checklist.role,
        "href": href(checklist.id),
        "items": [_item(dataset, item) for item in dataset.items_of(checklist)],
    }


def _item(dataset: Dataset, item: model.Item) -> dict:
    due = model.due(item.when)
    plain = item.model_dump(mode="json", include={"id", "was", "text", "why", "when", "minutes", "audiences"}, exclude_defaults=True)
    return {**plain, "due": asdict(due) if due else None}
