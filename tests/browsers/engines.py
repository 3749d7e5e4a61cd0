"""The engines that the main paths are tried in: how each is found, and started for Selenium."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.service import Service as ChromeService
from selenium.webdriver.remote.file_detector import UselessFileDetector
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.webkitgtk.options import Options as WebKitOptions
from selenium.webdriver.webkitgtk.service import Service as WebKitService

from tests.browsers.marionette import MarionetteConnection
from tests.support.find_browser import NAMES as CHROMIUM_NAMES

START_SECONDS = 60


@dataclass(frozen=True)
class Engine:
    """A browser's engine.

    Attributes:
        name: What the table calls it.
        packages: The Debian packages that have its browser and what drives it.
        programs: The programs it needs, with the names or paths each may have.
        start: Starts it with an empty profile, for `with`. It takes the paths of the programs, a folder to put everything in, and whether
            its pages can store nothing.
        cannot: What it can't be asked here, with the reason.
    """

    name: str
    packages: str
    programs: tuple[tuple[str, ...], ...]
    start: Callable[[list[str], Path, bool], AbstractContextManager[WebDriver]]
    cannot: dict[str, str] = field(default_factory=dict)

    def find(self) -> list[str] | None:
        """The path of each of its programs, or None if one isn't there."""
        found = [next(filter(None, map(shutil.which, names)), None) for names in self.programs]
        return [path for path in found if path] if all(found) else None

    def missing(self) -> str:
        """Why it can't be found, and what to do."""
        absent = [names[0] for names in self.programs if not any(map(shutil.which, names))]
        return f"not installed: {', '.join(absent)} (apt install {self.packages})"


def downloads_of(folder: Path) -> Path:
    """The folder where a browser that was started in a folder puts what the reader saves."""
    downloads = folder / "Downloads"
    downloads.mkdir(exist_ok=True)
    return downloads


@contextmanager
def _chromium(programs: list[str], folder: Path, is_storage_blocked: bool) -> Iterator[WebDriver]:
    options = webdriver.ChromeOptions()
    options.binary_location, driver = programs
    for argument in ("--headless=new", "--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"):
        options.add_argument(argument)
    preferences: dict[str, object] = {"download.default_directory": str(downloads_of(folder)), "download.prompt_for_download": False}
    if is_storage_blocked:
        preferences["profile.default_content_setting_values.cookies"] = 2
    options.add_experimental_option("prefs", preferences)
    with webdriver.Chrome(options=options, service=ChromeService(driver)) as started:
        yield started


FIREFOX_PREFERENCES: dict[str, object] = {
    "marionette.port": 0,
    "browser.download.folderList": 2,
    "app.normandy.enabled": False,
    "browser.download.alwaysOpenPanel": False,
}


@contextmanager
def _firefox(programs: list[str], folder: Path, is_storage_blocked: bool) -> Iterator[WebDriver]:
    preferences = {**FIREFOX_PREFERENCES, "browser.download.dir": str(downloads_of(folder))}
    if is_storage_blocked:
        preferences["network.cookie.cookieBehavior"] = 2
    profile = folder / "profile"
    profile.mkdir()
    lines = [f'user_pref("{name}", {_as_script(value)});\n' for name, value in preferences.items()]
    (profile / "user.js").write_text("".join(lines), "utf-8")
    process = subprocess.Popen(
        [programs[0], "--headless", "--marionette", "--no-remote", "--profile", str(profile)],
        env={**os.environ, "HOME": str(folder)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        connection = MarionetteConnection(int(_text_of(profile / "MarionetteActivePort")))
        with webdriver.Remote(connection, options=webdriver.FirefoxOptions()) as started:
            started.file_detector = UselessFileDetector()  # Firefox is on this machine and reads files from where they are.
            yield started
        process.wait(START_SECONDS)
    finally:
        process.kill()
        process.wait()


def _as_script(value: object) -> str:
    return {True: "true", False: "false"}.get(value, f'"{value}"') if isinstance(value, bool | str) else str(value)


def _text_of(file: Path) -> str:
    """The text of a file, once it's there and has one."""
    for _ in range(START_SECONDS * 10):
        if file.is_file() and (text := file.read_text("utf-8")):
            return text
        time.sleep(0.1)
    raise TimeoutError(f"{file.name} isn't there after {START_SECONDS} seconds.")


MINI_BROWSERS = tuple(map(str, Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser")))
"""The test browser of WebKitGTK, which isn't on PATH."""


@contextmanager
def _webkit(programs: list[str], folder: Path, is_storage_blocked: bool) -> Iterator[WebDriver]:
    options = WebKitOptions()
    options.binary_location, driver = programs[:2]
    options.add_argument("--automation")
    if is_storage_blocked:
        options.add_argument("--enable-html5-local-storage=false")
    settings = folder / ".config"
    settings.mkdir()
    (settings / "user-dirs.dirs").write_text(f'XDG_DOWNLOAD_DIR="{downloads_of(folder)}"\n', "utf-8")
    with _display(programs[2]) as display:
        environment = {**os.environ, "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder), "DISPLAY": display, "NO_AT_BRIDGE": "1"}
        with webdriver.WebKitGTK(options=options, service=WebKitService(driver, env=environment)) as started:
            yield started


@contextmanager
def _display(xvfb: str) -> Iterator[str]:
    """A screen that no one sees."""
    read, write = os.pipe()
    process = subprocess.Popen(
        [xvfb, "-displayfd", str(write), "-screen", "0", "1600x1200x24", "-nolisten", "tcp"],
        pass_fds=[write], stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(write)
    try:
        with os.fdopen(read) as number:
            yield f":{number.readline().strip()}"
    finally:
        process.terminate()
        process.wait()


ENGINES = (
    Engine("Chromium", "chromium chromium-driver", (CHROMIUM_NAMES, ("chromedriver",)), _chromium),
    Engine("Firefox", "firefox-esr", (("firefox-esr", "firefox"),), _firefox),
    Engine(
        "WebKit",
        "webkit2gtk-driver xvfb",
        (MINI_BROWSERS or ("MiniBrowser",), ("WebKitWebDriver",), ("Xvfb",)),
        _webkit,
        {"the plan on paper": "its WebDriver has no command that prints"},
    ),
)


@contextmanager
def started(engine: Engine, programs: list[str], is_storage_blocked: bool = False) -> Iterator[tuple[WebDriver, Path]]:
    """A browser of an engine, with an empty profile. Yields it with the folder where it puts what the reader saves."""
    with tempfile.TemporaryDirectory(prefix="guide-browser-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        with engine.start(programs, folder, is_storage_blocked) as driver:
            yield driver, downloads_of(folder)
