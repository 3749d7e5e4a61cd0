""" "Keep this guide on this phone" in a real browser: the copy, the worker that shows it, and the worker that removes it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import jinja2
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.support.browser import PHONE, axe_violations
from tests.support.checklist_page import DATA, FIRST, LIST, box
from tests.support.guides import ROOT
from tests.support.host import Host, hosting
from tests.support.scripts import wait_until
from tests.support.site_search import search

PLANNER, UNOPENED, OPENED, SHEET = "prepare/planner/", "find/alumni/", "find/linkedin/", "downloads/c-prepare-a4.pdf"
WORKER = "offline-worker.js"
SITES = ("", "a/", "b/")
"""The folders of the host with a site: one has the others in it."""

REGISTERED = "navigator.serviceWorker.getRegistrations().then((all) => all.map(({ scope }) => new URL(scope).pathname).sort())"
CACHES = "caches.keys().then((names) => names.sort())"
KEPT = """site => caches.open(`${site}guide.offline`).then((cache) => cache.keys())
  .then((all) => all.map(({ url }) => new URL(url).pathname.slice(site.length)))"""


@pytest.fixture(scope="module")
def folder(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site, without most of what is printed."""
    made = tmp_path_factory.mktemp("host") / "site"
    shutil.copytree(site, made, ignore=lambda _, names: {name for name in names if name.endswith((".pdf", ".zip", ".docx"))})
    shutil.copy(site / SHEET, made / SHEET)
    return made


@pytest.fixture
def host(folder: Path, tmp_path: Path) -> Iterator[Host]:
    for name in reversed(SITES):
        shutil.copytree(folder, tmp_path / name, dirs_exist_ok=True, copy_function=shutil.copyfile)
    with hosting(tmp_path) as host:
        yield host


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A reader's browser, in which whatever goes wrong in a script is an error."""
    context = browser.new_context(viewport=PHONE)
    context.set_default_timeout(10_000)
    errors: list[str] = []
    context.on("weberror", lambda error: errors.append(str(error.error)))
    yield context
    context.close()
    assert errors == []


MOST_MS = 60_000
"""How long to wait for a copy: every file of the tools is fetched first, which takes long while other tests run."""


def keep(page: Page, site: str) -> None:
    page.goto(site + DATA)
    page.get_by_role("button", name="Keep this guide on this phone").click()
    expect(page.get_by_role("button", name="Remove the saved copy")).to_be_visible(timeout=MOST_MS)


def open_and_keep(page: Page, address: str) -> None:
    """Open a page with the worker, and wait until it's saved."""
    page.goto(address)
    wait_until(page, f"caches.match('{address}').then(Boolean)")


def note(page: Page) -> str:
    """What a page says of being a saved copy; "" if it's none."""
    return " ".join(page.locator("p.guide-saved-copy:visible").all_inner_texts())


def is_missing(page: Page, address: str) -> bool:
    page.goto(address)
    return page.title() == "Not in your saved copy"


def change(site: Path, path: str, old: str, new: str) -> None:
    file = site / path
    text = file.read_text("utf-8")
    assert old in text, path
    file.write_text(text.replace(old, new), "utf-8")


def script_of(site: Path, path: str) -> str:
    """The script of a page with its tool, which is the largest of those that it loads."""
    html = (site / path / "index.html").read_text("utf-8")
    return max(re.findall(r'src="[./]*/(assets/joined/\w+\.js)"', html), key=lambda script: (site / script).stat().st_size)


def kept(page: Page, site: str) -> list[str]:
    return page.evaluate(KEPT, f"/{site}")


def test_nothing_is_kept_until_the_reader_says_so(page: Page, host: Host) -> None:
    for path in (DATA, "", PLANNER, LIST):
        page.goto(host.address + path)
        page.wait_for_load_state("networkidle")
    assert (page.evaluate(REGISTERED), page.evaluate(CACHES)) == ([], [])
    host.is_down = True
    with pytest.raises(Exception, match="ERR_EMPTY_RESPONSE"):
        page.goto(host.address + PLANNER)


@pytest.mark.long
def test_without_a_connection_the_tools_and_what_was_opened_work(page: Page, host: Host, record_property) -> None:
    site = f"{host.address}a/"
    keep(page, site)
    said = page.locator("#guide-offline").inner_text()
    found = re.search(r"Saved copy of (\w+ \d+, \d{4})\. (\d+) pages, (\d+\.\d) MB\.", said)
    assert found, said
    record_property("measured", f"kept at first: {found[0]}")
    [promised] = re.findall(r"it takes about (\d+) MB", page.locator("article").inner_text())
    assert abs(float(found[3]) - int(promised)) < 1, "the page says how much room it takes"
    open_and_keep(page, site + OPENED)
    assert note(page) == ""
    assert page.evaluate(f"fetch('{site}{SHEET}').then((response) => response.status)") == 200
    wait_until(page, f"caches.match('{site}{SHEET}').then(Boolean)")

    host.is_down = True
    for path in ("", f"{PLANNER}?from=mail&x=1#plan", f"{LIST}#{FIRST}", f"{OPENED}?x#y", DATA):
        page.goto(site + path)
        assert note(page) == f"Saved copy of {found[1]}", path
        expect(page.locator("article h1")).to_be_visible()
    page.goto(site + PLANNER)
    page.get_by_role("button", name="Make a plan").click()
    expect(page.locator("#guide-plan li").first).to_be_visible()
    page.goto(site + LIST)
    box(page, FIRST).check()
    page.reload()
    expect(box(page, FIRST)).to_be_checked()
    assert search(page, "salary")
    assert page.evaluate(f"fetch('{site}{SHEET}').then((response) => response.blob()).then(({{ size }}) => size)") > 1000
    assert page.evaluate(f"fetch('{site}downloads/guide.json').catch((error) => error.name)") == "TypeError"


def test_a_page_that_is_not_kept_gives_a_plain_page_with_those_that_are(page: Page, host: Host) -> None:
    site = f"{host.address}a/"
    keep(page, site)
    host.is_down = True
    for path in (UNOPENED, f"{UNOPENED}?x=1#y", "nowhere/", "downloads/c-decide-a4.pdf"):
        assert is_missing(page, site + path), path
    expect(page.locator("h1")).to_have_text("This isn't in your saved copy")
    assert page.evaluate("getComputedStyle(document.body).maxWidth") != "none", "its style is kept, too"
    assert axe_violations(page) == []
    page.get_by_role("link", name="Plan your conversation").click()
    page.wait_for_url(site + PLANNER)
    assert note(page).startswith("Saved copy of")


@pytest.mark.long
@pytest.mark.parametrize("is_soft", [False, True], ids=["status 404", "status 200"])
def test_page_not_found_is_not_kept_and_replaces_nothing(page: Page, host: Host, is_soft: bool) -> None:
    """Some hosts send that page as if nothing was wrong, even for a style or a script."""
    site = f"{host.address}a/"
    host.soft_404 = "/a/" if is_soft else ""
    keep(page, site)
    (host.folder / "a" / script_of(host.folder / "a", PLANNER)).unlink()
    (host.folder / "a" / PLANNER / "index.html").unlink()
    for path in ("nowhere/", PLANNER, LIST):
        page.goto(site + path)
        page.wait_for_load_state("networkidle")
    host.is_down = True
    assert is_missing(page, f"{site}nowhere/")
    assert not is_missing(page, site + PLANNER)
    page.get_by_role("button", name="Make a plan").click()
    expect(page.locator("#guide-plan li").first).to_be_visible()


@pytest.mark.long
@pytest.mark.parametrize("is_soft", [False, True], ids=["status 404", "status 200"])
def test_a_saved_page_has_its_saved_script_when_the_host_has_it_no_more(page: Page, host: Host, is_soft: bool) -> None:
    """As with a page that comes too slowly, right after a new version of the site was published."""
    site = f"{host.address}a/"
    host.soft_404 = "/a/" if is_soft else ""
    keep(page, site)
    (host.folder / "a" / script_of(host.folder / "a", PLANNER)).unlink()
    host.waiting.add(f"/a/{PLANNER}")
    page.goto(site + PLANNER)
    assert note(page).startswith("Saved copy of")
    page.get_by_role("button", name="Make a plan").click()
    expect(page.locator("#guide-plan li").first).to_be_visible()


@pytest.mark.long
def test_sites_of_one_host_do_not_mix(page: Page, host: Host) -> None:
    keep(page, host.address)
    page.goto(f"{host.address}b/{OPENED}")
    page.wait_for_load_state("networkidle")
    assert not [path for path in kept(page, "") if path.startswith(("a/", "b/"))], "a site in a folder is another site"
    page.goto(f"{host.address}a/{DATA}")
    expect(page.get_by_role("button", name="Keep this guide on this phone")).to_be_visible()
    keep(page, f"{host.address}a/")
    assert page.evaluate(REGISTERED) == ["/", "/a/"]
    assert page.evaluate(CACHES) == ["/a/guide.offline", "/guide.offline"]
    host.is_down = True
    page.goto(f"{host.address}a/{DATA}")
    page.get_by_role("button", name="Remove the saved copy").click()
    expect(page.get_by_role("button", name="Keep this guide on this phone")).to_be_visible()
    assert (page.evaluate(REGISTERED), page.evaluate(CACHES)) == (["/"], ["/guide.offline"])
    page.goto(host.address + PLANNER)
    assert note(page).startswith("Saved copy of")


def test_one_button_removes_all_of_it_and_nothing_else(page: Page, host: Host) -> None:
    page.goto(host.address + LIST)
    box(page, FIRST).check()
    page.evaluate("caches.open('another program').then(() => 0)")
    keep(page, host.address)
    page.get_by_role("button", name="Remove the saved copy").click()
    expect(page.locator("#guide-offline")).to_contain_text("The saved copy is removed. What you typed and checked off is still here.")
    expect(page.get_by_role("button", name="Keep this guide on this phone")).to_be_visible()
    assert (page.evaluate(REGISTERED), page.evaluate(CACHES)) == ([], ["another program"])
    page.goto(host.address + OPENED)
    page.wait_for_load_state("networkidle")
    assert page.evaluate(CACHES) == ["another program"], "the worker of a page that was open brings nothing back"
    page.goto(host.address + LIST)
    expect(box(page, FIRST)).to_be_checked()


@pytest.mark.long
def test_with_a_connection_a_new_version_replaces_the_saved_one_as_a_whole(page: Page, host: Host) -> None:
    site, files = host.address, host.folder
    keep(page, site)
    open_and_keep(page, site + OPENED)
    for path in (PLANNER, OPENED):
        change(files, f"{path}index.html", "<h1", "<p>The new version</p><h1")
    script = script_of(files, PLANNER)
    change(files, script, '"use strict";', '"use strict"; globalThis.isNewVersion = true;')
    # One page shows that something is new; the others, and their scripts, follow.
    page.goto(site + OPENED)
    expect(page.get_by_text("The new version")).to_be_visible()
    for path, text in ((PLANNER, "The new version"), (script, "isNewVersion")):
        saved = f"caches.match('{site}{path}').then((saved) => saved.text())"
        wait_until(page, f"{saved}.then((text) => text.includes('{text}'))")
    host.is_down = True
    for path in (PLANNER, OPENED):
        page.goto(site + path)
        expect(page.get_by_text("The new version")).to_be_visible()
        assert note(page).startswith("Saved copy of")
    page.goto(site + PLANNER)
    assert page.evaluate("globalThis.isNewVersion")


@pytest.mark.long
def test_a_new_version_that_does_not_come_whole_changes_nothing(page: Page, host: Host) -> None:
    site, files = host.address, host.folder
    keep(page, site)
    open_and_keep(page, site + OPENED)
    for path in (PLANNER, OPENED):
        change(files, f"{path}index.html", "<h1", "<p>The new version</p><h1")
    host.failing = {f"/{LIST}"}
    page.goto(site + OPENED)
    page.wait_for_load_state("networkidle")
    page.goto(site + PLANNER)
    page.wait_for_load_state("networkidle")
    host.is_down = True
    for path in (PLANNER, OPENED):
        page.goto(site + path)
        expect(page.get_by_text("The new version")).to_have_count(0)
        assert note(page).startswith("Saved copy of")


def test_a_server_that_fails_or_takes_too_long_gives_way_to_the_saved_copy(page: Page, host: Host) -> None:
    keep(page, host.address)
    host.failing = {f"/{LIST}"}
    page.goto(host.address + LIST)
    assert note(page).startswith("Saved copy of")
    host.waiting = {f"/{PLANNER}"}
    page.goto(host.address + PLANNER)
    assert note(page).startswith("Saved copy of")


def removing_worker() -> str:
    """What is published at the worker's address when the settings say so."""
    template = jinja2.Template((ROOT / "docs" / WORKER).read_text("utf-8"))
    return template.render(config={"extra": {"offline_copy": False}})


@pytest.mark.long
def test_a_removing_worker_ends_every_saved_copy_of_its_site(page: Page, host: Host) -> None:
    for site in ("a/", "b/"):
        keep(page, host.address + site)
    for path in (WORKER, "assets/offline/offline-core.js", "assets/offline/saved-copy.js"):
        (host.folder / "a" / path).unlink()
    (host.folder / "a" / WORKER).write_text(removing_worker(), "utf-8")
    # It comes with any page the reader opens, even if the rest of what the worker needs is gone.
    page.goto(f"{host.address}a/{LIST}")
    wait_until(page, f"{REGISTERED}.then((all) => String(all) === '/b/')")
    wait_until(page, f"{CACHES}.then((all) => String(all) === '/b/guide.offline')")
    page.goto(f"{host.address}a/{OPENED}")
    page.wait_for_load_state("networkidle")
    assert page.evaluate(CACHES) == ["/b/guide.offline"]
    host.is_down = True
    with pytest.raises(Exception, match="ERR_EMPTY_RESPONSE"):
        page.goto(f"{host.address}a/{LIST}")
    other = page.context.new_page()
    other.goto(f"{host.address}b/{LIST}")
    assert note(other).startswith("Saved copy of")


def test_a_connection_that_fails_leaves_nothing_behind(page: Page, host: Host) -> None:
    page.goto(host.address + DATA)
    host.failing = {f"/{PLANNER}"}
    page.get_by_role("button", name="Keep this guide on this phone").click()
    expect(page.locator("#guide-offline")).to_contain_text(
        "The connection failed, so no copy was saved. Try again when it's better.", timeout=MOST_MS
    )
    assert (page.evaluate(REGISTERED), page.evaluate(CACHES)) == ([], [])
    host.failing = set()
    page.get_by_role("button", name="Keep this guide on this phone").click()
    expect(page.get_by_role("button", name="Remove the saved copy")).to_be_visible(timeout=MOST_MS)


REASONS = {
    "no protected connection": ("Object.defineProperty(window, 'isSecureContext', { value: false });", "doesn't begin with https"),
    "no workers": ("delete Navigator.prototype.serviceWorker;", "Your browser can't keep a copy here."),
    "no caches": ("delete window.caches;", "Your browser can't keep a copy here."),
    "storage is full": (
        "Cache.prototype.put = () => Promise.reject(new DOMException('', 'QuotaExceededError'));",
        "This browser's storage is full, so no copy was saved.",
    ),
    "workers are forbidden": (
        "ServiceWorkerContainer.prototype.register = () => Promise.reject(new DOMException('', 'SecurityError'));",
        "This browser doesn't let the guide keep a copy, so nothing was saved.",
    ),
}


@pytest.mark.parametrize("name", REASONS)
def test_a_browser_that_cannot_keep_a_copy_gets_a_sentence(page: Page, host: Host, name: str) -> None:
    script, sentence = REASONS[name]
    page.add_init_script(script)
    page.goto(host.address + DATA)
    button = page.get_by_role("button", name="Keep this guide on this phone")
    if name in ("storage is full", "workers are forbidden"):
        button.click()
    else:
        expect(button).to_have_count(0)
    expect(page.locator("#guide-offline")).to_contain_text(sentence, timeout=MOST_MS)
    expect(page.locator("#guide-kept")).to_contain_text("What's stored here")
    if name != "no caches":
        assert page.evaluate(CACHES) == []


COUNT_ASKED = "window.asked = 0; StorageManager.prototype.persist = () => { window.asked += 1; return Promise.reject(new Error('no')); };"


def test_the_browser_is_asked_to_keep_what_is_stored_when_something_is_first_saved(page: Page, host: Host) -> None:
    page.add_init_script(COUNT_ASKED)
    page.goto(host.address + LIST)
    assert page.evaluate("asked") == 0, "opening a page asks nothing"
    box(page, FIRST).check()
    assert page.evaluate("asked") == 1
    box(page, FIRST).uncheck()
    box(page, FIRST).check()
    assert page.evaluate("asked") == 1
    page.reload()
    box(page, FIRST).uncheck()
    assert page.evaluate("asked") == 0, "something is saved already"
    keep(page, host.address)
    assert page.evaluate("asked") == 1
