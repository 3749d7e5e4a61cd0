"""The settings that the generator reads, and a copy's pages in the navigation."""

from __future__ import annotations

from typing import Any

import pytest

from macros.settings import OwnPage, nav_with, pages_in, settings_of

NAV = ["index.md", {"Start": ["start/index.md", {"Why": "start/why.md"}, {"More": ["start/more.md"]}]}, {"End": "end.md"}]
CONF: dict[str, Any] = {"site_name": "Ours", "site_url": None, "use_directory_urls": True, "extra": {}, "theme": {}}


@pytest.mark.parametrize(
    ("own_pages", "expected"),
    [
        ([], ["index.md", "start/index.md", "start/why.md", "start/more.md", "end.md"]),
        ([OwnPage("local/a.md", "index.md")], ["index.md", "local/a.md", "start/index.md", "start/why.md", "start/more.md", "end.md"]),
        (
            [OwnPage("local/a.md", "start/why.md"), OwnPage("local/b.md", "start/why.md"), OwnPage("local/c.md", "local/a.md")],
            ["index.md", "start/index.md", "start/why.md", "local/a.md", "local/c.md", "local/b.md", "start/more.md", "end.md"],
        ),
        (
            [OwnPage("local/a.md", tab="Ours"), OwnPage("local/b.md", "local/a.md"), OwnPage("local/c.md", tab="Ours")],
            ["index.md", "start/index.md", "start/why.md", "start/more.md", "end.md", "local/a.md", "local/b.md", "local/c.md"],
        ),
        # Faults, which the check reports: whatever they say, it comes to an end.
        (
            [OwnPage("local/a.md", "end.md"), OwnPage("local/a.md", "local/a.md")],
            [*pages_in(NAV), "local/a.md", "local/a.md"],
        ),
        ([OwnPage("local/a.md", "local/b.md"), OwnPage("local/b.md", "local/a.md")], list(pages_in(NAV))),
        ([OwnPage("local/a.md", "local/a.md")], list(pages_in(NAV))),
    ],
)
def test_a_copys_pages_are_put_where_the_settings_say(own_pages: list[OwnPage], expected: list[str]) -> None:
    before = repr(NAV)
    assert list(pages_in(nav_with(NAV, own_pages))) == expected
    assert repr(NAV) == before


def test_a_tab_is_a_section_with_all_its_pages() -> None:
    assert nav_with(NAV, [OwnPage("local/a.md", tab="Ours"), OwnPage("local/b.md", tab="Ours")])[-1] == {
        "Ours": ["local/a.md", "local/b.md"]
    }


@pytest.mark.parametrize("value", [None, "", "x", 5, [], {}, ["x"], [None], [{"title": "x"}], [{"page": 5}], {"page": "x"}])
@pytest.mark.parametrize("name", ["resources", "pages", "repo", "branch", "security", "conduct", "offline_copy"])
def test_settings_in_the_wrong_form_stop_nothing_before_the_check_has_seen_them(name: str, value: object) -> None:
    settings = settings_of({**CONF, "extra": {name: value}})
    assert settings.resources == ()
    assert all(isinstance(text, str) for own in settings.own_pages for text in own)
