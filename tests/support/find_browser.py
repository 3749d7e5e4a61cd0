"""Find a browser for the tests, or install one: python -m tests.support.find_browser"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
"""The first is the same browser without windows. In Debian it takes a third of the CPU time for a page."""
INSTALL_SECONDS = 300


def find() -> str | None:
    """The path of a Chromium or Chrome: CHROME_PATH, Playwright's own, or one on PATH; None when there is none."""
    chosen = os.environ.get("CHROME_PATH")
    if chosen:
        return chosen if Path(chosen).is_file() else None
    own = _playwright_own()
    if own and Path(own).is_file():
        return own
    return next(filter(None, map(shutil.which, NAMES)), None)


def _playwright_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def install() -> str | None:
    """Try each way to install one; returns its path, or None when none worked."""
    ways = [[[sys.executable, "-m", "playwright", "install", "chromium"]]]
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        ways += [[["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", name]] for name in NAMES[:2]]
    for way in ways:
        for command in way:
            print("Trying:", *command, flush=True)
            try:
                done = subprocess.run(command, stdout=subprocess.DEVNULL, timeout=INSTALL_SECONDS, check=False)
            except (OSError, subprocess.TimeoutExpired) as error:
                print(error)
                break
            if done.returncode:
                break
        if found := find():
            return found
    return None


def main() -> int:
    """Make sure that there is a browser; exit status 1, with what to do, when there is none."""
    chosen = os.environ.get("CHROME_PATH")
    if chosen and not Path(chosen).is_file():
        print(f"CHROME_PATH is {chosen}, but there is no such file. Set it to a Chromium or Chrome, or unset it.")
        return 1
    if found := find() or install():
        print("The browser for the tests:", found)
        return 0
    print("The tests need a browser and none could be installed. Install Chromium or Chrome, or set CHROME_PATH to one, and try again.")
    return 1


if __name__ == "__main__":
    sys.exit(main())
