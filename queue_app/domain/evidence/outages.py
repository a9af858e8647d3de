"""Outages (gangguan): when an office could not work as usual, as its supervisors write it down.

The method leaves out what was done in one, and counts it. Nobody is spared alone: an outage covers whoever served the
services then, and it stands in the log and in everybody's report. It is never changed, only withdrawn and noted anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum

from queue_app.domain.evidence.parameters import Outage
from queue_app.domain.log.errors import BadInput
from queue_app.domain.office.hours import DAY_MIN

MOST_BACK = timedelta(days=120)  # a quarter, and the time in which its reports are discussed


class OutageKind(StrEnum):
    SIAK = "siak"
    NETWORK = "network"
    POWER = "power"
    EQUIPMENT = "equipment"
    OTHER = "other"


KINDS: dict[str, str] = {  # msgids
    OutageKind.SIAK: "SIAK could not be reached",
    OutageKind.NETWORK: "No network",
    OutageKind.POWER: "No electricity",
    OutageKind.EQUIPMENT: "Equipment out of order",
    OutageKind.OTHER: "Another outage",
}


def checked(told: Outage, *, offered: Iterable[int], today: date, minute: int) -> Outage:
    """The outage as it may be kept: over, of the last MOST_BACK, its services the office's own and in their order.

    offered: ids of every service that the office ever had; all of them named is the same as none.
    minute: of the office's day, now. Raises BadInput (field: day, times, kind, services).
    """
    known = set(offered)
    if told.kind not in list(OutageKind):
        raise BadInput(field="kind", expected=", ".join(OutageKind))
    if not today - MOST_BACK <= told.business_date <= today:
        raise BadInput(field="day", expected=f"{today - MOST_BACK} - {today}")
    latest = minute if told.business_date == today else DAY_MIN
    if not 0 <= told.from_min < told.until_min <= latest:
        raise BadInput(field="times", expected=f"<= {latest // 60:02}.{latest % 60:02}")
    if not set(told.services) <= known:
        raise BadInput(field="services", expected="services of the office")
    chosen = set(told.services)
    return told._replace(services=() if chosen == known else tuple(sorted(chosen)))


def written(services: Iterable[int]) -> str:
    """Services as the log holds them."""
    return " ".join(map(str, services))


def of_log(told: Iterable[tuple[str, Mapping[str, object]]]) -> dict[int, Outage]:
    """What stands after these events, by number of the outage. told: kinds and data, in the order of the log."""
    standing: dict[int, Outage] = {}
    for kind, data in told:
        number = int(str(data["outage_id"]))
        if kind == "outage.withdrawn":
            standing.pop(number, None)
            continue
        standing[number] = Outage(
            date.fromisoformat(str(data["business_date"])),
            int(str(data["from_min"])),
            int(str(data["until_min"])),
            tuple(map(int, str(data["services"]).split())),
            str(data["why"]),
        )
    return standing
