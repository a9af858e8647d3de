"""An office's own rules about booked times."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from queue_app.domain.office.limits import Between


@dataclass(frozen=True, slots=True)
class BookingRules:
    """Where nothing is said, nobody can book. Times in minutes."""

    takes_bookings: bool = False
    # who has booked may check in from so long before the time ...
    opens_early_min: Annotated[int, Between(0, 240)] = 30
    # ... until so long after it; then the place is free again
    late_min: Annotated[int, Between(0, 240)] = 15
    # who did not come books nothing for so many days; 0: nobody is kept from booking again
    cool_down_days: Annotated[int, Between(0, 90)] = 7
