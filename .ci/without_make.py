"""Build the site with the commands the page "Contribute" gives to people without make, on Linux, macOS or Windows.

The commands are read from the page, so that exactly what it says is what runs. Every other job uses the Makefile.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs/more/contribute/index.md"
HEADING = "## Without make"


def commands(page: str, windows: bool) -> list[list[str]]:
    """The words of each command in the first block of code below the heading.

    Args:
        page: The text of the page.
        windows: Whether they are for Windows, where the page says to write them differently.
    """
    block = re.search(r"^```console\n(.*?)^```", page.partition(f"\n{HEADING}")[2], re.MULTILINE | re.DOTALL)
    if block is None:
        raise LookupError(f"there is no block of commands below {HEADING!r}")
    found = [shlex.split(line, comments=True) for line in block[1].splitlines()]
    python = {"python3": "py", ".venv/bin/python": r".venv\Scripts\python"} if windows else {}
    return [[python.get(word, word) for word in words] for words in found if words]


def main() -> int:
    """Run the commands, up to the first one that fails. Returns 1 if one does."""
    for words in commands(PAGE.read_text("utf-8"), os.name == "nt"):
        print("+", " ".join(words), flush=True)
        if subprocess.run(words, cwd=ROOT, check=False).returncode != 0:
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
