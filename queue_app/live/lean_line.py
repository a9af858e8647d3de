"""A screen's line for a third of the memory: one greenlet instead of four, and a frame for all instead of one each.

A greenlet keeps 16 kB of Python's stack while it waits, and the libraries give each websocket four: one that answers,
one that reads for it, one that writes, one that sleeps until the next ping. Here whoever answers reads for itself, a
writer lives while there is something to write, and one greenlet sends the pings of all. And what goes to a hundred
screens is one text: it is put into a frame once.
"""

from __future__ import annotations

import logging
import socket
import struct
import time
from collections import deque
from typing import Any

import simple_websocket
from engineio import exceptions, packet
from engineio.socket import Socket
from simple_websocket.ws import Server
from wsproto.utilities import LocalProtocolError

logger = logging.getLogger(__name__)

MENDED_VERSION = "1.1.0"
TEXT_FRAME = 0x81  # final, text, not masked: the server's side of RFC 6455
SHORT, LONG = 126, 2**16
AHEAD = 1000  # pings that are looked at in one go


class NoThread:
    """Stands where simple-websocket starts a thread that reads: its reading is done by whoever asks for a message."""

    name = ""

    def __init__(self, target: object) -> None:
        """The target is never run."""

    def start(self) -> None:
        """Nothing to start."""


def receive(line: Server, _timeout: float | None = None) -> str | bytes:
    """The next message. Reads when there is none, so a screen that talks fast is read as fast as it is answered.

    Raises ConnectionClosed.
    """
    while not line.input_buffer:
        if not line.connected:
            raise simple_websocket.ConnectionClosed(line.close_reason, line.close_message)
        _read(line)
    message: str | bytes = line.input_buffer.pop(0)
    return message


def _read(line: Server) -> None:
    try:
        data = line.sock.recv(line.receive_bytes)
        if data:
            line.ws.receive_data(data)
        line.connected = bool(data) and line._handle_events()  # noqa: SLF001 - what its thread would have called
    except (OSError, LocalProtocolError):
        line.connected = False


def serve(line: Socket, ws: Any) -> list[object]:
    """In place of Engine.IO's own: answers a screen until its line ends. Websockets only, from the first request."""
    line.connected = line.upgraded = True
    line.ws = ws
    try:
        return _answer(line, ws)
    finally:
        ws.ws.sock.close()  # a copy of the request's own, which nobody else would close


def _answer(line: Socket, ws: Any) -> list[object]:
    while (said := ws.wait()) is not None:
        try:
            line.receive(packet.Packet(encoded_packet=said))
        except exceptions.UnknownPacketError:
            continue
        except Exception as exc:  # the outer edge of a line: the others go on
            if not isinstance(exc, exceptions.SocketIsClosedError):
                logger.exception("a screen's line ends")
            break
    line.close(wait=False, abort=True, reason=line.server.reason.TRANSPORT_CLOSE)
    return []


def let_go(line: Socket, reason: str | None) -> None:
    """After Engine.IO has closed a line: its last words are written; a screen that answers no ping is hung up on.

    Such a screen reads nothing either: whoever writes to it, or waits for it to speak, would stay for ever.
    """
    if getattr(line, "ws", None) is None:
        return  # closed before it was open
    if reason == line.server.reason.PING_TIMEOUT:
        shutdown(line.ws.ws.sock, socket.SHUT_RDWR)
    elif not line.queue.empty():
        _begin_to_write(line)


def send(line: Socket, what: packet.Packet) -> None:
    """In place of Engine.IO's own: begins to write, unless somebody writes to this screen already."""
    if not line.check_ping_timeout():
        return
    line.queue.put(what)
    _begin_to_write(line)


def _begin_to_write(line: Socket) -> None:
    if not getattr(line, "is_writing", False):
        line.is_writing = True
        line.server.start_background_task(_write, line)


def _write(line: Socket) -> None:
    try:
        while (what := _next(line)) is not None:
            line.ws.send(what.encode())
    except OSError:
        logger.info("a screen has gone while it was written to")
        while not line.queue.empty():  # whoever closes the line waits for what stood in it
            _next(line)
    finally:
        line.is_writing = False


def _next(line: Socket) -> packet.Packet | None:
    """What is to be written next; None when that is all, or the line ends."""
    if line.queue.empty():
        return None
    what: packet.Packet | None = line.queue.get(block=False)
    line.queue.task_done()
    if what is None:
        line.ws.close()
    return what


class Frames:
    """Texts as frames of a server. The last one is kept: the same text goes to one screen after the other."""

    def __init__(self) -> None:
        self._text, self._frame = "", b""

    def of(self, text: str) -> bytes:
        if text is not self._text:
            self._text, self._frame = text, frame(text.encode())
        return self._frame


def frame(payload: bytes) -> bytes:
    """A whole text message as it goes over the wire (RFC 6455, 5.2)."""
    size = len(payload)
    if size < SHORT:
        return bytes((TEXT_FRAME, size)) + payload
    if size < LONG:
        return struct.pack("!BBH", TEXT_FRAME, SHORT, size) + payload
    return struct.pack("!BBQ", TEXT_FRAME, SHORT + 1, size) + payload


class Pings:
    """The pings of all sockets: each is due as long after the last answer as any other, so they stand in line."""

    def __init__(self) -> None:
        self._due: deque[tuple[float, Socket]] = deque()
        self._is_running = False

    def schedule(self, line: Socket) -> None:
        """In place of Engine.IO's own, which lets a greenlet sleep for each."""
        if not line.last_ping:
            return  # one is due already
        line.last_ping = None
        self._due.append((time.monotonic() + line.server.ping_interval, line))
        if not self._is_running:
            self._is_running = True
            line.server.start_background_task(self._run, line.server)

    def _run(self, server: Any) -> None:
        try:
            while self._due:
                server.sleep(max(self._due[0][0] - time.monotonic(), 0.0))
                self._ping_those_due()
        finally:
            self._is_running = False  # or nobody would be pinged any more until the server starts anew

    def _ping_those_due(self) -> None:
        for _ in range(min(AHEAD, len(self._due))):
            if self._due[0][0] > time.monotonic():
                return
            self._ping(self._due.popleft()[1])

    def _ping(self, line: Socket) -> None:
        if line.closing or line.closed:
            return
        line.last_ping = time.time()
        try:
            line.send(packet.Packet(packet.PING))
        except Exception:  # the outer edge of a line: the others are pinged all the same
            logger.exception("a screen could not be pinged")


def is_ours() -> bool:
    """Whether the library is the version that these mends were made for."""
    return getattr(simple_websocket, "__version__", MENDED_VERSION) == MENDED_VERSION


def shutdown(sock: socket.socket, how: int) -> None:
    """Wakes whoever reads from it, or writes to it."""
    try:
        sock.shutdown(how)
    except OSError:
        return
