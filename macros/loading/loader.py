"""Reads and validates all of data/, with the files a copy of the guide lays over it."""

from __future__ import annotations

import os
import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from glob import escape
from pathlib import Path, PurePath
from typing import NamedTuple

from macros import model
from macros.diagnostics import FILE_CODES, Diagnostic, Place, nearest, nearest_name, relative_name, without_consequences
from macros.loading import overlay
from macros.loading.data_file import DataFile, inner_path
from macros.loading.local_ids import LOCAL_FOLDER
from macros.loading.validation import better_file_type, misnamed, unknown_names, validate, where_it_belongs
from macros.model.registry import COPY_SETTINGS_FILE, FILE_TYPES, HIDE_FILE, FileType, file_type_at, patterns_of
from macros.settings import CONFIG, COPY_CONFIG, OWN_FOLDER
from macros.yaml_io.parser import read_yaml

DATA_FOLDER = "data"
ALL_KINDS = frozenset(kind for file_type in FILE_TYPES for kind in file_type.defines)
"""Everything data files define names for."""
LEFT_OUT = ("L601", "L604")
"""The codes for entries that aren't checked: entries a copy tries to add or hide, but can't."""


class LostFile(NamedTuple):
    """A file that is missing or can't be read, so its content isn't known. `name` is where it is, or where it should be."""

    name: str
    file_type: FileType


@dataclass
class LoadResult:
    """Everything in data/ that could be read, what a copy sets and hides, and the problems with the rest.

    `unknown` is what isn't fully known, in the terms of Diagnostic.depends_on: the kinds of names that a missing or faulty file
    would define, and the path of each such file inside data/ or local/.
    """

    files: list[DataFile] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    copy_settings: DataFile | None = None
    lost: list[LostFile] = field(default_factory=list)
    unknown: frozenset[str] = frozenset()
    hiding: DataFile | None = None

    @property
    def unread(self) -> set[str]:
        """The files that are missing or can't be fully read."""
        return {file.name for file in self.lost} | {file.name for file in self.files if unknown_names(file)}


def load(root: Path, overrides: Mapping[str, str] | None = None, hide: Container[str] | None = None) -> LoadResult:
    """Read and validate every file in data/, and the files in a copy's own local/ that are laid over them.

    Args:
        root: The project's folder.
        overrides: Text to read in place of a file's own text, by the file's path below `root`, so that a change can be checked
            before it is written.
        hide: The entries in local/hide.yml to hide; None for all.

    Returns:
        All files, with all problems in them except those that may only be consequences. Nothing is raised.
    """
    result, overrides = LoadResult(), overrides or {}

    def readable(found: Iterable[DataFile | Diagnostic | LostFile]) -> list[DataFile]:
        """The files that could be read. The problems with these and other files go into the result."""
        files = []
        for file in found:
            match file:
                case Diagnostic():
                    result.diagnostics.append(file)
                case LostFile():
                    result.lost.append(file)
                case DataFile():
                    files.append(file)
        return files

    if (diagnostic := not_a_project(root)) is not None:
        return LoadResult(diagnostics=[diagnostic], unknown=ALL_KINDS)
    result.files = _without_second_files(readable(_read_folder(root, DATA_FOLDER, FILE_TYPES, overrides)), result)
    local = readable(_read_folder(root, LOCAL_FOLDER, (*FILE_TYPES, HIDE_FILE), overrides))
    readable(_misplaced(root))
    readable(_missing_files(root, result.lost))
    result.diagnostics += overlay.apply_overlay(result.files, [file for file in local if file.file_type is not HIDE_FILE])
    readable(_missing_files_of_terms(result))
    for hiding in (file for file in local if file.file_type is HIDE_FILE):
        result.diagnostics += validate(hiding)
        result.diagnostics += overlay.hide_entries(root, result.files, hiding, hide)
        result.hiding = hiding
    [settings_name] = COPY_SETTINGS_FILE.patterns
    if settings_name in overrides or os.path.lexists(root / settings_name):
        for file in readable(_read(root / settings_name, settings_name, COPY_SETTINGS_FILE, overrides.get(settings_name))):
            result.diagnostics += validate(file)
            result.copy_settings = file
    for file in result.files:
        result.diagnostics += validate(file)
    result.unknown = _unknown(result)
    result.diagnostics = without_consequences(result.diagnostics, result.unknown)
    if any(diagnostic.code in LEFT_OUT for diagnostic in result.diagnostics):
        result.unknown |= ALL_KINDS
    return result


def _unknown(result: LoadResult) -> frozenset[str]:
    found = {inner_path(diagnostic.place.file) for diagnostic in result.diagnostics if diagnostic.code[0] in FILE_CODES}
    for lost in result.lost:
        found |= {inner_path(lost.name), *lost.file_type.defines}
    for file in result.files:
        found |= unknown_names(file) | misnamed(file)
    return frozenset(found)


# Files in the wrong place -------------------------------------------------------------------


def not_a_project(root: Path) -> Diagnostic | None:
    """The problem with a folder that has no data/; None if it has one."""
    if (root / DATA_FOLDER).is_dir():
        return None
    alike = next((path.name for path in sorted(root.glob("*/")) if path.name.lower() == DATA_FOLDER), None)
    if alike is not None:
        what = "the folder with the data has the wrong name"
        return Diagnostic(Place(alike), "Y120", what, f"{alike}/", f"{DATA_FOLDER}/, in lower case")
    above = next((folder for folder in root.absolute().parents if (folder / DATA_FOLDER).is_dir() and (folder / CONFIG).is_file()), None)
    expected = f"the project's folder, {'where mkdocs.yml is' if above is None else f'which is {above}'}; run the command there"
    return Diagnostic(
        Place(f"{DATA_FOLDER}/"), "Y120", "this folder has no data/, so it isn't the folder of a guide", str(root.absolute()), expected
    )


def _missing_files(root: Path, lost: Sequence[LostFile]) -> Iterator[Diagnostic | LostFile]:
    """Y102: the files every guide has, except those that exist but can't be read, or have the wrong name."""
    known = {file.name for file in lost}
    for file_type in FILE_TYPES:
        for inner in file_type.fixed_names:
            name = f"{DATA_FOLDER}/{inner}"
            if name not in known and not (root / name).is_file():
                yield Diagnostic(Place(name), "Y102", "this file is missing", expected="a file with this name")
                yield LostFile(name, file_type)


def _missing_files_of_terms(result: LoadResult) -> Iterator[Diagnostic | LostFile]:
    """Y102: each topic, channel, field and step of the vocabulary has its file."""
    vocabulary = next((file for file in result.files if file.file_type.model is model.Vocabulary), None)
    if vocabulary is None:
        return
    unread_lists = unknown_names(vocabulary)
    for file_type in (one for one in FILE_TYPES if one.vocabulary and one.vocabulary not in unread_lists):
        terms = [term["id"] for term in vocabulary.raw[file_type.vocabulary]]
        files = [file for file in result.files if file.file_type is file_type]
        there = {str(file.raw.get(file_type.key)) for file in files} | {file.expected_key or "" for file in files}
        there |= {PurePath(lost.name).stem for lost in result.lost if lost.file_type is file_type}
        if not there <= {*terms}:
            continue  # One of the files has the wrong name, and is most likely the missing one.
        for index, term in enumerate(terms):
            if term not in there:
                place = vocabulary.at(file_type.vocabulary, index, "id")
                folder, [pattern] = place.file.partition("/")[0], file_type.patterns
                name = f"{folder}/{pattern.replace('*', term)}"
                what = f"this file is missing, and {place.file}:{place.line} has an entry {term} that needs it"
                yield Diagnostic(Place(name), "Y102", what, expected="a file with this name, or no such entry there")
                yield LostFile(name, file_type)


def _without_second_files(files: list[DataFile], result: LoadResult) -> list[DataFile]:
    """Y122: no two files have the same topic, channel, step or list. If they do, the one with the wrong name is left out."""
    named = {(file.file_type.name, file.expected_key): file for file in files if file.expected_key}
    remaining = []
    for file in files:
        key = file.file_type.named_after
        first = named.get((file.file_type.name, str(file.raw.get(key)))) if key else None
        if first is None or first is file or first.raw.get(key) != file.raw.get(key):
            remaining.append(file)
            continue
        what = f"this is a second file with this {key}"
        expected = f"only one file, so delete this one, or give it a different {key} and different ids, because {first.name} has these"
        result.diagnostics.append(Diagnostic(file.at(key), "Y122", what, str(file.raw[key]), expected))
    return remaining


def _misplaced(root: Path) -> Iterator[Diagnostic | LostFile]:
    """Y101: settings with the wrong name, and data files among the pages."""
    for path in sorted(root.glob("mkdocs*.y*ml*")):
        near = nearest_name(path.name.removesuffix(".txt"), (CONFIG, COPY_CONFIG)) if path.suffix in (".yml", ".yaml", ".txt") else None
        if near not in (None, path.name):
            what = "nothing reads a settings file with this name"
            yield Diagnostic(Place(path.name), "Y101", what, path.name, f"{CONFIG}, or {COPY_CONFIG} for a copy of the guide", near)
    for path in sorted([*(root / "docs").rglob("*.yml"), *(root / "docs").rglob("*.yaml")]):
        near = _likely_name(root, DATA_FOLDER, path, path.relative_to(root / "docs"))
        if near is not None:
            yield from _unknown_kind(root, relative_name(path, root), "this data file is in the folder for pages", near, FILE_TYPES)


# Reading ------------------------------------------------------------------------------------------


def _read_folder(
    root: Path, folder: str, file_types: Sequence[FileType], overrides: Mapping[str, str]
) -> Iterator[DataFile | Diagnostic | LostFile]:
    """Every data file in a folder, not yet validated, or the reason it can't be read."""
    for path in sorted((root / folder).rglob("*")):
        inner = path.relative_to(root / folder)
        if path.name.startswith(".") or (folder == LOCAL_FOLDER and inner.parts[0] in overlay.NOT_DATA_FILES):
            continue
        name = relative_name(path, root)
        file_type = file_type_at(inner, file_types)
        if path.is_dir() and path.suffix != ".yml":
            if not os.access(path, os.R_OK | os.X_OK):
                yield Diagnostic(Place(name), "Y119", "this folder can't be read", expected="permission to read it")
                yield from (LostFile(f"{name}/", one) for one, pattern in patterns_of(file_types) if pattern.startswith(f"{inner}/"))
            continue
        if file_type is not None:
            yield from _read(path, name, file_type, overrides.get(name))
            continue
        if folder == LOCAL_FOLDER and path.suffix.lower() not in DATA_SUFFIXES:
            what, expected = "this isn't a data file", f"your own pages and pictures in docs/{OWN_FOLDER}/"
            yield Diagnostic(Place(name), "Y101", what, path.name, expected, f"docs/{OWN_FOLDER}/{path.name}")
            continue
        near = _likely_name(root, folder, path, inner)
        yield from _unknown_kind(root, name, "nothing reads a file with this name", near, file_types)


DATA_SUFFIXES = {".yml", ".yaml", ".txt", ""}
"""Extensions a data file may have by mistake: some editors add .txt, and the others are extensions for YAML."""


def _unknown_kind(root: Path, name: str, what: str, near: str | None, file_types: Sequence[FileType]) -> Iterator[Diagnostic | LostFile]:
    """Y101, with the name the file should most likely have, or what to do if there already is such a file."""
    got = PurePath(name).name
    if near is None:
        patterns = ", ".join(pattern for _, pattern in patterns_of(file_types))
        yield Diagnostic(Place(name), "Y101", what, got, f"a name such as one of {patterns}")
    elif (root / near).exists():
        yield Diagnostic(Place(name), "Y101", what, got, f"no such file, because there already is {near}; move anything new into that one")
    else:
        yield Diagnostic(Place(name), "Y101", what, got, "the name and the folder for its kind", near)
        likely = file_type_at(PurePath(inner_path(near)), file_types)
        if likely is not None:
            yield LostFile(near, likely)


SECOND = re.compile(r"(?i)[ _-]*(copy|\(\d+\)|old|new|backup)$")
"""What programs and people add to the name of a second copy."""


def _likely_name(root: Path, folder: str, path: Path, inner: Path) -> str | None:
    """The name a file of unknown type should most likely have. `inner` is its path below the folder it is in."""
    if not re.search(r"\.(ya?ml|txt)$", inner.name, re.IGNORECASE):
        return None
    stem, inside = SECOND.sub("", inner.name.split(".")[0]), inner.parent.name
    patterns = [pattern for _, pattern in patterns_of((*FILE_TYPES, HIDE_FILE) if folder == LOCAL_FOLDER else FILE_TYPES)]
    folders = {parent.name: parent for parent in (PurePath(pattern).parent for pattern in patterns) if parent.name}
    if inside and (near := nearest(inside, folders)):
        return f"{folder}/{(folders[near] / stem).as_posix()}.yml"
    if (near := nearest_name(stem, [pattern.removesuffix(".yml") for pattern in patterns if "/" not in pattern])) is not None:
        return f"{folder}/{near}.yml"
    # A file the guide has in another folder, or one whose keys show where it belongs.
    others = (other for other in sorted((root / DATA_FOLDER).rglob(f"{escape(stem)}.yml")) if other != path)
    inners = (other.relative_to(root / DATA_FOLDER) for other in others)
    if (twin := next((other for other in inners if file_type_at(other) is not None), None)) is not None:
        return f"{folder}/{twin.as_posix()}"
    tree, _ = read_yaml(path, inner.name)
    better = better_file_type(tree.data, HIDE_FILE, lambda file_type: file_type.model) if tree is not None else None
    return None if better is None else f"{folder}/{better.patterns[0].replace('*', stem)}"


def _read(path: Path, name: str, file_type: FileType, text: str | None = None) -> Iterator[DataFile | Diagnostic | LostFile]:
    """The file, not yet validated, and the problems in its text; only the problems if it can't be read or is of another type."""
    tree, diagnostics = read_yaml(path, name, text)
    yield from diagnostics
    if tree is None:
        yield LostFile(name, file_type)
    elif tree.data is None and name.startswith(f"{LOCAL_FOLDER}/"):
        return  # A copy may start with a file where everything is still a comment.
    elif not isinstance(tree.data, dict):
        what = "the file is empty" if tree.data is None else "the file has no keys with values"
        keys = ", ".join(f"{key}:" for key, info in file_type.model.model_fields.items() if info.is_required())
        yield Diagnostic(Place(name), "Y103", what, expected=f"the keys {keys}")
        yield LostFile(name, file_type)
    elif (better := better_file_type(tree.data, file_type, lambda file_type: file_type.model)) is not None:
        what = "the keys in this file belong to another kind of file"
        yield Diagnostic(Place(name), "M210", what, ", ".join(tree.data), where_it_belongs(better))
        yield LostFile(name, file_type)
        yield LostFile(name, better)
    else:
        yield DataFile(name, file_type, tree)
