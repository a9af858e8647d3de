"""A database from before standards had their days gets them from its log."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import column, create_engine, insert, table, text
from sqlalchemy.pool import NullPool

from queue_app.domain.log import events
from queue_app.domain.office.standard_log import ServiceInPlan, fold_standards
from queue_app.domain.office.standard_times import ALWAYS
from queue_app.domain.queue.timeline import Recorded
from queue_app.store import schema
from tests.factories import make_called

MONDAY = datetime(2026, 11, 23, 18, 30, tzinfo=UTC)  # in Jakarta it is Tuesday already
OLD = "0010"
NAMES = {"name_id": "", "name_en": "", "position": 0}
OFFICE = {  # table -> its one row
    "office": {"slug": "uji", "name": "Uji", "address": "", "time_zone": "Asia/Jakarta", "is_demo": False},
    "series": {"office_id": 1, "letter": "A"},
    "service_group": {"office_id": 1, "code": "umum", **NAMES},
    "service": {"office_id": 1, "series_id": 1, "group_id": 1, "code": "KTP", "requirements_id": "", **NAMES,
                "requirements_en": "", "standard_minutes": 5, "is_open": True},
}  # fmt: skip
EVENT = text(
    "INSERT INTO event (office_id, seq, at, kind, data, hash) VALUES (1, :seq, :at, :kind, :data, 'x')"
)  # fmt: skip


def changed(before: int, after: int) -> events.SetupChanged:
    was, now = (json.dumps({"standard_minutes": each}) for each in (before, after))
    return events.SetupChanged("service", "KTP", "standard_minutes", was, now, officer_id=None)


def told(*happened: events.Event) -> list[Recorded]:
    """One event a day, from Monday on."""
    return [Recorded(MONDAY + timedelta(days=day), event) for day, event in enumerate(happened)]


def old_database(url: str, log: Sequence[Recorded]) -> None:
    schema.migrate(url, to=OLD)
    with create_engine(url, poolclass=NullPool).begin() as connection:
        for name, row in OFFICE.items():
            connection.execute(insert(table(name, *map(column, ["id", *row]))), {"id": 1, **row})
        for seq, each in enumerate(log, start=1):
            at = each.at if connection.dialect.name == "postgresql" else each.at.strftime("%Y-%m-%d %H:%M:%S.%f")
            row = {"seq": seq, "at": at, "kind": each.event.kind, "data": json.dumps(each.event.data())}
            connection.execute(EVENT, row)


def migrated(url: str) -> dict[date, int]:
    schema.migrate(url)
    with create_engine(url, poolclass=NullPool).connect() as connection:
        rows = connection.execute(text("SELECT from_day, minutes FROM standard_time")).all()
    return {date.fromisoformat(str(day)): minutes for day, minutes in rows}


@pytest.mark.parametrize(
    ("log", "expected"),
    [
        (told(make_called()), {ALWAYS: 5}),
        (told(changed(10, 5), make_called()), {ALWAYS: 5}),
        (told(make_called(), changed(10, 5)), {ALWAYS: 10, date(2026, 11, 26): 5}),
        (
            told(make_called(), changed(10, 8), changed(8, 5)),
            {ALWAYS: 10, date(2026, 11, 26): 8, date(2026, 11, 27): 5},
        ),
        (told(changed(9, 10), make_called(), changed(10, 5)), {ALWAYS: 10, date(2026, 11, 27): 5}),
    ],
    ids=["never changed", "before the first call", "after it", "twice", "before and after"],
)
def test_an_old_log_gives_each_day_the_standard_that_it_had(
    empty_url: str, log: list[Recorded], expected: dict[date, int]
) -> None:
    old_database(empty_url, log)

    assert migrated(empty_url) == expected
    assert fold_standards(log, services={"KTP": ServiceInPlan(1, 5)}, time_zone="Asia/Jakarta") == {1: expected}
