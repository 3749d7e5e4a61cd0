"""What a site engine (MkDocs with mkdocs-macros, or Zensical) needs of the guide.

With __init__.py and __main__.py this is the only room that knows engines. Every call in every page
is rendered before the engine begins, so that whatever is wrong is told while the last good site is
still whole. What was rendered is kept in .build/, under a digest of everything that it was made
from: a build of a guide that has not changed since the last one need not load and judge it again,
nor import what that takes. Anything that changes makes another digest, and the guide is read anew.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from macros.diagnostics import InvalidGuideError, report
from macros.engine.raw_html_blocks import raw_html_block
from macros.outputs.pdf.catalog import DOWNLOADS, SHEETS_MANIFEST
from macros.settings import COPY_CONFIG, Settings, settings_of

PACKAGE = Path(__file__).parents[1]
Rendered = dict[str, Any]
"""`names`: the macros; `blocks`: the HTML of each call, under its key."""

_opened: dict[Path, tuple[str, Rendered]] = {}


def register(env) -> None:
    """Render the guide and register every macro with the engine's environment `env`.

    Faults end a build with exit status 1 before anything is written. A preview that is already
    running reports them and goes on with the last good data.
    """
    rendered, edited = _rendered(Path(env.project_dir), settings_of(env.conf))
    if edited:
        _go_on_through_errors(env)
    for name in rendered["names"]:
        env.macro(_macro(name, rendered["blocks"], lambda: env.page.url), name)


def _macro(name: str, blocks: dict[str, str], page_url: Callable[[], str]) -> Callable[..., str]:
    """The macro as an engine calls it: it finds what was rendered for this call on this page."""

    def call(*args: Any, **kwargs: Any) -> str:
        key = call_key(page_url(), name, args, kwargs)
        if key not in blocks:
            raise LookupError("this call is wrong, or new since the last good check; the terminal tells more")
        return raw_html_block(blocks[key])

    return call


def call_key(page_url: str, name: str, args: tuple, kwargs: dict[str, Any]) -> str:
    """What tells a call on a page from every other."""
    return json.dumps([page_url, name, args, kwargs], sort_keys=True)


def _go_on_through_errors(env) -> None:
    """Let a running preview show an error on its page, where a build stops at it.

    Under `strict`, MkDocs counts warnings and then serves nothing at all until the last is mended,
    so its counter is taken away; the warnings themselves still show.
    """
    env.config["on_error_fail"] = False
    log = logging.getLogger("mkdocs")
    for handler in [handler for handler in log.handlers if type(handler).__name__ == "CountHandler"]:
        log.removeHandler(handler)


def _rendered(root: Path, settings: Settings) -> tuple[Rendered, bool]:
    """What the guide under `root` looks like, and whether it was edited since this process first rendered it."""
    digest = _digest(root, settings)
    before = _opened.get(root)
    if before and before[0] == digest:
        return before[1], False
    rendered = _kept(root, digest)
    if rendered is None:
        try:
            rendered = _render(root, settings)
        except InvalidGuideError as error:
            report(error.diagnostics)
            if before is None:
                raise SystemExit(1) from None
            return before[1], True
        _keep(root, digest, rendered)
    _opened[root] = (digest, rendered)
    return rendered, before is not None


def _render(root: Path, settings: Settings) -> Rendered:
    """Read and judge the guide, and render every call. Raises Faults."""
    from macros.outputs.html.macros import MACROS
    from macros.outputs.html.page_index import open_site, render_calls

    site_index, calls = open_site(root)
    return {"names": list(MACROS), "blocks": {call_key(*key): html for *key, html in render_calls(site_index, calls, settings)}}


def _digest(root: Path, settings: Settings) -> str:
    """A digest of everything that the rendered guide is made from, the settings among it."""
    digest = hashlib.sha256(repr(settings).encode())
    for path in sorted(path for path in made_from(root) if path.is_file()):
        digest.update(f"\0{path}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def made_from(root: Path) -> list[Path]:
    """The files that the rendered guide is made from: data, pages, a copy's settings, code, examples and templates; some may not exist."""
    files = [*(root / "data").rglob("*"), *(root / "local").rglob("*"), *(root / "docs").rglob("*.md")]
    files += [root / "docs" / DOWNLOADS / SHEETS_MANIFEST, root / COPY_CONFIG]
    return [*files, *_code(), *PACKAGE.rglob("*.html")]


def _kept(root: Path, digest: str) -> Rendered | None:
    """What was rendered before from the very same files, if it was kept."""
    try:
        kept = json.loads((root / ".build" / "rendered.json").read_text("utf-8"))
        return kept["rendered"] if kept["digest"] == digest else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _keep(root: Path, digest: str, rendered: Rendered) -> None:
    """Keep what was rendered; where that can't be, the next build renders again."""
    path = root / ".build" / "rendered.json"
    try:
        path.parent.mkdir(exist_ok=True)
        fresh = path.with_suffix(f".{os.getpid()}")
        fresh.write_text(json.dumps({"digest": digest, "rendered": rendered}), "utf-8")
        fresh.replace(path)
    except OSError as error:
        logging.getLogger("mkdocs.guide").debug("not kept: %s", error)


def edited_since_import() -> bool:
    """Whether a module of this package has changed since it was imported."""
    return _code_stamps() != _IMPORTED


def _code_stamps() -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in _code()}


def _code() -> list[Path]:
    """The modules of the package `macros`, and the texts that some of them read."""
    return [*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.yml")]


_IMPORTED = _code_stamps()
