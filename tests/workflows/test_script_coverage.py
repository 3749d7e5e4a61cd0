"""How `make coverage` reads Chromium's counts: ranges that nest, lines of code, and what several processes saw."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.support import script_coverage
from tests.support.script_coverage import ScriptCoverage, code_lines, units_run
from tests.support.server import serving

SOURCE = """// 😀 counts twice
function greet(name) {
  if (!name) {
    return "";
  }
  /* why:
     because */
  return `Hello ${name}`;
}
function unused() { return 1; }

greet("Ada");
"""


def at(text: str) -> int:
    """Where a piece of SOURCE starts, in UTF-16 code units."""
    return len(SOURCE[: SOURCE.index(text)].encode("utf-16-le")) // 2


def ranges(*found: tuple[int, int, int], name: str = "") -> dict[str, Any]:
    return {"functionName": name, "ranges": [{"startOffset": start, "endOffset": end, "count": count} for start, end, count in found]}


def test_an_inner_count_holds_within_an_outer_one_in_any_order() -> None:
    outer, inner, innermost = ranges((0, 10, 1)), ranges((2, 8, 0)), ranges((4, 6, 3), name="called")
    expected = bytes([1, 1, 0, 0, 1, 1, 0, 0, 1, 1])
    assert units_run([outer, inner, innermost], 10) == expected
    assert units_run([innermost, inner, outer], 10) == expected
    assert units_run([ranges((0, 10, 1), (8, 10, 0), (0, 4, 0))], 10) == bytes([0, 0, 0, 0, 1, 1, 1, 1, 0, 0])
    assert units_run([ranges((0, 30, 1))], 10) == bytes([1] * 10), "a comment with the script's address may stand after it"
    assert units_run([], 3) == bytes(3)


def test_lines_of_comments_and_empty_lines_are_no_code() -> None:
    assert list(code_lines(SOURCE)) == [2, 3, 4, 5, 8, 9, 10, 12]
    start, end = code_lines(SOURCE)[4]
    assert SOURCE.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le") == 'return "";'


PAGE = '<!doctype html><meta charset="utf-8"><title>One</title><a href="two.html">Two</a><script src="assets/tool/core.js"></script>'


def follow_a_link(page: Page) -> None:
    page.click("a")
    page.wait_for_url("**/two.html")
    page.context.close()


def go_to_another_process(page: Page) -> None:
    page.goto(Path(__file__).as_uri())
    page.context.close()


def close_the_page(page: Page) -> None:
    page.close()
    page.context.close()


@pytest.mark.parametrize("leave", [follow_a_link, go_to_another_process, close_the_page, lambda page: page.context.close()])
def test_what_ran_is_kept_however_a_page_is_left(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, leave: Callable[[Page], None]
) -> None:
    site, counts = tmp_path / "site", tmp_path / "counts"
    for folder in (site / "assets" / "tool", counts):
        folder.mkdir(parents=True)
    (site / "assets" / "tool" / "core.js").write_text(SOURCE, "utf-8")
    (site / "assets" / "other.js").write_text("one();", "utf-8")
    (site / "index.html").write_text(PAGE, "utf-8")
    (site / "two.html").write_text("<!doctype html><title>Two</title>", "utf-8")
    monkeypatch.setattr(script_coverage, "ASSETS", site / "assets")
    with serving(site) as address, script_coverage.recording(counts):
        page = browser.new_context().new_page()
        page.goto(address)
        page.evaluate("greet('')")
        leave(page)
    found = script_coverage.read(counts)
    assert found["tool/core.js"].lines_run() == {2: True, 3: True, 4: True, 5: True, 8: True, 9: True, 10: False, 12: True}
    assert found["tool/core.js"].never_run() == ["unused"]
    assert found["other.js"].lines_run() == {1: False}
    assert found["other.js"].never_run() == ["all: no page loads it, and a worker is not counted"]


def test_what_another_process_ran_is_added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "core.js").write_text(SOURCE, "utf-8")
    monkeypatch.setattr(script_coverage, "ASSETS", tmp_path)
    unused = at("function unused"), at("\n\ngreet")
    for process, (run_to, count) in enumerate([(unused[0], 0), (unused[1], 1)]):
        script = ScriptCoverage(SOURCE)
        script.add([ranges((0, run_to, 1)), ranges((*unused, count), name="unused")])
        script_coverage.write({"core.js": script}, tmp_path / f"scripts-{process}.json")
        found = script_coverage.read(tmp_path)["core.js"]
        assert found.lines_run()[10] == bool(count)
        assert found.never_run() == ([] if count else ["unused"])
