"""What the page "How the guide looks" reads from the style sheet."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.checks.copy_settings import LEAST_CONTRAST
from macros.outputs.html.design_tokens import design_tokens, token_colors, token_sizes

SMALL = """@layer guide {
  :root,
  [data-md-color-scheme="default"] {
    --guide-ink: #000000; /* text */
    --guide-paper: #ffffff; /* the page */
    --md-code-fg-color: var(--guide-ink);
  }

  [data-md-color-scheme="slate"] {
    --guide-ink: #ffffff;
    --guide-paper: #000000;
  }

  :root {
    --guide-space-1: 0.2rem; /* between lines */
  }
}

@media print {
  :root {
    --guide-ink: #111111;
  }
}
"""


def test_tokens_are_read_with_both_palettes_and_what_they_are_for(tmp_path: Path) -> None:
    sheet = tmp_path / "small.css"
    sheet.write_text(SMALL, "utf-8")
    colors = {token.name: (token.purpose, [swatch.color for swatch in swatches]) for token, swatches in token_colors(sheet)}
    assert colors == {"--guide-ink": ("text", ["#000000", "#ffffff"]), "--guide-paper": ("the page", ["#ffffff", "#000000"])}
    [size] = token_sizes(sheet)
    assert (size.name, size.value, size.purpose) == ("--guide-space-1", "0.2rem", "between lines")


def test_a_token_without_a_purpose_is_an_error(tmp_path: Path) -> None:
    sheet = tmp_path / "small.css"
    sheet.write_text(SMALL.replace(" /* the page */", ""), "utf-8")
    with pytest.raises(ValueError, match=r"small\.css .* --guide-paper"):
        design_tokens(sheet)


def test_every_token_is_used() -> None:
    sheets = "".join(path.read_text("utf-8") for path in Path("docs/assets").rglob("*.css"))
    assert [name for name in design_tokens() if f"var({name})" not in sheets] == []


@pytest.mark.parametrize("palette", [0, 1])
def test_text_links_and_the_accent_can_be_read_on_every_background(palette: int) -> None:
    found = {token.name: swatches[palette] for token, swatches in token_colors()}
    for name in ("--guide-ink", "--guide-link", "--guide-mark"):
        assert found[name].on_paper >= LEAST_CONTRAST, name
    for name in ("--guide-paper", "--guide-soft", "--guide-raised", "--guide-tint"):
        assert found[name].under_ink >= LEAST_CONTRAST, name
    assert found["--guide-edge"].on_paper >= 3
