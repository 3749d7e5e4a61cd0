"""What several tests share: a copy of the smallest guide, the built site, a server and a browser."""

from __future__ import annotations

import functools
import http.server
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from macros.diagnostics import Diagnostic, InvalidGuideError
from macros.outputs.context import url_of
from macros.outputs.html.page_index import open_site
from macros.outputs.html.postprocess import postprocess_site
from macros.settings import Settings, settings_of
from tests.support import script_coverage
from tests.support.find_browser import find
from tests.support.reader import PHONE, open_context

ROOT = Path(__file__).parents[1]
SMALL = ROOT / "tests" / "fixtures" / "small"
MKDOCS = Path(sys.executable).parent / "mkdocs"


def faults_in(root: Path) -> list[Diagnostic]:
    """What is wrong in a guide; empty when it is sound."""
    try:
        open_site(root)
    except InvalidGuideError as error:
        return error.diagnostics
    return []


def faults_of(root: Path) -> list[str]:
    """What the check says of a guide, one line a fault."""
    return [str(diagnostic) for diagnostic in faults_in(root)]


def run(*command: str | Path, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command and return what it said; never raises for its exit status."""
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment}
    env = {name: value for name, value in env.items() if value != ""}
    return subprocess.run([str(part) for part in command], cwd=cwd, env=env, capture_output=True, text=True, check=False)


def build(root: Path, site: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """`mkdocs build` of the guide under `root` into `site`.

    Never with --quiet: MkDocs then counts no warnings, and strict is strict no more.
    """
    return run(MKDOCS, "build", "--site-dir", site, *options, cwd=root)


LENIENT = """from macros import define_env
from macros.yaml_io import error_hints

from macros.checks.rule import RULES
from macros.checks import runner as _

error_hints.PASTED_MARKUP = ()
del RULES["R317"]
"""


def let_pasted_marks_pass(root: Path) -> None:
    """Have the smallest guide under `root` built without the check for HTML and Markdown in data, so that rendering alone must hold."""
    (root / "lenient.py").write_text(LENIENT, "utf-8")
    config = root / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("modules: [macros]", "module_name: lenient"), "utf-8")


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
    """The guide, built strictly and sealed."""
    folder = tmp_path_factory.mktemp("built") / "site"
    built = build(ROOT, folder, "--strict")
    assert built.returncode == 0, built.stdout + built.stderr
    assert not re.search("WARNING|ERROR", built.stderr), built.stderr
    postprocess_site(folder, settings.site_url)
    return folder


@pytest.fixture(scope="session")
def offline(tmp_path_factory: pytest.TempPathFactory, settings: Settings) -> Path:
    """The copy of the guide for use from a folder, sealed."""
    folder = tmp_path_factory.mktemp("offline") / "guide"
    built = build(ROOT, folder, "--config-file", "mkdocs.offline.yml")
    assert built.returncode == 0, built.stdout + built.stderr
    postprocess_site(folder, settings.site_url)
    return folder


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Say nothing: pytest's output is for faults."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address of a server of a folder, ending in a slash."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The address of a server of the built site."""
    with serving(site) as address:
        yield address


@pytest.fixture(scope="session")
def all_pages(site_index) -> list[str]:
    """The addresses of all pages, relative to the site, and that of one that does not exist."""
    return [url_of(page, directory_urls=True) for page in site_index.page_titles] + ["404.html"]


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
