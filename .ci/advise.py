"""Show what `make fix` would change, in the summary of the run or on the screen. It is only advice, so it never fails."""

from __future__ import annotations

import os
import subprocess
import sys

from github_api import fenced

COMMAND = [".venv/bin/python", "-m", "macros", "fix", "--check"]
MOST_CHARACTERS = 50_000


def main(command: list[str]) -> None:
    """Run the command and show its diff. It exits with 1 and prints a diff if there is something to fix."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    except OSError as error:
        print(f"Could not find out whether there is anything to fix: {error}")
        return
    if done.returncode == 0:
        print("There is nothing for `make fix` to change.")
    elif done.returncode != 1 or not done.stdout.strip():
        print(f"Could not find out whether there is anything to fix:\n{done.stderr}")
    else:
        cut = "\n..." if len(done.stdout) > MOST_CHARACTERS else ""
        diff = fenced(done.stdout[:MOST_CHARACTERS] + cut, "diff")
        show(f"`make fix` would change this. It's only a matter of style, so nothing fails.\n\n{diff}\n")


def show(markdown: str) -> None:
    """Add it to the run's summary, if there is one. Otherwise, print it."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if path:
        with open(path, "a", encoding="utf-8") as summary:
            summary.write(markdown)
    else:
        print(markdown)


if __name__ == "__main__":
    main(sys.argv[1:] or COMMAND)
