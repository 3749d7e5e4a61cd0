"""What a site decides for itself in mkdocs.yml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Settings:
    """The settings that the generator needs; see mkdocs.yml for what each is."""

    site_name: str = ""
    site_url: str = ""
    repo: str = ""
    branch: str = "main"
    directory_urls: bool = True


def settings_of(conf: Mapping[str, Any]) -> Settings:
    """The settings in a loaded mkdocs.yml, as MkDocs or Zensical hand it over."""
    extra = conf["extra"]
    return Settings(
        site_name=conf["site_name"],
        site_url=conf["site_url"] or "",
        repo=extra["repo"].rstrip("/"),
        branch=extra["branch"],
        directory_urls=conf["use_directory_urls"],
    )
