"""Checklists, worksheets and the workshop."""

from typing import Annotated, Literal

from pydantic import (
    Field,
)

from macros.model.base import Form, Line, Lines, Model, Record, Ref, Text, When, Whole, identifier
from macros.model.interviews import StatusId
from macros.model.vocabulary import YesNo

Side = Literal["asking", "asked"]


class Item(Record):
    """One thing to do, short enough for one line of a printed checklist."""

    id: Annotated[str, identifier("i", "i-prepare-01")]
    text: Annotated[str, Text(75)] = Field(description="One thing to do. Start with a verb.")
    why: Annotated[str, Text(110)] = Field(description="Why it helps.")
    when: When = Field(description='When it is due, counted from the conversation, such as "5 days before".')
    minutes: Annotated[Whole, Field(ge=1, le=240)] = Field(description="How many minutes it takes.")
    audiences: list[Annotated[str, Ref("audiences")]] = Field(
        default_factory=list, max_length=3, description="Only if it is just for them."
    )
    once: YesNo = Field("no", description="yes if it is done once, not again for each person.")
    short: YesNo = Field("no", description="yes if it is on the short list.")
    until: StatusId | None = Field(None, description="The status with a person once it is behind the reader, if not the one of its list.")


SHORT_LIST_ITEMS = 12
"""How many items the short list has: what matters most for a first conversation."""

MOST_ITEMS = 22
"""As many as fit on one printed page at a readable size, with every text at its limit. tests/outputs/test_sheets.py prints one."""


class Checklist(Record):
    """data/checklists/<list>.yml. It has to fit on one printed page, so the number of items is limited."""

    id: Annotated[str, Form(r"c(-[a-z]+)+", "c-prepare")]
    title: Annotated[str, Text(50)] = Field(description="What the list is for.")
    step: Annotated[str, Ref("steps")] = Field(description="The step it belongs to.")
    when: Annotated[str, Text(60)] = Field(description="When to use it, in words.")
    intro: Line = Field(description="What to know before you start.")
    mode: Annotated[str, Ref("modes")] | None = Field(None, description="Only if it is for conversations held that way.")
    role: Side = Field("asking", description="Whose list it is: the person who asks for the conversation, or the person who is asked.")
    includes: list[Annotated[str, Ref("item")]] = Field(default_factory=list, description="Items from other lists that belong here too.")
    until: StatusId | None = Field(None, description="The status with a person once the list is behind the reader, if it ever is.")
    length: Annotated[Whole, Field(ge=5, le=240)] | None = Field(
        None, description="How many minutes the conversation has that its minutes are for, if they change with it."
    )
    items: list[Item] = Field(min_length=3, max_length=MOST_ITEMS, description="The things to do, in the order they are due.")


class Comparison(Model):
    """Texts in one row of an example that agree, or that differ."""

    row: Annotated[str, Text(40)] = Field(description="The words at the start of the row.")
    columns: list[Annotated[str, Text(40)]] = Field(min_length=2, description="The headings of the columns they are in.")
    shows: Literal["agree", "differ"] = Field(description="Whether these texts agree or differ.")


class Section(Model):
    """A part of a worksheet: ruled lines, printed lines with boxes to check, or a table."""

    heading: Annotated[str, Text(60)] = Field(description="What people write here.")
    hint: Annotated[str, Text(120)] | None = Field(None, description="How to fill it in.")
    items: list[Annotated[str, Text(150)]] = Field(
        default_factory=list, max_length=12, description="Printed lines to read or check off, if people write nothing here."
    )
    lines: Annotated[Whole, Field(ge=1, le=12)] | None = Field(None, description="How many ruled lines there are, if it is not a table.")
    columns: list[Annotated[str, Text(40)]] = Field(default_factory=list, max_length=6, description="The headings of a table's columns.")
    rows: Annotated[Whole, Field(ge=1, le=20)] | list[Annotated[str, Text(40)]] | None = Field(
        None, description="How many empty rows a table has, or the words at the start of each row."
    )
    filled: list[list[Annotated[str, Text(120)]]] = Field(
        default_factory=list, description="An example: for each line or row, what someone wrote, one text for each column."
    )
    compared: list[Comparison] = Field(
        default_factory=list,
        max_length=40,
        description="What agrees and what differs in the example. The page marks it; the printed sheet doesn't.",
    )

    def mark(self, row: int, column: int) -> str:
        """Whether a text of the example agrees with others in its row or differs from them: agree, differ or neither."""
        if not isinstance(self.rows, list):
            return ""
        place = self.rows[row], self.columns[column + 1]
        return next((one.shows for one in self.compared if one.row == place[0] and place[1] in one.columns), "")

    @property
    def room(self) -> tuple[int, int]:
        """How many lines or rows people write on, and how many texts each of them takes. Words at the start of a row are printed."""
        if isinstance(self.rows, list):
            return len(self.rows), len(self.columns) - 1
        return self.rows or self.lines or 0, len(self.columns) or 1

    @property
    def height_mm(self) -> int:
        """The least space it takes on a printed page, with every text at its limit."""
        height = 7 + (5 if self.hint else 0)
        if self.items:
            return height + 10 * len(self.items)
        if self.columns:
            height += 14
        if isinstance(self.rows, list):
            return height + 9 * len(self.rows)
        return height + 7 * (self.rows or self.lines or 0)


class Worksheet(Record):
    """data/worksheets/<sheet>.yml"""

    id: Annotated[str, Form(r"w(-[a-z]+)+", "w-plan")]
    title: Annotated[str, Text(50)] = Field(description="What the sheet is for.")
    step: Annotated[str, Ref("steps")] = Field(description="The step it belongs to.")
    intro: Line = Field(description="How to use it.")
    example: Line | None = Field(None, description="Who filled in the example, and for which conversation, if there is one.")
    unsigned: YesNo = Field("no", description="Whether it's printed without lines for a name and a date.")
    sections: list[Section] = Field(min_length=1, max_length=10, description="The parts of the page, from top to bottom.")


MOST_MM = 205
"""How tall the sections of a worksheet can be in total, so it fits on one US Letter page."""


class WorkshopStep(Model):
    """What happens during part of a workshop."""

    minutes: Annotated[Whole, Field(ge=1, le=60)] = Field(description="How many minutes it takes.")
    title: Annotated[str, Text(60)] = Field(description="What it is about.")
    what: Annotated[str, Text(220)] = Field(description="What the adviser and the group do.")


class Workshop(Record):
    """data/workshop.yml: how an adviser uses the sheets with a group. It fits on one printed page."""

    id: Annotated[str, Form(r"p(-[a-z]+)+", "p-workshop")]
    title: Annotated[str, Text(60)] = Field(description="What the page is called.")
    intro: Annotated[str, Text(300)] = Field(description="Who it is for, and what people take away from it.")
    minutes: Annotated[Whole, Field(ge=10, le=240)] = Field(description="How long the whole workshop takes.")
    people: Whole = Field(description="How many people it is planned for.")
    before: list[Annotated[str, Text(150)]] = Field(min_length=1, max_length=5, description="What to get ready.")
    outcomes: list[Line] = Field(min_length=2, max_length=5, description="What each person can do at the end.")
    sheets: list[Annotated[str, Ref("target")]] = Field(min_length=1, max_length=6, description="The checklists and worksheets it uses.")
    steps: list[WorkshopStep] = Field(
        min_length=2, max_length=8, description="What happens, in order. Their minutes add up to the whole workshop."
    )
    afterwards: list[Annotated[str, Text(150)]] = Field(min_length=1, max_length=3, description="What to do in the weeks afterward.")


class Slide(Record):
    """One slide for a group, with what the instructor says to it."""

    id: Annotated[str, identifier("l", "l-what-01")]
    title: Annotated[str, Text(60)] = Field(description="The heading of the slide.")
    lines: list[Annotated[str, Text(110)]] = Field(default_factory=list, max_length=6, description="What the slide says, in few words.")
    quote: Annotated[str, Text(420), Lines()] | None = Field(None, description="A message or an exchange to look at together.")
    minutes: Annotated[Whole, Field(ge=1, le=30)] = Field(description="How many minutes it takes.")
    step: Annotated[Whole, Field(ge=1, le=8)] = Field(description="The number of the step of the workshop it belongs to.")
    skip: YesNo = Field("no", description="Whether it can be left out when time is short.")
    say: Annotated[str, Text(600)] = Field(description="What the instructor says and does. Only the instructor's copy shows it.")


class SlideFile(Record):
    """data/slides.yml"""

    id: Annotated[str, Form(r"p(-[a-z]+)+", "p-slides")]
    title: Annotated[str, Text(60)] = Field(description="What the first slide says.")
    subtitle: Annotated[str, Text(120)] = Field(description="The line below it.")
    slides: list[Slide] = Field(min_length=3, max_length=40, description="The slides, in order.")
