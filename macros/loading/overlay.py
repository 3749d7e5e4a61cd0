"""A copy's own data: the files of local/, laid over those of data/.

A file in local/ has the name and the form of the file in data/ it is laid over. An entry whose id is
already in data/ changes that entry, key by key. Any other entry is added. local/hide.yml lists what
shouldn't be shown at all. This works on plain data, before it is validated, so one check covers everything.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePath
from typing import Any

from annotated_types import MinLen
from pydantic.fields import FieldInfo

from macros.diagnostics import Diagnostic, KeyPath, Place, nearest, nearest_name
from macros.loading.data_file import DataFile
from macros.loading.local_ids import LOCAL_FOLDER, NAMING_KEYS, id_form, is_local_id, local_id
from macros.loading.pages import page_texts
from macros.model.copy_settings import HideFile
from macros.model.references import model_at, references_in
from macros.yaml_io.parser import Tree

NOT_DATA_FILES = ("README.md",)
"""The other files in local/: a note on what the folder is for."""


def apply_overlay(files: list[DataFile], own_files: Sequence[DataFile]) -> list[Diagnostic]:
    """Lay a copy's files over those of the guide.

    Args:
        files: The guide's files, which change in place. A file the guide doesn't have is added.
        own_files: The copy's files.

    Returns:
        The problems with the ids in either, and with the names of the copy's files.
    """
    diagnostics = [diagnostic for file in files for diagnostic in _reserved_ids(file.tree)]
    below = {file.inner: file for file in files}
    for file in own_files:
        base = below.get(file.inner)
        if base is None and (wrong_name := _unknown_file(file, below)):
            # The content of the file is ignored, because it may be meant for another one.
            diagnostics.append(wrong_name)
            continue
        unknown = dict(_unknown_ids(base.tree if base else Tree({}), file))
        diagnostics += unknown.values()
        if base:
            base.tree = merge_trees(base.tree, without(file.tree, set(unknown)))
        else:
            # An entry with a wrong id stays, because the list could seem too short without it.
            files.append(file)
    return diagnostics


def _unknown_file(file: DataFile, below: Iterable[str]) -> Diagnostic | None:
    """L607: a file in local/ is laid over one in data/, or has a name only a copy would use."""
    path, key = PurePath(file.name), file.file_type.named_after
    if is_local_id(path.stem) or not key:
        return None
    value = local_id(file.file_type.prefix + "-".join(re.findall(r"[a-z0-9]+", path.stem.lower())), id_form(file.file_type, (key,)))
    own = path.with_name(f"{value.removeprefix(file.file_type.prefix)}.yml").as_posix()
    expected = f"the name of a file in data/, or, for a file of your own, {own} with the line {key}: {value} at its top"
    near = nearest(file.inner, (other for other in below if PurePath(other).parent == PurePath(file.inner).parent))
    what = "data/ has no file with this name that you could change"
    return Diagnostic(Place(file.name), "L607", what, path.name, expected, near and f"{LOCAL_FOLDER}/{near}")


def merge_trees(base: Tree, over: Tree) -> Tree:
    """Lay one file over another.

    Args:
        base: The data below.
        over: The data above, whose values win.

    Returns:
        Both together, with the place of each value in the file it came from.
    """
    made = Tree(None)
    made.data = _merged(made, (), (base, (), base.data), (over, (), over.data))
    return made


def _unknown_ids(base: Tree, file: DataFile) -> Iterator[tuple[KeyPath, Diagnostic]]:
    """L601: an entry in local/ either changes one in data/ or has an id only a copy would use. Yields the others, by their path."""
    known = [name for _, name in _named(base)]
    for path, name in _named(file.tree):
        if name not in known and not is_local_id(name) and path[-1] in NAMING_KEYS:
            own = file.expected_key if path == (file.file_type.named_after,) else local_id(name, id_form(file.file_type, path))
            expected = f"{own} for an entry of your own, or the id of an entry in data/ to change that one"
            what = "data/ has no entry with this id that you could change"
            yield (
                path[:-1],
                Diagnostic(file.tree.places[path], "L601", what, name, expected, nearest_name(name, known), file.file_type.defines),
            )


def _reserved_ids(tree: Tree) -> Iterator[Diagnostic]:
    """L602: no id in data/ has the word that marks a copy's own ids."""
    for path, name in _named(tree):
        if is_local_id(name):
            expected = f"an id without the word {LOCAL_FOLDER}, which only copies of the guide use"
            yield Diagnostic(tree.places[path], "L602", "this id is reserved for copies of the guide", name, expected)


def _named(tree: Tree) -> Iterator[tuple[KeyPath, str]]:
    """Every id and former id in a tree, with its path."""
    waiting: list[tuple[KeyPath, Any]] = [((), tree.data)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, dict):
            former = value["was"] if isinstance(value.get("was"), list) else []
            named = [((key,), value.get(key)) for key in NAMING_KEYS] + [(("was", at), name) for at, name in enumerate(former)]
            yield from (((*path, *steps), name) for steps, name in named if isinstance(name, str))
            waiting += [((*path, key), inner) for key, inner in value.items()]
        elif isinstance(value, list):
            waiting += [((*path, at), inner) for at, inner in enumerate(value)]


def without(tree: Tree, dropped: set[KeyPath]) -> Tree:
    """The same data without some of its values.

    Args:
        tree: The data, which isn't changed.
        dropped: The paths of the values.
    """
    made = Tree(None)
    made.data = _copied(made, (), (tree, (), tree.data), dropped)
    return made


_Node = tuple[Tree, KeyPath, Any]
"""A value, with the tree it belongs to and its path there."""


def _merged(made: Tree, path: KeyPath, base: _Node, over: _Node) -> Any:
    _, _, below = base
    _, _, above = over
    if isinstance(below, dict) and isinstance(above, dict):
        _note(made, path, base)
        pairs = [(key, key if key in below else None, key if key in above else None) for key in {**below, **above}]
        return {key: _either(made, (*path, key), base, low, over, high) for key, low, high in pairs}
    if isinstance(below, list) and isinstance(above, list) and any(names_of(entry) for entry in below):
        _note(made, path, base)
        return [_either(made, (*path, at), base, low, over, high) for at, (low, high) in enumerate(_paired(below, above))]
    return _copied(made, path, over)


def _either(made: Tree, path: KeyPath, base: _Node, low: str | int | None, over: _Node, high: str | int | None) -> Any:
    """The value at a key or index of either, merged if both have one."""
    lower = None if low is None else _inside(base, low)
    upper = None if high is None else _inside(over, high)
    if (top := upper or lower) is None:
        raise LookupError(f"neither has {path}")
    if isinstance(path[-1], str):
        _note_key(made, path, top)
    if lower is None or upper is None:
        return _copied(made, path, top)
    renamed = path[-1] in NAMING_KEYS and upper[2] in names_of(base[2])
    return _merged(made, path, lower, (*upper[:2], lower[2]) if renamed else upper)


def _paired(below: list[Any], above: list[Any]) -> Iterator[tuple[int | None, int | None]]:
    """Which entry of `above` changes which entry of `below`. A former id, under `was`, counts like the present one."""
    changes = {name: index for index, entry in enumerate(above) for name in names_of(entry)[:1]}
    used = set()
    for index, entry in enumerate(below):
        high = next((changes[name] for name in names_of(entry) if name in changes), None)
        used.add(high)
        yield index, high
    yield from ((None, index) for index in range(len(above)) if index not in used)


def names_of(entry: Any) -> list[str]:
    """The id of an entry, and the ids it had before; none for anything without an id."""
    if not isinstance(entry, dict):
        return []
    former = entry.get("was")
    names = [entry.get(key) for key in NAMING_KEYS] + (former if isinstance(former, list) else [])
    return [name for name in names if isinstance(name, str)]


def _inside(node: _Node, step: str | int) -> _Node:
    tree, path, value = node
    return tree, (*path, step), value[step]


def _copied(made: Tree, path: KeyPath, node: _Node, dropped: Iterable[KeyPath] = ()) -> Any:
    """A copy of the value with everything in it, and with the places."""
    _, from_path, value = node
    _note(made, path, node)
    if isinstance(value, dict):
        keys = [key for key in value if (*from_path, key) not in dropped]
        for key in keys:
            _note_key(made, (*path, key), _inside(node, key))
        return {key: _copied(made, (*path, key), _inside(node, key), dropped) for key in keys}
    if isinstance(value, list):
        indexes = [index for index in range(len(value)) if (*from_path, index) not in dropped]
        return [_copied(made, (*path, at), _inside(node, index), dropped) for at, index in enumerate(indexes)]
    return value


def _note(made: Tree, path: KeyPath, node: _Node) -> None:
    tree, from_path, _ = node
    if from_path in tree.places:
        made.places[path] = tree.places[from_path]


def _note_key(made: Tree, path: KeyPath, node: _Node) -> None:
    tree, from_path, _ = node
    if from_path in tree.keys:
        made.keys[path] = tree.keys[from_path]


# What a copy doesn't show ----------------------------------------------------------------------


def hide_entries(root: Path, files: Sequence[DataFile], hiding: DataFile, only: Container[str] | None = None) -> list[Diagnostic]:
    """Remove the entries listed in local/hide.yml from the data, and from every list that refers to them.

    Args:
        root: The project's folder, whose pages may link to them.
        files: The files of the guide, which change in place.
        hiding: local/hide.yml.
        only: The entries in it to hide; None for all.

    Returns:
        The problems with entries that can't be hidden; none if the file isn't valid.
    """
    if not isinstance(hiding.content, HideFile):
        return []
    present_ids = {name: names_of(file.value_at(path))[0] for file in files for name, path in _hideable(file)}
    hidden = {
        present_ids[name]: index for index, name in enumerate(hiding.content.hide) if name in present_ids and (only is None or name in only)
    }
    diagnostics = [*_nothing_to_hide(hiding, hiding.content.hide, present_ids)]
    needed = _linked_from_pages(root, hidden) if hidden else {}
    for file in files:
        dropped = {path for name, path in _hideable(file) if name in hidden}
        if dropped and len(file.records) - len(dropped) < _least(file.file_type.model.model_fields[file.file_type.list_key]):
            needed |= {
                name: f"{file.name} wouldn't have enough entries left"
                for name, path in _hideable(file)
                if path in dropped and name in hidden
            }
            dropped = set()
        for path, _, name in references_in(file.file_type.model, file.raw):
            if name not in hidden or path[:2] in dropped:
                continue
            if _is_removable(file, path, hidden):
                dropped.add(path)
            else:
                needed.setdefault(name, f"{file.at(*path).file}:{file.at(*path).line} refers to it")
        if dropped:
            file.tree = without(file.tree, dropped)
    for name, why in needed.items():
        expected = "an entry nothing else needs; you can also change this one in local/ instead of hiding it"
        diagnostics.append(Diagnostic(hiding.at("hide", hidden[name]), "L604", f"this can't be hidden, because {why}", name, expected))
    return diagnostics


def _nothing_to_hide(hiding: DataFile, names: Sequence[str], known: Mapping[str, str]) -> Iterator[Diagnostic]:
    """L603: everything a copy hides exists, and can be hidden."""
    for index, name in enumerate(names):
        if name not in known:
            expected = "the id of a question, a message, a checklist item or an answer"
            place = hiding.at("hide", index)
            yield Diagnostic(
                place, "L603", "there is nothing of that name to hide", name, expected, nearest_name(name, known), frozenset({"target"})
            )


def _hideable(file: DataFile) -> Iterator[tuple[str, KeyPath]]:
    """The ids of a file's entries, present and former, each with the entry's path."""
    if file.file_type.hideable:
        for index, record in enumerate(file.records):
            for name in names_of(record):
                yield name, (file.file_type.list_key, index)


def _is_removable(file: DataFile, path: KeyPath, hidden: Container[str]) -> bool:
    """Whether a reference can be left out, because the list has enough others or the key isn't required."""
    in_list = isinstance(path[-1], int)
    *above, key = path[:-1] if in_list else path
    field = model_at(file.file_type.model, tuple(above)).model_fields[str(key)]
    if in_list:
        return sum(name not in hidden for name in file.value_at(path[:-1])) >= _least(field)
    return not field.is_required()


def _least(entries: FieldInfo) -> int:
    """The fewest entries a list can have."""
    return next((mark.min_length for mark in entries.metadata if isinstance(mark, MinLen)), 0)


def _linked_from_pages(root: Path, names: Container[str]) -> dict[str, str]:
    """The names that a chapter links to, each with a clause that says where."""
    found: dict[str, str] = {}
    for page, text in page_texts(root):
        for number, line in enumerate(text.split("\n"), 1):
            for name in re.findall(r"\.md#([a-z0-9-]+)", line):
                if name in names:
                    found.setdefault(name, f"{page}:{number} links to it")
    return found
