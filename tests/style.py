"""The tools that look at style and form, with what each looks at: `make lint` runs them all, and so does tests/test_style.py."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
WORKFLOWS = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob(".github/workflows/*.yml"))
FORMS = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob(".github/ISSUE_TEMPLATE/*.yml") if path.name != "config.yml")
TEXTS = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("*.md"))


def schema(name: str, *files: str) -> list[str]:
    """The command that compares files with a schema that check-jsonschema brings along."""
    return ["check-jsonschema", "--builtin-schema", name, *files]


TOOLS = {
    "ruff": ["ruff", "check", "."],
    "codespell": ["codespell", "docs", "data", "macros", ".ci", ".github", *TEXTS, "CITATION.cff"],
    "yamllint": ["yamllint", "--strict", "data", "tests/small", "mkdocs.yml", "mkdocs.offline.yml", ".github", ".pre-commit-config.yaml"],
    # Without the shell's own linter, which not every machine has: all must find the same.
    "actionlint": ["actionlint", "-shellcheck=", "-pyflakes=", *WORKFLOWS],
    "zizmor": ["zizmor", "--offline", "--no-progress", "--persona", "pedantic", ".github"],
    "workflows": schema("vendor.github-workflows", *WORKFLOWS),
    "dependabot": schema("vendor.dependabot", ".github/dependabot.yml"),
    "issue forms": schema("vendor.github-issue-forms", *FORMS),
    "issue config": schema("vendor.github-issue-config", ".github/ISSUE_TEMPLATE/config.yml"),
    "citation": schema("vendor.citation-file-format", "CITATION.cff"),
}


def look(tool: str, root: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run one of the tools on the project in `root`; its exit status is 0 when all is well."""
    name, *arguments = TOOLS[tool]
    command = shutil.which(name, path=str(Path(sys.executable).parent))
    return subprocess.run([str(command), *arguments], cwd=root, capture_output=True, text=True, check=False)


def main() -> int:
    """Run all of them, tell what each says, and return 1 when one is not content."""
    status = 0
    for tool in TOOLS:
        done = look(tool)
        print(f"{tool}: " + ("good" if done.returncode == 0 else f"not good\n{done.stdout}{done.stderr}"))
        status |= done.returncode != 0
    return int(status)


if __name__ == "__main__":
    sys.exit(main())
