"""Which comments may be read, and how much is said of where they come from: none points at one of a few.

A comment has no name, but its day and service would be one where three people came. So a page never tells its day. It
shows a comment once its day is over and at least ten visits of its service were served that day; else when its month is
over, with the service only where that had ten in the month, and not at all where the whole office had not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from queue_app.domain.citizen.survey.groups import MIN_GROUP
from queue_app.domain.citizen.survey.periods import PeriodKind, of

Served = Mapping[tuple[date, int | None], int]  # (business date, service id) -> visits served


class Written(NamedTuple):
    """A comment as it is kept."""

    id: int
    day: date
    service_id: int | None
    text: str
    tags: tuple[str, ...]


class Readable(NamedTuple):
    """A comment as it may be shown. month: its period's code. service_id: None where it would point at a few."""

    id: int
    month: str
    service_id: int | None
    text: str
    tags: tuple[str, ...]


def readable(comments: Iterable[Written], served: Served, today: date) -> tuple[list[Readable], int]:
    """Those that may be read on a day, the newest month first, in an order that tells nothing; and how many wait."""
    written = list(comments)
    shown = [each for comment in written if (each := _shown(comment, served, today)) is not None]
    return sorted(shown, key=lambda each: (each.month, each.id), reverse=True), len(written) - len(shown)


def _shown(comment: Written, served: Served, today: date) -> Readable | None:
    month = of(comment.day, PeriodKind.MONTH)
    said = Readable(comment.id, month.code, comment.service_id, comment.text, comment.tags)
    if comment.day < today and served.get((comment.day, comment.service_id), 0) >= MIN_GROUP:
        return said
    if not month.is_over(today):
        return None
    in_month = {key: count for key, count in served.items() if month.first <= key[0] <= month.last}
    if sum(in_month.values()) < MIN_GROUP:
        return None
    of_service = sum(count for (_day, service), count in in_month.items() if service == comment.service_id)
    return said if of_service >= MIN_GROUP else said._replace(service_id=None)
