"""Mends below the sockets, each for a fault that was measured.

simple-websocket 1.1.0 sends with `sock.send` and ignores how much was taken: under gevent a slow reader gets cut
frames. `WholeSocket.send` always sends everything, one message at a time; and the line is a lean one (lean_line). And
browsers offer compression for each socket: it costs hundreds of kilobytes a display and gains nothing on states below
one kilobyte. And engineio 4.15 fails on a frame that is no packet of its own, past its clean-up: the line stays half
open until the ping's limit, with a traceback in the log for whoever in the building likes to send one. python-socketio
5.18 does the same with a sound frame whose packet makes no sense.
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
from engineio.socket import Socket
from simple_websocket.ws import Server

from queue_app.live import lean_line

logger = logging.getLogger(__name__)

MESSAGE_LIMIT = 16 * 1024  # bytes; what a screen says is a tenth of it


class WholeSocket:
    """A socket whose `send` returns when everything was sent; messages of several greenlets never mix.

    It lets others in between two reads: one screen that talks without end must not keep everybody else from being
    heard. No more than one read of a screen waits to be handled (lean_line).
    """

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self._turn = threading.Lock()

    def recv(self, size: int) -> bytes:
        time.sleep(0)
        return self._sock.recv(size)

    def send(self, data: bytes) -> int:
        with self._turn:
            self._sock.sendall(data)
        return len(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sock, name)


def mend_lines() -> None:
    """Once a process, before the first socket. Does nothing to another version of the library."""
    if not lean_line.is_ours() or hasattr(Server, "is_mended"):
        return
    begin, handshake, close, end = Server.__init__, Server.handshake, Server.close, Socket.close
    frames, pings = lean_line.Frames(), lean_line.Pings()

    def without_thread(self: Server, *asked: Any, **how: Any) -> None:
        begin(self, *asked, **{**how, "thread_class": lean_line.NoThread})

    def on_whole_socket(self: Server) -> None:
        self.sock = WholeSocket(self.sock)
        self.max_message_size = MESSAGE_LIMIT
        handshake(self)

    def one_packet(self: Server, timeout: float | None = None) -> str | bytes:
        message = lean_line.receive(self, timeout)
        if not _is_packet(message):
            self.close(message="no packet of ours")
            raise simple_websocket.ConnectionClosed
        return message

    def send(self: Server, data: object) -> None:
        if not self.connected:
            raise simple_websocket.ConnectionClosed(self.close_reason, self.close_message)
        self.sock.send(frames.of(data if isinstance(data, str) else str(data)))

    def hang_up(self: Server, reason: int | None = None, message: str | None = None) -> None:
        close(self, reason, message)
        lean_line.shutdown(self.sock, socket.SHUT_RD)

    def end_line(self: Socket, *asked: Any, **how: Any) -> None:
        end(self, *asked, **how)
        lean_line.let_go(self, how.get("reason"))

    Server.__init__, Server.handshake, Server.receive = without_thread, on_whole_socket, one_packet
    Server.send, Server.close = send, hang_up
    Socket.close = end_line
    Socket._websocket_handler, Socket.send = lean_line.serve, lean_line.send  # noqa: SLF001
    Socket.schedule_ping = lambda line: pings.schedule(line)  # noqa: PLW0108 - a function of the class becomes a method
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
