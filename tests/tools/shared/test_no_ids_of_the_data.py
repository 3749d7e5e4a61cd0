"""No id of the data stands a second time in a script, where a renamed one would be missed without a word."""

from __future__ import annotations

import re

from macros import model
from tests.support.guides import ROOT

OTHER_MEANINGS = {
    "text": "an input's type, and the question as it is written, among its tones",
    "group": "an ARIA role",
    "article": "an HTML element",
    "close": "an event of a dialog",
    "open": "an attribute of a details element",
    "start": "what a due date is counted from; see DueOrigin",
    "talk": "a part of the ids of events in a calendar, which must stay the same",
    "email": "which keyboard a phone shows for an input",
    **dict.fromkeys(("profile", "meeting"), "the name of what the browser stores"),
    "learned": "a kind of thing a person told the reader; see Learned in interviews-core.js",
    "news": "a kind of entry of a person's history; see EntryKind in interviews-core.js",
    "media": "an attribute of an element that loads a style",
    "field": "a choice of the Planner, and a form of gap; see GapForm",
    **dict.fromkeys(("connector", "contact", "fact", "link", "times", "topic"), "the role of an answer; see AnswerRole"),
    **dict.fromkeys(("advice", "ask", "phone", "work"), "a form of gap, or a kind of phrase; see GapForm"),
}
"""Words in scripts that look like an id and are none. The type checker holds the roles and origins against the payloads."""


def test_no_script_names_an_id_of_the_data(site_index) -> None:
    dataset = site_index.dataset
    terms = {term.id for name in model.Vocabulary.model_fields for term in getattr(dataset.vocabulary, name) if name != "talk"}
    ids = terms | {field.name for field in dataset.composer.fields} | dataset.records.keys()
    found: dict[str, list[str]] = {}
    for path in sorted((ROOT / "docs/assets").rglob("*.js")):
        for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
            for word in re.findall(r"[\"'`]([a-z0-9_-]+)[\"'`]", line):
                if word in ids:
                    found.setdefault(word, []).append(f"{path.relative_to(ROOT)}:{number}")
    assert {word: places for word, places in found.items() if word not in OTHER_MEANINGS} == {}
    assert OTHER_MEANINGS.keys() <= found.keys(), "an exception that nothing needs any more"
