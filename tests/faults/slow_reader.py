"""A websocket spoken byte by byte, for screens that read late, answer nothing, or say what is no packet."""

from __future__ import annotations

import os
import socket
import struct
from urllib.parse import urlsplit

from tests.servers.waiting import PATIENCE_S

TEXT_FRAME, FIN = 0x1, 0x80


class SlowReader:
    """A websocket on a raw socket whose buffer is small, and who reads only when told to."""

    def __init__(self, url: str, *, cookie: str) -> None:
        parts = urlsplit(url)
        self.socket = socket.socket()
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self.socket.settimeout(PATIENCE_S)
        self.socket.connect((str(parts.hostname), parts.port))
        self.socket.sendall(
            f"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: {parts.netloc}\r\nCookie: {cookie}\r\n"
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            "Sec-WebSocket-Version: 13\r\n\r\n".encode()
        )
        self.reader = self.socket.makefile("rb")
        while self.reader.readline().strip():
            pass
        assert self.text().startswith("0")

    def say(self, text: str) -> None:
        payload, mask = text.encode(), os.urandom(4)
        masked = bytes(byte ^ mask[place % 4] for place, byte in enumerate(payload))
        length = bytes([0x80 | len(masked)]) if len(masked) < 126 else struct.pack(">BH", 0x80 | 126, len(masked))
        self.socket.sendall(bytes([FIN | TEXT_FRAME]) + length + mask + masked)

    def text(self) -> str:
        """The next frame's text; it must be one whole frame."""
        first, length = self._exactly(2)
        assert first == FIN | TEXT_FRAME, hex(first)
        if length == 126:
            (length,) = struct.unpack(">H", self._exactly(2))
        elif length == 127:
            (length,) = struct.unpack(">Q", self._exactly(8))
        return self._exactly(length).decode()

    def _exactly(self, count: int) -> bytes:
        read = self.reader.read(count)
        assert len(read) == count
        return read

    def close(self) -> None:
        self.reader.close()
        self.socket.close()
