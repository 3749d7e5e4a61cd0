"""Builds side by side, interrupted builds, and what an earlier build has left."""

from __future__ import annotations

import itertools
import shutil
import signal
import subprocess
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from macros import site_builder
from tests.support.commands import run
from tests.support.guides import NOTE, edit
from tests.support.small_site import SITE_COMMAND, copy_small_guide, files_in, is_whole

COMMIT = ("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "--allow-empty", "--message=A")


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """The smallest guide in the guide's own theme and with its tools, and its site."""
    small = copy_small_guide(tmp_path / "small")
    done = run(*SITE_COMMAND, cwd=small)
    assert done.returncode == 0, done.stderr
    assert is_whole(small / "site")
    return small


def test_what_is_made_no_more_is_published_no_more(built: Path) -> None:
    (built / "docs/downloads/c-removed-a4.pdf").write_bytes(b"%PDF")
    (built / "site/removed").mkdir()
    (built / "site/removed/index.html").write_text("<p>A page</p>", "utf-8")
    before = files_in(built / "docs/downloads")
    assert run(*SITE_COMMAND, cwd=built).returncode == 0
    assert set(before) - set(files_in(built / "docs/downloads")) == {"c-removed-a4.pdf"}
    assert not (built / "site/downloads/c-removed-a4.pdf").exists()
    assert not (built / "site/removed").exists()


def test_what_has_not_changed_is_not_made_again(built: Path) -> None:
    made = {name: (built / name).stat().st_mtime_ns for name in ("site/index.html", "docs/downloads/all-sheets.zip")}
    done = run(*SITE_COMMAND, cwd=built)
    assert (
        "Nothing has changed: docs/downloads stays as it is.\nNothing has changed: site stays as it is.\nThe site is in site."
        in done.stdout
    )
    assert {name: (built / name).stat().st_mtime_ns for name in made} == made


@pytest.mark.parametrize(
    "change",
    [
        lambda root: edit(root, NOTE, "[1 Hello", "[1 Hi"),
        lambda root: edit(root, "docs/sheet.md", "# Sheet", "# A sheet"),
        lambda root: (root / "docs/new.txt").write_text("", "utf-8"),
        lambda root: (root / "docs/assets/mark.svg").rename(root / "docs/assets/sign.svg"),
        lambda root: (root / "overrides/main.html").write_text("", "utf-8"),
        lambda root: edit(root, "mkdocs.yml", "branch: main", "branch: trunk"),
        lambda root: (root / "mkdocs.local.yml").write_text("", "utf-8"),
        lambda root: run("git", "init", "--quiet", cwd=root) and run("git", *COMMIT, cwd=root),
    ],
    ids=["data", "page", "new file", "renamed file", "theme", "setting", "copy", "history"],
)
def test_whatever_the_site_is_made_from_counts(tmp_path: Path, change: Callable[[Path], object]) -> None:
    root = copy_small_guide(tmp_path / "small")
    before = site_builder.sources_digest(root)
    (root / ".build").mkdir()
    (root / ".build/kept").write_text("", "utf-8")
    (root / "docs/downloads").mkdir(exist_ok=True)
    (root / "docs/downloads/new.pdf").write_text("", "utf-8")
    assert site_builder.sources_digest(root) == before, "what was made doesn't count"
    change(root)
    assert site_builder.sources_digest(root) != before


@pytest.mark.parametrize("part", ["code", "library", "Python", "day"])
def test_whatever_the_site_is_made_with_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str) -> None:
    before = site_builder.sources_digest(tmp_path)
    if part == "code":
        shutil.copy(site_builder.__file__, tmp_path / "site_builder.py")
        (tmp_path / "new").mkdir()
        monkeypatch.setattr(site_builder, "__file__", str(tmp_path / "site_builder.py"))
        assert site_builder.sources_digest(tmp_path / "new") != before
        return
    if part == "library":
        monkeypatch.setattr(site_builder, "distributions", lambda: [])
    elif part == "Python":
        monkeypatch.setattr(site_builder.sys, "version", "4.0")
    else:
        monkeypatch.setattr(site_builder, "datetime", SimpleNamespace(now=lambda _: datetime(2038, 1, 19, tzinfo=UTC)))
    assert site_builder.sources_digest(tmp_path) != before


def test_what_is_edited_while_a_build_runs_is_in_the_next_one(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even if it's undone before the next one begins, since it may be in the site."""
    before = site_builder.sources_digest(built)

    def make() -> Path:
        edit(built, "docs/sheet.md", "# Sheet", "# A sheet")
        (built / ".build/new").mkdir()
        return built / ".build/new"

    site_builder._made_from(before, built, built / "made", make)
    edit(built, "docs/sheet.md", "# A sheet", "# Sheet")
    made: list[int] = []

    def make_again() -> Path:
        made.append(1)
        (built / ".build/new").mkdir()
        return built / ".build/new"

    site_builder._made_from(before, built, built / "made", make_again)
    site_builder._made_from(before, built, built / "made", make_again)
    assert made == [1], "made again once, then kept"


@pytest.mark.long
def test_a_second_build_waits_for_the_first(built: Path) -> None:
    edit(built, NOTE, "[1 Hello", "[1 Hi")
    builds = [subprocess.Popen(SITE_COMMAND, cwd=built, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) for _ in range(3)]
    messages = [process.communicate()[1] for process in builds]
    assert [process.returncode for process in builds] == [0, 0, 0], messages
    assert sum("Another build is running in this folder" in message for message in messages) == 2
    assert is_whole(built / "site")


@pytest.mark.long
@pytest.mark.parametrize(
    ("file", "old", "new"),
    [(NOTE, "[1 Hello", "[2 Hello"), ("docs/sheet.md", "# Sheet", "# Sheet\n\n<h1>Twice</h1>")],
    ids=["found by the check", "found on the built page"],
)
@pytest.mark.parametrize("option", [[], ["--offline"]], ids=["site", "offline"])
def test_a_build_that_fails_leaves_the_last_one(built: Path, file: str, old: str, new: str, option: list[str]) -> None:
    command = (*SITE_COMMAND, *option)
    assert run(*command, cwd=built).returncode == 0
    last = built / ".build/information-interview-guide.zip" if option else built / "site/index.html"
    before = last.read_bytes()
    edit(built, file, old, new)
    done = run(*command, cwd=built)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False), done.stderr
    assert last.read_bytes() == before


class Killed(BaseException):
    """Stands for a signal that ends the process between two steps."""


def test_a_folder_is_there_old_or_new_whenever_a_build_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the step before which it is killed, the next build finds the old folder or the new one, whole."""
    found = []
    for step in itertools.count():
        root = tmp_path / str(step)
        for folder, text in (("site", "old"), (".build/site", "new"), (".build/last-site", "older")):
            (root / folder).mkdir(parents=True)
            (root / folder / "index.html").write_text(text, "utf-8")
        if not ends_before(step, root, monkeypatch):
            break
        with site_builder.only_build(root):
            found.append((root / "site/index.html").read_text("utf-8"))
    assert found == ["old", "old", "old", "new"]


def ends_before(step: int, root: Path, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Replace the site under `root`, killed before the step of that number: each move or removal is one. Whether it came so far."""
    steps = itertools.count()

    def counted(function: Callable[..., object]) -> Callable[..., object]:
        def call(*args: object, **kwargs: object) -> object:
            if next(steps) == step:
                raise Killed
            return function(*args, **kwargs)

        return call

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", counted(Path.rename))
        patch.setattr(site_builder.shutil, "rmtree", counted(site_builder.shutil.rmtree))
        try:
            site_builder.replace_folder(root, root / ".build/site", root / "site")
        except Killed:
            return True
    return False


@pytest.mark.long
def test_a_build_that_is_killed_leaves_nothing_that_the_next_stumbles_over(built: Path) -> None:
    """At moments spread over a whole build; a build that fails comes after each, which must not lose the last site either."""
    for moment in (0.4, 0.8, 1.2, 1.6, 2.0):
        edit(built, "docs/sheet.md", "# Sheet", f"# Sheet\n\nChanged at {moment}.")
        process = subprocess.Popen(SITE_COMMAND, cwd=built, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            process.wait(moment)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
        edit(built, NOTE, "[1 Hello", "[2 Hello")
        assert run(*SITE_COMMAND, cwd=built).returncode == 1
        edit(built, NOTE, "[2 Hello", "[1 Hello")
        assert is_whole(built / "site"), moment
    assert run(*SITE_COMMAND, cwd=built).returncode == 0
    assert is_whole(built / "site")


@pytest.mark.long
def test_the_offline_copy_is_an_archive_of_one_folder(built: Path) -> None:
    assert run(*SITE_COMMAND, "--offline", cwd=built).returncode == 0
    with zipfile.ZipFile(built / ".build/information-interview-guide.zip") as archive:
        names = archive.namelist()
    assert {name.split("/")[0] for name in names} == {"information-interview-guide"}
    assert "information-interview-guide/index.html" in names


@pytest.mark.long
def test_the_offline_copy_is_the_same_whenever_its_files_were_written(built: Path) -> None:
    archive, guide = built / ".build/information-interview-guide.zip", built / ".build/offline/information-interview-guide"
    assert run(*SITE_COMMAND, "--offline", cwd=built).returncode == 0
    before = archive.read_bytes()
    assert run(*SITE_COMMAND, "--offline", cwd=built, PYTHONHASHSEED="1").returncode == 0
    assert archive.read_bytes() == before
    with zipfile.ZipFile(archive) as zipped:
        assert {info.date_time[0] for info in zipped.infolist()} == {1980}
        assert {name: zipped.read(name) for name in zipped.namelist()} == {
            f"information-interview-guide/{name}": content for name, content in files_in(guide).items()
        }
