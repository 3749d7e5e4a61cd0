"""What may be stored in a browser by another program, an older or newer version, or a damaged disk, in place of what the tools store."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

ITEM = {"saved": "2026-11-20T10:00:00Z", "content": {"version": 1, "choices": {}, "tone": "text", "entries": []}}
SOUND: dict[str, Any] = {
    "plans": {"version": 1, "names": {"Mine": ITEM, "Other": ITEM}},
    "requests": {"version": 1, "names": {"To Dana": {**ITEM, "content": {"answers": {"their_name": "Dana"}}}}},
    "profile": {"version": 1, "answers": {"my_name": "Sam Keller", "me": ""}},
    "ticks": {"version": 1, "ticks": {"i-prepare-01": "2026-11-20", "i-prepare-02": "2026-11-21"}},
    "meeting": {
        "version": 1, "id": "x1", "day": "2026-12-01", "time": "10:00", "minutes": 30, "mode": "phone", "audience": "",
        "asked": "2026-11-20", "sequence": 1,
    },
    "interviews": {
        "version": 1,
        "people": {
            "p1": {
                "id": "p1", "added": "2026-11-01", "name": "Dana Whitfield", "near": 3, "status": "asked", "on": {"asked": "2026-11-20"},
                "day": "2026-12-01", "time": "16:00", "minutes": 20, "ticks": {"i-prepare-01": "2026-11-20"}, "plan": {"version": 1},
                "drafts": {"email": {"answers": {"their_name": "Dana"}}},
                "history": [{"on": "2026-11-20", "what": "status", "text": "", "status": "asked"}],
                "promises": [{"id": "o1", "text": "Send the link", "by": "2026-12-02", "done": "", "whose": "mine"}],
                "live": {
                    "began": "2026-12-01T16:00:00Z", "consent": True, "asked": {"q-pay-02": 3},
                    "notes": [{"key": "", "question": "", "text": "Nights", "minute": 4, "marked": True}],
                },
                "learned": [{"id": "l1", "kind": "learned", "text": "Nights pay more", "sure": "seen"}],
                "named": [{"id": "n1", "what": "person", "text": "Kate", "note": "", "person": ""}],
                "answers": {"keeps": "the team"}, "scores": {"Hours": 4},
            },
        },
        "criteria": ["Hours"], "initials": False,
    },
    "forPerson": {"version": 1, "id": "p1"},
    "liveDraft": {
        "version": 1, "person": "", "card": "", "minutes": 30,
        "plan": {"version": 1, "choices": {}, "entries": [{"id": "q-pay-02", "stage": "story", "text": "What's the usual pay?"}]},
        "live": {
            "began": "2026-12-01T16:00:00Z", "consent": True, "asked": {"q-pay-02": 3},
            "notes": [{"key": "q-pay-02", "question": "What's the usual pay?", "text": "Nights", "minute": 4, "marked": False}],
        },
        "current": "q-pay-02", "consent": "yes", "ended": "", "isUnsaved": False, "practiced": ["Stop on time"],
    },
    "lastBackup": {"version": 1, "saved": "2026-11-20T10:00:00.000Z"},
    "planDraft": {
        "version": 1,
        "choices": {"goal": "choose-training", "person": "", "audience": "", "mode": "video", "field": "", "minutes": 30},
        "tone": "text",
        "entries": [
            {"id": "q-pay-02", "stage": "story", "pinned": True, "tone": "text", "words": "And you?"},
            {"text": "Why?", "stage": "story", "minutes": 2},
        ],
    },
    "requestDraft": {
        "channel": "email", "relationship": "cold", "audience": "", "way": "phone", "minutes": 20, "line": "",
        "answers": {"their_name": "Dana"}, "own": {"subject": "Hello", "text": "Dear Dana"},
    },
}  # fmt: skip
"""What the tools store, by its name in shared/storage.js."""
KEYS = {
    "plans": "guide.plans", "requests": "guide.requests", "profile": "guide.profile", "ticks": "guide.ticks", "meeting": "guide.talk",
    "interviews": "guide.interviews", "forPerson": "guide.for", "lastBackup": "guide.backup", "planDraft": "guide.plan.draft",
    "liveDraft": "guide.live", "requestDraft": "guide.request.draft",
}  # fmt: skip
"""The keys under which they are stored, behind the folder of the site."""
WHOLES = [
    "", "{", "null", "7", "true", '"text"', "[]", "[[1]]", "{}", '{"toString":1}', '{"valueOf":1}', '{"__proto__":{"x":1}}',
    '{"constructor":{"x":1}}', '{"version":2,"names":{},"ticks":{},"day":"x"}', "[" * 20_000 + "]" * 20_000, json.dumps("x" * 200_000),
    '{"names":[["a",1]],"ticks":[["a",1]],"entries":{},"answers":[]}',
]  # fmt: skip
"""Texts that are stored in place of the whole."""
ODD = [
    424242, 1e308, -1, 0.5, "odd-text", None, True, [], ["2026-12-01"], ["10:00"], {}, {"toString": 1}, {"valueOf": 1, "toString": 1},
    {"__proto__": {"x": 1}}, {"constructor": 1, "hasOwnProperty": 1}, [[[[[[1]]]]]], "x" * 10_000,
]  # fmt: skip
"""Values that stand in place of a part."""


def _paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The place of every part of a value."""
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, part in parts:
        yield (*path, name)
        yield from _paths(part, (*path, name))


def damaged_states() -> list[tuple[str, str]]:
    """Every name with every text that is not what its tool stores, and every part of it in every odd form."""
    states = [(name, text) for name in SOUND for text in WHOLES]
    for name, sound in SOUND.items():
        for path in [*_paths(sound), ("__proto__",), ("constructor",), ("names", "__proto__"), ("ticks", "constructor")]:
            # A question that the guide no longer has is no damage: its words stay, and the reader is told.
            for odd in ODD if path[-1] != "id" or name != "planDraft" else [value for value in ODD if not isinstance(value, str)]:
                damaged = copy.deepcopy(sound)
                inner = damaged
                for part in path[:-1]:
                    inner = inner[part] if not isinstance(inner, dict) or part in inner else {}
                inner[path[-1]] = odd
                states.append((name, json.dumps(damaged)))
    return list(dict.fromkeys(states))
