"""Reads mkdocs.yml, with the place of everything in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from macros.diagnostics import Diagnostic, KeyPath, Place
from macros.settings import CONFIG
from macros.yaml_io.parser import Tree, UnreadableFileError, read_text, read_tree


@dataclass
class SiteConfig:
    """The content of mkdocs.yml; nothing if it can't be read, which is then among the diagnostics."""

    tree: Tree = field(default_factory=lambda: Tree({}))
    diagnostics: list[Diagnostic] = field(default_factory=list)

    @property
    def is_read(self) -> bool:
        """Whether it could be read."""
        return bool(self.tree.data)

    def value(self, *path: str) -> Any:
        """The value under some keys; None if there is none."""
        value = self.tree.data
        for key in path:
            value = value.get(key) if isinstance(value, dict) else None
        return value

    def place(self, *path: str | int) -> Place:
        """The place of a value, or of the nearest thing around it."""
        while path and path not in self.tree.places:
            path = path[:-1]
        return self.tree.places[path] if path else Place(CONFIG)

    def key_place(self, *path: str) -> Place:
        """The place of a key."""
        return self.tree.keys.get(path) or self.place(*path)

    def names_in(self, key: str) -> set[str]:
        """The names in a list whose entries can have their own settings, such as `markdown_extensions`."""
        entries = self.value(key)
        if not isinstance(entries, list):
            return set(entries) if isinstance(entries, dict) else set()
        return {name for entry in entries for name in (entry if isinstance(entry, dict) else [entry]) if isinstance(name, str)}

    def nav(self) -> list[tuple[str, Place]] | None:
        """Every address in the navigation, with its place; None if mkdocs.yml has no navigation, and MkDocs makes one from all pages."""
        return None if self.value("nav") is None else list(self._addresses(("nav",), self.value("nav")))

    def _addresses(self, path: KeyPath, entry: Any) -> Iterator[tuple[str, Place]]:
        if isinstance(entry, str):
            yield entry, self.place(*path)
        elif isinstance(entry, (list, dict)):
            for key, inner in entry.items() if isinstance(entry, dict) else enumerate(entry):
                yield from self._addresses((*path, key), inner)


def read_site_config(root: Path) -> SiteConfig:
    """Read mkdocs.yml.

    Args:
        root: The project's folder.

    Returns:
        Its content, and the problems with it as YAML. Nothing is raised.
    """
    if (root / CONFIG).with_suffix(".yaml").exists() and not (root / CONFIG).exists():
        return SiteConfig()  # The file has the wrong name, which has its own diagnostic.
    try:
        tree, diagnostics = read_tree(CONFIG, read_text(root / CONFIG, CONFIG))
    except UnreadableFileError as unreadable:
        return SiteConfig(diagnostics=list(unreadable.diagnostics))
    except OSError as error:
        expected = "the file with the site's name, address and navigation; git restore mkdocs.yml brings it back"
        return SiteConfig(diagnostics=[Diagnostic(Place(CONFIG), "P444", "this file can't be read", error.strerror, expected)])
    if tree is not None and not isinstance(tree.data, dict):
        return SiteConfig(diagnostics=[Diagnostic(Place(CONFIG), "P444", "this file has no settings", expected="keys with values")])
    return SiteConfig(tree or Tree({}), diagnostics)
