from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Text

from queue_app.domain.office import limits
from queue_app.domain.office.limits import Length, OneOf
from queue_app.domain.office.plan import TABLES, HoursPlan
from queue_app.store.office.mirrors import MIRRORS
from queue_app.store.office.tables import OpeningHours


def kept_texts() -> Iterator[tuple[str, Any, limits.Limit]]:
    """Of each text of the set-up its place, its column and its limit."""
    for table, mirror in MIRRORS.items():
        for name, limit in limits.of(mirror.kind).items():
            if name in mirror.names:
                yield f"{table}.{name}", getattr(mirror.table, name).type, limit
    yield "hours.template", OpeningHours.template.type, limits.of(HoursPlan)["template"]


def test_every_table_of_a_plan_has_its_rows() -> None:
    assert set(MIRRORS) == set(TABLES) - {"hours"}


@pytest.mark.parametrize("table", MIRRORS)
def test_every_field_is_a_column_or_known_to_be_elsewhere(table: str) -> None:
    mirror = MIRRORS[table]

    assert [column.key for column in mirror.columns] == list(mirror.names)


def test_a_column_is_as_wide_as_its_text_may_be_long() -> None:
    widths = {
        place: (column.length, limit.most)
        for place, column, limit in kept_texts()
        if isinstance(limit, Length) and not isinstance(column, Text)
    }

    assert widths["room.accent"] == (7, 7)
    assert {place: pair for place, pair in widths.items() if pair[0] != pair[1]} == {}


def test_every_code_fits_its_column() -> None:
    lengths = {
        place: (column.length or 0, max(map(len, limit.choices)))
        for place, column, limit in kept_texts()
        if isinstance(limit, OneOf)
    }

    assert lengths["room.reading"] == (10, 6)
    assert [place for place, (length, longest) in lengths.items() if longest > length] == []
