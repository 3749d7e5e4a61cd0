"""Links that readers share, after mail and chat programs changed them on their way: each still works, or the page says what is missing."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page

from macros.outputs.html.tool_data.planner import planner_data
from tests.support.scripts import define, load_assets


def around(before: str, after: str) -> Callable[[str], str]:
    return lambda link: before + link + after


def in_the_middle(mark: str) -> Callable[[str], str]:
    """A mark after two thirds of the link: within a value of most."""
    return lambda link: link[: len(link) * 2 // 3] + mark + link[len(link) * 2 // 3 :]


CHANGES: dict[str, Callable[[str], str]] = {
    "as it is": lambda link: link,
    "percent-encoded": lambda link: quote(link, safe=""),
    "percent-encoded in small letters": lambda link: re.sub("%..", lambda code: code[0].lower(), quote(link, safe="")),
    "but for the equals sign": lambda link: quote(link, safe="="),
    "encoded twice": lambda link: quote(quote(link, safe=""), safe=""),
    "encoded three times": lambda link: quote(quote(quote(link, safe=""), safe=""), safe=""),
    "as HTML": html.escape,
    "as HTML, then percent-encoded": lambda link: quote(html.escape(link), safe="=&;"),
    "quoted-printable": lambda link: link.replace("=", "=3D"),
    "a full stop": around("", "."),
    "a comma": around("", ","),
    "a semicolon": around("", ";"),
    "an exclamation mark": around("", "!"),
    "a question mark": around("", "?"),
    "a parenthesis": around("", ")"),
    "a bracket and a full stop": around("", "]."),
    "an angle bracket": around("", ">"),
    "an angle bracket as HTML": around("", "&gt;"),
    "an encoded angle bracket": around("", "%3E"),
    "a quotation mark": around("", '"'),
    "an encoded quotation mark": around("", "%22"),
    "a curly quotation mark": around("", "\u201d"),
    "an encoded curly quotation mark": around("", "%E2%80%9D"),
    "an apostrophe": around("", "'"),
    "Markdown's asterisks": around("", "**"),
    "a label as in Slack": around("", "|the%20link"),
    "a space": around("", "%20"),
    "a line's end": around("", "%0D%0A"),
    "a character that no one sees": around("", "\u200b"),
    "one that no one sees, encoded, within": in_the_middle("%E2%80%8B"),
    "a soft hyphen within": in_the_middle("\u00ad"),
    "Facebook's mark": around("", "&fbclid=IwAR0_abc-def"),
    "Facebook's mark behind a question mark": around("", "?fbclid=IwAR0_abc-def"),
    "marks of a newsletter": around("", "?utm_source=news&utm_medium=email&utm_campaign=a.b"),
    "the same as HTML": around("", "&amp;utm_source=news&amp;gclid=x"),
    "what a browser should mark": around("", ":~:text=hello"),
}
"""What programs do to a link behind its #, of which nothing may be lost."""
WITHIN = {
    "a broken line": in_the_middle("%0A"),
    "a broken line with a space": in_the_middle("%20"),
    "mail's end of a line": in_the_middle("=%0D%0A"),
    "mail's end of a line without its end": in_the_middle("="),
    "hyphens that do not break": lambda link: link.replace("-", "\u2011"),
    "long dashes": lambda link: link.replace("-", "\u2013"),
}
"""The same, for links that list ids or hold a plan; in words that are searched for, these are what the reader typed."""
CAPITALS = {"capitals": str.upper, "a capital at the beginning": lambda link: link[:1].upper() + link[1:]}
"""The same, for links whose letters do not differ by case."""
UNREPAIRED = {"but for the equals sign", "as HTML, then percent-encoded"}
"""A "+" for a space that is encoded by itself cannot be told from a plus. Links have "%20" today."""
CUT = {"cut by one": lambda link: link[:-1], "cut in half": lambda link: link[: len(link) // 2], "in small letters": str.lower}
"""What no one can repair: the page says so."""

TICKS = ["i-prepare-01", "i-prepare-02", "i-prepare-10", "i-need-03"]
LINKS = {
    "ticks": "ticks=prepare-01.prepare-02.prepare-10.need-03",
    "ticks of an earlier version": "ticks=prepare-01,prepare-02,prepare-10,need-03",
    "filter": "goal=choose-training.find-work&mode=video&words=night%20shift",
    "filter of an earlier version": "goal=choose-training+find-work&mode=video&words=night+shift",
    "order": "order=r-20",
}
FOUND = {
    "ticks": TICKS,
    "filter": {"goal": ["choose-training", "find-work"], "mode": ["video"], "words": "night shift"},
    "order": ["r-20"],
}


@pytest.fixture(scope="module")
def page(browser: Browser, site_index) -> Iterator[Page]:
    page = browser.new_page()
    load_assets(page, "shared/text-format", "shared/links", "checklists/schedule", "planner/planner-core")
    define(page, Path(__file__).with_name("shared-links.js"))
    page.evaluate("openBank", planner_data(site_index.dataset, str))
    yield page
    page.close()


@pytest.fixture(scope="module")
def plan(page: Page) -> str:
    return "plan=" + page.evaluate("planLink()")


def changes_for(kind: str) -> dict[str, Callable[[str], str]]:
    if kind.startswith("filter"):
        return {**CHANGES, **{"a capital": lambda link: link.replace("goal", "Goal").replace("video", "Video")}}
    return {**CHANGES, **WITHIN, **({} if kind == "plan" else CAPITALS)}


@pytest.mark.parametrize("kind", LINKS)
def test_a_changed_link_brings_the_same(page: Page, kind: str) -> None:
    name = kind.split()[0]
    assert len(changes_for(kind)) >= 25
    wrong = {}
    for change, function in changes_for(kind).items():
        if kind == "filter of an earlier version" and change in UNREPAIRED:
            continue
        read = page.evaluate("read", {"kind": name, "link": function(LINKS[kind])})
        if read != {"found": FOUND[name], "note": ""}:
            wrong[change] = (function(LINKS[kind]), read)
    assert wrong == {}


def test_a_changed_link_brings_the_same_plan(page: Page, plan: str) -> None:
    expected = page.evaluate("read", {"kind": "plan", "link": plan})
    assert expected["found"]["entries"]
    wrong = {}
    for change, function in changes_for("plan").items():
        read = page.evaluate("read", {"kind": "plan", "link": function(plan)})
        if read != expected:
            wrong[change] = read
    assert wrong == {}


@pytest.mark.parametrize("change", CUT)
def test_what_is_lost_is_reported(page: Page, plan: str, change: str) -> None:
    read = page.evaluate("read", {"kind": "plan", "link": CUT[change](plan)})
    assert read["found"] is None
    assert "damaged" in read["note"] or change == "cut in half"
    if change == "in small letters":
        return
    ticks = page.evaluate("read", {"kind": "ticks", "link": CUT[change](LINKS["ticks"])})
    assert ticks["found"] == TICKS[: len(ticks["found"])]
    assert ticks["note"].startswith("Part of the link couldn't be read: “")
    order = page.evaluate("read", {"kind": "order", "link": CUT["cut by one"](LINKS["order"])})
    assert order == {"found": [], "note": order["note"]}
    assert "“r-2”" in order["note"]
    facets = page.evaluate("read", {"kind": "filter", "link": "goal=choose-training.find-wo&mod"})
    assert facets["found"]["goal"] == ["choose-training"]
    assert "“mod”, “find-wo”" in facets["note"]


def test_what_else_stands_in_an_address_is_no_link(page: Page) -> None:
    for address in ("", "#", "#q-pay-02", "#guide-bank", "#__search", "#ticks", "#other=prepare-01"):
        assert page.evaluate("address => Guide.links.valueIn(address, 'ticks')", address) is None, address
    assert page.evaluate("Guide.links.parametersIn('#guide-bank', ['goal'])") == {"values": {}, "unread": []}


def test_huge_and_hostile_links_are_read_quickly_and_as_text(page: Page) -> None:
    hostile = (
        "x." * 100_000,
        "%25" * 50_000,
        "%" + "25" * 50_000,
        "&#38;" * 50_000,
        "&amp" * 50_000,
        "=" * 100_000,
        "%E0%A4%A",
        "\ud800",
        "&#1114112;&#xfffff;",
    )
    for text in hostile:
        for kind in ("ticks", "plan", "filter", "order"):
            page.evaluate("read", {"kind": kind, "link": f"{'goal' if kind == 'filter' else kind}={text}"})
    note = page.evaluate("read", {"kind": "ticks", "link": "ticks=<img src=x onerror=alert(1)>." + "y" * 500})["note"]
    assert len(note) < 300
