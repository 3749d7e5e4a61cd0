"""Whatever tries to become active is refused by the check, in its file and on its line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from macros.diagnostics import Diagnostic
from tests.fixtures import hostile_pages
from tests.fixtures.hostile_pages import HEAD, page_texts
from tests.support.guides import COPY_CONFIG_LINES, SMALL, code_of, problems_in, problems_of, write

ACTIVE_CODES = tuple(f"P45{digit}" for digit in range(7))
"""The codes for what could become active; other things are wrong with some of these pages too."""


def active(root: Path) -> list[Diagnostic]:
    return [diagnostic for diagnostic in problems_in(root) if diagnostic.code in ACTIVE_CODES]


def test_every_hostile_page_is_refused_at_its_line(tmp_path: Path) -> None:
    root = Path(shutil.copytree(SMALL, tmp_path / "small"))
    for name, (text, _) in page_texts().items():
        write(root, f"docs/hostile/{name}.md", text)
    found = {(diagnostic.place.file, diagnostic.place.line) for diagnostic in problems_in(root)}
    accepted = [
        (name, text)
        for name, (text, lines) in page_texts().items()
        if not any((f"docs/hostile/{name}.md", line) in found for line in lines)
    ]
    assert len(page_texts()) >= 250
    assert accepted == []


@pytest.mark.parametrize("payload", hostile_pages.NAVIGATION)
def test_hostile_navigation_is_refused_at_its_line(small: Path, payload: str) -> None:
    lines = (small / "mkdocs.yml").read_text("utf-8").count("\n") + 1
    with (small / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("nav:\n" + "".join(f"  {line}\n" for line in payload.split("\n")))
    [diagnostic] = active(small)
    last = lines + 1 + payload.count("\n")
    assert (diagnostic.place.file, diagnostic.code) == ("mkdocs.yml", "P455")
    assert diagnostic.place.line in (last, last - 1), "the last lines of a payload are the hostile ones"


@pytest.mark.parametrize("payload", hostile_pages.SETTINGS)
def test_hostile_texts_of_the_site_are_refused_at_their_line(small: Path, payload: str) -> None:
    config = small / "mkdocs.yml"
    key = payload.partition(":")[0]
    kept = "".join(line for line in config.read_text("utf-8").splitlines(keepends=True) if not line.startswith(f"{key}:"))
    config.write_text(kept + payload + "\n", "utf-8")
    [diagnostic] = active(small)
    assert (diagnostic.place.file, diagnostic.place.line, diagnostic.code) == ("mkdocs.yml", kept.count("\n") + 1, "P456")


@pytest.mark.parametrize("payload", [*hostile_pages.SETTINGS, *hostile_pages.COPY_SETTINGS])
def test_hostile_settings_of_a_copy_are_refused_at_their_line(small: Path, payload: str) -> None:
    lines = [line for line in COPY_CONFIG_LINES if line.partition(":")[0] != payload.partition(":")[0]]
    write(small, "mkdocs.local.yml", "\n".join([*lines, payload, ""]))
    found = problems_in(small)
    places = range(len(lines) + 1, len(lines) + 2 + payload.count("\n"))
    assert found, "it passes"
    assert {diagnostic.place.file for diagnostic in found} == {"mkdocs.local.yml"}
    assert all(diagnostic.place.line in places for diagnostic in found), found


def test_settings_of_a_copy_that_are_not_hostile_pass(small: Path) -> None:
    write(small, "mkdocs.local.yml", "\n".join([*COPY_CONFIG_LINES, 'site_description: The "hidden" job market & what', ""]))
    assert problems_of(small) == []


@pytest.mark.parametrize("payload", hostile_pages.SHOWN)
def test_text_about_code_and_plain_html_pass(small: Path, payload: str) -> None:
    write(small, "docs/shown.md", f"{HEAD}{payload}\n")
    assert active(small) == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "<b>x</b> <script>x()</script>",
            ":3:10: this tag isn't allowed in a chapter; got '<script>'; expected Markdown, or a tag such as",
        ),
        ("<a herf=./>x</a>", "<a> can't have this attribute in a chapter; got 'herf'; expected none, or class, dir, href, id,"),
        ("[x](javascript:x)", ":3:5: this address isn't allowed in a link; got 'javascript:x'; expected a page on this site"),
        ("if 1 <b then", ":3:6: this isn't a complete tag; got '<b then'; expected a complete tag, or &lt; for a <"),
        (
            "a {name} b",
            "Markdown reads text in braces as attributes of the text before it; got 'name'; expected #id or .class; to show braces",
        ),
        ("<p id=Pay>x</p>", "this id has the wrong form; got 'Pay'; expected lower-case letters, digits and hyphens, such as what-to-wear"),
    ],
)
def test_the_place_and_what_to_write_instead_are_named(small: Path, text: str, says: str) -> None:
    write(small, "docs/shown.md", f"{HEAD}{text}\n")
    problems = [problem for problem in problems_of(small) if code_of(problem)[0] == "P"]
    assert any(says in problem for problem in problems), problems


def test_quotes_and_an_ampersand_are_plain_text(small: Path) -> None:
    write(small, "docs/shown.md", '---\ntitle: R&D "jobs"\ndescription: The "hidden" job market & what\n---\n\n# Shown\n')
    assert active(small) == []
