"""What each site decides for itself, in mkdocs.yml, or for a copy of the guide in mkdocs.local.yml, which inherits from it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

PROGRAM = ".venv/bin/python -m macros"
"""How pages and data files start a command on every machine: with the Python make has set up."""

CONFIG, COPY_CONFIG, OFFLINE_CONFIG = "mkdocs.yml", "mkdocs.local.yml", "mkdocs.offline.yml"

OWN_COLOR = "#17403c"
"""The color of the guide itself, which a copy can change. docs/assets/styles/guide.css has it too, and a test compares the two."""

DOWNLOADS = "downloads"
"""The folder with the files people download, on the site, and in docs/ while the site is built."""
OFFLINE_WORKER = "offline-worker.js"
"""The worker of readers who keep the guide in their browser. Its address must never change: those browsers look there for its next version,
so no host may have it cached for long."""
OWN_FOLDER = "local"
"""The folder in docs/ for a copy's own pages and pictures. The guide never puts anything there."""


class OwnPage(NamedTuple):
    """One of a copy's own pages: its path in docs/, and the page it follows in the navigation, or the tab it is in."""

    page: str
    after: str = ""
    tab: str = ""


@dataclass(frozen=True)
class Settings:
    """The settings the generator needs. mkdocs.yml and model.CopySettings explain each one."""

    site_name: str = ""
    site_url: str = ""
    repo: str = ""
    branch: str = "main"
    directory_urls: bool = True
    language: str = "en"
    security: str = ""
    """Where to write about a weakness that could harm readers."""
    conduct: str = ""
    """Where to write about how someone behaves."""
    color: str = OWN_COLOR
    favicon: str = ""
    """The icon in the browser's tab, as a path on the site."""
    resources: tuple[tuple[str, str, str], ...] = ()
    """The title, address and note of each local resource for the readers of a copy."""
    own_pages: tuple[OwnPage, ...] = ()
    offline_copy: bool = True
    """Whether readers may keep the guide in their browser. docs/offline-worker.js reads the same setting."""


def settings_of(conf: Mapping[str, Any]) -> Settings:
    """The settings in a configuration loaded by MkDocs or Zensical.

    They are read before the check has seen the settings of a copy. Whatever has the wrong form is left out here, and reported there.

    Args:
        conf: Its keys and values, which both engines pass as a mapping.
    """
    extra = conf["extra"]
    return Settings(
        # The check reports what is missing in mkdocs.yml. Until then, it is empty here.
        site_name=str(conf["site_name"] or ""),
        site_url=str(conf["site_url"] or ""),
        repo=str(extra.get("repo") or "").rstrip("/"),
        branch=str(extra.get("branch") or "main"),
        directory_urls=conf["use_directory_urls"],
        language=str(_theme(conf, "language") or "en"),
        security=str(extra.get("security") or ""),
        conduct=str(extra.get("conduct") or ""),
        color=_light_color(extra),
        favicon=str(_theme(conf, "favicon") or ""),
        resources=tuple((row["title"], row["url"], row["note"]) for row in _rows(extra, "resources", ("title", "url", "note"))),
        offline_copy=extra.get("offline_copy") not in (False, "no"),
        own_pages=tuple(OwnPage(row["page"], row.get("after", ""), row.get("tab", "")) for row in _rows(extra, "pages", ("page",))),
    )


def _theme(conf: Mapping[str, Any], name: str) -> Any:
    """A setting of the theme, or None, because not every theme has it."""
    try:
        return conf["theme"][name]
    except KeyError:
        return None


def _light_color(extra: Mapping[str, Any]) -> str:
    colors = extra.get("colors")
    return str(colors.get("light", OWN_COLOR)) if isinstance(colors, dict) else OWN_COLOR


def _rows(extra: Mapping[str, Any], name: str, needed: Iterable[str]) -> Iterator[dict[str, str]]:
    """The rows of a list of settings that have all the keys they need, as text."""
    rows = extra.get(name)
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, dict) and set(needed) <= row.keys():
            yield {str(key): str(value) for key, value in row.items()}


def nav_with(nav: Sequence[Any], own_pages: Sequence[OwnPage]) -> list[Any]:
    """The navigation of the guide with the pages of a copy added.

    Args:
        nav: The value of `nav` in mkdocs.yml, which isn't changed.
        own_pages: The copy's pages, in their order. A page whose `after` isn't in the navigation is left out.

    Returns:
        The navigation in the same form. Pages that follow the same page keep their order, and tabs of the copy's own come last.
    """
    tabs = dict.fromkeys(own.tab for own in own_pages if own.tab)
    added = [{tab: [own.page for own in own_pages if own.tab == tab]} for tab in tabs]
    return _with_followers([*nav, *added], [own for own in own_pages if not own.tab])


def _with_followers(entries: Sequence[Any], own_pages: Sequence[OwnPage]) -> list[Any]:
    """The entries, each with the pages that follow it."""
    found: list[Any] = []
    for entry in entries:
        title, value = next(iter(entry.items())) if isinstance(entry, dict) else (None, entry)
        if isinstance(value, list):
            found.append({title: _with_followers(value, own_pages)})
        else:
            found.append(entry)
            # A page is used up once it is placed, so a page that is set to follow itself doesn't make an endless list.
            others = [own for own in own_pages if own.after != value]
            found += _with_followers([own.page for own in own_pages if own.after == value], others)
    return found


def pages_in(nav: Iterable[Any]) -> Iterator[str]:
    """The pages listed in a navigation, from top to bottom, as paths in docs/."""
    for entry in nav:
        value = next(iter(entry.values())) if isinstance(entry, dict) and entry else entry
        if isinstance(value, list):
            yield from pages_in(value)
        elif isinstance(value, str):
            yield value


def config_file(root: Path) -> Path:
    """The configuration the site is built from: a copy's own, if there is one."""
    copy = root / COPY_CONFIG
    return copy if copy.is_file() else root / CONFIG


def as_typed_here(command: str, windows: bool = os.name == "nt") -> str:
    """A command that begins with PROGRAM, the way to type it on this machine. On Windows, Python is somewhere else in .venv."""
    return command.replace(".venv/bin/python", r".venv\Scripts\python") if windows else command
