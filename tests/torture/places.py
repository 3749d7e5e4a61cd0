"""Folders, disks and systems that a build may meet: full, read-only, oddly named, with another locale, without Git."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.commands import MKDOCS, run
from tests.support.guides import NOTE, edit
from tests.support.small_site import SITE_COMMAND, copy_small_guide
from tests.torture import Case, fault, judged
from tests.torture.guides import MACROS, Done, built_small_guide, forget_made, made_in, no_next_build, not_plain, told, unlike

DISK_MB = 64
STEPS = 6
"""How many amounts of free space are tried, up to what a build needs."""
WITHOUT_OVERRIDE = ("setpriv", "--bounding-set=-dac_override,-dac_read_search")
"""Runs a command as a root user who has to keep to permissions like everyone else."""
ODD_NAMES = {
    "everything at once": r"""a 'guide' "for" $HOME $(id) `id` & more; [it] (1) {x} <y> *? 100% #1 a:b \n Führer 访谈 🙂""",
    "a leading hyphen": "-guide",
    "a newline": "two\nlines",
    "bytes that aren't UTF-8": os.fsdecode(b"gu\xefde"),
    "a very long path": "/".join(["long" * 50] * 8),
}


@fault(
    "The disk is full, after more and more of a build.",
    "One plain sentence; the last site stays whole; with room again, the next build works.",
)
def disk_full(folder: Path) -> Iterator[Case]:
    if os.geteuid() or not shutil.which("mount"):
        yield Case("a small disk", None, "only root can mount one")
        return
    disk = folder / "disk"
    disk.mkdir()
    mounted = run("mount", "-t", "tmpfs", "-o", f"size={DISK_MB}m", "torture", disk)
    if mounted.returncode:
        yield Case("a small disk", None, told(mounted))
        return
    try:
        yield from _with_less_room(disk)
    finally:
        run("umount", "--lazy", disk)


def _with_less_room(disk: Path) -> Iterator[Case]:
    root, temporary, filler = built_small_guide(disk / "guide"), disk / "tmp", disk / "filler"
    temporary.mkdir()
    expected, used = made_in(root), shutil.disk_usage(disk).used
    needed = sum(path.stat().st_size for place in ("site", "docs/downloads") for path in (root / place).rglob("*") if path.is_file())
    for step in range(STEPS):
        free = needed * step // STEPS
        shutil.rmtree(root / ".build")
        filler.write_bytes(bytes(shutil.disk_usage(disk).free - free))
        done = run(*SITE_COMMAND, cwd=root, TMPDIR=str(temporary))
        filler.unlink()
        problems = [*not_plain(done, 0, 1), *unlike(made_in(root), expected), *no_next_build(root, expected)]
        yield judged(f"{free // 1024} kB free", problems, told(done))
    assert shutil.disk_usage(disk).used >= used


@contextmanager
def _not_writable(*folders: Path) -> Iterator[None]:
    """Take away the permission to write in these folders and all below."""
    paths = [path for folder in folders if folder.exists() for path in (folder, *folder.rglob("*"))]
    modes = {path: path.stat().st_mode for path in paths}
    for path in paths:
        path.chmod(modes[path] & ~0o222)
    try:
        yield
    finally:
        for path, mode in modes.items():
            if path.exists():
                path.chmod(mode)


@fault(
    "The folder of the guide, or a part of it, can't be written to.",
    "The check works; what can't be written is said in one plain sentence; what was there stays; the next build works.",
)
def read_only(folder: Path) -> Iterator[Case]:
    command: tuple[str, ...] = ()
    if not os.geteuid():
        if not shutil.which("setpriv"):
            yield Case("read-only folders", None, "root may write everywhere, and there's no setpriv here to change that")
            return
        command = WITHOUT_OVERRIDE
    root = built_small_guide(folder / "guide")
    expected = made_in(root)
    for name in (".", "site", "docs/downloads", ".build", "docs", "data"):
        forget_made(root)
        with _not_writable(root / name):
            check = run(*command, *MACROS, "check", cwd=root)
            site = run(*command, *SITE_COMMAND, cwd=root)
        problems = [*not_plain(check, 0), *not_plain(site, 0, 1), *unlike(made_in(root), expected), *no_next_build(root, expected)]
        yield judged("all of it" if name == "." else f"{name}/", problems, told(site))
    with _not_writable(root):
        bare = run(*command, *MKDOCS, "build", "--site-dir", folder / "elsewhere", cwd=root)
        yield judged("all of it, built elsewhere by mkdocs build", not_plain(bare, 0), f"exit status {bare.returncode}")
        for name, words in (("fix", ["fix"]), ("copy", ["copy", "Ours"]), ("sheets", ["sheets", "out"])):
            done = run(*command, *MACROS, *words, cwd=root)
            yield judged(f"all of it, macros {name}", not_plain(done, 0, 1), told(done))
    unwritten = copy_small_guide(folder / "unwritten")
    with _not_writable(unwritten):
        done = run(*command, *SITE_COMMAND, cwd=unwritten)
    yield judged("all of it, never built", [*not_plain(done, 1), *no_next_build(unwritten, expected)], told(done))


@fault(
    "The locale is C, nothing says UTF-8, and the console can't show every character.", "The same site, byte for byte, and no traceback."
)
def locale(folder: Path) -> Iterator[Case]:
    root = built_small_guide(folder / "guide")
    expected = made_in(root)
    plain = {"LANG": "", "LANGUAGE": "", "LC_CTYPE": ""}
    for name, environment in {
        "LC_ALL=C, PYTHONUTF8=0": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        "LC_ALL=C, console in ASCII": {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"},
        "LC_ALL names no locale": {"LC_ALL": "xx_XX.nothing", "PYTHONUTF8": "0"},
    }.items():
        shutil.rmtree(root / ".build")
        done = run(*SITE_COMMAND, cwd=root, **plain, **environment)
        yield judged(name, [*not_plain(done, 0), *unlike(made_in(root), expected)], told(done))
        edit(root, NOTE, "I liked your bread.", "I liked your [面包].")
        broken = run(*MACROS, "check", cwd=root, **plain, **environment)
        edit(root, NOTE, "I liked your [面包].", "I liked your bread.")
        yield judged(f"{name}, with a problem", not_plain(broken, 1), told(broken))


@fault("The guide is in a folder with an odd name.", "The same site, byte for byte.")
def odd_paths(folder: Path) -> Iterator[Case]:
    expected = made_in(built_small_guide(folder / "guide"))
    for name, path in ODD_NAMES.items():
        (folder / "odd" / path).parent.mkdir(parents=True, exist_ok=True)
        root = copy_small_guide(folder / "odd" / path)
        done = run(*SITE_COMMAND, cwd=root)
        seen = f"{len(expected)} files are equal" if done.returncode == 0 else told(done)
        yield judged(name, [*not_plain(done, 0), *unlike(made_in(root), expected)], seen)
        shutil.rmtree(folder / "odd")


@fault(
    "There's no Git, no repository, or no history.",
    "The same site but for days in the sitemap; `changes` says what is missing in one sentence.",
)
def no_git(folder: Path) -> Iterator[Case]:
    nothing = folder / "nothing on the path"
    nothing.mkdir()
    expected = made_in(built_small_guide(folder / "guide"))
    for name, (prepare, environment) in {
        "no Git on PATH": (_in_a_repository, {"PATH": str(nothing)}),
        "no repository": (lambda root: None, {}),
        "inside another repository": (lambda root: _git(root.parent, "init"), {}),
        "a repository without a commit": (lambda root: _git(root, "init"), {}),
        "a clone without history": (_cut_history, {}),
        "a damaged repository": (_damage, {}),
        "a repository of another user": (_give_away, {}),
    }.items():
        root = copy_small_guide(folder / name / "guide")
        prepare(root)
        site, changes = (run(*MACROS, *words, cwd=root, **environment) for words in (["site"], ["changes", "HEAD~1"]))
        yield judged(name, [*not_plain(site, 0), *unlike(made_in(root), expected), *not_plain(changes, 1)], told(changes))


def _git(folder: Path, *words: str) -> Done:
    """Run Git as a person whom it doesn't know. Raises AssertionError if it fails."""
    done = run("git", "-c", "user.name=x", "-c", "user.email=x@example.org", *words, cwd=folder)
    assert done.returncode == 0, done.stderr
    return done


def _in_a_repository(root: Path) -> None:
    _git(root, "init")
    _git(root, "add", ".")
    _git(root, "commit", "--message", "The guide")


def _cut_history(root: Path) -> None:
    _in_a_repository(root)
    whole = root.rename(root.with_name("whole"))
    _git(root.parent, "clone", "--depth", "1", whole.as_uri(), str(root))


def _damage(root: Path) -> None:
    _in_a_repository(root)
    (root / ".git/HEAD").write_text("nonsense\n", "utf-8")


def _give_away(root: Path) -> None:
    _in_a_repository(root)
    if not os.geteuid():
        for path in [root, *root.rglob("*")]:
            shutil.chown(path, "nobody")
