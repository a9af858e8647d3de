"""antrean migrate --from URL --to URL: an office moves into another database."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import replace

from sqlalchemy import make_url

from queue_app.cli import log
from queue_app.config import Config, DatabaseSettings
from queue_app.store.move import moving


def move(config: Config, source: str, target: str, *, office: str | None) -> int:
    """Moves and verifies; 1 where events came meanwhile, which the target lacks."""
    source, target = (_with_driver(each) for each in (source, target))
    moved = moving.move(source, target, office=office, tell=_progress())
    for each in moved.heads:
        sys.stdout.write(f"{log.told(each.office, each.seq, each.hash)}: each of them as it was\n")
    rows = sum(each.rows for each in moved.sums.values())
    sys.stdout.write(f"{rows} rows in {len(moved.sums)} tables, the same in both. Reading log and rows anew:\n")
    slugs = [each.office for each in moved.heads]
    log.verify(replace(config, database=DatabaseSettings(target)), slugs)
    sys.stdout.write(_to_do(config, moved.uploads))
    return _told_since(moved.since)


def _with_driver(url: str) -> str:
    """An address as PostgreSQL's own programs take it, too."""
    parsed = make_url(url)
    driver = {"postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}.get(parsed.drivername)
    return parsed.set(drivername=driver).render_as_string(hide_password=False) if driver else url


def _to_do(config: Config, uploads: int) -> str:
    return (
        "To do: name the new database in config.toml. For another computer, copy the key files"
        f" {config.server.secret_file} and {config.server.seal_file}, and {config.server.files_dir}"
        f" with its uploads ({uploads} are named).\n"
    )


def _told_since(since: Mapping[str, int]) -> int:
    for office, count in since.items():
        sys.stderr.write(
            f"{office}: {count} events came meanwhile and are not in the new database."
            " Stop the server, empty the new database and move again.\n"
        )
    return 1 if since else 0


def _progress() -> Callable[[str], None]:
    def write(how_far: str) -> None:
        sys.stderr.write(f"{how_far}\x1b[K\r")
        sys.stderr.flush()

    return write if sys.stderr.isatty() else lambda _how_far: None
