"""A Redis server of the tests' own; it keeps nothing on disk, and can be stopped and started on the same port."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from redis import Redis as RedisClient
from redis.exceptions import RedisError

from tests.servers.ports import free_port
from tests.servers.program import Program, find_program


class Redis:
    """A running server."""

    def __init__(self, *, program: Program, port: int) -> None:
        self.program = program
        self.port = port
        self.url = f"redis://127.0.0.1:{port}/0"

    def start(self) -> None:
        """Start again after stop() or kill(), empty, on the same port."""
        self.program.start()
        self.program.wait_until(self._answers)

    def stop(self) -> None:
        self.program.stop()

    def kill(self) -> None:
        self.program.kill()

    def _answers(self) -> bool:
        with RedisClient(host="127.0.0.1", port=self.port, socket_timeout=1) as client:
            try:
                return bool(client.ping())
            except RedisError:
                return False


@contextmanager
def running_redis() -> Iterator[Redis]:
    """A Redis on a free port until the block ends."""
    folder = Path(tempfile.mkdtemp(prefix="antrean-redis-"))
    port = free_port()
    command = [find_program("redis-server"), "--port", str(port), "--bind", "127.0.0.1"]
    command += ["--save", "", "--appendonly", "no", "--dir", str(folder)]
    server = Redis(program=Program(command, log=folder / "log"), port=port)
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)
