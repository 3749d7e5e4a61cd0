"""A data file that has been read: its plain data with places, and its valid content."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, cast

from macros import model
from macros.diagnostics import KeyPath, Place
from macros.model.registry import FileType
from macros.yaml_io.parser import Tree


def inner_path(name: str) -> str:
    """The path of a data file inside data/ or local/. It is the same for a file and for the file a copy lays over it."""
    return name.partition("/")[2]


@dataclass
class DataFile:
    """One file that has been read, with the file a copy lays over it.

    Args:
        name: Its path, relative to the project.
        file_type: Its type.
        tree: Its plain data, with places.
        content: Its valid part as a model; None before it is validated, or if that fails.
    """

    name: str
    file_type: FileType
    tree: Tree
    content: model.Model | None = None

    @property
    def inner(self) -> str:
        """Its path inside data/ or local/."""
        return inner_path(self.name)

    @property
    def raw(self) -> dict[str, Any]:
        """The file's plain data. A file without keys and values isn't a data file."""
        return cast(dict[str, Any], self.tree.data)

    def value_at(self, path: KeyPath) -> Any:
        """The plain data at a path. Raises LookupError if there is none."""
        value: Any = self.raw
        for step in path:
            value = value[step]
        return value

    def at(self, *path: str | int) -> Place:
        """The place of a value, or of the nearest thing around it."""
        return model.Origin(self.name, (), self.tree.places).at(*path)

    def key_at(self, *path: str | int) -> Place:
        """The place of a key."""
        return self.tree.keys[path] if path in self.tree.keys else self.at(*path)

    @property
    def records(self) -> list[Any]:
        """The plain data of the records in the file's list; none if it has no list."""
        records = self.raw.get(self.file_type.list_key) if self.file_type.list_key else None
        return records if isinstance(records, list) else []

    @property
    def expected_key(self) -> str | None:
        """The value the key should have, going by the file's name, if the file is named after a key; None if its name is fixed."""
        return self.file_type.prefix + PurePath(self.name).stem if self.file_type.named_after else None


def texts_in(raw: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """Every text in plain data, with its path.

    Args:
        raw: The plain data.
        path: Where it is in its file.
    """
    if isinstance(raw, str):
        yield path, raw
    elif isinstance(raw, (list, dict)):
        for key, value in enumerate(raw) if isinstance(raw, list) else raw.items():
            yield from texts_in(value, (*path, key))
