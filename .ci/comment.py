"""Report on a pull request what its check found, in one comment that is kept up to date.

It runs from the default branch, with permission to write comments (see .github/workflows/comment.yml). Anything from the pull
request, above all the artifact its run left, may have been made to do harm. So it is read only in memory and up to a limit, never run,
and shown in a way that nothing in it works. GitHub says which pull request it is, not the artifact.
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
"""A comment can have 65,536 characters."""
SAID = {
    "success": "The check passed. Thank you.",
    "failure": (
        "Thank you. Something still needs fixing. Under **Files changed**, you can see each problem at its line, with what "
        "was expected there. The run shows all of them together."
    ),
}
"""The text for each outcome. There is none for others, such as a run that was replaced by a newer one."""
LIVE = re.compile(r"(?:(?!www\.|GH-)[A-Za-z .,:'()*-]|\d{1,6}(?!\d)|`[^`]+`)*", re.IGNORECASE)
"""A line that may stay Markdown: plain words, and code spans with anything in them. It can't contain a mention, link, picture or HTML."""


def main() -> None:
    """Write or update the comment for the run that GITHUB_EVENT_PATH describes."""
    repository = os.environ["GITHUB_REPOSITORY"]
    run = json.loads(Path(os.environ["GITHUB_EVENT_PATH"]).read_text("utf-8"))["workflow_run"]
    number = pull_request(repository, run)
    if number is None or run["conclusion"] not in SAID:
        print("There is nothing to report: no open pull request ends with this commit, or the run was cut short.")
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
    """What the pull request changes, according to its run, made harmless; "" if the run left nothing that can be shown."""
    found = ask(f"repos/{repository}/actions/runs/{int(run['id'])}/artifacts?name={ARTIFACT}")["artifacts"]
    if not found or found[0]["expired"]:
        return ""
    if found[0]["size_in_bytes"] > MOST_BYTES:
        return TOO_MUCH
    left = harmless(unpacked(download(f"repos/{repository}/actions/artifacts/{int(found[0]['id'])}/zip")))
    return left and f"{LEFT}\n\n{left}"


LEFT = "This is what the pull request's own run reported:"
"""It comes before anything from an artifact, because a pull request could make an artifact say anything."""
TOO_MUCH = "It changes too much to be shown here. The summary of the run has the whole list."


def unpacked(archive: bytes) -> str:
    """The text in an artifact, never more than a byte over the limit; "" if it can't be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as files, files.open(FILE) as file:
            return file.read(MOST_BYTES + 1).decode("utf-8", "replace")
    except Exception as error:  # A stranger's archive can be broken in any way, and it doesn't matter how.
        print(f"The artifact can't be read: {error!r}")
        return ""


def harmless(text: str) -> str:
    """The text in a form where nothing in it works: unchanged if all of its lines are LIVE, otherwise in a fence."""
    text = "".join(character for character in text if character.isprintable() or character == "\n").strip()
    if len(text.encode()) > MOST_BYTES:
        return TOO_MUCH
    if not text or all(LIVE.fullmatch(line) for line in text.split("\n")):
        return text
    return fenced(text)


def put(repository: str, number: int, body: str) -> None:
    """Write the comment, or update the existing one."""
    ours = written_by_us(ask_all(f"repos/{repository}/issues/{number}/comments?per_page=100"), MARKER)
    if ours is None:
        ask(f"repos/{repository}/issues/{number}/comments", "POST", {"body": body})
    elif ours["body"] != body:
        ask(f"repos/{repository}/issues/comments/{ours['id']}", "PATCH", {"body": body})


if __name__ == "__main__":
    main()
