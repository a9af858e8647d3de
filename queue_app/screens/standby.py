"""All that a kiosk's computer must know to go on while it is cut off: services, hours, and how its paper looks."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from queue_app.domain.office import calendar_text
from queue_app.domain.queue.numbering import business_date
from queue_app.screens.state import ByLanguage, Moment, Shown, moment
from queue_app.store.office import catalogue
from queue_app.store.office.catalogue import ServiceRow
from queue_app.store.office.now import OfficeNow
from queue_app.texts import LANGUAGES

KNOWN_DAYS = timedelta(days=400)  # of the calendar: as far as the next opening is looked for, and a little more


class StandbyService(Shown, frozen=True, kw_only=True):
    """A service. is_open: False where somebody closed it by hand, for `reason`, until `reopens_at` where known."""

    id: int
    name: ByLanguage
    group: str
    series_id: int
    letter: str
    is_open: bool
    reason: str | None
    reopens_at: Moment | None
    has_counter: bool
    has_quota: bool


class StandbyBlock(Shown, frozen=True, kw_only=True):
    """Numbers that this computer may give."""

    series_id: int
    day: date
    first: int
    last: int


class StandbyPlace(Shown, frozen=True, kw_only=True):
    """How many places of a service's quota it may use on a day."""

    service_id: int
    day: date
    held: int


class Standby(Shown, frozen=True, kw_only=True):
    """calendar: as domain.office.calendar_text has it. layout: of the paper, a dict for each TicketLinePlan.

    link: how phones reach this program; "" where no address is known that they can.
    """

    now: Moment
    setup: int
    name: str
    address: str
    time_zone: str
    footer: ByLanguage
    logo: str | None
    layout: list[dict[str, Any]]
    calendar: dict[str, Any]
    services: list[StandbyService]
    link: str
    blocks: list[StandbyBlock]
    places: list[StandbyPlace]


def standby(
    connection: Connection, office: OfficeNow, *, now: datetime, link: str, blocks: list[StandbyBlock],
    places: list[StandbyPlace],
) -> Standby:  # fmt: skip
    """Reads only. blocks, places: what is lent."""
    today = business_date(now, office.time_zone)
    words = office.texts.get("ticket_footer", {})
    return Standby(
        now=moment(now),
        setup=office.version,
        name=office.name,
        address=office.address,
        time_zone=office.time_zone,
        footer={lang: words.get(lang, "") for lang in LANGUAGES},
        logo=office.logo_url,
        layout=[asdict(each) for each in office.ticket_layout],
        calendar=calendar_text.written(office.calendar, first=today, last=today + KNOWN_DAYS),
        services=[_service(each, office) for each in catalogue.services(connection, office.id)],
        link=link,
        blocks=blocks,
        places=places,
    )


def _service(row: ServiceRow, office: OfficeNow) -> StandbyService:
    return StandbyService(
        id=row.id,
        name={lang: row.name(lang) for lang in LANGUAGES},
        group=row.group_code,
        series_id=row.series_id,
        letter=row.letter,
        is_open=row.is_open,
        reason=row.closed_reason,
        reopens_at=moment(row.reopens_at),
        has_counter=row.id in office.offered,
        has_quota=row.daily_quota is not None,
    )
