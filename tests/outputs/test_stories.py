"""The picture of a story's course is drawn from its parts, and its reading time from its words."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from macros import model
from macros.outputs.stories import FIRST_X, LANES, MARK_WIDTH, WORDS_A_MINUTE, reading_minutes, story_course


def story(*parts: dict[str, Any], **more: Any) -> model.Story:
    """A story with these parts, each with a week and an event, and nothing else that matters."""
    filled = [{"heading": "H", "text": "T", **part} for part in parts]
    return model.Story.model_construct(
        id="s-a", summary="S", decision="D", lessons=[], parts=[model.StoryPart.model_validate(part) for part in filled], **more
    )


def test_every_event_has_a_line_of_the_picture() -> None:
    events = [event for events in LANES.values() for event in events]
    assert sorted(events) == sorted(model.StoryEvent.__args__)  # type: ignore[attr-defined]


def test_things_that_happen_in_the_same_week_on_the_same_line_are_side_by_side() -> None:
    course = story_course(
        story({"week": "1", "event": "asked"}, {"week": "1", "event": "asked", "people": "3"}, {"week": "1", "event": "reply"})
    )
    asked, again, reply = course.marks
    assert (asked.x, again.x, reply.x) == (FIRST_X, FIRST_X + MARK_WIDTH, FIRST_X)
    assert (asked.lane, reply.lane) == (list(LANES).index("Sent"), list(LANES).index("Answers"))
    assert again.people == 3


def test_weeks_are_in_order_without_the_empty_ones_and_do_not_overlap() -> None:
    course = story_course(story(*({"week": str(week), "event": "asked"} for week in (1, 1, 1, 4, 30))))
    assert [week for week, _ in course.weeks] == [1, 4, 30]
    places = sorted(mark.x for mark in course.marks)
    assert min(after - before for before, after in pairwise(places)) >= MARK_WIDTH
    assert course.width > places[-1]


@pytest.mark.parametrize(("words", "minutes"), [(WORDS_A_MINUTE - 3, 1), (WORDS_A_MINUTE - 2, 2)])
def test_the_time_to_read_is_rounded_up(words: int, minutes: int) -> None:
    # The summary, the decision and the heading are a word each.
    assert reading_minutes(story({"week": "1", "event": "idea", "text": "word " * words})) == minutes


def test_an_answer_in_the_part_of_its_message_is_a_mark_too_and_a_reply_only_one() -> None:
    course = story_course(story({"week": "1", "event": "asked", "answer": "Sure."}, {"week": "2", "event": "reply", "answer": "Sure."}))
    assert [mark.event for mark in course.marks] == ["asked", "reply", "reply"]
