"""Clients in a process of their own: prepared requests over kept connections, each answer timed.

Only asyncio and bytes in here, so that the clients take as little as possible of the two cores they share with the
server.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.benchmarks.table import latency


class WrongAnswer(Exception):
    """An answer had another status than expected; a figure made of refusals would be worth nothing."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Of one load: seconds from the first request to the last answer, and seconds of each answer."""

    elapsed_s: float
    latencies_s: list[float]

    def figures(self) -> dict[str, float]:
        return {"per_s": len(self.latencies_s) / self.elapsed_s, **latency(self.latencies_s)}


def post(path: str, body: bytes, *, headers: str = "") -> bytes:
    """One request as it goes over the wire. headers: further lines, each ended by CRLF."""
    head = f"POST {path} HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
    return f"{head}{headers}\r\n".encode() + body


def get(path: str, *, headers: str = "") -> bytes:
    """One question as it goes over the wire. headers: further lines, each ended by CRLF."""
    return f"GET {path} HTTP/1.1\r\nHost: bench\r\n{headers}\r\n".encode()


def drive(port: int, requests: Sequence[bytes], *, clients: int, status: int) -> Outcome:
    """Sends all requests in their order from so many clients, each of which waits for its answer before the next.

    Raises WrongAnswer when an answer does not have `status`.
    """
    return asyncio.run(_drive(port, iter(requests), clients, b"HTTP/1.1 %d " % status))


async def _drive(port: int, requests: Iterator[bytes], clients: int, expected: bytes) -> Outcome:
    links = [await asyncio.open_connection("127.0.0.1", port) for _ in range(clients)]
    latencies: list[float] = []
    began = time.monotonic()
    await asyncio.gather(*(_client(*link, requests, latencies, expected) for link in links))
    elapsed = time.monotonic() - began
    for _reader, writer in links:
        writer.close()
    return Outcome(elapsed, latencies)


async def _client(
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    requests: Iterator[bytes],
    latencies: list[float],
    expected: bytes,
) -> None:
    for request in requests:
        sent = time.monotonic()
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        body = await reader.readexactly(content_length(head))
        latencies.append(time.monotonic() - sent)
        if not head.startswith(expected):
            raise WrongAnswer((head + body).decode(errors="replace"))


def content_length(head: bytes) -> int:
    """Bytes of the body that follows; none where the answer says that nothing has changed."""
    if b" 304 " in head.partition(b"\r\n")[0]:
        return 0
    return int(head.lower().split(b"content-length:", 1)[1].split(b"\r\n", 1)[0])
