"""All of data/, read and judged, with what a copy of the guide lays over it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from macros import overlay
from macros.faults import Fault, Place, nearest, relative
from macros.kinds import HIDING, KINDS, SETTINGS, DataFile, Kind, kind_of
from macros.settings import judge_copy
from macros.shape import at_home, home_of, names_all, validate
from macros.yaml_text import Unreadable, read


@dataclass
class Loaded:
    """All of data/ as far as it could be read, and what was wrong with the rest."""

    files: list[DataFile] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def unread(self) -> set[str]:
        """The files that are missing, or can't be read whole; what they would hold is not known, and so not missed."""
        faulty = {fault.place.file for fault in self.faults}
        return faulty - {file.name for file in self.files if file.name in faulty and names_all(file)}


def load(root: Path) -> Loaded:
    """Read every file under `root`/data, and what the copy's own local/ lays over them. Faults are gathered, never raised."""
    faults: list[Fault] = []
    files = _read_folder(root, "data", KINDS, faults)
    faults += [
        Fault(Place(f"data/{kind.pattern}"), "Y102", "this file is missing", expected="a file of this name")
        for kind in KINDS
        if "*" not in kind.pattern and not (root / "data" / kind.pattern).is_file()
    ]
    own = _read_folder(root, overlay.FOLDER, (*KINDS, HIDING), faults)
    faults += overlay.lay_over(files, [file for file in own if file.kind is not HIDING])
    for hiding in (file for file in own if file.kind is HIDING):
        validate(hiding, faults)
        faults += overlay.hide(root, files, hiding) if hiding.content else []
    faults += _copy_faults(root)
    for file in files:
        validate(file, faults)
    return Loaded(files, faults)


def _copy_faults(root: Path) -> list[Fault]:
    """What is wrong in the settings of a copy, where there are some."""
    faults: list[Fault] = []
    if (path := root / SETTINGS.pattern).is_file():
        for file in _read(path, path.name, SETTINGS, faults):
            validate(file, faults)
            faults += judge_copy(root, file.content, file.at) if file.content else []
    return faults


def _read_folder(root: Path, folder: str, kinds: Sequence[Kind], faults: list[Fault]) -> list[DataFile]:
    """Every data file in a folder, not judged yet."""
    files = []
    for path in sorted((root / folder).rglob("*")):
        inner = path.relative_to(root / folder)
        if path.is_dir() or path.name.startswith(".") or (folder == overlay.FOLDER and inner.parts[0] in overlay.NOT_DATA):
            continue
        name = relative(path, root)
        kind = kind_of(inner, kinds)
        if kind is None:
            near = _likely_name(folder, inner)
            expected = "a name that ends in .yml" + ("" if near else ", such as one of " + ", ".join(k.pattern for k in kinds))
            faults.append(Fault(Place(name), "Y101", "this file is of no known kind", path.name, expected, near))
            continue
        files += _read(path, name, kind, faults)
    return files


def _likely_name(folder: str, inner: Path) -> str | None:
    """The name that a file of no known kind should most likely have; `inner` is its path below `folder`."""
    stem, inside = inner.name.split(".")[0], inner.parent.name
    known = {path.parent.name: path.parent for path in map(Path, (kind.pattern for kind in KINDS)) if path.parent.name}
    near = nearest(inside, known) if inside else nearest(stem, [kind.pattern.removesuffix(".yml") for kind in KINDS])
    if near is None:
        return None
    return f"{folder}/{(known[near] / stem).as_posix() if inside else near}.yml"


def _read(path: Path, name: str, kind: Kind, faults: list[Fault]) -> list[DataFile]:
    """The file, not judged yet; nothing, and faults, when it can't be read or is of another kind."""
    try:
        tree, found = read(path, name)
    except Unreadable as unreadable:
        faults += unreadable.faults
        return []
    faults += found
    if not isinstance(tree.data, dict):
        what = "the file is empty" if tree.data is None else "the file must hold keys with values"
        keys_wanted = ", ".join(f"{key}:" for key in kind.model.model_fields if kind.model.model_fields[key].is_required())
        faults.append(Fault(Place(name), "Y103", what, expected=f"the keys {keys_wanted}"))
        return []
    if (home := home_of(tree.data, kind, lambda kind: kind.model)) is not None:
        what = "this file's keys are those of another kind of file"
        faults.append(Fault(Place(name), "M210", what, ", ".join(tree.data), at_home(home)))
        return []
    return [DataFile(name, kind, tree)]
