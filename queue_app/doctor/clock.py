"""The clock of this computer: it makes every time in the log."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator
from datetime import timedelta
from zoneinfo import ZoneInfo

from queue_app.doctor.finding import Finding, _, fault, fine, warning
from queue_app.doctor.patient import Patient
from queue_app.domain.log.clock import stands_behind
from queue_app.store.log import chain, jumps

UNSYNCHRONISED = 5  # TIME_ERROR of adjtimex(2)
TIMEX_BYTES = 256  # more than struct timex has on any machine; all zero: only asked
LATELY = timedelta(days=30)


def is_set(_patient: Patient) -> Iterator[Finding]:
    """Whether the network sets it."""
    state = _asked()
    if state is None:
        yield fine(_("Whether the network sets the clock cannot be told on this computer."))
    elif state == UNSYNCHRONISED:
        yield warning(
            _("Nothing sets this computer's clock: it drifts by seconds a day, and is wrong after a power cut."),
            _("Switch the time of the network on (timedatectl set-ntp true), or name a time server of the office."),
        )
    else:
        yield fine(_("The network sets this computer's clock."))


def _asked() -> int | None:
    """What Linux says of its clock; None elsewhere."""
    if not sys.platform.startswith("linux"):
        return None
    try:
        return int(ctypes.CDLL(None).adjtimex(ctypes.create_string_buffer(TIMEX_BYTES)))
    except (OSError, AttributeError):
        return None


def is_plausible(patient: Patient) -> Iterator[Finding]:
    """Beside the last entry of each log, and by the jumps that it tells."""
    latest = {each.slug: chain.latest_at(patient.database, each.id) for each in patient.offices}
    behind = {slug: at for slug, at in latest.items() if stands_behind(patient.now, at)}
    for slug, at in behind.items():
        yield fault(
            _("The clock says {now}, but something was noted for {office} at {at} already."),
            _("Set the clock right before the office opens."), now=patient.now, at=at, office=slug,
        )  # fmt: skip
    if not behind:
        yield fine(_("The clock says {now}, which no log contradicts."), now=patient.now)
    found = [jump for each in patient.offices for jump in jumps.last(patient.database, each.id)]
    lately = [each for each in found if each.at > patient.now - LATELY]
    if lately:
        yield warning(
            _("How often the clock was set in the last 30 days: {count}, the last time on {at}."),
            _("Find out who or what sets it: such times are marked as doubtful."),
            count=len(lately), at=max(each.at for each in lately),
        )  # fmt: skip


def zones(patient: Patient) -> Iterator[Finding]:
    """Whether this computer knows the zone of each office."""
    for office in patient.offices:
        try:
            local = patient.now.astimezone(ZoneInfo(office.time_zone))
        except (KeyError, ValueError, OSError):  # of which ZoneInfoNotFoundError is one
            yield fault(
                _("The zone {zone} of {office} is not known here."), _("Install the package tzdata."),
                zone=office.time_zone, office=office.slug,
            )  # fmt: skip
        else:
            yield fine(_("In {office} it is {clock} ({zone})."), office=office.slug, clock=f"{local:%H.%M}",
                       zone=office.time_zone)  # fmt: skip
