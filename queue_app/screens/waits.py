"""How good an office's promises of waits are, for those who are responsible for it: by day, and by service."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection

from queue_app.domain.citizen.estimate import How
from queue_app.domain.citizen.scored import Cell, Sums
from queue_app.store.citizen import models, scores
from queue_app.store.citizen.models import ModelRow

DAYS = 35
TRAININGS = 14


@dataclass(frozen=True, slots=True)
class Waits:
    """days: of promises that came with numbers, by day and how, the newest first. services: all, by cell.

    trainings: the last of them, the newest first.
    """

    first: date
    last: date
    days: dict[tuple[date, How], Sums]
    services: dict[Cell, Sums]
    trainings: list[ModelRow]

    @property
    def in_use(self) -> ModelRow | None:
        """The training whose model is in use."""
        return next((each for each in self.trainings if each.is_in_use), None)


def waits(connection: Connection, office_id: int, today: date) -> Waits:
    """The last DAYS days up to yesterday."""
    first, last = today - timedelta(days=DAYS), today - timedelta(days=1)
    days: defaultdict[tuple[date, How], Sums] = defaultdict(Sums)
    services: defaultdict[Cell, Sums] = defaultdict(Sums)
    for each in scores.of_days(connection, office_id, first, last):
        services[each.cell] += each.sums
        if each.cell.is_first:
            days[each.business_date, each.cell.how] += each.sums
    newest = sorted(days.items(), key=lambda line: (-line[0][0].toordinal(), line[0][1]))
    trainings = models.rows(connection, office_id, most=TRAININGS)
    return Waits(first, last, dict(newest), dict(sorted(services.items())), trainings)
