"""The server itself as its own process, as it runs in an office: `python -m queue_app serve`."""

from __future__ import annotations

import functools
import os
import signal
import sys
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.servers.loaded import Loaded
from tests.servers.ports import free_port
from tests.servers.program import Program, guard

ROOT = Path(__file__).parents[2]
MODULES = (  # whatever `antrean serve` loads
    "queue_app.cli.running", "queue_app.cli.server", "queue_app.cli.demo",
    "sqlalchemy.dialects.sqlite", "sqlalchemy.dialects.postgresql.psycopg",
)  # fmt: skip


@functools.cache
def loaded(preload: Path | None = None) -> Loaded:
    """One for all servers of this process that stand on the same libc. preload: a library that stands before it."""
    return Loaded(MODULES, is_patched=True, guard=guard("KILL"), preload=preload)


class Antrean:
    """One server on one port over all its lives. As a context it starts on entry and stops at the end of the block."""

    def __init__(
        self,
        *,
        folder: Path,
        database_url: str,
        config: Path | None = None,
        env: Mapping[str, str] | None = None,
        port: int | None = None,
        is_quick: bool = False,
        preload: Path | None = None,
    ) -> None:
        """folder: where its log goes. config: a config.toml other than the shipped one. port: a free one if None.

        is_quick: forked from an interpreter that has loaded the program already, with that library before its libc.
        """
        self.port = port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        settings = {"ANTREAN_DATABASE_URL": database_url, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
        if config:
            settings["ANTREAN_CONFIG"] = str(config)
        self.program = Program(
            [sys.executable, "-m", "queue_app", "serve", "--port", str(self.port)],
            log=folder / f"antrean-{self.port}.log",
            env={**settings, **(env or {})},
            cwd=folder,
            loaded=loaded(preload) if is_quick and hasattr(os, "fork") else None,
        )

    def start(self) -> None:
        """Start, and return when it answers; the second time on the same port with the same database."""
        self.program.start()
        self.program.wait_until(self.is_healthy)

    def stop(self) -> int | None:
        """Ask it to end; killed after 10 s. Answers its exit code."""
        return self.program.stop(signal.SIGTERM)

    def kill9(self) -> None:
        """End it as a power cut would."""
        self.program.kill()

    def is_healthy(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=2) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            return False

    def log_text(self) -> str:
        return self.program.log_text()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
