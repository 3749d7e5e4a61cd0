"""Check and publish a release. RELEASING.md explains how a maintainer makes one.

`release.py check` compares the tag with the version in pyproject.toml and CITATION.cff and with CHANGELOG.md. `release.py publish` then
makes the release on GitHub, with the version's section of the changelog as its text and all files of a folder attached.
The tag is the one given on the command line, or the one the workflow runs for, or the one for the version in pyproject.toml.
"""

from __future__ import annotations

import argparse
import datetime
import os
import re
import sys
import tomllib
from pathlib import Path
from typing import NamedTuple

from github_api import gh

TAG = re.compile(r"v(\d+\.\d+\.\d+)")
SECTION = re.compile(r"^## \[(?P<version>[^\]]+)\](?: - (?P<date>\S+))?\n(?P<text>.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)


class Section(NamedTuple):
    """What CHANGELOG.md says about a version. `date` is empty if there is none."""

    date: str
    text: str


def main() -> None:
    """Do what the command line says. If the tag doesn't fit, it ends with a sentence for each problem and status 1."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("action", choices=["check", "publish"])
    parser.add_argument("--tag", help="such as v1.2.0", default=os.environ.get("GITHUB_REF_NAME") or f"v{_project_version()}")
    parser.add_argument("--files", type=Path, help="the folder with the files to attach", default=Path(".build/release"))
    options = parser.parse_args()
    if found := problems(options.tag):
        sys.exit("\n".join(found))
    if options.action == "check":
        print(f"{options.tag} can be released: pyproject.toml, CITATION.cff and CHANGELOG.md agree.")
    else:
        publish(options.tag, options.files)


def problems(tag: str) -> list[str]:
    """A sentence for everything that doesn't match the tag, with what to do about it."""
    if not (named := TAG.fullmatch(tag)):
        return [f"The tag is {tag}, but a release needs one like v1.2.0. Delete this tag, and tag the same commit again."]
    version = named[1]
    return [*_wrong_versions(version), *_wrong_changelog(version)]


def _wrong_versions(version: str) -> list[str]:
    return [
        f"{file} says version {found}, but the tag is v{version}. Set the version in {file}, or tag the commit that has {version}."
        for file, found in (("pyproject.toml", _project_version()), ("CITATION.cff", _cited("version")))
        if found != version
    ]


def _wrong_changelog(version: str) -> list[str]:
    heading = f"## [{version}] - YYYY-MM-DD"
    section = sections().get(version)
    if section is None:
        return [f"CHANGELOG.md has no section for {version}. Rename [Unreleased] to `{heading}`, and start a new [Unreleased] above it."]
    if not _is_date(section.date):
        return [f"The section for {version} in CHANGELOG.md has no date. Write its heading as `{heading}`."]
    if not section.text:
        return [
            f"The section for {version} in CHANGELOG.md is empty. Write there what has changed, because it becomes the text of the release."
        ]
    if section.date != (cited := _cited("date-released")):
        return [f"CITATION.cff says date-released {cited}, but CHANGELOG.md says {section.date}. Set both to the day of the release."]
    return []


def sections() -> dict[str, Section]:
    """The sections of CHANGELOG.md, by version."""
    text = Path("CHANGELOG.md").read_text("utf-8")
    return {found["version"]: Section(found["date"] or "", found["text"].strip()) for found in SECTION.finditer(text)}


def _is_date(text: str) -> bool:
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _project_version() -> str:
    return tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["project"]["version"]


def _cited(key: str) -> str:
    """A value in CITATION.cff. The file is read line by line, because Python itself has no parser for YAML."""
    found = re.search(rf'^{key}: "?([^"\n]*)"?$', Path("CITATION.cff").read_text("utf-8"), re.MULTILINE)
    return found[1] if found else "nothing"


def publish(tag: str, folder: Path) -> None:
    """Make the release on GitHub from the files in `folder`. In a workflow, they come from the artifact `release` of its run."""
    repository = os.environ["GITHUB_REPOSITORY"]
    if run := os.environ.get("GITHUB_RUN_ID"):
        gh("run", "download", run, "--repo", repository, "--name", "release", "--dir", str(folder))
    files = sorted(str(path) for path in folder.iterdir())
    options = ["--repo", repository, "--verify-tag", "--title", tag, "--notes-file", "-"]
    print(gh("release", "create", tag, *files, *options, sent=sections()[tag.removeprefix("v")].text).decode())


if __name__ == "__main__":
    main()
