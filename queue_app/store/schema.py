"""Bringing a database to the newest schema by Alembic's numbered migrations."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine, create_engine, event, inspect, make_url, text

from queue_app.places import find

if TYPE_CHECKING:
    from alembic.config import Config


VERSION = "SELECT version_num FROM alembic_version"


def migrate(url: str, *, to: str = "head") -> None:
    """Creates the database file's folder if needed and runs every migration up to `to` ("base": all down)."""
    from alembic import command  # noqa: PLC0415 - 8 MB that only a migration needs

    path = make_url(url).database
    if make_url(url).get_backend_name() == "sqlite" and path:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    config = _config()
    with _engine(url) as engine, engine.begin() as connection:
        config.attributes["connection"] = connection
        (command.downgrade if to == "base" else command.upgrade)(config, to)


def prepare(url: str) -> None:
    """Migrates a database in which nothing stands yet; one that holds something stays at its migration."""
    path = make_url(url).database
    if make_url(url).get_backend_name() == "sqlite" and path and not Path(path).exists():
        migrate(url)
        return
    with _engine(url) as engine, engine.connect() as connection:
        is_empty = not inspect(connection).get_table_names()
    if is_empty:
        migrate(url)


def is_current(url: str) -> bool:
    """Whether the database stands at the newest migration."""
    with _engine(url) as engine, engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return False
        version = connection.execute(text(VERSION)).scalar()
    return version == newest()


def newest() -> str:
    """The number of the newest migration, from its file's name: a server need not load Alembic to start."""
    return max(path.name.partition("_")[0] for path in (find("migrations") / "versions").glob("[0-9]*.py"))


@contextmanager
def _engine(url: str) -> Iterator[Engine]:
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        # The driver's own transactions end at each CREATE TABLE; ours holds the whole migration, or nothing of it.
        event.listen(engine, "connect", lambda driver, _record: setattr(driver, "isolation_level", None))
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    try:
        yield engine
    finally:
        engine.dispose()


def _config() -> Config:
    from alembic.config import Config  # noqa: PLC0415 - as above

    config = Config()
    config.set_main_option("script_location", str(find("migrations")))
    return config
