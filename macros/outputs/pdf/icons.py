"""Draws the pictures that browsers, phones and other sites show for the guide, from its mark and its color."""

from __future__ import annotations

import json
import struct
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import typst

from macros.loading.dataset import Dataset
from macros.outputs.formatting import filled_parts
from macros.settings import DOWNLOADS, Settings

TEMPLATES = Path(__file__).parent / "templates"
TYPST_ROOT = TEMPLATES.parents[3]
"""Typst reads no file outside of the project."""
MARK = "docs/assets/mark.svg"
DRAWN_FORMATS = (".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp")
"""The pictures that Typst can draw; see https://typst.app/docs/reference/visualize/image/"""

CARD, TOUCH_ICON, FAVICON, MANIFEST = "card.png", "apple-touch-icon.png", "favicon.ico", "site.webmanifest"
TOUCH_PIXELS, FAVICON_PIXELS, MANIFEST_PIXELS = 180, 48, (192, 512)
"""The sizes phones ask for (see https://developer.mozilla.org/docs/Web/Manifest), and the largest a tab's icon is shown at."""

MOST_CARD_PARTS = 4
"""How many parts of a message there's room for on the picture for shared links."""


def write_icons(settings: Settings, root: Path, folder: Path, message: Sequence[tuple[str, str]] = ()) -> list[Path]:
    """Write the picture for shared links, the icons, and the web app manifest that names them.

    Args:
        settings: The site's name, color and mark.
        root: The project's folder.
        folder: Where the files go; it must exist.
        message: The parts of the message on the picture for shared links, each with what it does; none shows the site's name alone.

    Returns:
        The files.
    """
    mark = f"/{_mark(settings, root)}"
    pictures = {
        CARD: _draw("card.typ", {"data": json.dumps(_card(settings, mark, message))}),
        TOUCH_ICON: _icon(mark, TOUCH_PIXELS, settings.color),
        FAVICON: _ico(_icon(mark, FAVICON_PIXELS), FAVICON_PIXELS),
        **{_manifest_icon(pixels): _icon(mark, pixels, settings.color) for pixels in MANIFEST_PIXELS},
    }
    for name, picture in pictures.items():
        (folder / name).write_bytes(picture)
    (folder / MANIFEST).write_text(json.dumps(_manifest(settings), ensure_ascii=False, indent=1) + "\n", "utf-8")
    return [folder / name for name in (*pictures, MANIFEST)]


def card_message(dataset: Dataset) -> list[tuple[str, str]]:
    """The parts of the message on the picture for shared links: the first message with three or four of them, or none."""
    found = (filled_parts(message, dataset) for message in dataset.messages())
    return next((parts for parts in found if 3 <= len(parts) <= MOST_CARD_PARTS and all(label for _, label in parts)), [])


def _card(settings: Settings, mark: str, message: Sequence[tuple[str, str]]) -> dict[str, Any]:
    parts = [{"text": text, "label": label} for text, label in message]
    return {"mark": mark, "color": settings.color, "guide": settings.site_name, "parts": parts}


def _mark(settings: Settings, root: Path) -> str:
    """The picture the icons are made from, as a path below the project: the icon of the site's tab, or the guide's own mark."""
    name = settings.favicon
    path = root / "docs" / name
    usable = name and path.suffix.lower() in DRAWN_FORMATS and path.is_file() and path.is_relative_to(TYPST_ROOT)
    return path.relative_to(TYPST_ROOT).as_posix() if usable else MARK


def _icon(mark: str, pixels: int, color: str = "") -> bytes:
    """The mark in a square of that many pixels, as PNG, on a color or on nothing."""
    return _draw("icon.typ", {"mark": mark, "color": color, "pixels": str(pixels)})


def _draw(template: str, inputs: dict[str, str]) -> bytes:
    """One picture as PNG, with one pixel per point."""
    compiler = typst.Compiler(str(TEMPLATES / template), sys_inputs=inputs, ignore_system_fonts=True, font_paths=[], root=str(TYPST_ROOT))
    return cast(bytes, compiler.compile(format="png", ppi=72))


def _ico(png: bytes, pixels: int) -> bytes:
    """One picture as a favicon.ico: a header, one directory entry, and the PNG as it is.

    See https://learn.microsoft.com/previous-versions/ms997538(v=msdn.10)
    """
    header = struct.pack("<HHH", 0, 1, 1)
    entry = struct.pack("<BBBBHHII", pixels, pixels, 0, 0, 1, 32, len(png), len(header) + 16)
    return header + entry + png


def _manifest_icon(pixels: int) -> str:
    return f"icon-{pixels}.png"


def _manifest(settings: Settings) -> dict[str, Any]:
    """What a phone needs to put the guide on its home screen; see https://www.w3.org/TR/appmanifest/"""
    icons = [{"src": _manifest_icon(pixels), "sizes": f"{pixels}x{pixels}", "type": "image/png"} for pixels in MANIFEST_PIXELS]
    # Addresses are relative to the manifest, which is in the folder of the downloads.
    home = "../" * (DOWNLOADS.count("/") + 1)
    return {
        "name": settings.site_name,
        "start_url": home,
        "scope": home,
        "display": "browser",
        "theme_color": settings.color,
        "background_color": settings.color,
        "icons": icons,
    }
