"""The devices of the waiting room: printers, kiosks and displays, and whether the room hears its calls."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from queue_app.doctor.finding import Finding, _, fine, warning
from queue_app.doctor.patient import Patient
from queue_app.domain.log.rights import DeviceKind
from queue_app.domain.queue import numbering
from queue_app.screens.equipment import Equipment, KnownPrinter, KnownScreen, equipment
from queue_app.store.desk import OfficeKey
from queue_app.store.hall import announcements
from queue_app.store.office.catalogue import OfficeRow


def printers(patient: Patient) -> Iterator[Finding]:
    """Of every office, as they told of themselves last."""
    if patient.config.printing.kind == "dummy":
        yield warning(
            _("The server's printer is a dummy: what it prints appears nowhere."),
            _('Set [printing] in config.toml; kind = "none" where every kiosk prints by itself.'),
        )  # fmt: skip
    for office, found in _all(patient):
        for each in found.printers:
            yield _printer(office, each)


def _printer(office: OfficeRow, each: KnownPrinter) -> Finding:
    who = {"office": office.slug, "name": each.name}
    if each.trouble:
        return warning(
            _("{office}: {name} does not print: {trouble}"), _("Go and look; numbers wait under “Printing tickets”."),
            trouble=each.trouble, **who,
        )  # fmt: skip
    if each.runs_low:
        return warning(_("{office}: the paper of {name} runs low."), _("Lay a new roll beside it."), **who)
    return fine(_("{office}: {name} prints."), **who)


def screens(patient: Patient) -> Iterator[Finding]:
    """Kiosks and displays: seen, and with sound."""
    for office, found in _all(patient):
        for each in found.screens:
            yield _screen(office, each)


def _screen(office: OfficeRow, each: KnownScreen) -> Finding:
    who = {"office": office.slug, "name": each.name, "at": datetime.fromtimestamp(each.seen_at / 1000, UTC)}
    if each.is_away and each.needs_help:
        return warning(
            _("{office}: {name} was last seen on {at}."), _("Go there: is it on, and on the network?"), **who
        )
    if each.is_mute:
        return warning(
            _("{office}: {name} is there, but without sound."), _("Touch its screen once; look at its volume."), **who
        )  # fmt: skip
    return fine(_("{office}: {name} was last seen on {at}."), **who)


def unheard(patient: Patient) -> Iterator[Finding]:
    """Calls of today that no display spoke, where a display is meant to speak."""
    for office, found in _all(patient):
        if not any(each.kind == DeviceKind.DISPLAY for each in found.screens):
            continue
        today = numbering.business_date(patient.now, office.time_zone)
        midnight = numbering.day_start(today, office.time_zone)
        missed, count = announcements.unheard_since(patient.database, office.id, since=midnight, now=patient.now)
        if missed:
            yield warning(
                _("{office}: {missed} of today's {count} calls were spoken by no display."),
                _("Look at the displays' sound and network."), office=office.slug, missed=missed, count=count,
            )  # fmt: skip
        else:
            yield fine(_("{office}: every call of today was heard ({count})."), office=office.slug, count=count)


def _all(patient: Patient) -> Iterator[tuple[OfficeRow, Equipment]]:
    for each in patient.offices:
        key = OfficeKey(each.id, each.slug, each.time_zone, each.pairs_devices)
        yield each, equipment(
            patient.database, key, now=patient.now, build="", version=patient.version, lang=patient.lang
        )  # fmt: skip
