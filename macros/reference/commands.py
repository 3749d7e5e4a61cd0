"""The commands of `python -m macros`: their names, options and help.

They are declared here, below the pages and the command line, because both read them: cli.py gives each its function, and a page
lists them all. Those that add an entry are in entry_commands.py.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from macros.reference.fields import PROGRAM
from macros.reference.rule_docs import rule_docs

HELP_WIDTH = 120
"""In columns; a narrower terminal gets narrower help."""


class _CommandWithExample(click.Command):
    """A command whose epilog is an example, shown as it is: click would wrap and indent it, so that it could not be copied."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if self.epilog:
            formatter.write(f"\nExample:\n{self.epilog}\n")


@dataclass(frozen=True)
class CommandDoc:
    """One command.

    Args:
        name: What it is called; two words for one that adds an entry.
        help: What it does.
        params: Its arguments and options.
        example: A command line to copy; "" where the name alone is one.
    """

    name: str
    help: str
    params: tuple[click.Parameter, ...] = ()
    example: str = ""

    def build(self, function: Callable[..., object] | None = None) -> click.Command:
        """The command as click runs it, with the function that it calls."""
        return _CommandWithExample(
            self.name.split()[-1],
            callback=function,
            params=list(self.params),
            help=self.help,
            epilog=self.example or None,
        )

    @property
    def usage(self) -> str:
        """The words of its command line, with a placeholder for each value."""
        command = self.build()
        return " ".join([PROGRAM, self.name, *command.collect_usage_pieces(click.Context(command))])

    @property
    def rows(self) -> list[tuple[str, str]]:
        """Each argument and option as its help shows it, with what it is for."""
        context = click.Context(self.build())
        return [record for param in self.params if (record := param.get_help_record(context))]


def _folder(help: str) -> click.Argument:
    return click.Argument(["folder"], type=click.Path(file_okay=False, path_type=Path), help=help)


def _codes(context: click.Context, param: click.Parameter, typed: str) -> list[CompletionItem]:
    return [CompletionItem(code, help=doc.holds) for code, doc in rule_docs().items() if code.startswith(typed.upper())]


COMMAND_DOCS = (
    CommandDoc("check", "Check data/ and docs/. Suggestions for better wording are shown too; they fail nothing."),
    CommandDoc(
        "fix",
        "Fix the style of data/ and docs/. Only what needs no judgment is fixed, such as quotes, spaces and the order of keys.",
        (
            click.Argument(["files"], nargs=-1, type=click.Path(path_type=Path), help="The files to fix; without any, all of them."),
            click.Option(["--check"], is_flag=True, help="Change nothing; the exit status is 1 when something would be fixed."),
        ),
    ),
    CommandDoc(
        "explain",
        "Explain the code of a message. You see what must hold, why, and a bad and a good example.",
        (
            click.Argument(
                ["code"],
                required=False,
                shell_complete=_codes,
                help="The code at the end of the message, such as R304; without one, all codes are listed.",
            ),
        ),
        f"{PROGRAM} explain R304",
    ),
    CommandDoc(
        "changes",
        "Show what has changed in data/. The report is in Markdown, and names the printed sheets that look different.",
        (
            click.Argument(["base"], help="A Git revision, such as origin/main, or a folder with another state of the guide."),
            click.Option(
                ["--sheets"],
                type=click.Path(file_okay=False, path_type=Path),
                metavar="FOLDER",
                help="Copy the PDFs of the sheets that changed into this folder.",
            ),
        ),
        f"{PROGRAM} changes origin/main",
    ),
    CommandDoc(
        "site",
        "Build the site in site/, with its printed sheets and open data. The last one stays until the new one is whole.",
        (click.Option(["--offline"], is_flag=True, help="Build a zip instead, of a copy that opens from a folder, without a server."),),
    ),
    CommandDoc("downloads", "Write the printable sheets and the open data to docs/downloads/, from where the site takes them."),
    CommandDoc("sheets", "Write the printable sheets as PDF.", (_folder("The folder to write to."),), f"{PROGRAM} sheets docs/downloads"),
    CommandDoc(
        "open-data",
        "Write the data as JSON and CSV.",
        (_folder("The folder to write to."),),
        f"{PROGRAM} open-data docs/downloads",
    ),
    CommandDoc(
        "postprocess",
        "Finish a built site. Adds the content security policy, and fails on anything that must not be published.",
        (_folder("The folder of the built site."),),
        f"{PROGRAM} postprocess site",
    ),
    CommandDoc(
        "schema",
        "Write the schemas for editors and linters. They are in the repository; run this after a change of the model or the tools' data.",
        (_folder("The folder to write to."),),
        f"{PROGRAM} schema schemas",
    ),
    CommandDoc("new", "Add an entry to the guide. The whole guide is checked with it before anything is written."),
)


def command_doc(name: str) -> CommandDoc:
    """The declaration of a command. Raises StopIteration where there is none."""
    return next(doc for doc in COMMAND_DOCS if doc.name == name)
