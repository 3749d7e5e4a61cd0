"""A release: the check of its tag, what it attaches, and the release itself on a GitHub for tests."""

from __future__ import annotations

import json
import re
import shutil
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from tests.support.commands import run
from tests.support.fake_github import FakeGitHub
from tests.support.guides import ROOT

CHANGELOG = """# Changelog

## [Unreleased]

## [1.2.0] - 2027-01-31

### Added

- A tool, for `@everyone`.

## [1.1.0] - 2026-12-01

The second version.
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The three files that a release compares, all of them ready for 1.2.0."""
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "CHANGELOG.md").write_text(CHANGELOG, "utf-8")
    (folder / "pyproject.toml").write_text('[project]\nversion = "1.2.0"\n', "utf-8")
    (folder / "CITATION.cff").write_text('cff-version: 1.2.0\nversion: 1.2.0\ndate-released: "2027-01-31"\n', "utf-8")
    return folder


def check(folder: Path, *arguments: str, tag: str = "") -> tuple[int, str]:
    """The exit status of the check and what it says; `tag` is that of the workflow's run."""
    done = run(sys.executable, ROOT / ".ci" / "release.py", "check", *arguments, cwd=folder, GITHUB_REF_NAME=tag)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr


def test_a_tag_that_fits_passes(project: Path) -> None:
    passed = (0, "v1.2.0 can be released: pyproject.toml, CITATION.cff and CHANGELOG.md agree.\n")
    assert check(project, "--tag", "v1.2.0") == passed
    assert check(project, tag="v1.2.0") == passed, "the tag that the workflow runs for"
    assert check(project) == passed, "the tag that belongs to the version"
    assert check(project, "--tag", "v1.2.0", tag="v9.9.9") == passed


@pytest.mark.parametrize("tag", ["1.2.0", "v1.2", "v1.2.0-rc1", "version-1.2.0", "v1.2.0\n"])
def test_a_tag_of_another_form_is_refused(project: Path, tag: str) -> None:
    status, said = check(project, "--tag", tag)
    assert status == 1
    assert said.endswith("but a release needs one like v1.2.0. Delete this tag, and tag the same commit again.\n")


WRONG = {
    "pyproject.toml": (
        ("pyproject.toml", '"1.2.0"', '"1.1.0"'),
        "pyproject.toml says version 1.1.0, but the tag is v1.2.0. Set the version in pyproject.toml, or tag the commit that has 1.2.0.",
    ),
    "CITATION.cff": (
        ("CITATION.cff", "\nversion: 1.2.0", "\nversion: 1.1.0"),
        "CITATION.cff says version 1.1.0, but the tag is v1.2.0. Set the version in CITATION.cff, or tag the commit that has 1.2.0.",
    ),
    "no version to cite": (("CITATION.cff", "\nversion: 1.2.0", ""), "CITATION.cff says version nothing, but the tag is v1.2.0."),
    "no section": (
        ("CHANGELOG.md", "## [1.2.0] - 2027-01-31\n", ""),
        "CHANGELOG.md has no section for 1.2.0. Rename [Unreleased] to `## [1.2.0] - YYYY-MM-DD`, and start a new [Unreleased] above it.",
    ),
    "no date": (
        ("CHANGELOG.md", "## [1.2.0] - 2027-01-31", "## [1.2.0]"),
        "The section for 1.2.0 in CHANGELOG.md has no date. Write its heading as `## [1.2.0] - YYYY-MM-DD`.",
    ),
    "no day of the calendar": (("CHANGELOG.md", "2027-01-31", "2027-02-31"), "The section for 1.2.0 in CHANGELOG.md has no date."),
    "a date without hyphens": (("CHANGELOG.md", "2027-01-31", "20270131"), "The section for 1.2.0 in CHANGELOG.md has no date."),
    "no text": (
        ("CHANGELOG.md", "### Added\n\n- A tool, for `@everyone`.\n", ""),
        "The section for 1.2.0 in CHANGELOG.md is empty. Write there what has changed, because it becomes the text of the release.",
    ),
    "another day": (
        ("CITATION.cff", "2027-01-31", "2027-01-30"),
        "CITATION.cff says date-released 2027-01-30, but CHANGELOG.md says 2027-01-31. Set both to the day of the release.",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_does_not_fit_is_reported_with_what_to_do(project: Path, name: str) -> None:
    (file, old, new), expected = WRONG[name]
    text = (project / file).read_text("utf-8")
    assert old in text
    (project / file).write_text(text.replace(old, new), "utf-8")
    status, said = check(project, "--tag", "v1.2.0")
    assert status == 1
    assert said.startswith(expected), said
    assert said.count("\n") == 1, "one sentence for one mistake"


def test_all_that_does_not_fit_is_reported_at_once(project: Path) -> None:
    status, said = check(project, "--tag", "v1.3.0")
    assert status == 1
    assert [line.split()[0] for line in said.splitlines()] == ["pyproject.toml", "CITATION.cff", "CHANGELOG.md"]


def test_the_newest_version_of_the_guide_fits_together() -> None:
    status, said = check(ROOT)
    assert status == 0, said
    newest = re.search(r"^## \[(\d[^\]]*)\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert newest[1] == tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]


# The release ------------------------------------------------------------------------------------------


def publish(github: FakeGitHub, folder: Path) -> tuple[int, str]:
    """The last step of the workflow, as GitHub would run it."""
    jobs = yaml.safe_load((ROOT / ".github/workflows/release.yml").read_text("utf-8"))["jobs"]
    script, *arguments = jobs["publish"]["steps"][-1]["run"].removeprefix("python3 .ci/").split()
    shutil.rmtree(folder / ".build", ignore_errors=True)
    done = github.run(script, *arguments, cwd=folder, GITHUB_REF_NAME="v1.2.0", GITHUB_RUN_ID="5")
    return done.returncode, done.stdout + done.stderr


def test_a_release_has_the_section_as_its_text_and_the_files_that_the_run_built(tmp_path: Path, project: Path) -> None:
    built = {"all-sheets.zip": "sheets", "information-interview-guide.zip": "offline"}
    github = FakeGitHub(tmp_path / "github", built=built)
    assert publish(github, project) == (0, "https://github.com/our/guide/releases/tag/v1.2.0\n\n")
    assert github.state["releases"]["v1.2.0"] == {
        "options": ["--repo", "our/guide", "--verify-tag", "--title", "v1.2.0", "--notes-file", "-"],
        "text": "### Added\n\n- A tool, for `@everyone`.",
        "files": built,
    }
    status, said = publish(github, project)
    assert (status, github.written) == (1, [])
    assert "a release with the same tag name already exists: v1.2.0" in said


def test_nothing_is_published_that_does_not_fit(tmp_path: Path, project: Path) -> None:
    (project / "pyproject.toml").write_text('[project]\nversion = "1.1.0"\n', "utf-8")
    github = FakeGitHub(tmp_path / "github", built={"all-sheets.zip": "sheets"})
    assert publish(github, project)[0] == 1
    assert github.state["releases"] == {}


def test_what_may_write_builds_nothing_and_what_builds_may_not_write() -> None:
    jobs = yaml.safe_load((ROOT / ".github/workflows/release.yml").read_text("utf-8"))["jobs"]
    assert jobs["build"]["permissions"] == {"contents": "read"}
    assert jobs["publish"]["needs"] == "build"
    assert [step["run"] for step in jobs["publish"]["steps"] if "run" in step] == ["python3 .ci/release.py publish"]
    commands = [step["run"] for step in jobs["build"]["steps"] if "run" in step]
    assert commands == ["python3 .ci/release.py check", ".ci/run", "make site", "make release"]
    upload = jobs["build"]["steps"][-1]["with"]
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert f"RELEASE := {upload['path'].rstrip('/')}\n" in makefile
    assert upload["include-hidden-files"], ".build is hidden"
    assert "cache" not in json.dumps(jobs)
