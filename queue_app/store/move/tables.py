"""Which tables there are, in the order in which rows can be told, and which of their rows are an office's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Connection, ForeignKey, Integer, MetaData, Select, Table, select

OF_THE_SCHEMA = frozenset({"alembic_version", "oldest_program"})  # each database has its own
OFFICE = "office"


def of(connection: Connection) -> list[Table]:
    """Every table as the database has it, what is referred to before what refers to it."""
    found = MetaData()
    found.reflect(connection)
    return [table for table in found.sorted_tables if table.name not in OF_THE_SCHEMA]


def rows(table: Table, offices: Sequence[int]) -> Select[Any]:
    """The rows of these offices, in the order of their keys. Of a table that leads to no office: all."""
    asked = select(*columns(table)).order_by(*table.primary_key)
    if table.name == OFFICE:
        return asked.where(table.c.id.in_(offices))
    step = way(table)
    while step is not None:
        asked = asked.join(step.column.table, step.parent == step.column)
        if step.column.table.name == OFFICE:
            return asked.where(step.column.in_(offices))
        step = way(step.column.table)
    return asked


def belongs(table: Table) -> bool:
    """Whether each row of the table is some office's."""
    return table.name == OFFICE or way(table) is not None


def columns(table: Table) -> list[Column[Any]]:
    """In an order that is the same in every database."""
    return sorted(table.columns, key=lambda each: str(each.name))


def way(table: Table) -> ForeignKey | None:
    """The reference by which a row belongs to an office: to the office itself, or to a row that belongs to one."""
    steps = [
        key
        for column in columns(table)
        for key in column.foreign_keys
        if not column.nullable and key.column.table is not table
    ]
    to_office = [key for key in steps if key.column.table.name == OFFICE]
    further = (key for key in steps if way(key.column.table) is not None)
    return next(iter(to_office), None) or next(further, None)


def numbered(table: Table) -> Column[int] | None:
    """The column by which the database numbers the rows of the table, if it does."""
    key = list(table.primary_key)
    is_number = len(key) == 1 and isinstance(key[0].type, Integer) and not key[0].foreign_keys
    return key[0] if is_number else None


def by_name(tables: Sequence[Table]) -> Mapping[str, Table]:
    """Name -> table."""
    return {table.name: table for table in tables}
