"""Writes which characters the fonts of the sheets have: python -m tests.support.glyph_ranges, after a new version of Typst or a font.

Typst itself is asked, since it alone knows what its fonts can draw: a text that they can't is refused when it makes a PDF/UA-1.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Iterable
from itertools import pairwise
from textwrap import wrap

import typst

from macros.outputs.pdf.fonts import FONTS, font_options
from tests.support.guides import ROOT

NOT_TEXT = {"Cc", "Cn", "Co", "Cs", "Me", "Zl", "Zp"}
"""Categories that no printed text may have: controls, unassigned and private characters, halves, separators of lines, and the marks
that draw a box around the sign before them, which the fonts put in the wrong place."""
NOT_RIGHT = re.compile("(DEVANAGARI|HANGUL|KHMER|LAO|MONGOLIAN|TAG|VARIATION) ")
"""How the names of characters begin that some font has, though it can't join them as they are written: seen in a PDF, letter by letter.
Tags and variation selectors make emoji of other characters."""
RANGES_FILE = ROOT / "macros/outputs/pdf/glyph_ranges.py"
PROBE = """
#set document(title: "Probe")
#set text(font: sys.inputs.font, fallback: false)
#for text in json(bytes(sys.inputs.texts)) [#text #parbreak()]
"""
HEAD = '''"""Which characters each font of the printed sheets has, as ranges of hexadecimal numbers.

Written by: python -m tests.support.glyph_ranges
"""

RANGES = {
'''


def drawn(font: str, characters: Iterable[str]) -> set[str]:
    """The characters that a font can draw.

    Args:
        font: The name of its family.
        characters: Those that are tried, each between two letters, so that marks have something to stand on.
    """
    tried = set(characters)
    inputs = {"font": font, "texts": json.dumps([f"x{character}x" for character in sorted(tried)])}
    try:
        typst.Compiler(PROBE.encode(), sys_inputs=inputs, **font_options()).compile(format="pdf", pdf_standards=["ua-1"])
    except typst.TypstError as error:
        refused = "".join(re.findall(r'the text `"(.*?)"` could not be displayed', error.diagnostic))
        refused = re.sub(r"\\u\{([0-9a-f]+)\}", lambda match: chr(int(match[1], 16)), refused)
        return tried - (set(refused) - {"x"})
    return tried


def characters() -> list[str]:
    """Every character that a text may have."""
    found = (chr(number) for number in range(0x20, sys.maxunicode + 1) if unicodedata.category(chr(number)) not in NOT_TEXT)
    return [character for character in found if not NOT_RIGHT.match(unicodedata.name(character, ""))]


def ranges_of(found: Iterable[str]) -> str:
    """The characters as ranges, such as 20-7e a0-17f."""
    numbers = sorted(map(ord, found))
    starts = [numbers[0], *(after for before, after in pairwise(numbers) if after > before + 1)]
    ends = [*(before for before, after in pairwise(numbers) if after > before + 1), numbers[-1]]
    return " ".join(f"{start:x}-{end:x}" for start, end in zip(starts, ends, strict=True))


def main() -> None:
    """Ask Typst about every character and each font, and write what it says. This takes half a minute."""
    lines = [HEAD]
    for font in FONTS:
        lines.append(f'    "{font}": (\n')
        lines += [f'        "{line} "\n' for line in wrap(ranges_of(drawn(font, characters())), 120)]
        lines.append("    ),\n")
    RANGES_FILE.write_text("".join([*lines, "}\n"]), "utf-8")


if __name__ == "__main__":
    main()
