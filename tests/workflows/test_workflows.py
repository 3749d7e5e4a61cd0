"""The workflows and forms are valid, and call only what is there; what they advise changes nothing."""

from __future__ import annotations

import json
import re
import shutil
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.specifiers import SpecifierSet

from macros.diagnostics import Diagnostic, Place
from macros.reference.commands import command_doc
from tests.support.ci_scripts import script
from tests.support.commands import run
from tests.support.guides import ROOT
from tests.support.lint import FORMS, WORKFLOWS, look
from tests.support.live_markdown import live_text

# Form -------------------------------------------------------------------------------------------------


BROKEN = [
    ("actionlint", ".github/workflows/check.yml", "needs: check", "needs: chekc", "chekc"),
    ("actionlint", ".github/workflows/pages.yml", "steps.deploy.outputs", "steps.deplyo.outputs", "deplyo"),
    ("zizmor", ".github/workflows/check.yml", "run: make check", "run: make check ${{ github.head_ref }}", "template-injection"),
    ("zizmor", ".github/workflows/check.yml", "@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1", "@v7", "unpinned-uses"),
    ("zizmor", ".github/workflows/weekly.yml", "        with:\n          persist-credentials: false\n", "", "artipacked"),
    ("zizmor", ".github/workflows/weekly.yml", "permissions: {}\n", "", "excessive-permissions"),
    ("zizmor", ".github/workflows/comment.yml", "# zizmor: ignore[dangerous-triggers]", "#", "dangerous-triggers"),
    ("workflows", ".github/workflows/weekly.yml", "runs-on: ubuntu-24.04", "run-on: ubuntu-24.04", "weekly.yml"),
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
        match = re.fullmatch(r"make ([a-z-]+)|(?:python3? )?(\.ci/[a-z_.]+)[a-z0-9 ./-]*", command)
        assert match, command
        assert re.search(rf"^{match[1]}:", makefile, re.MULTILINE) if match[1] else (ROOT / match[2]).is_file(), command


def pythons(job: dict[str, Any]) -> list[str]:
    """The versions of Python a job runs with."""
    chosen = [step["with"]["python-version"] for step in job["steps"] if "setup-python" in step.get("uses", "")]
    return [one for version in chosen for one in (job["strategy"]["matrix"]["python"] if "matrix" in version else [version])]


def test_every_python_that_is_supported_is_tried_and_no_other() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    supported = SpecifierSet(project["requires-python"])
    for name in WORKFLOWS:
        assert [one for job in loaded(name)["jobs"].values() for one in pythons(job) if one not in supported] == [], name
    jobs = loaded(".github/workflows/check.yml")["jobs"]
    minors = [int(one.removeprefix("3.")) for one in pythons(jobs["test"])]
    assert minors == [*range(minors[0], minors[-1] + 1)], "none between the oldest and the newest is left out"
    assert f"3.{minors[0] - 1}" not in supported
    ends = [f"3.{minors[0]}", f"3.{minors[-1]}"]
    assert [pythons(jobs[name]) for name in ("macos", "windows")] == [ends, ends]


def test_each_system_is_tried_with_what_it_has() -> None:
    jobs = loaded(".github/workflows/check.yml")["jobs"]
    assert {job["runs-on"].partition("-")[0] for job in jobs.values()} == {"ubuntu", "macos", "windows"}
    for job in jobs.values():
        if job["runs-on"].startswith("windows"):
            assert all(step["run"].startswith("python .ci/") for step in job["steps"] if "run" in step), "there is no make there"
            assert job["env"]["PY_PYTHON"] in str(job["steps"][1]["with"]), "py starts the Python that the job is for"


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


def test_editors_offer_commands_that_exist() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    tasks = json.loads((ROOT / ".vscode/tasks.json").read_text("utf-8"))["tasks"]
    container = json.loads((ROOT / ".devcontainer/devcontainer.json").read_text("utf-8"))
    wanted = json.loads((ROOT / ".vscode/extensions.json").read_text("utf-8"))["recommendations"]
    json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))
    hooks = [hook["entry"] for hook in loaded(".pre-commit-config.yaml")["repos"][0]["hooks"]]
    for command in {*(task["command"] for task in tasks), container["postCreateCommand"], *hooks}:
        assert re.search(rf"^{command.removeprefix('make ')}:", makefile, re.MULTILINE), command
    on_windows = [task["windows"]["command"] for task in tasks]
    assert all(re.fullmatch(r"\.venv\\Scripts\\python -m (macros|mkdocs) \w+", command) for command in on_windows), "there is no make there"
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


def test_advice_is_shown_in_the_summary_and_never_fails(tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    diff = "--- a\n+++ b\n-'x'\n+\"x\" ```` @me"
    fix = tmp_path / "fix"
    for status, printed, expected in (
        (1, diff, "`make fix` would change this"),
        (0, "", "There is nothing for `make fix` to change."),
        (2, "", "Could not find out whether there is anything to fix"),
        (1, "", "Could not find out whether there is anything to fix"),
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


def test_the_way_without_make_is_the_one_of_the_page() -> None:
    """The Windows job runs just these commands. Each is a command of pip or of the generator, or makes the virtual environment."""
    page = (ROOT / "docs/more/contribute/index.md").read_text("utf-8")
    found = script("without_make").commands(page, windows=False)
    assert found[0] == ["python3", "-m", "venv", ".venv"]
    assert found[-1] == [".venv/bin/python", "-m", "macros", "site"]
    assert all(words[:2] == [".venv/bin/python", "-m"] and words[2] in ("pip", "macros") for words in found[1:])
    for words in found:
        if words[2] == "macros":
            command_doc(words[3])
        assert all((ROOT / word).is_file() for word in words if word.endswith(".txt"))
    on_windows = script("without_make").commands(page, windows=True)
    assert {words[0] for words in on_windows} == {"py", r".venv\Scripts\python"}
    assert [words[1:] for words in on_windows] == [words[1:] for words in found]
