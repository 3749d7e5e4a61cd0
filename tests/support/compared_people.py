"""People a reader has asked and talked with, as they're stored, for the tests of the page that compares them."""

from __future__ import annotations

from typing import Any


def person(name: str, status: str = "met", **fields: Any) -> dict[str, Any]:
    return {"name": name, "status": status, **fields}


OMAR = person(
    "Omar",
    "thanked",
    role="Paralegal",
    employer="Injury firm",
    channel="email",
    mode="video",
    minutes=30,
    day="2026-10-12",
    on={"asked": "2026-10-05", "agreed": "2026-10-07", "met": "2026-10-12", "thanked": "2026-10-13"},
    answers={
        "who": "4 yrs",
        "keeps": "clients get paid (S)",
        "wears": "upset callers, faxes (S)",
        "hours": "5:30, later for trials (S)",
        "way-in": "Front desk.",
        "advice": "job first",
        "appealed": "fixes things for 1 person",
    },
    learned=[{"id": "l1", "kind": "learned", "text": "Trials change the hours", "sure": "seen"}],
    named=[
        {"id": "n1", "what": "person", "text": "Ruth Kline", "note": "head of records", "person": ""},
        {"id": "n2", "what": "resource", "text": "NALA", "note": "", "person": ""},
    ],
    live={
        "notes": [
            {
                "key": "q-daily-01",
                "question": "What does a typical day look like?",
                "text": "Phones until ten.",
                "minute": 9,
                "marked": True,
            },
            {"key": "own-1", "question": "Do you work Saturdays?", "text": "Twice a year", "minute": 12, "marked": False},
            {"key": "", "question": "", "text": "Nice office", "minute": 2, "marked": False},
        ]
    },
)
KATE = person(
    "Kate",
    "met",
    role="Paralegal",
    employer="Insurance company",
    channel="linkedin-message",
    mode="phone",
    minutes=20,
    on={"asked": "2026-10-20", "met": "2026-10-30"},
    day="2026-10-29",
    answers={"who": "1 yr", "keeps": "quiet, clear rules (S)", "wears": "same clause 40x (S)", "way-in": "front desk", "hours": ""},
    live={
        "notes": [
            {"key": "own-7", "question": "do you work saturdays", "text": "Never", "minute": 5, "marked": False},
        ],
        "asked": {"q-daily-01": 3, "own-8": 4},
    },
    named=[{"id": "n3", "what": "person", "text": "ruth kline ", "note": "", "person": ""}],
)
VICTOR = person(
    "Victor",
    "closed",
    outcome="done",
    role="Left family law",
    employer="County",
    on={"asked": "2026-11-01", "met": "2026-11-05"},
    answers={"who": "ex family law, 3 yrs", "wears": "custody fights (S)"},
)
THREE = [OMAR, KATE, VICTOR]
ASKED = [
    *THREE,
    person("No", "closed", outcome="no", on={"asked": "2026-10-01"}),
    person("Silent", "closed", outcome="silence", on={"asked": "2026-10-01"}),
    person("Quiet", "reminded", on={"asked": "2026-10-01", "reminded": "2026-10-09"}),
    person("Waiting", "asked", on={"asked": "2026-11-10"}, referrer="Omar"),
    person("Yes", "agreed", on={"asked": "2026-11-10", "agreed": "2026-11-12"}, referrer="Omar"),
    person("Later", "to-ask"),
    person("Person A", "thanked", sample=True, on={"asked": "2026-01-01"}),
]
"""Those three, and the others the reader has asked or means to ask."""
