"""`python -m macros new` asks for an entry, checks it, and adds lines to one file: nothing else changes, and nothing half done is left."""

from __future__ import annotations

import contextlib
import os
import pty
import re
import select
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path
from unittest import mock

import pytest
from click.testing import CliRunner, Result

from macros.authoring import prompts
from macros.authoring.entry_draft import clean
from macros.authoring.formatter import fix_files
from macros.authoring.saved_draft import draft_name
from macros.authoring.scaffold import STILL_TO_DO
from macros.cli import cli
from macros.outputs.html import page_index
from macros.reference.entry_commands import entry_command, entry_docs, option_name
from macros.reference.fields import COMMANDS, ENTRY_DOCS, EntryDoc, fields_by_hand, fields_of
from macros.settings import COPY_CONFIG, PROGRAM
from macros.yaml_io.parser import parse_yaml
from tests.support.guides import FIELD, ROOT, SETTINGS, SMALL, STORY, TEMPLATES, TRANSCRIPT, code_of, edit, problems_of, write

PAY = "data/questions/pay.yml"
QUESTION = {
    "--topic": "pay",
    "--text": "What surprised you on your first payday?",
    "--stage": "explore",
    "--purpose": "It shows what beginners overlook.",
    "--goals": "learn-field",
    "--priority": "good",
    "--minutes": "2",
    "--research-first": "none",
    "--ask-when": "They told you how they began.",
    "--avoid-when": "They are new in the work.",
    "--sensitivity": "low",
    "--probes": ["Who told you?", "What did you do?"],
    "--listen-for": ["Money", "Trust"],
    "--next-action": "Note it.",
}
FIELDS = {"--sender-field": "nursing", "--recipient-field": "nursing", "--known-from": "profile"}


def words(flags: dict[str, str | list[str]], what: str = "question") -> list[str]:
    """The words of a command. A value that begins with a dash needs an equals sign before it."""
    given = [(flag, one) for flag, value in flags.items() for one in ([value] if isinstance(value, str) else value)]
    return [what, *(word for flag, one in given for word in ([f"{flag}={one}"] if one.startswith("-") else [flag, one]))]


@pytest.fixture
def tidy(small: Path) -> Path:
    """The smallest guide in the guide's own style."""
    fix_files(small, say=lambda text: None)
    return small


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    """A copy of the guide itself."""
    root = tmp_path / "guide"
    shutil.copytree(ROOT / "data", root / "data")
    shutil.copytree(ROOT / "docs", root / "docs", ignore=shutil.ignore_patterns("assets", "downloads"))
    shutil.copy(ROOT / "mkdocs.yml", root)
    return root


def files(root: Path) -> dict[str, bytes]:
    """What is in a guide, but for what is made from it and not committed."""
    paths = {path.relative_to(root).as_posix(): path for path in root.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in paths.items() if not name.startswith(".build/")}


def invoke(root: Path, given: list[str], answers: str | None = None) -> Result:
    """Run the command in a guide. `answers` are the lines that someone types at a terminal; None where no one is there."""
    with contextlib.chdir(root), mock.patch.object(prompts, "at_terminal", return_value=answers is not None):
        return CliRunner().invoke(cli, ["new", *given], input=answers or "", prog_name=PROGRAM, terminal_width=10_000)


def new(root: Path, given: list[str], answers: str | None = None) -> str:
    """Run the command, which must succeed, and return what it prints."""
    result = invoke(root, given, answers)
    assert result.exit_code == 0, result.output
    return result.stdout


def refused(root: Path, given: list[str], answers: str | None = None) -> str:
    """Run the command, which must write nothing, and return its errors; the guide must be as it was."""
    before = files(root)
    result = invoke(root, given, answers)
    assert result.exit_code == 1, result.output
    assert files(root) == before
    return result.stderr


def added(before: dict[str, bytes], root: Path) -> tuple[str, list[str]]:
    """The file that changed, and the lines that were added to it; no other line of it may have changed."""
    after = files(root)
    [name] = [name for name in after if after[name] != before.get(name)]
    old, fresh = before[name].decode().split("\n"), after[name].decode().split("\n")
    start = next(index for index, line in enumerate(fresh) if index >= len(old) or line != old[index])
    count = len(fresh) - len(old)
    # Where the line before is like the last new one, the difference may be seen a line later than it was written.
    start = next(
        at
        for at in range(start, -1, -1)
        if old[:at] == fresh[:at] and old[at:] == fresh[at + count :] and fresh[at].lstrip().startswith("- ")
    )
    return name, fresh[start : start + count]


# By flags ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def examples() -> dict[str, list[str]]:
    """The command that the help of each command gives as an example."""
    found = {}
    for what in COMMANDS:
        command = new(ROOT, [what, "--help"]).partition("\nExample:\n")[2]
        assert command.startswith(f"{PROGRAM} new {what} ")
        found[what] = shlex.split(command.removeprefix(f"{PROGRAM} new "))
    return found


STILL_TO_DO_SAID = {
    "order": ["no page shows this"],
    "source": ["nothing cites this source"],
    "step": ["the steps don't add up to the time of the workshop"],
    "essential": ["no length of conversation has this essential"],
}


@pytest.mark.long
@pytest.mark.parametrize("what", COMMANDS)
def test_the_example_of_the_help_can_be_run_with_words_of_ones_own(
    dataset: Path, examples: dict[str, list[str]], what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_index, "pasted_examples", lambda _: [])
    before = files(dataset)
    said = new(dataset, examples[what])
    name, lines = added(before, dataset)
    [where] = re.findall(r"^Added (.*)$", said, re.MULTILINE)
    ident, _, place = where.partition(" at ")
    text = (dataset / name).read_text("utf-8").split("\n")
    assert text[int(place.rpartition(":")[2]) - 1] == lines[0]
    assert lines[0].endswith(f": {ident}") or ident == next(doc.noun for doc in ENTRY_DOCS if doc.command_name == what)
    assert place.startswith(f"{name}:")
    assert "make serve" in said
    assert {code_of(diagnostic) for diagnostic in problems_of(dataset)} <= set(STILL_TO_DO)
    assert re.findall("Still to do: (.*?);", said) == STILL_TO_DO_SAID.get(what, [])
    shown: list[str] = []
    assert fix_files(dataset, [Path(name)], check=True, say=shown.append), "\n".join(shown)


@pytest.mark.long
def test_an_example_is_not_added_as_it_is(dataset: Path, examples: dict[str, list[str]]) -> None:
    said = refused(dataset, examples["question"])
    assert set(re.findall(r"\[([A-Z]\d+)\]$", said, re.MULTILINE)) == {"R339"}, "nothing else is in its way"


def test_keys_stand_in_order_and_in_style(tidy: Path) -> None:
    before = files(tidy)
    more = {
        "--synonyms": ["first wage, payslip", "net pay"],
        "--variants-warm": "What surprised you most when you first got paid?",
        "--related": "q-pay-01",
        "--purpose": "It shows what is overlooked: taxes, dues, boots, and whatever else is taken off before it reaches your hand at last.",
    }
    new(tidy, words({**more, **{flag: value for flag, value in QUESTION.items() if flag not in more}}))
    text = """\
  - id: q-pay-03
    text: What surprised you on your first payday?
    stage: explore
    purpose: >-
      It shows what is overlooked: taxes, dues, boots, and whatever else is taken off before it reaches your hand at
      last.
    goals: [learn-field]
    priority: good
    minutes: 2
    research_first: none
    ask_when: They told you how they began.
    avoid_when: They are new in the work.
    sensitivity: low
    probes:
      - Who told you?
      - What did you do?
    listen_for:
      - Money
      - Trust
    next_action: Note it.
    related: [q-pay-01]
    synonyms: [first wage, payslip, net pay]
    variants:
      warm: What surprised you most when you first got paid?
"""
    assert added(before, tidy) == (PAY, text.splitlines())


def test_a_message_keeps_its_lines_and_an_answer_is_wrapped(tidy: Path) -> None:
    flags = {"--channel": "email", "--title": "A to B", "--relationship": "cold", "--audiences": "returner", **FIELDS, "--subject": "Hello"}
    old = parse_yaml((tidy / "data/messages/email.yml").read_text("utf-8"), "data/messages/email.yml")["messages"][0]["text"]
    before = files(tidy)
    new(tidy, words({**flags, "--text": f"  \n{old.strip()}\n\nYours,\r\nme  \n", "--notes-1": "It says why."}, "message"))
    lines = added(before, tidy)[1]
    body = [*old.strip("\n").split("\n"), "", "Yours,", "me"]
    assert lines[lines.index("    text: |") :] == [
        "    text: |",
        *(f"      {line}".rstrip() for line in body),
        "    notes:",
        "      1: It says why.",
    ]
    before = files(tidy)
    answer = "Ask the person nearest to the work, and stop in time. " * 6
    flags = {"--step": "find", "--question": "Whom?", "--other-ways": ["who", "whom do i ask"], "--see": "index.md, q-pay-01"}
    new(tidy, words({**flags, "--answer": f"{answer}\n{answer}\n\nShort."}, "answer"))
    lines = added(before, tidy)[1]
    assert "    other_ways:" in lines and "    see: [index.md, q-pay-01]" in lines
    body = lines[lines.index("    answer: |") + 1 : lines.index("    see: [index.md, q-pay-01]")]
    assert body[-2:] == ["", "      Short."] and 100 < max(map(len, body)) <= 120
    assert " ".join(" ".join(body[:-2]).split()) == (answer * 2).strip()


@pytest.mark.parametrize("asked", [False, True], ids=["by flags", "by answers"])
@pytest.mark.parametrize(
    ("when", "after"),
    [("6 days before", None), ("5 days before", "i-prepare-01"), ("1 hour before", "i-prepare-03"), ("any time", "i-prepare-03")],
)
def test_an_item_goes_where_it_is_due(tidy: Path, when: str, after: str | None, asked: bool) -> None:
    given = {"--checklist": "prepare", "--text": "Eat", "--why": "You will need it.", "--when": when, "--minutes": "9"}
    if asked:
        printed = new(tidy, ["item"], "\n".join([*given.values(), *[""] * 9]))
        assert "Error" not in printed, printed
    else:
        new(tidy, words(given, "item"))
    items = parse_yaml((tidy / "data/checklists/prepare.yml").read_text("utf-8"), "data/checklists/prepare.yml")["items"]
    names = [item["id"] for item in items]
    assert names.index("i-prepare-04") == (names.index(after) + 1 if after else 0)
    assert problems_of(tidy) == []


def test_an_item_goes_above_the_comments_of_the_next(tidy: Path) -> None:
    edit(tidy, "data/checklists/prepare.yml", "  - {id: i-prepare-02", "  # For the night before.\n  - {id: i-prepare-02")
    before = files(tidy)
    new(tidy, words({"--checklist": "prepare", "--text": "Eat", "--why": "Now.", "--when": "2 days before", "--minutes": "9"}, "item"))
    assert added(before, tidy)[1][0] == "  - id: i-prepare-04"
    assert "    minutes: 9\n  # For the night before.\n  - {id: i-prepare-02" in (tidy / "data/checklists/prepare.yml").read_text("utf-8")


def test_the_next_id_is_one_that_was_never_used(tidy: Path) -> None:
    edit(tidy, "data/checklists/pack.yml", "id: i-pack-02,", "id: i-pack-02, was: [q-pay-07],")
    new(tidy, words(QUESTION))
    assert "  - id: q-pay-08\n" in (tidy / PAY).read_text("utf-8")


def test_a_source_is_named_after_its_authors_and_year(tidy: Path) -> None:
    flags = {
        "--authors": "Francis J. Flynn, Vanessa K. B. Lake",
        "--short": "Flynn and Lake",
        "--year": "2008",
        "--title": "If You Need Help: Just Ask",
        "--where": "A journal",
        "--url": "https://doi.org/10.1037/0022-3514.95.1.128",
        "--about": "People who asked.",
        "--strength": "moderate",
        "--not-shown": "Requests for a talk.",
        "--status": "seen",
        "--checked": "2026-11-23",
    }
    printed = new(tidy, words(flags, "source")) + new(tidy, words({**flags, "--title": "Another"}, "source"))
    text = (tidy / "data/sources.yml").read_text("utf-8")
    assert "  - id: flynn-lake-2008\n" in text and "  - id: flynn-lake-2008-b\n" in text
    assert '    title: "If You Need Help: Just Ask"\n' in text and "    checked: 2026-11-23\n" in text
    assert printed.count("Still to do") == 2


def test_a_dry_run_shows_what_would_be_written(tidy: Path) -> None:
    before = files(tidy)
    said = new(tidy, [*words(QUESTION), "--dry-run"])
    assert files(tidy) == before
    assert "+    text: What surprised you on your first payday?\n" in said and said.endswith("Nothing was written.\n")
    assert not re.search(r"^-(?!--)", said, re.MULTILINE)


def test_all_that_is_missing_is_reported_at_once(tidy: Path) -> None:
    said = refused(tidy, ["question", "--text", "What?", "--priority", "good"])
    missing = re.findall(r"^(--.*?) is missing: \S", said, re.MULTILINE)
    assert missing == ["--topic or --sector", *(flag for flag in QUESTION if flag not in ("--topic", "--text", "--priority"))]
    assert "--minutes is missing: How many minutes the answer takes. 1 to 4.\n" in said


def test_all_that_is_wrong_is_reported_at_once(tidy: Path) -> None:
    wrong = {
        "--topic": "pey",
        "--text": "word " * 40,
        "--stage": "exlpore",
        "--goals": "learn-field,learn-feild",
        "--minutes": "many",
        "--probes": "One?",
        "--related": "q-pay-1",
        "--softener": "",
    }
    said = refused(tidy, words({**QUESTION, **wrong}))
    for flag, sentence in {
        "--topic": "there is no topic of that name; got 'pey'; expected one of pay, closing; did you mean 'pay'?",
        "--text": "got '40 words'; expected at most 28",
        "--stage": "did you mean 'explore'?",
        "--goals": "got 'learn-feild'",
        "--minutes": "got 'many'; expected a whole number",
        "--probes": "too few entries",
        "--related": "did you mean 'q-pay-",
        "--softener": "softener is empty",
    }.items():
        assert re.search(rf"^{flag}: .*{re.escape(sentence)}", said, re.MULTILINE), (flag, said)


@pytest.mark.parametrize(
    ("flags", "sentence"),
    [
        ({"--sector": "health"}, "--topic and --sector: it can go into only one file, so use one of these"),
        ({"--id": "q-pay-01"}, "--id: this id is already taken; got 'q-pay-01'; expected an id of its own, such as q-pay-03"),
        ({"--id": "pay"}, "--id: "),
        ({"--text": "Is the pay good?"}, f"{PAY}:"),
        ({"--sensitivity": "high"}, f"{PAY}:"),
        ({"--look-up": "pay-survey"}, "--look-up: "),
    ],
)
def test_what_the_check_would_refuse_is_not_written(tidy: Path, flags: dict, sentence: str) -> None:
    said = refused(tidy, words({**QUESTION, **flags}))
    assert re.search(f"^{re.escape(sentence)}", said, re.MULTILINE), said


def test_a_refused_command_is_reported_to_be_fixed(tidy: Path) -> None:
    said = refused(tidy, words({**QUESTION, "--text": 'Is the pay "good", isn\'t it?'}))
    assert "a yes or no would answer this question" in said
    again = shlex.split(said.strip().split("\n")[-1].removeprefix(f"{PROGRAM} new "))
    again[again.index('Is the pay "good", isn\'t it?')] = "How good is the pay?"
    new(tidy, again)
    assert "  - id: q-pay-03\n    text: How good is the pay?\n" in (tidy / PAY).read_text("utf-8")


def test_what_was_wrong_before_does_not_stand_in_the_way(tidy: Path) -> None:
    edit(tidy, "data/glossary.yml", "see: [index.md]", "see: [indx.md]")
    assert "Added q-pay-03" in new(tidy, words(QUESTION))
    assert "yes or no" in refused(tidy, words({**QUESTION, "--text": "Is it so?"}))


def test_a_guide_that_cannot_be_read_is_reported(tidy: Path) -> None:
    edit(tidy, PAY, "topic: pay\n", "topic: pay: now\n")
    assert "there is no topic of that name; got 'pay'" in refused(tidy, words(QUESTION))
    edit(tidy, "data/vocabulary.yml", "topics:\n", "topics: now:\n")
    assert re.search(r"^data/vocabulary\.yml:", refused(tidy, words(QUESTION)), re.MULTILINE)


def test_the_same_is_not_written_twice(tidy: Path) -> None:
    new(tidy, words(QUESTION))
    assert f"{PAY} already has this entry, as q-pay-03." in refused(tidy, words(QUESTION))


def test_a_list_in_brackets_is_reported(tidy: Path) -> None:
    path = tidy / "data/checklists/pack.yml"
    text = path.read_text("utf-8")
    head, _, items = text.partition("items:\n")
    path.write_text(head + "items: [" + ", ".join(line.strip().removeprefix("- ") for line in items.strip().split("\n")) + "]\n", "utf-8")
    assert problems_of(tidy) == []
    flags = {"--checklist": "pack", "--text": "Eat", "--why": "Now.", "--when": "any time", "--minutes": "1"}
    assert "is in brackets" in refused(tidy, words(flags, "item"))


HOSTILE = {
    "braces": "What about {{ config }} and {% raw %}?",
    "quotes": "What does \"it\" cost, and whose 'it' is it?",
    "curly quotes": "What does \u201cit\u201d cost them\u00a0?",
    "a comment": "What # is that",
    "a colon": "What: this",
    "a dash": "- What is it",
    "a star": "*What is it?*",
    "a tag": "!What is it?",
    "a percent sign": "%What is it?",
    "a sign for less": "What costs < 4 or > 3 a day?",
    "an emoji": "What does a \U0001f469\u200d\U0001f692 earn?",
    "line breaks": "What\nis\r\n\r\nit?\t",
    "a backslash": "What is C:\\new?",
    "a pipe": "| What",
    "nothing but signs": "---",
    "a number": "1e3",
    "no": "null",
    "brackets": "[What, is]",
    "long without a break": "x" * 150,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_written_as_text_or_refused(tidy: Path, name: str) -> None:
    """Whatever is in it, the file can be read, says just that, and is in style."""
    before = files(tidy)
    given = HOSTILE[name]
    new(tidy, words({**QUESTION, "--next-action": given, "--synonyms": f"{given[:50]}, pay", "--probes": [given[:150], "And?"]}))
    entry = parse_yaml((tidy / PAY).read_text("utf-8"), PAY)["questions"][-1]
    wanted = " ".join(given.replace("\u201c", '"').replace("\u201d", '"').split())
    assert entry["next_action"] == wanted
    assert entry["probes"] == [wanted[:150] if len(given) > 150 else wanted, "And?"]
    assert problems_of(tidy) == []
    shown: list[str] = []
    assert fix_files(tidy, [Path(PAY)], check=True, say=shown.append), "\n".join(shown)
    assert added(before, tidy)[0] == PAY


@pytest.mark.parametrize("given", ["What <script>alert(1)</script> is it?", "What is **it**?", "What is [it](https://a.example/)?"])
def test_marks_that_plain_text_does_not_hold_are_refused(tidy: Path, given: str) -> None:
    assert re.search(r"expected plain words.* \[Y11[56]\]$", refused(tidy, words({**QUESTION, "--next-action": given})), re.MULTILINE)


@pytest.mark.parametrize("given", ["a\x07b", "a\u202eb", "a\udcffb", "x" * 100_000])
def test_text_that_nobody_can_see_or_read_is_refused(tidy: Path, given: str) -> None:
    assert re.search(r"^--next-action: ", refused(tidy, words({**QUESTION, "--next-action": given})), re.MULTILINE)


def test_a_read_only_file_stays(tidy: Path) -> None:
    (tidy / PAY).chmod(0o444)
    assert f"{PAY} can't be written: it is read-only." in refused(tidy, words(QUESTION))


def test_a_failure_while_writing_leaves_the_file_whole(tidy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*paths: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    assert f"{PAY} can't be written: No space left on device." in refused(tidy, words(QUESTION))


# Keys inside keys, and lists that are full ------------------------------------------------------

PART = {"--story": "cook", "--week": "2", "--event": "asked", "--heading": "Another email", "--text": "She wrote again."}
TURN = {"--transcript": "short", "--minute": "2", "--who": "other", "--says": "Tiny."}
PERSON = {"--field": "nursing", "--title": "Night nurse", "--why": "They see the night."}
SLIDE = {"--title": "How to begin", "--minutes": "1", "--step": "1", "--say": "Read it out."}
TEMPLATE = {"--title": "You met them", "--channel": "note", "--text": "Hi {their_first_name}, hello.", "--filled": "Hi Dana, hello."}


def entries_of(root: Path, file: str, key: str) -> list[dict]:
    return parse_yaml((root / file).read_text("utf-8"), file)[key]


@pytest.mark.parametrize(
    ("given", "file", "key", "index"),
    [
        (words(PART, "part"), STORY, "parts", 3),
        (words({**PART, "--week": "9"}, "part"), STORY, "parts", 6),
        (words(TURN, "turn"), TRANSCRIPT, "turns", 5),
        (words(PERSON, "person"), FIELD, "people", 4),
        (words(SLIDE, "slide"), "data/slides.yml", "slides", 2),
        (words(TEMPLATE, "template"), TEMPLATES, "templates", 2),
    ],
    ids=["a part", "the last part", "a turn", "a person", "a slide", "a template"],
)
def test_what_belongs_to_a_week_a_minute_or_a_step_goes_after_all_that_is_not_later(
    tidy: Path, given: list[str], file: str, key: str, index: int
) -> None:
    before = entries_of(tidy, file, key)
    new(tidy, given)
    after = entries_of(tidy, file, key)
    assert [entry for entry in after if entry not in before] == [after[index]]


@pytest.mark.long
@pytest.mark.parametrize("what", ["server", "s-server"])
def test_a_file_is_chosen_by_its_name_or_by_the_id_in_it(what: str) -> None:
    assert "+  - week: 104" in new(ROOT, [*words({**PART, "--story": what, "--week": "104"}, "part"), "--dry-run"])


def test_keys_that_belong_together_are_given_together(tidy: Path) -> None:
    """A message that was sent has a channel and a text; its subject is its own choice."""
    assert "--sent-text is missing: " in refused(tidy, words({**PART, "--sent-channel": "note"}, "part"))
    assert "--sent-channel is missing: " in refused(tidy, words({**PART, "--sent-text": "Hello."}, "part"))
    assert "--sent-channel is missing: " in refused(tidy, words({**PART, "--sent-subject": "Hello"}, "part"))
    new(tidy, words({**PART, "--sent-channel": "note", "--sent-text": "Hello.\n\nMe"}, "part"))
    assert "    sent:\n      channel: note\n      text: |\n        Hello.\n\n        Me\n" in (tidy / STORY).read_text("utf-8")
    assert problems_of(tidy) == []


def test_whoever_leaves_out_the_first_of_them_is_not_asked_for_the_rest(tidy: Path) -> None:
    printed = new(tidy, ["part"], "\n".join(["cook", "2", "asked", "Again", "She wrote.", *".", *[""] * 3, ".", *[""] * 9]))
    assert "\nsent channel (optional): The message that was sent, if it isn't one of the guide's. How it was sent.\n" in printed
    assert "sent text" not in printed and "sent subject" not in printed
    assert "sent" not in entries_of(tidy, STORY, "parts")[3]


def test_whoever_gives_the_first_of_them_is_asked_for_those_it_needs(tidy: Path) -> None:
    answers = ["cook", "2", "asked", "Again", "She wrote.", ".", "", "", "note", ".", "Hello.", ".", "", ".", *[""] * 9]
    printed = new(tidy, ["part"], "\n".join(answers))
    assert "\nsent text: " in printed and "\nsent subject (optional): " in printed
    assert "Error: this one needs an answer.\n  Please type the whole text again." in printed
    assert entries_of(tidy, STORY, "parts")[3]["sent"] == {"channel": "note", "text": "Hello.\n"}


def test_whoever_gave_two_messages_can_take_one_back(tidy: Path) -> None:
    """A dash in place of the channel takes back the whole message."""
    both = {**PART, "--example": "m-email-01", "--sent-channel": "note", "--sent-text": "Hello."}
    assert "this part has two messages" in refused(tidy, words(both, "part"))
    printed = new(tidy, words(both, "part"), "\n-\n")
    assert "this part has two messages" in printed
    assert entries_of(tidy, STORY, "parts")[3] == {
        "week": "2", "event": "asked", "heading": "Another email", "text": "She wrote again.\n", "example": "m-email-01"
    }  # fmt: skip


@pytest.mark.parametrize("what", COMMANDS)
def test_a_list_of_keys_is_no_option_and_the_command_says_where_it_goes(site_index, what: str) -> None:
    [entry, *_] = entry_docs(what)
    command = entry_command(what, site_index.dataset)
    options = {option.name for option in command.params}
    for field in fields_of(entry.model, site_index.dataset):
        assert (option_name(field) in options) is not field.by_hand, field.name
    by_hand = [field.name for field in fields_by_hand(entry.model, site_index.dataset)]
    assert re.findall(r"It can have (\w+): too", command.help) == by_hand
    assert (what in ("part", "message", "section")) is bool(by_hand)


@pytest.mark.parametrize("entry", ENTRY_DOCS, ids=lambda entry: entry.name)
def test_an_empty_answer_is_no_allowed_word(site_index, entry: EntryDoc) -> None:
    for field in fields_of(entry.model, site_index.dataset):
        assert not clean(field, [""] if field.many else ""), field.name


def test_enter_leaves_out_a_word_without_a_label(tidy: Path) -> None:
    """A mark is one of three words, which have no labels of their own."""
    new(tidy, ["turn"], "\n".join(["short", "2", "other", "Tiny.", *[""] * 9]))
    assert entries_of(tidy, TRANSCRIPT, "turns")[5] == {"minute": "2", "who": "other", "says": "Tiny."}


def test_a_list_that_is_full_says_so_before_anything_is_asked(tidy: Path) -> None:
    for number in (5, 6, 7):
        new(tidy, words({**PERSON, "--title": f"Nurse on floor {number}"}, "person"))
    full = f"{FIELD} already has 7 entries in people:, and there can't be more. Change one of those instead"
    assert refused(tidy, words(PERSON, "person")).startswith(f"{full}\nNothing was written.\n")
    assert f"Error: {full}.\n" in invoke(tidy, ["person"], "nursing\n").output
    assert "\nExample:\n" not in new(tidy, ["person", "--help"]), "there is no file that the example could go into"


def test_a_templates_words_are_compared_once_both_versions_are_given(tidy: Path) -> None:
    answers = [
        "You met them", "email", "", "Ten minutes, {their_first_name}?", "Ten minutes, Dana?",
        "Hi {their_first_name}, hello.", ".", "Hi Dana, good day.", ".", "Hi Dana, hello.", ".", "", "",
    ]  # fmt: skip
    printed = new(tidy, ["template"], "\n".join(answers))
    errors = re.findall("Error: (.*)", printed)
    assert errors == [
        "a message in this channel needs a subject line.",
        "this isn't the template with its blanks filled in; "
        "expected the words of text: as they are, with something in place of {their_first_name}.",
    ]
    assert "Added n-email-02 at data/messages/templates.yml:" in printed
    assert problems_of(tidy) == []


def test_a_template_is_numbered_among_those_of_its_channel(tidy: Path) -> None:
    assert "Added n-note-02 at " in new(tidy, words(TEMPLATE, "template"))


# By answers -------------------------------------------------------------------------------------

ANSWERS = """\
pey
pay
{long}
What surprised you on your first payday?
exlpore
explore
It shows what beginners overlook.
learn-feild
learn-field
good
9
2
none
They told you how they began.
They are new in the work.
low
Who told you?

What did you do?

Money
Trust

Note it.
""".format(long="word " * 40)
ENTER = "\n"


def test_each_answer_is_checked_at_once(tidy: Path) -> None:
    before = files(tidy)
    printed = new(tidy, ["question"], ANSWERS + ENTER * 20)
    name, lines = added(before, tidy)
    assert name == PAY
    assert lines[:2] == ["  - id: q-pay-03", "    text: What surprised you on your first payday?"]
    assert lines[-1] == "    next_action: Note it."
    for sentence in (
        "did you mean 'pay'?",
        "got '40 words'; expected at most 28",
        "did you mean 'explore'?",
        "did you mean 'learn-field'?",
        "minutes is out of range",
        "probes has too few entries",
        "  explore  Explore\n",
        "The rest is optional.",
        f"Added q-pay-03 at {PAY}:",
    ):
        assert sentence in printed, sentence


def test_only_what_the_flags_leave_out_is_asked(tidy: Path) -> None:
    before = files(tidy)
    given = {flag: value for flag, value in QUESTION.items() if flag != "--ask-when"}
    printed = new(tidy, words(given), "Rarely.\n" + ENTER * 20)
    assert "    ask_when: Rarely." in added(before, tidy)[1]
    assert "\nask_when: When to ask it" in printed and "\navoid_when: " not in printed and "\nid [q-pay-03]: " in printed


def test_with_all_that_is_required_nothing_is_asked(tidy: Path) -> None:
    assert new(tidy, words(QUESTION), "").startswith("\nAdded q-pay-03")


def test_wrong_flags_are_reported_before_anything_is_asked(tidy: Path) -> None:
    said = refused(tidy, ["question", "--topic", "pey", "--minutes", "9", "--id", "q-pay-01"], "")
    assert re.findall(r"^(--\w+): ", said, re.MULTILINE) == ["--topic", "--minutes", "--id"]
    assert "missing" not in said


def test_a_file_without_its_list_is_not_offered(tidy: Path) -> None:
    edit(tidy, "data/sources.yml", "sources:\n", "souces:\n")
    assert "there is no file a source could go into" in refused(tidy, ["source"])


MESSAGE = {"--channel": "note", "--title": "A to B", "--relationship": "cold", "--audiences": "returner", **FIELDS}


def test_a_message_is_written_line_by_line(tidy: Path) -> None:
    before = files(tidy)
    new(tidy, words(MESSAGE, "message"), "[1 Hello {their_first_name}.]\n\n[4 How do you bake?]\n.\n" + ENTER * 20)
    lines = added(before, tidy)[1]
    assert lines[lines.index("    text: |") + 1 :] == ["      [1 Hello {their_first_name}.]", "", "      [4 How do you bake?]"]


def test_a_message_that_cannot_stand_is_asked_again_and_not_lost(tidy: Path) -> None:
    refused(tidy, words(MESSAGE, "message"), "[1 Hello {their_first_name}.]\n.\n")
    assert "[1 Hello {their_first_name}.]" in (tidy / draft_name("message")).read_text("utf-8")


def without(*flags: str) -> list[str]:
    """The words of a command that leaves these flags out."""
    return words({flag: value for flag, value in QUESTION.items() if flag not in flags})


def test_a_closed_question_is_reported_at_its_prompt(tidy: Path) -> None:
    printed = new(tidy, without("--text", "--next-action"), "Is the pay good?\nHow good is the pay?\nNote it.\n" + ENTER * 20)
    asked = printed.partition("\nnext_action: ")[0]
    assert "Error: a yes or no would answer this question" in asked
    assert "    text: How good is the pay?\n" in (tidy / PAY).read_text("utf-8")


def test_a_closed_question_can_be_kept_when_its_purpose_allows_it(tidy: Path) -> None:
    closed = "Is the pay good?"
    printed = new(tidy, without("--text", "--purpose"), f"{closed}\n{closed}\nIt is nice.\nChecks what they earn.\n" + ENTER * 20)
    assert printed.count("Error: a yes or no would answer this question") == 2
    assert "    purpose: Checks what they earn.\n" in (tidy / PAY).read_text("utf-8")


@pytest.mark.parametrize(
    ("field", "flag", "answer", "needed", "then", "line"),
    [
        ("sensitivity", "--sensitivity", "high", "softener", "Roughly, what was it?", "softener: Roughly, what was it?"),
        ("research_first", "--research-first", "quick", "look_up", "news", "look_up: [news]"),
        ("research_first", "--research-first", "full", "look_up", "news", "look_up: [news]"),
    ],
)
def test_a_key_that_an_answer_makes_necessary_is_asked_at_once(
    tidy: Path, field: str, flag: str, answer: str, needed: str, then: str, line: str
) -> None:
    printed = new(tidy, without(flag, "--next-action"), f"{answer}\n\n{then}\nNote it.\n" + ENTER * 20)
    order = [printed.index(f"\n{name}: ") for name in (field, needed, "next_action")]
    assert order == sorted(order)
    assert f"Error: {field} is {answer}, so" in printed, "leaving it out is refused"
    assert f"\n{needed} (optional)" not in printed
    assert f"    {line}\n" in (tidy / PAY).read_text("utf-8")


@pytest.mark.parametrize(("flags", "name"), [({"--sensitivity": "high"}, "softener"), ({"--research-first": "quick"}, "look_up")])
def test_a_key_that_a_flag_makes_necessary_is_asked_for(tidy: Path, flags: dict[str, str], name: str) -> None:
    """What the check of the whole guide misses is asked for too, not only what stands at the place that it names."""
    [given] = flags.values()
    then = "Roughly, what was it?" if name == "softener" else "news"
    printed = new(tidy, words({**QUESTION, **flags}), f"{given}\n{then}\n")
    assert f"\n{name}: " in printed
    assert f"    {name}: " in (tidy / PAY).read_text("utf-8")


def test_a_key_that_is_missing_at_the_end_is_asked_for(tidy: Path) -> None:
    """The message of an email needs a subject; the problem's place is the message, since the key is not there."""
    text = parse_yaml((tidy / "data/messages/email.yml").read_text("utf-8"), "data/messages/email.yml")["messages"][0]["text"]
    printed = new(tidy, words({**MESSAGE, "--channel": "email", "--text": text}, "message"), "A question\n")
    assert "a message in this channel needs a subject line" in printed
    assert "    subject: A question\n" in (tidy / "data/messages/email.yml").read_text("utf-8")


def test_a_word_that_does_not_exist_is_reported_in_one_short_sentence(tidy: Path) -> None:
    printed = new(tidy, without("--next-action"), "Note it.\nnurses\n" + ENTER * 20)
    error = printed.partition("Error: ")[2].partition("\naudiences")[0]
    assert error == "there is no audience of that name; got 'nurses'.\n  Press Enter to leave it out."


def test_what_only_the_whole_guide_shows_is_asked_again(tidy: Path) -> None:
    """With all flags given nothing is asked, until the check of the whole guide finds a problem."""
    printed = new(tidy, words({**QUESTION, "--text": "Is the pay good?"}), "How good is the pay?\n\n")
    assert f"{PAY}:" in printed and "a yes or no would answer this question" in printed
    assert "Press Enter to keep what is there." in printed
    assert "    text: How good is the pay?\n" in (tidy / PAY).read_text("utf-8")


@pytest.mark.parametrize("count", [0, 1, 5, 20])
def test_the_end_of_answers_writes_nothing(tidy: Path, count: int) -> None:
    given = "".join(f"{line}\n" for line in ANSWERS.split("\n")[:count])
    assert "Nothing was written." in refused(tidy, ["question"], given)


def test_stopping_loses_no_answer_where_none_can_be_saved(tidy: Path) -> None:
    (tidy / ".build").write_text("in the way")
    error = refused(tidy, ["question"], ANSWERS.partition("\nMoney")[0] + "\nMoney\n")
    sentence, shown, command = error.strip().split("\n")[-3:]
    assert (sentence, shown) == ("Nothing was written.", "Here are your answers so far, as a command:")
    given = shlex.split(command.removeprefix(f"{PROGRAM} new "))
    assert given == words({**{flag: value for flag, value in QUESTION.items() if flag != "--next-action"}, "--listen-for": "Money"})
    new(tidy, [*given, "--listen-for", "Trust", "--next-action", "Note it."])


WALKED = {
    "question": ([], [*ANSWERS.rstrip("\n").split("\n"), "n", "Skip", "-", "", "", "q-pay-01", "first wage", *[""] * 9]),
    "message": (
        words({**MESSAGE, "--sources": "net-help"}, "message")[1:],
        ["[1 Hello {their_first_name}.]", "", "[4 How do you bake?]", ".", "", "It greets.", *[""] * 9],
    ),
    "a softener": (
        without("--sensitivity", "--next-action")[1:],
        ["high", "", "Roughly, what was it?", "Note it.", *[""] * 20],
    ),
    "an item": (["--checklist", "prepare"], ["Eat", "You will need it.", "2 days before", "300", "9", "", "", "", "", ""]),
    "a glossary": ([], ["Day off", "", "Leave", "A day without work.", "", "g-day-off"]),
    "a part": (["--story", "cook"], ["2", "asked", "Again", "She wrote.", ".", "", "", "note", "Hello.", ".", "", ".", "", ""]),
    "a template": ([], ["You met them", "email", "Ten minutes?", "Ten minutes?", "Hello.", ".", "Hello.", ".", ""]),
}
"""What someone types at each prompt of a command, a line each, with flags that leave some prompts out."""


def walked(root: Path, walk: str, answers: list[str]) -> Result:
    flags, _ = WALKED[walk]
    command = {"a softener": "question"}.get(walk, walk.rpartition(" ")[2])
    return invoke(root, [command, *flags], "".join(f"{answer}\n" for answer in answers))


@pytest.mark.long
@pytest.mark.parametrize("walk", WALKED)
def test_an_interruption_at_any_prompt_loses_nothing(tidy: Path, tmp_path: Path, walk: str) -> None:
    """The command is ended at each prompt, in a guide of its own, and run again; the entry is the one that was meant."""
    whole = Path(shutil.copytree(tidy, tmp_path / "whole"))
    result = walked(whole, walk, WALKED[walk][1])
    assert result.exit_code == 0, result.output + result.stderr
    answers = WALKED[walk][1]
    for count in range(len(answers)):
        root = Path(shutil.copytree(tidy, tmp_path / f"stopped-{count}"))
        first = walked(root, walk, answers[:count])
        if first.exit_code == 0:
            break  # That many answers are enough.
        assert files(root) == files(tidy)
        begun = list(root.glob(".build/*"))
        assert all(path.stat().st_mode & 0o777 == 0o600 for path in begun)
        again = walked(root, walk, [*(["y"] if begun else []), *answers[count:]])
        assert again.exit_code == 0, f"stopped after {answers[:count]}\n{again.output}{again.stderr}"
        assert files(root) == files(whole), f"stopped after {answers[:count]}"
        assert list(root.glob(".build/*")) == []
    assert count > 3


def test_a_saved_draft_can_be_declined(tidy: Path) -> None:
    refused(tidy, ["question"], "pay\nWhat surprised you?\n")
    said = refused(tidy, ["question"], "n\n")
    assert said.endswith("Nothing was written.\n"), "nothing is left of the first one"
    assert not (tidy / draft_name("question")).exists()


def test_a_saved_draft_is_shown_before_it_is_gone_on_with(tidy: Path) -> None:
    refused(tidy, ["question"], "pay\nWhat surprised you?\n")
    assert (
        "You started one earlier and didn't finish it:\n  data/questions/pay.yml\n  What surprised you?\n"
        in invoke(tidy, ["question"], "y\n").stdout
    )


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"file": 7}', '{"file": "x", "values": {}, "done": [], "unfinished": "", "more": 1}', "\udcff"]
)
def test_a_saved_draft_that_cannot_be_read_is_no_hindrance(tidy: Path, text: str) -> None:
    path = tidy / draft_name("question")
    path.parent.mkdir()
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    assert "You started one earlier" not in new(tidy, ["question"], ANSWERS + ENTER * 20)


def test_what_no_longer_holds_in_a_saved_draft_is_asked_again(tidy: Path) -> None:
    """Its file is gone, a word is none any more, and its id was taken meanwhile."""
    refused(tidy, ["question"], ANSWERS + ENTER * 9)
    path = tidy / draft_name("question")
    saved = path.read_text("utf-8")
    assert '"explore"' in saved
    path.write_text(
        saved.replace('"explore"', '"exlpore"')
        .replace("questions/pay.yml", "questions/gone.yml")
        .replace('"values":{', '"values":{"id":"q-pay-01",')
    )
    printed = new(tidy, ["question"], "y\npay\n\nexplore\n" + ENTER * 20)
    assert "stage [exlpore]: \nError: " in printed
    assert "Added q-pay-03 at data/questions/pay.yml" in printed
    assert "    stage: explore\n" in (tidy / PAY).read_text("utf-8")


def test_names_in_other_letters_and_labels_are_understood(tidy: Path) -> None:
    answers = ANSWERS.replace("\nexplore\n", "\nEXPLORE\n").replace("\npay\n", "\nPay\n")
    new(tidy, ["question"], answers + ENTER * 20)
    assert "    stage: explore\n" in (tidy / PAY).read_text("utf-8")


def test_whoever_kept_a_closed_question_can_still_change_it(tidy: Path) -> None:
    """The purpose that would allow it is not the one that they have."""
    closed, nice = "Is the pay good?", "It is nice."
    answers = [closed, closed, nice, nice, "Note it.", *[""] * 14, "How good is the pay?"]
    printed = new(tidy, without("--text", "--purpose", "--next-action"), "\n".join(answers) + ENTER)
    assert printed.count("If it's right the way it is, give the same answer again.") >= 2
    assert "    text: How good is the pay?\n" in (tidy / PAY).read_text("utf-8")


def test_whoever_has_no_softener_can_take_back_that_it_is_needed(tidy: Path) -> None:
    printed = new(tidy, without("--sensitivity", "--next-action"), "high\n\n\nmedium\nNote it.\n" + ENTER * 20)
    assert "Or leave it empty again to change sensitivity instead." in printed
    assert "    sensitivity: medium\n" in (tidy / PAY).read_text("utf-8")


def test_a_twin_is_reported_at_its_prompt(tidy: Path) -> None:
    twin = "What does a beginner in this work usually earn?"
    printed = new(tidy, without("--text", "--next-action"), f"{twin}\nWhat surprised you?\nNote it.\n" + ENTER * 20)
    assert "Error: " in printed.partition("\nnext_action: ")[0]


def test_a_sentence_for_the_composer_goes_above_those_that_would_always_be_taken_in_its_place(tidy: Path) -> None:
    new(tidy, ["line", "--part", "connection", "--text", "I saw it."], ENTER * 9)
    new(tidy, ["line", "--part", "connection", "--relationships", "cold", "--text", "I came by."], ENTER * 9)
    lines = parse_yaml((tidy / "data/composer.yml").read_text("utf-8"), "data/composer.yml")["lines"]
    written = [line["text"].strip() for line in lines if line["part"] == "connection"]
    assert written == ["I saw {link:noun} for {minutes} minutes.", "I came by.", "I saw it."]


def test_stopping_before_the_first_answer_shows_no_command(tidy: Path) -> None:
    assert refused(tidy, ["answer"], "").endswith("Nothing was written.\n")


def test_without_a_terminal_nothing_is_asked(tidy: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "macros", "new", "item"], cwd=tidy, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert "--checklist is missing: " in done.stderr


AT_ITS_OWN_TERMINAL = """
import fcntl, os, signal, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
signal.signal(signal.SIGINT, signal.SIG_DFL)
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""
"""Lets Ctrl-C reach a command, as at a terminal where somebody sits."""


class Terminal:
    """The command in a terminal of its own."""

    def __init__(self, root: Path, *given: str) -> None:
        self.near, far = pty.openpty()
        command = [sys.executable, "-c", AT_ITS_OWN_TERMINAL, "-m", "macros", "new", *given]
        self.process = subprocess.Popen(command, cwd=root, stdin=far, stdout=far, stderr=far, start_new_session=True)
        os.close(far)
        self.said = ""

    def until(self, sentence: str, typing: str = "") -> None:
        """Read on until the sentence has been said since the last time, `typing` something whenever nothing comes."""
        end = time.monotonic() + 20
        while sentence not in self.said:
            assert time.monotonic() < end, self.said
            if select.select([self.near], [], [], 0.2)[0]:
                self.said += os.read(self.near, 4096).decode()
            else:
                self.type(typing)
        self.said = self.said.partition(sentence)[2]

    def type(self, text: str) -> None:
        os.write(self.near, text.encode())

    def status(self) -> int:
        return self.process.wait(20)


def test_a_person_at_a_terminal_is_asked(tidy: Path) -> None:
    terminal = Terminal(tidy, *words({"--checklist": "prepare", "--text": "Eat", "--when": "2 days before"}, "item"))
    terminal.until("why: Why it helps.")
    terminal.until("why: ")
    terminal.type("You will need it.\n")
    terminal.until("minutes: How many minutes it takes. 1 to 240.")
    terminal.until("minutes: ")
    terminal.type("300\n")
    terminal.until("minutes is out of range")
    terminal.type("9\n")
    terminal.until("audiences (optional)")
    terminal.until("commas: ")
    terminal.type("\n")
    for key in ("once", "short", "until"):
        terminal.until(f"{key}: ")
        terminal.type("\n")
    terminal.until("id [i-prepare-04]: ")
    terminal.type("\n")
    terminal.until("Added i-prepare-04 at data/checklists/prepare.yml:")
    assert terminal.status() == 0
    assert problems_of(tidy) == []


def test_ctrl_c_at_a_terminal_writes_nothing(tidy: Path) -> None:
    before = files(tidy)
    terminal = Terminal(tidy, "question")
    terminal.until("Which file does it go into?")
    terminal.until("file: ")
    # Python does not hear the first one when it comes in the very moment before it begins to listen.
    terminal.until("Nothing was written.", typing="\x03")
    assert terminal.status() == 1
    assert files(tidy) == before


def test_a_closed_terminal_keeps_the_answers(tidy: Path) -> None:
    before = files(tidy)
    terminal = Terminal(tidy, "question")
    terminal.until("file: ")
    terminal.type("pay\nWhat surprised you?\n")
    terminal.until("stage: The stage")
    os.close(terminal.near)
    assert terminal.status() != 0
    assert files(tidy) == before
    assert "What surprised you?" in (tidy / draft_name("question")).read_text("utf-8")


def test_the_smallest_guide_is_not_touched_by_tests() -> None:
    assert "# To add" not in (SMALL / PAY).read_text("utf-8")


def test_in_a_copy_the_guides_own_file_takes_the_entry_whatever_is_hidden_or_laid_over(tidy: Path) -> None:
    """A copy's pictures are there when the whole is checked, and what it hides or adds does not shift the place of an item."""
    write(tidy, "docs/local/mark.svg", "<svg/>")
    write(tidy, COPY_CONFIG, SETTINGS + "theme:\n  logo: local/mark.svg\n")
    write(tidy, "local/hide.yml", "hide: [m-reply-02]\n")
    before = files(tidy)
    new(tidy, words(QUESTION))
    assert added(before, tidy)[0] == PAY
    assert problems_of(tidy) == []
