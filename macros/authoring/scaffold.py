"""Adds a question, a message, an item, an answer or a source: asks for it, judges each answer, and writes it where it belongs.

With everything given as flags it asks nothing. The whole guide is checked with the new entry before a byte is written.
"""

from __future__ import annotations

import argparse
import contextlib
import copy
import re
import shlex
import shutil
import sys
import tempfile
import textwrap
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from macros import model
from macros.authoring.formatter import DATA_FOLDERS, meaning_of, unified_diff, write_atomically
from macros.checks.references import all_ids, free_id
from macros.diagnostics import Diagnostic, InvalidGuideError, nearest, one_of
from macros.loading.data_file import DataFile
from macros.loading.dataset import Dataset, build_dataset
from macros.loading.loader import LoadResult, load
from macros.loading.validation import validate
from macros.model.references import reference_name, references_in
from macros.model.registry import FileType
from macros.outputs.html.page_index import open_site
from macros.reference.fields import COMMANDS, ENTRY_DOCS, EntryDoc, EntryField, example_for, examples_of, fields_of
from macros.yaml_io.parser import HIDDEN, Tree, parse_yaml
from macros.yaml_io.writer import WIDTH, insert_entry, plain_characters

TARGET_FILES = {command: {doc.flag: doc.file_type for doc in ENTRY_DOCS if doc.command == command} for command in COMMANDS}
"""For each thing to add, the types of file that it can go into, by the flag that names the file."""

STILL_TO_DO = ("P407", "P408")
"""What may be wrong with a new entry: it is shown, or cited, later."""

Ask = Callable[[str], str]
Say = Callable[[str], object]


@dataclass(frozen=True)
class TargetFile:
    """A file that an entry can go into: `name` is what it is called, as a `flag` says."""

    flag: str
    name: str
    label: str
    file: DataFile


@dataclass(frozen=True)
class ScaffoldTask:
    """What is to be added, and what must be known for that."""

    entry: EntryDoc
    dataset: Dataset
    loaded: LoadResult
    homes: list[TargetFile]
    pages: set[str]

    @property
    def keys(self) -> list[EntryField]:
        """What to ask for; the id comes last, since it can be proposed then."""
        return [key for key in fields_of(self.entry.model, self.dataset) if key.path != ("id",)]

    @property
    def id(self) -> EntryField:
        return next(key for key in fields_of(self.entry.model, self.dataset) if key.path == ("id",))


def new(root: Path, words: list[str], ask: Ask | None = None, say: Say = print) -> None:
    """Add what the `words` of a command ask for to the guide under `root`. `ask` puts a question to a person; None when nobody is there.

    Raises SystemExit with status 1 when nothing could be written, and Faults when the guide cannot be read.
    """
    loaded = load(root)
    dataset = build_dataset(loaded)
    if dataset is None:
        raise InvalidGuideError(loaded.diagnostics)
    pages = {path.relative_to(root / "docs").as_posix() for path in (root / "docs").rglob("*.md")}
    tasks = {name: ScaffoldTask(_entry(name), dataset, loaded, list(_homes(name, loaded, dataset)), pages) for name in COMMANDS}
    options = _parser(tasks).parse_args(words)
    task = tasks[options.what]
    try:
        home, data = _given(task, options) if ask is None else _asked(task, options, ask, say)
        _add(root, task, home, data, options.dry_run, ask, say)
    except (KeyboardInterrupt, EOFError):
        _stop("", "Nothing was written.")


def _stop(*sentences: str) -> NoReturn:
    print(*sentences, sep="\n", file=sys.stderr)
    raise SystemExit(1)


def _entry(name: str) -> EntryDoc:
    return next(entry for entry in ENTRY_DOCS if entry.name == name)


def _homes(what: str, loaded: LoadResult, dataset: Dataset) -> Iterator[TargetFile]:
    """The files that it can go into, in the order of the vocabulary."""
    for flag, file_type in TARGET_FILES[what].items():
        files = {Path(file.name).stem: file for file in loaded.files if file.file_type is file_type and file.name.startswith("data/")}
        files = {name: file for name, file in files.items() if isinstance(file.raw.get(_entry(what).list_key), list)}
        labels = {term.id: term.label for term in getattr(dataset.vocabulary, f"{flag}s", ())}
        for name in sorted(files, key=lambda name, order=[*labels, *files]: order.index(name)):
            yield TargetFile(flag, name, labels.get(name) or str(files[name].raw.get("title", "")), files[name])


# Flags ------------------------------------------------------------------------------------------


def _parser(tasks: dict[str, ScaffoldTask]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m macros new", description=__doc__, allow_abbrev=False)
    kinds = parser.add_subparsers(dest="what", required=True, metavar="what")
    for name, task in tasks.items():
        sub = kinds.add_parser(
            name,
            help=f"add {task.entry.noun}",
            description=f"Add {task.entry.noun}. What is needed and not given is asked for, where there is a terminal.",
            epilog=f"An example: {_example_command(task)}".replace("%", "%%") if task.homes else None,
            allow_abbrev=False,
            formatter_class=_Help,
        )
        for flag in filter(None, TARGET_FILES[name]):
            names = ", ".join(home.name for home in task.homes if home.flag == flag)
            sub.add_argument(f"--{flag}", metavar="NAME", help=f"Which file it goes into: {names}.")
        for key in [*task.keys, task.id]:
            told = f"{'' if _must_be_said(key) else 'Optional. '}{_told(key)}{_how_often(key)}".replace("%", "%%")
            sub.add_argument(_flag(key), dest=key.name, action="append" if key.many else "store", metavar="TEXT", help=told)
        sub.add_argument("--dry-run", action="store_true", help="show what would be written, and write nothing")
    return parser


def _example_command(task: ScaffoldTask) -> str:
    home = task.homes[0]
    example = example_for(task.entry, task.dataset, home.file.raw)
    return as_command(task, home, {key: value for key, value in example.items() if key != "id"})


class _Help(argparse.HelpFormatter):
    """Help that breaks no word at its hyphens, so that it can be copied."""

    def _split_lines(self, text: str, width: int) -> list[str]:
        return textwrap.wrap(text, width, break_on_hyphens=False)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return textwrap.fill(text, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)


def _must_be_said(key: EntryField) -> bool:
    """Whether somebody must say it; an id can be proposed."""
    return key.needed and key.path != ("id",)


def _flag(key: EntryField) -> str:
    return "--" + "-".join(key.path).replace("_", "-")


def _told(key: EntryField, words: bool = True) -> str:
    """What to write for a key, and what it must keep to: its `words` too, unless they are shown below it."""
    words = f" {one_of(word for word, _ in key.words).capitalize()}." if key.words and words else ""
    limit = f" {key.limit[0].upper()}{key.limit[1:]}." if key.limit else ""
    return f"{key.what}{limit}{words}"


def _how_often(key: EntryField) -> str:
    if not key.many:
        return ""
    return " Several with commas." if key.is_words else " Give the flag once for each."


def as_command(task: ScaffoldTask, home: TargetFile, data: dict[str, Any]) -> str:
    """The command that adds an entry without asking."""
    words = [f"--{home.flag}", home.name] if home.flag else []
    for key in [*task.keys, task.id]:
        value = _value_at(data, key)
        values = [] if value is None else [",".join(value)] if key.is_words else value if key.many else [value]
        for one in values:
            words += [f"{_flag(key)}={one}"] if str(one).startswith("-") else [_flag(key), str(one)]
    return " ".join([task.entry.command_line, *map(_in_shell, words)])


def _in_shell(word: str) -> str:
    """A word as a shell takes it, in double quotes where they do, since those are easier to read around an apostrophe."""
    return f'"{word}"' if re.search(r"\s|'", word) and not re.search(r'["$`\\!]', word) else shlex.quote(word)


def _value_at(data: dict[str, Any], key: EntryField) -> Any:
    for step in key.path:
        data = data.get(step) if isinstance(data, dict) else None
    return data


def _put(data: dict[str, Any], key: EntryField, value: Any) -> None:
    """Put a value where its key is; none takes it away."""
    for step in key.path[:-1]:
        data = data.setdefault(step, {})
    data[key.path[-1]] = value
    if value is None:
        del data[key.path[-1]]


def _given(task: ScaffoldTask, options: argparse.Namespace, all_of_it: bool = True) -> tuple[TargetFile, dict[str, Any]]:
    """The file and the entry that the flags say. Whatever is wrong, or missing where `all_of_it` must be there, is told at once."""
    wrong, data = list(_wrong_home(task, options, all_of_it)), {}
    for key in [*task.keys, task.id]:
        if (value := getattr(options, key.name)) is not None:
            value = _cleaned(key, value)
            wrong += [f"{_flag(key)}: {sentence}" for sentence in _judged(task, key, value)]
            _put(data, key, value)
        elif all_of_it and _must_be_said(key):
            wrong.append(f"{_flag(key)} is missing: {_told(key)}{_how_often(key)}")
    if "id" in data:
        wrong += [f"--id: {sentence}" for sentence in _taken(task, data["id"])]
    if wrong:
        _stop(*wrong, f"Nothing was written. More: {task.entry.command_line} --help")
    home = next((home for home in task.homes if not home.flag or getattr(options, home.flag) == home.name), task.homes[0])
    return home, {"id": _free(task, home, data), **data} if all_of_it else data


def _wrong_home(task: ScaffoldTask, options: argparse.Namespace, needed: bool) -> Iterator[str]:
    """What is wrong with the file that the flags say, if it is not one."""
    flags = [flag for flag in TARGET_FILES[task.entry.name] if flag]
    said_names = {flag: getattr(options, flag) for flag in flags if getattr(options, flag) is not None}
    if not task.homes:
        yield f"there is no file that {task.entry.noun} could go into, or none that can be read"
    elif flags and needed and not said_names:
        names = [home.name for home in task.homes]
        yield f"{' or '.join(f'--{flag}' for flag in flags)} is missing: Which file it goes into. {one_of(names).capitalize()}."
    elif len(said_names) > 1:
        yield f"{' and '.join(f'--{flag}' for flag in said_names)}: it can go into one file only"
    for flag, name in said_names.items():
        names = [home.name for home in task.homes if home.flag == flag]
        if name not in names:
            yield f"--{flag}: there is no {flag} of that name; got {name!r}; expected {one_of(names)}{_did_you_mean(name, names)}"


def _did_you_mean(name: str, names: Iterable[str]) -> str:
    near = nearest(name, names)
    return f"; did you mean {near!r}?" if near else ""


# Answers ----------------------------------------------------------------------------------------


def _asked(task: ScaffoldTask, options: argparse.Namespace, ask: Ask, say: Say) -> tuple[TargetFile, dict[str, Any]]:
    """The file and the entry, with what the flags leave out asked for."""
    missing = [key for key in task.keys if key.needed and getattr(options, key.name) is None]
    flags = [flag for flag in TARGET_FILES[task.entry.name] if flag]
    at_home = not flags or any(getattr(options, flag) is not None for flag in flags)
    if at_home and not missing:
        return _given(task, options)
    _given(task, options, all_of_it=False)
    say(f"You are adding {task.entry.noun}. Ctrl-C stops, and nothing is written then.")
    if not at_home:
        home = _ask_home(task, ask, say)
        setattr(options, home.flag, home.name)
    for key in missing:
        setattr(options, key.name, _ask_key(task, key, ask, say))
    say("\nWhat follows is optional. Enter leaves it out.")
    for key in task.keys:
        if not key.needed and getattr(options, key.name) is None:
            setattr(options, key.name, _ask_key(task, key, ask, say))
    home, data = _given(task, options)
    if options.id is None:
        say(f"\nid: {task.id.what}")
        while name := ask(f"Enter for {data['id']}: ").strip():
            if not _say_all(say, [*_judged(task, task.id, name), *_taken(task, name)]):
                data["id"] = name
                break
    return home, data


def _ask_home(task: ScaffoldTask, ask: Ask, say: Say) -> TargetFile:
    say("\nWhich file does it go into?")
    for home in task.homes:
        say(f"  {home.name:<22} {home.label}")
    names = {home.name: home for home in task.homes}
    while (name := ask("> ").strip()) not in names:
        say(f"  It must be one of these names{_did_you_mean(name, names)}")
    return names[name]


def _ask_key(task: ScaffoldTask, key: EntryField, ask: Ask, say: Say) -> Any:
    """What a person says for a key, asked until it is right; None for nothing."""
    labeled = [(word, label) for word, label in key.words if label]
    say(f"\n{key.name}{'' if key.needed else ' (optional)'}: {_told(key, words=not labeled)}")
    for word, label in labeled:
        say(f"  {word:<22} {label}")
    while True:
        value = _ask_value(task, key, ask, say)
        if not value and not key.needed:
            return None
        if not _say_all(say, _judged(task, key, _cleaned(key, value)) if value else ["This is needed."]):
            return value


def _say_all(say: Say, sentences: list[str]) -> list[str]:
    for sentence in sentences:
        say(f"  {sentence}")
    return sentences


def _ask_value(task: ScaffoldTask, key: EntryField, ask: Ask, say: Say) -> Any:
    if key.is_words:
        words = ask("Several with commas > ").strip()
        return [words] if words else []
    if key.many:
        return _ask_list(task, key, ask, say)
    if not key.lines:
        return ask("> ").strip()
    say("  Line by line; a line with nothing but a full stop ends.")
    return "\n".join(iter(lambda: ask("> "), "."))


def _ask_list(task: ScaffoldTask, key: EntryField, ask: Ask, say: Say) -> list[str]:
    """The entries of a list; each is judged when it is said, and at the end whether there are enough."""
    say("  One a line; an empty line ends.")
    example, found = _value_at(_example(task), key) or [], []
    while True:
        if line := _cleaned(key, [ask("> ")]):
            if not _say_all(say, _judged(task, key, [*found, *line, *example[len(found) + 1 :]])):
                found += line
        elif not found or not _say_all(say, _judged(task, key, found)):
            return found


def _cleaned(key: EntryField, value: Any) -> Any:
    """A value as it is written: with plain quotes and spaces, and without those that say nothing."""
    if value is None:
        return None
    if key.many:
        parts = [part for text in value for part in (text.split(",") if key.is_words else [text])]
        return [text for part in parts if (text := " ".join(plain_characters(part).split()))]
    if not key.lines:
        return " ".join(plain_characters(value).split())
    lines = [line.rstrip() for line in re.sub(r"\r\n?", "\n", plain_characters(value)).split("\n")]
    text = "\n".join(lines).strip("\n")
    if not key.wraps:
        return text
    paragraphs = (" ".join(part.split()) for part in re.split(r"\n{2,}", text))
    return "\n\n".join(textwrap.fill(part, WIDTH - 6, break_long_words=False, break_on_hyphens=False) for part in paragraphs)


def _example(task: ScaffoldTask) -> dict[str, Any]:
    return examples_of(task.entry.model)[0].model_dump(mode="json", exclude_unset=True)


def _judged(task: ScaffoldTask, key: EntryField, value: Any) -> list[str]:
    """What the model, and the names that exist, say against a value: it is put into the example, which is right otherwise."""
    texts = value if isinstance(value, list) else [value]
    if any(HIDDEN.search(text) or re.search("[\ud800-\udfff]", text) for text in texts):
        return ["there is a character in it that cannot be seen; type it again instead of pasting it"]
    raw = copy.deepcopy(_as_text(_example(task)))
    _put(raw, key, value)
    diagnostics = validate(DataFile("", FileType("entry", "entries", (), task.entry.model), Tree(raw)))
    sentences = [diagnostic.sentence() for diagnostic in diagnostics]
    for path, target, name in references_in(task.entry.model, raw):
        known = _known(task, target)
        if path[0] == key.path[0] and name not in known:
            expected = one_of(known) if key.words else "an id that exists" if target != "target" else "an id or a page that exists"
            what = f"there is no {reference_name(target).what} of that name"
            sentences.append(f"{what}; got {name!r}; expected {expected}{_did_you_mean(name, known)}")
    return sentences


def _as_text(value: Any) -> Any:
    """Plain data as the loader gives it: all text."""
    if isinstance(value, dict):
        return {key: _as_text(inner) for key, inner in value.items()}
    return [_as_text(inner) for inner in value] if isinstance(value, list) else str(value)


def _known(task: ScaffoldTask, target: str) -> list[str]:
    """The names that text of that kind may be."""
    dataset = task.dataset
    if target == "target":
        return [*dataset.records, *sorted(task.pages)]
    found = {"question": (question.id for question in dataset.questions()), "source": dataset.sources}.get(target)
    return list(found) if found is not None else [term.id for term in getattr(dataset.vocabulary, target)]


# The id -----------------------------------------------------------------------------------------


def _taken(task: ScaffoldTask, name: str) -> list[str]:
    names = all_ids(task.loaded)
    free = free_id(name, names)
    return [f"this id is taken; got {name!r}" + (f"; free is {free!r}" if free else "")] if name in names else []


def _free(task: ScaffoldTask, home: TargetFile, data: dict[str, Any]) -> str:
    """An id that no entry has or had: the next number of its file, or the authors and the year of a source."""
    names = all_ids(task.loaded)
    if task.entry.model is not model.Source:
        written = (str(record.get("id")) for record in home.file.raw[task.entry.list_key] if isinstance(record, dict))
        like = next((name for name in written if re.search(r"-\d{2,3}$", name)), f"{task.entry.name[0]}-{home.name}-01")
        return free_id(like, names)
    short = unicodedata.normalize("NFKD", data["short"].lower()).encode("ascii", "ignore").decode()
    stem = "-".join([*re.findall(r"[a-z0-9]+", re.sub(r"\b(and|others|the|of)\b", " ", short))[:3], data["year"]])
    return next(name for name in (stem, *(f"{stem}-{letter}" for letter in "bcdefghijklmnopqrstuvwxyz")) if name not in names)


# Writing ----------------------------------------------------------------------------------------


def _add(root: Path, task: ScaffoldTask, home: TargetFile, data: dict[str, Any], dry_run: bool, ask: Ask | None, say: Say) -> None:
    """Check the whole guide with the entry in it, and write it if it is sound. What is wrong is asked again, where there is somebody."""
    path, name = root / home.file.name, home.file.name
    before = path.read_text("utf-8")
    while True:
        after, line = _with_entry(task, home, data, before)
        diagnostics = _faults_with(root, name, after)
        wrong = _new_among(diagnostics, root)
        if not wrong:
            break
        _say_all(say if ask else lambda text: print(text.strip(), file=sys.stderr), list(map(str, wrong)))
        blamed = _blamed(task, wrong, name, after.split("\n")[: line + after.count("\n") - before.count("\n") - 1], line)
        if not (ask and blamed):
            _stop("Nothing was written. The lines are those that it would have. Mend this command:", as_command(task, home, data))
        for key in blamed:
            _put(data, key, _cleaned(key, _ask_key(task, key, ask, say)))
    if dry_run:
        say(unified_diff(name, before, after))
        say("Nothing was written.")
        return
    try:
        write_atomically(path, after)
    except OSError as error:
        _stop(f"{name} cannot be written: {error.strerror or error}.", "Nothing was written.")
    say(f"\nAdded {data['id']} at {name}:{line}")
    for diagnostic in diagnostics:
        if diagnostic.code in STILL_TO_DO and diagnostic.got == data["id"]:
            say(f"Still to do: {diagnostic.what}; expected {diagnostic.expected}")
    say("Next: make serve shows it in the guide. Then commit the file and propose the change; CONTRIBUTING.md tells how.")


def _with_entry(task: ScaffoldTask, home: TargetFile, data: dict[str, Any], text: str) -> tuple[str, int]:
    """The text of the file with the entry in it, and the line on which it begins."""
    # In a copy, what was loaded is not just what this file holds.
    records = parse_yaml(text, home.file.name)[task.entry.list_key]
    data = {key: value for key, value in data.items() if value}
    for record in records:
        if isinstance(record, dict) and meaning_of({**record, "id": ""}) == meaning_of({**data, "id": ""}):
            _stop(f"{home.file.name} has this already, as {record.get('id')}.", "Nothing was written.")
    entry = task.entry.model.model_validate(data)
    try:
        return insert_entry(text, task.entry.list_key, _index(entry, records), entry.model_dump(exclude_unset=True), task.entry.model)
    except ValueError as error:
        _stop(f"{home.file.name}: {error}.", "Nothing was written.")


def _blamed(task: ScaffoldTask, diagnostics: list[Diagnostic], name: str, lines: list[str], first: int) -> list[EntryField]:
    """The keys of the entry in which the faults are. The entry is the last of the `lines`, from the `first` on, which counts from 1."""
    pattern = re.compile(rf" {{{len(lines[first - 1]) - len(lines[first - 1].lstrip())}}}[- ] (\w+):")
    names = set()
    for diagnostic in diagnostics:
        if diagnostic.place.file == name and first <= diagnostic.place.line <= len(lines):
            keys = (pattern.match(line) for line in reversed(lines[first - 1 : diagnostic.place.line]))
            names.add(next(key[1] for key in keys if key))
    return [key for key in task.keys if key.path[0] in names]


def _index(entry: model.Record, records: list[Any]) -> int:
    """Where in its list an entry goes: an item of a checklist before the first that is due later, all else to the end."""
    mine = model.due(entry.when) if isinstance(entry, model.Item) else None
    for index, record in enumerate(records if mine else ()):
        when = record.get("when") if isinstance(record, dict) else None
        due = model.due(when) if isinstance(when, str) and model.WHEN.fullmatch(when) else None
        if due and due.origin == mine.origin and due.order > mine.order:
            return index
    return len(records)


def _faults_with(root: Path, name: str, text: str) -> list[Diagnostic]:
    """What the check would say of the guide if that file had that text."""
    with tempfile.TemporaryDirectory() as folder:
        trial = Path(folder)
        for part in filter(Path.is_dir, map(root.joinpath, DATA_FOLDERS)):
            shutil.copytree(part, trial / part.name)
        shutil.copytree(root / "docs", trial / "docs", ignore=shutil.ignore_patterns("assets", "downloads"))
        for settings in root.glob("*.yml"):
            shutil.copy(settings, trial)
        (trial / name).write_text(text, "utf-8")
        return _faults_of(trial)


def _faults_of(root: Path) -> list[Diagnostic]:
    try:
        open_site(root)
    except InvalidGuideError as error:
        return error.diagnostics
    return []


def _new_among(diagnostics: list[Diagnostic], root: Path) -> list[Diagnostic]:
    """Those faults that stand in the way of an entry: not what is wrong in the guide already, nor what can be done later."""
    found = [diagnostic for diagnostic in diagnostics if diagnostic.code not in STILL_TO_DO]
    if not found:
        return []
    known = {(diagnostic.place.file, diagnostic.code, diagnostic.what, diagnostic.got) for diagnostic in _faults_of(root)}
    return [diagnostic for diagnostic in found if (diagnostic.place.file, diagnostic.code, diagnostic.what, diagnostic.got) not in known]


def ask_in_terminal() -> Ask | None:
    """How to ask the person at the terminal; None when there is none."""
    if not sys.stdin.isatty():
        return None
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401 - with it, arrow keys work in answers.
    return input
