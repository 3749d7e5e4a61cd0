"""Builds by MkDocs: what stops one, and what one keeps for the next."""

from __future__ import annotations

import json
import os
import re
from contextlib import suppress
from pathlib import Path

import pytest

from macros.engine import plugin
from macros.settings import COPY_CONFIG
from tests.support.commands import build
from tests.support.guides import NOTE, PAGE_HEAD, ROOT, SETTINGS, edit, write


@pytest.mark.long
@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [(NOTE, "[1 Hello", "[2 Hello", "R309"), ("docs/index.md", '{{ questions("pay") }}', '{{ questions("pey") }}', "P405")],
)
def test_a_bare_build_tells_the_problem_and_leaves_the_last_site(
    small: Path, tmp_path: Path, file: str, old: str, new: str, code: str
) -> None:
    site = tmp_path / "site"
    assert build(small, site).returncode == 0
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    edit(small, file, old, new)
    failed = build(small, site)
    assert failed.returncode == 1
    assert re.search(rf"^{re.escape(file)}:\d+:\d+: .* \[{code}\]$", failed.stderr, re.MULTILINE), failed.stderr
    assert "Traceback" not in failed.stderr
    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == before


OWN_PAGES = SETTINGS + "extra:\n  pages:\n    - {page: local/a.md, after: sheet.md}\n    - {page: local/b.md, tab: Our college}\n"


def a_copy(root: Path) -> None:
    """Make the smallest guide a copy with two pages of its own."""
    edit(
        root,
        "mkdocs.yml",
        "theme:",
        "nav: [index.md, {Sheets: [sheet.md, pack.md]}, lists.md, way.md, form.md, contribute.md, world.md]\ntheme:",
    )
    write(root, COPY_CONFIG, OWN_PAGES)
    write(root, "docs/local/a.md", PAGE_HEAD + "# What our office offers\n")
    write(root, "docs/local/b.md", PAGE_HEAD + "# Events\n")


def test_a_copys_pages_stand_in_the_navigation(small: Path, tmp_path: Path) -> None:
    a_copy(small)
    built = build(small, tmp_path / "site", "--config-file", COPY_CONFIG)
    assert built.returncode == 0, built.stderr
    home = (tmp_path / "site/index.html").read_text("utf-8")
    places = [home.index(f'href="{address}"') for address in ("sheet/", "local/a/", "pack/", "lists/", "local/b/")]
    assert places == sorted(places)
    assert "Our college" in home


def test_a_copy_is_not_built_with_the_settings_of_the_guide(small: Path, tmp_path: Path) -> None:
    a_copy(small)
    built = build(small, tmp_path / "site")
    assert (built.returncode, (tmp_path / "site").exists()) == (1, False)
    assert re.search(
        rf"^{re.escape(COPY_CONFIG)}:1:1: .*; got 'Small'; .*--config-file mkdocs.local.yml.* \[L612\]$", built.stderr, re.MULTILINE
    )
    assert "Traceback" not in built.stderr


@pytest.mark.long
@pytest.mark.parametrize("setting", ["pages: 5", "pages: [x]", "pages: [{page: 5}]", "resources: [x]", "repo: [x]", "branch: {x: y}"])
def test_settings_in_the_wrong_form_end_in_a_diagnostic(small: Path, tmp_path: Path, setting: str) -> None:
    write(small, COPY_CONFIG, SETTINGS + f"extra:\n  {setting}\n")
    built = build(small, tmp_path / "site", "--config-file", COPY_CONFIG)
    assert built.returncode == 1
    assert re.search(rf"^{re.escape(COPY_CONFIG)}:5:", built.stderr, re.MULTILINE), built.stderr
    assert "Traceback" not in built.stderr


def test_a_warning_fails_the_build(small: Path, tmp_path: Path) -> None:
    edit(small, "docs/sheet.md", "# Sheet", "# Sheet\n\n[nowhere](gone.md)")
    failed = build(small, tmp_path / "site")
    assert failed.returncode == 1
    assert "gone.md" in failed.stdout + failed.stderr


def test_what_was_kept_makes_the_same_site(small: Path, tmp_path: Path) -> None:
    for folder in ("fresh", "kept"):
        assert build(small, tmp_path / folder).returncode == 0
        assert (small / ".build/rendered.json").is_file()
    for page in sorted((tmp_path / "fresh").rglob("*.html")):
        name = page.relative_to(tmp_path / "fresh")
        assert page.read_bytes() == (tmp_path / "kept" / name).read_bytes(), name


@pytest.mark.long
@pytest.mark.parametrize(("file", "old", "new"), [(NOTE, "your bread", "your rolls"), ("mkdocs.yml", "org/small", "org/large")])
def test_what_was_kept_is_not_used_for_another_guide(small: Path, tmp_path: Path, file: str, old: str, new: str) -> None:
    """Not even when the edit leaves the file's size and time as they were."""
    assert build(small, tmp_path / "site").returncode == 0
    times = (small / file).stat()
    edit(small, file, old, new)
    os.utime(small / file, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert build(small, tmp_path / "site").returncode == 0
    assert new in (tmp_path / "site/index.html").read_text("utf-8")


@pytest.mark.long
@pytest.mark.parametrize("damaged", ["", "{", "[]", '{"digest": 1}', "\x00"])
def test_what_was_kept_may_be_damaged(small: Path, tmp_path: Path, damaged: str) -> None:
    (small / ".build").mkdir()
    (small / ".build/rendered.json").write_text(damaged, "utf-8")
    assert build(small, tmp_path / "site").returncode == 0
    assert "I liked your bread" in (tmp_path / "site/index.html").read_text("utf-8")


def test_what_was_rendered_is_kept_only_while_all_that_it_was_made_from_is_the_same() -> None:
    """Besides data and pages that is every file of the package but the templates of sheets, a copy's settings and the locked versions."""
    package = ROOT / "macros"
    made_from = plugin.made_from(ROOT)
    files = {path for path in package.rglob("*") if path.is_file() and path.suffix != ".pyc"}
    assert files - set(made_from) == {path for path in files if path.suffix == ".typ"}
    assert {ROOT / COPY_CONFIG, ROOT / "requirements.txt"} <= set(made_from)


def test_what_was_kept_may_be_damaged_under_the_right_digest(small: Path, tmp_path: Path) -> None:
    assert build(small, tmp_path / "site").returncode == 0
    cache = small / ".build/rendered.json"
    cache.write_text(json.dumps({**json.loads(cache.read_text("utf-8")), "rendered": {"names": 1, "blocks": []}}), "utf-8")
    assert build(small, tmp_path / "site").returncode == 0


def test_the_name_of_the_folder_need_not_be_utf_8(small: Path) -> None:
    root = small
    # Linux alone has such names. The other systems refuse them, and the build must work there anyway.
    with suppress(OSError):
        root = small.rename(small.with_name(os.fsdecode(b"gu\xefde")))
    built = build(root, root / "site")
    assert built.returncode == 0, built.stderr
    assert (root / "site/index.html").is_file()
