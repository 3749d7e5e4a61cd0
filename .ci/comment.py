"""Report on a pull request what its check found: one comment, which is kept up to date.

It runs with the right to write comments, from the default branch (see .github/workflows/comment.yml). Whatever comes from the pull
request, first of all the artifact that its run left, may have been made to do harm. It is therefore read in memory and up to a limit,
never run, and shown so that nothing in it works. Which pull request it is, GitHub says, not the artifact.
"""

from __future__ import annotations

import io
import json
import os
import re
import zipfile
from pathlib import Path
from typing import Any

from github_api import ask, ask_all, download, fenced, written_by_us

MARKER = "<!-- information-interview-guide: what changes -->"
ARTIFACT, FILE = "changes", "changes.md"
MOST_BYTES = 60_000
"""A comment holds 65,536 characters."""
SAID = {
    "success": "The check passed. Thank you.",
    "failure": (
        "Thank you. Something still needs fixing: what concerns a line is shown on that line under **Files changed**, with what "
        "was expected there, and the run shows all of it together."
    ),
}
"""What is said of each outcome; nothing of others, such as a run that a newer one took the place of."""
LIVE = re.compile(r"(?:(?!www\.|GH-)[A-Za-z .,:'()*-]|\d{1,6}(?!\d)|`[^`]+`)*", re.IGNORECASE)
"""A line that may stay Markdown: plain words, and code spans with anything in them. It can hold no mention, link, picture or HTML."""


def main() -> None:
    """Write or update the comment for the run that GITHUB_EVENT_PATH describes."""
    repository = os.environ["GITHUB_REPOSITORY"]
    run = json.loads(Path(os.environ["GITHUB_EVENT_PATH"]).read_text("utf-8"))["workflow_run"]
    number = pull_request(repository, run)
    if number is None or run["conclusion"] not in SAID:
        print("There is nothing to say: no open pull request ends with this commit, or the run was cut short.")
        return
    address = f"{os.environ.get('GITHUB_SERVER_URL', 'https://github.com')}/{repository}/actions/runs/{int(run['id'])}"
    parts = [MARKER, f"{SAID[run['conclusion']]} [The run]({address})", what_changes(repository, run)]
    put(repository, number, "\n\n".join(part for part in parts if part))


def pull_request(repository: str, run: dict[str, Any]) -> int | None:
    """The number of the open pull request whose last commit the run checked."""
    source = run["head_repository"]["full_name"] if run["head_repository"] else None
    for request in ask_all(f"repos/{repository}/pulls?state=open&per_page=100"):
        head = request["head"]
        if head["sha"] == run["head_sha"] and head["repo"] and head["repo"]["full_name"] == source:
            return request["number"]
    return None


def what_changes(repository: str, run: dict[str, Any]) -> str:
    """What the run says that the pull request changes, made harmless; "" when it left nothing that can be shown."""
    found = ask(f"repos/{repository}/actions/runs/{int(run['id'])}/artifacts?name={ARTIFACT}")["artifacts"]
    if not found or found[0]["expired"]:
        return ""
    if found[0]["size_in_bytes"] > MOST_BYTES:
        return TOO_MUCH
    left = harmless(unpacked(download(f"repos/{repository}/actions/artifacts/{int(found[0]['id'])}/zip")))
    return left and f"{LEFT}\n\n{left}"


LEFT = "What the pull request's own run left:"
"""It stands before whatever comes from an artifact, in which a pull request could have any sentence be written."""
TOO_MUCH = "What it changes is too much to be shown here; the summary of the run has it."


def unpacked(archive: bytes) -> str:
    """The text in an artifact, never more than a byte over the limit; "" when it can't be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as files, files.open(FILE) as file:
            return file.read(MOST_BYTES + 1).decode("utf-8", "replace")
    except Exception as error:  # A stranger's archive can be broken in any way, and none of them matters here.
        print(f"The artifact can't be read: {error!r}")
        return ""


def harmless(text: str) -> str:
    """The text so that nothing in it works: as it is when all of its lines are LIVE, else in a fence."""
    text = "".join(character for character in text if character.isprintable() or character == "\n").strip()
    if len(text.encode()) > MOST_BYTES:
        return TOO_MUCH
    if not text or all(LIVE.fullmatch(line) for line in text.split("\n")):
        return text
    return fenced(text)


def put(repository: str, number: int, body: str) -> None:
    """Write the comment, or update the one that is there."""
    ours = written_by_us(ask_all(f"repos/{repository}/issues/{number}/comments?per_page=100"), MARKER)
    if ours is None:
        ask(f"repos/{repository}/issues/{number}/comments", "POST", {"body": body})
    elif ours["body"] != body:
        ask(f"repos/{repository}/issues/comments/{ours['id']}", "PATCH", {"body": body})


if __name__ == "__main__":
    main()
