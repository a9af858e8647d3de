"""Whether a ticket of a service may be taken now, asked of an office's rows, and the answer in words. Reads only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from queue_app import closing_words
from queue_app.domain.log.errors import ByLang, NotFound, ServiceClosed
from queue_app.domain.office import hours
from queue_app.domain.office.hours import Availability, ServiceToday
from queue_app.domain.queue.quota import Quota
from queue_app.store.desk import OfficeKey
from queue_app.store.office.catalogue import ServiceRow
from queue_app.store.office.now import OfficeNow
from queue_app.store.queue import quota
from queue_app.texts import LANGUAGES


@dataclass(frozen=True, slots=True)
class Told:
    """Why no number is given, its words by language, and until when; all None for what is open."""

    reason: str | None
    why: dict[str, str] | None
    opens_at: datetime | None


@dataclass(frozen=True, slots=True)
class ClosedTogether:
    """Services that somebody closed for the same reason until the same time, by language; None: nobody knows when."""

    names: dict[str, str]
    reason: dict[str, str]
    expected: dict[str, str] | None


def of_service(connection: Connection, office: OfficeNow, service: ServiceRow, *, now: datetime) -> Availability:
    """May a ticket of this service be taken now. No statement where no quota is set."""
    local = now.astimezone(ZoneInfo(office.time_zone))
    found = quota.of_service(connection, service, local.date(), office_id=office.id, now=now)
    return hours.availability(office.calendar, _today(service, office, found), local)


def of_services(
    office: OfficeNow, services: Sequence[ServiceRow], quotas: Mapping[int, Quota], *, now: datetime
) -> dict[int, Availability]:
    """The same for several services of one office, by service id. quotas: today's, of store.queue.quota."""
    local = now.astimezone(ZoneInfo(office.time_zone))
    return {
        service.id: hours.availability(office.calendar, _today(service, office, quotas[service.id]), local)
        for service in services
    }


def of_office(office: OfficeNow, *, now: datetime) -> Availability:
    """Whether the office gives numbers at all now, by its hours alone."""
    return hours.office_hours(office.calendar, now.astimezone(ZoneInfo(office.time_zone)))


def require_open(connection: Connection, office: OfficeNow, service: ServiceRow, *, now: datetime) -> None:
    """Raises ServiceClosed with its reason unless a ticket may be taken; NotFound for a service that was taken out."""
    _require_active(service)
    answer = of_service(connection, office, service, now=now)
    if not answer.is_open:
        raise _closed(service, answer, office, now)


def require_not_closed_by_hand(office: OfficeKey, service: ServiceRow, *, now: datetime) -> None:
    """What a transfer asks: who is in the office already passes hours, last ticket and quota, but no closed service.

    Raises ServiceClosed, NotFound. Needs no statement.
    """
    _require_active(service)
    if closed := by_hand(service, now=now):
        raise _closed(service, closed, office, now)


def by_hand(service: ServiceRow, *, now: datetime) -> Availability | None:
    """How somebody closed the service; None while nobody did, or when the end that was told has come."""
    if not hours.is_closed_by_hand(ServiceToday(service.is_open, reopens_at=service.reopens_at), now):
        return None
    return Availability("closed_by_hand", service.reopens_at, service.closed_reason or hours.UNSAID)


def words(answer: Availability, office: OfficeKey, *, now: datetime, lang: str) -> str:
    """Why no number is given and when it opens: "Belum buka. Buka pukul 07.30 WIB." Nothing for what is open."""
    return closing_words.words(answer, office.time_zone, now=now, lang=lang)


def told_by_hand(found: Sequence[ServiceRow], office: OfficeKey, *, now: datetime, limit: int) -> list[ClosedTogether]:
    """Those of the services that are closed by hand, in each language: names, reason, expected end (None: unknown).

    Services with the same reason and end are told together; at most `limit` of such groups.
    """
    groups: dict[Availability, list[ServiceRow]] = {}
    for service in found:
        if closed := by_hand(service, now=now):
            groups.setdefault(closed, []).append(service)
    return [
        ClosedTogether(
            names={lang: ", ".join(each.name(lang) for each in services) for lang in LANGUAGES},
            reason={lang: closing_words.closing(closed, lang) for lang in LANGUAGES},
            expected={lang: closing_words.opens(closed, office.time_zone, now=now, lang=lang) for lang in LANGUAGES}
            if closed.opens_at
            else None,
        )
        for closed, services in list(groups.items())[:limit]
    ]


def told(answer: Availability, office: OfficeKey, *, now: datetime) -> Told:
    """The answer as screens get it."""
    why = {lang: words(answer, office, now=now, lang=lang) for lang in LANGUAGES}
    return Told(answer.code, why if answer.code else None, answer.opens_at)


def _today(service: ServiceRow, office: OfficeNow, found: Quota) -> ServiceToday:
    return ServiceToday(
        service.is_open,
        service.closed_reason,
        service.reopens_at,
        found.limit,
        found.used,
        has_counter=service.id in office.offered,
    )


def _require_active(service: ServiceRow) -> None:
    if not service.is_active:
        raise NotFound(what="service")


def _closed(service: ServiceRow, answer: Availability, office: OfficeKey, now: datetime) -> ServiceClosed:
    return ServiceClosed(
        service=ByLang({lang: service.name(lang) for lang in LANGUAGES}),
        why=ByLang({lang: words(answer, office, now=now, lang=lang) for lang in LANGUAGES}),
        reason=answer.code,
        opens_at=answer.opens_at,
    )
