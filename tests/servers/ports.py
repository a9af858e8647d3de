"""Free ports for the servers the tests start, and the question whether one of them listens."""

from __future__ import annotations

import socket


def free_port() -> int:
    """A TCP port of 127.0.0.1 that nobody listens on now, and that outgoing connections will not take by chance.

    Not reserved: start the server at once.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def is_listening(port: int) -> bool:
    """Whether a TCP connection to 127.0.0.1:port is accepted at once."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=0.5).close()
    except OSError:
        return False
    return True
