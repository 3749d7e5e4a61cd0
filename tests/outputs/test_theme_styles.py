"""The theme's style sheets lose what no page of a site can use, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.diagnostics import InvalidGuideError
from macros.outputs.html.inline_code import inline_code, theme_folder
from macros.outputs.html.theme_styles import SHEETS, attributes_in, cut_theme_styles, in_use, used_rules

PAGE = """<!doctype html><html dir="ltr"><body data-md-color-scheme="slate" data-md-color-primary="custom" id=top>
<p class='md-note  md-note--big' title="a < b">x</p>
<a href="./"
   class="sm:wide">x</a><INPUT TYPE="Text"><script>on("md-made")</script><svg viewBox="0 0 1 1"><linearGradient/></svg></body></html>"""
SCRIPT = 'x.className="md-late"; y.innerHTML=`<mark class="md-fact--${kind}">`; z.classList.add(name + "--open"); w.id = "late"; --e'


def kept(sheet: str) -> str:
    return used_rules(sheet, in_use([PAGE], [SCRIPT], attributes_in(sheet)))


MAY_APPLY = r"""
* | p | html | tbody | mark | linearGradient | :root | ::selection | p:first-child::before | p:nth-child(odd) | p:lang(xx) | p[hidden]
.md-note | .md-note--big | #top | .md-note#top>p | .md-made | .md-late | .md-fact--stars | .md-any--open | #late | .sm\:wide
[dir=ltr] | [dir="ltr"] p | [data-md-color-primary=custom] | [data-md-gone] | [dir^=r] | [type=text]
p:not(.gone) | p:not(:is(.gone,#gone)) | :is(.gone,.md-note) | :where(p,gone) a | :has(.gone,.md-note)
"""
CANNOT_APPLY = r"""
video | .gone | #gone | p.gone | .gone p | p>.gone~a | .gone:not(.x) | .sm\:gone | a.gone::before | .md-note.gone
[dir=rtl] p | [data-md-color-primary=red] | [data-md-color-primary="red"] .md-note
p:is(.gone,#gone) | p:has(.gone) | :where(video) p | :not(p) .gone | :is(.gone:not(p),video)
"""


def selectors(text: str) -> list[str]:
    return re.split(r"\n| \| ", text.strip())


@pytest.mark.parametrize("selector", selectors(MAY_APPLY))
def test_a_rule_stays_if_it_may_apply(selector: str) -> None:
    assert kept(f"{selector}{{color:red}}") == f"{selector}{{color:red}}"


@pytest.mark.parametrize("selector", selectors(CANNOT_APPLY))
def test_a_rule_goes_if_it_needs_what_is_nowhere(selector: str) -> None:
    assert kept(f"{selector}{{color:red}}a{{color:blue}}") == "a{color:blue}"


@pytest.mark.parametrize(
    ("sheet", "rest"),
    [
        (".gone,p,.gone a,a{x:y}", "p,a{x:y}"),
        ("@media screen{.gone{x:y}p{x:y}}", "@media screen{p{x:y}}"),
        ("@media screen{@supports (x:y){.gone{x:y}}}p{x:y}", "p{x:y}"),
        ("@layer a,b;p{x:y}", "@layer a,b;p{x:y}"),
        ("@keyframes gone{0%{x:y}to{x:z}}", "@keyframes gone{0%{x:y}to{x:z}}"),
        ('@font-face{font-family:"x";src:url(x.woff2)}', '@font-face{font-family:"x";src:url(x.woff2)}'),
        ("@page{margin:0}:root{--gone:url('data:image/svg+xml;charset=utf-8,<svg/>')}", None),
        # A browser that doesn't know a selector drops the rule. Without that selector, it wouldn't.
        (".gone::-moz-x,p{x:y}", ".gone::-moz-x,p{x:y}"),
        (".gone::-moz-x,.gone{x:y}", ""),
        ("/* Why */ p { x : y ; }", None),
    ],
)
def test_what_is_around_the_rules_stays(sheet: str, rest: str | None) -> None:
    found = kept(sheet)
    if rest is None:
        assert re.sub(r"/\*.*?\*/|[\s\"']", "", found) == re.sub(r"/\*.*?\*/|[\s\"']", "", sheet)
    else:
        assert found == rest


NAMES = sorted(path.name for path in (theme_folder() / SHEETS).glob("*.css"))
IMPORTS = "".join(f'<style>@import "{SHEETS}/{name}" layer(material);</style>\n' for name in NAMES)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with one page, and the theme's real style sheets."""
    (tmp_path / SHEETS).mkdir(parents=True)
    for path in (theme_folder() / SHEETS).glob("*.css"):
        (tmp_path / SHEETS / path.name).write_bytes(path.read_bytes())
    (tmp_path / "assets/shared").mkdir()
    (tmp_path / "assets/shared/dom.js").write_text('x.className = "md-tooltip2"', "utf-8")
    (tmp_path / "index.html").write_text(PAGE.replace("<body", f"{IMPORTS}<body class='md-typeset'"), "utf-8")
    return tmp_path


def test_the_two_style_sheets_of_the_theme_become_one(site: Path) -> None:
    whole = sum(path.stat().st_size for path in (site / SHEETS).iterdir())
    cut_theme_styles(site)
    (sheet,) = (site / SHEETS).iterdir()
    text = sheet.read_text("utf-8")
    assert len(text) < whole / 2
    assert ".md-tooltip2" in text and ".highlight" not in text
    assert text.index(".md-tooltip2") < text.index("[data-md-color-scheme=slate]{color-scheme:dark"), "the palette comes second"
    page = (site / "index.html").read_text("utf-8")
    (style,) = re.findall("<style>(.*?)</style>", page)
    assert style == f'@import "{SHEETS}/{sheet.name}" layer(material);'
    assert inline_code().allows("style", style)


def test_the_same_site_has_the_same_style_sheet_again(site: Path) -> None:
    """Also when MkDocs copies the theme's files again, but doesn't write a page that hasn't changed (`mkdocs build --dirty`)."""
    cut_theme_styles(site)
    before = {path: path.read_bytes() for path in site.rglob("*.*")}
    for path in (theme_folder() / SHEETS).glob("*.css"):
        (site / SHEETS / path.name).write_bytes(path.read_bytes())
    cut_theme_styles(site)
    assert {path: path.read_bytes() for path in site.rglob("*.*")} == before


def refused(site: Path) -> str:
    before = {path: path.read_bytes() for path in site.rglob("*.*")}
    with pytest.raises(InvalidGuideError) as caught:
        cut_theme_styles(site)
    assert {path: path.read_bytes() for path in site.rglob("*.*")} == before
    return str(caught.value)


CHANGED = "the theme's style sheets have changed, so they can't be cut to what this site uses"


def test_a_style_sheet_that_is_not_there_is_reported(site: Path) -> None:
    next((site / SHEETS).glob("palette.*")).unlink()
    assert refused(site).startswith(f"assets/stylesheets:1:1: {CHANGED}; got 'main.")


def test_style_sheets_of_which_nothing_goes_are_reported(site: Path) -> None:
    sheet = next((site / SHEETS).glob("palette.*"))
    sheet.write_text("p{color:red}", "utf-8")
    assert refused(site).startswith(f"assets/stylesheets/{sheet.name}:1:1: {CHANGED}; got 'no rule goes'")


@pytest.mark.parametrize("imports", ["", IMPORTS.partition("\n")[0], IMPORTS * 2])
def test_a_page_that_does_not_load_the_two_is_reported(site: Path, imports: str) -> None:
    page = (site / "index.html").read_text("utf-8")
    (site / "index.html").write_text(page.replace(IMPORTS, imports), "utf-8")
    assert refused(site).startswith(f"index.html:1:1: {CHANGED}; expected one import of main.")
