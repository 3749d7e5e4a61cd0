"""Hostile pages that are built although the check refuses them: the last step refuses each as well, or nothing in it works.

The check is off here, and the pages that a browser opens have no policy, so that each wall must hold alone.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from macros.diagnostics import InvalidGuideError
from macros.outputs.html.postprocess import postprocess_site
from tests.fixtures import hostile_pages
from tests.fixtures.hostile_pages import HEAD, page_texts
from tests.support.browser import open_context
from tests.support.commands import build
from tests.support.guides import ROOT, SMALL, let_pasted_marks_pass, write
from tests.support.server import serving

ACTIVE = {"S502", "S505", "S510", "S511", "S512"}
"""What the last step says of a page that could become active. Dead links, of which these pages are full, do not count."""

GLOSSARY = "lists/index.html"
"""The page that shows hostile data."""

WORKING = (
    "<script>PWNED()</script>",
    "<img src=x onerror=PWNED()>",
    "<svg onload=PWNED()>",
    "<iframe srcdoc='<script>parent.PWNED()</script>'></iframe>",
    '<img src="//evil.example/x.png">',
    "<style>@import 'https://evil.example/x.css';</style>",
)
"""Pages that do harm in any browser."""

AUDIT = """text => {
  const page = new DOMParser().parseFromString(text, "text/html");
  const found = [];
  const banned = "iframe, frame, object, embed, base, applet, portal, fencedframe, template, math, animate, set, foreignObject, use, image,"
    + " feImage, [http-equiv], [action], [formaction], [srcset], [imagesrcset], [ping], [target], [srcdoc], [poster], [background], [data],"
    + " article script:not([src]):not([type$=json]), article style, article link, article meta, [style]";
  for (const element of page.querySelectorAll(banned)) found.push(element.outerHTML.slice(0, 200));
  for (const element of page.querySelectorAll("*"))
    for (const attribute of element.attributes)
      if (/^on/i.test(attribute.name)) found.push(`${element.localName} ${attribute.name}`);
  for (const element of page.querySelectorAll("[href], [src]"))
    for (const address of [element.getAttribute("href"), element.getAttribute("src")]) {
      if (address === null) continue;
      const url = URL.canParse(address, "https://site.invalid/a/b/") ? new URL(address, "https://site.invalid/a/b/") : null;
      const leads = element.localName === "a" || ["canonical", "prev", "next"].includes(element.rel);
      const good = url && (url.host === "site.invalid" || (leads && ["http:", "https:", "mailto:", "tel:"].includes(url.protocol)));
      if (!good) found.push(element.outerHTML.slice(0, 200));
    }
  return found;
}"""
"""What a browser's own parser finds in a page that could become active."""


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of all hostile pages, with hostile data, as the engine builds it: not finished, and without a policy."""
    root = Path(shutil.copytree(SMALL, tmp_path_factory.mktemp("hostile") / "small"))
    for name, (text, _) in page_texts().items():
        write(root, f"docs/hostile/{name}.md", text)
    for number, payload in enumerate(hostile_pages.SHOWN, 1):
        write(root, f"docs/hostile/shown-{number}.md", f"{HEAD}{payload}\n")
    with (root / "data/glossary.yml").open("a", encoding="utf-8") as file:
        for number, payload in enumerate(hostile_pages.DATA, 1):
            file.write(f"  - {{id: g-hostile-{number}, term: word {number}, meaning: {json.dumps(payload)}}}\n")
    built = build_leniently(root, nav=["index.md"])
    assert built.returncode == 0, built.stdout + built.stderr
    return root / "site"


def build_leniently(root: Path, nav: list[object]):
    """Build a guide with the theme's changes and these pages in its navigation, but without the checks of texts."""
    let_pasted_marks_pass(root, pages=True)
    config = root / "mkdocs.yml"
    theme = f"theme: {{name: material, custom_dir: {json.dumps(str(ROOT / 'overrides'))}, "
    text = config.read_text("utf-8").replace("theme: {name: material, ", theme).replace("strict: true", "strict: false")
    text = text.replace("branch: main}", "branch: main, generator: false}")
    text = text.replace("attr_list, admonition]", "attr_list, admonition, md_in_html, tables]")
    config.write_text(f"{text}nav: {json.dumps(nav)}\n", "utf-8")
    return build(root, root / "site")


def active_in(page: Path, site: Path, folder: Path) -> list[str]:
    """What the last step says of a page of a site, looked at alone in a folder."""
    shutil.rmtree(folder, ignore_errors=True)
    alone = folder / page.relative_to(site)
    alone.parent.mkdir(parents=True)
    shutil.copy(page, alone)
    try:
        postprocess_site(folder, "https://small.example/")
    except InvalidGuideError as error:
        return [str(diagnostic) for diagnostic in error.diagnostics if diagnostic.code in ACTIVE]
    return []


@pytest.mark.long
def test_hostile_pages_are_refused_or_nothing_in_them_works(hostile_site: Path, tmp_path: Path, browser: Browser) -> None:
    pages = [hostile_site / GLOSSARY, *sorted(hostile_site.rglob("hostile/*/index.html"))]
    refused = {page for page in pages if active_in(page, hostile_site, tmp_path / "alone")}
    passed = [page for page in pages if page not in refused]
    names = {page.parent.name for page in passed}
    assert {"lists", *(f"shown-{number}" for number in range(1, len(hostile_pages.SHOWN) + 1))} <= names, "what is harmless passes"
    assert len(refused) >= 220
    with serving(hostile_site) as address:
        context, watch = open_context(browser, address)
        context.add_init_script("window.PWNED = () => { top.ran = true; }")
        page = context.new_page()
        wrong = []
        for path in passed:
            name = path.parent.relative_to(hostile_site).as_posix()
            page.goto(f"{address}{name}/")
            wrong += [f"{name}: {found}" for found in page.evaluate(AUDIT, path.read_text("utf-8"))]
            if page.evaluate("window.ran") or page.url != f"{address}{name}/":
                wrong.append(f"{name}: it ran, or led to {page.url}")
        context.close()
    assert wrong == []
    assert [url for url in watch.requests if not url.startswith((address, "data:"))] == []


def test_the_browser_and_the_audit_see_what_works(hostile_site: Path, browser: Browser) -> None:
    """Else the test above would pass whatever a page holds."""
    works = [f"html-{number}" for number, payload in enumerate(hostile_pages.HTML, 1) if payload in WORKING]
    assert len(works) == len(WORKING)
    with serving(hostile_site) as address:
        for name in works:
            context, watch = open_context(browser, address)
            context.add_init_script("window.PWNED = () => { top.ran = true; }")
            page = context.new_page()
            page.goto(f"{address}hostile/{name}/")
            assert page.evaluate("window.ran") or any("evil.example" in url for url in watch.requests), name
            assert page.evaluate(AUDIT, (hostile_site / f"hostile/{name}/index.html").read_text("utf-8")), name
            context.close()


@pytest.mark.long
@pytest.mark.parametrize(
    ("title", "hostile"),
    [('x"><img src=x onerror=PWNED()>', True), ("x</span></a><script>PWNED()</script>", True), ('R&D "jobs"', False)],
)
def test_a_hostile_title_in_the_navigation_is_refused_on_every_page(small: Path, tmp_path: Path, title: str, hostile: bool) -> None:
    built = build_leniently(small, nav=["index.md", {title: "sheet.md"}, "lists.md"])
    assert built.returncode == 0, built.stderr
    for page in sorted((small / "site").rglob("*.html")):
        assert bool(active_in(page, small / "site", tmp_path / "alone")) == hostile, page
