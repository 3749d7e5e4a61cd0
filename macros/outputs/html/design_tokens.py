"""The look of the site as the page "How the guide looks" shows it, read from the style sheet that makes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from macros.checks.copy_settings import contrast_of

STYLE_SHEET = Path(__file__).parents[3] / "docs/assets/styles/guide.css"
_BLOCK = re.compile(r"^  (:root|\[data-md-color-scheme=\"slate\"\])[^{]*\{\n(.*?)^  \}", re.MULTILINE | re.DOTALL)
_TOKEN = re.compile(r"^    (--guide-[\w-]+): ([^;]+);(?: /\* (.*?) \*/)?$", re.MULTILINE)
_COLOR = re.compile(r"#[0-9a-f]{6}")


@dataclass(frozen=True)
class DesignToken:
    """A named value of the style sheet, which every rule uses instead of a value of its own.

    Attributes:
        name: Its name, such as `--guide-ink`.
        value: Its value, in the light palette if there are two.
        purpose: What it's for, from the comment beside it.
        dark: Its value in the dark palette; empty if it's the same.
    """

    name: str
    value: str
    purpose: str
    dark: str = ""


@dataclass(frozen=True)
class Swatch:
    """A color of one palette.

    Attributes:
        color: Such as `#1d2826`.
        on_paper: Its contrast with the page's background.
        under_ink: Its contrast with text.
    """

    color: str
    on_paper: float
    under_ink: float


@cache
def design_tokens(path: Path = STYLE_SHEET) -> dict[str, DesignToken]:
    """The tokens of the style sheet by name, in its order.

    Args:
        path: The style sheet.

    Raises:
        ValueError: If a token has no comment that says what it's for.
    """
    light: dict[str, tuple[str, str]] = {}
    dark: dict[str, str] = {}
    for selector, body in _BLOCK.findall(path.read_text("utf-8").partition("@media print")[0]):
        for name, value, purpose in _TOKEN.findall(body):
            if selector == ":root":
                light.setdefault(name, (value, purpose))
            else:
                dark[name] = value
    if missing := [name for name, (_, purpose) in light.items() if not purpose]:
        raise ValueError(f"{path.name} doesn't say what these are for, in a comment on the same line: {', '.join(missing)}")
    return {name: DesignToken(name, value, purpose, dark.get(name, "")) for name, (value, purpose) in light.items()}


def token_colors(path: Path = STYLE_SHEET) -> Iterator[tuple[DesignToken, list[Swatch]]]:
    """Each color of the style sheet, light and dark."""
    tokens = design_tokens(path)
    paper, ink = tokens["--guide-paper"], tokens["--guide-ink"]
    for token in tokens.values():
        if _COLOR.fullmatch(token.value):
            yield (
                token,
                [
                    Swatch(color, contrast_of(color, page), contrast_of(color, text))
                    for color, page, text in ((token.value, paper.value, ink.value), (token.dark, paper.dark, ink.dark))
                ],
            )


def token_sizes(path: Path = STYLE_SHEET) -> list[DesignToken]:
    """The tokens that aren't colors."""
    return [token for token in design_tokens(path).values() if not _COLOR.fullmatch(token.value)]
