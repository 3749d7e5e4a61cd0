"""A reader in a browser of any engine, who does what readers do and waits for what they would see."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.select import Select
from selenium.webdriver.support.wait import WebDriverWait

from tests.support.host import Host

WIDTH, HEIGHT = 1280, 900
SECONDS = 60
"""How long the reader waits for what should be there."""

FIND = """
const [selector, text, isWhole] = arguments;
const squeezed = (element) => (element.innerText || "").replace(/\\s+/g, " ").trim();
return [...document.querySelectorAll(selector)].find((element) => {
  return element.checkVisibility() && (isWhole ? squeezed(element) === text : squeezed(element).includes(text));
});"""
TEXTS = "return [...document.querySelectorAll(arguments[0])].map((element) => element.textContent.replace(/\\s+/g, ' ').trim());"
SET = """
const [field, value] = arguments;
field.value = value;
for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }));"""


class Reader:
    """A reader, with a site that nothing is stored of yet.

    Attributes:
        driver: The browser.
        host: Where the site is.
        downloads: Where the browser puts what the reader saves.
        not_tried: What a path could not ask of this engine, with the reason.
    """

    def __init__(self, driver: WebDriver, host: Host, downloads: Path, cannot: dict[str, str]) -> None:
        self.driver = driver
        self.host = host
        self.downloads = downloads
        self.not_tried: list[str] = []
        self._cannot = cannot
        driver.set_window_rect(0, 0, WIDTH, HEIGHT)

    def can(self, what: str) -> bool:
        """Whether this engine can be asked for something. If not, that's noted."""
        if what in self._cannot:
            self.not_tried.append(f"{what}: {self._cannot[what]}")
        return what not in self._cannot

    def open(self, page: str) -> None:
        """Open a page of the site. A part after "#" alone doesn't load a page again, so another is opened in between."""
        self.open_address(self.host.address + page)

    def open_address(self, address: str) -> None:
        if "#" in address:
            self.driver.get(f"{self.host.address}robots.txt")
        self.driver.get(address)

    def reload(self) -> None:
        self.driver.refresh()

    def back(self) -> None:
        self.driver.back()

    def ask(self, script: str, *values: Any) -> Any:
        """What a script returns in the page."""
        return self.driver.execute_script(script, *values)

    def wait(self, what: str, is_true: Callable[[], Any]) -> Any:
        """Wait until something is true.

        Args:
            what: What it is, for whoever reads that it wasn't.
            is_true: Tells whether it is; what it gives then is returned.

        Raises:
            TimeoutException: If it isn't.
        """
        waiting = WebDriverWait(self.driver, SECONDS, 0.1, ignored_exceptions=[StaleElementReferenceException])
        return waiting.until(lambda _: is_true(), f"not so: {what}, on {self.driver.current_url}")

    def see(self, selector: str, text: str = "", is_whole: bool = False) -> WebElement:
        """Wait until an element can be seen that has a text, or nothing but that."""
        found: WebElement = self.wait(f"{selector} shows “{text}”", lambda: self.ask(FIND, selector, text, is_whole))
        return found

    def gone(self, selector: str, text: str = "") -> None:
        """Wait until no such element can be seen."""
        self.wait(f"no {selector} shows “{text}”", lambda: self.ask(FIND, selector, text, False) is None)

    def press(self, selector: str, text: str = "", is_whole: bool = False) -> None:
        """Press what can be seen, in the middle of the window, where nothing covers it."""
        element = self.see(selector, text, is_whole)
        self.ask("arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })", element)
        element.click()

    def button(self, name: str) -> None:
        """Press the button with a name."""
        self.press("button", name, is_whole=True)

    def write(self, selector: str, text: str) -> None:
        """Replace what's in a field, letter by letter."""
        field = self.see(selector)
        self.ask("arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })", field)
        field.clear()
        if text:
            field.send_keys(text)

    def set(self, selector: str, value: str) -> None:
        """Fill in a day or a time, for which each browser has its own way of typing."""
        self.ask(SET, self.see(selector), value)

    def choose(self, selector: str, value: str) -> None:
        """Choose a value of a list, and say so, as a reader does by leaving it."""
        Select(self.see(selector)).select_by_value(value)

    def keys(self, *keys: str) -> None:
        """Press keys, one after the other, wherever the focus is."""
        ActionChains(self.driver).send_keys(*keys).perform()

    def paste(self) -> None:
        """Paste what was copied, wherever the focus is."""
        ActionChains(self.driver).key_down(Keys.CONTROL).send_keys("v").key_up(Keys.CONTROL).perform()

    def texts(self, selector: str) -> list[str]:
        """The text of every such element, shown or not."""
        found: list[str] = self.ask(TEXTS, selector)
        return found

    def value(self, selector: str) -> str:
        """What's in a field."""
        return str(self.ask("return document.querySelector(arguments[0]).value", selector))

    def stored(self, name: str) -> Any:
        """What a tool has stored; None if it has nothing."""
        return json.loads(self.ask("return localStorage.getItem(arguments[0])", f"/guide.{name}") or "null")

    def store(self, name: str, value: Any) -> None:
        """Store something as a tool does."""
        self.ask("localStorage.setItem(arguments[0], arguments[1])", f"/guide.{name}", json.dumps(value))

    def wrong(self) -> list[str]:
        """What the pages did that they must not do, as report.js wrote it down."""
        return [line for line in str(self.ask("return window.name")).splitlines() if line]
