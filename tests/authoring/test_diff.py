"""What a change does to the data is reported: shortly, wholly, and so that nothing in it works as Markdown."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
from contextlib import redirect_stdout
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.authoring.diff import _code
from macros.cli import main
from tests.support.ci_scripts import script
from tests.support.commands import run
from tests.support.guides import CLOSING, FIELD, LIST, NOTE, PAY, ROOT, SHEET, SMALL, STORY, TEMPLATES, TRANSCRIPT, WORDS, edit


def reported(root: Path, base: str | Path = SMALL, *options: str) -> str:
    """What the command prints, run in `root`."""
    done = run(ROOT / ".venv/bin/python", "-m", "macros", "changes", str(base), *options, cwd=root, PYTHONPATH=str(ROOT))
    assert done.returncode == 0, done.stderr
    return done.stdout


def git(root: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=A writer", "-c", "user.email=writer@guide.example", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *identity, *arguments], cwd=root, check=True, capture_output=True)


@pytest.fixture
def repository(small: Path) -> Path:
    """The smallest guide in a repository of its own, committed on main."""
    git(small, "init", "--quiet", "--initial-branch=main")
    git(small, "add", ".")
    git(small, "commit", "--quiet", "-m", "The smallest guide")
    return small


QUESTION = """
  - id: q-closing-02
    text: Whom else should I `ask`?
"""


def test_nothing_changes(small: Path) -> None:
    assert reported(small) == "No entry in data/ changes.\n\nNo printed sheets change.\n"


def test_what_is_added_changed_moved_renamed_and_removed_is_reported_by_file_and_kind(small: Path) -> None:
    pay = (small / PAY).read_text("utf-8")
    first, second = pay.index("  - id: q-pay-01"), pay.index("  - id: q-pay-02")
    edit(small, PAY, "intro: Ask late.", "intro: Ask last.")
    edit(small, PAY, pay[first:second], "")
    edit(small, PAY, "- id: q-pay-02\n    was: [q-pay-00]", "- id: q-pay-03\n    was: [q-pay-00, q-pay-02]")
    closing = (small / CLOSING).read_text("utf-8")
    (small / CLOSING).write_text(closing.replace("A warning, A name", "A warning, A date") + pay[first:second].rstrip() + QUESTION, "utf-8")
    edit(small, WORDS, "label: Returner", "label: Coming back")
    edit(small, LIST, "  - {id: i-prepare-03, text: Pack a pen, why: Phones die., when: 7 business days after asking, minutes: 1}\n", "")
    assert reported(small).split("\n\n")[:4] == [
        "**1 added, 3 changed, 1 moved, 1 removed, 1 renamed.**",
        "**These ids disappear. Links, saved check marks and printed codes that use them would no longer work.**",
        "- `i-prepare-03`, which was in `data/checklists/prepare.yml`. If the entry has a new id, or another entry takes its place, "
        "write `was: [i-prepare-03]` in that entry.",
        "- `data/checklists/prepare.yml`, items:\n"
        "    - removed `i-prepare-03`: `Pack a pen`\n"
        "- `data/questions/closing.yml`, questions:\n"
        "    - changed `q-closing-01` (`listen_for`): `What have I forgotten?`\n"
        "    - moved `q-pay-01` from `data/questions/pay.yml`: `What does a beginner in this work usually earn?`\n"
        "    - added `q-closing-02`: `Whom else should I 'ask'?`\n"
        "- `data/questions/pay.yml`:\n"
        "    - changed its own keys (`intro`)\n"
        "- `data/questions/pay.yml`, questions:\n"
        "    - renamed `q-pay-02` to `q-pay-03` (`id`, `was`): `How do raises come about here?`\n"
        "- `data/vocabulary.yml`, audiences:\n"
        "    - changed `returner` (`label`): `Coming back`",
    ]


def test_stories_fields_transcripts_and_templates_are_named_the_way_people_know_them(small: Path) -> None:
    edit(small, STORY, "heading: One class", "heading: Her class")
    edit(small, FIELD, "title: Staff nurse", "title: Floor nurse")
    edit(small, TRANSCRIPT, 'says: "Small."', 'says: "Tiny."')
    edit(small, TEMPLATES, "title: You found their page", "title: You saw their page")
    assert reported(small).split("\n\n")[1] == (
        "- `data/fields/nursing.yml`:\n"
        "    - changed `f-nursing` (`people`): `a nurse`\n"
        "- `data/messages/templates.yml`, templates:\n"
        "    - changed `n-note-01` (`title`): `You saw their page`\n"
        "- `data/stories/cook.yml`:\n"
        "    - changed `s-cook` (`parts`): `A cook asks a nurse`\n"
        "- `data/transcripts/short.yml`:\n"
        "    - changed `t-short` (`turns`): `Ten minutes by phone`"
    )


def test_an_old_id_that_is_dropped_from_was_vanishes_too(small: Path) -> None:
    edit(small, PAY, "    was: [q-pay-00]\n", "")
    assert "- `q-pay-00`, which was in `data/questions/pay.yml`. If the" in reported(small)


def test_another_order_is_a_change(small: Path) -> None:
    pay = (small / PAY).read_text("utf-8")
    first, second = pay.index("  - id: q-pay-01"), pay.index("  - id: q-pay-02")
    (small / PAY).write_text(pay[:first] + pay[second:].rstrip() + "\n" + pay[first:second], "utf-8")
    assert "**1 changed.**\n\n- `data/questions/pay.yml`:\n    - changed its own keys (`questions`)" in reported(small)


@pytest.mark.long
def test_a_revision_is_compared_where_the_branches_parted(repository: Path) -> None:
    git(repository, "switch", "--quiet", "-c", "mine")
    edit(repository, PAY, "text: How do raises come about here?", "text: How do raises come?")
    git(repository, "commit", "--quiet", "-am", "Shorter")
    git(repository, "switch", "--quiet", "main")
    edit(repository, NOTE, "I liked your bread.", "I liked your rolls.")
    git(repository, "commit", "--quiet", "-am", "Meanwhile")
    git(repository, "switch", "--quiet", "mine")
    assert "**1 changed.**\n\n- `data/questions/pay.yml`, questions:\n    - changed `q-pay-02` (`text`)" in reported(repository, "main")
    assert "No entry in data/ changes." in reported(repository, "HEAD")
    edit(repository, PAY, "text: How do raises come?", "text: What about raises?")
    assert "`What about raises?`" in reported(repository, "HEAD"), "what is not committed yet counts"


@pytest.mark.parametrize("base", ["nowhere", "--upload-pack=x", "docs"])
def test_a_base_that_does_not_exist_is_reported(repository: Path, base: str) -> None:
    done = run(ROOT / ".venv/bin/python", "-m", "macros", "changes", "--", base, cwd=repository, PYTHONPATH=str(ROOT))
    assert done.returncode == 1
    assert f"there is nothing of that name to compare with; got '{base}'; expected a branch, tag or commit" in done.stderr
    assert "[C601]" in done.stderr


def test_without_a_repository_a_folder_can_still_be_compared(small: Path, tmp_path: Path) -> None:
    assert "No entry" in reported(small, SMALL)
    done = run(
        ROOT / ".venv/bin/python", "-m", "macros", "changes", "main", cwd=small, PYTHONPATH=str(ROOT), GIT_CEILING_DIRECTORIES=tmp_path
    )
    assert "C601" in done.stderr


def test_it_says_what_is_missing_when_a_commit_is_not_found(repository: Path, tmp_path: Path) -> None:
    edit(repository, NOTE, "I liked your bread.", "I liked your rolls.")
    git(repository, "commit", "--quiet", "-am", "Rolls")
    git(tmp_path, "clone", "--quiet", "--depth", "1", repository.as_uri(), "shallow")
    nothing = tmp_path / "nothing"
    nothing.mkdir()
    for root, environment, expected in [
        (repository, {"PATH": str(nothing)}, "Git isn't installed"),
        (
            shutil.copytree(SMALL, tmp_path / "bare"),
            {"GIT_CEILING_DIRECTORIES": str(tmp_path)},
            "Git finds no repository here that it can read",
        ),
        (tmp_path / "shallow", {}, "git fetch --unshallow gets the others"),
    ]:
        done = run(sys.executable, "-m", "macros", "changes", "HEAD~1", cwd=root, PYTHONPATH=str(ROOT), **environment)
        assert (done.returncode, "[C601]" in done.stderr, expected in done.stderr) == (1, True, True), done.stderr


def test_what_cannot_be_read_is_left_out_and_the_rest_compared(small: Path, tmp_path: Path) -> None:
    base = Path(shutil.copytree(SMALL, tmp_path / "base"))
    edit(base, PAY, "intro: Ask late.", "intro: one: two: three")
    edit(small, CLOSING, "What have I forgotten?", "What did I forget?")
    said = reported(small, base)
    assert "Not compared, because they can't be read in one version or the other: `data/questions/pay.yml`." in said
    assert "- changed `q-closing-01` (`text`): `What did I forget?`" in said
    assert "q-pay" not in said
    assert "disappear" not in said
    assert "**Printed sheets that change:** `c-prepare`" in said, "what was printed before is not known, so every sheet may differ"


def test_a_file_that_was_not_there_is_added_with_all_that_it_holds(small: Path, tmp_path: Path) -> None:
    base = Path(shutil.copytree(SMALL, tmp_path / "base"))
    (base / "data/glossary.yml").unlink()
    (small / "data/notes.txt").write_text("of no known kind")
    assert "added `g-" in reported(small, base)
    assert "disappear" in reported(base, small)
    assert "Left out" not in reported(small, base) + reported(base, small)


def test_only_ids_that_links_depend_on_are_said_to_vanish(small: Path, tmp_path: Path) -> None:
    base = Path(shutil.copytree(SMALL, tmp_path / "base"))
    edit(base, WORDS, "id: returner", "id: comeback")
    said = reported(small, base)
    assert "removed `comeback`" in said
    assert "disappear" not in said


def test_with_errors_now_no_sheets_are_reported(small: Path) -> None:
    edit(small, LIST, "title: Prepare", "title: ")
    assert "You'll see which printed sheets change once the check finds no problems." in reported(small)


def test_a_sheet_changes_with_whatever_is_printed_on_it(small: Path) -> None:
    assert "**Printed sheets that change:**" not in reported(small)
    edit(small, "data/checklists/pack.yml", "{id: i-pack-01, text: ", "{id: i-pack-01, text: Do ")
    said = reported(small)
    assert "**Printed sheets that change:** " in said
    line = next(line for line in said.splitlines() if line.startswith("**Printed"))
    assert "`c-prepare`" in line, "it includes the item"
    assert "`c-pack`" in line
    assert "`w-plan`" not in line


LISTS = ("c-prepare", "c-pack", "p-handouts")
"""The checklists, and the sheet that has one of them for a group."""
ALL_SHEETS = ("c-prepare", "c-pack", "w-plan", "p-workshop", "p-handouts")


@pytest.fixture
def repository_with_code(small: Path) -> Path:
    """The smallest guide with the whole generator beside it, committed on main."""
    shutil.copytree(ROOT / "macros", small / "macros", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy2(ROOT / "requirements.txt", small)
    (small / "docs/assets").mkdir(exist_ok=True)
    shutil.copy2(ROOT / "docs/assets/mark.svg", small / "docs/assets")
    git(small, "init", "--quiet", "--initial-branch=main")
    git(small, "add", ".")
    git(small, "commit", "--quiet", "-m", "The smallest guide, with its generator")
    return small


@pytest.mark.long
@pytest.mark.parametrize(
    ("file", "old", "new", "sheets"),
    [
        ("macros/loading/dataset.py", "        return items\n", "        return items[::-1]\n", LISTS),
        (
            "macros/outputs/pdf/templates/style.typ",
            "let side = tick-side(scale: scale)",
            "let side = 1.1 * tick-side(scale: scale)",
            (*LISTS, "w-plan"),
        ),
        ("macros/loading/dataset.py", "        return items\n", "        return list(items)\n", ()),
    ],
)
def test_each_side_is_printed_by_its_own_code(repository_with_code: Path, file: str, old: str, new: str, sheets: tuple[str, ...]) -> None:
    root = repository_with_code
    assert reported_with_own_code(root).endswith("\n\nNo printed sheets change.\n")
    edit(root, file, old, new)
    line = reported_with_own_code(root).strip().split("\n\n")[-1]
    assert {name for name in ALL_SHEETS if f"`{name}`" in line} == set(sheets), line
    assert line.startswith("**Printed sheets that change:** " if sheets else "No printed sheets change.")


def test_code_that_cannot_print_or_is_not_here_may_change_any_sheet(repository_with_code: Path) -> None:
    """The libraries of the other side are not installed, and its code may not run with those that are."""
    root = repository_with_code
    edit(root, "requirements.txt", "typst==", "typst==9")
    assert may_change(root) == "requirements.txt"
    edit(root, "requirements.txt", "typst==9", "typst==")
    edit(root, "macros/outputs/pdf/sheets.py", "import segno\n", "import segno\nimport not_there\n")
    git(root, "commit", "--quiet", "-am", "A library that is not there")
    edit(root, "macros/outputs/pdf/sheets.py", "import segno\nimport not_there\n", "import segno\n")
    assert may_change(root) == "macros/outputs/pdf/sheets.py"


def may_change(root: Path) -> str:
    """The file that may change every sheet, as is reported."""
    *_, code, sheets = reported_with_own_code(root).strip().split("\n\n")
    [file] = re.findall(r"^\*\*The code that makes the printed sheets changes, so any .*:\*\* `(.*)`\.$", code)
    assert sheets.startswith("**Printed sheets that may change:** ")
    assert all(f"`{name}`" in sheets for name in ALL_SHEETS)
    return file


def reported_with_own_code(root: Path) -> str:
    """What the command prints when it runs the generator in `root` itself, as it does in a clone."""
    done = run(ROOT / ".venv/bin/python", "-m", "macros", "changes", "main", cwd=root, PYTHONPATH=str(root))
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_sheet_shows_the_name_and_address_of_the_site(small: Path) -> None:
    edit(small, "mkdocs.yml", "site_url: https://", "site_url: https://new.")
    line = reported(small).splitlines()[-1]
    assert line.startswith("**Printed sheets that change:** ")
    assert all(f"`{name}`" in line for name in ALL_SHEETS)


def test_a_sheet_that_is_no_longer_made_is_reported(small: Path, tmp_path: Path) -> None:
    base = Path(shutil.copytree(SMALL, tmp_path / "base"))
    (base / "data/worksheets/old.yml").write_text((base / SHEET).read_text("utf-8").replace("id: w-plan", "id: w-old"), "utf-8")
    (base / "docs/old.md").write_text(
        '---\ndescription: A worksheet that was there, and is no more.\n---\n# Old\n\n{{ worksheet("w-old") }}\n', "utf-8"
    )
    assert "**Printed sheets that are no longer made:** `w-old`, `w-old-filled`." in reported(small, base)


def test_the_sheets_that_change_are_copied(small: Path, tmp_path: Path) -> None:
    edit(small, "data/worksheets/plan.yml", "title: ", "title: New ")
    downloads = small / "docs/downloads"
    command = [ROOT / ".venv/bin/python", "-m", "macros", "changes", str(SMALL), "--sheets", tmp_path / "out"]
    missing = run(*command, cwd=small, PYTHONPATH=str(ROOT))
    assert missing.returncode == 1
    assert (
        "docs/downloads/w-plan-a4.pdf:1:1: this sheet hasn't been made yet; expected the files that `make sheets` writes" in missing.stderr
    )
    assert not (tmp_path / "out").exists()
    downloads.mkdir()
    for name in (
        "w-plan-a4",
        "w-plan-letter",
        "w-plan-a4-large",
        "w-plan-letter-large",
        "w-plan-filled-a4",
        "w-plan-filled-letter",
        # It prints the titles of its sheets.
        "p-workshop-a4",
        "p-workshop-letter",
        "p-workshop-a4-large",
        "p-workshop-letter-large",
        "p-handouts-a4",
        "p-handouts-letter",
        "c-prepare-a4",
    ):
        (downloads / f"{name}.pdf").write_text(name)
    reported(small, SMALL, "--sheets", str(tmp_path / "out"))
    copied = {path.name for path in (tmp_path / "out").iterdir()}
    assert copied == {path.name for path in downloads.iterdir()} - {"c-prepare-a4.pdf"}


def test_a_huge_change_is_summed_up_and_can_still_be_shown() -> None:
    """The smallest guide and the guide itself have almost nothing in common."""
    output = io.StringIO()
    with redirect_stdout(output):
        assert main(["changes", "tests/fixtures/small"]) == 0
    said = output.getvalue()
    assert re.search(r"^- `data/answers/ask.yml`, answers: \d+ added\.$", said, re.MULTILINE)
    assert "- and " in said
    assert "- added" not in said
    comment = script("comment")
    assert len(said.encode()) < comment.MOST_BYTES / 4
    assert comment.harmless(said) == said.strip(), "it stays Markdown"


HOSTILE = [
    "@everyone look", "<img src=x onerror=alert(1)>", "[a](https://bad.example)", "![a](https://bad.example/x.png)", "`` @me ``",
    "our/guide#1", "https://bad.example www.bad.example GH-1", "\u202e@me", "a\n\n# @me", "`", "", " ", "``` @me", "\\` @me",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=300)))
def test_whatever_text_stands_in_data_works_in_no_comment(text: str) -> None:
    line = f"    - changed {_code(text)} ({_code(text)}, `text`): {_code(text)}"
    comment = script("comment")
    assert comment.harmless(f"- a\n{line}") == f"- a\n{line}"
    assert line.count("`") == 8


def test_hostile_text_in_data_is_shown_as_text(small: Path) -> None:
    (small / PAY).write_text(
        (small / PAY).read_text("utf-8").replace("text: How do raises come about here?", "text: \"@everyone <b>x</b> [a](b) `@me`\"")
        .replace("q-pay-02", '"@all"'), "utf-8"
    )  # fmt: skip
    said = reported(small)
    assert "`@everyone <b>x</b> [a](b) '@me'`" in said
    assert script("comment").harmless(said) == said.strip()
