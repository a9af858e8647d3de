"""The program's figures beside those of the recount, in the same words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from queue_app.domain.evidence.desk_time import DeskTime
from queue_app.domain.evidence.duties import Duty, DutyId
from queue_app.domain.queue.stretch import Doing
from queue_app.domain.queue.timeline import Recorded
from tests.recount_desks import Row

ALIKE = (
    "returns", "untimed", "holds", "held_s", "held_idle_s", "sent_on", "sent_on_s", "given_up", "unfinished_s",
    "no_shows", "no_shows_at_once", "picked", "undone", "served_s", "within_pct", "own_numbers",
    "cancelled", "cancelled_s", "no_shows_s", "added", "withdrawn",
)  # fmt: skip


def rows(log: Iterable[Recorded]) -> Iterator[Row]:
    """Events as the database has them."""
    return ((seq, each.at, each.event.kind, asdict(each.event)) for seq, each in enumerate(log, start=1))


def of_duties(found: Mapping[DutyId, Duty]) -> dict[DutyId, dict[str, Any]]:
    """The program's figures of each officer at each service, as the recount has them."""
    return {key: plain(_of_duty(duty)) for key, duty in found.items()}


def of_work(found: Mapping[DutyId, Mapping[str, Any]]) -> dict[DutyId, dict[str, Any]]:
    """The recount's, rounded as those."""
    return {key: plain(each) for key, each in found.items()}


def of_desks(found: Mapping[int, DeskTime]) -> dict[int, dict[str, Any]]:
    """The program's hours at counters."""
    told = {}
    for officer, time in found.items():
        seconds = {doing.value: each for doing, each in time.seconds.items() if doing is not Doing.BREAK}
        seconds |= {f"break {reason}": each for reason, each in time.breaks_s.items()}
        told[officer] = plain({"sessions": time.sessions, "seconds": seconds})
    return told


def of_hours(found: Mapping[int, Mapping[str, Any]]) -> dict[int, dict[str, Any]]:
    """The recount's."""
    return {officer: plain(each) for officer, each in found.items()}


def _of_duty(duty: Duty) -> dict[str, Any]:
    return {
        **{name: getattr(duty, name) for name in ALIKE},
        "outcomes": duty.outcomes,
        "left_out": duty.left_out,
        "doubted_by": {source.value: count for source, count in duty.doubted_by.items()},
        "timed": duty.service.count,
        "median_s": duty.service.median_s,
        "p90_s": duty.service.p90_s,
        "walks": duty.walk.count,
        "walk_median_s": duty.walk.median_s,
    }


def plain(figures: Mapping[str, Any]) -> dict[str, Any]:
    """Without what is nothing, and to a hundredth of a second."""
    return {name: _rounded(each) for name, each in figures.items() if each}


def _rounded(figure: Any) -> Any:
    if isinstance(figure, Mapping):
        return plain({str(name): each for name, each in figure.items()})
    # A hair more, so that what both hold for 0.125 is no 0.12 here and 0.13 there.
    return round(figure + 0.0013, 2) if isinstance(figure, float) else figure
