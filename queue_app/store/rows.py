"""Rows that mirror a dataclass: the columns that fill its fields, in their order, so that `Kind(*row)` reads one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields
from typing import Any


def columns(kind: type[Any], *tables: type[Any], **others: Any) -> tuple[Any, ...]:
    """A column for every field of the dataclass, in its order.

    Of the first of the tables that has one of the field's name, or as `others` gives it by the field's name: a column,
    an expression, or the columns of a dataclass that the field holds (a tuple, which stands in its place).
    Raises AttributeError where no table has such a column, and TypeError where `others` names no field.
    """
    names = field_names(kind)
    if unknown := [name for name in others if name not in names]:
        raise TypeError(f"{kind.__name__} has no {', '.join(unknown)}")
    found = [others[name] if name in others else _column(name, tables) for name in names]
    return tuple(column for each in found for column in (each if isinstance(each, tuple) else (each,)))


def field_names(kind: type[Any], *, without: Collection[str] = ()) -> tuple[str, ...]:
    """The fields of the dataclass, in their order, but those."""
    return tuple(each.name for each in fields(kind) if each.name not in without)


def _column(name: str, tables: Collection[type[Any]]) -> Any:
    found = [getattr(table, name) for table in tables if name in table.__table__.columns]
    if not found:
        raise AttributeError(f"no column for {name} in {', '.join(table.__name__ for table in tables)}")
    return found[0]
