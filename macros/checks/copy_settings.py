"""Checks on the settings of a copy of the guide: its colors can be read, its pictures exist."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from macros import model
from macros.diagnostics import Diagnostic
from macros.loading.data_file import DataFile
from macros.settings import ASSETS, PUBLISHED_ASSETS

LEAST_CONTRAST = 4.5
"""Of text to its background, as https://www.w3.org/TR/WCAG22/#contrast-minimum asks."""


PAGE_COLORS = {"light": ("#fdfbf6", "#f4efe2"), "dark": ("#101a19", "#182725")}
"""The lightest and darkest backgrounds of text in each palette; docs/assets/styles/guide.css has the same, and a test compares."""


def check_copy_settings(root: Path, file: DataFile) -> Iterator[Diagnostic]:
    """What is wrong in the settings of a copy.

    Args:
        root: The project's folder, in which the copy's pictures are looked for.
        file: The settings, as they were loaded; nothing is checked where they are not valid.
    """
    settings = file.content
    if not isinstance(settings, model.CopySettings):
        return
    colors = settings.extra.colors if settings.extra else None
    for palette, backgrounds in PAGE_COLORS.items() if colors else ():
        color = getattr(colors, palette)
        contrast = min(contrast_of(color, background) for background in backgrounds)
        if contrast < LEAST_CONTRAST:
            what = f"this color is hard to read on a {palette} page"
            direction = "darker" if palette == "light" else "lighter"
            expected = f"at least {LEAST_CONTRAST}: a {direction} color"
            yield Diagnostic(file.at("extra", "colors", palette), "L605", what, f"{color}, a contrast of {contrast:.1f}", expected)
    for key in ("logo", "favicon"):
        path = getattr(settings.theme, key) if settings.theme else None
        if path is None:
            continue
        folder, _, name = path.rpartition("/")
        if folder != PUBLISHED_ASSETS or not (root / ASSETS / name).is_file():
            expected = f"{PUBLISHED_ASSETS}/ and the name of a file in {ASSETS}/"
            yield Diagnostic(file.at("theme", key), "L606", f"there is no such {key}", path, expected)


def contrast_of(one: str, other: str) -> float:
    """The contrast of two colors.

    Args:
        one: A color such as `#17403c`.
        other: Another.

    Returns:
        From 1 to 21, as https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio defines it.
    """
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: str) -> float:
    channels = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
