"""Rules for stories and transcripts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from macros import model
from macros.checks.rule import rule
from macros.diagnostics import Diagnostic
from macros.loading.dataset import Dataset

Test = Callable[[model.StoryPart], bool]
WHOLE: dict[str, tuple[model.StoryEvent, Test]] = {
    "the message that asks (example: or sent:)": ("asked", lambda part: bool(part.example or part.sent)),
    "a conversation with its plan and notes (questions: and notes:)": ("meeting", lambda part: bool(part.questions and part.notes)),
    "the thank-you (example: or sent:)": ("thanks", lambda part: bool(part.example or part.sent)),
    "the decision": ("decision", lambda part: True),
}
"""What every story has, each with the event of its part and what that part needs."""


@rule("R374")
def whole_stories(dataset: Dataset) -> Iterator[Diagnostic]:
    for story in dataset.files_of(model.Story).values():
        for what, (event, has) in WHOLE.items():
            if not any(part.event == event and has(part) for part in story.parts):
                problem = f"the story doesn't show {what}"
                yield Diagnostic(story.origin.at("parts"), "R374", problem, expected=f"a part with event: {event} that does")
        for index, part in enumerate(story.parts):
            if part.example and part.sent:
                place, problem = story.origin.at("parts", index, "sent"), "this part has two messages"
                yield Diagnostic(place, "R374", problem, expected="example: for one of the guide's, or sent: for another, but not both")


@rule("R376")
def in_order_of_weeks_and_minutes(dataset: Dataset) -> Iterator[Diagnostic]:
    for story in dataset.files_of(model.Story).values():
        yield from _out_of_order(story, "parts", "week", [part.week for part in story.parts])
    for transcript in dataset.files_of(model.Transcript).values():
        yield from _out_of_order(transcript, "turns", "minute", [turn.minute for turn in transcript.turns])


def _out_of_order(record: model.Record, key: str, unit: str, times: list[int]) -> Iterator[Diagnostic]:
    for index, (before, after) in enumerate(pairwise(times), start=1):
        if after < before:
            place, expected = record.origin.at(key, index, unit), f"{before} or later, or a place above it"
            yield Diagnostic(place, "R376", f"this {unit} is before the one above it", str(after), expected)
