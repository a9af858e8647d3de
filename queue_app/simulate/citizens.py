"""Who comes in a morning, when and for what: drawn beforehand, so that it depends on nothing that happens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from queue_app.domain.queue.priority import CATEGORIES

ARRIVALS_BY_HOUR = (0.34, 0.32, 0.22, 0.12)  # share of the morning's people in each hour: most come early
PRIORITY_SHARE = 0.12
PARTIES = (0.6, 0.2, 0.1, 0.06, 0.04)  # share of those who come alone, with one more, ...
PRESSED_TWICE = 0.02  # of the presses: an impatient finger, or an answer that was lost


@dataclass(frozen=True, slots=True)
class Citizen:
    comes_at: datetime
    key: str  # names one press
    service_id: int
    priority: str | None
    party: int
    presses_twice: bool


def citizens(random: Random, service_ids: Sequence[int], *, count: int, start: datetime) -> Iterator[Citizen]:
    """So many people of a morning that begins at `start`, in no order."""
    for _ in range(count):
        hour = random.choices(range(len(ARRIVALS_BY_HOUR)), ARRIVALS_BY_HOUR)[0]
        yield Citizen(
            start + timedelta(hours=hour + random.random()),
            # Random but not secret: the same seed and start are the same press.
            f"sim-{random.getrandbits(96):024x}-{int(start.timestamp())}",
            random.choice(service_ids),
            random.choice(list(CATEGORIES)) if random.random() < PRIORITY_SHARE else None,
            random.choices(range(1, len(PARTIES) + 1), PARTIES)[0],
            random.random() < PRESSED_TWICE,
        )
