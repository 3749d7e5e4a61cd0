"""What a site engine (MkDocs with mkdocs-macros, or Zensical) needs of the guide.

With raw_html_blocks.py this is the one place that knows engines. Every call in every page is rendered before the engine
begins, so that whatever is wrong is reported while the last good site is still whole. What was rendered is cached in
.build/, under a digest of everything that it was made from: a build of a guide that has not changed since the last one
need not load and check it again, nor import what that takes. Any change makes another digest, and the guide is read again.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import sys
from collections.abc import Callable, Mapping, MutableMapping
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from macros.diagnostics import InvalidGuideError, report
from macros.engine.raw_html_blocks import raw_html_block
from macros.outputs.pdf.catalog import SHEETS_MANIFEST
from macros.settings import COPY_CONFIG, DOWNLOADS, Settings, settings_of

PACKAGE = Path(__file__).parents[1]
log = logging.getLogger("mkdocs.guide")


class Page(Protocol):
    """The page that an engine is building; its address is relative to the site."""

    @property
    def url(self) -> str: ...


class MacroEnvironment(Protocol):
    """What both engines hand to `define_env`."""

    project_dir: str
    conf: Mapping[str, Any]
    config: MutableMapping[str, Any]

    @property
    def page(self) -> Page: ...

    def macro(self, function: Callable[..., str], name: str) -> object: ...


class RenderedSite(NamedTuple):
    """The names of all macros, and the HTML of each call under its key."""

    names: list[str]
    blocks: dict[str, str]


_last_good: dict[Path, tuple[str, RenderedSite]] = {}
"""What this process rendered last of the guide in a folder, and its digest."""


def register(env: MacroEnvironment) -> None:
    """Render the guide and register every macro with the engine.

    Args:
        env: What the engine hands over.

    Raises:
        SystemExit: With status 1, before anything is written, when something is wrong. A preview that is already running
            reports it instead, and goes on with the last good data.
    """
    rendered, edited = _rendered(Path(env.project_dir), settings_of(env.conf))
    if edited:
        _go_on_through_errors(env)
    for name in rendered.names:
        env.macro(_macro(name, rendered.blocks, lambda: env.page.url), name)


def _macro(name: str, blocks: dict[str, str], page_url: Callable[[], str]) -> Callable[..., str]:
    """The macro as an engine calls it: it finds what was rendered for this call on this page."""

    def call(*args: Any, **kwargs: Any) -> str:
        key = call_key(page_url(), name, args, kwargs)
        if key not in blocks:
            raise LookupError("this call is wrong, or new since the last good check; the terminal says more")
        return raw_html_block(blocks[key])

    return call


def call_key(page_url: str, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> str:
    """What sets a call on a page apart from every other."""
    return json.dumps([page_url, name, args, kwargs], sort_keys=True)


def _go_on_through_errors(env: MacroEnvironment) -> None:
    """Let a running preview show an error on its page, where a build stops at it.

    Under `strict`, MkDocs counts warnings and then serves nothing at all until the last is fixed, so its counter is taken
    away; the warnings themselves still show. MkDocs has no setting for it, so when it no longer counts in this way, say so.
    """
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.utils import CountHandler

    env.config["on_error_fail"] = False
    mkdocs_log = logging.getLogger("mkdocs")
    counters = [handler for handler in mkdocs_log.handlers if isinstance(handler, CountHandler)]
    for counter in counters:
        mkdocs_log.removeHandler(counter)
    if not counters and isinstance(env.conf, MkDocsConfig) and env.conf.strict:
        log.warning("no counter of warnings was found in MkDocs, so this preview may serve nothing while there are warnings")


def _rendered(root: Path, settings: Settings) -> tuple[RenderedSite, bool]:
    """The rendered guide under `root`, and whether it was edited since this process first rendered it."""
    digest = _digest(root, settings)
    before = _last_good.get(root)
    if before and before[0] == digest:
        return before[1], False
    rendered = _read_cache(root, digest)
    if rendered is None:
        try:
            rendered = _render(root, settings)
        except InvalidGuideError as error:
            report(error.diagnostics)
            if before is None:
                raise SystemExit(1) from None
            return before[1], True
        _write_cache(root, digest, rendered)
    _last_good[root] = (digest, rendered)
    return rendered, before is not None


def _render(root: Path, settings: Settings) -> RenderedSite:
    """Read and check the guide, and render every call. Raises InvalidGuideError."""
    if sys.flags.optimize >= 2:
        raise SystemExit("The manual of macros is made of their docstrings, which python -OO leaves out: build the site without -OO.")

    from macros.outputs.html.macros import MACROS
    from macros.outputs.html.page_index import open_site, render_calls

    site_index, calls = open_site(root)
    rendered = render_calls(site_index, calls, settings)
    return RenderedSite(list(MACROS), {call_key(call.page_url, call.name, call.args, call.kwargs): call.html for call in rendered})


def _digest(root: Path, settings: Settings) -> str:
    """A digest of everything that the rendered guide is made from, the settings and Python's version among it."""
    digest = hashlib.sha256(f"{settings!r}\0{sys.version}".encode())
    for path in sorted(path for path in made_from(root) if path.is_file()):
        digest.update(f"\0{path}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def made_from(root: Path) -> list[Path]:
    """The files that the rendered guide is made from; some may not exist.

    These are data, pages, a copy's settings, code with the texts that it reads, templates, and the versions of libraries.
    """
    files = [*(root / "data").rglob("*"), *(root / "local").rglob("*"), *(root / "docs").rglob("*.md")]
    files += [root / "docs" / DOWNLOADS / SHEETS_MANIFEST, root / COPY_CONFIG, root / "requirements.txt"]
    return [*files, *_code(), *PACKAGE.rglob("*.html")]


def _read_cache(root: Path, digest: str) -> RenderedSite | None:
    """What was rendered before from the very same files; None where there is no such cache."""
    try:
        cached = json.loads((root / ".build" / "rendered.json").read_text("utf-8"))
        rendered = RenderedSite(**cached["rendered"]) if cached["digest"] == digest else None
    except (OSError, ValueError, KeyError, TypeError):
        return None
    # Such as someone may have edited by hand, or a disk that was full has left.
    damaged = rendered and not (isinstance(rendered.names, list) and isinstance(rendered.blocks, dict))
    return None if damaged else rendered


def _write_cache(root: Path, digest: str, rendered: RenderedSite) -> None:
    """Save what was rendered; where that can't be, the next build renders again."""
    path = root / ".build" / "rendered.json"
    try:
        path.parent.mkdir(exist_ok=True)
        new = path.with_suffix(f".{os.getpid()}")
        new.write_text(json.dumps({"digest": digest, "rendered": rendered._asdict()}), "utf-8")
        new.replace(path)
    except OSError as error:
        log.debug("not cached: %s", error)


def edited_since_import() -> bool:
    """Whether a module of this package has changed since it was imported."""
    return _code_stamps() != _IMPORTED


def _code_stamps() -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in _code()}


def _code() -> list[Path]:
    """The modules of the package `macros`, and the texts that some of them read."""
    return [*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.yml")]


_IMPORTED = _code_stamps()
