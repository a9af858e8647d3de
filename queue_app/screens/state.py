"""What every screen's state begins with, and the one form of its times: milliseconds since 1970, UTC.

A state is a frozen Struct that stands beside the function which reads it; the OpenAPI document and the JSDoc types of
browser/states.js are made from these Structs. On its way to a browser it becomes plain data in `plain` or in
`web.frame.payloads.answer`, nowhere else.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, overload

import msgspec
from sqlalchemy import Connection

from queue_app.domain.queue import numbering
from queue_app.store.desk import OfficeKey
from queue_app.store.office.now import OfficeNow, office_and_head

# Half as long as ISO text, in states that go to every counter with every change; no browser has to parse it.
Moment = Annotated[
    int, msgspec.Meta(description="Milliseconds since 1970-01-01T00:00:00Z", examples=[1_795_395_600_000])
]
ByLanguage = dict[str, str]  # a key of texts.LANGUAGES -> the words


class Shown(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of what a screen shows."""


class Lean(Shown, frozen=True, omit_defaults=True):
    """A part without what says nothing, being None or False."""


class ScreenState(Shown, frozen=True, kw_only=True):
    """The whole small state of one screen; `seq` is the number of the last event that it includes."""

    seq: int
    now: Moment


@overload
def moment(at: datetime) -> Moment: ...
@overload
def moment(at: None) -> None: ...
def moment(at: datetime | None) -> Moment | None:
    """A time as screens get it."""
    return round(at.timestamp() * 1000) if at else None


def plain(told: object) -> Any:
    """The same as dictionaries, lists and words: for sockets, and for the first state in a page."""
    return msgspec.to_builtins(told)


def stamp(connection: Connection, office: OfficeKey, now: datetime) -> tuple[int, date, OfficeNow]:
    """What every state is read from: the last event, the business date, and the office as it is set up."""
    day = numbering.business_date(now, office.time_zone)
    seq, known = office_and_head(connection, office.id)
    return seq, day, known
