"""The smallest guide with the guide's own theme and tools, so that everything `make site` makes is made, in seconds."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from tests.support.guides import ROOT, SMALL, edit

SITE_COMMAND = (sys.executable, "-m", "macros", "site")


def copy_small_guide(folder: Path) -> Path:
    """Copy the smallest guide, with the theme and the tools of the guide itself.

    Args:
        folder: The copy, which must not exist.

    Returns:
        The copy.
    """
    shutil.copytree(SMALL, folder)
    shutil.copy(ROOT / "mkdocs.offline.yml", folder)
    shutil.copytree(ROOT / "overrides", folder / "overrides")
    shutil.copytree(ROOT / "docs/assets", folder / "docs/assets")
    edit(
        folder,
        "mkdocs.yml",
        "font: false",
        "font: false, custom_dir: overrides, palette: {scheme: default}, logo: assets/mark.svg, favicon: assets/mark.svg",
    )
    edit(folder, "mkdocs.yml", "branch: main}", "branch: main, generator: false}")
    # On the site a page has the messages of one channel.
    edit(folder, "docs/index.md", '{{ messages("note") }}\n\n', "")
    edit(folder, "docs/sheet.md", "# Sheet\n", '# Sheet\n\n{{ messages("note") }}\n')
    return folder


def is_whole(site: Path) -> bool:
    """Whether every page of the smallest guide is there and finished, and so are the downloads."""
    pages = list(site.rglob("index.html"))
    return (
        len(pages) == len(list((SMALL / "docs").rglob("*.md")))
        and all("Content-Security-Policy" in page.read_text("utf-8") for page in pages)
        and (site / "downloads/all-sheets.zip").is_file()
        and (site / "downloads/guide.json").is_file()
    )


def files_in(folder: Path) -> dict[str, bytes]:
    """The content of every file below a folder, by its path; empty if there's no such folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
