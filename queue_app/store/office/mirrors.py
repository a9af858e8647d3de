"""Where the set-up is kept: the rows that mirror each table of a plan, a column for every field of the same name.

Only what differs from that is told here. The hours of a week are rows of another form: see setup and setup_rows.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from sqlalchemy.orm import InstrumentedAttribute

from queue_app.domain.office.plan import OFFICE_FIELDS, TABLES, OfficePlan
from queue_app.store.citizen.booking.tables import BookingRule
from queue_app.store.hall.tables import RoomSetting, Zone
from queue_app.store.office.tables import (
    Counter,
    Employment,
    Holiday,
    Office,
    Officer,
    OfficeTargets,
    OfficeText,
    QueuePolicy,
    Season,
    Service,
    ServiceGroup,
    ServiceStandard,
    SpecialDay,
)
from queue_app.store.paper.tables import TicketLine
from queue_app.store.rows import columns, field_names

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Written:
    """How a column holds what it cannot hold as the plan has it: into the column, and back."""

    into: Callable[[Any], Any]
    back: Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Mirror:
    """order: of the rows, where there are several. elsewhere: fields that are in other rows, or in none."""

    kind: type[Any]
    table: type[Any]
    order: InstrumentedAttribute[Any] | None = None
    elsewhere: tuple[str, ...] = ()
    written: Mapping[str, Written] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """The fields that are columns."""
        return field_names(self.kind, without=self.elsewhere)

    @property
    def columns(self) -> tuple[Any, ...]:
        return columns(self.kind, self.table, **dict.fromkeys(self.elsewhere, ()))

    @property
    def has_places(self) -> bool:
        """Whether a row knows its place in the list."""
        return "position" in self.table.__table__.columns

    def row(self, thing: object) -> Row:
        """The columns that hold the thing."""
        held = {name: getattr(thing, name) for name in self.names}
        return {name: self.written[name].into(value) if name in self.written else value for name, value in held.items()}

    def values(self, row: Any) -> Row:
        """The fields that a row holds."""
        held = {name: getattr(row, name) for name in self.names}
        return {name: self.written[name].back(value) if name in self.written else value for name, value in held.items()}


_LINES = Written("\n".join, str.splitlines)
_JSON = Written(lambda mapping: json.dumps(dict(mapping), ensure_ascii=False), json.loads)
_EMPLOYMENT = Written(Employment, attrgetter("value"))


def _list(name: str, order: InstrumentedAttribute[Any], *elsewhere: str, **written: Written) -> Mirror:
    table: Any = order.class_
    return Mirror(TABLES[name], table, order, elsewhere, written)


MIRRORS: dict[str, Mirror] = {
    "office": Mirror(TABLES["office"], Office, elsewhere=field_names(OfficePlan, without=OFFICE_FIELDS)),
    "policy": Mirror(TABLES["policy"], QueuePolicy),
    "rules": Mirror(TABLES["rules"], QueuePolicy),
    "targets": Mirror(TABLES["targets"], OfficeTargets),
    "room": Mirror(TABLES["room"], RoomSetting),
    "booking": Mirror(TABLES["booking"], BookingRule),
    "group": _list("group", ServiceGroup.position),
    "service": _list(
        "service", Service.position, "group", "series", "standards",
        requirements_id=_LINES, requirements_en=_LINES,
    ),
    "standard": _list("standard", ServiceStandard.valid_from, components=_JSON),
    "zone": _list("zone", Zone.position),
    "counter": _list("counter", Counter.number, "services", "helps", "further"),
    "officer": _list("officer", Officer.id, "password", employment=_EMPLOYMENT),
    "season": _list("season", Season.first),
    "special_day": _list("special_day", SpecialDay.day),
    "holiday": _list("holiday", Holiday.day),
    "text": _list("text", OfficeText.key),
    "ticket_line": _list("ticket_line", TicketLine.position),
}  # fmt: skip
