"""Four mends below the sockets, each for a fault that was measured.

simple-websocket 1.1.0 sends with `sock.send` and ignores how much was taken: under gevent a slow reader gets cut
frames. `whole_sends` gives it a socket whose `send` always sends everything, one message at a time. And browsers offer
compression for each socket: it costs hundreds of kilobytes a display and gains nothing on states below one kilobyte.
And engineio 4.15 fails on a frame that is no packet of its own, past its clean-up: the line stays half open until the
ping's limit, with a traceback in the log for whoever in the building likes to send one. python-socketio 5.18 does the
same with a sound frame whose packet makes no sense.
"""

from __future__ import annotations

import logging
import socket
import threading
import time
import traceback
from collections.abc import Callable, Iterable
from typing import Any

import simple_websocket
import socketio
from engineio.packet import Packet, packet_names
from simple_websocket.ws import Server

logger = logging.getLogger(__name__)

MENDED_VERSION = "1.1.0"
MESSAGE_LIMIT = 16 * 1024  # bytes; what a screen says is a tenth of it
UNREAD, UNREAD_PAUSE_S = 32, 0.05  # messages of one screen that may wait


class WholeSocket:
    """A socket whose `send` returns when everything was sent; messages of several greenlets never mix.

    It reads no further while messages of this screen wait to be handled, and lets others in between two reads: one
    screen that talks without end must not keep everybody else from being heard.
    """

    def __init__(self, sock: socket.socket, server: Server) -> None:
        self._sock = sock
        self._server = server
        self._turn = threading.Lock()

    def recv(self, size: int) -> bytes:
        time.sleep(0)
        while len(self._server.input_buffer) > UNREAD and self._server.connected:
            time.sleep(UNREAD_PAUSE_S)
        return self._sock.recv(size)

    def send(self, data: bytes) -> int:
        with self._turn:
            self._sock.sendall(data)
        return len(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sock, name)


def mend_short_writes() -> None:
    """Once a process, before the first socket. Does nothing to another version of the library."""
    if getattr(simple_websocket, "__version__", MENDED_VERSION) != MENDED_VERSION or hasattr(Server, "is_mended"):
        return
    handshake, receive = Server.handshake, Server.receive

    def one_packet(self: Server, timeout: float | None = None) -> str | bytes | None:
        message: str | bytes | None = receive(self, timeout)
        if message is not None and not _is_packet(message):
            self.close(message="no packet of ours")
            raise simple_websocket.ConnectionClosed
        return message

    def on_whole_socket(self: Server) -> None:
        self.sock = WholeSocket(self.sock, self)
        self.max_message_size = MESSAGE_LIMIT
        handshake(self)

    Server.handshake, Server.receive = on_whole_socket, one_packet
    Server.is_mended = True


def _is_packet(message: str | bytes) -> bool:
    try:
        return bool(Packet(encoded_packet=message).packet_type < len(packet_names))
    except ValueError:
        return False


def mend_malformed(server: socketio.Server) -> None:
    """A packet that makes no sense ends its line, and is one in the log; a fault of ours keeps its traceback."""
    handle = server.eio.handlers["message"]

    def message(sid: str, data: str | bytes) -> None:
        try:
            handle(sid, data)
        except Exception as exc:  # the outer edge of the library: whatever its parsing stumbled over
            if _was_ours(exc):
                raise
            logger.info("a screen said what is no packet (%s), its line is cut", type(exc).__name__)
            server.eio.disconnect(sid)

    server.eio.on("message", message)


def _was_ours(fault: BaseException) -> bool:
    """Whether a part of this program was at work when it happened, other than the edge above."""
    below = traceback.walk_tb(fault.__traceback__)
    return any(str(frame.f_globals["__name__"]).startswith("queue_app.") for frame, _line in list(below)[1:])


def without_compression(app: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
    """Takes the offer of extensions out of each websocket's request."""

    def asked(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
        return app(environ, start_response)

    return asked
