"""Builds everything that is published, so that the last good state stays whatever goes wrong.

What is made is made whole in .build/, and only then takes the place of what was there before. A build of the same folder that is
already running is waited for, since both would write to the same places; its lock ends with its process, however that ends.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from macros.outputs.archive import zip_of
from macros.outputs.context import SiteIndex
from macros.outputs.history import last_changes
from macros.outputs.html.postprocess import postprocess_site
from macros.outputs.html.sitemap import finish_sitemap, page_changes
from macros.outputs.open_data import write_exports
from macros.outputs.pdf.file_cache import FileCache
from macros.outputs.pdf.icons import FAVICON, card_message, write_icons
from macros.outputs.pdf.sheets import write_sheets
from macros.settings import DOWNLOADS, OFFLINE_CONFIG, Settings, config_file

WORK_FOLDER = ".build"
"""Where everything is made, with what is kept for the next time; Git ignores it."""
KEPT_SHEETS = f"{WORK_FOLDER}/sheets"
"""Where printed files are kept, so that the next build makes only those that have changed."""
SITE = "site"
OFFLINE_COPY = "information-interview-guide"
"""The name of the copy for use from a folder, and of its archive."""


def build_downloads(root: Path, site_index: SiteIndex, settings: Settings) -> Path:
    """Make the printable sheets and the open data. Nothing stays in their folder that this did not make.

    Args:
        root: The project's folder.
        site_index: The guide, checked.
        settings: The site's name and address.

    Returns:
        The folder in docs/.

    Raises:
        InvalidGuideError: With everything that must not be published.
    """
    with only_build(root):
        return _build_downloads(root, site_index, settings)


def build_site(root: Path, site_index: SiteIndex, settings: Settings) -> Path:
    """Make the site, with its downloads.

    Args:
        root: The project's folder.
        site_index: The guide, checked.
        settings: The site's name and address.

    Returns:
        The folder of the site.

    Raises:
        InvalidGuideError: With everything that must not be published.
        SystemExit: When MkDocs stops, with its own exit status.
    """
    with only_build(root):
        _build_downloads(root, site_index, settings)
        return replace_folder(root, _build_pages(root, site_index, settings, config_file(root), SITE), root / SITE)


def build_offline_copy(root: Path, site_index: SiteIndex, settings: Settings) -> Path:
    """Make the copy of the site that opens from a folder, without a server.

    Args:
        root: The project's folder.
        site_index: The guide, checked.
        settings: The site's name and address.

    Returns:
        The archive with the copy.

    Raises:
        InvalidGuideError: With everything that must not be published.
        SystemExit: When MkDocs stops, with its own exit status.
    """
    with only_build(root):
        _build_downloads(root, site_index, settings)
        built = _build_pages(root, site_index, settings, root / OFFLINE_CONFIG, f"offline/{OFFLINE_COPY}")
        files = sorted(path for path in built.rglob("*") if path.is_file())
        new = root / WORK_FOLDER / "new.zip"
        new.write_bytes(zip_of((path.relative_to(built.parent).as_posix(), path.read_bytes()) for path in files))
        return new.replace(root / WORK_FOLDER / f"{OFFLINE_COPY}.zip")


@contextmanager
def only_build(root: Path) -> Iterator[None]:
    """Wait until no other build runs in this folder; then clean up after one that was killed.

    Args:
        root: The project's folder.
    """
    (root / WORK_FOLDER).mkdir(exist_ok=True)
    lock = FileLock(root / WORK_FOLDER / "lock")
    try:
        lock.acquire(blocking=False)
    except Timeout:
        print("Another build is running in this folder; this one begins when it has ended.", file=sys.stderr)
        lock.acquire()
    try:
        for folder in (root / SITE, root / "docs" / DOWNLOADS):
            if not folder.exists() and _last(root, folder).exists():
                _last(root, folder).rename(folder)
        yield
    finally:
        lock.release()


def _build_downloads(root: Path, site_index: SiteIndex, settings: Settings) -> Path:
    new = _empty(root / WORK_FOLDER / DOWNLOADS)
    kept = FileCache(root / KEPT_SHEETS)
    write_sheets(site_index, settings, new, kept)
    kept.remove_unused()
    write_icons(settings, root, new, card_message(site_index.dataset))
    write_exports(site_index, settings, root, new)
    return replace_folder(root, new, root / "docs" / DOWNLOADS)


def _build_pages(root: Path, site_index: SiteIndex, settings: Settings, config: Path, name: str) -> Path:
    """Build and finish the pages in a folder of that name in .build/."""
    # Material prints a note on its successor with every build; README says once how to build with that.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    # The settings of the offline copy inherit from those of the site.
    os.environ["GUIDE_CONFIG"] = config_file(root).name
    from mkdocs.__main__ import cli

    new = _empty(root / WORK_FOLDER / name)
    # In this process: a build that is killed then leaves none behind that still writes.
    cli.main(["build", "--config-file", str(config), "--site-dir", str(new)], standalone_mode=False)
    postprocess_site(new, settings.site_url)
    finish_sitemap(new, page_changes(site_index, settings, last_changes(root)))
    shutil.copy(new / DOWNLOADS / FAVICON, new)
    return new


def _empty(folder: Path) -> Path:
    """The folder, with nothing in it of an earlier build."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _last(root: Path, folder: Path) -> Path:
    """Where a folder of the build before is, between the two moves of replace_folder."""
    return root / WORK_FOLDER / f"last-{folder.name}"


def replace_folder(root: Path, new: Path, folder: Path) -> Path:
    """Put a new folder in the place of the one before. If a build is killed between the two moves, the next one finishes its work.

    Args:
        root: The project's folder.
        new: The new folder, in .build/.
        folder: Its place.

    Returns:
        Its place.
    """
    last = _last(root, folder)
    shutil.rmtree(last, ignore_errors=True)
    if folder.exists():
        folder.rename(last)
    new.rename(folder)
    shutil.rmtree(last, ignore_errors=True)
    return folder
