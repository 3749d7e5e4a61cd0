"""The fonts of everything on paper, which keep a build the same on every machine: those in Typst's wheel, and Source Sans Pro from its own.

A machine's own fonts aren't used.
"""

from __future__ import annotations

import shutil
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import typst

SANS = "Source Sans Pro"
"""The font for labels, furniture and small print."""
FONTS = ("Libertinus Serif", "New Computer Modern", "DejaVu Sans Mono", SANS)
"""The fonts for text, in the order they're tried. templates/style.typ has the same list, and a test compares them."""
FONT_PACKAGE = "font-source-sans-pro"
STYLES = ("Regular", "It", "Semibold", "SemiboldIt", "Bold", "BoldIt")
"""The styles of Source Sans Pro that sheets use."""


class _PaperFonts(NamedTuple):
    """The fonts, and the folder some of them are read from, which has to stay as long as they do."""

    fonts: typst.Fonts
    folder: TemporaryDirectory[str]


@cache
def _paper_fonts() -> _PaperFonts:
    # The check needs only the names of the fonts, and Typst takes a while to load.
    import typst

    # The package has each style in two formats, and Typst would take whichever a machine lists first. Typst takes only folders.
    spec = find_spec(FONT_PACKAGE.replace("-", "_"))
    assert spec and spec.origin
    folder = TemporaryDirectory(prefix=f"{FONT_PACKAGE}-{version(FONT_PACKAGE)}-")
    for style in STYLES:
        shutil.copy(Path(spec.origin).parent / "files" / f"SourceSansPro-{style}.ttf", folder.name)
    return _PaperFonts(typst.Fonts(include_system_fonts=False, font_paths=[folder.name]), folder)


def font_options() -> dict[str, Any]:
    """The options of a Typst compiler that give it these fonts and no others."""
    return {"font_paths": _paper_fonts().fonts, "ignore_system_fonts": True}
