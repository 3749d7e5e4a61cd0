"""Reads the Markdown pages in docs/: their front matter with places, and the structure of their Markdown."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from macros.diagnostics import Diagnostic, Place, nearest
from macros.loading.data_file import DataFile
from macros.loading.markdown import Markdown, read_markdown
from macros.loading.validation import validate
from macros.model.registry import FRONT_MATTER
from macros.settings import DOWNLOADS
from macros.yaml_io import error_hints
from macros.yaml_io.parser import UnreadableFileError, hidden_characters, read_text, read_tree

PAGES_FOLDER = "docs"
PAGE_SUFFIX = ".md"
OTHER_SUFFIXES = (".markdown", ".mdown", ".mkdn", ".mkd")
"""Extensions MkDocs also reads as pages."""
RULER = re.compile(r"-{3}[ \t]*")
"""The line before and after front matter."""
KEY_LINE = re.compile(r"[A-Za-z][\w-]*:(?: |$)")


@dataclass
class MarkdownPage:
    """A page that could be read.

    Attributes:
        path: Its path in docs/, such as `find/index.md`.
        text: Its whole text.
        front_matter: The keys between the lines --- at its beginning; None if they can't be read.
        markdown: The Markdown below.
    """

    path: str
    text: str
    front_matter: DataFile | None
    markdown: Markdown

    @property
    def name(self) -> str:
        """The name of the page in diagnostics."""
        return f"{PAGES_FOLDER}/{self.path}"

    @property
    def title(self) -> str:
        """The name of the page in the navigation: its first heading, or its path if it has none."""
        return next((heading.text for heading in self.markdown.headings if heading.level == 1), self.path)


@dataclass
class PageSet:
    """All of docs/.

    Attributes:
        pages: The pages that could be read, by their path in docs/.
        unread: The paths of the others.
        files: The paths of all other files.
        diagnostics: The problems with the text and the front matter of pages.
    """

    pages: dict[str, MarkdownPage] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    @property
    def paths(self) -> set[str]:
        """The paths of all pages, read or not."""
        return self.pages.keys() | self.unread


def read_pages(root: Path) -> PageSet:
    """Read all pages.

    Args:
        root: The project's folder.

    Returns:
        The pages, with all problems in the way they are saved and in their front matter. Nothing is raised.
    """
    found = PageSet()
    for path in page_files(root):
        inner = path.relative_to(root / PAGES_FOLDER).as_posix()
        place = Place(f"{PAGES_FOLDER}/{inner}")
        if path.name == "README.md":
            found.files.add(inner)
            what = "a page with this name would get the address of the whole folder"
            found.diagnostics.append(Diagnostic(place, "P410", what, path.name, "index.md if you want that, or another name", "index.md"))
        elif path.suffix == PAGE_SUFFIX:
            _read(path, inner, found)
        else:
            found.files.add(inner)
            if path.suffix in OTHER_SUFFIXES:
                what, expected = (
                    "this page has the wrong file extension",
                    f"a name that ends in {PAGE_SUFFIX}, like those of all other pages",
                )
                found.diagnostics.append(Diagnostic(place, "P410", what, path.name, expected, path.stem + PAGE_SUFFIX))
    return found


def page_texts(root: Path) -> Iterator[tuple[str, str]]:
    """The name in diagnostics and the text of each page that can be read.

    Args:
        root: The project's folder.
    """
    for path in page_files(root):
        name = f"{PAGES_FOLDER}/{path.relative_to(root / PAGES_FOLDER).as_posix()}"
        if path.suffix == PAGE_SUFFIX:
            with suppress(UnreadableFileError, OSError):
                yield name, read_text(path, name)


def page_files(root: Path) -> list[Path]:
    """Every file in docs/, and every folder with a name like a page's, in order. Files made for the site are left out."""
    files = []
    for folder, folders, names in os.walk(root / PAGES_FOLDER):
        if Path(folder) == root / PAGES_FOLDER:
            folders[:] = [name for name in folders if name != DOWNLOADS]
        files += [Path(folder, name) for name in names if not name.startswith(".")]
        files += [Path(folder, name) for name in folders if name.endswith(PAGE_SUFFIX)]
    return sorted(files)


def _read(path: Path, inner: str, found: PageSet) -> None:
    """Read one page into `found`."""
    name = f"{PAGES_FOLDER}/{inner}"
    try:
        text = read_text(path, name)
    except UnreadableFileError as unreadable:
        found.unread.add(inner)
        found.diagnostics += unreadable.diagnostics
        return
    except OSError as error:
        found.unread.add(inner)
        what = "this folder has a name like a page's" if path.is_dir() else "this page can't be read"
        expected = "another name for the folder" if path.is_dir() else "a file that can be read, or no file with this name"
        found.diagnostics.append(Diagnostic(Place(name), "P410", what, None if path.is_dir() else error.strerror, expected))
        return
    conflict = error_hints.merge_conflict(name, text)
    if hidden := [conflict] if conflict else hidden_characters(name, text):
        found.unread.add(inner)
        found.diagnostics += hidden
        return
    front_matter, first_line, diagnostics = _front_matter(name, text)
    found.diagnostics += diagnostics
    found.pages[inner] = MarkdownPage(inner, text, front_matter, read_markdown(name, text, first_line))


def _front_matter(name: str, text: str) -> tuple[DataFile | None, int, list[Diagnostic]]:
    """The front matter of a page, the index of the first line after it, and the problems with it."""
    lines = text.split("\n")
    body, wrong = _find_front_matter(name, lines)
    if wrong is not None:
        return None, body, [wrong]
    # Lines are counted as in the page, so the first --- becomes an empty line.
    yaml_text = "\n".join(["", *lines[1 : body - 1], ""])
    tree, diagnostics = read_tree(name, yaml_text, error_hints.pasted_markup(name, yaml_text))
    if tree is None:
        return None, body, diagnostics
    tree.data = {} if tree.data is None else tree.data
    if not isinstance(tree.data, dict):
        wrong = Diagnostic(Place(name, 2), "P412", "the front matter has no keys with values", expected="description: ...")
        return None, body, [*diagnostics, wrong]
    file = DataFile(name, FRONT_MATTER, tree)
    return file, body, [*diagnostics, *validate(file)]


def _find_front_matter(name: str, lines: list[str]) -> tuple[int, Diagnostic | None]:
    """The index of the first line after the front matter, and the problem with the lines around it."""
    if not any(line.strip() for line in lines):
        return 0, Diagnostic(Place(name), "P411", "the page is empty", expected="front matter, a heading and text, or no such page")
    end = next((index for index, line in enumerate(lines) if index and RULER.fullmatch(line)), None)
    if not RULER.fullmatch(lines[0]):
        has_keys = end is not None and any(KEY_LINE.match(line) for line in lines[:end])
        what = "the front matter doesn't begin with ---" if has_keys else "the page has no front matter"
        expected = "a line --- at the very top, then description: ..., then another ---"
        return end + 1 if end and has_keys else 0, Diagnostic(Place(name), "P412", what, lines[0] or None, expected)
    if end is None or ("" in lines[1:end] and any(line.startswith("# ") for line in lines[1:end])):
        # It ends before the next line that isn't a key. Everything after that is read as the page.
        body = next(index for index, line in enumerate([*lines, ""]) if index and not KEY_LINE.match(line) and not line.startswith(" "))
        return body, Diagnostic(Place(name), "P412", "the front matter doesn't end with ---", expected=f"--- on line {body + 1}")
    return end + 1, None


def nearest_page(path: str, known: set[str]) -> str | None:
    """The path in docs/ that was most likely meant by one that doesn't exist.

    Args:
        path: The path as written.
        known: The paths of all pages and files.
    """
    by_case = {name.lower(): name for name in sorted(known)}
    stem = path.lower().strip("/")
    stem = re.sub(r"(?:\.html?|\.markdown|\.mdown|\.mkdn?|\.md)$", "", stem)
    for candidate in (
        path.lower(),
        f"{stem}.md",
        f"{stem}/index.md",
        f"{stem.removesuffix('index')}index.md",
        stem.removesuffix("/index") + ".md",
    ):
        if candidate in by_case:
            return by_case[candidate]
    last = path.lower().rstrip("/").rpartition("/")[2]
    names = (last, re.sub(r"\.[a-z]*$", "", last) + PAGE_SUFFIX)
    moved = [name for name in sorted(known) if name.lower().rpartition("/")[2] in names] if stem != "index" else []
    if len(moved) == 1:
        return moved[0]
    return nearest(path, sorted(known))
