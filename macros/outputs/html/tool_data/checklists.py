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
    """A thing to do, `minutes` long. `until` is the status with a person once it's behind the reader, `length` is how many minutes
    the conversation has that it's timed for, if its time changes with it, and `near` is whether it's an item of the short list due a day
    before or after the conversation."""

    id: str
    was: Names
    text: str
    why: str
    when: str
    minutes: int
    audiences: Names
    once: model.YesNo = "no"
    short: model.YesNo = "no"
    until: model.StatusId | None = None
    near: bool = False
    length: int | None = None
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
    return ListData.of(checklist, {"href": href(checklist.id), "items": [_item(checklist, item) for item in dataset.items_of(checklist)]})


def _item(checklist: model.Checklist, item: model.Item) -> ItemData:
    due = model.due(item.when)
    of_list = {"until": item.until or checklist.until, "length": checklist.length}
    return ItemData.of(item, {**of_list, "near": _is_near(item), "due": DueData(**asdict(due)) if due else None})


def _is_near(item: model.Item) -> bool:
    due = model.due(item.when)
    return item.short == "yes" and due is not None and (due.is_days_from_meeting(-1) or due.is_days_from_meeting(1))


def near_lists(dataset: Dataset, href: Callable[[str], str]) -> list[ListData]:
    """What's to do the day before and the day after a conversation, for a calendar file: the items that are due together with those of
    the short list.

    Args:
        dataset: the data.
        href: gives the address of an item as seen from the page.
    """
    found = []
    for checklist in dataset.checklists.values():
        times = {item.when for item in checklist.items if _is_near(item)}
        items = [_item(checklist, item) for item in dataset.items_of(checklist) if item.when in times]
        if items:
            found.append(ListData.of(checklist, {"href": href(checklist.id), "items": items}))
    return found
