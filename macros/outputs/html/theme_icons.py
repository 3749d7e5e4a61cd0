"""The theme's own icons, for the page templates: Material's set is installed with it, so the guide has no files of its own for them."""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from markupsafe import Markup

from macros.diagnostics import nearest_name

SET = "material"
"""The set that names are from. The theme has others, of brands, which the guide has no use for."""


class UnknownIconError(LookupError):
    """The theme has no icon of that name."""


def icon(name: str) -> Markup:
    """An icon to place before the words it helps to recognize. It's hidden from screen readers, since the words are there.

    The icon is in the page itself each time it's used, with about 300 bytes. In a list of a hundred entries, use words alone.

    Args:
        name: The file's name in the theme's folder of icons, without .svg: "printer", "content-copy". All of them are shown on
            https://pictogrammers.com/library/mdi/.

    Returns:
        An SVG in the color of the text around it, as high as a line.

    Raises:
        UnknownIconError: If the theme has no such icon. The message names the closest one.
    """
    path = _folder() / f"{name}.svg"
    if not re.fullmatch(r"[a-z0-9-]+", name) or not path.is_file():
        near = nearest_name(name, [other.stem for other in _folder().glob("*.svg")])
        raise UnknownIconError(f'the theme has no icon "{name}"' + (f'; did you mean "{near}"?' if near else ""))
    return _drawing(path)


@cache
def _drawing(path: Path) -> Markup:
    drawing = path.read_text("utf-8").strip()
    return Markup(re.sub(r"<svg[^>]*(viewBox=\"[^\"]*\")[^>]*>", r'<svg class="guide-icon" aria-hidden="true" \1>', drawing))


@cache
def _folder() -> Path:
    """Where the theme keeps its icons. Both engines come with the same set."""
    for package in ("material", "zensical"):
        spec = find_spec(package)
        for place in (spec.submodule_search_locations or []) if spec else []:
            folder = Path(place) / "templates" / ".icons" / SET
            if folder.is_dir():
                return folder
    raise UnknownIconError("no theme with icons is installed: pip install -r requirements.txt")
