"""People on a reader's list as careless readers write them down, and the messages the Composer writes to them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

TODAY = "2026-03-17"
"""A Tuesday. What follows is counted from it."""
NOW = f"{TODAY}T15:00:00"

RECORDS: dict[str, dict[str, Any]] = {
    "all in lower case, asked today": {
        "name": "dana whitfield", "role": "nurse", "employer": "mercy hospital", "field": "nursing", "relationship": "cold",
        "link": "linkedin", "on": {"asked": "2026-03-17"}, "minutes": 15, "mode": "phone", "day": "2026-03-17",
        "learned": "half the shift is charting", "promised": "send her the article",
    },
    "titles and degrees, asked a week ago": {
        "name": "prof. ruth k. bader phd", "employer": "Acme Robotics, Inc.", "field": "science", "relationship": "read-heard-work",
        "link": "your paper on grippers", "on": {"asked": "2026-03-10"}, "minutes": 20, "mode": "video", "day": "2026-03-16",
        "learned": "How much of the job is writing grants", "promised": "Read her second paper.", "referrer": "my advisor",
    },
    "a first name only, referred by a full one": {
        "name": "Marcus", "call": "marcus", "employer": "Webb Electric LLC", "field": "trades", "relationship": "referred",
        "referrer": "Teresa Ruiz", "on": {"asked": "2026-03-03"}, "minutes": 15, "mode": "in-person", "day": "2026-03-12",
        "learned": "You said the first winter is the hardest", "promised": "to call the union hall",
    },
    "referred by family, no link, weeks ago": {
        "name": "Ms. Alvarez", "field": "education", "relationship": "referred", "referrer": "my aunt teresa",
        "on": {"asked": "2026-02-24"}, "minutes": 30, "mode": "in-person", "day": "2026-02-26", "learned": "parents", "promised": "",
    },
    "a friend of a friend, in all capitals": {
        "name": "PRIYA RAO", "field": "technology", "relationship": "mutual-connection", "link": "kayla brooks",
        "referrer": "Kayla Brooks",
        "on": {"asked": "2026-03-16"}, "minutes": 15, "mode": "video", "day": "2026-03-20", "learned": "that no one reads the docs",
        "promised": "learning SQL",
    },
    "a hyphen, an apostrophe and a school": {
        "name": "jo-ann o'neill, rn", "field": "health", "relationship": "alum", "link": "ohio state", "on": {"asked": "2026-03-12"},
        "minutes": 15, "mode": "phone", "day": "2026-03-15", "learned": "Nights pay more than I thought", "promised": "shadow a shift",
    },
    "a club, and a day next month": {
        "name": "Luis de la Cruz", "call": "Luis", "field": "nonprofit", "relationship": "shared-affiliation", "link": "the debate club",
        "referrer": "Coach Miller", "on": {"asked": "2025-05-05"}, "minutes": 10, "mode": "phone", "day": "2026-04-09", "learned": "",
        "promised": "",
    },
    "met once, last week": {
        "name": "dr. chen", "field": "law", "relationship": "met-once", "link": "at the career fair last week", "referrer": "jess",
        "on": {"asked": "2026-03-11"}, "minutes": 15, "mode": "written", "day": "2026-03-10",
        "learned": "the part about billing hours", "promised": "i will look up the paralegal certificate",
    },
    "out of touch, tomorrow": {
        "name": "Sam   Okafor", "field": "creative-media", "relationship": "dormant", "link": "the night shift on 4 West",
        "referrer": "Mr. Bell",
        "on": {"asked": "2026-03-14"}, "minutes": 20, "mode": "in-person", "day": "2026-03-18",
        "learned": "How many drafts there are.", "promised": "Make a reel",
    },
    "hardly anything": {"name": "Lee", "relationship": "", "on": {}, "minutes": 0, "learned": "", "promised": "", "referrer": "Ana"},
}  # fmt: skip
"""What a reader wrote down of each person, by what is careless about it. `learned` and `promised` are the first of theirs."""

FORMS = ("", "nudge", "thank-you", "thank-referrer", "report-back", "reschedule")
"""The kinds of message; "" for a first one."""

TYPED = {
    "fact": "moved from bedside nursing into informatics",
    "topic": "how you made that change",
    "times": "Tuesday or Thursday after 4",
    "advice": "call the program director",
    "result": "I talked to her on Friday, and she offered me a day on the unit.",
    "me": "a junior majoring in psychology",
    "my_name": "Sam Keller",
    "contact": "937 555 0142",
}
"""What the reader types, which no record has."""


def person_messages() -> Iterator[dict[str, Any]]:
    """Each record with each kind of message, as writtenTo() of tests/tools/composer/composer-person.js takes it."""
    for what, fields in RECORDS.items():
        for form in FORMS:
            yield {"what": what, "fields": fields, "form": form, "typed": TYPED, "now": NOW}


def as_heading(sample: dict[str, Any]) -> str:
    """A line above a message that says who it is to.

    Args:
        sample: what person_messages() gives.
    """
    return f"=== {sample['form'] or 'first message'}; {sample['what']}"
