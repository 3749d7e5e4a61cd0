"""What the Composer writes for people who type in a hurry, and what no one would send."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from tests.fixtures.personas import CARELESSNESS, Person, people

AFTERWARDS = {
    "sent_when": ("last Tuesday", "on Monday", "two weeks ago", "Tuesday"),
    "talk_when": ("Tuesday", "yesterday", "on Friday", "over coffee last week"),
    "meet_when": ("Thursday", "tomorrow", "on Friday", "Thursday at 4"),
    "learned": (
        "how much of your day is listening",
        "that most new hires start in support",
        "You said charting matters more than I think",
        "the part about night shifts",
    ),
    "next_step": ("apply to two programs", "to call the program director", "sitting in on a class", "look up the certificate"),
    "advice": (
        "call the program director",
        "I should talk to a nurse in a small hospital",
        "taking a night class",
        "to look at smaller firms",
    ),
    "result": (
        "I got in",
        "I talked to her on Friday, and she offered me a day on the unit.",
        "a job shadow next month",
        "signed up for the fall class",
    ),
}
"""What people would type after a conversation."""


def drafts(forms: Sequence[str], tones: Sequence[str], ways: Sequence[str]) -> Iterator[dict[str, Any]]:
    """A draft for each person, kind of carelessness and kind of message; relationships, tones and ways in turn.

    Args:
        forms: the ids of the kinds of message.
        tones: those of the tones.
        ways: those of the ways to talk.
    """
    turn = 0
    for number, person in enumerate(people()):
        for carelessness, change in CARELESSNESS.items():
            for form in forms:
                relationship = list(person.links)[turn % len(person.links)]
                answers = _answers(person, relationship, number)
                yield {
                    "form": form,
                    "relationship": relationship,
                    "tone": tones[turn % len(tones)],
                    "way": ways[turn % len(ways)],
                    "minutes": 15,
                    "carelessness": carelessness,
                    "answers": {name: change(name, answer) for name, answer in answers.items()},
                }
                turn += 1
        turn += 1


def _answers(person: Person, relationship: str, number: int) -> dict[str, str]:
    about = {name: value for name, value in person._asdict().items() if name != "links"}
    return {**about, "link": person.links[relationship], **{name: texts[number % len(texts)] for name, texts in AFTERWARDS.items()}}


NEVER_SENT = {
    "a gap": r"[\[\]{}]|undefined",
    "a word twice": r"\b(\w+) \1\b",
    "two marks": r"[.,;:?!] ?[,;:?.!]",
    "a space before a mark": r" [.,?!]",
    "two spaces": r"  ",
    "about how": r"\babout (how|what|why|I|you|to|about)\b",
    "hear a thing": r"\bhear (?!about|how|what|which|why|whether|when|where|who|if)\w+",
    "an inverted question": r"\bhear (how|what|which|why) (did|do|does|is|are) (you|it|they|a|the)\b",
    "you and no verb": r"\b(saw|noticed) that you (the|an?|your|my|how|what|to|in|at|of|I|I'm|you)\b",
    "I'm and a verb": r"\bI'm (work|study|have|want|was|am|to|how|what|I|manage|laid)\b",
    "a sentence after maybe": r"\b(maybe|perhaps) (I|I'm|maybe|no|free|flexible)\b",
    "the wrong article": r"\b(an [bcdfgjklpqtvwz]|a [aei][a-z])",
    "a small letter first": r"(^|(?<![dD]r|[mM]s|[mM]r)(?<!rof)[.?!] )[a-z]",
    "a capital inside": r"[a-z] (How|What|What's|Your|My|The|Tell|Moved|Being|Current|Graduate|Nurs)\b",
    "two prepositions": r"\b(at|on|in|from|with|to) (at|(?<!in )on|in|from|with)\b",
    "your the": r"\byour (the|an?|your|my|this|our)\b",
    "a small I": r"\bi\b|\bim\b|\bwhats\b",
    "no time": r"\b0 minutes|minutes minutes",
    "she": r"\bsaw that you (she|he|they)\b|\byou is\b",
}
"""What no one would send, by name, as patterns of Python."""


def faults_in(message: dict[str, Any]) -> list[str]:
    """What no one would send in a message.

    Args:
        message: its `subject` and `text`.

    Returns:
        The name of each pattern that is found, with the words around it.
    """
    text = f"{message['subject']}\n{message['text']}"
    # A greeting and a closing end in a comma, where no sentence has ended.
    text = re.sub(r"^((Hi|Hello|Dear) .*|Best|Sincerely|Thanks again),$", "", text, flags=re.MULTILINE)
    found = []
    for name, pattern in NEVER_SENT.items():
        flags = re.MULTILINE | (re.IGNORECASE if name == "a word twice" else 0)
        if match := re.search(pattern, text, flags):
            found.append(f"{name}: …{text[max(0, match.start() - 40) : match.end() + 30]!r}")
    return found


def as_text(draft: dict[str, Any], whole: dict[str, Any]) -> str:
    """A message as a person reads it, under a line that says who wrote it and how.

    Args:
        draft: what drafts() gives.
        whole: its message, with what was left out and what is suggested.
    """
    head = f"=== {draft['form']}, {draft['relationship']}, {draft['tone']}; typed: {draft['carelessness']}"
    subject = f"Subject: {whole['subject']}\n" if whole["subject"] else ""
    left = f"\n  (left out: {'; '.join(whole['leftOut'])})" if whole["leftOut"] else ""
    said = ", ".join(f"{check} {about}".strip() for check, about in whole["suggestions"])
    return f"{head}\n{subject}{whole['text']}{left}" + (f"\n  (suggestions: {said})" if said else "")
