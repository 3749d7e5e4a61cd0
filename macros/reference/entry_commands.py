"""The commands that add an entry, such as `new question`: an option for each key of the model, and the files the entry can go into."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from macros.diagnostics import one_of
from macros.loading.data_file import DataFile
from macros.loading.dataset import Dataset
from macros.reference.commands import CommandDoc
from macros.reference.fields import ENTRY_DOCS, EntryDoc, EntryField, answered_fields, example_for, fields_by_hand


@dataclass(frozen=True)
class TargetFile:
    """A file an entry can go into. The flag of `doc` chooses it by `name`."""

    doc: EntryDoc
    name: str
    label: str
    file: DataFile

    @property
    def names(self) -> tuple[str, str]:
        """What chooses it: its name, or the id in it, such as `server` or `s-server`."""
        return self.name, f"{self.doc.file_type.prefix}{self.name}"

    @property
    def full(self) -> str:
        """Why its list can't take another entry, as a sentence; "" if it can."""
        most = self.doc.most_in(self.file.raw)
        if most is None:
            return ""
        return f"{self.file.name} already has {most} entries in {self.doc.list_key}:, and there can't be more. Change one of those instead"


def entry_docs(command: str) -> list[EntryDoc]:
    """What a command adds, one for each type of file it can go into."""
    return [doc for doc in ENTRY_DOCS if doc.command_name == command]


def target_flags(command: str) -> list[str]:
    """The flags that choose the file; none if there is only one file."""
    return [doc.flag for doc in entry_docs(command) if doc.flag]


def target_files(command: str, dataset: Dataset) -> list[TargetFile]:
    """The files a command can add to, in the order of the vocabulary. Only the guide's own files, not those of a copy."""
    found = []
    for doc in entry_docs(command):
        files = [file for file in dataset.files if file.file_type is doc.file_type and file.name.startswith("data/")]
        by_name = {Path(file.name).stem: file for file in files if isinstance(file.raw.get(doc.list_key), list)}
        labels = {term.id: term.label for term in getattr(dataset.vocabulary, f"{doc.flag}s", ())}
        for name in sorted(by_name, key=[*labels, *by_name].index):
            found.append(TargetFile(doc, name, labels.get(name) or str(by_name[name].raw.get("title", "")), by_name[name]))
    return found


def entry_command(command: str, dataset: Dataset) -> CommandDoc:
    """The command that adds an entry, with an option for each of its keys."""
    doc, targets = entry_docs(command)[0], target_files(command, dataset)
    options = [_target_option(flag, [target.name for target in targets if target.doc.flag == flag]) for flag in target_flags(command)]
    options += [_entry_option(field) for field in answered_fields(doc.model, dataset)]
    options.append(click.Option(["--dry-run"], is_flag=True, help="Show what would be written, without writing anything."))
    target = next((target for target in targets if not target.full), None)
    example = example_for(doc, dataset, target.file.raw) if target else {}
    example.pop("id", None)  # A free one is suggested.
    by_hand = " ".join(f"{sentence}." for sentence in written_by_hand(doc, dataset))
    return CommandDoc(
        f"new {command}",
        f"Add {doc.noun}. At a terminal, you are asked for everything needed that you didn't give. {by_hand}".rstrip(),
        tuple(options),
        command_line(doc, target, example, dataset) if target else "",
    )


def written_by_hand(doc: EntryDoc, dataset: Dataset) -> Iterator[str]:
    """A sentence, without its period, for each key that no answer or option can give."""
    for field in fields_by_hand(doc.model, dataset):
        yield f"It can have {field.name}: too, which you write in the file yourself, the way more/contribute/{doc.page}/ on the site shows"


def _target_option(flag: str, names: list[str]) -> click.Option:
    return click.Option([f"--{flag}"], metavar="NAME", help=f"The file it goes into: {one_of(names)}.", shell_complete=_words(names))


def _entry_option(field: EntryField) -> click.Option:
    return click.Option(
        [flag_of(field), option_name(field)],
        multiple=field.many,
        metavar="TEXT",
        help=("" if is_required(field) else "Optional. ") + describe(field) + how_often(field),
        shell_complete=_words([word for word, _ in field.words]),
    )


def _words(words: list[str]) -> Callable[[click.Context, click.Parameter, str], list[CompletionItem]]:
    """Complete one of these words. The option itself takes any text, so that all mistakes in a command are reported together."""
    return lambda context, param, typed: [CompletionItem(word) for word in words if word.startswith(typed)]


def option_name(field: EntryField) -> str:
    """What click calls the value of a key's option."""
    return "_".join(field.path)


def flag_of(field: EntryField) -> str:
    """The flag of a key, such as --ask-when."""
    return "--" + "-".join(field.path).replace("_", "-")


def is_required(field: EntryField) -> bool:
    """Whether the person has to give it. An id can be suggested."""
    return field.needed and field.path != ("id",)


def describe(field: EntryField, with_words: bool = True) -> str:
    """What to write for a key, how much of it, and which words are allowed."""
    limit = f" {field.limit[0].upper()}{field.limit[1:]}." if field.limit else ""
    words = f" {one_of(word for word, _ in field.words).capitalize()}." if field.words and with_words else ""
    return f"{field.what}{limit}{words}"


def how_often(field: EntryField) -> str:
    """How to give a flag more than one value."""
    if not field.many:
        return ""
    return " Separate several with commas." if field.is_words else " Repeat the flag for each one."


def command_line(doc: EntryDoc, target: TargetFile | None, data: Mapping[str, Any], dataset: Dataset) -> str:
    """The command that adds an entry without asking."""
    words = [f"--{target.doc.flag}", target.name] if target and target.doc.flag else []
    for field in answered_fields(doc.model, dataset):
        words += [word for value in _values(field, value_at(data, field)) for word in (flag_of(field), value)]
    return " ".join([doc.command_line, *map(_in_shell, words)])


def _values(field: EntryField, value: Any) -> Iterator[str]:
    """The values to give the flag of a key."""
    if field.is_words and value:
        yield ",".join(value)
    elif value is not None:
        yield from map(str, value) if field.many else [str(value)]


def value_at(data: Mapping[str, Any], field: EntryField) -> Any:
    """The value of a key in the plain data of an entry; None if there is none."""
    value: Any = data
    for step in field.path:
        value = value.get(step) if isinstance(value, Mapping) else None
    return value


def _in_shell(word: str) -> str:
    """A word quoted for a shell, in double quotes if those work, because they are easier to read around an apostrophe."""
    return f'"{word}"' if re.search(r"\s|'", word) and not re.search(r'["$`\\!]', word) else shlex.quote(word)
