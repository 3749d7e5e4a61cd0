"""What the scripts in this folder share: requests to GitHub through its own command `gh`, and a safe way to show strangers' text.

They need only Python, so a privileged workflow can run them without installing anything.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import Any

BOT = "github-actions[bot]"
"""The account that workflows write with. A marker counts only if this account wrote it, because anyone can copy a marker."""


def ask(path: str, method: str = "GET", body: dict[str, Any] | None = None) -> Any:
    """The answer of GitHub's API. `body` is sent as JSON. Ends the program if GitHub refuses."""
    answer = gh("api", "--method", method, path, *(["--input", "-"] if body else []), sent=json.dumps(body) if body else "")
    return json.loads(answer) if answer.strip() else None


def ask_all(path: str) -> list[dict[str, Any]]:
    """All entries of a list that GitHub's API returns in pages."""
    return [entry for page in json.loads(gh("api", "--paginate", "--slurp", path)) for entry in page]


def download(path: str) -> bytes:
    """The bytes of a file."""
    return gh("api", path)


def written_by_us(entries: list[dict[str, Any]], marker: str) -> dict[str, Any] | None:
    """The first comment or issue a workflow wrote with this marker."""
    return next((entry for entry in entries if entry["user"]["login"] == BOT and (entry["body"] or "").startswith(marker)), None)


def fenced(text: str, language: str = "text") -> str:
    """The text in a fence that nothing in it can close, so that none of it is read as Markdown."""
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
    return f"{fence}{language}\n{text}\n{fence}"


def gh(*arguments: str, sent: str = "") -> bytes:
    """The output of GitHub's own command. `sent` is its input. Ends the program if the command fails."""
    done = subprocess.run(["gh", *arguments], input=sent.encode(), stdout=subprocess.PIPE, check=False)
    if done.returncode != 0:
        sys.exit(f"This command failed: gh {' '.join(arguments)}")
    return done.stdout
