"""The steps of `make`, one command each: python -m macros --help tells them all."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from macros.advice import advice, reading
from macros.faults import Faults, nearest, report, tell
from macros.guide import Guide
from macros.pages import open_book

MOST_ADVICE = 20
"""As many as somebody still reads; the rest shows when these are done."""


def check(root: Path, options: argparse.Namespace) -> None:
    """Judge data/ and docs/, and advise on what could be better, which fails nothing."""
    book, _ = open_book(root)
    print(summary(book.guide))
    print(reading(root))
    found = advice(root, book.guide, date.today())
    tell(found[:MOST_ADVICE], sys.stdout)
    if len(found) > MOST_ADVICE:
        print(f"Advice: and {len(found) - MOST_ADVICE} more.")


def summary(guide: Guide) -> str:
    """How much of everything there is: the kinds on one line, then questions and first messages by what they are for."""
    messages = list(guide.messages())
    audiences = [audience for message in messages for audience in message.audiences]
    counts = {
        "questions": len(list(guide.questions())),
        "topics": len(guide.topics),
        "sectors": len(guide.sectors),
        "to avoid": len(guide.avoid),
        "running orders": len(guide.orders),
        "first messages": len(messages),
        "replies and messages to keep in touch": len(guide.replies),
        "checks": len(guide.checks),
        "mistakes": len(guide.mistakes),
        "checklists": len(guide.checklists),
        "worksheets": len(guide.worksheets),
        "answers": len(list(guide.answers())),
        "sources": len(guide.sources),
        "glossary terms": len(guide.glossary),
    }
    return "\n".join(
        f"{title}: " + ", ".join(parts) + "."
        for title, parts in {
            "Sound": [f"{count} {name}" for name, count in counts.items()],
            "Questions by topic": [f"{name} {len(file.questions)}" for name, file in guide.topics.items()],
            "Questions by field": [f"{name} {len(file.questions)}" for name, file in guide.sectors.items()],
            "First messages by channel": [f"{name} {len(file.messages)}" for name, file in guide.channels.items()],
            "First messages by relationship": [
                f"{term.id} {sum(message.relationship == term.id for message in messages)}" for term in guide.vocabulary.relationships
            ],
            "First messages by audience": [f"{term.id} {audiences.count(term.id)}" for term in guide.vocabulary.audiences],
        }.items()
    )


def sheets(root: Path, options: argparse.Namespace) -> None:
    """Write the printable sheets as PDF."""
    from macros.sheets import write_sheets

    written = write_sheets(open_book(root)[0], _settings(root), options.folder)
    print(f"{len(written)} files in {options.folder}.")


def exports(root: Path, options: argparse.Namespace) -> None:
    """Write the data as JSON and CSV."""
    from macros.exports import write_exports

    written = write_exports(open_book(root)[0].guide, root, options.folder)
    print(f"{len(written)} files in {options.folder}.")


def schema(root: Path, options: argparse.Namespace) -> None:
    """Write the JSON Schemas that editors read; they are kept with the code."""
    from macros.schema import write_schemas

    written = write_schemas(open_book(root)[0].guide, options.folder)
    print(f"{len(written)} files in {options.folder}.")


def changes(root: Path, options: argparse.Namespace) -> None:
    """Tell in Markdown what has changed since a git revision, or against a folder with another state of the guide."""
    from macros.changes import changes_since, copy_sheets, markdown

    found = changes_since(root, options.base, _settings(root))
    if options.sheets:
        copy_sheets(root, found.sheets or [], options.sheets)
    print(markdown(found))


def new(root: Path, options: argparse.Namespace) -> None:
    """Add a question, message, item, answer or source: asks for it, checks it and writes it where it belongs."""
    from macros.new import ask_in_terminal, new

    new(root, options.words, ask_in_terminal())


def fix(root: Path, options: argparse.Namespace) -> None:
    """Mend the style of data/ and docs/, as far as it needs no judgment, and show what changed."""
    from macros.fix import fix

    if not fix(root, options.files, options.check):
        raise SystemExit(1)


def seal(root: Path, options: argparse.Namespace) -> None:
    """Go over a built site: add the content security policy, and refuse what must not be published."""
    from macros.seal import seal_site

    print(f"{seal_site(options.folder, _settings(root).site_url)} pages sealed.")


def explain(root: Path, options: argparse.Namespace) -> None:
    """Say what the code of a fault means: what must hold, why, and an example on both sides; without a code, list them all."""
    from macros.api import explained

    entries = explained()
    if options.code is None:
        print("\n".join(f"{entry.code}  {entry.holds}" for entry in entries.values()))
    elif (code := options.code.upper().strip("[]")) in entries:
        print(entries[code])
    else:
        near = nearest(code, entries)
        sys.exit(f"There is no code {options.code}" + (f"; did you mean {near}?" if near else "; without a code, all are listed."))


def _settings(root: Path):
    from mkdocs.config import load_config

    from macros.settings import config_file, settings_of

    return settings_of(load_config(str(config_file(root))))


Argument = tuple[tuple[str, ...], dict]
"""What argparse's add_argument is given."""

FOLDER: Argument = ("folder",), {"type": Path, "help": "where the files are, or are written"}
COMMANDS: dict[Callable[[Path, argparse.Namespace], None], tuple[Argument, ...]] = {
    check: (),
    sheets: (FOLDER,),
    exports: (FOLDER,),
    schema: (FOLDER,),
    changes: (
        (("base",), {"help": "a git revision, such as origin/main, or a folder that holds data/"}),
        (("--sheets",), {"type": Path, "metavar": "FOLDER", "help": "copy the PDFs of the sheets that change there"}),
    ),
    new: (
        (
            ("words",),
            {"nargs": argparse.REMAINDER, "metavar": "what", "help": "question, message, item, answer or source; then --help tells more"},
        ),
    ),
    fix: (
        (("files",), {"nargs": "*", "type": Path, "help": "files to mend; all in data/ and docs/ where none is given"}),
        (("--check",), {"action": "store_true", "help": "change nothing; the exit status is 1 when something would be mended"}),
    ),
    seal: (FOLDER,),
    explain: ((("code",), {"nargs": "?", "help": "the code at the end of a fault, such as R304"}),),
}
"""Each command with its arguments. A command gets the project's root and what was given; it raises Faults."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit status: 0, or 1 when there are faults."""
    parser = argparse.ArgumentParser(prog="python -m macros", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")
    for command, arguments_of_it in COMMANDS.items():
        sub = commands.add_parser(command.__name__, help=command.__doc__, description=command.__doc__)
        sub.set_defaults(run=command)
        for names, details in arguments_of_it:
            sub.add_argument(*names, **details)
    options = parser.parse_args(arguments)
    try:
        options.run(Path.cwd(), options)
        sys.stdout.flush()
    except Faults as error:
        report(error.faults)
        return 1
    except BrokenPipeError:
        # Whoever reads has enough, such as `head`. Python would complain once more when it ends, so the rest goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


if __name__ == "__main__":
    sys.exit(main())
