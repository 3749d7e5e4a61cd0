"""Each heuristic on why YAML cannot be read recognizes its mistake, and none before it takes the mistake for another."""

from __future__ import annotations

import pytest

from macros.diagnostics import InvalidGuideError, Place
from macros.yaml_io import error_hints
from macros.yaml_io.parser import parse_yaml

FILE = "pay.yml"

MISTAKES = {
    "_block_text": ("intro: | Two lines.\n  The other.\n", 1, "a text can't begin on the same line as its | or >"),
    "_backslash": ('intro: "In C:\\dir"\n', 1, "a backslash doesn't work in double quotes"),
    "_quote_inside": ('intro: "Yes" is no answer.\n', 1, 'a " inside the text ends it too early'),
    "_open_quote": ('intro: "Very short.\ntopic: "pay"\n', 1, 'the quote that opens here is never closed: "'),
    "_two_dashes": ("questions:\n  - - id: q-pay-01\n    text: How?\n", 2, "there are two dashes before this entry"),
    "_above_keys": ("  - id: q-pay-09\n    text: How?\ntopic: pay\n", 1, "this entry is above the keys of the file"),
    "_hash_in_brackets": ("colors: {light: #7a1f3d, dark: x}\n", 1, "YAML reads #7a1f3d and the rest of its line as a comment"),
    "_no_dash": ("probes:\n  - Who?\n  – When?\n", 3, "an entry begins with a plain dash, not with –"),
    "_colon_inside": ("intro: Honestly: short.\n", 1, "a text with a colon and a space in it needs quotes"),
    "_no_colon": ("topic: pay\nintro Very short.\nquestions:\n", 2, "this line has no colon after its key"),
    "_first_character": ("intro: @work is short.\n", 1, "a text without quotes can't begin with @"),
    "_bracket_first": ("intro: [Very] short.\n", 1, "a text without quotes can't begin with ["),
    "_list_beside_key": ("probes: - Who?\n", 1, "a list can't begin on the same line as its key"),
    "_brackets": (
        "goals: [pay, learn\ntopic: pay\n",
        1,
        "the list that opens here has no ] at its end, or contains a text that needs quotes",
    ),
    "_entry_indent": ("probes:\n  - Who?\n - When?\n", 3, "this line is indented by 1 space, which doesn't match any line above it"),
    "_key_indent": (
        "variants:\n  plain: How?\n warm: How come?\n",
        3,
        "this line is indented by 1 space, which doesn't match any line above it",
    ),
    "_dash_before_key": ("topic: pay\n- intro: Very short.\n", 2, "there is a dash in the middle of an entry"),
    "_anything": ("topic: pay\n}\n", 2, "this isn't YAML"),
}
"""By heuristic: a text, the line of its mistake, and how its diagnostic begins."""


def test_every_heuristic_has_a_mistake() -> None:
    assert list(MISTAKES) == [heuristic.__name__ for heuristic in error_hints._HEURISTICS]


@pytest.mark.parametrize("heuristic", MISTAKES)
def test_a_mistake_is_recognized_at_its_line(heuristic: str) -> None:
    text, line, what = MISTAKES[heuristic]
    with pytest.raises(InvalidGuideError) as raised:
        parse_yaml(text, FILE)
    [diagnostic] = raised.value.diagnostics
    assert (diagnostic.code, diagnostic.place[:2]) == ("Y110", Place(FILE, line)[:2])
    assert diagnostic.what.startswith(f"{what} (YAML says: "), diagnostic.what
