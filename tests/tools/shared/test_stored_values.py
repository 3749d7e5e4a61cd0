"""Whatever is stored in a browser, no tool stops, and nothing that is not understood is lost; and two sites of one host stay apart."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from macros.outputs.context import RenderContext
from macros.outputs.html.tool_data.checklists import checklists_data
from macros.outputs.html.tool_data.composer import composer_data
from macros.outputs.html.tool_data.interviews import interviews_data
from macros.outputs.html.tool_data.planner import planner_data
from tests.support.damaged_states import KEYS, SOUND, damaged_states
from tests.support.scripts import STORING_SCRIPTS, define, load_assets, open_site

STORED = Path(__file__).with_name("stored-values.js")


@pytest.fixture
def host(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that has stored nothing yet."""
    context = browser.new_context()
    yield context
    context.close()


def site(context: BrowserContext, folder: str) -> Page:
    """A page of a site in a folder of the one host."""
    page = context.new_page()
    open_site(page, folder, *STORING_SCRIPTS)
    define(page, STORED)
    return page


@pytest.fixture
def tools(host: BrowserContext, site_index, settings) -> Page:
    """A page with all tools and what they work from."""
    page = site(host, "/a/")
    dataset = site_index.dataset
    places = {"site": {"name": "Guide", "url": ""}, "overview": "", "your_data": ""}
    lists = checklists_data(dataset, list(dataset.checklists.values()), places, str)["lists"]
    interviews = interviews_data(RenderContext(site_index, settings, "interviews/"))
    planner, composer = planner_data(dataset, str), composer_data(dataset, str)
    page.evaluate("openTools", {"planner": planner, "composer": composer, "lists": lists[:3], "interviews": interviews})
    load_assets(page, "interviews/interview-store")
    return page


@pytest.mark.long
def test_no_stored_state_stops_a_tool_or_is_lost(tools: Page) -> None:
    states = damaged_states()
    assert len(states) >= 496
    sound = [{"name": name, "text": json.dumps(value)} for name, value in SOUND.items()]
    assert tools.evaluate("tryStates", sound) == []
    wrong = tools.evaluate("tryStates", [{"name": name, "text": text} for name, text in states])
    assert not wrong, wrong[:5]


def test_that_test_can_fail(tools: Page) -> None:
    tools.evaluate("kit.uses.ticks = () => Guide.storage.writeText(Guide.storage.keyOf('ticks'), '{\"ticks\":{}}'); 0")
    assert tools.evaluate("tryState", {"name": "ticks", "text": '{"ticks":{"i-a-01":7}}'}).startswith("lost")
    tools.evaluate("kit.uses.ticks = () => { throw new Error('stopped') }; 0")
    assert "stopped" in tools.evaluate("tryState", {"name": "ticks", "text": "{}"})


def test_what_is_set_aside_is_not_overwritten_by_the_next(host: BrowserContext) -> None:
    page = site(host, "/a/")
    for text in ("{", "[", "{", "7"):
        page.evaluate("storeLasting", {"/a/guide.ticks": text})
        assert "set aside, not deleted" in page.evaluate("Guide.storage.read('ticks').problem")
    aside = {"/a/guide.ticks.unreadable": "{", "/a/guide.ticks.unreadable.2": "[", "/a/guide.ticks.unreadable.3": "7"}
    assert page.evaluate("everything()") == aside
    assert {place["state"] for place in page.evaluate("Guide.storage.list()")} == {"set aside"}


def test_what_cannot_be_set_aside_is_not_overwritten(host: BrowserContext) -> None:
    """Where the storage refuses to take anything, as a full one does."""
    page = site(host, "/a/")
    page.evaluate("storeLasting", {"/a/guide.ticks": "{"})
    page.evaluate("(() => { const { setItem } = Storage.prototype; Storage.prototype.setItem = function (key, text) {"
                  " if (key !== '/a/guide.ticks' || text !== '{') throw new DOMException('', 'QuotaExceededError');"
                  " setItem.call(this, key, text); }; })()")  # fmt: skip
    assert "storage is full" in page.evaluate("Guide.storage.read('ticks').problem")
    assert "storage is full" in page.evaluate("Guide.storage.write('ticks', { ticks: {} })")
    assert page.evaluate("everything()") == {"/a/guide.ticks": "{"}


def test_parts_that_a_newer_version_added_stay(host: BrowserContext) -> None:
    page = site(host, "/a/")
    page.evaluate("storeLasting", {"/a/guide.ticks": '{"ticks":{"i-a-01":"x"},"later":1}'})
    assert page.evaluate("Guide.storage.write('ticks', { ticks: {} })") == ""
    assert json.loads(page.evaluate("everything()")["/a/guide.ticks"]) == {"ticks": {}, "later": 1}


# Two sites on one host ---------------------------------------------------------------------------------------

TICKS = json.dumps(SOUND["ticks"])


def test_two_sites_on_a_host_leave_each_other_alone(host: BrowserContext) -> None:
    one, other, root = site(host, "/a/"), site(host, "/b/"), site(host, "/")
    for page, day in ((one, "1"), (other, "2"), (root, "3")):
        page.evaluate("day => Guide.storage.write('ticks', { version: 1, ticks: { 'i-a-01': day } })", day)
    read = "Guide.storage.read('ticks').value.ticks['i-a-01']"
    assert [page.evaluate(read) for page in (one, other, root)] == ["1", "2", "3"]
    strangers = {"guide.plans": '{"trips":[]}', "guide.lists": "x", "/a/guide.ticks.mine": "x"}
    one.evaluate("storeLasting", {**strangers, "/a/.__palette": "{}", "/b/.__palette": "{}"})
    listed = [{place["key"] for place in page.evaluate("Guide.storage.list()")} for page in (one, other)]
    assert listed == [{"/a/guide.ticks", "/a/.__palette"}, {"/b/guide.ticks", "/b/.__palette"}]


@pytest.mark.parametrize("folder", ["/", "/a/", "/an%C3%B6ther%20folder/"])
def test_what_an_earlier_version_stored_is_taken_over_once(host: BrowserContext, folder: str) -> None:
    page = host.new_page()
    open_site(page, folder)
    define(page, STORED)
    local = {KEYS[name]: json.dumps(SOUND[name]) for name in ("plans", "requests", "profile", "ticks", "meeting")}
    page.evaluate("storeLasting", {**local, "guide.plans.unreadable": "{"})
    open_site(page, folder, *STORING_SCRIPTS)
    define(page, STORED)
    expected = {f"{folder}{key}": text for key, text in {**local, "guide.plans.unreadable": "{"}.items()}
    assert page.evaluate("everything()") == expected
    page.evaluate("Guide.storage.writeText(Guide.storage.keyOf('ticks'), null)")
    open_site(page, folder, *STORING_SCRIPTS)
    assert page.evaluate("Guide.storage.read('ticks')") == {}, "what is deleted does not come back"


def test_an_earlier_value_that_a_newer_one_has_replaced_stays_and_is_listed(host: BrowserContext) -> None:
    page = site(host, "/a/")
    page.evaluate("storeLasting", {"guide.ticks": TICKS, "/a/guide.ticks": '{"ticks":{}}'})
    open_site(page, "/a/", *STORING_SCRIPTS)
    define(page, STORED)
    assert page.evaluate("everything()") == {"guide.ticks": TICKS, "/a/guide.ticks": '{"ticks":{}}'}
    states = {place["key"]: place["state"] for place in page.evaluate("Guide.storage.list()")}
    assert states == {"guide.ticks": "earlier", "/a/guide.ticks": "current"}


def test_what_another_program_stored_under_an_old_key_is_left_alone(host: BrowserContext) -> None:
    page = host.new_page()
    open_site(page, "/a/")
    define(page, STORED)
    page.evaluate("storeLasting", {"guide.plans": '["someone else\'s"]'})
    open_site(page, "/a/", *STORING_SCRIPTS)
    define(page, STORED)
    assert page.evaluate("everything()") == {"guide.plans": '["someone else\'s"]'}
    assert page.evaluate("Guide.storage.list()") == []
