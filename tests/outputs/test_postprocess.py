"""Postprocessing refuses each thing that must not be published, and says where it is."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest

from macros.checks.allowed_html import AROUND_ARTICLE, IN_ARTICLE, IN_DRAWING, IN_MARKDOWN
from macros.diagnostics import InvalidGuideError
from macros.outputs.html.inline_code import inline_code
from macros.outputs.html.postprocess import postprocess_site
from macros.outputs.html.site_files import file_diagnostics, source_file_diagnostics
from tests.support.built_page import GOOD, SCRIPT, STYLE, reported


def test_a_good_page_gets_a_policy_that_names_its_scripts(built_folder: Path) -> None:
    assert reported(built_folder) == []
    page = (built_folder / "index.html").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
    policy = re.search(r'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="([^"]+)">', page)[1]
    assert f"script-src 'self' 'sha256-{digest}';" in policy
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert policy.count("sha256-") == 2, "one script, one style sheet: a block of data is neither"


@pytest.mark.parametrize("written", ["<meta charset='utf-8'>", "<META CHARSET=UTF-8>", '<meta charset="utf-8" />'])
def test_the_policy_comes_right_after_the_charset_however_that_is_written(built_folder: Path, written: str) -> None:
    (built_folder / "index.html").write_text(GOOD.replace('<meta charset="utf-8">', written), "utf-8")
    assert reported(built_folder) == []
    assert f'{written}<meta http-equiv="Content-Security-Policy"' in (built_folder / "index.html").read_text("utf-8")


def test_links_that_lead_away_get_their_address_for_paper_once(built_folder: Path) -> None:
    (built_folder / "index.html").write_text(
        GOOD.replace("<article>", "<a href='./'>out of the article</a><article>\n\u00e9 <a href='a.css'>x</a> <a href='a.css'>again</a>"),
        "utf-8",
    )
    assert reported(built_folder) == []
    page = (built_folder / "index.html").read_text("utf-8")
    assert re.findall(r"<a [^>]*data-address[^>]*>", page) == [
        "<a href='a.css' data-address=\"/a.css\">",
        '<a href="./" data-address="/">',
        '<a href="https://other.example/x" data-address="other.example/x">',
    ]


MISSING = "the theme's HTML has changed, so one of our changes to it is missing; expected"
BAD = {
    "S502": (
        '<link rel="stylesheet" href="a.css">',
        '<link rel="stylesheet" href="https://cdn.example/a.css">',
        "this loads something from another host; got 'https://cdn.example/a.css'",
    ),
    "S502 image": (
        "<a href=",
        '<img alt="" src="//cdn.example/b"><a href=',
        "this loads something from another host; got '//cdn.example/b'",
    ),
    "S503": ("<code>{{ shown }}</code>", "<p>{{ left }}</p>", "leftover template or error text; got '{{ left }}'"),
    "S503 error": ("<code>{{ shown }}</code>", "<p>Macro Rendering Error</p>", "leftover template or error text"),
    "S504": ('<a href="#top">', '<p id="top"></p><a href="#top">', "this id is on the page twice; got 'top'"),
    "S505": ('<a href="./">', '<a href="./" onclick="x()">', "code in an attribute; got 'onclick=x()'"),
    "S505 style": ('<a href="./">', '<a href="./" style="color:red">', "code in an attribute; got 'style=color:red'"),
    "S505 address": ('<a href="./">', '<a href="javascript:x()">', "code in an address; got 'href=javascript:x()'"),
    "S505 spelled otherwise": ('<a href="./">', '<a href="java&Tab;script:x()">', "code in an address; got 'href=java script:x()'"),
    "S505 data": ('<a href="./">', '<a href="data:text/html,x">', "code in an address; got 'href=data:text/html,x'"),
    "S505 image": (
        "<a href=",
        '<img alt="" src="data:image/png;base64,x"><a href=',
        "code in an address; got 'src=data:image/png;base64,x'",
    ),
    "S505 backslash": ('<a href="./">', '<a href="/\\other.example">', "code in an address; got"),
    "S506": ("<h1 id", "<h2 id", "the page must have one h1; got '0'"),
    "S507": ('<a href="./">', '<a href="gone/">', "this link leads nowhere; got 'gone/'"),
    "S507 own host": ('<a href="./">', '<a href="https://guide.example/gone.pdf">', "this link leads nowhere"),
    "S507 leaves the site": ('<a href="./">', '<a href="../../gone/">', "this link leads nowhere"),
    "S508": ('<a href="#top">', '<a href="#tap">', "this anchor doesn't exist; got '#tap'"),
    "S509 charset": ('<meta charset="utf-8">', "", f'{MISSING} <meta charset="utf-8">'),
    "S509 policy too late": (
        '<meta charset="utf-8"><title>x</title>',
        '<link rel="icon" href="a.css"><meta charset="utf-8"><title>x</title>',
        f'{MISSING} <meta charset="utf-8">',
    ),
    "S509 description": ('name="description" content="About x"', 'name="description" content="The "', f"{MISSING} the whole description"),
    "S509 article": ("article>", "section>", f"{MISSING} <article>"),
    "S509 search": ('<dialog id="guide-search"', '<dialog id="x"', f'{MISSING} <dialog id="guide-search">'),
    "S509 theme's search": ("<article>", '<form name="search"></form><article>', f"{MISSING} no form of the theme's search"),
    "S509 styles": (f"<style>{STYLE}</style>", "", f"{MISSING} the theme's style sheets in the layer"),
    "S510 tag": ("<code>", "<iframe></iframe><code>", "this tag isn't allowed here; got '<iframe>'"),
    "S510 attribute": ("<a href=", '<img alt="" srcset="a.css 1x"><a href=', "<img> can't have this attribute here; got 'srcset'"),
    "S510 head": (
        "<title>",
        '<meta http-equiv="refresh" content="0;url=./"><title>',
        "<meta> can't have this attribute here; got 'http-equiv'",
    ),
    "S510 relation": ("<title>", '<link rel="preload" href="a.css"><title>', "a <link> can't have this relation; got 'preload'"),
    "S510 drawing": ("<code>", "<svg><style></style></svg><code>", "this tag isn't allowed here; got '<style>'"),
    "S511": ("<code>", "<script>x()</script><code>", "no template has this script; got 'x()'"),
    "S511 module": ("<code>", f'<script type="module">{SCRIPT}</script><code>', "no template has this script"),
    "S511 style": ("</head>", "<style>@import url(x)</style></head>", "no template has this style; got '@import url(x)'"),
    "S511 file": ("<code>", '<script src="a.css"></script><code>', "no template has this script; got 'a.css'"),
    "S512": ("<code>", '<a title="<">x</a><code>', "this isn't well-formed HTML"),
    "S512 comment": ("<code>", "<!-- x --><code>", "this isn't well-formed HTML; got '<!-- x -->"),
    "S512 twice": ('<a href="./">', '<a href="./" href="x">', "this isn't well-formed HTML"),
    "S512 unclosed": ("</title>", "", "this isn't well-formed HTML"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_page_is_refused_and_nothing_is_written(built_folder: Path, name: str) -> None:
    old, new, sentence = BAD[name]
    assert GOOD.count(old) >= 1
    bad = GOOD.replace(old, new) if name == "S509 article" else GOOD.replace(old, new, 1)
    (built_folder / "index.html").write_text(bad, "utf-8")
    diagnostics = reported(built_folder)
    assert len(diagnostics) == 1, diagnostics
    assert re.match(rf"index\.html:\d+:1: {re.escape(sentence)}", diagnostics[0]), diagnostics[0]
    assert diagnostics[0].endswith(f" [{'S510' if 'may not have' in sentence else name[:4]}]")
    assert (built_folder / "index.html").read_text("utf-8") == bad


FILES = {
    "page.xhtml": "<html xmlns='http://www.w3.org/1999/xhtml'><script>x()</script></html>",
    "feed.xml": "<html xmlns='http://www.w3.org/1999/xhtml'><script>x()</script></html>",
    "old.htm": "<script>x()</script>",
    "run.swf": "x",
    "script.svg": "<svg xmlns='http://www.w3.org/2000/svg'><script>x()</script></svg>",
    "event.svg": "<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>",
    "foreign.svg": "<svg xmlns='http://www.w3.org/2000/svg'><foreignObject/></svg>",
    "link.svg": "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'><g xlink:href='javascript:x()'/></svg>",
    "image.svg": "<svg xmlns='http://www.w3.org/2000/svg'><image href='https://other.example/x.png'/></svg>",
    "use.svg": "<svg xmlns='http://www.w3.org/2000/svg'><use href='https://other.example/x.svg#x'/></svg>",
    "feimage.svg": "<svg xmlns='http://www.w3.org/2000/svg'><filter><feImage href='//other.example/x.png'/></filter></svg>",
    "style.svg": "<svg xmlns='http://www.w3.org/2000/svg'><style>@import 'https://other.example/x.css';</style></svg>",
    "fill.svg": "<svg xmlns='http://www.w3.org/2000/svg'><path fill='url(https://other.example/x#a)'/></svg>",
    "animate.svg": "<svg xmlns='http://www.w3.org/2000/svg'><animate attributeName='href' values='javascript:x()'/></svg>",
    "entity.svg": "<!DOCTYPE svg [<!ENTITY x 'y'>]><svg xmlns='http://www.w3.org/2000/svg'>&x;</svg>",
    "broken.svg": "<svg",
    "url.css": "a{background:url( 'https://other.example/x.png' )}",
    "import.css": '@import "//other.example/x.css";',
    "set.css": 'a{background:image-set("https://other.example/x.png" 1x)}',
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_could_run_something_or_ask_another_host_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(FILES[name], "utf-8")
    [diagnostic] = file_diagnostics(tmp_path)
    assert (diagnostic.place.file, diagnostic.code) == (name, "S502" if name.endswith(".css") else "S513")


@pytest.mark.parametrize("name", [*FILES, "page.html"])
@pytest.mark.parametrize("folder", ["docs/assets", "docs/local"])
def test_such_a_file_is_refused_by_the_check_too(tmp_path: Path, folder: str, name: str) -> None:
    (tmp_path / folder).mkdir(parents=True)
    (tmp_path / folder / name).write_text(FILES.get(name, "x"), "utf-8")
    [diagnostic] = source_file_diagnostics(tmp_path)
    assert diagnostic.place.file == f"{folder}/{name}"


def test_drawings_and_style_sheets_that_stay_in_the_site_pass(tmp_path: Path) -> None:
    (tmp_path / "mark.svg").write_text(
        '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" xmlns:i="http://www.inkscape.org/namespaces/inkscape" i:version="1">'
        '<style>.a{fill:url(#b)}</style><path style="fill:url(#b)" d="M0 0"/><use href="#c"/></svg>',
        "utf-8",
    )
    (tmp_path / "a.css").write_text(
        'a{background:url(x.png)} b{mask:url("data:image/svg+xml;charset=utf-8,<svg/>")} /* url(//x) */', "utf-8"
    )
    assert list(file_diagnostics(tmp_path)) == []


@pytest.mark.parametrize("address", ["/elsewhere/", "../", "../../x", "https://guide.example/talks/gone/"])
def test_an_address_that_leaves_a_site_under_a_path_is_dead(built_folder: Path, address: str) -> None:
    assert refused_under_a_path(built_folder, address) == ["S507"]


@pytest.mark.parametrize("address", ["/talks/", "https://guide.example/elsewhere/", "https://other.example/", "./", "./#goal=x&minutes=20"])
def test_an_address_in_the_site_or_with_a_host_of_its_own_is_none_of_them(built_folder: Path, address: str) -> None:
    assert refused_under_a_path(built_folder, address) == []


def refused_under_a_path(folder: Path, address: str) -> list[str]:
    """The codes for a page with a link, on a site that stands under a path of its host."""
    (folder / "index.html").write_text(GOOD.replace('<a href="./">', f'<a href="{address}">'), "utf-8")
    try:
        postprocess_site(folder, "https://guide.example/talks/")
    except InvalidGuideError as error:
        return [diagnostic.code for diagnostic in error.diagnostics]
    return []


def test_what_is_the_same_on_many_pages_is_reported_once(built_folder: Path) -> None:
    for number in range(9):
        (built_folder / f"{number}.html").write_text(GOOD.replace('id="guide-search"', ""), "utf-8")
    [diagnostic] = reported(built_folder)
    assert diagnostic.startswith("0.html:1:1: ")
    assert "(and on 8 more pages)" in diagnostic


def test_the_list_holds_nothing_that_runs_or_loads() -> None:
    """Whoever adds a tag or attribute by which something could become active meets this test."""
    tables = [IN_MARKDOWN, IN_ARTICLE, IN_DRAWING, AROUND_ARTICLE]
    attributes = {name for table in tables for tag in table.tags.values() for name in (*tag, *table.everywhere)}
    assert not [name for name in attributes if name.startswith("on")]
    assert not attributes & {
        "action", "archive", "attributionsrc", "background", "cite", "classid", "codebase", "data", "download", "form", "formaction",
        "formtarget", "fill", "filter", "from", "http-equiv", "imagesrcset", "is", "longdesc", "manifest", "mask", "nonce", "ping",
        "poster", "profile", "shadowrootmode", "slot", "srcdoc", "srcset", "style", "target", "to", "usemap", "values", "xlink:href",
    }  # fmt: skip
    tags = {tag for table in tables for tag in table.tags}
    assert not tags & {
        "animate", "applet", "audio", "base", "embed", "foreignobject", "frame", "frameset", "iframe", "image", "map", "math", "noembed",
        "noframes", "noscript", "object", "param", "picture", "plaintext", "portal", "set", "source", "template", "track", "use", "video",
        "xmp",
    }  # fmt: skip
    assert not set(IN_MARKDOWN.tags) & {"button", "form", "input", "link", "meta", "script", "select", "style", "svg", "textarea"}


@pytest.mark.parametrize(
    "text",
    [
        'x"}}body{background:url(//other.example)}',
        "x\\22",
        "x</style>",
        "x\n",
    ],
)
def test_the_foot_of_a_printed_page_can_hold_no_more_than_a_text(text: str) -> None:
    allowed = inline_code()
    assert allowed.allows("style", '@page{@bottom-left{content:"A page \u00b7 Guide, guide.example/a/"}}')
    assert not allowed.allows("style", f'@page{{@bottom-left{{content:"{text}"}}}}')


@pytest.mark.parametrize("base", ["//other.example", "https://other.example", 'x",alert(1),"', "../x", ".?"])
def test_the_way_to_the_root_in_a_script_of_the_theme_is_a_way_in_the_site(base: str) -> None:
    [form] = [form for form in inline_code().scripts if form.pattern.startswith("__md_scope")]
    script = re.sub(r"\\(.)", r"\1", form.pattern)
    ours = re.sub(r'URL\(".*?",', 'URL("{}",', script)
    assert [bool(form.fullmatch(ours.replace("{}", root, 1))) for root in (".", "..", "../..", "/", "/talks", base)] == [True] * 5 + [False]


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    assert reported(tmp_path)[0].endswith("there are no pages to finish; expected a built site [S501]")
