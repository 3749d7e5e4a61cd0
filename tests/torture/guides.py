"""What the faults share: guides to harm, and how to judge a command and a site."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.support.commands import run
from tests.support.small_site import SITE_COMMAND, copy_small_guide, files_in
from tests.torture import LONGEST

MACROS = (sys.executable, "-m", "macros")
OFFLINE_ZIP = ".build/information-interview-guide.zip"
Done = subprocess.CompletedProcess[str]
Files = Mapping[str, bytes]


def built_small_guide(folder: Path) -> Path:
    """A copy of the smallest guide with its site. Raises AssertionError if it can't be built even without a fault."""
    root = copy_small_guide(folder)
    done = run(*SITE_COMMAND, cwd=root)
    assert done.returncode == 0, done.stderr
    return root


def made_in(root: Path) -> Files:
    """Everything a build has made that is published."""
    return {f"{folder}/{name}": content for folder in ("site", "docs/downloads") for name, content in files_in(root / folder).items()}


def forget_made(root: Path) -> None:
    """Let the next build make everything, even if nothing has changed."""
    for record in (root / ".build").glob("*.made-from"):
        record.unlink()


def told(done: Done) -> str:
    """What a command said: its first error, or else its last line, without the progress of MkDocs."""
    lines = [line.strip() for line in f"{done.stdout}\n{done.stderr}".splitlines() if line.strip() and not line.startswith("INFO")]
    errors = [line for line in lines if re.search(r"error|\[[A-Z]\d{3}\]$", line, re.IGNORECASE)]
    return f'"{(errors or lines[-1:] or ["nothing"])[0][:LONGEST]}"'


def not_plain(done: Done, *statuses: int) -> Iterator[str]:
    """What is wrong with how a command ended: another exit status than one of these, a traceback, or a failure without a word."""
    if done.returncode not in statuses:
        yield f"exit status {done.returncode}: {told(done)}"
    if "Traceback" in done.stdout + done.stderr:
        yield f"a traceback: {told(done)}"
    if done.returncode and not (done.stdout + done.stderr).strip():
        yield "it fails without a word"


def unlike(found: Files, expected: Files) -> Iterator[str]:
    """How files differ from those expected."""
    names = sorted(name for name in found.keys() | expected.keys() if found.get(name) != expected.get(name))
    if names:
        yield f"{len(names)} of {len(expected)} files differ, such as {', '.join(names[:3])}"


def no_next_build(root: Path, expected: Files | None = None) -> Iterator[str]:
    """What is wrong with a build after the fault is gone."""
    forget_made(root)
    yield from (f"next build: {problem}" for problem in not_plain(run(*SITE_COMMAND, cwd=root), 0))
    if expected is not None:
        yield from (f"after the next build, {problem}" for problem in unlike(made_in(root), expected))
