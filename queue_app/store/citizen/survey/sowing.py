"""Rows of one day sown anew with every row that comes: where they lie in the file tells nothing of who came last.

PostgreSQL keeps beside each row which transaction wrote it, and both kinds of database put a new row where there is
room. So all of them are taken out and put in again, in the order of their random ids, by one transaction. Whoever sows
has the office to himself (`Desk.transaction`), or a row could be lost between the two.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, delete, insert, select

BITS = 62  # of an id: two of one office meet once in a billion years


def random_id() -> int:
    """An id that tells nothing."""
    return secrets.randbits(BITS)


def sow(connection: Connection, table: Table, of: ColumnElement[bool], new: Sequence[dict[str, Any]] = ()) -> None:
    """Every row of the table for which `of` holds, and the new ones, in the order of their keys."""
    kept = [dict(row) for row in connection.execute(select(table).where(of)).mappings()]
    (key,) = table.primary_key.columns
    connection.execute(delete(table).where(of))
    if rows := sorted([*kept, *new], key=lambda row: row[key.name]):
        connection.execute(insert(table), rows)
