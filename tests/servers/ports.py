"""Free ports for the servers the tests start, and the question whether one of them listens."""

from __future__ import annotations

import socket

_reserved: list[socket.socket] = []


def free_port() -> int:
    """A TCP port of 127.0.0.1 that refuses connections until a server is started on it, as often as one likes.

    It stays reserved while this process lives: a socket that is bound to it and never listens keeps the system from
    giving it to anybody who asks for a port, in this run of tests or in another one.
    """
    holder = socket.socket()
    holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # servers set it too, and so may bind beside it
    holder.bind(("0.0.0.0", 0))  # of every address: an outgoing line of another one would keep a server of all from it
    _reserved.append(holder)
    port: int = holder.getsockname()[1]
    return port


def is_listening(port: int) -> bool:
    """Whether a TCP connection to 127.0.0.1:port is accepted at once."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=0.5).close()
    except OSError:
        return False
    return True
