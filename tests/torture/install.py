"""An install that is ended half way."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests.support.commands import run
from tests.support.guides import copy_project
from tests.torture import Case, fault, judged
from tests.torture.guides import Done, not_plain, told

SEED = 24
LONGEST_SECONDS = 600
STAGES = {"while the virtual environment is made": ".venv/pyvenv.cfg", "while packages are installed": ".venv/bin/pip"}
"""When an install is ended: soon after it has made this file."""


@fault("`make` is ended half way through the install.", "The next `make` installs what is missing, and works.")
def install(folder: Path) -> Iterator[Case]:
    chance = random.Random(SEED)
    root = copy_project(folder / "guide")
    for name, file in STAGES.items():
        run("rm", "-rf", ".venv", cwd=root)
        with subprocess.Popen(
            _make(".venv/.site"), cwd=root, env=_environment(), start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            end = time.monotonic() + LONGEST_SECONDS
            while not (root / file).exists() and process.poll() is None and time.monotonic() < end:
                time.sleep(0.02)
            time.sleep(chance.uniform(1, 5))
            early = process.poll() is None
            os.killpg(process.pid, signal.SIGKILL)
        problems = [] if early else ["the install had ended before it could be killed"]
        done = _ran(root, ".venv/.site")
        check = _ran(root, "check")
        yield judged(name, [*problems, *not_plain(done, 0), *not_plain(check, 0)], told(check))


def _make(target: str) -> list[str]:
    return ["make", target, f"PYTHON={sys._base_executable}"]  # type: ignore[attr-defined]


def _environment() -> dict[str, str]:
    """The environment without any trace of the virtual environment that runs this."""
    without = {name: value for name, value in os.environ.items() if name not in ("VIRTUAL_ENV", "PYTHONPATH", "MAKEFLAGS", "MAKELEVEL")}
    return {**without, "PATH": os.pathsep.join(part for part in os.environ["PATH"].split(os.pathsep) if ".venv" not in part)}


def _ran(root: Path, target: str) -> Done:
    return subprocess.run(_make(target), cwd=root, env=_environment(), capture_output=True, text=True, check=False)
