"""Icons of the theme in the page templates."""

from __future__ import annotations

import re

import pytest

from macros.outputs.html.renderer import PAGE_TEMPLATES
from macros.outputs.html.theme_icons import UnknownIconError, icon


def test_an_icon_is_a_drawing_that_screen_readers_skip() -> None:
    drawing = icon("printer")
    assert re.fullmatch(r'<svg class="guide-icon" aria-hidden="true" viewBox="0 0 24 24"><path d="[^"]+"/></svg>', drawing), drawing
    assert "id=" not in drawing


def test_templates_place_it_as_it_is() -> None:
    assert PAGE_TEMPLATES.from_string("{{ icon('download') }} PDF").render().startswith("<svg ")


@pytest.mark.parametrize(("name", "near"), [("printr", "printer"), ("../material/printer", ""), ("", "")])
def test_an_unknown_name_is_an_error_that_says_so(name: str, near: str) -> None:
    with pytest.raises(UnknownIconError, match=re.escape(f'the theme has no icon "{name}"')) as error:
        icon(name)
    assert not near or f'did you mean "{near}"?' in str(error.value)
