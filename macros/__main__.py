"""The steps of `make`, one command each: python -m macros --help tells them all."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from macros.checks.prose import advice, reading
from macros.diagnostics import InvalidGuideError, nearest, print_all, report
from macros.loading.dataset import Dataset, files_in, records_in
from macros.model.registry import FILE_TYPES, FileType, Storage
from macros.outputs.html.page_index import open_site

MOST_ADVICE = 20
"""As many as somebody still reads; the rest shows when these are done."""


def check(root: Path, options: argparse.Namespace) -> None:
    """Judge data/ and docs/, and advise on what could be better, which fails nothing."""
    site_index, _ = open_site(root)
    print(summary(site_index.dataset))
    print(reading(root))
    found = advice(root, site_index.dataset, date.today())
    print_all(found[:MOST_ADVICE], sys.stdout)
    if len(found) > MOST_ADVICE:
        print(f"Advice: and {len(found) - MOST_ADVICE} more.")


def summary(dataset: Dataset) -> str:
    """How much of everything there is: the types of file on one line, then questions and first messages by what they are for."""
    messages = list(dataset.messages())
    audiences = [audience for message in messages for audience in message.audiences]
    lists = {
        "Sound": {file_type.label: _count(dataset, file_type) for file_type in FILE_TYPES if file_type.storage is not Storage.ONE},
        "Questions by topic": {name: len(file.questions) for name, file in dataset.topics.items()},
        "Questions by field": {name: len(file.questions) for name, file in dataset.sectors.items()},
        "First messages by channel": {name: len(file.messages) for name, file in dataset.channels.items()},
        "First messages by relationship": {
            term.id: sum(message.relationship == term.id for message in messages) for term in dataset.vocabulary.relationships
        },
        "First messages by audience": {term.id: audiences.count(term.id) for term in dataset.vocabulary.audiences},
    }
    return "\n".join(f"{title}: {', '.join(f'{name} {count}' for name, count in counts.items())}." for title, counts in lists.items())


def _count(dataset: Dataset, file_type: FileType) -> int:
    """How many records there are in files of a type, or how many files of one without records."""
    content = dataset.contents[file_type.name]
    return len(list(records_in(file_type, content) if file_type.list_key else files_in(file_type, content)))


def sheets(root: Path, options: argparse.Namespace) -> None:
    """Write the printable sheets as PDF."""
    from macros.outputs.pdf.sheets import write_sheets

    written = write_sheets(open_site(root)[0], _settings(root), options.folder)
    print(f"{len(written)} files in {options.folder}.")


def exports(root: Path, options: argparse.Namespace) -> None:
    """Write the data as JSON and CSV."""
    from macros.outputs.open_data import write_exports

    written = write_exports(open_site(root)[0].dataset, root, options.folder)
    print(f"{len(written)} files in {options.folder}.")


def schema(root: Path, options: argparse.Namespace) -> None:
    """Write the JSON Schemas that editors read, and the types of what the tools work with; both are kept with the code."""
    from macros.outputs.html.tool_data.declarations import write_declarations
    from macros.reference.json_schema import write_schemas

    written = [*write_schemas(open_site(root)[0].dataset, options.folder), write_declarations(options.folder)]
    print(f"{len(written)} files in {options.folder}.")


def changes(root: Path, options: argparse.Namespace) -> None:
    """Tell in Markdown what has changed since a git revision, or against a folder with another state of the guide."""
    from macros.authoring.diff import changes_since, copy_sheets, markdown

    found = changes_since(root, options.base, _settings)
    if options.sheets:
        copy_sheets(root, found.sheets or [], options.sheets)
    print(markdown(found))


def new(root: Path, options: argparse.Namespace) -> None:
    """Add a question, message, item, answer or source: asks for it, checks it and writes it where it belongs."""
    from macros.authoring.scaffold import ask_in_terminal, new

    new(root, options.words, ask_in_terminal())


def fix(root: Path, options: argparse.Namespace) -> None:
    """Mend the style of data/ and docs/, as far as it needs no judgment, and show what changed."""
    from macros.authoring.formatter import fix_files

    if not fix_files(root, options.files, options.check):
        raise SystemExit(1)


def postprocess(root: Path, options: argparse.Namespace) -> None:
    """Go over a built site: add the content security policy, and refuse what must not be published."""
    from macros.outputs.html.postprocess import postprocess_site

    print(f"{postprocess_site(options.folder, _settings(root).site_url)} pages finished.")


def explain(root: Path, options: argparse.Namespace) -> None:
    """Say what the code of a fault means: what must hold, why, and an example on both sides; without a code, list them all."""
    from macros.reference.rule_docs import rule_docs

    entries = rule_docs()
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
    postprocess: (FOLDER,),
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
    except InvalidGuideError as error:
        report(error.diagnostics)
        return 1
    except BrokenPipeError:
        # Whoever reads has enough, such as `head`. Python would complain once more when it ends, so the rest goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


if __name__ == "__main__":
    sys.exit(main())
