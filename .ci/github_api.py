"""What the scripts of this folder share: GitHub, asked through its own command `gh`, and strangers' text, shown as text.

They need Python alone, so that a privileged workflow runs them without installing anything.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import Any

BOT = "github-actions[bot]"
"""Who writes when a workflow does. A marker counts in what this account wrote only, since anyone can copy a marker."""


def ask(path: str, method: str = "GET", body: dict[str, Any] | None = None) -> Any:
    """What GitHub's API answers; `body` is sent as JSON. Ends the program when it refuses."""
    answer = gh("api", "--method", method, path, *(["--input", "-"] if body else []), sent=json.dumps(body) if body else "")
    return json.loads(answer) if answer.strip() else None


def ask_all(path: str) -> list[dict[str, Any]]:
    """All entries of a list that GitHub's API hands out in pages."""
    return [entry for page in json.loads(gh("api", "--paginate", "--slurp", path)) for entry in page]


def download(path: str) -> bytes:
    """A file as it is."""
    return gh("api", path)


def written_by_us(entries: list[dict[str, Any]], marker: str) -> dict[str, Any] | None:
    """The first comment or issue that a workflow wrote with this marker."""
    return next((entry for entry in entries if entry["user"]["login"] == BOT and (entry["body"] or "").startswith(marker)), None)


def fenced(text: str, language: str = "text") -> str:
    """The text in a fence that nothing in it can end, so that nothing in it is read as Markdown."""
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
    return f"{fence}{language}\n{text}\n{fence}"


def gh(*arguments: str, sent: str = "") -> bytes:
    """What GitHub's own command prints; `sent` is its input. Ends the program when it fails."""
    done = subprocess.run(["gh", *arguments], input=sent.encode(), stdout=subprocess.PIPE, check=False)
    if done.returncode != 0:
        sys.exit(f"GitHub did not do as asked: gh {' '.join(arguments)}")
    return done.stdout
