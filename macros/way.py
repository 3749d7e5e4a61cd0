"""Model to what the checklists' tools in the browser work with.

Ticks, dates, progress and reminders are worked out in docs/assets/checklists/schedule.js; what they are worked out
from comes from here, as one block of JSON in the page, so that it needs no request.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, pairwise

from macros import model
from macros.guide import Guide


def way_data(guide: Guide, lists: Sequence[model.Checklist], places: dict, href: Callable[[str], str]) -> dict:
    """What the tools need of these checklists, ready for JSON; `href` gives the address of an item as seen from the page.

    `places`: the `site` with its `name` and `url`, for links in calendars, and the addresses of the pages `overview` and `yourData`.
    """
    return {
        **places,
        "modes": [{"id": term.id, "label": term.label} for term in guide.vocabulary.modes],
        "audiences": [{"id": term.id, "label": term.label} for term in guide.vocabulary.audiences],
        "lists": [_list(guide, checklist, href) for checklist in lists],
    }


def _list(guide: Guide, checklist: model.Checklist, href: Callable[[str], str]) -> dict:
    return {
        "id": checklist.id,
        "title": checklist.title,
        "when": checklist.when,
        "step": guide.term("steps", checklist.step).label,
        "mode": checklist.mode,
        "role": checklist.role,
        "href": href(checklist.id),
        "items": [_item(guide, item) for item in guide.items_of(checklist)],
    }


def _item(guide: Guide, item: model.Item) -> dict:
    due = model.due(item.when)
    plain = item.model_dump(mode="json", include={"id", "was", "text", "why", "when", "minutes", "audiences"}, exclude_defaults=True)
    return {**plain, "due": due._asdict() if due else None}


def timed(steps: list[model.WorkshopStep]) -> Iterator[tuple[int, int, model.WorkshopStep]]:
    """The steps, each with the minutes at which it begins and ends."""
    ends = accumulate((step.minutes for step in steps), initial=0)
    return ((start, end, step) for (start, end), step in zip(pairwise(ends), steps, strict=True))
