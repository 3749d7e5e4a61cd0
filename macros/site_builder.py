"""Builds everything that is published, so that the last good state stays whatever goes wrong.

What is made is made whole in .build/, and only then takes the place of what was there before. A build of the same folder that is
already running is waited for, since both would write to the same places; its lock ends with its process, however that ends.

The site and its downloads aren't made again from the same sources, unless someone has changed something in their folders.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from importlib.metadata import distributions
from pathlib import Path

from filelock import FileLock, Timeout

from macros.outputs.archive import zip_of
from macros.outputs.context import SiteIndex
from macros.outputs.digests import digest_of, named_contents
from macros.outputs.history import last_changes, revision
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
SOURCES = ("data", "docs", "local", "overrides")
"""The folders a site is made from, besides the files of the project's own folder and the code."""
SITE = "site"
OFFLINE_COPY = "information-interview-guide"
"""The name of the copy for use from a folder, and of its archive."""


def sources_digest(root: Path) -> bytes:
    """A digest of everything the site is made from. Take it before the guide is read, so that an edit in between isn't missed.

    Args:
        root: The project's folder.
    """
    code = Path(__file__).parent
    files = [path for name in SOURCES for path in (root / name).rglob("*") if root / "docs" / DOWNLOADS not in path.parents]
    return digest_of(
        [
            *named_contents(root, [*root.iterdir(), *files]),
            *named_contents(code, (path for path in code.rglob("*") if "__pycache__" not in path.parts)),
            *sorted(f"{package.name} {package.version}" for package in distributions()),
            sys.version,
            revision(root),
            # What is checked may be too old by tomorrow.
            datetime.now(UTC).date().isoformat(),
        ]
    )


def build_downloads(root: Path, site_index: SiteIndex, settings: Settings, sources: bytes) -> Path:
    """Make the printable sheets and the open data. Nothing stays in their folder that this did not make.

    Args:
        root: The project's folder.
        site_index: The guide, checked.
        settings: The site's name and address.
        sources: The `sources_digest` from before the guide was read.

    Returns:
        The folder in docs/.

    Raises:
        InvalidGuideError: With everything that must not be published.
    """
    with only_build(root):
        return _build_downloads(root, site_index, settings, sources)


def build_site(root: Path, site_index: SiteIndex, settings: Settings, sources: bytes) -> Path:
    """Make the site, with its downloads.

    Args:
        root: The project's folder.
        site_index: The guide, checked.
        settings: The site's name and address.
        sources: The `sources_digest` from before the guide was read.

    Returns:
        The folder of the site.

    Raises:
        InvalidGuideError: With everything that must not be published.
        SystemExit: When MkDocs stops, with its own exit status.
    """
    with only_build(root):
        _build_downloads(root, site_index, settings, sources)
        return _made_from(sources, root, root / SITE, lambda: _build_pages(root, site_index, settings, config_file(root), SITE))


def build_offline_copy(root: Path, site_index: SiteIndex, settings: Settings, sources: bytes) -> Path:
    """Make the copy of the site that opens from a folder, without a server.

    Args:
        root: The project's folder.
        site_index: The guide, checked.
        settings: The site's name and address.
        sources: The `sources_digest` from before the guide was read.

    Returns:
        The archive with the copy.

    Raises:
        InvalidGuideError: With everything that must not be published.
        SystemExit: When MkDocs stops, with its own exit status.
    """
    with only_build(root):
        _build_downloads(root, site_index, settings, sources)
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


def _build_downloads(root: Path, site_index: SiteIndex, settings: Settings, sources: bytes) -> Path:
    def make() -> Path:
        new = _empty(root / WORK_FOLDER / DOWNLOADS)
        kept = FileCache(root / KEPT_SHEETS)
        write_sheets(site_index, settings, new, kept)
        kept.remove_unused()
        write_icons(settings, root, new, card_message(site_index.dataset))
        write_exports(site_index, settings, root, new)
        return new

    return _made_from(sources, root, root / "docs" / DOWNLOADS, make)


def _made_from(sources: bytes, root: Path, folder: Path, make: Callable[[], Path]) -> Path:
    """A folder as it is, if it was made from the same sources and is still what was made; a new one otherwise.

    Args:
        sources: The digest of the sources.
        root: The project's folder.
        folder: The folder in its place.
        make: Makes a new one in .build/.

    Returns:
        The folder in its place.
    """
    record = root / WORK_FOLDER / f"{folder.name}.made-from"
    with suppress(OSError):
        if folder.is_dir() and record.read_bytes() == sources + _digest_of_folder(folder):
            print(f"Nothing has changed: {folder.relative_to(root).as_posix()} stays as it is.")
            return folder
    record.unlink(missing_ok=True)
    new = make()
    # What was edited meanwhile may be in it, and may be undone before the next build.
    made = sources + _digest_of_folder(new) if sources_digest(root) == sources else b""
    replace_folder(root, new, folder)
    with suppress(OSError):
        record.write_bytes(made)
    return folder


def _digest_of_folder(folder: Path) -> bytes:
    return digest_of(named_contents(folder, folder.rglob("*")))


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
