"""What a site decides for itself: in mkdocs.yml, and a copy of the guide in mkdocs.local.yml, which inherits from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from macros.faults import Fault, Place

CONFIG, COPY_CONFIG = "mkdocs.yml", "mkdocs.local.yml"
ASSETS, PUBLISHED_ASSETS = "local/assets", "downloads/local"
"""Where a copy keeps its pictures, and where they stand on its site."""
LEAST_CONTRAST = 4.5
"""Of text to its background, as https://www.w3.org/TR/WCAG22/#contrast-minimum asks."""
PAGE_COLORS = {"light": ("#fdfbf6", "#f4efe2"), "dark": ("#101a19", "#182725")}
"""The lightest and darkest backgrounds of text in each palette; docs/assets/styles/guide.css has the same, and a test compares."""


@dataclass(frozen=True)
class Settings:
    """The settings that the generator needs; see mkdocs.yml and model.CopySettings for what each is."""

    site_name: str = ""
    site_url: str = ""
    repo: str = ""
    branch: str = "main"
    directory_urls: bool = True
    resources: tuple[tuple[str, str, str], ...] = ()
    """The title, address and note of each thing that helps near the readers of a copy."""


def settings_of(conf: Mapping[str, Any]) -> Settings:
    """The settings in a loaded configuration, as MkDocs or Zensical hand it over."""
    extra = conf["extra"]
    return Settings(
        site_name=conf["site_name"],
        site_url=conf["site_url"] or "",
        repo=extra["repo"].rstrip("/"),
        branch=extra["branch"],
        directory_urls=conf["use_directory_urls"],
        resources=tuple((str(one["title"]), one["url"], str(one["note"])) for one in extra.get("resources", [])),
    )


def config_file(root: Path) -> Path:
    """The configuration that the site is built from: a copy's own, where there is one."""
    own = root / COPY_CONFIG
    return own if own.is_file() else root / CONFIG


def judge_copy(root: Path, settings: Any, at: Callable[..., Place]) -> Iterator[Fault]:
    """What is wrong in a copy's valid `settings` (a model.CopySettings); `at` gives the place of a value in them."""
    colors = settings.extra.colors if settings.extra else None
    for palette, backgrounds in PAGE_COLORS.items() if colors else ():
        color = getattr(colors, palette)
        contrast = min(contrast_of(color, background) for background in backgrounds)
        if contrast < LEAST_CONTRAST:
            what = f"this color is hard to read on a {palette} page"
            direction = "darker" if palette == "light" else "lighter"
            expected = f"at least {LEAST_CONTRAST}: a {direction} color"
            yield Fault(at("extra", "colors", palette), "L605", what, f"{color}, a contrast of {contrast:.1f}", expected)
    for key in ("logo", "favicon"):
        path = getattr(settings.theme, key) if settings.theme else None
        if path is None:
            continue
        folder, _, name = path.rpartition("/")
        if folder != PUBLISHED_ASSETS or not (root / ASSETS / name).is_file():
            expected = f"{PUBLISHED_ASSETS}/ and the name of a file in {ASSETS}/"
            yield Fault(at("theme", key), "L606", f"there is no such {key}", path, expected)


def contrast_of(one: str, other: str) -> float:
    """The contrast of two colors such as `#17403c`, from 1 to 21, as https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio has it."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
