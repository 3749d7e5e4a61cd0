"""What several tests share: a copy of the smallest guide, the built site, a server and a browser."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis.configuration import set_hypothesis_home_dir
from playwright.sync_api import Browser, BrowserContext, Page

from macros.outputs.context import url_of
from macros.outputs.html.page_index import open_site
from macros.outputs.html.postprocess import postprocess_site
from macros.settings import Settings, settings_of
from tests.support import script_coverage
from tests.support.browser import PHONE, open_context
from tests.support.built_page import GOOD
from tests.support.commands import build
from tests.support.find_browser import find
from tests.support.guides import ROOT, SMALL
from tests.support.outline import Outline
from tests.support.sample import sampled
from tests.support.server import serving

set_hypothesis_home_dir(ROOT / ".build" / "hypothesis")


LONG_FILES = (
    "workflows/test_fresh_clone.py",
    "built_site/test_every_page.py",
    "tools/planner/test_planner_core.py",
    "built_site/test_keyboard.py",
    "test_site_builder.py",
    "tools/planner/test_planner_page.py",
    "authoring/test_scaffold.py",
    "outputs/test_renderer.py",
)
"""Begun first, so that at the end no process works on one of these while the others have nothing left to do."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--sample", action="store_true", help="run what make test runs: no long tests, and some cases of those with many")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "long: takes more than ten seconds, so only make test-all runs it")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put the long files first, in their order; the rest stays as it is. With --sample, leave out what it leaves out."""
    order = {ROOT / "tests" / name: number for number, name in enumerate(LONG_FILES)}
    assert all(path.is_file() for path in order)
    items.sort(key=lambda item: order.get(item.path, len(order)))
    if config.getoption("--sample"):
        short = [item for item in items if not item.get_closest_marker("long")]
        kept = sampled(short, cases_of=lambda item: item.nodeid.partition("[")[0])
        config.hook.pytest_deselected(items=[item for item in items if item not in kept])
        items[:] = [item for item in items if item in kept]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A copy of the smallest guide, to be changed at will."""
    return Path(shutil.copytree(SMALL, tmp_path / "small"))


@pytest.fixture(scope="session")
def settings() -> Settings:
    """The guide's own settings."""
    from mkdocs.config import load_config

    return settings_of(load_config(str(ROOT / "mkdocs.yml")))


@pytest.fixture(scope="session")
def site_index():
    """The guide itself, as shipped."""
    return open_site(ROOT)[0]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, settings: Settings) -> Path:
    """The guide, built strictly and finished."""

    def make(folder: Path) -> None:
        built = build(ROOT, folder, "--strict")
        assert built.returncode == 0, built.stdout + built.stderr
        assert not re.search("WARNING|ERROR", built.stderr), built.stderr
        # `make coverage` counts by the lines of each module.
        postprocess_site(folder, settings.site_url, smaller=script_coverage.FOLDER_VARIABLE not in os.environ)

    return made_once(tmp_path_factory, "site", make)


@pytest.fixture(scope="session")
def offline(tmp_path_factory: pytest.TempPathFactory, settings: Settings) -> Path:
    """The copy of the guide for use from a folder, finished."""

    def make(folder: Path) -> None:
        built = build(ROOT, folder, "--config-file", "mkdocs.offline.yml")
        assert built.returncode == 0, built.stdout + built.stderr
        postprocess_site(folder, settings.site_url)

    return made_once(tmp_path_factory, "offline", make)


def made_once(tmp_path_factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A folder that the first process to need it makes, and all the processes of a run read.

    Args:
        tmp_path_factory: The fixture of that name.
        name: A name for the folder.
        make: Makes the folder it is given.

    Returns:
        The folder. If making it fails, the next process tries again.
    """
    base = tmp_path_factory.getbasetemp()
    # Each process of pytest-xdist has a folder of its own, beside those of the others.
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, being_made = shared / name, shared / f"{name}-being-made"
    with FileLock(shared / f"{name}.lock"):
        if not folder.is_dir():
            shutil.rmtree(being_made, ignore_errors=True)
            make(being_made)
            being_made.rename(folder)
    return folder


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The address of a server of the built site."""
    with serving(site) as address:
        yield address


@pytest.fixture(scope="session")
def all_pages(site_index) -> list[str]:
    """The addresses of all pages, relative to the site, and that of one that does not exist."""
    return [url_of(page, directory_urls=True) for page in site_index.page_titles] + ["404.html"]


@pytest.fixture(scope="session")
def some_pages(all_pages: list[str], pytestconfig: pytest.Config) -> list[str]:
    """The same; with --sample, some of each section."""
    if not pytestconfig.getoption("--sample"):
        return all_pages
    chosen = sampled(all_pages, cases_of=lambda path: path.rstrip("/").rpartition("/")[0])
    return [path for path in all_pages if path in chosen]


@pytest.fixture(scope="session", autouse=True)
def scripts_recorded() -> Iterator[None]:
    """Under `make coverage`, have every page count what its scripts run."""
    folder = os.environ.get(script_coverage.FOLDER_VARIABLE)
    with script_coverage.recording(Path(folder)) if folder else nullcontext():
        yield


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    """Use the browser that tests/support/find_browser.py finds; a root user's Chromium needs its sandbox off."""
    path = find()
    if path is None:
        pytest.fail("No browser: run python -m tests.support.find_browser")
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
    return {**browser_type_launch_args, "executable_path": path, "args": ["--no-sandbox", *quiet]}


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests measured: a time is reported, never asserted, since it depends on the machine."""
    for reports in terminalreporter.stats.values():
        for report in reports:
            for name, value in getattr(report, "user_properties", []):
                if name == "measured" and report.when == "call":
                    terminalreporter.write_line(f"measured: {value}")


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """A fresh browser on a phone, which must not complain or ask another host."""
    context, watch = open_context(browser, address, viewport=PHONE, permissions=["clipboard-read", "clipboard-write"])
    yield context
    context.close()
    assert watch.wrong == []


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def built_folder(tmp_path: Path) -> Path:
    (tmp_path / "index.html").write_text(GOOD, "utf-8")
    (tmp_path / "a.css").write_text("", "utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def contribute(tmp_path_factory: pytest.TempPathFactory) -> Outline:
    """The smallest guide's page on contributing, built."""
    root = Path(shutil.copytree(SMALL, tmp_path_factory.mktemp("contribute") / "small"))
    (root / "docs/downloads").mkdir()
    built = build(root, root / "site", "--strict")
    assert built.returncode == 0, built.stdout + built.stderr
    html = (root / "site/contribute/index.html").read_text("utf-8")
    return Outline(re.search(r"<article.*?</article>", html, re.DOTALL)[0])
