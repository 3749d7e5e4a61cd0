"""The commands: each has help, is on the page of commands, and fails in one way."""

from __future__ import annotations

import contextlib
import html
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from macros.cli import COMPLETE_VARIABLE, cli
from macros.diagnostics import Diagnostic, Place
from macros.outputs.html.page_index import open_site, render_calls
from macros.reference.commands import COMMAND_DOCS
from macros.reference.fields import COMMANDS
from macros.settings import PROGRAM, Settings, as_typed_here
from tests.support.commands import run
from tests.support.guides import NOTE, ROOT, edit

PAGE = "more/contribute/commands.md"


def commands(group: click.Group = cli, path: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command that does something, with the words that call it."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands(command, f"{path}{name} ")
        else:
            yield f"{path}{name}", command


@pytest.fixture(scope="module")
def all_commands() -> dict[str, click.Command]:
    with contextlib.chdir(ROOT):
        return dict(commands())


@pytest.fixture(scope="module")
def sections(settings: Settings) -> dict[str, str]:
    """The sections of the page of commands as a reader sees them, by their headings."""
    site_index, calls = open_site(ROOT)
    [rendered] = render_calls(site_index, [call for call in calls if call.page == PAGE], settings)
    found = {}
    for section in rendered.html.split("<section")[1:]:
        [heading] = re.findall(r"<h2[^>]*><code>(.*?)</code>", section)
        found[heading] = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", section)).split())
    return found


def texts(command: click.Command) -> Iterator[str]:
    """The help of a command, and of each of its arguments and options, with the words that give it."""
    context = click.Context(command)
    yield command.help or ""
    for param in command.params:
        record = param.get_help_record(context)
        assert record is not None, f"{command.name}: {param.name} has no help"
        yield from record


def test_there_are_the_commands_that_the_page_promises(all_commands: dict[str, click.Command], sections: dict[str, str]) -> None:
    assert set(all_commands) == {doc.name for doc in COMMAND_DOCS if doc.name != "new"} | {f"new {name}" for name in COMMANDS}
    assert set(sections) == {*all_commands, "new"}


def test_every_command_and_option_has_help(all_commands: dict[str, click.Command]) -> None:
    for name, command in all_commands.items():
        assert all(len(text.strip()) > 3 for text in texts(command)), name
        help_texts = [param.help or "" for param in command.params if isinstance(param, (click.Option, click.Argument))]
        assert all(len(text) > 20 for text in help_texts), (name, help_texts)


def test_every_command_and_option_is_on_the_page(all_commands: dict[str, click.Command], sections: dict[str, str]) -> None:
    for name, command in all_commands.items():
        for text in texts(command):
            assert " ".join(text.split()) in sections[name], (name, text)


@pytest.fixture(scope="module")
def makefile() -> str:
    return (ROOT / "Makefile").read_text("utf-8")


def test_readme_has_every_make_command_and_no_other(makefile: str) -> None:
    [phony] = re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    table = re.findall(r"^\| `make ([\w-]+)", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    assert sorted(table) == sorted(phony.split())
    assert all(re.search(rf"^{target}:", makefile, re.MULTILINE) for target in table)


@pytest.mark.parametrize("file", ["Makefile", "README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", ".ci/advise.py"])
def test_commands_that_files_name_exist(file: str) -> None:
    named = re.findall(r'-m macros (\w[\w-]*)|"-m", "macros", "([\w-]+)"', (ROOT / file).read_text("utf-8"))
    assert {first or second for first, second in named} <= {doc.name for doc in COMMAND_DOCS}
    assert named


def invoke(root: Path, *words: str) -> Result:
    with contextlib.chdir(root):
        return CliRunner().invoke(cli, words, prog_name=PROGRAM)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["chek"], "No such command 'chek'. (Did you mean one of: 'check', 'schema'?)"),
        (["fix", "--chek"], "No such option '--chek'. (Did you mean one of: '--check', '--help'?)"),
        (["sheets"], "Missing argument 'FOLDER'."),
        (["new", "qestion"], "No such command 'qestion'. (Did you mean one of: 'person', 'question', 'section'?)"),
    ],
)
def test_a_wrong_command_is_reported_with_what_is_near(words: list[str], message: str) -> None:
    result = invoke(ROOT, *words)
    assert result.exit_code == 2
    assert message in result.stderr
    assert f"Try '{PROGRAM} " in result.stderr


def test_problems_of_the_guide_end_every_command_in_one_way(small: Path) -> None:
    edit(small, NOTE, "[1 Hello", "[2 Hello")
    for words in (["check"], ["schema", "out"], ["open-data", "out"], ["sheets", "out"]):
        result = invoke(small, *words)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.startswith(f"{NOTE}:9:11: the message is missing part 1;")
    assert not (small / "out").exists()


@pytest.mark.long
def test_the_check_loads_no_more_than_it_needs() -> None:
    """Writers of PDF and YAML, and the engine, would cost it a third of its time."""
    heavy = ("typst", "segno", "ruamel.yaml", "mkdocs")
    code = f"import sys; from macros.cli import main; main(['check']); print([name for name in {heavy} if name in sys.modules])"
    assert run(sys.executable, "-c", code).stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("che", ["check"]),
        ("new qu", ["question"]),
        ("new question --top", ["--topic"]),
        ("new question --topic pa", ["path", "pay"]),
        ("explain r30", [f"R30{number}" for number in range(1, 10)]),
        ("changes origin/main --sh", ["--sheets"]),
    ],
)
def test_a_shell_completes_commands_options_and_words(words: str, expected: list[str]) -> None:
    typed = f"macros {words}"
    environment = {COMPLETE_VARIABLE: "bash_complete", "COMP_WORDS": typed, "COMP_CWORD": str(len(typed.split()) - 1)}
    done = run(Path(sys.executable).with_name("macros"), **environment)
    assert [line.removeprefix("plain,") for line in done.stdout.splitlines()] == expected, done.stderr


def test_a_guide_that_cannot_be_read_does_not_disturb_completion(small: Path) -> None:
    edit(small, "data/vocabulary.yml", "topics:\n", "topics: now:\n")
    environment = {COMPLETE_VARIABLE: "bash_complete", "COMP_WORDS": "macros new question --t", "COMP_CWORD": "3"}
    done = run(Path(sys.executable).with_name("macros"), cwd=small, **environment)
    assert done.stderr == ""


# What the check prints --------------------------------------------------------------------------


def test_the_check_tells_and_exits_with_1(small: Path) -> None:
    edit(small, NOTE, "[1 Hello", "[2 Hello")
    reported = run(sys.executable, "-m", "macros", "check", cwd=small)
    assert reported.returncode == 1
    diagnostic, number, explained = reported.stderr.splitlines()
    assert diagnostic == f"{NOTE}:9:11: the message is missing part 1; expected [1 Connection] [R309]"
    assert number == "1 problem found, so nothing was built."
    assert explained.endswith('-m macros explain R309 (or the guide\'s page "What the check says").')
    assert "::error" not in reported.stderr


def test_on_github_problems_are_annotations_too(small: Path) -> None:
    edit(small, NOTE, "[1 Hello", "[2 Hello")
    reported = run(sys.executable, "-m", "macros", "check", cwd=small, GITHUB_ACTIONS="true")
    assert (
        f"\n::error file={NOTE},line=9,col=11,title=R309::the message is missing part 1; expected [1 Connection] [R309]\n"
        in reported.stderr
    )


def test_an_annotation_cannot_be_broken_out_of() -> None:
    diagnostic = Diagnostic(Place("a,b:c\n::error::x", 1, 1), "Y1", "100%\r\n::warning::y")
    assert "\n" not in diagnostic.annotation()
    assert diagnostic.annotation().startswith("::error file=a%2Cb%3Ac%0A%3A%3Aerror%3A%3Ax,line=1,col=1,title=Y1::")


def test_commands_do_without_docstrings_and_assertions(small: Path) -> None:
    """`python -OO` leaves both out, so that nothing may depend on them."""
    checked = run(sys.executable, "-OO", "-m", "macros", "check", cwd=small)
    assert (checked.returncode, checked.stderr) == (0, "")
    explained = run(sys.executable, "-OO", "-m", "macros", "explain", "R304", cwd=small)
    assert (explained.returncode, explained.stderr) == (0, "")
    assert explained.stdout == run(sys.executable, "-m", "macros", "explain", "R304", cwd=small).stdout
    help_text = run(sys.executable, "-OO", "-m", "macros", "--help", cwd=small)
    assert help_text.stdout == run(sys.executable, "-m", "macros", "--help", cwd=small).stdout
    edit(small, NOTE, "[1 Hello", "[2 Hello")
    failed = run(sys.executable, "-OO", "-m", "macros", "check", cwd=small)
    assert failed.returncode == 1
    assert failed.stderr.startswith(f"{NOTE}:9:11: the message is missing part 1; expected [1 Connection] [R309]\n")


def test_a_command_is_named_as_this_machine_types_it() -> None:
    assert as_typed_here(f"{PROGRAM} check", windows=True) == r".venv\Scripts\python -m macros check"
    assert as_typed_here(f"{PROGRAM} check", windows=False) == ".venv/bin/python -m macros check"
