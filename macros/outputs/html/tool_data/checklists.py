"""The data for the checklists. docs/assets/checklists/schedule.js works out dates, progress and reminders."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from macros import model
from macros.loading.dataset import Dataset
from macros.outputs.html.tool_data.payload import MenuEntry, Names, Payload, menu_entries


class DueData(Payload):
    """That many units after the day of the meeting or of asking, or the meeting's first minute; before it if the number is below zero."""

    origin: model.DueOrigin
    unit: model.DueUnit
    count: int


class ItemData(Payload):
    """A thing to do, `minutes` long."""

    id: str
    was: Names
    text: str
    why: str
    when: str
    minutes: int
    audiences: Names
    due: DueData | None = None


class ListData(Payload):
    """A checklist."""

    id: str
    title: str
    mode: str | None = None
    role: model.Side
    href: str
    items: list[ItemData]


class SiteData(Payload):
    """The site, for links in calendars."""

    name: str
    url: str


class ChecklistsData(Payload):
    """The data for some checklists; `overview` and `your_data` are addresses of pages, or "" if there's no such page."""

    site: SiteData
    overview: str
    your_data: str
    modes: list[MenuEntry]
    audiences: list[MenuEntry]
    lists: list[ListData]


def checklists_data(
    dataset: Dataset, lists: Sequence[model.Checklist], places: Mapping[str, Any], href: Callable[[str], str]
) -> dict[str, Any]:
    """What the page needs to know about these checklists, ready for JSON.

    Args:
        dataset: the data.
        lists: the checklists of the page.
        places: the `site` with its `name` and `url`, and the addresses of the pages `overview` and `your_data`.
        href: gives the address of an item as seen from the page.
    """
    return ChecklistsData(
        **places,
        modes=menu_entries(dataset.vocabulary.modes),
        audiences=menu_entries(dataset.vocabulary.audiences),
        lists=[_list(dataset, checklist, href) for checklist in lists],
    ).as_json()


def _list(dataset: Dataset, checklist: model.Checklist, href: Callable[[str], str]) -> ListData:
    return ListData.of(checklist, {"href": href(checklist.id), "items": [_item(item) for item in dataset.items_of(checklist)]})


def _item(item: model.Item) -> ItemData:
    due = model.due(item.when)
    return ItemData.of(item, {"due": DueData(**asdict(due)) if due else None})
