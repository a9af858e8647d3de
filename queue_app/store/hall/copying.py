"""The rows of what an office uploaded, copied to another office, perhaps in another database; the files are shared."""

from __future__ import annotations

from sqlalchemy import Connection, Table, insert, select

from queue_app.store.hall.tables import Media, OwnClip

_UPLOADS = [table for each in (Media, OwnClip) if isinstance(table := each.__table__, Table)]


def copy_uploads(source: Connection, office_id: int, target: Connection, copy_id: int) -> None:
    """Pictures, videos, logo and clips of the office, to an office that has none."""
    for table in _UPLOADS:
        found = source.execute(select(table).where(table.c.office_id == office_id)).mappings()
        if rows := [{**each, "office_id": copy_id} for each in found]:
            target.execute(insert(table), rows)
