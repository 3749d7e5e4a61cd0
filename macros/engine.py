"""What a site engine (MkDocs with mkdocs-macros, or Zensical) needs of the guide.

With __init__.py and __main__.py this is the only room that knows engines.
"""

from __future__ import annotations

import logging
from pathlib import Path

from macros import api
from macros.faults import Faults, report
from macros.pages import open_book
from macros.render import Book, Settings

_Stamps = tuple[tuple[str, int, int], ...]
_opened: dict[Path, tuple[_Stamps, Book]] = {}


def register(env) -> None:
    """Open the guide and register every macro with the engine's environment `env`.

    Faults end a build with exit status 1 before anything is written. A preview that is already
    running reports them and goes on with the last good data.
    """
    root = Path(env.project_dir)
    book, edited = _book(root)
    if edited:
        _go_on_through_errors(env)
    settings = settings_of(env.conf)
    for name in api.MACROS:
        env.macro(api.bind(name, book, settings, lambda: env.page.url), name)


def _go_on_through_errors(env) -> None:
    """Let a running preview show an error on its page, where a build stops at it.

    Under `strict`, MkDocs counts warnings and then serves nothing at all until the last is mended,
    so its counter is taken away; the warnings themselves still show.
    """
    env.config["on_error_fail"] = False
    log = logging.getLogger("mkdocs")
    for handler in [handler for handler in log.handlers if type(handler).__name__ == "CountHandler"]:
        log.removeHandler(handler)


def settings_of(conf) -> Settings:
    """The settings in a loaded mkdocs.yml."""
    extra = conf["extra"]
    return Settings(
        site_name=conf["site_name"],
        site_url=conf["site_url"] or "",
        repo=extra["repo"].rstrip("/"),
        branch=extra["branch"],
        directory_urls=conf["use_directory_urls"],
    )


def _book(root: Path) -> tuple[Book, bool]:
    """The guide under `root`, and whether it was edited since this process first opened it."""
    stamps = _stamps(root)
    before = _opened.get(root)
    if before and before[0] == stamps:
        return before[1], False
    try:
        book = open_book(root)
    except Faults as error:
        report(error.faults)
        if before is None:
            raise SystemExit(1) from None
        book = before[1]
    else:
        _opened[root] = (stamps, book)
    return book, before is not None


def edited_since_import() -> bool:
    """Whether a module of this package has changed since it was imported."""
    return _code_stamps() != _IMPORTED


def _code_stamps() -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in Path(__file__).parent.glob("*.py")}


_IMPORTED = _code_stamps()


def _stamps(root: Path) -> _Stamps:
    """When each file that the guide is made of was last changed."""
    files = [path for folder in ("data", "docs") for path in sorted((root / folder).rglob("*")) if path.suffix in (".yml", ".md")]
    return tuple((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in files)
