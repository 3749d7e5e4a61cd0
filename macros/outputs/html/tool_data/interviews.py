"""The data for My interviews and the tools around it. docs/assets/interviews/interviews-core.js works out what comes next and when."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from pydantic import Field

from macros import model
from macros.loading.dataset import Dataset
from macros.outputs.context import RenderContext
from macros.outputs.html.tool_data.checklists import DueData, ListData, SiteData, near_lists
from macros.outputs.html.tool_data.payload import MenuEntry, Names, Payload, menu_entries

PAGES = {
    "interviews": "my_interviews",
    "who_first": "who_first",
    "during": "during",
    "compare": "compare_interviews",
    "exchange": "interviews_in_and_out",
    "composer": "composer",
    "planner": "planner",
    "checklists": "checklists",
    "your_data": "your_data",
}
"""What the payload calls the addresses of pages, and the macro of each."""


class StatusData(MenuEntry):
    """How far things are with a person."""

    id: model.StatusId
    note: str


class OutcomeData(MenuEntry):
    """Why a person is closed."""

    id: model.Outcome


class NextActData(Payload):
    """What to do next. `item` is the id of the item of a checklist it is, `checklist` the address of that checklist, and `due` when
    the item is due."""

    id: str
    statuses: list[model.StatusId]
    needs: Annotated[list[model.ActNeed], Field(default_factory=list)]
    text: str
    tool: model.ActTool
    form: str | None = None
    item: str | None = None
    checklist: str | None = None
    due: DueData | None = None
    days: int | None = None
    counted_from: model.CountedFrom = "status"
    then: model.StatusId | None = None


class CompareTopicData(MenuEntry):
    """Something to compare people's answers on."""

    about: model.TopicAbout


class GridSectionData(Payload):
    """What the comparison grid asks below its table, and how many lines there are to write on."""

    heading: str
    lines: int


class RatingData(Payload):
    """A question of "Who first?", with its answers, best first."""

    id: model.RatingName
    label: str
    answers: list[str]
    reason: str


class RoleCardData(Payload):
    """Who to be in a rehearsal."""

    id: str
    title: str
    text: str
    twist: str


class SampleData(Payload):
    """A made-up person; `asked` and `met` are days ago, and `meets_in` is days from now."""

    name: str
    role: str
    employer: str
    field: str
    relationship: str
    channel: str
    mode: str
    status: model.StatusId
    asked: int | None = None
    meets_in: int | None = None
    met: int | None = None
    learned: Names


class StageData(MenuEntry):
    """A stage of the conversation, with its minutes in a 30-minute one."""

    start: int
    end: int


class DayList(Payload):
    """The checklist for the day of a conversation held that way."""

    mode: str
    title: str
    href: str


class PageAddresses(Payload):
    """The addresses of pages, or "" if the guide has no such page."""

    interviews: str
    who_first: str
    during: str
    compare: str
    exchange: str
    composer: str
    planner: str
    checklists: str
    your_data: str


class InterviewsData(Payload):
    """The data for My interviews. `quiet_after` is when the wait for an answer ends, and `referred` is how the reader knows someone
    another person named."""

    site: SiteData
    pages: PageAddresses
    statuses: list[StatusData]
    outcomes: list[OutcomeData]
    quiet_after: DueData | None = None
    referred: str
    acts: list[NextActData]
    least_to_compare: int
    most_to_compare: int
    topics: list[CompareTopicData]
    grid_sections: Annotated[list[GridSectionData], Field(default_factory=list)]
    criteria: list[str]
    sorter: list[RatingData]
    consent: list[str]
    role_cards: list[RoleCardData]
    practice: list[str]
    sample: list[SampleData]
    relationships: list[MenuEntry]
    channels: list[MenuEntry]
    modes: list[MenuEntry]
    sectors: list[MenuEntry]
    goals: list[MenuEntry]
    audiences: list[MenuEntry]
    stages: list[StageData]
    lengths: list[int]
    usual_length: int
    day_lists: list[DayList]
    near_lists: list[ListData]


def interviews_data(context: RenderContext) -> dict[str, Any]:
    """What My interviews and the tools around it need, ready for JSON.

    Args:
        context: the page it's for.
    """
    dataset = context.dataset
    guide, vocabulary = dataset.interviews, dataset.vocabulary
    menus = ("relationships", "channels", "modes", "sectors", "goals", "audiences")
    return InterviewsData.of(
        guide,
        {
            **{name: menu_entries(getattr(vocabulary, name)) for name in menus},
            "site": SiteData(**context.places["site"]),
            "pages": PageAddresses(**{name: context.tool(macro) for name, macro in PAGES.items()}),
            "quiet_after": _due(dataset, guide.quiet_after),
            "acts": [_act(context, act) for act in guide.acts],
            "topics": [CompareTopicData.of(topic) for topic in guide.topics],
            "grid_sections": _grid_sections(dataset, guide.grid),
            "stages": [StageData.of(stage) for stage in vocabulary.stages],
            "lengths": vocabulary.talk.lengths,
            "usual_length": vocabulary.talk.usual,
            "day_lists": [
                DayList(mode=one.mode, title=one.title, href=context.page_of(one))
                for one in dataset.checklists.values()
                if one.mode and one.id in context.site_index.page_by_id
            ],
            "near_lists": near_lists(dataset, context.href),
        },
    ).as_json()


def _act(context: RenderContext, act: model.NextAct) -> NextActData:
    lists = [one for one in context.dataset.checklists.values() if act.item in [item.id for item in one.items]]
    shown = [context.page_of(one) for one in lists if one.id in context.site_index.page_by_id]
    due = _due(context.dataset, act.item) if act.item else None
    return NextActData.of(act, {"due": due, "checklist": shown[0] if shown else None})


def _grid_sections(dataset: Dataset, grid: str | None) -> list[GridSectionData]:
    sheet = dataset.worksheets.get(grid) if grid else None
    return [GridSectionData(heading=one.heading, lines=one.lines) for one in sheet.sections if one.lines] if sheet else []


def _due(dataset: Dataset, item: str) -> DueData | None:
    """When an item of a checklist is due; None if that's any time, or a copy hides it."""
    found = dataset.records.get(item)
    due = model.due(found.when) if isinstance(found, model.Item) else None
    return DueData(**asdict(due)) if due else None
