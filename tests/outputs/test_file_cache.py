"""What's printed is made again only if something it's made from has changed, and what's kept is never trusted."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from macros.outputs.html.page_index import open_site
from macros.outputs.pdf import file_cache, sheets
from macros.outputs.pdf.file_cache import FileCache, made_by
from macros.outputs.pdf.sheets import write_sheets
from macros.settings import Settings
from tests.support.guides import SHEET, edit

Printed = tuple[dict[str, bytes], list[str]]


@pytest.fixture
def print_all(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Printed]:
    """A function that prints the smallest guide with what was kept, and returns the files and the title of each PDF that Typst made."""
    compiled: list[str] = []
    compiler = sheets.typst.Compiler

    def counting(*template: str, **options: Any) -> object:
        if template:
            data = json.loads(options["sys_inputs"]["data"])
            compiled.append(data.get("title") or data["sheets"][0]["title"])
        return compiler(*template, **options)

    monkeypatch.setattr(sheets.typst, "Compiler", counting)

    def run() -> Printed:
        compiled.clear()
        folder, kept = tmp_path / "printed", FileCache(tmp_path / "kept")
        shutil.rmtree(folder, ignore_errors=True)
        write_sheets(open_site(small)[0], Settings(), folder, kept)
        kept.remove_unused()
        return {path.name: path.read_bytes() for path in folder.iterdir()}, list(compiled)

    return run


def test_only_what_has_changed_is_made_again(small: Path, tmp_path: Path, print_all: Callable[[], Printed]) -> None:
    first, made = print_all()
    assert len(made) == sum(name.endswith(".pdf") for name in first)
    again, made = print_all()
    assert (again, made) == (first, [])
    edit(small, SHEET, "intro: Fill it in.", "intro: Fill it out.")
    edited, made = print_all()
    assert set(made) == {"Plan", "The handout pack"}
    changed = {name.split("-a4")[0].split("-letter")[0].split(".")[0] for name in edited if edited[name] != first[name]}
    assert changed == {"w-plan", "p-handouts", "all-sheets"}
    edit(small, SHEET, "intro: Fill it out.", "intro: Fill it in.")
    shutil.rmtree(tmp_path / "kept")
    assert print_all()[0] == first


def test_what_is_printed_no_more_is_kept_no_more(small: Path, tmp_path: Path, print_all: Callable[[], Printed]) -> None:
    first, _ = print_all()
    kept = len(list((tmp_path / "kept").iterdir()))
    shutil.rmtree(tmp_path / "printed")
    edit(small, SHEET, "example: Sam, before a call with a baker.\n", "")
    edit(small, SHEET, ", filled: [[Twenty an hour.]]", "")
    files, _ = print_all()
    assert {name for name in first if name not in files} == {"w-plan-filled-a4.pdf", "w-plan-filled-letter.pdf", "w-plan-filled.png"}
    assert len(list((tmp_path / "kept").iterdir())) == kept - 2


def test_a_kept_file_that_is_damaged_or_missing_is_made_again(tmp_path: Path, print_all: Callable[[], Printed]) -> None:
    first, _ = print_all()
    kept = sorted((tmp_path / "kept").iterdir())
    for number, path in enumerate(kept):
        content = path.read_bytes()
        match number % 5:
            case 0:
                path.unlink()
            case 1:
                path.write_bytes(content[: len(content) // 2])
            case 2:
                path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
            case 3:
                path.write_bytes(b"")
            case _:
                path.unlink()
                path.mkdir()
    again, made = print_all()
    assert again == first
    assert len(made) == sum(name.endswith(".pdf") for name in first)


def test_nothing_is_kept_where_nothing_can_be(tmp_path: Path, print_all: Callable[[], Printed]) -> None:
    (tmp_path / "kept").write_text("", "utf-8")
    assert print_all()[0]["c-prepare-a4.pdf"].startswith(b"%PDF")


def test_a_build_that_is_killed_leaves_no_half_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(path: Path, new: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            FileCache(tmp_path).get(["x"], lambda: b"half")
    kept = FileCache(tmp_path)
    assert kept.get(["x"], lambda: b"whole") == b"whole"
    assert FileCache(tmp_path).get(["x"], lambda: b"another") == b"whole"
    kept.remove_unused()
    assert len(list(tmp_path.iterdir())) == 1


def test_what_a_file_is_made_from_is_told_apart(tmp_path: Path) -> None:
    kept = FileCache(tmp_path)
    assert kept.get(["ab", "c"], lambda: b"1") == b"1"
    assert kept.get(["a", "bc"], lambda: b"2") == b"2"
    assert kept.get(["ab", "c"], lambda: b"3") == b"1"


def test_another_template_module_or_version_makes_everything_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copied = Path(shutil.copytree(file_cache.PRINTED_BY, tmp_path / "pdf"))
    others = [Path(shutil.copy(path, tmp_path)) for path in file_cache.OTHER_MODULES]
    monkeypatch.setattr(file_cache, "PRINTED_BY", copied)
    monkeypatch.setattr(file_cache, "OTHER_MODULES", others)
    found = [made_by()]
    for path in (copied / "templates/style.typ", copied / "sheets.py", copied / "fonts.py", *others):
        path.write_text(path.read_text("utf-8") + "\n", "utf-8")
        found.append(made_by())
    for library in file_cache.PRINTED_WITH:
        version = file_cache.version
        monkeypatch.setattr(file_cache, "version", lambda name, library=library, version=version: version(name) + "+" * (name == library))
        found.append(made_by())
    assert len(set(found)) == len(found) == 11
    assert FileCache(tmp_path / "kept").get(["x"], lambda: b"new") == b"new"
    monkeypatch.undo()
    assert FileCache(tmp_path / "kept").get(["x"], lambda: b"old") == b"old"
