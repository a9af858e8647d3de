"""Whether this worker can do its work now: asked by a balancer, a container's keeper, or whoever restarts it."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

import redis
from sqlalchemy import make_url, text
from sqlalchemy.exc import SQLAlchemyError

from queue_app.config import Config
from queue_app.store import schema
from queue_app.store.desk import Desk

ANSWERS_WITHIN_S = 1.0
LEAST_FREE = 64 * 1024 * 1024  # bytes; a day of an office writes less than a tenth of it
# What goes wrong in a look at a database, a folder or Redis: each means no.
FAULTS = (SQLAlchemyError, OSError, redis.RedisError)


class Readiness:
    """Looks at everything at each question, and waits a second for each thing at most."""

    def __init__(self, desk: Desk, config: Config) -> None:
        self.is_ending = False
        self._desk = desk
        self._folders = _folders(config)
        self._redis_url = config.live.redis_url
        self._newest = schema.newest()
        self._under_way: dict[str, threading.Thread] = {}
        self._checks: Mapping[str, Callable[[], bool]] = {
            "database": self._has_schema, "writer": self._writes, "disk": self._has_room,
        }  # fmt: skip

    def faults(self) -> list[str]:
        """Names of what is wrong, none where work may come. "schema" is a database that waits for its migration."""
        if self.is_ending:
            return ["ending"]
        return [name for name, check in self._checks.items() if not self._in_time(name, check)]

    def away(self) -> list[str]:
        """What is missed and can be done without."""
        return ["redis"] if self._redis_url and not self._in_time("redis", self._has_redis) else []

    def _in_time(self, name: str, check: Callable[[], bool]) -> bool:
        """Whether the check says yes within its second. One that still hangs is not asked again meanwhile."""
        before = self._under_way.get(name)
        if before is not None and before.is_alive():
            return False
        found: list[bool] = []
        thread = threading.Thread(target=lambda: found.append(_holds(check)), name=f"ready-{name}", daemon=True)
        self._under_way[name] = thread
        thread.start()
        thread.join(ANSWERS_WITHIN_S)
        return found == [True]

    def _has_schema(self) -> bool:
        """A database beyond this program's newest migration is right, too: a newer version may run beside it."""
        with self._desk.glance() as connection:
            return str(connection.execute(text(schema.VERSION)).scalar()) >= self._newest

    def _writes(self) -> bool:
        """A change of nothing gets its turn. It waits for nobody's disk."""
        with self._desk.beside():
            return True

    def _has_room(self) -> bool:
        return all(shutil.disk_usage(folder).free >= LEAST_FREE for folder in self._folders if folder.is_dir())

    def _has_redis(self) -> bool:
        client = redis.Redis.from_url(
            self._redis_url, socket_timeout=ANSWERS_WITHIN_S, socket_connect_timeout=ANSWERS_WITHIN_S
        )
        with client:
            return bool(client.ping())


def _holds(check: Callable[[], bool]) -> bool:
    try:
        return check()
    except FAULTS:
        return False


def _folders(config: Config) -> list[Path]:
    url = make_url(config.database.url)
    own = [Path(url.database).parent] if url.get_backend_name() == "sqlite" and url.database else []
    return [*own, Path(config.server.files_dir)]
