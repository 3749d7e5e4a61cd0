"""What is committed, and what is not."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from tests.support.guides import ROOT


def test_nothing_generated_is_committed() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert not re.search(r"(^|/)(site|\.venv|__pycache__|downloads|\.build)/", listed)


ADDRESSES = {
    "mkdocs.yml": "the settings, which a copy's own take the place of",
    "CITATION.cff": "people cite the guide, whichever copy they read",
    "CODEOWNERS": "GitHub reads .github/CODEOWNERS first, which a copy may add",
}
"""The files with an address of the guide's own, and why a copy need not change them."""


def test_a_copy_need_not_change_an_address_anywhere() -> None:
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    [repo] = re.findall(r"^  repo: https://github\.com/(\S+)$", settings, re.MULTILINE)
    [host] = re.findall(r"^site_url: https://([^/]+)/", settings, re.MULTILINE)
    own = re.compile("|".join(map(re.escape, (repo, host, f"@{repo.partition('/')[0]}"))))
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    names = [name for name in listed.stdout.splitlines() if not name.startswith("tests/") and (ROOT / name).is_file()]
    assert {name for name in names if own.search((ROOT / name).read_text("utf-8", "replace"))} == set(ADDRESSES)


def test_no_lock_file_names_a_host() -> None:
    for path in ROOT.glob("requirements*.txt"):
        text = path.read_text("utf-8")
        assert "--hash=sha256:" in text
        assert not re.search(r"https?://|^--", text, re.MULTILINE), path.name


def test_the_audit_looks_at_every_lock_file() -> None:
    printed = subprocess.run(["make", "--dry-run", "audit"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    [audit] = [line for line in printed.splitlines() if "pip_audit" in line]
    assert {path.name for path in ROOT.glob("requirements*.txt")} == set(re.findall(r"--requirement=(\S+)", audit))
    # Without --strict, a package that the service can't tell anything about counts as safe.
    assert "--strict" in audit
    assert "npm audit" in printed


def test_git_for_windows_checks_out_unix_line_ends(tmp_path: Path) -> None:
    """The check refuses other line ends, and bash can't run a script with them. Pictures, which have zero bytes, have no lines."""
    git = ["git", "-c", "core.autocrlf=true", "-c", "core.eol=crlf"]
    subprocess.run([*git, "checkout-index", "--all", f"--prefix={tmp_path}/"], cwd=ROOT, check=True)
    written = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    texts = {path: content for path, content in written.items() if b"\0" not in content}
    assert len(texts) > 500
    assert [path for path, content in texts.items() if b"\r" in content] == []


def test_every_file_can_have_its_name_on_windows() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    reserved = re.compile(r'[<>:"\\|?*]|[ .](/|$)|(^|/)(con|prn|aux|nul|com\d|lpt\d)(\.|/|$)', re.IGNORECASE)
    assert [name for name in listed if reserved.search(name)] == []
    assert len({name.lower() for name in listed}) == len(listed), "two names differ in capitals only"
