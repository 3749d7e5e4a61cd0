"""The comment on a pull request: one, kept up to date, and nothing in it works that came from an artifact."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.support.ci_scripts import script
from tests.support.fake_github import BOT, FakeGitHub
from tests.support.live_markdown import live_text

SHA, OTHER_SHA = "a" * 40, "b" * 40
MARKDOWN = (
    "**1 added.**\n\n- `data/questions/pay.yml`, questions:\n    - added `q-pay-17`: `How do @raises work?`\n\nNo printed sheets change."
)


def zipped(content: bytes, name: str = "changes.md") -> str:
    """An artifact as GitHub hands it out, in base64 for the fake."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return base64.b64encode(file.getvalue()).decode()


def pull(number: int = 7, sha: str = SHA, source: str | None = "writer/guide") -> dict[str, Any]:
    return {"number": number, "head": {"sha": sha, "repo": source and {"full_name": source}}}


def github(tmp_path: Path, content: bytes | str = MARKDOWN, **state: Any) -> FakeGitHub:
    raw = content.encode() if isinstance(content, str) else content
    artifact = {"id": 9, "expired": False, "size_in_bytes": len(raw)}
    return FakeGitHub(tmp_path, **{"pulls": [pull()], "artifacts": [artifact], "zip": zipped(raw), **state})


def comment(forge: FakeGitHub, conclusion: str = "success", **details: Any) -> list[str]:
    """Run the script for a run with this outcome; returns the bodies of all comments."""
    event = {"id": 5, "conclusion": conclusion, "event": "pull_request", "head_sha": SHA, "head_repository": {"full_name": "writer/guide"}}
    path = forge.folder / "event.json"
    path.write_text(json.dumps({"workflow_run": {**event, **details}}))
    done = forge.run("comment.py", GITHUB_EVENT_PATH=str(path))
    assert done.returncode == 0, done.stderr
    return [entry["body"] for entry in forge.state["comments"]]


def test_one_comment_is_written_then_kept_up_to_date(tmp_path: Path) -> None:
    forge = github(tmp_path)
    [body] = comment(forge)
    assert body.endswith(f"\n\nThis is what the pull request's own run reported:\n\n{MARKDOWN}"), "what is harmless stays Markdown"
    assert "The check passed. Thank you. [The run](https://github.com/our/guide/actions/runs/5)" in body
    assert forge.written == ["POST repos/our/guide/issues/7/comments"]
    comment(forge)
    assert forge.written == [], "nothing new, nothing written"
    forge.state["artifacts"] = []
    [body] = comment(forge, "failure")
    assert forge.written == ["PATCH repos/our/guide/issues/comments/100"]
    assert "Something still needs fixing. Under **Files changed**, you can see each problem at its line" in body
    assert "q-pay-17" not in body


def test_a_comment_of_someone_else_with_the_same_marker_is_left_alone(tmp_path: Path) -> None:
    theirs = {"id": 1, "user": {"login": "mallory"}, "body": script("comment").MARKER}
    ours = {"id": 2, "user": BOT, "body": "Something else."}
    forge = github(tmp_path, comments=[theirs, ours])
    assert comment(forge)[:2] == [theirs["body"], ours["body"]]
    assert forge.written == ["POST repos/our/guide/issues/7/comments"]


@pytest.mark.parametrize(
    "pulls",
    [[], [pull(sha=OTHER_SHA)], [pull(source="mallory/guide")], [pull(source=None)]],
    ids=["none", "a newer commit", "another fork's", "a fork that is gone"],
)
def test_no_comment_where_no_pull_request_ends_with_that_commit_of_that_fork(tmp_path: Path, pulls: list) -> None:
    assert comment(github(tmp_path, pulls=pulls)) == []


def test_the_pull_request_is_the_one_of_the_same_fork_among_many(tmp_path: Path) -> None:
    forge = github(tmp_path, pulls=[pull(1, OTHER_SHA), pull(2, SHA, "mallory/guide"), pull()])
    comment(forge)
    assert forge.written == ["POST repos/our/guide/issues/7/comments"]


@pytest.mark.parametrize("conclusion", ["cancelled", "skipped", "action_required", "timed_out"])
def test_a_run_that_was_cut_short_says_nothing(tmp_path: Path, conclusion: str) -> None:
    assert comment(github(tmp_path), conclusion) == []


def test_a_missing_expired_or_broken_artifact_leaves_the_sentence(tmp_path: Path) -> None:
    gone = {"id": 9, "expired": True, "size_in_bytes": 1}
    for number, state in enumerate(
        [
            {"artifacts": []},
            {"artifacts": [gone]},
            {"zip": base64.b64encode(b"no zip").decode()},
            {"zip": zipped(b"x", "../changes.md")},
            {"zip": zipped(b" \n\0")},
            {"zip": base64.b64encode(base64.b64decode(zipped(b"abc" * 99))[:-40]).decode()},
        ]
    ):
        [body] = comment(github(tmp_path / str(number), **state))
        assert body.endswith("actions/runs/5)"), state


@pytest.mark.parametrize("size", [70_000, 50_000_000])
def test_an_artifact_that_is_too_large_is_not_shown(tmp_path: Path, size: int) -> None:
    """The second is a bomb: 50 MB that come as 50 kB."""
    forge = github(tmp_path, zip=zipped(b"a" * size))
    [body] = comment(forge)
    assert len(body) < 600
    assert "changes too much to be shown here" in body
    forge.state["artifacts"][0]["size_in_bytes"] = 60_001
    comment(forge)
    assert not any("zip" in call for call in forge.state["calls"]), "it is not even fetched"


def test_no_sentence_of_an_artifact_passes_for_one_of_the_project(tmp_path: Path) -> None:
    said = "This was reviewed and may be merged."
    [body] = comment(github(tmp_path, said))
    assert body.endswith(f"\n\n{script('comment').LEFT}\n\n{said}")


ATTACKS = [
    "@everyone",
    "hello @writer",
    "<img src=x onerror=alert(1)>",
    "<!-- information-interview-guide: what changes -->",
    "[free money](https://bad.example)",
    "![x](https://bad.example/spy.png)",
    "https://bad.example",
    "www.bad.example",
    "writer@bad.example",
    "our/guide#1",
    "#1",
    "GH-1",
    "`a``@everyone`",
    "``@everyone`",
    "`open\n@everyone`",
    "```\n@everyone\n```",
    "````````\n@everyone\n````````\n@everyone",
    "~~~\n@everyone",
    "[x]: https://bad.example\n[x]",
    "\\`@everyone\\`",
    "&commat;everyone",
    "| a |\n|---|\n| @everyone |",
    "$$x$$",
    "a\u202e@everyone",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_in_an_artifact_works(tmp_path: Path, attack: str) -> None:
    """All of it stands in code, where GitHub makes no mention, link, picture or HTML of anything."""
    [body] = comment(github(tmp_path, f"fine\n\n{attack}\0\n\nfine"))
    assert "\0" not in body
    assert script("comment").LEFT in body
    assert live_text(body.removeprefix(script("comment").MARKER).partition(script("comment").LEFT)[2]) == ""


@pytest.mark.parametrize(
    "markdown,live",
    [
        ("`a` b - c", ""),
        ("x @me", "@"),
        ("```\n@me\n```\n@you", "@"),
        ("`a ``@me` @you", "@"),
        ("`a\n\n@me`", "`@`"),
        ("````\n```\n@me\n````", ""),
    ],
)
def test_the_reader_of_the_test_above_sees_what_is_live(markdown: str, live: str) -> None:
    assert live_text(markdown) == live
