"""Advice is given, with its place and something better, and fails nothing."""

from __future__ import annotations

import re
import time
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from macros.checks.advice import Advice, advice, readability
from macros.checks.prose import lix, prose, sentences
from macros.checks.repetition import repeated_runs
from macros.cli import MOST_ADVICE, main
from macros.diagnostics import Place, annotation
from macros.model.base import words
from macros.outputs.html.page_index import open_site
from tests.support.guides import (
    CHECKS,
    CLOSING,
    EMAIL,
    FIND,
    LIST,
    MISTAKES,
    NOTE,
    PAGE,
    PAY,
    REPLIES,
    ROOT,
    SETTINGS,
    SHEET,
    SOURCES,
    WORDING,
    edit,
    write,
)

DAY = date(2026, 11, 23)
"""On which nothing in the smallest guide is stale."""
GLOSSARY, PLACEHOLDERS = (f"data/{name}.yml" for name in ("glossary", "placeholders"))
TO = 'wordy: "in order to"; better: to; why: One short word says the same.'


def reported(root: Path, today: date = DAY) -> list[str]:
    """The advice on a guide, a line each."""
    return [str(one) for one in advice(root, open_site(root)[0].dataset, today)]


# How hard a text is -----------------------------------------------------------------------------


def test_hard_text_is_harder_than_plain_text() -> None:
    plain = "You ask. They tell you. Then you go home and think."
    hard = "Organizational representatives frequently characterize informational conversations as considerably advantageous undertakings."
    assert lix(plain) < 20 < 60 < lix(hard)
    assert lix("") == 0


def test_only_running_text_is_checked() -> None:
    head = "---\ndescription: x\n---\n\n# Heading\n\n"
    page = (
        head
        + 'One [link](a/b.md) *here*. Two {{ cite("y") }}, `code`.\n\n| a | b |\n|---|---|\n\n```yaml\nx: y\n```\n\n- Item one\n- Item two\n'
    )
    found = sentences(prose(page))
    assert [" ".join(sentence.split()) for _, sentence in found] == ["One link here .", "Two , .", "Item one", "Item two"]
    assert all(page[start:].startswith(sentence.split()[0]) for start, sentence in found), "every sentence keeps its place"


def test_quoted_questions_in_a_row_are_sentences_of_their_own() -> None:
    assert [sentence for _, sentence in sentences('Ask: "Why?", "How?" and (then) stop.')] == ["Ask:", "Why?", "How?", "and (then) stop."]


def test_the_guide_has_prose_to_check() -> None:
    pages = [prose(path.read_text("utf-8")) for path in (ROOT / "docs").rglob("*.md")]
    assert sum(words(page) for page in pages) > 20_000
    assert max(lix(page) for page in pages) > 20
    assert readability(ROOT).startswith("Chapters: ")


def test_a_guide_without_chapters_says_so(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    assert readability(tmp_path) == "Chapters: none."


# What is reported, and where ------------------------------------------------------------------------


def test_a_plain_guide_gets_no_advice(small: Path) -> None:
    assert reported(small) == []


class Weak(NamedTuple):
    """One edit of the smallest guide, and the only advice that must come of it."""

    file: str
    old: str
    new: str
    advice: str


LONG = "Ask " + "and ask " * 15 + "again."
REVIEWED = "reviewed: 2026-11-23\n"
HARD = "Institutions habitually overcomplicate straightforward conversations. " * 13
TOLD = {
    "plain text": Weak(PAY, "To know how pay grows.", "In order to know.", f"{PAY}:39:14: " + TO.replace("in order", "In order")),
    "text in quotes": Weak(PAY, '"How often?"', '"Whom, in order to know?"', f"{PAY}:47:37: {TO}"),
    "folded over two lines": Weak(FIND, "worried. And the rules", "worried, in order\n      to. The rules", f"{FIND}:9:16: {TO}"),
    "after a word that begins alike": Weak(FIND, "Ask the person nearest", "Ask in, in inns, in order to find", f"{FIND}:8:24: {TO}"),
    "between part marks": Weak(EMAIL, "to know how", "to know, in order to bake, how", f"{EMAIL}:13:54: {TO}"),
    "a note on a part": Weak(EMAIL, "1: It says why", "1: In order to say why", f"{EMAIL}:15:10: " + TO.replace("in order", "In order")),
    "a mended message": Weak(MISTAKES, "how is the work?", "in order to ask, how is it?", f"{MISTAKES}:9:40: {TO}"),
    "a better question": Weak("data/questions/avoid.yml", "What could", "In order to live, what could", "data/questions/avoid.yml:6:13: wordy"),
    "a text of the vocabulary": Weak("data/vocabulary.yml", "What it earns", "Used in order to earn", f"data/vocabulary.yml:3:38: {TO}"),
    "a text on a sheet": Weak(SHEET, "hint: One line.", "hint: In order to know.", f"{SHEET}:7:26: wordy"),
    "a page": Weak(PAGE, "## Messages", "We *ask* **in** order\nto know.\n\n## Messages", f"{PAGE}:11:12: {TO}"),
    "a heading": Weak(PAGE, "## Messages", "## Messages in order to ask", f"{PAGE}:11:13: {TO}"),
    "a description": Weak(PAGE, "All that the smallest", "In order to be the smallest", f"{PAGE}:2:14: " + TO.replace("in order", "In order")),
    "a table": Weak(PAGE, "## Messages", "| In order to |\n|---|\n| a |\n\n## Messages", f"{PAGE}:11:3: " + TO.replace("in order", "In order")),
    "jargon": Weak(PAGE, "## Messages", "Leveraging it.\n\n## Messages", f'{PAGE}:11:1: jargon: "Leveraging"; better: use; why: Outside finance'),
    "a long sentence on a page": Weak(PAGE, "## Messages", f"Short.\n{LONG}\n\n## Messages", f'{PAGE}:12:1: readability: "Ask and ask and ask and ..."; better: two sentences, or a list; why: it has 32 words; up to 30'),
    "a long sentence in data": Weak(FIND, "Ask the person", f"{LONG}\n\n      Ask the person", f'{FIND}:8:7: readability: "Ask and ask'),
    "a hard page": Weak(PAGE, "---\n# Everything", f"{REVIEWED}---\n# Everything\n\n{HARD}", f'{PAGE}:7:1: readability: "Institutions habitually overcomplicate straightforward conversations."; better: shorter sentences and plainer words; why: the text is hard to read: its LIX is 102, and it should be below 40'),
    "a hard answer": Weak(FIND, "Ask the person nearest", f"{HARD}\n\n      Ask the person nearest", f'{FIND}:8:7: readability: "Institutions'),
}  # fmt: skip


@pytest.mark.parametrize("case", TOLD)
def test_advice_has_its_place_its_kind_and_something_better(small: Path, case: str) -> None:
    weak = TOLD[case]
    edit(small, weak.file, weak.old, weak.new)
    [one] = advice(small, open_site(small)[0].dataset, DAY)
    assert str(one).startswith(f"Advice: {weak.advice}")
    line = (small / one.place.file).read_text("utf-8").split("\n")[one.place.line - 1]
    assert line[one.place.column - 1 :].startswith(one.found.split()[0])


NOT_TOLD = {
    "weak on purpose": (MISTAKES, "any openings?", "any openings in order to live?"),
    "a question not to ask": ("data/questions/avoid.yml", "How much do you earn?", "What do you earn, in order to know?"),
    "words that trip a check": (CHECKS, "phrases: [any openings]", "phrases: [in order to]"),
    "a text that trips a check": (CHECKS, '"Any openings?"', '"In order to work?"'),
    "a text that passes a check": (CHECKS, "Hello there!", "Hello in order to go on!"),
    "what readers type": (FIND, "nobody to ask", "in order to ask"),
    "a reader's word for a question": (PAY, "synonyms: [wage]", "synonyms: [in order to live]"),
    "a reader's word in a field": (
        "data/questions/sectors/health.yml",
        "    next_action",
        "    synonyms: [in order to live]\n    next_action",
    ),
    "what they say": (REPLIES, "No, sorry.", "In order to save time, no."),
    "a term's own name": (GLOSSARY, "cold email", "email in order to ask"),
    "the title of a source": (SOURCES, "title: Help", "title: How to write in order to be read"),
    "a long value of a gap": (PLACEHOLDERS, "long: [", "long: [in order to, "),
    "words talked about": (PAGE, "## Messages", 'Do not write "in order to".\n\n## Messages'),
    "code": (PAGE, "## Messages", "Do not write `in order to`.\n\n## Messages"),
    "an exception": (PAGE, "## Messages", "Financial\nleverage is the word.\n\n## Messages"),
    "part of a word": (PAGE, "## Messages", "Leverageable, deleverage and over-leverage.\n\n## Messages"),
    "an id": (PAY, "was: [q-pay-00]", "was: [q-leverage-00]"),
    "an address": (SOURCES, "https://net.example/help", "https://net.example/leverage"),
    "thirty words": (PAGE, "## Messages", "word " * 30 + ".\n\n## Messages"),
}


@pytest.mark.parametrize("case", NOT_TOLD)
def test_what_is_not_the_guides_own_wording_gets_no_advice(small: Path, case: str) -> None:
    edit(small, *NOT_TOLD[case])
    assert reported(small) == []


def test_an_apostrophe_may_be_curly(small: Path) -> None:
    edit(small, WORDING, "found: [in order to]", 'found: ["don\'t hesitate to"]')
    dataset = open_site(small)[0].dataset
    page = small / "docs/index.md"
    page.write_text(page.read_text("utf-8") + "\nPlease don\u2019t hesitate to call.\n", "utf-8")
    [one] = map(str, advice(small, dataset, DAY))
    assert re.match(r'Advice: docs/index.md:\d+:8: wordy: "don\u2019t hesitate to"; better: to', one)


@pytest.mark.parametrize("phrase", ["(s)he", "c++", "&", "a.b", "$1 \\\\d"])
def test_a_phrase_may_hold_any_character(small: Path, phrase: str) -> None:
    edit(small, WORDING, "found: [in order to]", f'found: ["{phrase}"]')
    edit(small, "data/workshop.yml", "Say what it is.", f'"Say {phrase} now, not axb."')
    [one] = reported(small)
    assert one.startswith('Advice: data/workshop.yml:9:43: wordy: "')


PROJECT_FILES = {
    "README.md": "Run it in order to see.\n",
    ".github/ISSUE_TEMPLATE/question.yml": "name: In order to ask\n",
    ".github/workflows/check.yml": "# In order to check.\n",
    "docs/assets/composer/composer.js": 'const label = "In order to copy";\n',
    "macros/extra.py": '"""In order to build."""\n',
    "macros/outputs/html/templates/extra.html": "<p>In order to print</p>\n",
    "overrides/main.html": "<p>In order to go home</p>\n",
}


@pytest.mark.parametrize("file", PROJECT_FILES)
def test_what_is_written_for_people_elsewhere_gets_advice_too(small: Path, file: str) -> None:
    write(small, file, PROJECT_FILES[file])
    [one] = reported(small)
    assert one.startswith(f"Advice: {file}:1:{PROJECT_FILES[file].lower().index('in order') + 1}: wordy: ")


def test_a_chapter_no_one_has_read_in_a_long_time_is_stale(small: Path) -> None:
    edit(small, PAGE, "---\n# Everything", "reviewed: 2025-05-23\n---\n# Everything")
    assert reported(small) == []
    [one] = reported(small, date(2026, 12, 1))
    assert one.startswith(f'Advice: {PAGE}:3:11: stale: "reviewed: 2025-05-23"; better: read the whole page, and write the new day here; ')


SAID = "one two three four five six seven eight"
REPEATS = "repeats:\n  - words: One two three four five six seven eight nine.\n    why: It is a count.\nwording:\n"


def repeated(root: Path) -> list[str]:
    return [one for one in reported(root) if ": repetition: " in one]


def test_eight_words_that_two_files_share_are_reported_where_they_come_again(small: Path) -> None:
    edit(small, PAGE, "## Messages", f"We count: {SAID}, Nine. And ten.\n\n## Messages")
    edit(small, FIND, "Ask the person nearest", f"So {SAID.title()} nine! Ask the person nearest")
    assert repeated(small) == [
        f'Advice: {FIND}:8:10: repetition: "{SAID} nine"; better: other words or another example, or a link to the other place; '
        f"why: {PAGE} has the same words"
    ]
    edit(small, WORDING, "wording:\n", REPEATS)
    assert repeated(small) == []


SHARED_BY_RIGHT = {
    "seven words": (SAID.removesuffix(" eight") + " ten", SAID),
    "a link that quotes its target": (f"[{SAID}](sheet.md)", SAID),
    "words of one file": (f"{SAID}. Again: {SAID}", "Nothing"),
}


@pytest.mark.parametrize("case", SHARED_BY_RIGHT)
def test_what_may_be_alike_is_not_reported(small: Path, case: str) -> None:
    on_page, in_data = SHARED_BY_RIGHT[case]
    edit(small, PAGE, "## Messages", f"Text: {on_page}.\n\n## Messages")
    edit(small, FIND, "Ask the person nearest", f"{in_data}. Ask the person nearest")
    assert repeated(small) == []


def test_words_around_the_gaps_of_messages_are_alike_on_purpose(small: Path) -> None:
    words = "one two three four {their_first_name} five six seven eight"
    edit(small, EMAIL, "Dear {their_first_name},", words)
    edit(small, REPLIES, "Dear {their_first_name}, thank you for the quick answer.", words)
    assert repeated(small) == []


def test_all_of_a_guide_is_reported_in_the_order_of_its_lines(small: Path) -> None:
    edit(small, PAGE, "## Messages", "In order to, leverage, in order to.\n\n## Messages")
    edit(small, CLOSING, "    goals:", "    synonyms: [one]\n    goals:")
    edit(small, LIST, "Choose ten questions", "Choose in order to ask")
    places = [one.split(": ")[1] for one in reported(small)]
    assert places == [f"{LIST}:11:37", f"{PAGE}:11:1", f"{PAGE}:11:14", f"{PAGE}:11:24"]


def test_a_source_that_nobody_looked_at_for_long_is_named(small: Path) -> None:
    assert reported(small, date(2028, 5, 31)) == []
    assert reported(small, date(2028, 6, 1)) == [
        f'Advice: {SOURCES}:14:14: stale: "checked: 2026-11-23"; better: look at the source again, and write the new day here; '
        "why: net-help was last checked over 18 months ago"
    ]


# How it is reported ---------------------------------------------------------------------------------


@pytest.fixture
def check(small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """Runs the check on the smallest guide; returns the exit status and what was said on standard output."""

    def run_check() -> tuple[int, str]:
        status = main(["check"])
        return status, capsys.readouterr().out

    monkeypatch.chdir(small)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    return run_check


def test_advice_is_reported_and_fails_nothing(small: Path, check) -> None:
    edit(small, PAGE, "## Messages", "In order to.\n\n## Messages")
    status, said = check()
    assert status == 0
    assert f'\nAdvice: {PAGE}:11:1: wordy: "In order to"; better: to; why: One short word says the same.\n' in said
    assert "::" not in said


def test_on_github_advice_is_a_notice_too(small: Path, check, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    edit(small, PAGE, "## Messages", "In order to.\n\n## Messages")
    status, said = check()
    assert status == 0
    assert f'\n::notice file={PAGE},line=11,col=1,title=wordy::wordy: "In order to"; better: to; why: One short word' in said
    assert "::error" not in said


def test_a_notice_cannot_be_broken_out_of() -> None:
    notice = Advice(Place("a,b:c\n::error::x"), "wordy", "100%\r\n::error::y", "z\n::error::z", "").annotation()
    assert "\n" not in notice
    assert notice.startswith('::notice file=a%2Cb%3Ac%0A%3A%3Aerror%3A%3Ax,line=1,col=1,title=wordy::wordy: "100%25 ::error::y"; better: z')
    assert annotation("notice", Place("a"), "b", "c\r\n::error::d") == "::notice file=a,line=1,col=1,title=b::c%0D%0A::error::d"


def test_where_something_is_wrong_there_is_no_advice(small: Path, check) -> None:
    edit(small, PAGE, "## Messages", "In order to.\n\n## Messages")
    edit(small, NOTE, "[1 Hello", "[2 Hello")
    assert check() == (1, "")


def test_much_advice_is_cut(small: Path, check) -> None:
    edit(small, PAGE, "---\n# Everything", f"{REVIEWED}---\n# Everything")
    edit(small, PAGE, "## Messages", "In order to.\n" * (MOST_ADVICE + 5) + "\n## Messages")
    total = len(reported(small, date.today()))
    status, said = check()
    lines = [line for line in said.splitlines() if line.startswith("Advice: ")]
    assert (status, len(lines)) == (0, MOST_ADVICE + 1)
    assert lines[-1] == f"Advice: and {total - MOST_ADVICE} more."


# The guide's own words --------------------------------------------------------------------------


def test_the_guide_follows_its_own_advice(site_index, record_property) -> None:
    newest = max(source.checked for source in site_index.dataset.sources.values())
    start = time.perf_counter()
    found = advice(ROOT, site_index.dataset, newest)
    record_property("measured", f"advice on the whole guide: {time.perf_counter() - start:.2f} s")
    assert [str(one) for one in found if one.topic != "stale"] == []


def test_every_repeat_that_the_guide_allows_is_one(site_index) -> None:
    found = [one.words for one in repeated_runs(ROOT, site_index.dataset, [])]
    allowed = [" ".join(re.findall(r"[a-z0-9']+", repeat.words.lower())) for repeat in site_index.dataset.repeats]
    assert [words for words in allowed if not any(words in run or run in words for run in found)] == []


def test_every_phrase_of_the_guide_is_found_and_every_exception_is_not(site_index) -> None:
    for entry in site_index.dataset.wording:
        for phrase in entry.found:
            [(match, other)] = site_index.dataset.weak_words(f"And {phrase.upper()}, so.")
            assert (match[0], other) == (phrase.lower(), entry)
        for phrase in entry.unless:
            assert list(site_index.dataset.weak_words(f"And {phrase}, so.")) == [], phrase


# What a copy repeats ----------------------------------------------------------------------------


def test_what_a_copy_repeats_is_told_once_a_file(small: Path) -> None:
    write(small, "mkdocs.local.yml", SETTINGS)
    write(small, "local/questions/pay.yml", (small / PAY).read_text("utf-8"))
    write(small, "local/workshop.yml", (small / "data/workshop.yml").read_text("utf-8"))
    write(small, "local/wording.yml", "wording:\n  - {kind: wordy, found: [so as to], better: to, why: One short word says the same.}\n")
    assert reported(small) == [
        'Advice: local/questions/pay.yml:5:5: repeated: "2 entries are the same in data/questions/pay.yml"; '
        "better: only what you change or add; why: a copied entry won't change when the guide's own gets better",
        'Advice: local/workshop.yml:1:1: repeated: "all of it is the same in data/workshop.yml"; '
        "better: only what you change or add; why: a copied entry won't change when the guide's own gets better",
    ]


def test_what_a_copy_changes_is_not_told(small: Path) -> None:
    write(small, "mkdocs.local.yml", SETTINGS)
    write(small, "local/questions/pay.yml", "questions:\n  - {id: q-pay-02, priority: extra}\n")
    assert reported(small) == []
