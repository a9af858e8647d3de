"""What a database holds that a backup must say of it. Asked in plain SQL: the database may be of any schema of ours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, Inspector, inspect, text

from queue_app.domain.log.kept_errors import BackupFailed
from queue_app.store.schema import VERSION

_HEADS = "SELECT office.slug, office.id, chain_head.seq, chain_head.hash FROM chain_head JOIN office ON office.id = chain_head.office_id ORDER BY office.id"  # noqa: E501 - one statement
_UPLOADS = {  # table -> the names of its files that are in use
    "media": "SELECT file FROM media WHERE is_active",
    "own_clip": "SELECT file FROM own_clip",
    "forum": "SELECT list_stored_as FROM forum WHERE list_stored_as IS NOT NULL",
    "complaint_file": "SELECT stored_as FROM complaint_file",
}


class HeadOf(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where the log of an office ends. office: its slug."""

    office: str
    office_id: int
    seq: int
    hash: str


class Contents(NamedTuple):
    """schema: the number of its newest migration. uploads: names of files."""

    schema: str
    heads: tuple[HeadOf, ...]
    uploads: frozenset[str]


def read(connection: Connection) -> Contents:
    """Raises BackupFailed for a database that is not ours."""
    tables = inspect(connection)
    if not tables.has_table("alembic_version"):
        raise BackupFailed(reason="the database holds nothing of Antrean")
    schema = str(connection.execute(text(VERSION)).scalar())
    return Contents(schema, heads(connection), _uploads(connection, tables))


def heads(connection: Connection) -> tuple[HeadOf, ...]:
    """Of every office, in the order of their founding."""
    return tuple(HeadOf(*row) for row in connection.execute(text(_HEADS)))


def _uploads(connection: Connection, tables: Inspector) -> frozenset[str]:
    asked: Mapping[str, str] = {name: sql for name, sql in _UPLOADS.items() if tables.has_table(name)}
    return frozenset(str(name) for sql in asked.values() for name in connection.execute(text(sql)).scalars())
