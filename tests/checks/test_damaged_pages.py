"""However a page is damaged, the check ends with diagnostics or finds it sound; never in another way, and never after long."""

from __future__ import annotations

import errno
import shutil
import sys
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.authoring.formatter import format_page
from macros.checks.pages import check_pages
from macros.checks.pages.links import check_anchors
from macros.diagnostics import InvalidGuideError
from macros.loading.markdown import read_markdown
from macros.loading.pages import read_pages
from macros.loading.site_config import read_site_config
from macros.outputs.html.macro_calls import scan_calls
from tests.fixtures.page_faults import HEAD
from tests.support.guides import ROOT, code_of, problems_in, problems_of, write

PAGES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").rglob("*.md"))
DAMAGES: dict[str, tuple[Callable[[bytes], bytes], set[str]]] = {
    "emptied": (lambda raw: b"", {"P411"}),
    "a byte order mark": (lambda raw: b"\xef\xbb\xbf" + raw, {"Y105"}),
    "Windows line ends": (lambda raw: raw.replace(b"\n", b"\r\n"), {"Y107"}),
    "not UTF-8": (lambda raw: raw + "Tr\xe8s court.\n".encode("latin-1"), {"Y106"}),
    "the first line deleted": (lambda raw: raw.partition(b"\n")[2], {"P412"}),
    "half of the front matter": (lambda raw: raw[: raw.index(b"---", 4) - 20], {"P412"}),
}
"""Each with the codes that must be reported of it."""


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the guide's pages and data."""
    root = tmp_path_factory.mktemp("damaged")
    for folder in ("data", "docs"):
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("downloads"))
    shutil.copy2(ROOT / "mkdocs.yml", root)
    return root


def page_problems(root: Path) -> list[str]:
    """What is wrong with pages alone; reading the data again for each damage would take minutes."""
    pages = read_pages(root)
    for path, page in pages.pages.items():
        list(islice(scan_calls(path, page.text), 50))
    found = [*check_pages(pages, read_site_config(root)), *check_anchors(pages, lambda page: None, {})]
    return list(map(str, InvalidGuideError(found).diagnostics))


@pytest.mark.parametrize("damage", DAMAGES)
def test_every_shipped_page_may_be_damaged(guide: Path, damage: str) -> None:
    change, codes = DAMAGES[damage]
    before = {page: (guide / page).read_bytes() for page in PAGES}
    for page in PAGES:
        (guide / page).write_bytes(change(before[page]))
    found = page_problems(guide)
    for page in PAGES:
        (guide / page).write_bytes(before[page])
        assert codes <= {code_of(line) for line in found if line.startswith(f"{page}:")}, page
    assert page_problems(guide) == []


def test_every_shipped_page_may_be_cut_in_half(guide: Path) -> None:
    """What is left may be sound, so that no code is expected, but every page must be answered for."""
    before = {page: (guide / page).read_bytes() for page in PAGES}
    for page in PAGES:
        (guide / page).write_bytes(before[page][: len(before[page]) // 2])
    page_problems(guide)
    for page in PAGES:
        (guide / page).write_bytes(before[page])


def a_folder(path: Path) -> None:
    path.mkdir()


def a_dangling_link(path: Path) -> None:
    path.symlink_to(path.parent / "nowhere.md")


def a_circle(path: Path) -> None:
    path.symlink_to(path)


@pytest.mark.parametrize(
    ("put", "words"),
    [
        (a_folder, "this folder has a name like a page's"),
        (a_dangling_link, "this page can't be read; got 'No such file or directory'"),
        (a_circle, "this page can't be read; got 'Too many levels of symbolic links'"),
    ],
)
def test_what_is_no_file_is_reported_alone(small: Path, put: Callable[[Path], None], words: str) -> None:
    (small / "docs/way.md").unlink()
    put(small / "docs/way.md")
    [reported] = problems_of(small)
    assert reported.startswith(f"docs/way.md:1:1: {words}")
    assert reported.endswith(" [P410]")


@pytest.mark.parametrize("name", ["way.markdown", "way.mkd", "README.md"])
def test_a_page_of_another_name_is_reported(small: Path, name: str) -> None:
    (small / "docs/way.md").rename(small / "docs" / name)
    [reported] = problems_of(small)
    near = "index.md" if name == "README.md" else "way.md"
    assert reported.startswith(f"docs/{name}:1:1: ") and reported.endswith(f"did you mean '{near}'? [P410]")


def test_a_page_that_may_not_be_read_is_reported(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As its owner's permissions would have it; an administrator, who may be running this, may read everything."""
    read_bytes = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "way.md":
            raise PermissionError(errno.EACCES, "Permission denied")
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert [code_of(line) for line in problems_of(small)] == ["P410"]


def test_a_missing_page_is_missed_by_what_it_showed_and_by_the_navigation(small: Path) -> None:
    (small / "docs/pack.md").unlink()
    with (small / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("nav: [index.md, contribute.md, form.md, lists.md, pack.md, sheet.md, way.md, world.md]\n")
    assert [code_of(line) for line in problems_of(small)] == ["P407", "P407", "P407", "P441"]


def test_data_that_an_unread_page_shows_is_not_missed(small: Path) -> None:
    (small / "docs/index.md").write_bytes(b"\xff")
    assert [code_of(line) for line in problems_of(small)] == ["Y106"]


# mkdocs.yml -------------------------------------------------------------------------------------

CONFIGS = {
    "broken YAML": ("site_name: Small\n", "site_name: Small: guide\n", "mkdocs.yml:2:17", "Y110"),
    "a tab": ("strict: true\n", "strict:\n\ttrue: x\n", "mkdocs.yml:5:1", "Y110"),
    "a list": (None, "- a\n", "mkdocs.yml:1:1", "P444"),
    "nothing": (None, "", "mkdocs.yml:1:1", "P444"),
    "no name": ("site_name: Small\n", "", "mkdocs.yml:1:1", "P443"),
    "no repository": ("repo: https://example.org/small, ", "", "mkdocs.yml:5:8", "P443"),
    "no extra": ("extra: {repo: https://example.org/small, branch: main}\n", "extra:\n", "mkdocs.yml:5:7", "P443"),
    "no macros": ("  macros: {modules: [macros], on_undefined: strict, on_error_fail: true}\n", "", "mkdocs.yml:9:3", "P443"),
    "a misspelled extension": ("admonition]", "admonitions]", "mkdocs.yml:11:22", "P443"),
    "a page that is not there": ("validation:", "nav: [{Home: index.md}, {Lists: [list.md]}]\nvalidation:", "mkdocs.yml:12:34", "P441"),
    "a page twice": ("validation:", "nav:\n  - index.md\n  - A: [form.md, index.md]\nvalidation:", "mkdocs.yml:14:18", "P442"),
}


@pytest.mark.parametrize("name", CONFIGS)
def test_a_faulty_configuration_is_reported_at_its_place(small: Path, name: str) -> None:
    old, new, place, code = CONFIGS[name]
    path = small / "mkdocs.yml"
    text = path.read_text("utf-8")
    assert old is None or text.count(old) == 1
    path.write_text(new if old is None else text.replace(old, new), "utf-8")
    found = problems_of(small)
    assert any(line.startswith(f"{place}: ") and code_of(line) == code for line in found), found
    assert {code_of(line) for line in found} <= {code, "P440"}, found


# Any text ---------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        "#", "##", " ", "    ", "\n", "\n\n", "- ", "1. ", "1) ", "> ", "`", "``", "```", "~~~", "!!! tip", "??? x",
        '"', "[", "]", "](", "(",
        ")", "<!--", "-->", "<pre>", "</pre>", "<a href=", ">", "{{", "}}", "{%", "{#", "{:", "}", "#a", "|", "|---|",
        "---", "===", "\\", "*",
        "_", "~~", ":x:", "https://a.example", "cite(", '"net-help"', "questions", "[^1]", "[a]: b",
        "wort", "\u201c", "\t", "../x.md", "/x",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=40).map("".join)


@pytest.fixture(scope="module")
def one_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for a page alone."""
    root = tmp_path_factory.mktemp("page")
    shutil.copy2(ROOT / "mkdocs.yml", root)
    return root


@settings(max_examples=200, deadline=None, derandomize=True)
@given(TEXTS)
def test_any_text_is_answered(one_page: Path, text: str) -> None:
    write(one_page, "docs/x.md", text)
    page_problems(one_page)
    fixed = format_page("docs/x.md", text)
    assert format_page("docs/x.md", fixed) == fixed


LONG = [
    "[", "](", "[a](", "(", "{{", "{{ x(", "{", "}}", "`", "` ``", "<!--", "<", "<a ", "- ", "    - a\n", "> ", "#", "!!! tip\n", "|", "*",
    "~~a", " ", "\n", "{: #a", "[a]: b\n", "[a](b)\n", "https://a.example/", ":a", "$$", "```\n", "[^1", "cite(", 'cite("a") ', "{# ", "\t",
    "a", "\\", "{{ cite([[", "[a][b", "# #\n", "<a b", "[a](#b) ", "{#a} ",
]  # fmt: skip


def cost(text: str) -> int:
    """How much work a page makes: calls of functions and steps of loops as Python counts them, which no clock can change."""
    steps = 0

    def count(frame, event, argument):
        nonlocal steps
        steps += 1
        return count

    sys.settrace(count)
    try:
        page = read_markdown("docs/x.md", text)
        list(page.heading_ids())
        list(scan_calls("x.md", text))
    finally:
        sys.settrace(None)
    return steps


@pytest.mark.parametrize("piece", LONG)
def test_work_grows_with_the_length_of_a_page(piece: str) -> None:
    some, more = cost(piece * 200), cost(piece * 800)
    assert more < 6 * some + 5000


@pytest.mark.long
@pytest.mark.parametrize("piece", LONG)
def test_a_long_page_is_checked(one_page: Path, piece: str) -> None:
    """Where a regular expression went back and forth over a line, this would not end."""
    write(one_page, "docs/x.md", (HEAD + piece * 20_000)[:1_000_000])
    page_problems(one_page)


@pytest.mark.parametrize(
    "text", ["{{ " + "[" * 3000 + "]" * 3000 + " }}", "{{ questions(" + "(" * 3000 + ")" * 3000 + ") }}", "> " * 3000 + "a"]
)
def test_deep_nesting_is_read(small: Path, text: str) -> None:
    write(small, "docs/extra.md", (small / "docs/way.md").read_text("utf-8").replace("# Way", "# Extra").partition("{{")[0] + text + "\n")
    found = problems_in(small)
    assert {diagnostic.code for diagnostic in found} <= {"P401", "P402", "P403"}
