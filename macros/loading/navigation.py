"""The navigation of the site: the one in mkdocs.yml, with the pages of a copy added."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from macros import model
from macros.loading.data_file import DataFile
from macros.settings import CONFIG, OwnPage, nav_with
from macros.yaml_io.parser import read_yaml


def site_nav(root: Path, copy_settings: DataFile | None) -> list[Any] | None:
    """The entries of the navigation, in the same form as `nav` in mkdocs.yml.

    Args:
        root: The project's folder.
        copy_settings: The settings of a copy the way they were loaded; None for the guide itself.

    Returns:
        The navigation with the copy's pages in their places; None if mkdocs.yml lists no pages, or can't be read.
    """
    path = root / CONFIG
    # Problems in its text are ignored, because it has other kinds of texts than data files.
    tree = read_yaml(path, CONFIG)[0] if path.is_file() else None
    nav = tree.data.get("nav") if tree and isinstance(tree.data, dict) else None
    return nav_with(nav, own_pages(copy_settings)) if isinstance(nav, list) else None


def own_pages(copy_settings: DataFile | None) -> list[OwnPage]:
    """The pages listed in the settings of a copy; none if the settings aren't valid."""
    settings = copy_settings.content if copy_settings else None
    extra = settings.extra if isinstance(settings, model.CopySettings) else None
    return [OwnPage(own.page, own.after or "", own.tab or "") for own in extra.pages] if extra else []
