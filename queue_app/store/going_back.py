"""Going back to an older version's schema: nothing is lost by it, unless whoever asks has named what may go."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from sqlalchemy import Connection, Inspector, create_engine, inspect
from sqlalchemy.exc import IntegrityError

from queue_app.domain.log.schema_errors import NotGoneBack, UnknownRelease, WouldLose
from queue_app.store import schema

RELEASES = {"0.10.0": "0040"}  # version -> its newest migration
_OWN = {"oldest_program"}  # what migrations themselves have written


class Kept(NamedTuple):
    """Something that the older version has no place for, and its rows. name: a table, or table.column."""

    name: str
    rows: int

    def __str__(self) -> str:
        return f"{self.name} ({self.rows})"


def go_back(url: str, version: str, *, lose: Collection[str] = ()) -> None:
    """Brings the database to that version's schema. lose: names of tables and columns whose content may go.

    The newer program must not serve it meanwhile; the older one may. Raises UnknownRelease, WouldLose, NotGoneBack.
    """
    from alembic import command  # noqa: PLC0415 - 8 MB that only a migration needs

    if version not in RELEASES:
        raise UnknownRelease(version=version, known=", ".join(RELEASES))
    older = _tables_at(RELEASES[version])

    def run(connection: Connection) -> None:
        if kept := [each for each in _without_place(connection, older) if each.name not in lose]:
            names = ",".join(sorted({*lose, *(each.name for each in kept)}))
            raise WouldLose(version=version, what=", ".join(map(str, kept)), names=names)
        try:
            command.downgrade(schema.config_on(connection), RELEASES[version])
        except IntegrityError as exc:
            raise NotGoneBack(version=version, reason=str(exc.orig).partition("\n")[0]) from exc

    schema.change(url, run)


def _tables_at(version: str) -> dict[str, set[str]]:
    """Table -> its columns, as they are in a database of that schema."""
    from alembic import command  # noqa: PLC0415 - as above

    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        command.upgrade(schema.config_on(connection), version)
        looker = inspect(connection)
        found = {table: {each["name"] for each in looker.get_columns(table)} for table in looker.get_table_names()}
    engine.dispose()
    return found


def _without_place(connection: Connection, older: dict[str, set[str]]) -> Iterator[Kept]:
    looker = inspect(connection)
    for table in sorted(looker.get_table_names()):
        if table not in older:
            found = [] if table in _OWN else [(table, f'SELECT count(*) FROM "{table}"')]  # noqa: S608 - names of ours
        else:
            found = list(_new_columns(looker, table, older[table]))
        for name, asked in found:
            if rows := int(connection.exec_driver_sql(asked).scalar() or 0):
                yield Kept(name, rows)


def _new_columns(looker: Inspector, table: str, older: set[str]) -> Iterator[tuple[str, str]]:
    """Each new column, and how to count the rows in which another value stands than the migration left there."""
    differs = {"sqlite": "IS NOT", "postgresql": "IS DISTINCT FROM"}[looker.dialect.name]
    for each in looker.get_columns(table):
        if each["name"] not in older:
            usual = each["default"] or "NULL"
            asked = f'SELECT count(*) FROM "{table}" WHERE "{each["name"]}" {differs} {usual}'  # noqa: S608 - as above
            yield f"{table}.{each['name']}", asked
