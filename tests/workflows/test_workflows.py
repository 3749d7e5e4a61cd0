"""The workflows and their files have the right form, and the scripts that they call do what they should, also when someone means harm."""

from __future__ import annotations

import base64
import importlib.util
import io
import json
import re
import shutil
import sys
import zipfile
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from macros.diagnostics import Diagnostic, Place
from tests.conftest import ROOT, run
from tests.support.fake_github import BOT, FakeGitHub
from tests.support.lint import FORMS, WORKFLOWS, look


def script(name: str) -> ModuleType:
    """One of the scripts in .ci/, as a module."""
    if str(ROOT / ".ci") not in sys.path:
        sys.path.insert(0, str(ROOT / ".ci"))
    found = importlib.util.spec_from_file_location(name, ROOT / ".ci" / f"{name}.py")
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


# Form -------------------------------------------------------------------------------------------------


BROKEN = [
    ("actionlint", ".github/workflows/check.yml", "needs: check", "needs: chekc", "chekc"),
    ("actionlint", ".github/workflows/pages.yml", "steps.deploy.outputs", "steps.deplyo.outputs", "deplyo"),
    ("zizmor", ".github/workflows/check.yml", "run: make check", "run: make check ${{ github.head_ref }}", "template-injection"),
    ("zizmor", ".github/workflows/check.yml", "@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1", "@v7", "unpinned-uses"),
    ("zizmor", ".github/workflows/links.yml", "        with:\n          persist-credentials: false\n", "", "artipacked"),
    ("zizmor", ".github/workflows/links.yml", "permissions: {}\n", "", "excessive-permissions"),
    ("zizmor", ".github/workflows/comment.yml", "# zizmor: ignore[dangerous-triggers]", "#", "dangerous-triggers"),
    ("workflows", ".github/workflows/links.yml", "runs-on: ubuntu-24.04", "run-on: ubuntu-24.04", "links.yml"),
    ("dependabot", ".github/dependabot.yml", "interval: weekly", "interval: fortnightly", "fortnightly"),
    ("issue forms", ".github/ISSUE_TEMPLATE/correction.yml", "type: textarea", "type: textfield", "textfield"),
    ("issue config", ".github/ISSUE_TEMPLATE/config.yml", "blank_issues_enabled: false", "blank_issues_enabled: perhaps", "perhaps"),
    ("citation", "CITATION.cff", "cff-version: 1.2.0", "cff-version: 9", "cff-version"),
]


@pytest.mark.parametrize("tool,file,old,new,said", BROKEN, ids=lambda value: value if value in ("zizmor", "actionlint") else None)
def test_a_broken_copy_is_found_out(tmp_path: Path, tool: str, file: str, old: str, new: str, said: str) -> None:
    for name in (".github", "CITATION.cff", "LICENSE"):
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy2)(source, tmp_path / name)
    assert look(tool, tmp_path).returncode == 0
    text = (tmp_path / file).read_text("utf-8")
    assert old in text
    (tmp_path / file).write_text(text.replace(old, new), "utf-8")
    done = look(tool, tmp_path)
    assert done.returncode != 0
    assert said in done.stdout + done.stderr


def loaded(name: str) -> dict[str, Any]:
    return yaml.safe_load((ROOT / name).read_text("utf-8"))


def steps(name: str) -> list[dict[str, Any]]:
    return [step for job in loaded(name)["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize("name", WORKFLOWS)
def test_workflows_only_call_what_runs_anywhere(name: str) -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for command in (step["run"] for step in steps(name) if "run" in step):
        match = re.fullmatch(r"make ([a-z]+)|(?:python3 )?(\.ci/[a-z.]+)[a-z0-9 ./-]*", command)
        assert match, command
        assert re.search(rf"^{match[1]}:", makefile, re.MULTILINE) if match[1] else (ROOT / match[2]).is_file(), command


@pytest.mark.parametrize("name", WORKFLOWS)
def test_each_action_stands_in_one_version_everywhere(name: str) -> None:
    pins = {step["uses"].split("@")[0]: step["uses"] for other in WORKFLOWS for step in steps(other) if "uses" in step}
    for step in steps(name):
        if "uses" in step:
            assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", step["uses"])
            assert step["uses"] == pins[step["uses"].split("@")[0]]


def test_only_the_comment_may_write_on_pull_requests_and_it_checks_out_no_other_code() -> None:
    rights = {name: [job.get("permissions", {}) for job in loaded(name)["jobs"].values()] for name in WORKFLOWS}
    assert [name for name, jobs in rights.items() if any("pull-requests" in job for job in jobs)] == [".github/workflows/comment.yml"]
    assert all(job == {"contents": "read"} for job in rights[".github/workflows/check.yml"])
    [checkout] = [step for step in steps(".github/workflows/comment.yml") if "uses" in step]
    assert checkout["with"] == {"persist-credentials": False, "sparse-checkout": ".ci"}


def test_forms_are_filled_in_by_the_site() -> None:
    fields = {Path(name).name: [field.get("id") for field in loaded(name)["body"]] for name in FORMS}
    assert set(fields) == {"question.yml", "correction.yml", "new-question.yml", "new-message.yml"}
    assert all({"item", "page"} <= set(ids) for ids in fields.values())


def test_the_repository_stands_once() -> None:
    citation = loaded("CITATION.cff")
    repository = re.search(r"^  repo: (\S+)$", (ROOT / "mkdocs.yml").read_text("utf-8"), re.MULTILINE)[1]
    assert citation["repository-code"] == repository
    assert loaded(".github/ISSUE_TEMPLATE/config.yml")["contact_links"][0]["url"].startswith(repository + "/")


def test_editors_offer_commands_that_exist() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    tasks = json.loads((ROOT / ".vscode/tasks.json").read_text("utf-8"))["tasks"]
    container = json.loads((ROOT / ".devcontainer/devcontainer.json").read_text("utf-8"))
    wanted = json.loads((ROOT / ".vscode/extensions.json").read_text("utf-8"))["recommendations"]
    json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))
    hooks = [hook["entry"] for hook in loaded(".pre-commit-config.yaml")["repos"][0]["hooks"]]
    for command in {*(task["command"] for task in tasks), container["postCreateCommand"], *hooks}:
        assert re.search(rf"^{command.removeprefix('make ')}:", makefile, re.MULTILINE), command
    assert container["customizations"]["vscode"]["extensions"] == wanted
    pattern = tasks[0]["problemMatcher"]["pattern"]["regexp"]
    diagnostic = Diagnostic(Place("data/questions/pay.yml", 42, 5), "R304", "a softener is needed", expected="a line softener: ...")
    assert re.fullmatch(pattern, str(diagnostic)).groups() == (
        "data/questions/pay.yml",
        "42",
        "5",
        "a softener is needed; expected a line softener: ...",
        "R304",
    )


# The comment ------------------------------------------------------------------------------------------


SHA, OTHER_SHA = "a" * 40, "b" * 40
MARKDOWN = (
    "**1 added.**\n\n- `data/questions/pay.yml`, questions:\n    - added `q-pay-17`: `How do @raises work?`\n\nNo printed sheet changes."
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
    assert body.endswith(MARKDOWN), "what is harmless stays Markdown"
    assert "The check passed. Thank you. [The run](https://github.com/our/guide/actions/runs/5)" in body
    assert forge.written == ["POST repos/our/guide/issues/7/comments"]
    comment(forge)
    assert forge.written == [], "nothing new, nothing written"
    forge.state["artifacts"] = []
    [body] = comment(forge, "failure")
    assert forge.written == ["PATCH repos/our/guide/issues/comments/100"]
    assert "Something still needs fixing: what concerns a line is shown on that line under **Files changed**" in body
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
    assert "too much to be shown here" in body
    forge.state["artifacts"][0]["size_in_bytes"] = 60_001
    comment(forge)
    assert not any("zip" in call for call in forge.state["calls"]), "it is not even fetched"


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
    assert live_text(body.removeprefix(script("comment").MARKER).partition("actions/runs/5)")[2]) == ""


FENCE = re.compile(r"^(`{3,})[a-z]*\n.*?\n\1`*$", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
"""Code, as https://spec.commonmark.org/0.31.2/#fenced-code-blocks and #code-spans have it."""


def live_text(markdown: str) -> str:
    """What stands outside of code and is more than plain words, which is what could become a mention, a link, a picture or HTML."""
    paragraphs = FENCE.sub("", markdown).split("\n\n")
    left = "\n".join(SPAN.sub("", paragraph) for paragraph in paragraphs)
    return "".join(re.findall(r"www\.|GH-|[^A-Za-z0-9\s.,:'()*-]", left, re.IGNORECASE))


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


# Advice and changes -----------------------------------------------------------------------------------


def test_advice_is_shown_in_the_summary_and_never_fails(tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    diff = "--- a\n+++ b\n-'x'\n+\"x\" ```` @me"
    fix = tmp_path / "fix"
    for status, printed, expected in (
        (1, diff, "`make fix` would change this"),
        (0, "", "There is nothing for `make fix` to change."),
        (2, "", "Whether anything could be fixed is unknown"),
        (1, "", "Whether anything could be fixed is unknown"),
    ):
        summary.write_text("")
        fix.write_text(f"#!/bin/sh\ncat <<'END'\n{printed}\nEND\nexit {status}\n")
        fix.chmod(0o755)
        done = run(sys.executable, ROOT / ".ci/advise.py", fix, GITHUB_STEP_SUMMARY=str(summary))
        assert done.returncode == 0
        assert expected in done.stdout + summary.read_text()
        if printed:
            assert live_text(summary.read_text().partition("\n")[2]) == "", "the diff is code"
    assert run(sys.executable, ROOT / ".ci/advise.py", tmp_path / "none").returncode == 0


def test_advice_runs_the_command_that_fixes() -> None:
    assert script("advise").COMMAND == [".venv/bin/python", "-m", "macros", "fix", "--check"]
    assert script("advise").COMMAND[0] in (ROOT / "Makefile").read_text("utf-8")
