"""Firefox for Selenium without geckodriver, which Debian has no package of.

Firefox speaks WebDriver's commands itself, over a socket, in a protocol called Marionette: each message is the length of a JSON text, a
colon and the text. What geckodriver would do is pass commands on, and that's all that this does.
"""

from __future__ import annotations

import json
import socket
from typing import Any

COMMANDS = {
    "newSession": "WebDriver:NewSession",
    "quit": "Marionette:Quit",
    "get": "WebDriver:Navigate",
    "goBack": "WebDriver:Back",
    "refresh": "WebDriver:Refresh",
    "getCurrentUrl": "WebDriver:GetCurrentURL",
    "getTitle": "WebDriver:GetTitle",
    "findElement": "WebDriver:FindElement",
    "findElements": "WebDriver:FindElements",
    "findChildElement": "WebDriver:FindElement",
    "findChildElements": "WebDriver:FindElements",
    "clickElement": "WebDriver:ElementClick",
    "clearElement": "WebDriver:ElementClear",
    "sendKeysToElement": "WebDriver:ElementSendKeys",
    "getElementText": "WebDriver:GetElementText",
    "getElementTagName": "WebDriver:GetElementTagName",
    "getElementAttribute": "WebDriver:GetElementAttribute",
    "isElementSelected": "WebDriver:IsElementSelected",
    "isElementEnabled": "WebDriver:IsElementEnabled",
    "w3cGetActiveElement": "WebDriver:GetActiveElement",
    "w3cExecuteScript": "WebDriver:ExecuteScript",
    "w3cExecuteScriptAsync": "WebDriver:ExecuteAsyncScript",
    "printPage": "WebDriver:Print",
    "actions": "WebDriver:PerformActions",
    "setWindowRect": "WebDriver:SetWindowRect",
    "setTimeouts": "WebDriver:SetTimeouts",
    "setContext": "Marionette:SetContext",
}
"""The commands of Selenium's that the main paths need, and what Firefox calls them."""
VALUE_IN_A_KEY = {"WebDriver:GetCurrentURL", "WebDriver:GetTitle"}


class MarionetteConnection:
    """What Selenium sends its commands to, in place of a driver's address.

    Attributes:
        browser_name: What Selenium asks of every connection; nothing depends on it.
    """

    browser_name = "firefox"

    def __init__(self, port: int) -> None:
        """Connect to a Firefox that was started with --marionette.

        Raises:
            OSError: If it doesn't listen on that port of this machine (yet).
        """
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=120)
        self._stream = self._socket.makefile("rb")
        self._sent = 0
        self._read()  # Firefox begins by saying what it is.

    def execute(self, command: str, params: dict[str, Any]) -> dict[str, Any]:
        """Send one of Selenium's commands, and wait for the answer.

        Returns:
            The answer in the form in which Selenium's error handler wants it.

        Raises:
            KeyError: If COMMANDS doesn't have the command.
        """
        params = {name: value for name, value in params.items() if name != "sessionId"}
        if command == "newSession":
            params = params["capabilities"]["alwaysMatch"]
        elif command in ("findChildElement", "findChildElements"):
            params["element"] = params.pop("id")
        elif command == "quit":
            params = {"flags": ["eForceQuit"]}
        self._sent += 1
        text = json.dumps([0, self._sent, COMMANDS[command], params]).encode()
        self._socket.sendall(b"%d:%s" % (len(text), text))
        _, _, error, value = self._read()
        if error:
            return {"status": error["error"], "value": error}
        return {"value": value["value"] if isinstance(value, dict) and set(value) == {"value"} else value}

    def close(self) -> None:
        self._socket.close()

    def _read(self) -> Any:
        length = b""
        while (byte := self._stream.read(1)) != b":":
            if not byte:
                raise ConnectionError("Firefox closed the connection.")
            length += byte
        return json.loads(self._stream.read(int(length)))
