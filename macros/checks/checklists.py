"""Rules for checklists, worksheets and the workshop."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from macros import model
from macros.checks.rule import rule
from macros.diagnostics import Diagnostic, one_of
from macros.loading.data_file import inner_path
from macros.loading.dataset import Dataset
from macros.loading.local_ids import is_local_id

SHORT_LIST_MOMENTS: dict[str, Callable[[model.Due], bool]] = {
    "while they ask": lambda due: due.origin == "asking",
    "the day before": lambda due: due.is_days_from_meeting(-1),
    "during the conversation": lambda due: due.origin == "start",
    "a day after": lambda due: due.is_days_from_meeting(1),
}
"""When the short list needs something to do. A calendar file has what's due a day before and a day after, unless the reader wants more."""


@rule("R322")
def in_order_of_time(dataset: Dataset) -> Iterator[Diagnostic]:
    for checklist in dataset.checklists.values():
        last: dict[str, tuple[float, model.Item]] = {}
        for item in checklist.items:
            due = model.due(item.when)
            if due is None or is_local_id(item.id):
                continue  # An item a copy adds is placed by its time; see Dataset.items_of.
            if due.origin in last and due.order < last[due.origin][0]:
                above = last[due.origin][1]
                what = f"this is due before {above.id}, but comes after it in the list"
                yield Diagnostic(
                    item.origin.at("when"), "R322", what, item.when, f"a place above it, or a time no earlier than {above.when}"
                )
            else:
                last[due.origin] = (due.order, item)


@rule("R323")
def taken_items(dataset: Dataset) -> Iterator[Diagnostic]:
    for checklist in dataset.checklists.values():
        listed = {item.id for item in checklist.items}
        for index, name in enumerate(checklist.includes):
            item = dataset.records.get(name)
            if isinstance(item, model.Item) and model.due(item.when) is None:
                what = "this item has no time, so it has no place in this list"
                yield Diagnostic(checklist.origin.at("includes", index), "R323", what, name, "an item with a time")
            if name in listed:
                yield Diagnostic(checklist.origin.at("includes", index), "R323", "this item is already in the list", name, "each item once")
        count = len(checklist.items) + len(checklist.includes)
        if count > model.MOST_ITEMS:
            what = "with the items it includes from other lists, this list is too long for a page"
            yield Diagnostic(checklist.origin.at("includes"), "R323", what, f"{count} items", f"at most {model.MOST_ITEMS}")


@rule("R387")
def short_list(dataset: Dataset) -> Iterator[Diagnostic]:
    listed: list[model.Item] = []
    for checklist in dataset.checklists.values():
        for item in (item for item in checklist.items if item.short == "yes"):
            if checklist.role == "asked" or checklist.mode or item.audiences:
                what = "the short list is for everyone, and this item isn't"
                yield Diagnostic(item.origin.at("short"), "R387", what, item.id, "an item for everyone who asks, however they meet")
            else:
                listed.append(item)
    if not listed:
        return
    wanted, every_item = model.SHORT_LIST_ITEMS, frozenset({"item"})
    if len(listed) != wanted:
        place = listed[min(len(listed), wanted + 1) - 1].origin.at("short")
        what, expected = "the short list has the wrong number of items", f"short: yes on exactly {wanted}"
        yield Diagnostic(place, "R387", what, str(len(listed)), expected, depends_on=every_item)
        return
    dues = [due for item in listed if (due := model.due(item.when))]
    for moment, is_then in SHORT_LIST_MOMENTS.items():
        if not any(is_then(due) for due in dues):
            what = "the short list has nothing to do at one of the moments that matter"
            expected = f"short: yes on an item due {moment}"
            yield Diagnostic(listed[0].origin.at("short"), "R387", what, expected=expected, depends_on=every_item)


@rule("R324")
def worksheet_height(dataset: Dataset) -> Iterator[Diagnostic]:
    for sheet in dataset.worksheets.values():
        height = sum(section.height_mm for section in sheet.sections)
        if height > model.MOST_MM:
            expected = f"at most {model.MOST_MM} mm: fewer sections, lines or rows"
            yield Diagnostic(sheet.origin.at("sections"), "R324", "the worksheet doesn't fit on one page", f"{height} mm", expected)


@rule("R325")
def workshop_minutes(dataset: Dataset) -> Iterator[Diagnostic]:
    workshop = dataset.find(model.Workshop)
    if workshop is None:
        return
    total = sum(step.minutes for step in workshop.steps)
    if total != workshop.minutes:
        place, wanted = workshop.origin.at("minutes"), f"{workshop.minutes} minutes"
        what, file = "the steps don't add up to the time of the workshop", frozenset({inner_path(workshop.origin.file)})
        yield Diagnostic(place, "R325", what, f"{total} minutes", wanted, depends_on=file)


@rule("R315")
def section_form(dataset: Dataset) -> Iterator[Diagnostic]:
    for sheet in dataset.worksheets.values():
        for index, section in enumerate(sheet.sections):
            columns, rows = bool(section.columns), section.rows is not None
            if columns != rows or [section.lines is not None, bool(section.items), columns].count(True) != 1:
                yield Diagnostic(
                    sheet.origin.at("sections", index),
                    "R315",
                    "a section needs one of these: lines, items, or columns and rows",
                    section.heading,
                    "lines: 3, or items: [...], or columns: [...] with rows: 5",
                )


@rule("R375")
def filled_in_examples(dataset: Dataset) -> Iterator[Diagnostic]:
    for sheet in dataset.worksheets.values():
        if sheet.example and not any(section.filled for section in sheet.sections):
            what, expected = "there is an example, but nothing is filled in", "a line filled: ... in at least one section"
            yield Diagnostic(sheet.origin.at("example"), "R375", what, sheet.example, expected)
        for index, section in enumerate(sheet.sections):
            if section.filled and not sheet.example:
                what, expected = "nothing says who filled this in", "a line example: ... above the sections"
                yield Diagnostic(sheet.origin.at("sections", index, "filled"), "R375", what, section.heading, expected)
            yield from _filled_too_much(sheet, index, section)


def _filled_too_much(sheet: model.Worksheet, index: int, section: model.Section) -> Iterator[Diagnostic]:
    """What is filled in where a section has no room for it."""
    lines, texts = section.room
    if len(section.filled) > lines:
        expected = f"at most {lines}" if lines else "no filled:, since there is nothing to write on"
        place = sheet.origin.at("sections", index, "filled", lines)
        yield Diagnostic(place, "R375", "more lines or rows are filled in than there are", str(len(section.filled)), expected)
    for number, written in enumerate(section.filled[:lines]):
        if len(written) != texts:
            place = sheet.origin.at("sections", index, "filled", number)
            expected = f"{texts}, one for each column people write in" if section.columns else "1, since it's a line"
            yield Diagnostic(place, "R375", "this is the wrong number of texts", str(len(written)), expected)
    rows = section.rows if isinstance(section.rows, list) else []
    for number, one in enumerate(section.compared):
        at = ("sections", index, "compared", number)
        for path, name, known in [
            (("row",), one.row, rows),
            *((("columns", column), name, section.columns[1:]) for column, name in enumerate(one.columns)),
        ]:
            if name not in known:
                what = "the table has no row or column of this name"
                yield Diagnostic(sheet.origin.at(*at, *path), "R375", what, name, one_of(known) if known else "no compared:")


@rule("R383")
def workshop_sheets(dataset: Dataset) -> Iterator[Diagnostic]:
    workshop = dataset.find(model.Workshop)
    if workshop is None:
        return
    sheets = [*dataset.checklists, *dataset.worksheets]
    for index, name in enumerate(workshop.sheets):
        if name.endswith(".md") or (name in dataset.records and name not in sheets):
            yield Diagnostic(workshop.origin.at("sheets", index), "R383", "this isn't a checklist or a worksheet", name, one_of(sheets))


@rule("R384")
def steps_of_slides(dataset: Dataset) -> Iterator[Diagnostic]:
    file, workshop = dataset.find(model.SlideFile), dataset.find(model.Workshop)
    if file is None or workshop is None:
        return
    last, inputs = 1, frozenset({inner_path(workshop.origin.file)})
    for slide in file.slides:
        place = slide.origin.at("step")
        if slide.step > len(workshop.steps):
            what, expected = "the workshop has no step of that number", f"at most {len(workshop.steps)}"
            yield Diagnostic(place, "R384", what, str(slide.step), expected, depends_on=inputs)
        elif slide.step < last:
            what, expected = "this slide belongs to an earlier step than the one above it", f"a place above it, or step: {last} or more"
            yield Diagnostic(place, "R384", what, str(slide.step), expected)
        else:
            last = slide.step
