"""The kiosks, displays and printers of an office: when each was last heard of, and what ails it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy import Connection

from queue_app.domain.log.rights import DeviceKind
from queue_app.domain.paper.jobs import PAPER_LEFT
from queue_app.domain.queue import numbering
from queue_app.screens import lent
from queue_app.screens.lent import LentTo, SlipTold
from queue_app.screens.paper import reason_told
from queue_app.screens.state import Moment, Shown, moment
from queue_app.store.desk import OfficeKey
from queue_app.store.hall import announcements, devices, presence
from queue_app.store.hall.devices import DeviceRow
from queue_app.store.hall.presence import SOUNDS, ScreenRow
from queue_app.store.office.now import office_now
from queue_app.store.paper import printers
from queue_app.store.paper.printers import PrinterRow
from queue_app.texts import translate

AWAY_AFTER = timedelta(minutes=2)  # a screen tells of itself once a minute
MISSED_AFTER = timedelta(minutes=30)  # of being there: who only looks at a kiosk or a display is gone sooner
SILENT = ("locked", "missing")  # sounds that a display is not meant to have
NAMES: dict[str, str] = {  # of a device that nobody has named
    DeviceKind.KIOSK: "Kiosk",
    DeviceKind.DISPLAY: "Display",
    DeviceKind.SURVEY: "Survey tablet",
    DeviceKind.PRINTER: "Printer",
}


class KnownScreen(Shown, frozen=True, kw_only=True):
    """A kiosk or a display. id: None while its page has not told of itself. needs_help: somebody should go there.

    kind: a DeviceKind; kind_name: the same in words. spoke_at: when it last said today that it had spoken a call.
    """

    id: int | None
    device_id: int | None
    name: str
    kind: str
    kind_name: str
    zone: str
    prints_at: str | None
    seen_at: Moment
    is_away: bool
    sound: str
    is_outdated: bool
    needs_help: bool
    is_mute: bool
    spoke_at: Moment | None = None


class KnownPrinter(Shown, frozen=True, kw_only=True):
    """A printer. trouble: why it does not print now."""

    id: int
    name: str
    is_at_server: bool
    kind: str
    paper_width_mm: int
    seen_at: Moment | None
    is_away: bool
    trouble: str | None
    paper: str
    left_pct: int | None
    runs_low: bool
    version: str
    is_outdated: bool
    needs_help: bool


class Equipment(Shown, frozen=True):
    """The printers and screens of an office, each with its last contact.

    lent: kiosks that go on by themselves when they are cut off. slips: numbers of theirs that want a look.
    """

    now: Moment
    printers: list[KnownPrinter]
    screens: list[KnownScreen]
    lent: list[LentTo]
    slips: list[SlipTold]


Row = TypeVar("Row", KnownScreen, KnownPrinter)


def equipment(
    connection: Connection, office: OfficeKey, *, now: datetime, build: str, version: str, lang: str
) -> Equipment:
    """Every printer and screen that is known, those in need of a hand first.

    build, version: of this server's pages and programs; others are marked as outdated.
    """
    paired = {each.id: each for each in devices.paired(connection, office.id)}
    zones = office_now(connection, office.id).zones
    zone_names = {code: zone.name_en if lang == "en" else zone.name_id for code, zone in zones.items()}
    found_printers = printers.of_office(connection, office.id)
    names = {each.id: each.name for each in found_printers}
    midnight = numbering.day_start(numbering.business_date(now, office.time_zone), office.time_zone)
    spoke = announcements.last_spoken(connection, office.id, since=midnight)
    screens = [
        _screen(
            row,
            paired.get(row.device_id or 0),
            zone_names,
            names,
            now=now,
            build=build,
            lang=lang,
            spoke_at=spoke.get(row.key),
        )
        for row in _latest(presence.of_office(connection, office.id))
    ]
    told = {row.device_id for row in screens}
    screens += [
        _unseen(device, now=now, lang=lang)
        for device in paired.values()
        if device.kind is not DeviceKind.PRINTER and device.id not in told
    ]
    return Equipment(
        moment(now),
        _urgent_first(_printer(each, now=now, version=version, lang=lang) for each in found_printers),
        _urgent_first(screens),
        lent.lent(connection, office, now=now),
        lent.standing(connection, office, lang=lang),
    )


def screens_in_need(connection: Connection, office: OfficeKey, *, now: datetime) -> dict[int, str]:
    """What people call each kiosk and display that somebody should go to: those that `equipment` says need help.

    By minus the device's id of a paired one, and by the screen's own id of others, which have the end of their key.
    """
    rows = _latest(presence.of_office(connection, office.id))
    paired = {each.id: each for each in devices.paired(connection, office.id) if each.kind is not DeviceKind.PRINTER}
    told = {row.device_id for row in rows}
    needy = {
        -row.device_id if row.device_id else row.id: _label(row, paired.get(row.device_id or 0))
        for row in rows
        if _needs_help(row, now)
    }
    unseen = {-each.id: each.name for each in paired.values() if each.id not in told and _is_missing(each, now)}
    return needy | unseen


def _latest(rows: Iterable[ScreenRow]) -> list[ScreenRow]:
    """A paired device once, though its browser may have lost its name and taken another."""
    newest: dict[object, ScreenRow] = {}
    for row in sorted(rows, key=lambda row: row.seen_at):
        newest[row.device_id or row.key] = row
    return sorted(newest.values(), key=lambda row: row.id)


def _is_equipment(row: ScreenRow) -> bool:
    """Whether it is missed when it is away. Where nothing is paired, everyone may open a kiosk or a display."""
    return row.device_id is not None or row.seen_at - row.first_seen_at >= MISSED_AFTER


def _is_away(row: ScreenRow, now: datetime) -> bool:
    return now - row.seen_at > AWAY_AFTER


def _is_mute(row: ScreenRow) -> bool:
    return row.kind is DeviceKind.DISPLAY and row.sound in SILENT


def _needs_help(row: ScreenRow, now: datetime) -> bool:
    return _is_equipment(row) if _is_away(row, now) else _is_mute(row)


def _is_missing(device: DeviceRow, now: datetime) -> bool:
    """Of a paired screen whose page has not told of itself."""
    return now - (device.seen_at or device.created_at) > AWAY_AFTER


def _label(row: ScreenRow, device: DeviceRow | None) -> str:
    return device.name if device else f"··{row.key[-4:]}"


def _name(kind: DeviceKind, key: str, device: DeviceRow | None, lang: str) -> str:
    return device.name if device else f"{translate(lang, NAMES[kind])} ··{key[-4:]}"


def _screen(
    row: ScreenRow,
    device: DeviceRow | None,
    zones: dict[str, str],
    printer_names: dict[int, str],
    *,
    now: datetime,
    build: str,
    lang: str,
    spoke_at: datetime | None,
) -> KnownScreen:
    return KnownScreen(
        id=row.id,
        device_id=row.device_id,
        name=_name(row.kind, row.key, device, lang),
        kind=row.kind,
        kind_name=translate(lang, NAMES[row.kind]),
        zone=zones.get(row.zone, row.zone),
        prints_at=printer_names.get(device.printer_id or 0) if device else None,
        seen_at=moment(row.seen_at),
        is_away=_is_away(row, now),
        sound=translate(lang, SOUNDS.get(row.sound, row.sound)),
        is_outdated=row.version != build,
        needs_help=_needs_help(row, now),
        is_mute=_is_mute(row),
        spoke_at=moment(spoke_at),
    )


def _unseen(device: DeviceRow, *, now: datetime, lang: str) -> KnownScreen:
    """A paired screen whose page has not told of itself yet."""
    at = device.seen_at or device.created_at
    return KnownScreen(
        id=None, device_id=device.id, name=device.name, kind=device.kind,
        kind_name=translate(lang, NAMES[device.kind]), zone="", prints_at=None, seen_at=moment(at),
        is_away=_is_missing(device, now), sound="–", is_outdated=False, needs_help=_is_missing(device, now),
        is_mute=False,
    )  # fmt: skip


def _printer(row: PrinterRow, *, now: datetime, version: str, lang: str) -> KnownPrinter:
    trouble = row.trouble(now)
    return KnownPrinter(
        id=row.id,
        name=row.name,
        is_at_server=row.device_id is None,
        kind=row.kind,
        paper_width_mm=row.paper_width_mm,
        seen_at=moment(row.seen_at),
        is_away=trouble == "station_away",
        trouble=reason_told(trouble, lang),
        paper=translate(lang, PAPER_LEFT.get(row.paper, row.paper)),
        left_pct=row.left_pct,
        runs_low=row.runs_low,
        version=row.version,
        is_outdated=row.device_id is not None and bool(row.version) and row.version != version,
        needs_help=bool(trouble) or row.runs_low,
    )


def _urgent_first(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (not row.needs_help, row.kind, row.name.casefold()))
