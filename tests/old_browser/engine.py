"""A Chromium of November 2017, driven over its DevTools socket: Playwright wants commands that it does not have."""

from __future__ import annotations

import itertools
import json
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import websocket

from tests.servers.ports import free_port
from tests.servers.program import Program
from tests.servers.waiting import becomes_true

ROOT = Path(__file__).parents[2]
BINARY = ROOT / ".venv" / "old-chromium" / "chromium"
ARGUMENTS = (
    "--headless",
    "--no-sandbox",  # tests run as root in containers
    "--no-zygote",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--autoplay-policy=no-user-gesture-required",  # as on a display, which nobody touches
)
COMMAND_S = 10


class PageFailed(Exception):
    """A question to the page ended in an exception there."""


class OldPage:
    """One tab."""

    def __init__(self, socket_url: str) -> None:
        self._socket = websocket.create_connection(socket_url, timeout=COMMAND_S, suppress_origin=True)
        self._numbers = itertools.count(1)
        self._faults: list[str] = []
        for domain in ("Runtime", "Log", "Page"):
            self.command(f"{domain}.enable")

    def command(self, method: str, **params: Any) -> dict[str, Any]:
        """One DevTools command and its answer; what the page tells meanwhile is looked through for faults."""
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            message = json.loads(self._socket.recv())
            if message.get("id") == number:
                if "error" in message:
                    raise PageFailed(f"{method}: {message['error']}")
                answer: dict[str, Any] = message["result"]
                return answer
            self._faults += _faults_in(message)

    def resize(self, width: int, height: int) -> None:
        size = {"width": width, "height": height}
        self.command("Emulation.setDeviceMetricsOverride", **size, deviceScaleFactor=1, mobile=False)

    def open(self, url: str, width: int, height: int) -> Self:
        self.resize(width, height)
        self.command("Page.navigate", url=url)
        assert self.becomes(f"location.href === {json.dumps(url)} && document.readyState === 'complete'")
        return self

    def evaluate(self, expression: str) -> Any:
        answer = self.command("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise PageFailed(f"{expression}: {answer['exceptionDetails']}")
        return answer["result"].get("value")

    def becomes(self, condition: str) -> bool:
        """Whether the condition holds in the page now or soon."""
        return becomes_true(lambda: bool(self.evaluate(f"Boolean({condition})")))

    def shows(self, test_id: str, text: str = "") -> bool:
        """Whether it is to be seen now or soon, with this text in it."""
        return self.becomes(f"{_found(test_id)} && {_found(test_id)}.innerText.indexOf({json.dumps(text)}) >= 0")

    def tap(self, test_id: str) -> None:
        assert self.shows(test_id)
        self.evaluate(f"{_found(test_id)}.click()")

    def text(self, test_id: str) -> str:
        text: str = self.evaluate(f"{_found(test_id)}.innerText")
        return text

    def close(self) -> list[str]:
        """Answers what went wrong in it: exceptions, and errors of the console but for an answer's status."""
        try:
            self.command("Page.navigate", url="about:blank")
        finally:
            self._socket.close()
        return self._faults


def _found(test_id: str) -> str:
    return f"document.querySelector('[data-testid={test_id}]')"


def _faults_in(message: dict[str, Any]) -> list[str]:
    kind, told = message.get("method"), message.get("params", {})  # an answer that came too late has no kind
    if kind == "Runtime.exceptionThrown":
        details = told["exceptionDetails"]
        return [f"{details.get('url')}:{details['lineNumber']}: {details.get('exception', {}).get('description')}"]
    if kind == "Log.entryAdded" and _is_error(told["entry"]):
        return [f"{told['entry'].get('url')}: {told['entry']['text']}"]
    return []


def _is_error(entry: dict[str, str]) -> bool:
    return entry["level"] == "error" and entry["source"] != "network"


class OldBrowser:
    def __init__(self, url: str) -> None:
        self._url = url

    def page(self) -> OldPage:
        with urllib.request.urlopen(f"{self._url}/json/new") as answer:
            return OldPage(json.load(answer)["webSocketDebuggerUrl"])

    def is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self._url}/json/version", timeout=COMMAND_S) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False


@contextmanager
def running_old_browser(folder: Path) -> Iterator[OldBrowser]:
    """Until the block ends. folder: for its profile and its log."""
    port = free_port()
    command = [str(BINARY), *ARGUMENTS, f"--remote-debugging-port={port}", f"--user-data-dir={folder / 'profile'}"]
    browser = OldBrowser(f"http://127.0.0.1:{port}")
    with Program(command, log=folder / "old-chromium.log", env={"HOME": str(folder)}) as program:
        program.start()
        program.wait_until(browser.is_ready)
        yield browser
