"""A small site, as search gets it from the engine."""

from __future__ import annotations

from macros.outputs.search_index import EngineEntry, SearchPlan

PLAN = SearchPlan(
    kinds=[
        {"id": "answer", "label": "Answer", "many": "Answers", "weight": 120},
        {"id": "chapter", "label": "Chapter", "many": "Chapters", "weight": 100},
        {"id": "question", "label": "Question", "many": "Questions", "weight": 100},
    ],
    drop=["the", "a", "to", "do", "i", "what", "you", "how", "if", "my", "is", "they", "it", "in"],
    subject=["informational", "interview"],
    same={"cv": ["resume"], "ghosted": ["answer"]},
    spellings={"apologise": "apologize", "colour": "color"},
    rest="chapter",
    pages={"": "chapter", "ask/": "chapter", "talk/": "chapter", "fields/nursing/": "chapter", "questions/": "question"},
    lists=["questions/"],
    descriptions={},
    places={"ask/#a-ask-01": "answer", "questions/#q-pay-01": "question", "questions/#q-pay-02": "question"},
    also={
        "talk/#what-to-wear": ["which clothes for the office", "dress code"],
        "ask/#a-ask-01": ["they never wrote back", "silence"],
    },
    names={"fields/nursing/": ["nurse", "rn"]},
    hidden={},
)
ENTRIES = [
    EngineEntry("", "", "Talk to someone who does the job", "An informational interview is a conversation."),
    EngineEntry("ask/", "", "How to ask", "Write a short email. Attach no resume. Say whose résumé it is, if anyone's."),
    EngineEntry("ask/", "a-ask-01", "They didn't answer. What now?", "Wait six days, then send one reminder. Apologize for nothing."),
    EngineEntry("ask/", "follow-up", "Follow-up", "Be brief."),
    EngineEntry("talk/", "", "The conversation", "Bring a pen, and color your notes."),
    EngineEntry("talk/", "what-to-wear", "What to wear", "Whatever they wear. A nurse wears scrubs."),
    EngineEntry("talk/", "who-pays-for-the-coffee", "Who pays for the coffee?", "You do, because you asked."),
    EngineEntry("fields/nursing/", "", "Informational interviews in nursing", "Ask about one unit and one shift."),
    EngineEntry("questions/", "", "Pay", "Ask late."),
    EngineEntry("questions/", "q-pay-01", "What does a beginner earn?", "A range is fair to ask for. The thank-you comes later."),
    EngineEntry("questions/", "q-pay-02", "How do raises come about?", "Every year, or never."),
]
