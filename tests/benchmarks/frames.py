"""Just enough of the WebSocket protocol to play a thousand displays cheaply: whole text frames in and out."""

from __future__ import annotations

from collections.abc import Iterator

TEXT, CLOSE = 1, 8


class LineCut(Exception):
    """The other side ended the connection, or sent what no screen expects."""


class Frames:
    """The text messages in a stream of bytes, masked with a mask of zeros or not at all."""

    def __init__(self) -> None:
        self._buffer = b""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Messages that are whole now. Raises LineCut."""
        self._buffer += data
        while (found := self._head()) is not None:
            start, end = found
            if self._buffer[0] & 15 != TEXT:
                raise LineCut(f"frame of kind {self._buffer[0] & 15}")
            text, self._buffer = self._buffer[start:end], self._buffer[end:]
            yield text

    def _head(self) -> tuple[int, int] | None:
        """Where the first message begins and ends; None until all of it is here."""
        if len(self._buffer) < 2:
            return None
        length, start = self._buffer[1] & 127, 2
        if length > 125:
            start = 4 if length == 126 else 10
            if len(self._buffer) < start:
                return None
            length = int.from_bytes(self._buffer[2:start], "big")
        start += 4 if self._buffer[1] & 128 else 0
        return (start, start + length) if len(self._buffer) >= start + length else None


def text_frame(text: bytes, *, mask: int = 0) -> bytes:
    """One message. mask: 128 from a client, whose mask of zeros leaves the text as it is."""
    if len(text) < 126:
        head = bytes([128 | TEXT, mask | len(text)])
    else:
        head = bytes([128 | TEXT, mask | 126]) + len(text).to_bytes(2, "big")
    return head + (b"\0\0\0\0" if mask else b"") + text
