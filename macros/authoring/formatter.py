"""Fixes what needs no decision: the order of keys, wrapping, quotes, pasted characters, line endings, and the tops of data files.

The content of a file never changes, except for the characters that are fixed. If it would, the file is left alone.
"""

from __future__ import annotations

import difflib
import os
import re
import shutil
import stat
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path, PurePath
from typing import Any, NamedTuple

from macros.diagnostics import Diagnostic, InvalidGuideError, Place, relative_name
from macros.loading.dataset import Dataset, build_dataset
from macros.loading.loader import load
from macros.loading.local_ids import LOCAL_FOLDER
from macros.loading.markdown import Kind, MarkdownLine, read_markdown
from macros.loading.pages import RULER
from macros.model.registry import FILE_TYPES, HIDE_FILE, FileType, file_type_at
from macros.reference.fields import EntryDoc, entry_doc_of, entry_template, optional_keys
from macros.reference.json_schema import first_line
from macros.yaml_io.error_hints import STRAIGHT_QUOTES, quoted_scalar
from macros.yaml_io.parser import LARGEST_FILE_BYTES, parse_yaml, read_tree
from macros.yaml_io.writer import comments_of, format_yaml, plain_characters

DATA_FOLDERS: dict[str, Sequence[FileType]] = {"data": FILE_TYPES, LOCAL_FOLDER: (*FILE_TYPES, HIDE_FILE)}
"""The guide's own data, and the overlay of a copy of the guide, with the types of file in each."""


class UnformattableError(Exception):
    """A file that has to stay the way it is."""


class FormattedFile(NamedTuple):
    """The text of a file the way it should be, and the problems only a person can fix."""

    text: str
    diagnostics: list[Diagnostic]


def fix_files(root: Path, files: Iterable[Path] = (), check: bool = False, say: Callable[[str], object] = print) -> bool:
    """Fix files, and show what changed.

    Args:
        root: The project's folder.
        files: The files, relative to `root`; all files in data/ and docs/ if none are given.
        check: Don't change the files, and only show what would change.
        say: Gets every line of the report.

    Returns:
        Whether everything is in order now.

    Raises:
        InvalidGuideError: After everything else is fixed, if there are problems only a person can fix.
    """
    dataset = build_dataset(load(root))
    diagnostics: list[Diagnostic] = []
    changed, left = 0, 0
    for path in [(root / file).absolute() for file in files] or _all_files(root):
        name = relative_name(path, root)
        try:
            before = _text(path)
            after, found = format_file(name, before, dataset)
            diagnostics += found
            if after == before:
                continue
            if not check:
                write_atomically(path, after)
            changed += 1
            say(unified_diff(name, before, after))
        except UnicodeDecodeError as error:
            diagnostics.append(Diagnostic(Place(name), "Y106", "the file isn't saved as UTF-8", str(error), "text saved as UTF-8"))
        except (OSError, UnformattableError) as error:
            left += 1
            say(f"{name} was not changed: {getattr(error, 'strerror', None) or error}.")
    count = f"{changed} file{'s' if changed != 1 else ''}"
    say((f"{count} would be fixed." if check else f"{count} fixed.") if changed else "Nothing was fixed." if left else "Nothing to fix.")
    if diagnostics:
        raise InvalidGuideError(diagnostics)
    return not left and not (check and changed)


def _all_files(root: Path) -> Iterator[Path]:
    for folder in DATA_FOLDERS:
        yield from sorted(path for path in (root / folder).rglob("*.yml") if not path.name.startswith("."))
    yield from sorted((root / "docs").rglob("*.md"))


def _text(path: Path) -> str:
    """A file's text, with its own line endings.

    Raises:
        OSError: If it can't be read.
        UnformattableError: If it is too large.
        UnicodeDecodeError: If it isn't text.
    """
    if path.stat().st_size > LARGEST_FILE_BYTES:
        raise UnformattableError(f"it has more than {LARGEST_FILE_BYTES:,} bytes")
    return path.read_bytes().decode("utf-8")


def write_atomically(path: Path, text: str) -> None:
    """Replace a file's text in one step. Whatever happens, the file has either the old text or all of the new text.

    Raises:
        OSError: If it can't be written.
    """
    path = path.resolve()
    if not path.stat().st_mode & stat.S_IWUSR:
        raise PermissionError("it is read-only")
    handle, new_file = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8"))
        shutil.copymode(path, new_file)
        os.replace(new_file, path)
    except BaseException:
        os.unlink(new_file)
        raise


def unified_diff(name: str, before: str, after: str) -> str:
    """The changes in a file, as a unified diff."""
    lines = difflib.unified_diff(before.split("\n"), after.split("\n"), name, name, lineterm="", n=1)
    return "\n".join("".join(sign if sign.isprintable() else f"<U+{ord(sign):04X}>" for sign in line) for line in lines)


def format_file(name: str, text: str, dataset: Dataset | None) -> FormattedFile:
    """Format one file.

    Args:
        name: Its path, relative to the project.
        text: Its text.
        dataset: The guide's data, which the tops of data files are made from; None if there is no valid vocabulary.

    Raises:
        UnformattableError: If the file has to stay the way it is.
    """
    folder, _, inner = name.partition("/")
    if name.endswith(".md"):
        return FormattedFile(format_page(name, _whole_lines(text, page=True)), [])
    file_type = file_type_at(PurePath(inner), DATA_FOLDERS.get(folder, ()))
    if file_type is None:
        what, expected = "this isn't a kind of file that can be fixed", "a file in data/, or a page in docs/"
        return FormattedFile(text, [Diagnostic(Place(name), "Y101", what, expected=expected)])
    text = with_straight_marks(name, text)
    plain = _plain_text(name, text)
    diagnostics: list[Diagnostic] = []
    try:
        # A copy changes entries key by key, so a whole entry at the top of its file, and a schema, would be misleading.
        formatted = _format_yaml_file(name, inner, file_type, plain, dataset if folder != LOCAL_FOLDER else None)
    except InvalidGuideError as error:
        diagnostics += error.diagnostics
        formatted = plain
    except ValueError as error:
        raise UnformattableError(str(error)) from None
    before = text if _is_readable(name, text) else plain
    if formatted != before and _is_readable(name, before) and not _same(name, before, formatted):
        raise UnformattableError("fixing it automatically would change its content or lose a comment, so please fix it by hand")
    return FormattedFile(formatted, diagnostics)


# Text -------------------------------------------------------------------------------------------


def _whole_lines(text: str, page: bool = False) -> str:
    """The text without a byte order mark, with Unix line endings, no spaces at the ends of lines, and one line break at the very end.

    On a `page`, two spaces at the end of a line mean a line break, so they stay.
    """
    lines = _unix(text.removeprefix("\ufeff")).rstrip().split("\n")
    ends = ("  " if page and re.search(r"\S {2,}$", line) else "" for line in lines)
    return "\n".join(line.rstrip(" \t") + end for line, end in zip(lines, ends, strict=True)) + "\n" if text else text


def _unix(text: str) -> str:
    return re.sub(r"\r\n?", "\n", text)


def _plain_text(name: str, text: str) -> str:
    """The text with whole lines and plain spaces. If it still can't be read, tabs in the indent and curly quotes are replaced too."""
    plain = straight_but_quotes(_whole_lines(text))
    spaced = re.sub(r"^[ -]*\t[ \t-]*", lambda match: match[0].replace("\t", "  "), plain, flags=re.MULTILINE)
    candidates = (plain, spaced, plain_characters(plain), plain_characters(spaced))
    return next((candidate for candidate in candidates if _is_readable(name, candidate)), plain)


CURLY = r"“(?P<double>[^“”\n]*)”|‘(?P<single>[^‘’\n]*)’"
CURLY_MARKS = re.compile(rf"(?:(?<=[:\[{{,-] )|(?<=\[))(?:{CURLY})(?=[ \t]*(?:[,\]}}]|$))", re.MULTILINE)
"""Curly quotes around a whole text, which a word processor made from the quotes YAML needs."""


def with_straight_marks(name: str, text: str) -> str:
    """A data file with YAML's own quotes in place of curly quotes around a whole text, so that they aren't part of the text."""
    straight = CURLY_MARKS.sub(_in_straight_marks, text)
    if straight == text or not _is_readable(name, straight):
        return text
    # In a text of several lines, the quotes are part of it.
    if _is_readable(name, text) and _without_marks(parse_yaml(text, name)) != parse_yaml(straight, name):
        return text
    return straight


def _in_straight_marks(match: re.Match[str]) -> str:
    return quoted_scalar(match["double"] if match["single"] is None else match["single"])


def _without_marks(data: Any) -> Any:
    """Plain data without the curly quotes around whole texts."""
    if isinstance(data, dict):
        return {key: _without_marks(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_without_marks(value) for value in data]
    marks = re.fullmatch(CURLY, data)
    return data if marks is None else marks["double"] if marks["single"] is None else marks["single"]


QUOTES = "".join(STRAIGHT_QUOTES)


def straight_but_quotes(text: str) -> str:
    """The text with plain spaces and hyphens. Curly quotes stay, because straight ones may need other quotes around them."""
    return "".join(part if part in QUOTES else plain_characters(part) for part in re.split(f"([{QUOTES}])", text) if part)


def _is_readable(name: str, text: str) -> bool:
    try:
        return bool(parse_yaml(text, name))
    except InvalidGuideError:
        return False


# YAML -------------------------------------------------------------------------------------------


def _format_yaml_file(name: str, inner: str, file_type: FileType, text: str, dataset: Dataset | None) -> str:
    """A data file in the guide's own style.

    Raises:
        InvalidGuideError: If it can't be read.
        ValueError: If it can't be rewritten with the same content.
    """
    before = parse_yaml(text, name)
    formatted = format_yaml(text, file_type.model)
    return formatted if dataset is None else with_head(formatted, inner, file_type, before, dataset)


def _same(name: str, before: str, after: str) -> bool:
    """Whether a file still has the same content and all of its comments."""
    if not _is_readable(name, after) or meaning_of(parse_yaml(before, name)) != meaning_of(parse_yaml(after, name)):
        return False
    lost = Counter(map(plain_characters, comments_of(without_head(_unix(before))))) - Counter(comments_of(without_head(after)))
    return all(line.startswith(SCHEMA) for line in lost)


def meaning_of(data: Any) -> Any:
    """The content of plain data, no matter which characters it is written with."""
    if isinstance(data, dict):
        return {key: meaning_of(value) for key, value in data.items()}
    if isinstance(data, list):
        return [meaning_of(value) for value in data]
    return "\n".join(line.rstrip() for line in plain_characters(data).split("\n")).strip("\n")


# Pages ------------------------------------------------------------------------------------------


def format_page(name: str, text: str) -> str:
    """A page with plain quotes, spaces and hyphens, except in code, comments and macro calls.

    Args:
        name: The page's path, relative to the project.
        text: Its text, with Unix line endings.
    """
    lines = text.split("\n")
    rulers = [index for index, line in enumerate(lines) if RULER.fullmatch(line)][:2]
    first = rulers[1] + 1 if len(rulers) == 2 and rulers[0] == 0 else 0
    head = _plain_front_matter(name, lines[:first])
    body = read_markdown(name, text, first).lines[first:]
    return "\n".join([*head, *(_plain_line(line, read) for line, read in zip(lines[first:], body, strict=True))])


def _plain_line(line: str, read: MarkdownLine) -> str:
    """A line of a page in plain characters. Characters the reader of Markdown has blanked out aren't text of the page."""
    if read.kind is Kind.CODE:
        return line
    return "".join(plain_characters(sign) if sign == shown else sign for sign, shown in zip(line, read.text, strict=True))


def _plain_front_matter(name: str, lines: list[str]) -> list[str]:
    """Front matter in plain characters, with quotes around a value that now needs them; unchanged if its content would change."""
    plain = [plain_characters(line) for line in lines]
    quoted = [_quoted_value(new) if new != line else line for line, new in zip(lines, plain, strict=True)]
    meant = _front_matter_meaning(name, lines)
    return next((new for new in (plain, quoted) if _front_matter_meaning(name, new) == meant), lines)


def _front_matter_meaning(name: str, lines: list[str]) -> Any:
    tree, _ = read_tree(name, "\n".join(lines[1:-1]))
    return None if tree is None else meaning_of(tree.data or "")


def _quoted_value(line: str) -> str:
    """A line with a key, and its value in quotes."""
    key, colon, value = line.partition(": ")
    value = value.strip()
    if not colon or not value or value[0] in "'[{|>":
        return line
    return f"{key}: '" + value.replace("'", "''") + "'"


# Heads ------------------------------------------------------------------------------------------

SITE_FOLDER = "more/contribute"
SCHEMA = "# yaml-language-server:"
TEMPLATE_END = "# This template is made by: make fix"
HEAD = re.compile(rf"^#\n# To add .*?^{re.escape(TEMPLATE_END)}\n", re.MULTILINE | re.DOTALL)


def without_head(text: str) -> str:
    """A data file's text without its template."""
    return HEAD.sub("", text, count=1)


def with_head(text: str, inner: str, file_type: FileType, data: dict[str, Any], dataset: Dataset) -> str:
    """A data file's text with its schema's name in the first line, and its template below the comments at the top."""
    lines = without_head(text).split("\n")
    if lines[0].startswith(SCHEMA):
        lines.pop(0)
    lines.insert(0, first_line(inner, file_type))
    entry = entry_doc_of(file_type)
    below = next(index for index, line in enumerate(lines) if not line.startswith("#"))
    return "\n".join([*lines[:below], *(_head(entry, data, dataset) if entry else []), *lines[below:]])


def _head(entry: EntryDoc, data: dict[str, Any], dataset: Dataset) -> list[str]:
    optional = optional_keys(entry, dataset, data)
    return [
        "#",
        f"# To add {entry.noun}, copy these lines to the end of {entry.list_key}:, "
        'remove "# " from the start of each line, and change the words.',
        *([f"# {entry.then}"] if entry.then else []),
        f'# The page {SITE_FOLDER}/{entry.page}/ on the site has the same lines without the "# ", and more help.',
        f"# This command asks you for each value: {entry.command_line}",
        "#",
        *(f"# {line}".rstrip() for line in entry_template(entry, dataset, data)),
        *([f"# Optional keys: {', '.join(optional)}"] if optional else []),
        TEMPLATE_END,
    ]
