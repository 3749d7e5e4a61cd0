"""All of data/, read and validated, with what a copy of the guide lays over it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from macros.diagnostics import Diagnostic, Place, nearest, relative_name
from macros.loading import overlay
from macros.loading.data_file import DataFile
from macros.loading.validation import better_file_type, has_all_names, validate, where_it_belongs
from macros.model.registry import COPY_SETTINGS_FILE, FILE_TYPES, HIDE_FILE, FileType, file_type_at, patterns_of
from macros.settings import OWN_FOLDER
from macros.yaml_io.parser import read_yaml


@dataclass
class LoadResult:
    """All of data/ as far as it could be read, what a copy sets and hides, and what was wrong with the rest."""

    files: list[DataFile] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    copy_settings: DataFile | None = None
    hiding: DataFile | None = None

    @property
    def unread(self) -> set[str]:
        """The files that are missing, or can't be read whole; what they would hold is not known, and so not missed."""
        faulty = {diagnostic.place.file for diagnostic in self.diagnostics}
        return faulty - {file.name for file in self.files if file.name in faulty and has_all_names(file)}


def load(root: Path, overrides: Mapping[str, str] | None = None, hide: Container[str] | None = None) -> LoadResult:
    """Read and validate every file in data/, and what a copy's own local/ lays over them.

    Args:
        root: The project's folder.
        overrides: The text to read instead of that of a file, by the file's path below `root`: a change can be checked before it is
            written.
        hide: Those of the entries in local/hide.yml that are to be hidden; None for all.

    Returns:
        All files, with everything that is wrong in them; nothing is raised.
    """
    result, overrides = LoadResult(), overrides or {}

    def readable(found: Iterable[DataFile | Diagnostic]) -> list[DataFile]:
        """The files that could be read; what is wrong with them and the others goes into the result."""
        files = []
        for file in found:
            if isinstance(file, Diagnostic):
                result.diagnostics.append(file)
            else:
                files.append(file)
        return files

    result.files = readable(_read_folder(root, "data", FILE_TYPES, overrides))
    result.diagnostics += _missing_files(root)
    local = readable(_read_folder(root, overlay.LOCAL_FOLDER, (*FILE_TYPES, HIDE_FILE), overrides))
    result.diagnostics += overlay.apply_overlay(result.files, [file for file in local if file.file_type is not HIDE_FILE])
    for hiding in (file for file in local if file.file_type is HIDE_FILE):
        result.diagnostics += validate(hiding)
        result.diagnostics += overlay.hide_entries(root, result.files, hiding, hide)
        result.hiding = hiding
    [settings_name] = COPY_SETTINGS_FILE.patterns
    if settings_name in overrides or (root / settings_name).is_file():
        for file in readable(_read(root / settings_name, settings_name, COPY_SETTINGS_FILE, overrides.get(settings_name))):
            result.diagnostics += validate(file)
            result.copy_settings = file
    for file in result.files:
        result.diagnostics += validate(file)
    return result


def _missing_files(root: Path) -> Iterator[Diagnostic]:
    for file_type in FILE_TYPES:
        for name in file_type.fixed_names:
            if not (root / "data" / name).is_file():
                yield Diagnostic(Place(f"data/{name}"), "Y102", "this file is missing", expected="a file of this name")


def _read_folder(root: Path, folder: str, file_types: Sequence[FileType], overrides: Mapping[str, str]) -> Iterator[DataFile | Diagnostic]:
    """Every data file in a folder, not validated yet, or why it can't be read."""
    for path in sorted((root / folder).rglob("*")):
        inner = path.relative_to(root / folder)
        if path.is_dir() or path.name.startswith(".") or (folder == overlay.LOCAL_FOLDER and inner.parts[0] in overlay.NOT_DATA_FILES):
            continue
        name = relative_name(path, root)
        file_type = file_type_at(inner, file_types)
        if file_type is not None:
            yield from _read(path, name, file_type, overrides.get(name))
            continue
        if folder == overlay.LOCAL_FOLDER and path.suffix not in DATA_SUFFIXES:
            what, expected = "this is no data file", f"pages and pictures of your own in docs/{OWN_FOLDER}/"
            yield Diagnostic(Place(name), "Y101", what, path.name, expected, f"docs/{OWN_FOLDER}/{path.name}")
            continue
        near = _likely_name(folder, inner, root, file_types)
        patterns = ", ".join(pattern for _, pattern in patterns_of(file_types))
        expected = "a name that ends in .yml" + ("" if near else f", such as one of {patterns}")
        yield Diagnostic(Place(name), "Y101", "this file is of no known kind", path.name, expected, near)


DATA_SUFFIXES = {".yml", ".yaml", ".txt", ""}
"""How the name of a data file may end by mistake: an editor adds .txt, and both others are endings of YAML."""


def _likely_name(folder: str, inner: Path, root: Path, file_types: Sequence[FileType]) -> str | None:
    """The name that a file of no known type should most likely have; `inner` is its path below `folder`."""
    stem, inside = inner.name.split(".")[0], inner.parent.name
    if file_type_at(inner.with_name(f"{stem}.yml"), file_types):
        return f"{folder}/{inner.with_name(f'{stem}.yml').as_posix()}"
    if folder == overlay.LOCAL_FOLDER:
        # A copy's file has the path of one in data/, or is one of its own in the folder of its kind.
        for path in sorted((root / "data").rglob(f"{stem}.yml")):
            return f"{folder}/{path.relative_to(root / 'data').as_posix()}"
    patterns = [pattern for _, pattern in patterns_of(FILE_TYPES)]
    known = {path.parent.name: path.parent for path in map(Path, patterns) if path.parent.name}
    near = nearest(inside, known) if inside else nearest(stem, [pattern.removesuffix(".yml") for pattern in patterns])
    if near is None:
        return None
    return f"{folder}/{(known[near] / stem).as_posix() if inside else near}.yml"


def _read(path: Path, name: str, file_type: FileType, text: str | None = None) -> Iterator[DataFile | Diagnostic]:
    """The file, not validated yet, with what is wrong in its text; without it, when it can't be read or is of another type."""
    tree, diagnostics = read_yaml(path, name, text)
    yield from diagnostics
    if tree is None or (tree.data is None and name.startswith(f"{overlay.LOCAL_FOLDER}/")):
        # A copy may begin with a file in which all is a comment still.
        return
    if not isinstance(tree.data, dict):
        what = "the file is empty" if tree.data is None else "the file must hold keys with values"
        keys = ", ".join(f"{key}:" for key, info in file_type.model.model_fields.items() if info.is_required())
        yield Diagnostic(Place(name), "Y103", what, expected=f"the keys {keys}")
    elif (better := better_file_type(tree.data, file_type, lambda file_type: file_type.model)) is not None:
        what = "this file's keys are those of another kind of file"
        yield Diagnostic(Place(name), "M210", what, ", ".join(tree.data), where_it_belongs(better))
    else:
        yield DataFile(name, file_type, tree)
