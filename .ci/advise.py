"""Show what `make fix` would change, in the summary of the run, or on the screen. It is advice: it never fails."""

from __future__ import annotations

import os
import subprocess
import sys

from github_api import fenced

COMMAND = [".venv/bin/python", "-m", "macros", "fix", "--check"]
MOST_CHARACTERS = 50_000


def main(command: list[str]) -> None:
    """Run the command, which exits with 1 and prints a diff when there is something to fix, and show the diff."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    except OSError as error:
        print(f"Whether anything could be fixed is unknown: {error}")
        return
    if done.returncode == 0:
        print("There is nothing for `make fix` to change.")
    elif done.returncode != 1 or not done.stdout.strip():
        print(f"Whether anything could be fixed is unknown:\n{done.stderr}")
    else:
        cut = "\n..." if len(done.stdout) > MOST_CHARACTERS else ""
        diff = fenced(done.stdout[:MOST_CHARACTERS] + cut, "diff")
        show(f"`make fix` would change this. It is a matter of style, and fails nothing.\n\n{diff}\n")


def show(markdown: str) -> None:
    """Add it to the run's summary, where there is one."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if path:
        with open(path, "a", encoding="utf-8") as summary:
            summary.write(markdown)
    else:
        print(markdown)


if __name__ == "__main__":
    main(sys.argv[1:] or COMMAND)
