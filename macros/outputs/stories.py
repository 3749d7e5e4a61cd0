"""The picture of a story's course, and how long the story takes to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from macros import model

LANES = {"Idea": ("idea", "decision"), "Sent": ("asked", "thanks", "news"), "Answers": ("reply", "silence"), "Met": ("meeting",)}
"""The lines of the picture, from top to bottom, each with what it shows."""
MARK_WIDTH, WEEK_GAP, FIRST_X = 26, 10, 92
"""In the units of the drawing, of which a phone's screen is about 360 wide."""
WORDS_A_MINUTE = 200
"""A careful reader's pace, rounded down from the average of 238 in Brysbaert (2019), https://doi.org/10.1016/j.jml.2019.104047."""


class CourseMark(NamedTuple):
    """Something that happens in a story: what, how many people it's about, and where it's drawn."""

    event: model.StoryEvent
    people: int
    lane: int
    x: int


class StoryCourse(NamedTuple):
    """The picture of a story's course: its lines, the place of each week, the marks, and the width of it all."""

    lanes: list[str]
    weeks: list[tuple[int, int]]
    marks: list[CourseMark]
    width: int


def story_course(story: model.Story) -> StoryCourse:
    """The picture of a story's course.

    A message that got its answer in the same part has a mark on both lines. A week is as wide as the most things that happen on one
    of its lines, and weeks in which nothing happens are left out.

    Args:
        story: The story.
    """
    lane_of = {event: index for index, events in enumerate(LANES.values()) for event in events}
    weeks: list[tuple[int, int]] = []
    marks: list[CourseMark] = []
    x = FIRST_X
    for week in sorted({part.week for part in story.parts}):
        weeks.append((week, x))
        seen: Counter[int] = Counter()
        for event, people in _happenings(part for part in story.parts if part.week == week):
            lane = lane_of[event]
            marks.append(CourseMark(event, people, lane, x + seen[lane] * MARK_WIDTH))
            seen[lane] += 1
        x += max(seen.values()) * MARK_WIDTH + WEEK_GAP
    return StoryCourse(list(LANES), weeks, marks, x)


def _happenings(parts: Iterable[model.StoryPart]) -> Iterator[tuple[model.StoryEvent, int]]:
    """What happens in some parts of a story, each with how many people it's about."""
    for part in parts:
        yield part.event, part.people
        if part.answer and part.event != "reply":
            yield "reply", 1


def reading_minutes(story: model.Story) -> int:
    """How many minutes a story takes to read, with its messages, rounded up."""
    texts = [story.summary, story.decision, *story.lessons]
    for part in story.parts:
        texts += [part.heading, part.text, part.answer or "", part.sent.text if part.sent else ""]
    return -(-sum(model.words(text) for text in texts) // WORDS_A_MINUTE)
