"""Who to ask first, and whom the reader knows at an employer, in docs/assets/who-first/. Run in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from macros.outputs.context import RenderContext
from macros.outputs.html.tool_data.interviews import interviews_data
from tests.support.connections import CONNECTIONS
from tests.support.scripts import define, load_assets

SCRIPTS = (
    "shared/text-format", "shared/links", "shared/csv", "checklists/schedule", "interviews/interviews-core", "exchange/cells",
    "who-first/who-first-core",
)  # fmt: skip


@pytest.fixture(scope="module")
def core(browser: Browser, site_index, settings) -> Iterator[Page]:
    page = browser.new_page()
    load_assets(page, *SCRIPTS)
    define(page, Path(__file__).with_name("who-first-core.js"))
    page.evaluate("openWhoFirst", interviews_data(RenderContext(site_index, settings, "interviews/")))
    yield page
    page.close()


def test_every_answer_leads_to_an_order_and_a_sentence(core: Page) -> None:
    """All answers of one person beside a second who stays the same: the sentence names whoever has more."""
    told = set()
    for near, knows, reach in product(range(4), repeat=3):
        found = core.evaluate(
            "order", [{"name": "Kate", "near": near, "knows": knows, "reach": reach}, {"name": "Dana", "near": 2, "knows": 2, "reach": 2}]
        )
        total = near + knows + reach
        first = "Kate" if (total, near) > (6, 2) else "Dana"
        if (total, near) != (6, 2):
            assert found["names"][0] == first
            assert found["advice"].startswith(f"Start with {first}")
            assert " or " not in found["advice"]
        else:
            assert found["advice"] == "Start with Dana or Kate. They come out the same."
        told.add(found["advice"])
    print("\n".join(sorted(told)))
    assert "Start with Kate: you know them, they do the work now, and you can reach them today." in told
    assert "Start with Kate: you know them, and they do the work now." in told
    assert "Start with Dana." in told


def test_a_referral_is_the_first_reason(core: Page) -> None:
    kate = {"name": "Kate", "near": 2, "knows": 3, "reach": 2, "relationship": "referred", "referrer": "Priya"}
    assert core.evaluate("order", [kate])["advice"] == "Start with Kate: Priya suggested them, and they do the work now."
    assert (
        core.evaluate("order", [{**kate, "referrer": ""}])["advice"]
        == "Start with Kate: someone suggested them to you, and they do the work now."
    )


def test_without_answers_there_is_no_advice(core: Page) -> None:
    assert core.evaluate("order", []) == {"names": [], "advice": ""}
    assert core.evaluate("order", [{"name": "Kate"}, {"name": "Dana"}]) == {"names": ["Dana", "Kate"], "advice": ""}


@pytest.mark.parametrize(
    ("employer", "title", "found", "near"),
    [
        ("mercy", "", ["Kate Wood", "Dana Lee"], []),
        ("Mercy LLC", "nurse", ["Kate Wood"], []),
        ("Mercy", "icu registered", ["Kate Wood"], []),
        ("Mercy", "teacher", [], []),
        ("Mercyhurst", "", [], ["Mercyhurst University"]),
        ("Health", "", [], ["Mercy Health"]),
        ("Acme", "", [], []),
        ("at and t", "ENGINEER, software", ["Eve Fox"], []),
        ("", "nurse", ["Kate Wood", "Ann Ray", "Bob Day"], []),
        ("", "nurs", [], []),
        ("", "", [], []),
        ("...", "?", [], []),
    ],
)
def test_only_exact_employers_and_whole_words_fit(core: Page, employer: str, title: str, found: list[str], near: list[str]) -> None:
    assert core.evaluate("matches", {"text": CONNECTIONS, "employer": employer, "title": title}) == {"found": found, "near": near}


@pytest.mark.parametrize("text", ["", "Name,Company\nKate,Mercy\n", "First Name,Last Name,Connected On\nKate,Wood,x\n"])
def test_another_file_is_refused_in_plain_words(core: Page, text: str) -> None:
    assert core.evaluate("matches", {"text": text, "employer": "Mercy"}).startswith("This isn't LinkedIn's Connections.csv")


def test_whoever_is_on_the_list_is_recognized(core: Page) -> None:
    here = [{"name": "Kate Wood", "employer": "Mercy"}, {"name": "D. Lee", "profile": "https://x.org/d"}]
    assert core.evaluate("isHere", {"connection": {"name": "KATE WOOD", "employer": "Mercy, Inc."}, "list": here})
    assert core.evaluate("isHere", {"connection": {"name": "Dana Lee", "profile": "https://x.org/d"}, "list": here})
    assert not core.evaluate("isHere", {"connection": {"name": "Kate Wood", "employer": "City School"}, "list": here})
