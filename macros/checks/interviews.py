"""Rules for data/interviews.yml: its statuses are complete, and its acts, topics and forms exist."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from macros import model
from macros.checks.rule import rule
from macros.diagnostics import Diagnostic, nearest, one_of
from macros.loading.dataset import Dataset


@rule("R385")
def statuses_and_ratings(dataset: Dataset) -> Iterator[Diagnostic]:
    guide = dataset.find(model.InterviewGuide)
    if guide is None:
        return
    lists = (
        ("statuses", model.StatusId, guide.statuses),
        ("outcomes", model.Outcome, guide.outcomes),
        ("sorter", model.RatingName, guide.sorter),
    )
    for key, known, terms in lists:
        names = [term.id for term in terms]
        for missing in [name for name in get_args(known) if name not in names]:
            what = f"{key} has no entry for this one, and the guide's scripts need it"
            yield Diagnostic(dataset.place_in(guide, key), "R385", what, missing, f"an entry with id: {missing}")


@rule("R386")
def acts_and_topics(dataset: Dataset) -> Iterator[Diagnostic]:
    guide, composer = dataset.find(model.InterviewGuide), dataset.find(model.Composer)
    if guide is None:
        return
    forms = [form.id for form in composer.forms if form.label] if composer else []
    for index, act in enumerate(guide.acts):
        if composer and act.form and act.form not in forms:
            place = dataset.place_in(guide, "acts", index, "form")
            yield Diagnostic(
                place, "R386", "the Composer has no kind of message of that name", act.form, one_of(forms), nearest(act.form, forms)
            )
        if act.form and act.tool != "composer":
            place = dataset.place_in(guide, "acts", index, "tool")
            yield Diagnostic(place, "R386", "a kind of message is written in the Composer", act.tool, "tool: composer, or no form:")
        if act.item and act.days is not None:
            place = dataset.place_in(guide, "acts", index, "days")
            yield Diagnostic(place, "R386", "this act has two due dates", str(act.days), "item: or days:, not both")
    yield from _topics(dataset, guide)


def _topics(dataset: Dataset, guide: model.InterviewGuide) -> Iterator[Diagnostic]:
    """Topics that aren't rows of the grid on paper, which has to ask the same."""
    if guide.grid is None:
        return
    sheet = dataset.worksheets.get(guide.grid)
    if sheet is None:
        if guide.grid.endswith(".md") or guide.grid in dataset.records:
            yield Diagnostic(
                dataset.place_in(guide, "grid"), "R386", "this isn't a worksheet", guide.grid, one_of(list(dataset.worksheets))
            )
        return
    rows = next((section.rows for section in sheet.sections if isinstance(section.rows, list)), [])
    labels = [topic.label for topic in guide.topics]
    for index, label in enumerate(labels):
        if label not in rows:
            place = dataset.place_in(guide, "topics", index, "label")
            yield Diagnostic(
                place, "R386", f"the worksheet {guide.grid} has no row of that name", label, one_of(rows), nearest(label, rows)
            )
    if not set(labels) <= set(rows):
        return  # A topic with a wrong name leaves a row without its own.
    for row in rows:
        if row not in labels:
            place = dataset.place_in(guide, "topics")
            yield Diagnostic(place, "R386", f"a row of the worksheet {guide.grid} isn't among the topics", row, "a topic with that label")
