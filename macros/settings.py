"""What a site decides for itself: in mkdocs.yml, and a copy of the guide in mkdocs.local.yml, which inherits from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CONFIG, COPY_CONFIG, OFFLINE_CONFIG = "mkdocs.yml", "mkdocs.local.yml", "mkdocs.offline.yml"

OWN_COLOR = "#17403c"
"""The color of the guide itself, which a copy may change; docs/assets/styles/guide.css has it too, and a test compares."""

DOWNLOADS = "downloads"
"""The folder of the files that people download, on the site and in docs/ while it is built."""
ASSETS, PUBLISHED_ASSETS = "local/assets", f"{DOWNLOADS}/local"
"""Where a copy keeps its pictures, and where they stand on its site."""


@dataclass(frozen=True)
class Settings:
    """The settings that the generator needs; see mkdocs.yml and model.CopySettings for what each is."""

    site_name: str = ""
    site_url: str = ""
    repo: str = ""
    branch: str = "main"
    directory_urls: bool = True
    color: str = OWN_COLOR
    favicon: str = ""
    """The picture of the browser's tab, as a path on the site."""
    resources: tuple[tuple[str, str, str], ...] = ()
    """The title, address and note of each thing that helps near the readers of a copy."""


def settings_of(conf: Mapping[str, Any]) -> Settings:
    """The settings in a configuration that MkDocs or Zensical has loaded.

    Args:
        conf: Its keys and values, which both engines hand over as a mapping.
    """
    extra = conf["extra"]
    return Settings(
        site_name=conf["site_name"],
        site_url=conf["site_url"] or "",
        repo=extra["repo"].rstrip("/"),
        branch=extra["branch"],
        directory_urls=conf["use_directory_urls"],
        color=extra.get("colors", {}).get("light", OWN_COLOR),
        favicon=conf["theme"]["favicon"] or "",
        resources=tuple((str(resource["title"]), resource["url"], str(resource["note"])) for resource in extra.get("resources", [])),
    )


def config_file(root: Path) -> Path:
    """The configuration that the site is built from: a copy's own, where there is one."""
    copy = root / COPY_CONFIG
    return copy if copy.is_file() else root / CONFIG
