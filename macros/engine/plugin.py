"""What a site engine (MkDocs with mkdocs-macros, or Zensical) needs from the guide.

This package is the one place that knows about engines. Every call in every page is rendered before the engine
starts, so problems are reported while the last good site is still there. What was rendered is cached in
.build/, under a digest of everything it was made from. If the guide hasn't changed since the last build, it isn't
loaded and checked again. Any change makes a different digest, and the guide is read again.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Callable, Mapping, MutableMapping
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from macros.diagnostics import Diagnostic, InvalidGuideError, Place, report
from macros.engine.raw_html_blocks import raw_html_block
from macros.outputs.digests import content_of, digest_of
from macros.outputs.html.step_links import StepLinks, step_links
from macros.outputs.pdf.catalog import SHEETS_MANIFEST
from macros.outputs.search_index import ENGINE_INDEX, SearchPlan, UnexpectedIndexError, search_plan, write_search_index
from macros.settings import CONFIG, COPY_CONFIG, DOWNLOADS, Settings, nav_with, settings_of
from macros.yaml_io.parser import read_yaml

PACKAGE = Path(__file__).parents[1]
log = logging.getLogger("mkdocs.guide")


class Page(Protocol):
    """The page an engine is building; its address is relative to the site."""

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
    """The names of all macros, the HTML of each call under its key, what search should know besides the pages' text, and the steps."""

    names: list[str]
    blocks: dict[str, str]
    search: SearchPlan
    steps: list[StepLinks]


_last_good: dict[Path, tuple[str, RenderedSite]] = {}
"""What this process last rendered of the guide in a folder, and its digest."""


def register(env: MacroEnvironment) -> None:
    """Render the guide and register every macro with the engine.

    Args:
        env: What the engine hands over.

    Raises:
        SystemExit: With status 1, before anything is written, if something is wrong. A preview that's already running
            reports it instead, and keeps going with the last good data.
    """
    root, settings = Path(env.project_dir), settings_of(env.conf)
    if foreign := _settings_of_another_file(root, settings):
        report([foreign])
        raise SystemExit(1)
    rendered, edited = _rendered(root, settings)
    if edited:
        _go_on_through_errors(env)
    _place_own_pages(env.conf, settings)
    # For overrides/partials/. Zensical has read its settings by then, so its pages go without.
    env.conf["extra"]["steps"] = rendered.steps
    for name in rendered.names:
        env.macro(_macro(name, rendered.blocks, lambda: env.page.url), name)


def index_for_search(env: MacroEnvironment) -> None:
    """Make the index that readers search, once the engine has written the site and its own index.

    Args:
        env: What the engine handed over before the build.

    Raises:
        SystemExit: With status 1, if the engine's index isn't what it was; a search that finds nothing must not be published.
    """
    _, rendered = _last_good[Path(env.project_dir)]
    site = Path(env.conf["site_dir"])
    try:
        write_search_index(site, rendered.search)
    except UnexpectedIndexError as error:
        expected = 'a list of entries under "docs", from which the index for readers is made'
        report([Diagnostic(Place(ENGINE_INDEX), "S509", "the engine's search index has changed", str(error), expected)])
        raise SystemExit(1) from None


def cut_styles(env: MacroEnvironment) -> None:
    """Cut the theme's style sheets down to what the site uses, once the engine has written all pages.

    A site without overrides/ loads them in the theme's own way, and keeps them whole.

    Args:
        env: What the engine handed over before the build.

    Raises:
        SystemExit: With status 1, if the theme's style sheets, or what loads them, aren't what they were.
    """
    from macros.outputs.html.theme_styles import cut_theme_styles

    if not env.conf["theme"].custom_dir:
        return
    try:
        cut_theme_styles(Path(env.conf["site_dir"]))
    except InvalidGuideError as error:
        report(error.diagnostics)
        raise SystemExit(1) from None


def _settings_of_another_file(root: Path, settings: Settings) -> Diagnostic | None:
    """L612: a copy is built with its own settings; a plain `mkdocs build` would use the guide's."""
    tree = read_yaml(root / COPY_CONFIG, COPY_CONFIG)[0] if (root / COPY_CONFIG).is_file() else None
    own = tree.data.get("site_name") if tree and isinstance(tree.data, dict) else None
    if own is None or str(own).strip() == settings.site_name.strip():
        return None
    what = "this build uses the settings in another file"
    expected = f"make site, make serve, or the option --config-file {COPY_CONFIG}; make offline for a copy that works from a folder"
    return Diagnostic(Place(COPY_CONFIG), "L612", what, settings.site_name, expected)


def _place_own_pages(conf: Mapping[str, Any], settings: Settings) -> None:
    """Add a copy's own pages to the navigation, which MkDocs builds from its settings after this.

    Zensical has already built its navigation before it calls any macro, so there they're on the site and in search, but in no menu.
    """
    from mkdocs.config.defaults import MkDocsConfig

    if settings.own_pages and isinstance(conf, MkDocsConfig) and conf.nav:
        conf.nav = nav_with(conf.nav, settings.own_pages)


def _macro(name: str, blocks: dict[str, str], page_url: Callable[[], str]) -> Callable[..., str]:
    """The macro as an engine calls it: it looks up what was rendered for this call on this page."""

    def call(*args: Any, **kwargs: Any) -> str:
        key = call_key(page_url(), name, args, kwargs)
        if key not in blocks:
            raise LookupError("this call is wrong, or new since the last good check; see the terminal for details")
        return raw_html_block(blocks[key])

    return call


def call_key(page_url: str, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> str:
    """The key that identifies a call on a page."""
    return json.dumps([page_url, name, args, kwargs], sort_keys=True)


def _go_on_through_errors(env: MacroEnvironment) -> None:
    """Let a running preview show an error on its page, where a build would stop.

    Under `strict`, MkDocs counts warnings and then serves nothing at all until the last one is fixed, so its counter is
    removed. The warnings themselves still show. MkDocs has no setting for this, so if it ever counts in another way, say so.
    """
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.utils import CountHandler

    env.config["on_error_fail"] = False
    mkdocs_log = logging.getLogger("mkdocs")
    counters = [handler for handler in mkdocs_log.handlers if isinstance(handler, CountHandler)]
    for counter in counters:
        mkdocs_log.removeHandler(counter)
    if not counters and isinstance(env.conf, MkDocsConfig) and env.conf.strict:
        log.warning("MkDocs has no counter of warnings to turn off, so this preview may serve nothing while there are warnings")


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
        raise SystemExit("The manual of macros is made from their docstrings, which python -OO leaves out. Build the site without -OO.")

    from macros.outputs.html.macros import MACROS
    from macros.outputs.html.page_index import open_site, render_calls

    site_index, calls = open_site(root)
    rendered = render_calls(site_index, calls, settings)
    blocks = {call_key(call.page_url, call.name, call.args, call.kwargs): call.html for call in rendered}
    return RenderedSite(list(MACROS), blocks, search_plan(site_index, settings), step_links(site_index, settings))


def _digest(root: Path, settings: Settings) -> str:
    """A digest of everything the rendered guide is made from, including the settings and Python's version."""
    files = sorted(path for path in made_from(root) if path.is_file())
    # Pages link to pictures and other files. Only their names matter.
    names = sorted(path for path in (root / "docs").rglob("*") if root / "docs" / DOWNLOADS not in path.parents)
    contents = (part for path in files for part in (os.fsencode(path), content_of(path)))
    return digest_of([repr(settings), sys.version, *contents, *map(os.fsencode, names)]).hex()


def made_from(root: Path) -> list[Path]:
    """The files the rendered guide is made from; some may not exist.

    These are the data, the pages, the settings, the code and the texts it reads, the templates, and the versions of libraries,
    plus the style sheets and drawings in docs/, which are checked along with them.
    """
    files = [*(root / "data").rglob("*"), *(root / "local").rglob("*")]
    files += [path for kind in ("md", "css", "svg") for path in (root / "docs").rglob(f"*.{kind}")]
    files += [root / "docs" / DOWNLOADS / SHEETS_MANIFEST, root / CONFIG, root / COPY_CONFIG, root / "requirements.txt"]
    return [*files, *_code(), *PACKAGE.rglob("*.html")]


def _read_cache(root: Path, digest: str) -> RenderedSite | None:
    """What was rendered before from exactly the same files; None if there's no such cache."""
    try:
        cached = json.loads((root / ".build" / "rendered.json").read_text("utf-8"))
        rendered = RenderedSite(**cached["rendered"]) if cached["digest"] == digest else None
    except (OSError, ValueError, KeyError, TypeError):
        return None
    # Someone may have edited it by hand, or a full disk may have cut it off.
    damaged = rendered and not (
        isinstance(rendered.names, list)
        and isinstance(rendered.blocks, dict)
        and SearchPlan.__annotations__.keys() == set(rendered.search)
        and isinstance(rendered.steps, list)
    )
    return None if damaged else rendered


def _write_cache(root: Path, digest: str, rendered: RenderedSite) -> None:
    """Save what was rendered. If that fails, the next build renders it again."""
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
    """The modules of the package `macros`, and the texts some of them read."""
    return [*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.yml")]


_IMPORTED = _code_stamps()
