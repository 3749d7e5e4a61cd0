"""A GitHub for tests, behind a command `gh` that knows what the scripts in .ci/ ask: it keeps its state, and every call, in a file."""

from __future__ import annotations

import base64
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
BOT = {"login": "github-actions[bot]"}


class FakeGitHub:
    """The repository our/guide, with what is in it; `state` is read anew after each script."""

    def __init__(self, folder: Path, **state: Any) -> None:
        self.folder, self.path = folder, folder / "github.json"
        empty = {"pulls": [], "comments": [], "issues": [], "artifacts": [], "zip": "", "built": {}, "releases": {}, "calls": []}
        self.state = {**empty, **state}
        gh = folder / "bin" / "gh"
        gh.parent.mkdir(parents=True)
        gh.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{__file__}" "{self.path}" "$@"\n')
        gh.chmod(0o755)

    def run(self, script: str, *arguments: str | Path, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run one of the scripts in .ci/ against this GitHub, in the folder `cwd`."""
        self.path.write_text(json.dumps({**self.state, "calls": []}))
        env = {**os.environ, "GITHUB_REPOSITORY": "our/guide", "PATH": f"{self.folder / 'bin'}:{os.environ['PATH']}", **environment}
        command = [sys.executable, str(ROOT / ".ci" / script), *map(str, arguments)]
        done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False)
        self.state = json.loads(self.path.read_text())
        return done

    @property
    def written(self) -> list[str]:
        """The calls of the last script that changed something."""
        return [call for call in self.state["calls"] if not call.startswith("GET")]


def answer(state: dict[str, Any], method: str, path: str, body: dict[str, Any]) -> bytes:
    """Do what GitHub would, as far as the scripts go; refuse everything else."""
    lists = {r"repos/our/guide/pulls\?state=open&per_page=100": state["pulls"]}
    lists |= {r"repos/our/guide/issues/7/comments\?per_page=100": state["comments"]}
    lists |= {r"repos/our/guide/issues\?state=open&per_page=100": [i for i in state["issues"] if i["state"] == "open"]}
    for pattern, entries in lists.items():
        if method == "GET" and re.fullmatch(pattern, path):
            # In pages of one, so that a script that reads the first page only is found out.
            return json.dumps([[entry] for entry in entries] or [[]]).encode()
    if method == "GET" and re.fullmatch(r"repos/our/guide/actions/runs/5/artifacts\?name=changes", path):
        return json.dumps({"artifacts": state["artifacts"]}).encode()
    if method == "GET" and path == "repos/our/guide/actions/artifacts/9/zip":
        return base64.b64decode(state["zip"])
    if method == "POST" and (match := re.fullmatch(r"repos/our/guide/issues/(\d+)/comments", path)):
        state["comments"].append({"id": 100 + len(state["comments"]), "user": BOT, "issue": int(match[1]), **body})
    elif method == "PATCH" and (match := re.fullmatch(r"repos/our/guide/issues/comments/(\d+)", path)):
        next(comment for comment in state["comments"] if comment["id"] == int(match[1])).update(body)
    elif method == "POST" and path == "repos/our/guide/issues":
        state["issues"].append({"number": 40 + len(state["issues"]), "user": BOT, "state": "open", **body})
    elif method == "PATCH" and (match := re.fullmatch(r"repos/our/guide/issues/(\d+)", path)):
        next(issue for issue in state["issues"] if issue["number"] == int(match[1])).update(body)
    else:
        sys.exit(f"gh: Not Found (HTTP 404) {method} {path}")
    return b"{}"


def main(state_path: str, command: str, *arguments: str) -> None:
    """`gh`, as the scripts call it."""
    commands: dict[str, Callable[..., None]] = {"api": api, "run": download, "release": release}
    commands[command](state_path, *arguments)


def download(state_path: str, *arguments: str) -> None:
    """`gh run download 5 ...`: puts the files of the artifact where they are wanted."""
    state = json.loads(Path(state_path).read_text())
    if arguments[:6] != ("download", "5", "--repo", "our/guide", "--name", "release"):
        sys.exit(f"no valid artifacts found to download: {arguments}")
    folder = Path(arguments[arguments.index("--dir") + 1])
    folder.mkdir(parents=True)
    for name, content in state["built"].items():
        (folder / name).write_text(content)


def release(state_path: str, action: str, tag: str, *arguments: str) -> None:
    """`gh release create TAG FILES...`: keeps the release, once for each tag."""
    state = json.loads(Path(state_path).read_text())
    if tag in state["releases"]:
        sys.exit(f"a release with the same tag name already exists: {tag}")
    files = [Path(name) for name in arguments[: arguments.index("--repo")]]
    state["releases"][tag] = {
        "options": arguments[len(files) :],
        "text": sys.stdin.read(),
        "files": {path.name: path.read_text() for path in files},
    }
    state["calls"].append(f"POST release {action} {tag}")
    Path(state_path).write_text(json.dumps(state))
    print(f"https://github.com/our/guide/releases/tag/{tag}")


def api(state_path: str, *arguments: str) -> None:
    """`gh api ...`"""
    state = json.loads(Path(state_path).read_text())
    method = arguments[arguments.index("--method") + 1] if "--method" in arguments else "GET"
    [path] = [argument for argument in arguments if argument.startswith("repos/")]
    state["calls"].append(f"{method} {path}")
    body = json.loads(sys.stdin.read()) if "--input" in arguments else {}
    said = answer(state, method, path, body)
    Path(state_path).write_text(json.dumps(state))
    sys.stdout.buffer.write(said)


if __name__ == "__main__":
    main(*sys.argv[1:])
