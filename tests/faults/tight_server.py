"""`antrean serve` on a network that takes a few kilobytes at a time: each socket's own buffer is made small."""

from __future__ import annotations

import socket
import sys

from gevent import monkey

monkey.patch_all()

from queue_app import server  # noqa: E402 - after the patch
from queue_app.__main__ import main  # noqa: E402

SEND_BUFFER = 4096


class TightHandler(server.Handler):
    def handle(self) -> None:
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
        super().handle()


if __name__ == "__main__":
    server.Handler = TightHandler  # type: ignore[misc]
    sys.exit(main(sys.argv[1:]))
