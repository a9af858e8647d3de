"""A screen at the other end of a real websocket: it joins, and reads what it is sent, in order."""

from __future__ import annotations

import json
import time
from types import TracebackType
from typing import Any, Self

import websocket

from tests.live.display import shown_after
from tests.servers.waiting import PATIENCE_S

CONNECT, EVENT, ACK, PING, PONG = "40", "42", "43", "2", "3"
SENT_AWAY = "41"


class Wire:
    """Speaks Engine.IO 4 and Socket.IO 5 on one websocket, as far as our screens do."""

    def __init__(self, url: str, *, cookie: str = "", page: str = "") -> None:
        """page: the token of the page that a signed-in person's screen stands on."""
        address = url.replace("http", "ws", 1) + "/socket.io/?EIO=4&transport=websocket"
        self._socket = websocket.create_connection(address, timeout=PATIENCE_S, cookie=cookie or None, origin=url)
        try:
            self._open()
        except BaseException:
            self.close()
            raise
        self._page = page
        self._unread: list[tuple[str, Any]] = []
        self._display: dict[str, Any] = {}  # how it joined, where it is one, and what it shows
        self._shown: dict[str, Any] = {}

    def _open(self) -> None:
        assert str(self._socket.recv()).startswith("0")
        self._socket.send(CONNECT)
        assert self._receive(within_s=PATIENCE_S).startswith(CONNECT)

    def join(self, room: str, *, office: str = "uji", **more: str) -> dict[str, Any]:
        """The answer to joining: {"state": ...} or {"error": ..., "message": ...}."""
        asked = {"room": room, "office": office, "page": self._page, **more}
        answer = self.emit("join", asked)
        if room == "display":
            self._display, self._shown = asked, answer.get("state", {})
        return answer

    def joined(self, room: str, **more: str) -> dict[str, Any]:
        """The state that joining answers. Raises ConnectionRefusedError where the house says to come again."""
        answer = self.join(room, **more)
        if "state" not in answer:
            raise ConnectionRefusedError(answer)
        state: dict[str, Any] = answer["state"]
        return state

    def emit(self, event: str, data: object) -> dict[str, Any]:
        self._socket.send(f"{EVENT}1{json.dumps([event, data])}")
        while not (text := self._receive(within_s=PATIENCE_S)).startswith(ACK):
            self._unread.append(_event(text))
        answer: dict[str, Any] = json.loads(text[len(ACK) + 1 :])[0]
        return answer

    def shout(self, event: str, data: object, *, times: int) -> None:
        """Says it again and again, and listens to no answer."""
        for number in range(times):
            self._socket.send(f"{EVENT}{number}{json.dumps([event, data])}")

    def next(self, wanted: str = "state", *, within_s: float = PATIENCE_S) -> dict[str, Any]:
        """The next event of this name; a state is whole, also where only a change of it was sent.

        Raises WebSocketTimeoutException when none comes.
        """
        deadline = time.monotonic() + within_s
        while True:
            name, data = self._unread.pop(0) if self._unread else _event(self._receive(within_s=within_s))
            if name == "change" and wanted == "state":
                name, data = "state", shown_after(self._shown, data) or self.joined(**self._display)
            if name == "state" and "mark" in data:
                self._shown = data
            if name == wanted:
                found: dict[str, Any] = data
                return found
            if time.monotonic() > deadline:
                raise websocket.WebSocketTimeoutException(wanted)

    def state_where(self, condition: Any, *, within_s: float = PATIENCE_S) -> dict[str, Any]:
        """The first state from now on for which the condition holds."""
        deadline = time.monotonic() + within_s
        while True:
            state = self.next(within_s=max(deadline - time.monotonic(), 0.01))
            if condition(state):
                return state

    def close(self) -> None:
        self._socket.close()
        self._socket.shutdown()  # type: ignore[no-untyped-call]  # close() leaves a socket open that the server has closed

    def _receive(self, *, within_s: float) -> str:
        self._socket.settimeout(within_s)
        while True:
            try:
                text = str(self._socket.recv())
            except websocket.WebSocketConnectionClosedException as exc:
                raise ConnectionResetError("the server has hung up") from exc
            if text == PING:
                self._socket.send(PONG)
            elif text == SENT_AWAY:
                raise ConnectionResetError("the server has sent this screen away")
            elif text:
                return text
            else:
                raise ConnectionResetError("the server has closed the line")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _event(text: str) -> tuple[str, Any]:
    assert text.startswith(EVENT), text
    name, *data = json.loads(text[len(EVENT) :])
    return name, data[0] if data else None
