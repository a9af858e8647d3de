"""What a learned wait costs: growing the trees of thirty thousand visits at night, and one answer for a full hall."""

from __future__ import annotations

import time
from statistics import median

from queue_app.domain.citizen.learned.learning import learn
from queue_app.domain.citizen.learned.model import WaitModel
from queue_app.domain.citizen.sight import Arrived, Called, Counter, Sight, Waiting
from queue_app.domain.queue.routing import Policy
from tests.benchmarks.place import Place, told
from tests.benchmarks.table import Row
from tests.passed_days import MIDNIGHT, ZONE, passed_days

A_DAY, DAYS = 150, 200
WAITING, COUNTERS, SERVICES = 200, 30, 2
ANSWERS = 40
AT = MIDNIGHT + 100 * 86400 + 10 * 3600


def wait(place: Place) -> list[Row]:
    """The processor's time, as the server learns behind everything else."""
    legs = passed_days(place.count(DAYS), A_DAY)
    with told(f"learning {len(legs):,} visits"):
        began = time.process_time()
        model = learn(legs, standard_s={}, zone=ZONE)
        took_s = time.process_time() - began
    times = {"p50_ms": median(_answer_ms(model, full_hall()) for _ in range(ANSWERS))}
    return [
        Row(f"wait: learned from {len(legs):,} visits", {"took_s": took_s}, {"took_s": 60.0}),
        Row(f"wait: told to {WAITING} who wait for {COUNTERS} counters, and to newcomers", times, {"p50_ms": 20.0}),
    ]


def _answer_ms(model: WaitModel, sight: Sight) -> float:
    began = time.process_time()
    model.estimates(sight)
    return 1000 * (time.process_time() - began)


def full_hall() -> Sight:
    """Every third counter is free for the moment; three hundred were called within the hour."""
    return Sight(
        AT, 600, 0, Policy(),
        waiting=[_waiting(number) for number in range(WAITING)],
        counters=[_counter(number) for number in range(COUNTERS)],
        called=[_called(AT - 3590 + 11.9 * number, number) for number in range(300)],
        arrived=[Arrived(AT - 3590 + 8.9 * number, 1 + number % SERVICES) for number in range(400)],
        standard_s={},
    )  # fmt: skip


def _waiting(number: int) -> Waiting:
    came_at = AT - 15 * (WAITING - number)
    return Waiting(number, 1 + number % SERVICES, number % 5 == 0, number, came_at, came_at)


def _counter(number: int) -> Counter:
    offers = {1: 1, 2: 1} if number % 2 else {1: 1}
    busy = (None, None, AT - 5) if number % 3 == 0 else (1, AT - 20 * number, None)
    return Counter(number, offers, True, None, *busy)


def _called(at: float, number: int) -> Called:
    return Called(
        1 + number % SERVICES, number % 5 == 0, number % COUNTERS, at - 900, at, at + 240 if at + 240 < AT else None
    )
