"""The limits that an office sets itself: what its board measures now against, and what begins an alert."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from queue_app.domain.office.limits import Between

AMBER_PCT = 80  # of a limit: from here on it comes close


@dataclass(frozen=True, slots=True)
class Targets:
    """From each of these on, it is too much. A figure below AMBER_PCT of its limit is calm."""

    waiting: Annotated[int, Between(1, 2000)] = 40  # people who wait, in the whole office
    wait_min: Annotated[int, Between(1, 480)] = 30  # the longest wait of those who wait now
    service_pct: Annotated[int, Between(50, 1000)] = 150  # the longest running service, of its service's standard
    stay_min: Annotated[int, Between(1, 720)] = 60  # since arrival, of who is in the office longest
    unserved_min: Annotated[int, Between(0, 240)] = 5  # people wait for a service, and no counter serves it
