"""The commands of `python -m macros`: their names, options and help.

They are declared here, in a layer below the pages and the command line, because both read them: cli.py gives each command its
function, and a page lists them all. The commands that add an entry are in entry_commands.py.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from macros.reference.rule_docs import rule_docs
from macros.settings import PROGRAM

HELP_WIDTH = 120
"""In columns. A narrower terminal gets narrower help."""


class _CommandWithExample(click.Command):
    """A command whose epilog is an example, shown as it is. Click would wrap and indent it, and then it couldn't be copied."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if self.epilog:
            formatter.write(f"\nExample:\n{self.epilog}\n")


@dataclass(frozen=True)
class CommandDoc:
    """One command.

    Args:
        name: Its name, which has two words if it adds an entry.
        help: What it does.
        params: Its arguments and options.
        example: A command line to copy; "" if the name alone is one.
    """

    name: str
    help: str
    params: tuple[click.Parameter, ...] = ()
    example: str = ""

    def build(self, function: Callable[..., object] | None = None) -> click.Command:
        """The command as click runs it, with the function it calls."""
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
        """Each argument and option the way its help shows it, with its purpose."""
        context = click.Context(self.build())
        return [record for param in self.params if (record := param.get_help_record(context))]


def _folder(help: str) -> click.Argument:
    return click.Argument(["folder"], type=click.Path(file_okay=False, path_type=Path), help=help)


def _codes(context: click.Context, param: click.Parameter, typed: str) -> list[CompletionItem]:
    return [CompletionItem(code, help=doc.holds) for code, doc in rule_docs().items() if code.startswith(typed.upper())]


COMMAND_DOCS = (
    CommandDoc("check", "Check data/ and docs/. Suggestions for better wording are shown too, but they fail nothing."),
    CommandDoc(
        "fix",
        "Fix the style of data/ and docs/. Only what needs no judgment is fixed, such as quotes, spaces and the order of keys.",
        (
            click.Argument(["files"], nargs=-1, type=click.Path(path_type=Path), help="The files to fix; if you name none, all of them."),
            click.Option(["--check"], is_flag=True, help="Change nothing; the exit status is 1 if there is something to fix."),
        ),
    ),
    CommandDoc(
        "explain",
        "Explain the code at the end of a message. You see what must hold, why, and a bad and a good example.",
        (
            click.Argument(
                ["code"],
                required=False,
                shell_complete=_codes,
                help="The code, such as R304; if you leave it out, all codes are listed.",
            ),
        ),
        f"{PROGRAM} explain R304",
    ),
    CommandDoc(
        "changes",
        "Show what has changed in data/. The report is in Markdown, and lists the printed sheets that look different.",
        (
            click.Argument(["base"], help="A Git revision, such as origin/main, or a folder with another version of the guide."),
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
        "Build the site in site/, with its sheets and open data. The last good site stays until the new one is complete.",
        (
            click.Option(
                ["--offline"], is_flag=True, help="Build a zip file instead, with a copy that opens from a folder, without a server."
            ),
        ),
    ),
    CommandDoc("downloads", "Write the printable sheets and the open data to docs/downloads/, where the site gets them from."),
    CommandDoc(
        "sheets", "Write the printable sheets as PDF files.", (_folder("The folder to write to."),), f"{PROGRAM} sheets docs/downloads"
    ),
    CommandDoc(
        "open-data",
        "Write the data as JSON and CSV.",
        (_folder("The folder to write to."),),
        f"{PROGRAM} open-data docs/downloads",
    ),
    CommandDoc(
        "postprocess",
        "Finish a site that has been built. Adds the content security policy, and fails on anything that must not be published.",
        (_folder("The folder of the built site."),),
        f"{PROGRAM} postprocess site",
    ),
    CommandDoc(
        "schema",
        "Write the schemas for editors and linters. They're in the repository: run this after changing the model or the tools' data.",
        (_folder("The folder to write to."),),
        f"{PROGRAM} schema schemas",
    ),
    CommandDoc(
        "copy",
        "Start a copy of the guide under your own name. Writes its settings and some examples, and changes no file that exists.",
        (click.Argument(["name"], help="The name of your copy, in quotes."),),
        f'{PROGRAM} copy "Career conversations at our college"',
    ),
    CommandDoc("new", "Add an entry to the guide. The whole guide is checked with the new entry before anything is written."),
)


def command_doc(name: str) -> CommandDoc:
    """The declaration of a command. Raises StopIteration if there is none."""
    return next(doc for doc in COMMAND_DOCS if doc.name == name)
