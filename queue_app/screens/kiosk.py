"""The kiosk: how many wait for each service, and whether numbers are given. Reads only."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Connection

from queue_app.domain.citizen import given
from queue_app.domain.citizen.estimate import Newcomer
from queue_app.domain.citizen.promise import TOO_OLD_S, OfficeWaits
from queue_app.domain.office.hours import Availability
from queue_app.domain.queue.numbering import business_date
from queue_app.screens.state import ByLanguage, Moment, ScreenState, Shown, moment, stamp
from queue_app.store.citizen import waits_now
from queue_app.store.desk import OfficeKey
from queue_app.store.office import availability, catalogue
from queue_app.store.office.availability import Told
from queue_app.store.office.now import OfficeNow
from queue_app.store.paper import printers, standing
from queue_app.store.queue import quota, visitors
from queue_app.texts import LANGUAGES


class Offered(Shown, frozen=True, kw_only=True):
    """A service as its button tells it, in each language."""

    id: int
    code: str
    series: str
    name: ByLanguage
    requirements: dict[str, list[str]]
    standard_minutes: int


class OfferedGroup(Shown, frozen=True):
    """One large button, and the services behind it. pictogram: "" for none; hue: a key of hues.HUES."""

    code: str
    name: ByLanguage
    pictogram: str
    hue: str
    services: list[Offered]


class KioskClosed(Shown, frozen=True):
    """Why no numbers are given, and until when where that is known."""

    reason: str | None
    why: ByLanguage | None
    opens_at: Moment | None


class Wait(Shown, frozen=True):
    """How long somebody without priority waits who takes a number now, in minutes."""

    least: int
    most: int


class KioskService(Shown, frozen=True, kw_only=True):
    """reason, why, opens_at: as KioskClosed, None while it gives numbers. left: of its quota, if it has one.

    wait: None where nothing can be promised.
    """

    id: int
    waiting: int
    left: int | None
    wait: Wait | None
    is_open: bool
    reason: str | None
    why: ByLanguage | None
    opens_at: Moment | None


class KioskState(ScreenState, frozen=True, kw_only=True):
    """The kiosk: whether numbers are given, by the office and by each service, and why a printer does not print.

    papers: id of a printer -> a key of jobs.CONDITIONS; "0": the office's usual one. waits_until: when the waits of the
    services are too old to be told, if no other state comes before.
    """

    setup: int
    closed: KioskClosed | None
    papers: dict[str, str | None]
    waits_until: Moment | None
    services: list[KioskService]


def kiosk_state(connection: Connection, office: OfficeKey, *, now: datetime) -> KioskState:
    """How many wait for each service, and whether numbers are given; if not, why and until when, in each language.

    `closed` is the same for the whole office, None while its hours let it give numbers. `setup` changes when the
    services do. `papers`: why each printer does not print now, None where it does; "0": the office's usual one.
    """
    seq, day, known = stamp(connection, office, now)
    waiting = visitors.waiting_by_service(connection, office.id, day)
    services = catalogue.services(connection, office.id)
    quotas = quota.of_services(connection, services, day, office_id=office.id, now=now)
    answers = availability.of_services(known, services, quotas, now=now)
    closed = availability.of_office(known, now=now)
    waits = waits_now.kept(connection, office.id)
    return KioskState(
        seq=seq,
        now=moment(now),
        setup=known.version,
        closed=None if closed.is_open else _closed(closed, office, now),
        papers={str(each): code for each, code in standing.conditions(connection, office.id, now=now).items()},
        waits_until=_until(waits),
        services=[
            _service(
                each.id, availability.told(answers[each.id], office, now=now), waiting=waiting.get(each.id, 0),
                left=quotas[each.id].left, wait=_wait(waits, each.id, now),
            )
            for each in services
        ],
    )  # fmt: skip


def _closed(answer: Availability, office: OfficeKey, now: datetime) -> KioskClosed:
    told = availability.told(answer, office, now=now)
    return KioskClosed(told.reason, told.why, moment(told.opens_at))


def _until(waits: OfficeWaits | None) -> Moment | None:
    return moment(datetime.fromtimestamp(waits.at + TOO_OLD_S, UTC)) if waits else None


def _wait(waits: OfficeWaits | None, service_id: int, now: datetime) -> Wait | None:
    found = given.for_newcomer(waits, Newcomer(service_id, is_priority=False), now.timestamp())
    return Wait(*given.minutes(found)) if found else None


def _service(service_id: int, told: Told, *, waiting: int, left: int | None, wait: Wait | None) -> KioskService:
    return KioskService(
        id=service_id,
        waiting=waiting,
        left=left,
        wait=None if told.reason else wait,
        is_open=told.reason is None,
        reason=told.reason,
        why=told.why,
        opens_at=moment(told.opens_at),
    )


def offered(connection: Connection, office: OfficeNow, *, now: datetime) -> list[OfferedGroup]:
    """The services that the office has, in the order of the kiosk's groups and buttons, as they are today."""
    standards = office.standards_on(business_date(now, office.time_zone))
    groups: dict[str, OfferedGroup] = {}
    for each in catalogue.services(connection, office.id):
        face = office.groups[each.group_code]
        name = {lang: face.name(lang) for lang in LANGUAGES}
        group = groups.setdefault(face.code, OfferedGroup(face.code, name, face.pictogram, face.hue, []))
        group.services.append(
            Offered(
                id=each.id, code=each.code, series=each.letter, standard_minutes=standards[each.id],
                name={lang: each.name(lang) for lang in LANGUAGES},
                requirements={lang: each.requirements(lang) for lang in LANGUAGES},
            )
        )  # fmt: skip
    return list(groups.values())


def printer_asked_for(connection: Connection, office_id: int, asked: str) -> int | None:
    """The printer of the office that an address or a pairing names; None where it has none of that number."""
    return next((each.id for each in printers.of_office(connection, office_id) if str(each.id) == asked), None)
