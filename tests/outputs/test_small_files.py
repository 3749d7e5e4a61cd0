"""How the files a page loads are made fewer and smaller."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.outputs.html.small_files import JoinedScripts, small_page, small_script, small_style

MODULES = {
    "shared/dom": "/* Parts. */\nvar Guide = Guide || {};\nGuide.dom = 1;\n",
    "a/b-core": "Guide.b = `x  y`; // It ends without a semicolon\nGuide.c = Guide.b",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name, script in MODULES.items():
        path = tmp_path / f"assets/{name}.js"
        path.parent.mkdir(parents=True)
        path.write_text(script, "utf-8")
    for name in ("javascripts/bundle.12345678.min.js", "stylesheets/main.12345678.min.css"):
        path = tmp_path / "assets" / name
        path.parent.mkdir(parents=True)
        path.write_text("/*! The theme's  own */", "utf-8")
    (tmp_path / "assets/a/a.css").write_text("/* A */\n.a {\n  color : red ;\n}\n", "utf-8")
    return tmp_path


def script(name: str, more: str = "", root: str = "../") -> str:
    return f'<script{more} src="{root}assets/{name}.js"></script>'


def test_scripts_that_follow_one_another_become_one(site: Path) -> None:
    joined = JoinedScripts(site)
    page = joined.join(f"<p>1</p>{script('shared/dom')}\n  {script('a/b-core')}<p>2</p>")
    [name] = re.findall(r'<p>1</p><script src="\.\./(assets/joined/[0-9a-f]{16}\.js)"></script><p>2</p>', page)
    joined.write()
    assert (site / name).read_text("utf-8") == "var Guide=Guide ||{};Guide.dom=1;\nGuide.b=`x  y`;Guide.c=Guide.b;"
    assert (site / "assets/shared/dom.js").read_text("utf-8") == "var Guide=Guide ||{};Guide.dom=1;"
    assert (site / "assets/a/a.css").read_text("utf-8") == ".a { color : red ; }"
    for name in ("javascripts/bundle.12345678.min.js", "stylesheets/main.12345678.min.css"):
        assert (site / "assets" / name).read_text("utf-8") == "/*! The theme's  own */", "the theme's files have digests in their names"


def test_what_runs_at_another_time_is_not_joined(site: Path) -> None:
    """A deferred script waits for the page, and what stands between two scripts is there for the second."""
    joined = JoinedScripts(site)
    page = joined.join(f"{script('shared/dom', ' defer')}{script('a/b-core')}<p>1</p>{script('shared/dom')}")
    assert re.sub("[0-9a-f]{16}", "X", page) == "{0}{1}<p>1</p>{1}".format(
        '<script defer src="../assets/joined/X.js"></script>', '<script src="../assets/joined/X.js"></script>'
    )
    assert len(joined.files) == 2, "the same scripts are the same file"


def test_the_theme_s_script_and_inline_ones_stay(site: Path) -> None:
    page = f'{script("javascripts/bundle.12345678.min")}<script>var a = 1;</script><script type="application/json" id="x">[1,  2]</script>'
    joined = JoinedScripts(site)
    assert joined.join(page) == page
    assert not joined.files


@pytest.mark.parametrize("root", ["", "/", "/guide/", "../../"])
def test_the_address_is_relative_as_it_was(site: Path, root: str) -> None:
    assert JoinedScripts(site).join(script("a/b-core", root=root)).startswith(f'<script src="{root}assets/joined/')


def test_a_new_version_of_a_script_is_a_new_file(site: Path) -> None:
    before = JoinedScripts(site).join(script("a/b-core"))
    assert JoinedScripts(site).join(script("a/b-core")) == before
    (site / "assets/a/b-core.js").write_text("Guide.b = 2;", "utf-8")
    assert JoinedScripts(site).join(script("a/b-core")) != before


def test_a_page_loses_its_indentation_but_no_line_break() -> None:
    page = '<div data-search-exclude>\n   <p>Dear Ana,  \n\n   I saw\n your <b data-search-exclude class="x">talk</b>.</p>\n</div>'
    assert small_page(page) == '<div>\n<p>Dear Ana,\n\nI saw\nyour <b class="x">talk</b>.</p>\n</div>'
    for name in ("pre", "textarea", "script", "style"):
        kept = f"<{name} class='x'>\n  a\n   data-search-exclude >  b</{name}>"
        assert small_page(f"<p>\n  a\n</p>{kept}\n  <p>") == f"<p>\na\n</p>{kept}\n<p>"


def test_a_joined_script_can_begin_with_a_parenthesis() -> None:
    assert small_script("var a = 1\n") + small_script("(() => {})()") == "var a=1;(()=>{})();"


@pytest.mark.parametrize(
    ("written", "small"),
    [
        ("/* A\n * B */\nvar a = 1; // C\nvar b = a; /* D */", "var a=1;var b=a;"),
        ("a = `${b}, ${c} (${d})  // no comment\n  /* none */`", "a=`${b}, ${c} (${d})  // no comment\n  /* none */`;"),
        (
            "a = `${b.map((x) => `${x} (${ x }), `).join(` `)} (S) ${ {c: 1} }  `",
            "a=`${b.map((x) => `${x} (${ x }), `).join(` `)} (S) ${ {c: 1} }  `;",
        ),
        ("""a = 'b // c' + "d /* e */  f";""", """a='b // c' + "d /* e */  f";"""),
        ("a = b / c / d; e = /[/] \\/ [/*] x/.test(f)", "a=b / c / d;e=/[/] \\/ [/*] x/.test(f);"),
        ("a + ++b - -c; typeof d; return_ in e", "a + ++b - -c;typeof d;return_ in e;"),
        ("a\n/* b */(c)", "a\n(c);"),
        ("function f() {\n  return\n  a\n}", "function f(){return\na\n};"),
        ("const f = async ({ a, ...b }) => [...b, a?.c ?? 1]", "const f=async({a,...b})=>[...b,a?.c??1];"),
        ('a = "naïve  ’"; // naïve', 'a="naïve  ’";'),
    ],
)
def test_a_script_keeps_what_it_says(written: str, small: str) -> None:
    assert small_script(written) == small
    assert small_script(small) == small


def test_a_script_the_parser_cannot_read_stays_as_it_is() -> None:
    """With its last line ended, since another one may follow."""
    assert small_script("var a = ;{ // what?") == "var a = ;{ // what?\n;"


def test_data_for_later_is_in_a_file_of_its_own(site: Path) -> None:
    joined = JoinedScripts(site)
    page = joined.join('<script type="application/json" id="guide-x-data" data-later>{"a": "b"}</script>')
    [name] = joined.files
    assert page == f'<script type="application/json" id="guide-x-data" data-file="{name}"></script>'
    assert joined.files[name] == 'Guide.loadLater.fileData["guide-x-data"]={"a": "b"};'
    assert joined.join(page) == page


@pytest.mark.parametrize(
    ("sheet", "small"),
    [
        ("/* One */\n.a :is(p, li)\n  a {\n    margin: calc(1px + 2px);\n  }\n", ".a :is(p, li) a { margin: calc(1px + 2px); }"),
        ('.a::before { content: "/* no  comment */"; }', '.a::before { content: "/* no  comment */"; }'),
        ("@layer guide {\n  /* Two */\n  .b { color: var(--c,  red) }\n}", "@layer guide { .b { color: var(--c, red) } }"),
        (".a/**/.b { --x: {  } }", ".a.b { --x: { } }"),
    ],
)
def test_a_style_sheet_keeps_the_spaces_that_mean_something(sheet: str, small: str) -> None:
    assert small_style(sheet) == small
