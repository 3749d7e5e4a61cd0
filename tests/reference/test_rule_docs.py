"""Every code is explained, and its examples are true: the bad one raises the code at its line, the good one passes."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from textwrap import indent
from typing import NamedTuple

import pytest

from macros.diagnostics import InvalidGuideError
from macros.outputs.html.postprocess import postprocess_site
from macros.outputs.html.site_files import file_diagnostics
from macros.reference.rule_docs import CODE_GROUPS, RuleDoc, rule_docs
from macros.settings import CONFIG, COPY_CONFIG
from tests.support.built_page import GOOD, URL, reported
from tests.support.commands import run
from tests.support.guides import (
    CHECKS,
    CLOSING,
    COMPOSER,
    EMAIL,
    FIELD,
    FIND,
    LIST,
    MISTAKES,
    NOTE,
    ORDERS,
    OVER,
    PAGE,
    PAGE_HEAD,
    PAY,
    PLANS,
    REPLIES,
    ROOT,
    SEARCH,
    SETTINGS,
    SHEET,
    SMALL,
    SOURCES,
    STORY,
    TEMPLATES,
    WORDING,
    WORDS,
    code_of,
    edit,
    problems_of,
    write,
)
from tests.support.outline import Outline

ENTRIES = rule_docs()


class Spot(NamedTuple):
    """Where an example goes in the smallest guide: in place of `old`, with its indent.

    `reported_in` is the file of the problem, where that is not in the example itself.
    """

    file: str
    old: str
    reported_in: str | None = None


INTRO = Spot(NOTE, "intro: Very short.\n")
NOTE_TEXT = Spot(NOTE, '    text: "[1 Hello {their_first_name}, I liked your bread.]"\n')
TEXT = Spot(PAY, "    text: How do raises come about here?\n")
PURPOSE = Spot(PAY, "    purpose: To know how pay grows.\n")
PROBES = Spot(PAY, '    probes: ["Who decides?", "How often?"]\n')
SECOND_ITEM = Spot(LIST, "  - {id: i-prepare-02, text: Choose ten questions, why: You will use five., when: same day, minutes: 20}\n")
WAY = "docs/way.md"
WAY_HEAD = (SMALL / WAY).read_text("utf-8").partition("# Way")[0]
CALL = Spot(PAGE, '{{ questions("pay") }}\n')
SPOTS = {
    "Y103": Spot(NOTE, (SMALL / NOTE).read_text("utf-8")),
    "Y108": INTRO,
    "Y109": Spot(NOTE, "  - id: m-note-01\n    title: A note\n"),
    **dict.fromkeys(("Y110", "Y111", "Y112", "Y114", "Y115", "Y116", "Y117", "Y118"), INTRO),
    **dict.fromkeys(("M201", "M204"), PURPOSE),
    "M202": SECOND_ITEM,
    **dict.fromkeys(("Y121", "M203", "M206", "R329"), PROBES),
    "M205": TEXT,
    "M207": Spot(PAY, "    priority: must\n"),
    "M208": Spot(SOURCES, "    checked: 2026-11-23\n"),
    "M209": Spot(PAY, "    minutes: 1\n"),
    "M210": Spot("data/questions/avoid.yml", "    instead: [q-pay-01]\n"),
    "R301": SECOND_ITEM,
    "R302": Spot(PAY, "    stage: explore\n    purpose: To know how pay grows.\n"),
    "R303": Spot(SHEET, "id: w-plan\n"),
    "R304": Spot(PAY, "    sensitivity: high\n    softener: What could a beginner expect, roughly?\n"),
    "R305": Spot(PAY, "    research_first: quick\n    look_up: [news]\n"),
    **dict.fromkeys(("R306", "R307", "R317", "R337"), TEXT),
    **dict.fromkeys(("R308", "R309", "R310", "R311", "R312", "R338"), NOTE_TEXT),
    "R313": Spot(EMAIL, "    notes:\n      1: It says why this comes to her.\n"),
    "R314": Spot(MISTAKES, '    before: "Hi, [x any openings?]"\n'),
    "R315": Spot(SHEET, "  - {heading: Why, hint: One line., lines: 2}\n"),
    "R316": Spot(FIND, "    answer: |\n" + (SMALL / FIND).read_text("utf-8").split("    answer: |\n")[1].split("    see:")[0]),
    "R318": Spot(WORDS, "modes:\n  - {id: phone, label: Phone, note: Voices.}\n"),
    "R319": Spot(ORDERS, "    questions: [q-pay-02, q-health-01, q-closing-01]\n"),
    "R320": Spot(REPLIES, "    text: Dear {their_first_name}, thank you for the quick answer.\n"),
    "R321": Spot(NOTE, "    relationship: cold\n"),
    "R322": Spot(LIST, "".join((SMALL / LIST).read_text("utf-8").splitlines(keepends=True)[9:11])),
    "R323": Spot(LIST, "includes: [i-pack-01]\n"),
    "R324": Spot(SHEET, "  - {heading: Why, hint: One line., lines: 2}\n"),
    "R326": Spot(WORDING, "    found: [in order to]\n", WORDING),
    "R327": Spot(WORDING, "    better: use\n"),
    "R328": Spot(WORDING, "    unless: [financial leverage]\n"),
    "R330": Spot(PAY, "    related: [q-pay-02]\n"),
    "R331": Spot(PAY, "    stage: explore\n    purpose: To know how pay grows.\n"),
    "R332": Spot(SOURCES, "    checked: 2026-11-23\n"),
    "R360": Spot(COMPOSER, 'text: "I saw {link:noun} for {minutes} minutes."'),
    "R361": Spot(COMPOSER, "paragraphs: [[greeting], [connection]]"),
    "R362": Spot(COMPOSER, "  - id: note\n    channel: note\n"),
    "R363": Spot(
        COMPOSER,
        "  - {part: connection, forms: [email, note], relationships: [cold], ways: [phone], "
        'text: "I saw {link:noun} for {minutes} minutes."}\n',
    ),
    "R333": Spot(CHECKS, "    part: 1\n    phrases: [any openings]\n    needs: [hello]\n    measure: unfilled\n", CHECKS),
    "R334": Spot(CHECKS, "    passes: [Hello!, Hello there!, Hello Dana!, Hello again!, Hello you!, Hello all!]\n"),
    "R339": Spot(PAY, "    text: How do raises come about here?\n    stage: explore\n    purpose: To know how pay grows.\n"),
    "R340": Spot(SHEET, "intro: Fill it in.\n"),
    **dict.fromkeys(("R335", "R336"), Spot(SEARCH, "  - {typed: [loaf], means: [bread]}\n")),
    "R388": Spot(SEARCH, "  - {id: chapter, label: Chapter, many: Chapters, weight: 100}\n"),
    "R371": Spot(NOTE, "    recipient_field: nursing\n"),
    "R372": Spot(NOTE, "    known_from: profile\n"),
    "R373": Spot(PAGE, "## Answers\n"),
    "R374": Spot(STORY, "  - {week: 4, event: decision, heading: One class, text: She chose.}\n", STORY),
    "R376": Spot(STORY, "  - {week: 4, event: decision, heading: One class, text: She chose.}\n"),
    "R377": Spot(WORDS, "  - {id: other, label: Other, note: All else., common: no}\n"),
    "R378": Spot(FIELD, "messages: [m-email-01]\n"),
    "R379": Spot(FIELD, "  - {text: They answer after their shift., support: reported}\n"),
    "R389": Spot(FIELD, "  - {who: The clinic, where: at a visit, knows: [Nursing assistant, Staff nurse]}\n"),
    "R380": Spot(TEMPLATES, "    filled: Hi Dana, could we talk for ten minutes?\n"),
    "R381": Spot(TEMPLATES, (SMALL / TEMPLATES).read_text("utf-8").partition("  - id: n-note-01\n")[2], TEMPLATES),
    "R382": Spot(EMAIL, "      - {words: I would like to know, means: A polite way to ask.}\n"),
    "R375": Spot(SHEET, "  - {heading: Why, hint: One line., lines: 2}\n"),
    "R383": Spot("data/workshop.yml", "sheets: [c-pack, w-plan]\n"),
    "R384": Spot("data/slides.yml", "    step: 1\n    skip: yes\n"),
    "R387": Spot("data/checklists/pack.yml", "  - {id: i-pack-02, text: Open it, why: It is shut., when: minute 3, minutes: 1}\n"),
    "R385": Spot(
        "data/interviews.yml", '  - {id: "no", label: A no}\n  - {id: silence, label: Silence}\n  - {id: done, label: All done}\n'
    ),
    "R386": Spot("data/interviews.yml", '  - {id: ask, statuses: [to-ask], text: "Write to {who}", tool: composer, then: asked}\n'),
    "R350": Spot(PLANS, "  - id: e-pay\n    label: Pay\n    questions: [q-pay-02]\n"),
    "R351": Spot(PLANS, "    questions: [q-pay-02]\n"),
    "R352": Spot(PLANS, "  - {from_minutes: 5, prepare: 3, least_asked: 2, most_asked: 3, essentials: [e-pay, e-close]}\n"),
    "R354": Spot(PLANS, "  - {from_minutes: 5, prepare: 3, least_asked: 2, most_asked: 3, essentials: [e-pay, e-close]}\n", PLANS),
    "R353": Spot(CLOSING, "  - id: q-closing-01\n"),
    "R325": Spot("data/workshop.yml", "".join((SMALL / "data/workshop.yml").read_text("utf-8").splitlines(keepends=True)[4:10])),
    **dict.fromkeys(("P401", "P402", "P403", "P404", "P405", "P406"), CALL),
    **dict.fromkeys(("P450", "P451", "P452", "P453"), Spot(PAGE, "## Questions\n")),
    "P454": Spot(WAY, WAY_HEAD),
    "P455": Spot(CONFIG, "validation: {anchors: ignore}\n"),
    "P456": Spot(CONFIG, "site_name: Small\n"),
    "L602": Spot(NOTE, "  - id: m-note-01\n"),
    "P407": Spot(PAGE, "{{ mistakes() }}\n", MISTAKES),
    "P408": Spot(PAGE, "## Questions\n", SOURCES),
    **dict.fromkeys(("P412", "P458"), Spot(WAY, WAY_HEAD)),
    "P413": Spot(WAY, WAY_HEAD.removeprefix("---\n").removesuffix("---\n")),
    "P414": Spot(WAY, "# Way\n"),
    **dict.fromkeys([f"P4{number}" for number in (*range(15, 25), 30, 31, 32, 34)], Spot(PAGE, "## Answers\n")),
    "P443": Spot("mkdocs.yml", "site_url: https://small.example/\n"),
}
IN_A_COPY = {
    "L601": (OVER, "{}"),
    "L603": ("local/hide.yml", "{}"),
    "L604": ("local/hide.yml", "{}"),
    "L606": (COPY_CONFIG, SETTINGS + "theme:\n{}"),
    **{code: (COPY_CONFIG, SETTINGS + "extra:\n{}") for code in ("L605", "L608", "L609", "L610", "L611")},
}
"""The file of a copy where an example stands, and what stands around it there: in the settings it is indented."""
INSIDE_AN_ENTRY = {"M210": "  "}
"""Examples that are whole entries and come after the last line of another one."""

SITE_SPOTS = {
    "S502": '<link rel="stylesheet" href="a.css">',
    "S503": "<code>{{ shown }}</code>",
    "S504": '<a href="#top">up</a>',
    "S505": '<a href="./">home</a>',
    "S506": '<h1 id="top">x</h1>',
    "S507": '<a href="./">home</a>',
    "S508": '<a href="#top">up</a>',
    **dict.fromkeys(("S510", "S511", "S512"), '<a href="./">home</a>'),
    "S509": '<dialog id="guide-search" aria-label="Search"></dialog>',
}


def rename(root: Path) -> None:
    (root / "data/question").mkdir()
    (root / PAY).rename(root / "data/question/pay.yaml")


def rewrite(file: str, new: Callable[[str], bytes]) -> Callable[[Path], None]:
    return lambda root: (root / file).write_bytes(new((root / file).read_text("utf-8")))


NAV = sorted(path.name for path in (SMALL / "docs").glob("*.md"))


def with_nav(pages: list[str]) -> Callable[[Path], None]:
    """Give the guide a navigation with these pages."""
    return rewrite("mkdocs.yml", lambda text: f"{text}nav: [{', '.join(pages)}]\n".encode())


BY_HAND: dict[str, Callable[[Path], object]] = {
    # What is wrong is the file's name or that it is missing, which no lines show.
    "Y101": rename,
    "Y102": lambda root: (root / SOURCES).unlink(),
    "Y119": lambda root: ((root / SOURCES).unlink(), (root / SOURCES).symlink_to("gone.yml")),
    "Y120": lambda root: (root / "data").rename(root / "Data"),
    "Y122": lambda root: shutil.copy(root / PAY, root / "data/questions/pay copy.yml"),
    # The example would be as large as what it warns of.
    "Y104": rewrite(NOTE, lambda text: (text + "#" * 3_000_000).encode()),
    "Y113": rewrite(NOTE, lambda text: (text.split("  - id")[0] + "  - How do raises come about here?\n" * 202).encode()),
    # It takes three of them.
    "R370": rewrite(
        PAY,
        lambda text: (
            (text + text[text.index("  - id: q-pay-02") :].replace("-02", "-03").replace("[q-pay-00]", "[q-pay-04]"))
            .replace("good", "must")
            .encode()
        ),
    ),
    # Only a page with text of its own is a chapter.
    "P457": rewrite(WAY, lambda text: (text + "\n\n" + "Ask. " * 61).encode()),
    # What is wrong are bytes that no text shows.
    "Y105": rewrite(NOTE, lambda text: b"\xef\xbb\xbf" + text.encode()),
    "L607": lambda root: write(root, "local/checklists/campus.yml", "id: c-campus\n"),
    "Y106": rewrite(NOTE, lambda text: text.replace("Very", "Tr\u00e8s").encode("latin-1")),
    "Y107": rewrite(NOTE, lambda text: text.replace("\n", "\r\n").encode()),
    "P410": lambda root: (root / WAY).rename(root / "docs/way.markdown"),
    "P411": rewrite(WAY, lambda text: b""),
    # The smallest guide has no navigation of its own.
    "P440": with_nav(NAV[1:]),
    "P441": with_nav([*NAV, "shet.md"]),
    "P442": with_nav([*NAV, NAV[0]]),
    "P444": lambda root: (root / "mkdocs.yml").unlink(),
}


def put(root: Path, code: str, example: str) -> range:
    """Put an example into its spot of the smallest guide; returns the lines that it takes there."""
    file, old, _ = SPOTS[code]
    text = (root / file).read_text("utf-8")
    assert text.count(old) == 1, f"{old!r} must stand once in {file}"
    # A tab shows as an arrow, since nobody can see it otherwise.
    new = indent(example.replace("→", "\t"), INSIDE_AN_ENTRY.get(code, old[: len(old) - len(old.lstrip(" "))])) + "\n"
    if code in INSIDE_AN_ENTRY:
        new = old + new
    (root / file).write_text(text.replace(old, new), "utf-8")
    first = text[: text.index(old)].count("\n") + 1
    return range(first, first + new.count("\n"))


def cited_nowhere(root: Path) -> None:
    """A source for the example on citing; the guide's own is in the smallest guide by another name."""
    text = (root / SOURCES).read_text("utf-8")
    entry = text[text.index("  - id:") :].replace("net-help", "granovetter-1973").replace("title: Help", "title: Ties")
    (root / SOURCES).write_text(text + entry, "utf-8")


def test_every_code_that_the_program_tells_is_explained_and_no_other() -> None:
    sources = [path.read_text("utf-8") for path in (ROOT / "macros").rglob("*.py")]
    codes = {code for source in sources for code in re.findall(r'"([YMRPLSC]\d{3})"', source)}
    assert set(ENTRIES) == codes


@pytest.mark.parametrize("entry", ENTRIES.values(), ids=ENTRIES)
def test_an_entry_says_what_must_hold_why_and_shows_both_sides(entry: RuleDoc) -> None:
    assert re.fullmatch(r"[A-Z].*\.", entry.holds)
    assert re.fullmatch(r"[A-Z].*\.", entry.why)
    assert len(entry.why.split()) >= 8
    assert entry.bad and entry.good and entry.bad != entry.good


def test_every_example_is_tried() -> None:
    others = {"S501", "S513", "R341", "M211", "L612", "C601", "C602"}
    assert set(SPOTS) | set(IN_A_COPY) | set(SITE_SPOTS) | set(BY_HAND) | others == set(ENTRIES)


@pytest.mark.parametrize("code", SPOTS)
def test_the_bad_example_raises_its_code_at_its_line_and_the_good_one_passes(small: Path, code: str) -> None:
    if code == "P408":
        cited_nowhere(small)
    whole = shutil.copytree(small, small.parent / "whole")
    lines = put(small, code, ENTRIES[code].bad)
    spot = SPOTS[code]
    places = [(diagnostic.split(":")[0], int(diagnostic.split(":")[1])) for diagnostic in problems_of(small) if code_of(diagnostic) == code]
    if spot.reported_in is None:
        assert [(file, line) for file, line in places if file == spot.file and line in lines], problems_of(small)
    else:
        assert [file for file, _ in places] == [spot.reported_in]
    assert len(problems_of(small)) <= 3, problems_of(small)
    put(whole, code, ENTRIES[code].good)
    assert problems_of(whole) == []


@pytest.mark.parametrize("code", IN_A_COPY)
def test_the_bad_example_of_a_copy_raises_its_code_and_the_good_one_passes(small: Path, code: str) -> None:
    file, around = IN_A_COPY[code]
    write(small, "docs/local/mark.svg", "<svg/>")
    if "pages:" in ENTRIES[code].bad:
        write(small, "docs/local/career-office.md", PAGE_HEAD + "# Our office\n")
        edit(small, "mkdocs.yml", "theme:", "nav: [" + ", ".join(NAV) + "]\ntheme:")
    margin = "  " if file == COPY_CONFIG else ""
    write(small, file, around.format(indent(ENTRIES[code].bad, margin)) + "\n")
    assert [code_of(diagnostic) for diagnostic in problems_of(small)] == [code]
    write(small, file, around.format(indent(ENTRIES[code].good, margin)) + "\n")
    assert problems_of(small) == []


@pytest.mark.parametrize("code", BY_HAND)
def test_what_lines_cannot_show_raises_its_code(small: Path, code: str) -> None:
    BY_HAND[code](small)
    assert code in {code_of(diagnostic) for diagnostic in problems_of(small)}


@pytest.mark.parametrize("code", SITE_SPOTS)
def test_the_bad_example_of_a_page_is_refused_and_the_good_one_passes(built_folder: Path, code: str) -> None:
    page, old = built_folder / "index.html", SITE_SPOTS[code]
    assert GOOD.count(old) == 1
    page.write_text(GOOD.replace(old, ENTRIES[code].bad), "utf-8")
    assert [code_of(diagnostic) for diagnostic in reported(built_folder)] == [code]
    page.write_text(GOOD.replace(old, ENTRIES[code].good), "utf-8")
    assert reported(built_folder) == []


def test_the_bad_example_of_a_drawing_is_refused_and_the_good_one_passes(tmp_path: Path) -> None:
    drawing = tmp_path / "mark.svg"
    drawing.write_text(ENTRIES["S513"].bad, "utf-8")
    assert [diagnostic.code for diagnostic in file_diagnostics(tmp_path)] == ["S513"]
    drawing.write_text(ENTRIES["S513"].good, "utf-8")
    assert list(file_diagnostics(tmp_path)) == []


def test_a_folder_without_pages_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidGuideError) as refused:
        postprocess_site(tmp_path, URL)
    assert [diagnostic.code for diagnostic in refused.value.diagnostics] == ["S501"]


# The command ------------------------------------------------------------------------------------


def explain(*codes: str):
    return run(sys.executable, "-m", "macros", "explain", *codes)


def test_the_command_prints_the_entry() -> None:
    done = explain("r304")
    entry = ENTRIES["R304"]
    assert done.returncode == 0
    assert done.stdout.startswith(
        f"R304  {entry.holds}\n\n{entry.why}\n\nBad:\n    sensitivity: high\n\nGood:\n    sensitivity: high\n    softener:"
    )
    assert explain("[R304]").stdout == done.stdout, "as it is copied from a fault"


def test_the_command_lists_all_codes_one_on_a_line() -> None:
    lines = explain().stdout.splitlines()
    assert [line[:4] for line in lines] == list(ENTRIES)
    assert lines == [f"{entry.code}  {entry.holds}" for entry in ENTRIES.values()]


@pytest.mark.long
def test_a_reader_who_has_enough_is_reported_nothing_more() -> None:
    done = run("bash", "-c", '"$0" -u -m macros check | head -1', sys.executable)
    assert (done.stdout.count("\n"), done.stderr) == (1, "")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("R3044", "Error: There is no code R3044; did you mean R304?\n"),
        ("pay", "Error: There is no code pay; leave it out to see all codes.\n"),
    ],
)
def test_an_unknown_code_is_reported_with_the_nearest(asked: str, said: str) -> None:
    done = explain(asked)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", said)


# The pages --------------------------------------------------------------------------------------


def test_the_page_of_problems_has_a_heading_for_each_group_and_code_and_both_examples(contribute: Outline) -> None:
    headings = [(level, name) for level, name, _ in contribute.headings]
    at = headings.index(("h2", "faults-y"))
    expected = []
    for letter in CODE_GROUPS:
        expected.append(("h2", f"faults-{letter.lower()}"))
        expected += [("h3", code.lower()) for code in ENTRIES if code[0] == letter]
    assert headings[at:] == expected
    for entry in ENTRIES.values():
        assert entry.bad in contribute.codes
        assert entry.good in contribute.codes
    assert contribute.strong == ["Bad:", "Good:"] * len(ENTRIES)
