"""The command line: one function for each command. Their arguments and help are in reference/commands.py.

A command imports what it needs when it runs. The check, which people run most, would be slower with PDF and YAML writers loaded.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from macros.diagnostics import Diagnostic, InvalidGuideError, Place, nearest, print_all, relative_name, report
from macros.loading.loader import not_a_project
from macros.outputs.html.page_index import open_site
from macros.reference.commands import COMMAND_DOCS, HELP_WIDTH, command_doc
from macros.reference.entry_commands import entry_command
from macros.reference.fields import COMMANDS

if TYPE_CHECKING:
    from macros.outputs.context import SiteIndex
    from macros.settings import Settings

COMPLETE_VARIABLE = "_MACROS_COMPLETE"
"""The environment variable that asks for a shell's completion."""

HELP = "The steps of building the guide, and help for people who add to it. Run these commands in the project's folder."
MOST_ADVICE = 20
"""No one reads more than that. The rest shows up once these are dealt with."""

REMEDIES = {
    errno.ENOSPC: "free up space on this disk",
    errno.EDQUOT: "free up some of the space you're allowed on this disk",
    errno.EACCES: "give yourself permission to read and write there",
    errno.EPERM: "give yourself permission to read and write there",
    errno.EROFS: "use a copy on a disk that can be written to",
}
"""What to do about errors of the system whose own words don't say it."""

Function = TypeVar("Function", bound=Callable[..., None])


class GuideCommands(click.Group):
    """All commands, in the order they are declared, and what happens when one of them fails."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [doc.name for doc in COMMAND_DOCS]

    def invoke(self, ctx: click.Context) -> None:
        try:
            super().invoke(ctx)
            if sys.stdout is not None:  # None if the program was started with its output closed.
                sys.stdout.flush()
        except InvalidGuideError as error:
            report(error.diagnostics)
            ctx.exit(1)
        except BrokenPipeError:
            # A reader such as `head` has closed the pipe. Python would fail again when it ends, so the rest is thrown away.
            _write_to_nowhere()
        except OSError as error:
            # A read-only folder or a full disk, for example. The system's own words say what it is, and a traceback would help no one.
            if error.filename is None:
                _write_to_nowhere()
            # If there are two names, as with a copy, the second is where it goes.
            name = error.filename2 or error.filename
            about = f"{name}: " if name is not None else ""
            remedy = f"; {REMEDIES[error.errno]}, then run this again" if error.errno in REMEDIES else ""
            raise click.ClickException(f"{about}{error.strerror or error}{remedy}.") from None


def _write_to_nowhere() -> None:
    """Throw away what hasn't been written to standard output yet, because Python would fail again when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class EntryCommands(click.Group):
    """The commands that add an entry. Their options depend on the words the guide knows, so the guide is read first, once."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        from macros.authoring.entry_draft import open_guide
        from macros.authoring.prompts import add_entry

        if cmd_name not in COMMANDS:
            if ctx.resilient_parsing:
                return None
            # Click itself looks for similar names only among commands that exist from the start.
            raise click.exceptions.NoSuchCommand(cmd_name, possibilities=COMMANDS, ctx=ctx)
        try:
            ctx.obj = ctx.obj or open_guide(Path.cwd())
        except InvalidGuideError:
            if ctx.resilient_parsing:  # A shell completing a command has no use for diagnostics.
                return None
            raise
        return entry_command(cmd_name, ctx.obj.dataset).build(partial(add_entry, ctx.obj, cmd_name))


def main(arguments: list[str] | None = None, program: str = "macros") -> int:
    """Run one command.

    Args:
        arguments: Its words; by default, the arguments of this process.
        program: The name of the program in help and messages.

    Returns:
        The exit status: 0, 1 if the guide has problems, or 2 if the command doesn't exist or is used in the wrong way.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # Not every console can show every character of the guide.
    try:
        cli.main(arguments, prog_name=program, complete_var=COMPLETE_VARIABLE)
    except SystemExit as ended:
        return int(ended.code or 0)
    return 0


# The help is passed as text, because `python -OO` drops docstrings.
@click.group(cls=GuideCommands, help=HELP, context_settings={"max_content_width": HELP_WIDTH, "help_option_names": ["-h", "--help"]})
def cli() -> None:
    """The group of all commands."""


def command(name: str) -> Callable[[Function], Function]:
    """Give a declared command its function."""

    def add(function: Function) -> Function:
        cli.add_command(command_doc(name).build(function))
        return function

    return add


@command("check")
def check() -> None:
    _check(_project())


def _check(root: Path) -> SiteIndex:
    """Check the guide, then show how much there is of everything, and advice."""
    from macros.checks.advice import advice, readability
    from macros.outputs.summary import summary

    site_index, _ = open_site(root)
    click.echo(summary(site_index.dataset))
    click.echo(readability(root))
    found = advice(root, site_index.dataset, date.today())
    print_all(found[:MOST_ADVICE], sys.stdout)
    if len(found) > MOST_ADVICE:
        click.echo(f"Advice: and {len(found) - MOST_ADVICE} more.")
    return site_index


@command("fix")
def fix(files: tuple[Path, ...], check: bool) -> None:
    from macros.authoring.formatter import fix_files

    if not fix_files(_project(), files, check):
        raise SystemExit(1)


@command("explain")
def explain(code: str | None) -> None:
    from macros.reference.rule_docs import rule_docs

    docs = rule_docs()
    if code is None:
        click.echo("\n".join(f"{doc.code}  {doc.holds}" for doc in docs.values()))
        return
    name = code.upper().strip("[]")
    if name not in docs:
        near = nearest(name, docs)
        raise click.ClickException(f"There is no code {code}" + (f"; did you mean {near}?" if near else "; leave it out to see all codes."))
    click.echo(str(docs[name]))


@command("changes")
def changes(base: str, sheets: Path | None) -> None:
    from macros.authoring.diff import changes_since, copy_sheets, markdown

    root = _project()
    found = changes_since(root, base, _settings)
    if sheets:
        copy_sheets(root, found.sheets or [], sheets)
    click.echo(markdown(found))


@command("site")
def site(offline: bool) -> None:
    from macros.site_builder import build_offline_copy, build_site, sources_digest

    _require_docstrings()
    root = _project()
    build = build_offline_copy if offline else build_site
    sources = sources_digest(root)
    built = build(root, _check(root), _settings(root), sources)
    click.echo(f"The {'offline copy' if offline else 'site'} is in {relative_name(built, root)}.")


@command("downloads")
def downloads() -> None:
    from macros.site_builder import build_downloads, sources_digest

    _require_docstrings()
    root = _project()
    sources = sources_digest(root)
    built = build_downloads(root, _check(root), _settings(root), sources)
    click.echo(f"The sheets and the open data are in {relative_name(built, root)}.")


@command("sheets")
def sheets(folder: Path) -> None:
    from macros.outputs.pdf.file_cache import FileCache
    from macros.outputs.pdf.sheets import write_sheets
    from macros.site_builder import KEPT_SHEETS

    root = _project()
    _report_written(write_sheets(open_site(root)[0], _settings(root), folder, FileCache(root / KEPT_SHEETS)), folder)


@command("open-data")
def open_data(folder: Path) -> None:
    from macros.outputs.open_data import write_exports

    _require_docstrings()
    root = _project()
    _report_written(write_exports(open_site(root)[0], _settings(root), root, folder), folder)


@command("postprocess")
def postprocess(folder: Path) -> None:
    from macros.outputs.html.postprocess import postprocess_site

    click.echo(f"{postprocess_site(folder, _settings(Path.cwd()).site_url)} pages finished.")


@command("schema")
def schema(folder: Path) -> None:
    from macros.outputs.html.tool_data.declarations import write_declarations
    from macros.outputs.open_data import write_data_schema
    from macros.reference.json_schema import write_schemas

    _require_docstrings()
    dataset = open_site(_project())[0].dataset
    _report_written([*write_schemas(dataset, folder), write_declarations(folder), write_data_schema(dataset, folder)], folder)


@command("copy")
def copy(name: str) -> None:
    from macros.authoring.copy_starter import NEXT, UnusableNameError, write_starter

    try:
        found = write_starter(Path.cwd(), name)
    except UnusableNameError as error:
        raise click.ClickException(str(error)) from None
    if found.written:
        click.echo(f"Files written: {', '.join(found.written)}.")
    if found.kept:
        click.echo(f"Files left unchanged, because they already exist: {', '.join(found.kept)}.")
    click.echo(NEXT, nl=False)


cli.add_command(EntryCommands("new", help=command_doc("new").help))


def _require_docstrings() -> None:
    """Stop if the schemas would be missing their texts, which are docstrings."""
    if sys.flags.optimize >= 2:
        raise click.ClickException("The schemas are made from docstrings, which python -OO leaves out. Run this without -OO.")


def _report_written(files: list[Any], folder: Path) -> None:
    click.echo(f"{len(files)} files in {folder}.")


def _settings(root: Path) -> Settings:
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    from macros.settings import config_file, settings_of

    path = config_file(root)
    try:
        return settings_of(load_config(str(path)))
    except MkDocsException as error:
        raise InvalidGuideError([_unreadable_settings(relative_name(path, root), error)]) from None


def _project() -> Path:
    """The folder the command is run in. Raises InvalidGuideError if it isn't the folder of a guide."""
    if (diagnostic := not_a_project(Path.cwd())) is not None:
        raise InvalidGuideError([diagnostic])
    return Path.cwd()


def _unreadable_settings(name: str, error: Exception) -> Diagnostic:
    """M211: what is wrong with settings MkDocs can't read.

    Args:
        name: The name of their file in the diagnostic.
        error: What MkDocs raised.
    """
    mark = getattr(error.__cause__ or error.__context__, "problem_mark", None)
    problem = getattr(error.__cause__ or error.__context__, "problem", None)
    place = Place(name, mark.line + 1, mark.column + 1) if mark else Place(name)
    expected = "settings like the ones in the guide's own mkdocs.yml"
    return Diagnostic(place, "M211", "MkDocs can't read the settings", problem or str(error), expected)
